// Whether a program from outside is sound: constants, specs and the order of the code; verify_code.cpp walks the
// instructions.
#include "program/verify.h"

#include <algorithm>
#include <functional>
#include <set>

#include "base/ip.h"
#include "base/time.h"
#include "base/utf8.h"
#include "mps/limits.h"
#include "program/cell_order.h"
#include "program/pattern.h"
#include "program/verify_code.h"
#include "schema/verify_plan.h"

namespace mps::program {
namespace {

Status Bad(const std::string& what) { return Status(Code::kMalformed, what); }
std::string Name(const char* what, std::size_t index) { return what + (" " + std::to_string(index)); }

// REQUIRES: 4 or 16 octets.
bool IsNetwork(const Cell& cell) {
  const Result<Ip> ip = IpFromBytes(AsBytes(cell.text()));
  return ip.ok() && cell.aux >= 0 && MakeCidr(*ip, static_cast<std::uint64_t>(cell.aux)).ok();
}

class Verifier {
 public:
  explicit Verifier(const Program& program) : program_(program) {
    for (const auto& block : program.text) {
      if (block != nullptr) blocks_.push_back({block->data(), block->data() + block->size()});
    }
    std::sort(blocks_.begin(), blocks_.end(), [](auto& a, auto& b) { return std::less<>()(a.first, b.first); });
  }

  Status Run() {
    MPS_TRY(schema::VerifyPlan(program_.plan));
    MPS_TRY(Limits());
    MPS_TRY(Columns());
    MPS_TRY(Constants());
    MPS_TRY(Tables());
    MPS_TRY(Patterns());
    MPS_TRY(Levels());
    for (const ParamDef& param : program_.params) MPS_TRY(Param(param));
    MPS_TRY(Names());
    if (program_.tailoring) MPS_TRY(Tailoring(*program_.tailoring));
    MPS_TRY(Notes());
    return Code();
  }

 private:
  Status Limits() const {
    if (program_.code.size() > limit::kInstructions) return TooMany("instructions than limit::kInstructions");
    if (program_.scan_steps.size() > kScanSteps || program_.scan_loops.size() > kScanSteps)
      return TooMany("scans than 65535");
    if (program_.plan.tables.size() > 0xffff) return TooMany("tables than 65535");
    if (program_.loop_depth > limit::kLoopDepth) return TooMany("loops in loops than limit::kLoopDepth");
    if (program_.rules.size() > limit::kModelNodes) return TooMany("rules than limit::kModelNodes");
    if (program_.configurations.size() > 0xffff) return TooMany("configurations than 65535");
    for (const Bytes* digest : {&program_.definition_digest, &program_.package_digest}) {
      if (!digest->empty() && digest->size() != 32) return Bad("a digest of the definition is not of 32 octets");
    }
    return {};
  }
  static Status TooMany(const std::string& what) { return Status(Code::kLimit, "more " + what); }

  Status Columns() const {
    std::set<std::pair<schema::TableId, schema::ColumnId>> seen;
    for (std::size_t i = 0; i < program_.columns.size(); ++i) {
      const schema::ColumnRef ref = program_.columns[i];
      if (ref.table >= program_.plan.tables.size() || ref.column >= program_.plan.tables[ref.table].columns.size()) {
        return Bad(Name("column", i) + " does not exist in the plan");
      }
      if (!seen.emplace(ref.table, ref.column).second) return Bad(Name("column", i) + " occurs twice");
    }
    return {};
  }

  bool Owned(const Cell& cell) const {
    if (cell.len == 0) return true;
    auto after = std::upper_bound(blocks_.begin(), blocks_.end(), cell.p,
                                  [](const char* p, const auto& block) { return std::less<>()(p, block.first); });
    if (after == blocks_.begin()) return false;
    const auto& block = *std::prev(after);
    return std::less<>()(cell.p, block.second) && static_cast<std::size_t>(block.second - cell.p) >= cell.len;
  }

