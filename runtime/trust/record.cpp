// The record of an anchor in JSON.
#include "trust/record.h"

#include <algorithm>
#include <array>

#include "base/edit_distance.h"
#include "base/hex.h"
#include "base/json_value.h"
#include "base/time.h"
#include "mps/limits.h"

namespace mps::trust {
namespace {

using json::Kind;
using json::Value;

constexpr std::int64_t kVersion = 1;
constexpr std::array<std::string_view, 15> kMembers = {"mps_anchor", "name",    "kind", "kid",        "file",
                                                       "sha256",     "for",     "mps",  "claims",     "answers",
                                                       "eku",        "subject", "crls", "valid_from", "valid_until"};

Status Invalid(std::string message, const Value& at) {
  return Status(Code::kInvalid, std::move(message)).WithOffset(at.offset());
}

Result<const Value*> Member(const Value& record, std::string_view name) {
  const Value* value = record.Find(name);
  if (value == nullptr) return Status(Code::kInvalid, "there is no `" + std::string(name) + "`");
  return value;
}

Result<std::string> Text(const Value& record, std::string_view name) {
  MPS_ASSIGN(const Value* value, Member(record, name));
  if (!value->Is(Kind::kText)) return Invalid("`" + std::string(name) + "` is no text", *value);
  return value->text();
}

// Absent is empty: a list that is empty is not written.
Result<std::vector<std::string>> Texts(const Value& record, std::string_view name) {
  std::vector<std::string> out;
  const Value* value = record.Find(name);
  if (value == nullptr) return out;
  if (!value->Is(Kind::kArray) || value->items().empty())
    return Invalid("`" + std::string(name) + "` is no list of texts, or empty", *value);
  if (value->items().size() > limit::kAnchorEntries)
    return Status(Code::kLimit, "`" + std::string(name) + "` has more entries than are taken", value->offset());
  for (const Value& item : value->items()) {
    if (!item.Is(Kind::kText)) return Invalid("`" + std::string(name) + "` holds something that is no text", item);
    out.push_back(item.text());
  }
  return out;
}

Result<std::optional<std::int64_t>> Time(const Value& record, std::string_view name) {
  if (record.Find(name) == nullptr) return std::optional<std::int64_t>();
  MPS_ASSIGN(const std::string text, Text(record, name));
  auto time = ParseTime(text);
  if (!time.ok())
    return Invalid("`" + std::string(name) + "` is no time such as 2026-11-21T12:00:00Z", *record.Find(name));
  return std::optional<std::int64_t>(*time);
}

Result<std::string> Digest(const Value& record, std::string_view name) {
  MPS_ASSIGN(std::string text, Text(record, name));
  const auto octets = HexDecode(text);
  if (!octets.ok() || octets->size() != 32 || HexEncode(*octets) != text)
    return Invalid("`" + std::string(name) + "` is not 64 hexadecimal digits in lower case", *record.Find(name));
  return text;
}

// A name in the store's folder and nothing else.
bool IsFileName(std::string_view name) {
  return !name.empty() && name.size() <= 200 && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
                  c == '-';
         });
}

Status CheckMembers(const Value& record) {
  for (const auto& member : record.members()) {
    if (std::find(kMembers.begin(), kMembers.end(), member.first) != kMembers.end()) continue;
    const auto nearest = Nearest(member.first, std::span<const std::string_view>(kMembers));
    return Invalid("unknown member `" + member.first.substr(0, 80) + "`" +
                       (nearest ? "; did you mean `" + std::string(*nearest) + "`?" : ""),
                   member.second);
  }
  MPS_ASSIGN(const Value* version, Member(record, "mps_anchor"));
  if (version->AsInt() == kVersion) return {};
  return Status::Unsupported("anchor-version", "the anchor's file is not of version " + std::to_string(kVersion))
      .WithOffset(version->offset());
}

