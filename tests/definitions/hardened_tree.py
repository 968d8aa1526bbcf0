#!/usr/bin/env python3
"""From files to verdicts: the reference host's tree is hardened file by file, the way an administrator would, and the rules
that this should mend must pass, by what the collectors read. Audit rules need the kernel too: there the files' half must hold,
so that only the running system is left unknown.

Environment and exits: as truth.py, beside it.
"""
import stat
import sys
import tempfile

import truth

PEOPLE = "-F auid>=1000 -F auid!=unset"
CALLS = {   # syscalls: filters, by the spellings that occur in the field
    "execve": "-C euid!=uid -F auid!=unset",
    "adjtimex,settimeofday": "", "clock_settime": "-F a0=0x0", "sethostname,setdomainname": "",
    "chmod,fchmod,fchmodat": "-F auid>=1000 -F auid!=-1", "chown,fchown,lchown,fchownat": "-F auid!=4294967295 -F auid>=1000",
    "setxattr,lsetxattr,fsetxattr,removexattr,lremovexattr,fremovexattr": PEOPLE, "mount": PEOPLE,
    "unlink,unlinkat,rename,renameat": PEOPLE, "init_module,finit_module,delete_module,create_module,query_module": PEOPLE,
}
WATCHES = ["/etc/sudoers", "/etc/sudoers.d/", "/var/log/sudo.log", "/etc/localtime", "/etc/issue", "/etc/issue.net", "/etc/hosts",
           "/etc/network", "/etc/group", "/etc/passwd", "/etc/gshadow", "/etc/shadow", "/etc/security/opasswd", "/etc/nsswitch.conf",
           "/etc/pam.conf", "/etc/pam.d", "/var/run/utmp", "/var/log/wtmp", "/var/log/btmp", "/var/log/lastlog", "/var/run/faillock",
           "/etc/apparmor/", "/etc/apparmor.d/"]
COMMANDS = ["/usr/bin/chcon", "/usr/bin/setfacl", "/usr/bin/chacl", "/usr/sbin/usermod", "/usr/bin/kmod"]

FILES = {   # path: (content, mode)
    "etc/ssh/sshd_config.d/10-site.conf": (
        "MACs hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com\nMaxAuthTries 3\nPermitRootLogin no\nLoginGraceTime 1m\n"
        "MaxStartups 10:30:60\nBanner /etc/issue.net\nClientAliveInterval 15\nDisableForwarding yes\nAllowGroups people\n", 0o600),
    "etc/security/pwquality.conf.d/site.conf": ("difok = 2\nminlen = 14\nminclass = 4\nmaxrepeat = 3\nmaxsequence = 3\nenforce_for_root\n", 0o644),
    "etc/security/faillock.conf": ("deny = 4\nunlock_time = 900\neven_deny_root\n", 0o644),
    "etc/systemd/journald.conf.d/site.conf": ("[Journal]\nCompress=yes\nStorage=persistent\nForwardToSyslog=yes\n", 0o644),
    "etc/pam.d/common-auth": ("auth required pam_faillock.so preauth\nauth [success=1 default=ignore] pam_unix.so\n", 0o644),
    "etc/pam.d/common-account": ("account required pam_unix.so\naccount required pam_faillock.so\n", 0o644),
    "etc/pam.d/common-password": (
        "password requisite pam_pwquality.so retry=3\npassword required pam_pwhistory.so remember=24 enforce_for_root use_authtok\n"
        "password [success=1 default=ignore] pam_unix.so obscure use_authtok yescrypt\n", 0o644),
    "etc/pam.d/su": ("auth sufficient pam_rootok.so\nauth required pam_wheel.so use_uid group=sugroup\n@include common-auth\n", 0o644),
    "etc/profile.d/site.sh": ("typeset -xr TMOUT=900\numask 027\n", 0o644),
    "etc/sudoers.d/site": ('Defaults logfile="/var/log/sudo.log"\n', 0o440),
    "etc/motd": ("Authorised use only.\n", 0o644), "etc/issue": ("Authorised use only.\n", 0o644), "etc/issue.net": ("Authorised use only.\n", 0o644),
    "etc/security/limits.d/site.conf": ("* hard core 0\n", 0o644), "etc/cron.allow": ("root\n", 0o640),
    "etc/audit/rules.d/99-finalize.rules": ("-e 2\n", 0o640),
}
MODES = {"etc/crontab": 0o600, "etc/ssh/sshd_config": 0o600, **{f"etc/cron.{d}": 0o700 for d in ("d", "hourly", "daily", "weekly", "monthly")}}
LINES = {   # path: key at the line's start, the line that takes its place
    "etc/login.defs": {"PASS_MAX_DAYS": "PASS_MAX_DAYS 365", "PASS_MIN_DAYS": "PASS_MIN_DAYS 1", "UMASK": "UMASK 027", "ENCRYPT_METHOD": "ENCRYPT_METHOD YESCRYPT"},
    "etc/audit/auditd.conf": {"max_log_file_action": "max_log_file_action = keep_logs", "space_left_action": "space_left_action = email",
                              "admin_space_left_action": "admin_space_left_action = single", "disk_full_action": "disk_full_action = HALT",
                              "disk_error_action": "disk_error_action = halt"},
}
MENDED = """1.6.1 1.6.2 1.6.3 2.4.1.2 2.4.1.3 2.4.1.4 2.4.1.5 2.4.1.6 2.4.1.7 2.4.1.8 5.1.1 5.1.4 5.1.5 5.1.7 5.1.8 5.1.13 5.1.15 5.1.16 5.1.18
    5.1.20 5.2.3 5.2.7 5.3.2.2 5.3.2.4 5.3.3.1.1 5.3.3.1.2 5.3.3.1.3 5.3.3.2.1 5.3.3.2.2 5.3.3.2.3 5.3.3.2.4 5.3.3.2.5 5.3.3.2.8
    5.3.3.3.1 5.3.3.3.2 5.3.3.3.3 5.3.3.4.1 5.4.1.1 5.4.1.2 5.4.1.4 5.4.1.5 5.4.3.2 5.4.3.3 6.1.2.3 6.1.2.4 6.1.3.3 6.1.4.1
    6.2.2.2 6.2.2.3 6.2.2.4""".split()
