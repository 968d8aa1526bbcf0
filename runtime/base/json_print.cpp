// JSON trees as text.
#include "base/json_value.h"

namespace mps::json {
namespace {

class Printer {
 public:
  explicit Printer(bool pretty) : pretty_(pretty) {}

  void Print(const Value& value) {
    switch (value.kind()) {
      case Kind::kNull:
        out_ += "null";
        return;
      case Kind::kBool:
        out_ += value.boolean() ? "true" : "false";
        return;
      case Kind::kNumber:
        out_ += value.text();
        return;
      case Kind::kText:
        AppendQuoted(value.text(), out_);
        return;
      case Kind::kArray:
        Array(value);
        return;
      case Kind::kObject:
        Object(value);
        return;
    }
  }

  std::string Take() { return std::move(out_); }

 private:
  void NewLine() {
    if (!pretty_) return;
    out_ += '\n';
    out_.append(level_ * 2, ' ');
  }

  void Array(const Value& value) {
    out_ += '[';
    ++level_;
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      if (i > 0) out_ += ',';
      NewLine();
      Print(value.items()[i]);
    }
    --level_;
    if (!value.items().empty()) NewLine();
    out_ += ']';
  }

  void Object(const Value& value) {
    out_ += '{';
    ++level_;
    for (std::size_t i = 0; i < value.members().size(); ++i) {
      if (i > 0) out_ += ',';
      NewLine();
      AppendQuoted(value.members()[i].first, out_);
      out_ += pretty_ ? ": " : ":";
      Print(value.members()[i].second);
    }
    --level_;
    if (!value.members().empty()) NewLine();
    out_ += '}';
  }

  bool pretty_;
  std::size_t level_ = 0;
  std::string out_;
};

}  // namespace

std::string Print(const Value& value) {
  Printer printer(false);
  printer.Print(value);
  return printer.Take();
}

std::string PrettyPrint(const Value& value) {
  Printer printer(true);
  printer.Print(value);
  return printer.Take();
}

void AppendQuoted(std::string_view text, std::string& out) {
  static constexpr std::string_view kNames = "\"\\bfnrt", kValues = "\"\\\b\f\n\r\t";
  static constexpr char kDigits[] = "0123456789abcdef";
  out += '"';
  for (char c : text) {
    const std::size_t which = kValues.find(c);
    if (which != std::string_view::npos) {
      out += '\\';
      out += kNames[which];
    } else if (static_cast<std::uint8_t>(c) < 0x20) {
      out += "\\u00";
      out += kDigits[static_cast<std::uint8_t>(c) >> 4];
      out += kDigits[c & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

}  // namespace mps::json
