mps "L4" version 1.0.0 language 1
title "Value, absent, unknown, error"
// The tables of `and`, `or`, `not` and of strict operators are in tables.py.
record inner { x? : int  y : int  tags? : set of text }
schema values {
    n    : int
    a?   : int
    b?   : int
    s?   : set of text
    list? : list of inner
    keyed : map of text to int
    recs : map of text to inner
    sub? : inner
    rows : list of inner
    nest? : map of text to set of text
    flag? : bool
}
environment e : values
level L1

rule "present"  present   { title "t" level L1 require e.a is present }
rule "absent"   absent_   { title "t" level L1 require e.a is absent }
rule "not p"    not_p     { title "t" level L1 require not (e.a is present) }
rule "else"     else_     { title "t" level L1 require (e.a else 7) == 7 }
rule "else b"   else_b    { title "t" level L1 require (e.a else e.n) == e.n }
rule "chain"    else_c    { title "t" level L1 require ((e.a else e.b) else 9) == 9 }
rule "plain"    plain     { title "t" level L1 require e.a == 7 }
rule "not"      not_      { title "t" level L1 require not (e.a == 7) }
rule "bool"     bool_     { title "t" level L1 require e.flag }
rule "not bool" not_bool  { title "t" level L1 require not e.flag }
rule "strict"   strict    { title "t" level L1 require e.a == e.b }

test "L4.1 L4.4 a value" {
    given e.a = 7  given e.n = 7
    expect "present" pass  expect "absent" fail  expect "not p" fail  expect "else" pass  expect "plain" pass
}
test "L4.1 L4.5 absent" {
    given e.a is absent
    given e.n = 7
    expect "present" fail
    expect "absent" pass
    expect "not p" pass
    expect "else" pass
    expect "else b" pass
    expect "plain" fail
    expect "not" fail
}
test "L4.1 unknown stays, with its reason" {
    given e.a is unknown "no rights"
    given e.n = 7
    expect "present" unknown because "no rights"
    expect "absent" unknown
    expect "not p" unknown
    expect "else" unknown because "no rights"
    expect "else b" unknown
    expect "plain" unknown
    expect "not" unknown
}
test "L4.1 error stays, with its reason" {
    given e.a is error "garbled"
    given e.n = 7
    expect "present" error because "garbled"
    expect "absent" error
    expect "not p" error
    expect "else" error
    expect "plain" error because "garbled"
    expect "not" error
}
test "L4.5 else of else" { given e.a is absent given e.b is absent expect "chain" pass }
test "L4.5 else of else, the second is there" { given e.a is absent given e.b = 1 expect "chain" fail }
test "L4.5 else of else, the second is unknown" { given e.a is absent given e.b is unknown expect "chain" unknown }
test "L4.5 else of else, the first is unknown" { given e.a is unknown given e.b is absent expect "chain" unknown }
test "L4.3 absent beside unknown is unknown" { given e.a is absent given e.b is unknown expect "strict" unknown }
test "L4.3 unknown beside error is error" { given e.a is error given e.b is unknown expect "strict" error }
test "L4.3 absent beside absent is absent, never equal" { given e.a is absent given e.b is absent expect "strict" fail }
test "L4.2 a bool claim that is absent fails both ways" { given e.flag is absent expect "bool" fail expect "not bool" fail }
test "L4.2 a bool claim that is unknown is so both ways" { given e.flag is unknown expect "bool" unknown expect "not bool" unknown }
test "L4.2 a bool claim" { given e.flag = false expect "bool" fail expect "not bool" pass }

