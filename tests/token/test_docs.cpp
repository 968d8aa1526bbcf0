// docs/tokens.md says what the code does: every worked example in it is made again, its tables name the constants.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/hex.h"
#include "base/value_codec.h"
#include "claims/configuration.h"
#include "token/worked_example.h"

namespace mps::token {
namespace {

using namespace fixture;

const std::string& Document() {
  static const std::string text = [] {
    const char* root = std::getenv("MPS_SOURCE_DIR");
    std::ifstream file(std::string(root == nullptr ? "." : root) + "/docs/tokens.md");
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  return text;
}

// The lines of the fenced block whose opening is ```` ```label ````.
std::string Block(const std::string& label) {
  std::string open = "\n```" + label + "\n";
  std::size_t start = Document().find(open);
  INFO("block " << label << " of docs/tokens.md (MPS_SOURCE_DIR names the project)");
  REQUIRE(start != std::string::npos);
  start += open.size();
  return Document().substr(start, Document().find("\n```", start) - start);
}

// A block of hexadecimal, white space and comments from `#` to the end of the line left out.
std::string Hex(const std::string& label) {
  std::string out;
  bool comment = false;
  for (char c : Block("hex " + label)) {
    comment = c == '\n' ? false : comment || c == '#';
    if (!comment && c != ' ' && c != '\n') out += c;
  }
  return out;
}

bool Says(const std::string& text) { return Document().find(text) != std::string::npos; }

std::string HexOf(const Value& value) { return HexEncode(EncodeValue(value).value()); }

}  // namespace

TEST_CASE("the worked claim set, configuration and part of docs/tokens.md are what the code writes") {
  Bytes claim_set = claims::EncodeClaimSet(claims::sample::One()).value();
  CHECK(Hex("claim-set") == HexEncode(claim_set));
  CHECK(Hex("hsh") == HexEncode(claims::HashClaimSet(claim_set).value().value));
  auto entries = claims::sample::SshEntries();
  CHECK(Hex("configuration") == HexEncode(claims::EncodeConfiguration("ssh", entries).value()));
  CHECK(Hex("configuration-digest") == HexEncode(claims::HashConfiguration("ssh", entries).value().value));
  auto part = claims::PartOf(claims::sample::Several(), "firmware");
  CHECK(Hex("part") == HexEncode(claims::EncodeClaimSet(part.value()).value()));
}

TEST_CASE("the worked tokens of docs/tokens.md are what the code writes, and they verify strictly") {
  CHECK(Hex("kid") == WorkedKey().public_key().IdHex());
  CHECK(Hex("cwt") == HexEncode(WorkedToken(Form::kCwt)));
  CHECK(Block("text jwt") == AsText(WorkedToken(Form::kJwt)));
  eat::Item claims = BuildClaims(ClaimsOf(WorkedInput()).value(), false).value();
  CHECK(Block("json jwt-claims") == json::PrettyPrint(eat::ItemToJson(claims)));
  std::string jwt = Block("text jwt");
  CHECK(VerifyToken(HexDecode(Hex("cwt")).value(), WorkedPolicy()).verified);
  CHECK(VerifyToken(AsBytes(jwt), WorkedPolicy()).verified);
}

TEST_CASE("the tables of docs/tokens.md name every claim, check and profile constant") {
  for (const eat::Label& label : {claim::kMps, claim::kLem, claim::kPcr, claim::kFma, claim::kHsh, claim::kVerdict}) {
    CHECK(Says("| `" + std::string(label.name) + "` | " + std::to_string(label.number) + " |"));
  }
  for (std::size_t i = 0; i < kCheckCount; ++i)
    CHECK(Says("\n| " + std::string(CheckName(static_cast<CheckId>(i))) + " | "));
  for (Role role : {Role::kClaimSet, Role::kEvidence, Role::kLog, Role::kEndorsement, Role::kProgram}) {
    CHECK(Says("\n| " + std::to_string(static_cast<int>(role)) + " `" + std::string(RoleName(role)) + "` | "));
  }
  for (std::string_view text : {kProfile, kCwtType, kJwtType, kClaimSetType, kEvidenceCborType, kEvidenceJsonType}) {
    CHECK(Says("`" + std::string(text) + "`"));
  }
}

TEST_CASE("the values table of docs/tokens.md has the octets that the code writes") {
  auto make = [](TypeKind kind, std::string text, std::int64_t number = 0) {
    Value value;
    value.kind = kind;
    value.text = std::move(text);
    value.number = number;
    return value;
  };
  Value version = make(TypeKind::kVersion, "1:2-3");
  version.ordering = Ordering::kDpkg;
  Value glob = make(TypeKind::kPattern, "*.conf");
  glob.glob = true;
  Value set = make(TypeKind::kSet, "");
  for (const char* member : {"b", "aa", "a"}) set.items.push_back(make(TypeKind::kText, member));
  for (const Value& value :
       {make(TypeKind::kBool, "", 1), make(TypeKind::kInt, "", -1), make(TypeKind::kTime, "", 1790000000),
        make(TypeKind::kMode, "", 0640), make(TypeKind::kEnum, "os"), make(TypeKind::kBytes, std::string("\0\xff", 2)),
        version, make(TypeKind::kIp, std::string("\x7f\0\0\1", 4)),
        make(TypeKind::kCidr, std::string("\x0a\0\0\0", 4), 8), glob, set}) {
    INFO(TypeKindName(value.kind));
    CHECK(Says(" | `" + HexOf(value) + "` |"));
  }
}

}  // namespace mps::token
