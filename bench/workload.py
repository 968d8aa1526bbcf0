#!/usr/bin/env python3
"""The posture workload: a seeded evidence document of any size, rules over it, and the verdicts that are right.

  workload.py OUT [--rules 250] [--seed 1] [--scale 1.0]
writes OUT/evidence.json (about 69 KB at scale 1), OUT/rules.json (a list of {id, kind, ...}, the neutral form that
to_mps.py and anchor/make_policy.py read) and OUT/expected.json ({id: bool}). `holds` below is the meaning of each kind.
"""
import argparse
import json
import pathlib
import random
import re

GROUPS = {"sysctl": 160, "sshd": 50, "kernel": 40, "auth": 50, "audit": 30, "tpm": 24, "boot": 16, "net": 30}
STEMS = """accept address alias allow backlog banner bind bridge burst cache channel clamp core count cipher debug default deny
depth drop dump enforce export fault filter flush forward frame grace guard hash hop idle image interval journal kexec key
lease limit local lock mask merge metric mode mount nonce offset option order owner packet page path peer policy pool port
prefix probe proxy queue rate record redirect relay reserve retry route scope seal secret send share signal slot source
stack stamp state strict swap sync table tag timer token trace trust umask update user verify wake watch window""".split()
CHOICES = (("yes", "no", "ask"), ("strict", "relaxed", "off"), ("low", "medium", "high", "paranoid"), ("drop", "accept", "reject"),
           ("quiet", "info", "debug", "error"))
CIPHERS = ("aes128-ctr", "aes192-ctr", "aes256-ctr", "aes128-gcm@openssh.com", "aes256-gcm@openssh.com",
           "chacha20-poly1305@openssh.com", "3des-cbc", "arcfour")
PRODUCTS = ("openssl", "openssh", "glibc", "systemd", "sudo", "bash", "curl", "gnutls", "pam", "grub", "shim", "dbus", "nss", "xz",
            "krb5", "zlib", "polkit", "rsyslog", "linux", "tpm2")
DAEMONS = ("ssh", "cron", "rsyslog", "telnet", "rsh", "nfs", "cups", "avahi", "snmp", "squid", "samba", "chrony", "auditd", "xinetd")
FOLDERS = ("/etc/", "/etc/ssh/", "/etc/cron.d/", "/usr/bin/", "/usr/sbin/", "/var/log/", "/boot/", "/root/")
QUANTIFIED = ("svc_forbidden", "pkg_forbidden", "file_mode", "file_uid", "mount_opt", "svc_exists")
SHARES = (("eq", 20), ("allow", 20), ("deny", 15), ("range", 15), ("regex", 10), ("ver", 5), ("quant", 15))


