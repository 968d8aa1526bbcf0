// What a CoRIM holds once it is read, and the readers of whole documents (draft-ietf-rats-corim, 2026).
//
// Entry points: DecodeDocument, and one function for each kind of document. Everything is strict: a map without an
// extension point has only the members that the draft knows; at extension points unknown members are kept by their
// numbers and mean nothing. Nothing is trusted by decoding: signatures are signed.h, profiles profile.h.
// LIMIT: limit::kTokenBytes, limit::kTokenDepth within each document, and the kMax... below.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "corim/values.h"

namespace mps::corim {

inline constexpr std::size_t kMaxItems = 1u << 18;  // data items of one document with all that it embeds
inline constexpr std::size_t kMaxCodePoints = 256;  // of one measurement
inline constexpr std::size_t kMaxDigests = 16;      // of one object
inline constexpr std::size_t kMaxKeys = 256;        // of one list of keys

// ---------------------------------------------------------------- triples ("Triples")
struct ValueTriple {  // reference-triple-record, endorsed-triple-record, evidence-triple-record
  Environment environment;
  std::vector<Measurement> measurements;
};
struct KeyTriple {  // identity-triple-record, attest-key-triple-record
  Environment environment;
  Keys keys;
  std::optional<Typed> key;  // mkey
  Keys authorized_by;
};
struct DomainTriple {  // domain-membership-triple-record, domain-dependency-triple-record
  Environment domain;
  std::vector<Environment> members;  // or trustees
};
struct CoswidTriple {
  Environment environment;
  std::vector<TagId> tags;
};
struct StatefulEnvironment {  // with the optional third member of the series' condition
  Environment environment;
  std::vector<Measurement> claims;
  Keys authorized_by;
};
struct ConditionalTriple {  // conditional-endorsement-triple-record
  std::vector<StatefulEnvironment> conditions;
  std::vector<ValueTriple> endorsements;
};
struct SeriesItem {
  std::vector<Measurement> selection, addition;
};
struct SeriesTriple {  // conditional-endorsement-series-triple-record
  StatefulEnvironment condition;
  std::vector<SeriesItem> series;  // every selection has the same keys and code points
};
struct Triples {
  std::vector<ValueTriple> reference, endorsed;
  std::vector<KeyTriple> identity, attest_key;
  std::vector<DomainTriple> dependency, membership;
  std::vector<CoswidTriple> coswid;
  std::vector<SeriesTriple> series;
  std::vector<ConditionalTriple> conditional;
  std::vector<std::int64_t> unknown;  // keys of triples of extensions, which are passed over
};

// ---------------------------------------------------------------- tags
struct Entity {  // entity-map
  std::string name;
  std::string reg_id;
  std::vector<std::int64_t> roles;
};
struct Validity {  // validity-map, seconds since 1970
  std::optional<std::int64_t> not_before;
  std::int64_t not_after = 0;
};
struct TagIdentity {  // tag-identity-map
  TagId id;
  std::uint64_t version = 0;
};
struct LinkedTag {  // linked-tag-map
  TagId id;
  std::int64_t relation = 0;  // 0 supplements, 1 replaces
};
struct Comid {  // concise-mid-tag, tag 506
  std::string language;
  TagIdentity identity;
  std::vector<Entity> entities;
  std::vector<LinkedTag> linked;
  Triples triples;
  std::vector<std::int64_t> unknown;
};
struct Cotl {  // concise-tl-tag, tag 508
  TagIdentity identity;
  std::vector<TagIdentity> tags;
  Validity validity;
};

struct SwidFile {
  std::string path;  // directories and name with `/`
  std::optional<std::uint64_t> size;
  std::optional<Digest> hash;
};
struct Coswid {  // concise-swid-tag (RFC 9393 2.3), tag 505
  TagIdentity identity;
  std::string name, version;
  bool corpus = false, patch = false, supplemental = false;
  std::vector<Entity> entities;
  bool is_evidence = false;  // the files are evidence, not payload
  std::vector<SwidFile> files;
  std::vector<std::int64_t> unknown;
};

struct Locator {  // corim-locator-map
  std::vector<std::string> uris;
  std::vector<Digest> thumbprints;
};
struct Corim {  // corim-map
  TagId id;
  std::vector<Comid> comids;
  std::vector<Coswid> coswids;
  std::vector<Cotl> cotls;
  std::vector<std::uint64_t> unknown_tags;  // numbers of tags of extensions, which are passed over
  std::vector<Locator> dependent;
  std::optional<Profile> profile;
  std::optional<Validity> validity;
  std::vector<Entity> entities;
  std::vector<std::int64_t> unknown;
};

// Concise evidence (TCG DICE concise evidence 1.0, 6.3.2), tag 571.
struct Evidence {
  std::vector<ValueTriple> evidence;
  std::vector<KeyTriple> identity, attest_key;
  std::vector<DomainTriple> dependency, membership;
  std::vector<std::int64_t> unknown;  // keys of triples that are passed over: CoSWID evidence, extensions
  std::optional<Typed> id;
  std::optional<Profile> profile;
};

// Unsigned CoRIM: tag 501, also within the older tag 500.
Result<Corim> DecodeCorim(ByteView bytes);
// A CoMID, CoSWID or CoTL by itself, with or without its tag (as a bare map or as the tag's byte string).
Result<Comid> DecodeComid(ByteView bytes);
Result<Coswid> DecodeCoswid(ByteView bytes);
Result<Cotl> DecodeCotl(ByteView bytes);
// Tag 571 around the map, or around a byte string that holds it.
Result<Evidence> DecodeEvidence(ByteView bytes);

// One line for each thing of the document that this reader passes over: unknown tags, triples, code points, members.
std::vector<std::string> NotUnderstood(const Corim& corim);
std::vector<std::string> NotUnderstood(const Comid& comid);
std::vector<std::string> NotUnderstood(const Evidence& evidence);

}  // namespace mps::corim
