// Goes through the list once; entries are written as they are read.
#include "collect/ima_list.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>
#include <span>

#include "base/cbor_writer.h"
#include "base/hex.h"
#include "base/utf8.h"
#include "collect/ima_line.h"
#include "collect/text_lines.h"
#include "crypto/hash.h"
#include "mps/limits.h"

namespace mps {
namespace {

using collect::ImaLine;

constexpr std::int64_t kFormat = 1;
constexpr std::size_t kMostDigest = 64;

// One bank's running values by PCR.
class Bank {
 public:
  static Result<Bank> Create(DigestAlg alg) {
    MPS_ASSIGN(auto hasher, crypto::Hasher::Create(alg));
    return Bank(std::move(hasher));
  }

  DigestAlg alg() const { return hasher_.alg(); }
  std::size_t size() const { return crypto::DigestSize(alg()); }

  // The hash of the template data; the view is good until the next call.
  Result<ByteView> Measure(ByteView data) {
    MPS_TRY(hasher_.Update(data));
    MPS_TRY(hasher_.FinishTo(std::span(measured_.data(), size())));
    return ByteView(measured_.data(), size());
  }
  // What a violation is extended with (kernel: ima_init_digests).
  ByteView Ones() {
    measured_.fill(0xff);
    return ByteView(measured_.data(), size());
  }

  Status Extend(std::uint8_t pcr, ByteView measured) {
    auto& value = values_[pcr];  // zeros at first
    used_[pcr] = true;
    MPS_TRY(hasher_.Update(ByteView(value.data(), size())));
    MPS_TRY(hasher_.Update(measured));
    return hasher_.FinishTo(std::span(value.data(), size()));
  }

  // `sha256:10` to `sha256:<hex>`.
  void Values(std::map<std::string, std::string>& out) const {
    const std::string name(crypto::DigestName(alg()));
    for (std::size_t pcr = 0; pcr < values_.size(); ++pcr) {
      if (used_[pcr])
        out[name + ":" + std::to_string(pcr)] = name + ":" + HexEncode(ByteView(values_[pcr].data(), size()));
    }
  }

 private:
  explicit Bank(crypto::Hasher hasher) : hasher_(std::move(hasher)) {}
  crypto::Hasher hasher_;
  std::array<std::array<std::uint8_t, kMostDigest>, 24> values_{};
  std::array<bool, 24> used_{};
  std::array<std::uint8_t, kMostDigest> measured_{};
};

class Reader {
 public:
  explicit Reader(std::vector<Bank> banks) : banks_(std::move(banks)) {}

  Status Read(std::string_view list) {
    std::size_t at = 0;
    while (at < list.size()) {
      const auto end = list.find('\n', at);
      if (end == std::string_view::npos) return {Code::kMalformed, "the last line is not whole", list.size()};
      if (++lines_ > limit::kCollectionItems) return {Code::kLimit, "the list has too many lines", at};
      auto line = ImaLine::Parse(list.substr(at, end - at));
      Status status = line.ok() ? Take(*line) : line.TakeStatus();
      if (!status.ok()) {
        const std::uint64_t offset = at + status.offset().value_or(0);
        return std::move(status).WithOffset(offset).Within("line " + std::to_string(lines_));
      }
      at = end + 1;
    }
    return {};
  }

