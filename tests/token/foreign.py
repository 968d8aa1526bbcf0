#!/usr/bin/python3
"""Verifies our tokens with foreign code, and our claim sets with claimset.py: foreign.py MAKE_SAMPLES SOURCE_DIR.

CWT with cbor2 and cryptography, JWT with jwcrypto. Every token must verify, and must not with one octet changed. Exit 77
(skipped) where those packages are absent.
"""
import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import cbor2
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
    from jwcrypto import jwk, jws, jwt
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

PROFILE = "tag:mps.example,2026:eat-profile/1"
COSE_ALGS = {"ES256": -7, "ES384": -35, "Ed25519": -8, "PS256": -37}


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def verify_ecdsa(key, signature, data, hash_alg):
    half = len(signature) // 2
    assert half * 2 == (key.key_size + 7) // 8 * 2
    r, s = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
    key.verify(utils.encode_dss_signature(r, s), data, ec.ECDSA(hash_alg))


def verify_signature(alg, key, signature, data):
    if alg == "ES256":
        verify_ecdsa(key, signature, data, hashes.SHA256())
    elif alg == "ES384":
        verify_ecdsa(key, signature, data, hashes.SHA384())
    elif alg == "Ed25519":
        assert isinstance(key, ed25519.Ed25519PublicKey)
        key.verify(signature, data)
    else:
        assert isinstance(key, rsa.RSAPublicKey)
        key.verify(signature, data, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())


def cwt_claims(alg, key, kid, token):
    """The claims of a CWT, or an exception."""
    outer = cbor2.loads(token)
    assert outer.tag == 61 and outer.value.tag == 18
    protected, unprotected, payload, signature = outer.value.value
    assert cbor2.loads(protected) == {1: COSE_ALGS[alg], 4: kid, 16: "application/eat+cwt"} and unprotected == {}
    verify_signature(alg, key, signature, cbor2.dumps(["Signature1", protected, b"", payload]))
    return cbor2.loads(payload)


def check_cwt(alg, key, kid, token, claim_set, nonce):
    claims = cwt_claims(alg, key, kid, token)
    assert claims[265] == PROFILE and claims[10] == nonce and len(claims[7]) == 16
    assert list(claims[-66005]) == [-16, hashlib.sha256(claim_set).digest()]
    assert claims[-66001] == "Example-Fleet-L1" and claims[-66006][0] == 2
    entry = next(entry for entry in claims[-66002] if entry[0] == 1)
    assert entry[4] == claim_set
    assert set(claims[266]) == {"firmware", "host"}
    for at in (len(token) // 2, len(token) - 1):
        changed = token[:at] + bytes([token[at] ^ 1]) + token[at + 1:]
        try:
            cwt_claims(alg, key, kid, changed)
        except (InvalidSignature, AssertionError, cbor2.CBORDecodeError):
            continue
        raise AssertionError("a changed CWT verifies")


def check_jwt(alg, pem, kid, token, claim_set, nonce):
    name = "EdDSA" if alg == "Ed25519" else alg
    key = jwk.JWK.from_pem(pem)
    opened = jwt.JWT(algs=[name], check_claims={"eat_profile": PROFILE})
    opened.leeway = 10**10  # the samples have a fixed time
    opened.deserialize(token.decode(), key)
    opened_header, claims = json.loads(opened.header), json.loads(opened.claims)
    assert opened_header == {"alg": name, "typ": "eat+jwt", "kid": b64(kid)}
    assert claims["eat_nonce"] == b64(nonce) and claims["mps"] == "Example-Fleet-L1" and claims["mpv"][0] == "fail"
    assert claims["hsh"] == ["SHA-256", b64(hashlib.sha256(claim_set).digest())]
    entry = next(entry for entry in claims["lem"] if entry["role"] == "claim-set")
    assert entry["data"] == b64(claim_set)
    message = jws.JWS()
    message.deserialize(token[:-8].decode() + ("A" * 8 if token[-8:] != b"A" * 8 else "B" * 8))
    try:
        message.verify(key, name)
    except jws.InvalidJWSSignature:
        return
    raise AssertionError("a changed JWT verifies")


def check_claim_sets(folder, source):
    run = [sys.executable, str(source / "claimset.py"), str(source / "rich_eval.json"), "-o", str(folder / "foreign.cbor")]
    subprocess.run(run, check=True)
    assert (folder / "foreign.cbor").read_bytes() == (folder / "rich.cbor").read_bytes()
    broken = json.loads((source / "rich_eval.json").read_text())
    broken["rules"][0]["verdict"] = "pass" if broken["rules"][0]["verdict"] != "pass" else "fail"
    (folder / "broken.json").write_text(json.dumps(broken))
    result = subprocess.run([sys.executable, str(source / "claimset.py"), str(folder / "broken.json")], stderr=subprocess.PIPE)
    assert result.returncode == 1


def main(make_samples, source):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([make_samples, name], check=True)
        claim_set, nonce = (folder / "claims.cbor").read_bytes(), (folder / "nonce").read_bytes()
        for alg in COSE_ALGS:
            pem, kid = (folder / f"{alg}.pem").read_bytes(), (folder / f"{alg}.kid").read_bytes()
            key = serialization.load_pem_public_key(pem)
            der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
            assert hashlib.sha256(der).digest() == kid
            check_cwt(alg, key, kid, (folder / f"{alg}.cwt").read_bytes(), claim_set, nonce)
            check_jwt(alg, pem, kid, (folder / f"{alg}.jwt").read_bytes(), claim_set, nonce)
        check_claim_sets(folder, pathlib.Path(source))
    print("foreign code verifies 4 CWTs and 4 JWTs, and builds the same claim set")


if __name__ == "__main__":
    main(*sys.argv[1:])
