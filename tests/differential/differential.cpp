// Differential run: generated definitions and evidence, judged by the interpreter and by the oracle.
//
//   mps_differential [--seed S] [--definitions N] [--evidence M] [--floor F] [--tally-every N] [--engine E]
//   [--jit-library FILE]
//   [--replay SOURCE EVIDENCE LEVEL]
// --engine interpreter (default), jit0, jit1, jit2 (native code made in this process at O0, O1, O2) or aot (the same as
// a shared library, made by `cc`). Of native code the reports are also held against the interpreter's, reasons
// included. Verdicts, grades and claim-set bytes must agree, from JSON and from CBOR. Prints a table opcode x state of
// its result x verdict of its rule; with --floor every opcode, every state and every verdict must have been seen that
// often; long runs tally only every N-th appraisal, which costs as much as a comparison. Exit 1 on a difference (source
// and evidence are written to files, to be replayed) or on a floor that is not met.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <random>
#include <sstream>
#include <string>

#include "appraise/appraise.h"
#include "appraise/param_text.h"
#include "base/hex.h"
#include "base/time.h"
#include "generator.h"
#include "jit/engines.h"
#include "mps/compiler/compile.h"
#include "oracle/oracle.h"
#include "program/program.h"
#include "tally.h"

namespace mps::differential {
namespace {

using nlohmann::json;

struct Settings {
  std::uint64_t seed = 1, floor = 0, tally_every = 1;
  int definitions = 200, evidence = 20;
  std::string engine = "interpreter", jit_library;
  std::vector<std::string> replay;
};

class OneFile : public compiler::FileReader {
 public:
  explicit OneFile(const std::string& text, const std::string& tailor = "") : text_(text), tailor_(tailor) {}
  Result<std::string> Read(const std::string& path, std::size_t) override {
    if (path == "gen.mps") return text_;
    if (path == "tailor.mps") return tailor_;
    if (path == "tb.sums") return kTableFile;
    if (path == "pinned.txt") return kSetFile;
    return Status(Code::kIo, "no such file");
  }

 private:
  const std::string& text_;
  const std::string tailor_;
};

constexpr std::int64_t kNow = 1782000000;  // of every appraisal

// j with every member mapped.
template <class Map>
json Mapped(const json& j, Map map) {
  if (j.is_array()) {
    json out = json::array();
    for (const json& value : j) out.push_back(map(value));
    return out;
  }
  if (!j.is_object()) return j;
  json out = json::object();
  for (const auto& [key, value] : j.items()) out.emplace(key, map(value));
  return out;
}

// Byte strings as the JSON form spells them.
json ToJsonForm(const json& j) {
  static const char* kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  if (j.is_binary()) {
    std::string out;
    unsigned held = 0, bits = 0;
    for (const std::uint8_t byte : j.get_binary()) {
      held = held << 8 | byte;
      for (bits += 8; bits >= 6; bits -= 6) out += kAlphabet[held >> (bits - 6) & 63];
    }
    if (bits > 0) out += kAlphabet[held << (6 - bits) & 63];
    return out;
  }
  return Mapped(j, ToJsonForm);
}

// What JSON can carry only as text is text there; CBOR has it as a number.
json WithTextInts(const json& j) {
  constexpr std::int64_t kSafe = (std::int64_t{1} << 53) - 1;
  if (j.is_number_integer() && (j.get<std::int64_t>() > kSafe || j.get<std::int64_t>() < -kSafe))
    return std::to_string(j.get<std::int64_t>());
  return Mapped(j, WithTextInts);
}

class Driver {
 public:
  explicit Driver(const Settings& settings) : settings_(settings), generator_(settings.seed) {}

  int Run() {
    if (!settings_.replay.empty()) return Replay();
    for (int i = 0; i < settings_.definitions && differences_ < 5; ++i) One();
    tally_.Print();
    std::printf(
        "differential: seed %llu, %d definitions checked, %d refused, %d of them tailored too, %llu appraisals, %d "
        "differences\n",
        static_cast<unsigned long long>(settings_.seed), checked_, refused_, tailored_,
        static_cast<unsigned long long>(appraisals_), differences_);
    if (checked_ >= 40 && tailored_ == 0) return Complain("no definition was tailored: the generator is at fault");
    if (checked_ * 10 < settings_.definitions * 8)
      return Complain("fewer than 80 % of the definitions check: the generator is at fault");
    return differences_ > 0 || !tally_.Holds(settings_.floor) ? 1 : 0;
  }

