mps "L6" version 1.0.0 language 1
title "Operators on values"
schema values {
    n   : int
    o   : int
    t   : text
    u   : text
    dir : path
    b   : bytes
    c   : bytes
    d   : digest
    ds  : set of digest
    m   : mode
    ip  : ip
    jp  : ip
    net : cidr
    nut : cidr
    deb : version dpkg
    dec : version dpkg
    rpm : version rpm
    rpn : version rpm
    sem : version semver
    sen : version semver
    dot : version dotted
    dou : version dotted
    at  : time
    bt  : time
    age : duration
    bge : duration
    s   : scalar
    r   : scalar
    yes : bool
    no_ : bool
    tags : set of text
    debs : set of version dpkg
}
environment e : values
level L1

// L6.1 The six comparisons of each ordered type, as one rule each.
rule "int =="  int_eq  { title "t" level L1 require e.n == e.o }
rule "int !="  int_ne  { title "t" level L1 require e.n != e.o }
rule "int <"   int_lt  { title "t" level L1 require e.n < e.o }
rule "int <="  int_le  { title "t" level L1 require e.n <= e.o }
rule "int >"   int_gt  { title "t" level L1 require e.n > e.o }
rule "int >="  int_ge  { title "t" level L1 require e.n >= e.o }
rule "text ==" text_eq { title "t" level L1 require e.t == e.u }
rule "text !=" text_ne { title "t" level L1 require e.t != e.u }
rule "text <"  text_lt { title "t" level L1 require e.t < e.u }
rule "text <=" text_le { title "t" level L1 require e.t <= e.u }
rule "text >"  text_gt { title "t" level L1 require e.t > e.u }
rule "text >=" text_ge { title "t" level L1 require e.t >= e.u }
rule "bytes <" bytes_lt { title "t" level L1 require e.b < e.c }
rule "bytes ==" bytes_eq { title "t" level L1 require e.b == e.c }
rule "ip =="   ip_eq   { title "t" level L1 require e.ip == e.jp }
rule "ip <"    ip_lt   { title "t" level L1 require e.ip < e.jp }
rule "cidr =="  cidr_eq { title "t" level L1 require e.net == e.nut }
rule "dpkg ==" dpkg_eq { title "t" level L1 require e.deb == e.dec }
rule "dpkg <"  dpkg_lt { title "t" level L1 require e.deb < e.dec }
rule "rpm =="  rpm_eq  { title "t" level L1 require e.rpm == e.rpn }
rule "rpm <"   rpm_lt  { title "t" level L1 require e.rpm < e.rpn }
rule "semver ==" semver_eq { title "t" level L1 require e.sem == e.sen }
rule "semver <" semver_lt { title "t" level L1 require e.sem < e.sen }
rule "dotted ==" dotted_eq { title "t" level L1 require e.dot == e.dou }
rule "dotted <" dotted_lt { title "t" level L1 require e.dot < e.dou }
rule "scalar ==" scalar_eq { title "t" level L1 require e.s == e.r }
rule "scalar <" scalar_lt { title "t" level L1 require e.s < e.r }
rule "bool ==" bool_eq { title "t" level L1 require e.yes == e.no_ }
rule "bool !=" bool_ne { title "t" level L1 require e.yes != e.no_ }
rule "time <" time_lt  { title "t" level L1 require e.at < e.bt }
rule "dur <"  dur_lt   { title "t" level L1 require e.age < e.bge }
rule "dpkg in" dpkg_in { title "t" level L1 require e.deb in e.debs }
rule "text in" text_in { title "t" level L1 require e.t in e.tags }
rule "text not in" text_not_in { title "t" level L1 require e.t not in e.tags }

