// A tailoring: how a site departs from a definition. Part of the typed model; the definition under it stays as it was
// checked, so its digest stays too. What it means: docs/language.md, L13.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mps/bytes.h"
#include "mps/value.h"
#include "source/source.h"

namespace mps::model {

// A parameter's value at every level, in place of the definition's.
struct Setting {
  std::uint32_t param = 0xffffffff;  // index in Model::params
  Value value;
  std::string because;  // may be empty
  Span span;
};

// A rule that no level selects any more.
struct Drop {
  std::string rule;  // its id
  std::string because;
  Span span;
};

// A fail that does not fail the level while `now` is less than `until` (seconds since 1970). The rule's id is the
// waiver's too: a rule has at most one.
struct Waiver {
  std::string rule;
  std::int64_t until = 0;
  std::string because, approved, ticket;  // ticket may be empty
  Span span;
};

struct Tailoring {
  std::string name, version, title;
  std::vector<Setting> settings;  // sorted by parameter's index
  std::vector<Drop> drops;        // sorted by rule
  std::vector<Waiver> waivers;    // sorted by rule
  Bytes digest;                   // SHA-256 over its canonical form (docs/definition-digest.md, Tailoring)
  Span span;

  // REQUIRES: sorted, as above.
  const Setting* SettingOf(std::uint32_t param) const;
  const Drop* DropOf(const std::string& rule) const;
  const Waiver* WaiverOf(const std::string& rule) const;
  // `Acme-Debian-12-L1`: what a level of the definition is called when it is tailored.
  std::string RegisteredName(const std::string& level) const { return name + "-" + level; }
};

}  // namespace mps::model
