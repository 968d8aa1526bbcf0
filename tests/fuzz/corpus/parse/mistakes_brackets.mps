mps "T" version 1.0.0 language 1
rule "1" a {
rule "1" a {
    require true

rule "2" b {
    require true
}
section "1" "x" {
    rule "1.1" a { require true }

section "2" "y" {
    rule "2.1" b { require true }
}
section "1" "x" {
    rule "1.1" a {
        require true

    rule "1.2" b { require true }
}
rule "1" a {
    require (host.a and host.b
    title "x"
}
rule "2" b { require true }
rule "1" a {
    require x in { "a", "b"
    title "x"
}
rule "2" b { require true }
rule "1" a { require host.files["/tmp" is present }
rule "2" b { require true }
rule "1" a {
    use linux.f(host, "x"
    title "t"
}
rule "1" a { require true }
}
rule "2" b { require true }
rule "1" a { require (host.a)) and host.b }
rule "1" a { require (host.a] }
rule "2" b { require true }
rule "1" a {
    require true
}
