library linux version 1.0.0 language 1
title "Evidence schema and rule templates for one Linux system"
note """
    Every claim below is filled by `mps collect`; docs/collectors.md says from what and how. A field marked `?` can be
    absent: the collector looked and it is not there. A field that was not looked at, or could not be read, is unknown
    and needs no mark. On a tree that is not running, what only a kernel or a manager can tell (`live`, `loaded`,
    `active`, `mounts`, `sockets`, `cmdline`, `apparmor`) is unknown with the reason "no running system".
    """

// ------------------------------------------------------------ words and units
type uid      = int in 0..4294967295                 "user id"
type gid      = int in 0..4294967295                 "group id"
type abs_path = path                                 "absolute path, no trailing slash, links resolved only where said"

enum file_type   { "regular", "directory", "symlink", "socket", "fifo", "block", "character" }
enum pkg_state   open { "installed", "config-files", "half-installed", "unpacked", "half-configured",
                        "triggers-awaited", "triggers-pending", "not-installed" }
enum unit_enable open { "enabled", "enabled-runtime", "disabled", "masked", "masked-runtime", "static", "indirect",
                        "generated", "alias", "linked", "linked-runtime", "transient", "bad" }
    "what `systemctl is-enabled` says"
enum unit_active open { "active", "inactive", "failed", "activating", "deactivating", "reloading", "maintenance" }
enum password_class   { "locked", "empty", "hashed", "expired" }
    "the password field, never its content; `expired` is a hash that must be changed at the next log-in (last change is day 0)"
enum hash_class  open { "yescrypt", "gost-yescrypt", "scrypt", "sha512", "sha256", "bcrypt", "md5", "des", "bsdi-des", "nthash", "sha1" }
enum mod_policy       { "loadable", "blacklisted", "install-false", "blacklisted-and-install-false" }

// ------------------------------------------------------------ records: files
record origin "Where a value stands; never part of a hash" {
    file : abs_path volatile             "the file whose line won"
    line : int      volatile             "line number, from 1"
}
record file "What lstat and the access list say of one path" {
    kind       : file_type
    mode       : mode                    "the twelve permission bits"
    owner      : uid
    group      : gid
    owner_name?: text                    "absent where no account has that id"
    group_name?: text                    "absent where no group has that id"
    acl        : bool                    "has an access list beyond the mode bits"
    target?    : abs_path                "symlinks: where the link finally leads; absent if nowhere, or out of the tree"
    size       : int unit bytes          "of a directory or link: 0"
    sha256?    : digest                  "collected only for files whose digest some rule reads"
}
record textfile "A text file read with no grammar; the last resort. What looks like a secret reads `[redacted]`" {
    lines  : list of text                "without comment lines (first character `#`) and blank lines, white space folded"
    raw    : list of text                "every line as it stands, without its line end"
    values : map of text to text         "`key = value` or `key value` lines, last wins, keys as written, one pair of quotes around the value taken off"
}
record settings "A flat configuration in its own grammar: the value in force for each key" {
    text : map of text to text           "the value as text; a word without a value has the value \"\""
    int  : map of text to int            "the keys whose value is one decimal number without leading zeros"
}
record walk "One walk over the local file systems" {
    world_writable : map of abs_path to file   "every regular file and directory with o+w"
    setid          : map of abs_path to file   "regular files with setuid or setgid"
    unowned        : map of abs_path to file   "owner or group id that no account or group has"
}

// ------------------------------------------------------------ records: kernel, packages, services
record sysctl_setting "One kernel parameter, now and after the next boot" {
    live?           : int                "value in /proc/sys, if it is one decimal number; absent if the kernel has no such parameter"
    persisted?      : int                "value that sysctl.d and /etc/sysctl.conf give it at boot, if it is one decimal number"
    live_text?      : text               "value in /proc/sys as text, white space folded to single spaces"
    persisted_text? : text               "the same for the persisted value"
    origin?         : origin             "where the persisted value stands"
}
record kmod "One kernel module; `-` and `_` are the same in its name" {
    loaded      : bool                   "in /proc/modules"
    available   : bool                   "in the module tree of the running kernel (of any kernel, in a tree that is not running) or built in"
    builtin     : bool                   "built into the kernel: no modprobe.d line can keep it out"
    policy      : mod_policy             "what modprobe.d says; `install-false` is an install line that runs true or false"
    install?    : text                   "the command of the install line in force"
}
record package "One dpkg entry" {
    state   : pkg_state
    version?: version dpkg               "absent for an entry that was never unpacked"
    arch    : text
}
record unit "A systemd unit: what the files say, and what the manager says" {
    enable   : unit_enable
    active?  : unit_active               "unknown where no manager runs"
    settings : map of text to text       "`Section.Key` to its value, drop-ins applied, last wins"
    lists    : map of text to list of text    "the same with every value since the last empty assignment, in order"
}
record systemd_conf "A configuration file of systemd with its drop-ins" {
    settings : map of text to text       "`Section.Key` to its value, last wins"
    lists    : map of text to list of text    "the same with every value since the last empty assignment, in order"
}
record mount "One mount point" {
    source  : text
    fs_type : text
    options : set of text                "each option apart, `defaults` left out; the value of a password option reads `[redacted]`"
}
record socket "A listening socket" {
    proto    : text in { "tcp", "udp" }
    address  : ip
    port     : int in 0..65535
    loopback : bool                      "bound to the loopback only"
    process? : text                      "name of the process, where it could be found"
}
record apparmor "The AppArmor of the running kernel" {
    enabled  : bool
    profiles : map of text to text       "profile to its mode: `enforce`, `complain`, `kill`, `unconfined`"
}
record grub_entry { title : text  arguments : map of text to text  "boot arguments; a bare word has the value \"\"" }
record grub "GRUB 2 as configured" {
    entries  : list of grub_entry        "every `linux` line of grub.cfg"
    superuser: bool                      "grub.cfg names a superuser"
    password : bool                      "and gives a password hash (never collected itself)"
    defaults : map of text to text       "/etc/default/grub and /etc/default/grub.d/*.cfg, last wins, quotes taken off"
}
record os "What the system is" {
    id        : text                     "ID of os-release"
    release   : version dotted           "VERSION_ID"
    codename? : text                     "VERSION_CODENAME"
    arch      : text                     "dpkg's name of the machine, such as amd64"
    container : bool                     "carries the mark of a container (/.dockerenv, /run/.containerenv, /run/systemd/container, or what started process 1 says so)"
    uefi      : bool                     "was started by UEFI firmware; unknown of a tree that is not running"
    kernel    : text                     "release of the running kernel; unknown of a tree that is not running"
}

