mps "Debian-12-CIS" version 1.0.0 language 1
title     "Debian 12 server hardening, along the controls of the CIS Benchmark"
publisher "https://mps-project.example"
note      """
    Own wording. Rule ids are the control numbers of CIS Debian Linux 12 Benchmark v1.1.0, server profile.
    `refs ssg` names the ComplianceAsCode rule that decides the same question; `refs ssg_part` one whose question is a
    part of the rule's; `refs ssg_other` one that belongs to the same control but asks something else (README.md).
    """

import linux version 1.0

environment host : linux.host "the system under test" { layer os }

level L1 "Essential hygiene, little effect on use" { accept warning }
level L2 "Defence in depth, at some cost in use" extends L1 {
    param max_auth_tries = 3
    param alive_interval = 120
    param failed_logins  = 4
}

when host.os.id == "debian" and host.os.release in dotted'12'..dotted'12.99'

// ------------------------------------------------------------------------------------------------ what a site may set
param is_router      : bool = false                              stricter lower  "the host forwards packets for others"
param log_with       : text in { "rsyslog", "journald" } = "rsyslog"             "what keeps and sends the logs"
param firewall       : text in { "nftables", "ufw" } = "nftables"                "what filters the network"
param open_tcp       : set of int = { 22 }                       stricter lower  "TCP ports that may listen beyond the loopback"
param world_writable : set of linux.abs_path = {}                stricter lower  "world-writable paths that the site accepts"
param max_auth_tries : int in 1..4 = 4                           stricter lower  "most failed log-ins in one ssh session"
param login_grace    : int in 1..60 = 60                         stricter lower  "most seconds for logging in over ssh"
param alive_interval : int in 1..300 = 300                       stricter lower  "seconds until sshd asks a silent client"
param max_sessions   : int in 1..10 = 10                         stricter lower  "most sessions of one ssh connection"
param min_length     : int in 14..128 = 14                       stricter higher "shortest password"
param failed_logins  : int in 1..5 = 5                           stricter lower  "failed log-ins until an account is locked"
param unlock_time    : int in 900..604800 = 900                  stricter higher "seconds for which it stays locked"
param remember       : int in 24..400 = 24                       stricter higher "old passwords that cannot be used again"
param max_days       : int in 1..365 = 365                       stricter lower  "longest life of a new password, in days"
param max_life       : duration in 1 day..365 days = 365 days    stricter lower  "longest life of a password that exists"
param idle_shell     : int in 60..900 = 900                      stricter lower  "seconds until an idle shell ends"
param su_group       : text = "sugroup"                                          "the empty group that guards su"
param audit_log_mb   : int in 6..65536 = 8                       stricter higher "megabytes of one audit log file"
param password_policies : set of digest = {}                     stricter lower  "digests of the password policies that the site approved"

// ------------------------------------------------------------------------------------------------ words of this definition
set firewalls     of text = { "ufw.service", "nftables.service", "netfilter-persistent.service" }
set time_services of text = { "systemd-timesyncd.service", "chrony.service", "ntpsec.service" }
set weak_ciphers  of text = {
    "3des-cbc", "aes128-cbc", "aes192-cbc", "aes256-cbc", "arcfour", "arcfour128", "arcfour256", "blowfish-cbc", "cast128-cbc",
    "rijndael-cbc@lysator.liu.se",
}
set weak_kex      of text = { "diffie-hellman-group1-sha1", "diffie-hellman-group14-sha1", "diffie-hellman-group-exchange-sha1" }
set weak_macs     of text = {
    "hmac-md5", "hmac-md5-96", "hmac-ripemd160", "hmac-sha1-96", "umac-64@openssh.com", "hmac-md5-etm@openssh.com",
    "hmac-md5-96-etm@openssh.com", "hmac-ripemd160-etm@openssh.com", "hmac-sha1-96-etm@openssh.com",
    "umac-64-etm@openssh.com", "umac-128-etm@openssh.com",
}
set no_login_shells of linux.abs_path = { "/usr/sbin/nologin", "/sbin/nologin", "/bin/false", "/usr/bin/false" }
set audit_tools   of text = {
    "/usr/sbin/auditctl", "/usr/sbin/auditd", "/usr/sbin/augenrules", "/usr/sbin/aureport", "/usr/sbin/ausearch", "/usr/sbin/autrace",
}
set ordinary_people of text = { "auid>=1000", "auid!=unset" }
set credits       of text = { "dcredit", "lcredit", "ocredit", "ucredit" }
set pam_stacks    of text = { "common-account", "common-auth", "common-password", "common-session", "common-session-noninteractive" }
define takes_messages(line : text) : bool =
    lower(line) contains "imtcp" or lower(line) contains "imudp" or lower(line) contains "imrelp"
    or lower(line) starts with "$inputtcpserverrun" or lower(line) starts with "$udpserverrun"
    "a line of rsyslog.conf that loads a receiver or opens a port for one"

