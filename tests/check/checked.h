// What the suites of the checker share: a source to a model and diagnostics, with files and libraries out of memory.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "check/check.h"
#include "diag/diagnostic.h"
#include "parse/parse.h"

namespace mps::test {

// Files and libraries by name.
struct Files : check::Loader {
  std::map<std::string, std::string> files, libraries;
  std::optional<std::string> Library(std::string_view name) override {
    auto found = libraries.find(std::string(name));
    return found == libraries.end() ? std::nullopt : std::optional<std::string>(found->second);
  }
  std::vector<std::string> LibraryNames() override {
    std::vector<std::string> names;
    for (const auto& [name, text] : libraries) names.push_back(name);
    return names;
  }
  Result<std::string> File(const std::string& path, std::size_t max_bytes) override {
    asked.push_back(path);
    auto found = files.find(path);
    if (found == files.end()) return Status(Code::kIo, "no such file");
    if (found->second.size() > max_bytes) return Status(Code::kLimit, "too large");
    return found->second;
  }
  std::vector<std::string> asked;
};

struct Checked {
  std::unique_ptr<SourceManager> sources = std::make_unique<SourceManager>();
  std::optional<model::Model> model;
  std::vector<diag::Diagnostic> found;

  std::size_t Count(diag::Id id) const {
    std::size_t n = 0;
    for (const auto& d : found) n += d.id == id ? 1 : 0;
    return n;
  }
  const diag::Diagnostic* First(diag::Id id) const {
    for (const auto& d : found) {
      if (d.id == id) return &d;
    }
    return nullptr;
  }
  std::size_t Errors() const {
    std::size_t n = 0;
    for (const auto& d : found) n += d.severity == diag::Severity::kError ? 1 : 0;
    return n;
  }
  // `MPS0201 no name `x` (did you mean `y`?); ...`
  std::string All() const {
    std::string out;
    for (const auto& d : found) {
      out += diag::CodeText(d.id) + " " + d.Message();
      for (const auto& help : d.helps) out += " (" + help + ")";
      out += "; ";
    }
    return out;
  }
  std::string TextAt(const Span& span) const { return std::string(sources->Find(span.file)->Text(span)); }
};

inline Checked CheckSource(const std::string& text, Files& files, const std::vector<std::string>& tests = {},
                           std::size_t max_nodes = limit::kModelNodes, const std::string& endorsements = "") {
  Checked out;
  diag::Sink sink;
  std::unique_ptr<ast::File> file = parse::Parse(out.sources->Add("dir/main.mps", text), sink);
  std::vector<std::unique_ptr<ast::File>> owned;
  std::vector<const ast::File*> test_files;
  for (const std::string& test : tests) {
    owned.push_back(parse::Parse(out.sources->Add("dir/main_tests.mps", test), sink));
    test_files.push_back(owned.back().get());
  }
  check::CheckEnvironment environment{out.sources.get(), &files, max_nodes};
  std::unique_ptr<ast::File> endorsed;
  if (!endorsements.empty()) endorsed = parse::Parse(out.sources->Add("dir/endorsed.mps", endorsements), sink);
  out.model = check::Check(*file, environment, sink, test_files, endorsed.get());
  out.found = sink.Finish();
  return out;
}
inline Checked CheckSource(const std::string& text) {
  Files files;
  return CheckSource(text, files);
}

inline const char* const kHead = "mps \"T\" version 1.0.0 language 1\n";
// One field of each type.
inline const char* const kSchema = R"(
enum color { "red", "green", "yellow" }
enum status open { "running", "stopped" }
set keys of text = { "permitrootlogin", "maxauthtries" }
record package { release? : version dpkg  bytes_used : int unit bytes  build : text volatile }
record user { name : text  uid : int  home? : path  shell : text }
schema machine {
    up : bool
    small : int in 0..100
    number : int
    seconds_up : int unit seconds
    bytes_used : int unit bytes
    name : text
    maybe? : text
    vouched : text either
    verified? : text endorsed
    seals : set of text endorsed
    folder : path
    rights : mode
    colour : color
    now_is : status
    proto : text in { "tcp", "udp" }
    blob : bytes
    measure : digest
    address : ip
    network : cidr
    since : time
    age : duration
    loose : scalar
    release : version dpkg
    tags : set of text
    words : list of text
    keyed : map of text to text known keys
    extra? : map of text to text
    packages : map of text to package
    coloured : map of color to int
    users : list of user
    boot_id : text volatile
}
environment host : machine { layer os }
level L1 "first"
rule "0" base { title "t" level L1 require host.up }
)";
inline std::string Definition(const std::string& rest) { return kHead + std::string(kSchema) + rest; }
// A definition with one more rule of that body.
inline std::string WithRule(const std::string& body, const std::string& rest = "") {
  return Definition(rest + "\nrule \"1\" first { title \"t\" level L1 " + body + " }\n");
}

}  // namespace mps::test
