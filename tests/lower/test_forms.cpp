// Forms: whatever source the checker lets pass, lowering takes; whatever it does not, has a diagnostic with a place.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "appraise/appraise.h"
#include "mps/compiler/compile.h"

namespace mps {
namespace {

class Files : public compiler::FileReader {
 public:
  explicit Files(std::string text) : text_(std::move(text)) {}
  Result<std::string> Read(const std::string& path, std::size_t) override {
    return path.ends_with("t.txt") ? std::string("k  a\n") : text_;
  }

 private:
  std::string text_;
};

compiler::Compilation CompileText(const std::string& text) {
  Files files(text);
  return compiler::Compile("demo.mps", files);
}

const char* const kHead = R"(mps "Demo" version 1 language 1
record rec { a : int  b? : text  l : list of text }
record open_rec open { z : int }
schema device {
    r? : rec  r2? : rec  rs? : list of rec  rs2 : list of rec  m? : map of text to rec  m2 : map of text to rec
    mt? : map of text to text  mt2 : map of text to text  l? : list of text  l2 : list of text  s? : set of text
    s2 : set of text  ll : list of list of text  i : int  t : text  ml : map of text to list of text  sc? : scalar
    md : mode  o? : open_rec  b : bool  ip : ip  v : version dpkg  ms : map of text to set of text
}
environment h : device
environment c many : device
level L1 "all"
set good of text = { "a", "b" }
param ps : set of text = { "a" }
param pi : int in 1..9 = 4
param pt : text = "a"
table tb of text to set of text from "t.txt" sha256'DIGEST'
configuration cfg { include h.r include h.m include h.l include h.i }
)";

std::string Source(const std::string& require) {
  std::string text = kHead;
  const std::string digest = "7fbe1a82ad85f3471e4b966452cc46d05ef4505efa99a0d0a382308edd884784";  // of Files
  text.replace(text.find("DIGEST"), 6, digest);
  std::string list = "[";
  for (int i = 0; i < 70; ++i) list += (i == 0 ? "\"m" : ", \"m") + std::to_string(i) + "\"";
  std::string condition = require;
  if (const auto at = condition.find("LONG"); at != std::string::npos) condition.replace(at, 4, list + "]");
  return text + "rule \"1\" r { title \"t\" level L1 severity low require " + condition + " }\n";
}

struct Form {
  const char* require;
  const char* code;  // of the diagnostic; empty: compiles
};
const Form kForms[] = {
    {R"(any x in (h.rs else h.rs2) : x.a == 1)", "MPS0358"},
    {R"(any k, v in (h.m else h.m2) : v.a == 1)", "MPS0358"},
    {R"(any k, v in (h.mt else h.mt2) : v == "a")", "MPS0358"},
    {R"((h.mt else h.mt2)["k"] == "a")", "MPS0358"},
    {R"((h.mt else {})["k"] == "a")", ""},
    {R"(all k, v in (h.m else {}) : v.a == 1)", ""},
    {R"(all x in (h.rs else []) : x.a == 1)", ""},
    {R"(all x in (h.rs else {}) : x.a == 1)", ""},
    {R"((h.r else h.r2).a == 1)", "MPS0358"},
    {R"(all x in h.rs2 : (x else h.r).a == 1)", "MPS0335"},
    {R"("a" in (h.l else h.l2))", ""},
    {R"("a" in (h.l else ["a"]))", ""},
    {R"("a" in (h.l else {"a"}))", "MPS0301"},
    {R"("a" in (h.s else h.s2))", ""},
    {R"("a" in (h.s else good))", ""},
    {R"(all x in (h.l else h.l2) : x == "a")", ""},
    {R"(h.l == h.l2)", "MPS0302"},
    {R"(h.l == ["a"])", "MPS0302"},
    {R"(["a"] == ["a"])", "MPS0302"},
    {R"(["a"] == h.l2)", "MPS0302"},
    {R"(h.s == h.l2)", "MPS0302"},
    {R"(h.s == h.s2)", ""},
    {R"(h.mt == h.mt2)", "MPS0302"},
    {R"(h.r == h.r2)", "MPS0302"},
    {R"(h.r in h.rs)", "MPS0311"},
    {R"(h.t in h.mt2)", "MPS0311"},
    {R"(h.l2 in h.ll)", "MPS0311"},
    {R"(all x in h.ll : any y in x : y == "a")", ""},
    {R"(all x in h.ll : "a" in x)", ""},
    {R"(all x in h.ll : count(x) == 1)", ""},
    {R"(all x in h.ll : { y for y in x } == good)", ""},
    {R"(all k, x in h.ml : "a" in x)", ""},
    {R"("a" in h.ml["k"])", ""},
    {R"(all k, x in h.ms : x == good)", ""},
    {R"(h.ms["k"] == good)", ""},
    {R"(h.l < h.l2)", "MPS0302"},
    {R"(count(x in LONG where x in h.l2) == 1)", ""},
    {R"(one x in LONG : x in h.l2)", ""},
    {R"(distinct x in LONG : h.mt2[x])", ""},
    {R"(distinct x in ["a","b"] : h.mt2[x])", ""},
    {R"(distinct x in good : h.mt2[x])", ""},
    {R"(all x in LONG : x in h.l2)", ""},
    {R"(all x in good : x.a == 1)", "MPS0309"},
    {R"({ x for x in h.ll } == good)", "MPS0318"},
    {R"({ x for x in h.rs2 } == good)", "MPS0318"},
    {R"({ h.l2, h.l2 } == good)", "MPS0318"},
    {R"(count(h.r) == 1)", "MPS0307"},
    {R"(h.r is present and h.rs is present and h.m is present)", ""},
    {R"({ x for x in h.l2 } is present)", "MPS0310"},
    {R"(good is present)", "MPS0310"},
    {R"(ps is present)", "MPS0310"},
    {R"(count(h.l2) is present)", "MPS0310"},
    {R"(count(x in h.l2 where x == "a") is present)", "MPS0310"},
    {R"({ "a" } is present)", "MPS0310"},
    {R"({ h.t } is present)", "MPS0310"},
    {R"(all id, i in c : i.i == 1)", ""},
    {R"(c["x"].i == 1)", ""},
    {R"(count(c) == 1)", ""},
    {R"(any id, i in (c else {}) : i.i == 1)", "MPS0335"},
    {R"(c["x"] is present)", ""},
    {R"((h.sc else 1) == 1)", ""},
    {R"(h.sc in { 1, "a", true })", ""},
    {R"(h.sc in h.s2)", ""},
    {R"(h.b == (h.i == 1))", ""},
    {R"(h.b in { true, false })", ""},
    {R"((h.i == 1) in { true, false })", ""},
    {R"((h.t == "a") == (h.i == 2))", ""},
    {R"(((h.i == 1) else true))", "MPS0335"},
    {R"((one x in h.l2 : x == "a") == true)", ""},
    {R"(h.ip in { ip'10.0.0.1' } and h.ip in ip'10.0.0.0/8')", ""},
    {R"(ip'10.0.0.0/8' in { ip'10.0.0.0/8', ip'10.0.0.1/32' })", ""},
    {R"(h.v >= dpkg'1.0' and h.v in dpkg'1'..dpkg'2' and h.v in { dpkg'1' })", ""},
    {R"(all k in h.m2 : h.m2[k].a == 1)", ""},
    {R"(all x in h.rs2 : h.m2[x.b].a == 1)", ""},
    {R"(h.mt2[pt] == "a")", ""},
    {R"(h.m2[h.t].l == h.l2)", "MPS0302"},
    {R"(h.m2[lower(h.t)].a == 1)", ""},
    {R"(distinct k, v in h.m2 : v.a)", ""},
    {R"(distinct x in h.ll : count(x))", ""},
    {R"(distinct x in h.rs2 : x.a == 1)", ""},
    {R"({ count(x) for x in h.ll } == { 1 })", ""},
    {R"({ x.a == 1 for x in h.rs2 } == { true })", ""},
    {R"(all n in { count(x) for x in h.ll } : n == 1)", ""},
    {R"(count(h.l2) in { 1, 2 })", ""},
    {R"(count(h.l2) in 1..2)", ""},
    {R"({ count(h.l2), 2 } == { 1 })", ""},
    {R"(count(h.l2) + count(h.s2) <= 3)", ""},
    {R"((count(h.l) else 0) == 1)", ""},
    {R"(count({ x for x in h.l2 where x != "a" }) == 1)", ""},
    {R"(all x in { h.t, "a" } : x == "a")", ""},
    {R"(all x in {} : x == "a")", "MPS0317"},
    {R"(all x in [] : x == "a")", "MPS0317"},
    {R"(h.t in {})", ""},
    {R"(h.s == {})", ""},
    {R"("x" in tb[h.t])", ""},
    {R"(count(tb[h.t]) == 1)", ""},
    {R"(tb["k"] == good)", ""},
    {R"(h.t in (tb[h.t] else {}))", ""},
    {R"(h.t in (tb[h.t] else good))", ""},
    {R"(all x in tb[h.t] : x == "a")", ""},
    {R"(tb[h.t] is present)", ""},
    {R"(cfg.digest == sha256'0000000000000000000000000000000000000000000000000000000000000000')", ""},
    {R"(cfg.digest in { sha256'0000000000000000000000000000000000000000000000000000000000000000' })", ""},
    {R"(h.s == ps)", ""},
    {R"(h.t in (h.s else ps))", ""},
    {R"(all x in ps : h.mt2[x] == "a")", ""},
    {R"(h.i in 1..pi)", ""},
    {R"(h.o.z == 1 and h.o is present)", ""},
    {R"((h.o else h.o).z == 1)", "MPS0358"},
    {R"(not (h.l2 == h.l))", "MPS0302"},
    {R"((h.t else "x") matches re'a')", "MPS0335"},
    {R"(h.mt2["a"] matches re'a')", ""},
    {R"(any p in [re'a', re'b'] : h.t matches p)", ""},
    {R"(["a"][0] == "a")", "MPS0308"},
    {R"(h.l2[0] == "a")", "MPS0308"},
    {R"(h.rs2.a == 1)", "MPS0309"},
    {R"(now in { 2027-01-01 })", ""},
};

TEST_CASE("a form of expression either compiles or has a diagnostic") {
  for (const Form& form : kForms) {
    const compiler::Compilation out = CompileText(Source(form.require));
    INFO(form.require << "\n" << out.RenderText(false) << out.status().ToString());
    CHECK(out.status().ok());
    const std::string code = form.code;
    CHECK((out.program() != nullptr) == code.empty());
    CHECK((code.empty() ? out.errors() == 0 : out.RenderText(false).find("error[" + code + "]") != std::string::npos));
  }
}

TEST_CASE("no source is refused as unsupported by lowering") {
  const char* root = std::getenv("MPS_SOURCE_DIR");
  if (root == nullptr) {
    WARN("skipped: MPS_SOURCE_DIR is not set");
    return;
  }
  // What lowering cannot take is the checker's to refuse: in lowering itself it is a fault of ours, never of the
  // source.
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(root) / "compiler" / "lower")) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
    std::ifstream in(entry.path());
    std::stringstream text;
    text << in.rdbuf();
    INFO(entry.path().filename().string());
    CHECK(text.str().find("Unsupported(") == std::string::npos);
    ++files;
  }
  CHECK(files > 5);
}