test "L6.1 ints: less" {
    given e.n = -5
    given e.o = 3
    expect "int ==" fail
    expect "int !=" pass
    expect "int <" pass
    expect "int <=" pass
    expect "int >" fail
    expect "int >=" fail
}
test "L6.1 ints: equal" {
    given e.n = 3
    given e.o = 3
    expect "int ==" pass
    expect "int !=" fail
    expect "int <" fail
    expect "int <=" pass
    expect "int >" fail
    expect "int >=" pass
}
test "L6.1 text by octets: capitals first, a prefix before what it begins" {
    given e.t = "Zebra"
    given e.u = "apple"
    expect "text ==" fail
    expect "text !=" pass
    expect "text <" pass
    expect "text <=" pass
    expect "text >" fail
    expect "text >=" fail
}
test "L6.1 text by octets: never normalised" {
    given e.t = "\u{e9}"
    given e.u = "e\u{301}"
    expect "text ==" fail
    expect "text <" fail
    expect "text >" pass
}
test "L6.1 text: a prefix before what it begins" { given e.t = "ab" given e.u = "abc" expect "text <" pass expect "text >=" fail }
test "L6.1 bytes: octets without sign" { given e.b = h'7f' given e.c = h'80' expect "bytes <" pass expect "bytes ==" fail }
test "L6.1 bytes: a prefix before what it begins" { given e.b = h'' given e.c = h'00' expect "bytes <" pass expect "bytes ==" fail }
test "L6.1 times and durations" {
    given e.at = 2026-01-01  given e.bt = 2026-01-02  given e.age = 1 day  given e.bge = 24 hours
    expect "time <" pass  expect "dur <" fail
}
test "L6.1 bools" { given e.yes = true given e.no_ = false expect "bool ==" fail expect "bool !=" pass }
test "L6.5 addresses of one family" { given e.ip = ip'10.0.0.9' given e.jp = ip'10.0.0.10' expect "ip ==" fail expect "ip <" pass }
test "L6.5 addresses of two families" {
    given e.ip = ip'10.0.0.9'
    given e.jp = ip'::ffff:10.0.0.9'
    expect "ip ==" fail
    expect "ip <" error because "IPv4 and IPv6"
}
test "L6.5 networks are equal by address and length" { given e.net = ip'10.0.0.0/8' given e.nut = ip'10.0.0.0/9' expect "cidr ==" fail }
test "L6.5 equal networks" { given e.net = ip'10.0.0.0/8' given e.nut = ip'10.0.0.0/8' expect "cidr ==" pass }

// L6.6 dpkg: epoch, then upstream, then revision; ~ before the end; letters before other signs; numbers as numbers.
test "L6.6 dpkg: numbers as numbers" { given e.deb = dpkg'1.9' given e.dec = dpkg'1.10' expect "dpkg <" pass expect "dpkg ==" fail }
test "L6.6 dpkg: a tilde comes before the end" { given e.deb = dpkg'1.0~rc1-1' given e.dec = dpkg'1.0-1' expect "dpkg <" pass }
test "L6.6 dpkg: the epoch first" { given e.deb = dpkg'9.9' given e.dec = dpkg'1:0.1' expect "dpkg <" pass }
test "L6.6 dpkg: no epoch is 0, no revision is 0" { given e.deb = dpkg'1.0' given e.dec = dpkg'0:1.0-0' expect "dpkg ==" pass expect "dpkg <" fail }
test "L6.6 dpkg: letters before other signs" { given e.deb = dpkg'1.0a' given e.dec = dpkg'1.0+' expect "dpkg <" pass }
test "L6.6 dpkg: leading zeros do not count" { given e.deb = dpkg'1.01' given e.dec = dpkg'1.1' expect "dpkg ==" pass }
test "L6.6 dpkg: the revision decides last" { given e.deb = dpkg'2.36-9+deb12u8' given e.dec = dpkg'2.36-9+deb12u10' expect "dpkg <" pass }
test "L6.6 dpkg: `in` goes by the ordering" { given e.deb = dpkg'1.01' given e.debs = { dpkg'3', dpkg'1.1' } expect "dpkg in" pass }
test "L6.6 dpkg: not in" { given e.deb = dpkg'1.2' given e.debs = { dpkg'3', dpkg'1.1' } expect "dpkg in" fail }
test "L6.6 rpm: numbers are newer than letters" { given e.rpm = rpm'1.0.a' given e.rpn = rpm'1.0.1' expect "rpm <" pass }
test "L6.6 rpm: tilde before, caret after the end" { given e.rpm = rpm'1.0~rc1' given e.rpn = rpm'1.0' expect "rpm <" pass }
test "L6.6 rpm: caret after the end" { given e.rpm = rpm'1.0' given e.rpn = rpm'1.0^git1' expect "rpm <" pass }
test "L6.6 rpm: caret before any continuation" { given e.rpm = rpm'1.0^git1' given e.rpn = rpm'1.0.1' expect "rpm <" pass }
test "L6.6 rpm: separators do not count" { given e.rpm = rpm'1.0.0' given e.rpn = rpm'1_0+0' expect "rpm ==" pass }
test "L6.6 rpm: no release comes before any" { given e.rpm = rpm'1.0' given e.rpn = rpm'1.0-0' expect "rpm ==" fail expect "rpm <" pass }
test "L6.6 rpm: releases" { given e.rpm = rpm'1.0-9' given e.rpn = rpm'1.0-10' expect "rpm <" pass }
test "L6.6 semver: a pre-release comes before its release" { given e.sem = semver'1.0.0-rc.1' given e.sen = semver'1.0.0' expect "semver <" pass }
test "L6.6 semver: numeric parts as numbers" { given e.sem = semver'1.0.0-rc.9' given e.sen = semver'1.0.0-rc.10' expect "semver <" pass }
test "L6.6 semver: numbers before letters" { given e.sem = semver'1.0.0-1' given e.sen = semver'1.0.0-a' expect "semver <" pass }
test "L6.6 semver: more parts are later" { given e.sem = semver'1.0.0-a' given e.sen = semver'1.0.0-a.1' expect "semver <" pass }
test "L6.6 semver: build metadata does not count" {
    given e.sem = semver'1.0.0+x'  given e.sen = semver'1.0.0+y'
    expect "semver ==" pass  expect "semver <" fail
}
test "L6.6 dotted: numbers as numbers" { given e.dot = dotted'1.9' given e.dou = dotted'1.10' expect "dotted <" pass }
test "L6.6 dotted: missing numbers are 0, and leading zeros do not count" {
    given e.dot = dotted'1.2'  given e.dou = dotted'01.2.0.0'
    expect "dotted ==" pass  expect "dotted <" fail
}

