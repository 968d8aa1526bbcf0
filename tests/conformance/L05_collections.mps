mps "L5" version 1.0.0 language 1
title "Quantifiers, counts, sets and maps"
// The tables of quantifiers over members and collections in every state are in tables.py.
record user { name : text  uid : int  shell? : text  groups : set of text }
record group { name : text  gid : int }
schema values {
    n      : int
    t      : text
    tags   : set of text
    words  : list of text
    ints   : list of int
    users  : list of user
    groups : list of group
    keyed  : map of text to int
    recs   : map of text to user
    nested : map of text to map of text to int
    ports  : set of int
    known  : set of int
}
environment e : values
level L1
set two of text = { "a", "b" }
set many of int = {
     1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33,
    34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65,
}
param wanted : set of text = { "a", "c" }
param key : text = "k"

// ------------------------------------------------------------ empty, binders, joins
rule "all"     all_    { title "t" level L1 require all i in e.ints : i == 1 }
rule "no"      no_     { title "t" level L1 require no i in e.ints : i == 1 }
rule "any"     any_    { title "t" level L1 require any i in e.ints : i == 1 }
rule "one"     one_    { title "t" level L1 require one i in e.ints : i == 1 }
rule "where"   where_  { title "t" level L1 require all i in e.ints where i > 5 : i == 9 }
rule "distinct" dis    { title "t" level L1 require distinct u in e.users : u.uid }
rule "distinct where" dis_w { title "t" level L1 require distinct u in e.users where u.uid != 0 : u.name }
test "L5.9 over nothing" { given e.ints = [] expect "all" pass expect "no" pass expect "any" fail expect "one" fail expect "where" pass }
test "L5.9 the report says how many were considered" {
    given e.ints = [ 1, 2, 9 ]
    expect "where" pass  expect "one" pass  expect "all" fail because "2"
}
test "L5.12 one of two" { given e.ints = [ 1, 1 ] expect "one" fail expect "all" pass expect "any" pass expect "no" fail }
test "L5.4 distinct" {
    given e.users = [ { name = "r", uid = 0 }, { name = "t", uid = 0 }, { name = "u", uid = 1 } ]
    expect "distinct" fail  expect "distinct where" pass
}
test "L5.4 distinct, all unlike" { given e.users = [ { name = "r", uid = 0 }, { name = "r", uid = 1 } ] expect "distinct" pass }
test "L5.4 a member that `where` leaves out" { given e.users = [ { name = "r", uid = 0 }, { name = "r", uid = 2 } ] expect "distinct where" pass }
test "L5.4 equal keys are false whatever is missing" {
    given e.users = [ { uid = 0 }, { uid = 0 }, { uid = 1 } ]  given e.users[2].uid is error
    expect "distinct" fail
}
test "L5.4 a key in error, else" { given e.users = [ { uid = 0 }, { uid = 1 } ] given e.users[1].uid is error expect "distinct" error }
test "L5.4 a key unknown" { given e.users = [ { uid = 0 }, { uid = 1 } ] given e.users[1].uid is unknown expect "distinct" unknown }
test "L5.4 an incomplete list" { given e.users = [ { uid = 0 } ] given e.users is partial expect "distinct" unknown }

rule "keys"    keys    { title "t" level L1 require all k in e.keyed : k starts with "k" }
rule "pairs"   pairs   { title "t" level L1 require all k, v in e.keyed : k == "k" or v > 5 }
rule "any pair" any_p  { title "t" level L1 require any k, v in e.keyed where k != "k" : v == 6 }
rule "count pairs" cnt { title "t" level L1 require count(k, v in e.keyed where v > 5) == 1 and count(e.keyed) == 2 }
rule "built"   built   { title "t" level L1 require { v for k, v in e.keyed where k ends with "1" } == { 6 } }
rule "nested"  nested  { title "t" level L1 require all k, m in e.nested : any i, v in m : v == 1 and i != k }
test "L5.5 one binder takes keys, two take key and value" {
    given e.keyed = { "k" : 1, "k1" : 6 }
    expect "keys" pass  expect "pairs" pass  expect "any pair" pass  expect "count pairs" pass  expect "built" pass
}
test "L5.5 otherwise" {
    given e.keyed = { "k" : 1, "l1" : 5 }
    expect "keys" fail because "l1"  expect "pairs" fail  expect "any pair" fail  expect "count pairs" fail  expect "built" fail
}
test "L5.5 maps of maps" { given e.nested = { "a" : { "b" : 1 }, "b" : { "b" : 1, "c" : 1 } } expect "nested" pass }
test "L5.5 maps of maps, one without" { given e.nested = { "a" : { "b" : 1 }, "b" : { "b" : 1 } } expect "nested" fail }