// ------------------------------------------------------------------------------------------------ 1 first set-up
section "1.1.1" "File systems that a server does not need" {
    level    L1
    severity low
    refs     nist "CM-7"
    rule "1.1.1.1" cramfs_unavailable      { use linux.module_unavailable(host, "cramfs")    refs cis "1.1.1.1", ssg "kernel_module_cramfs_disabled" }
    rule "1.1.1.2" freevxfs_unavailable    { use linux.module_unavailable(host, "freevxfs")  refs cis "1.1.1.2", ssg "kernel_module_freevxfs_disabled" }
    rule "1.1.1.3" hfs_unavailable         { use linux.module_unavailable(host, "hfs")       refs cis "1.1.1.3", ssg "kernel_module_hfs_disabled" }
    rule "1.1.1.4" hfsplus_unavailable     { use linux.module_unavailable(host, "hfsplus")   refs cis "1.1.1.4", ssg "kernel_module_hfsplus_disabled" }
    rule "1.1.1.5" jffs2_unavailable       { use linux.module_unavailable(host, "jffs2")     refs cis "1.1.1.5", ssg "kernel_module_jffs2_disabled" }
    rule "1.1.1.6" overlayfs_unavailable   { level L2  use linux.module_unavailable(host, "overlay")   refs cis "1.1.1.6", ssg "kernel_module_overlayfs_disabled" }
    rule "1.1.1.7" squashfs_unavailable    { level L2  use linux.module_unavailable(host, "squashfs")  refs cis "1.1.1.7" }
    rule "1.1.1.8" udf_unavailable         { level L2  use linux.module_unavailable(host, "udf")       refs cis "1.1.1.8", ssg "kernel_module_udf_disabled" }
    rule "1.1.1.9" usb_storage_unavailable {
        severity medium
        use      linux.module_unavailable(host, "usb-storage")
        refs     cis "1.1.1.9", ssg "kernel_module_usb-storage_disabled"
    }
    rule "1.1.1.10" other_filesystems_reviewed {
        title  "Ensure other file system modules that nobody uses are not available"
        manual "List the modules below kernel/fs, and disable those that no mount and no program of the site needs."
        refs   cis "1.1.1.10"
    }
}
section "1.1.2" "File systems of their own, and their mount options" {
    level    L1
    severity medium
    rule "1.1.2.1.1" tmp_separate { severity low  use linux.mount_separate(host, "/tmp")  refs cis "1.1.2.1.1", ssg "partition_for_tmp" }
    rule "1.1.2.1.2" tmp_nodev    { use linux.mount_option(host, "/tmp", "nodev")   refs cis "1.1.2.1.2", ssg "mount_option_tmp_nodev" }
    rule "1.1.2.1.3" tmp_nosuid   { use linux.mount_option(host, "/tmp", "nosuid")  refs cis "1.1.2.1.3", ssg "mount_option_tmp_nosuid" }
    rule "1.1.2.1.4" tmp_noexec   { use linux.mount_option(host, "/tmp", "noexec")  refs cis "1.1.2.1.4", ssg "mount_option_tmp_noexec" }
    rule "1.1.2.2.1" shm_separate {
        title    "Ensure /dev/shm is a file system of its own"
        severity low
        when     linux.real_kernel(host)
        require  host.mounts["/dev/shm"] is present
        fix      text "add a tmpfs line for /dev/shm to /etc/fstab, then: mount /dev/shm"
        refs     cis "1.1.2.2.1", ssg "partition_for_dev_shm"
    }
    rule "1.1.2.2.2" shm_nodev  { use linux.mount_option(host, "/dev/shm", "nodev")   refs cis "1.1.2.2.2", ssg "mount_option_dev_shm_nodev" }
    rule "1.1.2.2.3" shm_nosuid { use linux.mount_option(host, "/dev/shm", "nosuid")  refs cis "1.1.2.2.3", ssg "mount_option_dev_shm_nosuid" }
    rule "1.1.2.2.4" shm_noexec { use linux.mount_option(host, "/dev/shm", "noexec")  refs cis "1.1.2.2.4", ssg "mount_option_dev_shm_noexec" }

    rule "1.1.2.3.1" home_separate { level L2  severity low  use linux.mount_separate(host, "/home")  refs cis "1.1.2.3.1", ssg "partition_for_home" }
    rule "1.1.2.3.2" home_nodev    { use linux.mount_option(host, "/home", "nodev")   refs cis "1.1.2.3.2", ssg "mount_option_home_nodev" }
    rule "1.1.2.3.3" home_nosuid   { use linux.mount_option(host, "/home", "nosuid")  refs cis "1.1.2.3.3", ssg "mount_option_home_nosuid" }

    rule "1.1.2.4.1" var_separate  { level L2  severity low  use linux.mount_separate(host, "/var")  refs cis "1.1.2.4.1", ssg "partition_for_var" }
    rule "1.1.2.4.2" var_nodev     { use linux.mount_option(host, "/var", "nodev")   refs cis "1.1.2.4.2", ssg "mount_option_var_nodev" }
    rule "1.1.2.4.3" var_nosuid    { use linux.mount_option(host, "/var", "nosuid")  refs cis "1.1.2.4.3", ssg "mount_option_var_nosuid" }

    rule "1.1.2.5.1" var_tmp_separate { level L2  use linux.mount_separate(host, "/var/tmp")  refs cis "1.1.2.5.1", ssg "partition_for_var_tmp" }
    rule "1.1.2.5.2" var_tmp_nodev    { use linux.mount_option(host, "/var/tmp", "nodev")   refs cis "1.1.2.5.2", ssg "mount_option_var_tmp_nodev" }
    rule "1.1.2.5.3" var_tmp_nosuid   { use linux.mount_option(host, "/var/tmp", "nosuid")  refs cis "1.1.2.5.3", ssg "mount_option_var_tmp_nosuid" }
    rule "1.1.2.5.4" var_tmp_noexec   { use linux.mount_option(host, "/var/tmp", "noexec")  refs cis "1.1.2.5.4", ssg "mount_option_var_tmp_noexec" }

    rule "1.1.2.6.1" var_log_separate { level L2  severity low  use linux.mount_separate(host, "/var/log")  refs cis "1.1.2.6.1", ssg "partition_for_var_log" }
    rule "1.1.2.6.2" var_log_nodev    { use linux.mount_option(host, "/var/log", "nodev")   refs cis "1.1.2.6.2", ssg "mount_option_var_log_nodev" }
    rule "1.1.2.6.3" var_log_nosuid   { use linux.mount_option(host, "/var/log", "nosuid")  refs cis "1.1.2.6.3", ssg "mount_option_var_log_nosuid" }
    rule "1.1.2.6.4" var_log_noexec   { use linux.mount_option(host, "/var/log", "noexec")  refs cis "1.1.2.6.4", ssg "mount_option_var_log_noexec" }

    rule "1.1.2.7.1" var_log_audit_separate { level L2  severity low  use linux.mount_separate(host, "/var/log/audit")  refs cis "1.1.2.7.1", ssg "partition_for_var_log_audit" }
    rule "1.1.2.7.2" var_log_audit_nodev    { use linux.mount_option(host, "/var/log/audit", "nodev")   refs cis "1.1.2.7.2", ssg "mount_option_var_log_audit_nodev" }
    rule "1.1.2.7.3" var_log_audit_nosuid   { use linux.mount_option(host, "/var/log/audit", "nosuid")  refs cis "1.1.2.7.3", ssg "mount_option_var_log_audit_nosuid" }
    rule "1.1.2.7.4" var_log_audit_noexec   { use linux.mount_option(host, "/var/log/audit", "noexec")  refs cis "1.1.2.7.4", ssg "mount_option_var_log_audit_noexec" }
}
section "1.2" "Sources of software" {
    level    L1
    severity medium
    rule "1.2.1.1" repository_keys_reviewed {
        title    "Ensure the package manager trusts only keys that were reviewed"
        severity high
        manual   "Compare each key below /etc/apt/trusted.gpg.d and /etc/apt/keyrings with the site's list of vendors."
        refs     cis "1.2.1.1"
    }
    rule "1.2.1.2" repositories_reviewed {
        title  "Ensure packages come only from sources that were reviewed"
        manual "Compare the output of `apt-cache policy` with the site's list of repositories."
        refs   cis "1.2.1.2"
    }
    rule "1.2.2.1" updates_installed {
        title    "Ensure updates are installed in the time that the site allows"
        severity high
        manual   "Run `apt update` and `apt list --upgradable`; compare with the site's deadline."
        refs     cis "1.2.2.1"
    }
}
section "1.3" "AppArmor" {
    level    L1
    severity medium
    refs     nist "AC-3"
    rule "1.3.1.1" apparmor_installed {
        title "Ensure AppArmor and its tools are installed"
        use   linux.package_present(host, "apparmor")
        use   linux.package_present(host, "apparmor-utils")
        refs  cis "1.3.1.1", ssg "package_apparmor_installed", ssg "package_apparmor-utils_installed"
    }
    rule "1.3.1.2" apparmor_at_boot {
        title "Ensure AppArmor is switched on when the kernel starts"
        use   linux.boot_argument(host, "apparmor", "1")
        use   linux.boot_argument(host, "security", "apparmor")
        refs  cis "1.3.1.2", ssg "grub2_enable_apparmor"
    }
    rule "1.3.1.3" apparmor_profiles_loaded {
        title   "Ensure every AppArmor profile enforces or complains"
        when    linux.real_kernel(host)
        require host.apparmor.enabled
        require count(host.apparmor.profiles) >= 1
        require all profile, mode in host.apparmor.profiles : mode in { "enforce", "complain", "kill" }
        fix     shell "aa-complain /etc/apparmor.d/*"
        refs    cis "1.3.1.3", ssg "all_apparmor_profiles_in_enforce_complain_mode"
    }
    rule "1.3.1.4" apparmor_profiles_enforce {
        title   "Ensure every AppArmor profile enforces"
        level   L2
        when    linux.real_kernel(host)
        require host.apparmor.enabled
        require count(host.apparmor.profiles) >= 1
        require all profile, mode in host.apparmor.profiles : mode in { "enforce", "kill" }
        fix     shell "aa-enforce /etc/apparmor.d/*"
        refs    cis "1.3.1.4", ssg "all_apparmor_profiles_enforced"
    }
}
section "1.4" "The boot loader" {
    level    L1
    severity high
    when     linux.real_kernel(host)
    rule "1.4.1" boot_loader_password {
        title   "Ensure the boot loader asks for a password before it lets boot arguments be edited"
        require host.grub is present
        require host.grub.superuser and host.grub.password
        fix     text "make a hash with grub-mkpasswd-pbkdf2, set superusers and password_pbkdf2 in a file of /etc/grub.d, then: update-grub"
        refs    cis "1.4.1", ssg "grub2_password"
    }
    rule "1.4.2" boot_loader_access {
        severity medium
        use      linux.file_access(host, "/boot/grub/grub.cfg", at_most = 0600)
        refs     cis "1.4.2", ssg "file_permissions_grub2_cfg", ssg_part "file_owner_grub2_cfg"
    }
}
section "1.5" "Hardening of processes" {
    level    L1
    severity medium
    rule "1.5.1" address_space_random { use linux.sysctl_is(host, "kernel.randomize_va_space", 2)  refs cis "1.5.1", nist "SI-16", ssg "sysctl_kernel_randomize_va_space" }
    rule "1.5.2" ptrace_restricted    { use linux.sysctl_in(host, "kernel.yama.ptrace_scope", { 1, 2, 3 })  refs cis "1.5.2", ssg "sysctl_kernel_yama_ptrace_scope" }
    rule "1.5.3" core_dumps_restricted {
        title "Ensure programs leave no core dumps"
        use   linux.hard_limit(host, "core", "0")
        use   linux.sysctl_is(host, "fs.suid_dumpable", 0)
        refs  cis "1.5.3", ssg "disable_users_coredumps", ssg_part "sysctl_fs_suid_dumpable"
    }
    rule "1.5.4" prelink_absent { use linux.package_absent(host, { "prelink" })  refs cis "1.5.4" }
    rule "1.5.5" error_reports_off {
        title "Ensure crash reports are not sent by themselves"
        use   linux.service_off(host, { "apport" }, { "apport.service" })
        refs  cis "1.5.5"
    }
}
section "1.6" "Banners" {
    level    L1
    severity medium
    rule "1.6.1" motd_says_nothing {
        when host.text["/etc/motd"] is present
        use  linux.banner(host, "/etc/motd")
        refs cis "1.6.1", ssg "banner_etc_motd_cis"
    }
    rule "1.6.2" issue_says_nothing     { use linux.banner(host, "/etc/issue")      refs cis "1.6.2", ssg "banner_etc_issue_cis" }
    rule "1.6.3" issue_net_says_nothing { use linux.banner(host, "/etc/issue.net")  refs cis "1.6.3", ssg "banner_etc_issue_net_cis" }
    rule "1.6.4" motd_access {
        use  linux.file_access(host, "/etc/motd", 0644)
        refs cis "1.6.4", ssg "file_permissions_etc_motd", ssg_part "file_owner_etc_motd", ssg_part "file_groupowner_etc_motd"
    }
    rule "1.6.5" issue_access {
        use  linux.file_access(host, "/etc/issue", 0644)
        refs cis "1.6.5", ssg "file_permissions_etc_issue", ssg_part "file_owner_etc_issue", ssg_part "file_groupowner_etc_issue"
    }
    rule "1.6.6" issue_net_access {
        use  linux.file_access(host, "/etc/issue.net", 0644)
        refs cis "1.6.6", ssg "file_permissions_etc_issue_net", ssg_part "file_owner_etc_issue_net", ssg_part "file_groupowner_etc_issue_net"
    }
}
section "1.7" "The GNOME display manager" {
    level    L1
    severity medium
    rule "1.7.1" gdm_absent { level L2  use linux.package_absent(host, { "gdm3" })  refs cis "1.7.1", ssg "package_gdm_removed" }
    rule "1.7.2" gdm_banner {
        title   "Ensure the graphical log-in shows a banner"
        when    linux.installed(host, "gdm3")
        use     linux.dconf_is(host, "gdm", "/org/gnome/login-screen/banner-message-enable", "true")
        require host.dconf["gdm"].values["/org/gnome/login-screen/banner-message-text"] is present
        refs    cis "1.7.2", ssg_other "dconf_gnome_banner_enabled", ssg_other "dconf_gnome_login_banner_text"
    }
    rule "1.7.3" gdm_no_user_list {
        when linux.installed(host, "gdm3")
        use  linux.dconf_is(host, "gdm", "/org/gnome/login-screen/disable-user-list", "true")
        refs cis "1.7.3", ssg_other "dconf_gnome_disable_user_list"
    }
    rule "1.7.6" gdm_no_automount {
        title "Ensure removable media are not mounted by themselves"
        when  linux.installed(host, "gdm3")
        use   linux.dconf_is(host, "local", "/org/gnome/desktop/media-handling/automount", "false")
        use   linux.dconf_is(host, "local", "/org/gnome/desktop/media-handling/automount-open", "false")
        refs  cis "1.7.6", ssg_other "dconf_gnome_disable_automount", ssg_other "dconf_gnome_disable_automount_open"
    }
    rule "1.7.7" gdm_no_automount_locked {
        title "Ensure users cannot switch automatic mounting on"
        when  linux.installed(host, "gdm3")
        use   linux.dconf_locked(host, "local", "/org/gnome/desktop/media-handling/automount")
        use   linux.dconf_locked(host, "local", "/org/gnome/desktop/media-handling/automount-open")
        refs  cis "1.7.7"
    }
    rule "1.7.8" gdm_no_autorun {
        when linux.installed(host, "gdm3")
        use  linux.dconf_is(host, "local", "/org/gnome/desktop/media-handling/autorun-never", "true")
        refs cis "1.7.8", ssg_other "dconf_gnome_disable_autorun"
    }
    rule "1.7.9" gdm_no_autorun_locked {
        when linux.installed(host, "gdm3")
        use  linux.dconf_locked(host, "local", "/org/gnome/desktop/media-handling/autorun-never")
        refs cis "1.7.9"
    }
    rule "1.7.10" gdm_no_xdmcp {
        title   "Ensure the display manager takes no log-ins over the network"
        when    linux.installed(host, "gdm3")
        require no line in host.text["/etc/gdm3/daemon.conf"].lines : line matches re'(?i)enable *= *true'
        fix     text "remove Enable=true from the [xdmcp] section of /etc/gdm3/daemon.conf"
        refs    cis "1.7.10", ssg_other "gnome_gdm_disable_xdmcp"
    }
}

