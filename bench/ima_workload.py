#!/usr/bin/env python3
"""The IMA workload: a measurement list, an allowlist and exclude patterns, seeded: ima_workload.py OUT [ENTRIES MEMBERS PATTERNS]

OUT/ima.log has ima-ng lines whose template hashes are right; OUT/allowlist.json is {"digests": {path: [hex]}, "excludes":
[pattern]}, patterns anchored at the start; OUT/expected.json says how many entries are bad (neither known by path and digest
nor excluded), how many excluded (not known, but excluded), and what PCR 10 holds then."""
import hashlib
import json
import pathlib
import random
import re
import struct
import sys

FOLDERS = ("/usr/bin", "/usr/sbin", "/usr/lib/x86_64-linux-gnu", "/usr/libexec", "/usr/share/perl5", "/opt/tool/lib", "/usr/lib/modules/6.1.0-30-amd64/kernel/fs")
FORMS = (r"/tmp/build%d/.*", r"/var/lib/containers/[0-9a-f]+/layer%d/.*", r"/home/[^/]+/\.cache/app%d.*", r"/run/job%d/[0-9]+/.*\.sock", r"/var/tmp/(in|out)%d\.(sh|pl)")


def template_data(digest, path):
    """What the kernel hashes for ima-ng: each field with its length, little endian."""
    first, second = b"sha256:\0" + bytes.fromhex(digest), path.encode() + b"\0"
    return struct.pack("<I", len(first)) + first + struct.pack("<I", len(second)) + second


def write(out, entries=100000, members=500000, patterns=200):
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    pick = random.Random("ima/1")
    paths = [f"{pick.choice(FOLDERS)}/{pick.choice(('lib', 'tool', 'mod', 'cmd'))}{i:06}{pick.choice(('', '.so.2', '.pm', '.ko'))}" for i in range(members)]
    digests = [hashlib.sha256(b"file %d" % i).hexdigest() for i in range(members)]
    excludes = [FORMS[i % len(FORMS)] % i for i in range(patterns)]
    together = re.compile("|".join(f"(?:{e})" for e in excludes))
    bad = excluded = 0
    sha1, sha256 = bytes(20), bytes(32)
    with open(out / "ima.log", "w", encoding="ascii") as log:
        for i in range(entries):
            kind, at = pick.random(), pick.randrange(members)
            path, digest = paths[at], digests[at]
            if kind >= 0.97:
                digest = f"{pick.getrandbits(256):064x}"
            if 0.97 <= kind < 0.99:
                path = f"/tmp/build{pick.randrange(patterns)}/object{i}"
            elif kind >= 0.995:
                path = f"/opt/found/{i}"
            if kind >= 0.97:
                skip = together.match(path) is not None
                excluded, bad = excluded + skip, bad + (not skip)
            data = template_data(digest, path)
            listed = hashlib.sha1(data).digest()
            sha1 = hashlib.sha1(sha1 + listed).digest()
            sha256 = hashlib.sha256(sha256 + hashlib.sha256(data).digest()).digest()
            log.write(f"10 {listed.hex()} ima-ng sha256:{digest} {path}\n")
    (out / "allowlist.json").write_text(json.dumps({"digests": {p: [d] for p, d in zip(paths, digests)}, "excludes": excludes}))
    (out / "expected.json").write_text(json.dumps({"bad": bad, "excluded": excluded, "mismatches": 0, "pcr": [f"sha1:{sha1.hex()}", f"sha256:{sha256.hex()}"]}))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 5):
        sys.exit(__doc__)
    write(sys.argv[1], *map(int, sys.argv[2:]))
