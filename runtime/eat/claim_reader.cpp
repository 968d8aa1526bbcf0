#include "eat/claim_reader.h"

#include <algorithm>

#include "base/base64url.h"

namespace mps::eat {
namespace {

std::string SizeText(const std::initializer_list<std::size_t>& sizes) {
  std::string out;
  for (std::size_t size : sizes) out += (out.empty() ? "" : ", ") + std::to_string(size);
  return out;
}

}  // namespace

void ClaimReader::Fail(Label label, std::string message) {
  if (!status_.ok()) return;
  const std::string number = encoding_ == Encoding::kCbor ? " (" + std::to_string(label.number) + ")" : "";
  status_ = Status(Code::kInvalid,
                   std::string(what_) + " claim " + std::string(label.name) + number + ": " + std::move(message));
}

const Item* ClaimReader::Find(Label label, bool required) {
  if (!status_.ok()) return nullptr;
  const Item* item = map_.Find(label, encoding_);
  if (item == nullptr && required) Fail(label, "is missing");
  return item;
}

std::optional<Bytes> ClaimReader::OctetsOf(const Item& item, Label label) {
  const bool padded = encoding_ == Encoding::kJson && octets_ == Octets64::kPadded;
  if (padded && !item.Is(ItemKind::kText)) {
    Fail(label, "must be base64 text");
    return std::nullopt;
  }
  auto octets = padded ? Base64Decode(item.text) : BytesOf(item, encoding_);
  if (octets.ok()) return std::move(octets).value();
  Fail(label, encoding_ == Encoding::kCbor ? "must be a byte string" : "must be base64 text");
  return std::nullopt;
}

void ClaimReader::Octets(Label label, std::initializer_list<std::size_t> sizes, Bytes& out) {
  const Item* item = Find(label, true);
  auto octets = item == nullptr ? std::nullopt : OctetsOf(*item, label);
  if (!octets) return;
  if (std::find(sizes.begin(), sizes.end(), octets->size()) == sizes.end()) {
    return Fail(label, "has " + std::to_string(octets->size()) + " octets; " + SizeText(sizes) + " are allowed");
  }
  out = std::move(*octets);
}

void ClaimReader::Octets(Label label, std::size_t least, std::size_t most, std::optional<Bytes>& out) {
  const Item* item = Find(label, false);
  auto octets = item == nullptr ? std::nullopt : OctetsOf(*item, label);
  if (!octets) return;
  if (octets->size() < least || octets->size() > most) {
    return Fail(label, "has " + std::to_string(octets->size()) + " octets; " + std::to_string(least) + " to " +
                           std::to_string(most) + " are allowed");
  }
  out = std::move(octets);
}

void ClaimReader::Text(Label label, std::string& out) {
  std::optional<std::string> text;
  if (Find(label, true) == nullptr) return;
  Text(label, text);
  if (text) out = std::move(*text);
}

void ClaimReader::Text(Label label, std::optional<std::string>& out) {
  const Item* item = Find(label, false);
  if (item == nullptr) return;
  if (!item->Is(ItemKind::kText)) return Fail(label, "must be text");
  if (item->text.empty()) return Fail(label, "must not be empty");
  out = item->text;
}

void ClaimReader::Int(Label label, std::int64_t low, std::int64_t high, std::int64_t& out) {
  std::optional<std::int64_t> number;
  if (Find(label, true) == nullptr) return;
  Int(label, low, high, number);
  if (number) out = *number;
}

void ClaimReader::Int(Label label, std::int64_t low, std::int64_t high, std::optional<std::int64_t>& out) {
  const Item* item = Find(label, false);
  if (item == nullptr) return;
  if (!item->Is(ItemKind::kInt)) return Fail(label, "must be an integer");
  if (item->number < low || item->number > high) {
    return Fail(label, "is " + std::to_string(item->number) + ", which is out of range");
  }
  out = item->number;
}

const Item* ClaimReader::Array(Label label, std::size_t most) {
  const Item* item = Find(label, true);
  if (item == nullptr) return nullptr;
  if (!item->Is(ItemKind::kArray) || item->items.empty()) {
    Fail(label, "must be an array with members");
    return nullptr;
  }
  if (item->items.size() > most) {
    Fail(label, "has more members than are taken");
    return nullptr;
  }
  return item;
}

}  // namespace mps::eat
