// `mps collect`: evidence of this host, or of an unpacked tree, for a definition or over the default reach.
#include "collect/collect.h"

#include <map>
#include <memory>

#include "appraise/appraise.h"
#include "collect/ima_list.h"
#include "definition_input.h"
#include "evidence/merge.h"
#include "files.h"
#include "mps/limits.h"
#include "progress.h"
#include "tpm_input.h"
#include "wrapper.h"

namespace mps::cli {
namespace {

struct CollectArguments {
  std::string definition, root, output, now, nonce, format, ima;
  TpmArguments tpm;
  TrustArguments trust;
  bool wrap = false;
};

int WriteEvidence(const CollectArguments& arguments, const Bytes& document) {
  const auto bytes = arguments.wrap ? Wrapped(document, Message::kEvidence) : Result<Bytes>(document);
  if (!bytes.ok()) return Fail(bytes.status());
  if (Status status = WriteFile(arguments.output, *bytes); !status.ok()) return Fail(status);
  if (arguments.output != "-") Note(arguments.output + ": " + std::to_string(bytes->size()) + " bytes of evidence");
  return kExitPass;
}

// What the definition reads of the one environment that a Linux collector can fill.
struct Wanted {
  std::string environment = "host";
  std::optional<std::vector<CollectRead>> reads;
};

Result<Wanted> WantedBy(const program::Program& program) {
  const auto hosts = EnvironmentsOf(program, "linux.host");
  if (hosts.empty()) {
    return Status(Code::kUnsupported,
                  "the definition measures no Linux host: no environment has the schema linux.host");
  }
  if (hosts.size() > 1) {
    return Status(Code::kUsage, "the definition has " + std::to_string(hosts.size()) + " Linux hosts (" + hosts[0] +
                                    ", " + hosts[1] + " ...); one collection serves one of them");
  }
  Wanted wanted;
  wanted.environment = hosts[0];
  wanted.reads.emplace();
  for (const auto& read : ReadsOf(program)) {
    if (read.environment == wanted.environment) wanted.reads->push_back({read.collection, read.key});
  }
  return wanted;
}

// The name of the definition's one environment of a schema; `what` is for people.
Result<std::string> OnlyEnvironment(const program::Program& program, const std::string& schema,
                                    const std::string& what) {
  const auto found = EnvironmentsOf(program, schema);
  if (found.size() == 1) return found[0];
  return Status(found.empty() ? Code::kUnsupported : Code::kUsage,
                found.empty() ? "the definition reads no " + what + ": no environment has the schema " + schema
                              : "the definition has several environments of the schema " + schema +
                                    "; one collection serves one of them");
}

// --ima: the kernel's list in place of the host's other state.
int CollectIma(const CollectArguments& arguments, const Context& context) {
  const auto now = ParseNow(arguments.now);
  if (!now.ok()) return Fail(now.status());
  if (arguments.format == "json" || (arguments.format.empty() && IsJsonPath(arguments.output)))
    return Fail(kExitUsage, "--ima: a measurement list becomes CBOR; name the output otherwise");
  ImaRequest request;
  request.now = *now;
  if (!arguments.nonce.empty()) {
    auto nonce = ParseHex("--nonce", arguments.nonce, 8, 64);
    if (!nonce.ok()) return Fail(nonce.status());
    request.nonce = std::move(nonce).value();
  }
  if (!arguments.definition.empty()) {
    const Definition definition =
        LoadDefinition(arguments.definition, arguments.trust, arguments.now, Trust::kAsIs, context);
    if (definition.program == nullptr) return definition.exit;
    auto name = OnlyEnvironment(*definition.program, "ima.list", "measurement list");
    if (!name.ok()) return Fail(kExitUsage, name.status().ToString());
    request.environment = std::move(name).value();
  }
  if (Status status = CheckWritable(arguments.output); !status.ok()) return Fail(status);
  const auto list = ReadFile(arguments.ima, limit::kEvidenceBytes);
  if (!list.ok()) return Fail(list.status());
  auto document = ImaEvidence(AsBytes(*list), request);
  if (!document.ok()) return Fail(std::move(document.TakeStatus()).Within("measurement list `" + arguments.ima + "`"));
  return WriteEvidence(arguments, *document);
}

// --quote: the definition's names of what is joined to the host.
Result<TpmFrame> TpmFrameFor(const program::Program* program, const CollectArguments& arguments) {
  TpmFrame frame;
  frame.measurement_list = arguments.ima;
  frame.collector = "mps collect";
  frame.nonce_of_quote = false;  // the host's state was not collected for it
  if (program == nullptr) return frame;
  MPS_ASSIGN(frame.tpm, OnlyEnvironment(*program, "tpm.quote", "TPM quote"));
  if (!arguments.tpm.eventlog.empty()) {
    MPS_ASSIGN(frame.boot, OnlyEnvironment(*program, "eventlog.log", "event log"));
  }
  if (!arguments.ima.empty()) {
    MPS_ASSIGN(frame.ima, OnlyEnvironment(*program, "ima.list", "measurement list"));
  }
  return frame;
}

// The host's document with what the TPM, the event log and the measurement list say beside it.
int WriteQuoted(const CollectArguments& arguments, const Bytes& document, TpmFrame frame,
                const CollectRequest& request) {
  frame.now = request.now;
  frame.json = request.encoding == EvidenceEncoding::kJson;
  if (!request.nonce.empty()) frame.nonce = request.nonce;
  const auto evidence = ReadTpmEvidence(arguments.tpm, frame);
  if (!evidence.ok()) return Fail(evidence.status());
  const auto merged = evidence::MergeEvidence(document, evidence->document, evidence::Frame::kShared);
  if (!merged.ok()) return Fail(merged.status());
  if (!evidence->imported.verified)
    Note("mps: no --ak was given: the quote was not verified, and the evidence says so (`verified` is false)");
  return WriteEvidence(arguments, *merged);
}

int Collect_(const CollectArguments& arguments, const Context& context) {
  const bool quoted = !arguments.tpm.quote.empty();
  if (!arguments.ima.empty() && !quoted) {
    if (!arguments.root.empty()) return Fail(kExitUsage, "--ima excludes --root, unless there is a --quote");
    return CollectIma(arguments, context);
  }
  auto now = ParseNow(arguments.now);
  if (!now.ok()) return Fail(now.status());
  CollectRequest request;
  request.root = arguments.root.empty() ? "/" : arguments.root;
  request.now = *now;
  const bool json = arguments.format.empty() ? IsJsonPath(arguments.output) : arguments.format == "json";
  request.encoding = json ? EvidenceEncoding::kJson : EvidenceEncoding::kCbor;
  if (!arguments.nonce.empty()) {
    auto nonce = ParseHex("--nonce", arguments.nonce, 8, 64);
    if (!nonce.ok()) return Fail(nonce.status());
    request.nonce = std::move(nonce).value();
  }
  auto frame = quoted ? TpmFrameFor(nullptr, arguments) : TpmFrame();
  if (!arguments.definition.empty()) {
    const Definition definition =
        LoadDefinition(arguments.definition, arguments.trust, arguments.now, Trust::kAsIs, context);
    if (definition.program == nullptr) return definition.exit;
    if (quoted) frame = TpmFrameFor(definition.program.get(), arguments);
    if (!frame.ok()) return Fail(kExitUsage, frame.status().ToString());
    auto wanted = WantedBy(*definition.program);
    if (!wanted.ok()) return Fail(kExitUsage, wanted.status().ToString());
    request.environment = wanted->environment;
    request.reads = std::move(wanted->reads);
  }
  if (Status status = CheckWritable(arguments.output); !status.ok()) return Fail(status);
  Progress progress;
  progress.Show("collecting from " + request.root, true);
  request.progress = [&](std::string_view claim, std::uint64_t entries) {
    const std::string files = entries > 0 ? ", " + std::to_string(entries) + " files looked at" : "";
    progress.Show("collecting from " + request.root + ": " + std::string(claim) + files, entries == 0);
  };
  auto document = Collect(request);
  progress.Clear();
  if (!document.ok()) return Fail(document.status());
  return quoted ? WriteQuoted(arguments, *document, *frame, request) : WriteEvidence(arguments, *document);
}

}  // namespace

void AddCollect(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<CollectArguments>();
  CLI::App* command = app.add_subcommand("collect", "collect evidence from this host or an unpacked tree");
  command->add_option("--for", arguments->definition, "collect what this definition reads (default: the usual reach)")
      ->type_name("DEF");
  command->add_option("--root", arguments->root, "an unpacked tree in place of this host")->type_name("DIR");
  command
      ->add_option("--ima", arguments->ima,
                   "the kernel's measurement list, from its ASCII file: with --quote beside the host, else only it")
      ->type_name("FILE");
  AddTpmOptions(*command, arguments->tpm, false);
  command->add_option("-o,--output", arguments->output, "where the evidence goes: .json is JSON, anything else CBOR")
      ->required()
      ->type_name("FILE");
  command->add_option("--format", arguments->format, "json or cbor, whatever the file is called")
      ->check(OneOf({"json", "cbor"}))
      ->type_name("FORMAT");
  command->add_option("--nonce", arguments->nonce, "a verifier's nonce, 8 to 64 bytes in hex, put into the evidence")
      ->type_name("HEX");
  command->add_option("--now", arguments->now, "time of collection (default: the clock)")->type_name("T");
  AddWrapOption(*command, arguments->wrap);
  AddTrustOptions(*command, arguments->trust);
  command->footer(
      "What cannot be read is said in the evidence, with the reason; run as root to see everything.\n"
      "Example: mps collect --for debian-cis.mps -o evidence.cbor");
  command->callback([arguments, &context] { context.exit = Collect_(*arguments, context); });
}

}  // namespace mps::cli
