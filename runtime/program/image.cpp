// Image: a program as bytes, and back.
#include "program/image.h"

#include "base/cbor_reader.h"
#include "base/cbor_writer.h"
#include "mps/limits.h"
#include "program/image_code.h"
#include "program/image_fields.h"
#include "program/verify.h"

namespace mps::program {
namespace {

constexpr std::string_view kMagic = "mps-program";

// Which array an address or a digest is in.
enum class CellTag : std::uint8_t { kDigest = 0, kIp = 1, kCidr = 2 };

class ImageWriter {
 public:
  ImageWriter(cbor::Writer& out, const StoredSets& outside) : out_(out), outside_(outside) {}

  bool Fields(const auto&... fields) {
    out_.Array(sizeof...(fields));
    return (Put(fields) && ...);
  }

  bool Put(bool value) { return out_.Bool(value), true; }
  bool Put(std::int64_t value) { return out_.Int(value), true; }
  bool Put(std::int16_t value) { return out_.Int(value), true; }
  bool Put(std::int8_t value) { return out_.Int(value), true; }
  bool Put(std::uint8_t value) { return out_.Uint(value), true; }
  bool Put(std::uint16_t value) { return out_.Uint(value), true; }
  bool Put(std::uint64_t value) { return out_.Uint(value), true; }
  // kNone is null.
  bool Put(std::uint32_t value) { return value == schema::kNone ? out_.Null() : out_.Uint(value), true; }
  bool Put(const std::string& value) { return out_.Text(value), true; }
  bool Put(const Bytes& value) { return out_.Bytes(value), true; }
  bool Put(const std::vector<Instr>& code) { return out_.Bytes(EncodeCode(code)), true; }
  bool Put(const std::vector<ConstSet>& sets) {
    out_.Array(sets.size());
    for (std::uint32_t i = 0; i < sets.size(); ++i) {
      const auto outside = outside_.find(i);
      if (outside == outside_.end()) {
        Put(sets[i]);
      } else {
        Fields(sets[i].compare, std::vector<Cell>(), outside->second);
      }
    }
    return true;
  }
  template <class T>
  bool Put(const std::optional<T>& value) {
    return value ? Put(*value) : (out_.Null(), true);
  }
  template <class A, class B>
  bool Put(const std::pair<A, B>& value) {
    return Fields(value.first, value.second);
  }
  template <class T>
  bool Put(const std::vector<T>& values) {
    return PutAll(values);
  }
  template <class K, class V>
  bool Put(const std::map<K, V>& values) {
    return PutAll(values);
  }
  bool Put(const Cell& cell) {
    switch (cell.kind) {
      case CellKind::kBool:
        return out_.Bool(cell.i != 0), true;
      case CellKind::kInt:
        return out_.Int(cell.i), true;
      case CellKind::kText:
        return out_.Text(cell.text()), true;
      case CellKind::kBytes:
        return out_.Bytes(AsBytes(cell.text())), true;
      case CellKind::kDigest:
        return PutTagged(CellTag::kDigest, cell, true);
      case CellKind::kIp:
        return PutTagged(CellTag::kIp, cell, false);
      default:
        return PutTagged(CellTag::kCidr, cell, true);
    }
  }
  // Enumerations by number, everything else field by field.
  template <class T>
  bool Put(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      return out_.Uint(static_cast<std::uint64_t>(value)), true;
    } else {
      return Describe(*this, value);
    }
  }

 private:
  bool PutAll(const auto& values) {
    out_.Array(values.size());
    for (const auto& value : values) Put(value);
    return true;
  }
  bool PutTagged(CellTag tag, const Cell& cell, bool has_aux) {
    out_.Array(has_aux ? 3 : 2);
    out_.Uint(static_cast<std::uint64_t>(tag));
    out_.Bytes(AsBytes(cell.text()));
    if (has_aux) out_.Int(cell.aux);
    return true;
  }

  cbor::Writer& out_;
  const StoredSets& outside_;
};

// Reads what ImageWriter writes and nothing else. Every bool is "went well"; the reader keeps the failure.
class ImageReader {
 public:
  explicit ImageReader(cbor::Reader& in) : in_(in) {}

