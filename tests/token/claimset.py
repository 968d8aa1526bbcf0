#!/usr/bin/python3
"""Builds the claim-set bytes of docs/tokens.md from the JSON of `mps eval --format json`, sharing nothing with mps.

  claimset.py EVAL.json [-o CLAIMS.cbor]

The bytes are hashed and compared with `hsh` of the JSON. Exit: 0 equal, 1 different or the JSON contradicts itself.
Members read: mps, version, level, definition, tailoring, base, parameters, verdict, counts, hsh, configurations, and of
rules id, verdict, grade, waiver, environment.
"""
import functools
import hashlib
import json
import sys

VERDICTS = {"pass": 1, "fail": 2, "error": 3, "unknown": 4, "notapplicable": 5, "notchecked": 6}
GRADES = {"affirming": 2, "warning": 32, "contraindicated": 96}
DIGESTS = {"sha1": (-14, 20), "sha256": (-16, 32), "sha384": (-43, 48), "sha512": (-44, 64)}


class Problem(Exception):
    """The JSON cannot be what an evaluation gives."""


# --- deterministic CBOR (RFC 8949 4.2.1): only what claim sets need ---


def head(major, argument):
    """The shortest head of a data item."""
    if argument < 24:
        return bytes([major << 5 | argument])
    for info, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if argument < 1 << (8 * size):
            return bytes([major << 5 | info]) + argument.to_bytes(size, "big")
    raise Problem(f"{argument} does not fit 64 bits")


def integer(value):
    if isinstance(value, bool) or not isinstance(value, int):
        raise Problem(f"{value!r} is no integer")
    return head(0, value) if value >= 0 else head(1, -1 - value)


def text(value):
    data = value.encode("utf-8")
    return head(3, len(data)) + data


def octets(value):
    return head(2, len(value)) + value


def boolean(value):
    return b"\xf5" if value else b"\xf4"


NULL = b"\xf6"


def array(items):
    return head(4, len(items)) + b"".join(items)


def compare_keys(left, right):
    """Order of map keys: octet by octet; of two that agree so far the shorter comes first."""
    for a, b in zip(left, right):
        if a != b:
            return -1 if a < b else 1
    return len(left) - len(right)


def in_order(encoded):
    return sorted(encoded, key=functools.cmp_to_key(compare_keys))


def mapping(pairs):
    """A map of encoded keys to encoded values."""
    found = {}
    for key, value in pairs:
        if key in found:
            raise Problem("a map key occurs twice")
        found[key] = value
    return head(5, len(found)) + b"".join(key + found[key] for key in in_order(found))


# --- values (docs/tokens.md, Values) ---


def digest(alg, value):
    number, size = DIGESTS[alg]
    data = bytes.fromhex(value)
    if len(data) != size:
        raise Problem(f"a {alg} digest of {len(data)} octets")
    return array([integer(number), octets(data)])


def encode_set(members):
    encoded = in_order(encode_value(member) for member in members)
    unique = [item for at, item in enumerate(encoded) if at == 0 or encoded[at - 1] != item]
    return array(unique)


def encode_value(typed):
    """A value as the JSON has it: {"kind": ..., "value": ...} and what else its kind needs."""
    kind, value = typed["kind"], typed["value"]
    if kind == "bool":
        return boolean(value)
    if kind in ("int", "time", "duration", "mode"):
        return integer(value)
    if kind in ("text", "path", "enum"):
        return text(value)
    if kind in ("bytes", "ip"):
        return octets(bytes.fromhex(value))
    if kind == "digest":
        return digest(typed["alg"], value)
    if kind == "version":
        return array([text(typed["ordering"]), text(value)])
    if kind == "cidr":
        return array([octets(bytes.fromhex(value)), integer(typed["prefix"])])
    if kind == "list":
        return array([encode_value(member) for member in value])
    if kind == "set":
        return encode_set(value)
    raise Problem(f"a parameter of kind {kind}")


# --- the claim set ---


def encode_result(rule):
    verdict = integer(VERDICTS[rule["verdict"]])
    if rule["grade"] is None and rule["waiver"] is None:
        return verdict
    grade = NULL if rule["grade"] is None else integer(GRADES[rule["grade"]])
    waiver = NULL if rule["waiver"] is None else text(rule["waiver"])
    return array([verdict, grade, waiver])


def encode_configuration(configuration):
    if "digest" in configuration:
        return digest(configuration["digest"]["alg"], configuration["digest"]["value"])
    return integer(VERDICTS[configuration["verdict"]])


def encode_environments(report):
    names = {entry["environment"] for entry in report["rules"] + report["configurations"]}
    pairs = []
    for name in names:
        rules = [(text(r["id"]), encode_result(r)) for r in report["rules"] if r["environment"] == name]
        configurations = [
            (text(c["id"]), encode_configuration(c)) for c in report["configurations"] if c["environment"] == name
        ]
        pairs.append((text(name), array([mapping(rules), mapping(configurations)])))
    return mapping(pairs)


def count(rules):
    counts = {}
    for rule in rules:
        counts[rule["verdict"]] = counts.get(rule["verdict"], 0) + 1
    return counts


def level_verdict(rules):
    """fail if a rule fails unwaived; else error; else unknown; else pass if one passed; else notapplicable."""
    if any(r["verdict"] == "fail" and r["waiver"] is None for r in rules):
        return "fail"
    for verdict in ("error", "unknown", "pass"):
        if any(r["verdict"] == verdict for r in rules):
            return verdict
    return "notapplicable"


def encode_claim_set(report):
    rules = report["rules"]
    counts, verdict = count(rules), level_verdict(rules)
    if report["counts"] != counts:
        raise Problem(f"counts are {report['counts']}, the rules give {counts}")
    if report["verdict"] != verdict:
        raise Problem(f"the verdict is {report['verdict']}, the rules give {verdict}")
    tailoring = report["tailoring"]
    return array([
        text("mps-claim-set"),
        integer(1),
        text(report["mps"]),
        text(report["version"]),
        text(report["level"]),
        digest(report["definition"]["alg"], report["definition"]["value"]),
        NULL if tailoring is None else digest(tailoring["alg"], tailoring["value"]),
        NULL if report["base"] is None else text(report["base"]),
        mapping([(text(p["name"]), encode_value(p["value"])) for p in report["parameters"]]),
        integer(VERDICTS[verdict]),
        mapping([(integer(VERDICTS[name]), integer(number)) for name, number in counts.items()]),
        encode_environments(report),
    ])


def main(arguments):
    if len(arguments) not in (1, 3) or (len(arguments) == 3 and arguments[1] != "-o"):
        print(__doc__, file=sys.stderr)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        report = json.load(file)
    try:
        encoded = encode_claim_set(report)
    except (Problem, KeyError, ValueError) as problem:
        print(f"claimset.py: {problem!r}", file=sys.stderr)
        return 1
    if len(arguments) == 3:
        with open(arguments[2], "wb") as file:
            file.write(encoded)
    found = hashlib.new(report["hsh"]["alg"], encoded).hexdigest()
    if found != report["hsh"]["value"]:
        print(f"claimset.py: hsh is {report['hsh']['value']}, the claim set has {found}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
