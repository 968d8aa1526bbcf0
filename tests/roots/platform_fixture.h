// A platform certificate made here, octet by octet: one maker's key signs it, and the certificates around it.
#pragma once

#include <string>

#include "crypto/certificate.h"
#include "roots/chain_fixture.h"
#include "roots/platform_certificate.h"

namespace mps::roots::fixture {

inline const Bytes kOidConfigV1 = {0x67, 0x81, 0x05, 0x05, 0x01, 0x07, 0x01};
inline const Bytes kOidConfigV2 = {0x67, 0x81, 0x05, 0x05, 0x01, 0x07, 0x02};
inline const Bytes kOidTbb = {0x67, 0x81, 0x05, 0x02, 0x13};
inline const Bytes kOidType = {0x67, 0x81, 0x05, 0x02, 0x19};
inline const Bytes kOidPlatform = {0x67, 0x81, 0x05, 0x08, 0x02};
inline const Bytes kOidRegistry = {0x67, 0x81, 0x05, 0x12, 0x03, 0x01};
inline const Bytes kOidSan = {0x55, 0x1D, 0x11};

inline Bytes Attribute(ByteView oid, ByteView value) { return Seq({Tlv(0x06, oid), Tlv(0x31, value)}); }

inline Bytes PlatformName() {
  const auto part = [](std::uint8_t last, std::string_view text) {
    return Tlv(0x31, Seq({Tlv(0x06, Bytes{0x67, 0x81, 0x05, 0x05, 0x01, last}), Tlv(0x0C, Text(text))}));
  };
  return Seq({part(1, "ACME"), part(4, "Box"), part(5, "v7"), part(6, "S-1")});
}

inline Bytes ComponentV1() {
  return Seq({Tlv(0x0C, Text("ACME")), Tlv(0x0C, Text("Disk")), Tlv(0x80, Text("D-9")), Tlv(0x81, Text("2.0")),
              Tlv(0x83, Bytes{0xFF})});
}
inline Bytes ComponentV2() {
  const Bytes kind = Seq({Tlv(0x06, kOidRegistry), Tlv(0x04, Bytes{0, 6, 0, 4})});
  const Bytes address = Seq({Tlv(0x06, Bytes{0x67, 0x81, 0x05, 0x11, 0x01}), Tlv(0x0C, Text("8c:0f"))});
  return Seq({kind, Tlv(0x0C, Text("ACME")), Tlv(0x0C, Text("NIC")), Tlv(0xA4, address)});
}

struct Parts {
  Bytes version = {0x02, 0x01, 0x01};
  Bytes holder = Seq({Tlv(0xA0, Concat({Seq({Tlv(0xA4, Name("ek ca"))}), Bytes{0x02, 0x01, 0x07}}))});
  Bytes issuer = Tlv(0xA0, Seq({Tlv(0xA4, Name("maker"))}));
  Bytes algorithm = Seq({Tlv(0x06, kOidEcdsaSha256)});
  Bytes validity = Seq({Tlv(0x18, Text("20260101000000Z")), Tlv(0x18, Text("20300101000000Z"))});
  Bytes attributes =
      Concat({Attribute(kOidType, Seq({Tlv(0x06, kOidPlatform)})),
              Attribute(kOidTbb, Seq({Tlv(0x82, Bytes{3}), Tlv(0x01, Bytes{0xFF})})),
              Attribute(kOidConfigV2, Seq({Tlv(0xA0, Concat({ComponentV2(), ComponentV2()})),
                                           Tlv(0xA2, Seq({Tlv(0x0C, Text("AMT")), Tlv(0x0C, Text("off"))})),
                                           Tlv(0xA3, Tlv(0x16, Text("https://example.org/p")))}))});
  Bytes extensions = Extension(kOidSan, Seq({Tlv(0xA4, PlatformName())}));
};

inline const crypto::PrivateKey& MakerKey() {
  static const auto key = crypto::GenerateKey(crypto::KeyKind::kP256).value();
  return key;
}

inline Bytes Made(const Parts& parts) {
  const Bytes info = Seq({parts.version, parts.holder, parts.issuer, parts.algorithm, Bytes{0x02, 0x01, 0x63},
                          parts.validity, Tlv(0x30, parts.attributes), Tlv(0x30, parts.extensions)});
  const Bytes raw = crypto::Sign(crypto::SignAlg::kEs256, MakerKey(), info).value();
  const Bytes signature = Seq({DerInteger(ByteView(raw).first(32)), DerInteger(ByteView(raw).subspan(32))});
  return Seq({info, parts.algorithm, Tlv(0x03, Concat({Bytes{0}, signature}))});
}

inline crypto::Certificate CertOf(const std::string& issuer, const std::string& subject) {
  return crypto::DecodeCertificate(X509({issuer, subject, MakerKey().public_key(), false}, MakerKey())).value();
}

}  // namespace mps::roots::fixture
