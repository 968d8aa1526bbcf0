// Suite corim-matching: the comparison rules as a table of condition, entry and outcome. Each row is a case.
#include <algorithm>
#include <array>

#include "base/hex.h"
#include "corim/match.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

using namespace corim;
using json::Kind;

// Rows name flags and such by the draft's words.
constexpr std::array<std::string_view, 10> kFlagNames = {
    "is-configured",          "is-secure",       "is-recovery",  "is-debug", "is-replay-protected",
    "is-integrity-protected", "is-runtime-meas", "is-immutable", "is-tcb",   "is-confidentiality-protected"};

Status Odd(std::string_view what) { return {Code::kInternal, "a row that is not understood: " + std::string(what)}; }

Result<Svn> SvnOf(const json::Value& row) {
  for (const auto& [name, value] : row.members()) {
    if (!value.AsInt()) return Odd("svn");
    return Svn{name == "min-svn", static_cast<std::uint64_t>(*value.AsInt())};
  }
  return Odd("svn");
}

Result<Digests> DigestsOf(const json::Value& row) {
  Digests out;
  for (const json::Value& pair : row.items()) {
    if (pair.items().size() != 2) return Odd("digests");
    Digest digest;
    if (pair.items()[0].Is(Kind::kText)) {
      digest.alg = pair.items()[0].text();
    } else if (pair.items()[0].AsInt()) {
      digest.alg = *pair.items()[0].AsInt();
    } else {
      return Odd("digests");
    }
    MPS_ASSIGN(digest.value, HexDecode(pair.items()[1].text()));
    out.push_back(std::move(digest));
  }
  return out;
}

Result<RawValue> RawValueOf(const json::Value& row) {
  RawValue out;
  MPS_ASSIGN(out.value, HexOf(row, "value"));
  if (row.Find("mask") != nullptr) {
    MPS_ASSIGN(out.mask, HexOf(row, "mask"));
  }
  return out;
}

Result<std::optional<Integer>> BoundOf(const json::Value& value) {
  if (value.Is(Kind::kNull)) return std::optional<Integer>();
  if (!value.AsInt()) return Odd("int-range");
  return std::optional<Integer>(Integer::Of(*value.AsInt()));
}

Result<IntRange> IntRangeOf(const json::Value& row) {
  IntRange out;
  if (row.Is(Kind::kArray)) {
    if (row.items().size() != 2) return Odd("int-range");
    out.is_range = true;
    MPS_ASSIGN(out.least, BoundOf(row.items()[0]));
    MPS_ASSIGN(out.most, BoundOf(row.items()[1]));
    return out;
  }
  MPS_ASSIGN(out.least, BoundOf(row));
  return out;
}

Result<Version> VersionOf(const json::Value& row) {
  Version out;
  out.text = TextOf(row, "version");
  const json::Value* scheme = row.Find("scheme");
  if (scheme != nullptr && scheme->AsInt()) out.scheme = *scheme->AsInt();
  return out;
}

Result<Flags> FlagsOf(const json::Value& row) {
  Flags out;
  for (const auto& [name, value] : row.members()) {
    const auto at = std::find(kFlagNames.begin(), kFlagNames.end(), name);
    if (at == kFlagNames.end()) return Odd("flag " + name);
    out[at - kFlagNames.begin()] = value.boolean();
  }
  return out;
}

// JSON has no integer keys: digits are a number, in quotes within the text they are text.
Result<Registers> RegistersOf(const json::Value& row) {
  Registers out;
  for (const auto& [name, value] : row.members()) {
    const bool number = !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
    const RegisterId id = number ? RegisterId(static_cast<std::uint64_t>(std::stoull(name))) : RegisterId(name);
    MPS_ASSIGN(out[id], DigestsOf(value));
  }
  return out;
}