// ------------------------------------------------------------ records: accounts and log-in
record account "One line of passwd joined with its shadow line" {
    name        : text
    uid         : uid
    gid         : gid
    home        : abs_path
    shell       : abs_path               "/bin/sh where the field is empty"
    shadowed    : bool                   "the passwd line leaves the password to shadow (`x`)"
    password    : password_class
    hash?       : hash_class             "absent unless password is `hashed` or `expired`"
    max_age?    : duration               "maximum password age; absent = none"
    min_age?    : duration
    warn_age?   : duration
    inactive?   : duration               "days after the password's end on which the account ends"
    last_change?: time unit day
    expires?    : time unit day          "end of the account"
    home_file?  : file                   "the home directory itself, links followed; absent if it does not exist"
    dot_files   : map of text to file known home_dot_files    "names beginning with a dot, directly in the home directory"
}
set home_dot_files of text = { ".netrc", ".rhosts", ".forward", ".bash_history", ".bash_logout", ".bashrc", ".bash_profile",
                               ".profile", ".ssh", ".shosts", ".cshrc", ".login", ".zshrc" }

record group "One line of /etc/group" { name : text  gid : gid  members : set of text }

record pam_entry "One effective line of a PAM stack, includes followed" {
    phase     : text in { "auth", "account", "password", "session" }
    control   : text                     "`required`, `requisite`, `sufficient`, `optional`, or the bracket form, spaces folded"
    module    : text                     "file name only, such as pam_unix.so"
    options   : map of text to text      "an option without a value has the value \"\""
    optional  : bool                     "the line begins with `-`: a missing module is no fault"
    stack     : text                     "the service file in which the line stands, such as common-auth"
    origin    : origin
}
record limit "One line of limits.conf and limits.d" {
    domain : text
    kind   : text in { "soft", "hard", "-" }
    item   : text
    value  : text
    origin : origin
}
record umask_line "A umask command in a start file of the shell" { file : abs_path  mask : mode  line : int volatile }
record tmout_line "An assignment to TMOUT in a start file of the shell" {
    file     : abs_path
    seconds  : int unit seconds
    readonly : bool                      "the file also makes it read-only"
    exported : bool                      "the file also exports it"
    line     : int volatile
}
record shell_env "What the start files of the shells set: /etc/profile, /etc/profile.d/*.sh, /etc/bash.bashrc, and root's own" {
    umasks : list of umask_line
    tmouts : list of tmout_line
}
record sudo_default "One parameter of a Defaults line" {
    scope  : text                        "\"\" for all; else as written, such as `:root`, `@host`, `>root`, `!/bin/sh`"
    name   : text
    value  : text                        "`true` or `false` for a flag; else the value, quotes taken off"
    origin : origin
}
record sudo_rule "One command of a user specification, aliases not expanded" {
    who     : text
    host    : text
    runas   : text                       "as written between the parentheses; \"\" if not given"
    tags    : set of text                "in force at this command, such as NOPASSWD"
    command : text
    origin  : origin
}
record sudoers "/etc/sudoers with what it includes" {
    settings : map of text to text       "Defaults for all, last wins; `true` or `false` for a flag"
    defaults : list of sudo_default      "every Defaults parameter, in order"
    rules    : list of sudo_rule
}
record sshd "What `sshd -T` would print: Include order, first value wins, Match left out" {
    text     : map of text to text         known sshd_keywords "keyword in lower case, value as text"
    int      : map of text to int          known sshd_keywords "the keywords whose value is a number or a time in seconds"
    list     : map of text to list of text known sshd_keywords "the keywords whose value is a list, +/-/^ applied; absent if nothing is listed"
    explicit : set of text                 "keywords that some file sets outside Match; the others have their built-in value"
    match_overrides : set of text          "keywords that some Match block sets"
}
record dconf "A dconf database made of key files" {
    values : map of text to text         "key such as /org/gnome/login-screen/banner-message-enable to its value as written"
    locks  : set of text                 "keys that users cannot change"
}

