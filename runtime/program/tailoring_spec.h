// A tailoring as a program carries it: what a site changed of the definition, for results and reports.
//
// Values and selection are in place already: ParamDef::level_value has the tailored values, LevelSpec::registered the
// tailored names, and a dropped rule names no level and has no code. Waivers are applied by the engine (interp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mps/bytes.h"

namespace mps::program {

struct SettingSpec {
  std::uint32_t param = 0;
  std::string because;  // may be empty
  // The definition's own value by level, as ParamDef::level_value.
  std::vector<std::optional<std::uint32_t>> base_value;
};
struct DropSpec {
  std::uint32_t rule = 0;
  std::string because;
};
// Covers a fail of the rule while `now` < until. Its id in results is the rule's.
struct WaiverSpec {
  std::uint32_t rule = 0;
  std::int64_t until = 0;  // seconds since 1970
  std::string because, approved, ticket;
};

struct TailoringSpec {
  std::string name, version, title;
  Bytes digest;                         // SHA-256 of the tailoring's canonical form
  std::vector<std::string> base_names;  // by level: the definition's registered name
  std::vector<SettingSpec> settings;    // by ascending param
  std::vector<DropSpec> drops;          // by ascending rule
  std::vector<WaiverSpec> waivers;      // by ascending rule
};

}  // namespace mps::program
