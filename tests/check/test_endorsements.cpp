// Endorsements as the checker sees them: their forms, their grants, what endorsers may say, and the file of its own.
#include <string>

#include "base/hex.h"
#include "cases.h"

namespace mps::test {

using diag::Id;

namespace {

const std::string kEndorser =
    "endorser maker { key thumbprint sha256'" + std::string(64, 'a') +
    "' may endorse host.vouched, host.verified, host.seals }\nendorser other { key thumbprint sha256'" +
    std::string(64, 'b') + "' may endorse host.vouched }\n";

std::string Endorsed(const std::string& body, const std::string& by = "maker") {
  return Definition(kEndorser + "endorsement x by " + by + " { " + body + " }\n");
}

}  // namespace

TEST_CASE("conditions of endorsements are claims against constants, joined by `and`") {
  for (const char* when : {"host.number == 1", "1 == host.number", "host.number in 1..2",
                           "host.number >= 1 and host.number < 5", "host.up", "host.name in { \"a\", \"b\" }",
                           "host.vouched == \"x\"", "\"a\" in host.seals", "host.keyed[\"k\"] == \"v\""}) {
    INFO(when);
    CHECK(CheckSource(Endorsed(std::string("when ") + when + " then host.vouched = \"a\"")).Errors() == 0);
  }
  RunCases({
      {Id::kEndorsementForm, Endorsed("when not host.up then host.vouched = \"a\""), "not host.up"},
      {Id::kEndorsementForm, Endorsed("when host.up or host.number == 1 then host.vouched = \"a\""), ""},
      {Id::kEndorsementForm, Endorsed("when host.number != 1 then host.vouched = \"a\""), ""},
      {Id::kEndorsementForm, Endorsed("when host.verified is absent then host.vouched = \"a\""), ""},
      {Id::kEndorsementForm, Endorsed("when host.number == host.number then host.vouched = \"a\""), ""},
      {Id::kEndorsementForm, Endorsed("when count(host.seals) == 1 then host.vouched = \"a\""), ""},
  });
}

TEST_CASE("an endorser says what its schema and its grant let it") {
  RunCases({
      {Id::kUnknownEndorser, Endorsed("then host.vouched = \"a\"", "makr"), "makr"},
      {Id::kNotEndorsable, Endorsed("then host.name = \"a\""), "host.name"},
      {Id::kNotGranted, Endorsed("then host.seals includes \"a\"", "other"), "host.seals"},
      {Id::kEndorsementValue, Endorsed("then host.seals = { \"a\" }"), "then host.seals = { \"a\" }"},
      {Id::kEndorsementValue, Endorsed("then host.vouched includes \"a\""), ""},
      {Id::kTypeMismatch, Endorsed("then host.vouched = 1"), "1"},
      {Id::kDuplicateName,
       Definition(kEndorser + "endorsement x by maker { then host.vouched = \"a\" }\n"
                              "endorsement x by maker { then host.vouched = \"a\" }\n"),
       "x"},
  });
}

TEST_CASE("what one endorser says is of a claim by its path, and may be absent whatever others say") {
  CHECK(CheckSource(
            Definition(kEndorser + "rule \"9\" r9 { title \"t\" level L1 require host.vouched by maker == \"a\" }\n"))
            .Errors() == 0);
  RunCases({
      {Id::kByForm,
       Definition(kEndorser +
                  "rule \"9\" r9 { title \"t\" level L1 require all u in host.users : u.name by maker == \"a\" }\n"),
       ""},
      {Id::kNotEndorsable,
       Definition(kEndorser + "rule \"9\" r9 { title \"t\" level L1 require host.name by maker == \"a\" }\n"), ""},
      {Id::kUnguardedAbsence,
       Definition(kEndorser + "rule \"9\" r9 { title \"t\" level L1 when host.verified is present and host.verified by "
                              "maker == \"a\" require host.up }\n"),
       ""},
  });
}

TEST_CASE("a file of endorsements is of the definition that it is checked with, by name, version and digest") {
  const std::string definition = Definition(kEndorser);
  const auto file = [](const std::string& name, const std::string& version, char digit) {
    return "endorsements \"E\" version 1.0.0 of \"" + name + "\" version " + version + " sha256'" +
           std::string(64, digit) + "' language 1\nendorsement f by maker { then host.vouched = \"a\" }\n";
  };
  Files files;
  for (const auto& [name, version] : {std::pair{"Other", "1.0.0"}, {"T", "9.0.0"}, {"T", "1.0.0"}}) {
    INFO(name << " " << version);
    CHECK(CheckSource(definition, files, {}, limit::kModelNodes, file(name, version, 'a'))
              .Count(Id::kEndorsementsOfOther) == 1);
  }
}

TEST_CASE("L14.13 who may answer which manual rules") {
  const auto granted = [](const std::string& ids) {
    return Definition("endorser maker { key thumbprint sha256'" + std::string(64, 'a') + "' may answer " + ids +
                      " }\nrule \"5.1\" by_hand { title \"t\" level L1 manual \"look\" }\n");
  };
  const Checked good = CheckSource(granted("\"5.1\""));
  CHECK(good.found.empty());
  REQUIRE(good.model);
  CHECK(good.model->endorsers[0].may_answer == std::vector<std::string>{"5.1"});
  CHECK(good.model->definition_digest != CheckSource(Definition("")).model->definition_digest);
  RunCases({
      {Id::kNotManual, granted("\"0\""), "\"0\""},
      {Id::kUnknownRule, granted("\"5.2\""), "\"5.2\""},
      {Id::kDuplicateName, granted("\"5.1\", \"5.1\""), "\"5.1\""},
  });
  CHECK(CheckSource(granted("\"5.2\"")).All().find("did you mean `5.1`?") != std::string::npos);
}

TEST_CASE("L14.13 a file answers what its endorsers may answer, each control once and with a reason") {
  const std::string definition =
      Definition("endorser maker { key thumbprint sha256'" + std::string(64, 'a') +
                 "' may answer \"5.1\" }\nendorser other { key thumbprint sha256'" + std::string(64, 'b') +
                 "' may endorse host.vouched }\nrule \"5.1\" by_hand { title \"t\" level L1 manual \"look\" }\n");
  const std::string digest = HexEncode(CheckSource(definition).model->definition_digest);
  const auto check = [&](const std::string& body) {
    Files files;
    return CheckSource(
        definition, files, {}, limit::kModelNodes,
        "endorsements \"E\" version 1.0.0 of \"T\" version 1.0.0 sha256'" + digest + "' language 1\n" + body + "\n");
  };
  const Checked good = check("answer \"5.1\" by maker fail because \"nobody knew\"");
  CHECK(good.Errors() == 0);
  REQUIRE(good.model);
  REQUIRE(good.model->filed_answers.size() == 1);
  CHECK_FALSE(good.model->filed_answers[0].pass);
  CHECK(HexEncode(good.model->definition_digest) == digest);
  for (const auto& [id, body] :
       {std::pair{Id::kMayNotAnswer, "answer \"5.1\" by other pass because \"x\""},
        {Id::kNotManual, "answer \"0\" by maker pass because \"x\""},
        {Id::kUnknownRule, "answer \"5.2\" by maker pass because \"x\""},
        {Id::kUnknownEndorser, "answer \"5.1\" by makr pass because \"x\""},
        {Id::kNoReason, "answer \"5.1\" by maker pass because \" \""},
        {Id::kDuplicateName,
         "answer \"5.1\" by maker pass because \"x\"\nanswer \"5.1\" by maker fail because \"y\""}}) {
    const Checked found = check(body);
    INFO(body << ": " << found.All());
    CHECK(found.Count(id) == 1);
    CHECK(found.Errors() == 1);
  }
}

}  // namespace mps::test
