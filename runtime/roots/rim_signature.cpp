// The one shape of XML signature that is taken (XML Signature 1.1, enveloped), and its verification.
#include <algorithm>

#include "base/base64url.h"
#include "crypto/hash.h"
#include "crypto/sign.h"
#include "roots/rim_read.h"

namespace mps::roots {
namespace {

using xml::kSignatures;

Status Unsupported(std::string_view what, std::string message) {
  return Status::Unsupported("xml-signature-" + std::string(what), std::move(message));
}

std::size_t CountSignatures(const xmlNode* node) {
  std::size_t out = xml::Is(node, kSignatures, "Signature") ? 1 : 0;
  for (const xmlNode* child : xml::Elements(node)) out += CountSignatures(child);
  return out;
}

// Exactly one in the document, and that a child of the root: nothing can be wrapped.
Result<xmlNode*> FindSignature(xmlNode* root) {
  if (CountSignatures(root) != 1) return Status(Code::kInvalid, "not exactly one signature");
  for (xmlNode* node : xml::Elements(root)) {
    if (xml::Is(node, kSignatures, "Signature")) return node;
  }
  return Status(Code::kInvalid, "the signature is not a child of the document's element");
}

Result<xml::Form> CanonicalForm(const xmlNode* method) {
  const std::string name = xml::Attribute(method, "", "Algorithm").value_or("");
  if (!xml::Elements(method).empty()) return Unsupported("parameters", "a canonicalisation with parameters");
  if (name == "http://www.w3.org/TR/2001/REC-xml-c14n-20010315") return xml::Form::kInclusive;
  if (name == "http://www.w3.org/2006/12/xml-c14n11") return xml::Form::kInclusive11;
  if (name == "http://www.w3.org/2001/10/xml-exc-c14n#") return xml::Form::kExclusive;
  return Unsupported("canonicalisation", "a canonicalisation that is not supported");
}

Result<DigestAlg> DigestMethod(const xmlNode* method) {
  const std::string name = xml::Attribute(method, "", "Algorithm").value_or("");
  if (name == "http://www.w3.org/2001/04/xmlenc#sha256") return DigestAlg::kSha256;
  if (name == "http://www.w3.org/2001/04/xmldsig-more#sha384") return DigestAlg::kSha384;
  if (name == "http://www.w3.org/2001/04/xmlenc#sha512") return DigestAlg::kSha512;
  if (name == "http://www.w3.org/2000/09/xmldsig#sha1") return Status(Code::kSignature, "a digest of SHA-1");
  return Unsupported("digest", "a digest that is not supported");
}

struct SignatureMethod {
  bool rsa = true;
  DigestAlg digest = DigestAlg::kSha256;
};
Result<SignatureMethod> MethodOf(const xmlNode* node) {
  static constexpr struct {
    std::string_view name;
    SignatureMethod method;
  } kMethods[] = {
      {"rsa-sha256", {true, DigestAlg::kSha256}},    {"rsa-sha384", {true, DigestAlg::kSha384}},
      {"rsa-sha512", {true, DigestAlg::kSha512}},    {"ecdsa-sha256", {false, DigestAlg::kSha256}},
      {"ecdsa-sha384", {false, DigestAlg::kSha384}}, {"ecdsa-sha512", {false, DigestAlg::kSha512}},
  };
  const std::string name = xml::Attribute(node, "", "Algorithm").value_or("");
  if (name == "http://www.w3.org/2000/09/xmldsig#rsa-sha1") return Status(Code::kSignature, "a signature over SHA-1");
  for (const auto& each : kMethods) {
    if (name == "http://www.w3.org/2001/04/xmldsig-more#" + std::string(each.name)) return each.method;
  }
  return Unsupported("method", "a signature method that is not supported");
}

// Base64 as XML has it, with line breaks and blanks.
Result<Bytes> Base64Of(const xmlNode* node) {
  std::string text = xml::Text(node);
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
  return Base64Decode(text);
}

// The children of an element have to be these, in this order.
Result<std::vector<xmlNode*>> Children(const xmlNode* node, std::initializer_list<std::string_view> names) {
  const auto children = xml::Elements(node);
  bool same = children.size() == names.size();
  for (std::size_t i = 0; same && i < children.size(); ++i) same = xml::Is(children[i], kSignatures, names.begin()[i]);
  if (!same) return Unsupported("shape", "elements that are not expected, or several references");
  return children;
}

struct Shape {
  xmlNode* element = nullptr;
  xmlNode* signed_info = nullptr;
  xml::Form info_form = xml::Form::kInclusive;
  xml::Form document_form = xml::Form::kInclusive;
  SignatureMethod method;
  DigestAlg digest = DigestAlg::kSha256;
  Bytes digest_value, signature;
};

Status ReadTransforms(const xmlNode* node, Shape& out) {
  const auto transforms = xml::Elements(node);
  if (transforms.empty() || transforms.size() > 2) return Unsupported("transforms", "other transforms");
  for (const xmlNode* each : transforms) {
    if (!xml::Is(each, kSignatures, "Transform")) return Unsupported("transforms", "other transforms");
  }
  if (xml::Attribute(transforms[0], "", "Algorithm") != "http://www.w3.org/2000/09/xmldsig#enveloped-signature" ||
      !xml::Elements(transforms[0]).empty())
    return Unsupported("transforms", "a first transform other than enveloped-signature");
  if (transforms.size() == 2) {
    MPS_ASSIGN(out.document_form, CanonicalForm(transforms[1]));
  }
  return {};
}

Status ReadReference(const xmlNode* node, Shape& out) {
  if (xml::Attribute(node, "", "URI") != "")
    return Unsupported("reference", "a reference to something but the document");
  MPS_ASSIGN(const auto children, Children(node, {"Transforms", "DigestMethod", "DigestValue"}));
  MPS_TRY(ReadTransforms(children[0], out));
  MPS_ASSIGN(out.digest, DigestMethod(children[1]));
  MPS_ASSIGN(out.digest_value, Base64Of(children[2]));
  return {};
}

Result<Shape> ReadShape(xmlDoc* document) {
  Shape out;
  MPS_ASSIGN(out.element, FindSignature(xmlDocGetRootElement(document)));
  const auto parts = xml::Elements(out.element);
  if (parts.size() < 2 || !xml::Is(parts[0], kSignatures, "SignedInfo") ||
      !xml::Is(parts[1], kSignatures, "SignatureValue"))
    return Status(Code::kInvalid, "a signature without its parts");
  out.signed_info = parts[0];
  MPS_ASSIGN(out.signature, Base64Of(parts[1]));
  MPS_ASSIGN(const auto info, Children(out.signed_info, {"CanonicalizationMethod", "SignatureMethod", "Reference"}));
  MPS_ASSIGN(out.info_form, CanonicalForm(info[0]));
  MPS_ASSIGN(out.method, MethodOf(info[1]));
  MPS_TRY(ReadReference(info[2], out));
  return out;
}

// ECDSA is r||s here (XML Signature 1.1, 6.4.3).
Status CheckSignature(const Shape& shape, ByteView signed_octets, const RimPolicy& policy) {
  for (const crypto::PublicKey& key : policy.keys) {
    if (shape.method.rsa != (key.kind() == crypto::KeyKind::kRsa)) continue;
    const Status status = shape.method.rsa
                              ? crypto::VerifyRsaPkcs1(shape.method.digest, key, signed_octets, shape.signature)
                              : crypto::VerifyEcdsaRaw(shape.method.digest, key, signed_octets, shape.signature);
    if (status.ok()) return {};
  }
  return {Code::kSignature, "the signature is of no key that is trusted"};
}

// The document as it was before it was signed. Takes the signature out.
Status CheckDigest(xmlDoc* document, const Shape& shape) {
  xmlUnlinkNode(shape.element);
  const auto canonical = xml::Canonical(document, nullptr, shape.document_form);
  xmlFreeNode(shape.element);
  if (!canonical.ok()) return canonical.status();
  MPS_ASSIGN(const Bytes digest, crypto::Hash(shape.digest, *canonical));
  return crypto::EqualConstantTime(digest, shape.digest_value)
             ? Status()
             : Status(Code::kSignature, "the document is not the one that was signed");
}

}  // namespace

RimReport VerifyBaseRim(ByteView bytes, const RimPolicy& policy) {
  const xml::Quiet quiet;
  RimReport report;
  auto document = xml::Parse(bytes);
  auto rim = document.ok() ? ReadBaseRim(document->get()) : Result<BaseRim>(document.status());
  report.checks.Add("format", rim.ok() ? Status() : rim.status(), "a SWID tag with a payload");
  if (!rim.ok()) return report;
  auto shape = ReadShape(document->get());
  report.checks.Add("shape", shape.ok() ? Status() : shape.status(), "one enveloped signature over the document");
  if (!shape.ok()) return report;
  const auto info = xml::Canonical(document->get(), shape->signed_info, shape->info_form);
  report.checks.Add("signature", info.ok() ? CheckSignature(*shape, *info, policy) : info.status(),
                    "made by a key that is trusted");
  report.checks.Add("digest", CheckDigest(document->get(), *shape), "the document is the one that was signed");
  report.verified = !report.checks.AnyFailed();
  if (report.verified) report.rim = std::move(rim).value();
  return report;
}

}  // namespace mps::roots