// ------------------------------------------------------------ collections and records
rule "set here"   set_here   { title "t" level L1 require e.s is present }
rule "set else"   set_else   { title "t" level L1 require count((e.s else {})) == 0 }
rule "set other"  set_other  { title "t" level L1 require "x" in (e.s else { "x" }) }
rule "list else"  list_else  { title "t" level L1 require all r in (e.list else []) : r.y == 1 }
rule "map else"   map_else   { title "t" level L1 require count((e.nest else {})) == 0 }
rule "sub here"   sub_here   { title "t" level L1 require e.sub is present }
rule "sub x"      sub_x      { title "t" level L1 require e.sub.x is absent }
rule "sub y"      sub_y      { title "t" level L1 require e.sub.y == 1 }
rule "sub tags"   sub_tags   { title "t" level L1 require count((e.sub.tags else {})) == 0 }
rule "key"        key_       { title "t" level L1 require e.keyed["k"] is absent }
rule "rec"        rec_       { title "t" level L1 require e.recs["k"] is present }
rule "rec x"      rec_x      { title "t" level L1 require e.recs["k"].x is absent }
rule "row"        row_       { title "t" level L1 require all r in e.rows : (r.x else 1) == 1 }
test "L4.9 a complete collection is present, an empty one too" {
    given e.s = {}
    expect "set here" pass  expect "set else" pass  expect "set other" fail
}
test "L4.8 L4.9 an absent collection is not, and `else` gives another" {
    given e.s is absent
    given e.list is absent
    given e.nest is absent
    expect "set here" fail
    expect "set else" pass
    expect "set other" pass
    expect "list else" pass
    expect "map else" pass
}
test "L4.9 an incomplete collection with a known member is present" {
    given e.s = { "y" }  given e.s is partial
    expect "set here" pass  expect "set else" fail  expect "set other" unknown
}
test "L4.9 an incomplete collection without known members is unknown" {
    given e.s = {}  given e.s is partial "cut"
    expect "set here" unknown because "cut"
}
test "L4.9 an unknown collection" { given e.s is unknown expect "set here" unknown expect "set else" unknown }
test "L4.8 a list of records that is there" {
    given e.list = [ { y = 2 } ]  given e.nest = { "k" : {} }
    expect "list else" fail  expect "map else" fail
}
test "L4.10 a record is present whatever it holds" {
    given e.sub.x is unknown  given e.sub.y = 1
    expect "sub here" pass  expect "sub x" unknown  expect "sub y" pass
}
test "L4.10 what lies below an absent record is absent" {
    given e.sub is absent
    expect "sub here" fail  expect "sub x" pass  expect "sub y" fail  expect "sub tags" pass
}
test "L4.10 below an unknown record, unknown" {
    given e.sub is unknown
    expect "sub here" unknown  expect "sub x" unknown  expect "sub y" unknown  expect "sub tags" unknown
}
test "L4.10 below a record in error, error" {
    given e.sub is error
    expect "sub here" error  expect "sub x" error  expect "sub y" error  expect "sub tags" error
}
test "L4.10 members of maps" { given e.keyed = {} given e.recs = {} expect "key" pass expect "rec" fail expect "rec x" pass }
test "L4.10 a member that is there" {
    given e.keyed = { "k" : 1 }  given e.recs = { "k" : { y = 1 } }
    expect "key" fail  expect "rec" pass  expect "rec x" unknown
}
test "L4.10 members of a map that is cut short" {
    given e.keyed = {}  given e.keyed is partial  given e.recs is unknown
    expect "key" unknown  expect "rec" unknown  expect "rec x" unknown
}
test "L4.5 else inside a quantifier" { given e.rows = [ { x = 1, y = 1 }, { x = 2, y = 1 } ] expect "row" fail }
test "L4.5 else inside a quantifier, a member absent" { given e.rows = [ { x = 1, y = 1 }, { y = 1 } ] given e.rows[1].x is absent expect "row" pass }
test "L4.11 L9.1 what a record leaves out is unknown" { given e.rows = [ { y = 1 } ] expect "row" unknown }

// ------------------------------------------------------------ guards in `when`
rule "g and"  g_and  { title "t" level L1 when e.a is present and e.a == 1 require e.n == 1 }
rule "g or"   g_or   { title "t" level L1 when e.a is absent or e.a == 1 require e.n == 1 }
rule "g else" g_else { title "t" level L1 when (e.a else 0) == 1 require e.n == 1 }
rule "g not"  g_not  { title "t" level L1 when not (e.a is absent) and e.a == 1 require e.n == 1 }
rule "g far"  g_far  { title "t" level L1 when e.a == 1 and e.n != 5 and e.a is present require e.n == 1 }
rule "g below" g_bel { title "t" level L1 when e.sub.x is present and e.sub.y == 1 require e.n == 1 }
rule "g where" g_whe { title "t" level L1 when all r in e.rows where r.x is present : r.x == 1 require e.n == 1 }
rule "g twice" g_two { title "t" level L1 when e.a is present when (e.b else 1) == 1 require e.n == 1 }
test "L4.6 guards, present" {
    given e.a = 1  given e.n = 1  given e.b is absent
    expect "g and" pass  expect "g or" pass  expect "g else" pass  expect "g not" pass  expect "g far" pass  expect "g twice" pass
}
test "L4.6 guards, absent" {
    given e.a is absent  given e.n = 1  given e.b is absent
    expect "g and" notapplicable  expect "g or" pass  expect "g else" notapplicable  expect "g not" notapplicable  expect "g far" notapplicable
    expect "g twice" notapplicable
}
test "L4.6 guards, unknown" {
    given e.a is unknown  given e.n = 1  given e.b = 1
    expect "g and" unknown  expect "g or" unknown  expect "g else" unknown  expect "g not" unknown  expect "g far" unknown
    expect "g twice" unknown
}
test "L4.6 guards, another value" {
    given e.a = 2  given e.n = 1
    expect "g and" notapplicable  expect "g or" notapplicable  expect "g else" notapplicable
}
test "L4.6 a guard below serves what is above" { given e.sub = { x = 1, y = 1 } given e.n = 1 expect "g below" pass }
test "L4.6 a guard below, the whole absent" { given e.sub is absent given e.n = 1 expect "g below" notapplicable }
test "L4.6 `where` guards the condition" { given e.rows = [ { x = 1, y = 1 } ] given e.rows[0].x is absent given e.n = 1 expect "g where" pass }
