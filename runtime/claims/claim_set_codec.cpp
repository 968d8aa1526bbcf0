// The strict reader of claim sets; the writer is sealed.cpp.
#include "base/cbor_reader.h"
#include "claims/claim_set.h"
#include "claims/sealed.h"
#include "crypto/hash.h"
#include "mps/limits.h"

namespace mps::claims {
namespace {

constexpr std::uint64_t kMembers = 12;

// Reads with the sticky-error cursor: after the first failure every step is void, and status() tells.
class ClaimSetReader {
 public:
  explicit ClaimSetReader(ByteView bytes) : bytes_(bytes), in_(bytes, MakeOptions()) {}

  Result<ClaimSet> Read() {
    ClaimSet set;
    ReadMembers(set);
    Status status = in_.Finish();
    if (!status.ok()) return status;
    return set;
  }

 private:
  static cbor::Options MakeOptions() {
    cbor::Options options = cbor::Options::Strict(limit::kTokenDepth);
    options.max_string_bytes = limit::kClaimSetBytes;
    return options;
  }

  bool Expect(bool good, std::string_view message) { return good || in_.Fail(Code::kType, message); }

  void ReadMembers(ClaimSet& set) {
    if (!in_.EnterArray()) return;
    if (!Expect(in_.Count() == kMembers, "a claim set is an array of 12 members")) return;
    ReadHead();
    ReadTextMember(set.name);
    ReadTextMember(set.version);
    ReadTextMember(set.level);
    if (in_.NextItem()) ReadDigest(set.definition);
    if (in_.NextItem() && !ReadNullMember()) ReadDigest(set.tailoring.emplace());
    if (in_.NextItem() && !ReadNullMember()) ReadText(set.base_name.emplace());
    if (in_.NextItem()) ReadParameters(set);
    if (in_.NextItem()) ReadVerdict(set.verdict);
    if (in_.NextItem()) ReadCounts(set.counts);
    if (in_.NextItem()) ReadEnvironments(set);
    in_.LeaveArray();
  }

  void ReadHead() {
    std::string tag;
    std::int64_t format = 0;
    ReadTextMember(tag);
    if (!in_.ok() || !Expect(tag == kClaimSetTag, "this is no claim set: it does not begin with \"mps-claim-set\""))
      return;
    if (in_.NextItem() && in_.ReadInt(format)) Expect(format == kClaimSetFormat, "unknown format of claim set");
  }

  void ReadTextMember(std::string& out) {
    if (in_.NextItem()) ReadText(out);
  }

  void ReadText(std::string& out) {
    std::string_view text;
    if (in_.ReadText(text)) out = text;
  }

  // True if the item due was null, which is then read.
  bool ReadNullMember() { return in_.Peek() == ItemKind::kNull && in_.ReadNull(); }

  void ReadDigest(Digest& out) {
    std::int64_t alg = 0;
    ByteView value;
    if (!in_.EnterArray() || !Expect(in_.Count() == 2U, "a digest is an array of two")) return;
    if (!in_.NextItem() || !in_.ReadInt(alg) || !in_.NextItem() || !in_.ReadBytes(value)) return;
    auto known = crypto::DigestFromCose(alg);
    if (!Expect(known.has_value(), "unknown digest algorithm")) return;
    out.alg = *known;
    out.value = ToBytes(value);
    in_.LeaveArray();
  }

  void ReadParameters(ClaimSet& set) {
    if (!in_.EnterMap()) return;
    for (std::string_view key; in_.NextKey(key);) {
      std::string name(key);
      ByteView raw;
      if (in_.SkipRaw(raw)) set.parameters[name] = ToBytes(raw);
    }
    in_.LeaveMap();
  }

  bool ReadVerdict(Verdict& out) {
    std::int64_t number = 0;
    if (!in_.ReadInt(number)) return false;
    if (!Expect(number >= 1 && number <= 6, "no such verdict of a selected rule")) return false;
    out = static_cast<Verdict>(number);
    return true;
  }

  void ReadCounts(VerdictCounts& counts) {
    if (!in_.EnterMap()) return;
    while (in_.NextEntry()) {
      Verdict verdict;
      std::uint64_t count = 0;
      if (!ReadVerdict(verdict) || !in_.ReadUint(count)) return;
      if (!Expect(count >= 1 && count <= limit::kRules, "a count is out of range")) return;
      counts[static_cast<std::size_t>(verdict)] = static_cast<std::uint32_t>(count);
    }
    in_.LeaveMap();
  }

