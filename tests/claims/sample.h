// A small claim set that tests and docs/tokens.md share: one environment, a waived fail, a grade, a parameter.
#pragma once

#include "claims/claim_set.h"
#include "claims/configuration.h"

namespace mps::claims::sample {

inline Digest Filled(std::uint8_t octet, DigestAlg alg = DigestAlg::kSha256, std::size_t size = 32) {
  return {alg, Bytes(size, octet)};
}

inline Value Number(std::int64_t number) {
  Value value;
  value.kind = TypeKind::kInt;
  value.number = number;
  return value;
}

inline Value Text(std::string text) {
  Value value;
  value.kind = TypeKind::kText;
  value.text = std::move(text);
  return value;
}

// The entries of the configuration set `ssh` of docs/tokens.md.
inline std::vector<ConfigurationEntry> SshEntries() {
  return {{"host.sshd.text[\"port\"]", Text("22")}, {"host.sshd.text[\"banner\"]", std::nullopt}};
}

inline ClaimSet One() {
  ClaimSet set;
  set.name = "Example-Host-L1";
  set.version = "1.0.0";
  set.level = "L1";
  set.definition = Filled(0x11);
  (void)set.SetParameter("max_auth_tries", Number(4));
  EnvironmentResults& host = set.environments["host"];
  host.rules["1.1"] = {Verdict::kPass, Grade::kNone, ""};
  host.rules["1.2"] = {Verdict::kFail, Grade::kNone, "W-7"};
  host.rules["1.3"] = {Verdict::kPass, Grade::kAffirming, ""};
  host.rules["1.10"] = {Verdict::kNotApplicable, Grade::kNone, ""};
  host.configurations["ssh"] = HashConfiguration("ssh", SshEntries()).value();
  (void)set.Complete();
  return set;
}

// Two named environments and rules of the whole; a failing rule in one of them.
inline ClaimSet Several() {
  ClaimSet set = One();
  set.name = "Example-Fleet-L1";
  set.environments["firmware"].rules["2.1"] = {Verdict::kFail, Grade::kContraindicated, ""};
  set.environments["firmware"].rules["2.2"] = {Verdict::kPass, Grade::kWarning, ""};
  set.environments[""].rules["9.1"] = {Verdict::kError, Grade::kNone, ""};
  (void)set.Complete();
  return set;
}

}  // namespace mps::claims::sample
