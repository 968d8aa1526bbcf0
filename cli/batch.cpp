// The printing side of a batch. Entry point: EvalBatch.
#include "batch.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <nlohmann/json.hpp>
#include <thread>

#include "appraise/batch.h"
#include "base/hex.h"
#include "batch_sources.h"
#include "definition_input.h"
#include "endorsements_input.h"
#include "files.h"
#include "mps/limits.h"
#include "progress.h"
#include "terminal.h"

namespace mps::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::uint8_t kCborNull = 0xf6;  // in place of a refused document's claim set

std::string NameOf(const BatchDocument& document) {
  if (document.number == 0) return document.name;
  return (document.is_item ? "item " : "line ") + std::to_string(document.number);
}

// `malformed, byte 17: message`
std::string Refusal(const Status& status) {
  std::string text(CodeName(status.code()));
  if (!status.feature().empty()) text += ":" + status.feature();
  if (status.offset()) text += ", byte " + std::to_string(*status.offset());
  return text + ": " + status.message();
}

bool IsProblem(Verdict verdict) { return verdict != Verdict::kPass && verdict != Verdict::kNotSelected; }

std::string Counts(const VerdictCounts& counts) {
  std::string text;
  for (const Verdict verdict : kAllVerdicts) {
    const auto n = counts[static_cast<std::size_t>(verdict)];
    if (n > 0 && verdict != Verdict::kNotSelected)
      text += (text.empty() ? "" : ", ") + std::to_string(n) + " " + std::string(VerdictName(verdict));
  }
  return text;
}

// `; fail 1.2, 1.3; unknown 5.1`
std::string Problems(const BatchResult& result) {
  std::string text;
  for (const Verdict verdict : kAllVerdicts) {
    if (!IsProblem(verdict)) continue;
    bool first = true;
    for (std::size_t i = 0; i < result.rule_ids->size(); ++i) {
      if ((*result.rules)[i].verdict != verdict) continue;
      text += (first ? "; " + std::string(VerdictName(verdict)) + " " : ", ") + (*result.rule_ids)[i];
      if (!(*result.rules)[i].waiver.empty()) text += " (waived)";
      first = false;
    }
  }
  return text;
}

std::string Padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

// Lines of results to standard output, claim sets to a file, how far it is to standard error.
class Printer : public BatchSink {
 public:
  Printer(const BatchArguments& arguments, bool colour)
      : arguments_(arguments),
        colour_(colour),
        // Where lines scroll by on the same terminal, they tell enough.
        progress_(isatty(STDOUT_FILENO) == 1 ? Progress(false) : Progress()) {}

  ~Printer() override {
    if (!temporary_.empty()) unlink(temporary_.c_str());
  }

  Status OpenClaims() {
    if (arguments_.claims.empty()) return {};
    MPS_TRY(CheckWritable(arguments_.claims));
    temporary_ = arguments_.claims + ".XXXXXX";
    file_ = Descriptor(mkostemp(temporary_.data(), O_CLOEXEC));
    if (file_.get() >= 0) return {};
    temporary_.clear();
    return ClaimsFault();
  }

  // Puts the claim sets where they are due.
  Status CloseClaims() {
    progress_.Clear();
    if (temporary_.empty()) return {};
    const mode_t mask = umask(0);
    umask(mask);
    if (fchmod(file_.get(), 0666 & ~mask) != 0 || file_.Close() != 0) return ClaimsFault();
    if (std::rename(temporary_.c_str(), arguments_.claims.c_str()) != 0) return ClaimsFault();
    temporary_.clear();
    return {};
  }

  void Format(const BatchResult& result, BatchOutput& out) const override {
    out.text += arguments_.json ? JsonLine(result) : Line(result);
    if (temporary_.empty()) return;
    if (result.appraisal != nullptr) {
      const Bytes& octets = result.appraisal->claim_set.bytes();
      out.claim_sets.insert(out.claim_sets.end(), octets.begin(), octets.end());
    } else {
      out.claim_sets.push_back(kCborNull);
    }
  }

  Status Write(const BatchOutput& out, const BatchTotals& totals) override {
    if (std::fwrite(out.text.data(), 1, out.text.size(), stdout) != out.text.size() || std::fflush(stdout) != 0)
      return {Code::kIo, std::string("cannot write to standard output: ") + std::strerror(errno)};
    std::string_view claims = AsText(out.claim_sets);
    while (!claims.empty()) {
      const ssize_t n = write(file_.get(), claims.data(), claims.size());
      if (n < 0 && errno != EINTR) return ClaimsFault();
      claims.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    }
    if (progress_.on()) Show(totals);
    return {};
  }