rule "join"    join    { title "t" level L1 require all u in e.users : any g in e.groups : g.name in u.groups }
rule "join no" join_no { title "t" level L1 require no u in e.users : (no g in e.groups : g.gid == u.uid) }
test "L5.1 L5.10 L5.11 a join is a nested quantifier" {
    given e.users = [ { uid = 1, groups = { "a", "b" } } ]  given e.groups = [ { name = "b", gid = 1 } ]
    expect "join" pass  expect "join no" pass
}
test "L5.1 L5.10 a join without partner" {
    given e.users = [ { uid = 1, groups = { "a" } } ]  given e.groups = [ { name = "b", gid = 2 } ]
    expect "join" fail  expect "join no" fail
}
test "L5.10 L5.11 a join against an incomplete list" {
    given e.users = [ { uid = 1, groups = { "a" } } ]  given e.groups = [ { name = "b", gid = 2 } ]  given e.groups is partial
    expect "join" unknown  expect "join no" unknown
}

// ------------------------------------------------------------ counts
rule "n >= 2"   n_ge   { title "t" level L1 require count(e.ints) >= 2 }
rule "n < 2"    n_lt   { title "t" level L1 require count(e.ints) < 2 }
rule "n == 2"   n_eq   { title "t" level L1 require count(e.ints) == 2 }
rule "n != 2"   n_ne   { title "t" level L1 require count(e.ints) != 2 }
rule "n in"     n_in   { title "t" level L1 require count(e.ints) in 2..4 }
rule "n + 1"    n_plus { title "t" level L1 require count(e.ints) + 1 == 3 }
rule "n in set" n_set  { title "t" level L1 require count(e.ints) in { 1, 2 } }
rule "n all"    n_all  { title "t" level L1 require count(i in e.ints where i == i) == count(e.ints) }
rule "two n"    n_two  { title "t" level L1 require count(e.ints) > count(e.tags) }
test "L5.3 a complete list" {
    given e.ints = [ 1, 1 ]  given e.tags = { "a" }
    expect "n >= 2" pass  expect "n < 2" fail  expect "n == 2" pass  expect "n != 2" fail  expect "n in" pass  expect "n + 1" pass
    expect "n in set" pass  expect "n all" pass  expect "two n" pass
}
test "L5.3 L5.14 an incomplete list has at least what is known" {
    given e.ints = [ 1, 1 ]  given e.ints is partial  given e.tags = { "a" }
    expect "n >= 2" pass  expect "n < 2" fail  expect "n == 2" unknown  expect "n != 2" unknown  expect "n in" unknown  expect "n + 1" unknown
    expect "n in set" unknown  expect "two n" pass
}
test "L5.3 more than the bound is more, however many" {
    given e.ints = [ 1, 1, 1, 1, 1 ]  given e.ints is partial
    expect "n == 2" fail  expect "n != 2" pass  expect "n in" fail  expect "n < 2" fail
}
test "L5.3 too few may yet be enough" {
    given e.ints = []  given e.ints is partial
    expect "n >= 2" unknown  expect "n < 2" unknown  expect "n in" unknown
}
test "L5.3 both open: never decided" {
    given e.ints = [ 1, 2 ]  given e.ints is partial  given e.tags = { "a" }  given e.tags is partial
    expect "two n" unknown
}
test "L5.1 a list that is unknown, in error as a whole" {
    given e.ints is unknown "no rights"  given e.tags is error "garbled"
    expect "n >= 2" unknown because "no rights"  expect "two n" error because "garbled"  expect "all" unknown
}

