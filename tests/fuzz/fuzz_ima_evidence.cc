// Fuzzes the way from a measurement list to evidence and verdicts, against a naive reading of the same list
// (naive_ima.h): what is taken, every claim of the evidence, and the verdict of every rule of a definition.
//
// The first octet says how the list is used: bit 0 puts right the template hashes of lines, which no fuzzer would find
// (not of violations, nor of those that begin with `bad`); bit 1 judges against a quote of the first lines, of as many
// as bits 4 to 7 say; bit 2 has the quote cover SHA-1 too; bit 3 has it cover no register 10.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "appraise/stages.h"
#include "base/cbor_reader.h"
#include "base/cbor_value.h"
#include "base/utf8.h"
#include "collect/ima_list.h"
#include "mps/compiler/compile.h"
#include "naive_ima.h"
#include "one_file.h"

namespace {

using namespace mps;
using fuzz::NaiveLine;
using fuzz::NaiveList;

constexpr std::size_t kNaiveLines = 512;  // the naive reading folds each beginning anew

// One known digest of every algorithm, so that none is in a set without its kind (language.md, L6.4).
std::string Known(DigestAlg alg) { return std::string(2 * DigestOctets(alg), 'b'); }
std::string KnownSet() {
  std::string out;
  for (const DigestAlg alg : NaiveLine::kAllDigests)
    out += (out.empty() ? "" : ", ") + std::string(crypto::DigestName(alg)) + "'" + Known(alg) + "'";
  return out;
}
bool IsKnown(const std::string& digest) {
  const auto alg = crypto::DigestFromName(digest.substr(0, digest.find(':')));
  return digest.substr(digest.find(':') + 1) == Known(alg.value());
}

[[noreturn]] void Stop(const std::string& what) {
  std::fprintf(stderr, "ima: %s\n", what.c_str());
  std::abort();
}

Stages& Judge() {
  static Stages stages = [] {
    test::OneFile file(
        "mps \"Fuzz-Ima\" version 1.0.0 language 1\nimport ima version 1.0\nenvironment run : ima.list\nlevel L1\n"
        "define known : set of digest = { " +
        KnownSet() +
        " }\n"
        "rule \"known\" known_files { level L1  title \"t\"\n"
        "  require count(e in run.entries where not (e.digest in known or e.path matches re'/tmp/.*')) == 0 }\n"
        "rule \"intact\" whole { level L1  use ima.intact(run) }\n"
        "rule \"quoted\" of_a_quote { level L1  use ima.quoted(run) }\n"
        "rule \"booted\" aggregate { level L1  title \"t\"  require run.boot_aggregate is present }\n"
        "rule \"unsigned\" nothing_signed { level L1  title \"t\"\n"
        "  require count(e in run.entries where e.signature is present) == 0 }\n");
    auto compilation = compiler::Compile("fuzz.mps", file);
    if (!compilation.ok()) Stop(compilation.RenderText(false));
    auto made = Stages::Create(compilation.program(), "L1");
    if (!made.ok()) Stop(made.status().ToString());
    return std::move(made).value();
  }();
  return stages;
}

// What the list comes to, read naively.
struct Expected {
  bool believed = true;               // entries and violations are known
  std::optional<std::size_t> proven;  // lines
  std::size_t taken = 0;              // lines from the beginning that count
  bool only_ten = false;              // of these, those of register 10 alone
};

Expected Expect(const NaiveList& list, const ImaRequest& request) {
  Expected out;
  out.taken = list.lines.size();
  if (!request.proven) return out;
  out.believed = false;
  for (const NaiveLine& line :
       list.lines) {  // a list that does not agree with itself proves nothing, whatever was quoted
    if (!line.matches()) out.proven = 0;
  }
  if (request.proven->empty() || out.proven) return out;
  out.proven = 0;
  for (std::size_t count = 0; count <= list.lines.size(); ++count) {
    bool all = true;
    for (const auto& [bank, values] : *request.proven)
      all = all && list.Fold(*roots::DigestOf(bank), 10, count) == values.at(10);
    // A line of another register changes nothing, so it proves no more than those before it.
    if (!all || (count > 0 && list.lines[count - 1].pcr != 10)) continue;
    out = {true, count, count, true};
    return out;
  }
  return out;
}

std::string Octets(const std::string& hex) {
  const Bytes octets = HexDecode(hex).value();
  return {octets.begin(), octets.end()};
}

void Same(bool same, const char* what) {
  if (!same) Stop(std::string(what) + " is not what the list says");
}

// The counts that the rules ask for, and the claims on the way.
class Claims {
 public:
  Claims(const NaiveList& list, const Expected& expected, const cbor::Value& claims) : claims_(claims) {
    for (std::size_t i = 0; i < expected.taken; ++i) {
      const NaiveLine& line = list.lines[i];
      if (expected.only_ten && line.pcr != 10) continue;
      if (!expected.believed) continue;
      Take(line, i + 1);
    }
    if (expected.believed) Known();
    Same((claims.Find("proven") != nullptr) == expected.proven.has_value(), "proven");
    if (expected.proven) Same(claims.Find("proven")->AsInt() == static_cast<std::int64_t>(*expected.proven), "proven");
    Replay(list, expected);
  }
  std::size_t unknown_files = 0, signed_files = 0, violations = 0, mismatches = 0;
  bool aggregate = false;