// ------------------------------------------------------------------------------------------------ 2 services
section "2.1" "Servers that are not needed" {
    level    L1
    severity medium
    refs     nist "CM-7"
    rule "2.1.1"  autofs_off   { use linux.service_off(host, { "autofs" }, { "autofs.service" })  refs cis "2.1.1", ssg "service_autofs_disabled" }
    rule "2.1.2"  avahi_off    { use linux.service_off(host, { "avahi-daemon" }, { "avahi-daemon.socket", "avahi-daemon.service" })  refs cis "2.1.2", ssg "service_avahi-daemon_disabled" }
    rule "2.1.3"  dhcp_off     {
        use  linux.service_off(host, { "isc-dhcp-server" }, { "isc-dhcp-server.service", "isc-dhcp-server6.service" })
        refs cis "2.1.3", ssg "service_dhcpd_disabled", ssg "service_dhcpd6_disabled"
    }
    rule "2.1.4"  dns_off      { use linux.service_off(host, { "bind9" }, { "named.service" })  refs cis "2.1.4", ssg "service_named_disabled" }
    rule "2.1.5"  dnsmasq_off  { use linux.service_off(host, { "dnsmasq" }, { "dnsmasq.service" })  refs cis "2.1.5", ssg "service_dnsmasq_disabled" }
    rule "2.1.6"  ftp_off      { use linux.service_off(host, { "vsftpd" }, { "vsftpd.service" })  severity high  refs cis "2.1.6", ssg "service_vsftpd_disabled" }
    rule "2.1.7"  ldap_off     { use linux.service_off(host, { "slapd" }, { "slapd.service" })  refs cis "2.1.7", ssg "service_slapd_disabled" }
    rule "2.1.8"  mailbox_off  {
        use  linux.service_off(host, { "dovecot-imapd", "dovecot-pop3d" }, { "dovecot.socket", "dovecot.service" })
        refs cis "2.1.8", ssg "service_dovecot_disabled"
    }
    rule "2.1.9"  nfs_off      { use linux.service_off(host, { "nfs-kernel-server" }, { "nfs-server.service" })  refs cis "2.1.9", ssg "service_nfs_disabled" }
    rule "2.1.10" nis_off      { use linux.service_off(host, { "ypserv" }, { "ypserv.service" })  severity high  refs cis "2.1.10", ssg "service_ypserv_disabled" }
    rule "2.1.11" print_off    { use linux.service_off(host, { "cups" }, { "cups.socket", "cups.service" })  refs cis "2.1.11", ssg "service_cups_disabled" }
    rule "2.1.12" rpcbind_off  { use linux.service_off(host, { "rpcbind" }, { "rpcbind.socket", "rpcbind.service" })  refs cis "2.1.12", ssg "service_rpcbind_disabled" }
    rule "2.1.13" rsync_off    { use linux.service_off(host, { "rsync" }, { "rsync.service" })  refs cis "2.1.13", ssg "service_rsyncd_disabled" }
    rule "2.1.14" samba_off    { use linux.service_off(host, { "samba" }, { "smbd.service" })  refs cis "2.1.14", ssg "service_smb_disabled" }
    rule "2.1.15" snmp_off     { use linux.service_off(host, { "snmpd" }, { "snmpd.service" })  refs cis "2.1.15", ssg "service_snmpd_disabled" }
    rule "2.1.16" tftp_off     { use linux.service_off(host, { "tftpd-hpa" }, { "tftpd-hpa.service" })  severity high  refs cis "2.1.16", ssg "service_tftp_disabled" }
    rule "2.1.17" proxy_off    { use linux.service_off(host, { "squid" }, { "squid.service" })  refs cis "2.1.17", ssg "service_squid_disabled" }
    rule "2.1.18" web_off      {
        use  linux.service_off(host, { "apache2" }, { "apache2.socket", "apache2.service" })
        use  linux.service_off(host, { "nginx" }, { "nginx.service" })
        refs cis "2.1.18", ssg "service_httpd_disabled", ssg "service_nginx_disabled"
    }
    rule "2.1.19" xinetd_off   { use linux.service_off(host, { "xinetd" }, { "xinetd.service" })  refs cis "2.1.19", ssg "service_xinetd_disabled" }
    rule "2.1.20" x_absent     { level L2  use linux.package_absent(host, { "xserver-common" })  refs cis "2.1.20", ssg "package_xorg-x11-server-common_removed" }
    rule "2.1.21" mail_local_only {
        title   "Ensure mail is accepted from this host only"
        require no s in host.sockets where s.proto == "tcp" and not s.loopback : s.port in { 25, 465, 587 }
        fix     text "postfix: set inet_interfaces = loopback-only in /etc/postfix/main.cf, then: systemctl restart postfix"
        refs    cis "2.1.21", ssg "has_nonlocal_mta"
    }
    rule "2.1.22" listeners_approved {
        title "Ensure only approved services listen to the network"
        use   linux.listening_only(host, "tcp", open_tcp)
        refs  cis "2.1.22"
    }
}
section "2.2" "Clients that are not needed" {
    level    L1
    severity medium
    refs     nist "CM-7"
    rule "2.2.1" nis_client_absent    { use linux.package_absent(host, { "nis" })  refs cis "2.2.1", ssg "package_nis_removed" }
    rule "2.2.2" rsh_client_absent    { use linux.package_absent(host, { "rsh-client" })  refs cis "2.2.2", ssg "package_rsh_removed" }
    rule "2.2.3" talk_client_absent   { use linux.package_absent(host, { "talk" })  refs cis "2.2.3", ssg "package_talk_removed" }
    rule "2.2.4" telnet_client_absent {
        use  linux.package_absent(host, { "telnet", "inetutils-telnet" })
        refs cis "2.2.4", ssg "package_telnet_removed", ssg "package_inetutils-telnet_removed"
    }
    rule "2.2.5" ldap_client_absent   { use linux.package_absent(host, { "ldap-utils" })  refs cis "2.2.5", ssg "package_openldap-clients_removed" }
    rule "2.2.6" ftp_client_absent    { use linux.package_absent(host, { "ftp", "tnftp" })  refs cis "2.2.6", ssg "package_ftp_removed", ssg "package_tnftp_removed" }
}
section "2.3" "Time" {
    level    L1
    severity medium
    refs     nist "AU-8"
    rule "2.3.1.1" one_time_service {
        title   "Ensure exactly one time service is in use"
        when    linux.real_kernel(host)
        require one u in time_services : linux.in_use(host, u)
        fix     text "keep one of \{time_services} and mask the others"
        refs    cis "2.3.1.1", ssg "ntp_single_service_active"
    }
    rule "2.3.2.1" timesyncd_servers {
        title   "Ensure systemd-timesyncd has time servers of the site's choice"
        when    linux.installed(host, "systemd-timesyncd")
        require host.systemd_conf["timesyncd.conf"].settings["Time.NTP"] is present
        fix     text "set NTP= in a drop-in below /etc/systemd/timesyncd.conf.d"
        refs    cis "2.3.2.1", ssg_other "service_timesyncd_configured"
    }
    rule "2.3.2.2" timesyncd_on {
        when linux.installed(host, "systemd-timesyncd")
        use  linux.service_on(host, "systemd-timesyncd.service")
        refs cis "2.3.2.2", ssg_other "service_timesyncd_enabled"
    }
    rule "2.3.3.1" chrony_servers {
        title   "Ensure chrony has time servers"
        when    linux.installed(host, "chrony")
        require (any line in host.text["/etc/chrony/chrony.conf"].lines : line matches re'(server|pool) .+')
                or (any path, t in host.texts["/etc/chrony/sources.d/*.sources"] : any line in t.lines : line matches re'(server|pool) .+')
        fix     text "name the site's servers in a file of /etc/chrony/sources.d, then: chronyc reload sources"
        refs    cis "2.3.3.1", ssg "chronyd_configure_pool_and_server"
    }
    rule "2.3.3.2" chrony_user {
        title   "Ensure chrony runs as its own user"
        when    linux.installed(host, "chrony")
        require (host.text["/etc/chrony/chrony.conf"].values["user"] else "_chrony") == "_chrony"
        fix     text "set `user _chrony` in /etc/chrony/chrony.conf, then: systemctl restart chrony"
        note    "_chrony is built into Debian's chronyd"
        refs    cis "2.3.3.2", ssg "chronyd_run_as_chrony_user"
    }
    rule "2.3.3.3" chrony_on {
        when linux.installed(host, "chrony")
        use  linux.service_on(host, "chrony.service")
        refs cis "2.3.3.3", ssg "service_chronyd_enabled"
    }
}
section "2.4" "Jobs at set times" {
    level    L1
    severity medium
    rule "2.4.1.1" cron_on {
        when linux.installed(host, "cron")
        use  linux.service_on(host, "cron.service")
        refs cis "2.4.1.1", ssg "service_cron_enabled"
    }
    rule "2.4.1.2" crontab_access {
        when linux.installed(host, "cron")
        use  linux.file_access(host, "/etc/crontab", 0600)
        refs cis "2.4.1.2", ssg "file_permissions_crontab", ssg_part "file_owner_crontab", ssg_part "file_groupowner_crontab"
    }
    rule "2.4.1.3" cron_hourly_access {
        when linux.installed(host, "cron")
        use  linux.file_access(host, "/etc/cron.hourly", 0700)
        refs cis "2.4.1.3", ssg "file_permissions_cron_hourly", ssg_part "file_owner_cron_hourly", ssg_part "file_groupowner_cron_hourly"
    }
    rule "2.4.1.4" cron_daily_access {
        when linux.installed(host, "cron")
        use  linux.file_access(host, "/etc/cron.daily", 0700)
        refs cis "2.4.1.4", ssg "file_permissions_cron_daily", ssg_part "file_owner_cron_daily", ssg_part "file_groupowner_cron_daily"
    }
    rule "2.4.1.5" cron_weekly_access {
        when linux.installed(host, "cron")
        use  linux.file_access(host, "/etc/cron.weekly", 0700)
        refs cis "2.4.1.5", ssg "file_permissions_cron_weekly", ssg_part "file_owner_cron_weekly", ssg_part "file_groupowner_cron_weekly"
    }
    rule "2.4.1.6" cron_monthly_access {
        when linux.installed(host, "cron")
        use  linux.file_access(host, "/etc/cron.monthly", 0700)
        refs cis "2.4.1.6", ssg "file_permissions_cron_monthly", ssg_part "file_owner_cron_monthly", ssg_part "file_groupowner_cron_monthly"
    }
    rule "2.4.1.7" cron_d_access {
        when linux.installed(host, "cron")
        use  linux.file_access(host, "/etc/cron.d", 0700)
        refs cis "2.4.1.7", ssg "file_permissions_cron_d", ssg_part "file_owner_cron_d", ssg_part "file_groupowner_cron_d"
    }
    rule "2.4.1.8" cron_restricted {
        title "Ensure only named users may set up cron jobs"
        when  linux.installed(host, "cron")
        use   linux.file_exists(host, "/etc/cron.allow")
        use   linux.file_access(host, "/etc/cron.allow", 0640, groups = { "root", "crontab" })
        use   linux.file_access(host, "/etc/cron.deny",  0640, groups = { "root", "crontab" })
        refs  cis "2.4.1.8", ssg "file_cron_allow_exists", ssg_part "file_permissions_cron_allow", ssg_part "file_owner_cron_allow", ssg_part "file_groupowner_cron_allow"
    }
    rule "2.4.2.1" at_restricted {
        title "Ensure only named users may set up at jobs"
        when  linux.installed(host, "at")
        use   linux.file_exists(host, "/etc/at.allow")
        use   linux.file_access(host, "/etc/at.allow", 0640, groups = { "root", "daemon" })
        use   linux.file_access(host, "/etc/at.deny",  0640, groups = { "root", "daemon" })
        refs  cis "2.4.2.1", ssg_other "file_at_allow_exists"
    }
}

// ------------------------------------------------------------------------------------------------ 3 network
section "3.1" "Network devices" {
    level    L1
    severity medium
    rule "3.1.1" ipv6_decided {
        title  "Ensure the site decided whether this host speaks IPv6"
        manual "Look up the host in the site's network plan; disable IPv6 if the plan has no address for it."
        refs   cis "3.1.1"
    }
    rule "3.1.2" no_wireless   { title "Ensure the host has no wireless network"  use linux.module_unavailable(host, "cfg80211")  refs cis "3.1.2" }
    rule "3.1.3" bluetooth_off { use linux.service_off(host, { "bluez" }, { "bluetooth.service" })  refs cis "3.1.3", ssg "service_bluetooth_disabled" }
}
section "3.2" "Network protocols that a server does not need" {
    level    L2
    severity medium
    refs     nist "CM-7"
    rule "3.2.1" dccp_unavailable { use linux.module_unavailable(host, "dccp")  refs cis "3.2.1", ssg "kernel_module_dccp_disabled" }
    rule "3.2.2" tipc_unavailable { use linux.module_unavailable(host, "tipc")  severity low  refs cis "3.2.2", ssg "kernel_module_tipc_disabled" }
    rule "3.2.3" rds_unavailable  { use linux.module_unavailable(host, "rds")   severity low  refs cis "3.2.3", ssg "kernel_module_rds_disabled" }
    rule "3.2.4" sctp_unavailable { use linux.module_unavailable(host, "sctp")  refs cis "3.2.4", ssg "kernel_module_sctp_disabled" }
}
section "3.3" "Network parameters of the kernel" {
    level    L1
    severity medium
    refs     nist "SC-7"
    rule "3.3.1" forwarding_off {
        title "Ensure the host forwards no packets"
        when  not is_router
        use   linux.sysctl_is(host, "net.ipv4.ip_forward", 0)
        use   linux.sysctl_ipv6_is(host, "net.ipv6.conf.all.forwarding", 0)
        refs  cis "3.3.1", ssg "sysctl_net_ipv4_ip_forward", ssg "sysctl_net_ipv6_conf_all_forwarding"
    }
    rule "3.3.2" send_redirects_off {
        title "Ensure the host sends no redirects"
        when  not is_router
        use   linux.sysctl_is(host, "net.ipv4.conf.all.send_redirects", 0)
        use   linux.sysctl_is(host, "net.ipv4.conf.default.send_redirects", 0)
        refs  cis "3.3.2", ssg "sysctl_net_ipv4_conf_all_send_redirects", ssg "sysctl_net_ipv4_conf_default_send_redirects"
    }
    rule "3.3.3" bogus_icmp_ignored     { use linux.sysctl_is(host, "net.ipv4.icmp_ignore_bogus_error_responses", 1)  refs cis "3.3.3", ssg "sysctl_net_ipv4_icmp_ignore_bogus_error_responses" }
    rule "3.3.4" broadcast_icmp_ignored { use linux.sysctl_is(host, "net.ipv4.icmp_echo_ignore_broadcasts", 1)  refs cis "3.3.4", ssg "sysctl_net_ipv4_icmp_echo_ignore_broadcasts" }
    rule "3.3.5" redirects_ignored {
        title "Ensure redirects are not accepted"
        use   linux.sysctl_is(host, "net.ipv4.conf.all.accept_redirects", 0)
        use   linux.sysctl_is(host, "net.ipv4.conf.default.accept_redirects", 0)
        use   linux.sysctl_ipv6_is(host, "net.ipv6.conf.all.accept_redirects", 0)
        use   linux.sysctl_ipv6_is(host, "net.ipv6.conf.default.accept_redirects", 0)
        refs  cis "3.3.5", ssg "sysctl_net_ipv4_conf_all_accept_redirects", ssg "sysctl_net_ipv4_conf_default_accept_redirects",
              ssg "sysctl_net_ipv6_conf_all_accept_redirects", ssg "sysctl_net_ipv6_conf_default_accept_redirects"
    }
    rule "3.3.6" secure_redirects_ignored {
        title "Ensure redirects from gateways are not accepted either"
        use   linux.sysctl_is(host, "net.ipv4.conf.all.secure_redirects", 0)
        use   linux.sysctl_is(host, "net.ipv4.conf.default.secure_redirects", 0)
        refs  cis "3.3.6", ssg "sysctl_net_ipv4_conf_all_secure_redirects", ssg "sysctl_net_ipv4_conf_default_secure_redirects"
    }
    rule "3.3.7" reverse_path_checked {
        title "Ensure packets with an impossible sender are dropped"
        use   linux.sysctl_is(host, "net.ipv4.conf.all.rp_filter", 1)
        use   linux.sysctl_is(host, "net.ipv4.conf.default.rp_filter", 1)
        refs  cis "3.3.7", ssg "sysctl_net_ipv4_conf_all_rp_filter", ssg "sysctl_net_ipv4_conf_default_rp_filter"
    }
    rule "3.3.8" source_routes_refused {
        title "Ensure packets that choose their own route are dropped"
        use   linux.sysctl_is(host, "net.ipv4.conf.all.accept_source_route", 0)
        use   linux.sysctl_is(host, "net.ipv4.conf.default.accept_source_route", 0)
        use   linux.sysctl_ipv6_is(host, "net.ipv6.conf.all.accept_source_route", 0)
        use   linux.sysctl_ipv6_is(host, "net.ipv6.conf.default.accept_source_route", 0)
        refs  cis "3.3.8", ssg "sysctl_net_ipv4_conf_all_accept_source_route", ssg "sysctl_net_ipv4_conf_default_accept_source_route",
              ssg "sysctl_net_ipv6_conf_all_accept_source_route", ssg "sysctl_net_ipv6_conf_default_accept_source_route"
    }
    rule "3.3.9" martians_logged {
        title "Ensure packets with impossible addresses are logged"
        use   linux.sysctl_is(host, "net.ipv4.conf.all.log_martians", 1)
        use   linux.sysctl_is(host, "net.ipv4.conf.default.log_martians", 1)
        refs  cis "3.3.9", ssg "sysctl_net_ipv4_conf_all_log_martians", ssg "sysctl_net_ipv4_conf_default_log_martians"
    }
    rule "3.3.10" syn_cookies_on { use linux.sysctl_is(host, "net.ipv4.tcp_syncookies", 1)  refs cis "3.3.10", ssg "sysctl_net_ipv4_tcp_syncookies" }
    rule "3.3.11" router_advertisements_ignored {
        title "Ensure IPv6 router advertisements are not accepted"
        use   linux.sysctl_ipv6_is(host, "net.ipv6.conf.all.accept_ra", 0)
        use   linux.sysctl_ipv6_is(host, "net.ipv6.conf.default.accept_ra", 0)
        refs  cis "3.3.11", ssg "sysctl_net_ipv6_conf_all_accept_ra", ssg "sysctl_net_ipv6_conf_default_accept_ra"
    }
}

