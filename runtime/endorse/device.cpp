#include "endorse/device.h"

#include <algorithm>

namespace mps::endorse {
namespace {

ForDevice UeidOf(const std::vector<Bytes>& due, const std::optional<Bytes>& ueid) {
  if (due.empty()) return ForDevice::kYes;
  if (!ueid || ueid->empty()) return ForDevice::kUndecided;
  return std::find(due.begin(), due.end(), *ueid) == due.end() ? ForDevice::kNo : ForDevice::kYes;
}

ForDevice KeyOf(const std::vector<std::string>& due, const DeviceNames& device) {
  if (due.empty()) return ForDevice::kYes;
  const bool named = std::any_of(due.begin(), due.end(), [&](const std::string& key) {
    return std::find(device.keys.begin(), device.keys.end(), key) != device.keys.end();
  });
  if (named) return ForDevice::kYes;
  return device.all_keys ? ForDevice::kNo : ForDevice::kUndecided;
}

}  // namespace

DeviceNames DeviceOf(const evidence::Facts& facts) {
  DeviceNames out{facts.ueid, {}, !facts.environments.empty()};
  for (const evidence::EnvironmentFacts& environment : facts.environments) {
    if (!environment.key.empty()) out.keys.push_back(environment.key);
    out.all_keys = out.all_keys && !environment.key.empty();
  }
  return out;
}

std::string_view AttesterOf(const evidence::Facts& facts, std::string_view environment, bool has_parent) {
  for (const evidence::EnvironmentFacts& one : facts.environments) {
    if (one.name == environment) return has_parent ? one.signed_by : one.key;
  }
  return {};
}

ForDevice IsFor(const EndorsementSet& set, const DeviceNames& device) {
  const ForDevice ueid = UeidOf(set.ueids, device.ueid), key = KeyOf(set.keys, device);
  if (ueid == ForDevice::kNo || key == ForDevice::kNo) return ForDevice::kNo;
  return ueid == ForDevice::kYes && key == ForDevice::kYes ? ForDevice::kYes : ForDevice::kUndecided;
}

}  // namespace mps::endorse
