// DICE chains made here: CBOR certificates with COSE, X.509 certificates octet by octet.
#pragma once

#include <string>
#include <vector>

#include "base/cbor_value.h"
#include "crypto/key.h"
#include "crypto/sign.h"
#include "mps/bytes.h"
#include "roots/log_fixture.h"
#include "token/cose.h"

namespace mps::roots::fixture {

inline Bytes Tlv(std::uint8_t tag, ByteView content) {
  Bytes out = {tag};
  if (content.size() < 0x80) {
    out.push_back(static_cast<std::uint8_t>(content.size()));
  } else if (content.size() < 0x100) {
    out.insert(out.end(), {0x81, static_cast<std::uint8_t>(content.size())});
  } else {
    out.insert(out.end(),
               {0x82, static_cast<std::uint8_t>(content.size() >> 8), static_cast<std::uint8_t>(content.size())});
  }
  out.insert(out.end(), content.begin(), content.end());
  return out;
}
inline Bytes Seq(std::initializer_list<ByteView> parts) { return Tlv(0x30, Concat(parts)); }

// Contents of OBJECT IDENTIFIERs.
inline const Bytes kOidEcdsaSha256 = {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02};
inline const Bytes kOidSha256 = {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01};
inline const Bytes kOidTcbInfo = {0x67, 0x81, 0x05, 0x05, 0x04, 0x01};
inline const Bytes kOidUeid = {0x67, 0x81, 0x05, 0x05, 0x04, 0x04};
inline const Bytes kOidMultiTcbInfo = {0x67, 0x81, 0x05, 0x05, 0x04, 0x05};
inline const Bytes kOidOpenDice = {0x2B, 0x06, 0x01, 0x04, 0x01, 0xD6, 0x79, 0x02, 0x01, 0x18};
inline const Bytes kOidUnknown = {0x2B, 0x06, 0x01, 0x04, 0x01, 0xD6, 0x79, 0x7F};

inline Bytes Fwid(std::uint8_t fill) { return Seq({Tlv(0x06, kOidSha256), Tlv(0x04, Bytes(32, fill))}); }
// vendor, svn 5, layer 2, one FWID, flags: recovery.
inline Bytes TcbInfo() {
  return Seq({Tlv(0x80, Text("ACME")), Tlv(0x83, Bytes{5}), Tlv(0x84, Bytes{2}), Tlv(0xA6, Fwid(9)),
              Tlv(0x87, Bytes{5, 0x20})});
}
inline Bytes OpenInput() {
  return Seq({Tlv(0xA0, Tlv(0x04, Bytes(64, 1))), Tlv(0xA4, Tlv(0x04, Bytes(64, 2))), Tlv(0xA6, Tlv(0x0A, Bytes{2})),
              Tlv(0xA7, Tlv(0x0C, Text("p.1")))});
}

inline Bytes Extension(ByteView oid, ByteView value, bool critical = true) {
  const Bytes yes = critical ? Bytes{0x01, 0x01, 0xFF} : Bytes();
  return Seq({Tlv(0x06, oid), yes, Tlv(0x04, value)});
}
inline Bytes Name(std::string_view text) {
  return Seq({Tlv(0x31, Seq({Tlv(0x06, Bytes{0x55, 0x04, 0x03}), Tlv(0x0C, Text(text))}))});
}

struct Cert {
  std::string issuer, subject;
  crypto::PublicKey key;
  bool ca = true;
  std::vector<Bytes> extensions = {};
  int path_length = -1;
  std::string from = "20260101000000Z", to = "99991231235959Z";
};

inline Bytes DerInteger(ByteView octets) {
  Bytes out(octets.begin(), octets.end());
  while (out.size() > 1 && out[0] == 0 && out[1] < 0x80) out.erase(out.begin());
  if (out[0] >= 0x80) out.insert(out.begin(), 0);
  return Tlv(0x02, out);
}

// Signed with ECDSA over P-256.
inline Bytes X509(const Cert& cert, const crypto::PrivateKey& signer) {
  const Bytes algorithm = Seq({Tlv(0x06, kOidEcdsaSha256)});
  Bytes constraints = cert.ca ? Bytes{0x01, 0x01, 0xFF} : Bytes();
  if (cert.path_length >= 0)
    constraints = Concat({constraints, Bytes{0x02, 0x01, static_cast<std::uint8_t>(cert.path_length)}});
  Bytes extensions = Extension(Bytes{0x55, 0x1D, 0x13}, Tlv(0x30, constraints));
  const Bytes usage = cert.ca ? Bytes{0x03, 0x02, 0x02, 0x04} : Bytes{0x03, 0x02, 0x07, 0x80};
  extensions = Concat({extensions, Extension(Bytes{0x55, 0x1D, 0x0F}, usage)});
  for (const Bytes& extension : cert.extensions) extensions = Concat({extensions, extension});
  const Bytes body = Seq({Tlv(0xA0, Bytes{0x02, 0x01, 0x02}), Bytes{0x02, 0x01, 0x07}, algorithm, Name(cert.issuer),
                          Seq({Tlv(0x18, Text(cert.from)), Tlv(0x18, Text(cert.to))}), Name(cert.subject),
                          cert.key.spki(), Tlv(0xA3, Tlv(0x30, extensions))});
  const Bytes raw = crypto::Sign(crypto::SignAlg::kEs256, signer, body).value();
  const Bytes signature = Seq({DerInteger(ByteView(raw).first(32)), DerInteger(ByteView(raw).subspan(32))});
  return Seq({body, algorithm, Tlv(0x03, Concat({Bytes{0}, signature}))});
}

// A CBOR certificate, untagged. `claims` are added to issuer, subject, key and usage.
inline Bytes CborCert(std::string_view issuer, std::string_view subject, const crypto::PublicKey& key,
                      const crypto::PrivateKey& signer, std::vector<cbor::Value::Entry> claims = {},
                      std::uint8_t usage = 0x20) {
  using cbor::Value;
  claims.emplace_back(Value::Int(1), Value::Text(std::string(issuer)));
  claims.emplace_back(Value::Int(2), Value::Text(std::string(subject)));
  claims.emplace_back(Value::Int(-4670552),
                      Value::Bytes(cbor::Encode(crypto::PublicKeyToCoseKey(key).value()).value()));
  claims.emplace_back(Value::Int(-4670553), Value::Bytes({usage}));
  const Bytes payload = cbor::Encode(Value::Map(std::move(claims))).value();
  auto made = crypto::MakeSigner(signer).value();
  cose::SignInput input;
  input.payload = payload;
  input.cwt_tag = false;
  Bytes out = cose::MakeSign1(*made, input).value();
  out.erase(out.begin());  // tag 18
  return out;
}

}  // namespace mps::roots::fixture