// ------------------------------------------------------------------------------------------------ 4 firewall
section "4.1" "One firewall" {
    level    L1
    severity medium
    when     linux.real_kernel(host)
    rule "4.1.1" one_firewall {
        title   "Ensure exactly one firewall is in use"
        require one u in firewalls : linux.in_use(host, u)
        fix     text "keep one of \{firewalls} and mask the others"
        refs    cis "4.1.1", ssg "firewall_single_service_active"
    }
}
section "4.2" "ufw, where it is the site's firewall" {
    level    L1
    severity medium
    when     linux.real_kernel(host) and firewall == "ufw"
    rule "4.2.1" ufw_installed   { use linux.package_present(host, "ufw")  refs cis "4.2.1", ssg_other "package_ufw_installed" }
    rule "4.2.2" iptables_persistent_absent { use linux.package_absent(host, { "iptables-persistent" })  refs cis "4.2.2", ssg_other "package_iptables-persistent_removed" }
    rule "4.2.3" ufw_on          { use linux.service_on(host, "ufw.service")  refs cis "4.2.3", ssg_other "service_ufw_enabled" }
    rule "4.2.7" ufw_default_deny {
        title   "Ensure ufw drops what no rule allows"
        require host.text["/etc/default/ufw"].values["DEFAULT_INPUT_POLICY"] in { "DROP", "REJECT" }
        require host.text["/etc/default/ufw"].values["DEFAULT_FORWARD_POLICY"] in { "DROP", "REJECT" }
        fix     shell "ufw default deny incoming; ufw default deny routed"
        refs    cis "4.2.7"
    }
}
section "4.3" "nftables, where it is the site's firewall" {
    level    L1
    severity medium
    when     linux.real_kernel(host) and firewall == "nftables"
    rule "4.3.1" nftables_installed { use linux.package_present(host, "nftables")  refs cis "4.3.1", ssg "package_nftables_installed" }
    rule "4.3.2" ufw_off            { use linux.service_off(host, { "ufw" }, { "ufw.service" })  refs cis "4.3.2", ssg "package_ufw_removed" }
    rule "4.3.3" iptables_flushed {
        title  "Ensure no rules of iptables stand beside nftables"
        manual "Run `iptables -L` and `ip6tables -L`: no rule may be listed."
        refs   cis "4.3.3"
    }
    rule "4.3.7" nftables_outbound {
        title  "Ensure outbound and established connections are what the site allows"
        manual "Compare `nft list ruleset` with the site's rules for outbound connections."
        refs   cis "4.3.7"
    }
    rule "4.3.9" nftables_on { use linux.service_on(host, "nftables.service")  refs cis "4.3.9", ssg "service_nftables_enabled" }
    rule "4.3.10" nftables_rules_permanent {
        title   "Ensure the rules of nftables come back at the next boot"
        require any line in host.text["/etc/nftables.conf"].lines : line matches re'(table|include) .+'
        fix     text "write the rules to /etc/nftables.conf, or include their file there"
        refs    cis "4.3.10", ssg "nftables_rules_permanent"
    }
}

