mps "L7-configurations" version 1.0.0 language 1
title "L7.7 L7.13 L7.14 What configurations may include"
record rec { x? : int  y : int }
schema s {
    r : rec  l : list of int  st : set of text  mp : map of text to int  rs : list of rec  rm : map of text to rec  o? : rec
    ol? : list of int  m : mode  d : digest  v : version dpkg  ip : ip  c : cidr  t : time  du : duration  b : bytes
    bo : bool  sc : scalar  p : path
}
environment e : s
level L1
define another = sha256'00000000000000000000000000000000000000000000000000000000000000aa'
configuration rr { include e.r }
configuration ll { include e.l include e.st include e.mp }
configuration nn { include e.rs include e.rm }
configuration oo { include e.o include e.ol }
configuration ss {
    include e.m  include e.d  include e.v  include e.ip  include e.c  include e.t
    include e.du include e.b  include e.bo include e.sc  include e.p
}
configuration kk { include e.mp["kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkka"]  include e.mp["kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkb"] }
rule "k" r6 { title "t" level L1 require kk.digest != another }
rule "r" r1 { title "t" level L1 require rr.digest != another }
rule "l" r2 { title "t" level L1 require ll.digest != another }
rule "n" r3 { title "t" level L1 require nn.digest != another }
rule "o" r4 { title "t" level L1 require oo.digest != another }
rule "s" r5 { title "t" level L1 require ss.digest != another }
test "L7.14 a record" { given e.r = { x = 1, y = 2 } expect "r" pass }
test "L7.14 a record, a field absent" { given e.r = { y = 2 } given e.r.x is absent expect "r" pass }
test "L7.14 a record of which something is unknown" { given e.r = { y = 2 } expect "r" unknown }
test "L7.14 a record in error" { given e.r is error "g" expect "r" error }
test "L7.14 collections" { given e.l = [1,2] given e.st = {"a"} given e.mp = {"k" : 1} expect "l" pass }
test "L7.14 a collection that is incomplete" { given e.l = [1,2] given e.l is partial given e.st = {"a"} given e.mp = {"k" : 1} expect "l" unknown }
test "L7.14 collections of records" { given e.rs = [{x=1,y=1}] given e.rm = { "k" : {x=1,y=1} } expect "n" pass }
test "L7.14 a record in a collection of which something is unknown" { given e.rs = [{x=1,y=1}] given e.rm = { "k" : {x=1} } expect "n" unknown }
test "L7.14 what is absent as a whole" { given e.o is absent given e.ol is absent expect "o" pass }
test "L7.14 every single value" {
    given e.m = 0640  given e.d = sha1'0000000000000000000000000000000000000000'  given e.v = dpkg'1'  given e.ip = ip'::1'
    given e.c = ip'10.0.0.0/8'  given e.t = 2026-01-01  given e.du = 1 day  given e.b = h''  given e.bo = true  given e.sc = "x"
    given e.p = "/x"
    expect "s" pass
}
test "L7.13 long keys are told apart" { given e.mp = { "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkka" : 1, "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkb" : 2 } expect "k" pass }