// ------------------------------------------------------------ records: audit
record audit_syscall "A normalised audit rule that is always recorded on exit: one syscall, filters as a set" {
    arch    : text in { "b32", "b64", "any" }  "`any` where the rule names none"
    syscall : text                       "by name; `all` where the rule names none"
    filters : set of text                "each as `field op value`, such as `auid>=1000`; -1 and 4294967295 written `unset`, errors by name (`exit=-EACCES`)"
    key?    : text
}
record audit_watch "A watched path: `-w`, or `-a always,exit` with path= or dir= and without -S" {
    path      : abs_path
    perms     : set of text              "letters of r, w, x, a"
    recursive : bool                     "dir=, or -w of a path that is a directory"
    arch      : text in { "b32", "b64", "any" }
    filters   : set of text              "further filters, such as `auid>=1000`"
    key?      : text
}
record audit_rules "A set of audit rules" {
    syscalls   : list of audit_syscall
    watches    : list of audit_watch
    exclusions : list of text            "every `never` and `exclude` rule, white space folded"
    locked     : bool                    "ends with -e 2"
    failure?   : int in 0..2             "-f"
    backlog?   : int                     "-b"
}
record audit "The audit system" {
    live      : audit_rules              "what the kernel has"
    persisted : audit_rules              "what the files load at boot"
    loader    : text in { "augenrules", "auditctl" }   "which files those are: rules.d, or audit.rules"
    conf      : settings                 "auditd.conf, keys in lower case"
}

// ------------------------------------------------------------ the environment
schema host "One Linux system: a live host, a root tree or an image" {
    os        : os
    packages  : map of text to package                "only packages dpkg knows; a foreign architecture's as `name:arch`"
    files     : map of abs_path to file               "by exact path; a path that does not exist is absent"
    globs     : map of text to map of abs_path to file     "by the glob text: everything that matches. `*` and `?` stop at `/` and match a first dot, `**` does not stop"
    text      : map of abs_path to textfile           "by exact path; a file that does not exist is absent"
    texts     : map of text to map of abs_path to textfile "by the glob text: every regular file that matches"
    walk      : walk

    sysctl    : map of text to sysctl_setting         known sysctl_names "dots between the parts"
    modules   : map of text to kmod
    cmdline   : map of text to text                   "boot arguments of the running kernel; a bare word has the value \"\""
    grub?     : grub                                  "absent where GRUB is not installed"
    apparmor  : apparmor

    mounts    : map of abs_path to mount              "what the kernel has; the top mount where several lie on one path"
    fstab     : map of abs_path to mount              "what /etc/fstab and mount units say"

    units     : map of text to unit                   "by full name, such as ssh.service"
    systemd_conf : map of text to systemd_conf        known systemd_conf_names "by file name, such as journald.conf"
    sockets   : list of socket

    accounts  : list of account
    groups    : list of group
    login_defs: settings                              "/etc/login.defs, last wins"
    login_umask? : mode                               "UMASK of /etc/login.defs"
    useradd   : settings                              "/etc/default/useradd"
    pwquality : settings                              "pwquality.conf and pwquality.conf.d, last wins"
    faillock  : settings                              "/etc/security/faillock.conf"
    limits    : list of limit                         "limits.conf, then limits.d in order"
    pam       : map of text to list of pam_entry      "by service, such as common-auth"
    shells    : list of abs_path                      "/etc/shells"
    shell_env : shell_env
    sudoers?  : sudoers                               "absent where /etc/sudoers does not exist"
    sshd?     : sshd                                  "absent where no sshd is installed"
    dconf     : map of text to dconf                  "by database, such as gdm"
    audit?    : audit                                 "absent where the audit daemon is not installed"
}

