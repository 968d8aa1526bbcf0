// Reads one member of an evidence document, in either encoding.
#include "token/evidence_nonce.h"

#include <string>

#include "base/base64url.h"
#include "base/cbor_reader.h"
#include "base/json_reader.h"

namespace mps::token {
namespace {

Result<std::optional<Bytes>> FromCbor(ByteView document) {
  std::optional<Bytes> nonce;
  cbor::Reader reader(document);
  if (!reader.EnterMap()) return reader.status();
  for (std::string_view key; reader.NextKey(key);) {
    ByteView value;
    if (key != "nonce") {
      reader.Skip();
    } else if (reader.ReadBytes(value)) {
      nonce = ToBytes(value);
    }
  }
  if (!reader.LeaveMap()) return reader.status();
  MPS_TRY(reader.Finish());
  return nonce;
}

Result<std::optional<Bytes>> FromJson(ByteView document) {
  std::optional<std::string> text;
  json::Reader reader(document);
  if (!reader.EnterMap()) return reader.status();
  for (std::string_view key; reader.NextKey(key);) {
    std::string_view value;
    if (key != "nonce") {
      reader.Skip();
    } else if (reader.ReadText(value)) {
      text = value;
    }
  }
  if (!reader.LeaveMap()) return reader.status();
  MPS_TRY(reader.Finish());
  if (!text) return std::optional<Bytes>();
  MPS_ASSIGN(Bytes nonce, Base64UrlDecode(*text));
  return std::optional<Bytes>(std::move(nonce));
}

}  // namespace

Result<std::optional<Bytes>> EvidenceNonce(ByteView document) {
  // A CBOR map begins at 0xa0; JSON never has such an octet first.
  return !document.empty() && document[0] >= 0x80 ? FromCbor(document) : FromJson(document);
}

}  // namespace mps::token
