// Concise evidence (TCG DICE Concise Evidence Binding) as an evidence document of a definition: measurements become the
// claims whose fields say how CoRIMs speak of them. docs/corim.md, "Concise evidence".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corim/document.h"
#include "mps/status.h"
#include "schema/read_plan.h"
#include "token/evidence_document.h"

namespace mps::corim {

struct EvidenceOptions {
  std::int64_t collected_at = 0;  // seconds since 1970
  std::string version;            // of the software, for `collector`
  std::string environment;        // of the definition: all triples are of it; empty: the one that fits
};

struct EvidenceInTerms {
  eat::ImportedEvidence evidence;        // never verified: it is signed by what carries it
  std::vector<std::string> passed_over;  // what no claim stands for, a line each
};

// Each triple goes to the one environment whose schema has a claim for every attribute of the triple's. What is found
// but is no value of its claim (a range, octets under a mask) leaves the claim in error; what no claim stands for is
// listed. kInvalid: a triple that no environment or more than one fits, a claim with two values; kUsage: no such
// environment.
Result<EvidenceInTerms> EvidenceInTermsOf(const Evidence& evidence, const schema::ReadPlan& plan,
                                          const EvidenceOptions& options);

}  // namespace mps::corim