  bool Fields(auto&... fields) { return in_.EnterArray() && (Next(fields) && ...) && End(); }

  bool Get(bool& value) { return in_.ReadBool(value); }
  bool Get(std::int64_t& value) { return in_.ReadInt(value); }
  bool Get(std::uint64_t& value) { return in_.ReadUint(value); }
  bool Get(std::int16_t& value) { return Narrow(value, INT16_MIN, INT16_MAX); }
  bool Get(std::int8_t& value) { return Narrow(value, INT8_MIN, INT8_MAX); }
  bool Get(std::uint8_t& value) { return Narrow(value, 0, UINT8_MAX); }
  bool Get(std::uint16_t& value) { return Narrow(value, 0, UINT16_MAX); }
  bool Get(std::uint32_t& value) {
    if (in_.Peek() != ItemKind::kNull) return Narrow(value, 0, std::int64_t{UINT32_MAX} - 1);
    value = schema::kNone;
    return in_.ReadNull();
  }
  bool Get(std::string& value) {
    std::string_view view;
    if (!in_.ReadText(view)) return false;
    value = view;
    return true;
  }
  bool Get(Bytes& value) {
    ByteView view;
    if (!in_.ReadBytes(view)) return false;
    value = ToBytes(view);
    return true;
  }
  bool Get(std::vector<Instr>& code) {
    ByteView view;
    if (!in_.ReadBytes(view)) return false;
    if (view.size() / kInstrBytes > limit::kInstructions) {
      return in_.Fail(Code::kLimit, "more instructions than limit::kInstructions");
    }
    return DecodeCode(view, code) || in_.Fail(Code::kMalformed, "instructions are cut short");
  }
  template <class T>
  bool Get(std::optional<T>& value) {
    if (in_.Peek() == ItemKind::kNull) return in_.ReadNull();
    return Get(value.emplace());
  }
  template <class A, class B>
  bool Get(std::pair<A, B>& value) {
    return Fields(value.first, value.second);
  }
  template <class T>
  bool Get(std::vector<T>& values) {
    if (!in_.EnterArray()) return false;
    while (in_.NextItem()) {
      if (!Get(values.emplace_back())) return false;
    }
    return in_.LeaveArray();
  }
  template <class K, class V>
  bool Get(std::map<K, V>& values) {
    if (!in_.EnterArray()) return false;
    while (in_.NextItem()) {
      std::pair<K, V> entry;
      if (!Get(entry)) return false;
      if (!values.empty() && !(values.rbegin()->first < entry.first)) {
        return in_.Fail(Code::kNotDeterministic, "entries are not sorted");
      }
      values.emplace_hint(values.end(), std::move(entry));
    }
    return in_.LeaveArray();
  }
  // Octets of the cell stay where the reader found them.
  bool Get(Cell& cell) {
    std::string_view text;
    ByteView bytes;
    bool truth = false;
    std::int64_t number = 0;
    switch (in_.Peek()) {
      case ItemKind::kBool:
        return in_.ReadBool(truth) && (cell = Cell::Bool(truth), true);
      case ItemKind::kInt:
        return in_.ReadInt(number) && (cell = Cell::Int(number), true);
      case ItemKind::kText:
        return in_.ReadText(text) && (cell = Cell::Text(text), true);
      case ItemKind::kBytes:
        return in_.ReadBytes(bytes) && (cell = Cell::Text(AsText(bytes), CellKind::kBytes), true);
      default:
        return GetTagged(cell);
    }
  }
  template <class T>
  bool Get(T& value) {
    if constexpr (std::is_enum_v<T>) {
      std::uint8_t number = 0;
      if (!Narrow(number, 0, UINT8_MAX)) return false;
      value = static_cast<T>(number);
      return true;
    } else {
      return Describe(*this, value);
    }
  }