 private:
  Status ClaimsFault() const {
    return {Code::kIo, "cannot write `" + arguments_.claims + "`: " + std::strerror(errno)};
  }

  std::string Line(const BatchResult& result) const {
    const bool refused = !result.status.ok();
    std::string index = std::to_string(result.document.index);
    if (index.size() < 8) index.insert(0, 8 - index.size(), ' ');
    const std::string verdict = Padded(refused ? "refused" : std::string(VerdictName(result.verdict)), 13);
    std::string text = index + "  " + Paint(verdict, refused ? Colour::kRed : ColourOf(result.verdict), colour_) +
                       "  " + Printable(NameOf(result.document));
    if (refused) return text + "  " + Printable(Refusal(result.status)) + "\n";
    text += "  (" + Counts(result.counts) + (arguments_.problems ? Printable(Problems(result)) : "") + ")";
    if (arguments_.hsh) text += "  hsh " + HexEncode(result.appraisal->hsh);
    return text + "\n";
  }

  std::string JsonLine(const BatchResult& result) const {
    ordered_json line{{"index", result.document.index}, {"name", NameOf(result.document)}};
    line["offset"] = result.document.offset;
    if (!result.status.ok()) {
      line["verdict"] = nullptr;
      line["refused"] = {{"code", CodeName(result.status.code())}, {"message", result.status.message()}};
      line["refused"]["byte"] = result.status.offset() ? ordered_json(*result.status.offset()) : ordered_json(nullptr);
      if (!result.status.feature().empty()) line["refused"]["feature"] = result.status.feature();
    } else {
      line["verdict"] = VerdictName(result.verdict);
      line["counts"] = ordered_json::object();
      for (const Verdict verdict : kAllVerdicts) {
        if (const auto n = result.counts[static_cast<std::size_t>(verdict)]; n > 0)
          line["counts"][std::string(VerdictName(verdict))] = n;
      }
      if (arguments_.problems) line["problems"] = JsonProblems(result);
      if (arguments_.hsh) line["hsh"] = {{"alg", "sha256"}, {"value", HexEncode(result.appraisal->hsh)}};
    }
    return line.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
  }

  static ordered_json JsonProblems(const BatchResult& result) {
    ordered_json list = ordered_json::array();
    for (std::size_t i = 0; i < result.rule_ids->size(); ++i) {
      const RuleResult& rule = (*result.rules)[i];
      if (!IsProblem(rule.verdict)) continue;
      list.push_back({{"id", (*result.rule_ids)[i]}, {"verdict", VerdictName(rule.verdict)}});
      if (!rule.waiver.empty()) list.back()["waived"] = true;
    }
    return list;
  }

  void Show(const BatchTotals& totals) {
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin_;
    const auto rate =
        static_cast<std::uint64_t>(static_cast<double>(totals.documents) / std::max(0.001, seconds.count()));
    progress_.Show(std::to_string(totals.documents) + " documents, " + std::to_string(rate) + " a second, " +
                   std::to_string(totals.refused) + " refused");
  }

  const BatchArguments& arguments_;
  bool colour_;
  Progress progress_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::string temporary_;
  Descriptor file_{-1};
};

std::uint64_t Interpreted(const BatchTotals& totals) { return totals.documents - totals.refused - totals.native; }

std::string Summary(const BatchTotals& totals, bool colour) {
  Table table;
  const auto row = [&](std::string_view what, std::uint64_t n, Colour paint) {
    std::string number = std::to_string(n);
    if (number.size() < 10) number.insert(0, 10 - number.size(), ' ');
    table.AddRow({{std::string(what), paint}, {number}});
  };
  row("documents", totals.documents, Colour::kNone);
  for (const Verdict verdict : kAllVerdicts) {
    if (const auto n = totals.verdicts[static_cast<std::size_t>(verdict)]; n > 0)
      row(VerdictName(verdict), n, ColourOf(verdict));
  }
  if (totals.refused > 0) row("refused", totals.refused, Colour::kRed);
  if (totals.native > 0 && Interpreted(totals) > 0) {
    row("interpreted", Interpreted(totals), Colour::kNone);
    row("by native code", totals.native, Colour::kNone);
  }
  return "\n" + table.Render(colour);
}