test "L6.7 scalars of one kind" { given e.s = "a" given e.r = "b" expect "scalar ==" fail expect "scalar <" pass }
test "L6.7 scalars that are ints" { given e.s = 9 given e.r = 10 expect "scalar ==" fail expect "scalar <" pass }
test "L6.7 scalars of two kinds" { given e.s = 1 given e.r = "1" expect "scalar ==" fail expect "scalar <" error because "different kinds" }
test "L6.7 a bool is no int" { given e.s = 1 given e.r = true expect "scalar ==" fail expect "scalar <" error }

test "L6.1 in and not in" { given e.t = "a" given e.tags = { "a", "b" } expect "text in" pass expect "text not in" fail }
test "L6.1 in an empty set" { given e.t = "a" given e.tags = {} expect "text in" fail expect "text not in" pass }

// ------------------------------------------------------------ ranges
rule "range"      range      { title "t" level L1 require e.n in 1..6 }
rule "no range"   no_range   { title "t" level L1 require e.n not in 1..6 }
rule "computed"   computed   { title "t" level L1 require e.n in e.o..(e.o + 10) }
rule "upside"     upside     { title "t" level L1 require e.n in e.o..5 }
rule "text range" text_range { title "t" level L1 require e.t in "b".."d" }
rule "deb range"  deb_range  { title "t" level L1 require e.deb in dpkg'1.0'..dpkg'1.10' }
rule "ip range"   ip_range   { title "t" level L1 require e.ip in ip'10.0.0.1'..ip'10.0.0.9' }
rule "time range" time_range { title "t" level L1 require e.at in 2026-01-01..2026-12-31 }
rule "byte range" byte_range { title "t" level L1 require e.b in h'00'..h'7f' }
test "L6.3 both ends are in a range" { given e.n = 1 given e.o = 1 expect "range" pass expect "no range" fail expect "computed" pass }
test "L6.3 the upper end too" { given e.n = 6 given e.o = -4 expect "range" pass expect "computed" pass }
test "L6.3 beyond either end" { given e.n = 7 given e.o = -4 expect "range" fail expect "no range" pass expect "computed" fail }
test "L6.3 before it" { given e.n = 0 given e.o = 1 expect "range" fail expect "computed" fail }
test "L6.3 a computed range upside down holds nothing" { given e.n = 6 given e.o = 6 expect "upside" fail }
test "L6.3 and holds what lies between" { given e.n = 5 given e.o = 5 expect "upside" pass }
test "L6.3 ranges of text, versions, addresses, times and bytes" {
    given e.t = "d"
    given e.deb = dpkg'1.9'
    given e.ip = ip'10.0.0.9'
    given e.at = 2026-12-31
    given e.b = h'7f'
    expect "text range" pass
    expect "deb range" pass
    expect "ip range" pass
    expect "time range" pass
    expect "byte range" pass
}
test "L6.3 just outside" {
    given e.t = "da"
    given e.deb = dpkg'1.11'
    given e.ip = ip'10.0.0.10'
    given e.at = 2026-12-31T00:00:01Z
    given e.b = h'7f00'
    expect "text range" fail
    expect "deb range" fail
    expect "ip range" fail
    expect "time range" fail
    expect "byte range" fail
}
test "L6.3 a range of the other family" { given e.ip = ip'::1' expect "ip range" error because "IPv4 and IPv6" }

