"""CoRIMs made with cbor2 and cryptography, so that what signs and encodes them shares nothing with what reads them."""
import datetime
import hashlib

import cbor2
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID

T = cbor2.CBORTag
SHA256, SHA384 = 1, 7  # Named Information registry


def key_pair():
    return ec.generate_private_key(ec.SECP256R1())


def public_pem(key):
    return key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def measurement(values, key=None):
    return {**({} if key is None else {0: key}), 1: values}


def corim(triples, profile=None, validity=None, comid="acme-1", version=0, more=()):
    tags = [T(506, cbor2.dumps({1: {0: comid, 1: version}, 4: triples}, canonical=True)), *more]
    content = {0: "acme", 1: tags}
    if profile:
        content[3] = T(32, profile)
    if validity:
        content[4] = {1: T(1, validity)}
    return cbor2.dumps(T(501, content), canonical=True)


def spki(key):
    return key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def thumbprint(key):
    return hashlib.sha256(spki(key)).hexdigest()


def sign(payload, key, chain=(), expires=1798761600, content_type="application/rim+cbor"):
    protected = {1: -7, 3: content_type, 8: cbor2.dumps({0: {0: "Acme"}, 1: {1: T(1, expires)}})}
    if chain:
        protected[33] = chain[0] if len(chain) == 1 else list(chain)
    protected = cbor2.dumps(protected, canonical=True)
    r, s = decode_dss_signature(
        key.sign(cbor2.dumps(["Signature1", protected, b"", payload]), ec.ECDSA(hashes.SHA256())))
    return cbor2.dumps(T(18, [protected, {}, payload, r.to_bytes(32, "big") + s.to_bytes(32, "big")]))


def certificate(key, name="Acme", ca=False, issuer=None, until=2040):
    def named(text):
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    issuer = issuer or (name, key)
    usage = dict.fromkeys(("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only",
                           "decipher_only"), False)
    return (x509.CertificateBuilder().subject_name(named(name)).issuer_name(named(issuer[0])).public_key(key.public_key())
            .serial_number(1).not_valid_before(datetime.datetime(2020, 1, 1)).not_valid_after(datetime.datetime(until, 1, 1))
            .add_extension(x509.BasicConstraints(ca, None), True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer[1].public_key()), False)
            .add_extension(x509.KeyUsage(digital_signature=not ca, key_cert_sign=ca, crl_sign=ca, **usage), True)
            .sign(issuer[1], hashes.SHA256()).public_bytes(serialization.Encoding.DER))
