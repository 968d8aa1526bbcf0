mps "L7" version 1.0.0 language 1
title "What a definition declares"
record inner { x? : int either  y? : text }
schema values {
    n     : int either
    m     : int
    t     : text
    b     : bool
    tags  : set of text
    sub   : inner
    list  : list of int
    keyed : map of text to inner
    open? : int
    when_seen : time volatile
}
environment e : values "the one that is read" { layer os  key thumbprint sha256'0000000000000000000000000000000000000000000000000000000000000001' }
environment f : values { parent e }
environment c many : values
endorser maker "L7.17" { key chain sha256'0000000000000000000000000000000000000000000000000000000000000002'  may endorse e.n, e.sub.x, e.keyed["k"] }

// ------------------------------------------------------------ levels and parameters
level Base "L7.2 everything rests on it"
level Mid extends Base { param most = 3  param wanted = { "a" }  param strict = true }
level Top extends Mid { accept warning  registered "Other-Name" }
level Other { param most = 5  param free = 9 }
param most   : int in 1..9 = 6 stricter lower  "L7.3"
param least  : duration = 1 day stricter higher
param wanted : set of text in { "a", "b", "c" } = { "a", "b" } stricter lower
param strict : bool = false stricter higher
param free   : int = 1
param given_ : int in 0..
param mode_  : mode in 0000..0777 = 0640
param ver    : version dpkg in { dpkg'1.0', dpkg'2.0' } = dpkg'1.0'
rule "most"   most   { title "t" level Base, Other require e.n <= most }
rule "wanted" wanted { title "t" level Base require all w in e.tags : w in wanted }
rule "strict" strict { title "t" level Base require strict == e.b }
rule "free"   free   { title "t" level Base, Other require e.n == free }
rule "given"  given_ { title "t" level Mid require e.n == given_ }
rule "other"  others { title "t" level Other require least == 1 day and mode_ within 0640 and ver == dpkg'1.0' }
rule "mid"    mid    { title "t" level Mid require e.n != 0 }

test "L7.10 the default" {
    given level Base  given e.n = 6  given e.b = false  given e.tags = { "b" }  given param given_ = 0
    expect "most" pass  expect "strict" pass  expect "wanted" pass  expect "mid" notselected
}
test "L7.10 the level's own value" {
    given level Mid  given e.n = 4  given e.b = true  given e.tags = { "b" }  given param given_ = 4
    expect "most" fail because "3"  expect "strict" pass  expect "wanted" fail  expect "given" pass
}
test "L7.10 the nearest ancestor's" {
    given level Top  given e.n = 3  given e.b = false  given e.tags = { "a" }  given param given_ = 4
    expect "most" pass  expect "strict" fail  expect "wanted" pass  expect "given" fail
}
test "L7.10 another branch; without `stricter` any value is good" {
    given level Other  given e.n = 9
    expect "most" fail because "5"  expect "free" pass  expect "other" pass
}
test "L7.3 given by the caller" { given level Mid given param most = 9 given param given_ = 9 given e.n = 9 expect "most" pass expect "given" pass }
test "L7.2 selecting a level selects what it extends" {
    given level Top  given param given_ = 3  given e.n = 3  given e.b = true  given e.tags = {}
    expect "mid" pass  expect "most" pass  expect "other" notselected
}
test "L7.2 but not what extends it" {
    given level Base  given e.n = 3  given e.b = false  given e.tags = {}
    expect "mid" notselected  expect level Base fail
}

// ------------------------------------------------------------ sets
set small of int = { 1, 2 }
set alias = small
set ports of int from "parts/ports.txt" sha256'077e44881d72d2130c16881e3bbef03b6f8bee3f18822f67fe2f8960af97a38c'
rule "alias"  alias_ { title "t" level Base require e.n in alias }
rule "pinned" pinned { title "t" level Base require e.n in ports and count(ports) == 3 }
test "L7.4 a set by another name" { given e.n = 2 given param given_ = 0 expect "alias" pass expect "pinned" fail }
test "L7.15 a set from a file: a literal a line, comments and empty lines left out" {
    given e.n = 8080  given param given_ = 0
    expect "pinned" pass  expect "alias" fail
}

// ------------------------------------------------------------ functions and templates
define five = 5
define near(a : int, b : int = five, by : int = 1) : bool = a in (b - by)..(b + by)
define twice(a : int) : int = a + a
define of_env(v : values, n : int) : bool = v.n == n
// L7.18 Names in a body mean what they mean here: `n` is the formal, `e` the environment.
define hygiene(n : int) : bool = e.m == n
template at_least(v : values, n : int, why : text = "no reason") { title "\{why}: \{n}" require v.n >= n }
rule "f default" f_def { title "t" level Base require near(e.n) }
rule "f named"   f_nam { title "t" level Base require near(e.n, by = 3) }
rule "f both"    f_bot { title "t" level Base require near(e.n, 1, by = twice(2)) }
rule "f env"     f_env { title "t" level Base require of_env(f, 7) and of_env(e, 5) }
rule "f hygiene" f_hyg { title "t" level Base require all n_ in e.list : hygiene(n_) }
rule "t default" t_def { level Base use at_least(e, 5) }
rule "t named"   t_nam { level Base use at_least(why = "because", n = 9, v = f) }
test "L7.5 defaults, order, names" {
    given e.n = 6  given param given_ = 0
    expect "f default" pass  expect "f named" pass  expect "f both" fail  expect "t default" pass
}
test "L7.5 otherwise" {
    given e.n = 3  given param given_ = 0
    expect "f default" fail  expect "f named" pass  expect "f both" pass  expect "t default" fail
}
test "L7.5 an environment as an argument" { given e.n = 5 given f.n = 7 given param given_ = 0 expect "f env" pass expect "t named" fail }
test "L7.18 a body's names are those of its place" { given e.list = [ 3, 3 ] given e.m = 3 given param given_ = 0 expect "f hygiene" pass }
test "L7.18 each member is its own argument" { given e.list = [ 3, 4 ] given e.m = 3 given param given_ = 0 expect "f hygiene" fail }

