// Signed CoRIMs: headers, signatures, times.
#include <catch2/catch.hpp>

#include "base/cbor_writer.h"
#include "corim/fixtures.h"
#include "corim/recognise.h"
#include "corim/signed.h"
#include "crypto/sign.h"

namespace mps::corim {
namespace {

using namespace fixture;

const crypto::PrivateKey& SigningKey() {
  static const crypto::PrivateKey key = crypto::GenerateKey(crypto::KeyKind::kP256).value();
  return key;
}

V Meta(std::int64_t from = 100, std::int64_t to = 200, const std::string& name = "Locks Ltd") {
  return V::Bytes(Encoded(M({{0, M({{0, T(name)}})}, {1, Span(from, to)}})));
}

V HeaderOf(Members more) {
  Members members{{1, V::Int(-7)}, {3, T("application/rim+cbor")}};
  members.insert(members.end(), more.begin(), more.end());
  return M(members);
}

Bytes Sign(const V& header, const Bytes& payload, const Bytes& prefix = {}) {
  const Bytes protected_bytes = Encoded(header);
  const Bytes signature =
      crypto::Sign(crypto::SignAlg::kEs256, SigningKey(), cose::SigStructure(protected_bytes, {}, payload)).value();
  cbor::Writer out;
  out.Raw(prefix);
  out.Tag(tag::kSign1);
  out.Array(4);
  out.Bytes(protected_bytes);
  out.MapInOrder(0);
  out.Bytes(payload);
  out.Bytes(signature);
  return out.Take();
}

Bytes Payload() { return Encoded(SimpleCorim()); }

Status Decoded(const V& header) {
  auto document = DecodeDocument(Sign(header, Payload()));
  return document.ok() ? Status() : document.TakeStatus();
}

}  // namespace

TEST_CASE("signed corim: verifies under its key alone, within its times alone") {
  const Bytes bytes = Sign(HeaderOf({{8, Meta()}}), Payload());
  const Document document = DecodeDocument(bytes).value();
  CHECK(document.is_signed);
  CHECK(document.header.signer.name == "Locks Ltd");
  CHECK(VerifySignature(document, SigningKey().public_key()).ok());
  const auto other = crypto::GenerateKey(crypto::KeyKind::kP256).value();
  CHECK(VerifySignature(document, other.public_key()).code() == Code::kSignature);
  CHECK(CheckValidity(document, 100).ok());
  CHECK(CheckValidity(document, 200).ok());
  CHECK(CheckValidity(document, 99).code() == Code::kFreshness);
  CHECK(CheckValidity(document, 201).code() == Code::kFreshness);
  CHECK(AuthorityOf(SigningKey().public_key()).kind == IdKind::kPemKey);
}

TEST_CASE("signed corim: the CoRIM's own validity counts too") {
  const Bytes payload =
      Encoded(CorimOf({Embedded(tag::kComid, ComidOf({{0, A({Reference()})}}))}, {{4, Span(120, 150)}}));
  const Document document = DecodeDocument(Sign(HeaderOf({{8, Meta()}}), payload)).value();
  CHECK(CheckValidity(document, 130).ok());
  CHECK(!CheckValidity(document, 110).ok());
  CHECK(!CheckValidity(document, 160).ok());
}

TEST_CASE("signed corim: known for one by its header, also where that is critical") {
  for (const std::int64_t label : {8, 15}) {
    const V who = label == 8 ? Meta() : M({{1, T("Locks Ltd")}, {4, U(200)}});
    const Bytes bytes = Sign(HeaderOf({{label, who}, {2, A({V::Int(label)})}}), Payload());
    REQUIRE(DecodeDocument(bytes).ok());
    CHECK(LooksLikeCorim(bytes));
  }
  CHECK(LooksLikeCorim(Sign(HeaderOf({{8, Meta()}}), Payload())));
  CHECK_FALSE(LooksLikeCorim(Sign(HeaderOf({{8, Meta()}, {99, U(1)}, {2, A({U(99)})}}), Payload())));  // not understood
  CHECK_FALSE(LooksLikeCorim(Sign(M({{1, V::Int(-7)}, {3, T("text/plain")}}), Payload())));
  CHECK_FALSE(LooksLikeCorim({}));
}

TEST_CASE("signed corim: no flipped bit verifies, none breaks the reader") {
  const Bytes bytes = Sign(HeaderOf({{8, Meta()}}), Payload());
  for (std::size_t i = 0; i < bytes.size() * 8; ++i) {
    Bytes flipped = bytes;
    flipped[i / 8] ^= static_cast<std::uint8_t>(1u << (i % 8));
    auto document = DecodeDocument(flipped);
    if (!document.ok() || !document->is_signed) continue;
    CAPTURE(i);
    CHECK(!VerifySignature(*document, SigningKey().public_key()).ok());
  }
}

TEST_CASE("signed corim: headers") {
  const auto claims = [](const std::string& issuer, std::int64_t from, std::int64_t to) {
    return M({{1, T(issuer)}, {2, T("door")}, {4, V::Int(to)}, {5, V::Int(from)}});
  };
  CHECK(Decoded(HeaderOf({{8, Meta()}})).ok());
  CHECK(Decoded(HeaderOf({{15, claims("Locks Ltd", 100, 200)}})).ok());
  CHECK(Decoded(HeaderOf({{8, Meta()}, {15, claims("Locks Ltd", 100, 200)}})).ok());
  CHECK(Decoded(HeaderOf({{8, Meta()}, {15, claims("Other", 100, 200)}})).code() == Code::kInvalid);
  CHECK(Decoded(HeaderOf({{8, Meta()}, {15, claims("Locks Ltd", 100, 201)}})).code() == Code::kInvalid);
  CHECK(Decoded(HeaderOf({{15, claims("Locks Ltd", 200, 100)}})).code() == Code::kInvalid);
  CHECK(Decoded(HeaderOf({})).code() == Code::kInvalid);
  CHECK(Decoded(HeaderOf({{15, M({{2, T("no issuer")}})}})).code() == Code::kInvalid);
  CHECK(Decoded(HeaderOf({{8, M({})}})).code() == Code::kType);
  CHECK(Decoded(M({{1, V::Int(-7)}, {3, T("application/cbor")}, {8, Meta()}})).code() == Code::kInvalid);
  CHECK(Decoded(M({{1, V::Int(-7)}, {8, Meta()}})).code() == Code::kInvalid);
  const V envelope = M({{1, V::Int(-7)}, {258, V::Int(-16)}, {259, T("application/rim+cbor")}, {8, Meta()}});
  CHECK(Decoded(envelope).feature() == "corim-hash-envelope");
  CHECK(DecodeHeader(envelope).value().payload_hash_alg == -16);
  CHECK(!DecodeHeader(M({{1, V::Int(-7)}, {3, T("application/rim+cbor")}, {258, V::Int(-16)}, {8, Meta()}})).ok());
}

TEST_CASE("signed corim: the older tags are taken, other messages are not, and faults have their place") {
  const Bytes prefix{0xd9, 0x01, 0xf4, 0xd9, 0x01, 0xf6};
  const Bytes old = Sign(HeaderOf({{8, Meta()}}), Payload(), prefix);
  CHECK(VerifySignature(DecodeDocument(old).value(), SigningKey().public_key()).ok());
  const Bytes plain = Sign(HeaderOf({{8, Meta()}}), Payload());
  Bytes cwt{0xd8, 0x3d};
  cwt.insert(cwt.end(), plain.begin(), plain.end());
  CHECK(!DecodeDocument(cwt).ok());
  CHECK(!DecodeDocument({}).ok());
  Bytes trailing = plain;
  trailing.push_back(0);
  CHECK(!DecodeDocument(trailing).ok());
  const V bad =
      CorimOf({Embedded(tag::kComid, ComidOf({{0, A({Triple(Env(), {Anon({{6, V::Bytes({1, 2, 3})}})})})}}))});
  for (const Bytes& before : {Bytes(), prefix}) {
    const Bytes bytes = Sign(HeaderOf({{8, Meta()}}), Encoded(bad), before);
    const Status status = DecodeDocument(bytes).status();
    REQUIRE(status.offset());
    REQUIRE(*status.offset() + 4 <= bytes.size());
    const auto at = bytes.begin() + static_cast<std::ptrdiff_t>(*status.offset());
    CHECK(Bytes(at, at + 4) == Bytes{0x43, 1, 2, 3});
  }
}

}  // namespace mps::corim
