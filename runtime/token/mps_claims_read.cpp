// Claims of the MPS profile, read from the tree that both encodings share, and the rules between them.
#include <array>
#include <set>

#include "crypto/hash.h"
#include "mps/limits.h"
#include "token/mps_labels.h"
#include "token/mps_token.h"

namespace mps::token {
namespace {

using eat::ClaimsSet;
using eat::Encoding;
using eat::Item;
using eat::ItemKind;
using eat::Label;

Status Fail(std::string_view name, std::string message) {
  return {Code::kInvalid, "claim " + std::string(name) + ": " + std::move(message)};
}

bool IsMediaType(std::string_view text) {
  return claims::IsName(text) && text.find('/') != std::string_view::npos && text.front() != '/' && text.back() != '/';
}

// Reads claims of one claims set: the token's or a submodule's.
class Reader {
 public:
  Reader(const Item& map, Encoding encoding, bool upper) : map_(map), encoding_(encoding), upper_(upper) {}

  // The claim under either spelling, or nullptr.
  const Item* Find(Label label) const {
    if (const Item* item = map_.Find(label, encoding_)) return item;
    for (const auto& [lower, upper] : kSpellings) {
      if (upper_ && encoding_ == Encoding::kJson && lower.number == label.number) return map_.Find(upper, encoding_);
    }
    return nullptr;
  }

  Status CheckSpellings() const {
    if (encoding_ == Encoding::kCbor) return {};
    for (const auto& [lower, upper] : kSpellings) {
      if (map_.Find(lower, encoding_) != nullptr && map_.Find(upper, encoding_) != nullptr) {
        return Fail(lower.name, "stands in both spellings");
      }
    }
    return {};
  }

  Result<const Item*> Need(Label label) const {
    const Item* item = Find(label);
    if (item == nullptr) return Fail(label.name, "is missing");
    return item;
  }

  Result<std::string> Text(Label label) const {
    MPS_ASSIGN(const Item* item, Need(label));
    if (!item->Is(ItemKind::kText)) return Fail(label.name, "must be text");
    return item->text;
  }

  Result<std::int64_t> Time(Label label) const {
    MPS_ASSIGN(const Item* item, Need(label));
    if (!item->Is(ItemKind::kInt) || !item->spelt_as_integer) return Fail(label.name, "must be an integer");
    return item->number;
  }

  Result<Bytes> Octets(Label label, std::size_t least, std::size_t most) const {
    MPS_ASSIGN(const Item* item, Need(label));
    auto bytes = eat::BytesOf(*item, encoding_);
    if (!bytes.ok()) return Fail(label.name, bytes.status().message());
    std::size_t size = bytes.value().size();
    if (size < least || size > most) return Fail(label.name, "has " + std::to_string(size) + " octets");
    return bytes;
  }

  // [algorithm, octets]; SHA-1 only where `sha1` says so.
  Result<Digest> ReadDigest(const Item& item, std::string_view name, bool sha1 = false) const {
    if (!item.Is(ItemKind::kArray) || item.items.size() != 2) return Fail(name, "must be an algorithm and a digest");
    const Item& alg = item.items[0];
    std::optional<DigestAlg> known;
    if (encoding_ == Encoding::kCbor && alg.Is(ItemKind::kInt)) known = crypto::DigestFromCose(alg.number);
    if (encoding_ == Encoding::kJson && alg.Is(ItemKind::kText)) known = crypto::DigestFromCoseName(alg.text);
    if (!known) return Fail(name, "names no hash of the COSE registry");
    if (*known == DigestAlg::kSha1 && !sha1) return Fail(name, "is SHA-1, which is not accepted");
    Digest digest;
    digest.alg = *known;
    auto bytes = eat::BytesOf(item.items[1], encoding_);
    if (!bytes.ok()) return Fail(name, bytes.status().message());
    digest.value = std::move(bytes).value();
    if (digest.value.size() != crypto::DigestSize(*known))
      return Fail(name, "does not have the length of its algorithm");
    return digest;
  }

  Result<Summary> ReadSummary() const {
    MPS_TRY(CheckSpellings());
    Summary summary;
    MPS_ASSIGN(summary.name, Text(claim::kMps));
    if (!claims::IsName(summary.name)) return Fail("mps", "is no name in printable ASCII");
    MPS_ASSIGN(const Item* hsh, Need(claim::kHsh));
    MPS_ASSIGN(summary.hash, ReadDigest(*hsh, "hsh"));
    MPS_ASSIGN(const Item* mpv, Need(claim::kVerdict));
    MPS_TRY(ReadVerdict(*mpv, summary));
    return summary;
  }