// ------------------------------------------------------------ sections
section "5" "L7.6 defaults and what adds up" {
    when     e.b
    level    Mid
    severity high
    refs     nist "SI-4"
    note     "a note"
    rule "5.1" section_default  { title "t" when e.n == 1 require e.m == 1 }
    rule "5.2" section_replaced { title "t" level Other severity low require e.m == 1 }
}
test "L7.6 the section's `when` and the rule's" {
    given param given_ = 0  given e.b = true  given e.n = 1  given e.m = 1
    expect "5.1" pass  expect "5.2" pass
}
test "L7.6 the section's `when` is false" {
    given param given_ = 0  given e.b = false  given e.n = 1  given e.m = 1
    expect "5.1" notapplicable  expect "5.2" notapplicable
}
test "L7.6 the rule's `when` is false" {
    given param given_ = 0  given e.b = true  given e.n = 2  given e.m = 1
    expect "5.1" notapplicable  expect "5.2" pass
}
test "L7.6 a rule's levels replace the section's" {
    given param given_ = 0  given level Other  given e.b = true  given e.n = 1  given e.m = 1
    expect "5.1" notselected  expect "5.2" pass
}

// ------------------------------------------------------------ configurations
// Its digest is that of ["mps-configuration", "first", [["e.keyed[\"k\"].y", "v"], ["e.n", 1], ["e.open", null]]] in CBOR: the
// order of the `include` lines does not count.
configuration first "L7.7" { include e.n  include e.open  include e.keyed["k"].y }
configuration grown { include e.n  include e.keyed["k"].y  include e.open  include e.m }
rule "digest"   digest_  { title "t" level Base require first.digest == sha256'12d42bd7102724c68eb5ec003715a10ccf696355c86343c07a503ff92c2a0aca' }
rule "unlike"   unlike   { title "t" level Base require first.digest != grown.digest }
test "L7.14 the digest of known settings can be computed in advance" {
    given param given_ = 0  given e.n = 1  given e.m = 1  given e.keyed = { "k" : { y = "v" } }  given e.open is absent
    expect "digest" pass  expect "unlike" pass
}
test "L7.14 another value, another digest" {
    given param given_ = 0  given e.n = 2  given e.m = 1  given e.keyed = { "k" : { y = "v" } }  given e.open is absent
    expect "digest" fail  expect "unlike" pass
}
test "L7.14 absent is not null by chance: a value instead gives another digest" {
    given param given_ = 0  given e.n = 1  given e.m = 1  given e.keyed = { "k" : { y = "v" } }  given e.open = 0
    expect "digest" fail  expect "unlike" pass
}
test "L7.14 an entry unknown: the digest is unknown" {
    given param given_ = 0  given e.n = 1  given e.m = 1  given e.keyed = { "k" : {} }  given e.open is absent
    expect "digest" unknown  expect "unlike" unknown
}
test "L7.14 an entry in error: the digest is in error" {
    given param given_ = 0  given e.n = 1  given e.m is unknown  given e.keyed = { "k" : {} }  given e.open is error "garbled"
    expect "digest" error  expect "unlike" error
}
test "L7.14 an entry that only the other configuration has" {
    given param given_ = 0  given e.n = 1  given e.m is unknown  given e.keyed = { "k" : { y = "v" } }  given e.open is absent
    expect "digest" pass  expect "unlike" unknown
}

// ------------------------------------------------------------ many instances
rule "each"     each     { title "t" level Base require all id, i in c : i.n == 1 and id != "z" }
rule "ids"      ids      { title "t" level Base require any id in c : id == "a" }
rule "instance" instance { title "t" level Base require c["a"].n == 1 }
rule "there"    there    { title "t" level Base require c["a"] is present }
rule "how many" how_many { title "t" level Base require count(c) >= 2 }
test "L7.8 L9.10 instances, not said to be all" {
    given param given_ = 0  given c["a"].n = 1
    expect "each" unknown  expect "ids" pass  expect "instance" pass  expect "there" pass  expect "how many" unknown
}
test "L7.8 an instance that fails" {
    given param given_ = 0  given c["a"].n = 1  given c["b"].n = 2
    expect "each" fail because "2"  expect "how many" pass
}
test "L7.8 no instance, not said to be all" {
    given param given_ = 0
    expect "each" unknown  expect "ids" unknown  expect "instance" unknown  expect "there" unknown
}
test "L7.8 L9.10 all instances are said to be listed" {
    given param given_ = 0  given c["a"].n = 1  given c is absent
    expect "each" pass  expect "there" pass  expect "how many" fail
}
test "L7.8 another instance of a complete list" {
    given param given_ = 0  given c["b"].n = 1  given c is absent
    expect "instance" fail  expect "ids" fail  expect "there" fail
}
