// Fuzzes DICE chains and the structures in them, and platform certificates, which are made of the same DER: the input
// is certificates, each behind its length (two octets, big endian). No chain that a fuzzer makes may verify; chains
// whose certificates are signed here, with keys made when the target starts, verify exactly if every layer may issue
// the next.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "base/cbor_reader.h"
#include "base/hex.h"
#include "crypto/certificate.h"
#include "roots/chain_fixture.h"
#include "roots/dice.h"
#include "roots/import/dice_import.h"
#include "roots/import/platform_import.h"
#include "roots/platform_certificate.h"
#include "roots/platform_fixture.h"

namespace {

using namespace mps;

const roots::DicePolicy& Policy() {
  static const roots::DicePolicy policy = [] {
    roots::DicePolicy made;
    const auto point = HexDecode("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    made.anchors.push_back(crypto::PublicKeyFromEdwards(crypto::KeyKind::kEd25519, point.value()).value());
    made.now = 1790000000;
    return made;
  }();
  return policy;
}

void Structures(ByteView bytes) {
  if (const auto info = roots::DecodeTcbInfo(bytes); info.ok()) {
    for (const roots::Fwid& fwid : info->fwids) (void)roots::AlgorithmOf(fwid);
  }
  (void)roots::DecodeMultiTcbInfo(bytes);
  (void)roots::DecodeOpenDiceInput(bytes);
  (void)roots::DecodeDiceUeid(bytes);
  (void)roots::DecodeRiotExtension(bytes);
  (void)roots::FirstKey(bytes);
  if (const auto platform = roots::DecodePlatformCertificate(bytes); platform.ok()) {
    if (roots::CompareComponents(platform->components, {}).matched.size() != platform->components.size()) std::abort();
  }
  const auto certificate = crypto::DecodeCertificate(bytes);
  if (certificate.ok() && crypto::VerifySignedBy(*certificate, Policy().anchors[0]).ok()) std::abort();
}

// Keys of the layers, by turns. The first is the anchor.
const crypto::PrivateKey& KeyOf(crypto::KeyKind kind, std::size_t layer) {
  static const auto make = [](crypto::KeyKind of) {
    std::vector<crypto::PrivateKey> keys;
    for (int i = 0; i < 3; ++i) keys.push_back(crypto::GenerateKey(of).value());
    return keys;
  };
  static const auto edwards = make(crypto::KeyKind::kEd25519), curve = make(crypto::KeyKind::kP256);
  const auto& keys = kind == crypto::KeyKind::kEd25519 ? edwards : curve;
  return keys[layer % keys.size()];
}

// A chain made here, and whether it is one.
struct Chain {
  std::vector<Bytes> certificates;
  bool genuine = true;
};

void CheckChain(const Chain& made, const crypto::PublicKey& anchor) {
  if (made.certificates.empty() || made.certificates.size() > roots::kDiceLayers) return;
  roots::DicePolicy policy;
  policy.anchors.push_back(anchor);
  policy.now = 1790000000;
  policy.strict = true;
  std::vector<ByteView> chain(made.certificates.begin(), made.certificates.end());
  const auto report = roots::VerifyDiceChain(chain, policy);
  if (report.verified != made.genuine) std::abort();
  if (report.layers.size() != (made.genuine ? chain.size() : 0)) std::abort();
  const auto imported = roots::ImportDice({chain, policy.anchors, "dice", *policy.now, "0"});
  if (imported.ok() != made.genuine) std::abort();
  if (!made.genuine) return;
  if (!eat::EvidenceCbor(*imported).ok() || eat::EvidenceJson(*imported).empty()) std::abort();
  Bytes changed = made.certificates.back();
  changed.back() ^= 1;  // of the signature
  chain.back() = changed;
  if (roots::VerifyDiceChain(chain, policy).verified) std::abort();
}

// The claims sets in the input's CBOR certificates, each about the next key and signed with the one before.
void SignedClaims(const std::vector<ByteView>& parts) {
  using cbor::Value;
  constexpr std::int64_t kKey = -4670552, kUsage = -4670553;
  Chain chain;
  std::string subject;
  bool may_issue = true;
  for (const ByteView part : parts) {
    const auto layer = chain.certificates.size();
    cose::Options options;
    options.tagging = cose::Options::Tagging::kOptional;
    const auto message = cose::DecodeSign1(part, options);
    auto claims = message.ok() && message->payload ? cbor::Decode(*message->payload, cbor::Options::Token())
                                                   : Result<Value>(Status(Code::kInvalid, "none"));
    if (!claims.ok() || !claims->Is(cbor::Kind::kMap)) continue;
    std::vector<Value::Entry> entries = claims->entries();
    std::erase_if(entries, [](const Value::Entry& entry) {
      return entry.first.AsInt() && (*entry.first.AsInt() == kKey || *entry.first.AsInt() == 1);
    });
    // Names that do not follow each other are the fuzzer's to make; that the first has any is not judged.
    const Value *issuer = claims->Find(1), *named = claims->Find(2), *usage = claims->Find(kUsage);
    entries.emplace_back(Value::Int(1), layer > 0 && issuer == nullptr ? Value::Text(subject)
                                        : issuer == nullptr            ? Value::Text("root")
                                                                       : *issuer);
    const auto& key = KeyOf(crypto::KeyKind::kEd25519, layer).public_key();
    entries.emplace_back(Value::Int(kKey), Value::Bytes(cbor::Encode(crypto::PublicKeyToCoseKey(key).value()).value()));
    const auto payload = cbor::Encode(Value::Map(std::move(entries)));
    if (!payload.ok()) continue;
    auto signer = crypto::MakeSigner(KeyOf(crypto::KeyKind::kEd25519, layer == 0 ? 0 : layer - 1)).value();
    cose::SignInput input;
    input.payload = *payload;
    input.cwt_tag = false;
    const Bytes certificate = cose::MakeSign1(*signer, input).value();
    const bool understood = roots::FirstKey(certificate).ok();
    const bool follows =
        layer == 0 ||
        (may_issue && (issuer == nullptr || (issuer->Is(cbor::Kind::kText) && issuer->text() == subject)));
    chain.genuine = chain.genuine && understood && follows;
    may_issue =
        usage != nullptr && usage->Is(cbor::Kind::kBytes) && !usage->bytes().empty() && (usage->bytes()[0] & 0x20) != 0;
    subject = named != nullptr && named->Is(cbor::Kind::kText) ? named->text() : "";
    chain.certificates.push_back(certificate);
  }
  CheckChain(chain, KeyOf(crypto::KeyKind::kEd25519, 0).public_key());
}

// The input's parts as extensions of X.509 certificates. The first octet of each says which extension (bits 0 to 2),
// whether the layer may issue others (bit 3) for a path of what length (bits 4, 5; bit 6: any), and whether it is named
// as the next one's issuer (bit 7: it is not).
void SignedExtensions(const std::vector<ByteView>& parts) {
  namespace fixture = roots::fixture;
  const Bytes* const oids[] = {&fixture::kOidTcbInfo, &fixture::kOidMultiTcbInfo, &fixture::kOidUeid,
                               &fixture::kOidOpenDice};
  Chain chain;
  std::vector<int> paths;  // -1: any; -2: it may not issue
  std::string issuer = "root";
  for (const ByteView part : parts) {
    if (part.empty() || part.size() > 0x8000) continue;
    const std::uint8_t how = part[0];
    const auto layer = chain.certificates.size();
    const auto& key = KeyOf(crypto::KeyKind::kP256, layer);
    const auto& signer = KeyOf(crypto::KeyKind::kP256, layer == 0 ? 0 : layer - 1);
    const bool ca = (how & 8) != 0, any = (how & 0x40) != 0;
    const std::string subject = "layer " + std::to_string(layer);
    fixture::Cert cert{issuer, subject, key.public_key(), ca};
    if ((how & 4) == 0) cert.extensions.push_back(fixture::Extension(*oids[how & 3], part.subspan(1)));
    if (ca && !any) cert.path_length = how >> 4 & 3;
    chain.certificates.push_back(fixture::X509(cert, signer));
    chain.genuine =
        chain.genuine && roots::FirstKey(chain.certificates.back()).ok() && (layer == 0 || issuer != "other");
    paths.push_back(!ca ? -2 : any ? -1 : cert.path_length);
    issuer = (how & 0x80) != 0 ? "other" : subject;
  }
  for (std::size_t i = 0; i + 1 < paths.size(); ++i) {
    const int between = static_cast<int>(paths.size() - i) - 2;
    if (paths[i] == -2 || (paths[i] >= 0 && paths[i] < between)) chain.genuine = false;
  }
  CheckChain(chain, KeyOf(crypto::KeyKind::kP256, 0).public_key());
}

void SignedPlatform(ByteView bytes) {
  namespace fixture = roots::fixture;
  static const auto issuer = fixture::CertOf("root", "maker"), ek = fixture::CertOf("ek ca", "ek");
  const auto read = roots::DecodePlatformCertificate(bytes);
  if (!read.ok() || read->signature_algorithm != "1.2.840.10045.4.3.2") return;
  const Bytes raw = crypto::Sign(crypto::SignAlg::kEs256, fixture::MakerKey(), read->signed_part).value();
  const Bytes signature =
      fixture::Seq({fixture::DerInteger(ByteView(raw).first(32)), fixture::DerInteger(ByteView(raw).subspan(32))});
  Bytes made = fixture::Seq({read->signed_part, fixture::Seq({fixture::Tlv(0x06, fixture::kOidEcdsaSha256)}),
                             fixture::Tlv(0x03, fixture::Concat({Bytes{0}, signature}))});
  if (!roots::DecodePlatformCertificate(made).ok()) return;  // its parts name the algorithm differently
  roots::PlatformImport input;
  input.certificate = made;
  input.issuer = issuer.der;
  input.ek = ek.der;
  input.found = R"({"COMPONENTS":[{"MANUFACTURER":"ACME","MODEL":"NIC"},{"MANUFACTURER":"ACME","MODEL":"Tap"}]})";
  input.now = 1790000000;
  const bool genuine = read->issuer_name == issuer.subject && read->holder_issuer_name == ek.issuer &&
                       read->holder_serial == ek.serial && read->not_before <= input.now &&
                       input.now <= read->not_after;
  const auto imported = roots::ImportPlatform(input);
  if (imported.ok() != genuine) std::abort();
  if (!genuine) return;
  if (!eat::EvidenceCbor(*imported).ok() || eat::EvidenceJson(*imported).empty()) std::abort();
  made.back() ^= 1;
  input.certificate = made;
  if (roots::ImportPlatform(input).ok()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ByteView rest(data, size);
  Structures(rest);
  SignedPlatform(rest);
  std::vector<ByteView> chain;
  while (rest.size() >= 2) {
    const std::size_t length = std::size_t{rest[0]} << 8 | rest[1];
    if (length > rest.size() - 2) break;
    chain.push_back(rest.subspan(2, length));
    Structures(chain.back());
    rest = rest.subspan(2 + length);
  }
  const roots::DiceReport report = roots::VerifyDiceChain(chain, Policy());
  if (report.verified || !report.layers.empty()) std::abort();
  if (chain.size() > roots::kDiceLayers) return 0;
  SignedClaims(chain);
  SignedExtensions(chain);
  return 0;
}
