// A claim set with a parameter of every kind, the same as rich_eval.json: what claimset.py is tried on.
#pragma once

#include "claims/sample.h"

namespace mps::claims::sample {

inline Value Of(TypeKind kind, std::string text, std::int64_t number = 0) {
  Value value;
  value.kind = kind;
  value.text = std::move(text);
  value.number = number;
  return value;
}

inline Value Collection(TypeKind kind, std::vector<Value> items) {
  Value value;
  value.kind = kind;
  value.items = std::move(items);
  return value;
}

inline void AddParameters(ClaimSet& set) {
  Value version = Of(TypeKind::kVersion, "1:2.3-4");
  version.ordering = Ordering::kDpkg;
  Value digest = Of(TypeKind::kDigest, std::string(48, '\x05'));
  digest.digest_alg = DigestAlg::kSha384;
  const std::pair<const char*, Value> parameters[] = {
      {"a_bool", Of(TypeKind::kBool, "", 1)},
      {"b_int", Number(-70000)},
      {"c_mode", Of(TypeKind::kMode, "", 0640)},
      {"d_time", Of(TypeKind::kTime, "", 1790000000)},
      {"e_duration", Of(TypeKind::kDuration, "", 90 * 86400)},
      {"f_text", Text("caf\xc3\xa9")},
      {"g_path", Of(TypeKind::kPath, "/etc/%FF")},
      {"h_enum", Of(TypeKind::kEnum, "os")},
      {"i_bytes", Of(TypeKind::kBytes, std::string("\0\xff", 2))},
      {"j_digest", digest},
      {"k_version", version},
      {"l_ip", Of(TypeKind::kIp, std::string("\xc0\x00\x02\x01", 4))},
      {"m_cidr", Of(TypeKind::kCidr, std::string("\x0a\x00\x00\x00", 4), 8)},
      {"n_list", Collection(TypeKind::kList, {Number(2), Number(1)})},
      {"o_set", Collection(TypeKind::kSet, {Text("b"), Text("aa"), Text("a")})},
      {"zz", Number(24)},
      {"a_name_longer_than_the_others", Number(255)},
  };
  for (const auto& [name, value] : parameters) (void)set.SetParameter(name, value);
}

inline ClaimSet Rich() {
  ClaimSet set = Several();
  set.name = "Acme-Fleet-L1+custom";
  set.base_name = "Example-Fleet-L1";
  set.tailoring = Filled(0x44, DigestAlg::kSha512, 64);
  set.parameters.clear();
  AddParameters(set);
  set.environments["firmware"].configurations["boot"] = Verdict::kUnknown;
  (void)set.Complete();
  return set;
}

}  // namespace mps::claims::sample
