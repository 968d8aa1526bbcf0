mps "First" version 1.0.0 language 1
import linux version 1.0
environment host : linux.host
level L1 "Essential"
rule "1" r { level L1 use linux.sysctl_is(host, "net.ipv4.ip_forward", 0) }
