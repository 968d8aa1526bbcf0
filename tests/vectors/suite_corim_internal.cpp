// Suite corim-internal: the draft's examples of tuples and relations. Each must be read; those of the PSA example are
// also appraised: evidence and reference values give the accepted claims that the draft shows, and a reference value of
// another state gives none.
#include "corim/acs.h"
#include "corim/intrep.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

using namespace corim;

Result<std::vector<Ect>> ReadAcs(const Input& input, const std::string& id) {
  MPS_ASSIGN(const Bytes bytes, input.Read(id + ".cbor"));
  return DecodeAcs(bytes);
}

Result<RelationDocument> ReadRelation(const Input& input, const std::string& id) {
  MPS_ASSIGN(const Bytes bytes, input.Read(id + ".cbor"));
  return DecodeRelation(bytes);
}

bool SameSet(std::vector<Ect> entries, const std::vector<Ect>& wanted) {
  Acs acs;
  for (Ect& ect : entries) acs.Append(std::move(ect));
  const std::size_t before = acs.entries().size();
  for (const Ect& ect : wanted) {
    if (acs.Append(ect)) return false;  // something that was not there
  }
  return before == wanted.size();
}

Status Differs(const char* what) { return {Code::kInternal, what}; }

// The reference-values relation whose condition is this accepted tuple.
RvItem Corroborates(const Ect& accepted) {
  RvItem item{accepted, accepted};
  item.condition.authority.clear();
  item.condition.profile.reset();
  item.condition.type.reset();
  item.addition.elements.clear();
  return item;
}

Status AppraisePsa(const Input& input) {
  MPS_ASSIGN(const RelationDocument ae, ReadRelation(input, "draft-intrep-rel-ae-psa"));
  MPS_ASSIGN(const std::vector<Ect> after, ReadAcs(input, "draft-intrep-acs-psa-2"));
  if (after.size() < 2 || !SameSet(ae.additions, {after[0]})) return Differs("the evidence is not the first entry");
  Relations relations;
  relations.rv.push_back(Corroborates(after[1]));
  MPS_ASSIGN(const Appraisal appraisal, Appraise(ae.additions, relations));
  return SameSet(appraisal.acs.entries(), {after[0], after[1]}) ? Status() : Differs("other claims are accepted");
}

Status AppraiseOtherState(const Input& input) {
  MPS_ASSIGN(const RelationDocument ae, ReadRelation(input, "draft-intrep-rel-ae-psa"));
  MPS_ASSIGN(const RelationDocument rv, ReadRelation(input, "draft-intrep-rel-rv-psa-2"));
  if (rv.conditions.size() != 1 || rv.additions.size() != 1) return Differs("not one condition and one addition");
  Relations relations;
  relations.rv.push_back({rv.conditions[0], rv.additions[0]});
  MPS_ASSIGN(const Appraisal appraisal, Appraise(ae.additions, relations));
  if (appraisal.corroborated != 0 || appraisal.acs.entries().size() != 1) return Differs("another state corroborates");
  return {};
}

Status Judge(const Input& input, const std::string& id) {
  if (id == "draft-intrep-acs-psa-2") return AppraisePsa(input);
  if (id == "draft-intrep-rel-rv-psa-2") return AppraiseOtherState(input);
  if (id.find("-acs-") != std::string::npos) {
    MPS_ASSIGN(const std::vector<Ect> acs, ReadAcs(input, id));
    return acs.size() == 1 ? Status() : Differs("not one tuple");
  }
  MPS_ASSIGN(const RelationDocument relation, ReadRelation(input, id));
  const bool series = id.find("-evs-") != std::string::npos;
  return series == !relation.series.empty() ? Status() : Differs("another relation");
}

}  // namespace

void RunCorimInternal(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) report.Accept(IdOf(test), Judge(input, IdOf(test)));
}

}  // namespace mps::vectors
