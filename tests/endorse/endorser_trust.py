#!/usr/bin/env python3
"""--endorser-trust: endorsement files and signed CoRIMs count only where a trust store vouches for who signed them, and
only for what it lets them say (docs/endorsements.md, docs/trust.md).

  endorser_trust.py MPS
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "trust"), str(TESTS / "corim")]
from corim_maker import T, corim, measurement, sign  # noqa: E402
from made_pki import Holder  # noqa: E402

MPS = sys.argv[1]
NOW = "2026-06-01"
FAILED = []
DEFINITION = """mps "Shelf" version 1.0.0 language 1
schema shelf {{
    vendor    : text            corim vendor
    model     : text            corim model
    batch?    : text  endorsed  corim name of "batch"
    approved? : text  endorsed  corim name of "approved"
}}
environment shelf : shelf
level L1
endorser maker   {{ key thumbprint sha256'{maker}'  may endorse shelf.batch, shelf.approved  may answer "3" }}
endorser factory {{ key chain sha256'{ca}'          may endorse shelf.batch, shelf.approved }}
rule "1" batch    {{ title "Ensure its batch is known"    level L1  require (shelf.batch else "") == "spring" }}
rule "2" approved {{ title "Ensure the shelf is approved" level L1  require (shelf.approved else "") == "yes" }}
rule "3" walk     {{ title "Ensure somebody walks by"     level L1  manual "Ask." }}
"""
SPRING = 'endorsement spring by {} {{ when shelf.model == "S1"  then shelf.batch = "spring" }}\n'
LATE = 'endorsement late by {} {{ when shelf.model == "S1"  then shelf.approved = "yes" }}\n'
BOTH = 'endorsement both by {} {{ when shelf.model == "S1"  then shelf.batch = "spring"  then shelf.approved = "yes" }}\n'
ANSWER = 'answer "3" by maker pass because "asked"\n'


def run(*arguments):
    return subprocess.run([MPS, *map(str, arguments)], capture_output=True, text=True, timeout=300)


def check(what, condition, detail=""):
    if not condition:
        FAILED.append(what)
        print(f"FAILED: {what} {detail}")


class Shelf:
    def __init__(self, folder):
        self.here, self.stores = pathlib.Path(folder), 0
        self.ca, self.other = Holder("Shelf CA", ca=True), Holder("Other CA", ca=True)
        self.holders = {"factory": Holder("factory", self.ca, serial=7), "maker": Holder("maker", self.ca, serial=8)}
        for name, one in (*self.holders.items(), ("ca", self.ca), ("other", self.other)):
            (self.here / f"{name}.pem").write_text(one.private_pem())
            (self.here / f"{name}.pub.pem").write_text(one.public_pem())
            (self.here / f"{name}.crt").write_text(one.pem())
            (self.here / f"{name}.chain").write_text(one.pem() + self.ca.pem())
        self.definition = self.here / "shelf.mps"
        self.definition.write_text(DEFINITION.format(maker=self.holders["maker"].thumbprint(), ca=self.ca.digest()))
        checked = run("check", self.definition)
        check("the definition checks", checked.returncode == 0, checked.stdout + checked.stderr)
        self.digest = re.search(r"definition sha256 ([0-9a-f]{64})", run("dump", "model", self.definition).stdout)[1]
        self.evidence = self.here / "evidence.json"
        self.evidence.write_text(json.dumps({"mps_evidence": 1, "collected_at": 1780271990, "nonce": "AAECAwQFBgc", "environments": {
            "shelf": {"schema": "shelf@1", "claims": {"vendor": "Acme", "model": "S1"}, "state": {"": "complete"}}}}))

    def file(self, name, text, key, *more):
        source, output = self.here / f"{name}.mps", self.here / f"{name}.signed"
        source.write_text(f'endorsements "{name}" version 1.0.0 of "Shelf" version 1.0.0 sha256\'{self.digest}\' language 1\n' + text)
        got = run("endorse", source, "--base", self.definition, "--key", self.here / f"{key}.pem", "--valid-from", "2026-01-01",
                  "--valid-until", "2027-01-01", "-o", output, *more)
        check(f"{name} is signed", got.returncode == 0, got.stderr)
        return output

    def store(self, *anchors):
        """A trust store of (file, options of `mps trust add`)."""
        self.stores += 1
        folder = self.here / f"store{self.stores}"
        for i, (file, *options) in enumerate(anchors):
            got = run("trust", "add", f"a{i}", self.here / file, "--store", folder, *options)
            check("anchor", got.returncode == 0, got.stderr)
        return folder

    def ask(self, files, store, *more, now=NOW):
        words = [word for file in files for word in ("--endorsements", file)] + ([] if store is None else ["--endorser-trust", store])
        got = run("eval", self.definition, "--level", "L1", "--evidence", self.evidence, "--now", now, "--format", "json", *words, *more)
        try:
            report = json.loads(got.stdout)
        except ValueError:
            return {"stderr": got.stderr, "code": got.returncode, "ignored": []}
        return {rule["id"]: rule["verdict"] for rule in report["rules"]} | {
            "ignored": [(one["kind"], one["id"], one["reason"]) for one in report["ignored_endorsements"]]}

    def expect(self, what, got, passes, *reasons):
        """Exactly these rules pass, and exactly what has these words is ignored."""
        check(f"{what}: verdicts", [rule for rule in "123" if got.get(rule) == "pass"] == list(passes), got)
        check(f"{what}: reasons", len(got["ignored"]) == len(reasons) and all(
            any(words in " ".join(one) for one in got["ignored"]) for words in reasons), got["ignored"])


ENDORSER = ("--for", "endorsement")
ALL = (*ENDORSER, "--claim", "shelf.*")


def keys(shelf):
    """An endorser known by its key, and an anchor that is a key."""
    signed = shelf.file("keyed", BOTH.format("maker") + ANSWER, "maker")
    shelf.expect("without a store", shelf.ask([signed], None), "123")
    shelf.expect("its key", shelf.ask([signed], shelf.store(("maker.pub.pem", *ALL, "--answer", "3"))), "123")
    shelf.expect("another key", shelf.ask([signed], shelf.store(("factory.pub.pem", *ALL))), "", "no anchor has the key identifier")
    shelf.expect("another role", shelf.ask([signed], shelf.store(("maker.pub.pem", "--for", "token,bundle"))), "", "not for signatures of the kind `endorsement`")
    ended = shelf.store(("maker.pub.pem", *ALL, "--valid-until", "2026-05-01"))
    shelf.expect("expired anchor", shelf.ask([signed], ended), "", "anchor `a0` expired at 2026-05-01")
    shelf.expect("before it expired", shelf.ask([signed], ended, now="2026-04-01"), "12", "may not answer")
    shelf.expect("answers are granted", shelf.ask([signed], shelf.store(("maker.pub.pem", *ENDORSER, "--answer", "3"))), "3", "may not state the claim")
    shelf.expect("only some answers", shelf.ask([signed], shelf.store(("maker.pub.pem", *ALL, "--answer", "4"))), "12", "may not answer the control `3`, only 4")
    shelf.expect("whole endorsements", shelf.ask([signed], shelf.store(("maker.pub.pem", *ENDORSER, "--claim", "shelf.batch"))), "",
                 "may not state the claim `shelf.approved`", "may not answer")
    split = shelf.file("split", SPRING.format("maker") + LATE.format("maker"), "maker")
    shelf.expect("narrowed", shelf.ask([split], shelf.store(("maker.pub.pem", *ENDORSER, "--claim", "shelf.batch"))), "1",
                 "endorsement late the trust store of endorsers: anchor `a0` may not state the claim `shelf.approved`, only shelf.batch")
    shelf.expect("another environment", shelf.ask([split], shelf.store(("maker.pub.pem", *ENDORSER, "--claim", "board.*"))), "", "`shelf.batch`", "`shelf.approved`")
    policy = shelf.here / "policy.json"
    policy.write_text(json.dumps({"mps_trust_policy": 1, "endorsers": {"maker": {"claims": ["shelf.approved"]}}}))
    shelf.expect("policy and store", shelf.ask([split], shelf.store(("maker.pub.pem", *ENDORSER, "--claim", "shelf.batch")), "--trust-policy", policy), "",
                 "the trust store", "the trust policy")
    got = shelf.ask([split], shelf.here / "none")
    check("no such store", "--endorser-trust" in got.get("stderr", "") and got["code"] == 2, got)
    check("no such store, nothing to judge", shelf.ask([], shelf.here / "none").get("code") == 2)
    batch = shelf.here / "batch.ndjson"
    batch.write_text(shelf.evidence.read_text() + "\n")
    done = run("eval", shelf.definition, "--level", "L1", "--batch", batch, "--now", NOW, "--endorsements", split, "--endorser-trust", shelf.store(("factory.pub.pem", *ALL)))
    check("batch", done.returncode == 4 and "no anchor has the key identifier" in done.stderr, done.stdout + done.stderr)


def chains(shelf):
    """An endorser known by a CA's certificate, with revocation lists in the store."""
    signed = shelf.file("chained", BOTH.format("factory"), "factory", "--chain", shelf.here / "factory.chain")
    lists = {"clean": shelf.ca.crl([9]), "revoked": shelf.ca.crl([7, 9]), "old": shelf.ca.crl([], until="2026-03-01"), "young": shelf.ca.crl([], since="2026-07-01"),
             "foreign": shelf.other.crl([])}
    for name, text in lists.items():
        (shelf.here / f"{name}.crl").write_text(text)

    def store(*more):
        return shelf.store(("ca.crt", *ALL, *more))

    shelf.expect("chain, no store", shelf.ask([signed], None), "12")
    shelf.expect("chain", shelf.ask([signed], store()), "12")
    shelf.expect("not revoked", shelf.ask([signed], store("--crl", shelf.here / "clean.crl")), "12")
    shelf.expect("revoked", shelf.ask([signed], store("--crl", shelf.here / "revoked.crl")), "", "revoked")
    shelf.expect("expired list", shelf.ask([signed], store("--crl", shelf.here / "old.crl")), "", "revocation list")
    shelf.expect("the list when it was good", shelf.ask([signed], store("--crl", shelf.here / "old.crl"), now="2026-02-15"), "12")
    shelf.expect("list of the future", shelf.ask([signed], store("--crl", shelf.here / "young.crl")), "", "revocation list")
    shelf.expect("another's list", shelf.ask([signed], store("--crl", shelf.here / "foreign.crl")), "", "revocation list")
    shelf.expect("subject", shelf.ask([signed], store("--subject", "CN=factory")), "12")
    shelf.expect("another subject", shelf.ask([signed], store("--subject", "CN=shop")), "", "`CN=shop`")
    shelf.expect("usage", shelf.ask([signed], store("--eku", "1.3.6.1.5.5.7.3.3")), "", "extended key usage")
    shelf.expect("another CA", shelf.ask([signed], shelf.store(("other.crt", *ALL))), "", "does not reach an anchor")
    shelf.expect("role of the CA", shelf.ask([signed], shelf.store(("ca.crt", "--for", "token"))), "", "`endorsement`")
    shelf.expect("claims of the CA", shelf.ask([signed], shelf.store(("ca.crt", *ENDORSER, "--claim", "shelf.batch"))), "", "`shelf.approved`")
    shelf.expect("two anchors of one signer", shelf.ask([signed], shelf.store(("ca.crt", *ENDORSER, "--claim", "shelf.batch"),
                                                                               ("factory.pub.pem", *ENDORSER, "--claim", "shelf.approved"))), "12")