rule "c >= 2"  c_ge { title "t" level L1 require count(u in e.users where u.shell == "sh") >= 2 }
rule "c <= 2"  c_le { title "t" level L1 require count(u in e.users where u.shell == "sh") <= 2 }
rule "c == 1"  c_eq { title "t" level L1 require count(u in e.users where u.shell == "sh") == 1 }
test "L5.3 members for which the filter is unknown" {
    given e.users = [ { shell = "sh" }, {} ]
    expect "c >= 2" unknown  expect "c <= 2" pass  expect "c == 1" unknown
}
test "L5.3 enough without them" {
    given e.users = [ { shell = "sh" }, { shell = "sh" }, {} ]
    expect "c >= 2" pass  expect "c <= 2" unknown  expect "c == 1" fail
}
test "L5.13 a member in error" {
    given e.users = [ { shell = "sh" }, { shell = "sh" }, {} ]  given e.users[2].shell is error
    expect "c >= 2" pass  expect "c == 1" fail  expect "c <= 2" error
}
test "L5.13 a member absent" {
    given e.users = [ { shell = "sh" }, { shell = "sh" }, {} ]  given e.users[2].shell is absent
    expect "c >= 2" pass  expect "c <= 2" fail because "2 to 3"
}
test "L5.13 a member absent that matters" {
    given e.users = [ { shell = "sh" }, {} ]  given e.users[1].shell is absent
    expect "c >= 2" fail  expect "c == 1" fail  expect "c <= 2" pass
}
test "L5.13 a member absent, another unknown" {
    given e.users = [ { shell = "sh" }, { shell = "sh" }, {} ]  given e.users[1].shell is absent
    expect "c >= 2" unknown  expect "c <= 2" unknown
}

