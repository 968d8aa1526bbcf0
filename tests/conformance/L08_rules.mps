mps "L8" version 1.0.0 language 1
title "Rules, parts, templates, grades and verdicts"
schema values {
    n   : int
    m   : int
    o?  : int
    w?  : bool
    v   : bool
    t   : text
    tags : set of text
}
environment e : values
environment site : values
level L1
level L2 extends L1 { accept warning }
level L3 extends L2
level Alone
when (site.w else true)

// ------------------------------------------------------------ requirements and parts
rule "req"    req    { title "t" level L1 require e.n == 1 }
rule "reqs"   reqs   { title "t" level L1 require e.n == 1 require e.m == 1 }
template other(x : int) { title "other" require x == 1 }
template when_v(x : int) { title "guarded" when e.v require x == 1 }
template outer(x : int) { title "outer" when (e.w else false) require e.t == "t" use when_v(x) }
rule "parts"  parts  { title "t" level L1 require e.n == 1 use other(e.m) }
rule "guard"  guard  { title "t" level L1 require e.n == 1 use when_v(e.m) }
rule "only"   only   { level L1 use when_v(e.m) }
rule "outer"  outer_ { level L1 use outer(e.m) }
rule "two"    two    { title "t" level L1 use when_v(e.m) use other(e.n) }
rule "exists" exists { title "L8.3 exists, and if it exists is small" level L1 require e.o is present use small(2) }
template small(most : int) { title "small" when e.o is present require e.o <= most }
test "L8.2 true" { given site.w = true given e.n = 1 given e.m = 1 expect "req" pass expect "reqs" pass }
test "L8.2 false" { given site.w = true given e.n = 2 given e.m = 1 expect "req" fail because "e.n is 2" expect "reqs" fail }
test "L8.2 unknown" { given site.w = true given e.n is unknown given e.m = 1 expect "req" unknown expect "reqs" unknown }
test "L8.2 error" { given site.w = true given e.n is error given e.m = 1 expect "req" error expect "reqs" error }
test "L8.2 several are joined by `and`: a false one wins" { given site.w = true given e.n is error given e.m = 2 expect "reqs" fail }
test "L8.3 parts: fail before error" { given site.w = true given e.n is error given e.m = 2 expect "parts" fail }
test "L8.3 parts: error before unknown" { given site.w = true given e.n is error given e.m is unknown expect "parts" error }
test "L8.3 parts: unknown before pass" { given site.w = true given e.n is unknown given e.m = 1 expect "parts" unknown }
test "L8.3 parts: pass" { given site.w = true given e.n = 1 given e.m = 1 expect "parts" pass }
test "L8.3 L8.10 a part that does not apply: pass before notapplicable" {
    given site.w = true  given e.v = false  given e.n = 1  given e.m = 2
    expect "guard" pass  expect "only" notapplicable  expect "two" pass
}
test "L8.3 L8.10 fail before notapplicable" {
    given site.w = true  given e.v = false  given e.n = 2  given e.m = 2
    expect "guard" fail  expect "two" fail
}
test "L8.10 a part that applies" {
    given site.w = true  given e.v = true  given e.n = 1  given e.m = 2
    expect "guard" fail  expect "only" fail  expect "two" fail
}
test "L8.10 a part of which nobody knows whether it applies" {
    given site.w = true  given e.v is unknown  given e.n = 1  given e.m = 2
    expect "guard" unknown  expect "only" unknown
}
test "L8.10 its `when` in error" { given site.w = true given e.v is error given e.n = 1 given e.m = 1 expect "only" error }
test "L8.3 exists and is small" { given site.w = true given e.o = 2 expect "exists" pass }
test "L8.3 exists and is large" { given site.w = true given e.o = 3 expect "exists" fail }
test "L8.3 does not exist" { given site.w = true given e.o is absent expect "exists" fail }
test "L8.10 a template's `when` stands above the templates it uses: true, true" {
    given site.w = true  given e.w = true  given e.v = true  given e.t = "t"  given e.m = 2
    expect "outer" fail
}
test "L8.10 true, false" { given site.w = true given e.w = true given e.v = false given e.t = "t" given e.m = 2 expect "outer" pass }
test "L8.10 false, true" { given site.w = true given e.w = false given e.v = true given e.t = "x" given e.m = 2 expect "outer" notapplicable }

