// The compiler's public face: source text in; diagnostics, dumps of every stage and a program out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"
#include "mps/value.h"
#include "mps/verdict.h"

namespace mps::program {
struct Program;
}
namespace mps::model {
struct Model;
}

namespace mps::compiler {

// Reads the files that sources name. The compiler itself does no I/O.
class FileReader {
 public:
  virtual ~FileReader() = default;
  // A file that the caller of Compile named. More than `limit` bytes is kLimit.
  virtual Result<std::string> Read(const std::string& path, std::size_t limit) = 0;
  // A file that a source names, or that was found beside one: `path` is `folder` (that of the main file, with its
  // slash, or empty) and a relative path. A reader of a file system must not be led out of the folder by `..` or links.
  // The default is for readers that have neither.
  virtual Result<std::string> ReadBeneath(const std::string& folder, const std::string& path, std::size_t limit) {
    (void)folder;
    return Read(path, limit);
  }
  // Names of the sources (`*.mps`) in a folder, without it: where the base of a tailor file is looked for.
  virtual std::vector<std::string> SourcesIn(const std::string& folder) {
    (void)folder;
    return {};
  }
};

struct Options {
  // Sources of `tests of ...` files whose tests join the definition's: paths.
  std::vector<std::string> test_files;
  // The same, found beside the main file and not named by anybody: read by ReadBeneath.
  std::vector<std::string> tests_beside;
  // Of a tailor file: the definition that it tailors, a path. Empty: the one beside it of that name and version.
  std::string base{};
  // A file of endorsements for the definition, checked with it: a path. See Compilation::endorsements.
  std::string endorsements{};
};

// A file of endorsements, checked and compiled.
struct FiledEndorsements {
  std::string name, version;
  std::string base_name, base_version;
  Bytes base_digest;  // the definition's
  Bytes set;          // endorse/codec.h
};

struct TestExpectation {
  enum class Kind : std::uint8_t { kRule, kLevel, kThat } kind = Kind::kRule;
  std::string subject;  // rule id, level name, or the hidden rule's id of `expect that`
  Verdict verdict = Verdict::kPass;
  Grade grade = Grade::kNone;
  bool waived = false;
  std::string because;  // must occur in the reason; empty: any
  std::string place;    // `file:line:column`
};

// One in-language test, ready to run: its evidence is a document like any other.
struct TestCase {
  std::string title, place;
  std::string evidence;  // JSON
  std::vector<std::pair<std::string, Value>> params;
  Bytes endorsements;                  // what it gives of claims that are for endorsers (endorse/codec.h); often none
  std::vector<std::string> untrusted;  // endorsers that count for nothing
  std::string level;                   // empty: rules are judged wherever they are selected
  std::optional<std::int64_t> now;
  std::vector<TestExpectation> expectations;
};

// What a tailoring does to one rule.
struct RuleEffect {
  struct Change {
    std::string kind;   // `parameter`, `drop` or `waiver`
    std::string level;  // of a parameter: where; else empty
    std::string text;   // `max_auth_tries is 3, not 4`
    std::string effect;
    std::string because;
  };
  std::string id, title;
  std::string effect;  // `stricter`, `looser`, `mixed` or `undeclared`
  std::vector<Change> changes;
};
struct TailoringSummary {
  std::string name, version;
  std::string base, base_version;
  Bytes digest, definition_digest;
  std::vector<RuleEffect> rules;  // those that it changes, sorted by id
  std::string effect;             // of all together; `same` where it changes none
};

enum class Stage : std::uint8_t { kTokens, kAst, kModel, kCanonical, kPlan, kProgram };

class Compilation {
 public:
  Compilation(Compilation&&) noexcept;
  Compilation& operator=(Compilation&&) noexcept;
  ~Compilation();

  bool ok() const;  // no errors; program() is set unless the source is a library
  std::size_t errors() const;
  std::size_t warnings() const;
  std::string RenderText(bool colour) const;
  std::string RenderJson() const;       // an array of objects
  std::string Dump(Stage stage) const;  // empty if that stage was not reached
  std::shared_ptr<const program::Program> program() const;
  const model::Model* model() const;  // for the test oracle
  const std::vector<TestCase>& tests() const;
  // Of Options::endorsements; nothing where there were errors.
  const std::optional<FiledEndorsements>& endorsements() const;
  bool is_library() const;
  // nullopt unless a tailor file was compiled without errors.
  std::optional<TailoringSummary> tailoring() const;
  // A failure of the machinery (a limit of lowering), if there was one.
  const Status& status() const;

  struct Impl;
  explicit Compilation(std::unique_ptr<Impl> impl);

 private:
  std::unique_ptr<Impl> impl_;
};

Compilation Compile(const std::string& path, FileReader& reader, const Options& options = {});

// `mps help MPS0107`: the explanation of a diagnostic, or nullopt. NearestCode suggests for a misspelt one.
std::optional<std::string> ExplainDiagnostic(std::string_view code);
std::vector<std::string> DiagnosticCodes();

// Names of the libraries that come with the compiler, and their sources.
std::vector<std::string> LibraryNames();
std::optional<std::string_view> LibrarySource(std::string_view name);

}  // namespace mps::compiler
