mps "L9" version 1.0.0 language 1
title "Tests"
// L9.1 Tests stand in the definition, or in L09_tests_tests.mps beside it.
record inner { x : int  y? : text  tags : set of text }
schema values {
    n     : int
    t     : text
    b     : bool
    rec   : inner
    list  : list of int
    rows  : list of inner
    tags  : set of text
    keyed : map of text to int
    recs  : map of text to inner
    when_ : time
    age   : duration
    mode  : mode
    bytes : bytes
    dig   : digest
    ver   : version rpm
    dir   : path
    addr  : ip
    net   : cidr
    loose : scalar
    deep  : map of text to map of int to list of inner
}
environment e : values
level L1
level L2 extends L1 { param most = 1 }
level L3
level L4
param most : int in 0..9 = 5 stricter lower
set named of int = { 1, 2 }
rule "n"     n_     { title "t" level L1 require e.n == 1 }
rule "most"  most   { title "t" level L1, L3 require e.n <= most }
rule "l2"    l2     { title "t" level L2 require e.b }
rule "now"   now_   { title "t" level L1 require now == 2026-01-01 }
rule "later" later  { title "t" level L1 require now == 2027-06-05T04:03:02Z }
rule "rows"  rows_  { title "t" level L4 require all r in e.rows : r.x > 0 }
rule "grade" grade_ { title "t" level L1 grade { affirming when e.n == 1 otherwise warning } }

fixture first      { given e.n = 1 given e.rec = { x = 1, tags = { "a" } } }
fixture two      { given fixture first given e.n = 2 }
fixture everything {
    given e.n = 1
    given e.t = "t"
    given e.b = true
    given e.list = [ 3, -1 ]
    given e.rows = [ { x = 1, y = "y", tags = { "a", "b" } }, { x = 2 } ]
    given e.tags = { "a" }
    given e.keyed = { "k" : 1, "l" : 2 }
    given e.when_ = 2026-01-01T00:00:01Z
    given e.age = 90 days
    given e.mode = 04755
    given e.bytes = h'00ff'
    given e.dig = sha1'0000000000000000000000000000000000000001'
    given e.ver = rpm'1:2-3'
    given e.dir = "/srv/%FF"
    given e.addr = ip'fe80::1'
    given e.net = ip'10.0.0.0/8'
    given e.loose = "x"
    given e.deep = { "k" : { 1 : [ { x = 1 } ], 2 : [] } }
}

test "L9.1 what no `given` mentions is unknown" { expect "n" unknown expect that count(e.rows) >= 0 }
test "L9.1 L9.3 fields left out of a record are unknown" { given e.rec = { y = "q" } expect that e.rec.y == "q" }
test "L9.4 a fixture" { given fixture first expect "n" pass expect that e.rec.x == 1 }
test "L9.2 L9.4 a later `given` overrides an earlier" { given fixture two expect "n" fail because "e.n is 2" expect that e.rec.x == 1 }
test "L9.2 and a state overrides a value" { given e.n = 1 given e.n is unknown "why" expect "n" unknown because "why" }
test "L9.2 and a value a state" { given e.n is error given e.n = 1 expect "n" pass }
test "L9.2 a whole overrides what was below" { given e.rec.x = 1 given e.rec is absent given e.rec = { x = 2 } expect that e.rec.x == 2 }
test "L9.2 a part of a whole that was given" {
    given e.rec = { x = 1, tags = {} }  given e.rec.x = 2
    expect that e.rec.x == 2  expect that count(e.rec.tags) == 0
}
test "L9.5 a whole list, set or map that is given is complete" {
    given fixture everything
    expect that count(e.list) == 2 and count(e.tags) == 1 and count(e.keyed) == 2  expect that e.keyed["z"] is absent
}
test "L9.5 one key leaves the rest of the map unknown" {
    given e.keyed["k"] = 1
    expect that e.keyed["k"] == 1  expect that count(e.keyed) >= 1  expect that any k in e.keyed : k == "k"
}
test "L9.5 a key more of a whole map leaves it complete" { given e.keyed = { "k" : 1 } given e.keyed["l"] = 2 expect that count(e.keyed) == 2 }
test "L9.5 partial" { given e.tags = { "a" } given e.tags is partial expect that "a" in e.tags expect that count(e.tags) >= 1 }
test "L9.6 values of every kind" {
    given fixture everything
    expect that e.t == "t" and e.b
    expect that any r in e.rows : r.y == "y" and "b" in r.tags
    expect that e.when_ == 2026-01-01T00:00:01Z and e.age == 90 days and e.mode == 04755 and e.bytes == h'00ff'
    expect that e.dig == sha1'0000000000000000000000000000000000000001' and e.ver == rpm'1:2-3' and e.dir == "/srv/%FF"
    expect that e.addr == ip'fe80::1' and e.net == ip'10.0.0.0/8' and e.loose == "x"
    expect that count(e.deep["k"][2]) == 0 and (all r in e.deep["k"][1] : r.x == 1)
}
test "L9.6 members of a list by their number" {
    given e.list = [ 5, 6 ]  given e.list[1] = 7  given e.rows = [ {}, {} ]  given e.rows[1].x = 4
    expect that 7 in e.list and 6 not in e.list  expect that any r in e.rows : r.x == 4
}
test "L9.6 L9.2 and members of what is in it" {
    given e.deep = { "k" : { 1 : [ { x = 1 }, { x = 2 } ] } }  given e.deep["k"][1][0].x = 3
    expect that all r in e.deep["k"][1] : r.x in 2..3
}
test "L9.6 named sets as values" { given e.list = [ 1 ] expect that all i in e.list : i in named }
test "L9.7 parameters" { given e.n = 6 given param most = 7 expect "most" pass }
test "L9.7 without them, the level's" { given e.n = 4 expect "most" pass }
test "L9.7 a level" { given level L2 given e.n = 4 given e.b = true expect "most" fail because "1" expect "l2" pass }
test "L9.7 a rule that the level does not select" { given level L1 given e.n = 1 expect "l2" notselected }
test "L9.7 without level, the first that selects the rule" { given e.n = 2 given e.b = false expect "most" pass expect "l2" fail }
test "L9.7 now, if none is given" { expect "now" pass expect "later" fail }
test "L9.7 now" { given now = 2027-06-05T04:03:02Z expect "later" pass expect "now" fail }
test "L9.7 now is a day" { given now = 2026-01-01 expect "now" pass }
test "L9.3 a verdict with its reason" { given e.n = 5 expect "n" fail because "e.n is 5" expect "n" fail because "expected 1" }
test "L9.3 a verdict with its grade" { given e.n = 5 expect "grade" fail grade warning }
test "L9.3 levels" { given e.n = 1 given e.b = true given now = 2026-01-01 expect level L3 pass expect level L1 fail }
test "L9.3 a condition" { given e.n = 1 expect that e.n == 1 expect that not (e.n == 2) }
test "L9.2 a whole environment that is unknown" { given e is unknown "nobody looked" expect "n" unknown because "nobody looked" }
test "L9.2 a row of which nothing is known" {
    given e.rows = [ { x = 1, tags = {} }, { x = 2, tags = {} } ]  given e.rows[1] is unknown "cut off"
    expect "rows" unknown because "cut off"
}