HALF = [f"6.2.3.{n}" for n in range(1, 21)] + ["1.5.3"]


def audit_rules(root):
    out = [f"-w {path} -p wa -k site" for path in WATCHES]
    for arch in ("b64", "b32"):
        out += [f"-a always,exit -F arch={arch} -S {calls} {filters} -k site" for calls, filters in CALLS.items()]
        out += [f"-a always,exit -F arch={arch} -S creat,open,openat,truncate,ftruncate -F exit=-{why} {PEOPLE} -k site" for why in ("EACCES", "EPERM")]
    setid = [f"/{path.relative_to(root)}" for path in sorted(root.rglob("*"))
             if not path.is_symlink() and path.is_file() and path.stat().st_mode & (stat.S_ISUID | stat.S_ISGID)]
    out += [f"-a always,exit -F path={path} -F perm=x {PEOPLE} -k site" for path in COMMANDS + setid]
    return "\n".join(out) + "\n"


def write(root, path, content, mode):
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(content)
    place.chmod(mode)


def harden(root):
    for path, (content, mode) in FILES.items():
        write(root, path, content, mode)
    write(root, "etc/audit/rules.d/50-site.rules", audit_rules(root), 0o640)
    for path, mode in MODES.items():
        (root / path).chmod(mode)
    for path, changes in LINES.items():
        lines = (root / path).read_text().splitlines()
        lines = [changes.get(line.split()[0] if line.split() else "", line) for line in lines]
        (root / path).write_text("\n".join(lines) + "\n")
    with open(root / "etc/default/useradd", "a") as useradd:
        useradd.write("INACTIVE=30\n")
    with open(root / "etc/group", "a") as group:
        group.write("sugroup:x:900:\n")
    for log in (root / "var/log").rglob("*"):
        if log.is_file() and not log.is_symlink() and not log.name.startswith(("lastlog", "wtmp", "btmp")):
            log.chmod(0o640)


def main():
    with tempfile.TemporaryDirectory(prefix="mps-hardened-") as folder:
        root = truth.unpack(folder)
        before = {r["id"]: r for r in truth.rules_of(root, folder)}
        harden(root)
        after = {r["id"]: r for r in truth.rules_of(root, folder)}
    faults = []
    for rule in MENDED + HALF:
        if before[rule]["verdict"] != "fail":
            faults.append(f"{rule}: was {before[rule]['verdict']} before: the test shows nothing")
    for rule in MENDED:
        if after[rule]["verdict"] != "pass":
            faults.append(f"{rule}: {after[rule]['verdict']}: {after[rule]['reason']}")
    for rule in HALF:
        if after[rule]["verdict"] != "unknown" or "no running system" not in after[rule]["reason"]:
            faults.append(f"{rule}: {after[rule]['verdict']}: {after[rule]['reason']}")
    for rule, report in before.items():
        if report["verdict"] == "pass" and after[rule]["verdict"] != "pass":
            faults.append(f"{rule}: passed before: {after[rule]['verdict']}: {after[rule]['reason']}")
    print(f"{len(MENDED)} rules mended by files, {len(HALF)} but for the running system; {len(faults)} faults")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
