// Suite cbor: RFC 8949 Appendix A (decode, and write again in preferred serialisation) and Appendix F (not
// well-formed).
#include <bit>

#include "base/base64url.h"
#include "base/cbor_value.h"
#include "base/hex.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

// The `decoded` member of a case is the data item in JSON: true if it is the same as ours.
bool SameAsJson(const cbor::Value& value, const json::Value& decoded) {
  switch (decoded.kind()) {
    case json::Kind::kNull:
      return value.Is(cbor::Kind::kNull);
    case json::Kind::kBool:
      return value.Is(cbor::Kind::kBool) && value.boolean() == decoded.boolean();
    case json::Kind::kText:
      return value.Is(cbor::Kind::kText) && value.text() == decoded.text();
    case json::Kind::kNumber: {
      // Integers and bignums by their digits, floats by their bits.
      if (!value.Is(cbor::Kind::kFloat)) return cbor::Diagnostic(value) == decoded.text();
      const std::optional<double> number = decoded.AsDouble();
      return number && std::bit_cast<std::uint64_t>(*number) == value.argument();
    }
    case json::Kind::kArray: {
      if (!value.Is(cbor::Kind::kArray) || value.items().size() != decoded.items().size()) return false;
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        if (!SameAsJson(value.items()[i], decoded.items()[i])) return false;
      }
      return true;
    }
    case json::Kind::kObject: {
      if (!value.Is(cbor::Kind::kMap) || value.entries().size() != decoded.members().size()) return false;
      for (const json::Value::Member& member : decoded.members()) {
        const cbor::Value* ours = value.Find(member.first);
        if (ours == nullptr || !SameAsJson(*ours, member.second)) return false;
      }
      return true;
    }
  }
  return false;
}

// Diagnostic notation of indefinite lengths (`[_ 1]`, `(_ h'00')`) tells of the encoding, which a tree does not keep.
bool ComparableDiagnostic(const std::string& text) { return !text.empty() && text.find("_ ") == std::string::npos; }

Status RunValid(const json::Value& entry) {
  MPS_ASSIGN(Bytes bytes, HexOf(entry, "hex"));
  if (const std::string* base64 = entry.FindText("cbor")) {
    MPS_ASSIGN(Bytes again, Base64Decode(*base64));
    if (again != bytes) return Status(Code::kInvalid, "hex and base64 of the case differ");
  }
  MPS_TRY(cbor::Validate(bytes));
  MPS_ASSIGN(cbor::Value value, cbor::Decode(bytes, {}));
  if (const json::Value* decoded = entry.Find("decoded"); decoded != nullptr && !SameAsJson(value, *decoded)) {
    return Status(Code::kInvalid, "decoded as " + cbor::Diagnostic(value));
  }
  const std::string diagnostic = TextOf(entry, "diagnostic");
  if (ComparableDiagnostic(diagnostic) && cbor::Diagnostic(value) != diagnostic) {
    return Status(Code::kInvalid, "decoded as " + cbor::Diagnostic(value));
  }
  MPS_ASSIGN(Bytes written, cbor::Encode(value, cbor::Form::kAny));
  const json::Value* roundtrip = entry.Find("roundtrip");
  if (roundtrip != nullptr && roundtrip->boolean() && written != bytes) {
    return Status(Code::kInvalid, "written again as " + HexEncode(written));
  }
  // What is written means the same, whether or not the bytes are.
  MPS_ASSIGN(cbor::Value again, cbor::Decode(written, {}));
  if (!(again == value)) return Status(Code::kInvalid, "written again as something else: " + HexEncode(written));
  return {};
}

// RFC 8949 3.3 made two-byte simple values below 32 not well-formed; the published Appendix A data may still be of RFC
// 7049.
bool IsOldSimple(const json::Value& entry) {
  const std::string hex = TextOf(entry, "hex");
  Result<Bytes> bytes = HexDecode(hex);
  return bytes.ok() && bytes->size() == 2 && (*bytes)[0] == 0xF8 && (*bytes)[1] < 32;
}

Status RunMalformed(const json::Value& entry) {
  Result<Bytes> bytes = HexOf(entry, "hex");
  if (!bytes.ok()) return {};  // not a case: shows as accepted
  const Status cursor = cbor::Validate(*bytes);
  const Result<cbor::Value> tree = cbor::Decode(*bytes, {});
  return !cursor.ok() && !tree.ok() ? cursor : Status();
}

}  // namespace

void RunCbor(const Input& input, Report& report) {
  for (const json::Value& test_case : input.cases()) {
    const std::string id = IdOf(test_case);
    Result<json::Value> file = input.ReadJson(FileOf(test_case));
    if (!file.ok()) {
      report.Fail(id, file.status().ToString());
      continue;
    }
    const bool malformed = TextOf(test_case, "expect").find("not well-formed") != std::string::npos;
    if (file->items().empty()) report.Fail(id, "no entries");
    for (const json::Value& entry : file->items()) {
      const std::string name = id + " " + TextOf(entry, "hex");
      if (malformed || IsOldSimple(entry)) {
        report.Reject(name, RunMalformed(entry));
      } else {
        report.Accept(name, RunValid(entry), true);
      }
    }
  }
}

}  // namespace mps::vectors
