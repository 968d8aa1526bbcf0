mps "T" version 1.0.0 language 1
rule "1" a {
    requires host.a == 1
    tilte "x"
    severty high
    require true
ruel "1" a { require true }
secton "1" "x" { rule "2" b { require true } }
enviroment host : linux.host
rule "3" c { require true }
Rule "1" a { require true }
rule "2" b { Title "x" REQUIRE true }
    description "x"
    audit "run this"
    remediation "run that"
    references "x"
    impact "none"
    profile L1
    cce "x"
    require true
let x = 3
if host.a { }
function f() { }
rule "1" a { if host.a require host.b }
    title "x",
    level L1,
    severity high,
    require true
record r { a : int, b : text; c : bool }
record r {
    a int
    b : text
    c
    d :
    e : list text
    f : map of text
    g : set of
}
record r {
    a : text?
    b : list<text>
    c : text[]
    d : int
}
record r { ?a : int  b? : int }
rule "1" { require true }
rule "2" b { require true }
rule "1" "no_root" { require true }
rule "1" no-root-login { require true }
param count : int = 3
set in of text = { "a" }
rule "1" all { require true }
rule "1" a
    require true
rule "2" b { require true }
    level "L1"
    require true
    severity "high"
    require true
    use linux.mount_separate host "/tmp"
    use linux.mount_separate
    fix "chmod 600 x"
    require true
    refs "SI-4"
    refs nist "SI-4" cce "x"
    require true
param n int = 3
param m = 3
param o : int in 3 = 3
param p : int in 1..3 = 2 stricter less
param q : int in 1-3
set s of text = ["a"]
set t of text { "a" }
set u = "a", "b"
level L3 extends L1, L2
level L1 { accept manual }
level L2 { accept warnings }
import "x.mps"
import linux 1.0
import linux version "1.0"
rule "1" a { require true }
section "1" "a" {
    section "1.1" "b" { rule "1.1.1" c { require true } }
    rule "1.2" d { require true }
}
rule "1" a {
    require true
    param x : int = 3
    rule "2" b { require true }
}
    title "a"
    title "b"
    level L1
    level L2
    severity high
    severity low
    require true
record r { a : int in 1..2 in 3..4 unit day unit week volatile volatile endorsed either }
    grade { affirming when host.a }
    grade {
        otherwise contraindicated
        affirming when host.a
        otherwise warning
    }
    grade {
        affirming when host.a
        else contraindicated
    }
test "t" { given host.a = 1 }
test "t" {
    expect "1" pass
    given host.a = 1
}
test "t" { given host.a == 1 expect "1" pass }
test "t" {
    given host.a is incomplete
    given host.b is missing
    given host.c is unknwon "x"
    given host.d is present
    expect "1" pass
}
test "t" { expect "1" }
test "u" { expect "1" passes wavied }
endorsement e by f { when a.b == 1 }
tailor "T" version 1.0 of "B" version 1.0 sha256'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c' language 1
waive "1" until forever because "x" approved "y"
waive "2" because "x"
waive "3" until 2027-01-01 because "x"
drop "4"
environment host
environment h2 linux.host
environment h3 : linux.host { layr os }
define f(a : int)
define g(a) = 1
define h : int 3
rule "1" a { require true }
rule "1" a { require true }
import
}
