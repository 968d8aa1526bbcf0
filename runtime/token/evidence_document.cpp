#include "token/evidence_document.h"

#include "base/json_value.h"

namespace mps::eat {

void EvidenceStates::Mark(const std::string& path, std::string_view state, const std::string& reason) {
  EvidenceMap why;
  why.Put(state, reason);
  states_.Put(path, why.Take());
}

Item EnvironmentItem(EnvironmentInput input) {
  EvidenceMap collector, environment;
  collector.Put("name", input.collector);
  collector.Put("version", input.version);
  environment.Put("schema", input.schema);
  environment.Put("collector", collector.Take());
  environment.Put("key", input.key);
  environment.Put("claims", std::move(input.claims));
  environment.Put("state", std::move(input.states));
  return environment.Take();
}

Item DocumentItem(const DocumentHead& head, Item environments) {
  EvidenceMap document;
  document.Put("mps_evidence", 1);
  document.Put("collected_at", head.collected_at);
  document.Put("nonce", head.nonce);
  if (head.ueid) {
    EvidenceMap device;
    device.Put("ueid", *head.ueid);
    document.Put("device", device.Take());
  }
  document.Put("environments", std::move(environments));
  return document.Take();
}

void ImportedEvidence::Add(Item& to, const std::string& name, EnvironmentInput environment) {
  environments.emplace_back(name, environment.schema);
  to.AddText(name, EnvironmentItem(std::move(environment)));
}

ImportedEvidence VerifiedEvidence(std::string kind, const DocumentHead& head, const std::string& environment,
                                  EnvironmentInput input) {
  ImportedEvidence out;
  out.kind = std::move(kind);
  out.verified = true;
  Item environments = Item::Map();
  out.Add(environments, environment, std::move(input));
  out.document = DocumentItem(head, std::move(environments));
  return out;
}

Result<Bytes> EvidenceCbor(const ImportedEvidence& imported) { return ItemToCbor(imported.document); }

std::string EvidenceJson(const ImportedEvidence& imported) {
  return json::PrettyPrint(ItemToJson(imported.document)) + "\n";
}

}  // namespace mps::eat
