// Goes through the list once; entries are written as they are read.
#include "collect/ima_list.h"

#include <algorithm>

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
    entries_.Reserve(list.size());
    const crypto::ManyCalls calls;
    return roots::ForEachImaLine(list, [&](const ImaLine& line, std::uint64_t number) { return Take(line, number); });
  }

  // Keys stand in the order of their encoding (RFC 8949 4.2.1), so that nothing is written twice: a list is long.
  Result<Bytes> Document(const ImaRequest& request) {
    cbor::Writer out;
    out.Reserve(entries_.size() + violations_.size() + mismatches_.size() + kHeadBytes);
    out.MapInOrder(request.nonce.empty() ? 3 : 4);
    if (!request.nonce.empty()) out.Text("nonce"), out.Bytes(request.nonce);
    out.Text("collected_at"), out.Int(request.now);
    out.Text("environments"), out.MapInOrder(1);
    out.Text(collect::CleanText(request.environment)), out.MapInOrder(4);
    out.Text("state");
    MPS_TRY(State(out));
    out.Text("claims");
    MPS_TRY(Claims(out));
    out.Text("schema"), out.Text(request.schema);
    out.Text("collector"), out.MapInOrder(1), out.Text("name"), out.Text("mps");
    out.Text("mps_evidence"), out.Int(kFormat);
    return out.Take();
  }

 private:
  static constexpr std::size_t kHeadBytes = 8192;  // about what stands around the lists

  bool Known() const { return proof_.unknown.empty(); }

  Status Claims(cbor::Writer& out) const {
    const bool aggregate = Known() && !boot_aggregate_.empty();
    out.MapInOrder(1U + (proof_.lines ? 1 : 0) + (Known() ? 3 : 0) + (aggregate ? 1 : 0));
    if (proof_.lines) out.Text("proven"), out.Uint(*proof_.lines);
    out.Text("replay");
    MPS_TRY(Replay(out));
    if (!Known()) return {};
    out.Text("entries"), List(out, entries_, entry_count_);
    out.Text("mismatches"), List(out, mismatches_, mismatch_count_);
    out.Text("violations"), List(out, violations_, violation_count_);
    if (aggregate) out.Text("boot_aggregate"), out.Text(boot_aggregate_);
    return {};
  }

  Status State(cbor::Writer& out) const {
    cbor::MapBuilder state;
    state.Key("").Text("complete");
    const auto unknown = [&](const char* claim) {
      cbor::MapBuilder reason;
      reason.Key("unknown").Text(proof_.unknown);
      return reason.Finish(state.Key(claim));
    };
    if (!Known()) {
      for (const char* claim : {"entries", "violations", "mismatches", "boot_aggregate"}) MPS_TRY(unknown(claim));
      if (!proof_.lines) MPS_TRY(unknown("proven"));
    }
    return state.Finish(out);
  }

  Status Replay(cbor::Writer& out) const {
    cbor::MapBuilder replay;
    for (const roots::PcrBank& bank : replay_.banks()) Values(bank, replay);
    return replay.Finish(out);
  }

  static void List(cbor::Writer& out, const cbor::Writer& items, std::uint64_t count) {
    out.Array(count);
    out.Raw(items.bytes());
  }

  // `sha256:10` to `sha256:<hex>`.
  static void Values(const roots::PcrBank& bank, cbor::MapBuilder& out) {
    const std::string name(crypto::DigestName(bank.alg()));
    for (std::uint32_t pcr = 0; pcr < roots::kPcrs; ++pcr) {
      if (bank.Used(pcr)) out.Key(name + ":" + std::to_string(pcr)).Text(name + ":" + HexEncode(bank.Value(pcr)));
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
