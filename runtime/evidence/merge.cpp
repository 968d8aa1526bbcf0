// Both documents are cut into members; what is put together again are their own octets.
#include "evidence/merge.h"

#include <list>
#include <map>
#include <string>

#include "base/cbor_reader.h"
#include "base/cbor_writer.h"
#include "base/json_reader.h"
#include "base/json_value.h"
#include "evidence/evidence.h"

namespace mps::evidence {
namespace {

using Members = std::map<std::string, ByteView>;  // encoded values by name

struct Parts {
  Members members;  // without `environments`
  Members environments;
};

ByteView TakeRaw(cbor::Reader& cursor, ByteView) {
  ByteView raw;
  cursor.SkipRaw(raw);
  return raw;
}

// The value begins where the reader finds it, behind white space.
ByteView TakeRaw(json::Reader& cursor, ByteView document) {
  (void)cursor.Peek();
  const std::uint64_t from = cursor.Offset();
  if (!cursor.Skip()) return {};
  return document.subspan(from, cursor.Offset() - from);
}

template <class C>
Result<Parts> Cut(ByteView document) {
  C cursor(document);
  Parts parts;
  if (!cursor.EnterMap()) return cursor.TakeStatus();
  bool found = false;
  for (std::string_view name; cursor.NextKey(name);) {
    const std::string key(name);
    if (key != "environments") {
      parts.members[key] = TakeRaw(cursor, document);
      continue;
    }
    found = true;
    if (!cursor.EnterMap()) break;
    for (std::string_view environment; cursor.NextKey(environment);) {
      const std::string owned(environment);
      parts.environments[owned] = TakeRaw(cursor, document);
    }
    cursor.LeaveMap();
  }
  cursor.LeaveMap();
  MPS_TRY(cursor.Finish());
  if (!found || !parts.members.contains("mps_evidence"))
    return Status(Code::kType, "not an evidence document: it lacks `mps_evidence` or `environments`");
  return parts;
}

template <class C>
Result<Members> CutMap(ByteView map) {
  C cursor(map);
  Members members;
  if (!cursor.EnterMap()) return cursor.TakeStatus();
  for (std::string_view name; cursor.NextKey(name);) {
    const std::string key(name);
    members[key] = TakeRaw(cursor, map);
  }
  cursor.LeaveMap();
  MPS_TRY(cursor.Finish());
  return members;
}

bool Same(ByteView a, ByteView b) { return AsText(a) == AsText(b); }

// Encoded members are compared as they are: a nonce and a UEID have one spelling each.
Status Join(Parts& to, const Parts& from) {
  for (const char* name : {"mps_evidence", "nonce", "device"}) {
    const auto at = from.members.find(name);
    if (at == from.members.end()) continue;
    const auto here = to.members.find(name);
    if (here == to.members.end() || !Same(here->second, at->second))
      return {Code::kFreshness, std::string("the documents do not have the same `") + name + "`"};
  }
  for (const auto& [name, octets] : from.environments) {
    if (!to.environments.emplace(name, octets).second)
      return {Code::kDuplicate, "both documents have an environment `" + name + "`"};
  }
  return {};
}

Result<Bytes> ToCbor(const Parts& parts) {
  cbor::MapBuilder document, environments;
  for (const auto& [name, octets] : parts.members) document.Key(name).Raw(octets);
  for (const auto& [name, octets] : parts.environments) environments.Key(name).Raw(octets);
  MPS_TRY(environments.Finish(document.Key("environments")));
  cbor::Writer out;
  MPS_TRY(document.Finish(out));
  return out.Take();
}

void AppendMembers(const Members& members, std::string_view indent, std::string& out) {
  bool first = true;
  for (const auto& [name, octets] : members) {
    out.append(first ? "\n" : ",\n").append(indent);
    first = false;
    json::AppendQuoted(name, out);
    out.append(": ").append(AsText(octets));
  }
}

std::string JsonMap(const Members& members, std::string_view indent, std::string_view end) {
  std::string out = "{";
  AppendMembers(members, indent, out);
  return out.append("\n").append(end).append("}");
}

Bytes ToJson(const Parts& parts) {
  const std::string environments = JsonMap(parts.environments, "    ", "  ");
  Members members = parts.members;
  members["environments"] = AsBytes(environments);
  const std::string out = JsonMap(members, "  ", "") + "\n";
  return ToBytes(AsBytes(out));
}

Result<Bytes> CborMap(const Members& members) {
  cbor::MapBuilder map;
  for (const auto& [name, octets] : members) map.Key(name).Raw(octets);
  cbor::Writer out;
  MPS_TRY(map.Finish(out));
  return out.Take();
}

// Evidence that was made at another time, and may have answered no challenge, must not look as new as what it is put
// beside: each environment says of itself what its document said of all. `kept` holds the new octets.
Status KeepFrames(Parts& parts, bool json, std::list<Bytes>& kept) {
  const Bytes& null = kept.emplace_back(json ? ToBytes(AsBytes(std::string("null"))) : Bytes{0xf6});
  for (auto& [name, octets] : parts.environments) {
    MPS_ASSIGN(Members members, json ? CutMap<json::Reader>(octets) : CutMap<cbor::Reader>(octets));
    for (const char* member : {"collected_at", "nonce"}) {
      const auto said = parts.members.find(member);
      members.emplace(member, said == parts.members.end() ? ByteView(null) : said->second);
    }
    if (json) {
      const std::string text = JsonMap(members, "      ", "    ");
      octets = kept.emplace_back(ToBytes(AsBytes(text)));
    } else {
      MPS_ASSIGN(Bytes map, CborMap(members));
      octets = kept.emplace_back(std::move(map));
    }
  }
  return {};
}

}  // namespace

Result<Bytes> MergeEvidence(ByteView document, ByteView other, Frame frame) {
  const bool json = LooksLikeJson(document);
  if (json != LooksLikeJson(other)) return Status(Code::kUsage, "one document is JSON and the other CBOR");
  MPS_ASSIGN(Parts parts, json ? Cut<json::Reader>(document) : Cut<cbor::Reader>(document));
  MPS_ASSIGN(Parts more, json ? Cut<json::Reader>(other) : Cut<cbor::Reader>(other));
  std::list<Bytes> kept;
  if (frame == Frame::kOwn) MPS_TRY(KeepFrames(more, json, kept));
  MPS_TRY(Join(parts, more));
  if (json) return ToJson(parts);
  return ToCbor(parts);
}

}  // namespace mps::evidence