def corims(shelf):
    def endorsed(name, value):
        shelf_1 = {0: {1: "Acme", 2: "S1"}}
        return [shelf_1, [measurement({11: value}, name)]]

    def manifest(name, by, chain=()):
        path = shelf.here / f"{name}.corim"
        triples = {1: [endorsed("batch", "spring"), endorsed("approved", "yes")]}
        path.write_bytes(sign(corim(triples, comid=name), shelf.holders[by].key, chain))
        return path

    by_chain = manifest("chained", "factory", (shelf.holders["factory"].der(), shelf.ca.der()))
    by_key = manifest("keyed", "maker")
    key = ("--endorser-key", shelf.here / "maker.pub.pem")
    (shelf.here / "revoked.crl").write_text(shelf.ca.crl([7]))
    without = shelf.ask([by_chain], None)
    shelf.expect("CoRIM, no store", without, "12")
    shelf.expect("CoRIM", shelf.ask([by_chain], shelf.store(("ca.crt", *ALL))), "12")
    shelf.expect("CoRIM, revoked", shelf.ask([by_chain], shelf.store(("ca.crt", *ALL, "--crl", shelf.here / "revoked.crl"))), "", "revoked")
    shelf.expect("CoRIM, another CA", shelf.ask([by_chain], shelf.store(("other.crt", *ALL))), "", "does not reach an anchor")
    shelf.expect("CoRIM, narrowed", shelf.ask([by_chain], shelf.store(("ca.crt", *ENDORSER, "--claim", "shelf.batch"))), "1", "may not state the claim `shelf.approved`")
    shelf.expect("CoRIM by key", shelf.ask([by_key], shelf.store(("maker.pub.pem", *ALL)), *key), "12")
    shelf.expect("CoRIM by key, another", shelf.ask([by_key], shelf.store(("factory.pub.pem", *ALL)), *key), "", "no anchor has the key identifier")
    # Each signer has its own anchor's claims, also where both CoRIMs say the same.
    both = shelf.store(("ca.crt", *ENDORSER, "--claim", "shelf.batch"), ("maker.pub.pem", *ENDORSER, "--claim", "shelf.approved"))
    shelf.expect("two CoRIMs", shelf.ask([by_chain, by_key], both, *key), "12", "`shelf.batch`", "`shelf.approved`")


