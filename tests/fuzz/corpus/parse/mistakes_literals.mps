mps "T" version 1.0.0 language 1
rule "1" a {
    require host.a matches re'abc
    require true
    require host.a == regex'abc'
    require host.b == SHA256'00'
    require host.c == zz'1'
    require host.a == h'abc'
    require host.a == h'00gg'
    require host.b == sha256'xyz'
    require host.a == sha256'00'
    require host.a == sha256'da39a3ee5e6b4b0d3255bfef95601890afd80709'
    require host.a == b64'a*b'
    require host.a matches re'(abc'
    require host.a matches re'a(?=b)'
    require host.a matches re'(a)\1'
    require host.a matches re'a**'
    require host.a matches glob'/etc/[a'
    require host.a == ip'10.0.0.256'
    require host.a in ip'10.0.0.1/8'
    require host.a in ip'10.0.0.0/33'
    require host.a >= dotted'1.x'
    require host.a >= semver'1.2'
    require host.a >= dpkg''
    require host.a >= rpm'a b'
mps "T" version 1.02.0 language 1
rule "1" a { require true }
import "x.mps" as x re'abc'
import "x.mps" as x sha1'da39a3ee5e6b4b0d3255bfef95601890afd80709'
    require host.a within 640
    require host.a within 1999
}