  Result<std::vector<LemEntry>> ReadLem() const {
    MPS_ASSIGN(const Item* lem, Need(claim::kLem));
    if (!lem->Is(ItemKind::kArray) || lem->items.empty()) return Fail("lem", "must be an array with members");
    std::vector<LemEntry> entries;
    for (const Item& item : lem->items) {
      MPS_ASSIGN(LemEntry entry, ReadLemEntry(item));
      entries.push_back(std::move(entry));
    }
    return entries;
  }

  Status ReadPcr(const Item& item, std::optional<Pcr>& out) const {
    if (item.Is(ItemKind::kText)) {
      if (!eat::IsUri(item.text)) return Fail("pcr", "is no URI");
      out.emplace(std::in_place_type<std::string>, item.text);
      return {};
    }
    if (!item.Is(ItemKind::kMap) || item.entries.empty()) return Fail("pcr", "must be a URI or a map of banks");
    PcrBanks banks;
    for (const auto& [key, values] : item.entries) {
      auto alg = key.number ? crypto::DigestFromCose(*key.number) : crypto::DigestFromCoseName(*key.text);
      if (!alg) return Fail("pcr", "names a bank that is no hash of the COSE registry");
      MPS_ASSIGN(banks[*alg], ReadBank(values, *alg));
    }
    out.emplace(std::in_place_type<PcrBanks>, std::move(banks));
    return {};
  }

  Result<std::vector<MeasuredResult>> ReadMeasured(const Item& item, const std::string& name) const {
    if (item.items.size() != 1 || item.items[0].items[0].text != name) {
      return Fail("measres", "must have one system, which is named like the MPS");
    }
    std::vector<MeasuredResult> results;
    std::set<std::string> seen;
    for (const Item& pair : item.items[0].items[1].items) {
      MeasuredResult one;
      if (!pair.items[0].Is(ItemKind::kText)) return Fail("measres", "a rule id is no text");
      one.rule = pair.items[0].text;
      if (!seen.insert(one.rule).second) return Fail("measres", "has rule `" + one.rule + "` twice");
      MPS_ASSIGN(one.result, eat::WordOf(pair.items[1], encoding_, kMeasured.data(), kMeasured.size()));
      results.push_back(std::move(one));
    }
    return results;
  }

 private:
  Status ReadVerdict(const Item& item, Summary& summary) const {
    if (!item.Is(ItemKind::kArray) || item.items.size() != 2 || !item.items[1].Is(ItemKind::kMap)) {
      return Fail("mpv", "must be a verdict and its counts");
    }
    auto words = VerdictWords();
    auto verdict = eat::WordOf(item.items[0], encoding_, words.data(), words.size());
    if (!verdict.ok()) return Fail("mpv", "has no such verdict");
    summary.verdict = static_cast<Verdict>(verdict.value());
    std::size_t known = 0;
    for (const Label& word : words) {
      const Item* count = item.items[1].Find(word, encoding_);
      if (count == nullptr) continue;
      ++known;
      bool good = count->Is(ItemKind::kInt) && count->spelt_as_integer && count->number >= 1 &&
                  count->number <= static_cast<std::int64_t>(limit::kRules);
      if (!good) return Fail("mpv", "has a count that is out of range");
      summary.counts[static_cast<std::size_t>(word.number)] = static_cast<std::uint32_t>(count->number);
    }
    if (known != item.items[1].entries.size()) return Fail("mpv", "counts something that is no verdict");
    return CheckSummary(summary.verdict, summary.counts);
  }

  Status CheckMembers(const Item& item) const {
    if (!item.Is(ItemKind::kMap)) return Fail("lem", "has an entry that is no map");
    std::size_t known = 0;
    for (const Label& label : kLemMembers) known += item.Find(label, encoding_) != nullptr ? 1 : 0;
    return known == item.entries.size() ? Status() : Fail("lem", "has a member that the profile does not define");
  }

  Result<LemEntry> ReadLemEntry(const Item& item) const {
    MPS_TRY(CheckMembers(item));
    Reader members(item, encoding_, false);
    LemEntry entry;
    const Item* role = item.Find(kRole, encoding_);
    if (role == nullptr) return Fail("lem", "has an entry without role");
    auto known = eat::WordOf(*role, encoding_, kRoles.data(), kRoles.size());
    if (!known.ok()) return Fail("lem", "has a role that the profile does not define");
    entry.role = static_cast<Role>(known.value());
    MPS_ASSIGN(entry.type, members.Text(kType));
    if (!IsMediaType(entry.type)) return Fail("lem", "has a type that is no media type");
    if (item.Find(kUri, encoding_) != nullptr) {
      MPS_ASSIGN(entry.uri, members.Text(kUri));
      if (!eat::IsUri(*entry.uri)) return Fail("lem", "has a uri that is none");
    }
    if (const Item* digest = item.Find(kDigest, encoding_)) {
      MPS_ASSIGN(entry.digest, ReadDigest(*digest, "lem"));
    }
    if (item.Find(kData, encoding_) != nullptr) {
      MPS_ASSIGN(entry.data, members.Octets(kData, 0, limit::kTokenBytes));
    }
    if (item.Find(kTime, encoding_) != nullptr) {
      MPS_ASSIGN(entry.time, members.Time(kTime));
    }
    return entry;
  }

