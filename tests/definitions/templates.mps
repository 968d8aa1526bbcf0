mps "Templates" version 1.0.0 language 1
title "Templates of the Linux library that debian-cis does not use"

import linux version 1.0
environment host : linux.host "the system under test" { layer os }
level L1 "all of them"

set strong_macs of text = { "hmac-sha2-512-etm@openssh.com", "hmac-sha2-256-etm@openssh.com" }

section "T" "Templates" {
    level    L1
    severity low
    rule "T.1" file_absent    { use linux.file_absent(host, "/etc/hosts.equiv") }
    rule "T.2" key_value      { use linux.key_value(host, "/etc/adduser.conf", "DIR_MODE", { "0700", "0750" }) }
    rule "T.3" unit_masked    { use linux.unit_masked(host, "ctrl-alt-del.target") }
    rule "T.4" unit_setting   { use linux.unit_setting(host, "rescue.service", "Service.ExecStart", { "-/lib/systemd/systemd-sulogin-shell rescue" }) }
    rule "T.5" sshd_list_only { use linux.sshd_list_only(host, "macs", strong_macs) }
}