// ------------------------------------------------------------ names that are known: a near miss is a warning
set systemd_conf_names of text = {
    "system.conf", "user.conf", "journald.conf", "journal-upload.conf", "journal-remote.conf", "logind.conf",
    "coredump.conf", "timesyncd.conf", "resolved.conf", "networkd.conf", "sleep.conf", "pstore.conf", "oomd.conf", "homed.conf",
}
set sshd_keywords of text = {
    "acceptenv", "addressfamily", "allowagentforwarding", "allowgroups", "allowstreamlocalforwarding", "allowtcpforwarding",
    "allowusers", "authenticationmethods", "authorizedkeyscommand", "authorizedkeyscommanduser", "authorizedkeysfile",
    "authorizedprincipalscommand", "authorizedprincipalscommanduser", "authorizedprincipalsfile", "banner",
    "casignaturealgorithms", "channeltimeout", "chrootdirectory", "ciphers", "clientalivecountmax", "clientaliveinterval",
    "compression", "debianbanner", "denygroups", "denyusers", "disableforwarding", "exposeauthinfo", "fingerprinthash",
    "forcecommand", "gatewayports", "gssapiauthentication", "gssapicleanupcredentials", "gssapikeyexchange",
    "gssapikexalgorithms", "gssapistorecredentialsonrekey", "gssapistrictacceptorcheck", "hostbasedacceptedalgorithms",
    "hostbasedauthentication", "hostbasedusesnamefrompacketonly", "hostcertificate", "hostkey", "hostkeyagent",
    "hostkeyalgorithms", "ignorerhosts", "ignoreuserknownhosts", "ipqos", "kbdinteractiveauthentication",
    "kerberosauthentication", "kerberosorlocalpasswd", "kerberosticketcleanup", "kexalgorithms", "listenaddress",
    "logingracetime", "loglevel", "logverbose", "macs", "maxauthtries", "maxsessions", "maxstartups", "maxstartups.start",
    "maxstartups.rate", "maxstartups.full", "moduli", "modulifile", "passwordauthentication", "permitemptypasswords",
    "permitlisten", "permitopen", "permitrootlogin", "permittty", "permittunnel", "permituserenvironment", "permituserrc",
    "persourcemaxstartups", "persourcenetblocksize", "pidfile", "port", "printlastlog", "printmotd",
    "pubkeyacceptedalgorithms", "pubkeyauthentication", "pubkeyauthoptions", "rdomain", "rekeylimit", "requiredrsasize",
    "revokedkeys", "securitykeyprovider", "setenv", "streamlocalbindmask", "streamlocalbindunlink", "strictmodes",
    "subsystem", "syslogfacility", "tcpkeepalive", "trustedusercakeys", "unusedconnectiontimeout", "usedns", "usepam",
    "versionaddendum", "x11displayoffset", "x11forwarding", "x11maxdisplays", "x11uselocalhost", "xauthlocation",
}
set sysctl_names of text = {
    "crypto.fips_enabled", "dev.tty.ldisc_autoload", "fs.protected_fifos", "fs.protected_hardlinks", "fs.protected_regular",
    "fs.protected_symlinks", "fs.suid_dumpable", "kernel.core_pattern", "kernel.core_uses_pid", "kernel.ctrl-alt-del",
    "kernel.dmesg_restrict", "kernel.kexec_load_disabled", "kernel.kptr_restrict", "kernel.modules_disabled",
    "kernel.panic_on_oops", "kernel.perf_event_paranoid", "kernel.pid_max", "kernel.printk", "kernel.randomize_va_space",
    "kernel.sysrq", "kernel.unprivileged_bpf_disabled", "kernel.unprivileged_userns_clone", "kernel.yama.ptrace_scope",
    "net.core.bpf_jit_harden", "net.ipv4.conf.all.accept_local", "net.ipv4.conf.all.accept_redirects",
    "net.ipv4.conf.all.accept_source_route", "net.ipv4.conf.all.arp_filter", "net.ipv4.conf.all.arp_ignore",
    "net.ipv4.conf.all.forwarding", "net.ipv4.conf.all.log_martians", "net.ipv4.conf.all.route_localnet",
    "net.ipv4.conf.all.rp_filter", "net.ipv4.conf.all.secure_redirects", "net.ipv4.conf.all.send_redirects",
    "net.ipv4.conf.all.shared_media", "net.ipv4.conf.default.accept_redirects",
    "net.ipv4.conf.default.accept_source_route", "net.ipv4.conf.default.forwarding",
    "net.ipv4.conf.default.log_martians", "net.ipv4.conf.default.rp_filter", "net.ipv4.conf.default.secure_redirects",
    "net.ipv4.conf.default.send_redirects", "net.ipv4.conf.default.shared_media", "net.ipv4.icmp_echo_ignore_all",
    "net.ipv4.icmp_echo_ignore_broadcasts", "net.ipv4.icmp_ignore_bogus_error_responses", "net.ipv4.ip_forward",
    "net.ipv4.ip_local_port_range", "net.ipv4.tcp_invalid_ratelimit", "net.ipv4.tcp_rfc1337", "net.ipv4.tcp_syncookies",
    "net.ipv4.tcp_timestamps", "net.ipv6.conf.all.accept_ra", "net.ipv6.conf.all.accept_ra_defrtr",
    "net.ipv6.conf.all.accept_ra_pinfo", "net.ipv6.conf.all.accept_ra_rtr_pref", "net.ipv6.conf.all.accept_redirects",
    "net.ipv6.conf.all.accept_source_route", "net.ipv6.conf.all.autoconf", "net.ipv6.conf.all.disable_ipv6",
    "net.ipv6.conf.all.forwarding", "net.ipv6.conf.all.max_addresses", "net.ipv6.conf.all.router_solicitations",
    "net.ipv6.conf.default.accept_ra", "net.ipv6.conf.default.accept_ra_defrtr",
    "net.ipv6.conf.default.accept_ra_pinfo", "net.ipv6.conf.default.accept_ra_rtr_pref",
    "net.ipv6.conf.default.accept_redirects", "net.ipv6.conf.default.accept_source_route",
    "net.ipv6.conf.default.autoconf", "net.ipv6.conf.default.disable_ipv6", "net.ipv6.conf.default.forwarding",
    "net.ipv6.conf.default.max_addresses", "net.ipv6.conf.default.router_solicitations", "user.max_user_namespaces",
    "vm.mmap_min_addr", "vm.mmap_rnd_bits", "vm.mmap_rnd_compat_bits", "vm.unprivileged_userfaultfd",
}

// ------------------------------------------------------------ words for conditions
define installed(h : host, name : text) : bool = (h.packages[name].state else "not-installed") == "installed"
    "the package is fully installed"
define real_kernel(h : host) : bool = not h.os.container
    "the host has a kernel of its own to configure"
define enabled(h : host, name : text) : bool = (h.units[name].enable else "disabled") in { "enabled", "enabled-runtime", "generated" }
    "the unit starts at boot; a unit that does not exist does not"
define running(h : host, name : text) : bool = (h.units[name].active else "inactive") == "active"
    "the unit runs now; a unit that does not exist does not"
define in_use(h : host, name : text) : bool = enabled(h, name) and running(h, name)
    "the unit starts at boot and runs now"
define has_ipv6(h : host) : bool = (h.sysctl["net.ipv6.conf.all.disable_ipv6"].live else 1) == 0
    "the running kernel speaks IPv6"
