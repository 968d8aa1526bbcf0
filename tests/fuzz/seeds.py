#!/usr/bin/env python3
"""Makes seeds for fuzz targets out of what the tree holds anyway: seeds.py TARGET FOLDER.

compile, parse: the standard library; the definitions of mps-defs whole and cut into a rule or section each; the sources
that the checker's tests are about; the examples of the documentation.
evidence: the documents that lie in FOLDER already, in CBOR too.
key: private keys of every kind and form, made anew: none is kept in the tree.
ima_evidence: measurement lists of every template, register and algorithm, seeded, some with a fault.
corim: CoRIMs and concise evidence about the definition of tests/corim/definition.h, every kind of triple with every claim
that it has, unsigned and signed.
"""
import hashlib
import json
import pathlib
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LITERAL = r'"(?:[^"\\\n]|\\.)*"'
# C++ literals that stand one after the other, as the argument of a maker of sources.
CALL = re.compile(r"\b(WithRule|Definition|Library)\(((?:\s*" + LITERAL + r")+)", re.S)
RAW = re.compile(r'R"(\w*)\((.*?)\)\1"', re.S)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", '"': '"', "\\": "\\", "'": "'"}


def unescape(text):
    return re.sub(r"\\(x[0-9a-fA-F]{1,2}|.)", lambda m: ESCAPES.get(m[1], chr(int(m[1][1:], 16)) if m[1][0] == "x" and len(m[1]) > 1 else m[1]), text, flags=re.S)


def shared_schema():
    header = (ROOT / "tests/check/checked.h").read_text()
    return 'mps "T" version 1.0.0 language 1\n' + RAW.search(header)[2]


def from_tests():
    head = shared_schema()
    for path in sorted((ROOT / "tests/check").glob("*.cpp")):
        text = path.read_text()
        for maker, literals in CALL.findall(text):
            body = "".join(unescape(one[1:-1]) for one in re.findall(LITERAL, literals))
            if maker == "WithRule":
                body = f'\nrule "1" first {{ title "t" level L1 {body} }}\n'
            yield body if maker == "Library" else head + body
        for _, raw in RAW.findall(text):
            yield raw if "language 1" in raw else head + raw


def pieces(text):
    """Top-level items of a definition, and rules of its sections: each begins at the first column or after four blanks."""
    item = []
    for line in text.splitlines():
        if re.match(r"( {4})?(rule|section|param|set|define|template|fixture|test|record|schema|type|enum|configuration)\b", line) and item:
            yield "\n".join(item)
            item = []
        item.append(line)
    if item:
        yield "\n".join(item)


def real_files():
    for path in sorted([*(ROOT / "stdlib").glob("*.mps"), *(ROOT / "mps-defs").rglob("*.mps")]):
        text = path.read_text()
        yield text[:60000]
        head = 'mps "T" version 1.0.0 language 1\nimport linux version 1.0\nenvironment host : linux.host\nlevel L1 "x"\nlevel L2 "y"\n'
        for piece in pieces(text):
            yield head + piece + "\n"


def documentation():
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for block in re.findall(r"^```mps[^\n]*\n(.*?)^```", path.read_text(), re.M | re.S):
            yield block


def sources():
    for make in (from_tests, real_files, documentation):
        yield from make()
    for folder in ("tests/fuzz/corpus/parse", "tests/parse/golden", "tests/parse/mistakes"):
        for path in sorted((ROOT / folder).rglob("*.mps")):
            yield path.read_text(errors="surrogateescape")


