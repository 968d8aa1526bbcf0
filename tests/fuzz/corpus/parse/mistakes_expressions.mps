mps "T" version 1.0.0 language 1
rule "1" a {
    require host.a = 1
    require host.b == 1
    require 1 < host.a < 3
    require host.a and host.b or host.c
    require host.a or host.b or host.c and host.d
    require not host.a == 3
    require not x in s
    require not host.a is present
    require not host.a matches re'x'
    require not 1 + 2
    require not not host.a
    require not any x in c : x.ok
    require not all x in c : x.ok
    require host.a else 0 == 0
    require all x in c : x.a else true
    require host.a and all x in host.b : x.ok
    require all x in c where any y in d : y == x : x.ok
    require all x in host.b { x.ok }
    require all x in host.b x.ok
    require any x in host.b where x.on and x.ok
    require no x in host.b, x.ok
    require every x in host.b : x.ok
    require for all x in host.b : x.ok
    require exists x in host.b : x.ok
    require foreach x in host.b : x.ok
    require all x : x.ok
    require all x of c : x.ok
    require count host.b == 0
    require host.b where x.ok
    require count(host.b where ok) == 0
    require host.a in 7..
    require host.a in ..7
    require host.a in 7..
    title "x"
    require host.a == 1..3
    require host.a not matches re'x'
    require host.a not contains "x"
    require host.a not == 1
    require host.a not starts with "x"
    require host.a is not present
    require host.a is not absent
    require host.a is null
    require host.a is unknown
    require host.a is empty
    require host.a is true
    require host.a is "x"
    require host.a is not null
    require host.a is 1
    require -host.a == 1
    require host.a == -host.b
    require +1 == host.a
    require host.a & 01000 & 02000 == 0
    require host.a & 1 + 2 == 0
    require host.a == null
    require host.a == None
    require host.a == True
    require host.a == FALSE
    require host.a AND host.b
    require host.a OR host.b
    require NOT host.a
    require host.a IN s
    require ALL x in c : x.ok
    require host.a-b == 1
    require openssh-server.on
    require host.a equals 1
    require host.a eq 1
    require host.a like "x"
    require host.a has "x"
    require host.a between 1 and 3
    require host.a implies host.b
    require host.a exists
    require host.a startswith "x"
    require now - host.t <= 3 months
    require host.a union host.b
    require if host.a then host.b
    require len(host.a) == 1
    require defined host.a
    require host.a matchs re'x'
    require host.a contain "x"
    require host.a adn host.b
    require host.a wihtin 0640
    require host.a starts "x"
    require host.a ends "x"
    require host.a host.b
    require host.a "x"
    require host.a 1
    require host.a ==
    require host.b and
    title "x"
    require
    note "y"
    require ()
    require f(,)
    require f(a,,b)
    require x in { , }
    require all count in c : count.ok
    require x == { a = 1, 2 }
    require x == { 1, a = 2 }
    require x == { "a" : 1, "b" }
    require { u.name where u.uid == 0 } == { "root" }
    require { u.name for u of c } == { "root" }
    require host.a ? host.b : host.c
    require host.a == "x" or "y"
    require host.a[] == 1
}