  Result<std::map<std::uint32_t, Bytes>> ReadBank(const Item& values, DigestAlg alg) const {
    if (!values.Is(ItemKind::kMap) || values.entries.empty()) return Fail("pcr", "has a bank without values");
    std::map<std::uint32_t, Bytes> bank;
    for (std::uint32_t index = 0; index < 32; ++index) {
      std::string name = std::to_string(index);
      const Item* value = values.Find({index, name}, encoding_);
      if (value == nullptr) continue;
      auto bytes = eat::BytesOf(*value, encoding_);
      if (!bytes.ok() || bytes.value().size() != crypto::DigestSize(alg)) {
        return Fail("pcr", "has a value that does not have the length of its bank");
      }
      bank[index] = std::move(bytes).value();
    }
    if (bank.size() != values.entries.size()) return Fail("pcr", "has an index outside 0 to 31");
    return bank;
  }

  const Item& map_;
  Encoding encoding_;
  bool upper_;
};

// docs/tokens.md, "lem": what an entry must have, and that it agrees with the rest of the token.
Status CheckEntry(const LemEntry& entry, const Summary& summary) {
  if (!entry.uri && !entry.data && !entry.digest) return Fail("lem", "has an entry without uri, data and digest");
  if (entry.uri && !entry.digest) return Fail("lem", "has a uri without a digest");
  if (entry.data && entry.digest) {
    MPS_ASSIGN(Bytes computed, crypto::Hash(entry.digest->alg, *entry.data));
    if (computed != entry.digest->value) return Fail("lem", "has data that does not match its digest");
  }
  if (entry.role == Role::kClaimSet && !(entry.digest && *entry.digest == summary.hash)) {
    return Fail("lem", "has a claim set whose digest is not hsh");
  }
  if (entry.role == Role::kEvidence && !(entry.digest && entry.time)) {
    return Fail("lem", "has evidence without digest or time of collection");
  }
  return {};
}

Status CheckLem(const TokenClaims& token) {
  std::size_t claim_sets = 0, evidence = 0;
  for (const LemEntry& entry : token.lem) {
    MPS_TRY(CheckEntry(entry, token.summary));
    claim_sets += entry.role == Role::kClaimSet ? 1 : 0;
    evidence += entry.role == Role::kEvidence ? 1 : 0;
  }
  if (claim_sets > 1) return Fail("lem", "has more than one claim set");
  return evidence == 0 ? Fail("lem", "has no evidence") : Status();
}

Status CheckMeasured(const TokenClaims& token) {
  if (!token.measured) return {};
  std::array<std::uint32_t, 5> found{}, expected{};
  for (const MeasuredResult& one : *token.measured) ++found[static_cast<std::size_t>(one.result)];
  for (Verdict verdict : kAllVerdicts) {
    if (verdict == Verdict::kNotSelected) continue;
    expected[static_cast<std::size_t>(MeasuredFor(verdict))] += token.summary.counts[static_cast<std::size_t>(verdict)];
  }
  return found == expected ? Status() : Fail("measres", "does not agree with the counts of mpv");
}

// A part counts rules of one environment, so all parts together count no more than the token.
Status CheckParts(const TokenClaims& token) {
  VerdictCounts sum{};
  for (const auto& [environment, part] : token.parts) {
    if (!claims::IsName(environment)) return Fail("submods", "has a name that is not printable ASCII");
    if (part.name != token.summary.name)
      return Fail("submods", "`" + environment + "` is of another MPS than the token");
    if (part.hash.alg != token.summary.hash.alg)
      return Fail("submods", "`" + environment + "` has another hash algorithm");
    for (std::size_t i = 0; i < sum.size(); ++i) {
      sum[i] += part.counts[i];
      if (sum[i] > token.summary.counts[i]) return Fail("submods", "count more rules than the token");
    }
  }
  return {};
}

Status ReadTimes(const Reader& reader, TokenClaims& token) {
  MPS_ASSIGN(token.issued, reader.Time(eat::claim::kIat));
  MPS_ASSIGN(token.expires, reader.Time(eat::claim::kExp));
  if (token.expires <= token.issued) return Fail("exp", "is not after iat");
  if (reader.Find(eat::claim::kNbf) != nullptr) {
    MPS_ASSIGN(token.not_before, reader.Time(eat::claim::kNbf));
  }
  return {};
}

Status ReadIdentity(const Reader& reader, TokenClaims& token) {
  MPS_ASSIGN(token.token_id, reader.Octets(eat::claim::kTokenId, kTokenIdBytes, kTokenIdBytes));
  MPS_ASSIGN(token.nonce, reader.Octets(eat::claim::kNonce, kLeastNonce, kMostNonce));
  if (reader.Find(eat::claim::kUeid) != nullptr) {
    MPS_ASSIGN(token.ueid, reader.Octets(eat::claim::kUeid, 7, 33));
  }
  if (reader.Find(eat::claim::kSub) != nullptr) {
    MPS_ASSIGN(token.subject, reader.Text(eat::claim::kSub));
  }
  if (!token.ueid && !token.subject) return Fail("ueid", "is missing, and sub too");
  return {};
}

Status ReadOptional(const Reader& reader, TokenClaims& token) {
  if (const Item* pcr = reader.Find(claim::kPcr)) MPS_TRY(reader.ReadPcr(*pcr, token.pcr));
  if (reader.Find(claim::kFma) != nullptr) {
    MPS_ASSIGN(token.fma, reader.Text(claim::kFma));
    if (!IsMediaType(*token.fma)) return Fail("fma", "is no media type");
  }
  if (const Item* measured = reader.Find(eat::claim::kMeasres)) {
    MPS_ASSIGN(token.measured, reader.ReadMeasured(*measured, token.summary.name));
  }
  return {};
}

Status ReadParts(const ClaimsSet& set, bool upper, TokenClaims& token) {
  const Item* submods = set.Find(eat::claim::kSubmods);
  if (submods == nullptr) return {};
  if (submods->entries.size() < 2) return Fail("submods", "has one environment only");
  for (const auto& [key, item] : submods->entries) {
    if (!item.Is(ItemKind::kMap)) return Fail("submods", "`" + *key.text + "` is no claims set");
    auto summary = Reader(item, set.encoding, upper).ReadSummary();
    if (!summary.ok()) return summary.TakeStatus().Within("submodule `" + *key.text + "`");
    token.parts[*key.text] = std::move(summary).value();
  }
  return {};
}

}  // namespace

std::int64_t MeasuredFor(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return eat::kMeasuredSuccess.number;
    case Verdict::kFail:
      return eat::kMeasuredFail.number;
    case Verdict::kUnknown:
      return eat::kMeasuredAbsent.number;
    case Verdict::kError:
    case Verdict::kNotApplicable:
    case Verdict::kNotChecked:
    case Verdict::kNotSelected:
      break;
  }
  return eat::kMeasuredNotRun.number;
}

