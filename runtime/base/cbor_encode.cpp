// CBOR trees to bytes: preferred serialisation, deterministic, dCBOR.
#include <algorithm>

#include "base/cbor_float.h"
#include "base/cbor_value.h"
#include "base/cbor_writer.h"
#include "base/utf8.h"
#include "mps/limits.h"

namespace mps::cbor {
namespace {

class Encoder {
 public:
  explicit Encoder(Form form) : form_(form) {}

  Status Encode(const Value& value, std::size_t depth) {
    switch (value.kind()) {
      case Kind::kUint:
        AppendHead(0, value.argument(), out_);
        return {};
      case Kind::kNegative:
        return Negative(value);
      case Kind::kBytes:
        String(2, value.text());
        return {};
      case Kind::kText:
        return Text(value);
      case Kind::kArray:
        return Array(value, depth);
      case Kind::kMap:
        return Map(value, depth);
      case Kind::kTag:
        return Tag(value, depth);
      case Kind::kBool:
        out_.push_back(value.boolean() ? 0xF5 : 0xF4);
        return {};
      case Kind::kNull:
        out_.push_back(0xF6);
        return {};
      case Kind::kUndefined:
        return Simple(23);
      case Kind::kSimple:
        return Simple(value.argument());
      case Kind::kFloat:
        return Float(value);
    }
    return Status(Code::kInternal, "unknown kind of value");
  }

  Bytes Take() { return std::move(out_); }

 private:
  bool dcbor() const { return form_ == Form::kDcbor; }

  static Status Deeper(std::size_t depth) {
    if (depth < limit::kEvidenceDepth) return {};
    return Status(Code::kLimit, "nesting deeper than " + std::to_string(limit::kEvidenceDepth));
  }

  void String(unsigned major, std::string_view text) {
    AppendHead(major, text.size(), out_);
    out_.insert(out_.end(), text.begin(), text.end());
  }

  Status Negative(const Value& value) {
    if (dcbor() && value.argument() >> 63 != 0) {
      return Status(Code::kNotDeterministic, "an integer below -2^63, which dCBOR does not have");
    }
    AppendHead(1, value.argument(), out_);
    return {};
  }

  Status Text(const Value& value) {
    if (!IsUtf8(value.text())) return Status(Code::kUtf8, "a text that is not UTF-8");
    const auto above = [](char c) { return static_cast<std::uint8_t>(c) >= 0xCC; };
    if (dcbor() && std::any_of(value.text().begin(), value.text().end(), above)) {
      return Status::Unsupported("nfc", "whether the text is in Unicode normalisation form C is not known");
    }
    String(3, value.text());
    return {};
  }

  Status Array(const Value& value, std::size_t depth) {
    MPS_TRY(Deeper(depth));
    AppendHead(4, value.items().size(), out_);
    for (const Value& item : value.items()) MPS_TRY(Encode(item, depth + 1));
    return {};
  }

  Status Tag(const Value& value, std::size_t depth) {
    MPS_TRY(Deeper(depth));
    AppendHead(6, value.argument(), out_);
    return Encode(value.content(), depth + 1);
  }

  // Each entry is encoded by itself, so that entries can be put in order.
  Status Map(const Value& value, std::size_t depth) {
    MPS_TRY(Deeper(depth));
    using Piece = std::pair<Bytes, Bytes>;
    std::vector<Piece> pieces;
    for (const Value::Entry& entry : value.entries()) {
      Encoder key(form_), content(form_);
      MPS_TRY(key.Encode(entry.first, depth + 1));
      MPS_TRY(content.Encode(entry.second, depth + 1));
      pieces.emplace_back(key.Take(), content.Take());
    }
    std::vector<Piece> sorted = pieces;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      if (sorted[i - 1].first == sorted[i].first) return Status(Code::kDuplicate, "a map key occurs twice");
    }
    AppendHead(5, pieces.size(), out_);
    for (const Piece& piece : form_ == Form::kAny ? pieces : sorted) {
      out_.insert(out_.end(), piece.first.begin(), piece.first.end());
      out_.insert(out_.end(), piece.second.begin(), piece.second.end());
    }
    return {};
  }

  Status Simple(std::uint64_t number) {
    if (dcbor()) return Status(Code::kNotDeterministic, "a simple value that dCBOR does not have");
    if (number > 255 || (number >= 24 && number < 32)) return Status(Code::kInvalid, "no such simple value");
    if (number >= 32) out_.push_back(0xF8);
    out_.push_back(static_cast<std::uint8_t>(number >= 32 ? number : 0xE0 | number));
    return {};
  }

  Status Float(const Value& value) {
    std::uint64_t bits = value.argument();
    if (dcbor()) {
      if (std::optional<WholeNumber> whole = WholeFromFloat(bits)) {
        AppendHead(whole->negative ? 1 : 0, whole->argument, out_);
        return {};
      }
      if (value.AsDouble() != value.AsDouble()) bits = kNanBits;
    }
    AppendFloat(bits, out_);
    return {};
  }

  Form form_;
  Bytes out_;
};

}  // namespace

Result<Bytes> Encode(const Value& value, Form form) {
  Encoder encoder(form);
  MPS_TRY(encoder.Encode(value, 0));
  return encoder.Take();
}

}  // namespace mps::cbor
