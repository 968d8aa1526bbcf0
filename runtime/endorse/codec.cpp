#include "endorse/codec.h"

#include <algorithm>

#include "base/value_codec.h"
#include "mps/limits.h"

namespace mps::endorse {
namespace {

using cbor::Kind;
using CborValue = cbor::Value;

constexpr std::string_view kName = "mps-endorsements";
constexpr std::int64_t kVersion = 1;
constexpr std::int64_t kVersionOfAnswers = 2;  // only where answers are in the set, or granted

bool HasAnswers(const EndorsementSet& set) {
  return !set.answers.empty() ||
         std::any_of(set.endorsers.begin(), set.endorsers.end(), [](const Endorser& e) { return !e.answers.empty(); });
}

// ---------------------------------------------------------------- writing
CborValue Item(const ClaimPath& path) {
  std::vector<CborValue> items = {CborValue::Text(path.environment)};
  for (const Step& step : path.steps)
    items.push_back(step.is_key ? CborValue::Array({CborValue::Text(step.name)}) : CborValue::Text(step.name));
  return CborValue::Array(std::move(items));
}

Result<CborValue> Item(const Value& value) {
  MPS_ASSIGN(const Bytes bytes, EncodeValue(value));
  MPS_ASSIGN(CborValue encoded, cbor::Decode(bytes, {}));
  return CborValue::Array({CborValue::Int(static_cast<int>(value.kind)), std::move(encoded)});
}

Result<CborValue> Item(const Match& match);
Result<CborValue> Item(const Addition& addition);
Result<CborValue> Item(const Case& one);
Result<CborValue> Item(const Endorsement& endorsement);
Result<CborValue> Item(const Endorser& endorser);
Result<CborValue> Item(const Answer& answer);

template <class T>
Result<CborValue> Items(const std::vector<T>& all) {
  std::vector<CborValue> items;
  for (const T& one : all) {
    MPS_ASSIGN(CborValue item, Item(one));
    items.push_back(std::move(item));
  }
  return CborValue::Array(std::move(items));
}

Result<CborValue> Item(const Match& match) {
  if (!match.by.empty() || match.kind == MatchKind::kAgrees)
    return Status(Code::kType, "who said what a condition asks for has no form in files");
  MPS_ASSIGN(CborValue values, Items(match.values));
  return CborValue::Array({Item(match.claim), CborValue::Int(static_cast<int>(match.kind)), std::move(values)});
}

Result<CborValue> Item(const Addition& addition) {
  if (addition.corroborates) return Status(Code::kType, "what corroborates evidence has no form in files");
  MPS_ASSIGN(CborValue value, Item(addition.value));
  return CborValue::Array({Item(addition.claim), CborValue::Bool(addition.includes), std::move(value)});
}

Result<CborValue> Item(const Case& one) {
  MPS_ASSIGN(CborValue when, Items(one.when));
  MPS_ASSIGN(CborValue then, Items(one.then));
  return CborValue::Array({std::move(when), std::move(then)});
}

Result<CborValue> Item(const Endorsement& endorsement) {
  MPS_ASSIGN(CborValue when, Items(endorsement.when));
  MPS_ASSIGN(CborValue cases, Items(endorsement.cases));
  std::vector<CborValue> speaks_of;
  for (const ClaimPath& path : endorsement.speaks_of) speaks_of.push_back(Item(path));
  return CborValue::Array({CborValue::Text(endorsement.id), CborValue::Text(endorsement.endorser), std::move(when),
                           std::move(cases), CborValue::Bool(endorsement.series),
                           CborValue::Array(std::move(speaks_of))});
}

Result<CborValue> Item(const Endorser& endorser) {
  std::vector<CborValue> grants;
  for (const ClaimPath& path : endorser.grants) grants.push_back(Item(path));
  return CborValue::Array({CborValue::Text(endorser.name), CborValue::Text(endorser.key_kind),
                           CborValue::Text(endorser.key_digest), CborValue::Array(std::move(grants))});
}

// Of version 2: what it may answer goes behind its grants.
Result<CborValue> WithAnswers(const std::vector<Endorser>& endorsers) {
  MPS_ASSIGN(CborValue all, Items(endorsers));
  std::vector<CborValue> out;
  for (std::size_t i = 0; i < endorsers.size(); ++i) {
    std::vector<CborValue> members = all.items()[i].items(), ids;
    for (const std::string& id : endorsers[i].answers) ids.push_back(CborValue::Text(id));
    members.push_back(CborValue::Array(std::move(ids)));
    out.push_back(CborValue::Array(std::move(members)));
  }
  return CborValue::Array(std::move(out));
}

Result<CborValue> Item(const Answer& answer) {
  return CborValue::Array({CborValue::Text(answer.rule), CborValue::Text(answer.endorser), CborValue::Bool(answer.pass),
                           CborValue::Text(answer.because)});
}

// ---------------------------------------------------------------- reading
Status Wrong(const CborValue& at, const std::string& what) { return Status(Code::kType, what, at.offset()); }

Status IsArray(const CborValue& item, std::size_t size, const char* what) {
  if (item.Is(Kind::kArray) && item.items().size() == size) return {};
  return Wrong(item, std::string(what) + ": an array of " + std::to_string(size) + " is due");
}

Result<std::string> TextOf(const CborValue& item, const char* what) {
  if (!item.Is(Kind::kText)) return Wrong(item, std::string(what) + ": a text is due");
  return item.text();
}

Result<bool> BoolOf(const CborValue& item, const char* what) {
  if (!item.Is(Kind::kBool)) return Wrong(item, std::string(what) + ": true or false is due");
  return item.boolean();
}

template <class T, class Read>
Result<std::vector<T>> ListOf(const CborValue& item, const char* what, Read read) {
  if (!item.Is(Kind::kArray)) return Wrong(item, std::string(what) + ": an array is due");
  std::vector<T> out;
  for (const CborValue& one : item.items()) {
    MPS_ASSIGN(T value, read(one));
    out.push_back(std::move(value));
  }
  return out;
}

Result<ClaimPath> PathOf(const CborValue& item) {
  if (!item.Is(Kind::kArray) || item.items().empty())
    return Wrong(item, "a claim's path is an array that begins with an environment");
  ClaimPath path;
  MPS_ASSIGN(path.environment, TextOf(item.items()[0], "an environment"));
  for (std::size_t i = 1; i < item.items().size(); ++i) {
    const CborValue& at = item.items()[i];
    Step step;
    step.is_key = at.Is(Kind::kArray);
    if (step.is_key) MPS_TRY(IsArray(at, 1, "a key"));
    MPS_ASSIGN(step.name, TextOf(step.is_key ? at.items()[0] : at, "a step of a path"));
    path.steps.push_back(std::move(step));
  }
  return path;
}

Result<Value> NumberOf(const CborValue& item, Value out) {
  const auto number = item.AsInt();
  if (!number) return Wrong(item, "a whole number of 64 bits is due");
  out.number = *number;
  return out;
}

Result<Value> OctetsOf(const CborValue& item, Value out) {
  if (!item.Is(Kind::kBytes)) return Wrong(item, "octets are due");
  out.text.assign(item.bytes().begin(), item.bytes().end());
  return out;
}

Result<Value> DigestOf(const CborValue& item, Value out) {
  MPS_TRY(IsArray(item, 2, "a digest"));
  const auto alg = item.items()[0].AsInt();
  if (!alg || *alg < INT16_MIN || *alg > 0) return Wrong(item, "no digest algorithm");
  out.digest_alg = static_cast<DigestAlg>(*alg);
  return OctetsOf(item.items()[1], std::move(out));
}

Result<Value> VersionOf(const CborValue& item, Value out) {
  MPS_TRY(IsArray(item, 2, "a version"));
  MPS_ASSIGN(const std::string name, TextOf(item.items()[0], "an ordering"));
  for (const Ordering ordering : {Ordering::kDpkg, Ordering::kRpm, Ordering::kSemver, Ordering::kDotted}) {
    if (OrderingName(ordering) == name) out.ordering = ordering;
  }
  if (out.ordering == Ordering::kNone) return Wrong(item, "no ordering of versions: " + name);
  MPS_ASSIGN(out.text, TextOf(item.items()[1], "a version"));
  return out;
}

Result<Value> CidrOf(const CborValue& item, Value out) {
  MPS_TRY(IsArray(item, 2, "a network"));
  MPS_ASSIGN(out, NumberOf(item.items()[1], std::move(out)));
  return OctetsOf(item.items()[0], std::move(out));
}

Result<Value> ScalarOf(const CborValue& item, Value out) {
  switch (out.kind) {
    case TypeKind::kBool: {
      MPS_ASSIGN(const bool value, BoolOf(item, "a value"));
      out.number = value ? 1 : 0;
      return out;
    }
    case TypeKind::kInt:
    case TypeKind::kMode:
    case TypeKind::kTime:
    case TypeKind::kDuration:
      return NumberOf(item, std::move(out));
    case TypeKind::kText:
    case TypeKind::kPath:
    case TypeKind::kEnum: {
      MPS_ASSIGN(out.text, TextOf(item, "a value"));
      return out;
    }
    case TypeKind::kBytes:
    case TypeKind::kIp:
      return OctetsOf(item, std::move(out));
    case TypeKind::kDigest:
      return DigestOf(item, std::move(out));
    case TypeKind::kVersion:
      return VersionOf(item, std::move(out));
    case TypeKind::kCidr:
      return CidrOf(item, std::move(out));
    default:
      return Wrong(item, "a kind of value that no endorsement has");
  }
}

Result<Value> ValueOf(const CborValue& item) {
  MPS_TRY(IsArray(item, 2, "a value"));
  const auto kind = item.items()[0].AsUint();
  if (!kind || *kind > static_cast<std::uint64_t>(TypeKind::kPattern)) return Wrong(item, "no kind of value");
  Value out;
  out.kind = static_cast<TypeKind>(*kind);
  MPS_ASSIGN(out, ScalarOf(item.items()[1], std::move(out)));
  // Lengths of digests and addresses, modes and the like: what has no canonical form is no value.
  if (Status status = EncodeValue(out).ok() ? Status() : EncodeValue(out).status(); !status.ok())
    return Wrong(item, status.message());
  return out;
}

Result<Match> MatchOf(const CborValue& item) {
  MPS_TRY(IsArray(item, 3, "a condition"));
  Match match;
  MPS_ASSIGN(match.claim, PathOf(item.items()[0]));
  const auto kind = item.items()[1].AsUint();
  if (!kind || *kind >= kMatchKinds) return Wrong(item.items()[1], "no kind of condition");
  match.kind = static_cast<MatchKind>(*kind);
  MPS_ASSIGN(match.values, ListOf<Value>(item.items()[2], "values", ValueOf));
  return match;
}

Result<Addition> AdditionOf(const CborValue& item) {
  MPS_TRY(IsArray(item, 3, "an addition"));
  Addition addition;
  MPS_ASSIGN(addition.claim, PathOf(item.items()[0]));
  MPS_ASSIGN(addition.includes, BoolOf(item.items()[1], "`includes`"));
  MPS_ASSIGN(addition.value, ValueOf(item.items()[2]));
  return addition;
}

Result<Case> CaseOf(const CborValue& item) {
  MPS_TRY(IsArray(item, 2, "a case"));
  Case one;
  MPS_ASSIGN(one.when, ListOf<Match>(item.items()[0], "conditions", MatchOf));
  MPS_ASSIGN(one.then, ListOf<Addition>(item.items()[1], "additions", AdditionOf));
  return one;
}

Result<Endorsement> EndorsementOf(const CborValue& item) {
  MPS_TRY(IsArray(item, 6, "an endorsement"));
  Endorsement out;
  MPS_ASSIGN(out.id, TextOf(item.items()[0], "the name of an endorsement"));
  MPS_ASSIGN(out.endorser, TextOf(item.items()[1], "an endorser"));
  MPS_ASSIGN(out.when, ListOf<Match>(item.items()[2], "conditions", MatchOf));
  MPS_ASSIGN(out.cases, ListOf<Case>(item.items()[3], "cases", CaseOf));
  MPS_ASSIGN(out.series, BoolOf(item.items()[4], "`series`"));
  MPS_ASSIGN(out.speaks_of, ListOf<ClaimPath>(item.items()[5], "claims", PathOf));
  if (!out.series && out.cases.size() != 1) return Wrong(item, "an endorsement that is no series has one case");
  return out;
}

Result<std::string> IdOf(const CborValue& item) { return TextOf(item, "the id of a control"); }

Result<Endorser> EndorserOf(const CborValue& item, bool answers) {
  MPS_TRY(IsArray(item, answers ? 5 : 4, "an endorser"));
  Endorser out;
  MPS_ASSIGN(out.name, TextOf(item.items()[0], "the name of an endorser"));
  MPS_ASSIGN(out.key_kind, TextOf(item.items()[1], "the kind of a key"));
  MPS_ASSIGN(out.key_digest, TextOf(item.items()[2], "the digest of a key"));
  MPS_ASSIGN(out.grants, ListOf<ClaimPath>(item.items()[3], "grants", PathOf));
  if (answers) {
    MPS_ASSIGN(out.answers, ListOf<std::string>(item.items()[4], "what it may answer", IdOf));
  }
  return out;
}

Result<Answer> AnswerOf(const CborValue& item) {
  MPS_TRY(IsArray(item, 4, "an answer"));
  Answer out;
  MPS_ASSIGN(out.rule, IdOf(item.items()[0]));
  MPS_ASSIGN(out.endorser, TextOf(item.items()[1], "an endorser"));
  MPS_ASSIGN(out.pass, BoolOf(item.items()[2], "an answer"));
  MPS_ASSIGN(out.because, TextOf(item.items()[3], "the reason of an answer"));
  return out;
}

}  // namespace

Result<CborValue> EndorsementsItem(const EndorsementSet& set) {
  const bool has_answers = HasAnswers(set);
  MPS_ASSIGN(CborValue endorsers, has_answers ? WithAnswers(set.endorsers) : Items(set.endorsers));
  MPS_ASSIGN(CborValue endorsements, Items(set.endorsements));
  std::vector<CborValue> members = {CborValue::Text(std::string(kName)),
                                    CborValue::Int(has_answers ? kVersionOfAnswers : kVersion), std::move(endorsers),
                                    std::move(endorsements)};
  if (has_answers) {
    MPS_ASSIGN(members.emplace_back(), Items(set.answers));
  }
  return CborValue::Array(std::move(members));
}

Result<Bytes> EncodeEndorsements(const EndorsementSet& set) {
  MPS_ASSIGN(const CborValue item, EndorsementsItem(set));
  return cbor::Encode(item);
}

Result<EndorsementSet> EndorsementsOf(const CborValue& item) {
  if (!item.Is(Kind::kArray) || item.items().size() < 2 || !item.items()[0].Is(Kind::kText) ||
      item.items()[0].text() != kName)
    return Wrong(item, "not a set of endorsements");
  const auto version = item.items()[1].AsInt();
  if (version != kVersion && version != kVersionOfAnswers)
    return Status::Unsupported("endorsements_version", "endorsements of another version than 1 and 2");
  const bool answers = version == kVersionOfAnswers;
  MPS_TRY(IsArray(item, answers ? 5 : 4, "endorsements"));
  EndorsementSet set;
  MPS_ASSIGN(set.endorsers, ListOf<Endorser>(item.items()[2], "endorsers",
                                             [&](const CborValue& one) { return EndorserOf(one, answers); }));
  MPS_ASSIGN(set.endorsements, ListOf<Endorsement>(item.items()[3], "endorsements", EndorsementOf));
  if (answers) {
    MPS_ASSIGN(set.answers, ListOf<Answer>(item.items()[4], "answers", AnswerOf));
  }
  // One set has one form.
  if (answers && !HasAnswers(set)) return Wrong(item.items()[1], "endorsements without answers are of version 1");
  return set;
}

Result<EndorsementSet> DecodeEndorsements(ByteView bytes) {
  if (bytes.size() > kEndorsementBytes)
    return Status(Code::kLimit, "more endorsements than endorse::kEndorsementBytes");
  cbor::Options options = cbor::Options::Strict();
  options.form = cbor::Form::kDeterministic;
  MPS_ASSIGN(const CborValue item, cbor::Decode(bytes, options, kEndorsementItems));
  return EndorsementsOf(item);
}

}  // namespace mps::endorse