Status CheckSummary(Verdict verdict, const VerdictCounts& counts) {
  auto count = [&](Verdict of) { return counts[static_cast<std::size_t>(of)]; };
  bool error = count(Verdict::kError) != 0, unknown = count(Verdict::kUnknown) != 0, pass = count(Verdict::kPass) != 0;
  bool fits = false;
  switch (verdict) {
    case Verdict::kFail:
      fits = count(Verdict::kFail) != 0;
      break;
    case Verdict::kError:
      fits = error;
      break;
    case Verdict::kUnknown:
      fits = unknown && !error;
      break;
    case Verdict::kPass:
      fits = pass && !error && !unknown;
      break;
    case Verdict::kNotApplicable:
      fits = !pass && !error && !unknown;
      break;
    case Verdict::kNotChecked:
    case Verdict::kNotSelected:
      break;
  }
  return fits ? Status()
              : Fail("mpv", "the verdict `" + std::string(VerdictName(verdict)) + "` cannot follow from the counts");
}

bool ProfileAllows(crypto::SignAlg alg) {
  using crypto::SignAlg;
  return alg == SignAlg::kEs256 || alg == SignAlg::kEs384 || alg == SignAlg::kEd25519 || alg == SignAlg::kPs256;
}

Result<TokenClaims> ReadClaims(const ClaimsSet& set, bool upper_case_accepted) {
  Reader reader(set.map, set.encoding, upper_case_accepted);
  TokenClaims token;
  MPS_ASSIGN(token.profile, reader.Text(eat::claim::kProfile));
  if (token.profile != kProfile)
    return Fail("eat_profile", "is `" + token.profile + "`, not `" + std::string(kProfile) + "`");
  MPS_TRY(reader.CheckSpellings());
  MPS_TRY(ReadTimes(reader, token));
  MPS_TRY(ReadIdentity(reader, token));
  MPS_ASSIGN(token.summary, reader.ReadSummary());
  MPS_ASSIGN(token.lem, reader.ReadLem());
  MPS_TRY(ReadOptional(reader, token));
  MPS_TRY(ReadParts(set, upper_case_accepted, token));
  MPS_TRY(CheckLem(token));
  MPS_TRY(CheckMeasured(token));
  MPS_TRY(CheckParts(token));
  return token;
}

}  // namespace mps::token
