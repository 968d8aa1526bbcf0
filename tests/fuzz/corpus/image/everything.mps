// A definition whose program has every kind of value, loop, set and pattern.
mps "T" version 1.0.0 language 1
enum color { "red", "green", "yellow" }
record package { release? : version dpkg  bytes_used : int unit bytes  build : text volatile }
record user { name : text  uid : int  home? : path  shell : text  groups : set of text }
schema machine {
    up : bool
    small : int in 0..100
    name : text
    maybe? : text
    folder : path
    rights : mode
    colour : color
    blob : bytes
    measure : digest
    address : ip
    network : cidr
    since : time
    age : duration
    loose : scalar
    release : version dotted
    tags : set of text
    words : list of text
    numbers : list of int
    keyed : map of text to text
    packages : map of text to package
    users : list of user
}
environment host : machine { layer os }
environment other many : machine
level L1 "first"
level L2 "second" extends L1 { param tries = 3  accept warning }
param tries : int in 1..6 = 4 stricter lower
param words : set of text = { "a", "b" }
param given : bool
set good of text = { "alpha", "beta", "gamma" }
set hashes of digest = { sha256'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f' }

configuration c "settings" { include host.tags  include host.words }
rule "1" scalars {
    title "t" level L1
    require host.up and host.small in 1..50 and host.name matches re'[a-z]+.*' and host.rights within 0640
    require host.colour == "red" and host.blob & h'00ff' == h'0012' and host.measure in hashes
    require host.address in host.network and host.since + 90 days > now and host.age <= 30 days
}
rule "2" loops {
    title "t" level L1, L2 severity high
    when host.maybe is present and host.maybe starts with "x"
    require all u in host.users where u.uid == 0 : u.shell in { "/bin/sh", "/bin/bash" } and "wheel" in u.groups
    require no u in host.users : u.home is present and u.home ends with "/tmp"
    require distinct u in host.users : u.name
    require one w in host.words : w == "a"
    require count(host.users) in 1..100
}
rule "3" maps {
    title "t" level L1
    require (host.packages["bash"].release else dpkg'0') >= dpkg'5.2'
    require all k, p in host.packages : p.bytes_used + 1 > 0 and k != "telnet"
    require all g in good : host.keyed[g] is present
    require host.keyed[host.name] == "v"
}
rule "4" sets {
    title "t" level L1
    require host.tags == good or host.tags == { w for w in host.words where w != "" }
    require host.name in words and tries >= host.small and given
    require int(host.name) > 3 and lower(host.name) contains "x"
}
rule "5" graded {
    title "t" level L2
    grade {
        affirming when host.small < 10
        warning   when host.small in 10..20
        otherwise contraindicated
    }
}
rule "6" many { title "t" level L1 require all id, o in other : o.up or o.name == id }
rule "7" by_hand { title "t" level L1 manual "Look." }
rule "8" measured { title "t" level L1 require c.digest in hashes }