std::string JsonSummary(const BatchTotals& totals, const std::string& level, const program::Program& program,
                        const Status& status, const BatchEngine& engine) {
  ordered_json verdicts = ordered_json::object();
  for (const Verdict verdict : kAllVerdicts) {
    if (const auto n = totals.verdicts[static_cast<std::size_t>(verdict)]; n > 0)
      verdicts[std::string(VerdictName(verdict))] = n;
  }
  const ordered_json summary{{"documents", totals.documents},
                             {"verdicts", verdicts},
                             {"refused", totals.refused},
                             {"level", level},
                             {"definition", {{"alg", "sha256"}, {"value", HexEncode(DefinitionDigestOf(program))}}},
                             {"engine", EngineJson(engine, Interpreted(totals), totals.native)},
                             {"stopped", status.ok() ? ordered_json(nullptr) : ordered_json(status.message())}};
  return ordered_json{{"summary", summary}}.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

int WorstOf(const BatchTotals& totals) {
  if (totals.refused > 0) return kExitInput;
  int worst = kExitPass;
  for (const Verdict verdict : kAllVerdicts) {
    if (totals.verdicts[static_cast<std::size_t>(verdict)] > 0) worst = std::max<int>(worst, ExitFor(verdict));
  }
  return worst;
}

Status CheckArguments(const BatchArguments& batch) {
  if (batch.claims == "-") return {Code::kUsage, "--claims: results go to standard output; name a file"};
  if (!batch.claims.empty() && batch.order != "input")
    return {Code::kUsage, "--claims: claim sets stand in the order of the documents; leave --order out"};
  return {};
}

}  // namespace

void AddBatchOptions(CLI::App& command, BatchArguments& arguments) {
  command.add_option("--batch", arguments.path, "many documents: a folder of files, NDJSON, a CBOR sequence, or -")
      ->type_name("PATH");
  command.add_option("--jobs", arguments.jobs, "batch: workers (default: one for each processor)")
      ->check(CLI::Range(1u, kBatchJobs))
      ->type_name("N");
  command
      .add_option("--order", arguments.order, "batch: results as documents come in (input) or as they finish (finish)")
      ->check(OneOf({"input", "finish"}))
      ->type_name("ORDER");
  command.add_option("--max-bytes", arguments.max_bytes, "batch: a larger document is refused (default: 64 MiB)")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{limit::kEvidenceBytes}))
      ->type_name("N");
  command.add_flag("--hsh", arguments.hsh, "batch: give each document's claim-set hash");
}

int EvalBatch(const AppraiseArguments& appraise, const BatchArguments& batch, const Context& context) {
  if (const Status status = CheckArguments(batch); !status.ok()) return Fail(status);
  const auto now = ParseNow(appraise.now);
  if (!now.ok()) return Fail(now.status());
  auto params = SplitParams(appraise.params);
  if (!params.ok()) return Fail(params.status());
  const Definition definition =
      LoadDefinition(appraise.definition, appraise.trust, appraise.now, Trust::kAsIs, context);
  if (definition.program == nullptr) return definition.exit;
  auto endorsements = LoadEndorsements(appraise.endorsements, *definition.program, *now);
  if (!endorsements.ok()) return Fail(endorsements.status());
  for (const auto& one : endorsements->ignored)
    Note("ignored endorsements of " + Printable(one.origin) + ": " + Printable(one.reason));
  const auto source = OpenBatchSource(batch.path, batch.max_bytes);
  if (!source.ok()) return Fail(source.status());
  Printer printer(batch, context.colour_out);
  if (const Status status = printer.OpenClaims(); !status.ok()) return Fail(status);

  BatchOptions options;
  options.level = appraise.level, options.params = std::move(*params), options.now = *now;
  options.jobs = batch.jobs > 0 ? batch.jobs : std::max(1u, std::thread::hardware_concurrency());
  options.order = batch.order == "input" ? BatchOrder::kInput : BatchOrder::kFinish;
  options.endorsements = std::move(endorsements->input);
  options.claim_sets = batch.hsh || !batch.claims.empty();
  BatchEngine engine = EngineForBatch(definition.program, appraise.engine, appraise.level);
  options.native = engine.native;
  options.tier = engine.tier.get();
  BatchOutcome outcome = RunBatch(definition.program, options, **source, printer);
  if (outcome.status.ok()) outcome.status = printer.CloseClaims();
  EndTier(engine);
  NoteDamage(definition);
  if (outcome.totals.documents > 0) {
    Say(batch.json ? JsonSummary(outcome.totals, appraise.level, *definition.program, outcome.status, engine)
                   : Summary(outcome.totals, context.colour_out));
  }
  if (!outcome.status.ok()) return Fail(outcome.status);
  if (outcome.totals.documents == 0) return Fail(kExitInput, "`" + batch.path + "` holds no document");
  return WorstOf(outcome.totals);
}

}  // namespace mps::cli
