// Suite dice: a chain of CBOR certificates of the Open Profile, an X.509 chain, and an extension of RIoT.
#include <algorithm>

#include "roots/dice.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

// Chains are judged at this time, 2026-09-21T13:53:20Z.
constexpr std::int64_t kNow = 1790000000;

Result<std::vector<Bytes>> Files(const Input& input, const std::vector<std::string>& names) {
  std::vector<Bytes> out;
  for (const std::string& name : names) {
    MPS_ASSIGN(Bytes one, input.Read(name));
    out.push_back(std::move(one));
  }
  return out;
}

// The vectors come without a configured key, so the chain's first is taken; a chain under another key must be refused.
Result<roots::DiceReport> Verify(const std::vector<Bytes>& files) {
  std::vector<ByteView> chain(files.begin(), files.end());
  roots::DicePolicy policy;
  policy.now = kNow;
  policy.strict = true;
  MPS_ASSIGN(auto other, crypto::GenerateKey(crypto::KeyKind::kEd25519));
  policy.anchors.push_back(other.public_key());
  if (roots::VerifyDiceChain(chain, policy).verified)
    return Status(Code::kInternal, "a chain under a key that is not trusted is taken");
  MPS_ASSIGN(auto first, roots::FirstKey(chain[0]));
  policy.anchors.push_back(std::move(first));
  roots::DiceReport report = roots::VerifyDiceChain(chain, policy);
  MPS_TRY(report.checks.FirstFailure());
  for (std::size_t i = 0; i < chain.size(); ++i) {  // every certificate counts
    Bytes broken = files[i];
    broken.back() ^= 1;
    std::vector<ByteView> changed = chain;
    changed[i] = broken;
    if (roots::VerifyDiceChain(changed, policy).verified)
      return Status(Code::kInternal, "a chain with a broken signature is taken");
  }
  return report;
}

Status CborChain(const Input& input, const json::Value& test) {
  std::vector<std::string> names;
  for (const json::Value& file : test.Find("files")->items()) names.push_back(file.text());
  std::rotate(names.begin(), names.end() - 1, names.end());  // the UDS certificate stands last
  MPS_ASSIGN(const auto files, Files(input, names));
  MPS_ASSIGN(const roots::DiceReport report, Verify(files));
  if (!report.verified || report.layers.size() != 8) return {Code::kInternal, "other layers"};
  for (std::size_t i = 1; i < report.layers.size(); ++i) {
    const auto& open = report.layers[i].open;
    if (!open || !open->code_hash || !open->authority_hash || !open->configuration_descriptor || !open->mode)
      return {Code::kInternal, "a layer without its inputs"};
    if (report.layers[i].issuer != report.layers[i - 1].subject) return {Code::kInternal, "layers in another order"};
  }
  return {};
}

Status X509Chain(const Input& input, const json::Value& test) {
  std::vector<std::string> names;
  for (const json::Value& file : test.Find("files")->items()) names.push_back(file.text());
  std::reverse(names.begin(), names.end());  // the leaf stands first
  MPS_ASSIGN(const auto files, Files(input, names));
  MPS_ASSIGN(const roots::DiceReport report, Verify(files));
  return report.verified && report.layers.size() == 3 ? Status() : Status(Code::kInternal, "other layers");
}

Status RiotExtension(const Input& input, const json::Value& test) {
  MPS_ASSIGN(const Bytes file, input.Read(FileOf(test)));
  MPS_ASSIGN(const auto id, roots::DecodeRiotExtension(file));
  const bool whole =
      id.version == 1 && id.key.kind() == crypto::KeyKind::kP256 && roots::AlgorithmOf(id.fwid) == DigestAlg::kSha256;
  return whole ? Status() : Status(Code::kInternal, "another device id");
}

}  // namespace

void RunDice(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const std::string id = IdOf(test);
    if (id == "open_dice_cbor_chain") {
      report.Accept(id, CborChain(input, test), true);
    } else if (id == "x509_three_level") {
      report.Accept(id, X509Chain(input, test), true);
    } else if (id == "riot_ext") {
      report.Accept(id, RiotExtension(input, test), true);
    } else {
      report.Fail(id, "a case of a kind that is not known");
    }
  }
}

}  // namespace mps::vectors
