// What is looked at when no definition asks: the keys of docs/collectors.md, "Default reach".
#include "collect/context.h"

namespace mps::collect {
namespace {

constexpr const char* kFiles[] = {
    "/boot/grub/grub.cfg", "/boot/grub/user.cfg", "/etc/aide/aide.conf", "/etc/anacrontab", "/etc/at.allow", "/etc/at.deny",
    "/etc/audit", "/etc/audit/audit.rules", "/etc/audit/auditd.conf", "/etc/audit/rules.d", "/etc/cron.allow", "/etc/cron.d",
    "/etc/cron.daily", "/etc/cron.deny", "/etc/cron.hourly", "/etc/cron.monthly", "/etc/cron.weekly", "/etc/cron.yearly",
    "/etc/crontab", "/etc/group", "/etc/group-", "/etc/gshadow", "/etc/gshadow-", "/etc/hosts.allow", "/etc/hosts.deny",
    "/etc/issue", "/etc/issue.net", "/etc/motd", "/etc/nftables.conf", "/etc/passwd", "/etc/passwd-", "/etc/rsyslog.conf",
    "/etc/security/opasswd", "/etc/security/opasswd.old", "/etc/shadow", "/etc/shadow-", "/etc/shells", "/etc/ssh",
    "/etc/ssh/sshd_config", "/etc/sudoers", "/etc/sudoers.d", "/etc/ufw", "/root", "/sbin/auditctl", "/sbin/auditd",
    "/sbin/augenrules", "/sbin/aureport", "/sbin/ausearch", "/sbin/autrace", "/tmp", "/var/log", "/var/log/audit",
    "/var/log/audit/audit.log", "/var/log/auth.log", "/var/log/btmp", "/var/log/cloud-init.log", "/var/log/faillog",
    "/var/log/journal", "/var/log/lastlog", "/var/log/localmessages", "/var/log/messages", "/var/log/secure", "/var/log/sudo.log",
    "/var/log/syslog", "/var/log/waagent.log", "/var/log/wtmp", "/var/tmp"};

constexpr const char* kGlobs[] = {"/etc/audit/*",          "/etc/audit/rules.d/*", "/etc/cron.d/*",  "/etc/profile.d/*.sh",
                                  "/etc/ssh/*.pub",        "/etc/ssh/ssh_host_*_key", "/etc/ssh/sshd_config.d/*",
                                  "/etc/sudoers.d/*",      "/sbin/au*",            "/var/log/*",     "/var/log/**",
                                  "/var/log/audit/*"};

constexpr const char* kText[] = {"/etc/aide/aide.conf", "/etc/apt/sources.list", "/etc/at.allow", "/etc/chrony/chrony.conf", "/etc/cron.allow",
                                 "/etc/crontab", "/etc/gdm3/custom.conf", "/etc/gdm3/daemon.conf", "/etc/hosts.allow", "/etc/hosts.deny",
                                 "/etc/issue", "/etc/issue.net", "/etc/motd", "/etc/nftables.conf", "/etc/nsswitch.conf", "/etc/ntpsec/ntp.conf",
                                 "/etc/postfix/main.cf", "/etc/profile", "/etc/rsyslog.conf", "/etc/securetty", "/etc/ufw/ufw.conf",
                                 "/etc/default/ufw"};

constexpr const char* kTexts[] = {"/etc/apt/sources.list.d/*", "/etc/chrony/conf.d/*.conf", "/etc/chrony/sources.d/*.sources",
                                  "/etc/cron.d/*", "/etc/profile.d/*.sh", "/etc/rsyslog.d/*.conf"};

constexpr const char* kModules[] = {"afs", "bluetooth", "ceph", "cfg80211", "cifs", "cramfs", "dccp", "exfat", "ext", "fat", "firewire-core", "freevxfs",
                                    "fscache", "fuse", "gfs2", "hfs", "hfsplus", "jffs2", "mac80211", "nfs_common", "nfsd", "overlay", "overlayfs",
                                    "rds", "sctp", "smbfs_common", "squashfs", "tipc", "udf", "usb-storage", "uvcvideo", "vfat"};

constexpr const char* kSystemdConf[] = {"coredump.conf", "journal-remote.conf", "journal-upload.conf", "journald.conf", "logind.conf", "networkd.conf",
                                        "pstore.conf", "resolved.conf", "sleep.conf", "system.conf", "timesyncd.conf", "user.conf"};

// As stdlib/linux.mps lists them under sysctl_names.
constexpr const char* kSysctl[] = {
    "crypto.fips_enabled", "dev.tty.ldisc_autoload", "fs.protected_fifos", "fs.protected_hardlinks", "fs.protected_regular",
    "fs.protected_symlinks", "fs.suid_dumpable", "kernel.core_pattern", "kernel.core_uses_pid", "kernel.ctrl-alt-del",
    "kernel.dmesg_restrict", "kernel.kexec_load_disabled", "kernel.kptr_restrict", "kernel.modules_disabled",
    "kernel.panic_on_oops", "kernel.perf_event_paranoid", "kernel.pid_max", "kernel.printk", "kernel.randomize_va_space",
    "kernel.sysrq", "kernel.unprivileged_bpf_disabled", "kernel.unprivileged_userns_clone", "kernel.yama.ptrace_scope",
    "net.core.bpf_jit_harden", "net.ipv4.conf.all.accept_local", "net.ipv4.conf.all.accept_redirects",
    "net.ipv4.conf.all.accept_source_route", "net.ipv4.conf.all.arp_filter", "net.ipv4.conf.all.arp_ignore",
    "net.ipv4.conf.all.forwarding", "net.ipv4.conf.all.log_martians", "net.ipv4.conf.all.route_localnet",
    "net.ipv4.conf.all.rp_filter", "net.ipv4.conf.all.secure_redirects", "net.ipv4.conf.all.send_redirects",
    "net.ipv4.conf.all.shared_media", "net.ipv4.conf.default.accept_redirects", "net.ipv4.conf.default.accept_source_route",
    "net.ipv4.conf.default.forwarding", "net.ipv4.conf.default.log_martians", "net.ipv4.conf.default.rp_filter",
    "net.ipv4.conf.default.secure_redirects", "net.ipv4.conf.default.send_redirects", "net.ipv4.conf.default.shared_media",
    "net.ipv4.icmp_echo_ignore_all", "net.ipv4.icmp_echo_ignore_broadcasts", "net.ipv4.icmp_ignore_bogus_error_responses",
    "net.ipv4.ip_forward", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_invalid_ratelimit", "net.ipv4.tcp_rfc1337",
    "net.ipv4.tcp_syncookies", "net.ipv4.tcp_timestamps", "net.ipv6.conf.all.accept_ra", "net.ipv6.conf.all.accept_ra_defrtr",
    "net.ipv6.conf.all.accept_ra_pinfo", "net.ipv6.conf.all.accept_ra_rtr_pref", "net.ipv6.conf.all.accept_redirects",
    "net.ipv6.conf.all.accept_source_route", "net.ipv6.conf.all.autoconf", "net.ipv6.conf.all.disable_ipv6",
    "net.ipv6.conf.all.forwarding", "net.ipv6.conf.all.max_addresses", "net.ipv6.conf.all.router_solicitations",
    "net.ipv6.conf.default.accept_ra", "net.ipv6.conf.default.accept_ra_defrtr", "net.ipv6.conf.default.accept_ra_pinfo",
    "net.ipv6.conf.default.accept_ra_rtr_pref", "net.ipv6.conf.default.accept_redirects",
    "net.ipv6.conf.default.accept_source_route", "net.ipv6.conf.default.autoconf", "net.ipv6.conf.default.disable_ipv6",
    "net.ipv6.conf.default.forwarding", "net.ipv6.conf.default.max_addresses", "net.ipv6.conf.default.router_solicitations",
    "user.max_user_namespaces", "vm.mmap_min_addr", "vm.mmap_rnd_bits", "vm.mmap_rnd_compat_bits",
    "vm.unprivileged_userfaultfd"};

}  // namespace

std::vector<std::string> DefaultKeys(std::string_view claim) {
  auto all = [](const auto& keys) { return std::vector<std::string>(std::begin(keys), std::end(keys)); };
  if (claim == "files") return all(kFiles);
  if (claim == "globs") return all(kGlobs);
  if (claim == "text") return all(kText);
  if (claim == "texts") return all(kTexts);
  if (claim == "modules") return all(kModules);
  if (claim == "systemd_conf") return all(kSystemdConf);
  if (claim == "sysctl") return all(kSysctl);
  return {};
}

}  // namespace mps::collect
