// Levels and parameters: order, ranges, values, registered names.
#include "check/cases.h"

using namespace mps;
using namespace mps::test;
using Id = diag::Id;

namespace {
const std::string kUse = "rule \"1\" first { title \"t\" level L1 require host.number <= limit }\n";
}

TEST_CASE("faults of levels and parameters are reported once") {
  RunCases({
      {Id::kLevelWithoutRules, Definition("level empty_\n"), "empty_"},
      {Id::kLevelCycle,
       kHead + std::string("schema s { up : bool }\nenvironment e : s { }\nlevel A extends A\nrule \"1\" r { title "
                           "\"t\" level A require e.up }\n"),
       "A"},
      {Id::kLooserLevel,
       Definition("param limit : int in 1..9 = 4 stricter lower\nlevel L2 extends L1 { param limit = 5 }\n" + kUse),
       "L2"},
      {Id::kParamOutside, Definition("param limit : int in 1..9 = 10\n" + kUse), "10"},
      {Id::kParamOutside, Definition("param limit : int in 1..9 = 4\nlevel L2 extends L1 { param limit = 0 }\n" + kUse),
       "0"},
      {Id::kEmptyRange, Definition("param limit : int in 9..1 = 4\n" + kUse), ""},
      {Id::kNoDomain,
       Definition("param limit : version dpkg in { dpkg'1' } = dpkg'1'\nparam other : bool in 1..2 = true\nrule \"1\" "
                  "first { title \"t\" level L1 require host.release <= limit }\n"),
       ""},
      {Id::kParamType, Definition("param p : list of int = [ 1 ]\n"), ""},
      {Id::kDuplicateName,
       Definition("level L2 extends L1 { param limit = 3  param limit = 2 }\nparam limit : int = 4\n" + kUse), "limit"},
      {Id::kDuplicateName, Definition("level L2 extends L1 { registered \"T-L1\" }\n"), "L2"},
      {Id::kUnused, Definition("param limit : int = 4\n"), "limit"},
  });
}

TEST_CASE("a level has its own value, its ancestor's, or the default") {
  Checked out = CheckSource(Definition(R"(
level L2 "second" extends L1 { param limit = 3  accept warning }
level L3 extends L2
param limit : int in 1..6 = 4 stricter lower "prose"
param ports : set of int in 1..65535 = { 22, 80, 22 } stricter lower
param given : text
)" + kUse + "rule \"2\" two { title \"t\" level L3 require host.number in ports and host.name == given }\n"));
  INFO(out.All());
  REQUIRE(out.model.has_value());
  const auto& model = *out.model;
  REQUIRE(model.levels.size() == 3);
  CHECK(model.levels[1].registered == "T-L2");
  CHECK(model.levels[2].selects == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(model.levels[1].accept_warning);
  CHECK_FALSE(model.levels[2].accept_warning);
  const auto& limit = model.params[0];
  CHECK(limit.level_value[0]->number == 4);
  CHECK(limit.level_value[1]->number == 3);
  CHECK(limit.level_value[2]->number == 3);
  CHECK(model.params[1].default_value->items.size() == 2);
  CHECK_FALSE(model.params[2].level_value[0].has_value());
  for (const auto& rule : model.rules) {
    if (rule.id == "2") CHECK(rule.params == std::vector<std::uint32_t>{1, 2});
  }
}
