// A runtime without endorsements: appraise/endorsed_none.cpp is linked in place of endorsed.cpp, which an archive gives
// up only where nobody else defines the same. What may depend on endorsers is refused by name.
#include <catch2/catch.hpp>
#include <string>

#include "appraise/appraise.h"
#include "one_file.h"

namespace mps::test {
namespace {

const std::string kHead =
    "mps \"T\" version 1.0.0 language 1\nschema s { a : bool  b? : bool endorsed  c? : text either }\n"
    "environment e : s\nlevel L1\n";

Result<Appraiser> Made(const std::string& rest, EndorsementInput input = {}) {
  OneFile file(kHead + rest);
  const auto compiled = compiler::Compile("t.mps", file);
  INFO(compiled.RenderText(false));
  REQUIRE(compiled.ok());
  return Appraiser::Create(compiled.program(), std::move(input));
}

const std::string kPlain = "rule \"1\" r { title \"t\" level L1 require e.a }\n";
const std::string kEndorser =
    "endorser maker { key thumbprint sha256'" + std::string(64, 'a') + "' may endorse e.b }\n";

void CheckRefused(const Result<Appraiser>& made, const std::string& why) {
  REQUIRE_FALSE(made.ok());
  CHECK(made.status().code() == Code::kUnsupported);
  CHECK(made.status().ToString().find("unsupported:endorsements") != std::string::npos);
  CHECK(made.status().ToString().find(why) != std::string::npos);
}

}  // namespace

TEST_CASE("without endorsers all is as ever") {
  auto made = Made(kPlain);
  REQUIRE(made.ok());
  Request request;
  const std::string evidence =
      R"({"mps_evidence":1,"collected_at":0,"environments":{"e":{"schema":"s@1","claims":{"a":true}}}})";
  request.evidence = AsBytes(evidence);
  request.level = "L1";
  const auto appraisal = made->Appraise(request);
  REQUIRE(appraisal.ok());
  CHECK(appraisal->verdict == Verdict::kPass);
}

TEST_CASE("what endorsers may say is refused, never left out") {
  CheckRefused(Made(kEndorser + kPlain), "has endorsers");
  CheckRefused(Made(kEndorser + "endorsement x by maker { then e.b = true }\n" + kPlain), "has endorsers");
  CheckRefused(Made("rule \"1\" r { title \"t\" level L1 require (e.b else false) }\n"),
               "rules read what endorsers say");
  CheckRefused(Made("rule \"1\" r { title \"t\" level L1 require (e.c else \"x\") == \"x\" }\n"),
               "rules read what endorsers say");
  EndorsementInput input;
  input.policy.endorsers["maker"].trusted = false;
  CheckRefused(Made(kPlain, input), "endorsements were given");
  EndorsementInput sets;
  sets.sets.emplace_back();
  CheckRefused(Made(kPlain, sets), "endorsements were given");
}

}  // namespace mps::test