// A configuration of one entry over evidence: its digest's first octets, or why there is none.
std::string Measured(const std::string& include, const std::string& claims, const std::string& state) {
  std::string text = Source("h.i == 1");
  const std::string old = "{ include h.r include h.m include h.l include h.i }";
  text.replace(text.find(old), old.size(), "{ include " + include + " }");
  const compiler::Compilation compiled = CompileText(text);
  INFO(include << "\n" << compiled.RenderText(false) << compiled.status().ToString());
  REQUIRE(compiled.program() != nullptr);
  auto appraiser = Appraiser::Create(compiled.program());
  REQUIRE(appraiser.ok());
  const std::string evidence =
      R"({"mps_evidence": 1, "collected_at": 1, "environments": {"h": {"schema": "device@1", "collector":
      {"name": "t", "version": "1"}, "claims": )" +
      claims + R"(, "state": )" + state + "}}}";
  Request request;
  request.evidence = ByteView(reinterpret_cast<const std::uint8_t*>(evidence.data()), evidence.size());
  request.level = "L1";
  const auto appraisal = appraiser->Appraise(request);
  INFO((appraisal.ok() ? "" : appraisal.status().ToString()));
  REQUIRE(appraisal.ok());
  const ConfigurationReport& report = appraisal->configurations.at(0);
  if (report.verdict != Verdict::kPass) return std::string(VerdictName(report.verdict));
  CHECK(report.digest.size() == 32);
  return std::string(report.digest.begin(), report.digest.end());
}

