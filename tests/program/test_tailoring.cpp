// Tailorings in programs: lowered, in images and back, and refused by the verifier wherever they do not fit.
#include <catch2/catch.hpp>

#include "lower/lower.h"
#include "lower/model_builder.h"
#include "program/dump.h"
#include "program/image.h"
#include "program/verify.h"

namespace mps::test {
namespace {

using program::Program;

Program Tailored() {
  ModelBuilder b;
  FillSample(b);
  model::Tailoring tailoring;
  tailoring.name = "Site", tailoring.version = "1.0", tailoring.digest = Bytes(32, 7);
  model::Setting setting;
  setting.param = 0, setting.value = ModelBuilder::IntValue(2), setting.because = "few";
  tailoring.settings = {setting};
  tailoring.drops = {{"2", "not here", {}}, {"3", "nor here", {}}};
  tailoring.waivers = {{"1", 100, "old", "board", "T", {}}, {"4", 200, "old", "board", "", {}}};
  b.m.tailoring = tailoring;
  auto program = lower::Lower(b.m);
  INFO((program.ok() ? "" : program.status().ToString()));
  REQUIRE(program.ok());
  return std::move(program).value();
}

}  // namespace

TEST_CASE("a tailored program: names, values, dropped rules without code, waivers by rule") {
  const Program p = Tailored();
  REQUIRE(p.tailoring);
  REQUIRE(p.tailoring->base_names.size() == p.levels.size());
  for (std::size_t i = 0; i < p.levels.size(); ++i) {
    CHECK(p.levels[i].registered == "Site-" + p.levels[i].name);
    CHECK(p.tailoring->base_names[i] != p.levels[i].registered);
  }
  for (const auto& value : p.params[0].level_value) CHECK(p.constants[value.value()].i == 2);
  for (const auto& value : p.tailoring->settings[0].base_value) CHECK(p.constants[value.value()].i == 4);
  REQUIRE(p.tailoring->drops.size() == 2);
  for (const auto& drop : p.tailoring->drops) {
    CHECK(p.rules[drop.rule].levels.empty());
    CHECK(p.rules[drop.rule].first == p.rules[drop.rule].last);
  }
  REQUIRE(p.tailoring->waivers.size() == 2);
  CHECK(p.rules[p.tailoring->waivers[1].rule].id == "4");
}

TEST_CASE("a tailored program comes back from its image") {
  const Program p = Tailored();
  const Bytes image = program::EncodeImage(p);
  const auto loaded = program::LoadImage(image);
  INFO((loaded.ok() ? "" : loaded.status().ToString()));
  REQUIRE(loaded.ok());
  CHECK(program::EncodeImage(*loaded) == image);
  CHECK(program::DumpProgram(*loaded) == program::DumpProgram(p));
  CHECK(program::DumpProgram(p).find("waives 1 until 100 because \"old\" approved \"board\"") != std::string::npos);
}

TEST_CASE("a tailoring that does not fit its program is refused") {
  using Break = void (*)(Program&);
  const std::pair<Break, const char*> cases[] = {
      {[](Program& p) { p.tailoring->digest.pop_back(); }, "its digest is not of 32 octets"},
      {[](Program& p) { p.tailoring->base_names.pop_back(); }, "not one base name per level"},
      {[](Program& p) { p.tailoring->base_names[0] = p.levels[0].registered; }, "a level has the name of its base"},
      {[](Program& p) { p.tailoring->settings[0].param = 99; }, "no such parameter"},
      {[](Program& p) { p.tailoring->settings.push_back(p.tailoring->settings[0]); }, "settings are not sorted"},
      {[](Program& p) { p.tailoring->settings[0].base_value.pop_back(); }, "a base value of another type"},
      {[](Program& p) { p.tailoring->settings[0].base_value[0] = 60000; }, "a base value of another type"},
      {[](Program& p) { p.tailoring->drops[1].rule = p.tailoring->drops[0].rule; }, "its rules are not sorted"},
      {[](Program& p) { p.tailoring->waivers[1].rule = 60000; }, "its rules are not sorted, or not there"},
      {[](Program& p) { p.rules[p.tailoring->drops[0].rule].levels = {0}; }, "a dropped rule has levels or code"},
      {[](Program& p) { p.tailoring->drops[0].rule = 0; }, "a dropped rule has levels or code"},
      {[](Program& p) { p.tailoring->waivers[0].until = INT64_MAX; }, "a waiver's end is no time"},
      {[](Program& p) { p.tailoring->waivers[0].approved.clear(); }, "a waiver without reason or approver"},
      {[](Program& p) { p.tailoring.reset(); }, "stores no verdict"},
  };
  for (const auto& [break_it, words] : cases) {
    Program p = Tailored();
    REQUIRE(program::Verify(p).ok());
    break_it(p);
    const Status status = program::Verify(p);
    INFO(words << " / " << status.ToString());
    REQUIRE_FALSE(status.ok());
    CHECK(status.message().find(words) != std::string::npos);
  }
}

}  // namespace mps::test
