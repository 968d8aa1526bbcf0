// Suite json: JSONTestSuite. `y_` is accepted, `n_` refused, `i_` and `transform_` are ours to decide.
//
// The suite's own restriction: a repeated member name is legal JSON (y_object_duplicated_key.json), so it runs with
// that check off. Our rule comes on top: with the check on, nothing else changes than that documents with repeated
// names are refused.
#include "base/json_reader.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

json::Options Plain() {
  json::Options options;
  options.reject_duplicate_keys = false;
  return options;
}

// The cursor's verdict, provided that the tree's is the same and that refusing repeated names does only that.
Status Judge(const Bytes& bytes, std::string& wrong) {
  const std::string_view text = AsText(bytes);
  const Status plain = json::Validate(text, Plain());
  const Status strict = json::Validate(text);
  if (json::Parse(text, Plain()).ok() != plain.ok()) wrong = "cursor and tree do not agree";
  if (!plain.ok() && strict.ok()) wrong = "accepted with more checks, refused with fewer";
  if (plain.ok() && !strict.ok() && strict.code() != Code::kDuplicate) {
    wrong = "refused, and not for a repeated name: " + strict.ToString();
  }
  return plain;
}

}  // namespace

void RunJson(const Input& input, Report& report) {
  for (const json::Value& test_case : input.cases()) {
    const std::string id = IdOf(test_case), expect = TextOf(test_case, "expect");
    Result<Bytes> bytes = input.Read(FileOf(test_case));
    if (!bytes.ok()) {
      report.Fail(id, bytes.status().ToString());
      continue;
    }
    std::string wrong;
    const Status status = Judge(*bytes, wrong);
    if (!wrong.empty()) {
      report.Fail(id, wrong);
    } else if (id.starts_with("y_") || expect == "accept") {
      report.Accept(id, status, true);
    } else if (id.starts_with("n_") || expect == "reject") {
      report.Reject(id, status);
    } else {
      report.Pass();  // it came to a verdict
    }
  }
}

}  // namespace mps::vectors
