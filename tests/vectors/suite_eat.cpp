// Suite eat: claims sets, tokens and bundles of RFC 9711. Their keys are not published, so of tokens the shape and the
// digests are judged, not the signature.
#include "base/cbor_value.h"
#include "base/cbor_writer.h"
#include "token/eat.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

constexpr std::uint64_t kCoswidTag = 1398229316;  // RFC 9393 2

// The first file of the case with one of the endings that hold data, not prose.
std::string DataFile(const json::Value& test) {
  const json::Value* files = test.Find("files");
  if (files == nullptr) return "";
  for (std::string_view ending : {".cbor", ".json", ".jwt"}) {
    for (const json::Value& file : files->items()) {
      if (file.Is(json::Kind::kText) && file.text().ends_with(ending)) return file.text();
    }
  }
  return "";
}

Status AsStatus(const Result<eat::ClaimsSet>& claims) { return claims.ok() ? Status() : claims.status(); }

Status JudgeToken(ByteView bytes) {
  eat::Policy policy;
  policy.check_signature = false;
  auto token = eat::VerifyEat(bytes, policy);
  if (!token.ok()) return token.TakeStatus();
  // Without a key the very same token must not verify.
  policy.check_signature = true;
  return eat::VerifyEat(bytes, policy).ok() ? Status(Code::kInternal, "verified without a key") : Status();
}

// A CoSWID is judged where EAT has one: as body of `manifests`, or of `measurements` if it is evidence.
Status JudgeCoswid(const cbor::Value& coswid) {
  MPS_ASSIGN(Bytes body, cbor::Encode(coswid, cbor::Form::kAny));
  cbor::Writer out;
  out.MapInOrder(1);
  out.Uint(coswid.Find(3) != nullptr ? 273 : 272);
  out.Array(1);
  out.Array(2);
  out.Uint(258);
  out.Bytes(body);
  return AsStatus(eat::DecodeCborClaims(out.bytes()));
}

Status JudgeCbor(ByteView bytes) {
  MPS_ASSIGN(cbor::Value value, cbor::Decode(bytes, cbor::Options::Token()));
  if (!value.Is(cbor::Kind::kTag)) return AsStatus(eat::DecodeCborClaims(bytes));
  return value.argument() == kCoswidTag ? JudgeCoswid(value.content()) : JudgeToken(bytes);
}

Status JudgeText(ByteView bytes) {
  std::string_view text = AsText(bytes);
  std::size_t start = text.find_first_not_of(" \t\r\n");
  bool object = start != std::string_view::npos && text[start] == '{';
  return object ? AsStatus(eat::DecodeJsonClaims(text)) : JudgeToken(bytes);
}

}  // namespace

void RunEat(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const std::string id = IdOf(test), file = DataFile(test);
    Result<Bytes> bytes = input.Read(file);
    if (!bytes.ok()) {
      report.Fail(id, bytes.status().ToString());
      continue;
    }
    const Status status = file.ends_with(".cbor") ? JudgeCbor(*bytes) : JudgeText(*bytes);
    if (status.code() == Code::kInternal) {
      report.Fail(id, status.ToString());
    } else if (TextOf(test, "expect").starts_with("accept")) {
      report.Accept(id, status);
    } else {
      report.Reject(id, status);
    }
  }
}

}  // namespace mps::vectors
