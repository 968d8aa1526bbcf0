// Suite cbor-deterministic: the number tables of CDE (RFC 8949 4.2.1) and of dCBOR, which differ on purpose for 2.0.
#include <charconv>
#include <cmath>
#include <limits>

#include "base/cbor_value.h"
#include "base/hex.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

using cbor::Form;

// The octets of a decimal number of any length, big endian.
Bytes Magnitude(std::string_view digits) {
  Bytes out;
  for (char digit : digits) {
    unsigned carry = static_cast<unsigned>(digit - '0');
    for (std::size_t i = out.size(); i-- > 0;) {
      const unsigned value = out[i] * 10u + carry;
      out[i] = static_cast<std::uint8_t>(value);
      carry = value >> 8;
    }
    if (carry > 0) out.insert(out.begin(), static_cast<std::uint8_t>(carry));
  }
  return out;
}

// A number as the tables write it: an integer, a float (it has `.` or an exponent), NaN or an infinity; or nothing.
std::optional<cbor::Value> ParseNumber(std::string_view text) {
  const double infinity = std::numeric_limits<double>::infinity();
  if (text == "NaN") return cbor::Value::Float(std::numeric_limits<double>::quiet_NaN());
  if (text == "Infinity") return cbor::Value::Float(infinity);
  if (text == "-Infinity") return cbor::Value::Float(-infinity);
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty()) return std::nullopt;
  if (digits.find_first_not_of("0123456789") == std::string_view::npos) {
    return cbor::Value::BigInt(text.starts_with('-'), Magnitude(digits));
  }
  double value = 0;
  const std::from_chars_result end = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size()) return std::nullopt;
  return cbor::Value::Float(value);
}

cbor::Options Rules(Form form) {
  cbor::Options options;
  options.form = form;
  return options;
}

// The bytes are what `form` makes of the value, the strict decoder takes them, and they are written again the same.
Status RunValid(const std::optional<cbor::Value>& value, const Bytes& bytes, Form form) {
  if (value) {
    MPS_ASSIGN(Bytes written, cbor::Encode(*value, form));
    if (written != bytes) return Status(Code::kInvalid, "encoded as " + HexEncode(written));
  }
  MPS_TRY(cbor::Validate(bytes, Rules(form)));
  MPS_ASSIGN(cbor::Value decoded, cbor::Decode(bytes, Rules(form)));
  MPS_ASSIGN(Bytes again, cbor::Encode(decoded, form));
  if (again != bytes) return Status(Code::kInvalid, "encoded again as " + HexEncode(again));
  return {};
}

// Refused by the cursor and by the tree.
Status RunInvalid(const Bytes& bytes, Form form) {
  const Status cursor = cbor::Validate(bytes, Rules(form));
  const Result<cbor::Value> tree = cbor::Decode(bytes, Rules(form));
  return !cursor.ok() && !tree.ok() ? cursor : Status();
}

void RunCde(const json::Value& table, Report& report) {
  for (const json::Value& row : table.items()) {
    const std::string kind = TextOf(row, "kind"), edn = TextOf(row, "edn");
    const std::string name = "cde " + kind + " " + edn + " " + TextOf(row, "hex");
    Result<Bytes> bytes = HexOf(row, "hex");
    if (!bytes.ok()) {
      report.Fail(name, bytes.status().ToString());
    } else if (kind == "bad" || TextOf(row, "cde") == "reject") {
      report.Reject(name, RunInvalid(*bytes, Form::kDeterministic));
    } else {
      const std::optional<cbor::Value> value = ParseNumber(edn);
      if (!value && (kind == "int" || kind == "flt")) {
        report.Fail(name, "a number that the suite cannot read");
      } else {
        report.Accept(name, RunValid(value, *bytes, Form::kDeterministic), true);
      }
    }
  }
}

void RunDcbor(const json::Value& tables, Report& report) {
  for (const std::string_view which : {"valid", "invalid"}) {
    const json::Value* table = tables.Find(which);
    if (table == nullptr) {
      report.Fail("dcbor", "no table `" + std::string(which) + "`");
      continue;
    }
    for (const json::Value& row : table->items()) {
      const std::string text = TextOf(row, "value");
      const std::string name = "dcbor " + std::string(which) + " " + text + " " + TextOf(row, "hex");
      Result<Bytes> bytes = HexOf(row, "hex");
      if (!bytes.ok()) {
        report.Fail(name, bytes.status().ToString());
      } else if (which == "invalid") {
        report.Reject(name, RunInvalid(*bytes, Form::kDcbor));
      } else {
        // Remarks follow the number: `255 (2^8 - 1)`.
        const std::optional<cbor::Value> value = ParseNumber(std::string_view(text).substr(0, text.find(' ')));
        report.Accept(name, RunValid(value, *bytes, Form::kDcbor), true);
      }
    }
  }
}

}  // namespace

void RunCborDeterministic(const Input& input, Report& report) {
  for (const json::Value& test_case : input.cases()) {
    Result<json::Value> file = input.ReadJson(FileOf(test_case));
    if (!file.ok()) {
      report.Fail(IdOf(test_case), file.status().ToString());
    } else if (file->Is(json::Kind::kArray)) {
      RunCde(*file, report);
    } else {
      RunDcbor(*file, report);
    }
  }
}

}  // namespace mps::vectors
