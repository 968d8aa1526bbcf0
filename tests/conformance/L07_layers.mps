mps "L7.19" version 1.0.0 language 1
title "What evidence says of environments beside their claims"
// L7.19 Fields that are named like the functions are claims like others, also where evidence spells them so.
schema box { up : bool  collected? : int  odd? as "collected()" : time  nonce? : text }
schema cell_ { n : int }
define fresh(b : box, age : duration = 1 day) : bool = now - collected(b) <= age
define all_fresh(cs : map of text to cell_) : bool = all id, x in cs : now - collected(x) <= 1 hour
template answers(b : box, expected : bytes) { title "Ensure it answers"  require nonce(b) == expected }
environment e : box { layer firmware }
environment f : box { layer os  parent e }
environment c many : cell_
level L1
rule "1" fresh_e   { title "t" level L1 require fresh(e) }
rule "2" fresh_f   { title "t" level L1 require fresh(f, 1 week) }
rule "3" ordered   { title "t" level L1 require collected(e) <= collected(f) }
rule "4" nonce_e   { title "t" level L1 use answers(e, h'0102') }
rule "5" same      { title "t" level L1 when nonce(e) is present require nonce(e) == nonce(f) }
rule "6" cells     { title "t" level L1 require all_fresh(c) }
rule "7" one_cell  { title "t" level L1 require now - collected(c["a"]) <= 1 hour }
rule "8" by_key    { title "t" level L1 require any id in c : nonce(c[id]) == h'0a' }
rule "9" either    { title "t" level L1 require (nonce(f) else h'ff') == h'ff' }
rule "10" claims   { title "t" level L1 require e.collected == 7 and e.nonce == "n" }
rule "11" masked   { title "t" level L1 require nonce(e) & h'ff00' == h'0100' }
rule "12" odd      { title "t" level L1 require e.odd == 1970-01-02 }
configuration whole_e { include e.up }

test "L7.19 the time of collection is a time" {
    given now = 2026-01-02
    given collected(e) = 2026-01-01T00:00:00Z  given collected(f) = 2025-12-31
    expect "1" pass  expect "2" pass  expect "3" fail because "collected(e)"
}
test "L7.19 too old" { given collected(e) = 2025-12-01  expect "1" fail because "collected(e)" }
test "L7.19 the future is not too old" { given collected(e) = 2027-01-01  expect "1" pass }
test "L9.11 nothing is known that is not given" { given e.up = true  expect "1" unknown  expect "4" unknown  expect "9" unknown }
test "L9.11 states" {
    given collected(e) is unknown "no clock"  given collected(f) is error "a bad clock"
    expect "1" unknown because "no clock"  expect "2" error because "a bad clock"
}
test "L9.11 a later given overrides" { given collected(e) is unknown  given collected(e) = 2026-01-01  expect "1" pass }
test "L7.19 an answer" { given nonce(e) = h'0102'  given nonce(f) = h'0102'  expect "4" pass  expect "5" pass  expect "9" fail  expect "11" pass }
test "L7.19 two answers" { given nonce(e) = h'0102'  given nonce(f) = h'0103'  expect "5" fail because "nonce(" }
test "L7.19 no challenge is absent" { given nonce(e) is absent  given nonce(f) is absent  expect "4" fail  expect "5" notapplicable  expect "9" pass }
test "L7.19 an unknown challenge is not absent" { given nonce(e) is unknown  expect "5" unknown  expect "4" unknown }
test "L7.19 instances" {
    given now = 2026-01-01
    given c["a"].n = 1  given collected(c["a"]) = 2026-01-01  given nonce(c["a"]) = h'0a'
    given c["b"].n = 1  given collected(c["b"]) = 2025-12-31T23:30:00Z  given nonce(c["b"]) is absent
    given c is absent
    expect "6" pass  expect "7" pass  expect "8" pass
}
test "L7.19 one instance is too old" {
    given c["a"].n = 1  given collected(c["a"]) = 2025-12-31  given c is absent
    expect "6" fail because "collected(c[\"a\"])"  expect "7" fail
}
test "L7.19 of an instance that is not there" { given c["b"].n = 1  given c is absent  expect "7" fail  expect "8" unknown }
test "L7.19 claims of these names are claims" { given e.collected = 7  given e.nonce = "n"  expect "10" pass  expect "1" unknown }
test "L7.19 and of that spelling" { given e.odd = 1970-01-02  expect "12" pass  expect "1" unknown }
