tests of "templates.mps" language 1
note "Each template passes, fails with its reason, and says unknown, error and notapplicable where it must."

fixture good {
    given host.packages = { "openssh-server" : { state = "installed", version = dpkg'1:9.2p1-2', arch = "amd64" } }
    given host.files = {}
    given host.text["/etc/adduser.conf"].values = { "DIR_MODE" : "0750" }
    given host.units = { "rescue.service" : { enable = "static", active = "inactive", settings = { "Service.ExecStart" : "-/lib/systemd/systemd-sulogin-shell rescue" } } }
    given host.units["ctrl-alt-del.target"] = { enable = "masked", active = "inactive" }
    given host.sshd = { list = { "macs" : [ "hmac-sha2-512-etm@openssh.com" ] } }
}
test "all in order" {
    given fixture good
    expect "T.1" pass
    expect "T.2" pass
    expect "T.3" pass
    expect "T.4" pass
    expect "T.5" pass
    expect level L1 pass
}
test "all out of order" {
    given fixture good
    given host.files["/etc/hosts.equiv"] = { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false }
    given host.text["/etc/adduser.conf"].values["DIR_MODE"] = "0755"
    given host.units["ctrl-alt-del.target"].enable = "static"
    given host.units["rescue.service"].settings["Service.ExecStart"] = "/bin/sh"
    given host.sshd.list["macs"] = [ "hmac-sha2-512-etm@openssh.com", "hmac-md5" ]
    expect "T.1" fail because "host.files[\"/etc/hosts.equiv\"]"
    expect "T.2" fail because "\"0755\""
    expect "T.3" fail because "\"static\""
    expect "T.4" fail because "\"/bin/sh\""
    expect "T.5" fail because "host.sshd.list[\"macs\"]"
    expect level L1 fail
}
test "nothing set" {
    given fixture good
    given host.text["/etc/adduser.conf"] is absent
    given host.units["ctrl-alt-del.target"] is absent
    given host.units["rescue.service"] is absent
    given host.sshd.list["macs"] is absent
    expect "T.2" fail because "host.text[\"/etc/adduser.conf\"]"
    expect "T.3" pass
    expect "T.4" fail because "host.units[\"rescue.service\"]"
    expect "T.5" fail because "host.sshd.list[\"macs\"]"
}
test "nobody could look" {
    given fixture good
    given host.files is unknown "not permitted"
    given host.text is unknown "not permitted"
    given host.units is unknown "not permitted"
    given host.sshd is unknown "not permitted"
    expect "T.1" unknown because "not permitted"
    expect "T.2" unknown because "not permitted"
    expect "T.3" unknown because "not permitted"
    expect "T.4" unknown because "not permitted"
    expect "T.5" unknown because "not permitted"
    expect level L1 unknown
}
test "of the wrong type" {
    given fixture good
    given host.files["/etc/hosts.equiv"] is error "no record"
    given host.text["/etc/adduser.conf"].values is error "no map"
    given host.units["ctrl-alt-del.target"].enable is error "no word"
    given host.units["rescue.service"].settings is error "no map"
    given host.sshd.list["macs"] is error "no list"
    expect "T.1" error because "no record"
    expect "T.2" error because "no map"
    expect "T.3" error because "no word"
    expect "T.4" error because "no map"
    expect "T.5" error because "no list"
}
test "no SSH server" {
    given fixture good
    given host.packages = {}
    expect "T.5" notapplicable
}