// ------------------------------------------------------------ digests
rule "digest" digest { title "t" level L1 require e.d == sha256'00000000000000000000000000000000000000000000000000000000000000aa' }
rule "digest !=" digest_ne { title "t" level L1 require e.d != sha256'00000000000000000000000000000000000000000000000000000000000000aa' }
rule "digest in" digest_in { title "t" level L1 require e.d in e.ds }
rule "digest not in" digest_not_in { title "t" level L1 require e.d not in e.ds }
test "L6.4 digests of one algorithm" {
    given e.d = sha256'00000000000000000000000000000000000000000000000000000000000000ab'
    given e.ds = { sha256'00000000000000000000000000000000000000000000000000000000000000aa', sha1'0000000000000000000000000000000000000000' }
    expect "digest" fail
    expect "digest !=" pass
    expect "digest in" fail
    expect "digest not in" pass
}
test "L6.4 digests of two algorithms cannot be compared" {
    given e.d = sha1'00000000000000000000000000000000000000aa'
    given e.ds = { sha256'00000000000000000000000000000000000000000000000000000000000000aa' }
    expect "digest" error because "different algorithms"
    expect "digest !=" error
    expect "digest in" error because "no digest of that algorithm"
    expect "digest not in" error
}
test "L6.4 a member of the algorithm decides" {
    given e.d = sha1'00000000000000000000000000000000000000aa'
    given e.ds = { sha1'00000000000000000000000000000000000000aa', sha256'00000000000000000000000000000000000000000000000000000000000000aa' }
    expect "digest in" pass
    expect "digest not in" fail
}
test "L6.4 an empty set of digests has none of the algorithm" {
    given e.d = sha1'00000000000000000000000000000000000000aa'
    given e.ds = {}
    expect "digest in" error
    expect "digest not in" error
}

test "L6.4 as long as the set is not known to have none, unknown" {
    given e.d = sha1'00000000000000000000000000000000000000aa'
    given e.ds = { sha256'00000000000000000000000000000000000000000000000000000000000000aa' }
    given e.ds is partial
    expect "digest in" unknown  expect "digest not in" unknown
}

// ------------------------------------------------------------ networks
rule "in net"     in_net     { title "t" level L1 require e.ip in ip'10.0.0.0/9' }
rule "not in net" not_in_net { title "t" level L1 require e.ip not in ip'10.0.0.0/9' }
rule "net in net" net_in_net { title "t" level L1 require e.net in ip'10.0.0.0/9' }
rule "in claim"   in_claim   { title "t" level L1 require e.ip in e.net }
test "L6.5 an address in a network" {
    given e.ip = ip'10.127.255.255'  given e.net = ip'10.0.0.0/16'
    expect "in net" pass  expect "not in net" fail  expect "net in net" pass  expect "in claim" fail
}
test "L6.5 an address outside" {
    given e.ip = ip'10.128.0.0'  given e.net = ip'10.0.0.0/8'
    expect "in net" fail  expect "not in net" pass  expect "net in net" fail  expect "in claim" pass
}
test "L6.5 two families: false" {
    given e.ip = ip'::1'  given e.net = ip'::/0'
    expect "in net" fail  expect "not in net" pass  expect "net in net" fail  expect "in claim" pass
}
test "L6.5 all addresses" { given e.ip = ip'255.255.255.255' given e.net = ip'0.0.0.0/0' expect "in claim" pass expect "net in net" fail }

