mps "Gen" version 1.0.0 language 1
enum colour { "red", "green", "blue" }
enum shade open { "dark", "light" }
record leaf { name : text  n? : int  k : int  m : mode  tags : set of text  sub : map of text to int  vs? : list of int }
record loose open { a : int  b? : text }
schema unit { name : text  n? : int  k : int  m : mode  tags : set of text  sub : map of text to int  vs? : list of int }
schema root {
    b : bool      b2? : bool       p? : bool            q? : bool           r? : bool           z? : bool
    i : int       i2? : int        j : int in 0..100    j2? : int in -5..5
    t : text      t2? : text       u : text in { "a", "b", "ab" }
    by : bytes    by2? : bytes     d : digest           d2? : digest
    m : mode      m2? : mode
    v : version dpkg     v2? : version dpkg     w : version rpm     x : version semver     y : version dotted
    w2? : version rpm    x2? : version semver   y2? : version dotted                    num? : text
    at : time     at2? : time      du : duration        du2? : duration
    ip : ip       ip2? : ip        net : cidr
    col : colour  col2? : colour   sh : shade           s : scalar    s2? : scalar
    li : list of int               ls : set of text     lt? : list of text     ld : set of digest       so? : set of text
    lm : list of leaf              mm : map of text to leaf           mi : map of text to int   mk : map of int to text
    ms : map of text to scalar
    rec : loose   rec2? : leaf
}
table tb of text to set of digest from "tb.sums" sha256'7728a5741f26afbc1f25577b8bc2f3de8058aa18fde8e949365722a7b56593c7'
set pinned of digest from "pinned.txt" sha256'5ca021a8bc34d0ccdd3a5817cccf99ab5221bd98eb976a177e580d17b98fc823'
environment e : root
environment f : root
environment g many : unit
level L1
level L2 extends L1 { param pi = 3  accept warning }
param pi : int in 0..50 = 5
param pk : text = "a"
param ps : set of text = { "a", "b" }
param pn : set of int = { 1, 7 }
set st of text = { "a", "ab", "é" }
set many_texts of text = { "a", "b", "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31", "k32", "k33", "k34", "k35", "k36", "k37", "k38", "k39", "k40", "k41", "k42", "k43", "k44", "k45", "k46", "k47", "k48", "k49", "k50", "k51", "k52", "k53", "k54", "k55", "k56", "k57", "k58", "k59", "k60", "k61", "k62", "k63", "k64", "k65", "k66", "k67", "k68", "k69", "k70", "k71", "k72", "k73", "k74", "k75", "k76", "k77", "k78", "k79" }
set many_ints of int = { 0, 7, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027, 1028, 1029, 1030, 1031, 1032, 1033, 1034, 1035, 1036, 1037, 1038, 1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046, 1047, 1048, 1049, 1050, 1051, 1052, 1053, 1054, 1055, 1056, 1057, 1058, 1059, 1060, 1061, 1062, 1063, 1064, 1065, 1066, 1067, 1068, 1069, 1070, 1071, 1072, 1073, 1074, 1075, 1076, 1077, 1078, 1079 }
template check_i(h : root, least : int) "t" {
    title "t"
    when (h.b2 else true)
    require h.i >= least
}
configuration conf "c" {
    include e.i
    include e.t2
    include e.ls
    include e.mi["a"]
}
when (e.b2 else true)
rule "r0" rule_0 {
    title "t"
    level L1
    severity medium
    when ((count({ e.t2, e.rec.b, "a" }) == 3 and e.r and e.z) else false)
    require (((no x in e.lm : x.name in { "q" }) and e.p) or e.q)
}
rule "r1" rule_1 {
    title "t"
    level L1
    severity high
    when (((all x264 in e.rec2.tags : e.ls != { x266.name for x266 in e.lm }) and e.b2) else true)
    require ((count(x in { "a", "b", "c", "zz" } where e.mi[x] >= 0) >= 1 and e.p) or e.q)
}
rule "r2" rule_2 {
    title "t"
    level L1
    severity low
    require ((e.mk[3] is present or (one x267 in e.lt : e.s ends with "-7") or e.w2 <= rpm'1.10') and e.rec.b is present and (no x268 in e.rec2.tags where e.ms["zz"] is present : e.b2 is present))
}
rule "r3" rule_3 {
    title "t"
    level L2
    severity high
    when ((e.r) else false)
    require ((e.ip in ip'10.0.0.8/29' and e.p) or e.q)
}
rule "r4" rule_4 {
    title "t"
    level L1
    severity high
    when (((any x269 in e.mm where lower(x269) ends with "ab" : count(e.li) != 1) and e.b2) else false)
    require ((conf.digest != sha256'0000000000000000000000000000000000000000000000000000000000000001' and e.p) or e.q)
}
rule "r5" rule_5 {
    title "t"
    level L2
    severity medium
    when ((e.r) else true)
    require (((e.v2 else dpkg'1:0.9') != dpkg'1.0-1' and e.p) or e.q)
}
rule "r6" rule_6 {
    title "t"
    level L2
    severity high
    require (not (g["one"] is present))
    require (e.m2 else e.m) == 0600
}
rule "r7" rule_7 {
    title "t"
    level L2
    severity medium
    require (((distinct x270 in { "", "b", "" } : x270) and e.p) or e.q)
}
rule "z1" last_1 { title "t" level L1 severity low require e.i >= pi }
rule "z2" last_2 { title "t" level L2 severity low require conf.digest == sha256'0000000000000000000000000000000000000000000000000000000000000000' or e.t in ps or e.i in pn or e.t == pk or e.t in st or e.t in many_texts or e.i in many_ints or e.d in tb[e.t] or e.d in pinned }
