// The internal representation in the notation of the draft's examples: tuples, ACS and relations as CBOR with names
// ("environment", "element-list", "cmtype" ...). For tests and tools; appraisals are made from documents.
//
// Claims whose type is wrong are kept and never match, as the comparison rules have it.
#pragma once

#include <vector>

#include "corim/ect.h"

namespace mps::corim {

// An `rv`, `ae`, `ev` or `evs` relation; which it is follows from its members.
struct RelationDocument {
  std::vector<Ect> conditions;
  std::vector<Ect> additions;
  std::vector<EvsStep> series;
};

// [* ECT].
Result<std::vector<Ect>> DecodeAcs(ByteView bytes);
// {? "condition": ECT / [+ ECT], ? "addition": ECT / [+ ECT], ? "series": [+ [[+ ECT], [+ ECT]]]}, at least one.
Result<RelationDocument> DecodeRelation(ByteView bytes);

}  // namespace mps::corim
