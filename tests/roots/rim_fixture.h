// A base RIM of one support RIM, written in canonical form and signed here.
#pragma once

#include <string>

#include "base/base64url.h"
#include "base/hex.h"
#include "crypto/hash.h"
#include "crypto/key.h"
#include "crypto/sign.h"
#include "roots/log_fixture.h"
#include "roots/rim.h"

namespace mps::roots::fixture {

inline constexpr std::string_view kSpace = "http://standards.iso.org/iso/19770/-2/2015/schema.xsd";
inline constexpr std::string_view kSig = "http://www.w3.org/2000/09/xmldsig#";
inline const std::string kInclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

inline const crypto::PrivateKey& Key(crypto::KeyKind kind) {
  static const auto ec = crypto::GenerateKey(crypto::KeyKind::kP256).value();
  static const auto rsa = crypto::GenerateKey(crypto::KeyKind::kRsa).value();
  return kind == crypto::KeyKind::kRsa ? rsa : ec;
}

inline Bytes Support() { return AgileLog(SomeRecords()); }

struct Tag {
  std::string head, body;  // of the document without its signature: attributes sorted, as canonical XML wants them
  std::string references;  // more of them, behind the first
  std::string method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
  std::string digest_method = "http://www.w3.org/2001/04/xmlenc#sha256";
  std::string transform = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
  std::string uri;
  crypto::KeyKind key = crypto::KeyKind::kP256;

  Tag() {
    head = "<s:SoftwareIdentity xmlns:s=\"" + std::string(kSpace) + "\" name=\"Box\" patch=\"false\" tagId=\"t-1\">";
    const Bytes support = Support();
    body =
        "<s:Entity name=\"ACME\" regid=\"acme.example\" role=\"tagCreator\"></s:Entity>"
        "<s:Meta xmlns:r=\"https://trustedcomputinggroup.org/wp-content/uploads/TCG_RIM_Model\" "
        "r:platformModel=\"B&amp;x\"></s:Meta>"
        "<s:Payload><s:Directory name=\"d\"><s:File xmlns:h=\"http://www.w3.org/2001/04/xmlenc#sha256\" "
        "name=\"a.rimel\" size=\"" +
        std::to_string(support.size()) + "\" h:hash=\"" + HexEncode(crypto::Sha256(support).value()) +
        "\"></s:File></s:Directory></s:Payload>";
  }
  std::string Info(bool canonical) const {
    const std::string spaces =
        canonical ? " xmlns=\"" + std::string(kSig) + "\" xmlns:s=\"" + std::string(kSpace) + "\"" : "";
    const Bytes digest = crypto::Sha256(AsBytes(head + body + "</s:SoftwareIdentity>")).value();
    return "<SignedInfo" + spaces + "><CanonicalizationMethod Algorithm=\"" + kInclusive +
           "\"></CanonicalizationMethod><SignatureMethod Algorithm=\"" + method +
           "\"></SignatureMethod><Reference URI=\"" + uri + "\"><Transforms><Transform Algorithm=\"" + transform +
           "\"></Transform></Transforms><DigestMethod Algorithm=\"" + digest_method +
           "\"></DigestMethod><DigestValue>" + Base64Encode(digest) + "</DigestValue></Reference>" + references +
           "</SignedInfo>";
  }
  std::string SignatureElement() const {
    const auto alg = key == crypto::KeyKind::kRsa ? crypto::SignAlg::kRs256 : crypto::SignAlg::kEs256;
    const Bytes signature = crypto::Sign(alg, Key(key), AsBytes(Info(true))).value();
    return "<Signature xmlns=\"" + std::string(kSig) + "\">" + Info(false) + "<SignatureValue>" +
           Base64Encode(signature) + "</SignatureValue></Signature>";
  }
  std::string Text() const { return head + body + SignatureElement() + "</s:SoftwareIdentity>"; }
};

}  // namespace mps::roots::fixture
