// CoSERV, queries for endorsements and their results (draft-ietf-rats-coserv-07, sections 4 and 6.1.2).
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "corim/document.h"

namespace mps::corim {

enum class ArtifactType : std::uint8_t { kEndorsedValues = 0, kTrustAnchors = 1, kReferenceValues = 2 };
enum class ResultType : std::uint8_t { kCollected = 0, kSource = 1, kBoth = 2 };

// A class, instance or group with optional measurements (4.3.1.2).
struct Selector {
  Environment environment;
  std::vector<Measurement> measurements;
};
struct EnvironmentQuery {
  ArtifactType artifact = ArtifactType::kReferenceValues;
  std::vector<Selector> selectors;  // alternatives, all of one kind
  ResultType result = ResultType::kCollected;
};
struct RimId {
  std::uint8_t kind = 0;  // 0 CoMID, 1 CoSWID, 2 CoRIM
  TagId id;
};
struct RimQuery {  // 4.3.2
  std::vector<RimId> ids;
};

// A CMW record [type, value, ? ind] (draft-ietf-rats-msg-wrap).
struct WrappedMessage {
  std::variant<std::uint64_t, std::string> type;
  Bytes value;
};

template <class Triple>
struct Quad {
  Keys authorities;
  Triple triple;
};
struct CoservResults {  // 4.4; of one artifact type
  std::vector<Quad<ValueTriple>> reference, endorsed;
  std::vector<Quad<ConditionalTriple>> conditional;
  std::vector<Quad<KeyTriple>> attest_key;
  std::size_t trust_anchor_stores = 0;  // CoTS statements, which are passed over
  std::vector<WrappedMessage> sources;
  std::vector<std::pair<TagId, WrappedMessage>> rims;
  std::int64_t expiry = 0;
};
struct Coserv {
  Profile profile;
  std::variant<EnvironmentQuery, RimQuery> query;
  std::optional<CoservResults> results;
};

// The query must be in deterministic encoding (4.5): kNotDeterministic. A signed one is opened with cose::DecodeSign1
// first.
Result<Coserv> DecodeCoserv(ByteView bytes);

struct Discovery {  // 6.1.2, the CBOR form
  struct Capability {
    std::string media_type;
    std::vector<std::string> artifacts;  // "source", "collected"
  };
  std::string version;
  std::vector<Capability> capabilities;
  std::vector<std::pair<std::string, std::string>> endpoints;
  std::size_t keys = 0;  // of result-verification-key: their shape only
};
Result<Discovery> DecodeDiscovery(ByteView bytes);

}  // namespace mps::corim
