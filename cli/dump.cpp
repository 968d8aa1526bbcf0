// `mps dump`: every stage between source and claim set, as text.
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "appraise/engine.h"
#include "appraise_input.h"
#include "claims/claim_set.h"
#include "compile_input.h"
#include "files.h"
#include "jit/open.h"
#include "mps/limits.h"

namespace mps::cli {
namespace {

struct DumpArguments {
  AppraiseArguments appraise;
  std::string stage, format;
  int optimise = 1;
};

const std::map<std::string, compiler::Stage>& SourceStages() {
  static const std::map<std::string, compiler::Stage> stages = {
      {"tokens", compiler::Stage::kTokens}, {"ast", compiler::Stage::kAst},
      {"model", compiler::Stage::kModel},   {"canonical", compiler::Stage::kCanonical},
      {"plan", compiler::Stage::kPlan},     {"program", compiler::Stage::kProgram},
  };
  return stages;
}

// Text of a stage as it stands, or in an object that says what it is of.
void Print(const DumpArguments& arguments, const std::string& text) {
  if (arguments.format != "json") return Say(text);
  const nlohmann::ordered_json out{
      {"stage", arguments.stage}, {"definition", arguments.appraise.definition}, {"text", text}};
  Say(out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

// Of a bundle there is no source.
int DumpBundle(const DumpArguments& arguments, const Context& context) {
  if (arguments.stage != "plan" && arguments.stage != "program") {
    return Fail(kExitUsage, "dump " + arguments.stage + " needs the source: `" + arguments.appraise.definition +
                                "` is a bundle, which has plan, program and native");
  }
  const Definition definition = LoadDefinition(arguments.appraise.definition, arguments.appraise.trust,
                                               arguments.appraise.now, Trust::kAsIs, context);
  if (definition.program == nullptr) return definition.exit;
  Print(arguments, arguments.stage == "plan" ? definition.bundle->DumpPlan() : definition.bundle->DumpProgram());
  return kExitPass;
}

int DumpSource(const DumpArguments& arguments, const Context& context) {
  if (IsBundle(arguments.appraise.definition)) return DumpBundle(arguments, context);
  compiler::Options options;
  options.base = arguments.appraise.trust.base;
  const auto compilation = CompileDefinition(arguments.appraise.definition, context, options);
  const std::string text = compilation.Dump(SourceStages().at(arguments.stage));
  Print(arguments, text);
  if (!compilation.status().ok()) return Fail(compilation.status());
  return compilation.ok() ? kExitPass : Fail(kExitDefinition, "`" + arguments.appraise.definition + "` does not check");
}

int DumpState(const DumpArguments& arguments, const Context& context) {
  const Definition definition = LoadDefinition(arguments.appraise.definition, arguments.appraise.trust,
                                               arguments.appraise.now, Trust::kAsIs, context);
  if (definition.program == nullptr) return definition.exit;
  auto evidence = ReadFile(arguments.appraise.evidence, limit::kEvidenceBytes);
  if (!evidence.ok()) return Fail(evidence.status());
  auto appraiser = Appraiser::Create(definition.program);
  if (!appraiser.ok()) return Fail(appraiser.status());
  Request request;
  request.evidence = AsBytes(*evidence);
  auto text = appraiser->DumpState(request);
  if (!text.ok()) return Fail(text.status());
  Print(arguments, *text);
  return kExitPass;
}

// The module of the code generator, for those who work on it.
int DumpNative(const DumpArguments& arguments, const Context& context) {
  const Definition definition = LoadDefinition(arguments.appraise.definition, arguments.appraise.trust,
                                               arguments.appraise.now, Trust::kAsIs, context);
  if (definition.program == nullptr) return definition.exit;
  jit::JitOptions options;
  options.optimisation = arguments.optimise;
  if (!arguments.appraise.level.empty()) {
    auto level = LevelNumber(*definition.program, arguments.appraise.level);
    if (!level.ok()) return Fail(level.status());
    options.level = *level;
  }
  auto compiler = jit::OpenCompiler();
  if (!compiler.ok()) return Fail(compiler.status());
  auto text = (*compiler)->DumpModule(*definition.program, options);
  if (!text.ok()) return Fail(text.status());
  Print(arguments, *text);
  return kExitPass;
}

int DumpClaims(const DumpArguments& arguments, const Context& context) {
  auto outcome = RunAppraisal(arguments.appraise, Trust::kAsIs, context);
  if (!outcome.appraisal) return outcome.exit;
  auto claim_set = claims::DecodeClaimSet(outcome.appraisal->claim_set.bytes());
  if (!claim_set.ok()) return Fail(claim_set.status());
  Print(arguments, claims::DumpClaimSet(*claim_set));
  return kExitPass;
}

int Dump(const DumpArguments& arguments, const Context& context) {
  if (SourceStages().contains(arguments.stage)) return DumpSource(arguments, context);
  if (arguments.stage == "native") return DumpNative(arguments, context);
  if (arguments.appraise.evidence.empty()) return Fail(kExitUsage, "dump " + arguments.stage + " needs --evidence");
  if (arguments.stage == "state") return DumpState(arguments, context);
  if (arguments.appraise.level.empty()) return Fail(kExitUsage, "dump claims needs --level");
  return DumpClaims(arguments, context);
}

}  // namespace

void AddDump(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<DumpArguments>();
  CLI::App* command =
      app.add_subcommand("dump", "show a stage: tokens, ast, model, canonical, plan, program, native, state, claims");
  command->add_option("STAGE", arguments->stage)
      ->required()
      ->check(OneOf({"tokens", "ast", "model", "canonical", "plan", "program", "native", "state", "claims"}))
      ->type_name("");
  command->add_option("DEF", arguments->appraise.definition, "an .mps file, or a bundle")->required()->type_name("");
  command->add_option("--evidence", arguments->appraise.evidence, "for state and claims")->type_name("FILE");
  command->add_option("--level", arguments->appraise.level, "for claims and native")->type_name("LEVEL");
  command->add_option("--param", arguments->appraise.params, "for claims")->type_name("K=V")->allow_extra_args(false);
  command->add_option("--now", arguments->appraise.now, "for claims")->type_name("T");
  command->add_option("--optimise", arguments->optimise, "for native: 0, 1 or 2")
      ->check(CLI::Range(0, 2))
      ->capture_default_str()
      ->type_name("N");
  AddTrustOptions(*command, arguments->appraise.trust);
  AddFormat(*command, arguments->format);
  command->footer("Example: mps dump program debian-cis.mps");
  command->callback([arguments, &context] { context.exit = Dump(*arguments, context); });
}

}  // namespace mps::cli
