mps "L2" version 1.0.0 language 1
title "Texts, numbers and typed literals"
schema values {
    t     : text
    where : text                     // L2.6 a reserved word may be a field
    title : text                     // L2.6 a word of the grammar is an ordinary name
    n     : int
    b     : bytes
    d     : digest
    m     : mode
    at    : time
    age   : duration
    ip    : ip
    net   : cidr
    deb   : version dpkg
    dir   : path
    kind  : kind
}
enum kind { "regular", "a b" }
environment e : values
level L1

rule "text"      escapes   { title "t" level L1 require e.t == "a\"b\\c\nd\te\rf\u{e9}\u{1f512}{x}${y}" }
rule "long"      long_text { title "t" level L1 require e.t == """
    first
      "second" \t{

    last
    """ }
rule "long-1"    long_line { title "t" level L1 require e.t == """one "line" only""" }
rule "quote"     typed     { title "t" level L1 require e.t matches re'it''s\.' }
rule "bytes"     hex       { title "t" level L1 require e.b == h'00fFa0' and e.b == b64'AP+g' and e.b == b64'AP-g' }
rule "empty"     no_bytes  { title "t" level L1 require e.b == h'' }
rule "digest"    digests   { title "t" level L1 require e.d == sha256'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855' }
rule "sha1"      sha1      { title "t" level L1 require e.d == sha1'da39a3ee5e6b4b0d3255bfef95601890afd80709' }
rule "mode"      bits      { title "t" level L1 require e.m == 0640 }
rule "mode4"     bits4     { title "t" level L1 require e.m == 01777 }
rule "zero"      zero      { title "t" level L1 require e.n == 0 }
rule "least"     least     { title "t" level L1 require e.n == -9223372036854775808 }
rule "most"      most      { title "t" level L1 require e.n == 9223372036854775807 }
rule "date"      date      { title "t" level L1 require e.at == 2027-01-01 and e.at == 2027-01-01T00:00:00Z }
rule "durations" duration  { title "t" level L1 require e.age == 90 days and e.age == 2160 hours and e.age == 129600 minutes
                                                   and e.age == 7776000 seconds }
rule "singular"  one_week  { title "t" level L1 require e.age == 1 week and e.age == 7 day and e.age == 168 hour
                                                   and e.age == 10080 minute and e.age == 604800 second }
rule "ip"        address   { title "t" level L1 require e.ip == ip'2001:db8::1' and e.ip == ip'2001:0db8:0:0:0:0:0:1' }
rule "net"       network   { title "t" level L1 require e.net == ip'10.0.0.0/8' }
rule "version"   version   { title "t" level L1 require e.deb == dpkg'1:2.3-4' }
rule "path"      path      { title "t" level L1 require e.dir == "/srv/50%25" }
rule "enum"      word      { title "t" level L1 require e.kind == "a b" }
rule "fields"    fields    { title "t" level L1 require e.where == "x" and e.title == "y" }
// L2.6 Words of the grammar are names wherever a name is due.
define rule(when : text, level : int) : bool = when == "x" and level == 0
rule "names"     grade     { title "t" level L1 require rule(e.where, level = e.n) }

test "L2.1 escapes and plain braces" { given e.t = "a\u{22}b\\c\u{a}d\u{9}e\u{d}f\u{E9}\u{01F512}{x}${y}" expect "text" pass }
test "L2.5 long text: blank first line, indentation of the last line, line feeds, escapes" {
    given e.t = "first\n  \"second\" \t{\n\nlast\n"
    expect "long" pass
}
test "L2.5 long text on one line" { given e.t = "one \"line\" only" expect "long-1" pass }
test "L2.2 two quotes are one, and typed literals are raw" { given e.t = "it's." expect "quote" pass }
test "L2.2 two quotes are one: the pattern does not take two" { given e.t = "it''s." expect "quote" fail }
test "L2.2 bytes in hexadecimal and both forms of base64" { given e.b = h'00ffa0' expect "bytes" pass expect "empty" fail }
test "L2.2 no bytes" { given e.b = b64'' expect "empty" pass }
test "L2.2 digests take capitals, and sha1 compares" {
    given e.d = sha256'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    expect "digest" pass
    expect "sha1" error because "different algorithms"
}
test "L2.2 sha1" { given e.d = sha1'da39a3ee5e6b4b0d3255bfef95601890afd80709' expect "sha1" pass }
test "L2.3 permission bits are octal" { given e.m = 0640 expect "mode" pass expect "mode4" fail because "0640" }
test "L2.3 four digits" { given e.m = 01777 expect "mode4" pass }
test "L2.3 ints, least" { given e.n = -9223372036854775808 expect "least" pass expect "most" fail expect "zero" fail }
test "L2.3 ints, most"  { given e.n = 9223372036854775807 expect "most" pass expect "least" fail }
test "L2.3 ints, zero"  { given e.n = 0 expect "zero" pass }
test "L2.4 a date is its midnight in UTC" { given e.at = 2027-01-01 expect "date" pass }
test "L2.4 a second later" { given e.at = 2027-01-01T00:00:01Z expect "date" fail }
test "L2.4 durations" { given e.age = 90 days expect "durations" pass expect "singular" fail }
test "L2.4 durations, singular" { given e.age = 1 weeks expect "singular" pass }
test "L2.2 L2.7 addresses, networks and versions are values, not spellings" {
    given e.ip = ip'2001:db8:0::1'
    given e.net = ip'10.0.0.0/8'
    given e.deb = dpkg'1:2.3-4'
    expect "ip" pass
    expect "net" pass
    expect "version" pass
}
test "L2.7 L2.8 a text beside a path or an enum is one" {
    given e.dir = "/srv/50%25"
    given e.kind = "a b"
    expect "path" pass
    expect "enum" pass
}
test "L2.6 names" { given e.where = "x" given e.title = "y" given e.n = 0 expect "fields" pass expect "names" pass }