// ------------------------------------------------------------ governing conditions
section "S" "a section" {
    when e.v
    level L1
    rule "gov"   governed { title "t" when e.n == 1 require e.m == 1 }
    rule "gov u" governed_use { when e.n == 1 use other(e.m) }
    rule "gov g" governed_grade { title "t" when e.n == 1 grade { affirming when e.m == 1 otherwise contraindicated } }
}
test "L8.4 all hold" {
    given e.v = true  given e.n = 1  given e.m = 1  given site.w = true
    expect "gov" pass  expect "gov u" pass  expect "gov g" pass grade affirming
}
test "L8.4 all hold, the requirement does not" {
    given e.v = true  given e.n = 1  given e.m = 2  given site.w is absent
    expect "gov" fail  expect "gov u" fail  expect "gov g" fail grade contraindicated
}
test "L8.4 the rule's is false" {
    given e.v = true  given e.n = 2  given e.m = 2  given site.w = true
    expect "gov" notapplicable  expect "gov u" notapplicable  expect "gov g" notapplicable
}
test "L8.4 the section's is false, the rule's unknown" {
    given e.v = false  given e.n is unknown  given e.m = 2  given site.w = true
    expect "gov" notapplicable
}
test "L8.4 the definition's is false, the section's in error" {
    given e.v is error  given e.n = 1  given e.m = 2  given site.w = false
    expect "gov" notapplicable  expect "req" notapplicable
}
test "L8.4 unknown, whatever the requirement comes to" {
    given e.v is unknown  given e.n = 1  given e.m = 2  given site.w = true
    expect "gov" unknown  expect "gov u" unknown  expect "gov g" unknown
}
test "L8.4 error, whatever the requirement comes to" {
    given e.v is error  given e.n = 1  given e.m = 1  given site.w = true
    expect "gov" error  expect "gov g" error
}
test "L8.4 error before unknown" { given e.v is error given e.n is unknown given e.m = 1 given site.w = true expect "gov" error }

// ------------------------------------------------------------ grades
rule "grade"  grade_ { title "t" level L1 grade { affirming when e.n == 1  warning when e.m == 1  otherwise contraindicated } }
rule "good"   good   { title "t" level L1 grade { contraindicated when e.n == 1  otherwise affirming } }
rule "absent" absent_ { title "t" level L1 grade { affirming when e.o == 1  otherwise warning } }
test "L8.5 the first arm that is true" {
    given site.w = true  given e.n = 1  given e.m = 1
    expect "grade" pass grade affirming  expect "good" fail grade contraindicated
}
test "L8.5 L8.6 a warning fails" { given site.w = true given e.n = 2 given e.m = 1 given level L1 expect "grade" fail grade warning }
test "L8.6 or passes where the level accepts warnings" {
    given site.w = true  given e.n = 2  given e.m = 1  given level L2
    expect "grade" pass grade warning
}
test "L7.12 a level that extends one which accepts them does not by itself" {
    given site.w = true  given e.n = 2  given e.m = 1  given level L3
    expect "grade" fail grade warning
}
test "L8.5 otherwise" { given site.w = true given e.n = 2 given e.m = 2 expect "grade" fail grade contraindicated expect "good" pass grade affirming }
test "L8.5 an arm unknown before a true one: no grade" { given site.w = true given e.n is unknown given e.m = 1 expect "grade" unknown }
test "L8.5 an arm in error" { given site.w = true given e.n is error given e.m = 1 expect "grade" error }
test "L8.5 an arm absent fails, without grade" { given site.w = true given e.o is absent expect "absent" fail }
test "L8.5 an arm unknown after the true one does not matter" {
    given site.w = true  given e.n = 1  given e.m is unknown
    expect "grade" pass grade affirming
}

// ------------------------------------------------------------ manual controls, levels
rule "manual" by_hand { title "t" level Alone manual "look at it" }
rule "alone"  alone   { title "t" level Alone require e.n == 1 }
rule "many"   several { title "t" level Alone, L2 require e.n == 1 }
test "L8.8 a manual control is notchecked" { given site.w = true expect "manual" notchecked because "look at it" }
test "L8.7 L8.8 and makes a level neither fail nor pass" {
    given level Alone  given e.n = 1  given site.w = true
    expect level Alone pass  expect "manual" notchecked
}
test "L8.7 fail" { given e.n = 2 given site.w = true expect level Alone fail }
test "L8.7 error" { given e.n is error given site.w = true expect level Alone error }
test "L8.7 unknown" { given e.n is unknown given site.w = true expect level Alone unknown }
test "L8.7 notapplicable" { given e.n = 1 given site.w = false expect level Alone notapplicable expect "manual" notapplicable }
test "L8.8 a manual control of which nobody knows whether it applies" { given site.w is unknown "nobody looked" expect "manual" unknown because "nobody looked" }
test "L8.12 a rule in two levels, neither above the other" {
    given level L3  given e.n = 1  given site.w = true
    expect "many" pass  expect "alone" notselected  expect "manual" notselected
}
test "L8.12 not below them" { given level L1 given e.n = 1 given site.w = true expect "many" notselected }

// ------------------------------------------------------------ texts
set ports of int = { 22, 443 }
param limit : int = 4
template texts(name : text, open : set of int, most : mode = 0640) "L8.11 L8.14" {
    title     "Ensure \{name} listens on \{open} at most \{most}"
    rationale "because of \{name}"
    severity  low
    require   e.t == name
    require   count(open) <= limit
    refs      nist "SI-4", cce "CCE-1"
    fix       shell "chmod \{most} \{name}; open \{open}"
}
rule "texts"  texts_  { level L1 use texts("it's", { 443, 22 }) }
rule "own"    own     { title "Own \{limit} \{ports}" rationale "own" note "one" note "two" severity high level L1 use texts("x", ports) refs nist "SI-4", nist "AC-1" fix text "own \{limit}" deprecated "soon" }
rule "both"   both    { level L1 use texts("x", ports) use other(e.n) use texts("y", { 1 }) }
test "L8.11 L8.13 L8.14 L8.19 texts change no verdict" { given site.w = true given e.t = "it's" expect "texts" pass expect "own" fail expect "both" fail }