 private:
  void Take(const NaiveLine& line, std::size_t number) {
    if (!line.matches())
      Same(At("mismatches", mismatches++).AsInt() == static_cast<std::int64_t>(number), "mismatches");
    if (number == 1 && line.path == "boot_aggregate" && !line.violation) {
      aggregate = true;
      Same(claims_.Find("boot_aggregate") != nullptr && claims_.Find("boot_aggregate")->text() == line.digest,
           "boot_aggregate");
    }
    const cbor::Value& entry = line.violation ? At("violations", violations++) : At("entries", entries_++);
    const std::string path = PathTextFromBytes(AsBytes(line.path));
    Same(entry.Find("path")->text() == path && entry.Find("digest")->text() == line.digest &&
             entry.Find("template")->text() == line.form,
         "an entry");
    const std::string signature = line.signature();
    const cbor::Value* octets = entry.Find("signature");
    Same((octets != nullptr) == !signature.empty(), "that an entry is signed");
    if (octets != nullptr) Same(octets->text() == Octets(signature), "a signature");
    if (line.violation) return;
    unknown_files += !IsKnown(line.digest) && path.compare(0, 5, "/tmp/") != 0;
    signed_files += !signature.empty();
  }

  void Known() {
    Same(Size("entries") == entries_ && Size("violations") == violations && Size("mismatches") == mismatches,
         "a count");
    Same((claims_.Find("boot_aggregate") != nullptr) == aggregate, "boot_aggregate");
  }

  void Replay(const NaiveList& list, const Expected& expected) {
    const cbor::Value* replay = claims_.Find("replay");
    std::size_t registers = 0;
    for (int pcr = 0; pcr < 24; ++pcr) {
      bool used = false;
      for (std::size_t i = 0; i < expected.taken; ++i) used = used || list.lines[i].pcr == pcr;
      if (!used || (expected.only_ten && pcr != 10)) continue;
      for (const DigestAlg alg : {DigestAlg::kSha1, DigestAlg::kSha256}) {
        const std::string name(crypto::DigestName(alg));
        const cbor::Value* value = replay->Find(name + ":" + std::to_string(pcr));
        const std::string due = name + ":" + HexEncode(list.Fold(alg, pcr, expected.taken));
        Same(value != nullptr && value->text() == due, "a register");
        ++registers;
      }
    }
    Same(replay->entries().size() == registers, "the number of registers");
  }

  std::size_t Size(const char* name) const { return claims_.Find(name)->items().size(); }
  const cbor::Value& At(const char* name, std::size_t at) const {
    const cbor::Value* items = claims_.Find(name);
    Same(items != nullptr && at < items->items().size(), name);
    return items->items()[at];
  }