  Status VerifyCell(const Cell& cell) const {
    if (cell.state != State::kValue) return Bad("a constant without value");
    const bool has_aux = cell.kind == CellKind::kDigest || cell.kind == CellKind::kCidr;
    if (!has_aux && cell.aux != 0) return Bad("a constant with more than its value");
    const bool is_address = cell.len == 4 || cell.len == 16;
    switch (cell.kind) {
      case CellKind::kBool:
        return cell.len == 0 && (cell.i == 0 || cell.i == 1) ? Status() : Bad("a bool neither 0 nor 1");
      case CellKind::kInt:
        return cell.len == 0 ? Status() : Bad("an int with a length");
      case CellKind::kText:
        if (!Owned(cell)) return Bad("a constant outside the program's text");
        return IsUtf8(cell.text()) ? Status() : Bad("a text that is not UTF-8");
      case CellKind::kBytes:
        break;
      case CellKind::kDigest:
        if (DigestOctets(static_cast<DigestAlg>(cell.aux)) == 0 ||
            cell.len != DigestOctets(static_cast<DigestAlg>(cell.aux)))
          return Bad("a digest of the wrong length");
        break;
      case CellKind::kIp:
        if (!is_address) return Bad("an address of the wrong length");
        break;
      case CellKind::kCidr:
        return is_address && Owned(cell) && IsNetwork(cell) ? Status() : Bad("no network");
      default:
        return Bad("a constant of no kind");
    }
    return Owned(cell) ? Status() : Bad("a constant outside the program's text");
  }

  // [first, last) ascends strictly, and every cell is sound.
  Status Sorted(const std::vector<Cell>& cells, std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i) {
      MPS_TRY(VerifyCell(cells[i]));
      if (i > first && CompareCells(cells[i - 1], cells[i]) >= 0) return Bad("members are not sorted");
    }
    return {};
  }

  Status Constants() const {
    for (std::size_t i = 0; i < program_.constants.size(); ++i) {
      if (Status s = VerifyCell(program_.constants[i]); !s.ok()) return std::move(s).Within(Name("constant", i));
    }
    for (std::size_t i = 0; i < program_.sets.size(); ++i) {
      const ConstSet& set = program_.sets[i];
      if (static_cast<std::uint8_t>(set.compare) >= kCompares) return Bad(Name("set", i) + ": no such compare kind");
      if (Status s = Sorted(set.members, 0, set.members.size()); !s.ok()) return std::move(s).Within(Name("set", i));
      if (Status s = Stored(set); !s.ok()) return std::move(s).Within(Name("set", i));
      if (MembersShape(set) == Shape::kNone) return Bad(Name("set", i) + ": members of other kinds");
    }
    return {};
  }

  static Status Stored(const ConstSet& set) {
    if (!set.is_stored()) return {};
    if (!set.members.empty()) return Bad("members both in the image and outside it");
    for (std::size_t i = 0; i < set.stored.size(); ++i) {
      MPS_TRY(VerifyStoredPart(set.stored[i]));
      if (i == 0) continue;
      const bool digests = set.stored[i].kind == CellKind::kDigest && set.stored[0].kind == CellKind::kDigest;
      if (!digests || set.stored[i].aux <= set.stored[i - 1].aux) return Bad("its parts are not sorted");
    }
    return {};
  }

  Status Tables() const {
    for (std::size_t i = 0; i < program_.tables.size(); ++i) {
      if (Status s = Table(program_.tables[i]); !s.ok()) return std::move(s).Within(Name("table", i));
    }
    return {};
  }

  Status Table(const ConstTable& table) const {
    if (static_cast<std::uint8_t>(table.compare) >= kCompares) return Bad("no such compare kind");
    MPS_TRY(Sorted(table.keys, 0, table.keys.size()));
    for (const Cell& key : table.keys) {
      const bool fits = key.kind == table.keys[0].kind && (key.kind == CellKind::kText || key.kind == CellKind::kInt);
      if (!fits) return Bad("keys are all text or all int");
    }
    if (table.first.size() != table.keys.size() + 1 || table.first[0] != 0 ||
        table.first.back() != table.values.size()) {
      return Bad("its rows do not cover its values");
    }
    for (std::size_t k = 0; k < table.keys.size(); ++k) {
      if (table.first[k] > table.first[k + 1]) return Bad("its rows overlap");
    }
    for (std::size_t k = 0; k < table.keys.size(); ++k)
      MPS_TRY(Sorted(table.values, table.first[k], table.first[k + 1]));
    return MembersShape(table.compare, table.values) == Shape::kNone ? Bad("values of other kinds") : Status();
  }

