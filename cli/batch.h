// `mps eval --batch`: many documents, a line each.
#pragma once

#include <string>

#include "appraise_input.h"
#include "command.h"

namespace mps::cli {

struct BatchArguments {
  std::string path, order = "input";
  unsigned jobs = 0;  // 0: as many as there are processors to run on
  std::uint64_t max_bytes = std::uint64_t{64} << 20;
  bool hsh = false, json = false, problems = false;
  std::string claims;  // where a CBOR sequence of claim sets goes
};

void AddBatchOptions(CLI::App& command, BatchArguments& arguments);

// The exit code: the worst of the documents' (docs/cli.md).
int EvalBatch(const AppraiseArguments& appraise, const BatchArguments& batch, const Context& context);

}  // namespace mps::cli