Status ReadRoles(const Value& record, Record& out) {
  MPS_ASSIGN(const auto names, Texts(record, "for"));
  for (const std::string& name : names) {
    const auto role = RoleFromName(name);
    if (!role) return Invalid("`" + name.substr(0, 80) + "` is no role: " + RoleNames(), *record.Find("for"));
    out.roles.push_back(*role);
  }
  return {};
}

Status ReadLists(const Value& record, Record& out) {
  MPS_TRY(ReadRoles(record, out));
  MPS_ASSIGN(out.mps, Texts(record, "mps"));
  MPS_ASSIGN(out.claims, Texts(record, "claims"));
  MPS_ASSIGN(out.answers, Texts(record, "answers"));
  MPS_ASSIGN(out.eku, Texts(record, "eku"));
  MPS_ASSIGN(out.subject, Texts(record, "subject"));
  MPS_ASSIGN(out.crls, Texts(record, "crls"));
  for (const std::string& file : out.crls) {
    if (!IsFileName(file))
      return Invalid("`crls` holds something that is no file name of the store", *record.Find("crls"));
  }
  return {};
}

Value TextsOf(const std::vector<std::string>& texts) {
  Value list = Value::Array();
  for (const std::string& text : texts) list.items().push_back(Value::Text(text));
  return list;
}

void AddList(Value& record, const char* name, const std::vector<std::string>& texts) {
  if (!texts.empty()) record.Add(name, TextsOf(texts));
}

Status AddTime(Value& record, const char* name, const std::optional<std::int64_t>& time) {
  if (!time) return {};
  MPS_ASSIGN(std::string text, FormatTime(*time));
  record.Add(name, Value::Text(std::move(text)));
  return {};
}

}  // namespace

Result<Record> DecodeRecord(std::string_view text) {
  MPS_ASSIGN(const Value record, json::Parse(text));
  if (!record.Is(Kind::kObject)) return Status(Code::kInvalid, "an anchor is a JSON object");
  MPS_TRY(CheckMembers(record));
  Record out;
  MPS_ASSIGN(out.name, Text(record, "name"));
  MPS_TRY(CheckName(out.name));
  MPS_ASSIGN(const std::string kind, Text(record, "kind"));
  if (kind != "certificate" && kind != "key")
    return Invalid("`kind` is neither `certificate` nor `key`", *record.Find("kind"));
  out.is_certificate = kind == "certificate";
  MPS_ASSIGN(out.kid, Digest(record, "kid"));
  MPS_ASSIGN(out.file, Text(record, "file"));
  if (!IsFileName(out.file)) return Invalid("`file` is no file name of the store", *record.Find("file"));
  MPS_ASSIGN(out.sha256, Digest(record, "sha256"));
  MPS_TRY(ReadLists(record, out));
  MPS_ASSIGN(out.valid_from, Time(record, "valid_from"));
  MPS_ASSIGN(out.valid_until, Time(record, "valid_until"));
  return out;
}

Result<std::string> EncodeRecord(const Record& record) {
  Value out = Value::Object();
  out.Add("mps_anchor", Value::Int(kVersion));
  out.Add("name", Value::Text(record.name));
  out.Add("kind", Value::Text(record.is_certificate ? "certificate" : "key"));
  out.Add("kid", Value::Text(record.kid));
  out.Add("file", Value::Text(record.file));
  out.Add("sha256", Value::Text(record.sha256));
  std::vector<std::string> roles;
  for (const Role role : kAllRoles) {
    if (std::find(record.roles.begin(), record.roles.end(), role) != record.roles.end())
      roles.emplace_back(RoleName(role));
  }
  AddList(out, "for", roles);
  AddList(out, "mps", record.mps);
  AddList(out, "claims", record.claims);
  AddList(out, "answers", record.answers);
  AddList(out, "eku", record.eku);
  AddList(out, "subject", record.subject);
  AddList(out, "crls", record.crls);
  MPS_TRY(AddTime(out, "valid_from", record.valid_from));
  MPS_TRY(AddTime(out, "valid_until", record.valid_until));
  return json::PrettyPrint(out) + "\n";
}

}  // namespace mps::trust