// ------------------------------------------------------------ permission bits and masks
rule "within"  within_  { title "t" level L1 require e.m within 0640 }
rule "mask"    mask     { title "t" level L1 require e.m & 01000 == 01000 }
rule "maskint" mask_int { title "t" level L1 require e.n & 6 == 4 }
rule "maskb"   mask_b   { title "t" level L1 require e.b & h'00ff' == h'0012' }
rule "maskbc"  mask_bc  { title "t" level L1 require e.b & e.c == h'0012' }
test "L6.8 within: the same, fewer" { given e.m = 0640 expect "within" pass expect "mask" fail }
test "L6.8 within: nothing at all" { given e.m = 0000 expect "within" pass }
test "L6.8 within: as a number smaller, and yet looser" { given e.m = 0602 expect "within" fail because "0602" }
test "L6.8 within: a bit above the others" { given e.m = 04600 expect "within" fail }
test "L6.9 a mask of permission bits" { given e.m = 01777 expect "mask" pass }
test "L6.9 a mask of ints" { given e.n = 13 expect "maskint" pass }
test "L6.9 a mask of a negative int: bits in two's complement" { given e.n = -4 expect "maskint" pass }
test "L6.9 a mask of ints, other bits" { given e.n = 2 expect "maskint" fail }
test "L6.9 a mask of bytes" { given e.b = h'ab12' given e.c = h'0012' expect "maskb" pass expect "maskbc" pass }
test "L6.9 bytes of another length" { given e.b = h'12' given e.c = h'0012' expect "maskb" error because "unequal length" expect "maskbc" error }

// ------------------------------------------------------------ text
rule "re"       re       { title "t" level L1 require e.t matches re'a+' }
rule "re i"     re_i     { title "t" level L1 require e.t matches re'(?i)a.c' }
rule "re s"     re_s     { title "t" level L1 require e.t matches re'(?s)a.c' }
rule "re alt"   re_alt   { title "t" level L1 require e.t matches re'a|ab' }
rule "re $"     re_end   { title "t" level L1 require e.t matches re'a$' }
rule "re dot"   re_dot   { title "t" level L1 require e.t matches re'.' }
rule "has re"   has_re   { title "t" level L1 require e.t contains re'^b|c$' }
rule "glob"     glob     { title "t" level L1 require e.dir matches glob'/etc/*.conf' }
rule "glob **"  globs    { title "t" level L1 require e.dir matches glob'/etc/**' }
rule "glob ?"   glob_one { title "t" level L1 require e.dir matches glob'/etc/?[!a-y0]\*' }
rule "has"      has      { title "t" level L1 require e.t contains e.u }
rule "starts"   starts_  { title "t" level L1 require e.t starts with e.u }
rule "ends"     ends_    { title "t" level L1 require e.t ends with e.u }
rule "lower"    lowered  { title "t" level L1 require lower(e.t) == e.u }
rule "toint"    to_int   { title "t" level L1 require int(e.t) == e.n }
rule "not re"   not_re   { title "t" level L1 require not (e.t matches re'a+') }
test "L6.10 matches takes the whole text" { given e.t = "aaa" expect "re" pass expect "re alt" fail expect "re dot" fail expect "not re" fail }
test "L6.10 not a part of it" { given e.t = "aaab" expect "re" fail expect "not re" pass }
test "L6.10 nor a line of it" { given e.t = "a\n" expect "re" fail expect "re $" fail expect "re dot" fail }
test "L6.10 whichever alternative takes all" { given e.t = "ab" expect "re alt" pass }
test "L6.10 flags" { given e.t = "ABC" expect "re i" pass expect "re s" fail }
test "L6.10 a dot takes no line feed but with (?s)" { given e.t = "a\nc" expect "re i" fail expect "re s" pass }
test "L6.10 a dot takes a character, not an octet" { given e.t = "\u{1f512}" expect "re dot" pass }
test "L6.11 a star stops at a slash" { given e.dir = "/etc/ssh/a.conf" expect "glob" fail expect "glob **" pass }
test "L6.11 a star takes nothing, and a first dot" { given e.dir = "/etc/.conf" expect "glob" pass }
test "L6.11 a star takes all but a slash" { given e.dir = "/etc/a b.conf" expect "glob" pass expect "glob ?" fail }
test "L6.11 one character, a set negated, and a star taken as it is" { given e.dir = "/etc/az*" expect "glob ?" pass expect "glob" fail }
test "L6.11 a negated set takes no slash" { given e.dir = "/etc/a/*" expect "glob ?" fail }
test "L6.12 contains, in the middle" {
    given e.t = "abc"  given e.u = "b"
    expect "has" pass  expect "starts" fail  expect "ends" fail  expect "has re" pass
}
test "L6.12 the empty text is everywhere" { given e.t = "abc" given e.u = "" expect "has" pass expect "starts" pass expect "ends" pass }
test "L6.12 even in an empty one" { given e.t = "" given e.u = "" expect "has" pass expect "has re" fail }
test "L6.12 a pattern anywhere, anchors at the ends of the text" { given e.t = "a\nb\nd" given e.u = "\n" expect "has re" fail expect "has" pass }
test "L6.13 starts and ends" { given e.t = "abab" given e.u = "ab" expect "starts" pass expect "ends" pass }
test "L6.13 longer than the text" { given e.t = "ab" given e.u = "abab" expect "starts" fail expect "ends" fail expect "has" fail }
test "L6.13 by octets, capitals differ" { given e.t = "Abc" given e.u = "a" expect "starts" fail }
test "L6.16 lower leaves what is not A to Z" { given e.t = "AbZ-\u{c9}9" given e.u = "abz-\u{c9}9" expect "lower" pass }
test "L6.15 int" { given e.t = "-42" given e.n = -42 expect "toint" pass }
test "L6.15 int, zero" { given e.t = "0" given e.n = 0 expect "toint" pass }
test "L6.15 int, least" { given e.t = "-9223372036854775808" given e.n = -9223372036854775808 expect "toint" pass }
test "L6.15 leading zeros" { given e.t = "042" given e.n = 42 expect "toint" error because "decimal" }
test "L6.15 a plus" { given e.t = "+42" given e.n = 42 expect "toint" error }
test "L6.15 minus zero" { given e.t = "-0" given e.n = 0 expect "toint" pass }
test "L6.15 blanks" { given e.t = " 42" given e.n = 42 expect "toint" error }
test "L6.15 nothing" { given e.t = "" given e.n = 0 expect "toint" error }
test "L6.15 too large" { given e.t = "9223372036854775808" given e.n = 0 expect "toint" error because "64 bits" }

