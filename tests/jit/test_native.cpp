// Native code as an engine: every opcode is known, reports are the interpreter's, and code that is not of this program
// or this engine is refused. tests/differential compares the engines over generated definitions.
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>

#include "evidence/evidence.h"
#include "evidence/state/actual_state_builder.h"
#include "interp/interpreter.h"
#include "jit/engines.h"
#include "jit/fixture.h"
#include "program/image.h"
#include "program/names.h"

using namespace mps;
using test::Native;

namespace {

jit::JitOptions At(int optimisation) {
  jit::JitOptions options;
  options.optimisation = optimisation;
  options.verify = true;
  return options;
}

Result<interp::NativeCode> Compile(const program::Program& program, const jit::JitOptions& options) {
  jit::JitReport report;
  return Native().Compile(program, ProgramDigest(program).value(), options, report);
}

void RequireSame(const Appraisal& a, const Appraisal& b) {
  REQUIRE(a.rules.size() == b.rules.size());
  for (std::size_t i = 0; i < a.rules.size(); ++i) {
    INFO(a.rules[i].id);
    CHECK(a.rules[i].verdict == b.rules[i].verdict);
    CHECK(a.rules[i].grade == b.rules[i].grade);
    CHECK(a.rules[i].reason == b.rules[i].reason);
  }
  CHECK(a.verdict == b.verdict);
  CHECK(a.counts == b.counts);
  CHECK(a.claim_set.bytes() == b.claim_set.bytes());
}

}  // namespace

TEST_CASE("no opcode is declined") {
  for (const program::Op op : Native().Declines()) {
    INFO(program::InfoOf(op).name);
    CHECK(false);
  }
  CHECK(program::kOps > 40);
}

TEST_CASE("an opcode that the code generator does not know makes it decline, by name") {
  const auto compilation = test::CompileSource();
  REQUIRE(compilation.ok());
  // The verifier would refuse it; the code generator must not rely on that.
  program::Program program = program::LoadImage(program::EncodeImage(*compilation.program())).value();
  const Bytes digest = ProgramDigest(program).value();
  for (auto& instr : program.code)
    if (instr.op == program::Op::kMatch) instr.op = static_cast<program::Op>(program::kOps);
  jit::JitReport report;
  const auto code = Native().Compile(program, digest, At(0), report);
  REQUIRE_FALSE(code.ok());
  CHECK(code.status().code() == Code::kUnsupported);
  CHECK(code.status().message().find("`" + std::to_string(program::kOps) + "`") != std::string::npos);
}

TEST_CASE("reports of native code are the interpreter's at every level of optimisation") {
  const auto compilation = test::CompileSource();
  REQUIRE(compilation.ok());
  auto plain = Appraiser::Create(compilation.program()).value();
  for (const char* engine : {"jit0", "jit1", "jit2", "aot"}) {
    auto native = Appraiser::Create(compilation.program()).value();
    REQUIRE(native.UseNative(differential::CompileFor(*compilation.program(), engine).value()).ok());
    for (const char* level : {"L1", "L2"}) {
      INFO(engine << " " << level);
      const auto a = native.Appraise(test::RequestAt(level)), b = plain.Appraise(test::RequestAt(level));
      REQUIRE((a.ok() && b.ok()));
      CHECK(a->engine == (std::string(engine) == "aot" ? "aot" : "jit"));
      CHECK(b->engine == "interpreter");
      RequireSame(*a, *b);
    }
  }
}

namespace {

// The verdicts of a definition without tests of its own, on native code and on the interpreter.
void RequireSameOf(const std::string& source, const std::string& evidence) {
  const auto compilation = test::CompileSource(source);
  INFO(compilation.RenderText(false));
  REQUIRE(compilation.ok());
  auto plain = Appraiser::Create(compilation.program()).value();
  auto native = Appraiser::Create(compilation.program()).value();
  REQUIRE(native.UseNative(Compile(*compilation.program(), At(0)).value()).ok());
  Request request = test::RequestAt("L1");
  request.evidence = AsBytes(evidence);
  const auto a = native.Appraise(request), b = plain.Appraise(request);
  REQUIRE((a.ok() && b.ok()));
  REQUIRE(a->engine == "jit");
  RequireSame(*a, *b);
}

std::string EvidenceOf(const std::string& claims) {
  return R"({"mps_evidence":1,"collected_at":1767225600,"environments":{"e":{"schema":"box@1","collector":)"
         R"({"name":"test","version":"1"},"claims":{)" +
         claims + R"(},"state":{"":"complete"}}}})";
}

}  // namespace