class Maker:
    def __init__(self, seed):
        self.random = random.Random(f"posture/{seed}")

    def pick(self, values):
        return values[self.random.randrange(len(values))]

    def chance(self, share):
        return self.random.random() < share

    def version(self):
        return ".".join(str(self.random.randint(0, top)) for top in (9, 20, 40))

    def leaf(self, group):
        if group == "tpm":
            return f"{self.random.getrandbits(256):064x}"
        kind = self.random.randrange(100)
        if kind < 35:
            return self.random.randint(0, 3)
        if kind < 50:
            return self.random.randint(0, 65535)
        if kind < 60:
            return self.chance(0.5)
        if kind < 85:
            return self.pick(self.pick(CHOICES))
        return ",".join(self.random.sample(CIPHERS, self.random.randint(1, 4)))

    def group(self, name, size):
        leaves = {}
        while len(leaves) < size:
            words = self.random.sample(STEMS, 3)
            key = ".".join(words) if name == "sysctl" else "_".join(words[:2])
            leaves.setdefault(key if key not in leaves else f"{key}{len(leaves)}", self.leaf(name))
        return leaves

    def document(self, scale):
        n = lambda size: max(1, round(size * scale))
        number = range
        out = {"schema": "posture/1", "host": {"id": f"{self.random.getrandbits(128):032x}", "os": "debian", "release": "12"}}
        for name, size in GROUPS.items():
            out[name] = self.group(name, n(size))
        out["components"] = {(PRODUCTS[i % 20] + ("", "-libs", "-common")[i // 20 % 3] + (str(i) if i >= 60 else "")): self.version() for i in number(n(60))}
        out["mounts"] = [{"path": f"/mnt/{self.pick(STEMS)}{i}", "fs": self.pick(("ext4", "xfs", "tmpfs", "nfs", "vfat")),
                          "opts": sorted({"rw", "relatime"} | {o for o in ("nodev", "nosuid", "noexec") if self.chance(0.9)})} for i in number(n(50))]
        out["packages"] = [{"name": f"{self.pick(PRODUCTS)}-{self.pick(STEMS)}{i}", "version": self.version()} for i in number(n(600))]
        out["services"] = [{"name": (DAEMONS[i] if i < len(DAEMONS) else f"{self.pick(DAEMONS)}-{self.pick(STEMS)}{i}") + ".service",
                            "state": self.pick(("running", "running", "stopped", "failed")), "enabled": self.chance(0.6)} for i in number(n(150))]
        out["files"] = [self.file(i) for i in number(n(200))]
        return out

    def file(self, i):
        mode = self.pick((0o644, 0o644, 0o600, 0o640, 0o755, 0o400)) if self.chance(0.98) else self.pick((0o666, 0o777))
        return {"path": f"{self.pick(FOLDERS)}{self.pick(STEMS)}{i}", "mode": mode, "perm": f"0{mode:03o}",
                "uid": 0 if self.chance(0.97) else 1000, "gid": 0}

    def rules(self, document, count):
        kinds = [kind for kind, share in SHARES for _ in range(share * count // 100)]
        kinds += ["eq"] * (count - len(kinds))
        self.random.shuffle(kinds)
        leaves = [(group, key, value) for group in GROUPS for key, value in document[group].items()]
        self.ints = [l for l in leaves if type(l[2]) is int]
        self.words = [l for l in leaves if any(l[2] in c for c in CHOICES if type(l[2]) is str)]
        self.lists = [l for l in leaves if type(l[2]) is str and l[2].split(",")[0] in CIPHERS]
        self.digests = [l for l in leaves if l[0] == "tpm"]
        self.leaves = leaves
        make = {"eq": self.equal, "allow": self.member, "deny": self.member, "range": self.between, "regex": self.pattern, "ver": self.at_least, "quant": self.quantified}
        return [{"id": f"r{i:04}", "kind": kind, **make[kind](document, kind, self.chance(0.8))} for i, kind in enumerate(kinds)]

    def equal(self, _, __, right):
        group, key, value = self.pick(self.leaves)
        wrong = (not value) if type(value) is bool else value + 1 if type(value) is int else value + "x"
        return {"path": [group, key + ("_gone" if self.chance(0.05) else "")], "value": value if right else wrong}

    def member(self, _, kind, right):
        group, key, value = self.pick(self.words if self.words and self.chance(0.7) else self.ints)
        pool = [word for words in CHOICES for word in words] if type(value) is str else list(range(12))
        chosen = set(self.random.sample(pool, self.random.randint(3, 6)))
        chosen = chosen | {value} if (kind == "allow") == right else chosen - {value}
        return {"path": [group, key], "set": sorted(chosen)}

    def between(self, _, __, right):
        group, key, value = self.pick(self.ints)
        low, high = (max(0, value - self.random.randint(0, 40)), value + self.random.randint(0, 400)) if right else (value + 1, value + 90)
        return {"path": [group, key], "lo": low, "hi": high}

    def pattern(self, _, __, right):
        if self.lists and self.chance(0.6):
            group, key, _value = self.pick(self.lists)
            words = "|".join(c.replace(".", "\\.") for c in (CIPHERS[:6] if right else self.random.sample(CIPHERS, 4)))
            return {"path": [group, key], "re": f"^({words})(,({words}))*$"}
        group, key, _value = self.pick(self.digests)
        return {"path": [group, key], "re": "^[0-9a-f]{64}$" if right else "^0[0-9a-f]{63}$"}

    def at_least(self, document, _, right):
        name = self.pick(list(document["components"]))
        parts = [int(p) for p in document["components"][name].split(".")]
        parts[2 if right else 1] += -min(3, parts[2]) if right else 1
        return {"path": ["components", name], "min": ".".join(map(str, parts))}

    def quantified(self, document, _, right):
        q = self.pick(QUANTIFIED)
        if q.endswith("forbidden"):
            array, size = ("services", 12) if q.startswith("svc") else ("packages", 20)
            names = {f"unwanted-{self.pick(STEMS)}{self.random.randint(0, 9)}" for _ in range(size)}
            if not right:
                names.add(self.pick(document[array])["name"])
            return {"q": q, "arr": array, "set": sorted(names)}
        if q == "file_mode":
            return {"q": q, "arr": "files", "prefix": self.pick(FOLDERS), "mask": self.pick((0o755, 0o755, 0o777, 0o644))}
        if q == "file_uid":
            return {"q": q, "arr": "files", "prefix": self.pick(FOLDERS), "uid": 0}
        if q == "mount_opt":
            return {"q": q, "arr": "mounts", "fs": self.pick(("tmpfs", "vfat", "nfs")), "opt": self.pick(("nodev", "nosuid", "rw"))}
        return {"q": q, "arr": "services", "name": self.pick(document["services"])["name"], "state": "running"}


def numbers(version):
    return [int(part) for part in version.split(".")]


def holds(document, rule):
    """What a rule means. A scalar that is not there makes it fail."""
    kind = rule["kind"]
    if kind == "quant":
        return holds_for_all(document[rule["arr"]], rule)
    group, key = rule["path"]
    if key not in document.get(group, {}):
        return False
    value = document[group][key]
    if kind == "eq":
        return type(value) is type(rule["value"]) and value == rule["value"]
    if kind == "allow":
        return value in rule["set"]
    if kind == "deny":
        return value not in rule["set"]
    if kind == "range":
        return rule["lo"] <= value <= rule["hi"]
    if kind == "regex":
        return re.search(rule["re"], value) is not None
    return numbers(value) >= numbers(rule["min"])


def holds_for_all(rows, rule):
    q = rule["q"]
    if q.endswith("forbidden"):
        names = set(rule["set"])
        return not any(row["name"] in names for row in rows)
    if q == "file_mode":
        return all(row["mode"] & ~rule["mask"] == 0 for row in rows if row["path"].startswith(rule["prefix"]))
    if q == "file_uid":
        return all(row["uid"] == rule["uid"] for row in rows if row["path"].startswith(rule["prefix"]))
    if q == "mount_opt":
        return all(rule["opt"] in row["opts"] for row in rows if row["fs"] == rule["fs"])
    return any(row["name"] == rule["name"] and row["state"] == rule["state"] for row in rows)


def write(out, rules, seed, scale):
    """The three files; returns the size of the document and how many rules hold."""
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    maker = Maker(seed)
    document = maker.document(scale)
    listed = maker.rules(document, rules)
    expected = {rule["id"]: holds(document, rule) for rule in listed}
    text = json.dumps(document, separators=(",", ":"))
    (out / "evidence.json").write_text(text)
    (out / "rules.json").write_text(json.dumps(listed))
    (out / "expected.json").write_text(json.dumps(expected))
    return len(text), sum(expected.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--rules", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0)
    arguments = parser.parse_args()
    size, right = write(arguments.out, arguments.rules, arguments.seed, arguments.scale)
    print(f"{arguments.out}: a document of {size} bytes, {arguments.rules} rules, {right} hold")


if __name__ == "__main__":
    main()