 private:
  static int Complain(const char* text) {
    std::printf("%s\n", text);
    return 1;
  }

  int Replay() {
    const auto read = [](const std::string& path) {
      std::ifstream in(path, std::ios::binary);
      std::ostringstream text;
      text << in.rdbuf();
      return text.str();
    };
    const std::string source = read(settings_.replay[0]);
    OneFile file(source);
    const auto compilation = compiler::Compile("gen.mps", file);
    if (!compilation.ok()) return Complain(compilation.RenderText(false).c_str());
    auto appraiser = Ready(*compilation.program(), compilation);
    if (!appraiser.ok()) return Complain(appraiser.status().ToString().c_str());
    verbose_ = true;
    tally_.Open(*compilation.program());
    Compare(source, compilation, *appraiser, json::from_cbor(read(settings_.replay[1])), settings_.replay[2], {});
    return differences_ > 0 ? 1 : 0;
  }

  // An appraiser of the engine that was asked for; beside it, for native code, one that interprets.
  Result<Appraiser> Ready(const program::Program& program, const compiler::Compilation& compilation) {
    MPS_ASSIGN(auto appraiser, Appraiser::Create(compilation.program()));
    if (settings_.engine == "interpreter") return appraiser;
    MPS_ASSIGN(interp::NativeCode code, CompileFor(program, settings_.engine, settings_.jit_library));
    MPS_TRY(appraiser.UseNative(std::move(code)));
    MPS_ASSIGN(auto plain, Appraiser::Create(compilation.program()));
    interpreter_.emplace(std::move(plain));
    return appraiser;
  }

  // What native code and the interpreter say unlike; nothing where there is no native code.
  std::string EnginesDiffer(const Request& request, const Appraisal& native) {
    if (!interpreter_) return "";
    const auto plain = interpreter_->Appraise(request);
    if (native.engine == "interpreter") return "the native code did not run; ";
    if (!plain.ok()) return "the interpreter refuses: " + plain.status().ToString();
    std::string out;
    for (std::size_t i = 0; i < plain->rules.size(); ++i) {
      const RuleReport &a = native.rules[i], &b = plain->rules[i];
      if (a.verdict != b.verdict || a.grade != b.grade || a.reason != b.reason || a.waiver != b.waiver)
        out += a.id + ": " + std::string(VerdictName(a.verdict)) + " (" + a.reason + "), interpreter " +
               std::string(VerdictName(b.verdict)) + " (" + b.reason + "); ";
    }
    if (native.claim_set.bytes() != plain->claim_set.bytes()) out += "claim sets of the engines differ; ";
    return out;
  }

  void One() {
    const std::string source = generator_.Definition();
    OneFile file(source);
    const auto compilation = compiler::Compile("gen.mps", file);
    if (!compilation.ok()) {
      if (++refused_ <= 3)
        std::printf("refused: %s%s\n", compilation.RenderText(false).substr(0, 1500).c_str(),
                    compilation.status().ToString().c_str());
      return;
    }
    ++checked_;
    Try(source, compilation);
    if (tailor_random_() % 4 == 0) Tailored(source, *compilation.model());
  }

  // The same definition under a made-up tailoring: values, drops, waivers that end around the time of appraisal.
  void Tailored(const std::string& source, const model::Model& base) {
    tailor_ = TailorText(base);
    OneFile file(source, tailor_);
    compiler::Options options;
    options.base = "gen.mps";
    const auto compilation = compiler::Compile("tailor.mps", file, options);
    if (compilation.ok()) {
      ++tailored_;
      Try(source, compilation);
    } else {
      ++differences_;
      std::printf("difference %d: a tailoring is refused: %s%s\n%s\n", differences_,
                  compilation.status().ToString().c_str(), compilation.RenderText(false).c_str(), tailor_.c_str());
    }
    tailor_.clear();
  }

