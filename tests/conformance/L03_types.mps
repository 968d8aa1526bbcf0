mps "L3" version 1.0.0 language 1
title "Types, domains and schemas"
// L3.2 A named type is compatible with what it is made of.
type port     = int in 1..65535                    "a port"
type low_port = port in ..1023                     "L3.6 both domains hold"
type ids      = list of int in 0..9                "L3.6 a domain on a list is one on its members"
set protocols of text = { "tcp", "udp" }
enum kind { "a", "b" }
enum state open { "on", "off" }
record closed { x? : int  y? : text }
record loose open { x? : int }
schema values {
    low      : low_port
    ids      : ids
    proto    : text in protocols
    same     : text in { "tcp", "udp", "sctp" }
    least    : int in 3..
    mode     : mode in 0000..0777
    kind     : kind
    state    : state
    t        : text
    dir      : path
    loose    : scalar
    wire as "on-the-wire" : int                    // L3.3
    closed   : closed
    open     : loose
    secret   : int endorsed
    shared   : int either
    sizes    : int unit bytes
    other    : int unit bytes
    plain    : int
    maybe?   : int
    never    : int
    keyed    : map of text to int
    by_kind  : map of kind to int
    by_int   : map of int to text
    nets     : set of cidr
    modes    : list of mode
    since    : time in 2020-01-01..2030-01-01
    // L3.14 how CoRIMs speak of claims; what is made of it: tests/corim
    maker    : text        either corim vendor
    part     : bytes       either corim class_id
    bios     : int         either corim svn of "bios"
    booted   : set of digest either corim digest of oid "2.5.8192"
    locked   : bool        either corim is_secure of 7 "a flag"
    pcr      : digest      either corim register["pcr0"] of uuid "31FB5ABF-023e-4992-aa4e-95f9c1503bfa"
    corim    : int         either corim integer
    age      : duration in ..90 days
    deep     : map of text to list of closed
}
environment e : values
level L1

rule "low"    low     { title "t" level L1 require e.low == 22 }
rule "ids"    ids     { title "t" level L1 require all i in e.ids : i < 5 }
rule "proto"  proto   { title "t" level L1 require e.proto == e.same }
rule "text"   textual { title "t" level L1 require e.t == e.dir and e.t == e.kind and e.dir == e.kind }
rule "scalar" scalar  { title "t" level L1 require e.loose == 5 }
rule "scalar-text" scalar_text { title "t" level L1 require e.loose == "5" }
rule "scalar-bool" scalar_bool { title "t" level L1 require e.loose == true }
rule "scalar-both" scalar_both { title "t" level L1 require e.loose == e.plain }
rule "wire"   wire    { title "t" level L1 require e.wire == 1 }
rule "endorsed" endorsed { title "t" level L1 require e.secret == 1 }
rule "either" either  { title "t" level L1 require e.shared == 1 }
rule "units"  units   { title "t" level L1 require e.sizes == e.other and e.sizes == e.plain and e.sizes >= 0 }
rule "maybe"  maybe   { title "t" level L1 require e.maybe == 1 }
rule "never"  never   { title "t" level L1 require e.never == 1 }
rule "keys"   keys    { title "t" level L1 require e.keyed["x"] == 1 and e.by_kind["a"] == 2 and e.by_int[-3] == "z" }
rule "nets"   nets    { title "t" level L1 require ip'10.0.0.0/8' in e.nets }
rule "modes"  modes   { title "t" level L1 require all m in e.modes : m within 0755 }
rule "time"   time    { title "t" level L1 require e.since >= 2021-01-01 and e.age <= 30 days }
rule "deep"   deep    { title "t" level L1 require all c in e.deep["k"] : c.x == 1 }
rule "open"   open_enum { title "t" level L1 require e.state != "on" }

test "L3.2 L3.6 values inside the domains of a type and of what it is made of" {
    given e.low = 22
    given e.ids = [ 0, 4 ]
    given e.proto = "udp"
    given e.same = "udp"
    expect "low" pass
    expect "ids" pass
    expect "proto" pass
}
test "L3.6 a domain on a list holds for its members" { given e.ids = [ 0, 9 ] expect "ids" fail because "9" }
test "L3.12 text, path and enum are text" {
    given e.t = "a"
    given e.dir = "a"
    given e.kind = "a"
    given e.state = "off"
    expect "text" pass
    expect "open" pass
}
test "L3.12 a scalar that is an int" {
    given e.loose = 5
    given e.plain = 5
    expect "scalar" pass
    expect "scalar-text" fail
    expect "scalar-bool" fail
    expect "scalar-both" pass
}
test "L3.12 a scalar that is text" { given e.loose = "5" expect "scalar" fail expect "scalar-text" pass expect "scalar-bool" fail }
test "L3.12 a scalar that is a bool" { given e.loose = true expect "scalar" fail expect "scalar-text" fail expect "scalar-bool" pass }
test "L3.3 the wire name changes nothing in the language" { given e.wire = 1 expect "wire" pass }
test "L3.10 L14.12 a test says what endorsers would" {
    given e.secret = 1
    given e.shared = 1
    expect "endorsed" pass
    expect "either" pass
}
test "L3.8 equal units, and a unit beside none" { given e.sizes = 7 given e.other = 7 given e.plain = 7 expect "units" pass }
test "L3.5 absence where it may be, and where it may not" {
    given e.maybe is absent
    given e.never is absent
    expect "maybe" fail
    expect "never" error
}
test "L3.1 keys are text, enum words and ints" {
    given e.keyed = { "x" : 1 }
    given e.by_kind = { "a" : 2, "b" : 3 }
    given e.by_int = { -3 : "z" }
    expect "keys" pass
}
test "L3.1 L3.5 a member of a map may always be absent" {
    given e.keyed = {}
    given e.by_kind = {}
    given e.by_int = {}
    expect "keys" fail
}
test "L3.1 sets of networks, lists of permission bits, times and durations with domains" {
    given e.nets = { ip'10.0.0.0/8', ip'10.0.0.0/9' }
    given e.modes = [ 0755, 0640, 0755 ]
    given e.since = 2021-01-01
    given e.age = 30 days
    expect "nets" pass
    expect "modes" pass
    expect "time" pass
}
test "L3.1 records in lists in maps" {
    given e.deep = { "k" : [ { x = 1, y = "q" }, { x = 1 } ] }
    expect "deep" pass
}
test "L3.1 records in lists in maps, one of them otherwise" {
    given e.deep = { "k" : [ { x = 1 }, { x = 2 } ] }
    expect "deep" fail because "2"
}
