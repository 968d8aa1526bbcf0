// Conceptual message wrappers (draft-ietf-rats-msg-wrap): one message of the RATS architecture with its type, as a
// record or a CBOR tag, and collections of them, in CBOR and JSON.
//
// Entry points: Decode (the form is told by the first octet), DecodeExtension (what a certificate carries), Encode.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::cmw {

// What a message is, as bits of `ind` (draft, 3.1). A record says none at all or at least one.
enum Indicator : std::uint32_t {
  kReferenceValues = 1u << 0,
  kEndorsements = 1u << 1,
  kEvidence = 1u << 2,
  kAttestationResults = 1u << 3,
  kAppraisalPolicy = 1u << 4,
};
inline constexpr std::uint32_t kKnownIndicators = 0x1f;

// A media type (RFC 9110 8.3.1, parameters and all), or a CoAP content format (RFC 7252 12.3; in CBOR only).
using Type = std::variant<std::string, std::uint16_t>;

struct Record {
  Type type;
  Bytes value;
  std::optional<std::uint32_t> indicator;  // never 0
};

struct Cmw;

// A label of a collection: text, or in CBOR an integer.
using Label = std::variant<std::string, std::int64_t>;

// INVARIANT: at least one entry; no label twice; no label `__cmwc_t`.
struct Collection {
  std::optional<std::string> type;  // URI or object identifier in dots
  std::vector<std::pair<Label, Cmw>> entries;
};

enum class Encoding : std::uint8_t { kCbor, kJson };
enum class Form : std::uint8_t { kRecord, kTag, kCollection };

struct Cmw {
  Encoding encoding = Encoding::kCbor;
  Form form = Form::kRecord;
  Record record;          // kRecord; kTag: type is the content format, without indicator
  Collection collection;  // kCollection
};

inline constexpr std::size_t kMostDepth = 8;       // collections and tunnels around the deepest record
inline constexpr std::size_t kMostEntries = 4096;  // entries of all collections of one wrapper
inline constexpr std::string_view kExtensionOid = "1.3.6.1.5.5.7.1.35";  // draft, 6.2: id-pe-cmw

// True if these octets can be a wrapper at all: 82, 83 (record), da (tag), a1..bb, bf (collection), 5b, 7b (JSON).
// White space before JSON is none of it.
bool LooksLikeCmw(ByteView bytes);

// One wrapper and nothing after it. Errors: those of the readers with offset; kType and kInvalid for what the draft
// does not have; kLimit beyond kMostDepth, kMostEntries and limit::kEvidenceBytes. Indicator bits beyond those of the
// draft: unsupported:cmw-indicator. LIMIT: see above.
Result<Cmw> Decode(ByteView bytes);

// The contents of extnValue: `CMW ::= CHOICE { json UTF8String, cbor OCTET STRING }` in DER.
Result<Cmw> DecodeExtension(ByteView der);

// Deterministic CBOR, or compact JSON, as `cmw.encoding` has it; entries of another encoding go through a tunnel.
// kInvalid for what Decode would refuse. ENSURES: Decode of the result gives the same wrapper.
Result<Bytes> Encode(const Cmw& cmw);

// ---------------------------------------------------------------- content formats
// RFC 9277 4.3: TN(n), the tag of content format n. REQUIRES: n <= kMostTagged.
inline constexpr std::uint16_t kMostTagged = 65024;
std::uint64_t TagOf(std::uint16_t content_format);
// nullopt for a tag that is no TN.
std::optional<std::uint16_t> ContentFormatOf(std::uint64_t tag);
// The media type of a content format that this project knows (EAT, RFC 9782; CWT, CoSWID), or nullopt.
std::optional<std::string_view> MediaTypeOf(std::uint16_t content_format);
// The media type of a record without parameters, in lower case; nullopt for a content format that is not known.
std::optional<std::string> MediaTypeOf(const Type& type);

// True for `type/subtype` of RFC 6838 4.2 with any parameters in visible ASCII and spaces.
bool IsMediaType(std::string_view text);

// For people: `application/eat+cwt`, `content format 10000`.
std::string Describe(const Type& type);

}  // namespace mps::cmw