TEST_CASE("a configuration measures records, maps and lists as a whole") {
  const std::string claims = R"({"r": {"a": 1, "b": "x", "l": ["p", "q"]}, "m2": {"k": {"a": 2, "l": []}},
      "l2": ["p"], "s2": ["p", "q"], "ml": {"k": ["p"]}, "o": {"z": 1}, "i": 1})";
  const std::string all = R"({"": "complete"})";
  const std::string changed = R"({"r": {"a": 1, "b": "x", "l": ["p", "r"]}, "m2": {"k": {"a": 3, "l": []}},
      "l2": ["q"], "s2": ["p"], "ml": {"k": ["q"]}, "o": {"z": 2}, "i": 2})";
  for (const char* include : {"h.r", "h.r.l", "h.m2", "h.m2[\"k\"]", "h.l2", "h.s2", "h.ml", "h.o", "h.i"}) {
    INFO(include);
    const std::string digest = Measured(include, claims, all);
    CHECK(digest.size() == 32);
    CHECK(Measured(include, changed, all) != digest);
  }
  // The order of a set's members says nothing; that of a list does.
  const std::string turned = R"({"r": {"a": 1, "b": "x", "l": ["q", "p"]}, "s2": ["q", "p"]})";
  CHECK(Measured("h.s2", turned, all) == Measured("h.s2", claims, all));
  CHECK(Measured("h.r", turned, all) != Measured("h.r", claims, all));
  // What is not known within it leaves the whole without a digest.
  CHECK(Measured("h.r", claims, R"({"": "complete", "r.l": {"incomplete": "cut"}})") == "unknown");
  CHECK(Measured("h.m2", claims, R"({"": "complete", "m2[\"k\"].l": {"error": "garbled"}})") == "error");
  CHECK(Measured("h.m2", claims, R"({"": "complete", "m2[\"j\"].l": {"unknown": "not looked at"}})") == "unknown");
}

}  // namespace
}  // namespace mps
