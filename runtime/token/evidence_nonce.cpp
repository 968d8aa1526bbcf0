// Reads the members `nonce` of an evidence document, in either encoding.
#include "token/evidence_nonce.h"

#include <iterator>
#include <string>
#include <utility>

#include "base/base64url.h"
#include "base/cbor_reader.h"
#include "base/json_reader.h"

namespace mps::token {
namespace {

bool ReadOctets(cbor::Reader& reader, Bytes& out, Status&) {
  ByteView value;
  if (!reader.ReadBytes(value)) return false;
  out = ToBytes(value);
  return true;
}

bool ReadOctets(json::Reader& reader, Bytes& out, Status& fault) {
  std::string_view text;
  if (!reader.ReadText(text)) return false;
  auto octets = Base64UrlDecode(text);
  if (!octets.ok()) {
    fault = octets.TakeStatus();
    return false;
  }
  out = std::move(octets).value();
  return true;
}

template <Cursor C>
class NonceReader {
 public:
  explicit NonceReader(C& cursor) : c_(cursor) {}

  Result<EvidenceNonces> Run() {
    if (!Members(0)) return fault_.ok() ? c_.status() : fault_;
    MPS_TRY(c_.Finish());
    return std::move(out_);
  }

 private:
  // Where nonces stand: in the document, in each of its `environments`, in each of their `instances`.
  static constexpr std::string_view kBelow[] = {"environments", "instances"};

  bool Members(std::size_t level) {
    if (!c_.EnterMap()) return false;
    for (std::string_view key; c_.NextKey(key);) {
      const bool is_below = level < std::size(kBelow) && key == kBelow[level];
      const bool ok = key == "nonce" ? Nonce(level) : is_below ? Each(level + 1) : c_.Skip();
      if (!ok) return false;
    }
    return c_.LeaveMap();
  }

  bool Each(std::size_t level) {
    if (!c_.EnterMap()) return false;
    for (std::string_view name; c_.NextKey(name);)
      if (!Members(level)) return false;
    return c_.LeaveMap();
  }

  bool Nonce(std::size_t level) {
    if (level > 0 && c_.Peek() == ItemKind::kNull) return c_.Skip();
    if (level > 0 && c_.Peek() == ItemKind::kMap) {
      out_.unknown = true;
      return c_.Skip();
    }
    Bytes octets;
    if (!ReadOctets(c_, octets, fault_)) return false;
    const bool is_new = out_.nonces.empty() || (out_.nonces.size() == 1 && out_.nonces[0] != octets);
    if (is_new) out_.nonces.push_back(std::move(octets));
    return true;
  }

  C& c_;
  Status fault_;
  EvidenceNonces out_;
};

}  // namespace

Result<EvidenceNonces> NoncesOf(ByteView document) {
  // A CBOR map begins at 0xa0; JSON never has such an octet first.
  if (!document.empty() && document[0] >= 0x80) {
    cbor::Reader reader(document);
    return NonceReader(reader).Run();
  }
  json::Reader reader(document);
  return NonceReader(reader).Run();
}

}  // namespace mps::token
