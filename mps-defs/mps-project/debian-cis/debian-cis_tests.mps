tests of "debian-cis.mps" language 1
note """
    The fixtures together, `hardened`, are a host on which every rule that applies passes. Each further test takes the fixtures
    that its rule reads, changes one thing, and says what the rule must then say: fail with the reason, unknown where nobody could look, error where the evidence is of
    the wrong type, notapplicable where a `when` does not hold.
    """

// the system and its packages
fixture system {
    given host.os = { id = "debian", release = dotted'12', codename = "bookworm", arch = "amd64", container = false, uefi = true, kernel = "6.1.0-28-amd64" }
    given now = 2026-11-21T00:00:00Z
    given host.packages = {
        "aide" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "aide-common" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "apparmor" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "apparmor-utils" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "audispd-plugins" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "auditd" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "chrony" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "cron" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "libpam-modules" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "libpam-pwquality" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "nftables" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "openssh-server" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "rsyslog" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "sudo" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "libpam-runtime" : { state = "installed", version = dpkg'1.5.2-6+deb12u1', arch = "amd64" },
    }
}
// units, systemd configuration, sockets
fixture services {
    given host.units = {
        "chrony.service" : { enable = "enabled", active = "active" },
        "cron.service" : { enable = "enabled", active = "active" },
        "nftables.service" : { enable = "enabled", active = "active" },
        "rsyslog.service" : { enable = "enabled", active = "active" },
        "auditd.service" : { enable = "enabled", active = "active" },
        "dailyaidecheck.timer" : { enable = "enabled", active = "active" },
        "systemd-journald.service" : { enable = "static", active = "active" },
    }
    given host.sockets = [{ proto = "tcp", address = ip'0.0.0.0', port = 22, loopback = false }, { proto = "tcp", address = ip'127.0.0.1', port = 25, loopback = true }]
    given host.systemd_conf = {
        "journald.conf" : { settings = { "Journal.ForwardToSyslog" : "yes", "Journal.Compress" : "yes", "Journal.Storage" : "persistent" } },
    }
}
// kernel modules
fixture modules {
    given host.modules = {
        "cramfs" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
        "freevxfs" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
        "hfs" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
        "hfsplus" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
        "jffs2" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
        "overlay" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
        "squashfs" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
        "udf" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
        "usb-storage" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
        "cfg80211" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
        "dccp" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
        "tipc" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
        "rds" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
        "sctp" : { loaded = false, available = true, builtin = false, policy = "blacklisted-and-install-false" },
    }
}
// kernel parameters
fixture sysctl {
    given host.sysctl = {
        "kernel.randomize_va_space" : { live = 2, persisted = 2 },
        "kernel.yama.ptrace_scope" : { live = 1, persisted = 1 },
        "fs.suid_dumpable" : { live = 0, persisted = 0 },
        "net.ipv4.ip_forward" : { live = 0, persisted = 0 },
        "net.ipv4.conf.all.send_redirects" : { live = 0, persisted = 0 },
        "net.ipv4.conf.default.send_redirects" : { live = 0, persisted = 0 },
        "net.ipv4.icmp_ignore_bogus_error_responses" : { live = 1, persisted = 1 },
        "net.ipv4.icmp_echo_ignore_broadcasts" : { live = 1, persisted = 1 },
        "net.ipv4.conf.all.accept_redirects" : { live = 0, persisted = 0 },
        "net.ipv4.conf.default.accept_redirects" : { live = 0, persisted = 0 },
        "net.ipv4.conf.all.secure_redirects" : { live = 0, persisted = 0 },
        "net.ipv4.conf.default.secure_redirects" : { live = 0, persisted = 0 },
        "net.ipv4.conf.all.rp_filter" : { live = 1, persisted = 1 },
        "net.ipv4.conf.default.rp_filter" : { live = 1, persisted = 1 },
        "net.ipv4.conf.all.accept_source_route" : { live = 0, persisted = 0 },
        "net.ipv4.conf.default.accept_source_route" : { live = 0, persisted = 0 },
        "net.ipv4.conf.all.log_martians" : { live = 1, persisted = 1 },
        "net.ipv4.conf.default.log_martians" : { live = 1, persisted = 1 },
        "net.ipv4.tcp_syncookies" : { live = 1, persisted = 1 },
        "net.ipv6.conf.all.disable_ipv6" : { live = 0, persisted = 0 },
        "net.ipv6.conf.all.forwarding" : { live = 0, persisted = 0 },
        "net.ipv6.conf.all.accept_redirects" : { live = 0, persisted = 0 },
        "net.ipv6.conf.default.accept_redirects" : { live = 0, persisted = 0 },
        "net.ipv6.conf.all.accept_source_route" : { live = 0, persisted = 0 },
        "net.ipv6.conf.default.accept_source_route" : { live = 0, persisted = 0 },
        "net.ipv6.conf.all.accept_ra" : { live = 0, persisted = 0 },
        "net.ipv6.conf.default.accept_ra" : { live = 0, persisted = 0 },
    }
}
// mounts
fixture mounts {
    given host.mounts = {
        "/tmp" : { source = "/dev/vg/tmp", fs_type = "ext4", options = { "nodev", "noexec", "nosuid" } },
        "/dev/shm" : { source = "/dev/vg/dev-shm", fs_type = "ext4", options = { "nodev", "noexec", "nosuid" } },
        "/home" : { source = "/dev/vg/home", fs_type = "ext4", options = { "nodev", "nosuid" } },
        "/var" : { source = "/dev/vg/var", fs_type = "ext4", options = { "nodev", "nosuid" } },
        "/var/tmp" : { source = "/dev/vg/var-tmp", fs_type = "ext4", options = { "nodev", "noexec", "nosuid" } },
        "/var/log" : { source = "/dev/vg/var-log", fs_type = "ext4", options = { "nodev", "noexec", "nosuid" } },
        "/var/log/audit" : { source = "/dev/vg/var-log-audit", fs_type = "ext4", options = { "nodev", "noexec", "nosuid" } },
    }
    given host.fstab = {
        "/tmp" : { source = "/dev/vg/tmp", fs_type = "ext4", options = { "nodev", "noexec", "nosuid" } },
        "/dev/shm" : { source = "/dev/vg/dev-shm", fs_type = "ext4", options = { "nodev", "noexec", "nosuid" } },
        "/home" : { source = "/dev/vg/home", fs_type = "ext4", options = { "nodev", "nosuid" } },
        "/var" : { source = "/dev/vg/var", fs_type = "ext4", options = { "nodev", "nosuid" } },
        "/var/tmp" : { source = "/dev/vg/var-tmp", fs_type = "ext4", options = { "nodev", "noexec", "nosuid" } },
        "/var/log" : { source = "/dev/vg/var-log", fs_type = "ext4", options = { "nodev", "noexec", "nosuid" } },
        "/var/log/audit" : { source = "/dev/vg/var-log-audit", fs_type = "ext4", options = { "nodev", "noexec", "nosuid" } },
    }
}
// files, globs, the walk
fixture files {
    given host.files = {
        "/boot/grub/grub.cfg" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/motd" : { kind = "regular", mode = 0644, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/issue" : { kind = "regular", mode = 0644, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/issue.net" : { kind = "regular", mode = 0644, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/crontab" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/cron.hourly" : { kind = "directory", mode = 0700, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/cron.daily" : { kind = "directory", mode = 0700, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/cron.weekly" : { kind = "directory", mode = 0700, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/cron.monthly" : { kind = "directory", mode = 0700, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/cron.d" : { kind = "directory", mode = 0700, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/cron.allow" : { kind = "regular", mode = 0640, owner = 0, group = 1000, owner_name = "root", group_name = "crontab", acl = false },
        "/etc/ssh/sshd_config" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/var/log/audit" : { kind = "directory", mode = 0750, owner = 0, group = 1000, owner_name = "root", group_name = "adm", acl = false },
        "/usr/sbin/auditctl" : { kind = "regular", mode = 0755, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/usr/sbin/auditd" : { kind = "regular", mode = 0755, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/usr/sbin/augenrules" : { kind = "regular", mode = 0755, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/usr/sbin/aureport" : { kind = "regular", mode = 0755, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/usr/sbin/ausearch" : { kind = "regular", mode = 0755, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/usr/sbin/autrace" : { kind = "regular", mode = 0755, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/var/lib/aide/aide.db" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/passwd" : { kind = "regular", mode = 0644, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/passwd-" : { kind = "regular", mode = 0644, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/group" : { kind = "regular", mode = 0644, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/group-" : { kind = "regular", mode = 0644, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/shadow" : { kind = "regular", mode = 0640, owner = 0, group = 1000, owner_name = "root", group_name = "shadow", acl = false },
        "/etc/shadow-" : { kind = "regular", mode = 0640, owner = 0, group = 1000, owner_name = "root", group_name = "shadow", acl = false },
        "/etc/gshadow" : { kind = "regular", mode = 0640, owner = 0, group = 1000, owner_name = "root", group_name = "shadow", acl = false },
        "/etc/gshadow-" : { kind = "regular", mode = 0640, owner = 0, group = 1000, owner_name = "root", group_name = "shadow", acl = false },
        "/etc/shells" : { kind = "regular", mode = 0644, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
        "/etc/security/opasswd" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false },
    }
    given host.globs = {
        "/etc/ssh/sshd_config.d/*.conf" : { "/etc/ssh/sshd_config.d/10-site.conf" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } },
        "/etc/ssh/ssh_host_*_key" : { "/etc/ssh/ssh_host_rsa_key" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } },
        "/etc/ssh/ssh_host_*_key.pub" : { "/etc/ssh/ssh_host_rsa_key.pub" : { kind = "regular", mode = 0644, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } },
        "/var/log/**" : { "/var/log/syslog" : { kind = "regular", mode = 0640, owner = 0, group = 1000, owner_name = "root", group_name = "adm", acl = false }, "/var/log/wtmp" : { kind = "regular", mode = 0664, owner = 0, group = 1000, owner_name = "root", group_name = "utmp", acl = false } },
        "/var/log/audit/*" : { "/var/log/audit/audit.log" : { kind = "regular", mode = 0640, owner = 0, group = 1000, owner_name = "root", group_name = "adm", acl = false } },
        "/etc/audit/**" : { "/etc/audit/auditd.conf" : { kind = "regular", mode = 0640, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false }, "/etc/audit/rules.d/site.rules" : { kind = "regular", mode = 0640, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } },
    }
    given host.walk = { world_writable = { "/tmp" : { kind = "directory", mode = 01777, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } }, setid = { "/usr/bin/su" : { kind = "regular", mode = 04755, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } }, unowned = {} }
    given host.dconf = {}
}
// text files
fixture texts {
    given host.text = {
        "/etc/motd" : { lines = ["Authorised use only."], raw = ["Authorised use only."], values = {} },
        "/etc/issue" : { lines = ["Authorised use only."], raw = ["Authorised use only."], values = {} },
        "/etc/issue.net" : { lines = ["Authorised use only."], raw = ["Authorised use only."], values = {} },
        "/etc/chrony/chrony.conf" : { lines = ["pool time.example iburst", "user _chrony"], raw = [], values = { "pool" : "time.example iburst", "user" : "_chrony" } },
        "/etc/nftables.conf" : { lines = ["flush ruleset", "include \"/etc/nftables.d/site.nft\""], raw = ["flush ruleset", "include \"/etc/nftables.d/site.nft\""], values = {} },
        "/etc/rsyslog.conf" : { lines = ["$FileCreateMode 0640"], raw = ["$FileCreateMode 0640"], values = { "$FileCreateMode" : "0640" } },
        "/etc/aide/aide.conf" : { lines = ["/usr/sbin/auditctl p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/auditd p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/augenrules p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/aureport p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/ausearch p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/autrace p+i+n+u+g+s+b+acl+xattrs+sha512"], raw = ["/usr/sbin/auditctl p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/auditd p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/augenrules p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/aureport p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/ausearch p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/autrace p+i+n+u+g+s+b+acl+xattrs+sha512"], values = {} },
    }
    given host.texts = {
        "/etc/chrony/sources.d/*.sources" : {},
        "/etc/rsyslog.d/*.conf" : {},
    }
}
// boot loader, boot arguments, AppArmor
fixture boot {
    given host.cmdline = { "apparmor" : "1", "security" : "apparmor", "audit" : "1", "audit_backlog_limit" : "8192" }
    given host.grub = { entries = [{ title = "Debian", arguments = { "apparmor" : "1", "security" : "apparmor", "audit" : "1", "audit_backlog_limit" : "8192" } }], superuser = true, password = true, defaults = {} }
    given host.apparmor = { enabled = true, profiles = { "/usr/sbin/chronyd" : "enforce", "man" : "enforce" } }
}
// accounts, groups, shells, limits
fixture accounts {
    given host.accounts = [
        { name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } },
        { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" },
        { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" },
        { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } },
    ]
    given host.groups = [
        { name = "root", gid = 0, members = {} },
        { name = "daemon", gid = 1, members = {} },
        { name = "shadow", gid = 42, members = {} },
        { name = "sugroup", gid = 900, members = {} },
        { name = "alice", gid = 1000, members = {} },
        { name = "nogroup", gid = 65534, members = {} },
    ]
    given host.login_defs = { text = { "ENCRYPT_METHOD" : "YESCRYPT" }, int = { "PASS_MAX_DAYS" : 365, "PASS_MIN_DAYS" : 1, "PASS_WARN_AGE" : 7 } }
    given host.login_umask = 0027
    given host.useradd = { int = { "INACTIVE" : 45 }, text = {} }
    given host.limits = [{ domain = "*", kind = "hard", item = "core", value = "0" }]
    given host.shells = ["/bin/bash", "/bin/sh"]
    given host.shell_env = { umasks = [{ file = "/etc/profile.d/umask.sh", mask = 0027 }], tmouts = [{ file = "/etc/profile.d/tmout.sh", seconds = 900, readonly = true, exported = true }] }
}
// PAM and password rules
fixture passwords {
    given host.pwquality = { int = { "difok" : 2, "minlen" : 14, "minclass" : 4, "maxrepeat" : 3, "maxsequence" : 3, "dictcheck" : 1, "enforcing" : 1 }, text = { "enforce_for_root" : "" } }
    given host.faillock = { int = { "deny" : 4, "unlock_time" : 900 }, text = { "even_deny_root" : "" } }
    given host.pam = {
        "common-auth" : [
            { phase = "auth", control = "required", module = "pam_faillock.so", options = { "preauth" : "" }, optional = false },
            { phase = "auth", control = "[success=1 default=ignore]", module = "pam_unix.so", options = { "try_first_pass" : "" }, optional = false },
        ],
        "common-account" : [
            { phase = "account", control = "required", module = "pam_unix.so", options = {}, optional = false },
            { phase = "account", control = "required", module = "pam_faillock.so", options = {}, optional = false },
        ],
        "common-password" : [
            { phase = "password", control = "requisite", module = "pam_pwquality.so", options = { "retry" : "3" }, optional = false },
            { phase = "password", control = "required", module = "pam_pwhistory.so", options = { "remember" : "24", "enforce_for_root" : "", "use_authtok" : "" }, optional = false },
            { phase = "password", control = "[success=1 default=ignore]", module = "pam_unix.so", options = { "use_authtok" : "", "yescrypt" : "" }, optional = false },
        ],
        "common-session" : [
            { phase = "session", control = "required", module = "pam_unix.so", options = {}, optional = false },
        ],
        "common-session-noninteractive" : [
            { phase = "session", control = "required", module = "pam_unix.so", options = {}, optional = false },
        ],
        "su" : [
            { phase = "auth", control = "sufficient", module = "pam_rootok.so", options = {}, optional = false },
            { phase = "auth", control = "required", module = "pam_wheel.so", options = { "use_uid" : "", "group" : "sugroup" }, optional = false },
        ],
    }
}
// sudo
fixture sudo {
    given host.sudoers = { settings = { "use_pty" : "true", "logfile" : "/var/log/sudo.log" }, defaults = [{ scope = "", name = "use_pty", value = "true" }, { scope = "", name = "timestamp_timeout", value = "15" }], rules = [{ who = "%sudo", host = "ALL", runas = "ALL:ALL", tags = {}, command = "ALL" }] }
}
// the SSH server
fixture ssh {
    given host.sshd = { text = { "banner" : "/etc/issue.net", "disableforwarding" : "yes", "gssapiauthentication" : "no", "hostbasedauthentication" : "no", "ignorerhosts" : "yes", "loglevel" : "INFO", "permitemptypasswords" : "no", "permitrootlogin" : "no", "permituserenvironment" : "no", "usepam" : "yes" }, int = { "clientaliveinterval" : 120, "clientalivecountmax" : 3, "logingracetime" : 60, "maxauthtries" : 3, "maxsessions" : 10, "maxstartups.start" : 10, "maxstartups.rate" : 30, "maxstartups.full" : 60 }, list = { "ciphers" : ["aes256-gcm@openssh.com", "aes128-ctr"], "kexalgorithms" : ["curve25519-sha256"], "macs" : ["hmac-sha2-512-etm@openssh.com"], "allowgroups" : ["people"] }, explicit = {}, match_overrides = {} }
}
// audit rules and auditd.conf
fixture audit {
    given host.audit.persisted.syscalls = [
        { arch = "b32", syscall = "execve", filters = { "auid!=unset", "euid!=uid" } },
        { arch = "b32", syscall = "adjtimex", filters = {} },
        { arch = "b32", syscall = "settimeofday", filters = {} },
        { arch = "b32", syscall = "sethostname", filters = {} },
        { arch = "b32", syscall = "setdomainname", filters = {} },
        { arch = "b32", syscall = "clock_settime", filters = { "a0=0x0" } },
        { arch = "b32", syscall = "chmod", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "fchmod", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "fchmodat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "chown", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "fchown", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "lchown", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "fchownat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "setxattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "lsetxattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "fsetxattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "removexattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "lremovexattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "fremovexattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "rename", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "renameat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "unlink", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "unlinkat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "mount", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "init_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "finit_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "delete_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "create_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "query_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "creat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b32", syscall = "creat", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b32", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b32", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b32", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b32", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b32", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b32", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b32", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b32", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b64", syscall = "execve", filters = { "auid!=unset", "euid!=uid" } },
        { arch = "b64", syscall = "adjtimex", filters = {} },
        { arch = "b64", syscall = "settimeofday", filters = {} },
        { arch = "b64", syscall = "sethostname", filters = {} },
        { arch = "b64", syscall = "setdomainname", filters = {} },
        { arch = "b64", syscall = "clock_settime", filters = { "a0=0x0" } },
        { arch = "b64", syscall = "chmod", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "fchmod", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "fchmodat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "chown", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "fchown", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "lchown", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "fchownat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "setxattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "lsetxattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "fsetxattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "removexattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "lremovexattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "fremovexattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "rename", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "renameat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "unlink", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "unlinkat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "mount", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "init_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "finit_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "delete_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "create_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "query_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "creat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b64", syscall = "creat", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b64", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b64", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b64", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b64", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b64", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b64", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b64", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b64", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
    ]
    given host.audit.persisted.watches = [
        { path = "/etc/sudoers", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/sudoers.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/var/log/sudo.log", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/localtime", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/issue", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/issue.net", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/hosts", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/network", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/group", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/passwd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/gshadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/shadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/security/opasswd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/nsswitch.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/pam.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/pam.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/var/run/utmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/var/log/wtmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/var/log/btmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/var/log/lastlog", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/var/run/faillock", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/apparmor", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/apparmor.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/usr/bin/chcon", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } },
        { path = "/usr/bin/setfacl", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } },
        { path = "/usr/bin/chacl", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } },
        { path = "/usr/sbin/usermod", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } },
        { path = "/usr/bin/kmod", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } },
        { path = "/usr/bin/su", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } },
    ]
    given host.audit.persisted.locked = true
    given host.audit.live.syscalls = [
        { arch = "b32", syscall = "execve", filters = { "auid!=unset", "euid!=uid" } },
        { arch = "b32", syscall = "adjtimex", filters = {} },
        { arch = "b32", syscall = "settimeofday", filters = {} },
        { arch = "b32", syscall = "sethostname", filters = {} },
        { arch = "b32", syscall = "setdomainname", filters = {} },
        { arch = "b32", syscall = "clock_settime", filters = { "a0=0x0" } },
        { arch = "b32", syscall = "chmod", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "fchmod", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "fchmodat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "chown", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "fchown", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "lchown", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "fchownat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "setxattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "lsetxattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "fsetxattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "removexattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "lremovexattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "fremovexattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "rename", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "renameat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "unlink", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "unlinkat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "mount", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "init_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "finit_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "delete_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "create_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "query_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b32", syscall = "creat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b32", syscall = "creat", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b32", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b32", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b32", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b32", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b32", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b32", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b32", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b32", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b64", syscall = "execve", filters = { "auid!=unset", "euid!=uid" } },
        { arch = "b64", syscall = "adjtimex", filters = {} },
        { arch = "b64", syscall = "settimeofday", filters = {} },
        { arch = "b64", syscall = "sethostname", filters = {} },
        { arch = "b64", syscall = "setdomainname", filters = {} },
        { arch = "b64", syscall = "clock_settime", filters = { "a0=0x0" } },
        { arch = "b64", syscall = "chmod", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "fchmod", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "fchmodat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "chown", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "fchown", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "lchown", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "fchownat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "setxattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "lsetxattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "fsetxattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "removexattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "lremovexattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "fremovexattr", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "rename", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "renameat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "unlink", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "unlinkat", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "mount", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "init_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "finit_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "delete_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "create_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "query_module", filters = { "auid!=unset", "auid>=1000" } },
        { arch = "b64", syscall = "creat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b64", syscall = "creat", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b64", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b64", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b64", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b64", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b64", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b64", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
        { arch = "b64", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        { arch = "b64", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EPERM" } },
    ]
    given host.audit.live.watches = [
        { path = "/etc/sudoers", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/sudoers.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/var/log/sudo.log", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/localtime", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/issue", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/issue.net", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/hosts", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/network", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/group", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/passwd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/gshadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/shadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/security/opasswd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/nsswitch.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/pam.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/pam.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/var/run/utmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/var/log/wtmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/var/log/btmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/var/log/lastlog", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/var/run/faillock", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/apparmor", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/etc/apparmor.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        { path = "/usr/bin/chcon", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } },
        { path = "/usr/bin/setfacl", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } },
        { path = "/usr/bin/chacl", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } },
        { path = "/usr/sbin/usermod", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } },
        { path = "/usr/bin/kmod", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } },
        { path = "/usr/bin/su", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } },
    ]
    given host.audit.live.locked = true
    given host.audit.conf = { text = { "max_log_file_action" : "keep_logs", "disk_full_action" : "halt", "disk_error_action" : "syslog", "space_left_action" : "email", "admin_space_left_action" : "single", "log_group" : "adm" }, int = { "max_log_file" : 8 } }
}
// all of it
fixture hardened {
    given fixture system
    given fixture services
    given fixture modules
    given fixture sysctl
    given fixture mounts
    given fixture files
    given fixture texts
    given fixture boot
    given fixture accounts
    given fixture passwords
    given fixture sudo
    given fixture ssh
    given fixture audit
}
fixture desktop {
    given host.packages["gdm3"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.dconf["gdm"] = { values = { "/org/gnome/login-screen/banner-message-enable" : "true", "/org/gnome/login-screen/banner-message-text" : "'Authorised use only.'", "/org/gnome/login-screen/disable-user-list" : "true" }, locks = {} }
    given host.dconf["local"] = { values = { "/org/gnome/desktop/media-handling/automount" : "false", "/org/gnome/desktop/media-handling/automount-open" : "false", "/org/gnome/desktop/media-handling/autorun-never" : "true" }, locks = { "/org/gnome/desktop/media-handling/automount", "/org/gnome/desktop/media-handling/automount-open", "/org/gnome/desktop/media-handling/autorun-never" } }
    given host.text["/etc/gdm3/daemon.conf"] = { lines = ["[daemon]", "[xdmcp]"], raw = ["[daemon]", "[xdmcp]"], values = {} }
}

// ------------------------------------------------------------------------------------------------ the whole
test "a hardened host: every rule that applies passes" {
    given fixture hardened
    expect "1.1.1.1" pass
    expect "1.1.1.2" pass
    expect "1.1.1.3" pass
    expect "1.1.1.4" pass
    expect "1.1.1.5" pass
    expect "1.1.1.6" pass
    expect "1.1.1.7" pass
    expect "1.1.1.8" pass
    expect "1.1.1.9" pass
    expect "1.1.1.10" notchecked
    expect "1.1.2.1.1" pass
    expect "1.1.2.1.2" pass
    expect "1.1.2.1.3" pass
    expect "1.1.2.1.4" pass
    expect "1.1.2.2.1" pass
    expect "1.1.2.2.2" pass
    expect "1.1.2.2.3" pass
    expect "1.1.2.2.4" pass
    expect "1.1.2.3.1" pass
    expect "1.1.2.3.2" pass
    expect "1.1.2.3.3" pass
    expect "1.1.2.4.1" pass
    expect "1.1.2.4.2" pass
    expect "1.1.2.4.3" pass
    expect "1.1.2.5.1" pass
    expect "1.1.2.5.2" pass
    expect "1.1.2.5.3" pass
    expect "1.1.2.5.4" pass
    expect "1.1.2.6.1" pass
    expect "1.1.2.6.2" pass
    expect "1.1.2.6.3" pass
    expect "1.1.2.6.4" pass
    expect "1.1.2.7.1" pass
    expect "1.1.2.7.2" pass
    expect "1.1.2.7.3" pass
    expect "1.1.2.7.4" pass
    expect "1.2.1.1" notchecked
    expect "1.2.1.2" notchecked
    expect "1.2.2.1" notchecked
    expect "1.3.1.1" pass
    expect "1.3.1.2" pass
    expect "1.3.1.3" pass
    expect "1.3.1.4" pass
    expect "1.4.1" pass
    expect "1.4.2" pass
    expect "1.5.1" pass
    expect "1.5.2" pass
    expect "1.5.3" pass
    expect "1.5.4" pass
    expect "1.5.5" pass
    expect "1.6.1" pass
    expect "1.6.2" pass
    expect "1.6.3" pass
    expect "1.6.4" pass
    expect "1.6.5" pass
    expect "1.6.6" pass
    expect "1.7.1" pass
    expect "1.7.2" notapplicable
    expect "1.7.3" notapplicable
    expect "1.7.6" notapplicable
    expect "1.7.7" notapplicable
    expect "1.7.8" notapplicable
    expect "1.7.9" notapplicable
    expect "1.7.10" notapplicable
    expect "2.1.1" pass
    expect "2.1.2" pass
    expect "2.1.3" pass
    expect "2.1.4" pass
    expect "2.1.5" pass
    expect "2.1.6" pass
    expect "2.1.7" pass
    expect "2.1.8" pass
    expect "2.1.9" pass
    expect "2.1.10" pass
    expect "2.1.11" pass
    expect "2.1.12" pass
    expect "2.1.13" pass
    expect "2.1.14" pass
    expect "2.1.15" pass
    expect "2.1.16" pass
    expect "2.1.17" pass
    expect "2.1.18" pass
    expect "2.1.19" pass
    expect "2.1.20" pass
    expect "2.1.21" pass
    expect "2.1.22" pass
    expect "2.2.1" pass
    expect "2.2.2" pass
    expect "2.2.3" pass
    expect "2.2.4" pass
    expect "2.2.5" pass
    expect "2.2.6" pass
    expect "2.3.1.1" pass
    expect "2.3.2.1" notapplicable
    expect "2.3.2.2" notapplicable
    expect "2.3.3.1" pass
    expect "2.3.3.2" pass
    expect "2.3.3.3" pass
    expect "2.4.1.1" pass
    expect "2.4.1.2" pass
    expect "2.4.1.3" pass
    expect "2.4.1.4" pass
    expect "2.4.1.5" pass
    expect "2.4.1.6" pass
    expect "2.4.1.7" pass
    expect "2.4.1.8" pass
    expect "2.4.2.1" notapplicable
    expect "3.1.1" notchecked
    expect "3.1.2" pass
    expect "3.1.3" pass
    expect "3.2.1" pass
    expect "3.2.2" pass
    expect "3.2.3" pass
    expect "3.2.4" pass
    expect "3.3.1" pass
    expect "3.3.2" pass
    expect "3.3.3" pass
    expect "3.3.4" pass
    expect "3.3.5" pass
    expect "3.3.6" pass
    expect "3.3.7" pass
    expect "3.3.8" pass
    expect "3.3.9" pass
    expect "3.3.10" pass
    expect "3.3.11" pass
    expect "4.1.1" pass
    expect "4.2.1" notapplicable
    expect "4.2.2" notapplicable
    expect "4.2.3" notapplicable
    expect "4.2.7" notapplicable
    expect "4.3.1" pass
    expect "4.3.2" pass
    expect "4.3.3" notchecked
    expect "4.3.7" notchecked
    expect "4.3.9" pass
    expect "4.3.10" pass
    expect "5.1.1" pass
    expect "5.1.2" pass
    expect "5.1.3" pass
    expect "5.1.4" pass
    expect "5.1.5" pass
    expect "5.1.6" pass
    expect "5.1.7" pass
    expect "5.1.8" pass
    expect "5.1.9" pass
    expect "5.1.10" pass
    expect "5.1.11" pass
    expect "5.1.12" pass
    expect "5.1.13" pass
    expect "5.1.14" pass
    expect "5.1.15" pass
    expect "5.1.16" pass
    expect "5.1.17" pass
    expect "5.1.18" pass
    expect "5.1.19" pass
    expect "5.1.20" pass
    expect "5.1.21" pass
    expect "5.1.22" pass
    expect "5.2.1" pass
    expect "5.2.2" pass
    expect "5.2.3" pass
    expect "5.2.4" pass
    expect "5.2.5" pass
    expect "5.2.6" pass
    expect "5.2.7" pass
    expect "5.3.1.1" pass
    expect "5.3.1.2" pass
    expect "5.3.1.3" pass
    expect "5.3.2.1" pass
    expect "5.3.2.2" pass
    expect "5.3.2.3" pass
    expect "5.3.2.4" pass
    expect "5.3.3.1.1" pass
    expect "5.3.3.1.2" pass
    expect "5.3.3.1.3" pass
    expect "5.3.3.2.1" pass
    expect "5.3.3.2.2" pass
    expect "5.3.3.2.3" pass
    expect "5.3.3.2.4" pass
    expect "5.3.3.2.5" pass
    expect "5.3.3.2.6" pass
    expect "5.3.3.2.7" pass
    expect "5.3.3.2.8" pass
    expect "5.3.3.3.1" pass
    expect "5.3.3.3.2" pass
    expect "5.3.3.3.3" pass
    expect "5.3.3.4.1" pass
    expect "5.3.3.4.2" pass
    expect "5.3.3.4.3" pass
    expect "5.3.3.4.4" pass
    expect "5.4.1.1" pass
    expect "5.4.1.2" pass
    expect "5.4.1.3" pass
    expect "5.4.1.4" pass
    expect "5.4.1.5" pass
    expect "5.4.1.6" pass
    expect "5.4.2.1" pass
    expect "5.4.2.2" pass
    expect "5.4.2.3" pass
    expect "5.4.2.4" pass
    expect "5.4.2.6" pass
    expect "5.4.2.7" pass
    expect "5.4.2.8" pass
    expect "5.4.3.1" pass
    expect "5.4.3.2" pass
    expect "5.4.3.3" pass
    expect "6.1.1.1" pass
    expect "6.1.1.2" notchecked
    expect "6.1.1.3" notchecked
    expect "6.1.1.4" pass
    expect "6.1.2.1.1" notapplicable
    expect "6.1.2.1.2" notapplicable
    expect "6.1.2.1.3" notapplicable
    expect "6.1.2.1.4" pass
    expect "6.1.2.2" notapplicable
    expect "6.1.2.3" pass
    expect "6.1.2.4" pass
    expect "6.1.3.1" pass
    expect "6.1.3.2" pass
    expect "6.1.3.3" pass
    expect "6.1.3.4" pass
    expect "6.1.3.5" notchecked
    expect "6.1.3.6" notchecked
    expect "6.1.3.7" pass
    expect "6.1.3.8" notchecked
    expect "6.1.4.1" pass
    expect "6.2.1.1/auditd" pass
    expect "6.2.1.1/plugins" pass
    expect "6.2.1.2" pass
    expect "6.2.1.3" pass
    expect "6.2.1.4" pass
    expect "6.2.2.1" pass
    expect "6.2.2.2" pass
    expect "6.2.2.3" pass
    expect "6.2.2.4" pass
    expect "6.2.3.1" pass
    expect "6.2.3.2" pass
    expect "6.2.3.3" pass
    expect "6.2.3.4" pass
    expect "6.2.3.5" pass
    expect "6.2.3.6" pass
    expect "6.2.3.7" pass
    expect "6.2.3.8" pass
    expect "6.2.3.9" pass
    expect "6.2.3.10" pass
    expect "6.2.3.11" pass
    expect "6.2.3.12" pass
    expect "6.2.3.13" pass
    expect "6.2.3.14" pass
    expect "6.2.3.15" pass
    expect "6.2.3.16" pass
    expect "6.2.3.17" pass
    expect "6.2.3.18" pass
    expect "6.2.3.19" pass
    expect "6.2.3.20" pass
    expect "6.2.3.21" notchecked
    expect "6.2.4.1" pass
    expect "6.2.4.2" pass
    expect "6.2.4.3" pass
    expect "6.2.4.4" pass
    expect "6.2.4.5" pass
    expect "6.2.4.6" pass
    expect "6.2.4.7" pass
    expect "6.2.4.8" pass
    expect "6.2.4.9" pass
    expect "6.2.4.10" pass
    expect "6.3.1" pass
    expect "6.3.2" pass
    expect "6.3.3" pass
    expect "7.1.1" pass
    expect "7.1.2" pass
    expect "7.1.3" pass
    expect "7.1.4" pass
    expect "7.1.5" pass
    expect "7.1.6" pass
    expect "7.1.7" pass
    expect "7.1.8" pass
    expect "7.1.9" pass
    expect "7.1.10" pass
    expect "7.1.11" pass
    expect "7.1.12" pass
    expect "7.1.13" notchecked
    expect "7.2.1" pass
    expect "7.2.2" pass
    expect "7.2.3" pass
    expect "7.2.4" pass
    expect "7.2.5" pass
    expect "7.2.6" pass
    expect "7.2.7" pass
    expect "7.2.8" pass
    expect "7.2.9" pass
    expect "7.2.10" pass
    expect "S.1" notapplicable
    expect level L1 pass
    expect level L2 pass
}
// a host that nobody looked after
fixture neglected {
    given host.os = { id = "debian", release = dotted'12', codename = "bookworm", arch = "amd64", container = false, uefi = true, kernel = "6.1.0-28-amd64" }
    given host.packages = {
        "auditd" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "chrony" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "cron" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "openssh-server" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "systemd-timesyncd" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "at" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "gdm3" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "prelink" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "apport" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "autofs" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "avahi-daemon" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "isc-dhcp-server" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "bind9" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "dnsmasq" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "vsftpd" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "slapd" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "dovecot-imapd" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "nfs-kernel-server" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "ypserv" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "cups" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "rpcbind" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "rsync" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "samba" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "snmpd" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "tftpd-hpa" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "squid" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "apache2" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "nginx" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "xinetd" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "xserver-common" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "nis" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "rsh-client" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "talk" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "telnet" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "ldap-utils" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "ftp" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "bluez" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "ufw" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "systemd-journal-remote" : { state = "installed", version = dpkg'1.0-1', arch = "amd64" },
        "libpam-runtime" : { state = "installed", version = dpkg'1.5.2-1', arch = "amd64" },
    }
    given host.units = {
        "apport.service" : { enable = "enabled", active = "active" },
        "autofs.service" : { enable = "enabled", active = "active" },
        "avahi-daemon.service" : { enable = "enabled", active = "active" },
        "isc-dhcp-server.service" : { enable = "enabled", active = "active" },
        "named.service" : { enable = "enabled", active = "active" },
        "dnsmasq.service" : { enable = "enabled", active = "active" },
        "vsftpd.service" : { enable = "enabled", active = "active" },
        "slapd.service" : { enable = "enabled", active = "active" },
        "dovecot.service" : { enable = "enabled", active = "active" },
        "nfs-server.service" : { enable = "enabled", active = "active" },
        "ypserv.service" : { enable = "enabled", active = "active" },
        "cups.service" : { enable = "enabled", active = "active" },
        "rpcbind.service" : { enable = "enabled", active = "active" },
        "rsync.service" : { enable = "enabled", active = "active" },
        "smbd.service" : { enable = "enabled", active = "active" },
        "snmpd.service" : { enable = "enabled", active = "active" },
        "tftpd-hpa.service" : { enable = "enabled", active = "active" },
        "squid.service" : { enable = "enabled", active = "active" },
        "apache2.service" : { enable = "enabled", active = "active" },
        "nginx.service" : { enable = "enabled", active = "active" },
        "xinetd.service" : { enable = "enabled", active = "active" },
        "bluetooth.service" : { enable = "enabled", active = "active" },
        "ufw.service" : { enable = "enabled", active = "active" },
        "netfilter-persistent.service" : { enable = "enabled", active = "active" },
        "systemd-journal-remote.socket" : { enable = "enabled", active = "active" },
        "chrony.service" : { enable = "disabled", active = "inactive" },
        "cron.service" : { enable = "disabled", active = "inactive" },
        "systemd-timesyncd.service" : { enable = "disabled", active = "inactive" },
        "auditd.service" : { enable = "disabled", active = "inactive" },
        "rsyslog.service" : { enable = "disabled", active = "inactive" },
        "dailyaidecheck.timer" : { enable = "disabled", active = "inactive" },
        "systemd-journald.service" : { enable = "masked", active = "inactive" },
        "nftables.service" : { enable = "disabled", active = "inactive" },
    }
    given host.modules = {
        "cramfs" : { loaded = true, available = true, builtin = false, policy = "loadable" },
        "freevxfs" : { loaded = true, available = true, builtin = false, policy = "loadable" },
        "hfs" : { loaded = true, available = true, builtin = false, policy = "loadable" },
        "hfsplus" : { loaded = true, available = true, builtin = false, policy = "loadable" },
        "jffs2" : { loaded = true, available = true, builtin = false, policy = "loadable" },
        "overlay" : { loaded = true, available = true, builtin = false, policy = "loadable" },
        "squashfs" : { loaded = true, available = true, builtin = false, policy = "loadable" },
        "udf" : { loaded = true, available = true, builtin = false, policy = "loadable" },
        "usb-storage" : { loaded = true, available = true, builtin = false, policy = "loadable" },
        "cfg80211" : { loaded = true, available = true, builtin = false, policy = "loadable" },
        "dccp" : { loaded = true, available = true, builtin = false, policy = "loadable" },
        "tipc" : { loaded = true, available = true, builtin = false, policy = "loadable" },
        "rds" : { loaded = true, available = true, builtin = false, policy = "loadable" },
        "sctp" : { loaded = true, available = true, builtin = false, policy = "loadable" },
    }
    given host.sysctl = {
        "kernel.randomize_va_space" : { live = 0, persisted = 0 },
        "kernel.yama.ptrace_scope" : { live = 0, persisted = 0 },
        "fs.suid_dumpable" : { live = 1, persisted = 1 },
        "net.ipv4.ip_forward" : { live = 1, persisted = 1 },
        "net.ipv4.conf.all.send_redirects" : { live = 1, persisted = 1 },
        "net.ipv4.conf.default.send_redirects" : { live = 1, persisted = 1 },
        "net.ipv4.icmp_ignore_bogus_error_responses" : { live = 0, persisted = 0 },
        "net.ipv4.icmp_echo_ignore_broadcasts" : { live = 0, persisted = 0 },
        "net.ipv4.conf.all.accept_redirects" : { live = 1, persisted = 1 },
        "net.ipv4.conf.default.accept_redirects" : { live = 1, persisted = 1 },
        "net.ipv4.conf.all.secure_redirects" : { live = 1, persisted = 1 },
        "net.ipv4.conf.default.secure_redirects" : { live = 1, persisted = 1 },
        "net.ipv4.conf.all.rp_filter" : { live = 0, persisted = 0 },
        "net.ipv4.conf.default.rp_filter" : { live = 0, persisted = 0 },
        "net.ipv4.conf.all.accept_source_route" : { live = 1, persisted = 1 },
        "net.ipv4.conf.default.accept_source_route" : { live = 1, persisted = 1 },
        "net.ipv4.conf.all.log_martians" : { live = 0, persisted = 0 },
        "net.ipv4.conf.default.log_martians" : { live = 0, persisted = 0 },
        "net.ipv4.tcp_syncookies" : { live = 0, persisted = 0 },
        "net.ipv6.conf.all.disable_ipv6" : { live = 0, persisted = 0 },
        "net.ipv6.conf.all.forwarding" : { live = 1, persisted = 1 },
        "net.ipv6.conf.all.accept_redirects" : { live = 1, persisted = 1 },
        "net.ipv6.conf.default.accept_redirects" : { live = 1, persisted = 1 },
        "net.ipv6.conf.all.accept_source_route" : { live = 1, persisted = 1 },
        "net.ipv6.conf.default.accept_source_route" : { live = 1, persisted = 1 },
        "net.ipv6.conf.all.accept_ra" : { live = 1, persisted = 1 },
        "net.ipv6.conf.default.accept_ra" : { live = 1, persisted = 1 },
    }
    given host.mounts = {
        "/tmp" : { source = "/dev/vg/tmp", fs_type = "ext4", options = { "relatime" } },
        "/home" : { source = "/dev/vg/home", fs_type = "ext4", options = { "relatime" } },
        "/var" : { source = "/dev/vg/var", fs_type = "ext4", options = { "relatime" } },
        "/var/tmp" : { source = "/dev/vg/var-tmp", fs_type = "ext4", options = { "relatime" } },
        "/var/log" : { source = "/dev/vg/var-log", fs_type = "ext4", options = { "relatime" } },
        "/var/log/audit" : { source = "/dev/vg/var-log-audit", fs_type = "ext4", options = { "relatime" } },
        "/dev/shm" : { source = "/dev/vg/dev-shm", fs_type = "ext4", options = { "relatime" } },
    }
    given host.fstab = {}
    given host.cmdline = {}
    given host.grub is absent
    given host.apparmor = { enabled = false, profiles = {} }
    given host.sockets = [{ proto = "tcp", address = ip'0.0.0.0', port = 25, loopback = false }, { proto = "tcp", address = ip'0.0.0.0', port = 23, loopback = false }]
    given host.files = {
        "/boot/grub/grub.cfg" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/motd" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/issue" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/issue.net" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/crontab" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/cron.hourly" : { kind = "directory", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/cron.daily" : { kind = "directory", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/cron.weekly" : { kind = "directory", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/cron.monthly" : { kind = "directory", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/cron.d" : { kind = "directory", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/ssh/sshd_config" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/var/log/audit" : { kind = "directory", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/usr/sbin/auditctl" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/usr/sbin/auditd" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/usr/sbin/augenrules" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/usr/sbin/aureport" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/usr/sbin/ausearch" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/usr/sbin/autrace" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/passwd" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/passwd-" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/group" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/group-" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/shadow" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/shadow-" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/gshadow" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/gshadow-" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/shells" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
        "/etc/security/opasswd" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true },
    }
    given host.globs = {
        "/etc/ssh/sshd_config.d/*.conf" : { "/etc/ssh/sshd_config.d/10-site.conf" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true } },
        "/etc/ssh/ssh_host_*_key" : { "/etc/ssh/ssh_host_rsa_key" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true } },
        "/etc/ssh/ssh_host_*_key.pub" : { "/etc/ssh/ssh_host_rsa_key.pub" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true } },
        "/var/log/**" : { "/var/log/syslog" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true }, "/var/log/wtmp" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true } },
        "/var/log/audit/*" : { "/var/log/audit/audit.log" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true } },
        "/etc/audit/**" : { "/etc/audit/auditd.conf" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true }, "/etc/audit/rules.d/site.rules" : { kind = "regular", mode = 0777, owner = 1000, group = 1000, owner_name = "daemon", group_name = "users", acl = true } },
    }
    given host.text = {
        "/etc/motd" : { lines = ["Debian GNU/Linux 12 \\v"], raw = ["Debian GNU/Linux 12 \\v"], values = {} },
        "/etc/issue" : { lines = ["Debian GNU/Linux 12 \\n \\l"], raw = ["Debian GNU/Linux 12 \\n \\l"], values = {} },
        "/etc/issue.net" : { lines = ["Debian GNU/Linux 12"], raw = ["Debian GNU/Linux 12"], values = {} },
        "/etc/chrony/chrony.conf" : { lines = ["user root"], raw = ["user root"], values = { "user" : "root" } },
        "/etc/nftables.conf" : { lines = ["flush ruleset"], raw = ["flush ruleset"], values = {} },
        "/etc/rsyslog.conf" : { lines = ["module(load=\"imtcp\")", "$FileCreateMode 0666"], raw = [], values = { "$FileCreateMode" : "0666" } },
        "/etc/aide/aide.conf" : { lines = ["Checksums = md5"], raw = ["Checksums = md5"], values = {} },
        "/etc/gdm3/daemon.conf" : { lines = ["[xdmcp]", "Enable=true"], raw = ["[xdmcp]", "Enable=true"], values = {} },
    }
    given host.texts = {
        "/etc/chrony/sources.d/*.sources" : {},
        "/etc/rsyslog.d/*.conf" : { "/etc/rsyslog.d/a.conf" : { lines = ["input(type=\"imtcp\" port=\"514\")"], raw = [], values = { "$FileCreateMode" : "0666" } } },
    }
    given host.walk = { world_writable = { "/srv/drop" : { kind = "directory", mode = 0777, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false }, "/srv/x" : { kind = "regular", mode = 0666, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } }, setid = { "/usr/bin/su" : { kind = "regular", mode = 04755, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } }, unowned = { "/srv/y" : { kind = "regular", mode = 0644, owner = 4711, group = 4711 } } }
    given host.systemd_conf = {
        "journald.conf" : { settings = { "Journal.ForwardToSyslog" : "no", "Journal.Compress" : "no", "Journal.Storage" : "volatile" } },
        "timesyncd.conf" : { settings = {} },
    }
    given host.accounts = [
        { name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = false, password = "empty", hash = "md5", home_file = { kind = "directory", mode = 0777, owner = 4711, group = 4711, acl = false }, dot_files = { ".rhosts" : { kind = "regular", mode = 0666, owner = 4711, group = 1000, acl = false } } },
        { name = "toor", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = false, password = "hashed", hash = "md5", max_age = 99999 days, min_age = 0 days, warn_age = 0 days, inactive = 99999 days, last_change = 2027-01-01, home_file = { kind = "directory", mode = 0777, owner = 4711, group = 4711, acl = false }, dot_files = { ".rhosts" : { kind = "regular", mode = 0666, owner = 4711, group = 1000, acl = false } } },
        { name = "games", uid = 5, gid = 42, home = "/usr/games", shell = "/opt/sh", shadowed = false, password = "hashed", hash = "md5", max_age = 99999 days, min_age = 0 days, warn_age = 0 days, inactive = 99999 days, last_change = 2027-01-01, home_file = { kind = "directory", mode = 0777, owner = 4711, group = 4711, acl = false }, dot_files = { ".rhosts" : { kind = "regular", mode = 0666, owner = 4711, group = 1000, acl = false } } },
        { name = "alice", uid = 1000, gid = 4712, home = "/home/alice", shell = "/bin/bash", shadowed = false, password = "hashed", hash = "md5", max_age = 99999 days, min_age = 0 days, warn_age = 0 days, inactive = 99999 days, last_change = 2027-01-01, home_file = { kind = "directory", mode = 0777, owner = 4711, group = 4711, acl = false }, dot_files = { ".rhosts" : { kind = "regular", mode = 0666, owner = 4711, group = 1000, acl = false } } },
        { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/usr/sbin/nologin", shadowed = false, password = "hashed", hash = "md5", max_age = 99999 days, min_age = 0 days, warn_age = 0 days, inactive = 99999 days, last_change = 2027-01-01, home_file = { kind = "directory", mode = 0777, owner = 4711, group = 4711, acl = false }, dot_files = { ".rhosts" : { kind = "regular", mode = 0666, owner = 4711, group = 1000, acl = false } } },
    ]
    given host.groups = [{ name = "root", gid = 0, members = {} }, { name = "wheel", gid = 0, members = { "alice" } }, { name = "shadow", gid = 42, members = { "alice" } }, { name = "sugroup", gid = 900, members = { "alice" } }, { name = "shadow", gid = 43, members = {} }]
    given host.login_defs = { text = { "ENCRYPT_METHOD" : "MD5" }, int = { "PASS_MAX_DAYS" : 99999, "PASS_MIN_DAYS" : 0, "PASS_WARN_AGE" : 0 } }
    given host.login_umask = 0000
    given host.useradd = { int = { "INACTIVE" : -1 }, text = {} }
    given host.pwquality = { int = { "difok" : 0, "minlen" : 6, "minclass" : 0, "maxrepeat" : 0, "maxsequence" : 0, "dictcheck" : 0, "enforcing" : 0 }, text = {} }
    given host.faillock = { int = { "deny" : 0, "unlock_time" : 1 }, text = {} }
    given host.limits = []
    given host.pam = {
        "common-auth" : [{ phase = "auth", control = "sufficient", module = "pam_permit.so", options = {}, optional = false }, { phase = "auth", control = "sufficient", module = "pam_unix.so", options = { "nullok" : "" }, optional = false }],
        "common-account" : [{ phase = "account", control = "required", module = "pam_permit.so", options = {}, optional = false }],
        "common-password" : [{ phase = "password", control = "sufficient", module = "pam_unix.so", options = { "remember" : "5", "md5" : "" }, optional = false }],
        "common-session" : [{ phase = "session", control = "required", module = "pam_permit.so", options = {}, optional = false }],
        "common-session-noninteractive" : [],
        "su" : [{ phase = "auth", control = "sufficient", module = "pam_rootok.so", options = {}, optional = false }],
    }
    given host.shells = ["/bin/bash", "/bin/sh", "/usr/sbin/nologin"]
    given host.shell_env = { umasks = [{ file = "/root/.bashrc", mask = 0000 }, { file = "/etc/profile", mask = 0022 }], tmouts = [] }
    given host.sudoers = { settings = {}, defaults = [{ scope = "", name = "authenticate", value = "false" }, { scope = "", name = "timestamp_timeout", value = "-1" }], rules = [{ who = "ALL", host = "ALL", runas = "ALL", tags = { "NOPASSWD" }, command = "ALL" }] }
    given host.sshd = { text = { "banner" : "none", "disableforwarding" : "no", "gssapiauthentication" : "yes", "hostbasedauthentication" : "yes", "ignorerhosts" : "no", "loglevel" : "QUIET", "permitemptypasswords" : "yes", "permitrootlogin" : "yes", "permituserenvironment" : "yes", "usepam" : "no" }, int = { "clientaliveinterval" : 0, "clientalivecountmax" : 0, "logingracetime" : 0, "maxauthtries" : 0, "maxsessions" : 0, "maxstartups.start" : 0, "maxstartups.rate" : 0, "maxstartups.full" : 0 }, list = { "ciphers" : ["3des-cbc"], "kexalgorithms" : ["diffie-hellman-group1-sha1"], "macs" : ["hmac-md5"] }, explicit = {}, match_overrides = {} }
    given host.dconf = { "gdm" : { values = {}, locks = {} }, "local" : { values = {}, locks = {} } }
    given host.audit.persisted.syscalls = []
    given host.audit.persisted.watches = []
    given host.audit.persisted.locked = false
    given host.audit.live.syscalls = []
    given host.audit.live.watches = []
    given host.audit.live.locked = false
    given host.audit.conf = { text = { "max_log_file_action" : "rotate", "disk_full_action" : "ignore", "disk_error_action" : "ignore", "space_left_action" : "ignore", "admin_space_left_action" : "ignore", "log_group" : "users" }, int = { "max_log_file" : 1 } }
}
test "a neglected host: every rule that applies fails" {
    given fixture neglected
    expect "1.1.1.1" fail
    expect "1.1.1.2" fail
    expect "1.1.1.3" fail
    expect "1.1.1.4" fail
    expect "1.1.1.5" fail
    expect "1.1.1.6" fail
    expect "1.1.1.7" fail
    expect "1.1.1.8" fail
    expect "1.1.1.9" fail
    expect "1.1.1.10" notchecked
    expect "1.1.2.1.1" fail
    expect "1.1.2.1.2" fail
    expect "1.1.2.1.3" fail
    expect "1.1.2.1.4" fail
    expect "1.1.2.2.1" pass
    expect "1.1.2.2.2" fail
    expect "1.1.2.2.3" fail
    expect "1.1.2.2.4" fail
    expect "1.1.2.3.1" fail
    expect "1.1.2.3.2" fail
    expect "1.1.2.3.3" fail
    expect "1.1.2.4.1" fail
    expect "1.1.2.4.2" fail
    expect "1.1.2.4.3" fail
    expect "1.1.2.5.1" fail
    expect "1.1.2.5.2" fail
    expect "1.1.2.5.3" fail
    expect "1.1.2.5.4" fail
    expect "1.1.2.6.1" fail
    expect "1.1.2.6.2" fail
    expect "1.1.2.6.3" fail
    expect "1.1.2.6.4" fail
    expect "1.1.2.7.1" fail
    expect "1.1.2.7.2" fail
    expect "1.1.2.7.3" fail
    expect "1.1.2.7.4" fail
    expect "1.2.1.1" notchecked
    expect "1.2.1.2" notchecked
    expect "1.2.2.1" notchecked
    expect "1.3.1.1" fail
    expect "1.3.1.2" fail
    expect "1.3.1.3" fail
    expect "1.3.1.4" fail
    expect "1.4.1" fail
    expect "1.4.2" fail
    expect "1.5.1" fail
    expect "1.5.2" fail
    expect "1.5.3" fail
    expect "1.5.4" fail
    expect "1.5.5" fail
    expect "1.6.1" fail
    expect "1.6.2" fail
    expect "1.6.3" fail
    expect "1.6.4" fail
    expect "1.6.5" fail
    expect "1.6.6" fail
    expect "1.7.1" fail
    expect "1.7.2" fail
    expect "1.7.3" fail
    expect "1.7.6" fail
    expect "1.7.7" fail
    expect "1.7.8" fail
    expect "1.7.9" fail
    expect "1.7.10" fail
    expect "2.1.1" fail
    expect "2.1.2" fail
    expect "2.1.3" fail
    expect "2.1.4" fail
    expect "2.1.5" fail
    expect "2.1.6" fail
    expect "2.1.7" fail
    expect "2.1.8" fail
    expect "2.1.9" fail
    expect "2.1.10" fail
    expect "2.1.11" fail
    expect "2.1.12" fail
    expect "2.1.13" fail
    expect "2.1.14" fail
    expect "2.1.15" fail
    expect "2.1.16" fail
    expect "2.1.17" fail
    expect "2.1.18" fail
    expect "2.1.19" fail
    expect "2.1.20" fail
    expect "2.1.21" fail
    expect "2.1.22" fail
    expect "2.2.1" fail
    expect "2.2.2" fail
    expect "2.2.3" fail
    expect "2.2.4" fail
    expect "2.2.5" fail
    expect "2.2.6" fail
    expect "2.3.1.1" fail
    expect "2.3.2.1" fail
    expect "2.3.2.2" fail
    expect "2.3.3.1" fail
    expect "2.3.3.2" fail
    expect "2.3.3.3" fail
    expect "2.4.1.1" fail
    expect "2.4.1.2" fail
    expect "2.4.1.3" fail
    expect "2.4.1.4" fail
    expect "2.4.1.5" fail
    expect "2.4.1.6" fail
    expect "2.4.1.7" fail
    expect "2.4.1.8" fail
    expect "2.4.2.1" fail
    expect "3.1.1" notchecked
    expect "3.1.2" fail
    expect "3.1.3" fail
    expect "3.2.1" fail
    expect "3.2.2" fail
    expect "3.2.3" fail
    expect "3.2.4" fail
    expect "3.3.1" fail
    expect "3.3.2" fail
    expect "3.3.3" fail
    expect "3.3.4" fail
    expect "3.3.5" fail
    expect "3.3.6" fail
    expect "3.3.7" fail
    expect "3.3.8" fail
    expect "3.3.9" fail
    expect "3.3.10" fail
    expect "3.3.11" fail
    expect "4.1.1" fail
    expect "4.2.1" notapplicable
    expect "4.2.2" notapplicable
    expect "4.2.3" notapplicable
    expect "4.2.7" notapplicable
    expect "4.3.1" fail
    expect "4.3.2" fail
    expect "4.3.3" notchecked
    expect "4.3.7" notchecked
    expect "4.3.9" fail
    expect "4.3.10" fail
    expect "5.1.1" fail
    expect "5.1.2" fail
    expect "5.1.3" fail
    expect "5.1.4" fail
    expect "5.1.5" fail
    expect "5.1.6" fail
    expect "5.1.7" fail
    expect "5.1.8" fail
    expect "5.1.9" fail
    expect "5.1.10" fail
    expect "5.1.11" fail
    expect "5.1.12" fail
    expect "5.1.13" fail
    expect "5.1.14" fail
    expect "5.1.15" fail
    expect "5.1.16" fail
    expect "5.1.17" fail
    expect "5.1.18" fail
    expect "5.1.19" fail
    expect "5.1.20" fail
    expect "5.1.21" fail
    expect "5.1.22" fail
    expect "5.2.1" fail
    expect "5.2.2" fail
    expect "5.2.3" fail
    expect "5.2.4" fail
    expect "5.2.5" fail
    expect "5.2.6" fail
    expect "5.2.7" fail
    expect "5.3.1.1" fail
    expect "5.3.1.2" fail
    expect "5.3.1.3" fail
    expect "5.3.2.1" fail
    expect "5.3.2.2" fail
    expect "5.3.2.3" fail
    expect "5.3.2.4" fail
    expect "5.3.3.1.1" fail
    expect "5.3.3.1.2" fail
    expect "5.3.3.1.3" fail
    expect "5.3.3.2.1" fail
    expect "5.3.3.2.2" fail
    expect "5.3.3.2.3" fail
    expect "5.3.3.2.4" fail
    expect "5.3.3.2.5" fail
    expect "5.3.3.2.6" fail
    expect "5.3.3.2.7" fail
    expect "5.3.3.2.8" fail
    expect "5.3.3.3.1" fail
    expect "5.3.3.3.2" fail
    expect "5.3.3.3.3" fail
    expect "5.3.3.4.1" fail
    expect "5.3.3.4.2" fail
    expect "5.3.3.4.3" fail
    expect "5.3.3.4.4" fail
    expect "5.4.1.1" fail
    expect "5.4.1.2" fail
    expect "5.4.1.3" fail
    expect "5.4.1.4" fail
    expect "5.4.1.5" fail
    expect "5.4.1.6" fail
    expect "5.4.2.1" fail
    expect "5.4.2.2" fail
    expect "5.4.2.3" fail
    expect "5.4.2.4" fail
    expect "5.4.2.6" fail
    expect "5.4.2.7" fail
    expect "5.4.2.8" fail
    expect "5.4.3.1" fail
    expect "5.4.3.2" fail
    expect "5.4.3.3" fail
    expect "6.1.1.1" fail
    expect "6.1.1.2" notchecked
    expect "6.1.1.3" notchecked
    expect "6.1.1.4" fail
    expect "6.1.2.1.1" notapplicable
    expect "6.1.2.1.2" notapplicable
    expect "6.1.2.1.3" notapplicable
    expect "6.1.2.1.4" fail
    expect "6.1.2.2" notapplicable
    expect "6.1.2.3" fail
    expect "6.1.2.4" fail
    expect "6.1.3.1" fail
    expect "6.1.3.2" fail
    expect "6.1.3.3" fail
    expect "6.1.3.4" fail
    expect "6.1.3.5" notchecked
    expect "6.1.3.6" notchecked
    expect "6.1.3.7" fail
    expect "6.1.3.8" notchecked
    expect "6.1.4.1" fail
    expect "6.2.1.1/auditd" pass
    expect "6.2.1.1/plugins" fail
    expect "6.2.1.2" fail
    expect "6.2.1.3" fail
    expect "6.2.1.4" fail
    expect "6.2.2.1" fail
    expect "6.2.2.2" fail
    expect "6.2.2.3" fail
    expect "6.2.2.4" fail
    expect "6.2.3.1" fail
    expect "6.2.3.2" fail
    expect "6.2.3.3" fail
    expect "6.2.3.4" fail
    expect "6.2.3.5" fail
    expect "6.2.3.6" fail
    expect "6.2.3.7" fail
    expect "6.2.3.8" fail
    expect "6.2.3.9" fail
    expect "6.2.3.10" fail
    expect "6.2.3.11" fail
    expect "6.2.3.12" fail
    expect "6.2.3.13" fail
    expect "6.2.3.14" fail
    expect "6.2.3.15" fail
    expect "6.2.3.16" fail
    expect "6.2.3.17" fail
    expect "6.2.3.18" fail
    expect "6.2.3.19" fail
    expect "6.2.3.20" fail
    expect "6.2.3.21" notchecked
    expect "6.2.4.1" fail
    expect "6.2.4.2" fail
    expect "6.2.4.3" fail
    expect "6.2.4.4" fail
    expect "6.2.4.5" fail
    expect "6.2.4.6" fail
    expect "6.2.4.7" fail
    expect "6.2.4.8" fail
    expect "6.2.4.9" fail
    expect "6.2.4.10" fail
    expect "6.3.1" fail
    expect "6.3.2" fail
    expect "6.3.3" fail
    expect "7.1.1" fail
    expect "7.1.2" fail
    expect "7.1.3" fail
    expect "7.1.4" fail
    expect "7.1.5" fail
    expect "7.1.6" fail
    expect "7.1.7" fail
    expect "7.1.8" fail
    expect "7.1.9" fail
    expect "7.1.10" fail
    expect "7.1.11" fail
    expect "7.1.12" fail
    expect "7.1.13" notchecked
    expect "7.2.1" fail
    expect "7.2.2" fail
    expect "7.2.3" fail
    expect "7.2.4" fail
    expect "7.2.5" fail
    expect "7.2.6" fail
    expect "7.2.7" fail
    expect "7.2.8" fail
    expect "7.2.9" fail
    expect "7.2.10" fail
    expect "S.1" notapplicable
    expect level L1 fail
    expect level L2 fail
}
test "nobody looked at anything: no rule passes, no level passes" {
    expect "1.1.1.1" unknown
    expect "1.1.1.2" unknown
    expect "1.1.1.3" unknown
    expect "1.1.1.4" unknown
    expect "1.1.1.5" unknown
    expect "1.1.1.6" unknown
    expect "1.1.1.7" unknown
    expect "1.1.1.8" unknown
    expect "1.1.1.9" unknown
    expect "1.1.1.10" unknown
    expect "1.1.2.1.1" unknown
    expect "1.1.2.1.2" unknown
    expect "1.1.2.1.3" unknown
    expect "1.1.2.1.4" unknown
    expect "1.1.2.2.1" unknown
    expect "1.1.2.2.2" unknown
    expect "1.1.2.2.3" unknown
    expect "1.1.2.2.4" unknown
    expect "1.1.2.3.1" unknown
    expect "1.1.2.3.2" unknown
    expect "1.1.2.3.3" unknown
    expect "1.1.2.4.1" unknown
    expect "1.1.2.4.2" unknown
    expect "1.1.2.4.3" unknown
    expect "1.1.2.5.1" unknown
    expect "1.1.2.5.2" unknown
    expect "1.1.2.5.3" unknown
    expect "1.1.2.5.4" unknown
    expect "1.1.2.6.1" unknown
    expect "1.1.2.6.2" unknown
    expect "1.1.2.6.3" unknown
    expect "1.1.2.6.4" unknown
    expect "1.1.2.7.1" unknown
    expect "1.1.2.7.2" unknown
    expect "1.1.2.7.3" unknown
    expect "1.1.2.7.4" unknown
    expect "1.2.1.1" unknown
    expect "1.2.1.2" unknown
    expect "1.2.2.1" unknown
    expect "1.3.1.1" unknown
    expect "1.3.1.2" unknown
    expect "1.3.1.3" unknown
    expect "1.3.1.4" unknown
    expect "1.4.1" unknown
    expect "1.4.2" unknown
    expect "1.5.1" unknown
    expect "1.5.2" unknown
    expect "1.5.3" unknown
    expect "1.5.4" unknown
    expect "1.5.5" unknown
    expect "1.6.1" unknown
    expect "1.6.2" unknown
    expect "1.6.3" unknown
    expect "1.6.4" unknown
    expect "1.6.5" unknown
    expect "1.6.6" unknown
    expect "1.7.1" unknown
    expect "1.7.2" unknown
    expect "1.7.3" unknown
    expect "1.7.6" unknown
    expect "1.7.7" unknown
    expect "1.7.8" unknown
    expect "1.7.9" unknown
    expect "1.7.10" unknown
    expect "2.1.1" unknown
    expect "2.1.2" unknown
    expect "2.1.3" unknown
    expect "2.1.4" unknown
    expect "2.1.5" unknown
    expect "2.1.6" unknown
    expect "2.1.7" unknown
    expect "2.1.8" unknown
    expect "2.1.9" unknown
    expect "2.1.10" unknown
    expect "2.1.11" unknown
    expect "2.1.12" unknown
    expect "2.1.13" unknown
    expect "2.1.14" unknown
    expect "2.1.15" unknown
    expect "2.1.16" unknown
    expect "2.1.17" unknown
    expect "2.1.18" unknown
    expect "2.1.19" unknown
    expect "2.1.20" unknown
    expect "2.1.21" unknown
    expect "2.1.22" unknown
    expect "2.2.1" unknown
    expect "2.2.2" unknown
    expect "2.2.3" unknown
    expect "2.2.4" unknown
    expect "2.2.5" unknown
    expect "2.2.6" unknown
    expect "2.3.1.1" unknown
    expect "2.3.2.1" unknown
    expect "2.3.2.2" unknown
    expect "2.3.3.1" unknown
    expect "2.3.3.2" unknown
    expect "2.3.3.3" unknown
    expect "2.4.1.1" unknown
    expect "2.4.1.2" unknown
    expect "2.4.1.3" unknown
    expect "2.4.1.4" unknown
    expect "2.4.1.5" unknown
    expect "2.4.1.6" unknown
    expect "2.4.1.7" unknown
    expect "2.4.1.8" unknown
    expect "2.4.2.1" unknown
    expect "3.1.1" unknown
    expect "3.1.2" unknown
    expect "3.1.3" unknown
    expect "3.2.1" unknown
    expect "3.2.2" unknown
    expect "3.2.3" unknown
    expect "3.2.4" unknown
    expect "3.3.1" unknown
    expect "3.3.2" unknown
    expect "3.3.3" unknown
    expect "3.3.4" unknown
    expect "3.3.5" unknown
    expect "3.3.6" unknown
    expect "3.3.7" unknown
    expect "3.3.8" unknown
    expect "3.3.9" unknown
    expect "3.3.10" unknown
    expect "3.3.11" unknown
    expect "4.1.1" unknown
    expect "4.2.1" notapplicable
    expect "4.2.2" notapplicable
    expect "4.2.3" notapplicable
    expect "4.2.7" notapplicable
    expect "4.3.1" unknown
    expect "4.3.2" unknown
    expect "4.3.3" unknown
    expect "4.3.7" unknown
    expect "4.3.9" unknown
    expect "4.3.10" unknown
    expect "5.1.1" unknown
    expect "5.1.2" unknown
    expect "5.1.3" unknown
    expect "5.1.4" unknown
    expect "5.1.5" unknown
    expect "5.1.6" unknown
    expect "5.1.7" unknown
    expect "5.1.8" unknown
    expect "5.1.9" unknown
    expect "5.1.10" unknown
    expect "5.1.11" unknown
    expect "5.1.12" unknown
    expect "5.1.13" unknown
    expect "5.1.14" unknown
    expect "5.1.15" unknown
    expect "5.1.16" unknown
    expect "5.1.17" unknown
    expect "5.1.18" unknown
    expect "5.1.19" unknown
    expect "5.1.20" unknown
    expect "5.1.21" unknown
    expect "5.1.22" unknown
    expect "5.2.1" unknown
    expect "5.2.2" unknown
    expect "5.2.3" unknown
    expect "5.2.4" unknown
    expect "5.2.5" unknown
    expect "5.2.6" unknown
    expect "5.2.7" unknown
    expect "5.3.1.1" unknown
    expect "5.3.1.2" unknown
    expect "5.3.1.3" unknown
    expect "5.3.2.1" unknown
    expect "5.3.2.2" unknown
    expect "5.3.2.3" unknown
    expect "5.3.2.4" unknown
    expect "5.3.3.1.1" unknown
    expect "5.3.3.1.2" unknown
    expect "5.3.3.1.3" unknown
    expect "5.3.3.2.1" unknown
    expect "5.3.3.2.2" unknown
    expect "5.3.3.2.3" unknown
    expect "5.3.3.2.4" unknown
    expect "5.3.3.2.5" unknown
    expect "5.3.3.2.6" unknown
    expect "5.3.3.2.7" unknown
    expect "5.3.3.2.8" unknown
    expect "5.3.3.3.1" unknown
    expect "5.3.3.3.2" unknown
    expect "5.3.3.3.3" unknown
    expect "5.3.3.4.1" unknown
    expect "5.3.3.4.2" unknown
    expect "5.3.3.4.3" unknown
    expect "5.3.3.4.4" unknown
    expect "5.4.1.1" unknown
    expect "5.4.1.2" unknown
    expect "5.4.1.3" unknown
    expect "5.4.1.4" unknown
    expect "5.4.1.5" unknown
    expect "5.4.1.6" unknown
    expect "5.4.2.1" unknown
    expect "5.4.2.2" unknown
    expect "5.4.2.3" unknown
    expect "5.4.2.4" unknown
    expect "5.4.2.6" unknown
    expect "5.4.2.7" unknown
    expect "5.4.2.8" unknown
    expect "5.4.3.1" unknown
    expect "5.4.3.2" unknown
    expect "5.4.3.3" unknown
    expect "6.1.1.1" unknown
    expect "6.1.1.2" unknown
    expect "6.1.1.3" unknown
    expect "6.1.1.4" unknown
    expect "6.1.2.1.1" notapplicable
    expect "6.1.2.1.2" notapplicable
    expect "6.1.2.1.3" notapplicable
    expect "6.1.2.1.4" unknown
    expect "6.1.2.2" notapplicable
    expect "6.1.2.3" unknown
    expect "6.1.2.4" unknown
    expect "6.1.3.1" unknown
    expect "6.1.3.2" unknown
    expect "6.1.3.3" unknown
    expect "6.1.3.4" unknown
    expect "6.1.3.5" unknown
    expect "6.1.3.6" unknown
    expect "6.1.3.7" unknown
    expect "6.1.3.8" unknown
    expect "6.1.4.1" unknown
    expect "6.2.1.1/auditd" unknown
    expect "6.2.1.1/plugins" unknown
    expect "6.2.1.2" unknown
    expect "6.2.1.3" unknown
    expect "6.2.1.4" unknown
    expect "6.2.2.1" unknown
    expect "6.2.2.2" unknown
    expect "6.2.2.3" unknown
    expect "6.2.2.4" unknown
    expect "6.2.3.1" unknown
    expect "6.2.3.2" unknown
    expect "6.2.3.3" unknown
    expect "6.2.3.4" unknown
    expect "6.2.3.5" unknown
    expect "6.2.3.6" unknown
    expect "6.2.3.7" unknown
    expect "6.2.3.8" unknown
    expect "6.2.3.9" unknown
    expect "6.2.3.10" unknown
    expect "6.2.3.11" unknown
    expect "6.2.3.12" unknown
    expect "6.2.3.13" unknown
    expect "6.2.3.14" unknown
    expect "6.2.3.15" unknown
    expect "6.2.3.16" unknown
    expect "6.2.3.17" unknown
    expect "6.2.3.18" unknown
    expect "6.2.3.19" unknown
    expect "6.2.3.20" unknown
    expect "6.2.3.21" unknown
    expect "6.2.4.1" unknown
    expect "6.2.4.2" unknown
    expect "6.2.4.3" unknown
    expect "6.2.4.4" unknown
    expect "6.2.4.5" unknown
    expect "6.2.4.6" unknown
    expect "6.2.4.7" unknown
    expect "6.2.4.8" unknown
    expect "6.2.4.9" unknown
    expect "6.2.4.10" unknown
    expect "6.3.1" unknown
    expect "6.3.2" unknown
    expect "6.3.3" unknown
    expect "7.1.1" unknown
    expect "7.1.2" unknown
    expect "7.1.3" unknown
    expect "7.1.4" unknown
    expect "7.1.5" unknown
    expect "7.1.6" unknown
    expect "7.1.7" unknown
    expect "7.1.8" unknown
    expect "7.1.9" unknown
    expect "7.1.10" unknown
    expect "7.1.11" unknown
    expect "7.1.12" unknown
    expect "7.1.13" unknown
    expect "7.2.1" unknown
    expect "7.2.2" unknown
    expect "7.2.3" unknown
    expect "7.2.4" unknown
    expect "7.2.5" unknown
    expect "7.2.6" unknown
    expect "7.2.7" unknown
    expect "7.2.8" unknown
    expect "7.2.9" unknown
    expect "7.2.10" unknown
    expect "S.1" notapplicable
    expect level L1 unknown
    expect level L2 unknown
}
test "another system: nothing applies" {
    given fixture hardened
    given host.os.id = "fedora"
    expect "1.1.1.1" notapplicable
    expect "1.1.1.2" notapplicable
    expect "1.1.1.3" notapplicable
    expect "1.1.1.4" notapplicable
    expect "1.1.1.5" notapplicable
    expect "1.1.1.6" notapplicable
    expect "1.1.1.7" notapplicable
    expect "1.1.1.8" notapplicable
    expect "1.1.1.9" notapplicable
    expect "1.1.1.10" notapplicable
    expect "1.1.2.1.1" notapplicable
    expect "1.1.2.1.2" notapplicable
    expect "1.1.2.1.3" notapplicable
    expect "1.1.2.1.4" notapplicable
    expect "1.1.2.2.1" notapplicable
    expect "1.1.2.2.2" notapplicable
    expect "1.1.2.2.3" notapplicable
    expect "1.1.2.2.4" notapplicable
    expect "1.1.2.3.1" notapplicable
    expect "1.1.2.3.2" notapplicable
    expect "1.1.2.3.3" notapplicable
    expect "1.1.2.4.1" notapplicable
    expect "1.1.2.4.2" notapplicable
    expect "1.1.2.4.3" notapplicable
    expect "1.1.2.5.1" notapplicable
    expect "1.1.2.5.2" notapplicable
    expect "1.1.2.5.3" notapplicable
    expect "1.1.2.5.4" notapplicable
    expect "1.1.2.6.1" notapplicable
    expect "1.1.2.6.2" notapplicable
    expect "1.1.2.6.3" notapplicable
    expect "1.1.2.6.4" notapplicable
    expect "1.1.2.7.1" notapplicable
    expect "1.1.2.7.2" notapplicable
    expect "1.1.2.7.3" notapplicable
    expect "1.1.2.7.4" notapplicable
    expect "1.2.1.1" notapplicable
    expect "1.2.1.2" notapplicable
    expect "1.2.2.1" notapplicable
    expect "1.3.1.1" notapplicable
    expect "1.3.1.2" notapplicable
    expect "1.3.1.3" notapplicable
    expect "1.3.1.4" notapplicable
    expect "1.4.1" notapplicable
    expect "1.4.2" notapplicable
    expect "1.5.1" notapplicable
    expect "1.5.2" notapplicable
    expect "1.5.3" notapplicable
    expect "1.5.4" notapplicable
    expect "1.5.5" notapplicable
    expect "1.6.1" notapplicable
    expect "1.6.2" notapplicable
    expect "1.6.3" notapplicable
    expect "1.6.4" notapplicable
    expect "1.6.5" notapplicable
    expect "1.6.6" notapplicable
    expect "1.7.1" notapplicable
    expect "1.7.2" notapplicable
    expect "1.7.3" notapplicable
    expect "1.7.6" notapplicable
    expect "1.7.7" notapplicable
    expect "1.7.8" notapplicable
    expect "1.7.9" notapplicable
    expect "1.7.10" notapplicable
    expect "2.1.1" notapplicable
    expect "2.1.2" notapplicable
    expect "2.1.3" notapplicable
    expect "2.1.4" notapplicable
    expect "2.1.5" notapplicable
    expect "2.1.6" notapplicable
    expect "2.1.7" notapplicable
    expect "2.1.8" notapplicable
    expect "2.1.9" notapplicable
    expect "2.1.10" notapplicable
    expect "2.1.11" notapplicable
    expect "2.1.12" notapplicable
    expect "2.1.13" notapplicable
    expect "2.1.14" notapplicable
    expect "2.1.15" notapplicable
    expect "2.1.16" notapplicable
    expect "2.1.17" notapplicable
    expect "2.1.18" notapplicable
    expect "2.1.19" notapplicable
    expect "2.1.20" notapplicable
    expect "2.1.21" notapplicable
    expect "2.1.22" notapplicable
    expect "2.2.1" notapplicable
    expect "2.2.2" notapplicable
    expect "2.2.3" notapplicable
    expect "2.2.4" notapplicable
    expect "2.2.5" notapplicable
    expect "2.2.6" notapplicable
    expect "2.3.1.1" notapplicable
    expect "2.3.2.1" notapplicable
    expect "2.3.2.2" notapplicable
    expect "2.3.3.1" notapplicable
    expect "2.3.3.2" notapplicable
    expect "2.3.3.3" notapplicable
    expect "2.4.1.1" notapplicable
    expect "2.4.1.2" notapplicable
    expect "2.4.1.3" notapplicable
    expect "2.4.1.4" notapplicable
    expect "2.4.1.5" notapplicable
    expect "2.4.1.6" notapplicable
    expect "2.4.1.7" notapplicable
    expect "2.4.1.8" notapplicable
    expect "2.4.2.1" notapplicable
    expect "3.1.1" notapplicable
    expect "3.1.2" notapplicable
    expect "3.1.3" notapplicable
    expect "3.2.1" notapplicable
    expect "3.2.2" notapplicable
    expect "3.2.3" notapplicable
    expect "3.2.4" notapplicable
    expect "3.3.1" notapplicable
    expect "3.3.2" notapplicable
    expect "3.3.3" notapplicable
    expect "3.3.4" notapplicable
    expect "3.3.5" notapplicable
    expect "3.3.6" notapplicable
    expect "3.3.7" notapplicable
    expect "3.3.8" notapplicable
    expect "3.3.9" notapplicable
    expect "3.3.10" notapplicable
    expect "3.3.11" notapplicable
    expect "4.1.1" notapplicable
    expect "4.2.1" notapplicable
    expect "4.2.2" notapplicable
    expect "4.2.3" notapplicable
    expect "4.2.7" notapplicable
    expect "4.3.1" notapplicable
    expect "4.3.2" notapplicable
    expect "4.3.3" notapplicable
    expect "4.3.7" notapplicable
    expect "4.3.9" notapplicable
    expect "4.3.10" notapplicable
    expect "5.1.1" notapplicable
    expect "5.1.2" notapplicable
    expect "5.1.3" notapplicable
    expect "5.1.4" notapplicable
    expect "5.1.5" notapplicable
    expect "5.1.6" notapplicable
    expect "5.1.7" notapplicable
    expect "5.1.8" notapplicable
    expect "5.1.9" notapplicable
    expect "5.1.10" notapplicable
    expect "5.1.11" notapplicable
    expect "5.1.12" notapplicable
    expect "5.1.13" notapplicable
    expect "5.1.14" notapplicable
    expect "5.1.15" notapplicable
    expect "5.1.16" notapplicable
    expect "5.1.17" notapplicable
    expect "5.1.18" notapplicable
    expect "5.1.19" notapplicable
    expect "5.1.20" notapplicable
    expect "5.1.21" notapplicable
    expect "5.1.22" notapplicable
    expect "5.2.1" notapplicable
    expect "5.2.2" notapplicable
    expect "5.2.3" notapplicable
    expect "5.2.4" notapplicable
    expect "5.2.5" notapplicable
    expect "5.2.6" notapplicable
    expect "5.2.7" notapplicable
    expect "5.3.1.1" notapplicable
    expect "5.3.1.2" notapplicable
    expect "5.3.1.3" notapplicable
    expect "5.3.2.1" notapplicable
    expect "5.3.2.2" notapplicable
    expect "5.3.2.3" notapplicable
    expect "5.3.2.4" notapplicable
    expect "5.3.3.1.1" notapplicable
    expect "5.3.3.1.2" notapplicable
    expect "5.3.3.1.3" notapplicable
    expect "5.3.3.2.1" notapplicable
    expect "5.3.3.2.2" notapplicable
    expect "5.3.3.2.3" notapplicable
    expect "5.3.3.2.4" notapplicable
    expect "5.3.3.2.5" notapplicable
    expect "5.3.3.2.6" notapplicable
    expect "5.3.3.2.7" notapplicable
    expect "5.3.3.2.8" notapplicable
    expect "5.3.3.3.1" notapplicable
    expect "5.3.3.3.2" notapplicable
    expect "5.3.3.3.3" notapplicable
    expect "5.3.3.4.1" notapplicable
    expect "5.3.3.4.2" notapplicable
    expect "5.3.3.4.3" notapplicable
    expect "5.3.3.4.4" notapplicable
    expect "5.4.1.1" notapplicable
    expect "5.4.1.2" notapplicable
    expect "5.4.1.3" notapplicable
    expect "5.4.1.4" notapplicable
    expect "5.4.1.5" notapplicable
    expect "5.4.1.6" notapplicable
    expect "5.4.2.1" notapplicable
    expect "5.4.2.2" notapplicable
    expect "5.4.2.3" notapplicable
    expect "5.4.2.4" notapplicable
    expect "5.4.2.6" notapplicable
    expect "5.4.2.7" notapplicable
    expect "5.4.2.8" notapplicable
    expect "5.4.3.1" notapplicable
    expect "5.4.3.2" notapplicable
    expect "5.4.3.3" notapplicable
    expect "6.1.1.1" notapplicable
    expect "6.1.1.2" notapplicable
    expect "6.1.1.3" notapplicable
    expect "6.1.1.4" notapplicable
    expect "6.1.2.1.1" notapplicable
    expect "6.1.2.1.2" notapplicable
    expect "6.1.2.1.3" notapplicable
    expect "6.1.2.1.4" notapplicable
    expect "6.1.2.2" notapplicable
    expect "6.1.2.3" notapplicable
    expect "6.1.2.4" notapplicable
    expect "6.1.3.1" notapplicable
    expect "6.1.3.2" notapplicable
    expect "6.1.3.3" notapplicable
    expect "6.1.3.4" notapplicable
    expect "6.1.3.5" notapplicable
    expect "6.1.3.6" notapplicable
    expect "6.1.3.7" notapplicable
    expect "6.1.3.8" notapplicable
    expect "6.1.4.1" notapplicable
    expect "6.2.1.1/auditd" notapplicable
    expect "6.2.1.1/plugins" notapplicable
    expect "6.2.1.2" notapplicable
    expect "6.2.1.3" notapplicable
    expect "6.2.1.4" notapplicable
    expect "6.2.2.1" notapplicable
    expect "6.2.2.2" notapplicable
    expect "6.2.2.3" notapplicable
    expect "6.2.2.4" notapplicable
    expect "6.2.3.1" notapplicable
    expect "6.2.3.2" notapplicable
    expect "6.2.3.3" notapplicable
    expect "6.2.3.4" notapplicable
    expect "6.2.3.5" notapplicable
    expect "6.2.3.6" notapplicable
    expect "6.2.3.7" notapplicable
    expect "6.2.3.8" notapplicable
    expect "6.2.3.9" notapplicable
    expect "6.2.3.10" notapplicable
    expect "6.2.3.11" notapplicable
    expect "6.2.3.12" notapplicable
    expect "6.2.3.13" notapplicable
    expect "6.2.3.14" notapplicable
    expect "6.2.3.15" notapplicable
    expect "6.2.3.16" notapplicable
    expect "6.2.3.17" notapplicable
    expect "6.2.3.18" notapplicable
    expect "6.2.3.19" notapplicable
    expect "6.2.3.20" notapplicable
    expect "6.2.3.21" notapplicable
    expect "6.2.4.1" notapplicable
    expect "6.2.4.2" notapplicable
    expect "6.2.4.3" notapplicable
    expect "6.2.4.4" notapplicable
    expect "6.2.4.5" notapplicable
    expect "6.2.4.6" notapplicable
    expect "6.2.4.7" notapplicable
    expect "6.2.4.8" notapplicable
    expect "6.2.4.9" notapplicable
    expect "6.2.4.10" notapplicable
    expect "6.3.1" notapplicable
    expect "6.3.2" notapplicable
    expect "6.3.3" notapplicable
    expect "7.1.1" notapplicable
    expect "7.1.2" notapplicable
    expect "7.1.3" notapplicable
    expect "7.1.4" notapplicable
    expect "7.1.5" notapplicable
    expect "7.1.6" notapplicable
    expect "7.1.7" notapplicable
    expect "7.1.8" notapplicable
    expect "7.1.9" notapplicable
    expect "7.1.10" notapplicable
    expect "7.1.11" notapplicable
    expect "7.1.12" notapplicable
    expect "7.1.13" notapplicable
    expect "7.2.1" notapplicable
    expect "7.2.2" notapplicable
    expect "7.2.3" notapplicable
    expect "7.2.4" notapplicable
    expect "7.2.5" notapplicable
    expect "7.2.6" notapplicable
    expect "7.2.7" notapplicable
    expect "7.2.8" notapplicable
    expect "7.2.9" notapplicable
    expect "7.2.10" notapplicable
    expect "S.1" notapplicable
    expect level L1 notapplicable
    expect level L2 notapplicable
}

// ------------------------------------------------------------------------------------------------ 1
test "1.1.1.1 cramfs_unavailable: loadable" {
    given fixture system
    given fixture modules
    given host.modules["cramfs"].policy = "loadable"
    expect "1.1.1.1" fail because "host.modules[\"cramfs\"].available is true"
}
test "1.1.1.1 cramfs_unavailable: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["cramfs"].loaded = true
    expect "1.1.1.1" fail because "host.modules[\"cramfs\"].available is true"
}
test "1.1.1.1 cramfs_unavailable: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["cramfs"].available = false
    given host.modules["cramfs"].policy = "loadable"
    expect "1.1.1.1" pass
}
test "1.1.1.1 cramfs_unavailable: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["cramfs"].available is unknown "not permitted"
    given host.modules["cramfs"].loaded is unknown "not permitted"
    expect "1.1.1.1" unknown because "not permitted"
}
test "1.1.1.1 cramfs_unavailable: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["cramfs"].available is error "not of its type"
    given host.modules["cramfs"].policy is error "not of its type"
    expect "1.1.1.1" error because "not of its type"
}
test "1.1.1.1 cramfs_unavailable: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "1.1.1.1" notapplicable
}
test "1.1.1.2 freevxfs_unavailable: loadable" {
    given fixture system
    given fixture modules
    given host.modules["freevxfs"].policy = "loadable"
    expect "1.1.1.2" fail because "host.modules[\"freevxfs\"].available is true"
}
test "1.1.1.2 freevxfs_unavailable: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["freevxfs"].loaded = true
    expect "1.1.1.2" fail because "host.modules[\"freevxfs\"].available is true"
}
test "1.1.1.2 freevxfs_unavailable: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["freevxfs"].available = false
    given host.modules["freevxfs"].policy = "loadable"
    expect "1.1.1.2" pass
}
test "1.1.1.2 freevxfs_unavailable: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["freevxfs"].available is unknown "not permitted"
    given host.modules["freevxfs"].loaded is unknown "not permitted"
    expect "1.1.1.2" unknown because "not permitted"
}
test "1.1.1.2 freevxfs_unavailable: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["freevxfs"].available is error "not of its type"
    given host.modules["freevxfs"].policy is error "not of its type"
    expect "1.1.1.2" error because "not of its type"
}
test "1.1.1.2 freevxfs_unavailable: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "1.1.1.2" notapplicable
}
test "1.1.1.3 hfs_unavailable: loadable" {
    given fixture system
    given fixture modules
    given host.modules["hfs"].policy = "loadable"
    expect "1.1.1.3" fail because "host.modules[\"hfs\"].available is true"
}
test "1.1.1.3 hfs_unavailable: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["hfs"].loaded = true
    expect "1.1.1.3" fail because "host.modules[\"hfs\"].available is true"
}
test "1.1.1.3 hfs_unavailable: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["hfs"].available = false
    given host.modules["hfs"].policy = "loadable"
    expect "1.1.1.3" pass
}
test "1.1.1.3 hfs_unavailable: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["hfs"].available is unknown "not permitted"
    given host.modules["hfs"].loaded is unknown "not permitted"
    expect "1.1.1.3" unknown because "not permitted"
}
test "1.1.1.3 hfs_unavailable: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["hfs"].available is error "not of its type"
    given host.modules["hfs"].policy is error "not of its type"
    expect "1.1.1.3" error because "not of its type"
}
test "1.1.1.3 hfs_unavailable: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "1.1.1.3" notapplicable
}
test "1.1.1.4 hfsplus_unavailable: loadable" {
    given fixture system
    given fixture modules
    given host.modules["hfsplus"].policy = "loadable"
    expect "1.1.1.4" fail because "host.modules[\"hfsplus\"].available is true"
}
test "1.1.1.4 hfsplus_unavailable: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["hfsplus"].loaded = true
    expect "1.1.1.4" fail because "host.modules[\"hfsplus\"].available is true"
}
test "1.1.1.4 hfsplus_unavailable: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["hfsplus"].available = false
    given host.modules["hfsplus"].policy = "loadable"
    expect "1.1.1.4" pass
}
test "1.1.1.4 hfsplus_unavailable: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["hfsplus"].available is unknown "not permitted"
    given host.modules["hfsplus"].loaded is unknown "not permitted"
    expect "1.1.1.4" unknown because "not permitted"
}
test "1.1.1.4 hfsplus_unavailable: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["hfsplus"].available is error "not of its type"
    given host.modules["hfsplus"].policy is error "not of its type"
    expect "1.1.1.4" error because "not of its type"
}
test "1.1.1.4 hfsplus_unavailable: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "1.1.1.4" notapplicable
}
test "1.1.1.5 jffs2_unavailable: loadable" {
    given fixture system
    given fixture modules
    given host.modules["jffs2"].policy = "loadable"
    expect "1.1.1.5" fail because "host.modules[\"jffs2\"].available is true"
}
test "1.1.1.5 jffs2_unavailable: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["jffs2"].loaded = true
    expect "1.1.1.5" fail because "host.modules[\"jffs2\"].available is true"
}
test "1.1.1.5 jffs2_unavailable: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["jffs2"].available = false
    given host.modules["jffs2"].policy = "loadable"
    expect "1.1.1.5" pass
}
test "1.1.1.5 jffs2_unavailable: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["jffs2"].available is unknown "not permitted"
    given host.modules["jffs2"].loaded is unknown "not permitted"
    expect "1.1.1.5" unknown because "not permitted"
}
test "1.1.1.5 jffs2_unavailable: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["jffs2"].available is error "not of its type"
    given host.modules["jffs2"].policy is error "not of its type"
    expect "1.1.1.5" error because "not of its type"
}
test "1.1.1.5 jffs2_unavailable: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "1.1.1.5" notapplicable
}
test "1.1.1.6 overlayfs_unavailable: loadable" {
    given fixture system
    given fixture modules
    given host.modules["overlay"].policy = "loadable"
    expect "1.1.1.6" fail because "host.modules[\"overlay\"].available is true"
}
test "1.1.1.6 overlayfs_unavailable: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["overlay"].loaded = true
    expect "1.1.1.6" fail because "host.modules[\"overlay\"].available is true"
}
test "1.1.1.6 overlayfs_unavailable: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["overlay"].available = false
    given host.modules["overlay"].policy = "loadable"
    expect "1.1.1.6" pass
}
test "1.1.1.6 overlayfs_unavailable: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["overlay"].available is unknown "not permitted"
    given host.modules["overlay"].loaded is unknown "not permitted"
    expect "1.1.1.6" unknown because "not permitted"
}
test "1.1.1.6 overlayfs_unavailable: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["overlay"].available is error "not of its type"
    given host.modules["overlay"].policy is error "not of its type"
    expect "1.1.1.6" error because "not of its type"
}
test "1.1.1.6 overlayfs_unavailable: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "1.1.1.6" notapplicable
}
test "1.1.1.7 squashfs_unavailable: loadable" {
    given fixture system
    given fixture modules
    given host.modules["squashfs"].policy = "loadable"
    expect "1.1.1.7" fail because "host.modules[\"squashfs\"].available is true"
}
test "1.1.1.7 squashfs_unavailable: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["squashfs"].loaded = true
    expect "1.1.1.7" fail because "host.modules[\"squashfs\"].available is true"
}
test "1.1.1.7 squashfs_unavailable: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["squashfs"].available = false
    given host.modules["squashfs"].policy = "loadable"
    expect "1.1.1.7" pass
}
test "1.1.1.7 squashfs_unavailable: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["squashfs"].available is unknown "not permitted"
    given host.modules["squashfs"].loaded is unknown "not permitted"
    expect "1.1.1.7" unknown because "not permitted"
}
test "1.1.1.7 squashfs_unavailable: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["squashfs"].available is error "not of its type"
    given host.modules["squashfs"].policy is error "not of its type"
    expect "1.1.1.7" error because "not of its type"
}
test "1.1.1.7 squashfs_unavailable: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "1.1.1.7" notapplicable
}
test "1.1.1.8 udf_unavailable: loadable" {
    given fixture system
    given fixture modules
    given host.modules["udf"].policy = "loadable"
    expect "1.1.1.8" fail because "host.modules[\"udf\"].available is true"
}
test "1.1.1.8 udf_unavailable: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["udf"].loaded = true
    expect "1.1.1.8" fail because "host.modules[\"udf\"].available is true"
}
test "1.1.1.8 udf_unavailable: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["udf"].available = false
    given host.modules["udf"].policy = "loadable"
    expect "1.1.1.8" pass
}
test "1.1.1.8 udf_unavailable: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["udf"].available is unknown "not permitted"
    given host.modules["udf"].loaded is unknown "not permitted"
    expect "1.1.1.8" unknown because "not permitted"
}
test "1.1.1.8 udf_unavailable: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["udf"].available is error "not of its type"
    given host.modules["udf"].policy is error "not of its type"
    expect "1.1.1.8" error because "not of its type"
}
test "1.1.1.8 udf_unavailable: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "1.1.1.8" notapplicable
}
test "1.1.1.9 usb_storage_unavailable: loadable" {
    given fixture system
    given fixture modules
    given host.modules["usb-storage"].policy = "loadable"
    expect "1.1.1.9" fail because "host.modules[\"usb-storage\"].available is true"
}
test "1.1.1.9 usb_storage_unavailable: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["usb-storage"].loaded = true
    expect "1.1.1.9" fail because "host.modules[\"usb-storage\"].available is true"
}
test "1.1.1.9 usb_storage_unavailable: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["usb-storage"].available = false
    given host.modules["usb-storage"].policy = "loadable"
    expect "1.1.1.9" pass
}
test "1.1.1.9 usb_storage_unavailable: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["usb-storage"].available is unknown "not permitted"
    given host.modules["usb-storage"].loaded is unknown "not permitted"
    expect "1.1.1.9" unknown because "not permitted"
}
test "1.1.1.9 usb_storage_unavailable: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["usb-storage"].available is error "not of its type"
    given host.modules["usb-storage"].policy is error "not of its type"
    expect "1.1.1.9" error because "not of its type"
}
test "1.1.1.9 usb_storage_unavailable: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "1.1.1.9" notapplicable
}
test "1.1.2.1.1 tmp_separate: not mounted" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"] is absent
    expect "1.1.2.1.1" fail because "host.mounts[\"/tmp\"] is absent"
}
test "1.1.2.1.1 tmp_separate: not mounted at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/tmp"] is absent
    expect "1.1.2.1.1" fail because "host.fstab[\"/tmp\"] is absent"
}
test "1.1.2.1.1 tmp_separate: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"] is unknown "not permitted"
    expect "1.1.2.1.1" unknown because "not permitted"
}
test "1.1.2.1.1 tmp_separate: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/tmp"] is unknown "not permitted"
    expect "1.1.2.1.1" unknown because "not permitted"
}
test "1.1.2.1.1 tmp_separate: not of its type" {
    given fixture system
    given fixture mounts
    given host.fstab["/tmp"] is error "not of its type"
    expect "1.1.2.1.1" error because "not of its type"
}
test "1.1.2.1.2 tmp_nodev: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"].options = { "noexec", "nosuid" }
    expect "1.1.2.1.2" fail because "host.mounts[\"/tmp\"].options"
}
test "1.1.2.1.2 tmp_nodev: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/tmp"].options = { "noexec", "nosuid" }
    expect "1.1.2.1.2" fail because "host.fstab[\"/tmp\"] is present"
}
test "1.1.2.1.2 tmp_nodev: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/tmp"] is absent
    expect "1.1.2.1.2" pass
}
test "1.1.2.1.2 tmp_nodev: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"] is unknown "not permitted"
    expect "1.1.2.1.2" unknown because "not permitted"
}
test "1.1.2.1.2 tmp_nodev: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/tmp"].options is unknown "not permitted"
    expect "1.1.2.1.2" unknown because "not permitted"
}
test "1.1.2.1.2 tmp_nodev: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"].options is error "not of its type"
    expect "1.1.2.1.2" error because "not of its type"
}
test "1.1.2.1.2 tmp_nodev: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"] is absent
    expect "1.1.2.1.2" notapplicable
}
test "1.1.2.1.3 tmp_nosuid: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"].options = { "nodev", "noexec" }
    expect "1.1.2.1.3" fail because "host.mounts[\"/tmp\"].options"
}
test "1.1.2.1.3 tmp_nosuid: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/tmp"].options = { "nodev", "noexec" }
    expect "1.1.2.1.3" fail because "host.fstab[\"/tmp\"] is present"
}
test "1.1.2.1.3 tmp_nosuid: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/tmp"] is absent
    expect "1.1.2.1.3" pass
}
test "1.1.2.1.3 tmp_nosuid: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"] is unknown "not permitted"
    expect "1.1.2.1.3" unknown because "not permitted"
}
test "1.1.2.1.3 tmp_nosuid: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/tmp"].options is unknown "not permitted"
    expect "1.1.2.1.3" unknown because "not permitted"
}
test "1.1.2.1.3 tmp_nosuid: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"].options is error "not of its type"
    expect "1.1.2.1.3" error because "not of its type"
}
test "1.1.2.1.3 tmp_nosuid: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"] is absent
    expect "1.1.2.1.3" notapplicable
}
test "1.1.2.1.4 tmp_noexec: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"].options = { "nodev", "nosuid" }
    expect "1.1.2.1.4" fail because "host.mounts[\"/tmp\"].options"
}
test "1.1.2.1.4 tmp_noexec: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/tmp"].options = { "nodev", "nosuid" }
    expect "1.1.2.1.4" fail because "host.fstab[\"/tmp\"] is present"
}
test "1.1.2.1.4 tmp_noexec: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/tmp"] is absent
    expect "1.1.2.1.4" pass
}
test "1.1.2.1.4 tmp_noexec: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"] is unknown "not permitted"
    expect "1.1.2.1.4" unknown because "not permitted"
}
test "1.1.2.1.4 tmp_noexec: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/tmp"].options is unknown "not permitted"
    expect "1.1.2.1.4" unknown because "not permitted"
}
test "1.1.2.1.4 tmp_noexec: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"].options is error "not of its type"
    expect "1.1.2.1.4" error because "not of its type"
}
test "1.1.2.1.4 tmp_noexec: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/tmp"] is absent
    expect "1.1.2.1.4" notapplicable
}
test "1.1.2.2.1 shm_separate: not mounted" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"] is absent
    expect "1.1.2.2.1" fail because "host.mounts[\"/dev/shm\"] is absent"
}
test "1.1.2.2.1 shm_separate: nobody could look" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"] is unknown "not permitted"
    expect "1.1.2.2.1" unknown because "not permitted"
}
test "1.1.2.2.1 shm_separate: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"] is error "not of its type"
    expect "1.1.2.2.1" error because "not of its type"
}
test "1.1.2.2.1 shm_separate: a container" {
    given fixture system
    given fixture mounts
    given host.os.container = true
    expect "1.1.2.2.1" notapplicable
}
test "1.1.2.2.2 shm_nodev: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"].options = { "noexec", "nosuid" }
    expect "1.1.2.2.2" fail because "host.mounts[\"/dev/shm\"].options"
}
test "1.1.2.2.2 shm_nodev: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/dev/shm"].options = { "noexec", "nosuid" }
    expect "1.1.2.2.2" fail because "host.fstab[\"/dev/shm\"] is present"
}
test "1.1.2.2.2 shm_nodev: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/dev/shm"] is absent
    expect "1.1.2.2.2" pass
}
test "1.1.2.2.2 shm_nodev: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"] is unknown "not permitted"
    expect "1.1.2.2.2" unknown because "not permitted"
}
test "1.1.2.2.2 shm_nodev: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/dev/shm"].options is unknown "not permitted"
    expect "1.1.2.2.2" unknown because "not permitted"
}
test "1.1.2.2.2 shm_nodev: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"].options is error "not of its type"
    expect "1.1.2.2.2" error because "not of its type"
}
test "1.1.2.2.2 shm_nodev: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"] is absent
    expect "1.1.2.2.2" notapplicable
}
test "1.1.2.2.3 shm_nosuid: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"].options = { "nodev", "noexec" }
    expect "1.1.2.2.3" fail because "host.mounts[\"/dev/shm\"].options"
}
test "1.1.2.2.3 shm_nosuid: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/dev/shm"].options = { "nodev", "noexec" }
    expect "1.1.2.2.3" fail because "host.fstab[\"/dev/shm\"] is present"
}
test "1.1.2.2.3 shm_nosuid: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/dev/shm"] is absent
    expect "1.1.2.2.3" pass
}
test "1.1.2.2.3 shm_nosuid: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"] is unknown "not permitted"
    expect "1.1.2.2.3" unknown because "not permitted"
}
test "1.1.2.2.3 shm_nosuid: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/dev/shm"].options is unknown "not permitted"
    expect "1.1.2.2.3" unknown because "not permitted"
}
test "1.1.2.2.3 shm_nosuid: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"].options is error "not of its type"
    expect "1.1.2.2.3" error because "not of its type"
}
test "1.1.2.2.3 shm_nosuid: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"] is absent
    expect "1.1.2.2.3" notapplicable
}
test "1.1.2.2.4 shm_noexec: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"].options = { "nodev", "nosuid" }
    expect "1.1.2.2.4" fail because "host.mounts[\"/dev/shm\"].options"
}
test "1.1.2.2.4 shm_noexec: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/dev/shm"].options = { "nodev", "nosuid" }
    expect "1.1.2.2.4" fail because "host.fstab[\"/dev/shm\"] is present"
}
test "1.1.2.2.4 shm_noexec: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/dev/shm"] is absent
    expect "1.1.2.2.4" pass
}
test "1.1.2.2.4 shm_noexec: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"] is unknown "not permitted"
    expect "1.1.2.2.4" unknown because "not permitted"
}
test "1.1.2.2.4 shm_noexec: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/dev/shm"].options is unknown "not permitted"
    expect "1.1.2.2.4" unknown because "not permitted"
}
test "1.1.2.2.4 shm_noexec: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"].options is error "not of its type"
    expect "1.1.2.2.4" error because "not of its type"
}
test "1.1.2.2.4 shm_noexec: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/dev/shm"] is absent
    expect "1.1.2.2.4" notapplicable
}
test "1.1.2.3.1 home_separate: not mounted" {
    given fixture system
    given fixture mounts
    given host.mounts["/home"] is absent
    expect "1.1.2.3.1" fail because "host.mounts[\"/home\"] is absent"
}
test "1.1.2.3.1 home_separate: not mounted at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/home"] is absent
    expect "1.1.2.3.1" fail because "host.fstab[\"/home\"] is absent"
}
test "1.1.2.3.1 home_separate: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/home"] is unknown "not permitted"
    expect "1.1.2.3.1" unknown because "not permitted"
}
test "1.1.2.3.1 home_separate: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/home"] is unknown "not permitted"
    expect "1.1.2.3.1" unknown because "not permitted"
}
test "1.1.2.3.1 home_separate: not of its type" {
    given fixture system
    given fixture mounts
    given host.fstab["/home"] is error "not of its type"
    expect "1.1.2.3.1" error because "not of its type"
}
test "1.1.2.3.2 home_nodev: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/home"].options = { "nosuid" }
    expect "1.1.2.3.2" fail because "host.mounts[\"/home\"].options"
}
test "1.1.2.3.2 home_nodev: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/home"].options = { "nosuid" }
    expect "1.1.2.3.2" fail because "host.fstab[\"/home\"] is present"
}
test "1.1.2.3.2 home_nodev: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/home"] is absent
    expect "1.1.2.3.2" pass
}
test "1.1.2.3.2 home_nodev: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/home"] is unknown "not permitted"
    expect "1.1.2.3.2" unknown because "not permitted"
}
test "1.1.2.3.2 home_nodev: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/home"].options is unknown "not permitted"
    expect "1.1.2.3.2" unknown because "not permitted"
}
test "1.1.2.3.2 home_nodev: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/home"].options is error "not of its type"
    expect "1.1.2.3.2" error because "not of its type"
}
test "1.1.2.3.2 home_nodev: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/home"] is absent
    expect "1.1.2.3.2" notapplicable
}
test "1.1.2.3.3 home_nosuid: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/home"].options = { "nodev" }
    expect "1.1.2.3.3" fail because "host.mounts[\"/home\"].options"
}
test "1.1.2.3.3 home_nosuid: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/home"].options = { "nodev" }
    expect "1.1.2.3.3" fail because "host.fstab[\"/home\"] is present"
}
test "1.1.2.3.3 home_nosuid: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/home"] is absent
    expect "1.1.2.3.3" pass
}
test "1.1.2.3.3 home_nosuid: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/home"] is unknown "not permitted"
    expect "1.1.2.3.3" unknown because "not permitted"
}
test "1.1.2.3.3 home_nosuid: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/home"].options is unknown "not permitted"
    expect "1.1.2.3.3" unknown because "not permitted"
}
test "1.1.2.3.3 home_nosuid: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/home"].options is error "not of its type"
    expect "1.1.2.3.3" error because "not of its type"
}
test "1.1.2.3.3 home_nosuid: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/home"] is absent
    expect "1.1.2.3.3" notapplicable
}
test "1.1.2.4.1 var_separate: not mounted" {
    given fixture system
    given fixture mounts
    given host.mounts["/var"] is absent
    expect "1.1.2.4.1" fail because "host.mounts[\"/var\"] is absent"
}
test "1.1.2.4.1 var_separate: not mounted at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var"] is absent
    expect "1.1.2.4.1" fail because "host.fstab[\"/var\"] is absent"
}
test "1.1.2.4.1 var_separate: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var"] is unknown "not permitted"
    expect "1.1.2.4.1" unknown because "not permitted"
}
test "1.1.2.4.1 var_separate: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var"] is unknown "not permitted"
    expect "1.1.2.4.1" unknown because "not permitted"
}
test "1.1.2.4.1 var_separate: not of its type" {
    given fixture system
    given fixture mounts
    given host.fstab["/var"] is error "not of its type"
    expect "1.1.2.4.1" error because "not of its type"
}
test "1.1.2.4.2 var_nodev: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/var"].options = { "nosuid" }
    expect "1.1.2.4.2" fail because "host.mounts[\"/var\"].options"
}
test "1.1.2.4.2 var_nodev: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var"].options = { "nosuid" }
    expect "1.1.2.4.2" fail because "host.fstab[\"/var\"] is present"
}
test "1.1.2.4.2 var_nodev: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/var"] is absent
    expect "1.1.2.4.2" pass
}
test "1.1.2.4.2 var_nodev: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var"] is unknown "not permitted"
    expect "1.1.2.4.2" unknown because "not permitted"
}
test "1.1.2.4.2 var_nodev: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var"].options is unknown "not permitted"
    expect "1.1.2.4.2" unknown because "not permitted"
}
test "1.1.2.4.2 var_nodev: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/var"].options is error "not of its type"
    expect "1.1.2.4.2" error because "not of its type"
}
test "1.1.2.4.2 var_nodev: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/var"] is absent
    expect "1.1.2.4.2" notapplicable
}
test "1.1.2.4.3 var_nosuid: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/var"].options = { "nodev" }
    expect "1.1.2.4.3" fail because "host.mounts[\"/var\"].options"
}
test "1.1.2.4.3 var_nosuid: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var"].options = { "nodev" }
    expect "1.1.2.4.3" fail because "host.fstab[\"/var\"] is present"
}
test "1.1.2.4.3 var_nosuid: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/var"] is absent
    expect "1.1.2.4.3" pass
}
test "1.1.2.4.3 var_nosuid: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var"] is unknown "not permitted"
    expect "1.1.2.4.3" unknown because "not permitted"
}
test "1.1.2.4.3 var_nosuid: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var"].options is unknown "not permitted"
    expect "1.1.2.4.3" unknown because "not permitted"
}
test "1.1.2.4.3 var_nosuid: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/var"].options is error "not of its type"
    expect "1.1.2.4.3" error because "not of its type"
}
test "1.1.2.4.3 var_nosuid: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/var"] is absent
    expect "1.1.2.4.3" notapplicable
}
test "1.1.2.5.1 var_tmp_separate: not mounted" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"] is absent
    expect "1.1.2.5.1" fail because "host.mounts[\"/var/tmp\"] is absent"
}
test "1.1.2.5.1 var_tmp_separate: not mounted at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/tmp"] is absent
    expect "1.1.2.5.1" fail because "host.fstab[\"/var/tmp\"] is absent"
}
test "1.1.2.5.1 var_tmp_separate: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"] is unknown "not permitted"
    expect "1.1.2.5.1" unknown because "not permitted"
}
test "1.1.2.5.1 var_tmp_separate: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/tmp"] is unknown "not permitted"
    expect "1.1.2.5.1" unknown because "not permitted"
}
test "1.1.2.5.1 var_tmp_separate: not of its type" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/tmp"] is error "not of its type"
    expect "1.1.2.5.1" error because "not of its type"
}
test "1.1.2.5.2 var_tmp_nodev: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"].options = { "noexec", "nosuid" }
    expect "1.1.2.5.2" fail because "host.mounts[\"/var/tmp\"].options"
}
test "1.1.2.5.2 var_tmp_nodev: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/tmp"].options = { "noexec", "nosuid" }
    expect "1.1.2.5.2" fail because "host.fstab[\"/var/tmp\"] is present"
}
test "1.1.2.5.2 var_tmp_nodev: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/tmp"] is absent
    expect "1.1.2.5.2" pass
}
test "1.1.2.5.2 var_tmp_nodev: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"] is unknown "not permitted"
    expect "1.1.2.5.2" unknown because "not permitted"
}
test "1.1.2.5.2 var_tmp_nodev: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/tmp"].options is unknown "not permitted"
    expect "1.1.2.5.2" unknown because "not permitted"
}
test "1.1.2.5.2 var_tmp_nodev: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"].options is error "not of its type"
    expect "1.1.2.5.2" error because "not of its type"
}
test "1.1.2.5.2 var_tmp_nodev: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"] is absent
    expect "1.1.2.5.2" notapplicable
}
test "1.1.2.5.3 var_tmp_nosuid: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"].options = { "nodev", "noexec" }
    expect "1.1.2.5.3" fail because "host.mounts[\"/var/tmp\"].options"
}
test "1.1.2.5.3 var_tmp_nosuid: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/tmp"].options = { "nodev", "noexec" }
    expect "1.1.2.5.3" fail because "host.fstab[\"/var/tmp\"] is present"
}
test "1.1.2.5.3 var_tmp_nosuid: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/tmp"] is absent
    expect "1.1.2.5.3" pass
}
test "1.1.2.5.3 var_tmp_nosuid: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"] is unknown "not permitted"
    expect "1.1.2.5.3" unknown because "not permitted"
}
test "1.1.2.5.3 var_tmp_nosuid: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/tmp"].options is unknown "not permitted"
    expect "1.1.2.5.3" unknown because "not permitted"
}
test "1.1.2.5.3 var_tmp_nosuid: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"].options is error "not of its type"
    expect "1.1.2.5.3" error because "not of its type"
}
test "1.1.2.5.3 var_tmp_nosuid: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"] is absent
    expect "1.1.2.5.3" notapplicable
}
test "1.1.2.5.4 var_tmp_noexec: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"].options = { "nodev", "nosuid" }
    expect "1.1.2.5.4" fail because "host.mounts[\"/var/tmp\"].options"
}
test "1.1.2.5.4 var_tmp_noexec: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/tmp"].options = { "nodev", "nosuid" }
    expect "1.1.2.5.4" fail because "host.fstab[\"/var/tmp\"] is present"
}
test "1.1.2.5.4 var_tmp_noexec: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/tmp"] is absent
    expect "1.1.2.5.4" pass
}
test "1.1.2.5.4 var_tmp_noexec: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"] is unknown "not permitted"
    expect "1.1.2.5.4" unknown because "not permitted"
}
test "1.1.2.5.4 var_tmp_noexec: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/tmp"].options is unknown "not permitted"
    expect "1.1.2.5.4" unknown because "not permitted"
}
test "1.1.2.5.4 var_tmp_noexec: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"].options is error "not of its type"
    expect "1.1.2.5.4" error because "not of its type"
}
test "1.1.2.5.4 var_tmp_noexec: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/tmp"] is absent
    expect "1.1.2.5.4" notapplicable
}
test "1.1.2.6.1 var_log_separate: not mounted" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"] is absent
    expect "1.1.2.6.1" fail because "host.mounts[\"/var/log\"] is absent"
}
test "1.1.2.6.1 var_log_separate: not mounted at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log"] is absent
    expect "1.1.2.6.1" fail because "host.fstab[\"/var/log\"] is absent"
}
test "1.1.2.6.1 var_log_separate: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"] is unknown "not permitted"
    expect "1.1.2.6.1" unknown because "not permitted"
}
test "1.1.2.6.1 var_log_separate: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log"] is unknown "not permitted"
    expect "1.1.2.6.1" unknown because "not permitted"
}
test "1.1.2.6.1 var_log_separate: not of its type" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log"] is error "not of its type"
    expect "1.1.2.6.1" error because "not of its type"
}
test "1.1.2.6.2 var_log_nodev: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"].options = { "noexec", "nosuid" }
    expect "1.1.2.6.2" fail because "host.mounts[\"/var/log\"].options"
}
test "1.1.2.6.2 var_log_nodev: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log"].options = { "noexec", "nosuid" }
    expect "1.1.2.6.2" fail because "host.fstab[\"/var/log\"] is present"
}
test "1.1.2.6.2 var_log_nodev: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log"] is absent
    expect "1.1.2.6.2" pass
}
test "1.1.2.6.2 var_log_nodev: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"] is unknown "not permitted"
    expect "1.1.2.6.2" unknown because "not permitted"
}
test "1.1.2.6.2 var_log_nodev: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log"].options is unknown "not permitted"
    expect "1.1.2.6.2" unknown because "not permitted"
}
test "1.1.2.6.2 var_log_nodev: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"].options is error "not of its type"
    expect "1.1.2.6.2" error because "not of its type"
}
test "1.1.2.6.2 var_log_nodev: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"] is absent
    expect "1.1.2.6.2" notapplicable
}
test "1.1.2.6.3 var_log_nosuid: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"].options = { "nodev", "noexec" }
    expect "1.1.2.6.3" fail because "host.mounts[\"/var/log\"].options"
}
test "1.1.2.6.3 var_log_nosuid: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log"].options = { "nodev", "noexec" }
    expect "1.1.2.6.3" fail because "host.fstab[\"/var/log\"] is present"
}
test "1.1.2.6.3 var_log_nosuid: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log"] is absent
    expect "1.1.2.6.3" pass
}
test "1.1.2.6.3 var_log_nosuid: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"] is unknown "not permitted"
    expect "1.1.2.6.3" unknown because "not permitted"
}
test "1.1.2.6.3 var_log_nosuid: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log"].options is unknown "not permitted"
    expect "1.1.2.6.3" unknown because "not permitted"
}
test "1.1.2.6.3 var_log_nosuid: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"].options is error "not of its type"
    expect "1.1.2.6.3" error because "not of its type"
}
test "1.1.2.6.3 var_log_nosuid: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"] is absent
    expect "1.1.2.6.3" notapplicable
}
test "1.1.2.6.4 var_log_noexec: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"].options = { "nodev", "nosuid" }
    expect "1.1.2.6.4" fail because "host.mounts[\"/var/log\"].options"
}
test "1.1.2.6.4 var_log_noexec: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log"].options = { "nodev", "nosuid" }
    expect "1.1.2.6.4" fail because "host.fstab[\"/var/log\"] is present"
}
test "1.1.2.6.4 var_log_noexec: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log"] is absent
    expect "1.1.2.6.4" pass
}
test "1.1.2.6.4 var_log_noexec: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"] is unknown "not permitted"
    expect "1.1.2.6.4" unknown because "not permitted"
}
test "1.1.2.6.4 var_log_noexec: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log"].options is unknown "not permitted"
    expect "1.1.2.6.4" unknown because "not permitted"
}
test "1.1.2.6.4 var_log_noexec: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"].options is error "not of its type"
    expect "1.1.2.6.4" error because "not of its type"
}
test "1.1.2.6.4 var_log_noexec: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log"] is absent
    expect "1.1.2.6.4" notapplicable
}
test "1.1.2.7.1 var_log_audit_separate: not mounted" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"] is absent
    expect "1.1.2.7.1" fail because "host.mounts[\"/var/log/audit\"] is absent"
}
test "1.1.2.7.1 var_log_audit_separate: not mounted at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log/audit"] is absent
    expect "1.1.2.7.1" fail because "host.fstab[\"/var/log/audit\"] is absent"
}
test "1.1.2.7.1 var_log_audit_separate: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"] is unknown "not permitted"
    expect "1.1.2.7.1" unknown because "not permitted"
}
test "1.1.2.7.1 var_log_audit_separate: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log/audit"] is unknown "not permitted"
    expect "1.1.2.7.1" unknown because "not permitted"
}
test "1.1.2.7.1 var_log_audit_separate: not of its type" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log/audit"] is error "not of its type"
    expect "1.1.2.7.1" error because "not of its type"
}
test "1.1.2.7.2 var_log_audit_nodev: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"].options = { "noexec", "nosuid" }
    expect "1.1.2.7.2" fail because "host.mounts[\"/var/log/audit\"].options"
}
test "1.1.2.7.2 var_log_audit_nodev: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log/audit"].options = { "noexec", "nosuid" }
    expect "1.1.2.7.2" fail because "host.fstab[\"/var/log/audit\"] is present"
}
test "1.1.2.7.2 var_log_audit_nodev: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log/audit"] is absent
    expect "1.1.2.7.2" pass
}
test "1.1.2.7.2 var_log_audit_nodev: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"] is unknown "not permitted"
    expect "1.1.2.7.2" unknown because "not permitted"
}
test "1.1.2.7.2 var_log_audit_nodev: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log/audit"].options is unknown "not permitted"
    expect "1.1.2.7.2" unknown because "not permitted"
}
test "1.1.2.7.2 var_log_audit_nodev: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"].options is error "not of its type"
    expect "1.1.2.7.2" error because "not of its type"
}
test "1.1.2.7.2 var_log_audit_nodev: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"] is absent
    expect "1.1.2.7.2" notapplicable
}
test "1.1.2.7.3 var_log_audit_nosuid: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"].options = { "nodev", "noexec" }
    expect "1.1.2.7.3" fail because "host.mounts[\"/var/log/audit\"].options"
}
test "1.1.2.7.3 var_log_audit_nosuid: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log/audit"].options = { "nodev", "noexec" }
    expect "1.1.2.7.3" fail because "host.fstab[\"/var/log/audit\"] is present"
}
test "1.1.2.7.3 var_log_audit_nosuid: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log/audit"] is absent
    expect "1.1.2.7.3" pass
}
test "1.1.2.7.3 var_log_audit_nosuid: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"] is unknown "not permitted"
    expect "1.1.2.7.3" unknown because "not permitted"
}
test "1.1.2.7.3 var_log_audit_nosuid: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log/audit"].options is unknown "not permitted"
    expect "1.1.2.7.3" unknown because "not permitted"
}
test "1.1.2.7.3 var_log_audit_nosuid: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"].options is error "not of its type"
    expect "1.1.2.7.3" error because "not of its type"
}
test "1.1.2.7.3 var_log_audit_nosuid: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"] is absent
    expect "1.1.2.7.3" notapplicable
}
test "1.1.2.7.4 var_log_audit_noexec: missing now" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"].options = { "nodev", "nosuid" }
    expect "1.1.2.7.4" fail because "host.mounts[\"/var/log/audit\"].options"
}
test "1.1.2.7.4 var_log_audit_noexec: missing at the next boot" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log/audit"].options = { "nodev", "nosuid" }
    expect "1.1.2.7.4" fail because "host.fstab[\"/var/log/audit\"] is present"
}
test "1.1.2.7.4 var_log_audit_noexec: no line in fstab" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log/audit"] is absent
    expect "1.1.2.7.4" pass
}
test "1.1.2.7.4 var_log_audit_noexec: no running system" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"] is unknown "not permitted"
    expect "1.1.2.7.4" unknown because "not permitted"
}
test "1.1.2.7.4 var_log_audit_noexec: nobody could look" {
    given fixture system
    given fixture mounts
    given host.fstab["/var/log/audit"].options is unknown "not permitted"
    expect "1.1.2.7.4" unknown because "not permitted"
}
test "1.1.2.7.4 var_log_audit_noexec: not of its type" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"].options is error "not of its type"
    expect "1.1.2.7.4" error because "not of its type"
}
test "1.1.2.7.4 var_log_audit_noexec: no mount" {
    given fixture system
    given fixture mounts
    given host.mounts["/var/log/audit"] is absent
    expect "1.1.2.7.4" notapplicable
}
test "1.3.1.1 apparmor_installed: not installed" {
    given fixture system
    given host.packages["apparmor"] is absent
    expect "1.3.1.1" fail because "host.packages[\"apparmor\"].state is absent"
}
test "1.3.1.1 apparmor_installed: removed but for its configuration" {
    given fixture system
    given host.packages["apparmor"].state = "config-files"
    expect "1.3.1.1" fail because "host.packages[\"apparmor\"].state is \"config-files\""
}
test "1.3.1.1 apparmor_installed: nobody could look" {
    given fixture system
    given host.packages["apparmor"] is unknown "not permitted"
    expect "1.3.1.1" unknown because "not permitted"
}
test "1.3.1.1 apparmor_installed: not of its type" {
    given fixture system
    given host.packages["apparmor"].state is error "not of its type"
    expect "1.3.1.1" error because "not of its type"
}
test "1.3.1.1 apparmor_installed: apparmor-utils is missing" {
    given fixture system
    given host.packages["apparmor-utils"] is absent
    expect "1.3.1.1" fail because "host.packages[\"apparmor-utils\"].state is absent"
}
test "1.3.1.2 apparmor_at_boot: not given to the running kernel" {
    given fixture system
    given fixture boot
    given host.cmdline["apparmor"] is absent
    expect "1.3.1.2" fail because "host.cmdline[\"apparmor\"] is absent"
}
test "1.3.1.2 apparmor_at_boot: another value" {
    given fixture system
    given fixture boot
    given host.cmdline["apparmor"] = "0"
    expect "1.3.1.2" fail because "host.cmdline[\"apparmor\"] is \"0\""
}
test "1.3.1.2 apparmor_at_boot: gone at the next boot" {
    given fixture system
    given fixture boot
    given host.grub.entries = [{ title = "Debian", arguments = { "apparmor" : "1", "security" : "apparmor", "audit" : "1", "audit_backlog_limit" : "8192" } }, { title = "recovery", arguments = { "security" : "apparmor", "audit" : "1", "audit_backlog_limit" : "8192" } }]
    expect "1.3.1.2" fail because "host.grub.entries"
}
test "1.3.1.2 apparmor_at_boot: GRUB boots nothing" {
    given fixture system
    given fixture boot
    given host.grub.entries = []
    expect "1.3.1.2" fail
}
test "1.3.1.2 apparmor_at_boot: no GRUB" {
    given fixture system
    given fixture boot
    given host.grub is absent
    expect "1.3.1.2" fail because "host.grub is absent"
}
test "1.3.1.2 apparmor_at_boot: no running system" {
    given fixture system
    given fixture boot
    given host.cmdline["apparmor"] is unknown "not permitted"
    expect "1.3.1.2" unknown because "not permitted"
}
test "1.3.1.2 apparmor_at_boot: nobody could look" {
    given fixture system
    given fixture boot
    given host.grub is unknown "not permitted"
    expect "1.3.1.2" unknown because "not permitted"
}
test "1.3.1.2 apparmor_at_boot: not of its type" {
    given fixture system
    given fixture boot
    given host.cmdline["apparmor"] is error "not of its type"
    expect "1.3.1.2" error because "not of its type"
}
test "1.3.1.2 apparmor_at_boot: a container" {
    given fixture system
    given fixture boot
    given host.os.container = true
    expect "1.3.1.2" notapplicable
}
test "1.3.1.3 apparmor_profiles_loaded: AppArmor is off" {
    given fixture system
    given fixture boot
    given host.apparmor.enabled = false
    expect "1.3.1.3" fail because "host.apparmor.enabled is false"
}
test "1.3.1.3 apparmor_profiles_loaded: no profile is loaded" {
    given fixture system
    given fixture boot
    given host.apparmor.profiles = {}
    expect "1.3.1.3" fail
}
test "1.3.1.3 apparmor_profiles_loaded: a profile is unconfined" {
    given fixture system
    given fixture boot
    given host.apparmor.profiles = { "man" : "unconfined", "x" : "enforce" }
    expect "1.3.1.3" fail because "host.apparmor.profiles"
}
test "1.3.1.3 apparmor_profiles_loaded: a profile complains" {
    given fixture system
    given fixture boot
    given host.apparmor.profiles = { "man" : "complain" }
    expect "1.3.1.3" pass
}
test "1.3.1.3 apparmor_profiles_loaded: no running system" {
    given fixture system
    given fixture boot
    given host.apparmor is unknown "not permitted"
    expect "1.3.1.3" unknown because "not permitted"
}
test "1.3.1.3 apparmor_profiles_loaded: the list is cut short" {
    given fixture system
    given fixture boot
    given host.apparmor.profiles is partial "cut short"
    expect "1.3.1.3" unknown because "cut short"
}
test "1.3.1.3 apparmor_profiles_loaded: not of its type" {
    given fixture system
    given fixture boot
    given host.apparmor.enabled is error "not of its type"
    expect "1.3.1.3" error because "not of its type"
}
test "1.3.1.3 apparmor_profiles_loaded: a container" {
    given fixture system
    given fixture boot
    given host.os.container = true
    expect "1.3.1.3" notapplicable
}
test "1.3.1.4 apparmor_profiles_enforce: AppArmor is off" {
    given fixture system
    given fixture boot
    given host.apparmor.enabled = false
    expect "1.3.1.4" fail because "host.apparmor.enabled is false"
}
test "1.3.1.4 apparmor_profiles_enforce: no profile is loaded" {
    given fixture system
    given fixture boot
    given host.apparmor.profiles = {}
    expect "1.3.1.4" fail
}
test "1.3.1.4 apparmor_profiles_enforce: a profile is unconfined" {
    given fixture system
    given fixture boot
    given host.apparmor.profiles = { "man" : "unconfined", "x" : "enforce" }
    expect "1.3.1.4" fail because "host.apparmor.profiles"
}
test "1.3.1.4 apparmor_profiles_enforce: a profile complains" {
    given fixture system
    given fixture boot
    given host.apparmor.profiles = { "man" : "complain" }
    expect "1.3.1.4" fail because "host.apparmor.profiles"
}
test "1.3.1.4 apparmor_profiles_enforce: no running system" {
    given fixture system
    given fixture boot
    given host.apparmor is unknown "not permitted"
    expect "1.3.1.4" unknown because "not permitted"
}
test "1.3.1.4 apparmor_profiles_enforce: the list is cut short" {
    given fixture system
    given fixture boot
    given host.apparmor.profiles is partial "cut short"
    expect "1.3.1.4" unknown because "cut short"
}
test "1.3.1.4 apparmor_profiles_enforce: not of its type" {
    given fixture system
    given fixture boot
    given host.apparmor.enabled is error "not of its type"
    expect "1.3.1.4" error because "not of its type"
}
test "1.3.1.4 apparmor_profiles_enforce: a container" {
    given fixture system
    given fixture boot
    given host.os.container = true
    expect "1.3.1.4" notapplicable
}
test "1.4.1 boot_loader_password: no password" {
    given fixture system
    given fixture boot
    given host.grub.password = false
    expect "1.4.1" fail because "host.grub.password is false"
}
test "1.4.1 boot_loader_password: no superuser" {
    given fixture system
    given fixture boot
    given host.grub.superuser = false
    expect "1.4.1" fail because "host.grub.superuser is false"
}
test "1.4.1 boot_loader_password: no GRUB" {
    given fixture system
    given fixture boot
    given host.grub is absent
    expect "1.4.1" fail because "host.grub is absent"
}
test "1.4.1 boot_loader_password: nobody could look" {
    given fixture system
    given fixture boot
    given host.grub.password is unknown "not permitted"
    expect "1.4.1" unknown because "not permitted"
}
test "1.4.1 boot_loader_password: not of its type" {
    given fixture system
    given fixture boot
    given host.grub.password is error "not of its type"
    expect "1.4.1" error because "not of its type"
}
test "1.4.1 boot_loader_password: a container" {
    given fixture system
    given fixture boot
    given host.os.container = true
    expect "1.4.1" notapplicable
}
test "1.4.2 boot_loader_access: too open" {
    given fixture system
    given fixture files
    given host.files["/boot/grub/grub.cfg"].mode = 0644
    expect "1.4.2" fail because "host.files[\"/boot/grub/grub.cfg\"].mode"
}
test "1.4.2 boot_loader_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/boot/grub/grub.cfg"].owner_name = "daemon"
    expect "1.4.2" fail because "host.files[\"/boot/grub/grub.cfg\"].owner_name is \"daemon\""
}
test "1.4.2 boot_loader_access: another group" {
    given fixture system
    given fixture files
    given host.files["/boot/grub/grub.cfg"].group_name = "users"
    expect "1.4.2" fail because "host.files[\"/boot/grub/grub.cfg\"].group_name is \"users\""
}
test "1.4.2 boot_loader_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/boot/grub/grub.cfg"].acl = true
    expect "1.4.2" fail because "host.files[\"/boot/grub/grub.cfg\"].acl is true"
}
test "1.4.2 boot_loader_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/boot/grub/grub.cfg"].mode is unknown "not permitted"
    expect "1.4.2" unknown because "not permitted"
}
test "1.4.2 boot_loader_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/boot/grub/grub.cfg"] is unknown "not permitted"
    expect "1.4.2" unknown because "not permitted"
}
test "1.4.2 boot_loader_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/boot/grub/grub.cfg"].mode is error "not of its type"
    expect "1.4.2" error because "not of its type"
}
test "1.4.2 boot_loader_access: missing" {
    given fixture system
    given fixture files
    given host.files["/boot/grub/grub.cfg"] is absent
    expect "1.4.2" notapplicable
}
test "1.4.2 boot_loader_access: a container" {
    given fixture system
    given fixture files
    given host.os.container = true
    expect "1.4.2" notapplicable
}
test "1.5.1 address_space_random: off now" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.randomize_va_space"].live = 0
    expect "1.5.1" fail because "host.sysctl[\"kernel.randomize_va_space\"].live is 0"
}
test "1.5.1 address_space_random: off at the next boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.randomize_va_space"].persisted = 0
    expect "1.5.1" fail because "host.sysctl[\"kernel.randomize_va_space\"].persisted is 0"
}
test "1.5.1 address_space_random: nothing sets it at boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.randomize_va_space"].persisted is absent
    expect "1.5.1" fail because "host.sysctl[\"kernel.randomize_va_space\"].persisted is absent"
}
test "1.5.1 address_space_random: the kernel has no such parameter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.randomize_va_space"].live is absent
    expect "1.5.1" fail because "host.sysctl[\"kernel.randomize_va_space\"].live is absent"
}
test "1.5.1 address_space_random: no running system" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.randomize_va_space"].live is unknown "not permitted"
    expect "1.5.1" unknown because "not permitted"
}
test "1.5.1 address_space_random: nobody could look" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.randomize_va_space"].persisted is unknown "not permitted"
    expect "1.5.1" unknown because "not permitted"
}
test "1.5.1 address_space_random: not of its type" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.randomize_va_space"].live is error "not of its type"
    expect "1.5.1" error because "not of its type"
}
test "1.5.1 address_space_random: a container" {
    given fixture system
    given fixture sysctl
    given host.os.container = true
    expect "1.5.1" notapplicable
}
test "1.5.2 ptrace_restricted: off now" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.yama.ptrace_scope"].live = 0
    expect "1.5.2" fail because "host.sysctl[\"kernel.yama.ptrace_scope\"].live is 0"
}
test "1.5.2 ptrace_restricted: off at the next boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.yama.ptrace_scope"].persisted = 0
    expect "1.5.2" fail because "host.sysctl[\"kernel.yama.ptrace_scope\"].persisted is 0"
}
test "1.5.2 ptrace_restricted: nothing sets it at boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.yama.ptrace_scope"].persisted is absent
    expect "1.5.2" fail because "host.sysctl[\"kernel.yama.ptrace_scope\"].persisted is absent"
}
test "1.5.2 ptrace_restricted: the kernel has no such parameter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.yama.ptrace_scope"].live is absent
    expect "1.5.2" fail because "host.sysctl[\"kernel.yama.ptrace_scope\"].live is absent"
}
test "1.5.2 ptrace_restricted: no running system" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.yama.ptrace_scope"].live is unknown "not permitted"
    expect "1.5.2" unknown because "not permitted"
}
test "1.5.2 ptrace_restricted: nobody could look" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.yama.ptrace_scope"].persisted is unknown "not permitted"
    expect "1.5.2" unknown because "not permitted"
}
test "1.5.2 ptrace_restricted: not of its type" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.yama.ptrace_scope"].live is error "not of its type"
    expect "1.5.2" error because "not of its type"
}
test "1.5.2 ptrace_restricted: a container" {
    given fixture system
    given fixture sysctl
    given host.os.container = true
    expect "1.5.2" notapplicable
}
test "1.5.2 ptrace_restricted: stricter still" {
    given fixture system
    given fixture sysctl
    given host.sysctl["kernel.yama.ptrace_scope"] = { live = 3, persisted = 3 }
    expect "1.5.2" pass
}
test "1.5.3 core_dumps_restricted: no limit" {
    given fixture system
    given fixture sysctl
    given fixture accounts
    given host.limits = []
    expect "1.5.3" fail because "host.limits"
}
test "1.5.3 core_dumps_restricted: only a soft limit" {
    given fixture system
    given fixture sysctl
    given fixture accounts
    given host.limits = [{ domain = "*", kind = "soft", item = "core", value = "0" }]
    expect "1.5.3" fail because "host.limits"
}
test "1.5.3 core_dumps_restricted: taken back later" {
    given fixture system
    given fixture sysctl
    given fixture accounts
    given host.limits = [{ domain = "*", kind = "hard", item = "core", value = "0" }, { domain = "*", kind = "-", item = "core", value = "unlimited" }]
    expect "1.5.3" fail
}
test "1.5.3 core_dumps_restricted: dumps of setuid programs" {
    given fixture system
    given fixture sysctl
    given fixture accounts
    given host.sysctl["fs.suid_dumpable"].live = 2
    expect "1.5.3" fail because "host.sysctl[\"fs.suid_dumpable\"].live is 2"
}
test "1.5.3 core_dumps_restricted: nobody could look" {
    given fixture system
    given fixture sysctl
    given fixture accounts
    given host.limits is unknown "not permitted"
    expect "1.5.3" unknown because "not permitted"
}
test "1.5.3 core_dumps_restricted: no running system" {
    given fixture system
    given fixture sysctl
    given fixture accounts
    given host.sysctl["fs.suid_dumpable"].live is unknown "not permitted"
    expect "1.5.3" unknown because "not permitted"
}
test "1.5.3 core_dumps_restricted: not of its type" {
    given fixture system
    given fixture sysctl
    given fixture accounts
    given host.limits is error "not of its type"
    expect "1.5.3" error because "not of its type"
}
test "1.5.4 prelink_absent: installed" {
    given fixture system
    given host.packages["prelink"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "1.5.4" fail because "host.packages[\"prelink\"].state is \"installed\""
}
test "1.5.4 prelink_absent: only its configuration is left" {
    given fixture system
    given host.packages["prelink"] = { state = "config-files", version = dpkg'1.0-1', arch = "amd64" }
    expect "1.5.4" pass
}
test "1.5.4 prelink_absent: nobody could look" {
    given fixture system
    given host.packages["prelink"] is unknown "not permitted"
    expect "1.5.4" unknown because "not permitted"
}
test "1.5.4 prelink_absent: the package list is cut short" {
    given fixture system
    given host.packages is partial "cut short"
    expect "1.5.4" unknown because "cut short"
}
test "1.5.4 prelink_absent: not of its type" {
    given fixture system
    given host.packages["prelink"] is error "not of its type"
    expect "1.5.4" error because "not of its type"
}
test "1.5.5 error_reports_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["apport"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["apport.service"] = { enable = "enabled", active = "inactive" }
    expect "1.5.5" fail because "host.packages[\"apport\"].state is \"installed\""
}
test "1.5.5 error_reports_off: running" {
    given fixture system
    given fixture services
    given host.packages["apport"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["apport.service"] = { enable = "disabled", active = "active" }
    expect "1.5.5" fail because "host.packages[\"apport\"].state is \"installed\""
}
test "1.5.5 error_reports_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["apport"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["apport.service"] = { enable = "masked", active = "inactive" }
    expect "1.5.5" pass
}
test "1.5.5 error_reports_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["apport"] is unknown "not permitted"
    given host.units["apport.service"] is unknown "not permitted"
    expect "1.5.5" unknown because "not permitted"
}
test "1.5.5 error_reports_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["apport"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["apport.service"].enable = "disabled"
    given host.units["apport.service"].active is unknown "not permitted"
    expect "1.5.5" unknown because "not permitted"
}
test "1.5.5 error_reports_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["apport"] is error "not of its type"
    given host.units["apport.service"] is error "not of its type"
    expect "1.5.5" error because "not of its type"
}
test "1.6.1 motd_says_nothing: names the system" {
    given fixture system
    given fixture texts
    given host.text["/etc/motd"].raw = ["Debian GNU/Linux 12"]
    expect "1.6.1" fail because "host.text[\"/etc/motd\"].raw"
}
test "1.6.1 motd_says_nothing: an escape that prints the release" {
    given fixture system
    given fixture texts
    given host.text["/etc/motd"].raw = ["Welcome to \\r"]
    expect "1.6.1" fail because "host.text[\"/etc/motd\"].raw"
}
test "1.6.1 motd_says_nothing: empty" {
    given fixture system
    given fixture texts
    given host.text["/etc/motd"].raw = []
    expect "1.6.1" fail
}
test "1.6.1 motd_says_nothing: nobody could look" {
    given fixture system
    given fixture texts
    given host.text["/etc/motd"] is unknown "not permitted"
    expect "1.6.1" unknown because "not permitted"
}
test "1.6.1 motd_says_nothing: cut short" {
    given fixture system
    given fixture texts
    given host.text["/etc/motd"].raw is partial "cut short"
    expect "1.6.1" unknown because "cut short"
}
test "1.6.1 motd_says_nothing: not of its type" {
    given fixture system
    given fixture texts
    given host.text["/etc/motd"].raw is error "not of its type"
    expect "1.6.1" error because "not of its type"
}
test "1.6.1 motd_says_nothing: missing" {
    given fixture system
    given fixture texts
    given host.text["/etc/motd"] is absent
    expect "1.6.1" notapplicable
}
test "1.6.2 issue_says_nothing: names the system" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue"].raw = ["Debian GNU/Linux 12"]
    expect "1.6.2" fail because "host.text[\"/etc/issue\"].raw"
}
test "1.6.2 issue_says_nothing: an escape that prints the release" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue"].raw = ["Welcome to \\r"]
    expect "1.6.2" fail because "host.text[\"/etc/issue\"].raw"
}
test "1.6.2 issue_says_nothing: empty" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue"].raw = []
    expect "1.6.2" fail
}
test "1.6.2 issue_says_nothing: nobody could look" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue"] is unknown "not permitted"
    expect "1.6.2" unknown because "not permitted"
}
test "1.6.2 issue_says_nothing: cut short" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue"].raw is partial "cut short"
    expect "1.6.2" unknown because "cut short"
}
test "1.6.2 issue_says_nothing: not of its type" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue"].raw is error "not of its type"
    expect "1.6.2" error because "not of its type"
}
test "1.6.2 issue_says_nothing: missing" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue"] is absent
    expect "1.6.2" fail because "host.text[\"/etc/issue\"].raw is absent"
}
test "1.6.3 issue_net_says_nothing: names the system" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue.net"].raw = ["Debian GNU/Linux 12"]
    expect "1.6.3" fail because "host.text[\"/etc/issue.net\"].raw"
}
test "1.6.3 issue_net_says_nothing: an escape that prints the release" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue.net"].raw = ["Welcome to \\r"]
    expect "1.6.3" fail because "host.text[\"/etc/issue.net\"].raw"
}
test "1.6.3 issue_net_says_nothing: empty" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue.net"].raw = []
    expect "1.6.3" fail
}
test "1.6.3 issue_net_says_nothing: nobody could look" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue.net"] is unknown "not permitted"
    expect "1.6.3" unknown because "not permitted"
}
test "1.6.3 issue_net_says_nothing: cut short" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue.net"].raw is partial "cut short"
    expect "1.6.3" unknown because "cut short"
}
test "1.6.3 issue_net_says_nothing: not of its type" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue.net"].raw is error "not of its type"
    expect "1.6.3" error because "not of its type"
}
test "1.6.3 issue_net_says_nothing: missing" {
    given fixture system
    given fixture texts
    given host.text["/etc/issue.net"] is absent
    expect "1.6.3" fail because "host.text[\"/etc/issue.net\"].raw is absent"
}
test "1.6.4 motd_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/motd"].mode = 0664
    expect "1.6.4" fail because "host.files[\"/etc/motd\"].mode"
}
test "1.6.4 motd_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/motd"].owner_name = "daemon"
    expect "1.6.4" fail because "host.files[\"/etc/motd\"].owner_name is \"daemon\""
}
test "1.6.4 motd_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/motd"].group_name = "users"
    expect "1.6.4" fail because "host.files[\"/etc/motd\"].group_name is \"users\""
}
test "1.6.4 motd_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/motd"].acl = true
    expect "1.6.4" fail because "host.files[\"/etc/motd\"].acl is true"
}
test "1.6.4 motd_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/motd"].mode is unknown "not permitted"
    expect "1.6.4" unknown because "not permitted"
}
test "1.6.4 motd_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/motd"] is unknown "not permitted"
    expect "1.6.4" unknown because "not permitted"
}
test "1.6.4 motd_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/motd"].mode is error "not of its type"
    expect "1.6.4" error because "not of its type"
}
test "1.6.4 motd_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/motd"] is absent
    expect "1.6.4" notapplicable
}
test "1.6.5 issue_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/issue"].mode = 0664
    expect "1.6.5" fail because "host.files[\"/etc/issue\"].mode"
}
test "1.6.5 issue_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/issue"].owner_name = "daemon"
    expect "1.6.5" fail because "host.files[\"/etc/issue\"].owner_name is \"daemon\""
}
test "1.6.5 issue_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/issue"].group_name = "users"
    expect "1.6.5" fail because "host.files[\"/etc/issue\"].group_name is \"users\""
}
test "1.6.5 issue_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/issue"].acl = true
    expect "1.6.5" fail because "host.files[\"/etc/issue\"].acl is true"
}
test "1.6.5 issue_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/issue"].mode is unknown "not permitted"
    expect "1.6.5" unknown because "not permitted"
}
test "1.6.5 issue_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/issue"] is unknown "not permitted"
    expect "1.6.5" unknown because "not permitted"
}
test "1.6.5 issue_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/issue"].mode is error "not of its type"
    expect "1.6.5" error because "not of its type"
}
test "1.6.5 issue_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/issue"] is absent
    expect "1.6.5" notapplicable
}
test "1.6.6 issue_net_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/issue.net"].mode = 0664
    expect "1.6.6" fail because "host.files[\"/etc/issue.net\"].mode"
}
test "1.6.6 issue_net_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/issue.net"].owner_name = "daemon"
    expect "1.6.6" fail because "host.files[\"/etc/issue.net\"].owner_name is \"daemon\""
}
test "1.6.6 issue_net_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/issue.net"].group_name = "users"
    expect "1.6.6" fail because "host.files[\"/etc/issue.net\"].group_name is \"users\""
}
test "1.6.6 issue_net_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/issue.net"].acl = true
    expect "1.6.6" fail because "host.files[\"/etc/issue.net\"].acl is true"
}
test "1.6.6 issue_net_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/issue.net"].mode is unknown "not permitted"
    expect "1.6.6" unknown because "not permitted"
}
test "1.6.6 issue_net_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/issue.net"] is unknown "not permitted"
    expect "1.6.6" unknown because "not permitted"
}
test "1.6.6 issue_net_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/issue.net"].mode is error "not of its type"
    expect "1.6.6" error because "not of its type"
}
test "1.6.6 issue_net_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/issue.net"] is absent
    expect "1.6.6" notapplicable
}
test "1.7.1 gdm_absent: installed" {
    given fixture system
    given host.packages["gdm3"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "1.7.1" fail because "host.packages[\"gdm3\"].state is \"installed\""
}
test "1.7.1 gdm_absent: only its configuration is left" {
    given fixture system
    given host.packages["gdm3"] = { state = "config-files", version = dpkg'1.0-1', arch = "amd64" }
    expect "1.7.1" pass
}
test "1.7.1 gdm_absent: nobody could look" {
    given fixture system
    given host.packages["gdm3"] is unknown "not permitted"
    expect "1.7.1" unknown because "not permitted"
}
test "1.7.1 gdm_absent: the package list is cut short" {
    given fixture system
    given host.packages is partial "cut short"
    expect "1.7.1" unknown because "cut short"
}
test "1.7.1 gdm_absent: not of its type" {
    given fixture system
    given host.packages["gdm3"] is error "not of its type"
    expect "1.7.1" error because "not of its type"
}
test "1.7.2 gdm_banner: in order" {
    given fixture system
    given fixture desktop
    expect "1.7.2" pass
}
test "1.7.2 gdm_banner: another value" {
    given fixture system
    given fixture desktop
    given host.dconf["gdm"].values["/org/gnome/login-screen/banner-message-enable"] = "false"
    expect "1.7.2" fail because "host.dconf[\"gdm\"].values[\"/org/gnome/login-screen/banner-message-enable\"] is \"false\""
}
test "1.7.2 gdm_banner: no such database" {
    given fixture system
    given fixture desktop
    given host.dconf["gdm"] is absent
    expect "1.7.2" fail because "host.dconf[\"gdm\"].values[\"/org/gnome/login-screen/banner-message-text\"] is absent"
}
test "1.7.2 gdm_banner: nobody could look" {
    given fixture system
    given fixture desktop
    given host.dconf["gdm"].values["/org/gnome/login-screen/banner-message-enable"] is unknown "not permitted"
    expect "1.7.2" unknown because "not permitted"
}
test "1.7.2 gdm_banner: not of its type" {
    given fixture system
    given fixture desktop
    given host.dconf["gdm"].values["/org/gnome/login-screen/banner-message-enable"] is error "not of its type"
    expect "1.7.2" error because "not of its type"
}
test "1.7.2 gdm_banner: no GDM" {
    given fixture system
    expect "1.7.2" notapplicable
}
test "1.7.2 gdm_banner: nobody could look: is there a GDM?" {
    given fixture system
    given host.packages["gdm3"] is unknown "not permitted"
    expect "1.7.2" unknown because "not permitted"
}
test "1.7.2 gdm_banner: no text" {
    given fixture system
    given fixture desktop
    given host.dconf["gdm"].values["/org/gnome/login-screen/banner-message-text"] is absent
    expect "1.7.2" fail because "host.dconf[\"gdm\"].values[\"/org/gnome/login-screen/banner-message-text\"] is absent"
}
test "1.7.3 gdm_no_user_list: in order" {
    given fixture system
    given fixture desktop
    expect "1.7.3" pass
}
test "1.7.3 gdm_no_user_list: another value" {
    given fixture system
    given fixture desktop
    given host.dconf["gdm"].values["/org/gnome/login-screen/disable-user-list"] = "false"
    expect "1.7.3" fail because "host.dconf[\"gdm\"].values[\"/org/gnome/login-screen/disable-user-list\"] is \"false\""
}
test "1.7.3 gdm_no_user_list: no such database" {
    given fixture system
    given fixture desktop
    given host.dconf["gdm"] is absent
    expect "1.7.3" fail because "host.dconf[\"gdm\"].values[\"/org/gnome/login-screen/disable-user-list\"] is absent"
}
test "1.7.3 gdm_no_user_list: nobody could look" {
    given fixture system
    given fixture desktop
    given host.dconf["gdm"].values["/org/gnome/login-screen/disable-user-list"] is unknown "not permitted"
    expect "1.7.3" unknown because "not permitted"
}
test "1.7.3 gdm_no_user_list: not of its type" {
    given fixture system
    given fixture desktop
    given host.dconf["gdm"].values["/org/gnome/login-screen/disable-user-list"] is error "not of its type"
    expect "1.7.3" error because "not of its type"
}
test "1.7.3 gdm_no_user_list: no GDM" {
    given fixture system
    expect "1.7.3" notapplicable
}
test "1.7.3 gdm_no_user_list: nobody could look: is there a GDM?" {
    given fixture system
    given host.packages["gdm3"] is unknown "not permitted"
    expect "1.7.3" unknown because "not permitted"
}
test "1.7.6 gdm_no_automount: in order" {
    given fixture system
    given fixture desktop
    expect "1.7.6" pass
}
test "1.7.6 gdm_no_automount: another value" {
    given fixture system
    given fixture desktop
    given host.dconf["local"].values["/org/gnome/desktop/media-handling/automount"] = "true"
    expect "1.7.6" fail because "host.dconf[\"local\"].values[\"/org/gnome/desktop/media-handling/automount\"] is \"true\""
}
test "1.7.6 gdm_no_automount: no such database" {
    given fixture system
    given fixture desktop
    given host.dconf["local"] is absent
    expect "1.7.6" fail because "host.dconf[\"local\"].values[\"/org/gnome/desktop/media-handling/automount\"] is absent"
}
test "1.7.6 gdm_no_automount: nobody could look" {
    given fixture system
    given fixture desktop
    given host.dconf["local"].values["/org/gnome/desktop/media-handling/automount"] is unknown "not permitted"
    expect "1.7.6" unknown because "not permitted"
}
test "1.7.6 gdm_no_automount: not of its type" {
    given fixture system
    given fixture desktop
    given host.dconf["local"].values["/org/gnome/desktop/media-handling/automount"] is error "not of its type"
    expect "1.7.6" error because "not of its type"
}
test "1.7.6 gdm_no_automount: no GDM" {
    given fixture system
    expect "1.7.6" notapplicable
}
test "1.7.6 gdm_no_automount: nobody could look: is there a GDM?" {
    given fixture system
    given host.packages["gdm3"] is unknown "not permitted"
    expect "1.7.6" unknown because "not permitted"
}
test "1.7.6 gdm_no_automount: opened when mounted" {
    given fixture system
    given fixture desktop
    given host.dconf["local"].values["/org/gnome/desktop/media-handling/automount-open"] = "true"
    expect "1.7.6" fail because "host.dconf[\"local\"].values[\"/org/gnome/desktop/media-handling/automount-open\"] is \"true\""
}
test "1.7.7 gdm_no_automount_locked: in order" {
    given fixture system
    given fixture desktop
    expect "1.7.7" pass
}
test "1.7.7 gdm_no_automount_locked: not locked" {
    given fixture system
    given fixture desktop
    given host.dconf["local"].locks = { "/org/other" }
    expect "1.7.7" fail because "host.dconf[\"local\"].locks"
}
test "1.7.7 gdm_no_automount_locked: no such database" {
    given fixture system
    given fixture desktop
    given host.dconf["local"] is absent
    expect "1.7.7" fail because "host.dconf[\"local\"].locks is absent"
}
test "1.7.7 gdm_no_automount_locked: nobody could look" {
    given fixture system
    given fixture desktop
    given host.dconf["local"].locks is unknown "not permitted"
    expect "1.7.7" unknown because "not permitted"
}
test "1.7.7 gdm_no_automount_locked: not of its type" {
    given fixture system
    given fixture desktop
    given host.dconf["local"].locks is error "not of its type"
    expect "1.7.7" error because "not of its type"
}
test "1.7.7 gdm_no_automount_locked: no GDM" {
    given fixture system
    expect "1.7.7" notapplicable
}
test "1.7.7 gdm_no_automount_locked: nobody could look: is there a GDM?" {
    given fixture system
    given host.packages["gdm3"] is unknown "not permitted"
    expect "1.7.7" unknown because "not permitted"
}
test "1.7.8 gdm_no_autorun: in order" {
    given fixture system
    given fixture desktop
    expect "1.7.8" pass
}
test "1.7.8 gdm_no_autorun: another value" {
    given fixture system
    given fixture desktop
    given host.dconf["local"].values["/org/gnome/desktop/media-handling/autorun-never"] = "false"
    expect "1.7.8" fail because "host.dconf[\"local\"].values[\"/org/gnome/desktop/media-handling/autorun-never\"] is \"false\""
}
test "1.7.8 gdm_no_autorun: no such database" {
    given fixture system
    given fixture desktop
    given host.dconf["local"] is absent
    expect "1.7.8" fail because "host.dconf[\"local\"].values[\"/org/gnome/desktop/media-handling/autorun-never\"] is absent"
}
test "1.7.8 gdm_no_autorun: nobody could look" {
    given fixture system
    given fixture desktop
    given host.dconf["local"].values["/org/gnome/desktop/media-handling/autorun-never"] is unknown "not permitted"
    expect "1.7.8" unknown because "not permitted"
}
test "1.7.8 gdm_no_autorun: not of its type" {
    given fixture system
    given fixture desktop
    given host.dconf["local"].values["/org/gnome/desktop/media-handling/autorun-never"] is error "not of its type"
    expect "1.7.8" error because "not of its type"
}
test "1.7.8 gdm_no_autorun: no GDM" {
    given fixture system
    expect "1.7.8" notapplicable
}
test "1.7.8 gdm_no_autorun: nobody could look: is there a GDM?" {
    given fixture system
    given host.packages["gdm3"] is unknown "not permitted"
    expect "1.7.8" unknown because "not permitted"
}
test "1.7.9 gdm_no_autorun_locked: in order" {
    given fixture system
    given fixture desktop
    expect "1.7.9" pass
}
test "1.7.9 gdm_no_autorun_locked: not locked" {
    given fixture system
    given fixture desktop
    given host.dconf["local"].locks = { "/org/other" }
    expect "1.7.9" fail because "host.dconf[\"local\"].locks"
}
test "1.7.9 gdm_no_autorun_locked: no such database" {
    given fixture system
    given fixture desktop
    given host.dconf["local"] is absent
    expect "1.7.9" fail because "host.dconf[\"local\"].locks is absent"
}
test "1.7.9 gdm_no_autorun_locked: nobody could look" {
    given fixture system
    given fixture desktop
    given host.dconf["local"].locks is unknown "not permitted"
    expect "1.7.9" unknown because "not permitted"
}
test "1.7.9 gdm_no_autorun_locked: not of its type" {
    given fixture system
    given fixture desktop
    given host.dconf["local"].locks is error "not of its type"
    expect "1.7.9" error because "not of its type"
}
test "1.7.9 gdm_no_autorun_locked: no GDM" {
    given fixture system
    expect "1.7.9" notapplicable
}
test "1.7.9 gdm_no_autorun_locked: nobody could look: is there a GDM?" {
    given fixture system
    given host.packages["gdm3"] is unknown "not permitted"
    expect "1.7.9" unknown because "not permitted"
}
test "1.7.10 gdm_no_xdmcp: in order" {
    given fixture system
    given fixture desktop
    expect "1.7.10" pass
}
test "1.7.10 gdm_no_xdmcp: switched on" {
    given fixture system
    given fixture desktop
    given host.text["/etc/gdm3/daemon.conf"] = { lines = ["[xdmcp]", "Enable = true"], raw = ["[xdmcp]", "Enable = true"], values = {} }
    expect "1.7.10" fail because "host.text[\"/etc/gdm3/daemon.conf\"].lines"
}
test "1.7.10 gdm_no_xdmcp: nobody could look" {
    given fixture system
    given fixture desktop
    given host.text["/etc/gdm3/daemon.conf"] is unknown "not permitted"
    expect "1.7.10" unknown because "not permitted"
}
test "1.7.10 gdm_no_xdmcp: not of its type" {
    given fixture system
    given fixture desktop
    given host.text["/etc/gdm3/daemon.conf"].lines is error "not of its type"
    expect "1.7.10" error because "not of its type"
}
test "1.7.10 gdm_no_xdmcp: no GDM" {
    given fixture system
    expect "1.7.10" notapplicable
}

// ------------------------------------------------------------------------------------------------ 2
test "2.1.1 autofs_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["autofs"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["autofs.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.1" fail because "host.packages[\"autofs\"].state is \"installed\""
}
test "2.1.1 autofs_off: running" {
    given fixture system
    given fixture services
    given host.packages["autofs"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["autofs.service"] = { enable = "disabled", active = "active" }
    expect "2.1.1" fail because "host.packages[\"autofs\"].state is \"installed\""
}
test "2.1.1 autofs_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["autofs"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["autofs.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.1" pass
}
test "2.1.1 autofs_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["autofs"] is unknown "not permitted"
    given host.units["autofs.service"] is unknown "not permitted"
    expect "2.1.1" unknown because "not permitted"
}
test "2.1.1 autofs_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["autofs"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["autofs.service"].enable = "disabled"
    given host.units["autofs.service"].active is unknown "not permitted"
    expect "2.1.1" unknown because "not permitted"
}
test "2.1.1 autofs_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["autofs"] is error "not of its type"
    given host.units["autofs.service"] is error "not of its type"
    expect "2.1.1" error because "not of its type"
}
test "2.1.2 avahi_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["avahi-daemon"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["avahi-daemon.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.2" fail because "host.packages[\"avahi-daemon\"].state is \"installed\""
}
test "2.1.2 avahi_off: running" {
    given fixture system
    given fixture services
    given host.packages["avahi-daemon"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["avahi-daemon.socket"] = { enable = "disabled", active = "active" }
    expect "2.1.2" fail because "host.packages[\"avahi-daemon\"].state is \"installed\""
}
test "2.1.2 avahi_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["avahi-daemon"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["avahi-daemon.socket"] = { enable = "masked", active = "inactive" }
    given host.units["avahi-daemon.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.2" pass
}
test "2.1.2 avahi_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["avahi-daemon"] is unknown "not permitted"
    given host.units["avahi-daemon.socket"] is unknown "not permitted"
    given host.units["avahi-daemon.service"] is unknown "not permitted"
    expect "2.1.2" unknown because "not permitted"
}
test "2.1.2 avahi_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["avahi-daemon"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["avahi-daemon.socket"].enable = "disabled"
    given host.units["avahi-daemon.socket"].active is unknown "not permitted"
    expect "2.1.2" unknown because "not permitted"
}
test "2.1.2 avahi_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["avahi-daemon"] is error "not of its type"
    given host.units["avahi-daemon.socket"] is error "not of its type"
    given host.units["avahi-daemon.service"] is error "not of its type"
    expect "2.1.2" error because "not of its type"
}
test "2.1.3 dhcp_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["isc-dhcp-server"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["isc-dhcp-server6.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.3" fail because "host.packages[\"isc-dhcp-server\"].state is \"installed\""
}
test "2.1.3 dhcp_off: running" {
    given fixture system
    given fixture services
    given host.packages["isc-dhcp-server"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["isc-dhcp-server.service"] = { enable = "disabled", active = "active" }
    expect "2.1.3" fail because "host.packages[\"isc-dhcp-server\"].state is \"installed\""
}
test "2.1.3 dhcp_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["isc-dhcp-server"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["isc-dhcp-server.service"] = { enable = "masked", active = "inactive" }
    given host.units["isc-dhcp-server6.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.3" pass
}
test "2.1.3 dhcp_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["isc-dhcp-server"] is unknown "not permitted"
    given host.units["isc-dhcp-server.service"] is unknown "not permitted"
    given host.units["isc-dhcp-server6.service"] is unknown "not permitted"
    expect "2.1.3" unknown because "not permitted"
}
test "2.1.3 dhcp_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["isc-dhcp-server"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["isc-dhcp-server.service"].enable = "disabled"
    given host.units["isc-dhcp-server.service"].active is unknown "not permitted"
    expect "2.1.3" unknown because "not permitted"
}
test "2.1.3 dhcp_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["isc-dhcp-server"] is error "not of its type"
    given host.units["isc-dhcp-server.service"] is error "not of its type"
    given host.units["isc-dhcp-server6.service"] is error "not of its type"
    expect "2.1.3" error because "not of its type"
}
test "2.1.4 dns_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["bind9"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["named.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.4" fail because "host.packages[\"bind9\"].state is \"installed\""
}
test "2.1.4 dns_off: running" {
    given fixture system
    given fixture services
    given host.packages["bind9"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["named.service"] = { enable = "disabled", active = "active" }
    expect "2.1.4" fail because "host.packages[\"bind9\"].state is \"installed\""
}
test "2.1.4 dns_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["bind9"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["named.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.4" pass
}
test "2.1.4 dns_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["bind9"] is unknown "not permitted"
    given host.units["named.service"] is unknown "not permitted"
    expect "2.1.4" unknown because "not permitted"
}
test "2.1.4 dns_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["bind9"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["named.service"].enable = "disabled"
    given host.units["named.service"].active is unknown "not permitted"
    expect "2.1.4" unknown because "not permitted"
}
test "2.1.4 dns_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["bind9"] is error "not of its type"
    given host.units["named.service"] is error "not of its type"
    expect "2.1.4" error because "not of its type"
}
test "2.1.5 dnsmasq_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["dnsmasq"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["dnsmasq.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.5" fail because "host.packages[\"dnsmasq\"].state is \"installed\""
}
test "2.1.5 dnsmasq_off: running" {
    given fixture system
    given fixture services
    given host.packages["dnsmasq"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["dnsmasq.service"] = { enable = "disabled", active = "active" }
    expect "2.1.5" fail because "host.packages[\"dnsmasq\"].state is \"installed\""
}
test "2.1.5 dnsmasq_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["dnsmasq"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["dnsmasq.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.5" pass
}
test "2.1.5 dnsmasq_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["dnsmasq"] is unknown "not permitted"
    given host.units["dnsmasq.service"] is unknown "not permitted"
    expect "2.1.5" unknown because "not permitted"
}
test "2.1.5 dnsmasq_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["dnsmasq"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["dnsmasq.service"].enable = "disabled"
    given host.units["dnsmasq.service"].active is unknown "not permitted"
    expect "2.1.5" unknown because "not permitted"
}
test "2.1.5 dnsmasq_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["dnsmasq"] is error "not of its type"
    given host.units["dnsmasq.service"] is error "not of its type"
    expect "2.1.5" error because "not of its type"
}
test "2.1.6 ftp_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["vsftpd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["vsftpd.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.6" fail because "host.packages[\"vsftpd\"].state is \"installed\""
}
test "2.1.6 ftp_off: running" {
    given fixture system
    given fixture services
    given host.packages["vsftpd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["vsftpd.service"] = { enable = "disabled", active = "active" }
    expect "2.1.6" fail because "host.packages[\"vsftpd\"].state is \"installed\""
}
test "2.1.6 ftp_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["vsftpd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["vsftpd.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.6" pass
}
test "2.1.6 ftp_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["vsftpd"] is unknown "not permitted"
    given host.units["vsftpd.service"] is unknown "not permitted"
    expect "2.1.6" unknown because "not permitted"
}
test "2.1.6 ftp_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["vsftpd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["vsftpd.service"].enable = "disabled"
    given host.units["vsftpd.service"].active is unknown "not permitted"
    expect "2.1.6" unknown because "not permitted"
}
test "2.1.6 ftp_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["vsftpd"] is error "not of its type"
    given host.units["vsftpd.service"] is error "not of its type"
    expect "2.1.6" error because "not of its type"
}
test "2.1.7 ldap_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["slapd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["slapd.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.7" fail because "host.packages[\"slapd\"].state is \"installed\""
}
test "2.1.7 ldap_off: running" {
    given fixture system
    given fixture services
    given host.packages["slapd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["slapd.service"] = { enable = "disabled", active = "active" }
    expect "2.1.7" fail because "host.packages[\"slapd\"].state is \"installed\""
}
test "2.1.7 ldap_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["slapd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["slapd.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.7" pass
}
test "2.1.7 ldap_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["slapd"] is unknown "not permitted"
    given host.units["slapd.service"] is unknown "not permitted"
    expect "2.1.7" unknown because "not permitted"
}
test "2.1.7 ldap_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["slapd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["slapd.service"].enable = "disabled"
    given host.units["slapd.service"].active is unknown "not permitted"
    expect "2.1.7" unknown because "not permitted"
}
test "2.1.7 ldap_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["slapd"] is error "not of its type"
    given host.units["slapd.service"] is error "not of its type"
    expect "2.1.7" error because "not of its type"
}
test "2.1.8 mailbox_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["dovecot-imapd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.packages["dovecot-pop3d"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["dovecot.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.8" fail because "host.packages[\"dovecot-imapd\"].state is \"installed\""
}
test "2.1.8 mailbox_off: running" {
    given fixture system
    given fixture services
    given host.packages["dovecot-imapd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.packages["dovecot-pop3d"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["dovecot.socket"] = { enable = "disabled", active = "active" }
    expect "2.1.8" fail because "host.packages[\"dovecot-imapd\"].state is \"installed\""
}
test "2.1.8 mailbox_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["dovecot-imapd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.packages["dovecot-pop3d"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["dovecot.socket"] = { enable = "masked", active = "inactive" }
    given host.units["dovecot.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.8" pass
}
test "2.1.8 mailbox_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["dovecot-imapd"] is unknown "not permitted"
    given host.packages["dovecot-pop3d"] is unknown "not permitted"
    given host.units["dovecot.socket"] is unknown "not permitted"
    given host.units["dovecot.service"] is unknown "not permitted"
    expect "2.1.8" unknown because "not permitted"
}
test "2.1.8 mailbox_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["dovecot-imapd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.packages["dovecot-pop3d"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["dovecot.socket"].enable = "disabled"
    given host.units["dovecot.socket"].active is unknown "not permitted"
    expect "2.1.8" unknown because "not permitted"
}
test "2.1.8 mailbox_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["dovecot-imapd"] is error "not of its type"
    given host.packages["dovecot-pop3d"] is error "not of its type"
    given host.units["dovecot.socket"] is error "not of its type"
    given host.units["dovecot.service"] is error "not of its type"
    expect "2.1.8" error because "not of its type"
}
test "2.1.9 nfs_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["nfs-kernel-server"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["nfs-server.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.9" fail because "host.packages[\"nfs-kernel-server\"].state is \"installed\""
}
test "2.1.9 nfs_off: running" {
    given fixture system
    given fixture services
    given host.packages["nfs-kernel-server"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["nfs-server.service"] = { enable = "disabled", active = "active" }
    expect "2.1.9" fail because "host.packages[\"nfs-kernel-server\"].state is \"installed\""
}
test "2.1.9 nfs_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["nfs-kernel-server"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["nfs-server.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.9" pass
}
test "2.1.9 nfs_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["nfs-kernel-server"] is unknown "not permitted"
    given host.units["nfs-server.service"] is unknown "not permitted"
    expect "2.1.9" unknown because "not permitted"
}
test "2.1.9 nfs_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["nfs-kernel-server"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["nfs-server.service"].enable = "disabled"
    given host.units["nfs-server.service"].active is unknown "not permitted"
    expect "2.1.9" unknown because "not permitted"
}
test "2.1.9 nfs_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["nfs-kernel-server"] is error "not of its type"
    given host.units["nfs-server.service"] is error "not of its type"
    expect "2.1.9" error because "not of its type"
}
test "2.1.10 nis_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["ypserv"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["ypserv.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.10" fail because "host.packages[\"ypserv\"].state is \"installed\""
}
test "2.1.10 nis_off: running" {
    given fixture system
    given fixture services
    given host.packages["ypserv"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["ypserv.service"] = { enable = "disabled", active = "active" }
    expect "2.1.10" fail because "host.packages[\"ypserv\"].state is \"installed\""
}
test "2.1.10 nis_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["ypserv"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["ypserv.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.10" pass
}
test "2.1.10 nis_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["ypserv"] is unknown "not permitted"
    given host.units["ypserv.service"] is unknown "not permitted"
    expect "2.1.10" unknown because "not permitted"
}
test "2.1.10 nis_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["ypserv"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["ypserv.service"].enable = "disabled"
    given host.units["ypserv.service"].active is unknown "not permitted"
    expect "2.1.10" unknown because "not permitted"
}
test "2.1.10 nis_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["ypserv"] is error "not of its type"
    given host.units["ypserv.service"] is error "not of its type"
    expect "2.1.10" error because "not of its type"
}
test "2.1.11 print_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["cups"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["cups.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.11" fail because "host.packages[\"cups\"].state is \"installed\""
}
test "2.1.11 print_off: running" {
    given fixture system
    given fixture services
    given host.packages["cups"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["cups.socket"] = { enable = "disabled", active = "active" }
    expect "2.1.11" fail because "host.packages[\"cups\"].state is \"installed\""
}
test "2.1.11 print_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["cups"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["cups.socket"] = { enable = "masked", active = "inactive" }
    given host.units["cups.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.11" pass
}
test "2.1.11 print_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["cups"] is unknown "not permitted"
    given host.units["cups.socket"] is unknown "not permitted"
    given host.units["cups.service"] is unknown "not permitted"
    expect "2.1.11" unknown because "not permitted"
}
test "2.1.11 print_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["cups"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["cups.socket"].enable = "disabled"
    given host.units["cups.socket"].active is unknown "not permitted"
    expect "2.1.11" unknown because "not permitted"
}
test "2.1.11 print_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["cups"] is error "not of its type"
    given host.units["cups.socket"] is error "not of its type"
    given host.units["cups.service"] is error "not of its type"
    expect "2.1.11" error because "not of its type"
}
test "2.1.12 rpcbind_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["rpcbind"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["rpcbind.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.12" fail because "host.packages[\"rpcbind\"].state is \"installed\""
}
test "2.1.12 rpcbind_off: running" {
    given fixture system
    given fixture services
    given host.packages["rpcbind"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["rpcbind.socket"] = { enable = "disabled", active = "active" }
    expect "2.1.12" fail because "host.packages[\"rpcbind\"].state is \"installed\""
}
test "2.1.12 rpcbind_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["rpcbind"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["rpcbind.socket"] = { enable = "masked", active = "inactive" }
    given host.units["rpcbind.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.12" pass
}
test "2.1.12 rpcbind_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["rpcbind"] is unknown "not permitted"
    given host.units["rpcbind.socket"] is unknown "not permitted"
    given host.units["rpcbind.service"] is unknown "not permitted"
    expect "2.1.12" unknown because "not permitted"
}
test "2.1.12 rpcbind_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["rpcbind"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["rpcbind.socket"].enable = "disabled"
    given host.units["rpcbind.socket"].active is unknown "not permitted"
    expect "2.1.12" unknown because "not permitted"
}
test "2.1.12 rpcbind_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["rpcbind"] is error "not of its type"
    given host.units["rpcbind.socket"] is error "not of its type"
    given host.units["rpcbind.service"] is error "not of its type"
    expect "2.1.12" error because "not of its type"
}
test "2.1.13 rsync_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["rsync"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["rsync.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.13" fail because "host.packages[\"rsync\"].state is \"installed\""
}
test "2.1.13 rsync_off: running" {
    given fixture system
    given fixture services
    given host.packages["rsync"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["rsync.service"] = { enable = "disabled", active = "active" }
    expect "2.1.13" fail because "host.packages[\"rsync\"].state is \"installed\""
}
test "2.1.13 rsync_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["rsync"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["rsync.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.13" pass
}
test "2.1.13 rsync_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["rsync"] is unknown "not permitted"
    given host.units["rsync.service"] is unknown "not permitted"
    expect "2.1.13" unknown because "not permitted"
}
test "2.1.13 rsync_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["rsync"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["rsync.service"].enable = "disabled"
    given host.units["rsync.service"].active is unknown "not permitted"
    expect "2.1.13" unknown because "not permitted"
}
test "2.1.13 rsync_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["rsync"] is error "not of its type"
    given host.units["rsync.service"] is error "not of its type"
    expect "2.1.13" error because "not of its type"
}
test "2.1.14 samba_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["samba"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["smbd.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.14" fail because "host.packages[\"samba\"].state is \"installed\""
}
test "2.1.14 samba_off: running" {
    given fixture system
    given fixture services
    given host.packages["samba"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["smbd.service"] = { enable = "disabled", active = "active" }
    expect "2.1.14" fail because "host.packages[\"samba\"].state is \"installed\""
}
test "2.1.14 samba_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["samba"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["smbd.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.14" pass
}
test "2.1.14 samba_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["samba"] is unknown "not permitted"
    given host.units["smbd.service"] is unknown "not permitted"
    expect "2.1.14" unknown because "not permitted"
}
test "2.1.14 samba_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["samba"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["smbd.service"].enable = "disabled"
    given host.units["smbd.service"].active is unknown "not permitted"
    expect "2.1.14" unknown because "not permitted"
}
test "2.1.14 samba_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["samba"] is error "not of its type"
    given host.units["smbd.service"] is error "not of its type"
    expect "2.1.14" error because "not of its type"
}
test "2.1.15 snmp_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["snmpd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["snmpd.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.15" fail because "host.packages[\"snmpd\"].state is \"installed\""
}
test "2.1.15 snmp_off: running" {
    given fixture system
    given fixture services
    given host.packages["snmpd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["snmpd.service"] = { enable = "disabled", active = "active" }
    expect "2.1.15" fail because "host.packages[\"snmpd\"].state is \"installed\""
}
test "2.1.15 snmp_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["snmpd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["snmpd.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.15" pass
}
test "2.1.15 snmp_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["snmpd"] is unknown "not permitted"
    given host.units["snmpd.service"] is unknown "not permitted"
    expect "2.1.15" unknown because "not permitted"
}
test "2.1.15 snmp_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["snmpd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["snmpd.service"].enable = "disabled"
    given host.units["snmpd.service"].active is unknown "not permitted"
    expect "2.1.15" unknown because "not permitted"
}
test "2.1.15 snmp_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["snmpd"] is error "not of its type"
    given host.units["snmpd.service"] is error "not of its type"
    expect "2.1.15" error because "not of its type"
}
test "2.1.16 tftp_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["tftpd-hpa"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["tftpd-hpa.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.16" fail because "host.packages[\"tftpd-hpa\"].state is \"installed\""
}
test "2.1.16 tftp_off: running" {
    given fixture system
    given fixture services
    given host.packages["tftpd-hpa"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["tftpd-hpa.service"] = { enable = "disabled", active = "active" }
    expect "2.1.16" fail because "host.packages[\"tftpd-hpa\"].state is \"installed\""
}
test "2.1.16 tftp_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["tftpd-hpa"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["tftpd-hpa.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.16" pass
}
test "2.1.16 tftp_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["tftpd-hpa"] is unknown "not permitted"
    given host.units["tftpd-hpa.service"] is unknown "not permitted"
    expect "2.1.16" unknown because "not permitted"
}
test "2.1.16 tftp_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["tftpd-hpa"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["tftpd-hpa.service"].enable = "disabled"
    given host.units["tftpd-hpa.service"].active is unknown "not permitted"
    expect "2.1.16" unknown because "not permitted"
}
test "2.1.16 tftp_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["tftpd-hpa"] is error "not of its type"
    given host.units["tftpd-hpa.service"] is error "not of its type"
    expect "2.1.16" error because "not of its type"
}
test "2.1.17 proxy_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["squid"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["squid.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.17" fail because "host.packages[\"squid\"].state is \"installed\""
}
test "2.1.17 proxy_off: running" {
    given fixture system
    given fixture services
    given host.packages["squid"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["squid.service"] = { enable = "disabled", active = "active" }
    expect "2.1.17" fail because "host.packages[\"squid\"].state is \"installed\""
}
test "2.1.17 proxy_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["squid"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["squid.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.17" pass
}
test "2.1.17 proxy_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["squid"] is unknown "not permitted"
    given host.units["squid.service"] is unknown "not permitted"
    expect "2.1.17" unknown because "not permitted"
}
test "2.1.17 proxy_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["squid"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["squid.service"].enable = "disabled"
    given host.units["squid.service"].active is unknown "not permitted"
    expect "2.1.17" unknown because "not permitted"
}
test "2.1.17 proxy_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["squid"] is error "not of its type"
    given host.units["squid.service"] is error "not of its type"
    expect "2.1.17" error because "not of its type"
}
test "2.1.18 web_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["apache2"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["apache2.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.18" fail because "host.packages[\"apache2\"].state is \"installed\""
}
test "2.1.18 web_off: running" {
    given fixture system
    given fixture services
    given host.packages["apache2"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["apache2.socket"] = { enable = "disabled", active = "active" }
    expect "2.1.18" fail because "host.packages[\"apache2\"].state is \"installed\""
}
test "2.1.18 web_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["apache2"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["apache2.socket"] = { enable = "masked", active = "inactive" }
    given host.units["apache2.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.18" pass
}
test "2.1.18 web_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["apache2"] is unknown "not permitted"
    given host.units["apache2.socket"] is unknown "not permitted"
    given host.units["apache2.service"] is unknown "not permitted"
    expect "2.1.18" unknown because "not permitted"
}
test "2.1.18 web_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["apache2"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["apache2.socket"].enable = "disabled"
    given host.units["apache2.socket"].active is unknown "not permitted"
    expect "2.1.18" unknown because "not permitted"
}
test "2.1.18 web_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["apache2"] is error "not of its type"
    given host.units["apache2.socket"] is error "not of its type"
    given host.units["apache2.service"] is error "not of its type"
    expect "2.1.18" error because "not of its type"
}
test "2.1.18 web_off: nginx is enabled" {
    given fixture system
    given fixture services
    given host.packages["nginx"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["nginx.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.18" fail because "host.packages[\"nginx\"].state is \"installed\""
}
test "2.1.19 xinetd_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["xinetd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["xinetd.service"] = { enable = "enabled", active = "inactive" }
    expect "2.1.19" fail because "host.packages[\"xinetd\"].state is \"installed\""
}
test "2.1.19 xinetd_off: running" {
    given fixture system
    given fixture services
    given host.packages["xinetd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["xinetd.service"] = { enable = "disabled", active = "active" }
    expect "2.1.19" fail because "host.packages[\"xinetd\"].state is \"installed\""
}
test "2.1.19 xinetd_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["xinetd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["xinetd.service"] = { enable = "masked", active = "inactive" }
    expect "2.1.19" pass
}
test "2.1.19 xinetd_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["xinetd"] is unknown "not permitted"
    given host.units["xinetd.service"] is unknown "not permitted"
    expect "2.1.19" unknown because "not permitted"
}
test "2.1.19 xinetd_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["xinetd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["xinetd.service"].enable = "disabled"
    given host.units["xinetd.service"].active is unknown "not permitted"
    expect "2.1.19" unknown because "not permitted"
}
test "2.1.19 xinetd_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["xinetd"] is error "not of its type"
    given host.units["xinetd.service"] is error "not of its type"
    expect "2.1.19" error because "not of its type"
}
test "2.1.20 x_absent: installed" {
    given fixture system
    given host.packages["xserver-common"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.1.20" fail because "host.packages[\"xserver-common\"].state is \"installed\""
}
test "2.1.20 x_absent: only its configuration is left" {
    given fixture system
    given host.packages["xserver-common"] = { state = "config-files", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.1.20" pass
}
test "2.1.20 x_absent: nobody could look" {
    given fixture system
    given host.packages["xserver-common"] is unknown "not permitted"
    expect "2.1.20" unknown because "not permitted"
}
test "2.1.20 x_absent: the package list is cut short" {
    given fixture system
    given host.packages is partial "cut short"
    expect "2.1.20" unknown because "cut short"
}
test "2.1.20 x_absent: not of its type" {
    given fixture system
    given host.packages["xserver-common"] is error "not of its type"
    expect "2.1.20" error because "not of its type"
}
test "2.1.21 mail_local_only: a mail server for all" {
    given fixture system
    given fixture services
    given host.sockets = [{ proto = "tcp", address = ip'0.0.0.0', port = 22, loopback = false }, { proto = "tcp", address = ip'0.0.0.0', port = 25, loopback = false }]
    expect "2.1.21" fail because "host.sockets"
}
test "2.1.21 mail_local_only: mail on the loopback" {
    given fixture system
    given fixture services
    given host.sockets = [{ proto = "tcp", address = ip'127.0.0.1', port = 25, loopback = true }]
    expect "2.1.21" pass
}
test "2.1.21 mail_local_only: no running system" {
    given fixture system
    given fixture services
    given host.sockets is unknown "not permitted"
    expect "2.1.21" unknown because "not permitted"
}
test "2.1.21 mail_local_only: the list is cut short" {
    given fixture system
    given fixture services
    given host.sockets is partial "cut short"
    expect "2.1.21" unknown because "cut short"
}
test "2.1.21 mail_local_only: not of its type" {
    given fixture system
    given fixture services
    given host.sockets is error "not of its type"
    expect "2.1.21" error because "not of its type"
}
test "2.1.22 listeners_approved: an open port more" {
    given fixture system
    given fixture services
    given host.sockets = [{ proto = "tcp", address = ip'0.0.0.0', port = 22, loopback = false }, { proto = "tcp", address = ip'0.0.0.0', port = 8080, loopback = false }]
    expect "2.1.22" fail because "host.sockets"
}
test "2.1.22 listeners_approved: accepted by the site" {
    given fixture system
    given fixture services
    given param open_tcp = { 22, 8080 }
    given host.sockets = [{ proto = "tcp", address = ip'0.0.0.0', port = 22, loopback = false }, { proto = "tcp", address = ip'0.0.0.0', port = 8080, loopback = false }]
    expect "2.1.22" pass
}
test "2.1.22 listeners_approved: not TCP" {
    given fixture system
    given fixture services
    given host.sockets = [{ proto = "udp", address = ip'0.0.0.0', port = 123, loopback = false }]
    expect "2.1.22" pass
}
test "2.1.22 listeners_approved: no running system" {
    given fixture system
    given fixture services
    given host.sockets is unknown "not permitted"
    expect "2.1.22" unknown because "not permitted"
}
test "2.1.22 listeners_approved: the list is cut short" {
    given fixture system
    given fixture services
    given host.sockets is partial "cut short"
    expect "2.1.22" unknown because "cut short"
}
test "2.1.22 listeners_approved: not of its type" {
    given fixture system
    given fixture services
    given host.sockets is error "not of its type"
    expect "2.1.22" error because "not of its type"
}
test "2.2.1 nis_client_absent: installed" {
    given fixture system
    given host.packages["nis"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.1" fail because "host.packages[\"nis\"].state is \"installed\""
}
test "2.2.1 nis_client_absent: only its configuration is left" {
    given fixture system
    given host.packages["nis"] = { state = "config-files", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.1" pass
}
test "2.2.1 nis_client_absent: nobody could look" {
    given fixture system
    given host.packages["nis"] is unknown "not permitted"
    expect "2.2.1" unknown because "not permitted"
}
test "2.2.1 nis_client_absent: the package list is cut short" {
    given fixture system
    given host.packages is partial "cut short"
    expect "2.2.1" unknown because "cut short"
}
test "2.2.1 nis_client_absent: not of its type" {
    given fixture system
    given host.packages["nis"] is error "not of its type"
    expect "2.2.1" error because "not of its type"
}
test "2.2.2 rsh_client_absent: installed" {
    given fixture system
    given host.packages["rsh-client"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.2" fail because "host.packages[\"rsh-client\"].state is \"installed\""
}
test "2.2.2 rsh_client_absent: only its configuration is left" {
    given fixture system
    given host.packages["rsh-client"] = { state = "config-files", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.2" pass
}
test "2.2.2 rsh_client_absent: nobody could look" {
    given fixture system
    given host.packages["rsh-client"] is unknown "not permitted"
    expect "2.2.2" unknown because "not permitted"
}
test "2.2.2 rsh_client_absent: the package list is cut short" {
    given fixture system
    given host.packages is partial "cut short"
    expect "2.2.2" unknown because "cut short"
}
test "2.2.2 rsh_client_absent: not of its type" {
    given fixture system
    given host.packages["rsh-client"] is error "not of its type"
    expect "2.2.2" error because "not of its type"
}
test "2.2.3 talk_client_absent: installed" {
    given fixture system
    given host.packages["talk"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.3" fail because "host.packages[\"talk\"].state is \"installed\""
}
test "2.2.3 talk_client_absent: only its configuration is left" {
    given fixture system
    given host.packages["talk"] = { state = "config-files", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.3" pass
}
test "2.2.3 talk_client_absent: nobody could look" {
    given fixture system
    given host.packages["talk"] is unknown "not permitted"
    expect "2.2.3" unknown because "not permitted"
}
test "2.2.3 talk_client_absent: the package list is cut short" {
    given fixture system
    given host.packages is partial "cut short"
    expect "2.2.3" unknown because "cut short"
}
test "2.2.3 talk_client_absent: not of its type" {
    given fixture system
    given host.packages["talk"] is error "not of its type"
    expect "2.2.3" error because "not of its type"
}
test "2.2.4 telnet_client_absent: telnet is installed" {
    given fixture system
    given host.packages["telnet"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.4" fail because "host.packages[\"telnet\"].state is \"installed\""
}
test "2.2.4 telnet_client_absent: inetutils-telnet is installed" {
    given fixture system
    given host.packages["inetutils-telnet"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.4" fail because "host.packages[\"inetutils-telnet\"].state is \"installed\""
}
test "2.2.4 telnet_client_absent: only its configuration is left" {
    given fixture system
    given host.packages["telnet"] = { state = "config-files", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.4" pass
}
test "2.2.4 telnet_client_absent: nobody could look" {
    given fixture system
    given host.packages["telnet"] is unknown "not permitted"
    expect "2.2.4" unknown because "not permitted"
}
test "2.2.4 telnet_client_absent: the package list is cut short" {
    given fixture system
    given host.packages is partial "cut short"
    expect "2.2.4" unknown because "cut short"
}
test "2.2.4 telnet_client_absent: not of its type" {
    given fixture system
    given host.packages["telnet"] is error "not of its type"
    expect "2.2.4" error because "not of its type"
}
test "2.2.5 ldap_client_absent: installed" {
    given fixture system
    given host.packages["ldap-utils"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.5" fail because "host.packages[\"ldap-utils\"].state is \"installed\""
}
test "2.2.5 ldap_client_absent: only its configuration is left" {
    given fixture system
    given host.packages["ldap-utils"] = { state = "config-files", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.5" pass
}
test "2.2.5 ldap_client_absent: nobody could look" {
    given fixture system
    given host.packages["ldap-utils"] is unknown "not permitted"
    expect "2.2.5" unknown because "not permitted"
}
test "2.2.5 ldap_client_absent: the package list is cut short" {
    given fixture system
    given host.packages is partial "cut short"
    expect "2.2.5" unknown because "cut short"
}
test "2.2.5 ldap_client_absent: not of its type" {
    given fixture system
    given host.packages["ldap-utils"] is error "not of its type"
    expect "2.2.5" error because "not of its type"
}
test "2.2.6 ftp_client_absent: ftp is installed" {
    given fixture system
    given host.packages["ftp"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.6" fail because "host.packages[\"ftp\"].state is \"installed\""
}
test "2.2.6 ftp_client_absent: tnftp is installed" {
    given fixture system
    given host.packages["tnftp"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.6" fail because "host.packages[\"tnftp\"].state is \"installed\""
}
test "2.2.6 ftp_client_absent: only its configuration is left" {
    given fixture system
    given host.packages["ftp"] = { state = "config-files", version = dpkg'1.0-1', arch = "amd64" }
    expect "2.2.6" pass
}
test "2.2.6 ftp_client_absent: nobody could look" {
    given fixture system
    given host.packages["ftp"] is unknown "not permitted"
    expect "2.2.6" unknown because "not permitted"
}
test "2.2.6 ftp_client_absent: the package list is cut short" {
    given fixture system
    given host.packages is partial "cut short"
    expect "2.2.6" unknown because "cut short"
}
test "2.2.6 ftp_client_absent: not of its type" {
    given fixture system
    given host.packages["ftp"] is error "not of its type"
    expect "2.2.6" error because "not of its type"
}
test "2.3.1.1 one_time_service: none" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["chrony.service"].enable = "disabled"
    expect "2.3.1.1" fail because "host.units"
}
test "2.3.1.1 one_time_service: two" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["systemd-timesyncd.service"] = { enable = "enabled", active = "active" }
    expect "2.3.1.1" fail because "host.units"
}
test "2.3.1.1 one_time_service: no running system" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["chrony.service"].active is unknown "not permitted"
    expect "2.3.1.1" unknown because "not permitted"
}
test "2.3.1.1 one_time_service: nobody could look" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units is unknown "not permitted"
    expect "2.3.1.1" unknown because "not permitted"
}
test "2.3.1.1 one_time_service: not of its type" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["chrony.service"].active is error "not of its type"
    expect "2.3.1.1" error because "not of its type"
}
test "2.3.1.1 one_time_service: a container" {
    given fixture system
    given fixture services
    given fixture texts
    given host.os.container = true
    expect "2.3.1.1" notapplicable
}
test "2.3.2.1 timesyncd_servers: in order" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["systemd-timesyncd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.systemd_conf["timesyncd.conf"] = { settings = { "Time.NTP" : "time.example" } }
    expect "2.3.2.1" pass
}
test "2.3.2.1 timesyncd_servers: no server named" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["systemd-timesyncd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.systemd_conf["timesyncd.conf"] = { settings = {} }
    expect "2.3.2.1" fail because "host.systemd_conf[\"timesyncd.conf\"].settings[\"Time.NTP\"] is absent"
}
test "2.3.2.1 timesyncd_servers: nobody could look" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["systemd-timesyncd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.systemd_conf["timesyncd.conf"] is unknown "not permitted"
    expect "2.3.2.1" unknown because "not permitted"
}
test "2.3.2.1 timesyncd_servers: not of its type" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["systemd-timesyncd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.systemd_conf["timesyncd.conf"].settings is error "not of its type"
    expect "2.3.2.1" error because "not of its type"
}
test "2.3.2.1 timesyncd_servers: not installed" {
    given fixture system
    given fixture services
    given fixture texts
    expect "2.3.2.1" notapplicable
}
test "2.3.2.1 timesyncd_servers: nobody could look: is it installed?" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["systemd-timesyncd"] is unknown "not permitted"
    expect "2.3.2.1" unknown because "not permitted"
}
test "2.3.2.2 timesyncd_on: in order" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["systemd-timesyncd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["systemd-timesyncd.service"] = { enable = "enabled", active = "active" }
    expect "2.3.2.2" pass
}
test "2.3.2.2 timesyncd_on: not enabled" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["systemd-timesyncd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["systemd-timesyncd.service"] = { enable = "disabled", active = "active" }
    expect "2.3.2.2" fail because "host.units[\"systemd-timesyncd.service\"].enable is \"disabled\""
}
test "2.3.2.2 timesyncd_on: not running" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["systemd-timesyncd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["systemd-timesyncd.service"] = { enable = "enabled", active = "failed" }
    expect "2.3.2.2" fail because "host.units[\"systemd-timesyncd.service\"].active is \"failed\""
}
test "2.3.2.2 timesyncd_on: no such unit" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["systemd-timesyncd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["systemd-timesyncd.service"] is absent
    expect "2.3.2.2" fail because "host.units[\"systemd-timesyncd.service\"].enable is absent"
}
test "2.3.2.2 timesyncd_on: no running system" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["systemd-timesyncd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["systemd-timesyncd.service"].enable = "enabled"
    given host.units["systemd-timesyncd.service"].active is unknown "not permitted"
    expect "2.3.2.2" unknown because "not permitted"
}
test "2.3.2.2 timesyncd_on: nobody could look" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["systemd-timesyncd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["systemd-timesyncd.service"] is unknown "not permitted"
    expect "2.3.2.2" unknown because "not permitted"
}
test "2.3.2.2 timesyncd_on: not of its type" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["systemd-timesyncd"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["systemd-timesyncd.service"].active = "active"
    given host.units["systemd-timesyncd.service"].enable is error "not of its type"
    expect "2.3.2.2" error because "not of its type"
}
test "2.3.2.2 timesyncd_on: not installed" {
    given fixture system
    given fixture services
    given fixture texts
    expect "2.3.2.2" notapplicable
}
test "2.3.3.1 chrony_servers: no server" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/chrony/chrony.conf"].lines = ["makestep 1 3"]
    expect "2.3.3.1" fail because "host.text[\"/etc/chrony/chrony.conf\"].lines"
}
test "2.3.3.1 chrony_servers: servers in sources.d" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/chrony/chrony.conf"].lines = []
    given host.texts["/etc/chrony/sources.d/*.sources"] = { "/etc/chrony/sources.d/site.sources" : { lines = ["server time.example iburst"], raw = ["server time.example iburst"], values = {} } }
    expect "2.3.3.1" pass
}
test "2.3.3.1 chrony_servers: no configuration" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/chrony/chrony.conf"] is absent
    expect "2.3.3.1" fail because "host.text[\"/etc/chrony/chrony.conf\"].lines is absent"
}
test "2.3.3.1 chrony_servers: nobody could look" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/chrony/chrony.conf"] is unknown "not permitted"
    expect "2.3.3.1" unknown because "not permitted"
}
test "2.3.3.1 chrony_servers: not of its type" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/chrony/chrony.conf"] is error "not of its type"
    expect "2.3.3.1" error because "not of its type"
}
test "2.3.3.1 chrony_servers: not installed" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["chrony"] is absent
    expect "2.3.3.1" notapplicable
}
test "2.3.3.2 chrony_user: another user" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/chrony/chrony.conf"].values["user"] = "root"
    expect "2.3.3.2" fail because "host.text[\"/etc/chrony/chrony.conf\"].values[\"user\"] is \"root\""
}
test "2.3.3.2 chrony_user: what is built in" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/chrony/chrony.conf"].values["user"] is absent
    expect "2.3.3.2" pass
}
test "2.3.3.2 chrony_user: nobody could look" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/chrony/chrony.conf"] is unknown "not permitted"
    expect "2.3.3.2" unknown because "not permitted"
}
test "2.3.3.2 chrony_user: not of its type" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/chrony/chrony.conf"].values is error "not of its type"
    expect "2.3.3.2" error because "not of its type"
}
test "2.3.3.2 chrony_user: not installed" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["chrony"] is absent
    expect "2.3.3.2" notapplicable
}
test "2.3.3.3 chrony_on: not enabled" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["chrony.service"] = { enable = "disabled", active = "active" }
    expect "2.3.3.3" fail because "host.units[\"chrony.service\"].enable is \"disabled\""
}
test "2.3.3.3 chrony_on: not running" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["chrony.service"] = { enable = "enabled", active = "failed" }
    expect "2.3.3.3" fail because "host.units[\"chrony.service\"].active is \"failed\""
}
test "2.3.3.3 chrony_on: no such unit" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["chrony.service"] is absent
    expect "2.3.3.3" fail because "host.units[\"chrony.service\"].enable is absent"
}
test "2.3.3.3 chrony_on: no running system" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["chrony.service"].enable = "enabled"
    given host.units["chrony.service"].active is unknown "not permitted"
    expect "2.3.3.3" unknown because "not permitted"
}
test "2.3.3.3 chrony_on: nobody could look" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["chrony.service"] is unknown "not permitted"
    expect "2.3.3.3" unknown because "not permitted"
}
test "2.3.3.3 chrony_on: not of its type" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["chrony.service"].active = "active"
    given host.units["chrony.service"].enable is error "not of its type"
    expect "2.3.3.3" error because "not of its type"
}
test "2.3.3.3 chrony_on: not installed" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["chrony"] is absent
    expect "2.3.3.3" notapplicable
}
test "2.4.1.1 cron_on: not enabled" {
    given fixture system
    given fixture services
    given host.units["cron.service"] = { enable = "disabled", active = "active" }
    expect "2.4.1.1" fail because "host.units[\"cron.service\"].enable is \"disabled\""
}
test "2.4.1.1 cron_on: not running" {
    given fixture system
    given fixture services
    given host.units["cron.service"] = { enable = "enabled", active = "failed" }
    expect "2.4.1.1" fail because "host.units[\"cron.service\"].active is \"failed\""
}
test "2.4.1.1 cron_on: no such unit" {
    given fixture system
    given fixture services
    given host.units["cron.service"] is absent
    expect "2.4.1.1" fail because "host.units[\"cron.service\"].enable is absent"
}
test "2.4.1.1 cron_on: no running system" {
    given fixture system
    given fixture services
    given host.units["cron.service"].enable = "enabled"
    given host.units["cron.service"].active is unknown "not permitted"
    expect "2.4.1.1" unknown because "not permitted"
}
test "2.4.1.1 cron_on: nobody could look" {
    given fixture system
    given fixture services
    given host.units["cron.service"] is unknown "not permitted"
    expect "2.4.1.1" unknown because "not permitted"
}
test "2.4.1.1 cron_on: not of its type" {
    given fixture system
    given fixture services
    given host.units["cron.service"].active = "active"
    given host.units["cron.service"].enable is error "not of its type"
    expect "2.4.1.1" error because "not of its type"
}
test "2.4.1.1 cron_on: no cron" {
    given fixture system
    given fixture services
    given host.packages["cron"] is absent
    expect "2.4.1.1" notapplicable
}
test "2.4.1.2 crontab_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/crontab"].mode = 0644
    expect "2.4.1.2" fail because "host.files[\"/etc/crontab\"].mode"
}
test "2.4.1.2 crontab_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/crontab"].owner_name = "daemon"
    expect "2.4.1.2" fail because "host.files[\"/etc/crontab\"].owner_name is \"daemon\""
}
test "2.4.1.2 crontab_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/crontab"].group_name = "users"
    expect "2.4.1.2" fail because "host.files[\"/etc/crontab\"].group_name is \"users\""
}
test "2.4.1.2 crontab_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/crontab"].acl = true
    expect "2.4.1.2" fail because "host.files[\"/etc/crontab\"].acl is true"
}
test "2.4.1.2 crontab_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/crontab"].mode is unknown "not permitted"
    expect "2.4.1.2" unknown because "not permitted"
}
test "2.4.1.2 crontab_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/crontab"] is unknown "not permitted"
    expect "2.4.1.2" unknown because "not permitted"
}
test "2.4.1.2 crontab_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/crontab"].mode is error "not of its type"
    expect "2.4.1.2" error because "not of its type"
}
test "2.4.1.2 crontab_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/crontab"] is absent
    expect "2.4.1.2" notapplicable
}
test "2.4.1.2 crontab_access: no cron" {
    given fixture system
    given fixture files
    given host.packages["cron"] is absent
    expect "2.4.1.2" notapplicable
}
test "2.4.1.3 cron_hourly_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.hourly"].mode = 0755
    expect "2.4.1.3" fail because "host.files[\"/etc/cron.hourly\"].mode"
}
test "2.4.1.3 cron_hourly_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.hourly"].owner_name = "daemon"
    expect "2.4.1.3" fail because "host.files[\"/etc/cron.hourly\"].owner_name is \"daemon\""
}
test "2.4.1.3 cron_hourly_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.hourly"].group_name = "users"
    expect "2.4.1.3" fail because "host.files[\"/etc/cron.hourly\"].group_name is \"users\""
}
test "2.4.1.3 cron_hourly_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.hourly"].acl = true
    expect "2.4.1.3" fail because "host.files[\"/etc/cron.hourly\"].acl is true"
}
test "2.4.1.3 cron_hourly_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.hourly"].mode is unknown "not permitted"
    expect "2.4.1.3" unknown because "not permitted"
}
test "2.4.1.3 cron_hourly_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.hourly"] is unknown "not permitted"
    expect "2.4.1.3" unknown because "not permitted"
}
test "2.4.1.3 cron_hourly_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.hourly"].mode is error "not of its type"
    expect "2.4.1.3" error because "not of its type"
}
test "2.4.1.3 cron_hourly_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.hourly"] is absent
    expect "2.4.1.3" notapplicable
}
test "2.4.1.3 cron_hourly_access: no cron" {
    given fixture system
    given fixture files
    given host.packages["cron"] is absent
    expect "2.4.1.3" notapplicable
}
test "2.4.1.4 cron_daily_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.daily"].mode = 0755
    expect "2.4.1.4" fail because "host.files[\"/etc/cron.daily\"].mode"
}
test "2.4.1.4 cron_daily_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.daily"].owner_name = "daemon"
    expect "2.4.1.4" fail because "host.files[\"/etc/cron.daily\"].owner_name is \"daemon\""
}
test "2.4.1.4 cron_daily_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.daily"].group_name = "users"
    expect "2.4.1.4" fail because "host.files[\"/etc/cron.daily\"].group_name is \"users\""
}
test "2.4.1.4 cron_daily_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.daily"].acl = true
    expect "2.4.1.4" fail because "host.files[\"/etc/cron.daily\"].acl is true"
}
test "2.4.1.4 cron_daily_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.daily"].mode is unknown "not permitted"
    expect "2.4.1.4" unknown because "not permitted"
}
test "2.4.1.4 cron_daily_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.daily"] is unknown "not permitted"
    expect "2.4.1.4" unknown because "not permitted"
}
test "2.4.1.4 cron_daily_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.daily"].mode is error "not of its type"
    expect "2.4.1.4" error because "not of its type"
}
test "2.4.1.4 cron_daily_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.daily"] is absent
    expect "2.4.1.4" notapplicable
}
test "2.4.1.4 cron_daily_access: no cron" {
    given fixture system
    given fixture files
    given host.packages["cron"] is absent
    expect "2.4.1.4" notapplicable
}
test "2.4.1.5 cron_weekly_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.weekly"].mode = 0755
    expect "2.4.1.5" fail because "host.files[\"/etc/cron.weekly\"].mode"
}
test "2.4.1.5 cron_weekly_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.weekly"].owner_name = "daemon"
    expect "2.4.1.5" fail because "host.files[\"/etc/cron.weekly\"].owner_name is \"daemon\""
}
test "2.4.1.5 cron_weekly_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.weekly"].group_name = "users"
    expect "2.4.1.5" fail because "host.files[\"/etc/cron.weekly\"].group_name is \"users\""
}
test "2.4.1.5 cron_weekly_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.weekly"].acl = true
    expect "2.4.1.5" fail because "host.files[\"/etc/cron.weekly\"].acl is true"
}
test "2.4.1.5 cron_weekly_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.weekly"].mode is unknown "not permitted"
    expect "2.4.1.5" unknown because "not permitted"
}
test "2.4.1.5 cron_weekly_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.weekly"] is unknown "not permitted"
    expect "2.4.1.5" unknown because "not permitted"
}
test "2.4.1.5 cron_weekly_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.weekly"].mode is error "not of its type"
    expect "2.4.1.5" error because "not of its type"
}
test "2.4.1.5 cron_weekly_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.weekly"] is absent
    expect "2.4.1.5" notapplicable
}
test "2.4.1.5 cron_weekly_access: no cron" {
    given fixture system
    given fixture files
    given host.packages["cron"] is absent
    expect "2.4.1.5" notapplicable
}
test "2.4.1.6 cron_monthly_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.monthly"].mode = 0755
    expect "2.4.1.6" fail because "host.files[\"/etc/cron.monthly\"].mode"
}
test "2.4.1.6 cron_monthly_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.monthly"].owner_name = "daemon"
    expect "2.4.1.6" fail because "host.files[\"/etc/cron.monthly\"].owner_name is \"daemon\""
}
test "2.4.1.6 cron_monthly_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.monthly"].group_name = "users"
    expect "2.4.1.6" fail because "host.files[\"/etc/cron.monthly\"].group_name is \"users\""
}
test "2.4.1.6 cron_monthly_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.monthly"].acl = true
    expect "2.4.1.6" fail because "host.files[\"/etc/cron.monthly\"].acl is true"
}
test "2.4.1.6 cron_monthly_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.monthly"].mode is unknown "not permitted"
    expect "2.4.1.6" unknown because "not permitted"
}
test "2.4.1.6 cron_monthly_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.monthly"] is unknown "not permitted"
    expect "2.4.1.6" unknown because "not permitted"
}
test "2.4.1.6 cron_monthly_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.monthly"].mode is error "not of its type"
    expect "2.4.1.6" error because "not of its type"
}
test "2.4.1.6 cron_monthly_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.monthly"] is absent
    expect "2.4.1.6" notapplicable
}
test "2.4.1.6 cron_monthly_access: no cron" {
    given fixture system
    given fixture files
    given host.packages["cron"] is absent
    expect "2.4.1.6" notapplicable
}
test "2.4.1.7 cron_d_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.d"].mode = 0755
    expect "2.4.1.7" fail because "host.files[\"/etc/cron.d\"].mode"
}
test "2.4.1.7 cron_d_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.d"].owner_name = "daemon"
    expect "2.4.1.7" fail because "host.files[\"/etc/cron.d\"].owner_name is \"daemon\""
}
test "2.4.1.7 cron_d_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.d"].group_name = "users"
    expect "2.4.1.7" fail because "host.files[\"/etc/cron.d\"].group_name is \"users\""
}
test "2.4.1.7 cron_d_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.d"].acl = true
    expect "2.4.1.7" fail because "host.files[\"/etc/cron.d\"].acl is true"
}
test "2.4.1.7 cron_d_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.d"].mode is unknown "not permitted"
    expect "2.4.1.7" unknown because "not permitted"
}
test "2.4.1.7 cron_d_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.d"] is unknown "not permitted"
    expect "2.4.1.7" unknown because "not permitted"
}
test "2.4.1.7 cron_d_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.d"].mode is error "not of its type"
    expect "2.4.1.7" error because "not of its type"
}
test "2.4.1.7 cron_d_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.d"] is absent
    expect "2.4.1.7" notapplicable
}
test "2.4.1.7 cron_d_access: no cron" {
    given fixture system
    given fixture files
    given host.packages["cron"] is absent
    expect "2.4.1.7" notapplicable
}
test "2.4.1.8 cron_restricted: no cron.allow" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.allow"] is absent
    expect "2.4.1.8" fail because "host.files[\"/etc/cron.allow\"].kind is absent"
}
test "2.4.1.8 cron_restricted: cron.allow too open" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.allow"].mode = 0644
    expect "2.4.1.8" fail because "host.files[\"/etc/cron.allow\"].mode"
}
test "2.4.1.8 cron_restricted: cron.deny too open" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.deny"] = { kind = "regular", mode = 0666, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false }
    expect "2.4.1.8" fail because "host.files[\"/etc/cron.deny\"].mode"
}
test "2.4.1.8 cron_restricted: cron.deny closed" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.deny"] = { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false }
    expect "2.4.1.8" pass
}
test "2.4.1.8 cron_restricted: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.allow"] is unknown "not permitted"
    expect "2.4.1.8" unknown because "not permitted"
}
test "2.4.1.8 cron_restricted: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/cron.allow"].kind is error "not of its type"
    expect "2.4.1.8" error because "not of its type"
}
test "2.4.1.8 cron_restricted: no cron" {
    given fixture system
    given fixture files
    given host.packages["cron"] is absent
    expect "2.4.1.8" notapplicable
}
test "2.4.2.1 at_restricted: in order" {
    given fixture system
    given fixture files
    given host.packages["at"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.files["/etc/at.allow"] = { kind = "regular", mode = 0640, owner = 0, group = 1000, owner_name = "root", group_name = "daemon", acl = false }
    expect "2.4.2.1" pass
}
test "2.4.2.1 at_restricted: no at.allow" {
    given fixture system
    given fixture files
    given host.packages["at"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.files["/etc/at.allow"] is absent
    expect "2.4.2.1" fail because "host.files[\"/etc/at.allow\"].kind is absent"
}
test "2.4.2.1 at_restricted: at.allow too open" {
    given fixture system
    given fixture files
    given host.packages["at"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.files["/etc/at.allow"] = { kind = "regular", mode = 0640, owner = 0, group = 1000, owner_name = "root", group_name = "daemon", acl = false }
    given host.files["/etc/at.allow"].mode = 0644
    expect "2.4.2.1" fail because "host.files[\"/etc/at.allow\"].mode"
}
test "2.4.2.1 at_restricted: nobody could look" {
    given fixture system
    given fixture files
    given host.packages["at"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.files["/etc/at.allow"] is unknown "not permitted"
    expect "2.4.2.1" unknown because "not permitted"
}
test "2.4.2.1 at_restricted: not of its type" {
    given fixture system
    given fixture files
    given host.packages["at"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.files["/etc/at.allow"] = { kind = "regular", mode = 0640, owner = 0, group = 1000, owner_name = "root", group_name = "daemon", acl = false }
    given host.files["/etc/at.allow"].kind is error "not of its type"
    expect "2.4.2.1" error because "not of its type"
}
test "2.4.2.1 at_restricted: not installed" {
    given fixture system
    given fixture files
    expect "2.4.2.1" notapplicable
}

// ------------------------------------------------------------------------------------------------ 3
test "3.1.2 no_wireless: loadable" {
    given fixture system
    given fixture modules
    given host.modules["cfg80211"].policy = "loadable"
    expect "3.1.2" fail because "host.modules[\"cfg80211\"].available is true"
}
test "3.1.2 no_wireless: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["cfg80211"].loaded = true
    expect "3.1.2" fail because "host.modules[\"cfg80211\"].available is true"
}
test "3.1.2 no_wireless: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["cfg80211"].available = false
    given host.modules["cfg80211"].policy = "loadable"
    expect "3.1.2" pass
}
test "3.1.2 no_wireless: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["cfg80211"].available is unknown "not permitted"
    given host.modules["cfg80211"].loaded is unknown "not permitted"
    expect "3.1.2" unknown because "not permitted"
}
test "3.1.2 no_wireless: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["cfg80211"].available is error "not of its type"
    given host.modules["cfg80211"].policy is error "not of its type"
    expect "3.1.2" error because "not of its type"
}
test "3.1.2 no_wireless: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "3.1.2" notapplicable
}
test "3.1.3 bluetooth_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["bluez"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["bluetooth.service"] = { enable = "enabled", active = "inactive" }
    expect "3.1.3" fail because "host.packages[\"bluez\"].state is \"installed\""
}
test "3.1.3 bluetooth_off: running" {
    given fixture system
    given fixture services
    given host.packages["bluez"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["bluetooth.service"] = { enable = "disabled", active = "active" }
    expect "3.1.3" fail because "host.packages[\"bluez\"].state is \"installed\""
}
test "3.1.3 bluetooth_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["bluez"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["bluetooth.service"] = { enable = "masked", active = "inactive" }
    expect "3.1.3" pass
}
test "3.1.3 bluetooth_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["bluez"] is unknown "not permitted"
    given host.units["bluetooth.service"] is unknown "not permitted"
    expect "3.1.3" unknown because "not permitted"
}
test "3.1.3 bluetooth_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["bluez"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["bluetooth.service"].enable = "disabled"
    given host.units["bluetooth.service"].active is unknown "not permitted"
    expect "3.1.3" unknown because "not permitted"
}
test "3.1.3 bluetooth_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["bluez"] is error "not of its type"
    given host.units["bluetooth.service"] is error "not of its type"
    expect "3.1.3" error because "not of its type"
}
test "3.2.1 dccp_unavailable: loadable" {
    given fixture system
    given fixture modules
    given host.modules["dccp"].policy = "loadable"
    expect "3.2.1" fail because "host.modules[\"dccp\"].available is true"
}
test "3.2.1 dccp_unavailable: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["dccp"].loaded = true
    expect "3.2.1" fail because "host.modules[\"dccp\"].available is true"
}
test "3.2.1 dccp_unavailable: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["dccp"].available = false
    given host.modules["dccp"].policy = "loadable"
    expect "3.2.1" pass
}
test "3.2.1 dccp_unavailable: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["dccp"].available is unknown "not permitted"
    given host.modules["dccp"].loaded is unknown "not permitted"
    expect "3.2.1" unknown because "not permitted"
}
test "3.2.1 dccp_unavailable: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["dccp"].available is error "not of its type"
    given host.modules["dccp"].policy is error "not of its type"
    expect "3.2.1" error because "not of its type"
}
test "3.2.1 dccp_unavailable: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "3.2.1" notapplicable
}
test "3.2.2 tipc_unavailable: loadable" {
    given fixture system
    given fixture modules
    given host.modules["tipc"].policy = "loadable"
    expect "3.2.2" fail because "host.modules[\"tipc\"].available is true"
}
test "3.2.2 tipc_unavailable: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["tipc"].loaded = true
    expect "3.2.2" fail because "host.modules[\"tipc\"].available is true"
}
test "3.2.2 tipc_unavailable: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["tipc"].available = false
    given host.modules["tipc"].policy = "loadable"
    expect "3.2.2" pass
}
test "3.2.2 tipc_unavailable: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["tipc"].available is unknown "not permitted"
    given host.modules["tipc"].loaded is unknown "not permitted"
    expect "3.2.2" unknown because "not permitted"
}
test "3.2.2 tipc_unavailable: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["tipc"].available is error "not of its type"
    given host.modules["tipc"].policy is error "not of its type"
    expect "3.2.2" error because "not of its type"
}
test "3.2.2 tipc_unavailable: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "3.2.2" notapplicable
}
test "3.2.3 rds_unavailable: loadable" {
    given fixture system
    given fixture modules
    given host.modules["rds"].policy = "loadable"
    expect "3.2.3" fail because "host.modules[\"rds\"].available is true"
}
test "3.2.3 rds_unavailable: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["rds"].loaded = true
    expect "3.2.3" fail because "host.modules[\"rds\"].available is true"
}
test "3.2.3 rds_unavailable: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["rds"].available = false
    given host.modules["rds"].policy = "loadable"
    expect "3.2.3" pass
}
test "3.2.3 rds_unavailable: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["rds"].available is unknown "not permitted"
    given host.modules["rds"].loaded is unknown "not permitted"
    expect "3.2.3" unknown because "not permitted"
}
test "3.2.3 rds_unavailable: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["rds"].available is error "not of its type"
    given host.modules["rds"].policy is error "not of its type"
    expect "3.2.3" error because "not of its type"
}
test "3.2.3 rds_unavailable: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "3.2.3" notapplicable
}
test "3.2.4 sctp_unavailable: loadable" {
    given fixture system
    given fixture modules
    given host.modules["sctp"].policy = "loadable"
    expect "3.2.4" fail because "host.modules[\"sctp\"].available is true"
}
test "3.2.4 sctp_unavailable: loaded all the same" {
    given fixture system
    given fixture modules
    given host.modules["sctp"].loaded = true
    expect "3.2.4" fail because "host.modules[\"sctp\"].available is true"
}
test "3.2.4 sctp_unavailable: the kernel has no such module" {
    given fixture system
    given fixture modules
    given host.modules["sctp"].available = false
    given host.modules["sctp"].policy = "loadable"
    expect "3.2.4" pass
}
test "3.2.4 sctp_unavailable: no kernel to look at" {
    given fixture system
    given fixture modules
    given host.modules["sctp"].available is unknown "not permitted"
    given host.modules["sctp"].loaded is unknown "not permitted"
    expect "3.2.4" unknown because "not permitted"
}
test "3.2.4 sctp_unavailable: not of its type" {
    given fixture system
    given fixture modules
    given host.modules["sctp"].available is error "not of its type"
    given host.modules["sctp"].policy is error "not of its type"
    expect "3.2.4" error because "not of its type"
}
test "3.2.4 sctp_unavailable: a container" {
    given fixture system
    given fixture modules
    given host.os.container = true
    expect "3.2.4" notapplicable
}
test "3.3.1 forwarding_off: off now: net.ipv4.ip_forward" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.ip_forward"].live = 1
    expect "3.3.1" fail because "host.sysctl[\"net.ipv4.ip_forward\"].live is 1"
}
test "3.3.1 forwarding_off: off at the next boot: net.ipv4.ip_forward" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.ip_forward"].persisted = 1
    expect "3.3.1" fail because "host.sysctl[\"net.ipv4.ip_forward\"].persisted is 1"
}
test "3.3.1 forwarding_off: nothing sets it at boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.ip_forward"].persisted is absent
    expect "3.3.1" fail because "host.sysctl[\"net.ipv4.ip_forward\"].persisted is absent"
}
test "3.3.1 forwarding_off: the kernel has no such parameter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.ip_forward"].live is absent
    expect "3.3.1" fail because "host.sysctl[\"net.ipv4.ip_forward\"].live is absent"
}
test "3.3.1 forwarding_off: no running system" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.ip_forward"].live is unknown "not permitted"
    expect "3.3.1" unknown because "not permitted"
}
test "3.3.1 forwarding_off: nobody could look" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.ip_forward"].persisted is unknown "not permitted"
    expect "3.3.1" unknown because "not permitted"
}
test "3.3.1 forwarding_off: not of its type" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.ip_forward"].live is error "not of its type"
    expect "3.3.1" error because "not of its type"
}
test "3.3.1 forwarding_off: off now: net.ipv6.conf.all.forwarding" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.forwarding"].live = 1
    expect "3.3.1" fail because "host.sysctl[\"net.ipv6.conf.all.forwarding\"].live is 1"
}
test "3.3.1 forwarding_off: off at the next boot: net.ipv6.conf.all.forwarding" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.forwarding"].persisted = 1
    expect "3.3.1" fail because "host.sysctl[\"net.ipv6.conf.all.forwarding\"].persisted is 1"
}
test "3.3.1 forwarding_off: no IPv6: only the other half counts" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.disable_ipv6"].live is absent
    given host.sysctl["net.ipv6.conf.all.forwarding"].live is absent
    expect "3.3.1" pass
}
test "3.3.1 forwarding_off: a container" {
    given fixture system
    given fixture sysctl
    given host.os.container = true
    expect "3.3.1" notapplicable
}
test "3.3.1 forwarding_off: a router" {
    given fixture system
    given fixture sysctl
    given param is_router = true
    expect "3.3.1" notapplicable
}
test "3.3.2 send_redirects_off: off now: net.ipv4.conf.all.send_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.send_redirects"].live = 1
    expect "3.3.2" fail because "host.sysctl[\"net.ipv4.conf.all.send_redirects\"].live is 1"
}
test "3.3.2 send_redirects_off: off at the next boot: net.ipv4.conf.all.send_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.send_redirects"].persisted = 1
    expect "3.3.2" fail because "host.sysctl[\"net.ipv4.conf.all.send_redirects\"].persisted is 1"
}
test "3.3.2 send_redirects_off: nothing sets it at boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.send_redirects"].persisted is absent
    expect "3.3.2" fail because "host.sysctl[\"net.ipv4.conf.all.send_redirects\"].persisted is absent"
}
test "3.3.2 send_redirects_off: the kernel has no such parameter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.send_redirects"].live is absent
    expect "3.3.2" fail because "host.sysctl[\"net.ipv4.conf.all.send_redirects\"].live is absent"
}
test "3.3.2 send_redirects_off: no running system" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.send_redirects"].live is unknown "not permitted"
    expect "3.3.2" unknown because "not permitted"
}
test "3.3.2 send_redirects_off: nobody could look" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.send_redirects"].persisted is unknown "not permitted"
    expect "3.3.2" unknown because "not permitted"
}
test "3.3.2 send_redirects_off: not of its type" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.send_redirects"].live is error "not of its type"
    expect "3.3.2" error because "not of its type"
}
test "3.3.2 send_redirects_off: off now: net.ipv4.conf.default.send_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.default.send_redirects"].live = 1
    expect "3.3.2" fail because "host.sysctl[\"net.ipv4.conf.default.send_redirects\"].live is 1"
}
test "3.3.2 send_redirects_off: off at the next boot: net.ipv4.conf.default.send_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.default.send_redirects"].persisted = 1
    expect "3.3.2" fail because "host.sysctl[\"net.ipv4.conf.default.send_redirects\"].persisted is 1"
}
test "3.3.2 send_redirects_off: a container" {
    given fixture system
    given fixture sysctl
    given host.os.container = true
    expect "3.3.2" notapplicable
}
test "3.3.2 send_redirects_off: a router" {
    given fixture system
    given fixture sysctl
    given param is_router = true
    expect "3.3.2" notapplicable
}
test "3.3.3 bogus_icmp_ignored: off now" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_ignore_bogus_error_responses"].live = 0
    expect "3.3.3" fail because "host.sysctl[\"net.ipv4.icmp_ignore_bogus_error_responses\"].live is 0"
}
test "3.3.3 bogus_icmp_ignored: off at the next boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_ignore_bogus_error_responses"].persisted = 0
    expect "3.3.3" fail because "host.sysctl[\"net.ipv4.icmp_ignore_bogus_error_responses\"].persisted is 0"
}
test "3.3.3 bogus_icmp_ignored: nothing sets it at boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_ignore_bogus_error_responses"].persisted is absent
    expect "3.3.3" fail because "host.sysctl[\"net.ipv4.icmp_ignore_bogus_error_responses\"].persisted is absent"
}
test "3.3.3 bogus_icmp_ignored: the kernel has no such parameter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_ignore_bogus_error_responses"].live is absent
    expect "3.3.3" fail because "host.sysctl[\"net.ipv4.icmp_ignore_bogus_error_responses\"].live is absent"
}
test "3.3.3 bogus_icmp_ignored: no running system" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_ignore_bogus_error_responses"].live is unknown "not permitted"
    expect "3.3.3" unknown because "not permitted"
}
test "3.3.3 bogus_icmp_ignored: nobody could look" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_ignore_bogus_error_responses"].persisted is unknown "not permitted"
    expect "3.3.3" unknown because "not permitted"
}
test "3.3.3 bogus_icmp_ignored: not of its type" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_ignore_bogus_error_responses"].live is error "not of its type"
    expect "3.3.3" error because "not of its type"
}
test "3.3.3 bogus_icmp_ignored: a container" {
    given fixture system
    given fixture sysctl
    given host.os.container = true
    expect "3.3.3" notapplicable
}
test "3.3.4 broadcast_icmp_ignored: off now" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_echo_ignore_broadcasts"].live = 0
    expect "3.3.4" fail because "host.sysctl[\"net.ipv4.icmp_echo_ignore_broadcasts\"].live is 0"
}
test "3.3.4 broadcast_icmp_ignored: off at the next boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_echo_ignore_broadcasts"].persisted = 0
    expect "3.3.4" fail because "host.sysctl[\"net.ipv4.icmp_echo_ignore_broadcasts\"].persisted is 0"
}
test "3.3.4 broadcast_icmp_ignored: nothing sets it at boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_echo_ignore_broadcasts"].persisted is absent
    expect "3.3.4" fail because "host.sysctl[\"net.ipv4.icmp_echo_ignore_broadcasts\"].persisted is absent"
}
test "3.3.4 broadcast_icmp_ignored: the kernel has no such parameter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_echo_ignore_broadcasts"].live is absent
    expect "3.3.4" fail because "host.sysctl[\"net.ipv4.icmp_echo_ignore_broadcasts\"].live is absent"
}
test "3.3.4 broadcast_icmp_ignored: no running system" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_echo_ignore_broadcasts"].live is unknown "not permitted"
    expect "3.3.4" unknown because "not permitted"
}
test "3.3.4 broadcast_icmp_ignored: nobody could look" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_echo_ignore_broadcasts"].persisted is unknown "not permitted"
    expect "3.3.4" unknown because "not permitted"
}
test "3.3.4 broadcast_icmp_ignored: not of its type" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.icmp_echo_ignore_broadcasts"].live is error "not of its type"
    expect "3.3.4" error because "not of its type"
}
test "3.3.4 broadcast_icmp_ignored: a container" {
    given fixture system
    given fixture sysctl
    given host.os.container = true
    expect "3.3.4" notapplicable
}
test "3.3.5 redirects_ignored: off now: net.ipv4.conf.all.accept_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_redirects"].live = 1
    expect "3.3.5" fail because "host.sysctl[\"net.ipv4.conf.all.accept_redirects\"].live is 1"
}
test "3.3.5 redirects_ignored: off at the next boot: net.ipv4.conf.all.accept_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_redirects"].persisted = 1
    expect "3.3.5" fail because "host.sysctl[\"net.ipv4.conf.all.accept_redirects\"].persisted is 1"
}
test "3.3.5 redirects_ignored: nothing sets it at boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_redirects"].persisted is absent
    expect "3.3.5" fail because "host.sysctl[\"net.ipv4.conf.all.accept_redirects\"].persisted is absent"
}
test "3.3.5 redirects_ignored: the kernel has no such parameter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_redirects"].live is absent
    expect "3.3.5" fail because "host.sysctl[\"net.ipv4.conf.all.accept_redirects\"].live is absent"
}
test "3.3.5 redirects_ignored: no running system" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_redirects"].live is unknown "not permitted"
    expect "3.3.5" unknown because "not permitted"
}
test "3.3.5 redirects_ignored: nobody could look" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_redirects"].persisted is unknown "not permitted"
    expect "3.3.5" unknown because "not permitted"
}
test "3.3.5 redirects_ignored: not of its type" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_redirects"].live is error "not of its type"
    expect "3.3.5" error because "not of its type"
}
test "3.3.5 redirects_ignored: off now: net.ipv4.conf.default.accept_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.default.accept_redirects"].live = 1
    expect "3.3.5" fail because "host.sysctl[\"net.ipv4.conf.default.accept_redirects\"].live is 1"
}
test "3.3.5 redirects_ignored: off at the next boot: net.ipv4.conf.default.accept_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.default.accept_redirects"].persisted = 1
    expect "3.3.5" fail because "host.sysctl[\"net.ipv4.conf.default.accept_redirects\"].persisted is 1"
}
test "3.3.5 redirects_ignored: off now: net.ipv6.conf.all.accept_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.accept_redirects"].live = 1
    expect "3.3.5" fail because "host.sysctl[\"net.ipv6.conf.all.accept_redirects\"].live is 1"
}
test "3.3.5 redirects_ignored: off at the next boot: net.ipv6.conf.all.accept_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.accept_redirects"].persisted = 1
    expect "3.3.5" fail because "host.sysctl[\"net.ipv6.conf.all.accept_redirects\"].persisted is 1"
}
test "3.3.5 redirects_ignored: off now: net.ipv6.conf.default.accept_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.default.accept_redirects"].live = 1
    expect "3.3.5" fail because "host.sysctl[\"net.ipv6.conf.default.accept_redirects\"].live is 1"
}
test "3.3.5 redirects_ignored: off at the next boot: net.ipv6.conf.default.accept_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.default.accept_redirects"].persisted = 1
    expect "3.3.5" fail because "host.sysctl[\"net.ipv6.conf.default.accept_redirects\"].persisted is 1"
}
test "3.3.5 redirects_ignored: no IPv6: only the other half counts" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.disable_ipv6"].live is absent
    given host.sysctl["net.ipv6.conf.all.accept_redirects"].live is absent
    given host.sysctl["net.ipv6.conf.default.accept_redirects"].live is absent
    expect "3.3.5" pass
}
test "3.3.5 redirects_ignored: a container" {
    given fixture system
    given fixture sysctl
    given host.os.container = true
    expect "3.3.5" notapplicable
}
test "3.3.6 secure_redirects_ignored: off now: net.ipv4.conf.all.secure_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.secure_redirects"].live = 1
    expect "3.3.6" fail because "host.sysctl[\"net.ipv4.conf.all.secure_redirects\"].live is 1"
}
test "3.3.6 secure_redirects_ignored: off at the next boot: net.ipv4.conf.all.secure_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.secure_redirects"].persisted = 1
    expect "3.3.6" fail because "host.sysctl[\"net.ipv4.conf.all.secure_redirects\"].persisted is 1"
}
test "3.3.6 secure_redirects_ignored: nothing sets it at boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.secure_redirects"].persisted is absent
    expect "3.3.6" fail because "host.sysctl[\"net.ipv4.conf.all.secure_redirects\"].persisted is absent"
}
test "3.3.6 secure_redirects_ignored: the kernel has no such parameter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.secure_redirects"].live is absent
    expect "3.3.6" fail because "host.sysctl[\"net.ipv4.conf.all.secure_redirects\"].live is absent"
}
test "3.3.6 secure_redirects_ignored: no running system" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.secure_redirects"].live is unknown "not permitted"
    expect "3.3.6" unknown because "not permitted"
}
test "3.3.6 secure_redirects_ignored: nobody could look" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.secure_redirects"].persisted is unknown "not permitted"
    expect "3.3.6" unknown because "not permitted"
}
test "3.3.6 secure_redirects_ignored: not of its type" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.secure_redirects"].live is error "not of its type"
    expect "3.3.6" error because "not of its type"
}
test "3.3.6 secure_redirects_ignored: off now: net.ipv4.conf.default.secure_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.default.secure_redirects"].live = 1
    expect "3.3.6" fail because "host.sysctl[\"net.ipv4.conf.default.secure_redirects\"].live is 1"
}
test "3.3.6 secure_redirects_ignored: off at the next boot: net.ipv4.conf.default.secure_redirects" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.default.secure_redirects"].persisted = 1
    expect "3.3.6" fail because "host.sysctl[\"net.ipv4.conf.default.secure_redirects\"].persisted is 1"
}
test "3.3.6 secure_redirects_ignored: a container" {
    given fixture system
    given fixture sysctl
    given host.os.container = true
    expect "3.3.6" notapplicable
}
test "3.3.7 reverse_path_checked: off now: net.ipv4.conf.all.rp_filter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.rp_filter"].live = 0
    expect "3.3.7" fail because "host.sysctl[\"net.ipv4.conf.all.rp_filter\"].live is 0"
}
test "3.3.7 reverse_path_checked: off at the next boot: net.ipv4.conf.all.rp_filter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.rp_filter"].persisted = 0
    expect "3.3.7" fail because "host.sysctl[\"net.ipv4.conf.all.rp_filter\"].persisted is 0"
}
test "3.3.7 reverse_path_checked: nothing sets it at boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.rp_filter"].persisted is absent
    expect "3.3.7" fail because "host.sysctl[\"net.ipv4.conf.all.rp_filter\"].persisted is absent"
}
test "3.3.7 reverse_path_checked: the kernel has no such parameter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.rp_filter"].live is absent
    expect "3.3.7" fail because "host.sysctl[\"net.ipv4.conf.all.rp_filter\"].live is absent"
}
test "3.3.7 reverse_path_checked: no running system" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.rp_filter"].live is unknown "not permitted"
    expect "3.3.7" unknown because "not permitted"
}
test "3.3.7 reverse_path_checked: nobody could look" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.rp_filter"].persisted is unknown "not permitted"
    expect "3.3.7" unknown because "not permitted"
}
test "3.3.7 reverse_path_checked: not of its type" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.rp_filter"].live is error "not of its type"
    expect "3.3.7" error because "not of its type"
}
test "3.3.7 reverse_path_checked: off now: net.ipv4.conf.default.rp_filter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.default.rp_filter"].live = 0
    expect "3.3.7" fail because "host.sysctl[\"net.ipv4.conf.default.rp_filter\"].live is 0"
}
test "3.3.7 reverse_path_checked: off at the next boot: net.ipv4.conf.default.rp_filter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.default.rp_filter"].persisted = 0
    expect "3.3.7" fail because "host.sysctl[\"net.ipv4.conf.default.rp_filter\"].persisted is 0"
}
test "3.3.7 reverse_path_checked: a container" {
    given fixture system
    given fixture sysctl
    given host.os.container = true
    expect "3.3.7" notapplicable
}
test "3.3.8 source_routes_refused: off now: net.ipv4.conf.all.accept_source_route" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_source_route"].live = 1
    expect "3.3.8" fail because "host.sysctl[\"net.ipv4.conf.all.accept_source_route\"].live is 1"
}
test "3.3.8 source_routes_refused: off at the next boot: net.ipv4.conf.all.accept_source_route" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_source_route"].persisted = 1
    expect "3.3.8" fail because "host.sysctl[\"net.ipv4.conf.all.accept_source_route\"].persisted is 1"
}
test "3.3.8 source_routes_refused: nothing sets it at boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_source_route"].persisted is absent
    expect "3.3.8" fail because "host.sysctl[\"net.ipv4.conf.all.accept_source_route\"].persisted is absent"
}
test "3.3.8 source_routes_refused: the kernel has no such parameter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_source_route"].live is absent
    expect "3.3.8" fail because "host.sysctl[\"net.ipv4.conf.all.accept_source_route\"].live is absent"
}
test "3.3.8 source_routes_refused: no running system" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_source_route"].live is unknown "not permitted"
    expect "3.3.8" unknown because "not permitted"
}
test "3.3.8 source_routes_refused: nobody could look" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_source_route"].persisted is unknown "not permitted"
    expect "3.3.8" unknown because "not permitted"
}
test "3.3.8 source_routes_refused: not of its type" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.accept_source_route"].live is error "not of its type"
    expect "3.3.8" error because "not of its type"
}
test "3.3.8 source_routes_refused: off now: net.ipv4.conf.default.accept_source_route" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.default.accept_source_route"].live = 1
    expect "3.3.8" fail because "host.sysctl[\"net.ipv4.conf.default.accept_source_route\"].live is 1"
}
test "3.3.8 source_routes_refused: off at the next boot: net.ipv4.conf.default.accept_source_route" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.default.accept_source_route"].persisted = 1
    expect "3.3.8" fail because "host.sysctl[\"net.ipv4.conf.default.accept_source_route\"].persisted is 1"
}
test "3.3.8 source_routes_refused: off now: net.ipv6.conf.all.accept_source_route" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.accept_source_route"].live = 1
    expect "3.3.8" fail because "host.sysctl[\"net.ipv6.conf.all.accept_source_route\"].live is 1"
}
test "3.3.8 source_routes_refused: off at the next boot: net.ipv6.conf.all.accept_source_route" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.accept_source_route"].persisted = 1
    expect "3.3.8" fail because "host.sysctl[\"net.ipv6.conf.all.accept_source_route\"].persisted is 1"
}
test "3.3.8 source_routes_refused: off now: net.ipv6.conf.default.accept_source_route" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.default.accept_source_route"].live = 1
    expect "3.3.8" fail because "host.sysctl[\"net.ipv6.conf.default.accept_source_route\"].live is 1"
}
test "3.3.8 source_routes_refused: off at the next boot: net.ipv6.conf.default.accept_source_route" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.default.accept_source_route"].persisted = 1
    expect "3.3.8" fail because "host.sysctl[\"net.ipv6.conf.default.accept_source_route\"].persisted is 1"
}
test "3.3.8 source_routes_refused: no IPv6: only the other half counts" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.disable_ipv6"].live is absent
    given host.sysctl["net.ipv6.conf.all.accept_source_route"].live is absent
    given host.sysctl["net.ipv6.conf.default.accept_source_route"].live is absent
    expect "3.3.8" pass
}
test "3.3.8 source_routes_refused: a container" {
    given fixture system
    given fixture sysctl
    given host.os.container = true
    expect "3.3.8" notapplicable
}
test "3.3.9 martians_logged: off now: net.ipv4.conf.all.log_martians" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.log_martians"].live = 0
    expect "3.3.9" fail because "host.sysctl[\"net.ipv4.conf.all.log_martians\"].live is 0"
}
test "3.3.9 martians_logged: off at the next boot: net.ipv4.conf.all.log_martians" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.log_martians"].persisted = 0
    expect "3.3.9" fail because "host.sysctl[\"net.ipv4.conf.all.log_martians\"].persisted is 0"
}
test "3.3.9 martians_logged: nothing sets it at boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.log_martians"].persisted is absent
    expect "3.3.9" fail because "host.sysctl[\"net.ipv4.conf.all.log_martians\"].persisted is absent"
}
test "3.3.9 martians_logged: the kernel has no such parameter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.log_martians"].live is absent
    expect "3.3.9" fail because "host.sysctl[\"net.ipv4.conf.all.log_martians\"].live is absent"
}
test "3.3.9 martians_logged: no running system" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.log_martians"].live is unknown "not permitted"
    expect "3.3.9" unknown because "not permitted"
}
test "3.3.9 martians_logged: nobody could look" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.log_martians"].persisted is unknown "not permitted"
    expect "3.3.9" unknown because "not permitted"
}
test "3.3.9 martians_logged: not of its type" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.all.log_martians"].live is error "not of its type"
    expect "3.3.9" error because "not of its type"
}
test "3.3.9 martians_logged: off now: net.ipv4.conf.default.log_martians" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.default.log_martians"].live = 0
    expect "3.3.9" fail because "host.sysctl[\"net.ipv4.conf.default.log_martians\"].live is 0"
}
test "3.3.9 martians_logged: off at the next boot: net.ipv4.conf.default.log_martians" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.conf.default.log_martians"].persisted = 0
    expect "3.3.9" fail because "host.sysctl[\"net.ipv4.conf.default.log_martians\"].persisted is 0"
}
test "3.3.9 martians_logged: a container" {
    given fixture system
    given fixture sysctl
    given host.os.container = true
    expect "3.3.9" notapplicable
}
test "3.3.10 syn_cookies_on: off now" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.tcp_syncookies"].live = 0
    expect "3.3.10" fail because "host.sysctl[\"net.ipv4.tcp_syncookies\"].live is 0"
}
test "3.3.10 syn_cookies_on: off at the next boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.tcp_syncookies"].persisted = 0
    expect "3.3.10" fail because "host.sysctl[\"net.ipv4.tcp_syncookies\"].persisted is 0"
}
test "3.3.10 syn_cookies_on: nothing sets it at boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.tcp_syncookies"].persisted is absent
    expect "3.3.10" fail because "host.sysctl[\"net.ipv4.tcp_syncookies\"].persisted is absent"
}
test "3.3.10 syn_cookies_on: the kernel has no such parameter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.tcp_syncookies"].live is absent
    expect "3.3.10" fail because "host.sysctl[\"net.ipv4.tcp_syncookies\"].live is absent"
}
test "3.3.10 syn_cookies_on: no running system" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.tcp_syncookies"].live is unknown "not permitted"
    expect "3.3.10" unknown because "not permitted"
}
test "3.3.10 syn_cookies_on: nobody could look" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.tcp_syncookies"].persisted is unknown "not permitted"
    expect "3.3.10" unknown because "not permitted"
}
test "3.3.10 syn_cookies_on: not of its type" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv4.tcp_syncookies"].live is error "not of its type"
    expect "3.3.10" error because "not of its type"
}
test "3.3.10 syn_cookies_on: a container" {
    given fixture system
    given fixture sysctl
    given host.os.container = true
    expect "3.3.10" notapplicable
}
test "3.3.11 router_advertisements_ignored: off now: net.ipv6.conf.all.accept_ra" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.accept_ra"].live = 1
    expect "3.3.11" fail because "host.sysctl[\"net.ipv6.conf.all.accept_ra\"].live is 1"
}
test "3.3.11 router_advertisements_ignored: off at the next boot: net.ipv6.conf.all.accept_ra" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.accept_ra"].persisted = 1
    expect "3.3.11" fail because "host.sysctl[\"net.ipv6.conf.all.accept_ra\"].persisted is 1"
}
test "3.3.11 router_advertisements_ignored: nothing sets it at boot" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.accept_ra"].persisted is absent
    expect "3.3.11" fail because "host.sysctl[\"net.ipv6.conf.all.accept_ra\"].persisted is absent"
}
test "3.3.11 router_advertisements_ignored: the kernel has no such parameter" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.accept_ra"].live is absent
    expect "3.3.11" fail because "host.sysctl[\"net.ipv6.conf.all.accept_ra\"].live is absent"
}
test "3.3.11 router_advertisements_ignored: no running system" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.accept_ra"].live is unknown "not permitted"
    expect "3.3.11" unknown because "not permitted"
}
test "3.3.11 router_advertisements_ignored: nobody could look" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.accept_ra"].persisted is unknown "not permitted"
    expect "3.3.11" unknown because "not permitted"
}
test "3.3.11 router_advertisements_ignored: not of its type" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.accept_ra"].live is error "not of its type"
    expect "3.3.11" error because "not of its type"
}
test "3.3.11 router_advertisements_ignored: off now: net.ipv6.conf.default.accept_ra" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.default.accept_ra"].live = 1
    expect "3.3.11" fail because "host.sysctl[\"net.ipv6.conf.default.accept_ra\"].live is 1"
}
test "3.3.11 router_advertisements_ignored: off at the next boot: net.ipv6.conf.default.accept_ra" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.default.accept_ra"].persisted = 1
    expect "3.3.11" fail because "host.sysctl[\"net.ipv6.conf.default.accept_ra\"].persisted is 1"
}
test "3.3.11 router_advertisements_ignored: no IPv6" {
    given fixture system
    given fixture sysctl
    given host.sysctl["net.ipv6.conf.all.disable_ipv6"].live = 1
    expect "3.3.11" notapplicable
}
test "3.3.11 router_advertisements_ignored: a container" {
    given fixture system
    given fixture sysctl
    given host.os.container = true
    expect "3.3.11" notapplicable
}

// ------------------------------------------------------------------------------------------------ 4
test "4.1.1 one_firewall: none" {
    given fixture system
    given fixture services
    given host.units["nftables.service"].enable = "disabled"
    expect "4.1.1" fail because "host.units"
}
test "4.1.1 one_firewall: two" {
    given fixture system
    given fixture services
    given host.units["ufw.service"] = { enable = "enabled", active = "active" }
    expect "4.1.1" fail because "host.units"
}
test "4.1.1 one_firewall: no running system" {
    given fixture system
    given fixture services
    given host.units["nftables.service"].active is unknown "not permitted"
    expect "4.1.1" unknown because "not permitted"
}
test "4.1.1 one_firewall: nobody could look" {
    given fixture system
    given fixture services
    given host.units is unknown "not permitted"
    expect "4.1.1" unknown because "not permitted"
}
test "4.1.1 one_firewall: not of its type" {
    given fixture system
    given fixture services
    given host.units["nftables.service"].active is error "not of its type"
    expect "4.1.1" error because "not of its type"
}
test "4.1.1 one_firewall: a container" {
    given fixture system
    given fixture services
    given host.os.container = true
    expect "4.1.1" notapplicable
}
test "4.2.1 ufw_installed: in order" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.packages["ufw"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "4.2.1" pass
}
test "4.2.1 ufw_installed: not installed" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    expect "4.2.1" fail because "host.packages[\"ufw\"].state is absent"
}
test "4.2.1 ufw_installed: nobody could look" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.packages["ufw"] is unknown "not permitted"
    expect "4.2.1" unknown because "not permitted"
}
test "4.2.1 ufw_installed: not of its type" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.packages["ufw"] is error "not of its type"
    expect "4.2.1" error because "not of its type"
}
test "4.2.1 ufw_installed: the site uses nftables" {
    given fixture system
    given fixture services
    expect "4.2.1" notapplicable
}
test "4.2.2 iptables_persistent_absent: in order" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    expect "4.2.2" pass
}
test "4.2.2 iptables_persistent_absent: installed" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.packages["iptables-persistent"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "4.2.2" fail because "host.packages[\"iptables-persistent\"].state is \"installed\""
}
test "4.2.2 iptables_persistent_absent: nobody could look" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.packages["iptables-persistent"] is unknown "not permitted"
    expect "4.2.2" unknown because "not permitted"
}
test "4.2.2 iptables_persistent_absent: not of its type" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.packages["iptables-persistent"] is error "not of its type"
    expect "4.2.2" error because "not of its type"
}
test "4.2.2 iptables_persistent_absent: the site uses nftables" {
    given fixture system
    given fixture services
    expect "4.2.2" notapplicable
}
test "4.2.3 ufw_on: in order" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.units["ufw.service"] = { enable = "enabled", active = "active" }
    expect "4.2.3" pass
}
test "4.2.3 ufw_on: not enabled" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.units["ufw.service"] = { enable = "disabled", active = "active" }
    expect "4.2.3" fail because "host.units[\"ufw.service\"].enable is \"disabled\""
}
test "4.2.3 ufw_on: not running" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.units["ufw.service"] = { enable = "enabled", active = "failed" }
    expect "4.2.3" fail because "host.units[\"ufw.service\"].active is \"failed\""
}
test "4.2.3 ufw_on: no such unit" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.units["ufw.service"] is absent
    expect "4.2.3" fail because "host.units[\"ufw.service\"].enable is absent"
}
test "4.2.3 ufw_on: no running system" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.units["ufw.service"].enable = "enabled"
    given host.units["ufw.service"].active is unknown "not permitted"
    expect "4.2.3" unknown because "not permitted"
}
test "4.2.3 ufw_on: nobody could look" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.units["ufw.service"] is unknown "not permitted"
    expect "4.2.3" unknown because "not permitted"
}
test "4.2.3 ufw_on: not of its type" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.units["ufw.service"].active = "active"
    given host.units["ufw.service"].enable is error "not of its type"
    expect "4.2.3" error because "not of its type"
}
test "4.2.3 ufw_on: the site uses nftables" {
    given fixture system
    given fixture services
    expect "4.2.3" notapplicable
}
test "4.2.7 ufw_default_deny: in order" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.text["/etc/default/ufw"].values = { "DEFAULT_INPUT_POLICY" : "DROP", "DEFAULT_FORWARD_POLICY" : "REJECT" }
    expect "4.2.7" pass
}
test "4.2.7 ufw_default_deny: lets in" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.text["/etc/default/ufw"].values = { "DEFAULT_INPUT_POLICY" : "ACCEPT", "DEFAULT_FORWARD_POLICY" : "DROP" }
    expect "4.2.7" fail because "host.text[\"/etc/default/ufw\"].values[\"DEFAULT_INPUT_POLICY\"] is \"ACCEPT\""
}
test "4.2.7 ufw_default_deny: says nothing of forwarding" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.text["/etc/default/ufw"].values = { "DEFAULT_INPUT_POLICY" : "DROP" }
    expect "4.2.7" fail because "host.text[\"/etc/default/ufw\"].values[\"DEFAULT_FORWARD_POLICY\"] is absent"
}
test "4.2.7 ufw_default_deny: nobody could look" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.text["/etc/default/ufw"].values is unknown "not permitted"
    expect "4.2.7" unknown because "not permitted"
}
test "4.2.7 ufw_default_deny: not of its type" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    given host.text["/etc/default/ufw"].values is error "not of its type"
    expect "4.2.7" error because "not of its type"
}
test "4.2.7 ufw_default_deny: the site uses nftables" {
    given fixture system
    given fixture services
    expect "4.2.7" notapplicable
}
test "4.3.1 nftables_installed: not installed" {
    given fixture system
    given fixture services
    given host.packages["nftables"] is absent
    expect "4.3.1" fail because "host.packages[\"nftables\"].state is absent"
}
test "4.3.1 nftables_installed: removed but for its configuration" {
    given fixture system
    given fixture services
    given host.packages["nftables"].state = "config-files"
    expect "4.3.1" fail because "host.packages[\"nftables\"].state is \"config-files\""
}
test "4.3.1 nftables_installed: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["nftables"] is unknown "not permitted"
    expect "4.3.1" unknown because "not permitted"
}
test "4.3.1 nftables_installed: not of its type" {
    given fixture system
    given fixture services
    given host.packages["nftables"].state is error "not of its type"
    expect "4.3.1" error because "not of its type"
}
test "4.3.1 nftables_installed: the site uses ufw" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    expect "4.3.1" notapplicable
}
test "4.3.2 ufw_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["ufw"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["ufw.service"] = { enable = "enabled", active = "inactive" }
    expect "4.3.2" fail because "host.packages[\"ufw\"].state is \"installed\""
}
test "4.3.2 ufw_off: running" {
    given fixture system
    given fixture services
    given host.packages["ufw"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["ufw.service"] = { enable = "disabled", active = "active" }
    expect "4.3.2" fail because "host.packages[\"ufw\"].state is \"installed\""
}
test "4.3.2 ufw_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["ufw"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["ufw.service"] = { enable = "masked", active = "inactive" }
    expect "4.3.2" pass
}
test "4.3.2 ufw_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["ufw"] is unknown "not permitted"
    given host.units["ufw.service"] is unknown "not permitted"
    expect "4.3.2" unknown because "not permitted"
}
test "4.3.2 ufw_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["ufw"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["ufw.service"].enable = "disabled"
    given host.units["ufw.service"].active is unknown "not permitted"
    expect "4.3.2" unknown because "not permitted"
}
test "4.3.2 ufw_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["ufw"] is error "not of its type"
    given host.units["ufw.service"] is error "not of its type"
    expect "4.3.2" error because "not of its type"
}
test "4.3.2 ufw_off: the site uses ufw" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    expect "4.3.2" notapplicable
}
test "4.3.9 nftables_on: not enabled" {
    given fixture system
    given fixture services
    given host.units["nftables.service"] = { enable = "disabled", active = "active" }
    expect "4.3.9" fail because "host.units[\"nftables.service\"].enable is \"disabled\""
}
test "4.3.9 nftables_on: not running" {
    given fixture system
    given fixture services
    given host.units["nftables.service"] = { enable = "enabled", active = "failed" }
    expect "4.3.9" fail because "host.units[\"nftables.service\"].active is \"failed\""
}
test "4.3.9 nftables_on: no such unit" {
    given fixture system
    given fixture services
    given host.units["nftables.service"] is absent
    expect "4.3.9" fail because "host.units[\"nftables.service\"].enable is absent"
}
test "4.3.9 nftables_on: no running system" {
    given fixture system
    given fixture services
    given host.units["nftables.service"].enable = "enabled"
    given host.units["nftables.service"].active is unknown "not permitted"
    expect "4.3.9" unknown because "not permitted"
}
test "4.3.9 nftables_on: nobody could look" {
    given fixture system
    given fixture services
    given host.units["nftables.service"] is unknown "not permitted"
    expect "4.3.9" unknown because "not permitted"
}
test "4.3.9 nftables_on: not of its type" {
    given fixture system
    given fixture services
    given host.units["nftables.service"].active = "active"
    given host.units["nftables.service"].enable is error "not of its type"
    expect "4.3.9" error because "not of its type"
}
test "4.3.9 nftables_on: the site uses ufw" {
    given fixture system
    given fixture services
    given param firewall = "ufw"
    expect "4.3.9" notapplicable
}
test "4.3.10 nftables_rules_permanent: no rules" {
    given fixture system
    given fixture texts
    given host.text["/etc/nftables.conf"].lines = ["flush ruleset"]
    expect "4.3.10" fail because "host.text[\"/etc/nftables.conf\"].lines"
}
test "4.3.10 nftables_rules_permanent: no file" {
    given fixture system
    given fixture texts
    given host.text["/etc/nftables.conf"] is absent
    expect "4.3.10" fail because "host.text[\"/etc/nftables.conf\"].lines is absent"
}
test "4.3.10 nftables_rules_permanent: nobody could look" {
    given fixture system
    given fixture texts
    given host.text["/etc/nftables.conf"] is unknown "not permitted"
    expect "4.3.10" unknown because "not permitted"
}
test "4.3.10 nftables_rules_permanent: not of its type" {
    given fixture system
    given fixture texts
    given host.text["/etc/nftables.conf"] is error "not of its type"
    expect "4.3.10" error because "not of its type"
}
test "4.3.10 nftables_rules_permanent: the site uses ufw" {
    given fixture system
    given fixture texts
    given param firewall = "ufw"
    expect "4.3.10" notapplicable
}

// ------------------------------------------------------------------------------------------------ 5
test "5.1.1 sshd_config_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/ssh/sshd_config"].mode = 0644
    expect "5.1.1" fail because "host.files[\"/etc/ssh/sshd_config\"].mode"
}
test "5.1.1 sshd_config_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/ssh/sshd_config"].owner_name = "daemon"
    expect "5.1.1" fail because "host.files[\"/etc/ssh/sshd_config\"].owner_name is \"daemon\""
}
test "5.1.1 sshd_config_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/ssh/sshd_config"].group_name = "users"
    expect "5.1.1" fail because "host.files[\"/etc/ssh/sshd_config\"].group_name is \"users\""
}
test "5.1.1 sshd_config_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/ssh/sshd_config"].acl = true
    expect "5.1.1" fail because "host.files[\"/etc/ssh/sshd_config\"].acl is true"
}
test "5.1.1 sshd_config_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/ssh/sshd_config"].mode is unknown "not permitted"
    expect "5.1.1" unknown because "not permitted"
}
test "5.1.1 sshd_config_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/ssh/sshd_config"] is unknown "not permitted"
    expect "5.1.1" unknown because "not permitted"
}
test "5.1.1 sshd_config_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/ssh/sshd_config"].mode is error "not of its type"
    expect "5.1.1" error because "not of its type"
}
test "5.1.1 sshd_config_access: missing, and the drop-in is closed" {
    given fixture system
    given fixture files
    given host.files["/etc/ssh/sshd_config"] is absent
    expect "5.1.1" pass
}
test "5.1.1 sshd_config_access: no SSH server" {
    given fixture system
    given fixture files
    given host.packages["openssh-server"] is absent
    expect "5.1.1" notapplicable
}
test "5.1.1 sshd_config_access: a drop-in too open" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/sshd_config.d/*.conf"] = { "/etc/ssh/sshd_config.d/a.conf" : { kind = "regular", mode = 0644, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } }
    expect "5.1.1" fail because "host.globs[\"/etc/ssh/sshd_config.d/*.conf\"]"
}
test "5.1.2 private_keys_access: too open" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key"] = { "/etc/ssh/ssh_host_rsa_key" : { kind = "regular", mode = 0640, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } }
    expect "5.1.2" fail because "host.globs[\"/etc/ssh/ssh_host_*_key\"]"
}
test "5.1.2 private_keys_access: not root's" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key"] = { "/etc/ssh/ssh_host_rsa_key" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "daemon", group_name = "root", acl = false } }
    expect "5.1.2" fail because "host.globs[\"/etc/ssh/ssh_host_*_key\"]"
}
test "5.1.2 private_keys_access: another group" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key"] = { "/etc/ssh/ssh_host_rsa_key" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "users", acl = false } }
    expect "5.1.2" fail because "host.globs[\"/etc/ssh/ssh_host_*_key\"]"
}
test "5.1.2 private_keys_access: an access list" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key"] = { "/etc/ssh/ssh_host_rsa_key" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = true } }
    expect "5.1.2" fail because "host.globs[\"/etc/ssh/ssh_host_*_key\"]"
}
test "5.1.2 private_keys_access: no such file" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key"] = {}
    expect "5.1.2" pass
}
test "5.1.2 private_keys_access: nobody could look" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key"] is unknown "not permitted"
    expect "5.1.2" unknown because "not permitted"
}
test "5.1.2 private_keys_access: the list is cut short" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key"] is partial "cut short"
    expect "5.1.2" unknown because "cut short"
}
test "5.1.2 private_keys_access: not of its type" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key"] is error "not of its type"
    expect "5.1.2" error because "not of its type"
}
test "5.1.2 private_keys_access: no SSH server" {
    given fixture system
    given fixture files
    given host.packages["openssh-server"] is absent
    expect "5.1.2" notapplicable
}
test "5.1.2 private_keys_access: the group of Fedora" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key"] = { "/etc/ssh/ssh_host_rsa_key" : { kind = "regular", mode = 0640, owner = 0, group = 1000, owner_name = "root", group_name = "ssh_keys", acl = false } }
    expect "5.1.2" pass
}
test "5.1.3 public_keys_access: too open" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key.pub"] = { "/etc/ssh/ssh_host_rsa_key.pub" : { kind = "regular", mode = 0664, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } }
    expect "5.1.3" fail because "host.globs[\"/etc/ssh/ssh_host_*_key.pub\"]"
}
test "5.1.3 public_keys_access: not root's" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key.pub"] = { "/etc/ssh/ssh_host_rsa_key.pub" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "daemon", group_name = "root", acl = false } }
    expect "5.1.3" fail because "host.globs[\"/etc/ssh/ssh_host_*_key.pub\"]"
}
test "5.1.3 public_keys_access: another group" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key.pub"] = { "/etc/ssh/ssh_host_rsa_key.pub" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "users", acl = false } }
    expect "5.1.3" fail because "host.globs[\"/etc/ssh/ssh_host_*_key.pub\"]"
}
test "5.1.3 public_keys_access: an access list" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key.pub"] = { "/etc/ssh/ssh_host_rsa_key.pub" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = true } }
    expect "5.1.3" fail because "host.globs[\"/etc/ssh/ssh_host_*_key.pub\"]"
}
test "5.1.3 public_keys_access: no such file" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key.pub"] = {}
    expect "5.1.3" pass
}
test "5.1.3 public_keys_access: nobody could look" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key.pub"] is unknown "not permitted"
    expect "5.1.3" unknown because "not permitted"
}
test "5.1.3 public_keys_access: the list is cut short" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key.pub"] is partial "cut short"
    expect "5.1.3" unknown because "cut short"
}
test "5.1.3 public_keys_access: not of its type" {
    given fixture system
    given fixture files
    given host.globs["/etc/ssh/ssh_host_*_key.pub"] is error "not of its type"
    expect "5.1.3" error because "not of its type"
}
test "5.1.3 public_keys_access: no SSH server" {
    given fixture system
    given fixture files
    given host.packages["openssh-server"] is absent
    expect "5.1.3" notapplicable
}
test "5.1.4 users_named: nobody is named" {
    given fixture system
    given fixture ssh
    given host.sshd.list = { "macs" : ["hmac-sha2-512"] }
    expect "5.1.4" fail because "host.sshd.list[\"allowgroups\"] is absent"
}
test "5.1.4 users_named: users named" {
    given fixture system
    given fixture ssh
    given host.sshd.list = { "denyusers" : ["guest"] }
    expect "5.1.4" pass
}
test "5.1.4 users_named: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd is unknown "not permitted"
    expect "5.1.4" unknown because "not permitted"
}
test "5.1.4 users_named: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.list is error "not of its type"
    expect "5.1.4" error because "not of its type"
}
test "5.1.4 users_named: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.4" notapplicable
}
test "5.1.5 banner_shown: another value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["banner"] = "none"
    expect "5.1.5" fail because "host.sshd.text[\"banner\"] is \"none\""
}
test "5.1.5 banner_shown: a Match block sets it" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "banner" }
    expect "5.1.5" fail because "host.sshd.match_overrides"
}
test "5.1.5 banner_shown: no value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["banner"] is absent
    expect "5.1.5" fail because "host.sshd.text[\"banner\"] is absent"
}
test "5.1.5 banner_shown: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.text["banner"] is unknown "not permitted"
    expect "5.1.5" unknown because "not permitted"
}
test "5.1.5 banner_shown: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.text["banner"] is error "not of its type"
    expect "5.1.5" error because "not of its type"
}
test "5.1.5 banner_shown: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.5" notapplicable
}
test "5.1.6 strong_ciphers: a weak one" {
    given fixture system
    given fixture ssh
    given host.sshd.list["ciphers"] = ["strong", "3des-cbc"]
    expect "5.1.6" fail because "host.sshd.list[\"ciphers\"]"
}
test "5.1.6 strong_ciphers: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.list["ciphers"] is unknown "not permitted"
    expect "5.1.6" unknown because "not permitted"
}
test "5.1.6 strong_ciphers: the list is cut short" {
    given fixture system
    given fixture ssh
    given host.sshd.list["ciphers"] is partial "cut short"
    expect "5.1.6" unknown because "cut short"
}
test "5.1.6 strong_ciphers: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.list["ciphers"] is error "not of its type"
    expect "5.1.6" error because "not of its type"
}
test "5.1.6 strong_ciphers: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.6" notapplicable
}
test "5.1.7 silent_clients_end: clientaliveinterval is 0" {
    given fixture system
    given fixture ssh
    given host.sshd.int["clientaliveinterval"] = 0
    expect "5.1.7" fail because "host.sshd.int[\"clientaliveinterval\"] is 0"
}
test "5.1.7 silent_clients_end: clientaliveinterval is 301" {
    given fixture system
    given fixture ssh
    given host.sshd.int["clientaliveinterval"] = 301
    expect "5.1.7" fail because "host.sshd.int[\"clientaliveinterval\"] is 301"
}
test "5.1.7 silent_clients_end: a Match block sets clientaliveinterval" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "clientaliveinterval" }
    expect "5.1.7" fail because "host.sshd.match_overrides"
}
test "5.1.7 silent_clients_end: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.int["clientaliveinterval"] is unknown "not permitted"
    expect "5.1.7" unknown because "not permitted"
}
test "5.1.7 silent_clients_end: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.int["clientaliveinterval"] is error "not of its type"
    expect "5.1.7" error because "not of its type"
}
test "5.1.7 silent_clients_end: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.7" notapplicable
}
test "5.1.7 silent_clients_end: clientalivecountmax is 0" {
    given fixture system
    given fixture ssh
    given host.sshd.int["clientalivecountmax"] = 0
    expect "5.1.7" fail because "host.sshd.int[\"clientalivecountmax\"] is 0"
}
test "5.1.7 silent_clients_end: clientalivecountmax is 4" {
    given fixture system
    given fixture ssh
    given host.sshd.int["clientalivecountmax"] = 4
    expect "5.1.7" fail because "host.sshd.int[\"clientalivecountmax\"] is 4"
}
test "5.1.7 silent_clients_end: a Match block sets clientalivecountmax" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "clientalivecountmax" }
    expect "5.1.7" fail because "host.sshd.match_overrides"
}
test "5.1.8 forwarding_disabled: another value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["disableforwarding"] = "no"
    expect "5.1.8" fail because "host.sshd.text[\"disableforwarding\"] is \"no\""
}
test "5.1.8 forwarding_disabled: a Match block sets it" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "disableforwarding" }
    expect "5.1.8" fail because "host.sshd.match_overrides"
}
test "5.1.8 forwarding_disabled: no value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["disableforwarding"] is absent
    expect "5.1.8" fail because "host.sshd.text[\"disableforwarding\"] is absent"
}
test "5.1.8 forwarding_disabled: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.text["disableforwarding"] is unknown "not permitted"
    expect "5.1.8" unknown because "not permitted"
}
test "5.1.8 forwarding_disabled: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.text["disableforwarding"] is error "not of its type"
    expect "5.1.8" error because "not of its type"
}
test "5.1.8 forwarding_disabled: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.8" notapplicable
}
test "5.1.9 gssapi_off: another value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["gssapiauthentication"] = "yes"
    expect "5.1.9" fail because "host.sshd.text[\"gssapiauthentication\"] is \"yes\""
}
test "5.1.9 gssapi_off: a Match block sets it" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "gssapiauthentication" }
    expect "5.1.9" fail because "host.sshd.match_overrides"
}
test "5.1.9 gssapi_off: no value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["gssapiauthentication"] is absent
    expect "5.1.9" fail because "host.sshd.text[\"gssapiauthentication\"] is absent"
}
test "5.1.9 gssapi_off: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.text["gssapiauthentication"] is unknown "not permitted"
    expect "5.1.9" unknown because "not permitted"
}
test "5.1.9 gssapi_off: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.text["gssapiauthentication"] is error "not of its type"
    expect "5.1.9" error because "not of its type"
}
test "5.1.9 gssapi_off: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.9" notapplicable
}
test "5.1.10 hostbased_off: another value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["hostbasedauthentication"] = "yes"
    expect "5.1.10" fail because "host.sshd.text[\"hostbasedauthentication\"] is \"yes\""
}
test "5.1.10 hostbased_off: a Match block sets it" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "hostbasedauthentication" }
    expect "5.1.10" fail because "host.sshd.match_overrides"
}
test "5.1.10 hostbased_off: no value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["hostbasedauthentication"] is absent
    expect "5.1.10" fail because "host.sshd.text[\"hostbasedauthentication\"] is absent"
}
test "5.1.10 hostbased_off: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.text["hostbasedauthentication"] is unknown "not permitted"
    expect "5.1.10" unknown because "not permitted"
}
test "5.1.10 hostbased_off: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.text["hostbasedauthentication"] is error "not of its type"
    expect "5.1.10" error because "not of its type"
}
test "5.1.10 hostbased_off: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.10" notapplicable
}
test "5.1.11 rhosts_ignored: another value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["ignorerhosts"] = "no"
    expect "5.1.11" fail because "host.sshd.text[\"ignorerhosts\"] is \"no\""
}
test "5.1.11 rhosts_ignored: a Match block sets it" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "ignorerhosts" }
    expect "5.1.11" fail because "host.sshd.match_overrides"
}
test "5.1.11 rhosts_ignored: no value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["ignorerhosts"] is absent
    expect "5.1.11" fail because "host.sshd.text[\"ignorerhosts\"] is absent"
}
test "5.1.11 rhosts_ignored: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.text["ignorerhosts"] is unknown "not permitted"
    expect "5.1.11" unknown because "not permitted"
}
test "5.1.11 rhosts_ignored: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.text["ignorerhosts"] is error "not of its type"
    expect "5.1.11" error because "not of its type"
}
test "5.1.11 rhosts_ignored: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.11" notapplicable
}
test "5.1.12 strong_kex: a weak one" {
    given fixture system
    given fixture ssh
    given host.sshd.list["kexalgorithms"] = ["strong", "diffie-hellman-group1-sha1"]
    expect "5.1.12" fail because "host.sshd.list[\"kexalgorithms\"]"
}
test "5.1.12 strong_kex: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.list["kexalgorithms"] is unknown "not permitted"
    expect "5.1.12" unknown because "not permitted"
}
test "5.1.12 strong_kex: the list is cut short" {
    given fixture system
    given fixture ssh
    given host.sshd.list["kexalgorithms"] is partial "cut short"
    expect "5.1.12" unknown because "cut short"
}
test "5.1.12 strong_kex: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.list["kexalgorithms"] is error "not of its type"
    expect "5.1.12" error because "not of its type"
}
test "5.1.12 strong_kex: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.12" notapplicable
}
test "5.1.13 login_grace_time: logingracetime is 0" {
    given fixture system
    given fixture ssh
    given host.sshd.int["logingracetime"] = 0
    expect "5.1.13" fail because "host.sshd.int[\"logingracetime\"] is 0"
}
test "5.1.13 login_grace_time: logingracetime is 61" {
    given fixture system
    given fixture ssh
    given host.sshd.int["logingracetime"] = 61
    expect "5.1.13" fail because "host.sshd.int[\"logingracetime\"] is 61"
}
test "5.1.13 login_grace_time: a Match block sets logingracetime" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "logingracetime" }
    expect "5.1.13" fail because "host.sshd.match_overrides"
}
test "5.1.13 login_grace_time: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.int["logingracetime"] is unknown "not permitted"
    expect "5.1.13" unknown because "not permitted"
}
test "5.1.13 login_grace_time: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.int["logingracetime"] is error "not of its type"
    expect "5.1.13" error because "not of its type"
}
test "5.1.13 login_grace_time: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.13" notapplicable
}
test "5.1.14 log_level: another value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["loglevel"] = "QUIET"
    expect "5.1.14" fail because "host.sshd.text[\"loglevel\"] is \"QUIET\""
}
test "5.1.14 log_level: a Match block sets it" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "loglevel" }
    expect "5.1.14" fail because "host.sshd.match_overrides"
}
test "5.1.14 log_level: no value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["loglevel"] is absent
    expect "5.1.14" fail because "host.sshd.text[\"loglevel\"] is absent"
}
test "5.1.14 log_level: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.text["loglevel"] is unknown "not permitted"
    expect "5.1.14" unknown because "not permitted"
}
test "5.1.14 log_level: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.text["loglevel"] is error "not of its type"
    expect "5.1.14" error because "not of its type"
}
test "5.1.14 log_level: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.14" notapplicable
}
test "5.1.14 log_level: says more" {
    given fixture system
    given fixture ssh
    given host.sshd.text["loglevel"] = "VERBOSE"
    expect "5.1.14" pass
}
test "5.1.15 strong_macs: a weak one" {
    given fixture system
    given fixture ssh
    given host.sshd.list["macs"] = ["strong", "hmac-md5"]
    expect "5.1.15" fail because "host.sshd.list[\"macs\"]"
}
test "5.1.15 strong_macs: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.list["macs"] is unknown "not permitted"
    expect "5.1.15" unknown because "not permitted"
}
test "5.1.15 strong_macs: the list is cut short" {
    given fixture system
    given fixture ssh
    given host.sshd.list["macs"] is partial "cut short"
    expect "5.1.15" unknown because "cut short"
}
test "5.1.15 strong_macs: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.list["macs"] is error "not of its type"
    expect "5.1.15" error because "not of its type"
}
test "5.1.15 strong_macs: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.15" notapplicable
}
test "5.1.16 auth_tries_limited: maxauthtries is 0" {
    given fixture system
    given fixture ssh
    given host.sshd.int["maxauthtries"] = 0
    expect "5.1.16" fail because "host.sshd.int[\"maxauthtries\"] is 0"
}
test "5.1.16 auth_tries_limited: maxauthtries is 5" {
    given fixture system
    given fixture ssh
    given host.sshd.int["maxauthtries"] = 5
    expect "5.1.16" fail because "host.sshd.int[\"maxauthtries\"] is 5"
}
test "5.1.16 auth_tries_limited: a Match block sets maxauthtries" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "maxauthtries" }
    expect "5.1.16" fail because "host.sshd.match_overrides"
}
test "5.1.16 auth_tries_limited: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.int["maxauthtries"] is unknown "not permitted"
    expect "5.1.16" unknown because "not permitted"
}
test "5.1.16 auth_tries_limited: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.int["maxauthtries"] is error "not of its type"
    expect "5.1.16" error because "not of its type"
}
test "5.1.16 auth_tries_limited: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.16" notapplicable
}
test "5.1.16 auth_tries_limited: four tries are too many at L2" {
    given fixture system
    given fixture ssh
    given level L2
    given host.sshd.int["maxauthtries"] = 4
    expect "5.1.16" fail because "host.sshd.int[\"maxauthtries\"] is 4"
}
test "5.1.16 auth_tries_limited: four tries will do at L1" {
    given fixture system
    given fixture ssh
    given level L1
    given host.sshd.int["maxauthtries"] = 4
    expect "5.1.16" pass
}
test "5.1.16 auth_tries_limited: the site asks for less" {
    given fixture system
    given fixture ssh
    given param max_auth_tries = 2
    given host.sshd.int["maxauthtries"] = 3
    expect "5.1.16" fail because "host.sshd.int[\"maxauthtries\"] is 3"
}
test "5.1.17 sessions_limited: maxsessions is 0" {
    given fixture system
    given fixture ssh
    given host.sshd.int["maxsessions"] = 0
    expect "5.1.17" fail because "host.sshd.int[\"maxsessions\"] is 0"
}
test "5.1.17 sessions_limited: maxsessions is 11" {
    given fixture system
    given fixture ssh
    given host.sshd.int["maxsessions"] = 11
    expect "5.1.17" fail because "host.sshd.int[\"maxsessions\"] is 11"
}
test "5.1.17 sessions_limited: a Match block sets maxsessions" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "maxsessions" }
    expect "5.1.17" fail because "host.sshd.match_overrides"
}
test "5.1.17 sessions_limited: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.int["maxsessions"] is unknown "not permitted"
    expect "5.1.17" unknown because "not permitted"
}
test "5.1.17 sessions_limited: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.int["maxsessions"] is error "not of its type"
    expect "5.1.17" error because "not of its type"
}
test "5.1.17 sessions_limited: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.17" notapplicable
}
test "5.1.18 startups_limited: maxstartups.start is 11" {
    given fixture system
    given fixture ssh
    given host.sshd.int["maxstartups.start"] = 11
    expect "5.1.18" fail because "host.sshd.int[\"maxstartups.start\"] is 11"
}
test "5.1.18 startups_limited: a Match block sets maxstartups.start" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "maxstartups.start" }
    expect "5.1.18" fail because "host.sshd.match_overrides"
}
test "5.1.18 startups_limited: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.int["maxstartups.start"] is unknown "not permitted"
    expect "5.1.18" unknown because "not permitted"
}
test "5.1.18 startups_limited: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.int["maxstartups.start"] is error "not of its type"
    expect "5.1.18" error because "not of its type"
}
test "5.1.18 startups_limited: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.18" notapplicable
}
test "5.1.18 startups_limited: maxstartups.full is 100" {
    given fixture system
    given fixture ssh
    given host.sshd.int["maxstartups.full"] = 100
    expect "5.1.18" fail because "host.sshd.int[\"maxstartups.full\"] is 100"
}
test "5.1.18 startups_limited: a Match block sets maxstartups.full" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "maxstartups.full" }
    expect "5.1.18" fail because "host.sshd.match_overrides"
}
test "5.1.18 startups_limited: too few are turned away" {
    given fixture system
    given fixture ssh
    given host.sshd.int["maxstartups.rate"] = 20
    expect "5.1.18" fail because "host.sshd.int[\"maxstartups.rate\"] is 20"
}
test "5.1.19 no_empty_passwords_ssh: another value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["permitemptypasswords"] = "yes"
    expect "5.1.19" fail because "host.sshd.text[\"permitemptypasswords\"] is \"yes\""
}
test "5.1.19 no_empty_passwords_ssh: a Match block sets it" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "permitemptypasswords" }
    expect "5.1.19" fail because "host.sshd.match_overrides"
}
test "5.1.19 no_empty_passwords_ssh: no value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["permitemptypasswords"] is absent
    expect "5.1.19" fail because "host.sshd.text[\"permitemptypasswords\"] is absent"
}
test "5.1.19 no_empty_passwords_ssh: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.text["permitemptypasswords"] is unknown "not permitted"
    expect "5.1.19" unknown because "not permitted"
}
test "5.1.19 no_empty_passwords_ssh: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.text["permitemptypasswords"] is error "not of its type"
    expect "5.1.19" error because "not of its type"
}
test "5.1.19 no_empty_passwords_ssh: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.19" notapplicable
}
test "5.1.20 no_root_login: another value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["permitrootlogin"] = "prohibit-password"
    expect "5.1.20" fail because "host.sshd.text[\"permitrootlogin\"] is \"prohibit-password\""
}
test "5.1.20 no_root_login: a Match block sets it" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "permitrootlogin" }
    expect "5.1.20" fail because "host.sshd.match_overrides"
}
test "5.1.20 no_root_login: no value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["permitrootlogin"] is absent
    expect "5.1.20" fail because "host.sshd.text[\"permitrootlogin\"] is absent"
}
test "5.1.20 no_root_login: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.text["permitrootlogin"] is unknown "not permitted"
    expect "5.1.20" unknown because "not permitted"
}
test "5.1.20 no_root_login: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.text["permitrootlogin"] is error "not of its type"
    expect "5.1.20" error because "not of its type"
}
test "5.1.20 no_root_login: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.20" notapplicable
}
test "5.1.21 no_user_environment: another value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["permituserenvironment"] = "yes"
    expect "5.1.21" fail because "host.sshd.text[\"permituserenvironment\"] is \"yes\""
}
test "5.1.21 no_user_environment: a Match block sets it" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "permituserenvironment" }
    expect "5.1.21" fail because "host.sshd.match_overrides"
}
test "5.1.21 no_user_environment: no value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["permituserenvironment"] is absent
    expect "5.1.21" fail because "host.sshd.text[\"permituserenvironment\"] is absent"
}
test "5.1.21 no_user_environment: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.text["permituserenvironment"] is unknown "not permitted"
    expect "5.1.21" unknown because "not permitted"
}
test "5.1.21 no_user_environment: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.text["permituserenvironment"] is error "not of its type"
    expect "5.1.21" error because "not of its type"
}
test "5.1.21 no_user_environment: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.21" notapplicable
}
test "5.1.22 pam_used: another value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["usepam"] = "no"
    expect "5.1.22" fail because "host.sshd.text[\"usepam\"] is \"no\""
}
test "5.1.22 pam_used: a Match block sets it" {
    given fixture system
    given fixture ssh
    given host.sshd.match_overrides = { "usepam" }
    expect "5.1.22" fail because "host.sshd.match_overrides"
}
test "5.1.22 pam_used: no value" {
    given fixture system
    given fixture ssh
    given host.sshd.text["usepam"] is absent
    expect "5.1.22" fail because "host.sshd.text[\"usepam\"] is absent"
}
test "5.1.22 pam_used: nobody could look" {
    given fixture system
    given fixture ssh
    given host.sshd.text["usepam"] is unknown "not permitted"
    expect "5.1.22" unknown because "not permitted"
}
test "5.1.22 pam_used: not of its type" {
    given fixture system
    given fixture ssh
    given host.sshd.text["usepam"] is error "not of its type"
    expect "5.1.22" error because "not of its type"
}
test "5.1.22 pam_used: no SSH server" {
    given fixture system
    given fixture ssh
    given host.packages["openssh-server"] is absent
    expect "5.1.22" notapplicable
}
test "5.2.1 sudo_installed: not installed" {
    given fixture system
    given host.packages["sudo"] is absent
    expect "5.2.1" fail because "host.packages[\"sudo\"].state is absent"
}
test "5.2.1 sudo_installed: removed but for its configuration" {
    given fixture system
    given host.packages["sudo"].state = "config-files"
    expect "5.2.1" fail because "host.packages[\"sudo\"].state is \"config-files\""
}
test "5.2.1 sudo_installed: nobody could look" {
    given fixture system
    given host.packages["sudo"] is unknown "not permitted"
    expect "5.2.1" unknown because "not permitted"
}
test "5.2.1 sudo_installed: not of its type" {
    given fixture system
    given host.packages["sudo"].state is error "not of its type"
    expect "5.2.1" error because "not of its type"
}
test "5.2.1 sudo_installed: the LDAP build" {
    given fixture system
    given host.packages["sudo"] is absent
    given host.packages["sudo-ldap"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "5.2.1" pass
}
test "5.2.2 sudo_pty: switched off" {
    given fixture system
    given fixture sudo
    given host.sudoers.settings["use_pty"] = "false"
    expect "5.2.2" fail because "host.sudoers.settings[\"use_pty\"] is \"false\""
}
test "5.2.2 sudo_pty: not set" {
    given fixture system
    given fixture sudo
    given host.sudoers.settings = {}
    expect "5.2.2" fail because "host.sudoers.settings[\"use_pty\"] is absent"
}
test "5.2.2 sudo_pty: nobody could look" {
    given fixture system
    given fixture sudo
    given host.sudoers is unknown "not permitted"
    expect "5.2.2" unknown because "not permitted"
}
test "5.2.2 sudo_pty: not of its type" {
    given fixture system
    given fixture sudo
    given host.sudoers.settings["use_pty"] is error "not of its type"
    expect "5.2.2" error because "not of its type"
}
test "5.2.2 sudo_pty: no sudo" {
    given fixture system
    given fixture sudo
    given host.sudoers is absent
    expect "5.2.2" notapplicable
}
test "5.2.3 sudo_log: not set" {
    given fixture system
    given fixture sudo
    given host.sudoers.settings = { "use_pty" : "true" }
    expect "5.2.3" fail because "host.sudoers.settings[\"logfile\"] is absent"
}
test "5.2.3 sudo_log: nobody could look" {
    given fixture system
    given fixture sudo
    given host.sudoers.settings is unknown "not permitted"
    expect "5.2.3" unknown because "not permitted"
}
test "5.2.3 sudo_log: not of its type" {
    given fixture system
    given fixture sudo
    given host.sudoers.settings is error "not of its type"
    expect "5.2.3" error because "not of its type"
}
test "5.2.3 sudo_log: no sudo" {
    given fixture system
    given fixture sudo
    given host.sudoers is absent
    expect "5.2.3" notapplicable
}
test "5.2.4 sudo_password: a rule without password" {
    given fixture system
    given fixture sudo
    given host.sudoers.rules = [{ who = "%sudo", host = "ALL", runas = "", tags = { "NOPASSWD" }, command = "ALL" }]
    expect "5.2.4" fail because "host.sudoers.rules"
}
test "5.2.4 sudo_password: no rules at all" {
    given fixture system
    given fixture sudo
    given host.sudoers.rules = []
    expect "5.2.4" pass
}
test "5.2.4 sudo_password: nobody could look" {
    given fixture system
    given fixture sudo
    given host.sudoers.rules is unknown "not permitted"
    expect "5.2.4" unknown because "not permitted"
}
test "5.2.4 sudo_password: the list is cut short" {
    given fixture system
    given fixture sudo
    given host.sudoers.rules is partial "cut short"
    expect "5.2.4" unknown because "cut short"
}
test "5.2.4 sudo_password: not of its type" {
    given fixture system
    given fixture sudo
    given host.sudoers.rules is error "not of its type"
    expect "5.2.4" error because "not of its type"
}
test "5.2.4 sudo_password: no sudo" {
    given fixture system
    given fixture sudo
    given host.sudoers is absent
    expect "5.2.4" notapplicable
}
test "5.2.5 sudo_authenticates: switched off for a group" {
    given fixture system
    given fixture sudo
    given host.sudoers.defaults = [{ scope = ":staff", name = "authenticate", value = "false" }]
    expect "5.2.5" fail because "host.sudoers.defaults"
}
test "5.2.5 sudo_authenticates: switched on" {
    given fixture system
    given fixture sudo
    given host.sudoers.defaults = [{ scope = "", name = "authenticate", value = "true" }]
    expect "5.2.5" pass
}
test "5.2.5 sudo_authenticates: nobody could look" {
    given fixture system
    given fixture sudo
    given host.sudoers.defaults is unknown "not permitted"
    expect "5.2.5" unknown because "not permitted"
}
test "5.2.5 sudo_authenticates: the list is cut short" {
    given fixture system
    given fixture sudo
    given host.sudoers.defaults is partial "cut short"
    expect "5.2.5" unknown because "cut short"
}
test "5.2.5 sudo_authenticates: not of its type" {
    given fixture system
    given fixture sudo
    given host.sudoers.defaults is error "not of its type"
    expect "5.2.5" error because "not of its type"
}
test "5.2.5 sudo_authenticates: no sudo" {
    given fixture system
    given fixture sudo
    given host.sudoers is absent
    expect "5.2.5" notapplicable
}
test "5.2.6 sudo_timeout: an hour" {
    given fixture system
    given fixture sudo
    given host.sudoers.defaults = [{ scope = "", name = "timestamp_timeout", value = "60" }]
    expect "5.2.6" fail because "host.sudoers.defaults"
}
test "5.2.6 sudo_timeout: for ever" {
    given fixture system
    given fixture sudo
    given host.sudoers.defaults = [{ scope = ":root", name = "timestamp_timeout", value = "-1" }]
    expect "5.2.6" fail because "host.sudoers.defaults"
}
test "5.2.6 sudo_timeout: what is built in" {
    given fixture system
    given fixture sudo
    given host.sudoers.defaults = []
    expect "5.2.6" pass
}
test "5.2.6 sudo_timeout: nobody could look" {
    given fixture system
    given fixture sudo
    given host.sudoers.defaults is unknown "not permitted"
    expect "5.2.6" unknown because "not permitted"
}
test "5.2.6 sudo_timeout: not of its type" {
    given fixture system
    given fixture sudo
    given host.sudoers.defaults is error "not of its type"
    expect "5.2.6" error because "not of its type"
}
test "5.2.6 sudo_timeout: not a number" {
    given fixture system
    given fixture sudo
    given host.sudoers.defaults = [{ scope = "", name = "timestamp_timeout", value = "soon" }]
    expect "5.2.6" error
}
test "5.2.6 sudo_timeout: no sudo" {
    given fixture system
    given fixture sudo
    given host.sudoers is absent
    expect "5.2.6" notapplicable
}
test "5.2.7 su_restricted: no pam_wheel" {
    given fixture system
    given fixture accounts
    given fixture passwords
    given host.pam["su"] = [{ phase = "auth", control = "sufficient", module = "pam_rootok.so", options = {}, optional = false }]
    expect "5.2.7" fail because "host.pam[\"su\"]"
}
test "5.2.7 su_restricted: another group" {
    given fixture system
    given fixture accounts
    given fixture passwords
    given host.pam["su"] = [{ phase = "auth", control = "required", module = "pam_wheel.so", options = { "use_uid" : "", "group" : "wheel" }, optional = false }]
    expect "5.2.7" fail because "host.pam[\"su\"]"
}
test "5.2.7 su_restricted: only sufficient" {
    given fixture system
    given fixture accounts
    given fixture passwords
    given host.pam["su"] = [{ phase = "auth", control = "sufficient", module = "pam_wheel.so", options = { "use_uid" : "", "group" : "sugroup" }, optional = false }]
    expect "5.2.7" fail because "host.pam[\"su\"]"
}
test "5.2.7 su_restricted: the group has a member" {
    given fixture system
    given fixture accounts
    given fixture passwords
    given host.groups = [{ name = "sugroup", gid = 900, members = { "alice" } }]
    expect "5.2.7" fail because "host.groups"
}
test "5.2.7 su_restricted: no such group" {
    given fixture system
    given fixture accounts
    given fixture passwords
    given host.groups = [{ name = "root", gid = 0, members = {} }]
    expect "5.2.7" fail because "host.groups"
}
test "5.2.7 su_restricted: nobody could look" {
    given fixture system
    given fixture accounts
    given fixture passwords
    given host.pam["su"] is unknown "not permitted"
    expect "5.2.7" unknown because "not permitted"
}
test "5.2.7 su_restricted: nobody could look: the groups" {
    given fixture system
    given fixture accounts
    given fixture passwords
    given host.groups is unknown "not permitted"
    expect "5.2.7" unknown because "not permitted"
}
test "5.2.7 su_restricted: not of its type" {
    given fixture system
    given fixture accounts
    given fixture passwords
    given host.pam["su"] is error "not of its type"
    expect "5.2.7" error because "not of its type"
}
test "5.3.1.1 recent_pam: before the fixes" {
    given fixture system
    given fixture passwords
    given host.packages["libpam-runtime"].version = dpkg'1.5.2-5'
    expect "5.3.1.1" fail because "host.packages[\"libpam-runtime\"].version is \"1.5.2-5\""
}
test "5.3.1.1 recent_pam: a tilde sorts before" {
    given fixture system
    given fixture passwords
    given host.packages["libpam-runtime"].version = dpkg'1.5.2-6~rc1'
    expect "5.3.1.1" fail because "host.packages[\"libpam-runtime\"].version is \"1.5.2-6~rc1\""
}
test "5.3.1.1 recent_pam: not installed" {
    given fixture system
    given fixture passwords
    given host.packages["libpam-runtime"] is absent
    expect "5.3.1.1" fail because "host.packages[\"libpam-runtime\"].state is absent"
}
test "5.3.1.1 recent_pam: nobody could look" {
    given fixture system
    given fixture passwords
    given host.packages["libpam-runtime"] is unknown "not permitted"
    expect "5.3.1.1" unknown because "not permitted"
}
test "5.3.1.1 recent_pam: not of its type" {
    given fixture system
    given fixture passwords
    given host.packages["libpam-runtime"].version is error "not of its type"
    expect "5.3.1.1" error because "not of its type"
}
test "5.3.1.2 pam_modules_installed: not installed" {
    given fixture system
    given fixture passwords
    given host.packages["libpam-modules"] is absent
    expect "5.3.1.2" fail because "host.packages[\"libpam-modules\"].state is absent"
}
test "5.3.1.2 pam_modules_installed: removed but for its configuration" {
    given fixture system
    given fixture passwords
    given host.packages["libpam-modules"].state = "config-files"
    expect "5.3.1.2" fail because "host.packages[\"libpam-modules\"].state is \"config-files\""
}
test "5.3.1.2 pam_modules_installed: nobody could look" {
    given fixture system
    given fixture passwords
    given host.packages["libpam-modules"] is unknown "not permitted"
    expect "5.3.1.2" unknown because "not permitted"
}
test "5.3.1.2 pam_modules_installed: not of its type" {
    given fixture system
    given fixture passwords
    given host.packages["libpam-modules"].state is error "not of its type"
    expect "5.3.1.2" error because "not of its type"
}
test "5.3.1.3 pam_pwquality_installed: not installed" {
    given fixture system
    given fixture passwords
    given host.packages["libpam-pwquality"] is absent
    expect "5.3.1.3" fail because "host.packages[\"libpam-pwquality\"].state is absent"
}
test "5.3.1.3 pam_pwquality_installed: removed but for its configuration" {
    given fixture system
    given fixture passwords
    given host.packages["libpam-pwquality"].state = "config-files"
    expect "5.3.1.3" fail because "host.packages[\"libpam-pwquality\"].state is \"config-files\""
}
test "5.3.1.3 pam_pwquality_installed: nobody could look" {
    given fixture system
    given fixture passwords
    given host.packages["libpam-pwquality"] is unknown "not permitted"
    expect "5.3.1.3" unknown because "not permitted"
}
test "5.3.1.3 pam_pwquality_installed: not of its type" {
    given fixture system
    given fixture passwords
    given host.packages["libpam-pwquality"].state is error "not of its type"
    expect "5.3.1.3" error because "not of its type"
}
test "5.3.2.1 pam_unix_used: not in common-account" {
    given fixture system
    given fixture passwords
    given host.pam["common-account"] = [{ phase = "account", control = "required", module = "pam_permit.so", options = {}, optional = false }]
    expect "5.3.2.1" fail because "host.pam[\"common-account\"]"
}
test "5.3.2.1 pam_unix_used: not in common-auth" {
    given fixture system
    given fixture passwords
    given host.pam["common-auth"] = [{ phase = "auth", control = "required", module = "pam_permit.so", options = {}, optional = false }]
    expect "5.3.2.1" fail because "host.pam[\"common-auth\"]"
}
test "5.3.2.1 pam_unix_used: not in common-password" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "required", module = "pam_permit.so", options = {}, optional = false }]
    expect "5.3.2.1" fail because "host.pam[\"common-password\"]"
}
test "5.3.2.1 pam_unix_used: not in common-session" {
    given fixture system
    given fixture passwords
    given host.pam["common-session"] = [{ phase = "session", control = "required", module = "pam_permit.so", options = {}, optional = false }]
    expect "5.3.2.1" fail because "host.pam[\"common-session\"]"
}
test "5.3.2.1 pam_unix_used: not in common-session-noninteractive" {
    given fixture system
    given fixture passwords
    given host.pam["common-session-noninteractive"] = [{ phase = "session", control = "required", module = "pam_permit.so", options = {}, optional = false }]
    expect "5.3.2.1" fail because "host.pam[\"common-session-noninteractive\"]"
}
test "5.3.2.1 pam_unix_used: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pam is unknown "not permitted"
    expect "5.3.2.1" unknown because "not permitted"
}
test "5.3.2.1 pam_unix_used: nobody could look: one stack" {
    given fixture system
    given fixture passwords
    given host.pam["common-session"] is unknown "not permitted"
    expect "5.3.2.1" unknown because "not permitted"
}
test "5.3.2.1 pam_unix_used: not of its type" {
    given fixture system
    given fixture passwords
    given host.pam["common-auth"] is error "not of its type"
    expect "5.3.2.1" error because "not of its type"
}
test "5.3.2.2 pam_faillock_used: not in auth" {
    given fixture system
    given fixture passwords
    given host.pam["common-auth"] = [{ phase = "auth", control = "required", module = "pam_unix.so", options = {}, optional = false }]
    expect "5.3.2.2" fail because "host.pam[\"common-auth\"]"
}
test "5.3.2.2 pam_faillock_used: not in account" {
    given fixture system
    given fixture passwords
    given host.pam["common-account"] = [{ phase = "account", control = "required", module = "pam_unix.so", options = {}, optional = false }]
    expect "5.3.2.2" fail because "host.pam[\"common-account\"]"
}
test "5.3.2.2 pam_faillock_used: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pam["common-auth"] is unknown "not permitted"
    expect "5.3.2.2" unknown because "not permitted"
}
test "5.3.2.2 pam_faillock_used: not of its type" {
    given fixture system
    given fixture passwords
    given host.pam["common-auth"] is error "not of its type"
    expect "5.3.2.2" error because "not of its type"
}
test "5.3.2.3 pam_pwquality_used: not there" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "required", module = "pam_unix.so", options = {}, optional = false }]
    expect "5.3.2.3" fail because "host.pam[\"common-password\"]"
}
test "5.3.2.3 pam_pwquality_used: in another phase" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "auth", control = "required", module = "pam_pwquality.so", options = {}, optional = false }]
    expect "5.3.2.3" fail because "host.pam[\"common-password\"]"
}
test "5.3.2.3 pam_pwquality_used: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is unknown "not permitted"
    expect "5.3.2.3" unknown because "not permitted"
}
test "5.3.2.3 pam_pwquality_used: not of its type" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is error "not of its type"
    expect "5.3.2.3" error because "not of its type"
}
test "5.3.2.4 pam_pwhistory_used: not there" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "required", module = "pam_unix.so", options = {}, optional = false }]
    expect "5.3.2.4" fail because "host.pam[\"common-password\"]"
}
test "5.3.2.4 pam_pwhistory_used: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is unknown "not permitted"
    expect "5.3.2.4" unknown because "not permitted"
}
test "5.3.2.4 pam_pwhistory_used: not of its type" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is error "not of its type"
    expect "5.3.2.4" error because "not of its type"
}
test "5.3.3.1.1 lock_after_failures: six tries" {
    given fixture system
    given fixture passwords
    given host.faillock.int["deny"] = 6
    expect "5.3.3.1.1" fail because "host.faillock.int[\"deny\"] is 6"
}
test "5.3.3.1.1 lock_after_failures: none" {
    given fixture system
    given fixture passwords
    given host.faillock.int["deny"] = 0
    expect "5.3.3.1.1" fail because "host.faillock.int[\"deny\"] is 0"
}
test "5.3.3.1.1 lock_after_failures: not set" {
    given fixture system
    given fixture passwords
    given host.faillock.int["deny"] is absent
    expect "5.3.3.1.1" fail because "host.faillock.int[\"deny\"] is absent"
}
test "5.3.3.1.1 lock_after_failures: a PAM line overrides it" {
    given fixture system
    given fixture passwords
    given host.pam["common-auth"] = [{ phase = "auth", control = "required", module = "pam_faillock.so", options = { "deny" : "99" }, optional = false }]
    expect "5.3.3.1.1" fail because "host.pam[\"common-auth\"]"
}
test "5.3.3.1.1 lock_after_failures: nobody could look" {
    given fixture system
    given fixture passwords
    given host.faillock is unknown "not permitted"
    expect "5.3.3.1.1" unknown because "not permitted"
}
test "5.3.3.1.1 lock_after_failures: nobody could look: the stack" {
    given fixture system
    given fixture passwords
    given host.pam["common-auth"] is unknown "not permitted"
    expect "5.3.3.1.1" unknown because "not permitted"
}
test "5.3.3.1.1 lock_after_failures: not of its type" {
    given fixture system
    given fixture passwords
    given host.faillock.int["deny"] is error "not of its type"
    expect "5.3.3.1.1" error because "not of its type"
}
test "5.3.3.1.2 lock_time: a minute" {
    given fixture system
    given fixture passwords
    given host.faillock.int["unlock_time"] = 60
    expect "5.3.3.1.2" fail because "host.faillock.int[\"unlock_time\"] is 60"
}
test "5.3.3.1.2 lock_time: for ever" {
    given fixture system
    given fixture passwords
    given host.faillock.int["unlock_time"] = 0
    expect "5.3.3.1.2" pass
}
test "5.3.3.1.2 lock_time: not set" {
    given fixture system
    given fixture passwords
    given host.faillock.int["unlock_time"] is absent
    expect "5.3.3.1.2" fail because "host.faillock.int[\"unlock_time\"] is absent"
}
test "5.3.3.1.2 lock_time: a PAM line overrides it" {
    given fixture system
    given fixture passwords
    given host.pam["common-auth"] = [{ phase = "auth", control = "required", module = "pam_faillock.so", options = { "unlock_time" : "1" }, optional = false }]
    expect "5.3.3.1.2" fail because "host.pam[\"common-auth\"]"
}
test "5.3.3.1.2 lock_time: nobody could look" {
    given fixture system
    given fixture passwords
    given host.faillock.int is unknown "not permitted"
    expect "5.3.3.1.2" unknown because "not permitted"
}
test "5.3.3.1.2 lock_time: not of its type" {
    given fixture system
    given fixture passwords
    given host.faillock.int is error "not of its type"
    expect "5.3.3.1.2" error because "not of its type"
}
test "5.3.3.1.3 lock_root: root is left out" {
    given fixture system
    given fixture passwords
    given host.faillock.text = {}
    expect "5.3.3.1.3" fail because "host.faillock.text[\"even_deny_root\"] is absent"
}
test "5.3.3.1.3 lock_root: root is unlocked after a minute" {
    given fixture system
    given fixture passwords
    given host.faillock.text = {}
    given host.faillock.int["root_unlock_time"] = 60
    expect "5.3.3.1.3" pass
}
test "5.3.3.1.3 lock_root: root is unlocked at once" {
    given fixture system
    given fixture passwords
    given host.faillock.text = {}
    given host.faillock.int["root_unlock_time"] = 1
    expect "5.3.3.1.3" fail because "host.faillock.text[\"even_deny_root\"] is absent"
}
test "5.3.3.1.3 lock_root: nobody could look" {
    given fixture system
    given fixture passwords
    given host.faillock is unknown "not permitted"
    expect "5.3.3.1.3" unknown because "not permitted"
}
test "5.3.3.1.3 lock_root: not of its type" {
    given fixture system
    given fixture passwords
    given host.faillock.text is error "not of its type"
    expect "5.3.3.1.3" error because "not of its type"
}
test "5.3.3.2.1 password_changed_letters: difok is 1" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["difok"] = 1
    expect "5.3.3.2.1" fail because "host.pwquality.int[\"difok\"] is 1"
}
test "5.3.3.2.1 password_changed_letters: not set" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["difok"] is absent
    expect "5.3.3.2.1" fail because "host.pwquality.int[\"difok\"] is absent"
}
test "5.3.3.2.1 password_changed_letters: a PAM line overrides it" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "requisite", module = "pam_pwquality.so", options = { "difok" : "1" }, optional = false }]
    expect "5.3.3.2.1" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.2.1 password_changed_letters: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["difok"] is unknown "not permitted"
    expect "5.3.3.2.1" unknown because "not permitted"
}
test "5.3.3.2.1 password_changed_letters: nobody could look: the stack" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is unknown "not permitted"
    expect "5.3.3.2.1" unknown because "not permitted"
}
test "5.3.3.2.1 password_changed_letters: not of its type" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["difok"] is error "not of its type"
    expect "5.3.3.2.1" error because "not of its type"
}
test "5.3.3.2.2 password_length: minlen is 13" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["minlen"] = 13
    expect "5.3.3.2.2" fail because "host.pwquality.int[\"minlen\"] is 13"
}
test "5.3.3.2.2 password_length: not set" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["minlen"] is absent
    expect "5.3.3.2.2" fail because "host.pwquality.int[\"minlen\"] is absent"
}
test "5.3.3.2.2 password_length: a PAM line overrides it" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "requisite", module = "pam_pwquality.so", options = { "minlen" : "1" }, optional = false }]
    expect "5.3.3.2.2" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.2.2 password_length: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["minlen"] is unknown "not permitted"
    expect "5.3.3.2.2" unknown because "not permitted"
}
test "5.3.3.2.2 password_length: nobody could look: the stack" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is unknown "not permitted"
    expect "5.3.3.2.2" unknown because "not permitted"
}
test "5.3.3.2.2 password_length: not of its type" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["minlen"] is error "not of its type"
    expect "5.3.3.2.2" error because "not of its type"
}
test "5.3.3.2.2 password_length: the site asks for more" {
    given fixture system
    given fixture passwords
    given param min_length = 16
    expect "5.3.3.2.2" fail because "host.pwquality.int[\"minlen\"] is 14"
}
test "5.3.3.2.3 password_kinds: three kinds" {
    given fixture system
    given fixture passwords
    given host.pwquality.int = { "minclass" : 3 }
    expect "5.3.3.2.3" fail because "host.pwquality.int[\"minclass\"] is 3"
}
test "5.3.3.2.3 password_kinds: one of each kind" {
    given fixture system
    given fixture passwords
    given host.pwquality.int = { "dcredit" : -1, "lcredit" : -1, "ocredit" : -1, "ucredit" : -2 }
    expect "5.3.3.2.3" pass
}
test "5.3.3.2.3 password_kinds: no sign asked for" {
    given fixture system
    given fixture passwords
    given host.pwquality.int = { "dcredit" : -1, "lcredit" : -1, "ocredit" : 0, "ucredit" : -1 }
    expect "5.3.3.2.3" fail because "host.pwquality.int[\"minclass\"] is absent"
}
test "5.3.3.2.3 password_kinds: not set" {
    given fixture system
    given fixture passwords
    given host.pwquality.int = {}
    expect "5.3.3.2.3" fail because "host.pwquality.int[\"minclass\"] is absent"
}
test "5.3.3.2.3 password_kinds: a PAM line overrides it" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "requisite", module = "pam_pwquality.so", options = { "minclass" : "1" }, optional = false }]
    expect "5.3.3.2.3" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.2.3 password_kinds: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pwquality.int is unknown "not permitted"
    expect "5.3.3.2.3" unknown because "not permitted"
}
test "5.3.3.2.3 password_kinds: not of its type" {
    given fixture system
    given fixture passwords
    given host.pwquality.int is error "not of its type"
    expect "5.3.3.2.3" error because "not of its type"
}
test "5.3.3.2.4 password_repeats: maxrepeat is 0" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["maxrepeat"] = 0
    expect "5.3.3.2.4" fail because "host.pwquality.int[\"maxrepeat\"] is 0"
}
test "5.3.3.2.4 password_repeats: maxrepeat is 4" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["maxrepeat"] = 4
    expect "5.3.3.2.4" fail because "host.pwquality.int[\"maxrepeat\"] is 4"
}
test "5.3.3.2.4 password_repeats: not set" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["maxrepeat"] is absent
    expect "5.3.3.2.4" fail because "host.pwquality.int[\"maxrepeat\"] is absent"
}
test "5.3.3.2.4 password_repeats: a PAM line overrides it" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "requisite", module = "pam_pwquality.so", options = { "maxrepeat" : "1" }, optional = false }]
    expect "5.3.3.2.4" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.2.4 password_repeats: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["maxrepeat"] is unknown "not permitted"
    expect "5.3.3.2.4" unknown because "not permitted"
}
test "5.3.3.2.4 password_repeats: nobody could look: the stack" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is unknown "not permitted"
    expect "5.3.3.2.4" unknown because "not permitted"
}
test "5.3.3.2.4 password_repeats: not of its type" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["maxrepeat"] is error "not of its type"
    expect "5.3.3.2.4" error because "not of its type"
}
test "5.3.3.2.5 password_sequences: maxsequence is 0" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["maxsequence"] = 0
    expect "5.3.3.2.5" fail because "host.pwquality.int[\"maxsequence\"] is 0"
}
test "5.3.3.2.5 password_sequences: maxsequence is 4" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["maxsequence"] = 4
    expect "5.3.3.2.5" fail because "host.pwquality.int[\"maxsequence\"] is 4"
}
test "5.3.3.2.5 password_sequences: not set" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["maxsequence"] is absent
    expect "5.3.3.2.5" fail because "host.pwquality.int[\"maxsequence\"] is absent"
}
test "5.3.3.2.5 password_sequences: a PAM line overrides it" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "requisite", module = "pam_pwquality.so", options = { "maxsequence" : "1" }, optional = false }]
    expect "5.3.3.2.5" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.2.5 password_sequences: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["maxsequence"] is unknown "not permitted"
    expect "5.3.3.2.5" unknown because "not permitted"
}
test "5.3.3.2.5 password_sequences: nobody could look: the stack" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is unknown "not permitted"
    expect "5.3.3.2.5" unknown because "not permitted"
}
test "5.3.3.2.5 password_sequences: not of its type" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["maxsequence"] is error "not of its type"
    expect "5.3.3.2.5" error because "not of its type"
}
test "5.3.3.2.6 password_dictionary: switched off" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["dictcheck"] = 0
    expect "5.3.3.2.6" fail because "host.pwquality.int[\"dictcheck\"] is 0"
}
test "5.3.3.2.6 password_dictionary: what is built in" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["dictcheck"] is absent
    expect "5.3.3.2.6" pass
}
test "5.3.3.2.6 password_dictionary: a PAM line overrides it" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "requisite", module = "pam_pwquality.so", options = { "dictcheck" : "0" }, optional = false }]
    expect "5.3.3.2.6" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.2.6 password_dictionary: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["dictcheck"] is unknown "not permitted"
    expect "5.3.3.2.6" unknown because "not permitted"
}
test "5.3.3.2.6 password_dictionary: not of its type" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["dictcheck"] is error "not of its type"
    expect "5.3.3.2.6" error because "not of its type"
}
test "5.3.3.2.7 password_rules_enforced: switched off" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["enforcing"] = 0
    expect "5.3.3.2.7" fail because "host.pwquality.int[\"enforcing\"] is 0"
}
test "5.3.3.2.7 password_rules_enforced: what is built in" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["enforcing"] is absent
    expect "5.3.3.2.7" pass
}
test "5.3.3.2.7 password_rules_enforced: a PAM line overrides it" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "requisite", module = "pam_pwquality.so", options = { "enforcing" : "0" }, optional = false }]
    expect "5.3.3.2.7" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.2.7 password_rules_enforced: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["enforcing"] is unknown "not permitted"
    expect "5.3.3.2.7" unknown because "not permitted"
}
test "5.3.3.2.7 password_rules_enforced: not of its type" {
    given fixture system
    given fixture passwords
    given host.pwquality.int["enforcing"] is error "not of its type"
    expect "5.3.3.2.7" error because "not of its type"
}
test "5.3.3.2.8 password_rules_for_root: not set" {
    given fixture system
    given fixture passwords
    given host.pwquality.text = {}
    expect "5.3.3.2.8" fail because "host.pwquality.text[\"enforce_for_root\"] is absent"
}
test "5.3.3.2.8 password_rules_for_root: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pwquality is unknown "not permitted"
    expect "5.3.3.2.8" unknown because "not permitted"
}
test "5.3.3.2.8 password_rules_for_root: not of its type" {
    given fixture system
    given fixture passwords
    given host.pwquality.text is error "not of its type"
    expect "5.3.3.2.8" error because "not of its type"
}
test "5.3.3.3.1 history_length: ten passwords" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "required", module = "pam_pwhistory.so", options = { "remember" : "10" }, optional = false }]
    expect "5.3.3.3.1" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.3.1 history_length: not a number" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "required", module = "pam_pwhistory.so", options = { "remember" : "many" }, optional = false }]
    expect "5.3.3.3.1" error
}
test "5.3.3.3.1 history_length: without the option" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "required", module = "pam_pwhistory.so", options = { "use_authtok" : "" }, optional = false }]
    expect "5.3.3.3.1" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.3.1 history_length: no pam_pwhistory" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = []
    expect "5.3.3.3.1" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.3.1 history_length: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is unknown "not permitted"
    expect "5.3.3.3.1" unknown because "not permitted"
}
test "5.3.3.3.1 history_length: not of its type" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is error "not of its type"
    expect "5.3.3.3.1" error because "not of its type"
}
test "5.3.3.3.2 history_for_root: without the option" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "required", module = "pam_pwhistory.so", options = { "remember" : "24" }, optional = false }]
    expect "5.3.3.3.2" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.3.2 history_for_root: no pam_pwhistory" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = []
    expect "5.3.3.3.2" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.3.2 history_for_root: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is unknown "not permitted"
    expect "5.3.3.3.2" unknown because "not permitted"
}
test "5.3.3.3.2 history_for_root: not of its type" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is error "not of its type"
    expect "5.3.3.3.2" error because "not of its type"
}
test "5.3.3.3.3 history_authtok: without the option" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "required", module = "pam_pwhistory.so", options = { "remember" : "24" }, optional = false }]
    expect "5.3.3.3.3" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.3.3 history_authtok: no pam_pwhistory" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = []
    expect "5.3.3.3.3" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.3.3 history_authtok: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is unknown "not permitted"
    expect "5.3.3.3.3" unknown because "not permitted"
}
test "5.3.3.3.3 history_authtok: not of its type" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is error "not of its type"
    expect "5.3.3.3.3" error because "not of its type"
}
test "5.3.3.4.1 unix_no_nullok: empty passwords will do" {
    given fixture system
    given fixture passwords
    given host.pam["common-auth"] = [{ phase = "auth", control = "sufficient", module = "pam_unix.so", options = { "nullok" : "" }, optional = false }]
    expect "5.3.3.4.1" fail because "host.pam[\"common-auth\"]"
}
test "5.3.3.4.1 unix_no_nullok: another module's option" {
    given fixture system
    given fixture passwords
    given host.pam["common-auth"] = [{ phase = "auth", control = "sufficient", module = "pam_other.so", options = { "nullok" : "" }, optional = false }]
    expect "5.3.3.4.1" pass
}
test "5.3.3.4.1 unix_no_nullok: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pam["common-auth"] is unknown "not permitted"
    expect "5.3.3.4.1" unknown because "not permitted"
}
test "5.3.3.4.1 unix_no_nullok: the stack is cut short" {
    given fixture system
    given fixture passwords
    given host.pam["common-auth"] is partial "cut short"
    expect "5.3.3.4.1" unknown because "cut short"
}
test "5.3.3.4.1 unix_no_nullok: not of its type" {
    given fixture system
    given fixture passwords
    given host.pam["common-auth"] is error "not of its type"
    expect "5.3.3.4.1" error because "not of its type"
}
test "5.3.3.4.2 unix_no_remember: keeps them" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "sufficient", module = "pam_unix.so", options = { "remember" : "5" }, optional = false }]
    expect "5.3.3.4.2" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.4.2 unix_no_remember: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is unknown "not permitted"
    expect "5.3.3.4.2" unknown because "not permitted"
}
test "5.3.3.4.2 unix_no_remember: not of its type" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is error "not of its type"
    expect "5.3.3.4.2" error because "not of its type"
}
test "5.3.3.4.3 unix_strong_hash: MD5" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "sufficient", module = "pam_unix.so", options = { "md5" : "" }, optional = false }]
    expect "5.3.3.4.3" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.4.3 unix_strong_hash: SHA-512" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "sufficient", module = "pam_unix.so", options = { "sha512" : "" }, optional = false }]
    expect "5.3.3.4.3" pass
}
test "5.3.3.4.3 unix_strong_hash: no pam_unix" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = []
    expect "5.3.3.4.3" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.4.3 unix_strong_hash: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is unknown "not permitted"
    expect "5.3.3.4.3" unknown because "not permitted"
}
test "5.3.3.4.3 unix_strong_hash: not of its type" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is error "not of its type"
    expect "5.3.3.4.3" error because "not of its type"
}
test "5.3.3.4.4 unix_authtok: without the option" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = [{ phase = "password", control = "sufficient", module = "pam_unix.so", options = { "yescrypt" : "" }, optional = false }]
    expect "5.3.3.4.4" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.4.4 unix_authtok: no pam_unix" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] = []
    expect "5.3.3.4.4" fail because "host.pam[\"common-password\"]"
}
test "5.3.3.4.4 unix_authtok: nobody could look" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is unknown "not permitted"
    expect "5.3.3.4.4" unknown because "not permitted"
}
test "5.3.3.4.4 unix_authtok: not of its type" {
    given fixture system
    given fixture passwords
    given host.pam["common-password"] is error "not of its type"
    expect "5.3.3.4.4" error because "not of its type"
}
test "5.4.1.1 passwords_expire: login.defs" {
    given fixture system
    given fixture accounts
    given host.login_defs.int["PASS_MAX_DAYS"] = 99999
    expect "5.4.1.1" fail because "host.login_defs.int[\"PASS_MAX_DAYS\"] is 99999"
}
test "5.4.1.1 passwords_expire: not set in login.defs" {
    given fixture system
    given fixture accounts
    given host.login_defs.int["PASS_MAX_DAYS"] is absent
    expect "5.4.1.1" fail because "host.login_defs.int[\"PASS_MAX_DAYS\"] is absent"
}
test "5.4.1.1 passwords_expire: an account of today" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 366 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "5.4.1.1" fail because "host.accounts"
}
test "5.4.1.1 passwords_expire: nobody could look" {
    given fixture system
    given fixture accounts
    given host.login_defs.int["PASS_MAX_DAYS"] is unknown "not permitted"
    expect "5.4.1.1" unknown because "not permitted"
}
test "5.4.1.1 passwords_expire: nobody could look: the accounts" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "5.4.1.1" unknown because "not permitted"
}
test "5.4.1.1 passwords_expire: the accounts are cut short" {
    given fixture system
    given fixture accounts
    given host.accounts is partial "cut short"
    expect "5.4.1.1" unknown because "cut short"
}
test "5.4.1.1 passwords_expire: not of its type" {
    given fixture system
    given fixture accounts
    given host.login_defs.int["PASS_MAX_DAYS"] is error "not of its type"
    expect "5.4.1.1" error because "not of its type"
}
test "5.4.1.1 passwords_expire: the site asks for less" {
    given fixture system
    given fixture accounts
    given param max_days = 90
    expect "5.4.1.1" fail because "host.login_defs.int[\"PASS_MAX_DAYS\"] is 365"
}
test "5.4.1.2 passwords_last: login.defs" {
    given fixture system
    given fixture accounts
    given host.login_defs.int["PASS_MIN_DAYS"] = 0
    expect "5.4.1.2" fail because "host.login_defs.int[\"PASS_MIN_DAYS\"] is 0"
}
test "5.4.1.2 passwords_last: not set in login.defs" {
    given fixture system
    given fixture accounts
    given host.login_defs.int["PASS_MIN_DAYS"] is absent
    expect "5.4.1.2" fail because "host.login_defs.int[\"PASS_MIN_DAYS\"] is absent"
}
test "5.4.1.2 passwords_last: an account of today" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 0 days, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "5.4.1.2" fail because "host.accounts"
}
test "5.4.1.2 passwords_last: nobody could look" {
    given fixture system
    given fixture accounts
    given host.login_defs.int["PASS_MIN_DAYS"] is unknown "not permitted"
    expect "5.4.1.2" unknown because "not permitted"
}
test "5.4.1.2 passwords_last: nobody could look: the accounts" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "5.4.1.2" unknown because "not permitted"
}
test "5.4.1.2 passwords_last: the accounts are cut short" {
    given fixture system
    given fixture accounts
    given host.accounts is partial "cut short"
    expect "5.4.1.2" unknown because "cut short"
}
test "5.4.1.2 passwords_last: not of its type" {
    given fixture system
    given fixture accounts
    given host.login_defs.int["PASS_MIN_DAYS"] is error "not of its type"
    expect "5.4.1.2" error because "not of its type"
}
test "5.4.1.3 expiry_warned: login.defs" {
    given fixture system
    given fixture accounts
    given host.login_defs.int["PASS_WARN_AGE"] = 6
    expect "5.4.1.3" fail because "host.login_defs.int[\"PASS_WARN_AGE\"] is 6"
}
test "5.4.1.3 expiry_warned: not set in login.defs" {
    given fixture system
    given fixture accounts
    given host.login_defs.int["PASS_WARN_AGE"] is absent
    expect "5.4.1.3" fail because "host.login_defs.int[\"PASS_WARN_AGE\"] is absent"
}
test "5.4.1.3 expiry_warned: an account of today" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 3 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "5.4.1.3" fail because "host.accounts"
}
test "5.4.1.3 expiry_warned: nobody could look" {
    given fixture system
    given fixture accounts
    given host.login_defs.int["PASS_WARN_AGE"] is unknown "not permitted"
    expect "5.4.1.3" unknown because "not permitted"
}
test "5.4.1.3 expiry_warned: nobody could look: the accounts" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "5.4.1.3" unknown because "not permitted"
}
test "5.4.1.3 expiry_warned: the accounts are cut short" {
    given fixture system
    given fixture accounts
    given host.accounts is partial "cut short"
    expect "5.4.1.3" unknown because "cut short"
}
test "5.4.1.3 expiry_warned: not of its type" {
    given fixture system
    given fixture accounts
    given host.login_defs.int["PASS_WARN_AGE"] is error "not of its type"
    expect "5.4.1.3" error because "not of its type"
}
test "5.4.1.4 new_hashes: yescrypt" {
    given fixture system
    given fixture accounts
    expect "5.4.1.4" pass grade affirming
}
test "5.4.1.4 new_hashes: SHA-512 will do at L1" {
    given fixture system
    given fixture accounts
    given level L1
    given host.login_defs.text["ENCRYPT_METHOD"] = "SHA512"
    expect "5.4.1.4" pass grade warning
}
test "5.4.1.4 new_hashes: SHA-512 will not do at L2" {
    given fixture system
    given fixture accounts
    given level L2
    given host.login_defs.text["ENCRYPT_METHOD"] = "SHA512"
    expect "5.4.1.4" fail grade warning because "host.login_defs.text[\"ENCRYPT_METHOD\"]"
}
test "5.4.1.4 new_hashes: MD5" {
    given fixture system
    given fixture accounts
    given host.login_defs.text["ENCRYPT_METHOD"] = "MD5"
    expect "5.4.1.4" fail grade contraindicated
}
test "5.4.1.4 new_hashes: not set" {
    given fixture system
    given fixture accounts
    given host.login_defs.text["ENCRYPT_METHOD"] is absent
    expect "5.4.1.4" fail because "host.login_defs.text[\"ENCRYPT_METHOD\"]"
}
test "5.4.1.4 new_hashes: nobody could look" {
    given fixture system
    given fixture accounts
    given host.login_defs.text["ENCRYPT_METHOD"] is unknown "not permitted"
    expect "5.4.1.4" unknown because "not permitted"
}
test "5.4.1.4 new_hashes: not of its type" {
    given fixture system
    given fixture accounts
    given host.login_defs.text["ENCRYPT_METHOD"] is error "not of its type"
    expect "5.4.1.4" error because "not of its type"
}
test "5.4.1.5 unused_accounts_end: never" {
    given fixture system
    given fixture accounts
    given host.useradd.int["INACTIVE"] = -1
    expect "5.4.1.5" fail because "host.useradd.int[\"INACTIVE\"] is -1"
}
test "5.4.1.5 unused_accounts_end: not set" {
    given fixture system
    given fixture accounts
    given host.useradd.int["INACTIVE"] is absent
    expect "5.4.1.5" fail because "host.useradd.int[\"INACTIVE\"] is absent"
}
test "5.4.1.5 unused_accounts_end: an account of today" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 46 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "5.4.1.5" fail because "host.accounts"
}
test "5.4.1.5 unused_accounts_end: nobody could look" {
    given fixture system
    given fixture accounts
    given host.useradd.int["INACTIVE"] is unknown "not permitted"
    expect "5.4.1.5" unknown because "not permitted"
}
test "5.4.1.5 unused_accounts_end: nobody could look: the accounts" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "5.4.1.5" unknown because "not permitted"
}
test "5.4.1.5 unused_accounts_end: not of its type" {
    given fixture system
    given fixture accounts
    given host.useradd.int["INACTIVE"] is error "not of its type"
    expect "5.4.1.5" error because "not of its type"
}
test "5.4.1.6 changes_in_the_past: tomorrow" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-11-22, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "5.4.1.6" fail because "host.accounts"
}
test "5.4.1.6 changes_in_the_past: today" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-11-21, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "5.4.1.6" pass
}
test "5.4.1.6 changes_in_the_past: nobody could look" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "5.4.1.6" unknown because "not permitted"
}
test "5.4.1.6 changes_in_the_past: the accounts are cut short" {
    given fixture system
    given fixture accounts
    given host.accounts is partial "cut short"
    expect "5.4.1.6" unknown because "cut short"
}
test "5.4.1.6 changes_in_the_past: not of its type" {
    given fixture system
    given fixture accounts
    given host.accounts is error "not of its type"
    expect "5.4.1.6" error because "not of its type"
}
test "5.4.2.1 only_root_is_zero: a second root" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }, { name = "toor", uid = 0, gid = 0, home = "/root", shell = "/bin/sh", shadowed = true, password = "locked" }]
    expect "5.4.2.1" fail because "host.accounts"
}
test "5.4.2.1 only_root_is_zero: no root" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "daemon", uid = 1, gid = 1, home = "/", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }]
    expect "5.4.2.1" fail because "host.accounts"
}
test "5.4.2.1 only_root_is_zero: nobody could look" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "5.4.2.1" unknown because "not permitted"
}
test "5.4.2.1 only_root_is_zero: the accounts are cut short" {
    given fixture system
    given fixture accounts
    given host.accounts is partial "cut short"
    expect "5.4.2.1" unknown because "cut short"
}
test "5.4.2.1 only_root_is_zero: not of its type" {
    given fixture system
    given fixture accounts
    given host.accounts is error "not of its type"
    expect "5.4.2.1" error because "not of its type"
}
test "5.4.2.2 only_root_in_group_zero: another account" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }, { name = "bob", uid = 1001, gid = 0, home = "/home/bob", shell = "/bin/sh", shadowed = true, password = "locked" }]
    expect "5.4.2.2" fail because "host.accounts"
}
test "5.4.2.2 only_root_in_group_zero: one of the old four" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }, { name = "operator", uid = 11, gid = 0, home = "/root", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }]
    expect "5.4.2.2" pass
}
test "5.4.2.2 only_root_in_group_zero: nobody could look" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "5.4.2.2" unknown because "not permitted"
}
test "5.4.2.2 only_root_in_group_zero: not of its type" {
    given fixture system
    given fixture accounts
    given host.accounts is error "not of its type"
    expect "5.4.2.2" error because "not of its type"
}
test "5.4.2.3 only_group_root_is_zero: another group" {
    given fixture system
    given fixture accounts
    given host.groups = [{ name = "root", gid = 0, members = {} }, { name = "daemon", gid = 1, members = {} }, { name = "shadow", gid = 42, members = {} }, { name = "sugroup", gid = 900, members = {} }, { name = "alice", gid = 1000, members = {} }, { name = "nogroup", gid = 65534, members = {} }, { name = "wheel", gid = 0, members = {} }]
    expect "5.4.2.3" fail because "host.groups"
}
test "5.4.2.3 only_group_root_is_zero: nobody could look" {
    given fixture system
    given fixture accounts
    given host.groups is unknown "not permitted"
    expect "5.4.2.3" unknown because "not permitted"
}
test "5.4.2.3 only_group_root_is_zero: the groups are cut short" {
    given fixture system
    given fixture accounts
    given host.groups is partial "cut short"
    expect "5.4.2.3" unknown because "cut short"
}
test "5.4.2.3 only_group_root_is_zero: not of its type" {
    given fixture system
    given fixture accounts
    given host.groups is error "not of its type"
    expect "5.4.2.3" error because "not of its type"
}
test "5.4.2.4 root_controlled: no password" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "empty", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "5.4.2.4" fail because "host.accounts"
}
test "5.4.2.4 root_controlled: locked" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "locked", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "5.4.2.4" pass
}
test "5.4.2.4 root_controlled: no root" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "daemon", uid = 1, gid = 1, home = "/", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }]
    expect "5.4.2.4" fail because "host.accounts"
}
test "5.4.2.4 root_controlled: nobody could look" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "5.4.2.4" unknown because "not permitted"
}
test "5.4.2.4 root_controlled: not of its type" {
    given fixture system
    given fixture accounts
    given host.accounts is error "not of its type"
    expect "5.4.2.4" error because "not of its type"
}
test "5.4.2.6 root_umask: root opens it" {
    given fixture system
    given fixture accounts
    given host.shell_env.umasks = [{ file = "/root/.bashrc", mask = 0022 }]
    expect "5.4.2.6" fail because "host.shell_env.umasks"
}
test "5.4.2.6 root_umask: root says nothing" {
    given fixture system
    given fixture accounts
    given host.shell_env.umasks = []
    expect "5.4.2.6" pass
}
test "5.4.2.6 root_umask: nobody could look" {
    given fixture system
    given fixture accounts
    given host.shell_env.umasks is unknown "not permitted"
    expect "5.4.2.6" unknown because "not permitted"
}
test "5.4.2.6 root_umask: the list is cut short" {
    given fixture system
    given fixture accounts
    given host.shell_env.umasks is partial "cut short"
    expect "5.4.2.6" unknown because "cut short"
}
test "5.4.2.6 root_umask: not of its type" {
    given fixture system
    given fixture accounts
    given host.shell_env.umasks is error "not of its type"
    expect "5.4.2.6" error because "not of its type"
}
test "5.4.2.7 system_accounts_have_no_shell: a shell" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }, { name = "games", uid = 5, gid = 60, home = "/usr/games", shell = "/bin/sh", shadowed = true, password = "locked" }]
    expect "5.4.2.7" fail because "host.accounts"
}
test "5.4.2.7 system_accounts_have_no_shell: false will do" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }, { name = "games", uid = 5, gid = 60, home = "/usr/games", shell = "/bin/false", shadowed = true, password = "locked" }]
    expect "5.4.2.7" pass
}
test "5.4.2.7 system_accounts_have_no_shell: nobody could look" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "5.4.2.7" unknown because "not permitted"
}
test "5.4.2.7 system_accounts_have_no_shell: the accounts are cut short" {
    given fixture system
    given fixture accounts
    given host.accounts is partial "cut short"
    expect "5.4.2.7" unknown because "cut short"
}
test "5.4.2.7 system_accounts_have_no_shell: not of its type" {
    given fixture system
    given fixture accounts
    given host.accounts is error "not of its type"
    expect "5.4.2.7" error because "not of its type"
}
test "5.4.2.8 shell_less_accounts_locked: a password" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }, { name = "games", uid = 5, gid = 60, home = "/usr/games", shell = "/usr/sbin/nologin", shadowed = true, password = "hashed" }]
    expect "5.4.2.8" fail because "host.accounts"
}
test "5.4.2.8 shell_less_accounts_locked: nobody could look" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "5.4.2.8" unknown because "not permitted"
}
test "5.4.2.8 shell_less_accounts_locked: nobody could look: which shells are there?" {
    given fixture system
    given fixture accounts
    given host.shells is unknown "not permitted"
    expect "5.4.2.8" unknown because "not permitted"
}
test "5.4.2.8 shell_less_accounts_locked: not of its type" {
    given fixture system
    given fixture accounts
    given host.accounts is error "not of its type"
    expect "5.4.2.8" error because "not of its type"
}
test "5.4.3.1 nologin_not_a_shell: listed" {
    given fixture system
    given fixture accounts
    given host.shells = ["/bin/bash", "/usr/sbin/nologin"]
    expect "5.4.3.1" fail because "host.shells"
}
test "5.4.3.1 nologin_not_a_shell: nobody could look" {
    given fixture system
    given fixture accounts
    given host.shells is unknown "not permitted"
    expect "5.4.3.1" unknown because "not permitted"
}
test "5.4.3.1 nologin_not_a_shell: the list is cut short" {
    given fixture system
    given fixture accounts
    given host.shells is partial "cut short"
    expect "5.4.3.1" unknown because "cut short"
}
test "5.4.3.1 nologin_not_a_shell: not of its type" {
    given fixture system
    given fixture accounts
    given host.shells is error "not of its type"
    expect "5.4.3.1" error because "not of its type"
}
test "5.4.3.2 idle_shells_end: not set" {
    given fixture system
    given fixture accounts
    given host.shell_env.tmouts = []
    expect "5.4.3.2" fail because "host.shell_env.tmouts"
}
test "5.4.3.2 idle_shells_end: an hour" {
    given fixture system
    given fixture accounts
    given host.shell_env.tmouts = [{ file = "/etc/profile.d/a.sh", seconds = 3600, readonly = true, exported = true }]
    expect "5.4.3.2" fail because "host.shell_env.tmouts"
}
test "5.4.3.2 idle_shells_end: users can unset it" {
    given fixture system
    given fixture accounts
    given host.shell_env.tmouts = [{ file = "/etc/profile.d/a.sh", seconds = 900, readonly = false, exported = true }]
    expect "5.4.3.2" fail because "host.shell_env.tmouts"
}
test "5.4.3.2 idle_shells_end: not exported" {
    given fixture system
    given fixture accounts
    given host.shell_env.tmouts = [{ file = "/etc/profile.d/a.sh", seconds = 900, readonly = true, exported = false }]
    expect "5.4.3.2" fail because "host.shell_env.tmouts"
}
test "5.4.3.2 idle_shells_end: switched off elsewhere" {
    given fixture system
    given fixture accounts
    given host.shell_env.tmouts = [{ file = "/etc/profile.d/a.sh", seconds = 900, readonly = true, exported = true }, { file = "/etc/profile.d/a.sh", seconds = 0, readonly = true, exported = true }]
    expect "5.4.3.2" fail because "host.shell_env.tmouts"
}
test "5.4.3.2 idle_shells_end: the site asks for less" {
    given fixture system
    given fixture accounts
    given param idle_shell = 600
    expect "5.4.3.2" fail because "host.shell_env.tmouts"
}
test "5.4.3.2 idle_shells_end: nobody could look" {
    given fixture system
    given fixture accounts
    given host.shell_env.tmouts is unknown "not permitted"
    expect "5.4.3.2" unknown because "not permitted"
}
test "5.4.3.2 idle_shells_end: the list is cut short" {
    given fixture system
    given fixture accounts
    given host.shell_env.tmouts is partial "cut short"
    expect "5.4.3.2" unknown because "cut short"
}
test "5.4.3.2 idle_shells_end: not of its type" {
    given fixture system
    given fixture accounts
    given host.shell_env.tmouts is error "not of its type"
    expect "5.4.3.2" error because "not of its type"
}
test "5.4.3.3 default_umask: login.defs" {
    given fixture system
    given fixture accounts
    given host.login_umask = 0022
    expect "5.4.3.3" fail because "host.login_umask"
}
test "5.4.3.3 default_umask: not set in login.defs" {
    given fixture system
    given fixture accounts
    given host.login_umask is absent
    expect "5.4.3.3" fail because "host.login_umask is absent"
}
test "5.4.3.3 default_umask: a start file" {
    given fixture system
    given fixture accounts
    given host.shell_env.umasks = [{ file = "/etc/profile", mask = 0022 }]
    expect "5.4.3.3" fail because "host.shell_env.umasks"
}
test "5.4.3.3 default_umask: stricter still" {
    given fixture system
    given fixture accounts
    given host.login_umask = 0077
    expect "5.4.3.3" pass
}
test "5.4.3.3 default_umask: nobody could look" {
    given fixture system
    given fixture accounts
    given host.login_umask is unknown "not permitted"
    expect "5.4.3.3" unknown because "not permitted"
}
test "5.4.3.3 default_umask: nobody could look: the start files" {
    given fixture system
    given fixture accounts
    given host.shell_env.umasks is unknown "not permitted"
    expect "5.4.3.3" unknown because "not permitted"
}
test "5.4.3.3 default_umask: not of its type" {
    given fixture system
    given fixture accounts
    given host.login_umask is error "not of its type"
    expect "5.4.3.3" error because "not of its type"
}

// ------------------------------------------------------------------------------------------------ 6
test "6.1.1.1 journald_on: masked" {
    given fixture system
    given fixture services
    given host.units["systemd-journald.service"].enable = "masked"
    expect "6.1.1.1" fail because "host.units[\"systemd-journald.service\"].enable is \"masked\""
}
test "6.1.1.1 journald_on: not running" {
    given fixture system
    given fixture services
    given host.units["systemd-journald.service"].active = "inactive"
    expect "6.1.1.1" fail because "host.units[\"systemd-journald.service\"].active is \"inactive\""
}
test "6.1.1.1 journald_on: no such unit" {
    given fixture system
    given fixture services
    given host.units["systemd-journald.service"] is absent
    expect "6.1.1.1" fail because "host.units[\"systemd-journald.service\"].active is absent"
}
test "6.1.1.1 journald_on: no running system" {
    given fixture system
    given fixture services
    given host.units["systemd-journald.service"].active is unknown "not permitted"
    expect "6.1.1.1" unknown because "not permitted"
}
test "6.1.1.1 journald_on: nobody could look" {
    given fixture system
    given fixture services
    given host.units["systemd-journald.service"] is unknown "not permitted"
    expect "6.1.1.1" unknown because "not permitted"
}
test "6.1.1.1 journald_on: not of its type" {
    given fixture system
    given fixture services
    given host.units["systemd-journald.service"].enable is error "not of its type"
    expect "6.1.1.1" error because "not of its type"
}
test "6.1.1.1 journald_on: a container" {
    given fixture system
    given fixture services
    given host.os.container = true
    expect "6.1.1.1" notapplicable
}
test "6.1.1.4 logging_in_use: rsyslog is down" {
    given fixture system
    given fixture services
    given host.units["rsyslog.service"].active = "failed"
    expect "6.1.1.4" fail because "host.units[\"rsyslog.service\"].active is \"failed\""
}
test "6.1.1.4 logging_in_use: both run where journald is wanted" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    expect "6.1.1.4" fail because "host.units[\"rsyslog.service\"].active"
}
test "6.1.1.4 logging_in_use: journald alone" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.units["rsyslog.service"].active = "inactive"
    expect "6.1.1.4" pass
}
test "6.1.1.4 logging_in_use: no running system" {
    given fixture system
    given fixture services
    given host.units["rsyslog.service"].active is unknown "not permitted"
    expect "6.1.1.4" unknown because "not permitted"
}
test "6.1.1.4 logging_in_use: not of its type" {
    given fixture system
    given fixture services
    given host.units["rsyslog.service"].active is error "not of its type"
    expect "6.1.1.4" error because "not of its type"
}
test "6.1.1.4 logging_in_use: a container" {
    given fixture system
    given fixture services
    given host.os.container = true
    expect "6.1.1.4" notapplicable
}
test "6.1.2.1.1 journal_remote_installed: in order" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.packages["systemd-journal-remote"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    expect "6.1.2.1.1" pass
}
test "6.1.2.1.1 journal_remote_installed: not so" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.packages["systemd-journal-remote"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.packages["systemd-journal-remote"] is absent
    expect "6.1.2.1.1" fail because "host.packages[\"systemd-journal-remote\"].state is absent"
}
test "6.1.2.1.1 journal_remote_installed: nobody could look" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.packages["systemd-journal-remote"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.packages["systemd-journal-remote"] is unknown "not permitted"
    expect "6.1.2.1.1" unknown because "not permitted"
}
test "6.1.2.1.1 journal_remote_installed: not of its type" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.packages["systemd-journal-remote"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.packages["systemd-journal-remote"] is error "not of its type"
    expect "6.1.2.1.1" error because "not of its type"
}
test "6.1.2.1.1 journal_remote_installed: rsyslog keeps the logs" {
    given fixture system
    given fixture services
    expect "6.1.2.1.1" notapplicable
}
test "6.1.2.1.2 journal_upload_authenticated: in order" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.systemd_conf["journal-upload.conf"].settings = { "Upload.URL" : "https://log.example", "Upload.ServerKeyFile" : "/k", "Upload.ServerCertificateFile" : "/c", "Upload.TrustedCertificateFile" : "/t" }
    expect "6.1.2.1.2" pass
}
test "6.1.2.1.2 journal_upload_authenticated: not so" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.systemd_conf["journal-upload.conf"].settings = { "Upload.URL" : "https://log.example", "Upload.ServerKeyFile" : "/k", "Upload.ServerCertificateFile" : "/c", "Upload.TrustedCertificateFile" : "/t" }
    given host.systemd_conf["journal-upload.conf"].settings["Upload.TrustedCertificateFile"] is absent
    expect "6.1.2.1.2" fail because "host.systemd_conf[\"journal-upload.conf\"].settings[\"Upload.TrustedCertificateFile\"] is absent"
}
test "6.1.2.1.2 journal_upload_authenticated: nobody could look" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.systemd_conf["journal-upload.conf"].settings = { "Upload.URL" : "https://log.example", "Upload.ServerKeyFile" : "/k", "Upload.ServerCertificateFile" : "/c", "Upload.TrustedCertificateFile" : "/t" }
    given host.systemd_conf["journal-upload.conf"].settings["Upload.URL"] is unknown "not permitted"
    expect "6.1.2.1.2" unknown because "not permitted"
}
test "6.1.2.1.2 journal_upload_authenticated: not of its type" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.systemd_conf["journal-upload.conf"].settings = { "Upload.URL" : "https://log.example", "Upload.ServerKeyFile" : "/k", "Upload.ServerCertificateFile" : "/c", "Upload.TrustedCertificateFile" : "/t" }
    given host.systemd_conf["journal-upload.conf"].settings["Upload.URL"] is error "not of its type"
    expect "6.1.2.1.2" error because "not of its type"
}
test "6.1.2.1.2 journal_upload_authenticated: rsyslog keeps the logs" {
    given fixture system
    given fixture services
    expect "6.1.2.1.2" notapplicable
}
test "6.1.2.1.3 journal_upload_on: in order" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.units["systemd-journal-upload.service"] = { enable = "enabled", active = "active" }
    expect "6.1.2.1.3" pass
}
test "6.1.2.1.3 journal_upload_on: not enabled" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.units["systemd-journal-upload.service"] = { enable = "disabled", active = "active" }
    expect "6.1.2.1.3" fail because "host.units[\"systemd-journal-upload.service\"].enable is \"disabled\""
}
test "6.1.2.1.3 journal_upload_on: not running" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.units["systemd-journal-upload.service"] = { enable = "enabled", active = "failed" }
    expect "6.1.2.1.3" fail because "host.units[\"systemd-journal-upload.service\"].active is \"failed\""
}
test "6.1.2.1.3 journal_upload_on: no such unit" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.units["systemd-journal-upload.service"] is absent
    expect "6.1.2.1.3" fail because "host.units[\"systemd-journal-upload.service\"].enable is absent"
}
test "6.1.2.1.3 journal_upload_on: no running system" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.units["systemd-journal-upload.service"].enable = "enabled"
    given host.units["systemd-journal-upload.service"].active is unknown "not permitted"
    expect "6.1.2.1.3" unknown because "not permitted"
}
test "6.1.2.1.3 journal_upload_on: nobody could look" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.units["systemd-journal-upload.service"] is unknown "not permitted"
    expect "6.1.2.1.3" unknown because "not permitted"
}
test "6.1.2.1.3 journal_upload_on: not of its type" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.units["systemd-journal-upload.service"].active = "active"
    given host.units["systemd-journal-upload.service"].enable is error "not of its type"
    expect "6.1.2.1.3" error because "not of its type"
}
test "6.1.2.1.3 journal_upload_on: rsyslog keeps the logs" {
    given fixture system
    given fixture services
    expect "6.1.2.1.3" notapplicable
}
test "6.1.2.1.4 journal_receiver_off: enabled" {
    given fixture system
    given fixture services
    given host.packages["systemd-journal-remote"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["systemd-journal-remote.service"] = { enable = "enabled", active = "inactive" }
    expect "6.1.2.1.4" fail because "host.packages[\"systemd-journal-remote\"].state is \"installed\""
}
test "6.1.2.1.4 journal_receiver_off: running" {
    given fixture system
    given fixture services
    given host.packages["systemd-journal-remote"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["systemd-journal-remote.socket"] = { enable = "disabled", active = "active" }
    expect "6.1.2.1.4" fail because "host.packages[\"systemd-journal-remote\"].state is \"installed\""
}
test "6.1.2.1.4 journal_receiver_off: installed but masked" {
    given fixture system
    given fixture services
    given host.packages["systemd-journal-remote"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["systemd-journal-remote.socket"] = { enable = "masked", active = "inactive" }
    given host.units["systemd-journal-remote.service"] = { enable = "masked", active = "inactive" }
    expect "6.1.2.1.4" pass
}
test "6.1.2.1.4 journal_receiver_off: nobody could look" {
    given fixture system
    given fixture services
    given host.packages["systemd-journal-remote"] is unknown "not permitted"
    given host.units["systemd-journal-remote.socket"] is unknown "not permitted"
    given host.units["systemd-journal-remote.service"] is unknown "not permitted"
    expect "6.1.2.1.4" unknown because "not permitted"
}
test "6.1.2.1.4 journal_receiver_off: enabled nowhere, but is it running?" {
    given fixture system
    given fixture services
    given host.packages["systemd-journal-remote"] = { state = "installed", version = dpkg'1.0-1', arch = "amd64" }
    given host.units["systemd-journal-remote.socket"].enable = "disabled"
    given host.units["systemd-journal-remote.socket"].active is unknown "not permitted"
    expect "6.1.2.1.4" unknown because "not permitted"
}
test "6.1.2.1.4 journal_receiver_off: not of its type" {
    given fixture system
    given fixture services
    given host.packages["systemd-journal-remote"] is error "not of its type"
    given host.units["systemd-journal-remote.socket"] is error "not of its type"
    given host.units["systemd-journal-remote.service"] is error "not of its type"
    expect "6.1.2.1.4" error because "not of its type"
}
test "6.1.2.2 journal_not_forwarded: in order" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.systemd_conf["journald.conf"].settings["Journal.ForwardToSyslog"] = "no"
    expect "6.1.2.2" pass
}
test "6.1.2.2 journal_not_forwarded: not so" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.systemd_conf["journald.conf"].settings["Journal.ForwardToSyslog"] = "no"
    given host.systemd_conf["journald.conf"].settings["Journal.ForwardToSyslog"] = "yes"
    expect "6.1.2.2" fail because "host.systemd_conf[\"journald.conf\"].settings[\"Journal.ForwardToSyslog\"] is \"yes\""
}
test "6.1.2.2 journal_not_forwarded: nobody could look" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.systemd_conf["journald.conf"].settings["Journal.ForwardToSyslog"] = "no"
    given host.systemd_conf["journald.conf"].settings["Journal.ForwardToSyslog"] is unknown "not permitted"
    expect "6.1.2.2" unknown because "not permitted"
}
test "6.1.2.2 journal_not_forwarded: not of its type" {
    given fixture system
    given fixture services
    given param log_with = "journald"
    given host.systemd_conf["journald.conf"].settings["Journal.ForwardToSyslog"] = "no"
    given host.systemd_conf["journald.conf"].settings["Journal.ForwardToSyslog"] is error "not of its type"
    expect "6.1.2.2" error because "not of its type"
}
test "6.1.2.2 journal_not_forwarded: rsyslog keeps the logs" {
    given fixture system
    given fixture services
    expect "6.1.2.2" notapplicable
}
test "6.1.2.3 journal_compressed: another value" {
    given fixture system
    given fixture services
    given host.systemd_conf["journald.conf"].settings["Journal.Compress"] = "no"
    expect "6.1.2.3" fail because "host.systemd_conf[\"journald.conf\"].settings[\"Journal.Compress\"] is \"no\""
}
test "6.1.2.3 journal_compressed: not set" {
    given fixture system
    given fixture services
    given host.systemd_conf["journald.conf"].settings["Journal.Compress"] is absent
    expect "6.1.2.3" fail because "host.systemd_conf[\"journald.conf\"].settings[\"Journal.Compress\"] is absent"
}
test "6.1.2.3 journal_compressed: nobody could look" {
    given fixture system
    given fixture services
    given host.systemd_conf["journald.conf"].settings["Journal.Compress"] is unknown "not permitted"
    expect "6.1.2.3" unknown because "not permitted"
}
test "6.1.2.3 journal_compressed: not of its type" {
    given fixture system
    given fixture services
    given host.systemd_conf["journald.conf"].settings["Journal.Compress"] is error "not of its type"
    expect "6.1.2.3" error because "not of its type"
}
test "6.1.2.4 journal_persistent: another value" {
    given fixture system
    given fixture services
    given host.systemd_conf["journald.conf"].settings["Journal.Storage"] = "volatile"
    expect "6.1.2.4" fail because "host.systemd_conf[\"journald.conf\"].settings[\"Journal.Storage\"] is \"volatile\""
}
test "6.1.2.4 journal_persistent: not set" {
    given fixture system
    given fixture services
    given host.systemd_conf["journald.conf"].settings["Journal.Storage"] is absent
    expect "6.1.2.4" fail because "host.systemd_conf[\"journald.conf\"].settings[\"Journal.Storage\"] is absent"
}
test "6.1.2.4 journal_persistent: nobody could look" {
    given fixture system
    given fixture services
    given host.systemd_conf["journald.conf"].settings["Journal.Storage"] is unknown "not permitted"
    expect "6.1.2.4" unknown because "not permitted"
}
test "6.1.2.4 journal_persistent: not of its type" {
    given fixture system
    given fixture services
    given host.systemd_conf["journald.conf"].settings["Journal.Storage"] is error "not of its type"
    expect "6.1.2.4" error because "not of its type"
}
test "6.1.3.1 rsyslog_installed: not installed" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["rsyslog"] is absent
    expect "6.1.3.1" fail because "host.packages[\"rsyslog\"].state is absent"
}
test "6.1.3.1 rsyslog_installed: removed but for its configuration" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["rsyslog"].state = "config-files"
    expect "6.1.3.1" fail because "host.packages[\"rsyslog\"].state is \"config-files\""
}
test "6.1.3.1 rsyslog_installed: nobody could look" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["rsyslog"] is unknown "not permitted"
    expect "6.1.3.1" unknown because "not permitted"
}
test "6.1.3.1 rsyslog_installed: not of its type" {
    given fixture system
    given fixture services
    given fixture texts
    given host.packages["rsyslog"].state is error "not of its type"
    expect "6.1.3.1" error because "not of its type"
}
test "6.1.3.1 rsyslog_installed: journald keeps the logs" {
    given fixture system
    given fixture services
    given fixture texts
    given param log_with = "journald"
    expect "6.1.3.1" notapplicable
}
test "6.1.3.2 rsyslog_on: not enabled" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["rsyslog.service"] = { enable = "disabled", active = "active" }
    expect "6.1.3.2" fail because "host.units[\"rsyslog.service\"].enable is \"disabled\""
}
test "6.1.3.2 rsyslog_on: not running" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["rsyslog.service"] = { enable = "enabled", active = "failed" }
    expect "6.1.3.2" fail because "host.units[\"rsyslog.service\"].active is \"failed\""
}
test "6.1.3.2 rsyslog_on: no such unit" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["rsyslog.service"] is absent
    expect "6.1.3.2" fail because "host.units[\"rsyslog.service\"].enable is absent"
}
test "6.1.3.2 rsyslog_on: no running system" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["rsyslog.service"].enable = "enabled"
    given host.units["rsyslog.service"].active is unknown "not permitted"
    expect "6.1.3.2" unknown because "not permitted"
}
test "6.1.3.2 rsyslog_on: nobody could look" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["rsyslog.service"] is unknown "not permitted"
    expect "6.1.3.2" unknown because "not permitted"
}
test "6.1.3.2 rsyslog_on: not of its type" {
    given fixture system
    given fixture services
    given fixture texts
    given host.units["rsyslog.service"].active = "active"
    given host.units["rsyslog.service"].enable is error "not of its type"
    expect "6.1.3.2" error because "not of its type"
}
test "6.1.3.2 rsyslog_on: journald keeps the logs" {
    given fixture system
    given fixture services
    given fixture texts
    given param log_with = "journald"
    expect "6.1.3.2" notapplicable
}
test "6.1.3.3 journal_forwarded: not forwarded" {
    given fixture system
    given fixture services
    given fixture texts
    given host.systemd_conf["journald.conf"].settings["Journal.ForwardToSyslog"] = "no"
    expect "6.1.3.3" fail because "host.systemd_conf[\"journald.conf\"].settings[\"Journal.ForwardToSyslog\"] is \"no\""
}
test "6.1.3.3 journal_forwarded: not set" {
    given fixture system
    given fixture services
    given fixture texts
    given host.systemd_conf["journald.conf"].settings["Journal.ForwardToSyslog"] is absent
    expect "6.1.3.3" fail because "host.systemd_conf[\"journald.conf\"].settings[\"Journal.ForwardToSyslog\"] is absent"
}
test "6.1.3.3 journal_forwarded: nobody could look" {
    given fixture system
    given fixture services
    given fixture texts
    given host.systemd_conf["journald.conf"].settings["Journal.ForwardToSyslog"] is unknown "not permitted"
    expect "6.1.3.3" unknown because "not permitted"
}
test "6.1.3.3 journal_forwarded: not of its type" {
    given fixture system
    given fixture services
    given fixture texts
    given host.systemd_conf["journald.conf"].settings["Journal.ForwardToSyslog"] is error "not of its type"
    expect "6.1.3.3" error because "not of its type"
}
test "6.1.3.3 journal_forwarded: journald keeps the logs" {
    given fixture system
    given fixture services
    given fixture texts
    given param log_with = "journald"
    expect "6.1.3.3" notapplicable
}
test "6.1.3.4 log_file_mode: others can read" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/rsyslog.conf"].values["$FileCreateMode"] = "0644"
    expect "6.1.3.4" fail because "host.text[\"/etc/rsyslog.conf\"].values[\"$FileCreateMode\"] is \"0644\""
}
test "6.1.3.4 log_file_mode: not set" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/rsyslog.conf"].values = {}
    expect "6.1.3.4" fail because "host.text[\"/etc/rsyslog.conf\"].values[\"$FileCreateMode\"] is absent"
}
test "6.1.3.4 log_file_mode: a drop-in opens it" {
    given fixture system
    given fixture services
    given fixture texts
    given host.texts["/etc/rsyslog.d/*.conf"] = { "/etc/rsyslog.d/a.conf" : { lines = [], raw = [], values = { "$FileCreateMode" : "0644" } } }
    expect "6.1.3.4" fail because "host.texts[\"/etc/rsyslog.d/*.conf\"]"
}
test "6.1.3.4 log_file_mode: nobody could look" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/rsyslog.conf"] is unknown "not permitted"
    expect "6.1.3.4" unknown because "not permitted"
}
test "6.1.3.4 log_file_mode: nobody could look: the drop-ins" {
    given fixture system
    given fixture services
    given fixture texts
    given host.texts["/etc/rsyslog.d/*.conf"] is unknown "not permitted"
    expect "6.1.3.4" unknown because "not permitted"
}
test "6.1.3.4 log_file_mode: not of its type" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/rsyslog.conf"].values is error "not of its type"
    expect "6.1.3.4" error because "not of its type"
}
test "6.1.3.4 log_file_mode: journald keeps the logs" {
    given fixture system
    given fixture services
    given fixture texts
    given param log_with = "journald"
    expect "6.1.3.4" notapplicable
}
test "6.1.3.7 rsyslog_receives_nothing: takes TCP" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/rsyslog.conf"].lines = ["module(load=\"imtcp\")", "input(type=\"imtcp\" port=\"514\")"]
    expect "6.1.3.7" fail because "host.text[\"/etc/rsyslog.conf\"].lines"
}
test "6.1.3.7 rsyslog_receives_nothing: takes UDP, the old way" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/rsyslog.conf"].lines = ["$ModLoad imudp", "$UDPServerRun 514"]
    expect "6.1.3.7" fail because "host.text[\"/etc/rsyslog.conf\"].lines"
}
test "6.1.3.7 rsyslog_receives_nothing: a drop-in takes TCP" {
    given fixture system
    given fixture services
    given fixture texts
    given host.texts["/etc/rsyslog.d/*.conf"] = { "/etc/rsyslog.d/a.conf" : { lines = ["input(type=\"imtcp\" port=\"514\")"], raw = ["input(type=\"imtcp\" port=\"514\")"], values = {} } }
    expect "6.1.3.7" fail because "host.texts[\"/etc/rsyslog.d/*.conf\"]"
}
test "6.1.3.7 rsyslog_receives_nothing: nobody could look" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/rsyslog.conf"] is unknown "not permitted"
    expect "6.1.3.7" unknown because "not permitted"
}
test "6.1.3.7 rsyslog_receives_nothing: the drop-ins are cut short" {
    given fixture system
    given fixture services
    given fixture texts
    given host.texts["/etc/rsyslog.d/*.conf"] is partial "cut short"
    expect "6.1.3.7" unknown because "cut short"
}
test "6.1.3.7 rsyslog_receives_nothing: not of its type" {
    given fixture system
    given fixture services
    given fixture texts
    given host.text["/etc/rsyslog.conf"].lines is error "not of its type"
    expect "6.1.3.7" error because "not of its type"
}
test "6.1.3.7 rsyslog_receives_nothing: journald keeps the logs" {
    given fixture system
    given fixture services
    given fixture texts
    given param log_with = "journald"
    expect "6.1.3.7" notapplicable
}
test "6.1.4.1 log_files_access: others can read" {
    given fixture system
    given fixture files
    given host.globs["/var/log/**"] = { "/var/log/syslog" : { kind = "regular", mode = 0644, owner = 0, group = 1000, owner_name = "root", group_name = "adm", acl = false } }
    expect "6.1.4.1" fail
}
test "6.1.4.1 log_files_access: another owner" {
    given fixture system
    given fixture files
    given host.globs["/var/log/**"] = { "/var/log/syslog" : { kind = "regular", mode = 0640, owner = 1000, group = 0, owner_name = "daemon", group_name = "root", acl = false } }
    expect "6.1.4.1" fail because "host.globs[\"/var/log/**\"][\"/var/log/syslog\"].owner_name is \"daemon\""
}
test "6.1.4.1 log_files_access: another group" {
    given fixture system
    given fixture files
    given host.globs["/var/log/**"] = { "/var/log/syslog" : { kind = "regular", mode = 0640, owner = 0, group = 1000, owner_name = "root", group_name = "users", acl = false } }
    expect "6.1.4.1" fail because "host.globs[\"/var/log/**\"][\"/var/log/syslog\"].group_name is \"users\""
}
test "6.1.4.1 log_files_access: a rotated wtmp" {
    given fixture system
    given fixture files
    given host.globs["/var/log/**"] = { "/var/log/wtmp.1" : { kind = "regular", mode = 0664, owner = 0, group = 1000, owner_name = "root", group_name = "utmp", acl = false } }
    expect "6.1.4.1" pass
}
test "6.1.4.1 log_files_access: only a name like wtmp" {
    given fixture system
    given fixture files
    given host.globs["/var/log/**"] = { "/var/log/wtmpx" : { kind = "regular", mode = 0664, owner = 0, group = 1000, owner_name = "root", group_name = "utmp", acl = false } }
    expect "6.1.4.1" fail
}
test "6.1.4.1 log_files_access: nobody could look" {
    given fixture system
    given fixture files
    given host.globs["/var/log/**"] is unknown "not permitted"
    expect "6.1.4.1" unknown because "not permitted"
}
test "6.1.4.1 log_files_access: the list is cut short" {
    given fixture system
    given fixture files
    given host.globs["/var/log/**"] is partial "cut short"
    expect "6.1.4.1" unknown because "cut short"
}
test "6.1.4.1 log_files_access: not of its type" {
    given fixture system
    given fixture files
    given host.globs["/var/log/**"] is error "not of its type"
    expect "6.1.4.1" error because "not of its type"
}
test "6.2.1.1/auditd auditd_installed: not installed" {
    given fixture system
    given host.packages["auditd"] is absent
    expect "6.2.1.1/auditd" fail because "host.packages[\"auditd\"].state is absent"
}
test "6.2.1.1/auditd auditd_installed: removed but for its configuration" {
    given fixture system
    given host.packages["auditd"].state = "config-files"
    expect "6.2.1.1/auditd" fail because "host.packages[\"auditd\"].state is \"config-files\""
}
test "6.2.1.1/auditd auditd_installed: nobody could look" {
    given fixture system
    given host.packages["auditd"] is unknown "not permitted"
    expect "6.2.1.1/auditd" unknown because "not permitted"
}
test "6.2.1.1/auditd auditd_installed: not of its type" {
    given fixture system
    given host.packages["auditd"].state is error "not of its type"
    expect "6.2.1.1/auditd" error because "not of its type"
}
test "6.2.1.1/plugins plugins_installed: not installed" {
    given fixture system
    given host.packages["audispd-plugins"] is absent
    expect "6.2.1.1/plugins" fail because "host.packages[\"audispd-plugins\"].state is absent"
}
test "6.2.1.1/plugins plugins_installed: removed but for its configuration" {
    given fixture system
    given host.packages["audispd-plugins"].state = "config-files"
    expect "6.2.1.1/plugins" fail because "host.packages[\"audispd-plugins\"].state is \"config-files\""
}
test "6.2.1.1/plugins plugins_installed: nobody could look" {
    given fixture system
    given host.packages["audispd-plugins"] is unknown "not permitted"
    expect "6.2.1.1/plugins" unknown because "not permitted"
}
test "6.2.1.1/plugins plugins_installed: not of its type" {
    given fixture system
    given host.packages["audispd-plugins"].state is error "not of its type"
    expect "6.2.1.1/plugins" error because "not of its type"
}
test "6.2.1.2 auditd_on: not enabled" {
    given fixture system
    given fixture services
    given host.units["auditd.service"] = { enable = "disabled", active = "active" }
    expect "6.2.1.2" fail because "host.units[\"auditd.service\"].enable is \"disabled\""
}
test "6.2.1.2 auditd_on: not running" {
    given fixture system
    given fixture services
    given host.units["auditd.service"] = { enable = "enabled", active = "failed" }
    expect "6.2.1.2" fail because "host.units[\"auditd.service\"].active is \"failed\""
}
test "6.2.1.2 auditd_on: no such unit" {
    given fixture system
    given fixture services
    given host.units["auditd.service"] is absent
    expect "6.2.1.2" fail because "host.units[\"auditd.service\"].enable is absent"
}
test "6.2.1.2 auditd_on: no running system" {
    given fixture system
    given fixture services
    given host.units["auditd.service"].enable = "enabled"
    given host.units["auditd.service"].active is unknown "not permitted"
    expect "6.2.1.2" unknown because "not permitted"
}
test "6.2.1.2 auditd_on: nobody could look" {
    given fixture system
    given fixture services
    given host.units["auditd.service"] is unknown "not permitted"
    expect "6.2.1.2" unknown because "not permitted"
}
test "6.2.1.2 auditd_on: not of its type" {
    given fixture system
    given fixture services
    given host.units["auditd.service"].active = "active"
    given host.units["auditd.service"].enable is error "not of its type"
    expect "6.2.1.2" error because "not of its type"
}
test "6.2.1.2 auditd_on: a container" {
    given fixture system
    given fixture services
    given host.os.container = true
    expect "6.2.1.2" notapplicable
}
test "6.2.1.3 audit_at_boot: not given to the running kernel" {
    given fixture system
    given fixture boot
    given host.cmdline["audit"] is absent
    expect "6.2.1.3" fail because "host.cmdline[\"audit\"] is absent"
}
test "6.2.1.3 audit_at_boot: another value" {
    given fixture system
    given fixture boot
    given host.cmdline["audit"] = "0"
    expect "6.2.1.3" fail because "host.cmdline[\"audit\"] is \"0\""
}
test "6.2.1.3 audit_at_boot: gone at the next boot" {
    given fixture system
    given fixture boot
    given host.grub.entries = [{ title = "Debian", arguments = { "apparmor" : "1", "security" : "apparmor", "audit" : "1", "audit_backlog_limit" : "8192" } }, { title = "recovery", arguments = { "apparmor" : "1", "security" : "apparmor", "audit_backlog_limit" : "8192" } }]
    expect "6.2.1.3" fail because "host.grub.entries"
}
test "6.2.1.3 audit_at_boot: GRUB boots nothing" {
    given fixture system
    given fixture boot
    given host.grub.entries = []
    expect "6.2.1.3" fail
}
test "6.2.1.3 audit_at_boot: no GRUB" {
    given fixture system
    given fixture boot
    given host.grub is absent
    expect "6.2.1.3" fail because "host.grub is absent"
}
test "6.2.1.3 audit_at_boot: no running system" {
    given fixture system
    given fixture boot
    given host.cmdline["audit"] is unknown "not permitted"
    expect "6.2.1.3" unknown because "not permitted"
}
test "6.2.1.3 audit_at_boot: nobody could look" {
    given fixture system
    given fixture boot
    given host.grub is unknown "not permitted"
    expect "6.2.1.3" unknown because "not permitted"
}
test "6.2.1.3 audit_at_boot: not of its type" {
    given fixture system
    given fixture boot
    given host.cmdline["audit"] is error "not of its type"
    expect "6.2.1.3" error because "not of its type"
}
test "6.2.1.3 audit_at_boot: a container" {
    given fixture system
    given fixture boot
    given host.os.container = true
    expect "6.2.1.3" notapplicable
}
test "6.2.1.4 audit_backlog: not given to the running kernel" {
    given fixture system
    given fixture boot
    given host.cmdline["audit_backlog_limit"] is absent
    expect "6.2.1.4" fail because "host.cmdline[\"audit_backlog_limit\"] is absent"
}
test "6.2.1.4 audit_backlog: another value" {
    given fixture system
    given fixture boot
    given host.cmdline["audit_backlog_limit"] = "64"
    expect "6.2.1.4" fail because "host.cmdline[\"audit_backlog_limit\"]"
}
test "6.2.1.4 audit_backlog: gone at the next boot" {
    given fixture system
    given fixture boot
    given host.grub.entries = [{ title = "Debian", arguments = { "apparmor" : "1", "security" : "apparmor", "audit" : "1", "audit_backlog_limit" : "8192" } }, { title = "recovery", arguments = { "apparmor" : "1", "security" : "apparmor", "audit" : "1" } }]
    expect "6.2.1.4" fail because "host.grub.entries"
}
test "6.2.1.4 audit_backlog: GRUB boots nothing" {
    given fixture system
    given fixture boot
    given host.grub.entries = []
    expect "6.2.1.4" fail
}
test "6.2.1.4 audit_backlog: no GRUB" {
    given fixture system
    given fixture boot
    given host.grub is absent
    expect "6.2.1.4" fail because "host.grub is absent"
}
test "6.2.1.4 audit_backlog: no running system" {
    given fixture system
    given fixture boot
    given host.cmdline["audit_backlog_limit"] is unknown "not permitted"
    expect "6.2.1.4" unknown because "not permitted"
}
test "6.2.1.4 audit_backlog: nobody could look" {
    given fixture system
    given fixture boot
    given host.grub is unknown "not permitted"
    expect "6.2.1.4" unknown because "not permitted"
}
test "6.2.1.4 audit_backlog: not of its type" {
    given fixture system
    given fixture boot
    given host.cmdline["audit_backlog_limit"] is error "not of its type"
    expect "6.2.1.4" error because "not of its type"
}
test "6.2.1.4 audit_backlog: a container" {
    given fixture system
    given fixture boot
    given host.os.container = true
    expect "6.2.1.4" notapplicable
}
test "6.2.1.4 audit_backlog: not a number" {
    given fixture system
    given fixture boot
    given host.cmdline["audit_backlog_limit"] = "many"
    expect "6.2.1.4" error
}
test "6.2.2.1 audit_log_size: too small" {
    given fixture system
    given fixture audit
    given host.audit.conf.int["max_log_file"] = 5
    expect "6.2.2.1" fail because "host.audit.conf.int[\"max_log_file\"] is 5"
}
test "6.2.2.1 audit_log_size: not set" {
    given fixture system
    given fixture audit
    given host.audit.conf.int["max_log_file"] is absent
    expect "6.2.2.1" fail because "host.audit.conf.int[\"max_log_file\"] is absent"
}
test "6.2.2.1 audit_log_size: the site asks for more" {
    given fixture system
    given fixture audit
    given param audit_log_mb = 32
    expect "6.2.2.1" fail because "host.audit.conf.int[\"max_log_file\"] is 8"
}
test "6.2.2.1 audit_log_size: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.conf.int["max_log_file"] is unknown "not permitted"
    expect "6.2.2.1" unknown because "not permitted"
}
test "6.2.2.1 audit_log_size: nobody could look: all of audit" {
    given fixture system
    given fixture audit
    given host.audit is unknown "not permitted"
    expect "6.2.2.1" unknown because "not permitted"
}
test "6.2.2.1 audit_log_size: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.conf.int["max_log_file"] is error "not of its type"
    expect "6.2.2.1" error because "not of its type"
}
test "6.2.2.1 audit_log_size: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.2.1" notapplicable
}
test "6.2.2.2 audit_log_kept: max_log_file_action is rotate" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["max_log_file_action"] = "rotate"
    expect "6.2.2.2" fail because "host.audit.conf.text[\"max_log_file_action\"]"
}
test "6.2.2.2 audit_log_kept: in capitals" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["max_log_file_action"] = "KEEP_LOGS"
    expect "6.2.2.2" pass
}
test "6.2.2.2 audit_log_kept: not set" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["max_log_file_action"] is absent
    expect "6.2.2.2" fail because "host.audit.conf.text[\"max_log_file_action\"] is absent"
}
test "6.2.2.2 audit_log_kept: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["max_log_file_action"] is unknown "not permitted"
    expect "6.2.2.2" unknown because "not permitted"
}
test "6.2.2.2 audit_log_kept: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["max_log_file_action"] is error "not of its type"
    expect "6.2.2.2" error because "not of its type"
}
test "6.2.2.2 audit_log_kept: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.2.2" notapplicable
}
test "6.2.2.3 stop_when_full: disk_full_action is suspend" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["disk_full_action"] = "suspend"
    expect "6.2.2.3" fail because "host.audit.conf.text[\"disk_full_action\"]"
}
test "6.2.2.3 stop_when_full: in capitals" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["disk_full_action"] = "HALT"
    expect "6.2.2.3" pass
}
test "6.2.2.3 stop_when_full: not set" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["disk_full_action"] is absent
    expect "6.2.2.3" fail because "host.audit.conf.text[\"disk_full_action\"] is absent"
}
test "6.2.2.3 stop_when_full: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["disk_full_action"] is unknown "not permitted"
    expect "6.2.2.3" unknown because "not permitted"
}
test "6.2.2.3 stop_when_full: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["disk_full_action"] is error "not of its type"
    expect "6.2.2.3" error because "not of its type"
}
test "6.2.2.3 stop_when_full: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.2.3" notapplicable
}
test "6.2.2.3 stop_when_full: disk_error_action is ignore" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["disk_error_action"] = "ignore"
    expect "6.2.2.3" fail because "host.audit.conf.text[\"disk_error_action\"]"
}
test "6.2.2.4 warn_when_low: space_left_action is syslog" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["space_left_action"] = "syslog"
    expect "6.2.2.4" fail because "host.audit.conf.text[\"space_left_action\"]"
}
test "6.2.2.4 warn_when_low: in capitals" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["space_left_action"] = "EMAIL"
    expect "6.2.2.4" pass
}
test "6.2.2.4 warn_when_low: not set" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["space_left_action"] is absent
    expect "6.2.2.4" fail because "host.audit.conf.text[\"space_left_action\"] is absent"
}
test "6.2.2.4 warn_when_low: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["space_left_action"] is unknown "not permitted"
    expect "6.2.2.4" unknown because "not permitted"
}
test "6.2.2.4 warn_when_low: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["space_left_action"] is error "not of its type"
    expect "6.2.2.4" error because "not of its type"
}
test "6.2.2.4 warn_when_low: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.2.4" notapplicable
}
test "6.2.2.4 warn_when_low: admin_space_left_action is suspend" {
    given fixture system
    given fixture audit
    given host.audit.conf.text["admin_space_left_action"] = "suspend"
    expect "6.2.2.4" fail because "host.audit.conf.text[\"admin_space_left_action\"]"
}
test "6.2.3.1 sudoers_audited: no rule for /etc/sudoers" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/sudoers.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.1" fail because "host.audit.persisted.watches"
}
test "6.2.3.1 sudoers_audited: no rule for /etc/sudoers.d" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/sudoers", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.1" fail because "host.audit.persisted.watches"
}
test "6.2.3.1 sudoers_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.watches = []
    expect "6.2.3.1" fail because "host.audit.live.watches"
}
test "6.2.3.1 sudoers_audited: writes only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/sudoers", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/sudoers.d", perms = { "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.1" fail because "host.audit.persisted.watches"
}
test "6.2.3.1 sudoers_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/sudoers", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/etc/sudoers.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
        ]
    expect "6.2.3.1" fail because "host.audit.persisted.watches"
}
test "6.2.3.1 sudoers_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.watches is unknown "not permitted"
    expect "6.2.3.1" unknown because "not permitted"
}
test "6.2.3.1 sudoers_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is unknown "not permitted"
    expect "6.2.3.1" unknown because "not permitted"
}
test "6.2.3.1 sudoers_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is error "not of its type"
    expect "6.2.3.1" error because "not of its type"
}
test "6.2.3.1 sudoers_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.1" notapplicable
}
test "6.2.3.2 other_users_audited: no rule for execve" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = []
    expect "6.2.3.2" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.2 other_users_audited: 64 bit only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b64", syscall = "execve", filters = { "auid!=unset", "euid!=uid" } },
        ]
    expect "6.2.3.2" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.2 other_users_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls = []
    expect "6.2.3.2" fail because "host.audit.live.syscalls"
}
test "6.2.3.2 other_users_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "execve", filters = { "auid!=unset", "euid!=uid", "uid=0" } },
            { arch = "b64", syscall = "execve", filters = { "auid!=unset", "euid!=uid", "uid=0" } },
        ]
    expect "6.2.3.2" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.2 other_users_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls is unknown "not permitted"
    expect "6.2.3.2" unknown because "not permitted"
}
test "6.2.3.2 other_users_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is unknown "not permitted"
    expect "6.2.3.2" unknown because "not permitted"
}
test "6.2.3.2 other_users_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is error "not of its type"
    expect "6.2.3.2" error because "not of its type"
}
test "6.2.3.2 other_users_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.2" notapplicable
}
test "6.2.3.3 sudo_log_audited: no rule for /var/log/sudo.log" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = []
    expect "6.2.3.3" fail because "host.audit.persisted.watches"
}
test "6.2.3.3 sudo_log_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.watches = []
    expect "6.2.3.3" fail because "host.audit.live.watches"
}
test "6.2.3.3 sudo_log_audited: writes only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/var/log/sudo.log", perms = { "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.3" fail because "host.audit.persisted.watches"
}
test "6.2.3.3 sudo_log_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/var/log/sudo.log", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
        ]
    expect "6.2.3.3" fail because "host.audit.persisted.watches"
}
test "6.2.3.3 sudo_log_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.watches is unknown "not permitted"
    expect "6.2.3.3" unknown because "not permitted"
}
test "6.2.3.3 sudo_log_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is unknown "not permitted"
    expect "6.2.3.3" unknown because "not permitted"
}
test "6.2.3.3 sudo_log_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is error "not of its type"
    expect "6.2.3.3" error because "not of its type"
}
test "6.2.3.3 sudo_log_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.3" notapplicable
}
test "6.2.3.4 time_audited: no rule for adjtimex" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "settimeofday", filters = {} },
            { arch = "b64", syscall = "settimeofday", filters = {} },
        ]
    expect "6.2.3.4" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.4 time_audited: 64 bit only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b64", syscall = "adjtimex", filters = {} },
            { arch = "b64", syscall = "settimeofday", filters = {} },
        ]
    expect "6.2.3.4" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.4 time_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls = []
    expect "6.2.3.4" fail because "host.audit.live.syscalls"
}
test "6.2.3.4 time_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "adjtimex", filters = { "uid=0" } },
            { arch = "b64", syscall = "adjtimex", filters = { "uid=0" } },
            { arch = "b32", syscall = "settimeofday", filters = { "uid=0" } },
            { arch = "b64", syscall = "settimeofday", filters = { "uid=0" } },
        ]
    expect "6.2.3.4" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.4 time_audited: no rule for clock_settime" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "adjtimex", filters = {} },
            { arch = "b64", syscall = "adjtimex", filters = {} },
            { arch = "b32", syscall = "settimeofday", filters = {} },
            { arch = "b64", syscall = "settimeofday", filters = {} },
        ]
    expect "6.2.3.4" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.4 time_audited: no rule for /etc/localtime" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = []
    expect "6.2.3.4" fail because "host.audit.persisted.watches"
}
test "6.2.3.4 time_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls is unknown "not permitted"
    expect "6.2.3.4" unknown because "not permitted"
}
test "6.2.3.4 time_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is unknown "not permitted"
    expect "6.2.3.4" unknown because "not permitted"
}
test "6.2.3.4 time_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is error "not of its type"
    expect "6.2.3.4" error because "not of its type"
}
test "6.2.3.4 time_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.4" notapplicable
}
test "6.2.3.5 network_names_audited: no rule for sethostname" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "setdomainname", filters = {} },
            { arch = "b64", syscall = "setdomainname", filters = {} },
        ]
    expect "6.2.3.5" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.5 network_names_audited: 64 bit only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b64", syscall = "sethostname", filters = {} },
            { arch = "b64", syscall = "setdomainname", filters = {} },
        ]
    expect "6.2.3.5" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.5 network_names_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.watches = []
    expect "6.2.3.5" fail because "host.audit.live.watches"
}
test "6.2.3.5 network_names_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/issue", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/etc/issue.net", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/etc/hosts", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/etc/network", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
        ]
    expect "6.2.3.5" fail because "host.audit.persisted.watches"
}
test "6.2.3.5 network_names_audited: no rule for /etc/issue" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/issue.net", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/hosts", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/network", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.5" fail because "host.audit.persisted.watches"
}
test "6.2.3.5 network_names_audited: no rule for /etc/issue.net" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/issue", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/hosts", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/network", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.5" fail because "host.audit.persisted.watches"
}
test "6.2.3.5 network_names_audited: no rule for /etc/hosts" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/issue", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/issue.net", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/network", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.5" fail because "host.audit.persisted.watches"
}
test "6.2.3.5 network_names_audited: no rule for /etc/network" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/issue", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/issue.net", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/hosts", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.5" fail because "host.audit.persisted.watches"
}
test "6.2.3.5 network_names_audited: writes only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/issue", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/issue.net", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/hosts", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/network", perms = { "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.5" fail because "host.audit.persisted.watches"
}
test "6.2.3.5 network_names_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls is unknown "not permitted"
    expect "6.2.3.5" unknown because "not permitted"
}
test "6.2.3.5 network_names_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is unknown "not permitted"
    expect "6.2.3.5" unknown because "not permitted"
}
test "6.2.3.5 network_names_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is error "not of its type"
    expect "6.2.3.5" error because "not of its type"
}
test "6.2.3.5 network_names_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.5" notapplicable
}
test "6.2.3.6 privileged_commands_audited: a command without rule" {
    given fixture system
    given fixture audit
    given fixture files
    given host.walk.setid = { "/usr/bin/su" : { kind = "regular", mode = 04755, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false }, "/usr/bin/ping" : { kind = "regular", mode = 04755, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } }
    expect "6.2.3.6" fail because "host.audit.persisted.watches"
}
test "6.2.3.6 privileged_commands_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given fixture files
    given host.audit.live.watches = []
    expect "6.2.3.6" fail because "host.audit.live.watches"
}
test "6.2.3.6 privileged_commands_audited: writes only" {
    given fixture system
    given fixture audit
    given fixture files
    given host.audit.persisted.watches = [{ path = "/usr/bin/su", perms = { "w" }, recursive = false, arch = "any", filters = {} }]
    expect "6.2.3.6" fail because "host.audit.persisted.watches"
}
test "6.2.3.6 privileged_commands_audited: no such command" {
    given fixture system
    given fixture audit
    given fixture files
    given host.walk.setid = {}
    expect "6.2.3.6" pass
}
test "6.2.3.6 privileged_commands_audited: nobody could look" {
    given fixture system
    given fixture audit
    given fixture files
    given host.walk.setid is unknown "not permitted"
    expect "6.2.3.6" unknown because "not permitted"
}
test "6.2.3.6 privileged_commands_audited: the walk is cut short" {
    given fixture system
    given fixture audit
    given fixture files
    given host.walk.setid is partial "cut short"
    expect "6.2.3.6" unknown because "cut short"
}
test "6.2.3.6 privileged_commands_audited: no running system" {
    given fixture system
    given fixture audit
    given fixture files
    given host.audit.live.watches is unknown "not permitted"
    expect "6.2.3.6" unknown because "not permitted"
}
test "6.2.3.6 privileged_commands_audited: not of its type" {
    given fixture system
    given fixture audit
    given fixture files
    given host.walk.setid is error "not of its type"
    expect "6.2.3.6" error because "not of its type"
}
test "6.2.3.6 privileged_commands_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given fixture files
    given host.packages["auditd"] is absent
    expect "6.2.3.6" notapplicable
}
test "6.2.3.7 refused_access_audited: no rule for creat" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b64", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b32", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b64", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b32", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b64", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b32", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b64", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        ]
    expect "6.2.3.7" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.7 refused_access_audited: 64 bit only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b64", syscall = "creat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b64", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b64", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b64", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b64", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        ]
    expect "6.2.3.7" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.7 refused_access_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls = []
    expect "6.2.3.7" fail because "host.audit.live.syscalls"
}
test "6.2.3.7 refused_access_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "creat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES", "uid=0" } },
            { arch = "b64", syscall = "creat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES", "uid=0" } },
            { arch = "b32", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES", "uid=0" } },
            { arch = "b64", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES", "uid=0" } },
            { arch = "b32", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES", "uid=0" } },
            { arch = "b64", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES", "uid=0" } },
            { arch = "b32", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES", "uid=0" } },
            { arch = "b64", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES", "uid=0" } },
            { arch = "b32", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES", "uid=0" } },
            { arch = "b64", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES", "uid=0" } },
        ]
    expect "6.2.3.7" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.7 refused_access_audited: EPERM is left out" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "creat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b64", syscall = "creat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b32", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b64", syscall = "open", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b32", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b64", syscall = "openat", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b32", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b64", syscall = "truncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b32", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
            { arch = "b64", syscall = "ftruncate", filters = { "auid!=unset", "auid>=1000", "exit=-EACCES" } },
        ]
    expect "6.2.3.7" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.7 refused_access_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls is unknown "not permitted"
    expect "6.2.3.7" unknown because "not permitted"
}
test "6.2.3.7 refused_access_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is unknown "not permitted"
    expect "6.2.3.7" unknown because "not permitted"
}
test "6.2.3.7 refused_access_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is error "not of its type"
    expect "6.2.3.7" error because "not of its type"
}
test "6.2.3.7 refused_access_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.7" notapplicable
}
test "6.2.3.8 identity_audited: no rule for /etc/group" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/passwd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/gshadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/shadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/security/opasswd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/nsswitch.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.8" fail because "host.audit.persisted.watches"
}
test "6.2.3.8 identity_audited: no rule for /etc/passwd" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/group", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/gshadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/shadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/security/opasswd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/nsswitch.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.8" fail because "host.audit.persisted.watches"
}
test "6.2.3.8 identity_audited: no rule for /etc/gshadow" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/group", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/passwd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/shadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/security/opasswd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/nsswitch.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.8" fail because "host.audit.persisted.watches"
}
test "6.2.3.8 identity_audited: no rule for /etc/shadow" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/group", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/passwd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/gshadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/security/opasswd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/nsswitch.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.8" fail because "host.audit.persisted.watches"
}
test "6.2.3.8 identity_audited: no rule for /etc/security/opasswd" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/group", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/passwd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/gshadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/shadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/nsswitch.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.8" fail because "host.audit.persisted.watches"
}
test "6.2.3.8 identity_audited: no rule for /etc/nsswitch.conf" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/group", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/passwd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/gshadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/shadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/security/opasswd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.8" fail because "host.audit.persisted.watches"
}
test "6.2.3.8 identity_audited: no rule for /etc/pam.conf" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/group", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/passwd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/gshadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/shadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/security/opasswd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/nsswitch.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.8" fail because "host.audit.persisted.watches"
}
test "6.2.3.8 identity_audited: no rule for /etc/pam.d" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/group", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/passwd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/gshadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/shadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/security/opasswd", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/nsswitch.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.8" fail because "host.audit.persisted.watches"
}
test "6.2.3.8 identity_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.watches = []
    expect "6.2.3.8" fail because "host.audit.live.watches"
}
test "6.2.3.8 identity_audited: writes only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/group", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/passwd", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/gshadow", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/shadow", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/security/opasswd", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/nsswitch.conf", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.conf", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/pam.d", perms = { "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.8" fail because "host.audit.persisted.watches"
}
test "6.2.3.8 identity_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/group", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/etc/passwd", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/etc/gshadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/etc/shadow", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/etc/security/opasswd", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/etc/nsswitch.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/etc/pam.conf", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/etc/pam.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
        ]
    expect "6.2.3.8" fail because "host.audit.persisted.watches"
}
test "6.2.3.8 identity_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.watches is unknown "not permitted"
    expect "6.2.3.8" unknown because "not permitted"
}
test "6.2.3.8 identity_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is unknown "not permitted"
    expect "6.2.3.8" unknown because "not permitted"
}
test "6.2.3.8 identity_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is error "not of its type"
    expect "6.2.3.8" error because "not of its type"
}
test "6.2.3.8 identity_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.8" notapplicable
}
test "6.2.3.9 access_rights_audited: no rule for chmod" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "fchmod", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "fchmod", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "fchmodat", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "fchmodat", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "chown", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "chown", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "fchown", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "fchown", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "lchown", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "lchown", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "fchownat", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "fchownat", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "setxattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "setxattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "lsetxattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "lsetxattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "fsetxattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "fsetxattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "removexattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "removexattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "lremovexattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "lremovexattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "fremovexattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "fremovexattr", filters = { "auid!=unset", "auid>=1000" } },
        ]
    expect "6.2.3.9" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.9 access_rights_audited: 64 bit only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b64", syscall = "chmod", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "fchmod", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "fchmodat", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "chown", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "fchown", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "lchown", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "fchownat", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "setxattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "lsetxattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "fsetxattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "removexattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "lremovexattr", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "fremovexattr", filters = { "auid!=unset", "auid>=1000" } },
        ]
    expect "6.2.3.9" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.9 access_rights_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls = []
    expect "6.2.3.9" fail because "host.audit.live.syscalls"
}
test "6.2.3.9 access_rights_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "chmod", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "chmod", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "fchmod", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "fchmod", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "fchmodat", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "fchmodat", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "chown", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "chown", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "fchown", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "fchown", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "lchown", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "lchown", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "fchownat", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "fchownat", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "setxattr", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "setxattr", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "lsetxattr", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "lsetxattr", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "fsetxattr", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "fsetxattr", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "removexattr", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "removexattr", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "lremovexattr", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "lremovexattr", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "fremovexattr", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "fremovexattr", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
        ]
    expect "6.2.3.9" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.9 access_rights_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls is unknown "not permitted"
    expect "6.2.3.9" unknown because "not permitted"
}
test "6.2.3.9 access_rights_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is unknown "not permitted"
    expect "6.2.3.9" unknown because "not permitted"
}
test "6.2.3.9 access_rights_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is error "not of its type"
    expect "6.2.3.9" error because "not of its type"
}
test "6.2.3.9 access_rights_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.9" notapplicable
}
test "6.2.3.10 mounts_audited: no rule for mount" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = []
    expect "6.2.3.10" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.10 mounts_audited: 64 bit only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b64", syscall = "mount", filters = { "auid!=unset", "auid>=1000" } },
        ]
    expect "6.2.3.10" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.10 mounts_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls = []
    expect "6.2.3.10" fail because "host.audit.live.syscalls"
}
test "6.2.3.10 mounts_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "mount", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "mount", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
        ]
    expect "6.2.3.10" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.10 mounts_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls is unknown "not permitted"
    expect "6.2.3.10" unknown because "not permitted"
}
test "6.2.3.10 mounts_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is unknown "not permitted"
    expect "6.2.3.10" unknown because "not permitted"
}
test "6.2.3.10 mounts_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is error "not of its type"
    expect "6.2.3.10" error because "not of its type"
}
test "6.2.3.10 mounts_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.10" notapplicable
}
test "6.2.3.11 sessions_audited: no rule for /var/run/utmp" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/var/log/wtmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/var/log/btmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.11" fail because "host.audit.persisted.watches"
}
test "6.2.3.11 sessions_audited: no rule for /var/log/wtmp" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/var/run/utmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/var/log/btmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.11" fail because "host.audit.persisted.watches"
}
test "6.2.3.11 sessions_audited: no rule for /var/log/btmp" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/var/run/utmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/var/log/wtmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.11" fail because "host.audit.persisted.watches"
}
test "6.2.3.11 sessions_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.watches = []
    expect "6.2.3.11" fail because "host.audit.live.watches"
}
test "6.2.3.11 sessions_audited: writes only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/var/run/utmp", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/var/log/wtmp", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/var/log/btmp", perms = { "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.11" fail because "host.audit.persisted.watches"
}
test "6.2.3.11 sessions_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/var/run/utmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/var/log/wtmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/var/log/btmp", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
        ]
    expect "6.2.3.11" fail because "host.audit.persisted.watches"
}
test "6.2.3.11 sessions_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.watches is unknown "not permitted"
    expect "6.2.3.11" unknown because "not permitted"
}
test "6.2.3.11 sessions_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is unknown "not permitted"
    expect "6.2.3.11" unknown because "not permitted"
}
test "6.2.3.11 sessions_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is error "not of its type"
    expect "6.2.3.11" error because "not of its type"
}
test "6.2.3.11 sessions_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.11" notapplicable
}
test "6.2.3.12 logins_audited: no rule for /var/log/lastlog" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/var/run/faillock", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.12" fail because "host.audit.persisted.watches"
}
test "6.2.3.12 logins_audited: no rule for /var/run/faillock" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/var/log/lastlog", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.12" fail because "host.audit.persisted.watches"
}
test "6.2.3.12 logins_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.watches = []
    expect "6.2.3.12" fail because "host.audit.live.watches"
}
test "6.2.3.12 logins_audited: writes only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/var/log/lastlog", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/var/run/faillock", perms = { "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.12" fail because "host.audit.persisted.watches"
}
test "6.2.3.12 logins_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/var/log/lastlog", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/var/run/faillock", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
        ]
    expect "6.2.3.12" fail because "host.audit.persisted.watches"
}
test "6.2.3.12 logins_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.watches is unknown "not permitted"
    expect "6.2.3.12" unknown because "not permitted"
}
test "6.2.3.12 logins_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is unknown "not permitted"
    expect "6.2.3.12" unknown because "not permitted"
}
test "6.2.3.12 logins_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is error "not of its type"
    expect "6.2.3.12" error because "not of its type"
}
test "6.2.3.12 logins_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.12" notapplicable
}
test "6.2.3.13 deletions_audited: no rule for rename" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "renameat", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "renameat", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "unlink", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "unlink", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "unlinkat", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "unlinkat", filters = { "auid!=unset", "auid>=1000" } },
        ]
    expect "6.2.3.13" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.13 deletions_audited: 64 bit only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b64", syscall = "rename", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "renameat", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "unlink", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "unlinkat", filters = { "auid!=unset", "auid>=1000" } },
        ]
    expect "6.2.3.13" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.13 deletions_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls = []
    expect "6.2.3.13" fail because "host.audit.live.syscalls"
}
test "6.2.3.13 deletions_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "rename", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "rename", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "renameat", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "renameat", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "unlink", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "unlink", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "unlinkat", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "unlinkat", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
        ]
    expect "6.2.3.13" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.13 deletions_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls is unknown "not permitted"
    expect "6.2.3.13" unknown because "not permitted"
}
test "6.2.3.13 deletions_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is unknown "not permitted"
    expect "6.2.3.13" unknown because "not permitted"
}
test "6.2.3.13 deletions_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is error "not of its type"
    expect "6.2.3.13" error because "not of its type"
}
test "6.2.3.13 deletions_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.13" notapplicable
}
test "6.2.3.14 apparmor_audited: no rule for /etc/apparmor" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/apparmor.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.14" fail because "host.audit.persisted.watches"
}
test "6.2.3.14 apparmor_audited: no rule for /etc/apparmor.d" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/apparmor", perms = { "a", "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.14" fail because "host.audit.persisted.watches"
}
test "6.2.3.14 apparmor_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.watches = []
    expect "6.2.3.14" fail because "host.audit.live.watches"
}
test "6.2.3.14 apparmor_audited: writes only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/apparmor", perms = { "w" }, recursive = false, arch = "any", filters = {} },
            { path = "/etc/apparmor.d", perms = { "w" }, recursive = false, arch = "any", filters = {} },
        ]
    expect "6.2.3.14" fail because "host.audit.persisted.watches"
}
test "6.2.3.14 apparmor_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [
            { path = "/etc/apparmor", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
            { path = "/etc/apparmor.d", perms = { "a", "w" }, recursive = false, arch = "any", filters = { "uid=0" } },
        ]
    expect "6.2.3.14" fail because "host.audit.persisted.watches"
}
test "6.2.3.14 apparmor_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.watches is unknown "not permitted"
    expect "6.2.3.14" unknown because "not permitted"
}
test "6.2.3.14 apparmor_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is unknown "not permitted"
    expect "6.2.3.14" unknown because "not permitted"
}
test "6.2.3.14 apparmor_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is error "not of its type"
    expect "6.2.3.14" error because "not of its type"
}
test "6.2.3.14 apparmor_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.14" notapplicable
}
test "6.2.3.15 chcon_audited: no rule" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [{ path = "/usr/bin/other", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } }]
    expect "6.2.3.15" fail because "host.audit.persisted.watches"
}
test "6.2.3.15 chcon_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.watches = []
    expect "6.2.3.15" fail because "host.audit.live.watches"
}
test "6.2.3.15 chcon_audited: writes only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [{ path = "/usr/bin/chcon", perms = { "w" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } }]
    expect "6.2.3.15" fail because "host.audit.persisted.watches"
}
test "6.2.3.15 chcon_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [{ path = "/usr/bin/chcon", perms = { "x" }, recursive = false, arch = "any", filters = { "uid=0" } }]
    expect "6.2.3.15" fail because "host.audit.persisted.watches"
}
test "6.2.3.15 chcon_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.watches is unknown "not permitted"
    expect "6.2.3.15" unknown because "not permitted"
}
test "6.2.3.15 chcon_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is unknown "not permitted"
    expect "6.2.3.15" unknown because "not permitted"
}
test "6.2.3.15 chcon_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is error "not of its type"
    expect "6.2.3.15" error because "not of its type"
}
test "6.2.3.15 chcon_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.15" notapplicable
}
test "6.2.3.16 setfacl_audited: no rule" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [{ path = "/usr/bin/other", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } }]
    expect "6.2.3.16" fail because "host.audit.persisted.watches"
}
test "6.2.3.16 setfacl_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.watches = []
    expect "6.2.3.16" fail because "host.audit.live.watches"
}
test "6.2.3.16 setfacl_audited: writes only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [{ path = "/usr/bin/setfacl", perms = { "w" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } }]
    expect "6.2.3.16" fail because "host.audit.persisted.watches"
}
test "6.2.3.16 setfacl_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [{ path = "/usr/bin/setfacl", perms = { "x" }, recursive = false, arch = "any", filters = { "uid=0" } }]
    expect "6.2.3.16" fail because "host.audit.persisted.watches"
}
test "6.2.3.16 setfacl_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.watches is unknown "not permitted"
    expect "6.2.3.16" unknown because "not permitted"
}
test "6.2.3.16 setfacl_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is unknown "not permitted"
    expect "6.2.3.16" unknown because "not permitted"
}
test "6.2.3.16 setfacl_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is error "not of its type"
    expect "6.2.3.16" error because "not of its type"
}
test "6.2.3.16 setfacl_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.16" notapplicable
}
test "6.2.3.17 chacl_audited: no rule" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [{ path = "/usr/bin/other", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } }]
    expect "6.2.3.17" fail because "host.audit.persisted.watches"
}
test "6.2.3.17 chacl_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.watches = []
    expect "6.2.3.17" fail because "host.audit.live.watches"
}
test "6.2.3.17 chacl_audited: writes only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [{ path = "/usr/bin/chacl", perms = { "w" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } }]
    expect "6.2.3.17" fail because "host.audit.persisted.watches"
}
test "6.2.3.17 chacl_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [{ path = "/usr/bin/chacl", perms = { "x" }, recursive = false, arch = "any", filters = { "uid=0" } }]
    expect "6.2.3.17" fail because "host.audit.persisted.watches"
}
test "6.2.3.17 chacl_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.watches is unknown "not permitted"
    expect "6.2.3.17" unknown because "not permitted"
}
test "6.2.3.17 chacl_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is unknown "not permitted"
    expect "6.2.3.17" unknown because "not permitted"
}
test "6.2.3.17 chacl_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is error "not of its type"
    expect "6.2.3.17" error because "not of its type"
}
test "6.2.3.17 chacl_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.17" notapplicable
}
test "6.2.3.18 usermod_audited: no rule" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [{ path = "/usr/bin/other", perms = { "x" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } }]
    expect "6.2.3.18" fail because "host.audit.persisted.watches"
}
test "6.2.3.18 usermod_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.watches = []
    expect "6.2.3.18" fail because "host.audit.live.watches"
}
test "6.2.3.18 usermod_audited: writes only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [{ path = "/usr/sbin/usermod", perms = { "w" }, recursive = false, arch = "any", filters = { "auid!=unset", "auid>=1000" } }]
    expect "6.2.3.18" fail because "host.audit.persisted.watches"
}
test "6.2.3.18 usermod_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = [{ path = "/usr/sbin/usermod", perms = { "x" }, recursive = false, arch = "any", filters = { "uid=0" } }]
    expect "6.2.3.18" fail because "host.audit.persisted.watches"
}
test "6.2.3.18 usermod_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.watches is unknown "not permitted"
    expect "6.2.3.18" unknown because "not permitted"
}
test "6.2.3.18 usermod_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is unknown "not permitted"
    expect "6.2.3.18" unknown because "not permitted"
}
test "6.2.3.18 usermod_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches is error "not of its type"
    expect "6.2.3.18" error because "not of its type"
}
test "6.2.3.18 usermod_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.18" notapplicable
}
test "6.2.3.19 modules_audited: no rule for init_module" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "finit_module", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "finit_module", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "delete_module", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "delete_module", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "create_module", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "create_module", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b32", syscall = "query_module", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "query_module", filters = { "auid!=unset", "auid>=1000" } },
        ]
    expect "6.2.3.19" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.19 modules_audited: 64 bit only" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b64", syscall = "init_module", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "finit_module", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "delete_module", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "create_module", filters = { "auid!=unset", "auid>=1000" } },
            { arch = "b64", syscall = "query_module", filters = { "auid!=unset", "auid>=1000" } },
        ]
    expect "6.2.3.19" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.19 modules_audited: not in the kernel" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls = []
    expect "6.2.3.19" fail because "host.audit.live.syscalls"
}
test "6.2.3.19 modules_audited: narrowed by a filter" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls = [
            { arch = "b32", syscall = "init_module", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "init_module", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "finit_module", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "finit_module", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "delete_module", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "delete_module", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "create_module", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "create_module", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b32", syscall = "query_module", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
            { arch = "b64", syscall = "query_module", filters = { "auid!=unset", "auid>=1000", "uid=0" } },
        ]
    expect "6.2.3.19" fail because "host.audit.persisted.syscalls"
}
test "6.2.3.19 modules_audited: no rule for kmod" {
    given fixture system
    given fixture audit
    given host.audit.persisted.watches = []
    expect "6.2.3.19" fail because "host.audit.persisted.watches"
}
test "6.2.3.19 modules_audited: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live.syscalls is unknown "not permitted"
    expect "6.2.3.19" unknown because "not permitted"
}
test "6.2.3.19 modules_audited: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is unknown "not permitted"
    expect "6.2.3.19" unknown because "not permitted"
}
test "6.2.3.19 modules_audited: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.syscalls is error "not of its type"
    expect "6.2.3.19" error because "not of its type"
}
test "6.2.3.19 modules_audited: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.19" notapplicable
}
test "6.2.3.20 audit_locked: not locked at boot" {
    given fixture system
    given fixture audit
    given host.audit.persisted.locked = false
    expect "6.2.3.20" fail because "host.audit.persisted.locked is false"
}
test "6.2.3.20 audit_locked: not locked now" {
    given fixture system
    given fixture audit
    given host.audit.live.locked = false
    expect "6.2.3.20" fail because "host.audit.live.locked is false"
}
test "6.2.3.20 audit_locked: no running system" {
    given fixture system
    given fixture audit
    given host.audit.live is unknown "not permitted"
    expect "6.2.3.20" unknown because "not permitted"
}
test "6.2.3.20 audit_locked: nobody could look" {
    given fixture system
    given fixture audit
    given host.audit.persisted.locked is unknown "not permitted"
    expect "6.2.3.20" unknown because "not permitted"
}
test "6.2.3.20 audit_locked: not of its type" {
    given fixture system
    given fixture audit
    given host.audit.persisted.locked is error "not of its type"
    expect "6.2.3.20" error because "not of its type"
}
test "6.2.3.20 audit_locked: no audit daemon" {
    given fixture system
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.3.20" notapplicable
}
test "6.2.4.1 audit_log_mode: too open" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] = { "/var/log/audit/audit.log" : { kind = "regular", mode = 0644, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } }
    expect "6.2.4.1" fail because "host.globs[\"/var/log/audit/*\"]"
}
test "6.2.4.1 audit_log_mode: an access list" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] = { "/var/log/audit/audit.log" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = true } }
    expect "6.2.4.1" fail because "host.globs[\"/var/log/audit/*\"]"
}
test "6.2.4.1 audit_log_mode: no such file" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] = {}
    expect "6.2.4.1" pass
}
test "6.2.4.1 audit_log_mode: nobody could look" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] is unknown "not permitted"
    expect "6.2.4.1" unknown because "not permitted"
}
test "6.2.4.1 audit_log_mode: the list is cut short" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] is partial "cut short"
    expect "6.2.4.1" unknown because "cut short"
}
test "6.2.4.1 audit_log_mode: not of its type" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] is error "not of its type"
    expect "6.2.4.1" error because "not of its type"
}
test "6.2.4.1 audit_log_mode: no audit daemon" {
    given fixture system
    given fixture files
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.4.1" notapplicable
}
test "6.2.4.2 audit_log_owner: not root's" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] = { "/var/log/audit/audit.log" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "daemon", group_name = "root", acl = false } }
    expect "6.2.4.2" fail because "host.globs[\"/var/log/audit/*\"]"
}
test "6.2.4.2 audit_log_owner: no such file" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] = {}
    expect "6.2.4.2" pass
}
test "6.2.4.2 audit_log_owner: nobody could look" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] is unknown "not permitted"
    expect "6.2.4.2" unknown because "not permitted"
}
test "6.2.4.2 audit_log_owner: the list is cut short" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] is partial "cut short"
    expect "6.2.4.2" unknown because "cut short"
}
test "6.2.4.2 audit_log_owner: not of its type" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] is error "not of its type"
    expect "6.2.4.2" error because "not of its type"
}
test "6.2.4.2 audit_log_owner: no audit daemon" {
    given fixture system
    given fixture files
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.4.2" notapplicable
}
test "6.2.4.3 audit_log_group: another group" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] = { "/var/log/audit/audit.log" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "users", acl = false } }
    expect "6.2.4.3" fail because "host.globs[\"/var/log/audit/*\"]"
}
test "6.2.4.3 audit_log_group: no such file" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] = {}
    expect "6.2.4.3" pass
}
test "6.2.4.3 audit_log_group: nobody could look" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] is unknown "not permitted"
    expect "6.2.4.3" unknown because "not permitted"
}
test "6.2.4.3 audit_log_group: the list is cut short" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] is partial "cut short"
    expect "6.2.4.3" unknown because "cut short"
}
test "6.2.4.3 audit_log_group: not of its type" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/var/log/audit/*"] is error "not of its type"
    expect "6.2.4.3" error because "not of its type"
}
test "6.2.4.3 audit_log_group: no audit daemon" {
    given fixture system
    given fixture files
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.4.3" notapplicable
}
test "6.2.4.3 audit_log_group: the daemon is told another group" {
    given fixture system
    given fixture files
    given fixture audit
    given host.audit.conf.text["log_group"] = "users"
    expect "6.2.4.3" fail because "host.audit.conf.text[\"log_group\"]"
}
test "6.2.4.4 audit_directory_mode: too open" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/var/log/audit"].mode = 0755
    expect "6.2.4.4" fail because "host.files[\"/var/log/audit\"].mode"
}
test "6.2.4.4 audit_directory_mode: not root's" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/var/log/audit"].owner_name = "daemon"
    expect "6.2.4.4" fail because "host.files[\"/var/log/audit\"].owner_name is \"daemon\""
}
test "6.2.4.4 audit_directory_mode: another group" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/var/log/audit"].group_name = "users"
    expect "6.2.4.4" fail because "host.files[\"/var/log/audit\"].group_name is \"users\""
}
test "6.2.4.4 audit_directory_mode: an access list" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/var/log/audit"].acl = true
    expect "6.2.4.4" fail because "host.files[\"/var/log/audit\"].acl is true"
}
test "6.2.4.4 audit_directory_mode: nobody could look" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/var/log/audit"].mode is unknown "not permitted"
    expect "6.2.4.4" unknown because "not permitted"
}
test "6.2.4.4 audit_directory_mode: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/var/log/audit"] is unknown "not permitted"
    expect "6.2.4.4" unknown because "not permitted"
}
test "6.2.4.4 audit_directory_mode: not of its type" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/var/log/audit"].mode is error "not of its type"
    expect "6.2.4.4" error because "not of its type"
}
test "6.2.4.4 audit_directory_mode: missing" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/var/log/audit"] is absent
    expect "6.2.4.4" notapplicable
}
test "6.2.4.4 audit_directory_mode: no audit daemon" {
    given fixture system
    given fixture files
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.4.4" notapplicable
}
test "6.2.4.5 audit_conf_mode: too open" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] = { "/etc/audit/auditd.conf" : { kind = "regular", mode = 0644, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } }
    expect "6.2.4.5" fail because "host.globs[\"/etc/audit/**\"]"
}
test "6.2.4.5 audit_conf_mode: an access list" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] = { "/etc/audit/auditd.conf" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = true } }
    expect "6.2.4.5" fail because "host.globs[\"/etc/audit/**\"]"
}
test "6.2.4.5 audit_conf_mode: no such file" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] = {}
    expect "6.2.4.5" pass
}
test "6.2.4.5 audit_conf_mode: nobody could look" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] is unknown "not permitted"
    expect "6.2.4.5" unknown because "not permitted"
}
test "6.2.4.5 audit_conf_mode: the list is cut short" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] is partial "cut short"
    expect "6.2.4.5" unknown because "cut short"
}
test "6.2.4.5 audit_conf_mode: not of its type" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] is error "not of its type"
    expect "6.2.4.5" error because "not of its type"
}
test "6.2.4.5 audit_conf_mode: no audit daemon" {
    given fixture system
    given fixture files
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.4.5" notapplicable
}
test "6.2.4.6 audit_conf_owner: not root's" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] = { "/etc/audit/auditd.conf" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "daemon", group_name = "root", acl = false } }
    expect "6.2.4.6" fail because "host.globs[\"/etc/audit/**\"]"
}
test "6.2.4.6 audit_conf_owner: no such file" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] = {}
    expect "6.2.4.6" pass
}
test "6.2.4.6 audit_conf_owner: nobody could look" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] is unknown "not permitted"
    expect "6.2.4.6" unknown because "not permitted"
}
test "6.2.4.6 audit_conf_owner: the list is cut short" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] is partial "cut short"
    expect "6.2.4.6" unknown because "cut short"
}
test "6.2.4.6 audit_conf_owner: not of its type" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] is error "not of its type"
    expect "6.2.4.6" error because "not of its type"
}
test "6.2.4.6 audit_conf_owner: no audit daemon" {
    given fixture system
    given fixture files
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.4.6" notapplicable
}
test "6.2.4.7 audit_conf_group: another group" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] = { "/etc/audit/auditd.conf" : { kind = "regular", mode = 0600, owner = 0, group = 0, owner_name = "root", group_name = "users", acl = false } }
    expect "6.2.4.7" fail because "host.globs[\"/etc/audit/**\"]"
}
test "6.2.4.7 audit_conf_group: no such file" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] = {}
    expect "6.2.4.7" pass
}
test "6.2.4.7 audit_conf_group: nobody could look" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] is unknown "not permitted"
    expect "6.2.4.7" unknown because "not permitted"
}
test "6.2.4.7 audit_conf_group: the list is cut short" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] is partial "cut short"
    expect "6.2.4.7" unknown because "cut short"
}
test "6.2.4.7 audit_conf_group: not of its type" {
    given fixture system
    given fixture files
    given fixture audit
    given host.globs["/etc/audit/**"] is error "not of its type"
    expect "6.2.4.7" error because "not of its type"
}
test "6.2.4.7 audit_conf_group: no audit daemon" {
    given fixture system
    given fixture files
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.4.7" notapplicable
}
test "6.2.4.8 audit_tools_mode: not so" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/usr/sbin/auditctl"].mode = 0775
    expect "6.2.4.8" fail because "host.files"
}
test "6.2.4.8 audit_tools_mode: a tool that is not there" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/usr/sbin/auditctl"] is absent
    expect "6.2.4.8" pass
}
test "6.2.4.8 audit_tools_mode: nobody could look" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/usr/sbin/auditctl"] is unknown "not permitted"
    expect "6.2.4.8" unknown because "not permitted"
}
test "6.2.4.8 audit_tools_mode: not of its type" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/usr/sbin/auditctl"].mode is error "not of its type"
    expect "6.2.4.8" error because "not of its type"
}
test "6.2.4.8 audit_tools_mode: no audit daemon" {
    given fixture system
    given fixture files
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.4.8" notapplicable
}
test "6.2.4.9 audit_tools_owner: not so" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/usr/sbin/auditctl"].owner_name = "daemon"
    expect "6.2.4.9" fail because "host.files"
}
test "6.2.4.9 audit_tools_owner: a tool that is not there" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/usr/sbin/auditctl"] is absent
    expect "6.2.4.9" pass
}
test "6.2.4.9 audit_tools_owner: nobody could look" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/usr/sbin/auditctl"] is unknown "not permitted"
    expect "6.2.4.9" unknown because "not permitted"
}
test "6.2.4.9 audit_tools_owner: not of its type" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/usr/sbin/auditctl"].owner_name is error "not of its type"
    expect "6.2.4.9" error because "not of its type"
}
test "6.2.4.9 audit_tools_owner: no audit daemon" {
    given fixture system
    given fixture files
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.4.9" notapplicable
}
test "6.2.4.10 audit_tools_group: not so" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/usr/sbin/auditctl"].group_name = "users"
    expect "6.2.4.10" fail because "host.files"
}
test "6.2.4.10 audit_tools_group: a tool that is not there" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/usr/sbin/auditctl"] is absent
    expect "6.2.4.10" pass
}
test "6.2.4.10 audit_tools_group: nobody could look" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/usr/sbin/auditctl"] is unknown "not permitted"
    expect "6.2.4.10" unknown because "not permitted"
}
test "6.2.4.10 audit_tools_group: not of its type" {
    given fixture system
    given fixture files
    given fixture audit
    given host.files["/usr/sbin/auditctl"].group_name is error "not of its type"
    expect "6.2.4.10" error because "not of its type"
}
test "6.2.4.10 audit_tools_group: no audit daemon" {
    given fixture system
    given fixture files
    given fixture audit
    given host.packages["auditd"] is absent
    expect "6.2.4.10" notapplicable
}
test "6.3.1 aide_installed: not installed" {
    given fixture system
    given fixture files
    given host.packages["aide"] is absent
    expect "6.3.1" fail because "host.packages[\"aide\"].state is absent"
}
test "6.3.1 aide_installed: removed but for its configuration" {
    given fixture system
    given fixture files
    given host.packages["aide"].state = "config-files"
    expect "6.3.1" fail because "host.packages[\"aide\"].state is \"config-files\""
}
test "6.3.1 aide_installed: nobody could look" {
    given fixture system
    given fixture files
    given host.packages["aide"] is unknown "not permitted"
    expect "6.3.1" unknown because "not permitted"
}
test "6.3.1 aide_installed: not of its type" {
    given fixture system
    given fixture files
    given host.packages["aide"].state is error "not of its type"
    expect "6.3.1" error because "not of its type"
}
test "6.3.1 aide_installed: aide-common is missing" {
    given fixture system
    given fixture files
    given host.packages["aide-common"] is absent
    expect "6.3.1" fail because "host.packages[\"aide-common\"].state is absent"
}
test "6.3.1 aide_installed: no database" {
    given fixture system
    given fixture files
    given host.files["/var/lib/aide/aide.db"] is absent
    expect "6.3.1" fail because "host.files[\"/var/lib/aide/aide.db\"].kind is absent"
}
test "6.3.2 aide_runs: not enabled" {
    given fixture system
    given fixture services
    given host.units["dailyaidecheck.timer"] = { enable = "disabled", active = "active" }
    expect "6.3.2" fail because "host.units[\"dailyaidecheck.timer\"].enable is \"disabled\""
}
test "6.3.2 aide_runs: not running" {
    given fixture system
    given fixture services
    given host.units["dailyaidecheck.timer"] = { enable = "enabled", active = "failed" }
    expect "6.3.2" fail because "host.units[\"dailyaidecheck.timer\"].active is \"failed\""
}
test "6.3.2 aide_runs: no such unit" {
    given fixture system
    given fixture services
    given host.units["dailyaidecheck.timer"] is absent
    expect "6.3.2" fail because "host.units[\"dailyaidecheck.timer\"].enable is absent"
}
test "6.3.2 aide_runs: no running system" {
    given fixture system
    given fixture services
    given host.units["dailyaidecheck.timer"].enable = "enabled"
    given host.units["dailyaidecheck.timer"].active is unknown "not permitted"
    expect "6.3.2" unknown because "not permitted"
}
test "6.3.2 aide_runs: nobody could look" {
    given fixture system
    given fixture services
    given host.units["dailyaidecheck.timer"] is unknown "not permitted"
    expect "6.3.2" unknown because "not permitted"
}
test "6.3.2 aide_runs: not of its type" {
    given fixture system
    given fixture services
    given host.units["dailyaidecheck.timer"].active = "active"
    given host.units["dailyaidecheck.timer"].enable is error "not of its type"
    expect "6.3.2" error because "not of its type"
}
test "6.3.3 aide_guards_audit_tools: a tool is left out" {
    given fixture system
    given fixture texts
    given host.text["/etc/aide/aide.conf"].lines = ["/usr/sbin/auditd p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/augenrules p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/aureport p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/ausearch p+i+n+u+g+s+b+acl+xattrs+sha512", "/usr/sbin/autrace p+i+n+u+g+s+b+acl+xattrs+sha512"]
    expect "6.3.3" fail because "host.text[\"/etc/aide/aide.conf\"].lines"
}
test "6.3.3 aide_guards_audit_tools: a weak hash" {
    given fixture system
    given fixture texts
    given host.text["/etc/aide/aide.conf"].lines = ["/usr/sbin/auditctl p+i+n+u+g+s+b+acl+xattrs+md5", "/usr/sbin/auditd p+i+n+u+g+s+b+acl+xattrs+md5", "/usr/sbin/augenrules p+i+n+u+g+s+b+acl+xattrs+md5", "/usr/sbin/aureport p+i+n+u+g+s+b+acl+xattrs+md5", "/usr/sbin/ausearch p+i+n+u+g+s+b+acl+xattrs+md5", "/usr/sbin/autrace p+i+n+u+g+s+b+acl+xattrs+md5"]
    expect "6.3.3" fail because "host.text[\"/etc/aide/aide.conf\"].lines"
}
test "6.3.3 aide_guards_audit_tools: nobody could look" {
    given fixture system
    given fixture texts
    given host.text["/etc/aide/aide.conf"] is unknown "not permitted"
    expect "6.3.3" unknown because "not permitted"
}
test "6.3.3 aide_guards_audit_tools: not of its type" {
    given fixture system
    given fixture texts
    given host.text["/etc/aide/aide.conf"].lines is error "not of its type"
    expect "6.3.3" error because "not of its type"
}

// ------------------------------------------------------------------------------------------------ 7
test "7.1.1 passwd_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd"].mode = 0664
    expect "7.1.1" fail because "host.files[\"/etc/passwd\"].mode"
}
test "7.1.1 passwd_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd"].owner_name = "daemon"
    expect "7.1.1" fail because "host.files[\"/etc/passwd\"].owner_name is \"daemon\""
}
test "7.1.1 passwd_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd"].group_name = "users"
    expect "7.1.1" fail because "host.files[\"/etc/passwd\"].group_name is \"users\""
}
test "7.1.1 passwd_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd"].acl = true
    expect "7.1.1" fail because "host.files[\"/etc/passwd\"].acl is true"
}
test "7.1.1 passwd_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd"].mode is unknown "not permitted"
    expect "7.1.1" unknown because "not permitted"
}
test "7.1.1 passwd_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd"] is unknown "not permitted"
    expect "7.1.1" unknown because "not permitted"
}
test "7.1.1 passwd_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd"].mode is error "not of its type"
    expect "7.1.1" error because "not of its type"
}
test "7.1.1 passwd_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd"] is absent
    expect "7.1.1" fail because "host.files[\"/etc/passwd\"] is absent"
}
test "7.1.2 passwd_backup_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd-"].mode = 0664
    expect "7.1.2" fail because "host.files[\"/etc/passwd-\"].mode"
}
test "7.1.2 passwd_backup_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd-"].owner_name = "daemon"
    expect "7.1.2" fail because "host.files[\"/etc/passwd-\"].owner_name is \"daemon\""
}
test "7.1.2 passwd_backup_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd-"].group_name = "users"
    expect "7.1.2" fail because "host.files[\"/etc/passwd-\"].group_name is \"users\""
}
test "7.1.2 passwd_backup_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd-"].acl = true
    expect "7.1.2" fail because "host.files[\"/etc/passwd-\"].acl is true"
}
test "7.1.2 passwd_backup_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd-"].mode is unknown "not permitted"
    expect "7.1.2" unknown because "not permitted"
}
test "7.1.2 passwd_backup_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd-"] is unknown "not permitted"
    expect "7.1.2" unknown because "not permitted"
}
test "7.1.2 passwd_backup_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd-"].mode is error "not of its type"
    expect "7.1.2" error because "not of its type"
}
test "7.1.2 passwd_backup_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/passwd-"] is absent
    expect "7.1.2" notapplicable
}
test "7.1.3 group_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/group"].mode = 0664
    expect "7.1.3" fail because "host.files[\"/etc/group\"].mode"
}
test "7.1.3 group_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/group"].owner_name = "daemon"
    expect "7.1.3" fail because "host.files[\"/etc/group\"].owner_name is \"daemon\""
}
test "7.1.3 group_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/group"].group_name = "users"
    expect "7.1.3" fail because "host.files[\"/etc/group\"].group_name is \"users\""
}
test "7.1.3 group_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/group"].acl = true
    expect "7.1.3" fail because "host.files[\"/etc/group\"].acl is true"
}
test "7.1.3 group_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/group"].mode is unknown "not permitted"
    expect "7.1.3" unknown because "not permitted"
}
test "7.1.3 group_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/group"] is unknown "not permitted"
    expect "7.1.3" unknown because "not permitted"
}
test "7.1.3 group_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/group"].mode is error "not of its type"
    expect "7.1.3" error because "not of its type"
}
test "7.1.3 group_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/group"] is absent
    expect "7.1.3" fail because "host.files[\"/etc/group\"] is absent"
}
test "7.1.4 group_backup_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/group-"].mode = 0664
    expect "7.1.4" fail because "host.files[\"/etc/group-\"].mode"
}
test "7.1.4 group_backup_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/group-"].owner_name = "daemon"
    expect "7.1.4" fail because "host.files[\"/etc/group-\"].owner_name is \"daemon\""
}
test "7.1.4 group_backup_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/group-"].group_name = "users"
    expect "7.1.4" fail because "host.files[\"/etc/group-\"].group_name is \"users\""
}
test "7.1.4 group_backup_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/group-"].acl = true
    expect "7.1.4" fail because "host.files[\"/etc/group-\"].acl is true"
}
test "7.1.4 group_backup_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/group-"].mode is unknown "not permitted"
    expect "7.1.4" unknown because "not permitted"
}
test "7.1.4 group_backup_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/group-"] is unknown "not permitted"
    expect "7.1.4" unknown because "not permitted"
}
test "7.1.4 group_backup_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/group-"].mode is error "not of its type"
    expect "7.1.4" error because "not of its type"
}
test "7.1.4 group_backup_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/group-"] is absent
    expect "7.1.4" notapplicable
}
test "7.1.5 shadow_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow"].mode = 0644
    expect "7.1.5" fail because "host.files[\"/etc/shadow\"].mode"
}
test "7.1.5 shadow_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow"].owner_name = "daemon"
    expect "7.1.5" fail because "host.files[\"/etc/shadow\"].owner_name is \"daemon\""
}
test "7.1.5 shadow_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow"].group_name = "users"
    expect "7.1.5" fail because "host.files[\"/etc/shadow\"].group_name is \"users\""
}
test "7.1.5 shadow_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow"].acl = true
    expect "7.1.5" fail because "host.files[\"/etc/shadow\"].acl is true"
}
test "7.1.5 shadow_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow"].mode is unknown "not permitted"
    expect "7.1.5" unknown because "not permitted"
}
test "7.1.5 shadow_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow"] is unknown "not permitted"
    expect "7.1.5" unknown because "not permitted"
}
test "7.1.5 shadow_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow"].mode is error "not of its type"
    expect "7.1.5" error because "not of its type"
}
test "7.1.5 shadow_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow"] is absent
    expect "7.1.5" fail because "host.files[\"/etc/shadow\"] is absent"
}
test "7.1.6 shadow_backup_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow-"].mode = 0644
    expect "7.1.6" fail because "host.files[\"/etc/shadow-\"].mode"
}
test "7.1.6 shadow_backup_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow-"].owner_name = "daemon"
    expect "7.1.6" fail because "host.files[\"/etc/shadow-\"].owner_name is \"daemon\""
}
test "7.1.6 shadow_backup_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow-"].group_name = "users"
    expect "7.1.6" fail because "host.files[\"/etc/shadow-\"].group_name is \"users\""
}
test "7.1.6 shadow_backup_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow-"].acl = true
    expect "7.1.6" fail because "host.files[\"/etc/shadow-\"].acl is true"
}
test "7.1.6 shadow_backup_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow-"].mode is unknown "not permitted"
    expect "7.1.6" unknown because "not permitted"
}
test "7.1.6 shadow_backup_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow-"] is unknown "not permitted"
    expect "7.1.6" unknown because "not permitted"
}
test "7.1.6 shadow_backup_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow-"].mode is error "not of its type"
    expect "7.1.6" error because "not of its type"
}
test "7.1.6 shadow_backup_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/shadow-"] is absent
    expect "7.1.6" notapplicable
}
test "7.1.7 gshadow_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow"].mode = 0644
    expect "7.1.7" fail because "host.files[\"/etc/gshadow\"].mode"
}
test "7.1.7 gshadow_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow"].owner_name = "daemon"
    expect "7.1.7" fail because "host.files[\"/etc/gshadow\"].owner_name is \"daemon\""
}
test "7.1.7 gshadow_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow"].group_name = "users"
    expect "7.1.7" fail because "host.files[\"/etc/gshadow\"].group_name is \"users\""
}
test "7.1.7 gshadow_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow"].acl = true
    expect "7.1.7" fail because "host.files[\"/etc/gshadow\"].acl is true"
}
test "7.1.7 gshadow_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow"].mode is unknown "not permitted"
    expect "7.1.7" unknown because "not permitted"
}
test "7.1.7 gshadow_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow"] is unknown "not permitted"
    expect "7.1.7" unknown because "not permitted"
}
test "7.1.7 gshadow_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow"].mode is error "not of its type"
    expect "7.1.7" error because "not of its type"
}
test "7.1.7 gshadow_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow"] is absent
    expect "7.1.7" fail because "host.files[\"/etc/gshadow\"] is absent"
}
test "7.1.8 gshadow_backup_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow-"].mode = 0644
    expect "7.1.8" fail because "host.files[\"/etc/gshadow-\"].mode"
}
test "7.1.8 gshadow_backup_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow-"].owner_name = "daemon"
    expect "7.1.8" fail because "host.files[\"/etc/gshadow-\"].owner_name is \"daemon\""
}
test "7.1.8 gshadow_backup_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow-"].group_name = "users"
    expect "7.1.8" fail because "host.files[\"/etc/gshadow-\"].group_name is \"users\""
}
test "7.1.8 gshadow_backup_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow-"].acl = true
    expect "7.1.8" fail because "host.files[\"/etc/gshadow-\"].acl is true"
}
test "7.1.8 gshadow_backup_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow-"].mode is unknown "not permitted"
    expect "7.1.8" unknown because "not permitted"
}
test "7.1.8 gshadow_backup_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow-"] is unknown "not permitted"
    expect "7.1.8" unknown because "not permitted"
}
test "7.1.8 gshadow_backup_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow-"].mode is error "not of its type"
    expect "7.1.8" error because "not of its type"
}
test "7.1.8 gshadow_backup_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/gshadow-"] is absent
    expect "7.1.8" notapplicable
}
test "7.1.9 shells_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/shells"].mode = 0664
    expect "7.1.9" fail because "host.files[\"/etc/shells\"].mode"
}
test "7.1.9 shells_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/shells"].owner_name = "daemon"
    expect "7.1.9" fail because "host.files[\"/etc/shells\"].owner_name is \"daemon\""
}
test "7.1.9 shells_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/shells"].group_name = "users"
    expect "7.1.9" fail because "host.files[\"/etc/shells\"].group_name is \"users\""
}
test "7.1.9 shells_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/shells"].acl = true
    expect "7.1.9" fail because "host.files[\"/etc/shells\"].acl is true"
}
test "7.1.9 shells_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/shells"].mode is unknown "not permitted"
    expect "7.1.9" unknown because "not permitted"
}
test "7.1.9 shells_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/shells"] is unknown "not permitted"
    expect "7.1.9" unknown because "not permitted"
}
test "7.1.9 shells_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/shells"].mode is error "not of its type"
    expect "7.1.9" error because "not of its type"
}
test "7.1.9 shells_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/shells"] is absent
    expect "7.1.9" notapplicable
}
test "7.1.10 old_passwords_access: too open" {
    given fixture system
    given fixture files
    given host.files["/etc/security/opasswd"].mode = 0640
    expect "7.1.10" fail because "host.files[\"/etc/security/opasswd\"].mode"
}
test "7.1.10 old_passwords_access: not root's" {
    given fixture system
    given fixture files
    given host.files["/etc/security/opasswd"].owner_name = "daemon"
    expect "7.1.10" fail because "host.files[\"/etc/security/opasswd\"].owner_name is \"daemon\""
}
test "7.1.10 old_passwords_access: another group" {
    given fixture system
    given fixture files
    given host.files["/etc/security/opasswd"].group_name = "users"
    expect "7.1.10" fail because "host.files[\"/etc/security/opasswd\"].group_name is \"users\""
}
test "7.1.10 old_passwords_access: an access list" {
    given fixture system
    given fixture files
    given host.files["/etc/security/opasswd"].acl = true
    expect "7.1.10" fail because "host.files[\"/etc/security/opasswd\"].acl is true"
}
test "7.1.10 old_passwords_access: nobody could look" {
    given fixture system
    given fixture files
    given host.files["/etc/security/opasswd"].mode is unknown "not permitted"
    expect "7.1.10" unknown because "not permitted"
}
test "7.1.10 old_passwords_access: nobody could look: the path itself" {
    given fixture system
    given fixture files
    given host.files["/etc/security/opasswd"] is unknown "not permitted"
    expect "7.1.10" unknown because "not permitted"
}
test "7.1.10 old_passwords_access: not of its type" {
    given fixture system
    given fixture files
    given host.files["/etc/security/opasswd"].mode is error "not of its type"
    expect "7.1.10" error because "not of its type"
}
test "7.1.10 old_passwords_access: missing" {
    given fixture system
    given fixture files
    given host.files["/etc/security/opasswd"] is absent
    expect "7.1.10" notapplicable
}
test "7.1.10 old_passwords_access: the older ones too open" {
    given fixture system
    given fixture files
    given host.files["/etc/security/opasswd.old"] = { kind = "regular", mode = 0644, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false }
    expect "7.1.10" fail because "host.files[\"/etc/security/opasswd.old\"].mode"
}
test "7.1.11 world_writable_secured: a file" {
    given fixture system
    given fixture files
    given host.walk.world_writable = { "/srv/x" : { kind = "regular", mode = 0666, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } }
    expect "7.1.11" fail
}
test "7.1.11 world_writable_secured: a directory that is not sticky" {
    given fixture system
    given fixture files
    given host.walk.world_writable = { "/srv/drop" : { kind = "directory", mode = 0777, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } }
    expect "7.1.11" fail because "host.walk.world_writable[\"/srv/drop\"].mode"
}
test "7.1.11 world_writable_secured: accepted by the site" {
    given fixture system
    given fixture files
    given param world_writable = { "/srv/drop" }
    given host.walk.world_writable = { "/srv/drop" : { kind = "directory", mode = 0777, owner = 0, group = 0, owner_name = "root", group_name = "root", acl = false } }
    expect "7.1.11" pass
}
test "7.1.11 world_writable_secured: nobody could look" {
    given fixture system
    given fixture files
    given host.walk is unknown "not permitted"
    expect "7.1.11" unknown because "not permitted"
}
test "7.1.11 world_writable_secured: the walk is cut short" {
    given fixture system
    given fixture files
    given host.walk.world_writable is partial "cut short"
    expect "7.1.11" unknown because "cut short"
}
test "7.1.11 world_writable_secured: not of its type" {
    given fixture system
    given fixture files
    given host.walk.world_writable is error "not of its type"
    expect "7.1.11" error because "not of its type"
}
test "7.1.12 everything_owned: a file of nobody" {
    given fixture system
    given fixture files
    given host.walk.unowned = { "/srv/x" : { kind = "regular", mode = 0644, owner = 4711, group = 0 } }
    expect "7.1.12" fail because "host.walk.unowned"
}
test "7.1.12 everything_owned: nobody could look" {
    given fixture system
    given fixture files
    given host.walk.unowned is unknown "not permitted"
    expect "7.1.12" unknown because "not permitted"
}
test "7.1.12 everything_owned: the walk is cut short" {
    given fixture system
    given fixture files
    given host.walk.unowned is partial "cut short"
    expect "7.1.12" unknown because "cut short"
}
test "7.1.12 everything_owned: not of its type" {
    given fixture system
    given fixture files
    given host.walk.unowned is error "not of its type"
    expect "7.1.12" error because "not of its type"
}
test "7.2.1 passwords_shadowed: a hash in passwd" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = false, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "7.2.1" fail because "host.accounts"
}
test "7.2.1 passwords_shadowed: nobody could look" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "7.2.1" unknown because "not permitted"
}
test "7.2.1 passwords_shadowed: the accounts are cut short" {
    given fixture system
    given fixture accounts
    given host.accounts is partial "cut short"
    expect "7.2.1" unknown because "cut short"
}
test "7.2.1 passwords_shadowed: not of its type" {
    given fixture system
    given fixture accounts
    given host.accounts is error "not of its type"
    expect "7.2.1" error because "not of its type"
}
test "7.2.2 no_empty_passwords: no password" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "empty", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "7.2.2" fail because "host.accounts"
}
test "7.2.2 no_empty_passwords: nobody could look" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "7.2.2" unknown because "not permitted"
}
test "7.2.2 no_empty_passwords: the accounts are cut short" {
    given fixture system
    given fixture accounts
    given host.accounts is partial "cut short"
    expect "7.2.2" unknown because "cut short"
}
test "7.2.2 no_empty_passwords: not of its type" {
    given fixture system
    given fixture accounts
    given host.accounts is error "not of its type"
    expect "7.2.2" error because "not of its type"
}
test "7.2.3 groups_exist: no such group" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 4711, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "7.2.3" fail because "host.groups"
}
test "7.2.3 groups_exist: nobody could look" {
    given fixture system
    given fixture accounts
    given host.groups is unknown "not permitted"
    expect "7.2.3" unknown because "not permitted"
}
test "7.2.3 groups_exist: nobody could look: the accounts" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "7.2.3" unknown because "not permitted"
}
test "7.2.3 groups_exist: the accounts are cut short" {
    given fixture system
    given fixture accounts
    given host.accounts is partial "cut short"
    expect "7.2.3" unknown because "cut short"
}
test "7.2.3 groups_exist: not of its type" {
    given fixture system
    given fixture accounts
    given host.groups is error "not of its type"
    expect "7.2.3" error because "not of its type"
}
test "7.2.4 shadow_group_empty: a member" {
    given fixture system
    given fixture accounts
    given host.groups = [{ name = "root", gid = 0, members = {} }, { name = "daemon", gid = 1, members = {} }, { name = "shadow", gid = 42, members = { "alice" } }, { name = "sugroup", gid = 900, members = {} }, { name = "alice", gid = 1000, members = {} }, { name = "nogroup", gid = 65534, members = {} }]
    expect "7.2.4" fail
}
test "7.2.4 shadow_group_empty: somebody's primary group" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 42, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "7.2.4" fail because "host.accounts"
}
test "7.2.4 shadow_group_empty: nobody could look" {
    given fixture system
    given fixture accounts
    given host.groups is unknown "not permitted"
    expect "7.2.4" unknown because "not permitted"
}
test "7.2.4 shadow_group_empty: the groups are cut short" {
    given fixture system
    given fixture accounts
    given host.groups is partial "cut short"
    expect "7.2.4" unknown because "cut short"
}
test "7.2.4 shadow_group_empty: not of its type" {
    given fixture system
    given fixture accounts
    given host.groups is error "not of its type"
    expect "7.2.4" error because "not of its type"
}
test "7.2.5 uids_unique: twice" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }, { name = "bob", uid = 1000, gid = 1000, home = "/home/bob", shell = "/bin/bash", shadowed = true, password = "locked" }]
    expect "7.2.5" fail because "host.accounts"
}
test "7.2.5 uids_unique: nobody could look" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "7.2.5" unknown because "not permitted"
}
test "7.2.5 uids_unique: the accounts are cut short" {
    given fixture system
    given fixture accounts
    given host.accounts is partial "cut short"
    expect "7.2.5" unknown because "cut short"
}
test "7.2.5 uids_unique: not of its type" {
    given fixture system
    given fixture accounts
    given host.accounts is error "not of its type"
    expect "7.2.5" error because "not of its type"
}
test "7.2.6 gids_unique: twice" {
    given fixture system
    given fixture accounts
    given host.groups = [{ name = "root", gid = 0, members = {} }, { name = "daemon", gid = 1, members = {} }, { name = "shadow", gid = 42, members = {} }, { name = "sugroup", gid = 900, members = {} }, { name = "alice", gid = 1000, members = {} }, { name = "nogroup", gid = 65534, members = {} }, { name = "x", gid = 1000, members = {} }]
    expect "7.2.6" fail because "host.groups"
}
test "7.2.6 gids_unique: nobody could look" {
    given fixture system
    given fixture accounts
    given host.groups is unknown "not permitted"
    expect "7.2.6" unknown because "not permitted"
}
test "7.2.6 gids_unique: the groups are cut short" {
    given fixture system
    given fixture accounts
    given host.groups is partial "cut short"
    expect "7.2.6" unknown because "cut short"
}
test "7.2.6 gids_unique: not of its type" {
    given fixture system
    given fixture accounts
    given host.groups is error "not of its type"
    expect "7.2.6" error because "not of its type"
}
test "7.2.7 account_names_unique: twice" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }, { name = "alice", uid = 1001, gid = 1000, home = "/home/bob", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }]
    expect "7.2.7" fail because "host.accounts"
}
test "7.2.7 account_names_unique: nobody could look" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "7.2.7" unknown because "not permitted"
}
test "7.2.7 account_names_unique: the accounts are cut short" {
    given fixture system
    given fixture accounts
    given host.accounts is partial "cut short"
    expect "7.2.7" unknown because "cut short"
}
test "7.2.7 account_names_unique: not of its type" {
    given fixture system
    given fixture accounts
    given host.accounts is error "not of its type"
    expect "7.2.7" error because "not of its type"
}
test "7.2.8 group_names_unique: twice" {
    given fixture system
    given fixture accounts
    given host.groups = [{ name = "root", gid = 0, members = {} }, { name = "daemon", gid = 1, members = {} }, { name = "shadow", gid = 42, members = {} }, { name = "sugroup", gid = 900, members = {} }, { name = "alice", gid = 1000, members = {} }, { name = "nogroup", gid = 65534, members = {} }, { name = "alice", gid = 1001, members = {} }]
    expect "7.2.8" fail because "host.groups"
}
test "7.2.8 group_names_unique: nobody could look" {
    given fixture system
    given fixture accounts
    given host.groups is unknown "not permitted"
    expect "7.2.8" unknown because "not permitted"
}
test "7.2.8 group_names_unique: the groups are cut short" {
    given fixture system
    given fixture accounts
    given host.groups is partial "cut short"
    expect "7.2.8" unknown because "cut short"
}
test "7.2.8 group_names_unique: not of its type" {
    given fixture system
    given fixture accounts
    given host.groups is error "not of its type"
    expect "7.2.8" error because "not of its type"
}
test "7.2.9 homes_secured: too open" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0755, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "7.2.9" fail because "host.accounts"
}
test "7.2.9 homes_secured: somebody else's" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 0, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "7.2.9" fail because "host.accounts"
}
test "7.2.9 homes_secured: missing" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    given host.accounts[3].home_file is absent
    expect "7.2.9" fail because "host.accounts"
}
test "7.2.9 homes_secured: nobody can log in" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/usr/sbin/nologin", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0777, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "7.2.9" pass
}
test "7.2.9 homes_secured: the home cannot be read" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false }, ".bash_history" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "7.2.9" unknown
}
test "7.2.9 homes_secured: nobody could look" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "7.2.9" unknown because "not permitted"
}
test "7.2.9 homes_secured: the accounts are cut short" {
    given fixture system
    given fixture accounts
    given host.accounts is partial "cut short"
    expect "7.2.9" unknown because "cut short"
}
test "7.2.9 homes_secured: not of its type" {
    given fixture system
    given fixture accounts
    given host.accounts is error "not of its type"
    expect "7.2.9" error because "not of its type"
}
test "7.2.10 dot_files_secured: .rhosts" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".rhosts" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "7.2.10" fail because "host.accounts"
}
test "7.2.10 dot_files_secured: .forward" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".forward" : { kind = "regular", mode = 0600, owner = 1000, group = 1000, acl = false } } }]
    expect "7.2.10" fail because "host.accounts"
}
test "7.2.10 dot_files_secured: too open" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0664, owner = 1000, group = 1000, acl = false } } }]
    expect "7.2.10" fail because "host.accounts"
}
test "7.2.10 dot_files_secured: somebody else's" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 1000, acl = false } } }]
    expect "7.2.10" fail because "host.accounts"
}
test "7.2.10 dot_files_secured: a .netrc that others can read" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".netrc" : { kind = "regular", mode = 0644, owner = 1000, group = 1000, acl = false } } }]
    expect "7.2.10" fail
}
test "7.2.10 dot_files_secured: a directory" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = { ".ssh" : { kind = "directory", mode = 0755, owner = 1000, group = 1000, acl = false } } }]
    expect "7.2.10" pass
}
test "7.2.10 dot_files_secured: none" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false }, dot_files = {} }]
    expect "7.2.10" pass
}
test "7.2.10 dot_files_secured: the home cannot be read" {
    given fixture system
    given fixture accounts
    given host.accounts = [{ name = "root", uid = 0, gid = 0, home = "/root", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0700, owner = 0, group = 0, acl = false }, dot_files = { ".bashrc" : { kind = "regular", mode = 0644, owner = 0, group = 0, acl = false } } }, { name = "daemon", uid = 1, gid = 1, home = "/usr/sbin", shell = "/usr/sbin/nologin", shadowed = true, password = "locked" }, { name = "sync", uid = 4, gid = 65534, home = "/bin", shell = "/bin/sync", shadowed = true, password = "locked" }, { name = "alice", uid = 1000, gid = 1000, home = "/home/alice", shell = "/bin/bash", shadowed = true, password = "hashed", hash = "yescrypt", max_age = 365 days, min_age = 1 day, warn_age = 7 days, inactive = 45 days, last_change = 2026-10-01, home_file = { kind = "directory", mode = 0750, owner = 1000, group = 1000, acl = false } }]
    expect "7.2.10" unknown
}
test "7.2.10 dot_files_secured: nobody could look" {
    given fixture system
    given fixture accounts
    given host.accounts is unknown "not permitted"
    expect "7.2.10" unknown because "not permitted"
}
test "7.2.10 dot_files_secured: the accounts are cut short" {
    given fixture system
    given fixture accounts
    given host.accounts is partial "cut short"
    expect "7.2.10" unknown because "cut short"
}
test "7.2.10 dot_files_secured: not of its type" {
    given fixture system
    given fixture accounts
    given host.accounts is error "not of its type"
    expect "7.2.10" error because "not of its type"
}

// ------------------------------------------------------------------------------------------------ S
test "S.1 approved_password_policy: another policy" {
    given fixture system
    given fixture accounts
    given fixture passwords
    given param password_policies = { sha256'1111111111111111111111111111111111111111111111111111111111111111' }
    expect "S.1" fail
}
test "S.1 approved_password_policy: the approved one" {
    given fixture system
    given fixture accounts
    given fixture passwords
    given param password_policies = { sha256'40a03743a4b863ef5b413eef213adf2d9aad9ec7beafe3630b98da17c1a1c08b' }
    expect "S.1" pass
}
test "S.1 approved_password_policy: nobody could look" {
    given fixture system
    given fixture accounts
    given fixture passwords
    given param password_policies = { sha256'40a03743a4b863ef5b413eef213adf2d9aad9ec7beafe3630b98da17c1a1c08b' }
    given host.faillock is unknown "not permitted"
    expect "S.1" unknown
}
test "S.1 approved_password_policy: not of its type" {
    given fixture system
    given fixture accounts
    given fixture passwords
    given param password_policies = { sha256'40a03743a4b863ef5b413eef213adf2d9aad9ec7beafe3630b98da17c1a1c08b' }
    given host.pwquality.int is error "not of its type"
    expect "S.1" error
}
test "S.1 approved_password_policy: the site names none" {
    given fixture system
    given fixture accounts
    given fixture passwords
    expect "S.1" notapplicable
}