def commands(shelf):
    """attest and appraise take the store as eval does."""
    (shelf.here / "revoked.crl").write_text(shelf.ca.crl([7]))
    signed = shelf.file("commands", BOTH.format("factory"), "factory", "--chain", shelf.here / "factory.chain")
    common = [shelf.definition, "--level", "L1", "--evidence", shelf.evidence, "--now", NOW, "--nonce", "0001020304050607", "--endorsements", signed]
    good, bad = shelf.store(("ca.crt", *ALL)), shelf.store(("ca.crt", *ALL, "--crl", shelf.here / "revoked.crl"))
    triples = {1: [[{0: {1: "Acme", 2: "S1"}}, [measurement({11: "spring"}, "batch")]]]}
    (shelf.here / "one.corim").write_bytes(sign(corim(triples, comid="one"), shelf.holders["factory"].key, (shelf.holders["factory"].der(), shelf.ca.der())))
    other = shelf.store(("ca.crt", *ENDORSER, "--claim", "shelf.approved"))
    for store, named in ((good, True), (other, False)):
        token = shelf.here / "corim.cwt"
        got = run("attest", *common[:-1], shelf.here / "one.corim", "--endorser-trust", store, "--key", shelf.here / "maker.pem", "--ueid", "0100112233445566", "-o", token)
        check(f"lem and a CoRIM {named}", got.returncode == 0 and ("application/rim+cose" in run("token", "inspect", token).stdout) == named, got.stderr)
    for store, verdict, code in ((good, "pass", 0), (bad, "unknown", 4)):
        token = shelf.here / "token.cwt"
        got = run("attest", *common, "--endorser-trust", store, "--key", shelf.here / "maker.pem", "--ueid", "0100112233445566", "-o", token, "--format", "json")
        check(f"attest {verdict}", got.returncode == 0 and json.loads(got.stdout)["verdict"] == verdict, got.stdout + got.stderr)
        inside = run("token", "inspect", token).stdout
        check(f"lem {verdict}", ("vnd.mps.endorsements" in inside) == (verdict == "pass"), inside)
        got = run("appraise", *common, "--endorser-trust", store, "--ear", shelf.here / "ear.jwt", "--ear-key", shelf.here / "maker.pem")
        check(f"appraise {verdict}", got.returncode == code, got.stdout + got.stderr)


with tempfile.TemporaryDirectory() as folder:
    shelf = Shelf(folder)
    for part in (keys, chains, corims, commands):
        part(shelf)
print(f"endorser_trust: {len(FAILED)} failed")
sys.exit(1 if FAILED else 0)