TEST_CASE("every octet of a text counts, whatever its length") {
  for (std::size_t length = 1; length <= 70; ++length) {
    const std::string text(length, 'x');
    std::string source =
        "mps \"Texts\" version 1.0.0 language 1\nschema box { t : text }\nenvironment e : box\nlevel L1\n";
    const std::string rule = " { level L1  require e.t ";
    source += "rule \"a\" a" + rule + "== \"" + text + "\" }\n";
    source += "rule \"b\" b" + rule + "starts with \"" + text + "\" }\n";
    source += "rule \"c\" c" + rule + "ends with \"" + text + "\" }\n";
    source += "rule \"d\" d" + rule + "in { \"" + text + "\", \"y\" } }\n";
    INFO(length);
    for (std::size_t at = 0; at <= length; ++at) {
      std::string claim = text;
      if (at < length) claim[at] = 'z';
      RequireSameOf(source, EvidenceOf("\"t\":\"" + claim + "\""));
      if (length > 9 && at == 0) at = length - 9;  // the middle is words like any other
    }
  }
}

TEST_CASE("sets of numbers: close together or not, at every border") {
  const std::int64_t least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
  const std::vector<std::vector<std::int64_t>> sets = {{3},
                                                       {1, 2},
                                                       {0, 1, 2},
                                                       {1, 5, 63},
                                                       {1, 5, 64},
                                                       {-3, 0, 60},
                                                       {-3, 0, 61},
                                                       {100, 101, 163},
                                                       {100, 101, 164},
                                                       {most - 63, most - 1, most},
                                                       {-most, -most + 1, -most + 62},
                                                       {-most, 0, most}};
  for (const std::vector<std::int64_t>& members : sets) {
    std::string list;
    for (const std::int64_t member : members) list += (list.empty() ? "" : ", ") + std::to_string(member);
    std::string source =
        "mps \"Sets\" version 1.0.0 language 1\nschema box { n : int  s : scalar }\nenvironment e : box\nlevel L1\n";
    source += "rule \"a\" a { level L1  require e.n in { " + list + " } }\n";
    source += "rule \"b\" b { level L1  require e.s in { " + list + ", true, \"x\" } }\n";
    source += "rule \"c\" c { level L1  require e.s not in { " + list + " } }\n";
    INFO(list);
    std::vector<std::int64_t> values = {least, least + 1, -1, 0, 1, most};
    for (const std::int64_t member : members) {
      values.push_back(member);
      // 64 and its multiples away: where a shift that wraps would go wrong
      for (const std::int64_t step : {1, 64, 128}) {
        if (member <= most - step) values.push_back(member + step);
        if (member >= least + step) values.push_back(member - step);
      }
    }
    for (const std::int64_t value : values)
      RequireSameOf(source, EvidenceOf("\"n\":" + std::to_string(value) + ",\"s\":" + std::to_string(value)));
    for (const char* scalar : {"true", "false", "\"x\"", "\"\"", "\"y\"", "null", "[]"})
      RequireSameOf(source, EvidenceOf("\"s\":" + std::string(scalar)));
  }
}

TEST_CASE("scans: `and`, `or` and `where` in every pair of truths") {
  std::string source =
      "mps \"Rows\" version 1.0.0 language 1\nrecord row { a? : bool  b? : bool }\nschema box { r : list of row }\n"
      "environment e : box\nlevel L1\n";
  int rules = 0;
  for (const char* kind : {"all x in e.r", "any x in e.r", "no x in e.r", "one x in e.r"}) {
    for (const char* rest :
         {" : x.a or x.b", " : x.a and x.b", " where x.a : x.b", " where x.a or x.b : x.b", " : not (x.a or x.b)"}) {
      const std::string name = "r" + std::to_string(++rules);
      source += "rule \"" + name + "\" " + name + " { level L1  require " + kind + rest + " }\n";
    }
  }
  const std::vector<std::string> values = {"true", "false", "null", "7"};
  for (const std::string& a : values)
    for (const std::string& b : values)
      for (const char* other : {"", R"(,{"a":true,"b":true})", R"(,{"a":false,"b":true})"})
        RequireSameOf(source, EvidenceOf(R"("r":[{"a":)" + a + R"(,"b":)" + b + "}" + other + "]"));
}

TEST_CASE("code of one level judges that level; the interpreter takes the others") {
  const auto compilation = test::CompileSource();
  auto options = At(1);
  options.level = 0;
  auto native = Appraiser::Create(compilation.program()).value();
  REQUIRE(native.UseNative(Compile(*compilation.program(), options).value()).ok());
  auto plain = Appraiser::Create(compilation.program()).value();
  const auto first = native.Appraise(test::RequestAt("L1")), second = native.Appraise(test::RequestAt("L2"));
  CHECK(first->engine == "jit");
  CHECK(second->engine == "interpreter");
  RequireSame(*first, *plain.Appraise(test::RequestAt("L1")));
  RequireSame(*second, *plain.Appraise(test::RequestAt("L2")));
}

