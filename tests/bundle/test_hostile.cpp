// Images that say of their tables what is not so: refused by the verifier, or met by the probe.
#include <catch2/catch.hpp>

#include "builtins/prepared.h"
#include "bundle/sources.h"
#include "bundle/table_writer.h"
#include "mps/limits.h"
#include "program/image.h"
#include "program/membership.h"
#include "program/verify.h"

namespace mps::test {
namespace {

// More members than a quantifier takes one by one.
std::string Members() {
  std::string out;
  for (std::size_t i = 0; i <= limit::kUnroll; ++i) out += (i == 0 ? "\"n" : ", \"n") + std::to_string(i) + "\"";
  return out;
}

std::shared_ptr<const program::Program> Compiled(const std::string& body) {
  const std::string source =
      "mps \"H\" version 1.0.0 language 1\nschema host { name : text  names : set of text }\n"
      "environment h : host\nlevel L1\nset all_names of text = { " +
      Members() + " }\n" + body;
  MemoryReader reader({{"d.mps", source}});
  const auto compiled = compiler::Compile("d.mps", reader);
  INFO(compiled.RenderText(false) << compiled.status().ToString());
  REQUIRE(compiled.ok());
  return compiled.program();
}

program::StoredSets Outside(const program::Program& program) {
  program::StoredSets out;
  for (std::uint32_t i = 0; i < program.sets.size(); ++i) {
    auto parts = bundle::WriteTable(program.sets[i], {[] { return Status(); }, [](ByteView) { return Status(); }});
    REQUIRE(parts.ok());
    out[i] = *parts;
  }
  return out;
}

program::StoredPart Good() {
  program::StoredPart part;
  part.kind = CellKind::kDigest;
  part.aux = static_cast<std::int16_t>(DigestAlg::kSha256);
  part.count = 5000;
  part.levels = {5000 * 32, 3 * 64};
  part.root = Bytes(32);
  return part;
}

}  // namespace

TEST_CASE("hostile image: a stored set of which more is asked than membership is refused") {
  const struct {
    const char* body;
    bool only;
  } cases[] = {
      {"rule \"1\" r { title \"T\" level L1 require h.name in all_names }", true},
      {"rule \"1\" r { title \"T\" level L1 require h.names == all_names }", false},
      {"rule \"1\" r { title \"T\" level L1 require all n in all_names : n in h.names or n == h.name }", false},
      {"param p : set of text = all_names\nrule \"1\" r { title \"T\" level L1 require h.name in p }", false},
  };
  for (const auto& c : cases) {
    INFO(c.body);
    const auto program = Compiled(c.body);
    REQUIRE_FALSE(program->sets.empty());
    const auto only = program::MembershipOnly(*program);
    CHECK(std::all_of(only.begin(), only.end(), [](bool yes) { return yes; }) == c.only);
    auto loaded = program::LoadImage(program::EncodeImage(*program, Outside(*program)));
    CHECK(loaded.ok() == c.only);
    if (!loaded.ok()) {
      CHECK(loaded.status().code() == Code::kMalformed);
      continue;
    }
    // An image whose tables are not there does not run.
    auto prepared = builtins::Prepared::Create(*loaded);
    REQUIRE_FALSE(prepared.ok());
    CHECK(prepared.status().code() == Code::kInvalid);
  }
}

TEST_CASE("hostile image: layouts that do not agree with themselves") {
  CHECK(program::VerifyStoredPart(Good()).ok());
  const auto refused = [](auto change) {
    program::StoredPart part = Good();
    change(part);
    return !program::VerifyStoredPart(part).ok();
  };
  CHECK(refused([](auto& p) { p.count = 0; }));
  CHECK(refused([](auto& p) { p.count = 4999; }));
  CHECK(refused([](auto& p) { p.root.pop_back(); }));
  CHECK(refused([](auto& p) { p.levels.pop_back(); }));
  CHECK(refused([](auto& p) { p.levels.push_back(64); }));
  CHECK(refused([](auto& p) { p.levels[1] = 2 * 64; }));
  CHECK(refused([](auto& p) { p.levels.clear(); }));
  CHECK(refused([](auto& p) { p.aux = 1; }));
  CHECK(refused([](auto& p) { p.kind = CellKind::kIp; }));
  CHECK(refused([](auto& p) { p.kind = CellKind::kText; }));
  CHECK(refused([](auto& p) { p.levels[0] = UINT64_MAX; }));
  program::StoredPart text = Good();
  text.kind = CellKind::kText, text.aux = 0, text.count = 10, text.levels = {70000, 200};
  CHECK(program::VerifyStoredPart(text).ok());
  text.levels = {70000, 70000};
  CHECK_FALSE(program::VerifyStoredPart(text).ok());
  text.levels = {70000};
  CHECK_FALSE(program::VerifyStoredPart(text).ok());
  text.levels = {10};
  CHECK_FALSE(program::VerifyStoredPart(text).ok());
}

TEST_CASE("hostile bundle: an image that names more table than the file has") {
  const auto program = Pinned(4);
  const Bytes octets = MakeBundle(*program, 1);
  auto sound = OpenBytes(octets);
  // The image alone, as a bundle of its own: its tables are not there.
  const std::size_t size = 64 + sound->image().size();
  Bytes bare(octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(size));
  for (std::size_t i = 0; i < 8; ++i) bare[32 + i] = static_cast<std::uint8_t>(std::uint64_t{size} >> (56 - 8 * i));
  auto opened = OpenBytes(bare);
  REQUIRE(opened.ok());
  auto loaded = opened->Load();
  REQUIRE_FALSE(loaded.ok());
  CHECK(loaded.status().code() == Code::kMalformed);
  CHECK(loaded.status().offset() == size);
}

}  // namespace mps::test
