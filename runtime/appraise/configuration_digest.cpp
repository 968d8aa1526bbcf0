#include "appraise/configuration_digest.h"

#include "claims/configuration.h"

namespace mps::appraise {

Result<Bytes> HashOfConfiguration(const program::ConfigurationSpec& spec,
                                  const std::vector<interp::ConfigurationEntry>& entries) {
  std::vector<claims::ConfigurationEntry> values;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    values.emplace_back(spec.paths[i],
                        entries[i].state == State::kValue ? std::optional<Value>(entries[i].value) : std::nullopt);
  }
  MPS_ASSIGN(auto digest, claims::HashConfiguration(spec.id, std::move(values)));
  return std::move(digest.value);
}

Result<Value> ConfigurationDigestValue(const program::ConfigurationSpec& spec,
                                       const std::vector<interp::ConfigurationEntry>& entries) {
  MPS_ASSIGN(const auto octets, HashOfConfiguration(spec, entries));
  Value value;
  value.kind = TypeKind::kDigest;
  value.text = std::string(AsText(octets));
  return value;
}

}  // namespace mps::appraise