// ------------------------------------------------------------ membership and sets
rule "in"      in_     { title "t" level L1 require e.t in e.tags }
rule "not in"  not_in  { title "t" level L1 require e.t not in e.tags }
rule "in list" in_list { title "t" level L1 require e.t in e.words }
rule "in lit"  in_lit  { title "t" level L1 require e.t in { "a", "b" } and e.t in [ "b", "a" ] }
rule "in built" in_b   { title "t" level L1 require e.n in { u.uid for u in e.users where u.name != "x" } }
rule "in made" in_made { title "t" level L1 require e.n in { 5, e.n + 1, e.n } }
rule "equal"   equal   { title "t" level L1 require e.tags == two }
rule "not equal" n_equal { title "t" level L1 require e.tags != two }
rule "equal c" equal_c { title "t" level L1 require e.ports == e.known }
rule "equal p" equal_p { title "t" level L1 require wanted == e.tags }
rule "all in"  all_in  { title "t" level L1 require all w in e.tags : w in wanted }
test "L5.7 found" {
    given e.t = "a"  given e.tags = { "a" }  given e.words = [ "b", "a" ]
    expect "in" pass  expect "not in" fail  expect "in list" pass  expect "in lit" pass
}
test "L5.7 not found" {
    given e.t = "c"  given e.tags = { "a" }  given e.words = [ "b", "a" ]
    expect "in" fail  expect "not in" pass  expect "in list" fail  expect "in lit" fail
}
test "L5.7 found in what is incomplete" {
    given e.t = "a"  given e.tags = { "a" }  given e.tags is partial  given e.words = [ "a" ]  given e.words is partial
    expect "in" pass  expect "not in" fail  expect "in list" pass
}
test "L5.7 not found in what is incomplete" {
    given e.t = "c"  given e.tags = { "a" }  given e.tags is partial "cut"  given e.words = []  given e.words is partial
    expect "in" unknown because "cut"  expect "not in" unknown  expect "in list" unknown
}
test "L5.7 a list member in error" { given e.t = "c" given e.words = [ "a", "b", "d" ] given e.words[1] is error expect "in list" error }
test "L5.7 found beside an error" { given e.t = "a" given e.words = [ "a", "b" ] given e.words[1] is error expect "in list" pass }
test "L5.15 a set with a member in error" { given e.t = "a" given e.tags = { "a", "b" } given e.tags is error expect "in" error }
test "L5.7 the value sought is unknown" {
    given e.t is unknown  given e.tags = {}  given e.words = [ "a" ]
    expect "in" unknown  expect "in list" unknown
}
test "L5.7 equal sets: order and number do not count" {
    given e.tags = { "b", "a" }  given e.ports = { 1, 2 }  given e.known = { 2, 1 }
    expect "equal" pass  expect "not equal" fail  expect "equal c" pass
}
test "L5.7 one holds more" {
    given e.tags = { "a", "b", "c" }  given e.ports = { 1 }  given e.known = { 2, 1 }
    expect "equal" fail  expect "not equal" pass  expect "equal c" fail
}
test "L5.7 an incomplete set that holds a stranger is unequal" {
    given e.tags = { "z" }  given e.tags is partial
    expect "equal" fail  expect "not equal" pass
}
test "L5.7 an incomplete set that holds no stranger may be equal" {
    given e.tags = { "a" }  given e.tags is partial
    expect "equal" unknown  expect "not equal" unknown
}
test "L5.7 even if it holds them all" { given e.tags = { "a", "b" } given e.tags is partial expect "equal" unknown expect "all in" fail }
test "L5.19 sets that are parameters" { given e.tags = { "c", "a" } expect "equal p" pass expect "all in" pass }
test "L5.19 sets that are parameters, given" {
    given param wanted = { "c" }  given e.tags = { "c", "a" }
    expect "equal p" fail  expect "all in" fail because "a"
}
test "L5.8 a built set" { given e.n = 2 given e.users = [ { name = "x", uid = 2 }, { name = "y", uid = 2 } ] expect "in built" pass }
test "L5.8 only a member that the filter leaves out" {
    given e.n = 2  given e.users = [ { name = "x", uid = 2 }, { name = "y", uid = 3 } ]
    expect "in built" fail
}
test "L5.8 the filter unknown" { given e.n = 2 given e.users = [ { uid = 2 }, { name = "y", uid = 3 } ] expect "in built" unknown }
test "L5.8 the filter unknown for another member" { given e.n = 3 given e.users = [ { uid = 2 }, { name = "y", uid = 3 } ] expect "in built" pass }
test "L5.8 of an incomplete list" { given e.n = 4 given e.users = [ { name = "y", uid = 3 } ] given e.users is partial expect "in built" unknown }
rule "built n" built_n { title "t" level L1 require count({ u.uid for u in e.users where u.name != "x" }) == 2 }
rule "built <" built_l { title "t" level L1 require count({ u.uid for u in e.users where u.name != "x" }) < 4 }
test "L5.8 equal values count once" {
    given e.users = [ { name = "a", uid = 1 }, { name = "b", uid = 1 }, { name = "c", uid = 2 }, { name = "x", uid = 3 } ]
    expect "built n" pass  expect "built <" pass
}
test "L5.8 L5.3 members that may be in it" {
    given e.users = [ { name = "a", uid = 1 }, { name = "b", uid = 2 }, { uid = 3 } ]
    expect "built n" unknown  expect "built <" pass
}
test "L5.8 L5.3 enough members that may be" { given e.users = [ { name = "a", uid = 1 }, { uid = 2 }, { uid = 3 }, { uid = 4 } ]  expect "built <" unknown }
test "L5.8 L5.13 a value in error" {
    given e.users = [ { name = "a", uid = 1 }, { name = "b", uid = 2 } ]  given e.users[1].uid is error
    expect "built n" error  expect "built <" pass
}
test "L5.20 a set with computed members" { given e.n = 7 expect "in made" pass }
test "L5.20 a set with computed members, in error" { given e.n = 9223372036854775807 expect "in made" pass }