// ------------------------------------------------------------ arithmetic
rule "plus"     plus     { title "t" level L1 require e.n + e.o == 7 }
rule "minus"    minus    { title "t" level L1 require e.n - e.o - 1 == 7 }
rule "big"      big      { title "t" level L1 require e.n + 1 > 0 }
rule "small"    small    { title "t" level L1 require e.n - 1 < 0 }
rule "age"      aged     { title "t" level L1 require now - e.at <= 90 days }
rule "then"     later    { title "t" level L1 require e.at + e.age == e.bt and e.age + e.at == e.bt and e.bt - e.age == e.at }
rule "ages"     ages     { title "t" level L1 require e.age + e.bge == 3 days and e.age - e.bge == 1 day }
test "L6.14 ints" { given e.n = 10 given e.o = -3 expect "plus" pass expect "minus" fail expect "big" pass }
test "L6.14 from left to right" { given e.n = 10 given e.o = 2 expect "minus" pass }
test "L6.14 beyond 64 bits is an error" { given e.n = 9223372036854775807 expect "big" error because "64 bits" expect "small" fail }
test "L6.14 below 64 bits is an error" { given e.n = -9223372036854775808 expect "small" error expect "big" fail }
test "L6.1 L6.14 now, times and durations" {
    given now = 2026-04-01
    given e.at = 2026-01-01
    given e.age = 2 days
    given e.bge = 1 day
    given e.bt = 2026-01-03
    expect "age" pass
    expect "then" pass
    expect "ages" pass
}
test "L6.14 a second too late" { given now = 2026-04-01T00:00:01Z given e.at = 2026-01-01 expect "age" fail }

// ------------------------------------------------------------ shape
rule "reach" reach { title "t" level L1 require all x in e.tags : x != "a" or x in e.tags }
rule "not"   not_  { title "t" level L1 require not e.yes and not (e.no_ or e.yes) and not is_set(e.no_) }
define is_set(b : bool) : bool = b
test "L6.2 a quantifier's condition reaches to the end" { given e.tags = { "a", "b" } expect "reach" pass }
test "L6.2 not before a name, a call, parentheses" { given e.yes = false given e.no_ = false expect "not" pass }
test "L6.2 not, otherwise" { given e.yes = true given e.no_ = false expect "not" fail }
