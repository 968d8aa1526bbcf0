#include "collect/evidence_node.h"

#include "base/base64url.h"
#include "base/cbor_writer.h"
#include "base/utf8.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

constexpr int kLinesToDepth = 5;
constexpr std::int64_t kMostJsonInt = (std::int64_t{1} << 53) - 1;

void WriteJsonText(std::string_view text, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += kHex[(c >> 4) & 15];
      out += kHex[c & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void NewLine(std::string& out, int depth) {
  if (depth > kLinesToDepth) return;
  out += '\n';
  out.append(static_cast<std::size_t>(depth), ' ');
}

void WriteCbor(const EvidenceNode& node, cbor::Writer& out);

struct CborOf {
  cbor::Writer& out;
  void operator()(const EvidenceNode::Map& map) const {
    cbor::MapBuilder builder;
    for (const auto& [key, value] : map) WriteCbor(value, builder.Key(key));
    // Keys of a std::map are never equal, so the builder has nothing to refuse.
    (void)builder.Finish(out).ok();
  }
  void operator()(const EvidenceNode::List& list) const {
    out.Array(list.size());
    for (const auto& item : list) WriteCbor(item, out);
  }
};

void WriteCbor(const EvidenceNode& node, cbor::Writer& out) {
  if (node.is_map()) return CborOf{out}(node.map());
  if (node.is_list()) return CborOf{out}(node.list());
  out.Raw(node.ToCbor());
}

}  // namespace

EvidenceNode EvidenceNode::Text(std::string_view value) { return EvidenceNode(CleanText(value)); }

EvidenceNode EvidenceNode::Path(std::string_view octets) { return EvidenceNode(PathTextFromBytes(AsBytes(octets))); }

EvidenceNode& EvidenceNode::operator[](std::string_view key) {
  Map& map = std::get<Map>(value_);
  auto at = map.find(key);
  if (at == map.end()) at = map.emplace(CleanText(key), EvidenceNode()).first;
  return at->second;
}

void EvidenceNode::Erase(std::string_view key) {
  Map& map = std::get<Map>(value_);
  auto at = map.find(key);
  if (at != map.end()) map.erase(at);
}

EvidenceNode& EvidenceNode::Append(EvidenceNode item) {
  if (is_map() && map().empty()) value_ = List{};
  List& list = std::get<List>(value_);
  list.push_back(std::move(item));
  return list.back();
}

const EvidenceNode* EvidenceNode::Find(std::string_view key) const {
  if (!is_map()) return nullptr;
  auto at = map().find(key);
  return at == map().end() ? nullptr : &at->second;
}

std::string_view EvidenceNode::text() const {
  const auto* text = std::get_if<std::string>(&value_);
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

std::int64_t EvidenceNode::number() const {
  const auto* number = std::get_if<std::int64_t>(&value_);
  return number == nullptr ? 0 : *number;
}

void EvidenceNode::WriteJson(std::string& out, int depth) const {
  if (const auto* map = std::get_if<Map>(&value_)) {
    out += '{';
    bool first = true;
    for (const auto& [key, value] : *map) {
      if (!first) out += ',';
      first = false;
      NewLine(out, depth + 1);
      WriteJsonText(key, out);
      out += ':';
      value.WriteJson(out, depth + 1);
    }
    if (!first) NewLine(out, depth);
    out += '}';
  } else if (const auto* list = std::get_if<List>(&value_)) {
    out += '[';
    bool first = true;
    for (const auto& item : *list) {
      if (!first) out += ',';
      first = false;
      NewLine(out, depth + 1);
      item.WriteJson(out, depth + 1);
    }
    if (!first) NewLine(out, depth);
    out += ']';
  } else if (const auto* flag = std::get_if<bool>(&value_)) {
    out += *flag ? "true" : "false";
  } else if (const auto* number = std::get_if<std::int64_t>(&value_)) {
    bool wide = *number > kMostJsonInt || *number < -kMostJsonInt;
    out += wide ? '"' + std::to_string(*number) + '"' : std::to_string(*number);
  } else if (const auto* text = std::get_if<std::string>(&value_)) {
    WriteJsonText(*text, out);
  } else {
    WriteJsonText(Base64UrlEncode(std::get<mps::Bytes>(value_)), out);
  }
}

EvidenceNode TextSet(const std::set<std::string>& items) {
  EvidenceNode::List list;
  for (const std::string& item : items) list.push_back(EvidenceNode::Text(item));
  return EvidenceNode::Of(std::move(list));
}

std::string EvidenceNode::ToJson() const {
  std::string out;
  WriteJson(out, 0);
  out += '\n';
  return out;
}

mps::Bytes EvidenceNode::ToCbor() const {
  cbor::Writer out;
  if (is_map() || is_list()) {
    WriteCbor(*this, out);
  } else if (const auto* flag = std::get_if<bool>(&value_)) {
    out.Bool(*flag);
  } else if (const auto* number = std::get_if<std::int64_t>(&value_)) {
    out.Int(*number);
  } else if (const auto* text = std::get_if<std::string>(&value_)) {
    out.Text(*text);
  } else {
    out.Bytes(std::get<mps::Bytes>(value_));
  }
  return out.Take();
}

}  // namespace mps::collect