define login_user(h : host, u : account) : bool = u.shell in h.shells and not (u.shell ends with "/nologin")
    "somebody can log in with this account: its shell is listed in /etc/shells"
define has_password(u : account) : bool = u.password in { "hashed", "expired" }
    "the account has a password, be it one that must be changed at the next log-in"

// ------------------------------------------------------------ templates: the kernel
template sysctl_is(h : host, name : text, value : int) "A kernel parameter has this value now and after the next boot" {
    title   "Ensure the kernel parameter \{name} is \{value}"
    when    real_kernel(h)
    require h.sysctl[name].live == value
    require h.sysctl[name].persisted == value
    fix     shell """
        printf '%s = %s\n' \{name} \{value} > /etc/sysctl.d/60-\{name}.conf
        sysctl -w \{name}=\{value}
        """
}
template sysctl_in(h : host, name : text, values : set of int) "A kernel parameter has one of these values, now and after the next boot" {
    title   "Ensure the kernel parameter \{name} is one of \{values}"
    when    real_kernel(h)
    require h.sysctl[name].live in values
    require h.sysctl[name].persisted in values
    fix     text "set \{name} to one of \{values} in a file of /etc/sysctl.d, then: sysctl --system"
}
template sysctl_ipv6_is(h : host, name : text, value : int) "The same for a parameter of IPv6; does not apply where the kernel speaks no IPv6" {
    title   "Ensure the kernel parameter \{name} is \{value}"
    when    real_kernel(h) and has_ipv6(h)
    require h.sysctl[name].live == value
    require h.sysctl[name].persisted == value
    fix     shell """
        printf '%s = %s\n' \{name} \{value} > /etc/sysctl.d/60-\{name}.conf
        sysctl -w \{name}=\{value}
        """
}
template module_unavailable(h : host, name : text) "A kernel module does not exist, or is neither loaded nor loadable" {
    title   "Ensure the kernel module \{name} is not available"
    when    real_kernel(h)
    require h.modules[name].available == false
            or (h.modules[name].loaded == false and h.modules[name].policy == "blacklisted-and-install-false")
    fix     shell """
        printf 'install %s /bin/false\nblacklist %s\n' \{name} \{name} > /etc/modprobe.d/\{name}.conf
        modprobe -r \{name}
        """
}
template boot_argument(h : host, name : text, value : text = "") "The kernel was started with this argument, and GRUB gives it at the next boot" {
    title   "Ensure the kernel is started with \{name}=\{value}"
    when    real_kernel(h)
    require h.grub is present
    require count(h.grub.entries) >= 1
    require all e in h.grub.entries : e.arguments[name] == value
    require h.cmdline[name] == value
    fix     text "add \{name}=\{value} to GRUB_CMDLINE_LINUX in /etc/default/grub, then: update-grub; and boot again"
}
template boot_number(h : host, name : text, least : int) "The same for an argument that is a number, with a least value" {
    title   "Ensure the kernel is started with \{name} at \{least} or more"
    when    real_kernel(h)
    require h.grub is present
    require count(h.grub.entries) >= 1
    require all e in h.grub.entries : int(e.arguments[name]) >= least
    require int(h.cmdline[name]) >= least
    fix     text "add \{name}=\{least} to GRUB_CMDLINE_LINUX in /etc/default/grub, then: update-grub; and boot again"
}

// ------------------------------------------------------------ templates: files
template file_access(h : host, path : abs_path, at_most : mode, owners : set of text = { "root" }, groups : set of text = { "root" })
    "A file or directory, if it exists, is no more open than this; does not apply where it does not exist" {
    title   "Ensure access to \{path} is restricted"
    when    h.files[path] is present
    require h.files[path].mode within at_most
    require h.files[path].owner_name in owners
    require h.files[path].group_name in groups
    require not h.files[path].acl
    fix     text "give \{path} at most mode \{at_most}, the owner one of \{owners}, the group one of \{groups}, and no access list"
}
template files_access(h : host, pattern : text, at_most : mode, owners : set of text = { "root" }, groups : set of text = { "root" })
    "Every regular file that a glob names is no more open than this; no such file is no fault" {
    title   "Ensure access to \{pattern} is restricted"
    require all path, f in h.globs[pattern] where f.kind == "regular" :
                f.mode within at_most and f.owner_name in owners and f.group_name in groups and not f.acl
    fix     text "give the files \{pattern} at most mode \{at_most}, the owner one of \{owners}, the group one of \{groups}, and no access list"
}
template files_mode(h : host, pattern : text, at_most : mode) "Every regular file that a glob names has at most this mode" {
    title   "Ensure the mode of \{pattern} is restricted"
    require all path, f in h.globs[pattern] where f.kind == "regular" : f.mode within at_most and not f.acl
    fix     text "give the files \{pattern} at most mode \{at_most} and no access list"
}
template files_owner(h : host, pattern : text, owners : set of text = { "root" }) "Every regular file that a glob names belongs to one of these" {
    title   "Ensure the owner of \{pattern} is right"
    require all path, f in h.globs[pattern] where f.kind == "regular" : f.owner_name in owners
    fix     text "give the files \{pattern} to one of \{owners}"
}
template files_group(h : host, pattern : text, groups : set of text = { "root" }) "Every regular file that a glob names has one of these groups" {
    title   "Ensure the group of \{pattern} is right"
    require all path, f in h.globs[pattern] where f.kind == "regular" : f.group_name in groups
    fix     text "give the files \{pattern} one of the groups \{groups}"
}
template file_exists(h : host, path : abs_path) "A file exists and is a regular file" {
    title   "Ensure \{path} exists"
    require h.files[path].kind == "regular"
    fix     shell "touch \{path}"
}
template file_absent(h : host, path : abs_path) "A path does not exist" {
    title   "Ensure \{path} does not exist"
    require h.files[path] is absent
    fix     shell "rm \{path}"
}
template banner(h : host, path : abs_path) "A banner has text and names neither the system nor its release" {
    title   "Ensure \{path} tells nothing about the system"
    require count(h.text[path].raw) >= 1
    require no line in h.text[path].raw : line contains re'\\[mrsv]' or lower(line) contains h.os.id
    fix     text "write the site's notice to \{path}, without \\m, \\r, \\s, \\v and without the name of the system"
}
template no_world_writable(h : host, accepted : set of abs_path)
    "No regular file is writable by all, and every directory that is has the sticky bit" {
    title   "Ensure world-writable files and directories are secured"
    require no  path, f in h.walk.world_writable : f.kind == "regular" and path not in accepted
    require all path, f in h.walk.world_writable where f.kind == "directory" : f.mode & 01000 == 01000 or path in accepted
    fix     text "chmod o-w the files; chmod +t the directories"
}
template nothing_unowned(h : host) "Every file has an owner and a group that exist" {
    title   "Ensure every file has an owner and a group"
    require count(h.walk.unowned) == 0
    fix     text "give the files to an account and group that exist, or remove them"
}

