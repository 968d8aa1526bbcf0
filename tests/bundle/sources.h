// Definitions for tests of bundles, compiled from memory, and bundles made of them in memory.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "appraise/appraise.h"
#include "bundle/bundle.h"
#include "bundle/write.h"
#include "mps/compiler/compile.h"
#include "program/program.h"

namespace mps::test {

// Files by name; a name that is not among them is kIo.
class MemoryReader : public compiler::FileReader {
 public:
  explicit MemoryReader(std::map<std::string, std::string> files) : files_(std::move(files)) {}
  Result<std::string> Read(const std::string& path, std::size_t limit) override;

 private:
  std::map<std::string, std::string> files_;
};

// A digest for tests: SHA-256 of the number's text.
std::string HexOf(std::uint64_t number);

// A definition with three pinned sets: digests 0, 2, 4 .. of `members`, names `n0`, `n2` .. and ports 0, 2 ..
std::shared_ptr<const program::Program> Pinned(std::size_t members);
// Evidence for it: number `i` of each.
std::string EvidenceOf(std::uint64_t i);

// The octets of a bundle.
Bytes MakeBundle(const program::Program& program, std::size_t table_members, crypto::Signer* signer = nullptr);
// Opened over a copy of the octets, and loaded.
Result<bundle::Bundle> OpenBytes(Bytes octets);

// Verdicts by rule id, from the program.
std::map<std::string, Verdict> VerdictsOf(std::shared_ptr<const program::Program> program, const std::string& evidence);

}  // namespace mps::test