  Status Patterns() const {
    for (std::size_t i = 0; i < program_.patterns.size(); ++i) {
      const Pattern& pattern = program_.patterns[i];
      Result<Pattern> again = MakePattern(pattern.text, pattern.glob);
      if (!again.ok()) return again.TakeStatus().Within(Name("pattern", i));
      if (again->regex != pattern.regex) return Bad(Name("pattern", i) + ": its regular expression is not its own");
    }
    for (std::size_t i = 0; i < program_.pattern_groups.size(); ++i) {
      const std::vector<std::uint32_t>& members = program_.pattern_groups[i].patterns;
      if (members.size() < 2 || !InOrder(members, program_.patterns.size()))
        return Bad(Name("pattern group", i) + ": its patterns are not sorted, or not there");
    }
    return {};
  }

  bool InOrder(const std::vector<std::uint32_t>& indexes, std::size_t count) const {
    for (std::size_t i = 0; i < indexes.size(); ++i) {
      if (indexes[i] >= count || (i > 0 && indexes[i] <= indexes[i - 1])) return false;
    }
    return true;
  }

  Status Levels() const {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < program_.levels.size(); ++i) {
      const LevelSpec& level = program_.levels[i];
      if (!names.insert(level.name).second) return Bad(Name("level", i) + ": its name occurs twice");
      const bool itself = std::find(level.selects.begin(), level.selects.end(), i) != level.selects.end();
      if (!itself || !InOrder(level.selects, program_.levels.size())) {
        return Bad(Name("level", i) + ": what it selects is not sorted, or not there");
      }
    }
    return {};
  }

  Status Param(const ParamDef& param) const {
    auto bad = [&](const char* what) { return Bad("parameter " + param.name + ": " + what); };
    if (param.type >= program_.plan.types.types.size()) return bad("no such type");
    const schema::TypeDef& type = program_.plan.types[param.type];
    if (param.is_set != (type.kind == TypeKind::kSet)) return bad("a set, or not, against its type");
    const schema::TypeDef& element = param.is_set ? program_.plan.types[type.element] : type;
    const Shape shape = ShapeOf(element.kind);
    if (!schema::IsScalar(element.kind) || static_cast<std::uint8_t>(param.compare) >= kCompares ||
        !Compares(param.compare, shape, shape)) {
      return bad("its values do not compare like that");
    }
    if (param.stricter < -1 || param.stricter > 1) return bad("no such direction");
    const std::size_t levels = program_.levels.size();
    if (param.level_value.size() != levels || param.low.size() != levels || param.high.size() != levels) {
      return bad("not one value and range per level");
    }
    if (!ValuesFit(param, param.level_value)) return bad("a value of another type");
    if (param.domain_set && !IsSetOf(param, *param.domain_set)) return bad("a domain of another type");
    return {};
  }
  // REQUIRES: the parameter's type was checked.
  Shape ShapeOfValues(const ParamDef& param) const {
    const schema::TypeDef& type = program_.plan.types[param.type];
    return ShapeOf(param.is_set ? program_.plan.types[type.element].kind : type.kind);
  }
  bool IsSetOf(const ParamDef& param, std::uint32_t index) const {
    if (index >= program_.sets.size() || program_.sets[index].compare != param.compare) return false;
    if (program_.sets[index].is_stored()) return false;  // reports and the caller's values need its members
    const Shape shape = ShapeOfValues(param);
    const Shape members = MembersShape(param.compare, program_.sets[index].members);
    return shape == Shape::kScalar || members == shape || members == Shape::kAny;
  }
  // Values by level: constants, or sets of them.
  bool ValuesFit(const ParamDef& param, const std::vector<std::optional<std::uint32_t>>& values) const {
    return std::all_of(values.begin(), values.end(), [&](const std::optional<std::uint32_t>& value) {
      if (!value) return true;
      if (param.is_set) return IsSetOf(param, *value);
      return *value < program_.constants.size() && Fits(ShapeOfValues(param), ShapeOf(program_.constants[*value].kind));
    });
  }
  static bool Fits(Shape type, Shape value) {
    const bool one_of_three = value == Shape::kBool || value == Shape::kInt || value == Shape::kText;
    return type == value || (type == Shape::kScalar && one_of_three);
  }

