// Wrappers written. Entry point: Encode.
#include "base/base64url.h"
#include "base/cbor_writer.h"
#include "base/json_value.h"
#include "cmw/cmw.h"
#include "cmw/rules.h"
#include "mps/limits.h"

namespace mps::cmw {
namespace {

Result<Bytes> EncodeAt(const Cmw& cmw);

Status CheckRecord(const Record& record) {
  if (record.indicator && (*record.indicator == 0 || *record.indicator > kKnownIndicators)) {
    return {Code::kInvalid, "an indicator has one or more of the bits 0 to 4"};
  }
  return {};
}

// ---------------------------------------------------------------- CBOR
Status WriteCbor(const Cmw& cmw, cbor::Writer& out);

Status WriteRecord(const Record& record, cbor::Writer& out) {
  MPS_TRY(CheckRecord(record));
  out.Array(record.indicator ? 3 : 2);
  if (const auto* number = std::get_if<std::uint16_t>(&record.type)) {
    out.Uint(*number);
  } else {
    out.Text(std::get<std::string>(record.type));
  }
  out.Bytes(record.value);
  if (record.indicator) out.Uint(*record.indicator);
  return {};
}

Status WriteTag(const Record& record, cbor::Writer& out) {
  const auto* number = std::get_if<std::uint16_t>(&record.type);
  if (number == nullptr || *number > kMostTagged) {
    return {Code::kInvalid, "a tag is made of a content format up to " + std::to_string(kMostTagged)};
  }
  if (record.indicator) return {Code::kInvalid, "a tagged wrapper has no indicator"};
  out.Tag(TagOf(*number));
  out.Bytes(record.value);
  return {};
}

Status WriteCollection(const Collection& collection, cbor::Writer& out) {
  cbor::MapBuilder map;
  if (collection.type) map.Key(kTypeLabel).Text(*collection.type);
  for (const auto& [label, entry] : collection.entries) {
    const auto* number = std::get_if<std::int64_t>(&label);
    cbor::Writer& to = number != nullptr ? map.Key(*number) : map.Key(std::string_view(std::get<std::string>(label)));
    if (entry.encoding == Encoding::kCbor) {
      MPS_TRY(WriteCbor(entry, to));
      continue;
    }
    MPS_ASSIGN(const Bytes inner, EncodeAt(entry));
    to.Array(2);
    to.Text(kJsonTunnel);
    to.Bytes(inner);
  }
  return map.Finish(out);
}

Status WriteCbor(const Cmw& cmw, cbor::Writer& out) {
  switch (cmw.form) {
    case Form::kRecord:
      return WriteRecord(cmw.record, out);
    case Form::kTag:
      return WriteTag(cmw.record, out);
    case Form::kCollection:
      break;
  }
  return WriteCollection(cmw.collection, out);
}

// ---------------------------------------------------------------- JSON
Result<json::Value> ToJson(const Cmw& cmw);

Result<json::Value> RecordToJson(const Record& record) {
  MPS_TRY(CheckRecord(record));
  const auto* name = std::get_if<std::string>(&record.type);
  if (name == nullptr) return Status(Code::kInvalid, "a record in JSON has a media type, not a content format");
  json::Value out = json::Value::Array();
  out.items().push_back(json::Value::Text(*name));
  out.items().push_back(json::Value::Text(Base64UrlEncode(record.value)));
  if (record.indicator) out.items().push_back(json::Value::Int(*record.indicator));
  return out;
}

Result<json::Value> EntryToJson(const Cmw& entry) {
  if (entry.encoding == Encoding::kJson) return ToJson(entry);
  MPS_ASSIGN(const Bytes inner, EncodeAt(entry));
  json::Value tunnel = json::Value::Array();
  tunnel.items().push_back(json::Value::Text(std::string(kCborTunnel)));
  tunnel.items().push_back(json::Value::Text(Base64UrlEncode(inner)));
  return tunnel;
}

Result<json::Value> ToJson(const Cmw& cmw) {
  if (cmw.form == Form::kRecord) return RecordToJson(cmw.record);
  if (cmw.form == Form::kTag) return Status(Code::kInvalid, "JSON has no tags");
  json::Value out = json::Value::Object();
  if (cmw.collection.type) out.Add(std::string(kTypeLabel), json::Value::Text(*cmw.collection.type));
  for (const auto& [label, entry] : cmw.collection.entries) {
    const auto* name = std::get_if<std::string>(&label);
    if (name == nullptr) return Status(Code::kInvalid, "labels of a collection in JSON are text");
    MPS_ASSIGN(json::Value value, EntryToJson(entry));
    out.Add(*name, std::move(value));
  }
  return out;
}

Result<Bytes> EncodeAt(const Cmw& cmw) {
  if (cmw.encoding == Encoding::kJson) {
    MPS_ASSIGN(const json::Value value, ToJson(cmw));
    return ToBytes(AsBytes(json::Print(value)));
  }
  cbor::Writer out;
  MPS_TRY(WriteCbor(cmw, out));
  return out.Take();
}

}  // namespace

Result<Bytes> Encode(const Cmw& cmw) {
  std::size_t entries = 0;
  MPS_TRY(CheckWrapper(cmw, 0, entries));
  return EncodeAt(cmw);
}

}  // namespace mps::cmw
