// Goes through the list once; entries are written as they are read.
#include "collect/ima_list.h"

#include <algorithm>
#include <map>

#include "base/cbor_writer.h"
#include "base/hex.h"
#include "base/utf8.h"
#include "collect/text_lines.h"
#include "crypto/hash.h"
#include "mps/limits.h"
#include "roots/ima_line.h"
#include "roots/ima_quote.h"
#include "roots/ima_replay.h"

namespace mps {
namespace {

using roots::ImaLine;

constexpr std::int64_t kFormat = 1;

constexpr std::uint32_t kRegister = 10;  // CONFIG_IMA_MEASURE_PCR_IDX

// What a quote says of the list: how many lines it proves, or why it proves none.
struct Proof {
  bool given = false;  // there is a quote
  std::optional<std::uint64_t> lines;
  std::string unknown;  // of what is not proven
};

Result<Proof> ProofOf(ByteView list, const ImaRequest& request) {
  Proof proof;
  if (!request.proven) return proof;
  proof.given = true;
  const auto report = roots::VerifyImaList(list, {*request.proven, kRegister, false, false});
  const roots::Check* prefix = report.checks.Find(roots::ima_check::kPrefix);
  if (report.verified && prefix != nullptr && prefix->outcome == roots::Outcome::kPassed) {
    proof.lines = report.proven_lines;
    return proof;
  }
  if (report.checks.AnyFailed()) {
    proof.lines = 0;
    proof.unknown = report.checks.FirstFailure().message();
  } else {
    proof.unknown = prefix == nullptr ? "not checked against the quote" : prefix->text;
  }
  return proof;
}

class Reader {
 public:
  Reader(roots::ImaReplay replay, Proof proof) : replay_(std::move(replay)), proof_(std::move(proof)) {}

  Status Read(std::string_view list) {
    return roots::ForEachImaLine(list, [&](const ImaLine& line, std::uint64_t number) { return Take(line, number); });
  }

  Result<Bytes> Document(const ImaRequest& request) {
    cbor::MapBuilder claims, state;
    state.Key("").Text("complete");
    MPS_TRY(Claims(claims, state));
    cbor::MapBuilder collector, environment, environments, document;
    collector.Key("name").Text("mps");
    environment.Key("schema").Text(request.schema);
    MPS_TRY(collector.Finish(environment.Key("collector")));
    MPS_TRY(state.Finish(environment.Key("state")));
    MPS_TRY(claims.Finish(environment.Key("claims")));
    MPS_TRY(environment.Finish(environments.Key(collect::CleanText(request.environment))));
    document.Key("mps_evidence").Int(kFormat);
    document.Key("collected_at").Int(request.now);
    if (!request.nonce.empty()) document.Key("nonce").Bytes(request.nonce);
    MPS_TRY(environments.Finish(document.Key("environments")));
    cbor::Writer out;
    MPS_TRY(document.Finish(out));
    return out.Take();
  }

 private:
  Status Claims(cbor::MapBuilder& claims, cbor::MapBuilder& state) {
    if (proof_.lines) claims.Key("proven").Uint(*proof_.lines);
    if (proof_.unknown.empty()) {
      List(claims.Key("entries"), entries_, entry_count_);
      List(claims.Key("violations"), violations_, violation_count_);
      List(claims.Key("mismatches"), mismatches_, mismatch_count_);
      if (!boot_aggregate_.empty()) claims.Key("boot_aggregate").Text(boot_aggregate_);
    } else {
      for (const char* claim : {"entries", "violations", "mismatches", "boot_aggregate"})
        MPS_TRY(Unknown(state.Key(claim)));
      if (!proof_.lines) MPS_TRY(Unknown(state.Key("proven")));
    }
    std::map<std::string, std::string> values;
    for (const roots::PcrBank& bank : replay_.banks()) Values(bank, values);
    cbor::MapBuilder replay;
    for (const auto& [name, value] : values) replay.Key(name).Text(value);
    return replay.Finish(claims.Key("replay"));
  }

  Status Unknown(cbor::Writer& out) const {
    cbor::MapBuilder reason;
    reason.Key("unknown").Text(proof_.unknown);
    return reason.Finish(out);
  }

  static void List(cbor::Writer& out, cbor::Writer& items, std::uint64_t count) {
    out.Array(count);
    out.Raw(items.bytes());
    items = {};
  }

  // `sha256:10` to `sha256:<hex>`.
  static void Values(const roots::PcrBank& bank, std::map<std::string, std::string>& out) {
    const std::string name(crypto::DigestName(bank.alg()));
    for (std::uint32_t pcr = 0; pcr < roots::kPcrs; ++pcr) {
      if (bank.Used(pcr)) out[name + ":" + std::to_string(pcr)] = name + ":" + HexEncode(bank.Value(pcr));
    }
  }

  Status Take(const ImaLine& line, std::uint64_t number) {
    const bool proves = proof_.given && proof_.unknown.empty();
    if (proves && (number > *proof_.lines || line.pcr != kRegister)) return {};
    MPS_ASSIGN(const bool matches, replay_.Take(line));
    if (!matches) {
      mismatches_.Int(static_cast<std::int64_t>(number));
      ++mismatch_count_;
    }
    if (number == 1 && line.path == "boot_aggregate" && !line.violation) boot_aggregate_ = DigestText(line);
    line.violation ? (Entry(violations_, line), ++violation_count_) : (Entry(entries_, line), ++entry_count_);
    return {};
  }

  static std::string DigestText(const ImaLine& line) {
    return std::string(line.algorithm) + ":" + std::string(line.digest);
  }

  // Keys in the order of their encoding (RFC 8949 4.2.1).
  void Entry(cbor::Writer& out, const ImaLine& line) {
    const bool signed_by = line.has_signature() && !line.extra.empty();
    out.MapInOrder(signed_by ? 4 : 3);
    out.Text("path");
    if (IsPlain(line.path)) {
      out.Text(line.path);
    } else {
      out.Text(PathTextFromBytes(AsBytes(line.path)));
    }
    out.Text("digest");
    text_.assign(line.algorithm).append(":").append(line.digest);
    out.Text(text_);
    out.Text("template");
    out.Text(line.template_name);
    if (!signed_by) return;
    out.Text("signature");
    auto octets = HexDecode(line.extra);  // hexadecimal: ImaLine looked
    out.Bytes(octets.ok() ? *octets : Bytes());
  }

  // Whether a path's text is the path itself: printable ASCII, and no `%`.
  static bool IsPlain(std::string_view path) {
    bool plain = true;  // no early end: so it is done many octets at a time
    for (const char c : path) plain = plain & (c >= 0x20) & (c < 0x7f) & (c != '%');
    return plain;
  }

  roots::ImaReplay replay_;
  Proof proof_;
  std::uint64_t entry_count_ = 0, violation_count_ = 0, mismatch_count_ = 0;
  cbor::Writer entries_, violations_, mismatches_;
  std::string boot_aggregate_, text_;
};

}  // namespace

Result<Bytes> ImaEvidence(ByteView list, const ImaRequest& request) {
  if (request.environment.empty()) return Status(Code::kUsage, "a collection needs the name of an environment");
  if (list.size() > limit::kEvidenceBytes)
    return Status(Code::kLimit, "the list is larger than " + std::to_string(limit::kEvidenceBytes) + " bytes");
  MPS_ASSIGN(auto replay, roots::ImaReplay::Create(request.banks));
  MPS_ASSIGN(Proof proof, ProofOf(list, request));
  Reader reader(std::move(replay), std::move(proof));
  MPS_TRY(reader.Read(AsText(list)));
  return reader.Document(request);
}

}  // namespace mps
