// The facts of a document without its claims.
#include "base/base64url.h"
#include "base/cbor_reader.h"
#include "base/json_reader.h"
#include "evidence/evidence.h"
#include "mps/limits.h"
#include "schema/types.h"

namespace mps::evidence {
namespace {

// Reads what it knows and passes over the rest; faults of form stay with the cursor.
template <Cursor C>
class Peeker {
 public:
  Peeker(C& cursor, Facts& facts) : c_(cursor), facts_(facts) {}

  Status Run() {
    facts_.bare = true;
    if (c_.EnterMap()) {
      for (std::string_view name; c_.NextKey(name);) Member(std::string(name));
      c_.LeaveMap();
    }
    MPS_TRY(c_.Finish());
    if (facts_.bare) facts_ = BareFacts();
    return Status();
  }

 private:
  Facts BareFacts() const {
    Facts facts;
    facts.bare = true;
    facts.cbor = facts_.cbor;
    return facts;
  }

  void Member(const std::string& name) {
    if (name == "mps_evidence") facts_.bare = false;
    if (name == "collected_at" && c_.Peek() == ItemKind::kInt) {
      c_.ReadInt(facts_.collected_at.emplace());
    } else if (name == "nonce") {
      Octets(facts_.nonce);
    } else if (name == "device" && c_.Peek() == ItemKind::kMap) {
      c_.EnterMap();
      for (std::string_view key; c_.NextKey(key);) key == "ueid" ? Octets(facts_.ueid) : Pass();
      c_.LeaveMap();
    } else if (name == "environments" && c_.Peek() == ItemKind::kMap) {
      c_.EnterMap();
      for (std::string_view key; c_.NextKey(key);) Environment(std::string(key));
      c_.LeaveMap();
    } else {
      Pass();
    }
  }

  void Pass() { c_.Skip(); }

  void Text(std::string& out) {
    std::string_view text;
    if (c_.Peek() != ItemKind::kText) return Pass();
    if (c_.ReadText(text)) out = std::string(text);
  }

  void Octets(std::optional<Bytes>& out) {
    if (c_.Peek() == ItemKind::kBytes) {
      ByteView bytes;
      if (c_.ReadBytes(bytes)) out = ToBytes(bytes);
      return;
    }
    std::string text;
    Text(text);
    Result<Bytes> bytes = Base64UrlDecode(text);
    if (bytes.ok() && !text.empty()) out = std::move(bytes).value();
  }

  void Environment(std::string name) {
    if (c_.Peek() != ItemKind::kMap) return Pass();
    EnvironmentFacts facts;
    facts.name = std::move(name);
    c_.EnterMap();
    for (std::string_view key; c_.NextKey(key);) {
      if (key == "schema") {
        Text(facts.schema);
      } else if (key == "layer") {
        Text(facts.layer);
      } else if (key == "key") {
        Text(facts.key);
      } else if (key == "signed_by") {
        Text(facts.signed_by);
      } else if (key == "collector" && c_.Peek() == ItemKind::kMap) {
        Collector(facts);
      } else {
        Pass();
      }
    }
    c_.LeaveMap();
    facts_.environments.push_back(std::move(facts));
  }

  void Collector(EnvironmentFacts& facts) {
    c_.EnterMap();
    for (std::string_view key; c_.NextKey(key);) {
      if (key == "name") {
        Text(facts.collector);
      } else if (key == "version") {
        Text(facts.collector_version);
      } else {
        Pass();
      }
    }
    c_.LeaveMap();
  }

  C& c_;
  Facts& facts_;
};

}  // namespace

Result<Facts> PeekEvidence(ByteView bytes) {
  if (bytes.size() > limit::kEvidenceBytes)
    return Status(Code::kLimit, "evidence of more than " + std::to_string(limit::kEvidenceBytes) + " bytes");
  Facts facts;
  facts.cbor = !LooksLikeJson(bytes);
  if (facts.cbor) {
    cbor::Reader cursor(bytes);
    MPS_TRY(Peeker<cbor::Reader>(cursor, facts).Run());
  } else {
    json::Reader cursor(bytes);
    MPS_TRY(Peeker<json::Reader>(cursor, facts).Run());
  }
  return facts;
}

}  // namespace mps::evidence
