"""Certificates and revocation lists for tests, made when they run."""
import datetime
import hashlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PEM, DER = serialization.Encoding.PEM, serialization.Encoding.DER
BITS = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign",
        "crl_sign", "encipher_only", "decipher_only")


def day(text):
    return datetime.datetime.fromisoformat(text)


class Holder:
    """A key with its certificate; of a CA, what it signs."""

    def __init__(self, name, issuer=None, ca=False, key=None, serial=1, since="2026-01-01", until="2028-01-01", eku=(), organisation="Acme",
                 key_usage=None):
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation), x509.NameAttribute(NameOID.COMMON_NAME, name)])
        above = issuer or self
        usage = key_usage or (("key_cert_sign", "crl_sign") if ca else ("digital_signature",))
        builder = (x509.CertificateBuilder().subject_name(self.name).issuer_name(above.name).public_key(self.public())
                   .serial_number(serial).not_valid_before(day(since)).not_valid_after(day(until))
                   .add_extension(x509.BasicConstraints(ca, None), True)
                   .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.public()), False)
                   .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public()), False)
                   .add_extension(x509.KeyUsage(**{bit: bit in usage for bit in BITS}), True))
        if eku:
            builder = builder.add_extension(x509.ExtendedKeyUsage([x509.ObjectIdentifier(oid) for oid in eku]), False)
        self.certificate = builder.sign(above.key, hashes.SHA256())

    def public(self):
        return self.key if not hasattr(self.key, "public_key") else self.key.public_key()

    def pem(self):
        return self.certificate.public_bytes(PEM).decode()

    def der(self):
        return self.certificate.public_bytes(DER)

    def private_pem(self):
        return self.key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()

    def public_pem(self):
        return self.public().public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()

    def thumbprint(self):
        return hashlib.sha256(self.public().public_bytes(DER, serialization.PublicFormat.SubjectPublicKeyInfo)).hexdigest()

    def digest(self):
        return hashlib.sha256(self.der()).hexdigest()

    def crl(self, serials=(), since="2026-01-02", until="2027-12-31"):
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.name).last_update(day(since)).next_update(day(until))
        for serial in serials:
            builder = builder.add_revoked_certificate(x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(day(since)).build())
        builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.public()), False).add_extension(x509.CRLNumber(1), False)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(PEM).decode()