// ------------------------------------------------------------ templates: configuration files
template key_value(h : host, path : abs_path, key : text, values : set of text) "A key in a plain key/value file has one of these values" {
    title   "Ensure \{key} in \{path} is one of \{values}"
    require h.text[path].values[key] in values
    fix     text "set \{key} in \{path} to one of \{values}"
}
template setting_between(s : settings, conf : text, key : text, least : int, most : int)
    "A number in a configuration with a grammar of its own (login.defs, faillock.conf, auditd.conf, ...) lies between two bounds, both included" {
    title   "Ensure \{key} in \{conf} is between \{least} and \{most}"
    require s.int[key] in least..most
    fix     text "set \{key} in \{conf} to a number from \{least} to \{most}"
}
template setting_in(s : settings, conf : text, key : text, values : set of text) "A word in such a configuration is one of these, in capitals or not" {
    title   "Ensure \{key} in \{conf} is one of \{values}"
    require lower(s.text[key]) in values
    fix     text "set \{key} in \{conf} to one of \{values}"
}
template systemd_setting(h : host, conf : text, key : text, values : set of text)
    "A setting of a systemd configuration file, drop-ins applied, has one of these values; the key reads Section.Key" {
    title   "Ensure \{key} in \{conf} is one of \{values}"
    require h.systemd_conf[conf].settings[key] in values
    fix     text "set \{key} to one of \{values} in a drop-in below /etc/systemd/\{conf}.d"
}
template unit_setting(h : host, name : text, key : text, values : set of text)
    "A setting of a unit, drop-ins applied, has one of these values; the key reads Section.Key" {
    title   "Ensure \{key} of \{name} is one of \{values}"
    require h.units[name].settings[key] in values
    fix     text "systemctl edit \{name}: set \{key} to one of \{values}"
}
template dconf_is(h : host, database : text, key : text, value : text) "A key of a dconf database has this value" {
    title   "Ensure the dconf key \{key} is \{value}"
    require h.dconf[database].values[key] == value
    fix     text "set \{key} to \{value} in a key file of /etc/dconf/db/\{database}.d, then: dconf update"
}
template dconf_locked(h : host, database : text, key : text) "Users cannot change a key of a dconf database" {
    title   "Ensure users cannot override the dconf key \{key}"
    require key in h.dconf[database].locks
    fix     text "name \{key} in a file of /etc/dconf/db/\{database}.d/locks, then: dconf update"
}
template hard_limit(h : host, item : text, value : text) "Every log-in session has this hard limit" {
    title   "Ensure the hard limit of \{item} is \{value} for all"
    require any l in h.limits : l.domain == "*" and l.kind in { "hard", "-" } and l.item == item and l.value == value
    require no  l in h.limits : l.domain == "*" and l.kind in { "hard", "-" } and l.item == item and l.value != value
    fix     text "write `* hard \{item} \{value}` to a file of /etc/security/limits.d"
}

// ------------------------------------------------------------ templates: packages and services
template package_present(h : host, name : text) "A package is installed" {
    title   "Ensure the package \{name} is installed"
    require installed(h, name)
    fix     shell "apt-get install -y \{name}"
}
template package_absent(h : host, names : set of text) "None of these packages is installed" {
    title   "Ensure none of the packages \{names} is installed"
    require no n in names : installed(h, n)
    fix     text "apt-get purge \{names}"
}
template service_on(h : host, name : text) "A unit is enabled and running" {
    title   "Ensure \{name} is enabled and running"
    require enabled(h, name) and running(h, name)
    fix     shell "systemctl unmask \{name}; systemctl --now enable \{name}"
}
template service_off(h : host, packages : set of text, units : set of text)
    "Either none of the packages is installed, or none of the units is enabled or running" {
    title   "Ensure the services of \{packages} are not in use"
    require (no p in packages : installed(h, p)) or (no u in units : (enabled(h, u) or running(h, u)))
    fix     text "apt-get purge \{packages}; or, where something needs them: systemctl --now mask \{units}"
}
template unit_masked(h : host, name : text) "A unit cannot be started" {
    title   "Ensure \{name} is masked"
    require (h.units[name].enable else "masked") in { "masked", "masked-runtime" }
    fix     shell "systemctl --now mask \{name}"
}
template listening_only(h : host, proto : text, ports : set of int) "Only these ports listen beyond the loopback" {
    title   "Ensure only the ports \{ports}/\{proto} listen"
    require all s in h.sockets where s.proto == proto and not s.loopback : s.port in ports
    fix     text "stop what listens elsewhere, or bind it to the loopback"
}