  Result<Bytes> Document(const ImaRequest& request) {
    cbor::MapBuilder claims;
    List(claims.Key("entries"), entries_, entry_count_);
    List(claims.Key("violations"), violations_, violation_count_);
    List(claims.Key("mismatches"), mismatches_, mismatch_count_);
    if (!boot_aggregate_.empty()) claims.Key("boot_aggregate").Text(boot_aggregate_);
    std::map<std::string, std::string> values;
    for (const Bank& bank : banks_) bank.Values(values);
    cbor::MapBuilder replay;
    for (const auto& [name, value] : values) replay.Key(name).Text(value);
    MPS_TRY(replay.Finish(claims.Key("replay")));

    cbor::MapBuilder collector, state, environment, environments, document;
    collector.Key("name").Text("mps");
    state.Key("").Text("complete");
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
  static void List(cbor::Writer& out, cbor::Writer& items, std::uint64_t count) {
    out.Array(count);
    out.Raw(items.bytes());
    items = {};
  }

  Status Take(const ImaLine& line) {
    MPS_TRY(CheckHashLength(line));
    bool matches = true;
    if (!line.violation) line.TemplateData(data_);
    for (Bank& bank : banks_) {
      ByteView measured = bank.Ones();
      if (!line.violation) {
        MPS_ASSIGN(measured, bank.Measure(data_));
        if (bank.alg() == *list_alg_) matches = Same(measured, line.template_hash);
      }
      MPS_TRY(bank.Extend(line.pcr, measured));
    }
    if (!list_bank_ && !line.violation) {  // the list's own algorithm is none of the banks
      MPS_ASSIGN(const Bytes measured, crypto::Hash(*list_alg_, data_));
      matches = Same(measured, line.template_hash);
    }
    if (!matches) {
      mismatches_.Int(static_cast<std::int64_t>(lines_));
      ++mismatch_count_;
    }
    if (lines_ == 1 && line.path == "boot_aggregate" && !line.violation) boot_aggregate_ = DigestText(line);
    line.violation ? (Entry(violations_, line), ++violation_count_) : (Entry(entries_, line), ++entry_count_);
    return {};
  }

  // The template hash is in one algorithm all through a list: SHA-1, or that of the file it was read from
  // (ascii_runtime_measurements_sha256).
  Status CheckHashLength(const ImaLine& line) {
    const std::size_t size = line.template_hash.size() / 2;
    if (!list_alg_) {
      for (const DigestAlg alg : {DigestAlg::kSha1, DigestAlg::kSha256, DigestAlg::kSha384, DigestAlg::kSha512}) {
        if (crypto::DigestSize(alg) == size) list_alg_ = alg;
      }
      if (!list_alg_) return {Code::kMalformed, "the template hash has the length of no digest", 3};
      list_bank_ = std::any_of(banks_.begin(), banks_.end(), [&](const Bank& b) { return b.alg() == *list_alg_; });
    }
    if (crypto::DigestSize(*list_alg_) != size)
      return {Code::kMalformed, "the template hash is not as long as those before it", 3};
    return {};
  }

  static bool Same(ByteView measured, std::string_view hex) {
    static constexpr char kDigits[] = "0123456789abcdef";
    for (std::size_t i = 0; i < measured.size(); ++i) {
      if (hex[2 * i] != kDigits[measured[i] >> 4] || hex[2 * i + 1] != kDigits[measured[i] & 15]) return false;
    }
    return true;
  }

  static std::string DigestText(const ImaLine& line) {
    return std::string(line.algorithm) + ":" + std::string(line.digest);
  }

  // Keys in the order of their encoding (RFC 8949 4.2.1).
  void Entry(cbor::Writer& out, const ImaLine& line) {
    const bool signed_by = line.template_name == "ima-sig" && !line.extra.empty();
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

  std::vector<Bank> banks_;
  std::optional<DigestAlg> list_alg_;
  bool list_bank_ = false;
  std::uint64_t lines_ = 0, entry_count_ = 0, violation_count_ = 0, mismatch_count_ = 0;
  cbor::Writer entries_, violations_, mismatches_;
  std::string boot_aggregate_, text_;
  Bytes data_;
};

}  // namespace

Result<Bytes> ImaEvidence(ByteView list, const ImaRequest& request) {
  if (request.environment.empty()) return Status(Code::kUsage, "a collection needs the name of an environment");
  if (list.size() > limit::kEvidenceBytes)
    return Status(Code::kLimit, "the list is larger than " + std::to_string(limit::kEvidenceBytes) + " bytes");
  std::vector<Bank> banks;
  for (const DigestAlg alg : request.banks) {
    if (std::any_of(banks.begin(), banks.end(), [&](const Bank& b) { return b.alg() == alg; }))
      return Status(Code::kUsage, "bank " + std::string(crypto::DigestName(alg)) + " is given twice");
    MPS_ASSIGN(auto bank, Bank::Create(alg));
    banks.push_back(std::move(bank));
  }
  Reader reader(std::move(banks));
  MPS_TRY(reader.Read(AsText(list)));
  return reader.Document(request);
}

}  // namespace mps
