// The draft's internal representation ("Data Structures"): environment-claim tuples, the claims accepted of an
// attester (ACS), and the relations that triples become.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "corim/document.h"

namespace mps::corim {

// Which conceptual message a tuple came from.
enum class MessageType : std::uint8_t { kReferenceValues = 0, kEndorsements = 1, kEvidence = 2 };
std::string_view MessageTypeName(MessageType type);

enum class EctKind : std::uint8_t { kElement, kDomain, kKey };
enum class KeyType : std::uint8_t { kAttestKey = 0, kIdentityKey = 1 };
enum class DomainKind : std::uint8_t { kMember = 0, kTrustee = 1 };

// element-map. `authorized_by` is of conditions only: the authority that the matched entry must have.
struct Element {
  std::optional<Typed> id;
  Claims claims;
  Keys authorized_by;
};

// An environment-claim tuple, as a condition or as an entry.
struct Ect {
  EctKind kind = EctKind::kElement;
  std::optional<Environment> environment;
  Keys authority;
  std::optional<Profile> profile;
  std::optional<MessageType> type;  // none: of another message, or of a condition
  std::vector<Element> elements;    // kElement
  std::optional<Typed> key_id;      // kKey
  Keys keys;
  KeyType key_type = KeyType::kAttestKey;
  std::vector<Environment> children;  // kDomain
  DomainKind domain = DomainKind::kMember;
};

// True if an element tuple has all that the condition asks: environment, authority, every element ("Rules of
// Comparison"). A condition without environment, authority or elements asks nothing of that sort.
bool MatchEct(const Ect& condition, const Ect& entry);

// Appraisal claims set. Two element tuples of the same environment, type, authority and profile are one ("Merge
// Rules"), and nothing is in it twice.
class Acs {
 public:
  // True if the set became larger.
  bool Append(Ect ect);
  const std::vector<Ect>& entries() const { return entries_; }

 private:
  std::vector<Ect> entries_;
  std::map<Bytes, std::size_t> index_;  // what two tuples must share to be one
  std::vector<std::set<Bytes>> seen_;   // of each entry: its elements
};

// Relations ("Internal Representation"). `from` names the triple, for people: `CoMID door-1: reference value 2`.
struct RvItem {
  Ect condition, addition;
  std::string from = {};
};
struct EvItem {
  std::vector<Ect> conditions, additions;
  std::string from = {};
};
struct EvsStep {
  std::vector<Ect> selection, additions;
};
struct EvsItem {
  std::optional<Ect> condition;
  std::vector<EvsStep> series;
  std::string from = {};
};
struct KeyItem {
  Ect condition, addition;
  std::string from = {};
};
struct DomainItem {
  Ect addition;  // environment, children, kind: the children are the condition
  std::string from = {};
};
// The draft has no step for it: "CoMID-CoSWID Linking Triple".
struct CoswidItem {
  Environment environment;
  std::vector<TagId> tags;
  std::string from = {};
};
struct Relations {
  std::vector<RvItem> rv;
  std::vector<EvItem> ev;
  std::vector<EvsItem> evs;
  std::vector<KeyItem> keys;
  std::vector<DomainItem> dm, dd;
  std::vector<CoswidItem> coswid;
};

// Adds the relations of a CoMID's triples ("Input Transformation"). `authority` is the signer's.
void AddRelations(const Comid& comid, const Keys& authority, const std::optional<Profile>& profile, Relations& out);

// Concise evidence as tuples with the attester's authority.
std::vector<Ect> EctsOf(const Evidence& evidence, const Keys& attester);

}  // namespace mps::corim
