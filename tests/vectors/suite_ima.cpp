// Suite ima: measurement lists of real machines, replayed; lists that were changed; and what policies of others list.
#include "base/hex.h"
#include "roots/ima_line.h"
#include "roots/ima_quote.h"
#include "vectors/roots_values.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

using roots::ImaLine;

// The list alone: every line is read, every template hash is that of its data.
Status Intact(const Bytes& list) { return roots::VerifyImaList(list, {}).checks.FirstFailure(); }

// The register that the manifest has for the list is taken as quoted: it has to be the end of the replay.
Status Replay(const json::Value& test, const Bytes& list) {
  const json::Value* analysis = test.Find("analysis");
  const json::Value* pcr10 = analysis == nullptr ? nullptr : analysis->Find("pcr10");
  if (pcr10 == nullptr) return {Code::kInternal, "the case has no register"};
  roots::ImaPolicy policy;
  policy.strict = true;
  for (const auto& [bank, value] : pcr10->members()) {
    MPS_ASSIGN(policy.proven[HashIdOf(bank)][10], HexDecode(value.text()));
  }
  const roots::ImaReport report = roots::VerifyImaList(list, policy);
  MPS_TRY(report.checks.FirstFailure());
  const json::Value* lines = analysis->Find("lines");
  const json::Value* violations = analysis->Find("violations");
  if (lines == nullptr || lines->AsInt() != static_cast<std::int64_t>(report.proven_lines))
    return {Code::kInternal, "other lines are proven"};
  if (violations == nullptr || violations->AsInt() != static_cast<std::int64_t>(report.violations.size()))
    return {Code::kInternal, "other violations are seen"};
  return {};
}

// The policies are lists of digests by path.
bool Listed(const json::Value& digests, const ImaLine& line) {
  const json::Value* known = digests.Find(line.path);
  if (known == nullptr) return false;
  for (const json::Value& digest : known->items()) {
    if (digest.text() == line.digest) return true;
  }
  return false;
}

// How many entries of the list, violations aside, are in the policy, and how many are not.
struct Tally {
  std::size_t listed = 0, others = 0;
};
Result<Tally> TallyOf(const Bytes& list, const json::Value& digests) {
  Tally out;
  MPS_TRY(roots::ForEachImaLine(AsText(list), [&](const ImaLine& line, std::uint64_t) -> Status {
    if (!line.violation) ++(Listed(digests, line) ? out.listed : out.others);
    return {};
  }));
  return out;
}

Result<Tally> TallyOf(const Input& input, const Bytes& list, std::string_view policy_file) {
  MPS_ASSIGN(const json::Value policy, input.ReadJson(policy_file));
  const json::Value* digests = policy.Find("digests");
  if (digests == nullptr) return Status(Code::kInternal, "the policy has no digests");
  return TallyOf(list, *digests);
}

// Against the policy all entries are known, against an empty one none is.
Status AgainstPolicy(const Input& input, const Bytes& list) {
  MPS_ASSIGN(const Tally full, TallyOf(input, list, "policy_test.json"));
  MPS_ASSIGN(const Tally none, TallyOf(list, json::Value::Object()));
  if (full.listed == 0 || full.others != 0) return {Code::kInternal, "the policy does not cover the list"};
  return none.listed == 0 && none.others == full.listed ? Status()
                                                        : Status(Code::kInternal, "an empty policy covers it");
}

// `rsa2048pub.pem` and `secp256k1.pem` stand with the policies; they have to be keys.
Status RunPolicies(const Input& input) {
  for (const std::string_view name : {"policy_test.json", "policy_wrong.json"}) {
    MPS_ASSIGN(const json::Value policy, input.ReadJson(name));
    if (policy.Find("digests") == nullptr) return {Code::kInternal, "a policy without digests"};
  }
  for (const std::string_view name : {"rsa2048pub.pem", "secp256k1.pem"}) {
    MPS_ASSIGN(const Bytes pem, input.Read(name));
    if (auto key = crypto::PublicKeyFromPem(AsText(pem)); !key.ok()) return key.TakeStatus();
  }
  return {};
}

Status RunOne(const Input& input, const json::Value& test, const Bytes& list) {
  MPS_TRY(Replay(test, list));
  const std::string id = IdOf(test);
  if (id == "ima_sig_measurements") return AgainstPolicy(input, list);
  return {};
}

}  // namespace

void RunIma(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const std::string id = IdOf(test);
    const bool list_first = test.Find("analysis") != nullptr;
    if (id == "policies") {
      report.Accept(id, RunPolicies(input), true);
      continue;
    }
    if (!list_first) {
      report.Skip("digest-list-file");  // of another tool; definitions hold allowed digests as sets
      continue;
    }
    std::string file = FileOf(test);
    for (const json::Value& name : test.Find("files")->items()) {
      if (name.text().starts_with("ima_log")) file = name.text();  // an expected policy stands before it
    }
    const auto list = input.Read(file);
    if (!list.ok()) {
      report.Fail(id, list.status().ToString());
    } else if (TextOf(test, "expect").starts_with("reject")) {
      report.Reject(id, Intact(*list));
    } else {
      report.Accept(id, RunOne(input, test, *list));
    }
  }
}

}  // namespace mps::vectors
