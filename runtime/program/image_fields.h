// The fields of everything in an image, once, for writing and for reading. Part of image.h.
//
// Describe(archive, thing) hands the members of `thing` to `archive` in the order of the format.
#pragma once

#include <concepts>
#include <type_traits>

#include "program/program.h"

namespace mps::program {

template <class T, class U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

// Types and plan.
bool Describe(auto& a, Is<CorimId> auto& t) { return a.Fields(t.kind, t.number, t.text); }
bool Describe(auto& a, Is<CorimClaim> auto& t) { return a.Fields(t.part, t.item, t.key); }
bool Describe(auto& a, Is<schema::FieldDef> auto& t) {
  return a.Fields(t.name, t.wire_name, t.type, t.optional, t.is_volatile, t.asserter, t.corim);
}
bool Describe(auto& a, Is<schema::TypeDef> auto& t) {
  return a.Fields(t.kind, t.ordering, t.open, t.low, t.high, t.words, t.allow_empty, t.key, t.element, t.fields,
                  t.name);
}
bool Describe(auto& a, Is<schema::EnvironmentDef> auto& t) {
  return a.Fields(t.name, t.schema, t.schema_name, t.many, t.complete, t.layer, t.parent, t.key_kind, t.key_digest);
}
bool Describe(auto& a, Is<schema::EnvironmentPlan> auto& t) { return a.Fields(t.def, t.root); }
bool Describe(auto& a, Is<schema::ColumnRef> auto& t) { return a.Fields(t.table, t.column); }
bool Describe(auto& a, Is<schema::ReadNode> auto& t) {
  return a.Fields(t.type, t.value, t.fields, t.keys, t.element, t.members, t.by);
}
bool Describe(auto& a, Is<schema::Column> auto& t) { return a.Fields(t.path, t.type, t.optional); }
bool Describe(auto& a, Is<schema::Table> auto& t) { return a.Fields(t.path, t.parent, t.columns, t.key); }
bool Describe(auto& a, Is<schema::ReadPlan::Request> auto& t) { return a.Fields(t.environment, t.collection, t.key); }
bool Describe(auto& a, Is<schema::TypeTable> auto& t) { return a.Fields(t.types); }
bool Describe(auto& a, Is<schema::ReadPlan> auto& t) {
  return a.Fields(t.types, t.environments, t.nodes, t.tables, t.requests);
}

// Constants.
bool Describe(auto& a, Is<StoredPart> auto& t) { return a.Fields(t.kind, t.aux, t.count, t.levels, t.root); }
bool Describe(auto& a, Is<ConstSet> auto& t) { return a.Fields(t.compare, t.members, t.stored); }
bool Describe(auto& a, Is<ConstTable> auto& t) { return a.Fields(t.keys, t.first, t.values, t.compare); }
bool Describe(auto& a, Is<Pattern> auto& t) { return a.Fields(t.text, t.glob, t.regex); }
bool Describe(auto& a, Is<PatternGroup> auto& t) { return a.Fields(t.whole, t.patterns); }
bool Describe(auto& a, Is<Note> auto& t) { return a.Fields(t.text, t.path); }

// Specs.
bool Describe(auto& a, Is<ParamDef> auto& t) {
  return a.Fields(t.name, t.type, t.compare, t.is_set, t.level_value, t.low, t.high, t.domain_set, t.stricter, t.prose);
}
bool Describe(auto& a, Is<LevelSpec> auto& t) {
  return a.Fields(t.name, t.title, t.registered, t.selects, t.accept_warning);
}
bool Describe(auto& a, Is<RefSpec> auto& t) { return a.Fields(t.scheme, t.id); }
bool Describe(auto& a, Is<InsertSpec> auto& t) { return a.Fields(t.text, t.at, t.size, t.param, t.shell); }
bool Describe(auto& a, Is<RuleSpec> auto& t) {
  return a.Fields(t.id, t.name, t.title, t.severity, t.rationale, t.manual, t.deprecated, t.refs, t.levels,
                  t.environment, t.params, t.first, t.last, t.planned_first, t.planned_last, t.is_manual, t.fixes,
                  t.inserts, t.hidden);
}
bool Describe(auto& a, Is<ConfigurationSpec> auto& t) {
  return a.Fields(t.id, t.title, t.environment, t.paths, t.types, t.first, t.last);
}

// Tailoring.
bool Describe(auto& a, Is<SettingSpec> auto& t) { return a.Fields(t.param, t.because, t.base_value); }
bool Describe(auto& a, Is<DropSpec> auto& t) { return a.Fields(t.rule, t.because); }
bool Describe(auto& a, Is<WaiverSpec> auto& t) { return a.Fields(t.rule, t.until, t.because, t.approved, t.ticket); }
bool Describe(auto& a, Is<TailoringSpec> auto& t) {
  return a.Fields(t.name, t.version, t.title, t.digest, t.base_names, t.settings, t.drops, t.waivers);
}

bool Describe(auto& a, Is<Instr> auto& t) { return a.Fields(t.op, t.aux, t.a, t.b, t.c, t.imm); }
bool Describe(auto& a, Is<ScanStep> auto& t) { return a.Fields(t.instr, t.table); }
bool Describe(auto& a, Is<ScanLoop> auto& t) { return a.Fields(t.kind, t.table, t.body, t.where); }

// Everything but the head (magic, version, opcodes).
bool Describe(auto& a, Is<Program> auto& t) {
  return a.Fields(t.name, t.version, t.title, t.publisher, t.source_uri, t.definition_digest, t.package_digest, t.plan,
                  t.columns, t.constants, t.sets, t.tables, t.patterns, t.pattern_groups, t.params, t.levels, t.rules,
                  t.configurations, t.code, t.note_of, t.notes, t.scan_steps, t.scan_loops, t.endorsements, t.tailoring,
                  t.registers, t.loop_depth);
}

}  // namespace mps::program