def keys():
    """Private keys in the forms that PEM knows; the public forms stand in corpus/key."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    for key in (ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP521R1()), ed25519.Ed25519PrivateKey.generate(),
                rsa.generate_private_key(65537, 2048)):
        forms = [serialization.PrivateFormat.PKCS8]
        if not isinstance(key, ed25519.Ed25519PrivateKey):
            forms.append(serialization.PrivateFormat.TraditionalOpenSSL)
        for form in forms:
            for protection in (serialization.NoEncryption(), serialization.BestAvailableEncryption(b"x")):
                yield key.private_bytes(serialization.Encoding.PEM, form, protection)


def corims():
    """What fuzz_corim takes into a definition: without these the fuzzer finds no environment that fits."""
    sys.path.insert(0, str(ROOT / "tests/corim"))
    import cbor2
    from corim_maker import SHA256, T, corim, key_pair, measurement, public_pem, sign

    digest, key = b"\7" * 32, key_pair()
    pem = T(554, public_pem(key).decode())
    doors = ({0: {1: "Locks Ltd"}}, {0: {0: T(37, b"\3" * 16), 1: "Locks Ltd", 2: "Door"}}, {0: {0: T(560, b"door")}})
    claims = [measurement({1: T(553, 7)}, "boot"), measurement({1: 9}, "boot"), measurement({1: T(552, 9)}, "boot"), measurement({2: [[SHA256, digest]]}, "boot"),
              measurement({2: [[SHA256, digest], [7, b"\1" * 48]]}, "images"), measurement({4: T(560, b"raw")}, "boot"),
              measurement({4: T(563, [b"\x12\x00", b"\xff\x00"])}, "boot"), measurement({15: 5}, "boot"), measurement({15: T(564, [3, None])}, "boot"),
              measurement({11: "level 2"}, "boot"), measurement({3: {1: True}}, 1), measurement({3: {3: False}}, "boot"),
              measurement({14: {"pcr0": [[SHA256, digest]]}}, "boot"), measurement({1: 9, 2: [[SHA256, digest]], 11: "all"}, "boot")]
    for door in doors:
        every = [door, claims]
        for claim in claims:
            one = [door, [claim]]
            yield corim({0: [one], 1: [one]})
            yield corim({10: [[[one], [[door, [measurement({11: "certified"}, "boot")]]]]]})
            yield cbor2.dumps(T(571, {0: {0: [one]}}), canonical=True)
        steps = [[[measurement({1: i, 2: [[SHA256, bytes([i]) * 32]]}, "boot")], [measurement({11: f"step {i}"}, "boot")]] for i in range(4)]
        yield corim({8: [[[door, [claims[3]]], steps]]})
        yield corim({2: [[door, [pem]]], 3: [[door, [pem, T(557, [SHA256, digest])]]]})
        yield corim({10: [[[every, [doors[1], [claims[0]]]], [every]]]})
        yield sign(corim({0: [every], 1: [every]}), key)
        yield cbor2.dumps(T(571, {0: {0: [every], 1: [[door, [pem]]], 5: [[door, [pem]]]}}), canonical=True)


def measurement_lists(count=120):
    """As fuzz_ima_evidence takes them: an octet that says how, and a list. Digests are often the known one, of `b` alone."""
    pick = random.Random("measurement lists")
    octets = {"sha1": 40, "sha256": 64, "sha384": 96, "sha512": 128}
    paths = ("/tmp/a", "/tmp", "/usr/bin/x y", "boot_aggregate", "%41", "/tmp/%", "/é", "\udcff\udc80", "/a  b", " /a", "/tmp/\udcff", "/a ", "\t", "/x" * 150)

    def digits(size):
        return pick.choice(("b" * size, "0" * size, f"{pick.getrandbits(4 * size):0{size}x}"))[:size]

    def digest():
        name = pick.choice(list(octets))
        return f"{name}:{digits(octets[name])}"

    def line(size):
        template = pick.choice(("ima-ng", "ima-ng", "ima-ng", "ima", "ima-sig", "ima-buf", "ima-modsig", "ima-ngv2", "ima-sigv2"))
        fields = [digits(40) if template == "ima" else (pick.choice(("ima:", "verity:")) if template.endswith("v2") else "") + digest(), pick.choice(paths)[:255]]
        if template == "ima-modsig":
            fields += [digits(2 * pick.randrange(4)), pick.choice(("", digest()))]
        if template in ("ima-sig", "ima-sigv2", "ima-buf", "ima-modsig"):
            fields.append(digits(2 * pick.randrange(6)))
        shown = pick.choice(("0" * size, "bad" + digits(size - 3), *(digits(size) for _ in range(6))))
        text = " ".join((pick.choice(("10", "10", "10", "10", " 9", "23", " 0")), shown, template, *fields))
        if pick.random() < 0.02:
            at = pick.randrange(len(text))
            text = text[:at] + pick.choice(" :0f\t%\x01") + text[at + 1:]
        return text + "\n"

    for _ in range(count):
        size = pick.choice((40, 40, 40, 64, 96, 128))
        how = pick.randrange(256) | (pick.random() < 0.7)
        yield bytes([how]) + "".join(line(size) for _ in range(pick.randrange(12))).encode("utf-8", "surrogateescape")


def main():
    target, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    made = set()
    if target in ("compile", "parse", "image"):
        made.update(source.encode("utf-8", "surrogateescape") for source in sources())
    if target == "key":
        made.update(keys())
    if target == "ima_evidence":
        made.update(measurement_lists())
    if target == "corim":
        made.update(corims())
    if target == "evidence":
        import cbor2
        made.update(cbor2.dumps(json.loads(path.read_text())) for path in folder.glob("*.json"))
    for octets in made:
        (folder / hashlib.sha1(octets).hexdigest()).write_bytes(octets)
    print(f"{target}: {len(made)} seeds")


main()