// ------------------------------------------------------------ templates: mounts
template mount_separate(h : host, path : abs_path) "A path is a file system of its own, now and after the next boot" {
    title   "Ensure \{path} is a file system of its own"
    require h.fstab[path] is present
    require h.mounts[path] is present
    fix     text "give \{path} its own file system in /etc/fstab, then: mount \{path}"
}
template mount_option(h : host, path : abs_path, option : text)
    "A mount carries an option now, and in /etc/fstab if that lists it; does not apply to what is no mount" {
    title   "Ensure \{path} is mounted with \{option}"
    when    h.mounts[path] is present
    require option in h.mounts[path].options
    require h.fstab[path] is absent or option in h.fstab[path].options
    fix     text "add \{option} to the options of \{path} in /etc/fstab, then: mount -o remount \{path}"
}

// ------------------------------------------------------------ templates: the SSH server
template sshd_is(h : host, key : text, values : set of text) "What sshd uses for a keyword is one of these values, and no Match block sets it" {
    title   "Ensure sshd's \{key} is one of \{values}"
    when    installed(h, "openssh-server")
    require h.sshd.text[key] in values
    require key not in h.sshd.match_overrides
    fix     text "set \{key} to one of \{values} at the top of /etc/ssh/sshd_config, above every Include; reload ssh"
}
template sshd_between(h : host, key : text, least : int, most : int) "What sshd uses for a keyword is a number between two bounds, both included" {
    title   "Ensure sshd's \{key} is between \{least} and \{most}"
    when    installed(h, "openssh-server")
    require h.sshd.int[key] in least..most
    require key not in h.sshd.match_overrides
    fix     text "set \{key} to a number from \{least} to \{most} at the top of /etc/ssh/sshd_config, above every Include; reload ssh"
}
template sshd_list_none(h : host, key : text, forbidden : set of text) "sshd offers none of these algorithms" {
    title   "Ensure sshd's \{key} offers no weak algorithm"
    when    installed(h, "openssh-server")
    require no x in h.sshd.list[key] : x in forbidden
    fix     text "take the weak algorithms out with a line `\{key} -name,name` at the top of /etc/ssh/sshd_config; reload ssh"
}
template sshd_list_only(h : host, key : text, allowed : set of text) "sshd offers nothing but these algorithms" {
    title   "Ensure sshd's \{key} offers only approved algorithms"
    when    installed(h, "openssh-server")
    require all x in h.sshd.list[key] : x in allowed
    fix     text "list only \{allowed} for \{key} at the top of /etc/ssh/sshd_config; reload ssh"
}

// ------------------------------------------------------------ templates: PAM and passwords
template pam_has(h : host, service : text, phase : text, module : text) "A PAM stack runs a module" {
    title   "Ensure \{module} is in the \{phase} stack of \{service}"
    require any e in h.pam[service] where e.phase == phase : e.module == module
    fix     text "enable \{module} for \{service} with pam-auth-update"
}
template pam_option(h : host, service : text, module : text, option : text) "A PAM stack runs a module, always with this option" {
    title   "Ensure \{module} in \{service} has the option \{option}"
    require any e in h.pam[service] : e.module == module
    require all e in h.pam[service] where e.module == module : e.options[option] is present
    fix     text "add \{option} to the lines of \{module} in the profile of /usr/share/pam-configs, then: pam-auth-update"
}
template pam_without(h : host, service : text, module : text, option : text) "No line of a PAM stack gives a module this option" {
    title   "Ensure \{module} in \{service} does not have the option \{option}"
    require no e in h.pam[service] where e.module == module : e.options[option] is present
    fix     text "take \{option} off the lines of \{module} in the profiles of /usr/share/pam-configs, then: pam-auth-update"
}
template pam_number(h : host, service : text, module : text, option : text, least : int, most : int)
    "A PAM stack runs a module, always with a numeric option between two bounds" {
    title   "Ensure \{option} of \{module} in \{service} is between \{least} and \{most}"
    require any e in h.pam[service] : e.module == module
    require all e in h.pam[service] where e.module == module : int(e.options[option]) in least..most
    fix     text "set \{option}= on the lines of \{module} in the profile of /usr/share/pam-configs, then: pam-auth-update"
}
template password_quality(h : host, key : text, least : int, most : int)
    "A number of pwquality.conf lies between two bounds, and no PAM line overrides it" {
    title   "Ensure the password rule \{key} is between \{least} and \{most}"
    require h.pwquality.int[key] in least..most
    require no e in h.pam["common-password"] where e.module == "pam_pwquality.so" : e.options[key] is present
    fix     text "set \{key} in a file of /etc/security/pwquality.conf.d; take it off the pam_pwquality.so line of common-password"
}

