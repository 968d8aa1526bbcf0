// Fuzz target: the kernel's measurement list as `mps collect --ima` reads it. A line that is taken says exactly what it
// said; the evidence has every line once, is of its schema, and its replay is what the lines extend a PCR to, one by
// one. A list that is refused is refused within the line that is named.
//
// The input is the list itself.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/cbor_value.h"
#include "base/hex.h"
#include "base/utf8.h"
#include "collect/ima_line.h"
#include "collect/ima_list.h"
#include "crypto/hash.h"
#include "evidence/evidence.h"
#include "full_plan.h"
#include "mps/compiler/compile.h"
#include "program/program.h"

namespace {

using namespace mps;
using collect::ImaLine;

[[noreturn]] void Stop(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::abort();
}

void Require(bool holds, const char* what) {
  if (!holds) Stop(what);
}

// ---------------------------------------------------------------- the schema
constexpr std::string_view kReadsList = R"(mps "T" version 1.0.0 language 1
import ima version 1.0
environment run : ima.list
level L1 "x"
rule "1" r { title "t" level L1 require count(run.mismatches) == 0 }
)";

class OneFile : public compiler::FileReader {
 public:
  Result<std::string> Read(const std::string&, std::size_t) override { return std::string(kReadsList); }
};

const evidence::PlanIndex& Schema() {
  static const fuzz::FullPlan plan = [] {
    OneFile reader;
    const auto compiled = compiler::Compile("ima.mps", reader);
    if (!compiled.ok()) Stop(compiled.RenderText(false));
    const schema::ReadPlan& read = compiled.program()->plan;
    return fuzz::FullPlan(read.types, read.environments.at(0).def);
  }();
  return plan.index();
}

// ---------------------------------------------------------------- lines
std::vector<std::string_view> LinesOf(std::string_view list) {
  std::vector<std::string_view> lines;
  for (std::size_t end = 0; (end = list.find('\n')) != list.npos; list.remove_prefix(end + 1))
    lines.push_back(list.substr(0, end));
  return lines;
}

// As the kernel prints it.
std::string Printed(const ImaLine& line) {
  std::string out = std::to_string(line.pcr);
  if (out.size() < 2) out.insert(0, " ");
  for (const std::string_view word : {line.template_hash, line.template_name}) out.append(" ").append(word);
  out.append(" ").append(line.algorithm).append(":").append(line.digest);
  out.append(" ").append(line.path);
  if (line.has_extra) out.append(" ").append(line.extra);
  return out;
}

// The template data field by field, made another way than ImaLine makes it.
std::string Template(const ImaLine& line) {
  const auto field = [](const std::string& octets) {
    std::string size;
    for (std::size_t n = octets.size(), i = 0; i < 4; ++i, n /= 256) size += static_cast<char>(n % 256);
    return size + octets;
  };
  const auto octets = [](std::string_view hex) { return std::string(AsText(HexDecode(hex).value())); };
  std::string out = field(std::string(line.algorithm) + ":" + '\0' + octets(line.digest));
  out += field(std::string(line.path) + '\0');
  return line.has_extra ? out + field(octets(line.extra)) : out;
}

using Banks = std::map<std::string, Bytes>;  // `sha256:10` to the PCR's value

void Extend(Banks& banks, const ImaLine& line) {
  for (const DigestAlg alg : {DigestAlg::kSha1, DigestAlg::kSha256}) {
    Bytes& value = banks[std::string(crypto::DigestName(alg)) + ":" + std::to_string(line.pcr)];
    value.resize(crypto::DigestSize(alg));
    const Bytes measured =
        line.violation ? Bytes(value.size(), 0xff) : crypto::Hash(alg, AsBytes(Template(line))).value();
    value.insert(value.end(), measured.begin(), measured.end());
    value = crypto::Hash(alg, value).value();
  }
}

bool Matches(const ImaLine& line) {
  for (const DigestAlg alg : {DigestAlg::kSha1, DigestAlg::kSha256, DigestAlg::kSha384, DigestAlg::kSha512}) {
    if (2 * crypto::DigestSize(alg) == line.template_hash.size())
      return HexEncode(crypto::Hash(alg, AsBytes(Template(line))).value()) == line.template_hash;
  }
  Stop("a template hash of no digest's length was taken");
}