  void ReadEnvironments(ClaimSet& set) {
    if (!in_.EnterMap()) return;
    for (std::string_view key; in_.NextKey(key);) {
      if (set.environments.size() >= limit::kClaimSetEnvironments) {
        in_.Fail(Code::kLimit, "more environments than are taken");
        return;
      }
      EnvironmentResults& results = set.environments[std::string(key)];
      if (!in_.EnterArray() || !Expect(in_.Count() == 2U, "an environment is an array of two maps")) return;
      if (in_.NextItem()) ReadRules(results);
      if (in_.NextItem()) ReadConfigurations(results);
      in_.LeaveArray();
    }
    in_.LeaveMap();
  }

  void ReadRules(EnvironmentResults& results) {
    if (!in_.EnterMap()) return;
    for (std::string_view key; in_.NextKey(key);) {
      if (++rules_ > limit::kRules) {
        in_.Fail(Code::kLimit, "more rules than are taken");
        return;
      }
      ReadResult(results.rules[std::string(key)]);
    }
    in_.LeaveMap();
  }

  void ReadResult(RuleResult& result) {
    if (in_.Peek() != ItemKind::kArray) {
      ReadVerdict(result.verdict);
      return;
    }
    if (!in_.EnterArray() || !Expect(in_.Count() == 3U, "a result is a verdict or an array of three")) return;
    std::uint64_t offset = in_.ItemOffset();
    if (in_.NextItem()) ReadVerdict(result.verdict);
    if (in_.NextItem() && !ReadNullMember()) ReadGrade(result.grade);
    if (in_.NextItem() && !ReadNullMember()) ReadWaiver(result.waiver);
    in_.LeaveArray();
    if (in_.ok() && result.grade == Grade::kNone && result.waiver.empty()) {
      in_.FailAt(Code::kNotDeterministic, "a result without grade and waiver is the verdict alone", offset);
    }
  }

  void ReadGrade(Grade& grade) {
    std::int64_t number = 0;
    if (!in_.ReadInt(number)) return;
    if (Expect(number == 2 || number == 32 || number == 96, "no such grade")) grade = static_cast<Grade>(number);
  }

  void ReadWaiver(std::string& waiver) {
    ReadText(waiver);
    if (in_.ok()) Expect(!waiver.empty(), "a waiver's id is empty");
  }

  void ReadConfigurations(EnvironmentResults& results) {
    if (!in_.EnterMap()) return;
    for (std::string_view key; in_.NextKey(key);) {
      if (++rules_ > limit::kRules) {
        in_.Fail(Code::kLimit, "more rules than are taken");
        return;
      }
      ConfigurationResult& result = results.configurations[std::string(key)];
      if (in_.Peek() == ItemKind::kArray) {
        ReadDigest(result.emplace<Digest>());
      } else {
        ReadVerdict(result.emplace<Verdict>());
      }
    }
    in_.LeaveMap();
  }

  ByteView bytes_;
  cbor::Reader in_;
  std::size_t rules_ = 0;
};

Result<ClaimSet> ReadSet(ByteView bytes, SealedClaimSet& sealed) {
  if (bytes.size() > limit::kClaimSetBytes) return Status(Code::kLimit, "the claim set is larger than is taken");
  MPS_ASSIGN(ClaimSet set, ClaimSetReader(bytes).Read());
  MPS_ASSIGN(sealed, SealedClaimSet::Seal(set));
  // Belt and braces: whatever the reader lets through must be the one spelling that the writer gives.
  if (!std::equal(sealed.bytes().begin(), sealed.bytes().end(), bytes.begin(), bytes.end()))
    return Status(Code::kNotDeterministic, "these bytes are not the canonical form of the claim set");
  return set;
}

}  // namespace

Result<Bytes> EncodeClaimSet(const ClaimSet& set) {
  MPS_ASSIGN(SealedClaimSet sealed, SealedClaimSet::Seal(set));
  return std::move(sealed).TakeBytes();
}

Result<ClaimSet> DecodeClaimSet(ByteView bytes) {
  SealedClaimSet sealed;
  return ReadSet(bytes, sealed);
}

Result<SealedClaimSet> SealedClaimSet::Read(ByteView bytes) {
  SealedClaimSet sealed;
  auto set = ReadSet(bytes, sealed);
  if (!set.ok()) return set.TakeStatus();
  return sealed;
}

}  // namespace mps::claims
