// The package's canonical form: all of a definition, prose, references, fixes and tests too.
#include "model/canonical.h"
#include "model/canonical_writer.h"

namespace mps::model {
namespace {

Bytes Texts(const std::vector<std::string>& texts) {
  std::vector<Bytes> items;
  for (const auto& text : texts) items.push_back(TextItem(text));
  return ArrayOf(items);
}

Bytes Refs(const std::vector<Ref>& refs) {
  std::vector<Bytes> items;
  for (const Ref& ref : refs) items.push_back(ArrayOf({TextItem(ref.scheme), TextItem(ref.id)}));
  return SortedArray(std::move(items));
}

Bytes Fixes(const std::vector<std::pair<std::string, std::string>>& fixes) {
  std::vector<Bytes> items;
  for (const auto& [kind, text] : fixes) items.push_back(ArrayOf({TextItem(kind), TextItem(text)}));
  return ArrayOf(items);
}

Bytes RuleProse(const Rule& rule) {
  return ArrayOf({TextItem(rule.id), TextItem(rule.name), TextItem(rule.title), TextItem(rule.rationale),
                  TextItem(rule.note), TextItem(rule.manual), TextItem(rule.deprecated), TextItem(rule.severity),
                  TextItem(rule.section), Refs(rule.refs), Fixes(rule.fixes)});
}

// Constants in tests may be partial records: name and value of what is given.
Result<Bytes> Loose(CanonicalWriter& writer, const Value& value) {
  if (value.kind != TypeKind::kRecord && value.kind != TypeKind::kMap && value.kind != TypeKind::kList &&
      value.kind != TypeKind::kSet)
    return writer.Value_(value);
  std::vector<Bytes> items;
  for (const Value& item : value.items) {
    MPS_ASSIGN(auto encoded, Loose(writer, item));
    items.push_back(std::move(encoded));
  }
  for (const auto& [name, field] : value.fields) {
    MPS_ASSIGN(auto encoded, Loose(writer, field));
    items.push_back(ArrayOf({TextItem(name), encoded}));
  }
  return ArrayOf({TextItem(TypeKindName(value.kind)), ArrayOf(items)});
}

Result<Bytes> GivenItem(CanonicalWriter& writer, const Model& model, const Given& given) {
  std::vector<Bytes> path = {TextItem(model.environments[given.environment].name)};
  for (const PathStep& step : given.path) path.push_back(ArrayOf({BoolItem(step.is_key), TextItem(step.field_or_key)}));
  Bytes value = NullItem();
  if (given.kind == GivenKind::kValue) {
    MPS_ASSIGN(value, Loose(writer, given.value));
  }
  return ArrayOf({ArrayOf(path), IntItem(static_cast<int>(given.kind)), value, TextItem(given.reason)});
}

// Whom a test does not trust, and the answers that it gives.
Bytes OfEndorsers(const Model& model, const Test& test) {
  std::vector<Bytes> untrusted, answers;
  for (const std::string& name : test.untrusted) untrusted.push_back(TextItem(name));
  for (const Answer& one : test.answers)
    answers.push_back(ArrayOf(
        {TextItem(one.rule), TextItem(model.endorsers[one.endorser].name), BoolItem(one.pass), TextItem(one.because)}));
  return ArrayOf({SortedArray(std::move(untrusted)), SortedArray(std::move(answers))});
}

Result<Bytes> TestItem(CanonicalWriter& writer, const Model& model, const Test& test) {
  std::vector<Bytes> givens, params, expectations;
  for (const Given& given : test.givens) {
    MPS_ASSIGN(auto item, GivenItem(writer, model, given));
    givens.push_back(std::move(item));
  }
  for (const auto& [param, value] : test.params) {
    MPS_ASSIGN(auto item, writer.Value_(value));
    params.push_back(ArrayOf({TextItem(model.params[param].name), item}));
  }
  for (const Expectation& e : test.expectations) {
    MPS_ASSIGN(auto that, writer.Expression(e.that));
    expectations.push_back(
        ArrayOf({IntItem(static_cast<int>(e.kind)), TextItem(e.subject), IntItem(static_cast<int>(e.verdict)),
                 IntItem(static_cast<int>(e.grade)), BoolItem(e.waived), TextItem(e.because), that}));
  }
  std::vector<Bytes> items = {TextItem(test.title),
                              ArrayOf(givens),
                              SortedArray(std::move(params)),
                              test.level ? TextItem(model.levels[*test.level].name) : NullItem(),
                              test.now ? IntItem(*test.now) : NullItem(),
                              ArrayOf(expectations)};
  if (!test.untrusted.empty() || !test.answers.empty()) items.push_back(OfEndorsers(model, test));
  return ArrayOf(items);
}

Bytes TypeProse(const Model& model) {
  std::vector<Bytes> items;
  for (std::size_t i = 0; i < model.types.types.size(); ++i) {
    const std::string prose = i < model.type_prose.size() ? model.type_prose[i] : "";
    if (!prose.empty()) items.push_back(ArrayOf({TextItem(model.types.types[i].name), TextItem(prose)}));
  }
  for (const auto& [field, prose] : model.field_prose) items.push_back(ArrayOf({TextItem(field), TextItem(prose)}));
  return SortedArray(std::move(items));
}

template <class List, class Item>
Bytes Prose(const List& list, Item item) {
  std::vector<Bytes> items;
  for (const auto& entry : list) items.push_back(item(entry));
  return SortedArray(std::move(items));
}

}  // namespace

Result<Bytes> CanonicalPackage(const Model& model) {
  CanonicalWriter writer(model);
  std::vector<Bytes> rules, tests;
  for (const Rule& rule : model.rules) rules.push_back(RuleProse(rule));
  for (const Test& test : model.tests) {
    MPS_ASSIGN(auto item, TestItem(writer, model, test));
    tests.push_back(std::move(item));
  }
  std::vector<Bytes> environments, configurations;
  for (std::size_t i = 0; i < model.environments.size(); ++i) {
    environments.push_back(ArrayOf({TextItem(model.environments[i].name), TextItem(model.environment_prose[i])}));
  }
  for (const Configuration& entry : model.configurations)
    configurations.push_back(ArrayOf({TextItem(entry.id), TextItem(entry.title)}));
  const auto named = [](const auto& entry) { return ArrayOf({TextItem(entry.name), TextItem(entry.prose)}); };
  return ArrayOf({TextItem("mps-package"),
                  IntItem(1),
                  OctetsItem(model.definition_digest),
                  TextItem(model.title),
                  TextItem(model.publisher),
                  TextItem(model.source_uri),
                  Texts(model.notes),
                  Refs(model.refs),
                  TypeProse(model),
                  SortedArray(std::move(environments)),
                  SortedArray(std::move(configurations)),
                  Prose(model.levels,
                        [](const Level& l) {
                          return ArrayOf({TextItem(l.name), TextItem(l.title)});
                        }),
                  Prose(model.params, named),
                  Prose(model.sets, named),
                  Prose(model.tables, named),
                  Prose(model.functions, named),
                  Prose(model.templates,
                        [](const Template& t) {
                          return ArrayOf({TextItem(t.name), TextItem(t.prose), TextItem(t.title), TextItem(t.rationale),
                                          TextItem(t.severity), Refs(t.refs), Fixes(t.fixes)});
                        }),
                  Prose(model.endorsers,
                        [](const Endorser& e) {
                          std::vector<Bytes> members = {TextItem(e.name), TextItem(e.prose), TextItem(e.key_kind),
                                                        TextItem(e.key_digest), Texts(e.may_endorse)};
                          if (!e.may_answer.empty()) members.push_back(Texts(e.may_answer));
                          return ArrayOf(std::move(members));
                        }),
                  SortedArray(std::move(rules)),
                  SortedArray(std::move(tests))});
}

}  // namespace mps::model
