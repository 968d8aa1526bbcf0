mps "L14" version 1.0.0 language 1
schema s {
    n : int  b : bool  at : ip  raw : bytes  v : version dpkg  tags : set of text
    a? : text endorsed  due : int in 0..9 endorsed  st : set of text endorsed  t : text either  mix : set of text either  u? : text either  r : rec endorsed  whole : int endorsed
}
record rec { x? : int  y : text }
environment e : s
level L1
endorser maker "may say almost all" { key thumbprint sha256'1111111111111111111111111111111111111111111111111111111111111111' may endorse e.a, e.st, e.t, e.mix, e.u, e.r, e.due, e.whole  may answer "hand" }
endorser tester { key chain sha256'2222222222222222222222222222222222222222222222222222222222222222' may endorse e.a, e.st, e.due  may answer "hand" }
set good of int = { 1, 2, 40 }

endorsement always by maker { then e.mix includes "always" }
endorsement ones by maker "a range" { when e.n in 1..9  then e.a = "x"  then e.st includes "p" }
endorsement again by tester { when e.n in 5..20 and e.b  then e.a = "x"  then e.st includes "q" }
endorsement against by tester { when e.n == 9  then e.a = "y" }
endorsement chained by maker { when e.a == "x"  then e.due = 3  then e.t = "said" }
endorsement forms by maker {
    when e.n in good and e.at in ip'10.0.0.0/8' and e.raw & h'0f' == h'01'
    when e.v >= dpkg'1.2' and "k" in e.tags
    then e.r.y = "formed"
}
endorsement whole by maker { when e.n == 77  then e.whole = 1 }
endorsement recalled by maker { when "bad" in e.mix  then e.u = "recalled" }
endorsement circle_a by maker { when e.r.x == 1  then e.r.x = 1 }

rule "a"     a_ { title "t" level L1 require e.a == "x" }
rule "one"   o_ { title "t" level L1 require e.a by maker == "x" }
rule "two"   w_ { title "t" level L1 require e.a by tester is present }
rule "due"   d_ { title "t" level L1 require e.due >= 3 }
rule "st"    s_ { title "t" level L1 require "p" in e.st }
rule "whole by" wb { title "t" level L1 require e.whole by maker is present }
rule "none"  n_ { title "t" level L1 require "z" not in e.st }
rule "st2"   q_ { title "t" level L1 require "q" in e.st by tester }
rule "t"     t_ { title "t" level L1 require e.t == "said" }
rule "mix"   m_ { title "t" level L1 require "always" in e.mix }
rule "u"     u_ { title "t" level L1 require e.u is absent }
rule "form"  f_ { title "t" level L1 require e.r.y == "formed" }
rule "hand"  h_ { title "t" level L1 manual "look" }
rule "circ"  c_ { title "t" level L1 require (e.r.x else 1) == 1 }

test "L14.1 L14.3 L14.5 what follows, step by step" { given e.n = 3 given e.b = false expect "a" pass expect "due" pass expect "st" pass expect "t" pass }
test "L14.13 L14.17 nobody answers" { given e.n = 3 expect "hand" notchecked }
test "L14.14 L14.17 an answer of a test" { given answer "hand" by tester pass expect "hand" pass }
test "L14.17 with a reason" { given answer "hand" by tester fail because "rust" expect "hand" fail because "rust" }
test "L14.15 L14.17 two that differ" { given answer "hand" by tester fail  given answer "hand" by maker pass  expect "hand" error because "two answers differ" }
test "L14.15 L14.17 two that agree" { given answer "hand" by tester pass  given answer "hand" by maker pass  expect "hand" pass }
test "L14.17 a later one of the same endorser" { given answer "hand" by tester fail  given answer "hand" by tester pass  expect "hand" pass }
test "L14.16 L14.17 of one who is not trusted" { given answer "hand" by tester pass  given endorser tester untrusted  expect "hand" notchecked }
fixture answered { given e.n = 3  given answer "hand" by tester pass }
test "L14.17 in a fixture, beside claims for endorsers" { given fixture answered  given e.a = "x"  expect "hand" pass  expect "a" pass }
test "L14.1 without a condition it always holds" { given e.mix = { "x" } expect "mix" pass }
test "L14.2 a set condition that no member meets" { given e.mix = { "x" } given e.u is absent expect "u" pass }
test "L14.7 a member that evidence withholds may be the one" { given e.mix = { "x" } given e.mix is partial given e.u is absent expect "u" unknown }
test "L14.2 every form of a condition" {
    given e.n = 40  given e.at = ip'10.9.8.7'  given e.raw = h'f1'  given e.v = dpkg'1.10'  given e.tags = { "k" }
    expect "form" pass
}
test "L14.2 one of them is not met" {
    given e.n = 40  given e.at = ip'10.9.8.7'  given e.raw = h'f2'  given e.v = dpkg'1.10'  given e.tags = { "k" }
    expect "form" unknown
}
test "L14.5 a circle supports nothing" { expect "circ" unknown }
test "L14.6 two values" { given e.n = 9 given e.b = false expect "a" error because "conflict" expect "one" pass expect "due" error because "rests on" }
test "L14.6 evidence against an endorser" { given e.n = 3 given e.b = false given e.t = "other" expect "t" error because "evidence" }
test "L14.6 evidence and an endorser agree" { given e.n = 3 given e.b = false given e.t = "said" expect "t" pass }
test "L14.7 may be contradicted" { given e.n is unknown given e.b = true expect "a" unknown expect "due" unknown }
test "L14.7 sets are open while something is not decided" { given e.n = 7 given e.b is unknown expect "st" pass expect "none" unknown expect "a" pass }
test "L14.8 nobody who could say it says it" { given e.n = 30 given e.b = false expect "a" fail because "absent" expect "due" unknown expect "none" pass }
test "L14.9 what one of them says" { given e.n = 6 given e.b = false expect "one" pass expect "two" fail expect "st2" fail }
test "L14.9 of a claim that is never absent, too" { given e.n = 9 given e.b = true expect "whole by" fail because "absent" }
test "L14.9 both say it" { given e.n = 6 given e.b = true expect "two" pass expect "st2" pass expect "a" pass }
test "L14.11 L14.12 an endorser who is not trusted" { given e.n = 3 given e.b = false given endorser maker untrusted expect "a" fail expect "one" unknown expect "due" unknown }
test "L14.12 in place of what is endorsed" { given e.n = 3 given e.b = false given e.a = "z" expect "a" fail because "z" expect "two" unknown }
test "L14.12 said to be absent" { given e.n = 3 given e.b = false given e.a is absent expect "a" fail because "absent" expect "due" unknown }
test "L14.4 a grant of a record holds for what is in it" { given e.n = 40  given e.at = ip'10.9.8.7'  given e.raw = h'f1'  given e.v = dpkg'1.10'  given e.tags = { "k" }  expect "form" pass }