// ---------------------------------------------------------------- what comes out
void CheckEntry(const cbor::Value& entry, const ImaLine& line) {
  const auto path = PathBytesFromText(entry.Find("path")->text());
  Require(path.ok() && AsText(*path) == line.path, "the path is another");
  Require(entry.Find("digest")->text() == std::string(line.algorithm) + ":" + std::string(line.digest),
          "the digest is another");
  Require(entry.Find("template")->text() == line.template_name, "the template is another");
  const cbor::Value* signature = entry.Find("signature");
  const bool is_signed = line.template_name == "ima-sig" && !line.extra.empty();
  Require((signature != nullptr) == is_signed, "a signature that is none");
  if (is_signed) Require(HexEncode(signature->bytes()) == line.extra, "the signature is another");
}

void CheckEvidence(const Bytes& document, std::string_view list) {
  auto evidence = evidence::DecodeEvidence(Schema(), document);
  if (!evidence.ok()) Stop("evidence that is refused: " + evidence.status().ToString());
  for (const evidence::Problem& problem : evidence->facts.problems)
    Stop("evidence against its schema: " + problem.path + ": " + problem.what);
  cbor::Options options;
  options.form = cbor::Form::kDeterministic;
  const auto tree = cbor::Decode(document, options, 1u << 24);
  if (!tree.ok()) Stop("not deterministic CBOR: " + tree.status().ToString());
  const cbor::Value& claims = *tree->Find("environments")->Find("run")->Find("claims");
  const auto &entries = claims.Find("entries")->items(), &violations = claims.Find("violations")->items();
  std::size_t entry = 0, violation = 0, number = 0;
  std::vector<cbor::Value> mismatches;
  Banks banks;
  for (const std::string_view text : LinesOf(list)) {
    ++number;
    const auto line = ImaLine::Parse(text);
    Require(line.ok(), "a line that was taken does not parse");
    Require(Printed(*line) == text, "a line is not what was read of it");
    if (line->violation) {
      Require(violation < violations.size(), "a violation is missing");
      CheckEntry(violations[violation++], *line);
    } else {
      Require(entry < entries.size(), "an entry is missing");
      CheckEntry(entries[entry++], *line);
      if (!Matches(*line)) mismatches.push_back(cbor::Value::Int(static_cast<std::int64_t>(number)));
    }
    Extend(banks, *line);
  }
  Require(entry == entries.size() && violation == violations.size(), "lines that the list has not got");
  const auto& told = claims.Find("mismatches")->items();
  Require(told.size() == mismatches.size() &&
              std::equal(told.begin(), told.end(), mismatches.begin(),
                         [](const auto& a, const auto& b) { return a.AsInt() == b.AsInt(); }),
          "mismatches are others");
  const cbor::Value& replay = *claims.Find("replay");
  Require(replay.entries().size() == banks.size(), "the replay has other PCRs");
  for (const auto& [name, value] : banks) {
    const cbor::Value* found = replay.Find(name);
    Require(found != nullptr && found->text() == name.substr(0, name.find(':') + 1) + HexEncode(value),
            "the replay is another");
  }
}

// Those before the line that is refused are a list; the offset is in that line or just behind it.
void CheckRefusal(const Status& status, std::string_view list, const ImaRequest& request) {
  Require(status.offset().has_value() && *status.offset() <= list.size(), "refused nowhere");
  const auto before = list.substr(0, static_cast<std::size_t>(*status.offset()));
  // The break that ends a line is where a line that is too short is at fault.
  const std::size_t begin = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
  const auto number = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  const std::string named = "line " + std::to_string(number) + ": ";
  const bool whole = status.message().starts_with("line ");
  if (whole) Require(status.message().starts_with(named), "refused in another line than is named");
  if (!whole) Require(list.empty() || list.back() != '\n', "refused as a whole");
  if (whole) Require(ImaEvidence(AsBytes(list.substr(0, begin)), request).ok(), "refused because of an earlier line");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view list(reinterpret_cast<const char*>(data), size);
  ImaRequest request;
  request.environment = "run";
  request.now = 1767225600;
  const auto document = ImaEvidence({data, size}, request);
  if (document.ok()) {
    CheckEvidence(*document, list);
  } else {
    CheckRefusal(document.status(), list, request);
  }
  return 0;
}