// ------------------------------------------------------------ maps
rule "lookup"   lookup { title "t" level L1 require e.keyed["k"] == 1 }
rule "computed" comp   { title "t" level L1 require e.keyed[key] == 1 }
rule "by claim" by_cl  { title "t" level L1 require e.keyed[e.t] == 1 }
rule "absent"   absent_ { title "t" level L1 require e.keyed["k"] is absent }
rule "absent c" abs_c  { title "t" level L1 require e.keyed[key] is absent }
rule "const set" const { title "t" level L1 require all k in two : e.keyed[k] == 1 }
rule "no key"   no_key { title "t" level L1 require no k in e.keyed : k == "z" }
rule "nest key" nest_k { title "t" level L1 require e.nested["a"]["b"] == 1 }
rule "sum"      sum    { title "t" level L1 require all m in many : m > 0 and m in e.ports }
test "L5.6 found" {
    given e.keyed = { "k" : 1, "a" : 1, "b" : 1 }  given e.t = "a"
    expect "lookup" pass  expect "computed" pass  expect "by claim" pass  expect "absent" fail  expect "absent c" fail  expect "const set" pass
    expect "no key" pass
}
test "L5.6 not found, complete" {
    given e.keyed = { "a" : 1 }  given e.t = "q"
    expect "lookup" fail  expect "computed" fail  expect "by claim" fail  expect "absent" pass  expect "absent c" pass  expect "const set" fail
}
test "L5.6 not found, incomplete" {
    given e.keyed = { "a" : 1 }  given e.keyed is partial  given e.t = "q"
    expect "lookup" unknown  expect "computed" unknown  expect "by claim" unknown  expect "absent" unknown  expect "const set" unknown
    expect "no key" unknown
}
test "L5.6 the key itself is unknown" { given e.keyed = { "a" : 1 } given e.t is unknown "why" expect "by claim" unknown because "why" }
test "L5.6 the map itself" {
    given e.keyed is unknown
    expect "lookup" unknown  expect "absent" unknown  expect "computed" unknown  expect "no key" unknown
}
test "L5.17 a constant key sees what is listed for it" {
    given e.keyed = { "a" : 1 }  given e.keyed is partial  given e.keyed["k"] is absent
    expect "lookup" fail  expect "absent" pass
}
test "L5.17 a computed key sees members only" {
    given e.keyed = { "a" : 1 }  given e.keyed is partial  given e.keyed["k"] is absent
    expect "computed" unknown  expect "absent c" unknown
}
test "L5.17 a member of a small constant set is a constant key" {
    given e.keyed = { "a" : 1 }  given e.keyed is partial  given e.keyed["b"] is absent
    expect "const set" fail
}
test "L5.16 a map with a key that is unknown is not complete" {
    given e.keyed = { "a" : 1 }  given e.keyed["k"] is unknown "why"
    expect "lookup" unknown because "why"  expect "no key" unknown  expect "absent" unknown
}
test "L5.16 a map with a key in error" {
    given e.keyed = { "a" : 1 }  given e.keyed["k"] is error "why"
    expect "lookup" error because "why"  expect "no key" unknown
}
test "L5.6 L5.17 maps of maps" { given e.nested = { "a" : { "b" : 1 } } expect "nest key" pass }
test "L5.6 L5.17 maps of maps, the outer key missing" { given e.nested = { "b" : { "b" : 1 } } expect "nest key" fail }
test "L5.17 L5.19 a set of more than 64 members" { given e.ports = { 1 } expect "sum" fail because "2" }

// ------------------------------------------------------------ constants
rule "patterns"   pats   { title "t" level L1 require any p in [ re'a+', glob'x*' ] : e.t matches p }
rule "no pattern" no_pat { title "t" level L1 require no p in [ re'a+', glob'x*' ] : e.t matches p }
rule "all pattern" all_p { title "t" level L1 require all p in [ re'.*a', re'b.*' ] : e.t matches p }
rule "set const"  set_c  { title "t" level L1 require any w in two : e.t == w }
test "L5.19 lists of patterns" { given e.t = "xyz" expect "patterns" pass expect "no pattern" fail expect "all pattern" fail expect "set const" fail }
test "L5.19 lists of patterns, all" { given e.t = "ba" expect "patterns" fail expect "no pattern" pass expect "all pattern" pass }
test "L5.19 constant sets" { given e.t = "b" expect "set const" pass }

// ------------------------------------------------------------ tables
table hashes of text to set of digest from "parts/hashes.txt" sha256'a07d5775fb30c4a27bf12aa33c8e0edfaeedb21bca05dff78c4166b2345d6d08'
rule "table"    table_ { title "t" level L1 require sha256'00000000000000000000000000000000000000000000000000000000000000aa' in hashes[e.t] }
rule "in table" in_tab { title "t" level L1 require hashes[e.t] is present }
test "L5.18 a key of the table" { given e.t = "/bin/a" expect "table" pass expect "in table" pass }
test "L5.18 another value of it" { given e.t = "/bin/b c" expect "table" fail expect "in table" pass }
test "L5.18 no key of it" { given e.t = "/bin/z" expect "table" fail expect "in table" fail }
test "L5.18 the key unknown" { given e.t is unknown expect "table" unknown expect "in table" unknown }