Result<Environment> EnvironmentOf(const json::Value& row) {
  Environment out;
  if (const json::Value* klass = row.Find("class")) {
    out.klass.emplace();
    for (const auto& [name, value] : klass->members()) {
      if (name == "vendor") {
        out.klass->vendor = value.text();
      } else if (name == "model") {
        out.klass->model = value.text();
      } else if (name == "layer" && value.AsInt()) {
        out.klass->layer = static_cast<std::uint64_t>(*value.AsInt());
      } else if (name == "index" && value.AsInt()) {
        out.klass->index = static_cast<std::uint64_t>(*value.AsInt());
      } else if (name == "class-id" || name == "id") {
        out.klass->id = MakeTyped(IdKind::kBytes, AsBytes(value.text()));
      } else {
        return Odd("class " + name);
      }
    }
  }
  if (const std::string* id = row.FindText("instance")) out.instance = MakeTyped(IdKind::kBytes, AsBytes(*id));
  if (const std::string* id = row.FindText("group")) out.group = MakeTyped(IdKind::kBytes, AsBytes(*id));
  return out;
}

Result<Keys> KeysOf(const json::Value& row) {
  Keys out;
  for (const json::Value& name : row.items()) out.push_back(MakeTyped(IdKind::kBytes, AsBytes(name.text())));
  return out;
}

Result<std::optional<Typed>> KeyOf(const json::Value& row) {
  if (row.Is(Kind::kNull)) return std::optional<Typed>();
  if (row.Is(Kind::kText)) return std::optional<Typed>(MakeText(row.text()));
  if (!row.AsInt()) return Odd("mkey");
  return std::optional<Typed>(MakeUint(static_cast<std::uint64_t>(*row.AsInt())));
}

template <class Read, class Match>
Result<bool> Compare(const json::Value& row, Read read, Match match) {
  const json::Value *condition = row.Find("condition"), *entry = row.Find("entry");
  if (condition == nullptr || entry == nullptr) return Odd("no condition or entry");
  MPS_ASSIGN(const auto wanted, read(*condition));
  MPS_ASSIGN(const auto have, read(*entry));
  return match(wanted, have);
}

// Through the whole map, as documents are compared.
template <class Read>
Result<bool> CompareClaim(const json::Value& row, std::int64_t number, Read read) {
  return Compare(row, read, [number](const auto& wanted, const auto& have) {
    return MatchClaims({Claim{number, wanted, {}}}, {Claim{number, have, {}}});
  });
}

Result<bool> Outcome(const json::Value& row) {
  const std::string attribute = TextOf(row, "attribute");
  if (attribute == "svn") return CompareClaim(row, code::kSvn, SvnOf);
  if (attribute == "digests") return CompareClaim(row, code::kDigests, DigestsOf);
  if (attribute == "raw-value") return CompareClaim(row, code::kRawValue, RawValueOf);
  if (attribute == "int-range") return CompareClaim(row, code::kIntRange, IntRangeOf);
  if (attribute == "version") return CompareClaim(row, code::kVersion, VersionOf);
  if (attribute == "flags") return CompareClaim(row, code::kFlags, FlagsOf);
  if (attribute == "integrity-registers") return CompareClaim(row, code::kRegisters, RegistersOf);
  if (attribute == "cryptokeys") return CompareClaim(row, code::kCryptoKeys, KeysOf);
  if (attribute == "environment") return Compare(row, EnvironmentOf, MatchEnvironment);
  if (attribute == "authority") return Compare(row, KeysOf, MatchAuthority);
  if (attribute == "mkey") return Compare(row, KeyOf, MatchKey);
  return Odd("attribute " + attribute);
}

}  // namespace

void RunCorimMatching(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    Result<json::Value> table = input.ReadJson(FileOf(test));
    if (!table.ok()) {
      report.Fail(IdOf(test), table.status().ToString());
      continue;
    }
    if (table->items().empty()) report.Fail(IdOf(test), "no rows");
    std::size_t number = 0;
    for (const json::Value& row : table->items()) {
      const std::string id = TextOf(row, "attribute") + "/" + std::to_string(number++);
      const json::Value* expect = row.Find("expect");
      const Result<bool> outcome = Outcome(row);
      if (!outcome.ok()) {
        report.Fail(id, outcome.status().ToString());
      } else {
        report.Check(id, expect != nullptr && expect->Is(Kind::kBool) && *outcome == expect->boolean(),
                     TextOf(row, "why"));
      }
    }
  }
}

}  // namespace mps::vectors