  const cbor::Value& claims_;
  std::size_t entries_ = 0;
};

void CheckVerdicts(ByteView evidence, const Expected& expected, const Claims& claims, bool quote) {
  Stages& judge = Judge();
  const Status decoded = judge.Decode(evidence);
  if (!decoded.ok()) Stop(decoded.ToString());
  const Status judged = judge.Judge(0);
  if (!judged.ok()) Stop(judged.ToString());
  const auto word = [&](bool holds) {
    return !expected.believed ? Verdict::kUnknown : holds ? Verdict::kPass : Verdict::kFail;
  };
  const bool proven = expected.proven && *expected.proven > 0;
  const std::map<std::string, Verdict> due = {{"known", word(claims.unknown_files == 0)},
                                              {"intact", word(claims.mismatches == 0 && claims.violations == 0)},
                                              {"quoted", quote && !expected.proven ? Verdict::kUnknown
                                                         : proven                  ? Verdict::kPass
                                                                                   : Verdict::kFail},
                                              {"booted", word(claims.aggregate)},
                                              {"unsigned", word(claims.signed_files == 0)}};
  for (std::size_t i = 0; i < judge.rule_ids().size(); ++i) {
    const std::string& id = judge.rule_ids()[i];
    const Verdict found = judge.results()[i].verdict;
    if (found != due.at(id))
      Stop("rule " + id + " is " + std::string(VerdictName(found)) + ", by hand " +
           std::string(VerdictName(due.at(id))));
  }
}

void Check(const std::string& text, const NaiveList& list, const ImaRequest& request) {
  const auto evidence = ImaEvidence(AsBytes(text), request);
  if (!evidence.ok()) Stop("a list is refused: " + evidence.status().ToString());
  const Expected expected = Expect(list, request);
  const auto document = cbor::Decode(*evidence, cbor::Options::Strict());
  if (!document.ok()) Stop(document.status().ToString());
  const Claims claims(list, expected, *document->Find("environments")->Find("run")->Find("claims"));
  CheckVerdicts(*evidence, expected, claims, request.proven.has_value());
}

// Every line as it was, its template hash that of its data.
std::string PutRight(const NaiveList& list) {
  std::string out;
  for (const NaiveLine& line : list.lines) {
    const std::size_t octets = line.hash.size() / 2;
    std::string hash = line.hash;
    for (const DigestAlg alg : NaiveLine::kAllDigests) {
      if (!line.violation && !line.hash.starts_with("bad") && DigestOctets(alg) == octets)
        hash = HexEncode(crypto::Hash(alg, line.data).value());
    }
    out += (line.pcr < 10 ? " " : "") + std::to_string(line.pcr) + " " + hash + " " + line.form + " " +
           line.digest_word + " " + line.path;
    for (const std::string& word : line.extra) out += " " + word;
    out += "\n";
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::uint8_t how = data[0];
  std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  ImaRequest request;
  request.environment = "run";
  auto list = NaiveList::Read(text);
  if (!list) {
    if (ImaEvidence(AsBytes(text), request).ok()) Stop("what is no list is taken");
    return 0;
  }
  if (list->lines.size() > kNaiveLines) return 0;
  if ((how & 1) != 0) {
    text = PutRight(*list);
    list = NaiveList::Read(text);
    if (!list) Stop("a list that was put right is none");
  }
  if ((how & 2) != 0) {
    const std::size_t count = (how >> 4) % (list->lines.size() + 1);
    request.proven.emplace();
    if ((how & 8) == 0) (*request.proven)[roots::kHashSha256][10] = list->Fold(DigestAlg::kSha256, 10, count);
    if ((how & 12) == 4) (*request.proven)[roots::kHashSha1][10] = list->Fold(DigestAlg::kSha1, 10, count);
  }
  Check(text, *list, request);
  if ((how & 10) == 2) {  // another value is proven by no beginning
    (*request.proven)[roots::kHashSha256][10][7] ^= 1;
    Check(text, *list, request);
  }
  return 0;
}