// ------------------------------------------------------------------------------------------------ 5 access
section "5.1" "The SSH server" {
    level    L1
    severity medium
    when     linux.installed(host, "openssh-server")
    refs     nist "AC-17"

    rule "5.1.1" sshd_config_access {
        title "Ensure access to the configuration of sshd is restricted"
        use   linux.file_access(host, "/etc/ssh/sshd_config", 0600)
        use   linux.files_access(host, "/etc/ssh/sshd_config.d/*.conf", 0600)
        refs  cis "5.1.1", ssg "file_permissions_sshd_config", ssg_part "file_owner_sshd_config", ssg_part "file_groupowner_sshd_config"
    }
    rule "5.1.2" private_keys_access {
        title    "Ensure access to the private host keys is restricted"
        severity high
        require  all path, f in host.globs["/etc/ssh/ssh_host_*_key"] :
                     f.owner_name == "root" and not f.acl
                     and ((f.group_name == "root" and f.mode within 0600) or (f.group_name == "ssh_keys" and f.mode within 0640))
        fix      shell "chown root:root /etc/ssh/ssh_host_*_key; chmod 0600 /etc/ssh/ssh_host_*_key"
        refs     cis "5.1.2", ssg "file_permissions_sshd_private_key"
    }
    rule "5.1.3" public_keys_access {
        use  linux.files_access(host, "/etc/ssh/ssh_host_*_key.pub", 0644)
        refs cis "5.1.3", ssg "file_permissions_sshd_pub_key"
    }
    rule "5.1.4" users_named {
        title   "Ensure sshd lets in only named users or groups"
        require any k in { "allowusers", "allowgroups", "denyusers", "denygroups" } : host.sshd.list[k] is present
        fix     text "add an AllowGroups line with the site's groups to /etc/ssh/sshd_config; reload ssh"
        refs    cis "5.1.4", ssg "sshd_limit_user_access"
    }
    rule "5.1.5" banner_shown       { use linux.sshd_is(host, "banner", { "/etc/issue", "/etc/issue.net" })  refs cis "5.1.5", ssg "sshd_enable_warning_banner_net" }
    rule "5.1.6" strong_ciphers     { use linux.sshd_list_none(host, "ciphers", weak_ciphers)  refs cis "5.1.6", nist "SC-13", ssg_other "sshd_use_strong_ciphers" }
    rule "5.1.7" silent_clients_end {
        title "Ensure connections of silent clients end"
        use   linux.sshd_between(host, "clientaliveinterval", 1, alive_interval)
        use   linux.sshd_between(host, "clientalivecountmax", 1, 3)
        refs  cis "5.1.7", ssg "sshd_set_idle_timeout", ssg "sshd_set_keepalive"
    }
    rule "5.1.8"  forwarding_disabled    { level L2  use linux.sshd_is(host, "disableforwarding", { "yes" })  refs cis "5.1.8", ssg "sshd_disable_forwarding" }
    rule "5.1.9"  gssapi_off             { level L2  use linux.sshd_is(host, "gssapiauthentication", { "no" })  refs cis "5.1.9", ssg_other "sshd_disable_gssapi_auth" }
    rule "5.1.10" hostbased_off          { use linux.sshd_is(host, "hostbasedauthentication", { "no" })  refs cis "5.1.10", ssg_other "disable_host_auth" }
    rule "5.1.11" rhosts_ignored         { use linux.sshd_is(host, "ignorerhosts", { "yes" })  refs cis "5.1.11", ssg_other "sshd_disable_rhosts" }
    rule "5.1.12" strong_kex             { use linux.sshd_list_none(host, "kexalgorithms", weak_kex)  refs cis "5.1.12", nist "SC-13", ssg_other "sshd_use_strong_kex" }
    rule "5.1.13" login_grace_time       { use linux.sshd_between(host, "logingracetime", 1, login_grace)  refs cis "5.1.13", ssg "sshd_set_login_grace_time" }
    rule "5.1.14" log_level              { use linux.sshd_is(host, "loglevel", { "INFO", "VERBOSE" })  refs cis "5.1.14", ssg_other "sshd_set_loglevel_info" }
    rule "5.1.15" strong_macs            { use linux.sshd_list_none(host, "macs", weak_macs)  refs cis "5.1.15", nist "SC-13", ssg "sshd_use_strong_macs" }
    rule "5.1.16" auth_tries_limited     { use linux.sshd_between(host, "maxauthtries", 1, max_auth_tries)  refs cis "5.1.16", ssg "sshd_set_max_auth_tries" }
    rule "5.1.17" sessions_limited       { use linux.sshd_between(host, "maxsessions", 1, max_sessions)  refs cis "5.1.17", ssg_other "sshd_set_max_sessions" }
    rule "5.1.18" startups_limited {
        title "Ensure unauthenticated connections are limited"
        use   linux.sshd_between(host, "maxstartups.start", 1, 10)
        use   linux.sshd_between(host, "maxstartups.rate", 30, 100)
        use   linux.sshd_between(host, "maxstartups.full", 1, 60)
        refs  cis "5.1.18", ssg "sshd_set_maxstartups"
    }
    rule "5.1.19" no_empty_passwords_ssh { use linux.sshd_is(host, "permitemptypasswords", { "no" })  severity high  refs cis "5.1.19", ssg_other "sshd_disable_empty_passwords" }
    rule "5.1.20" no_root_login          { use linux.sshd_is(host, "permitrootlogin", { "no" })  severity high  refs cis "5.1.20", ssg "sshd_disable_root_login" }
    rule "5.1.21" no_user_environment    { use linux.sshd_is(host, "permituserenvironment", { "no" })  refs cis "5.1.21", ssg_other "sshd_do_not_permit_user_env" }
    rule "5.1.22" pam_used               { use linux.sshd_is(host, "usepam", { "yes" })  refs cis "5.1.22", ssg "sshd_enable_pam" }
}
section "5.2" "sudo and su" {
    level    L1
    severity medium
    refs     nist "AC-6"
    rule "5.2.1" sudo_installed {
        title   "Ensure sudo is installed"
        require linux.installed(host, "sudo") or linux.installed(host, "sudo-ldap")
        fix     shell "apt-get install -y sudo"
        refs    cis "5.2.1", ssg "package_sudo_installed"
    }
    rule "5.2.2" sudo_pty { when host.sudoers is present  use linux.sudo_setting(host, "use_pty", "true")  refs cis "5.2.2", ssg "sudo_add_use_pty" }
    rule "5.2.3" sudo_log {
        title    "Ensure sudo keeps a log of its own"
        severity low
        when     host.sudoers is present
        require  host.sudoers.settings["logfile"] is present
        fix      text "set `Defaults logfile=/var/log/sudo.log` in a file of /etc/sudoers.d, with visudo"
        refs     cis "5.2.3", ssg "sudo_custom_logfile"
    }
    rule "5.2.4" sudo_password { level L2  when host.sudoers is present  use linux.sudo_no_tag(host, "NOPASSWD")  refs cis "5.2.4", ssg "sudo_require_authentication" }
    rule "5.2.5" sudo_authenticates {
        title   "Ensure sudo does not let users through without authentication"
        when    host.sudoers is present
        require no d in host.sudoers.defaults : d.name == "authenticate" and d.value == "false"
        fix     text "remove `!authenticate` from /etc/sudoers and /etc/sudoers.d, with visudo"
        refs    cis "5.2.5", ssg "sudo_remove_no_authenticate"
    }
    rule "5.2.6" sudo_timeout {
        title   "Ensure sudo asks again after 15 minutes at most"
        when    host.sudoers is present
        require all d in host.sudoers.defaults where d.name == "timestamp_timeout" : int(d.value) in 0..15
        fix     text "set `Defaults timestamp_timeout=15` in a file of /etc/sudoers.d, with visudo"
        note    "15 minutes are built in, where no line says otherwise"
        refs    cis "5.2.6", ssg_other "sudo_require_reauthentication"
    }
    rule "5.2.7" su_restricted {
        title   "Ensure su is open only to an empty group"
        require any e in host.pam["su"] where e.phase == "auth" and e.module == "pam_wheel.so" :
                    e.control in { "required", "requisite" } and e.options["use_uid"] is present and e.options["group"] == su_group
        require any g in host.groups where g.name == su_group : count(g.members) == 0
        fix     text "groupadd the empty group, and add `auth required pam_wheel.so use_uid group=NAME` to /etc/pam.d/su"
        refs    cis "5.2.7", ssg "use_pam_wheel_group_for_su", ssg "ensure_pam_wheel_group_empty"
    }
}
section "5.3.1" "PAM packages" {
    level    L1
    severity medium
    rule "5.3.1.1" recent_pam {
        title   "Ensure PAM is at or past the release with the known fixes"
        require linux.installed(host, "libpam-runtime") and host.packages["libpam-runtime"].version >= dpkg'1.5.2-6'
        fix     shell "apt-get install -y libpam-runtime"
        refs    cis "5.3.1.1", ssg "package_pam_runtime_installed"
    }
    rule "5.3.1.2" pam_modules_installed   { use linux.package_present(host, "libpam-modules")    refs cis "5.3.1.2", ssg "package_pam_modules_installed" }
    rule "5.3.1.3" pam_pwquality_installed { use linux.package_present(host, "libpam-pwquality")  refs cis "5.3.1.3", ssg "package_pam_pwquality_installed" }
}
section "5.3.2" "PAM stacks" {
    level    L1
    severity medium
    refs     nist "IA-5"
    rule "5.3.2.1" pam_unix_used {
        title "Ensure pam_unix is in every stack"
        use   linux.pam_has(host, "common-account", "account", "pam_unix.so")
        use   linux.pam_has(host, "common-auth", "auth", "pam_unix.so")
        use   linux.pam_has(host, "common-password", "password", "pam_unix.so")
        use   linux.pam_has(host, "common-session", "session", "pam_unix.so")
        use   linux.pam_has(host, "common-session-noninteractive", "session", "pam_unix.so")
        refs  cis "5.3.2.1", ssg "accounts_password_pam_unix_enabled"
    }
    rule "5.3.2.2" pam_faillock_used {
        title "Ensure failed log-ins are counted"
        use   linux.pam_has(host, "common-auth", "auth", "pam_faillock.so")
        use   linux.pam_has(host, "common-account", "account", "pam_faillock.so")
        refs  cis "5.3.2.2", ssg "accounts_passwords_pam_faillock_enabled"
    }
    rule "5.3.2.3" pam_pwquality_used {
        title "Ensure new passwords are checked for quality"
        use   linux.pam_has(host, "common-password", "password", "pam_pwquality.so")
        refs  cis "5.3.2.3", ssg "accounts_password_pam_pwquality_enabled"
    }
    rule "5.3.2.4" pam_pwhistory_used {
        title "Ensure old passwords are remembered"
        use   linux.pam_has(host, "common-password", "password", "pam_pwhistory.so")
        refs  cis "5.3.2.4", ssg "accounts_password_pam_pwhistory_enabled"
    }
}
section "5.3.3" "PAM options" {
    level    L1
    severity medium
    refs     nist "IA-5"
    rule "5.3.3.1.1" lock_after_failures {
        title "Ensure accounts are locked after a few failed log-ins"
        use   linux.setting_between(host.faillock, "faillock.conf", "deny", 1, failed_logins)
        use   linux.pam_without(host, "common-auth", "pam_faillock.so", "deny")
        refs  cis "5.3.3.1.1", nist "AC-7", ssg "accounts_passwords_pam_faillock_deny"
    }
    rule "5.3.3.1.2" lock_time {
        title   "Ensure locked accounts stay locked long enough"
        require host.faillock.int["unlock_time"] == 0 or host.faillock.int["unlock_time"] >= unlock_time
        use     linux.pam_without(host, "common-auth", "pam_faillock.so", "unlock_time")
        fix     text "set unlock_time in /etc/security/faillock.conf to 0 or to the site's seconds"
        refs    cis "5.3.3.1.2", nist "AC-7", ssg "accounts_passwords_pam_faillock_unlock_time"
    }
    rule "5.3.3.1.3" lock_root {
        title   "Ensure root is locked after failed log-ins too"
        level   L2
        require host.faillock.text["even_deny_root"] is present or (host.faillock.int["root_unlock_time"] else 0) >= 60
        fix     text "write even_deny_root to /etc/security/faillock.conf"
        refs    cis "5.3.3.1.3", nist "AC-7", ssg "accounts_passwords_pam_faillock_root_unlock_time"
    }
    rule "5.3.3.2.1" password_changed_letters { use linux.password_quality(host, "difok", 2, 64)  refs cis "5.3.3.2.1", ssg "accounts_password_pam_difok" }
    rule "5.3.3.2.2" password_length          { use linux.password_quality(host, "minlen", min_length, 128)  refs cis "5.3.3.2.2", ssg "accounts_password_pam_minlen" }
    rule "5.3.3.2.3" password_kinds {
        title   "Ensure passwords mix four kinds of letters"
        require (host.pwquality.int["minclass"] else 0) >= 4 or (all c in credits : (host.pwquality.int[c] else 0) <= -1)
        use     linux.pam_without(host, "common-password", "pam_pwquality.so", "minclass")
        fix     text "set minclass = 4 in a file of /etc/security/pwquality.conf.d"
        refs    cis "5.3.3.2.3", ssg "accounts_password_pam_minclass",
                ssg_part "accounts_password_pam_dcredit", ssg_part "accounts_password_pam_lcredit",
                ssg_part "accounts_password_pam_ocredit", ssg_part "accounts_password_pam_ucredit"
    }
    rule "5.3.3.2.4" password_repeats   { use linux.password_quality(host, "maxrepeat", 1, 3)  refs cis "5.3.3.2.4", ssg "accounts_password_pam_maxrepeat" }
    rule "5.3.3.2.5" password_sequences { use linux.password_quality(host, "maxsequence", 1, 3)  refs cis "5.3.3.2.5", ssg "accounts_password_pam_maxsequence" }
    rule "5.3.3.2.6" password_dictionary {
        title   "Ensure passwords are looked up in a dictionary"
        require (host.pwquality.int["dictcheck"] else 1) == 1
        use     linux.pam_without(host, "common-password", "pam_pwquality.so", "dictcheck")
        fix     text "take dictcheck = 0 out of pwquality.conf and pwquality.conf.d"
        note    "the check is built in, where no line says otherwise"
        refs    cis "5.3.3.2.6", ssg_other "accounts_password_pam_dictcheck"
    }
    rule "5.3.3.2.7" password_rules_enforced {
        title   "Ensure weak passwords are refused, not only warned of"
        require (host.pwquality.int["enforcing"] else 1) == 1
        use     linux.pam_without(host, "common-password", "pam_pwquality.so", "enforcing")
        fix     text "take enforcing = 0 out of pwquality.conf and pwquality.conf.d"
        note    "refusing is built in, where no line says otherwise"
        refs    cis "5.3.3.2.7", ssg_other "accounts_password_pam_enforcing"
    }
    rule "5.3.3.2.8" password_rules_for_root {
        title   "Ensure the password rules hold for root too"
        require host.pwquality.text["enforce_for_root"] is present
        fix     text "write enforce_for_root to a file of /etc/security/pwquality.conf.d"
        refs    cis "5.3.3.2.8", ssg "accounts_password_pam_enforce_root"
    }
    rule "5.3.3.3.1" history_length   { use linux.pam_number(host, "common-password", "pam_pwhistory.so", "remember", remember, 400)  refs cis "5.3.3.3.1", ssg "accounts_password_pam_pwhistory_remember" }
    rule "5.3.3.3.2" history_for_root { use linux.pam_option(host, "common-password", "pam_pwhistory.so", "enforce_for_root")  refs cis "5.3.3.3.2", ssg "accounts_password_pam_pwhistory_enforce_root" }
    rule "5.3.3.3.3" history_authtok  { use linux.pam_option(host, "common-password", "pam_pwhistory.so", "use_authtok")  refs cis "5.3.3.3.3", ssg "accounts_password_pam_pwhistory_use_authtok" }
    rule "5.3.3.4.1" unix_no_nullok {
        title    "Ensure pam_unix never accepts an empty password"
        severity high
        require  no s in pam_stacks : any e in host.pam[s] where e.module == "pam_unix.so" : e.options["nullok"] is present
        fix      text "take nullok out of /usr/share/pam-configs/unix, then: pam-auth-update"
        refs     cis "5.3.3.4.1", ssg "no_empty_passwords_unix"
    }
    rule "5.3.3.4.2" unix_no_remember {
        title   "Ensure pam_unix does not keep old passwords itself"
        require no s in pam_stacks : any e in host.pam[s] where e.module == "pam_unix.so" : e.options["remember"] is present
        fix     text "take remember= out of /usr/share/pam-configs/unix, then: pam-auth-update"
        refs    cis "5.3.3.4.2", ssg "accounts_password_pam_unix_no_remember"
    }
    rule "5.3.3.4.3" unix_strong_hash {
        title   "Ensure pam_unix stores new passwords with a strong hash"
        require any e in host.pam["common-password"] : e.module == "pam_unix.so"
        require all e in host.pam["common-password"] where e.module == "pam_unix.so" :
                    e.options["yescrypt"] is present or e.options["sha512"] is present
        fix     text "give pam_unix the option yescrypt in /usr/share/pam-configs/unix, then: pam-auth-update"
        refs    cis "5.3.3.4.3", ssg "set_password_hashing_algorithm_systemauth"
    }
    rule "5.3.3.4.4" unix_authtok { use linux.pam_option(host, "common-password", "pam_unix.so", "use_authtok")  refs cis "5.3.3.4.4", ssg "accounts_password_pam_unix_authtok" }
}
section "5.4.1" "Life of passwords" {
    level    L1
    severity medium
    refs     nist "IA-5"
    rule "5.4.1.1" passwords_expire {
        title   "Ensure every password expires"
        use     linux.setting_between(host.login_defs, "login.defs", "PASS_MAX_DAYS", 1, max_days)
        require all u in host.accounts where linux.has_password(u) : (u.max_age else 99999 days) <= max_life
        fix     text "set PASS_MAX_DAYS in /etc/login.defs, and run chage --maxdays for each account"
        refs    cis "5.4.1.1", ssg "accounts_maximum_age_login_defs", ssg_part "accounts_password_set_max_life_existing"
    }
    rule "5.4.1.2" passwords_last {
        title   "Ensure a new password must be kept for a day"
        level   L2
        use     linux.setting_between(host.login_defs, "login.defs", "PASS_MIN_DAYS", 1, 365)
        require all u in host.accounts where linux.has_password(u) : (u.min_age else 0 days) >= 1 day
        fix     text "set PASS_MIN_DAYS 1 in /etc/login.defs, and run chage --mindays 1 for each account"
        refs    cis "5.4.1.2", ssg "accounts_minimum_age_login_defs", ssg_part "accounts_password_set_min_life_existing"
    }
    rule "5.4.1.3" expiry_warned {
        title   "Ensure users are warned a week before their password ends"
        use     linux.setting_between(host.login_defs, "login.defs", "PASS_WARN_AGE", 7, 365)
        require all u in host.accounts where linux.has_password(u) : (u.warn_age else 0 days) >= 7 days
        fix     text "set PASS_WARN_AGE 7 in /etc/login.defs, and run chage --warndays 7 for each account"
        refs    cis "5.4.1.3", ssg "accounts_password_warn_age_login_defs"
    }
    rule "5.4.1.4" new_hashes {
        title "Ensure new passwords are stored with a strong hash"
        grade {
            affirming when lower(host.login_defs.text["ENCRYPT_METHOD"]) == "yescrypt"
            warning   when lower(host.login_defs.text["ENCRYPT_METHOD"]) == "sha512"
            otherwise contraindicated
        }
        fix   text "set ENCRYPT_METHOD YESCRYPT in /etc/login.defs"
        note  "SHA-512 is accepted at L1; yescrypt, Debian's own choice, is asked for at L2"
        refs  cis "5.4.1.4", nist "SC-13", ssg "set_password_hashing_algorithm_logindefs"
    }
    rule "5.4.1.5" unused_accounts_end {
        title   "Ensure accounts end some time after their password"
        use     linux.setting_between(host.useradd, "/etc/default/useradd", "INACTIVE", 0, 45)
        require all u in host.accounts where linux.has_password(u) : (u.inactive else 99999 days) <= 45 days
        fix     text "useradd -D -f 45, and run chage --inactive 45 for each account"
        refs    cis "5.4.1.5", ssg "account_disable_post_pw_expiration", ssg_part "accounts_set_post_pw_existing"
    }
    rule "5.4.1.6" changes_in_the_past {
        title   "Ensure no password was changed in the future"
        require all u in host.accounts where u.password == "hashed" : (u.last_change else now) <= now
        fix     text "find out why, then let the user set a new password"
        refs    cis "5.4.1.6", ssg "accounts_password_last_change_is_in_past"
    }
}
section "5.4.2" "root and the system's own accounts" {
    level    L1
    severity high
    refs     nist "AC-6"
    rule "5.4.2.1" only_root_is_zero { use linux.only_account_with_uid(host, 0, "root")  refs cis "5.4.2.1", ssg "accounts_no_uid_except_zero" }
    rule "5.4.2.2" only_root_in_group_zero {
        title   "Ensure root is the only account whose group is 0"
        require { u.name for u in host.accounts where u.gid == 0 and u.name not in { "sync", "shutdown", "halt", "operator" } } == { "root" }
        fix     text "give the other accounts another group"
        refs    cis "5.4.2.2", ssg "accounts_root_gid_zero"
    }
    rule "5.4.2.3" only_group_root_is_zero {
        title   "Ensure root is the only group with the id 0"
        require { g.name for g in host.groups where g.gid == 0 } == { "root" }
        fix     text "give the other groups another id"
        refs    cis "5.4.2.3", ssg "groups_no_zero_gid_except_root"
    }
    rule "5.4.2.4" root_controlled {
        title   "Ensure root has a password or is locked"
        require any u in host.accounts where u.name == "root" : u.password != "empty"
        require all u in host.accounts where u.name == "root" : u.password != "empty"
        fix     shell "passwd root"
        refs    cis "5.4.2.4", ssg "ensure_root_access_controlled"
    }
    rule "5.4.2.6" root_umask {
        title    "Ensure root's own start files do not open its umask"
        severity medium
        require  all m in host.shell_env.umasks where m.file starts with "/root/" : m.mask & 0027 == 0027
        fix      text "set `umask 0027` in /root/.profile and /root/.bashrc, or take the line out"
        refs     cis "5.4.2.6", ssg "accounts_umask_root"
    }
    rule "5.4.2.7" system_accounts_have_no_shell {
        title    "Ensure nobody can log in with the system's own accounts"
        severity medium
        require  all u in host.accounts where u.uid < 1000 and u.name not in { "root", "sync", "shutdown", "halt" } : u.shell in no_login_shells
        fix      text "usermod -s /usr/sbin/nologin for each of them"
        refs     cis "5.4.2.7", ssg "no_shelllogin_for_systemaccounts"
    }
    rule "5.4.2.8" shell_less_accounts_locked {
        title    "Ensure accounts without a log-in shell are locked"
        severity medium
        require  all u in host.accounts where u.name != "root" and u.shell not in host.shells : u.password == "locked"
        fix      text "usermod -L for each of them"
        refs     cis "5.4.2.8", ssg "no_invalid_shell_accounts_unlocked"
    }
}
section "5.4.3" "Shells" {
    level    L1
    severity medium
    rule "5.4.3.1" nologin_not_a_shell {
        title   "Ensure nologin is not listed as a log-in shell"
        level   L2
        require no s in host.shells : s ends with "/nologin"
        fix     shell "sed -i '/\\/nologin$/d' /etc/shells"
        refs    cis "5.4.3.1", ssg "no_nologin_in_shells"
    }
    rule "5.4.3.2" idle_shells_end { use linux.shell_timeout(host, 1, idle_shell)  refs cis "5.4.3.2", nist "AC-12", ssg "accounts_tmout" }
    rule "5.4.3.3" default_umask {
        use  linux.umask_at_least(host, 0027)
        refs cis "5.4.3.3", ssg "accounts_umask_etc_login_defs", ssg_part "accounts_umask_etc_profile", ssg_part "accounts_umask_etc_bashrc"
    }
}

