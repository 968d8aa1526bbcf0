// Reading evidence, one place at a time (docs/evidence.md).
#include "oracle_evidence.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstdio>
#include <optional>

namespace mps::oracle {
namespace {

using nlohmann::json;
using schema::TypeDef;

// ---------------------------------------------------------------- states
struct Found {
  std::string word;       // empty: nothing listed
  std::size_t depth = 0;  // steps of the entry that decided
  bool exact = false;
};

bool StepFits(const Step& listed, const Step& step, bool& wild) {
  if (listed.kind == Step::Kind::kAny) {
    wild = true;
    return step.kind != Step::Kind::kField;
  }
  if (listed.kind != step.kind) return false;
  return listed.kind == Step::Kind::kIndex ? listed.index == step.index : listed.name == step.name;
}

// The longest listed prefix; of equally long ones the one that is exact at the first step where they differ.
Found FindState(const Document& document, const std::vector<Step>& path) {
  Found best;
  std::vector<bool> best_wild;
  if (document.complete) best.word = "complete";
  for (const Listed& listed : document.states) {
    if (listed.path.size() > path.size()) continue;
    std::vector<bool> wild;
    bool fits = true;
    for (std::size_t i = 0; i < listed.path.size() && fits; ++i) {
      bool any = false;
      fits = StepFits(listed.path[i], path[i], any);
      wild.push_back(any);
    }
    if (!fits) continue;
    if (listed.path.size() > best.depth ||
        (listed.path.size() == best.depth && (best.word.empty() || wild < best_wild))) {
      best = {listed.word, listed.path.size(), listed.path.size() == path.size()};
      best_wild = wild;
    }
  }
  return best;
}

// ---------------------------------------------------------------- scalars
std::optional<std::string> Base64Url(const std::string& text) {
  std::string out;
  unsigned bits = 0, held = 0;
  static const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (const char c : text) {
    const auto at = alphabet.find(c);
    if (at == std::string::npos) return std::nullopt;
    held = held << 6 | static_cast<unsigned>(at);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>(held >> bits & 0xff);
    }
  }
  if (text.size() % 4 == 1 || (held & ((1u << bits) - 1)) != 0) return std::nullopt;
  return out;
}

std::optional<std::int64_t> ReadInt(const json& j) {
  if (j.is_number_unsigned() && j.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  if (j.is_number_integer()) return j.get<std::int64_t>();
  if (!j.is_string()) return std::nullopt;
  const auto& s = j.get_ref<const std::string&>();
  const std::size_t first = !s.empty() && s[0] == '-' ? 1 : 0;
  if (s.size() == first || s.size() > 20 || s.find_first_not_of("0123456789", first) != std::string::npos ||
      (s[first] == '0'))
    return std::nullopt;
  errno = 0;
  const long long n = std::strtoll(s.c_str(), nullptr, 10);
  constexpr std::int64_t kSafe = (std::int64_t{1} << 53) - 1;
  if (errno != 0 || (n >= -kSafe && n <= kSafe)) return std::nullopt;  // only what JSON cannot carry may be text
  return n;
}

std::optional<std::string> ParseIp(const std::string& text) {
  char out[16];
  if (inet_pton(AF_INET, text.c_str(), out) == 1) return std::string(out, 4);
  if (inet_pton(AF_INET6, text.c_str(), out) == 1) return std::string(out, 16);
  return std::nullopt;
}

std::optional<Value> ReadDigest(const std::string& text) {
  static const std::pair<const char*, std::pair<DigestAlg, std::size_t>> algorithms[] = {
      {"sha1:", {DigestAlg::kSha1, 20}},
      {"sha256:", {DigestAlg::kSha256, 32}},
      {"sha384:", {DigestAlg::kSha384, 48}},
      {"sha512:", {DigestAlg::kSha512, 64}}};
  for (const auto& [prefix, alg] : algorithms) {
    const std::string head = prefix;
    if (text.rfind(head, 0) != 0 || text.size() != head.size() + alg.second * 2) continue;
    Value v;
    v.kind = TypeKind::kDigest;
    v.digest_alg = alg.first;
    for (std::size_t i = head.size(); i < text.size(); i += 2) {
      unsigned byte = 0;
      if (std::string("0123456789abcdef").find(text[i]) == std::string::npos ||
          std::sscanf(text.substr(i, 2).c_str(), "%2x", &byte) != 1)
        return std::nullopt;
      v.text += static_cast<char>(byte);
    }
    return v;
  }
  return std::nullopt;
}

bool InDomain(const TypeDef& type, std::int64_t n) {
  return (!type.low || n >= *type.low) && (!type.high || n <= *type.high);
}

std::optional<Value> ReadNumber(const TypeDef& type, const json& j) {
  std::optional<std::int64_t> n;
  if (type.kind == TypeKind::kMode && j.is_string()) {
    const auto& s = j.get_ref<const std::string&>();
    if ((s.size() == 4 || s.size() == 5) && s[0] == '0' && s.find_first_not_of("01234567") == std::string::npos)
      n = std::strtoll(s.c_str(), nullptr, 8);
  } else {
    n = ReadInt(j);
  }
  if (!n || !InDomain(type, *n) || (type.kind == TypeKind::kMode && (*n < 0 || *n > 07777))) return std::nullopt;
  Value v;
  v.kind = type.kind;
  v.number = *n;
  return v;
}

// Roughly what each system takes: enough to tell versions from other text.
bool IsVersion(Ordering ordering, const std::string& text) {
  const auto only = [&](const char* letters) {
    return !text.empty() && text.find_first_not_of(std::string("0123456789") + letters) == std::string::npos;
  };
  const char* kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.+:~^_-";
  switch (ordering) {
    case Ordering::kDotted:
      return only(".") && text.find("..") == std::string::npos && text.front() != '.' && text.back() != '.';
    case Ordering::kSemver:
      return only(kLetters) && std::count(text.begin(), text.end(), '.') >= 2;
    default:
      return only(kLetters);
  }
}

std::optional<Value> ReadText(const TypeDef& type, const json& j) {
  if (!j.is_string()) return std::nullopt;
  Value v;
  v.kind = type.kind;
  v.ordering = type.ordering;
  v.text = j.get<std::string>();
  if (!type.words.empty() && !(type.kind == TypeKind::kEnum && type.open) &&
      std::find(type.words.begin(), type.words.end(), v.text) == type.words.end())
    return std::nullopt;
  if (type.kind == TypeKind::kVersion && !IsVersion(type.ordering, v.text)) return std::nullopt;
  if (type.kind == TypeKind::kDigest) return ReadDigest(v.text);
  if (type.kind == TypeKind::kIp || type.kind == TypeKind::kCidr) {
    const auto slash = v.text.find('/');
    if ((slash != std::string::npos) != (type.kind == TypeKind::kCidr)) return std::nullopt;
    if (slash != std::string::npos) v.number = std::strtoll(v.text.c_str() + slash + 1, nullptr, 10);
    const auto ip = ParseIp(v.text.substr(0, slash));
    if (!ip) return std::nullopt;
    v.text = *ip;
  }
  return v;
}

std::optional<Value> ReadScalar(const TypeDef& type, const json& j) {
  Value v;
  v.kind = type.kind;
  switch (type.kind) {
    case TypeKind::kBool:
      if (!j.is_boolean()) return std::nullopt;
      v.number = j.get<bool>() ? 1 : 0;
      return v;
    case TypeKind::kInt:
    case TypeKind::kMode:
    case TypeKind::kTime:
    case TypeKind::kDuration:
      return ReadNumber(type, j);
    case TypeKind::kBytes: {
      if (j.is_binary()) {
        v.text.assign(j.get_binary().begin(), j.get_binary().end());
        return v;
      }
      const auto bytes = j.is_string() ? Base64Url(j.get<std::string>()) : std::nullopt;
      if (!bytes) return std::nullopt;
      v.text = *bytes;
      return v;
    }
    case TypeKind::kScalar:
      v.kind = j.is_boolean() ? TypeKind::kBool : j.is_string() ? TypeKind::kText : TypeKind::kInt;
      if (j.is_string()) v.text = j.get<std::string>();
      if (j.is_boolean()) v.number = j.get<bool>() ? 1 : 0;
      if (j.is_number()) {
        const auto n = j.is_number_integer() ? ReadInt(j) : std::nullopt;
        if (!n) return std::nullopt;
        v.number = *n;
      }
      if (!j.is_boolean() && !j.is_string() && !j.is_number()) return std::nullopt;
      return v;
    default:
      return ReadText(type, j);
  }
}

// ---------------------------------------------------------------- collections and records
std::vector<Step> Below(const Place& place, Step step) {
  auto path = place.path;
  path.push_back(std::move(step));
  return path;
}

Known ReadMember(const Place& place, const json& member, Step step) {
  Place inner;
  inner.document = place.document;
  inner.json = &member;
  inner.type = place.document->model->types[place.type].element;
  inner.path = Below(place, std::move(step));
  return Read(inner);
}

std::optional<Value> ReadKey(const Place& place, const std::string& key) {
  const auto& types = place.document->model->types;
  const TypeDef& type = types[types[place.type].key];
  if (type.kind != TypeKind::kInt) return ReadText(type, json(key));
  const std::size_t first = !key.empty() && key[0] == '-' ? 1 : 0;
  if (key.size() == first || key.size() > 19 || key.find_first_not_of("0123456789", first) != std::string::npos)
    return std::nullopt;
  if (key[first] == '0' && key.size() > 1) return std::nullopt;
  Value v;
  v.kind = TypeKind::kInt;
  v.number = std::strtoll(key.c_str(), nullptr, 10);
  return InDomain(type, v.number) ? std::optional<Value>(v) : std::nullopt;
}

// Something at or below this path is listed as not known: without `[*]`, which tells of members that are there.
bool ListedUnknownBelow(const Document& document, const std::vector<Step>& path) {
  return std::any_of(document.states.begin(), document.states.end(), [&](const Listed& listed) {
    if (listed.path.size() < path.size() || listed.word == "complete" || listed.word == "absent") return false;
    for (std::size_t i = 0; i < listed.path.size(); ++i) {
      bool any = false;
      if (listed.path[i].kind == Step::Kind::kAny) return false;
      if (i < path.size() && !StepFits(listed.path[i], path[i], any)) return false;
    }
    return true;
  });
}

// A key or position without member, at or below which something is listed as not known: there may be more than it
// shows.
bool HasDoubts(const Place& place, bool map, std::size_t members) {
  for (const Listed& listed : place.document->states) {
    if (listed.path.size() <= place.path.size()) continue;
    const Step& step = listed.path[place.path.size()];
    if (step.kind != Step::Kind::kKey && step.kind != Step::Kind::kIndex) continue;
    const std::string key = step.kind == Step::Kind::kIndex ? std::to_string(step.index) : step.name;
    const bool there = map ? place.json->contains(key) : step.kind != Step::Kind::kIndex || step.index < members;
    if (there) continue;
    auto path = place.path;
    path.push_back(step);
    if (ListedUnknownBelow(*place.document, path)) return true;
  }
  return false;
}

Known ReadMembers(const Place& place, const TypeDef& type, Known out) {
  const json& j = *place.json;
  if (type.kind == TypeKind::kMap) {
    if (!j.is_object()) return Known::Of(State::kError);
    out.incomplete = out.incomplete || HasDoubts(place, true, 0);
    for (const auto& [key, member] : j.items()) {
      const auto typed = ReadKey(place, key);
      if (!typed) return Known::Of(State::kError);
      Step step;
      step.kind = Step::Kind::kKey;
      step.name = key;
      out.keys.push_back(Known::Scalar(*typed));
      out.members.push_back(ReadMember(place, member, step));
    }
  } else {
    if (!j.is_array()) return Known::Of(State::kError);
    for (std::size_t i = 0; i < j.size(); ++i) {
      Step step;
      step.kind = Step::Kind::kIndex;
      step.index = i;
      const Known member = ReadMember(place, j[i], step);
      // Members of a set have no place of their own: one in error is the set's error.
      const bool scalar = member.shape == Known::Shape::kScalar;
      if (type.kind == TypeKind::kSet && scalar && member.state != State::kValue) return Known::Of(State::kError);
      const bool repeated =
          type.kind == TypeKind::kSet && std::any_of(out.members.begin(), out.members.end(), [&](const Known& m) {
            return scalar && m.shape == Known::Shape::kScalar && SameSpelling(m, member);
          });
      if (!repeated) out.members.push_back(member);
    }
  }
  if (type.kind != TypeKind::kMap) out.incomplete = out.incomplete || HasDoubts(place, false, out.members.size());
  if (out.members.empty() && !out.incomplete && !type.allow_empty) return Known::Of(State::kError);
  return out;
}

bool HasStrangers(const TypeDef& type, const json& j) {
  for (const auto& [key, member] : j.items()) {
    if (std::none_of(type.fields.begin(), type.fields.end(), [&](const auto& f) { return f.wire_name == key; }))
      return true;
  }
  return false;
}

Known Missing(const Place& place, const TypeDef& type, const Found& found) {
  Known out;
  if (place.forbidden) return Known::Of(State::kUnknown);  // what evidence lists is nothing about what endorsers say
  const bool collection = type.kind == TypeKind::kList || type.kind == TypeKind::kSet || type.kind == TypeKind::kMap;
  if (place.outer != State::kValue && found.depth <= place.outer_depth) {
    out = Known::Of(place.outer);
  } else if (found.word == "absent") {
    out = Known::Of(place.optional || found.depth < place.path.size() ? State::kAbsent : State::kError);
  } else if (found.word == "complete") {
    out = Known::Of(place.optional ? State::kAbsent : State::kError);
  } else if (found.word == "error") {
    out = Known::Of(State::kError);
  } else {
    out = Known::Of(State::kUnknown);
  }
  // Not there by the word of what is around it, and yet something of it is said to be unknown.
  const bool by_its_surroundings = place.outer == State::kValue || found.depth > place.outer_depth;
  if (out.state == State::kAbsent && by_its_surroundings && !found.exact &&
      ListedUnknownBelow(*place.document, place.path))
    return Known::Of(State::kUnknown);
  const bool looked_up = place.member && found.depth < place.path.size();  // only the map's own state is known
  if (collection && !looked_up && out.state == State::kUnknown && found.word != "unknown" &&
      place.outer == State::kValue) {
    out = Known{};
    out.shape = Known::Shape::kCollection;
    out.incomplete = true;
  }
  return out;
}

Known Present(const Place& place, const TypeDef& type, const Found& found) {
  if (place.forbidden) return Known::Of(State::kError);
  if (place.json->is_null()) return Known::Of(place.optional ? State::kAbsent : State::kError);
  if (found.exact && (found.word == "absent" || found.word == "unknown" || found.word == "error"))
    return Known::Of(State::kError);
  if (type.kind == TypeKind::kRecord) {
    if (!place.json->is_object() || (!type.open && HasStrangers(type, *place.json))) return Known::Of(State::kError);
    return Known{};
  }
  if (type.kind == TypeKind::kList || type.kind == TypeKind::kSet || type.kind == TypeKind::kMap) {
    Known out;
    out.shape = Known::Shape::kCollection;
    out.incomplete = found.word != "complete";
    return ReadMembers(place, type, out);
  }
  const auto value = ReadScalar(type, *place.json);
  return value ? Known::Scalar(*value) : Known::Of(State::kError);
}

}  // namespace

std::vector<Step> ParsePath(const std::string& text) {
  std::vector<Step> path;
  std::size_t i = 0;
  while (i < text.size()) {
    Step step;
    if (text[i] == '[' && text[i + 1] == '"') {
      step.kind = Step::Kind::kKey;
      for (i += 2; text[i] != '"'; ++i) {
        if (text[i] == '\\') ++i;
        step.name += text[i];
      }
      i += 2;
    } else if (text[i] == '[') {
      const auto close = text.find(']', i);
      const std::string inner = text.substr(i + 1, close - i - 1);
      step.kind = inner == "*" ? Step::Kind::kAny : Step::Kind::kIndex;
      if (inner != "*") step.index = std::stoul(inner);
      i = close + 1;
    } else {
      if (text[i] == '.') ++i;
      const auto end = std::min(text.find_first_of(".[", i), text.size());
      step.name = text.substr(i, end - i);
      i = end;
    }
    path.push_back(step);
  }
  return path;
}

std::vector<Listed> ParseStates(const json& states) {
  std::vector<Listed> out;
  for (const auto& [path, state] : states.items())
    out.push_back({ParsePath(path), state.is_string() ? state.get<std::string>() : state.begin().key()});
  return out;
}

void ReadBeside(const json& from, Document& document) {
  const auto read = [&](const char* name, TypeKind kind, Known& out) {
    if (!from.contains(name)) return;
    const json& said = from.at(name);
    TypeDef type;
    type.kind = kind;
    if (said.is_object()) {
      out = Known::Of(said.contains("error") ? State::kError : State::kUnknown);
    } else if (said.is_null()) {
      out = Known::Of(State::kAbsent);
    } else {
      out = Known::Scalar(ReadScalar(type, said).value());
    }
  };
  read("collected_at", TypeKind::kTime, document.collected);
  read("nonce", TypeKind::kBytes, document.nonce);
}

Known Read(const Place& place) {
  const TypeDef& type = place.document->model->types[place.type];
  const Found found = FindState(*place.document, place.path);
  Known out = place.json != nullptr ? Present(place, type, found) : Missing(place, type, found);
  out.place = std::make_shared<Place>(place);
  if (type.kind == TypeKind::kRecord) out.shape = Known::Shape::kPlace;  // its fields may be known better than it is
  return out;
}

Known ReadMissingMember(const Known& map, const Value& key) {
  const Place& outer = *map.place;
  if (map.state == State::kError && outer.json != nullptr) return Known::Of(State::kError);
  Place inner;
  inner.document = outer.document;
  inner.type = outer.document->model->types[outer.type].element;
  inner.optional = true;
  inner.member = true;
  inner.outer = map.state;
  inner.outer_depth = outer.path.size();
  Step step;
  step.kind = Step::Kind::kKey;
  step.name = key.kind == TypeKind::kInt ? std::to_string(key.number) : key.text;
  inner.path = Below(outer, step);
  return Read(inner);
}

Known ReadField(const Known& record, std::size_t field) {
  if (record.shape != Known::Shape::kPlace) return record;  // no such row: its state is the field's
  const Place& outer = *record.place;
  const auto& def = outer.document->model->types[outer.type].fields[field];
  if (def.name == "collected()" || def.name == "nonce()") {
    if (outer.document->claims != nullptr)
      return def.name == "nonce()" ? outer.document->nonce : outer.document->collected;
    return Known::Of(record.state == State::kAbsent ? State::kAbsent : State::kUnknown);
  }
  if (record.state == State::kError && record.place->json != nullptr) return Known::Of(State::kError);
  Place inner;
  inner.document = outer.document;
  inner.type = def.type;
  inner.optional = def.optional;
  inner.forbidden = outer.forbidden || def.asserter == Asserter::kEndorser;
  inner.outer = record.state;
  inner.outer_depth = outer.path.size();
  Step step;
  step.name = def.wire_name;
  inner.path = Below(outer, step);
  if (outer.json != nullptr && outer.json->is_object() && outer.json->contains(def.wire_name))
    inner.json = &outer.json->at(def.wire_name);
  return Read(inner);
}

}  // namespace mps::oracle