TEST_CASE("code of another program is refused") {
  const auto compilation = test::CompileSource();
  std::string other = test::kSource;
  other.replace(other.find("\"box\" }"), 7, "\"bin\" }");
  const auto changed = test::CompileSource(other);
  REQUIRE(changed.ok());
  auto appraiser = Appraiser::Create(changed.program()).value();
  for (const char* engine : {"jit0", "aot"}) {
    const Status status = appraiser.UseNative(differential::CompileFor(*compilation.program(), engine).value());
    CHECK(status.code() == Code::kInvalid);
  }
  CHECK(appraiser.Appraise(test::RequestAt("L1"))->engine == "interpreter");
}

TEST_CASE("a library of another engine version, of another program or of none is refused") {
  const auto compilation = test::CompileSource();
  const Bytes digest = ProgramDigest(*compilation.program()).value();
  Bytes object = Native().EmitObject(*compilation.program(), digest, {}).value();
  CHECK(differential::OpenAsLibrary(object, digest).ok());
  CHECK(differential::OpenAsLibrary(object, Bytes(32, 7)).status().code() == Code::kInvalid);
  const std::string_view version = interp::EngineVersion();
  const auto at = std::search(object.begin(), object.end(), version.begin(), version.end());
  REQUIRE(at != object.end());
  *at ^= 1;
  CHECK(differential::OpenAsLibrary(object, digest).status().code() == Code::kUnsupported);
  CHECK(OpenNativeLibrary("/nonexistent/program.so", digest).status().code() == Code::kIo);
  CHECK(OpenNativeLibrary(MPS_JIT_LIBRARY, digest).status().code() == Code::kMalformed);
}

TEST_CASE("native code stops at the limit of steps") {
  const auto compilation = test::CompileSource();
  const program::Program& program = *compilation.program();
  const evidence::PlanIndex index(program.plan);
  auto decoded = evidence::DecodeEvidence(index, AsBytes(test::kEvidence)).value();
  const auto state = evidence::ComputeActualState(index, std::move(decoded), {}).value();
  const auto prepared = builtins::Prepared::Create(program).value();
  interp::Interpreter interpreter(prepared);
  REQUIRE(interpreter.UseNative(Compile(program, At(0)).value(), ProgramDigest(program).value()).ok());
  interp::EvaluateOptions options;
  options.level = 1;
  CHECK(interpreter.Evaluate(state, options).ok());
  options.max_steps = 10;
  CHECK(interpreter.Evaluate(state, options).status().code() == Code::kLimit);
}

TEST_CASE("rules without loops take as many steps as in the interpreter") {
  const auto compilation = test::CompileSource(
      "mps \"Steps\" version 1.0.0 language 1\nschema box { n : int  t : text }\nenvironment e : box\nlevel L1\n"
      "rule \"a\" a { level L1  require e.n >= 1 }\n"
      "rule \"b\" b { level L1  when e.n == 2  require e.t == \"x\" }\n");
  REQUIRE(compilation.ok());
  const program::Program& program = *compilation.program();
  const evidence::PlanIndex index(program.plan);
  const std::string document = EvidenceOf("\"n\":2,\"t\":\"x\"");
  auto decoded = evidence::DecodeEvidence(index, AsBytes(document)).value();
  const auto state = evidence::ComputeActualState(index, std::move(decoded), {}).value();
  const auto prepared = builtins::Prepared::Create(program).value();
  interp::Interpreter plain(prepared), native(prepared);
  REQUIRE(native.UseNative(Compile(program, At(1)).value(), ProgramDigest(program).value()).ok());
  interp::EvaluateOptions options;
  options.level = 0;
  const auto a = plain.Evaluate(state, options), b = native.Evaluate(state, options);
  REQUIRE((a.ok() && b.ok()));
  CHECK(a->steps > 6);
  CHECK(a->steps == b->steps);
  options.max_steps = a->steps - 1;
  CHECK(plain.Evaluate(state, options).status().code() == Code::kLimit);
  CHECK(native.Evaluate(state, options).status().code() == Code::kLimit);
}

TEST_CASE("a host that forbids new pages of code is told apart, and says so") {
  const auto compilation = test::CompileSource();
  const Bytes digest = ProgramDigest(*compilation.program()).value();
  jit::Compiler& compiler = Native();
  const pid_t child = fork();
  if (child == 0) {
#ifndef PR_SET_MDWE
#define PR_SET_MDWE 65
#endif
    if (prctl(PR_SET_MDWE, 1, 0, 0, 0) != 0) _exit(77);
    jit::JitReport report;
    const auto code = compiler.Compile(*compilation.program(), digest, At(0), report);
    _exit(!code.ok() && code.status().code() == Code::kUnsupported ? 0 : 1);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77) WARN("this kernel has no PR_SET_MDWE");
  CHECK((WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 77));
}
