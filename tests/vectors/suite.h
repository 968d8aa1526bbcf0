// A suite of vectors: a folder with a manifest, and the function that runs its cases.
//
// To add one: write suite_<name>.cpp with a function `void RunName(const Input&, Report&)`, declare it below and give
// it a row in suites.cpp. Each case counts once in the report. The product's layers decide; a suite only reads files
// and compares.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/json_value.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "vectors/report.h"

namespace mps::vectors {

// One folder of vectors.
struct Input {
  std::string folder;
  json::Value manifest;

  // The cases of the manifest: objects with `id`, `expect`, `files` ...
  std::span<const json::Value> cases() const;
  // A file of the folder, of at most 64 MiB. kUsage for a name that leads out of the folder.
  Result<Bytes> Read(std::string_view name) const;
  Result<json::Value> ReadJson(std::string_view name) const;
};

// The `id` of a case, or "?".
std::string IdOf(const json::Value& test_case);
// The text of a member, or "".
std::string TextOf(const json::Value& object, std::string_view name);
// The octets of a member written in hexadecimal; kMalformed if it is missing.
Result<Bytes> HexOf(const json::Value& object, std::string_view name);
// The name of a case's file: `file`, or the first of `files`, or "".
std::string FileOf(const json::Value& test_case);
// Options for JSON of vectors: large documents, deep enough.
json::Options VectorJson();

struct Suite {
  std::string_view name;  // of the folder
  void (*run)(const Input&, Report&);
};
std::span<const Suite> Suites();

// Runs one folder. A manifest that cannot be read is a failure.
Report RunFolder(const Suite& suite, const std::string& folder);

void RunCbor(const Input& input, Report& report);
void RunCborDeterministic(const Input& input, Report& report);
void RunJson(const Input& input, Report& report);
void RunSigWycheproof(const Input& input, Report& report);
void RunCose(const Input& input, Report& report);
void RunCorim(const Input& input, Report& report);
void RunCorimInternal(const Input& input, Report& report);
void RunCorimMatching(const Input& input, Report& report);
void RunCorimProfiles(const Input& input, Report& report);
void RunCoserv(const Input& input, Report& report);
void RunCwt(const Input& input, Report& report);
void RunCmw(const Input& input, Report& report);
void RunEar(const Input& input, Report& report);
void RunEat(const Input& input, Report& report);
void RunEatDerived(const Input& input, Report& report);
void RunEatTokens(const Input& input, Report& report);
void RunJwsCookbook(const Input& input, Report& report);
void RunJwsWycheproof(const Input& input, Report& report);
void RunTpmQuote(const Input& input, Report& report);
void RunTpmEventlog(const Input& input, Report& report);
void RunIma(const Input& input, Report& report);
void RunDice(const Input& input, Report& report);
void RunPlatformCert(const Input& input, Report& report);
void RunTcgRim(const Input& input, Report& report);

}  // namespace mps::vectors
