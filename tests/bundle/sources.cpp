// Definitions with pinned sets, made for the occasion.
#include "bundle/sources.h"

#include <catch2/catch.hpp>

#include "base/hex.h"
#include "crypto/hash.h"

namespace mps::test {

Result<std::string> MemoryReader::Read(const std::string& path, std::size_t limit) {
  const auto found = files_.find(path);
  if (found == files_.end()) return Status(Code::kIo, "no file " + path);
  if (found->second.size() > limit) return Status(Code::kLimit, "too large");
  return found->second;
}

std::string HexOf(std::uint64_t number) { return HexEncode(*crypto::Sha256(AsBytes(std::to_string(number)))); }

std::shared_ptr<const program::Program> Pinned(std::size_t members) {
  std::string digests, names, ports;
  for (std::size_t i = 0; i < members; ++i) {
    digests += HexOf(2 * i) + "\n";
    names += "n" + std::to_string(2 * i) + "\n";
    ports += std::to_string(2 * i) + "\n";
  }
  const auto pin = [](const std::string& text) { return "sha256'" + HexEncode(*crypto::Sha256(AsBytes(text))) + "'"; };
  const std::string source =
      "mps \"Pinned\" version 1.0.0 language 1\n"
      "schema host { file : digest  name : text  port : int }\n"
      "environment h : host\n"
      "level L1\n"
      "set files of digest from \"digests\" " +
      pin(digests) +
      "\n"
      "set names of text from \"names\" " +
      pin(names) +
      "\n"
      "set ports of int from \"ports\" " +
      pin(ports) +
      "\n"
      "rule \"1\" file { title \"File\" level L1 require h.file in files }\n"
      "rule \"2\" name { title \"Name\" level L1 require h.name in names }\n"
      "rule \"3\" port { title \"Port\" level L1 require h.port in ports }\n"
      "rule \"4\" not_file { title \"Not\" level L1 require h.file not in files }\n";
  MemoryReader reader({{"d.mps", source}, {"digests", digests}, {"names", names}, {"ports", ports}});
  const auto compiled = compiler::Compile("d.mps", reader);
  INFO(compiled.RenderText(false) << compiled.status().ToString());
  REQUIRE(compiled.ok());
  return compiled.program();
}

std::string EvidenceOf(std::uint64_t i) {
  return R"({"mps_evidence":1,"collected_at":1767225600,"environments":{"h":{"schema":"host@1","claims":{"file":"sha256:)" +
         HexOf(i) + R"(","name":"n)" + std::to_string(i) + R"(","port":)" + std::to_string(i) + "}}}}";
}

Bytes MakeBundle(const program::Program& program, std::size_t table_members, crypto::Signer* signer) {
  Bytes out;
  bundle::WriteOptions options;
  options.table_members = table_members;
  options.signer = signer;
  auto written = bundle::WriteBundle(program, options, [&](ByteView octets) {
    out.insert(out.end(), octets.begin(), octets.end());
    return Status();
  });
  INFO((written.ok() ? "" : written.status().ToString()));
  REQUIRE(written.ok());
  REQUIRE(written->octets == out.size());
  return out;
}

Result<bundle::Bundle> OpenBytes(Bytes octets) {
  return bundle::Bundle::Of(bundle::Mapping::OfBytes(std::move(octets), "memory"));
}

std::map<std::string, Verdict> VerdictsOf(std::shared_ptr<const program::Program> program,
                                          const std::string& evidence) {
  auto appraiser = Appraiser::Create(std::move(program));
  INFO((appraiser.ok() ? "" : appraiser.status().ToString()));
  REQUIRE(appraiser.ok());
  Request request;
  request.evidence = AsBytes(evidence);
  request.level = "L1";
  auto appraisal = appraiser->Appraise(request);
  INFO((appraisal.ok() ? "" : appraisal.status().ToString()));
  REQUIRE(appraisal.ok());
  std::map<std::string, Verdict> out;
  for (const auto& rule : appraisal->rules) out[rule.id] = rule.verdict;
  return out;
}

}  // namespace mps::test