// ------------------------------------------------------------------------------------------------ 6 logs, audit, integrity
section "6.1.1" "Logging" {
    level    L1
    severity medium
    refs     nist "AU-12"
    rule "6.1.1.1" journald_on {
        title   "Ensure journald runs and cannot be switched off by hand"
        when    linux.real_kernel(host)
        require host.units["systemd-journald.service"].enable == "static" and linux.running(host, "systemd-journald.service")
        fix     shell "systemctl unmask systemd-journald.service; systemctl start systemd-journald.service"
        refs    cis "6.1.1.1", ssg "service_systemd-journald_enabled"
    }
    rule "6.1.1.2" journal_access_reviewed {
        title  "Ensure access to the journal is what the site allows"
        manual "Look through /etc/tmpfiles.d/systemd.conf: the modes below /var/log/journal and /run/log/journal are 0640 or less."
        refs   cis "6.1.1.2"
    }
    rule "6.1.1.3" journal_rotation_reviewed {
        title  "Ensure the journal is kept for as long as the site asks"
        manual "Compare SystemMaxUse, SystemKeepFree and MaxFileSec of journald.conf with the site's retention."
        refs   cis "6.1.1.3"
    }
    rule "6.1.1.4" logging_in_use {
        title   "Ensure the site's logging runs"
        when    linux.real_kernel(host)
        require (log_with == "rsyslog" and linux.running(host, "rsyslog.service"))
                or (log_with == "journald" and linux.running(host, "systemd-journald.service") and not linux.running(host, "rsyslog.service"))
        fix     text "start the service that log_with names, and stop the other"
        refs    cis "6.1.1.4", ssg "logging_services_active"
    }
}
section "6.1.2" "journald" {
    level    L1
    severity medium
    refs     nist "AU-9"
    rule "6.1.2.1.1" journal_remote_installed {
        when log_with == "journald"
        use  linux.package_present(host, "systemd-journal-remote")
        refs cis "6.1.2.1.1", ssg_other "package_systemd-journal-remote_installed"
    }
    rule "6.1.2.1.2" journal_upload_authenticated {
        title   "Ensure the journal is sent to a named server over TLS"
        when    log_with == "journald"
        require host.systemd_conf["journal-upload.conf"].settings["Upload.URL"] is present
        require host.systemd_conf["journal-upload.conf"].settings["Upload.ServerKeyFile"] is present
        require host.systemd_conf["journal-upload.conf"].settings["Upload.ServerCertificateFile"] is present
        require host.systemd_conf["journal-upload.conf"].settings["Upload.TrustedCertificateFile"] is present
        fix     text "set URL=, ServerKeyFile=, ServerCertificateFile= and TrustedCertificateFile= in a drop-in below /etc/systemd/journal-upload.conf.d"
        refs    cis "6.1.2.1.2", ssg_other "systemd_journal_upload_url", ssg_other "systemd_journal_upload_server_tls"
    }
    rule "6.1.2.1.3" journal_upload_on {
        when log_with == "journald"
        use  linux.service_on(host, "systemd-journal-upload.service")
        refs cis "6.1.2.1.3", ssg_other "service_systemd-journal-upload_enabled"
    }
    rule "6.1.2.1.4" journal_receiver_off {
        title "Ensure the host receives no journals from others"
        use   linux.service_off(host, { "systemd-journal-remote" }, { "systemd-journal-remote.socket", "systemd-journal-remote.service" })
        refs  cis "6.1.2.1.4", ssg "socket_systemd-journal-remote_disabled"
    }
    rule "6.1.2.2" journal_not_forwarded {
        when log_with == "journald"
        use  linux.systemd_setting(host, "journald.conf", "Journal.ForwardToSyslog", { "no" })
        refs cis "6.1.2.2", ssg_other "journald_disable_forward_to_syslog"
    }
    rule "6.1.2.3" journal_compressed { use linux.systemd_setting(host, "journald.conf", "Journal.Compress", { "yes" })  refs cis "6.1.2.3", ssg "journald_compress" }
    rule "6.1.2.4" journal_persistent { use linux.systemd_setting(host, "journald.conf", "Journal.Storage", { "persistent" })  refs cis "6.1.2.4", ssg "journald_storage" }
}
section "6.1.3" "rsyslog, where it keeps the logs" {
    level    L1
    severity medium
    when     log_with == "rsyslog"
    refs     nist "AU-9"
    rule "6.1.3.1" rsyslog_installed { use linux.package_present(host, "rsyslog")  refs cis "6.1.3.1", ssg "package_rsyslog_installed" }
    rule "6.1.3.2" rsyslog_on        { use linux.service_on(host, "rsyslog.service")  refs cis "6.1.3.2", ssg "service_rsyslog_enabled" }
    rule "6.1.3.3" journal_forwarded { use linux.systemd_setting(host, "journald.conf", "Journal.ForwardToSyslog", { "yes" })  refs cis "6.1.3.3", ssg "journald_forward_to_syslog" }
    rule "6.1.3.4" log_file_mode {
        title   "Ensure rsyslog makes log files that others cannot read"
        require host.text["/etc/rsyslog.conf"].values["$FileCreateMode"] in { "0640", "0600", "0440", "0400" }
        require all path, t in host.texts["/etc/rsyslog.d/*.conf"] : (t.values["$FileCreateMode"] else "0640") in { "0640", "0600", "0440", "0400" }
        fix     text "set `$FileCreateMode 0640` in /etc/rsyslog.conf, and take others out of /etc/rsyslog.d"
        refs    cis "6.1.3.4", ssg "rsyslog_filecreatemode"
    }
    rule "6.1.3.5" rsyslog_rules_reviewed {
        title  "Ensure rsyslog keeps what the site wants kept"
        manual "Compare the rules of /etc/rsyslog.conf and /etc/rsyslog.d with the site's list of events."
        refs   cis "6.1.3.5"
    }
    rule "6.1.3.6" rsyslog_remote_reviewed {
        title  "Ensure logs are sent to the site's log server"
        manual "Look for the site's server in an omfwd action of /etc/rsyslog.conf or /etc/rsyslog.d."
        refs   cis "6.1.3.6"
    }
    rule "6.1.3.7" rsyslog_receives_nothing {
        title   "Ensure rsyslog takes no messages from other hosts"
        require no line in host.text["/etc/rsyslog.conf"].lines : takes_messages(line)
        require no path, t in host.texts["/etc/rsyslog.d/*.conf"] : any line in t.lines : takes_messages(line)
        fix     text "take the imtcp, imudp and imrelp lines out of /etc/rsyslog.conf and /etc/rsyslog.d"
        refs    cis "6.1.3.7", ssg "rsyslog_nolisten"
    }
    rule "6.1.3.8" rotation_reviewed {
        title  "Ensure log files are rotated as the site asks"
        manual "Compare /etc/logrotate.conf and /etc/logrotate.d with the site's retention."
        refs   cis "6.1.3.8"
    }
}
section "6.1.4" "Log files" {
    level    L1
    severity medium
    rule "6.1.4.1" log_files_access {
        title   "Ensure others cannot read the log files"
        require all path, f in host.globs["/var/log/**"] where f.kind == "regular" :
                    (f.mode within 0640 or (path matches re'/var/log/(lastlog|wtmp|btmp)(\..*|-.*)?' and f.mode within 0664))
                    and f.owner_name in { "root", "syslog", "_chrony", "systemd-journal-remote" }
                    and f.group_name in { "root", "adm", "utmp", "systemd-journal", "_chrony" }
        fix     shell "find /var/log -type f ! -name 'lastlog*' ! -name '?tmp*' -exec chmod u-x,g-wx,o-rwx {} +"
        refs    cis "6.1.4.1", ssg "permissions_local_var_log"
    }
}
section "6.2.1" "The audit daemon" {
    level    L2
    severity medium
    refs     nist "AU-12"
    rule "6.2.1.1/auditd"  auditd_installed  { use linux.package_present(host, "auditd")  refs cis "6.2.1.1", ssg "package_audit_installed" }
    rule "6.2.1.1/plugins" plugins_installed { use linux.package_present(host, "audispd-plugins")  refs cis "6.2.1.1", ssg "package_audit-audispd-plugins_installed" }
    rule "6.2.1.2" auditd_on { when linux.real_kernel(host)  use linux.service_on(host, "auditd.service")  refs cis "6.2.1.2", ssg "service_auditd_enabled" }
    rule "6.2.1.3" audit_at_boot { use linux.boot_argument(host, "audit", "1")  severity low  refs cis "6.2.1.3", ssg "grub2_audit_argument" }
    rule "6.2.1.4" audit_backlog { use linux.boot_number(host, "audit_backlog_limit", 8192)  severity low  refs cis "6.2.1.4", ssg "grub2_audit_backlog_limit_argument" }
}
section "6.2.2" "Room for audit records" {
    level    L2
    severity medium
    when     linux.installed(host, "auditd")
    refs     nist "AU-4"
    rule "6.2.2.1" audit_log_size { use linux.setting_between(host.audit.conf, "auditd.conf", "max_log_file", audit_log_mb, 65536)  refs cis "6.2.2.1", ssg "auditd_data_retention_max_log_file" }
    rule "6.2.2.2" audit_log_kept { use linux.auditd_setting(host, "max_log_file_action", { "keep_logs" })  refs cis "6.2.2.2", ssg "auditd_data_retention_max_log_file_action" }
    rule "6.2.2.3" stop_when_full {
        title "Ensure the host stops rather than runs without an audit log"
        use   linux.auditd_setting(host, "disk_full_action", { "halt", "single" })
        use   linux.auditd_setting(host, "disk_error_action", { "halt", "single", "syslog" })
        refs  cis "6.2.2.3", ssg "auditd_data_disk_full_action", ssg "auditd_data_disk_error_action"
    }
    rule "6.2.2.4" warn_when_low {
        title "Ensure somebody learns that the audit log is nearly full"
        use   linux.auditd_setting(host, "space_left_action", { "email", "exec", "halt", "single" })
        use   linux.auditd_setting(host, "admin_space_left_action", { "halt", "single" })
        refs  cis "6.2.2.4", ssg "auditd_data_retention_space_left_action", ssg "auditd_data_retention_admin_space_left_action"
    }
}
section "6.2.3" "What is audited" {
    level    L2
    severity medium
    when     linux.installed(host, "auditd")
    refs     nist "AU-2"
    rule "6.2.3.1" sudoers_audited {
        title "Ensure changes of who may use sudo are audited"
        use   linux.audit_watch(host, "/etc/sudoers",   { "w", "a" })
        use   linux.audit_watch(host, "/etc/sudoers.d", { "w", "a" })
        refs  cis "6.2.3.1", ssg "audit_rules_sysadmin_actions"
    }
    rule "6.2.3.2" other_users_audited {
        title "Ensure what is done as another user is audited"
        use   linux.audit_syscalls(host, { "execve" }, { "euid!=uid", "uid!=euid", "auid!=unset" })
        refs  cis "6.2.3.2", ssg "audit_rules_suid_auid_privilege_function"
    }
    rule "6.2.3.3" sudo_log_audited { use linux.audit_watch(host, "/var/log/sudo.log", { "w", "a" })  refs cis "6.2.3.3", ssg "audit_sudo_log_events" }
    rule "6.2.3.4" time_audited {
        title "Ensure changes of the clock are audited"
        use   linux.audit_syscalls(host, { "adjtimex", "settimeofday" }, {})
        use   linux.audit_syscalls(host, { "clock_settime" }, { "a0=0x0", "a0=0" })
        use   linux.audit_watch(host, "/etc/localtime", { "w", "a" })
        refs  cis "6.2.3.4", ssg "audit_rules_time_adjtimex", ssg "audit_rules_time_settimeofday",
              ssg "audit_rules_time_clock_settime", ssg "audit_rules_time_watch_localtime"
    }
    rule "6.2.3.5" network_names_audited {
        title "Ensure changes of the host's names and network are audited"
        use   linux.audit_syscalls(host, { "sethostname", "setdomainname" }, {})
        use   linux.audit_watch(host, "/etc/issue",     { "w", "a" })
        use   linux.audit_watch(host, "/etc/issue.net", { "w", "a" })
        use   linux.audit_watch(host, "/etc/hosts",     { "w", "a" })
        use   linux.audit_watch(host, "/etc/network",   { "w", "a" })
        refs  cis "6.2.3.5", ssg "audit_rules_networkconfig_modification"
    }
    rule "6.2.3.6" privileged_commands_audited {
        title   "Ensure runs of every command that raises rights are audited"
        require all path, f in host.walk.setid : any w in host.audit.persisted.watches where w.path == path :
                    "x" in w.perms and (all c in w.filters : c in ordinary_people)
        require all path, f in host.walk.setid : any w in host.audit.live.watches where w.path == path :
                    "x" in w.perms and (all c in w.filters : c in ordinary_people)
        fix     text "write a rule with perm=x for each file that `find / -xdev -perm /6000 -type f` lists, then: augenrules --load"
        refs    cis "6.2.3.6", ssg "audit_rules_privileged_commands"
    }
    rule "6.2.3.7" refused_access_audited {
        title "Ensure refused access to files is audited"
        use   linux.audit_syscalls(host, { "creat", "open", "openat", "truncate", "ftruncate" }, { "auid>=1000", "auid!=unset", "exit=-EACCES" })
        use   linux.audit_syscalls(host, { "creat", "open", "openat", "truncate", "ftruncate" }, { "auid>=1000", "auid!=unset", "exit=-EPERM" })
        refs  cis "6.2.3.7", ssg "audit_rules_unsuccessful_file_modification_creat", ssg "audit_rules_unsuccessful_file_modification_open",
              ssg "audit_rules_unsuccessful_file_modification_openat", ssg "audit_rules_unsuccessful_file_modification_truncate",
              ssg "audit_rules_unsuccessful_file_modification_ftruncate"
    }
    rule "6.2.3.8" identity_audited {
        title "Ensure changes of accounts and of how they log in are audited"
        use   linux.audit_watch(host, "/etc/group",            { "w", "a" })
        use   linux.audit_watch(host, "/etc/passwd",           { "w", "a" })
        use   linux.audit_watch(host, "/etc/gshadow",          { "w", "a" })
        use   linux.audit_watch(host, "/etc/shadow",           { "w", "a" })
        use   linux.audit_watch(host, "/etc/security/opasswd", { "w", "a" })
        use   linux.audit_watch(host, "/etc/nsswitch.conf",    { "w", "a" })
        use   linux.audit_watch(host, "/etc/pam.conf",         { "w", "a" })
        use   linux.audit_watch(host, "/etc/pam.d",            { "w", "a" })
        refs  cis "6.2.3.8", ssg "audit_rules_usergroup_modification_group", ssg "audit_rules_usergroup_modification_passwd",
              ssg "audit_rules_usergroup_modification_gshadow", ssg "audit_rules_usergroup_modification_shadow",
              ssg "audit_rules_usergroup_modification_opasswd", ssg "audit_rules_usergroup_modification_nsswitch_conf",
              ssg "audit_rules_usergroup_modification_pam_conf", ssg "audit_rules_usergroup_modification_pamd"
    }
    rule "6.2.3.9" access_rights_audited {
        title "Ensure changes of access rights are audited"
        use   linux.audit_syscalls(host,
                  calls   = { "chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat",
                              "setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr", "fremovexattr" },
                  filters = ordinary_people)
        refs  cis "6.2.3.9", ssg "audit_rules_dac_modification_chmod", ssg "audit_rules_dac_modification_fchmod",
              ssg "audit_rules_dac_modification_fchmodat", ssg "audit_rules_dac_modification_chown", ssg "audit_rules_dac_modification_fchown",
              ssg "audit_rules_dac_modification_lchown", ssg "audit_rules_dac_modification_fchownat",
              ssg "audit_rules_dac_modification_setxattr", ssg "audit_rules_dac_modification_lsetxattr",
              ssg "audit_rules_dac_modification_fsetxattr", ssg "audit_rules_dac_modification_removexattr",
              ssg "audit_rules_dac_modification_lremovexattr", ssg "audit_rules_dac_modification_fremovexattr"
    }
    rule "6.2.3.10" mounts_audited {
        title "Ensure mounts by users are audited"
        use   linux.audit_syscalls(host, { "mount" }, ordinary_people)
        refs  cis "6.2.3.10", ssg "audit_rules_media_export"
    }
    rule "6.2.3.11" sessions_audited {
        title "Ensure the records of sessions are audited"
        use   linux.audit_watch(host, "/var/run/utmp", { "w", "a" })
        use   linux.audit_watch(host, "/var/log/wtmp", { "w", "a" })
        use   linux.audit_watch(host, "/var/log/btmp", { "w", "a" })
        refs  cis "6.2.3.11", ssg "audit_rules_session_events"
    }
    rule "6.2.3.12" logins_audited {
        title "Ensure the records of log-ins are audited"
        use   linux.audit_watch(host, "/var/log/lastlog",  { "w", "a" })
        use   linux.audit_watch(host, "/var/run/faillock", { "w", "a" })
        refs  cis "6.2.3.12", ssg "audit_rules_login_events_lastlog", ssg "audit_rules_login_events_faillock"
    }
    rule "6.2.3.13" deletions_audited {
        title "Ensure users' deletions of files are audited"
        use   linux.audit_syscalls(host, { "rename", "renameat", "unlink", "unlinkat" }, ordinary_people)
        refs  cis "6.2.3.13", ssg "audit_rules_file_deletion_events_rename", ssg "audit_rules_file_deletion_events_renameat",
              ssg "audit_rules_file_deletion_events_unlink", ssg "audit_rules_file_deletion_events_unlinkat"
    }
    rule "6.2.3.14" apparmor_audited {
        title "Ensure changes of AppArmor's policy are audited"
        use   linux.audit_watch(host, "/etc/apparmor",   { "w", "a" })
        use   linux.audit_watch(host, "/etc/apparmor.d", { "w", "a" })
        refs  cis "6.2.3.14", ssg "audit_rules_mac_modification_etc_apparmor", ssg "audit_rules_mac_modification_etc_apparmor_d"
    }
    rule "6.2.3.15" chcon_audited   { use linux.audit_command(host, "/usr/bin/chcon")     refs cis "6.2.3.15", ssg "audit_rules_execution_chcon" }
    rule "6.2.3.16" setfacl_audited { use linux.audit_command(host, "/usr/bin/setfacl")   refs cis "6.2.3.16", ssg "audit_rules_execution_setfacl" }
    rule "6.2.3.17" chacl_audited   { use linux.audit_command(host, "/usr/bin/chacl")     refs cis "6.2.3.17", ssg "audit_rules_execution_chacl" }
    rule "6.2.3.18" usermod_audited { use linux.audit_command(host, "/usr/sbin/usermod")  refs cis "6.2.3.18", ssg "audit_rules_privileged_commands_usermod" }
    rule "6.2.3.19" modules_audited {
        title "Ensure loading and unloading of kernel modules is audited"
        use   linux.audit_syscalls(host, { "init_module", "finit_module", "delete_module", "create_module", "query_module" }, ordinary_people)
        use   linux.audit_command(host, "/usr/bin/kmod")
        refs  cis "6.2.3.19", ssg "audit_rules_kernel_module_loading_init", ssg "audit_rules_kernel_module_loading_finit",
              ssg "audit_rules_kernel_module_loading_delete", ssg "audit_rules_kernel_module_loading_create",
              ssg "audit_rules_kernel_module_loading_query", ssg "audit_rules_privileged_commands_kmod"
    }
    rule "6.2.3.20" audit_locked {
        title   "Ensure the audit rules cannot be changed before the next boot"
        require host.audit.persisted.locked and host.audit.live.locked
        fix     shell "echo '-e 2' > /etc/audit/rules.d/99-finalize.rules; augenrules --load"
        refs    cis "6.2.3.20", ssg "audit_rules_immutable"
    }
    rule "6.2.3.21" audit_rules_same {
        title  "Ensure the kernel's audit rules are those of the files"
        manual "Run `augenrules --check`: it must say that nothing has changed."
        refs   cis "6.2.3.21"
    }
}
section "6.2.4" "Access to the audit system" {
    level    L2
    severity medium
    when     linux.installed(host, "auditd")
    refs     nist "AU-9"
    rule "6.2.4.1" audit_log_mode  { use linux.files_mode(host, "/var/log/audit/*", 0640)  refs cis "6.2.4.1", ssg "file_permissions_var_log_audit" }
    rule "6.2.4.2" audit_log_owner { use linux.files_owner(host, "/var/log/audit/*")  refs cis "6.2.4.2", ssg "file_ownership_var_log_audit_stig" }
    rule "6.2.4.3" audit_log_group {
        title   "Ensure the audit log belongs to root or to the log readers"
        use     linux.setting_in(host.audit.conf, "auditd.conf", "log_group", { "root", "adm" })
        use     linux.files_group(host, "/var/log/audit/*", { "root", "adm" })
        refs    cis "6.2.4.3", ssg "file_group_ownership_var_log_audit"
    }
    rule "6.2.4.4" audit_directory_mode {
        use  linux.file_access(host, "/var/log/audit", 0750, groups = { "root", "adm" })
        refs cis "6.2.4.4", ssg "directory_permissions_var_log_audit"
    }
    rule "6.2.4.5" audit_conf_mode {
        title "Ensure others cannot read the audit configuration"
        use   linux.files_mode(host, "/etc/audit/**", 0640)
        refs  cis "6.2.4.5", ssg "file_permissions_etc_audit_auditd", ssg "file_permissions_etc_audit_rules", ssg_other "file_permissions_etc_audit_rulesd"
    }
    rule "6.2.4.6" audit_conf_owner { use linux.files_owner(host, "/etc/audit/**")  refs cis "6.2.4.6", ssg "file_ownership_audit_configuration" }
    rule "6.2.4.7" audit_conf_group { use linux.files_group(host, "/etc/audit/**")  refs cis "6.2.4.7", ssg "file_groupownership_audit_configuration" }
    rule "6.2.4.8" audit_tools_mode {
        title   "Ensure only root can change the audit tools"
        require all p in audit_tools where host.files[p] is present : host.files[p].mode within 0755
        fix     text "chmod go-w \{audit_tools}"
        refs    cis "6.2.4.8", ssg "file_permissions_audit_binaries"
    }
    rule "6.2.4.9" audit_tools_owner {
        title   "Ensure the audit tools belong to root"
        require all p in audit_tools where host.files[p] is present : host.files[p].owner_name == "root"
        fix     text "chown root \{audit_tools}"
        refs    cis "6.2.4.9", ssg "file_ownership_audit_binaries"
    }
    rule "6.2.4.10" audit_tools_group {
        title   "Ensure the audit tools belong to the group root"
        require all p in audit_tools where host.files[p] is present : host.files[p].group_name == "root"
        fix     text "chgrp root \{audit_tools}"
        refs    cis "6.2.4.10", ssg "file_groupownership_audit_binaries"
    }
}
section "6.3" "Integrity of files" {
    level    L1
    severity medium
    refs     nist "SI-7"
    rule "6.3.1" aide_installed {
        title   "Ensure AIDE is installed and has its database"
        use     linux.package_present(host, "aide")
        use     linux.package_present(host, "aide-common")
        use     linux.file_exists(host, "/var/lib/aide/aide.db")
        refs    cis "6.3.1", ssg "package_aide_installed", ssg "aide_build_database"
    }
    rule "6.3.2" aide_runs {
        title "Ensure files are compared every day"
        use   linux.service_on(host, "dailyaidecheck.timer")
        refs  cis "6.3.2", ssg "aide_periodic_checking_systemd_timer"
    }
    rule "6.3.3" aide_guards_audit_tools {
        title   "Ensure the audit tools are compared by a cryptographic hash"
        level   L2
        require all tool in audit_tools : any line in host.text["/etc/aide/aide.conf"].lines : line starts with tool and line contains "sha512"
        fix     text "write a line `TOOL p+i+n+u+g+s+b+acl+xattrs+sha512` to /etc/aide/aide.conf for each of \{audit_tools}"
        refs    cis "6.3.3", ssg "aide_check_audit_tools"
    }
}