 private:
  bool Next(auto& field) {
    return in_.NextItem() ? Get(field) : in_.ok() && in_.Fail(Code::kType, "a field is missing");
  }
  bool End() {
    if (in_.NextItem()) return in_.Fail(Code::kType, "a field too many");
    return in_.LeaveArray();
  }
  template <class T>
  bool Narrow(T& value, std::int64_t low, std::int64_t high) {
    std::int64_t number = 0;
    if (!in_.ReadInt(number)) return false;
    if (number < low || number > high) return in_.Fail(Code::kType, "a number out of its range");
    value = static_cast<T>(number);
    return true;
  }
  bool GetTagged(Cell& cell) {
    std::uint64_t tag = 0;
    ByteView bytes;
    std::int16_t aux = 0;
    if (!in_.EnterArray() || !in_.NextItem() || !in_.ReadUint(tag) || !in_.NextItem() || !in_.ReadBytes(bytes)) {
      return in_.ok() && in_.Fail(Code::kType, "a constant is cut short");
    }
    if (tag > static_cast<std::uint64_t>(CellTag::kCidr)) return in_.Fail(Code::kType, "a constant of no kind");
    const bool has_aux = tag != static_cast<std::uint64_t>(CellTag::kIp);
    if (has_aux && !in_.NextItem()) return in_.ok() && in_.Fail(Code::kType, "a constant is cut short");
    if (has_aux && !Narrow(aux, INT16_MIN, INT16_MAX)) return false;
    const CellKind kinds[] = {CellKind::kDigest, CellKind::kIp, CellKind::kCidr};
    cell = Cell::Text(AsText(bytes), kinds[tag], aux);
    return End();
  }

  cbor::Reader& in_;
};

struct Head {
  std::string magic{kMagic};
  std::uint32_t version = kImageVersion;
  std::uint64_t opcodes = OpcodesDigest();
};
bool Describe(auto& a, Is<Head> auto& t) { return a.Fields(t.magic, t.version, t.opcodes); }

cbor::Options ReaderOptions() {
  cbor::Options options;
  options.form = cbor::Form::kDeterministic;
  options.max_depth = 16;
  options.allow_indefinite = false;
  options.allow_tags = false;
  options.allow_floats = false;
  options.allow_simple_other = false;
  options.max_string_bytes = limit::kImageBytes;
  options.max_items = limit::kCollectionItems;
  return options;
}

Status CheckHead(const Head& head) {
  if (head.magic != kMagic) return Status(Code::kMalformed, "not a program image");
  if (head.version != kImageVersion) {
    return Status::Unsupported("image", "a program image of version " + std::to_string(head.version));
  }
  if (head.opcodes != OpcodesDigest())
    return Status::Unsupported("image", "a program image for another set of opcodes");
  return {};
}

}  // namespace

Bytes EncodeImage(const Program& program) { return EncodeImage(program, {}); }

Bytes EncodeImage(const Program& program, const StoredSets& outside) {
  cbor::Writer out;
  ImageWriter writer(out, outside);
  out.Array(2);
  writer.Put(Head());
  writer.Put(program);
  return out.Take();
}

Result<Program> LoadImage(ByteView image) {
  if (image.size() > limit::kImageBytes) return Status(Code::kLimit, "a program image larger than limit::kImageBytes");
  Program program;
  // The program's cells point into this copy.
  program.text.push_back(std::make_unique<std::string>(AsText(image)));
  cbor::Reader in(AsBytes(*program.text[0]), ReaderOptions());
  ImageReader reader(in);
  Head head;
  if (!in.EnterArray() || !in.NextItem() || !reader.Get(head)) return in.TakeStatus();
  MPS_TRY(CheckHead(head));
  if (!in.NextItem()) return in.ok() ? Status(Code::kType, "a program image without program") : in.TakeStatus();
  if (!reader.Get(program)) return in.TakeStatus();
  if (in.NextItem()) return Status(Code::kType, "a program image with more than a program");
  if (!in.LeaveArray()) return in.TakeStatus();
  MPS_TRY(in.Finish());
  MPS_TRY(Verify(program));
  program.verified = true;
  return program;
}

}  // namespace mps::program