  std::string TailorText(const model::Model& base) {
    const auto chance = [&](unsigned percent) { return tailor_random_() % 100 < percent; };
    std::string text = "tailor \"Site\" version 1.0.0 of \"" + base.name + "\" version " + base.version + " sha256'" +
                       HexEncode(base.definition_digest) + "' language 1\n";
    if (chance(50)) text += "param pi = " + std::to_string(tailor_random_() % 51) + "\n";
    if (chance(50)) text += "param ps = { \"a\", \"zz\" }\n";
    constexpr std::int64_t kEnds[] = {kNow - 86400, kNow, kNow + 1, kNow + 86400};
    for (const auto& rule : base.rules) {
      if (rule.id[0] != 'z' && chance(15)) {  // the last rules keep both levels alive
        text += "drop \"" + rule.id + "\" because \"x\"\n";
      } else if (chance(50)) {
        text += "waive \"" + rule.id + "\" until " + FormatTime(kEnds[tailor_random_() % 4]).value() +
                " because \"x\" approved \"y\"\n";
      }
    }
    return text;
  }

  void Try(const std::string& source, const compiler::Compilation& compilation) {
    auto appraiser = Ready(*compilation.program(), compilation);
    if (!appraiser.ok()) {
      ++differences_;
      std::printf("program refused: %s\n", appraiser.status().ToString().c_str());
      Save(source, {}, "L1");
      return;
    }
    tally_.Open(*compilation.program());
    for (int i = 0; i < settings_.evidence && differences_ < 5; ++i) {
      Compare(source, compilation, *appraiser, generator_.Evidence(), i % 2 == 0 ? "L1" : "L2", generator_.Params());
    }
  }

  void Compare(const std::string& source, const compiler::Compilation& compilation, Appraiser& appraiser,
               const json& evidence, const std::string& level,
               const std::vector<std::pair<std::string, std::string>>& params) {
    ++appraisals_;
    const std::string text = WithTextInts(ToJsonForm(evidence)).dump();
    const std::vector<std::uint8_t> cbor = json::to_cbor(evidence);
    Request request;
    request.evidence = AsBytes(text);
    request.level = level;
    request.params = params;
    request.now = kNow;
    const auto from_json = appraiser.Appraise(request);
    request.evidence = ByteView(cbor);
    const auto from_cbor = appraiser.Appraise(request);
    if (!from_json.ok() || !from_cbor.ok()) {
      return Difference(source, evidence, level,
                        "refused: " + (from_json.ok() ? from_cbor : from_json).status().ToString());
    }
    const oracle::Options options = OracleOptions(*compilation.program(), level, params);
    const auto expected = oracle::Judge(*compilation.model(), evidence, options);
    std::string difference = RulesDiffer(*from_json, expected) + EnginesDiffer(request, *from_cbor);
    if (from_json->claim_set.bytes() != from_cbor->claim_set.bytes())
      difference += "JSON and CBOR give unlike claim sets; ";
    if (appraisals_ % 8 == 0 &&
        oracle::Judge(*compilation.model(), json::parse(text), options).claim_set != expected.claim_set)
      difference += "the oracle reads JSON and CBOR unlike; ";
    if (difference.empty() && from_json->claim_set.bytes() != expected.claim_set) {
      difference = "claim sets: " + HexEncode(from_json->claim_set.bytes()) + " / " + HexEncode(expected.claim_set);
    }
    if (!difference.empty()) return Difference(source, evidence, level, difference);
    if (appraisals_ % settings_.tally_every != 0) return;
    std::vector<std::pair<std::string, Value>> typed;
    for (const auto& [name, value] : options.params) typed.emplace_back(name, value);
    tally_.Add(ByteView(cbor), level == "L1" ? 0 : 1, typed, request.now, *from_json);
  }