  Status Names() const {
    std::set<std::string_view> params;
    for (const ParamDef& param : program_.params) {
      if (!params.insert(param.name).second) return Bad("parameter " + param.name + " occurs twice");
    }
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
      const RuleSpec& rule = program_.rules[i];
      if (!ids.insert(rule.id).second && !rule.hidden) return Bad("rule " + rule.id + " occurs twice");
      if (i > 0) {
        const RuleSpec& before = program_.rules[i - 1];
        if (std::pair(before.hidden, before.id) >= std::pair(rule.hidden, rule.id)) return Bad("rules are not sorted");
      }
      MPS_TRY(Rule(rule));
    }
    for (std::size_t i = 0; i < program_.configurations.size(); ++i) {
      const ConfigurationSpec& spec = program_.configurations[i];
      if (i > 0 && program_.configurations[i - 1].id >= spec.id) return Bad("configurations are not sorted");
      MPS_TRY(Configuration(spec));
    }
    return {};
  }

  bool IsEnvironment(std::uint32_t environment) const {
    return environment == schema::kNone || environment < program_.plan.environments.size();
  }

  Status Rule(const RuleSpec& rule) const {
    auto bad = [&](const char* what) { return Bad("rule " + rule.id + ": " + what); };
    if (!InOrder(rule.levels, program_.levels.size())) return bad("its levels are not sorted, or not there");
    if (!InOrder(rule.params, program_.params.size())) return bad("its parameters are not sorted, or not there");
    if (!IsEnvironment(rule.environment)) return bad("no such environment");
    if (rule.hidden && !rule.levels.empty()) return bad("hidden, but of a level");
    if (!InsertsFit(rule)) return bad("its insertions do not lie in its texts, one behind the other");
    return {};
  }

  // Indexes ascend, and each is of a rule that is not hidden.
  template <class Entry>
  bool OfRules(const std::vector<Entry>& entries) const {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].rule >= program_.rules.size() || program_.rules[entries[i].rule].hidden) return false;
      if (i > 0 && entries[i].rule <= entries[i - 1].rule) return false;
    }
    return true;
  }

  Status Tailoring(const TailoringSpec& tailoring) const {
    const auto bad = [](const char* what) { return Bad(std::string("tailoring: ") + what); };
    if (tailoring.digest.size() != 32) return bad("its digest is not of 32 octets");
    if (tailoring.base_names.size() != program_.levels.size()) return bad("not one base name per level");
    for (std::size_t i = 0; i < program_.levels.size(); ++i) {
      if (tailoring.base_names[i] == program_.levels[i].registered) return bad("a level has the name of its base");
    }
    for (std::size_t i = 0; i < tailoring.settings.size(); ++i) {
      const SettingSpec& setting = tailoring.settings[i];
      if (setting.param >= program_.params.size()) return bad("no such parameter");
      if (i > 0 && setting.param <= tailoring.settings[i - 1].param) return bad("settings are not sorted");
      if (setting.base_value.size() != program_.levels.size() ||
          !ValuesFit(program_.params[setting.param], setting.base_value))
        return bad("a base value of another type");
    }
    if (!OfRules(tailoring.drops) || !OfRules(tailoring.waivers)) return bad("its rules are not sorted, or not there");
    for (const DropSpec& drop : tailoring.drops) {
      const RuleSpec& rule = program_.rules[drop.rule];
      if (!rule.levels.empty() || rule.first != rule.last) return bad("a dropped rule has levels or code");
    }
    for (const WaiverSpec& waiver : tailoring.waivers) {
      if (waiver.until < kMinTime || waiver.until > kMaxTime) return bad("a waiver's end is no time");
      if (waiver.because.empty() || waiver.approved.empty()) return bad("a waiver without reason or approver");
    }
    return {};
  }

  bool InsertsFit(const RuleSpec& rule) const {
    std::uint64_t text = 0, end = 0;  // of the insertion before
    return std::all_of(rule.inserts.begin(), rule.inserts.end(), [&](const InsertSpec& insert) {
      if (insert.text > rule.fixes.size() || insert.param >= program_.params.size()) return false;
      const std::string& in = insert.text == 0 ? rule.title : rule.fixes[insert.text - 1].second;
      if (insert.text < text || (insert.text == text && insert.at < end)) return false;
      text = insert.text, end = std::uint64_t{insert.at} + insert.size;
      return end <= in.size();
    });
  }

  Status Configuration(const ConfigurationSpec& spec) const {
    auto bad = [&](const char* what) { return Bad("configuration " + spec.id + ": " + what); };
    if (!IsEnvironment(spec.environment)) return bad("no such environment");
    if (spec.paths.size() != spec.types.size() || spec.paths.size() > 0xffff) return bad("not one type per entry");
    for (std::size_t i = 0; i < spec.paths.size(); ++i) {
      if (i > 0 && spec.paths[i - 1] >= spec.paths[i]) return bad("entries are not sorted");
      if (spec.types[i] >= program_.plan.types.types.size()) return bad("no such type");
    }
    return {};
  }

  Status Notes() const {
    if (program_.notes.empty() || !program_.notes[0].text.empty() || !program_.notes[0].path.empty()) {
      return Bad("note 0 is not empty");
    }
    if (program_.note_of.size() != program_.code.size()) return Bad("not one note per instruction");
    for (std::uint32_t note : program_.note_of) {
      if (note >= program_.notes.size()) return Bad("no such note");
    }
    return {};
  }

  Status Code() const {
    CodeVerifier code(program_);
    if (Status s = CodeVerifier(program_).Scans(); !s.ok()) return std::move(s).Within("scans");
    std::uint32_t at = 0;
    auto next = [&](std::uint32_t first, std::uint32_t last) {
      const bool follows = first == at && last >= first && last <= program_.code.size();
      at = last;
      return follows;
    };
    for (std::uint32_t c = 0; c < program_.configurations.size(); ++c) {
      const ConfigurationSpec& spec = program_.configurations[c];
      if (!next(spec.first, spec.last)) return Bad("configuration " + spec.id + ": its instructions do not follow");
      if (Status s = code.Configuration(c); !s.ok()) return std::move(s).Within("configuration " + spec.id);
    }
    for (std::uint32_t r = 0; r < program_.rules.size(); ++r) {
      const RuleSpec& rule = program_.rules[r];
      if (!next(rule.first, rule.last)) return Bad("rule " + rule.id + ": its instructions do not follow");
      if (Status s = code.Rule(r); !s.ok()) return std::move(s).Within("rule " + rule.id);
    }
    for (std::uint32_t r = 0; r < program_.rules.size(); ++r) {
      const RuleSpec& rule = program_.rules[r];
      if (rule.planned_first == rule.planned_last) continue;
      if (!next(rule.planned_first, rule.planned_last) || rule.is_manual)
        return Bad("rule " + rule.id + ": its planned instructions do not follow");
      if (Status s = code.PlannedRule(r); !s.ok()) return std::move(s).Within("rule " + rule.id + ", planned");
    }
    return at == program_.code.size() ? Status() : Bad("instructions of no rule");
  }

  const Program& program_;
  std::vector<std::pair<const char*, const char*>> blocks_;
};

}  // namespace

Status Verify(const Program& program) { return Verifier(program).Run(); }

}  // namespace mps::program