// ------------------------------------------------------------------------------------------------ 7 upkeep
section "7.1" "Access to the system's files" {
    level    L1
    severity medium
    refs     nist "AC-3"
    rule "7.1.1" passwd_access {
        require host.files["/etc/passwd"] is present
        use     linux.file_access(host, "/etc/passwd", 0644)
        refs    cis "7.1.1", ssg "file_permissions_etc_passwd", ssg_part "file_owner_etc_passwd", ssg_part "file_groupowner_etc_passwd"
    }
    rule "7.1.2" passwd_backup_access {
        use  linux.file_access(host, "/etc/passwd-", 0644)
        refs cis "7.1.2", ssg "file_permissions_backup_etc_passwd", ssg_part "file_owner_backup_etc_passwd", ssg_part "file_groupowner_backup_etc_passwd"
    }
    rule "7.1.3" group_access {
        require host.files["/etc/group"] is present
        use     linux.file_access(host, "/etc/group", 0644)
        refs    cis "7.1.3", ssg "file_permissions_etc_group", ssg_part "file_owner_etc_group", ssg_part "file_groupowner_etc_group"
    }
    rule "7.1.4" group_backup_access {
        use  linux.file_access(host, "/etc/group-", 0644)
        refs cis "7.1.4", ssg "file_permissions_backup_etc_group", ssg_part "file_owner_backup_etc_group", ssg_part "file_groupowner_backup_etc_group"
    }
    rule "7.1.5" shadow_access {
        severity high
        require  host.files["/etc/shadow"] is present
        use      linux.file_access(host, "/etc/shadow", 0640, groups = { "root", "shadow" })
        refs     cis "7.1.5", ssg "file_permissions_etc_shadow", ssg_part "file_owner_etc_shadow", ssg_part "file_groupowner_etc_shadow"
    }
    rule "7.1.6" shadow_backup_access {
        severity high
        use      linux.file_access(host, "/etc/shadow-", 0640, groups = { "root", "shadow" })
        refs     cis "7.1.6", ssg "file_permissions_backup_etc_shadow", ssg_part "file_owner_backup_etc_shadow", ssg_part "file_groupowner_backup_etc_shadow"
    }
    rule "7.1.7" gshadow_access {
        severity high
        require  host.files["/etc/gshadow"] is present
        use      linux.file_access(host, "/etc/gshadow", 0640, groups = { "root", "shadow" })
        refs     cis "7.1.7", ssg "file_permissions_etc_gshadow", ssg_part "file_owner_etc_gshadow", ssg_part "file_groupowner_etc_gshadow"
    }
    rule "7.1.8" gshadow_backup_access {
        severity high
        use      linux.file_access(host, "/etc/gshadow-", 0640, groups = { "root", "shadow" })
        refs     cis "7.1.8", ssg "file_permissions_backup_etc_gshadow", ssg_part "file_owner_backup_etc_gshadow", ssg_part "file_groupowner_backup_etc_gshadow"
    }
    rule "7.1.9" shells_access {
        use  linux.file_access(host, "/etc/shells", 0644)
        refs cis "7.1.9", ssg "file_permissions_etc_shells", ssg_part "file_owner_etc_shells", ssg_part "file_groupowner_etc_shells"
    }
    rule "7.1.10" old_passwords_access {
        title "Ensure only root can read the old passwords"
        use   linux.file_access(host, "/etc/security/opasswd", 0600)
        use   linux.file_access(host, "/etc/security/opasswd.old", 0600)
        refs  cis "7.1.10", ssg "file_permissions_etc_security_opasswd", ssg_part "file_owner_etc_security_opasswd",
              ssg_part "file_groupowner_etc_security_opasswd", ssg_part "file_permissions_etc_security_opasswd_old"
    }
    rule "7.1.11" world_writable_secured { use linux.no_world_writable(host, world_writable)  refs cis "7.1.11", ssg "file_permissions_unauthorized_world_writable" }
    rule "7.1.12" everything_owned       { use linux.nothing_unowned(host)  refs cis "7.1.12", ssg "no_files_unowned_by_user", ssg "file_permissions_ungroupowned" }
    rule "7.1.13" setid_reviewed {
        title  "Ensure every file that raises rights was reviewed"
        manual "Compare `find / -xdev -perm /6000 -type f` with the site's list."
        refs   cis "7.1.13"
    }
}
section "7.2" "Accounts, groups and homes" {
    level    L1
    severity medium
    refs     nist "IA-5"
    rule "7.2.1" passwords_shadowed {
        title   "Ensure no password stands in /etc/passwd"
        require all u in host.accounts : u.shadowed
        fix     shell "pwconv"
        refs    cis "7.2.1", ssg "accounts_password_all_shadowed"
    }
    rule "7.2.2" no_empty_passwords {
        title    "Ensure no account has an empty password"
        severity high
        require  no u in host.accounts : u.password == "empty"
        fix      text "passwd -l for each such account"
        refs     cis "7.2.2", stig "UBTU-22-611065", ssg "no_empty_passwords_etc_shadow"
    }
    rule "7.2.3" groups_exist         { use linux.account_groups_exist(host)  severity low  refs cis "7.2.3", ssg "gid_passwd_group_same" }
    rule "7.2.4" shadow_group_empty   { use linux.group_empty(host, "shadow")  refs cis "7.2.4", ssg "ensure_shadow_group_empty" }
    rule "7.2.5" uids_unique          { use linux.unique_uids(host)  refs cis "7.2.5", ssg "account_unique_id" }
    rule "7.2.6" gids_unique          { use linux.unique_gids(host)  refs cis "7.2.6", ssg "group_unique_id" }
    rule "7.2.7" account_names_unique { use linux.unique_account_names(host)  refs cis "7.2.7", ssg "account_unique_name" }
    rule "7.2.8" group_names_unique   { use linux.unique_group_names(host)  refs cis "7.2.8", ssg "group_unique_name" }
    rule "7.2.9" homes_secured {
        title   "Ensure people have a home that is theirs and closed to others"
        require all u in host.accounts where linux.login_user(host, u) :
                    u.home_file is present and u.home_file.owner == u.uid and u.home_file.mode within 0750
        fix     text "make the home, chown it to its account, and chmod it 0750 or less"
        refs    cis "7.2.9", ssg "accounts_user_interactive_home_directory_exists", ssg "file_ownership_home_directories", ssg "file_permissions_home_directories"
    }
    rule "7.2.10" dot_files_secured {
        title   "Ensure people's dot files are theirs and closed"
        require all u in host.accounts where linux.login_user(host, u) :
                    u.dot_files[".forward"] is absent and u.dot_files[".rhosts"] is absent
                    and (all name, f in u.dot_files where f.kind == "regular" :
                             f.owner == u.uid and f.group == u.gid and f.mode within 0644
                             and (name not in { ".netrc", ".bash_history" } or f.mode within 0600))
        fix     ansible """
            - name: remove files that let others in
              file: path="{{ item }}/.rhosts" state=absent
            """
        refs    cis "7.2.10", ssg "no_rsh_trust_files", ssg "no_forward_files", ssg "no_netrc_files",
                ssg "accounts_user_dot_user_ownership", ssg "accounts_user_dot_group_ownership",
                ssg "file_permission_user_init_files", ssg "file_permission_user_bash_history"
    }
}

// ------------------------------------------------------------------------------------------------ the site's own
configuration password_policy "What a new password must be, and when an account is locked" {
    include host.login_defs.text["ENCRYPT_METHOD"]
    include host.login_defs.int["PASS_MAX_DAYS"]
    include host.login_defs.int["PASS_MIN_DAYS"]
    include host.login_defs.int["PASS_WARN_AGE"]
    include host.useradd.int["INACTIVE"]
    include host.pwquality.int["minlen"]
    include host.pwquality.int["minclass"]
    include host.pwquality.int["difok"]
    include host.faillock.int["deny"]
    include host.faillock.int["unlock_time"]
}
section "S" "The site's own" {
    level    L2
    severity medium
    rule "S.1" approved_password_policy {
        title   "Ensure the password policy is one that the site approved"
        when    count(password_policies) >= 1
        require password_policy.digest in password_policies
        fix     text "restore login.defs, pwquality.conf and faillock.conf from the approved image"
        note    "does not apply until the site gives password_policies"
    }
}