  static oracle::Options OracleOptions(const program::Program& program, const std::string& level,
                                       const std::vector<std::pair<std::string, std::string>>& params) {
    oracle::Options options;
    options.level = level;
    options.now = kNow;
    for (const auto& [name, text] : params) {
      for (const auto& param : program.params) {
        if (param.name == name)
          options.params[name] = appraise::ParamFromText(program.plan.types, param.type, text).value();
      }
    }
    return options;
  }

  std::string RulesDiffer(const Appraisal& got, const oracle::Outcome& expected) const {
    std::string out;
    for (const auto& rule : got.rules) {
      if (verbose_)
        std::printf("%s: %s  %s\n", rule.id.c_str(), std::string(VerdictName(rule.verdict)).c_str(),
                    rule.reason.c_str());
      const auto found = expected.rules.find(rule.id);
      if (found == expected.rules.end()) {
        if (rule.verdict != Verdict::kNotSelected) out += rule.id + " is not selected; ";
      } else if (found->second.waiver != rule.waiver) {
        out += rule.id + ": waived " + rule.waiver + ", oracle " + found->second.waiver + "; ";
      } else if (found->second.verdict != rule.verdict || found->second.grade != rule.grade) {
        out += rule.id + ": " + std::string(VerdictName(rule.verdict)) + ", oracle " +
               std::string(VerdictName(found->second.verdict)) + " (" + rule.reason + "); ";
      }
    }
    if (got.verdict != expected.level)
      out += "level: " + std::string(VerdictName(got.verdict)) + ", oracle " +
             std::string(VerdictName(expected.level)) + "; ";
    return out;
  }

  void Difference(const std::string& source, const json& evidence, const std::string& level, const std::string& what) {
    ++differences_;
    std::printf("difference %d at level %s: %s\n%s", differences_, level.c_str(), what.c_str(), tailor_.c_str());
    if (!verbose_) Save(source, evidence, level);
  }

  void Save(const std::string& source, const json& evidence, const std::string& level) {
    const std::string name = "difference-" + std::to_string(settings_.seed) + "-" + std::to_string(differences_);
    std::ofstream(name + ".mps") << source;
    const auto cbor = json::to_cbor(evidence);
    std::ofstream(name + ".cbor", std::ios::binary)
        .write(reinterpret_cast<const char*>(cbor.data()), static_cast<std::streamsize>(cbor.size()));
    std::printf("  replay: mps_differential --replay %s.mps %s.cbor %s\n", name.c_str(), name.c_str(), level.c_str());
  }

  const Settings& settings_;
  Generator generator_;
  std::mt19937_64 tailor_random_{settings_.seed};  // of its own, so that seeds keep their definitions
  std::string tailor_;                             // in force, or empty
  int tailored_ = 0, checked_ = 0, refused_ = 0, differences_ = 0;
  std::uint64_t appraisals_ = 0;
  bool verbose_ = false;
  std::optional<Appraiser> interpreter_;
  Tally tally_;
};

}  // namespace
}  // namespace mps::differential

int main(int argc, char** argv) {
  mps::differential::Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--replay" && i + 3 < argc) {
      settings.replay = {argv[i + 1], argv[i + 2], argv[i + 3]};
      i += 3;
    } else if (i + 1 < argc && option == "--seed") {
      settings.seed = std::strtoull(argv[++i], nullptr, 10);
    } else if (i + 1 < argc && option == "--definitions") {
      settings.definitions = std::atoi(argv[++i]);
    } else if (i + 1 < argc && option == "--evidence") {
      settings.evidence = std::atoi(argv[++i]);
    } else if (i + 1 < argc && option == "--engine") {
      settings.engine = argv[++i];
    } else if (i + 1 < argc && option == "--jit-library") {
      settings.jit_library = argv[++i];
    } else if (i + 1 < argc && option == "--tally-every") {
      settings.tally_every = std::max<std::uint64_t>(1, std::strtoull(argv[++i], nullptr, 10));
    } else if (i + 1 < argc && option == "--floor") {
      settings.floor = std::strtoull(argv[++i], nullptr, 10);
    } else {
      std::fprintf(stderr, "unknown option %s\n", option.c_str());
      return 2;
    }
  }
  return mps::differential::Driver(settings).Run();
}