// ------------------------------------------------------------ templates: accounts and groups
template unique_uids(h : host) "No two accounts share a user id" {
    title   "Ensure no two accounts share a user id"
    require distinct u in h.accounts : u.uid
    fix     text "give one of the accounts another id, and its files with it"
}
template unique_account_names(h : host) "No two accounts share a name" {
    title   "Ensure no two accounts share a name"
    require distinct u in h.accounts : u.name
    fix     text "rename or remove one of the accounts"
}
template unique_gids(h : host) "No two groups share an id" {
    title   "Ensure no two groups share an id"
    require distinct g in h.groups : g.gid
    fix     text "give one of the groups another id, and its files with it"
}
template unique_group_names(h : host) "No two groups share a name" {
    title   "Ensure no two groups share a name"
    require distinct g in h.groups : g.name
    fix     text "rename or remove one of the groups"
}
template account_groups_exist(h : host) "Every account's primary group exists" {
    title   "Ensure every account's group exists"
    require all u in h.accounts : any g in h.groups : g.gid == u.gid
    fix     text "make the group, or give the account another"
}
template only_account_with_uid(h : host, id : uid, name : text) "One account, and no other, has a user id" {
    title   "Ensure \{name} is the only account with the user id \{id}"
    require { u.name for u in h.accounts where u.uid == id } == { name }
    fix     text "give the other accounts another user id, or remove them"
}
template group_empty(h : host, name : text) "A group, if it exists, has no members, neither listed nor by primary group" {
    title   "Ensure the group \{name} has no members"
    require all g in h.groups where g.name == name : count(g.members) == 0 and (no u in h.accounts : u.gid == g.gid)
    fix     text "take the members out of the group \{name}"
}

// ------------------------------------------------------------ templates: shells, su and sudo
template umask_at_least(h : host, mask : mode) "Log-ins and shells begin with at least this umask" {
    title   "Ensure the default umask is \{mask} or more restrictive"
    require h.login_umask & mask == mask
    require all m in h.shell_env.umasks : m.mask & mask == mask
    fix     text "set UMASK in /etc/login.defs, and umask in a file of /etc/profile.d, to \{mask}"
}
template shell_timeout(h : host, least : int, most : int) "Idle shells end, and users cannot prevent it" {
    title   "Ensure idle shells end"
    require any t in h.shell_env.tmouts : t.seconds in least..most and t.readonly and t.exported
    require all t in h.shell_env.tmouts : t.seconds in least..most
    fix     text "write `typeset -xr TMOUT=\{most}` to a file of /etc/profile.d"
}
template sudo_setting(h : host, name : text, value : text) "A Defaults setting of sudo has this value for all" {
    title   "Ensure sudo's \{name} is \{value}"
    require h.sudoers.settings[name] == value
    fix     text "set `Defaults \{name}` in a file of /etc/sudoers.d, with visudo"
}
template sudo_no_tag(h : host, tag : text) "No sudo rule carries a tag" {
    title   "Ensure no sudo rule has \{tag}"
    require no r in h.sudoers.rules : tag in r.tags
    fix     text "take \{tag} out of /etc/sudoers and /etc/sudoers.d, with visudo"
}

// ------------------------------------------------------------ templates: audit
template audit_watch(h : host, path : abs_path, perms : set of text) "Changes to a path are audited, by the files and by the kernel" {
    title   "Ensure changes to \{path} are audited"
    when    installed(h, "auditd")
    require any w in h.audit.persisted.watches where w.path == path : count(w.filters) == 0 and (all p in perms : p in w.perms)
    require any w in h.audit.live.watches      where w.path == path : count(w.filters) == 0 and (all p in perms : p in w.perms)
    fix     text "add a watch of \{path} for \{perms} to a file of /etc/audit/rules.d, then: augenrules --load"
}
template audit_command(h : host, path : abs_path) "Runs of a command by people are audited, by the files and by the kernel" {
    title   "Ensure runs of \{path} are audited"
    when    installed(h, "auditd")
    require any w in h.audit.persisted.watches where w.path == path : "x" in w.perms and (all f in w.filters : f in { "auid>=1000", "auid!=unset" })
    require any w in h.audit.live.watches      where w.path == path : "x" in w.perms and (all f in w.filters : f in { "auid>=1000", "auid!=unset" })
    fix     text "add `-a always,exit -F path=\{path} -F perm=x -F auid>=1000 -F auid!=unset` to a file of /etc/audit/rules.d, then: augenrules --load"
}
template audit_syscalls(h : host, calls : set of text, filters : set of text)
    "System calls are audited for both architectures, whatever the order or grouping of the rules, and narrowed by nothing but these filters" {
    title   "Ensure the system calls \{calls} are audited"
    when    installed(h, "auditd")
    require all c in calls : all a in { "b32", "b64" } :
                any r in h.audit.persisted.syscalls where r.syscall == c and r.arch == a : all f in r.filters : f in filters
    require all c in calls : all a in { "b32", "b64" } :
                any r in h.audit.live.syscalls where r.syscall == c and r.arch == a : all f in r.filters : f in filters
    fix     text "add -a always,exit rules for \{calls} and both architectures, filtered by \{filters}, to a file of /etc/audit/rules.d, then: augenrules --load"
}
template auditd_setting(h : host, key : text, values : set of text) "A word of auditd.conf is one of these, in capitals or not" {
    title   "Ensure \{key} in auditd.conf is one of \{values}"
    when    installed(h, "auditd")
    require lower(h.audit.conf.text[key]) in values
    fix     text "set \{key} in /etc/audit/auditd.conf to one of \{values}; then: service auditd restart"
}
