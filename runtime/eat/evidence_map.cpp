// Claims of PSA and CCA as evidence.
#include "eat/evidence_map.h"

namespace mps::eat {
namespace {

Item Components(const std::vector<SoftwareComponent>& components) {
  Item out = Item::Array();
  for (const SoftwareComponent& one : components) {
    EvidenceMap map;
    map.Put("type", one.type);
    map.Put("version", one.version);
    map.Put("measurement", one.measurement);
    map.Put("signer", one.signer);
    map.Put("algorithm", one.algorithm);
    out.items.push_back(map.Take());
  }
  return out;
}

// What PSA and the CCA platform, which came of it, both say of a state and of where to ask about it.
template <class Claims>
void PutPlatform(const Claims& claims, EvidenceMap& map) {
  map.Put("profile", claims.profile);
  map.Put("implementation_id", claims.implementation_id);
  map.Put("instance_id", claims.instance_id);
  map.Put("lifecycle", claims.lifecycle);
  map.Put("lifecycle_state", std::string(LifecycleName(claims.lifecycle)));
  map.Put("verification_service", claims.verification_service);
  map.Put("components", Components(claims.components));
}

}  // namespace

Item PsaEvidence(const PsaClaims& claims, bool verified) {
  EvidenceMap map;
  map.Flag("verified", verified);
  PutPlatform(claims, map);
  map.Put("nonce", claims.nonce);
  map.Put("client_id", claims.client_id);
  map.Put("boot_seed", claims.boot_seed);
  map.Put("certification_reference", claims.certification_reference);
  map.Flag("measured", !claims.no_software_measurements);
  return map.Take();
}

Item CcaPlatformEvidence(const CcaPlatformClaims& claims, bool verified) {
  EvidenceMap map;
  map.Flag("verified", verified);
  PutPlatform(claims, map);
  map.Put("challenge", claims.challenge);
  map.Put("config", claims.config);
  map.Put("hash_algorithm", claims.hash_algorithm);
  return map.Take();
}

Item CcaRealmEvidence(const CcaRealmClaims& claims, bool verified) {
  EvidenceMap map;
  map.Flag("verified", verified);
  map.Put("profile", claims.profile);
  map.Put("challenge", claims.challenge);
  map.Put("personalization", claims.personalization);
  map.Put("initial_measurement", claims.initial_measurement);
  Item extensible = Item::Array();
  for (const Bytes& one : claims.extensible_measurements) extensible.items.push_back(Item::Bytes(one));
  map.Put("extensible_measurements", std::move(extensible));
  map.Put("hash_algorithm", claims.hash_algorithm);
  map.Put("public_key", claims.public_key);
  map.Put("public_key_hash_algorithm", claims.public_key_hash_algorithm);
  return map.Take();
}

}  // namespace mps::eat
