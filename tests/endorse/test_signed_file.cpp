// Signed endorsement files: what is refused of their form, and whose word they are.
#include <catch2/catch.hpp>

#include "base/base64url.h"
#include "base/hex.h"
#include "crypto/hash.h"
#include "endorse/signed_file.h"
#include "token/cose.h"
#include "token/jws.h"
#include "trust/pki_fixture.h"

using namespace mps;
using namespace mps::endorse;
using namespace mps::trust::fixture;

namespace {

const Bytes kDefinition(32, 5);

FileContent Content() {
  FileContent content;
  content.name = "e", content.version = "1.0.0", content.base_name = "Server", content.base_version = "1.0.0";
  content.base_digest = kDefinition;
  content.not_before = kNow - kDay, content.not_after = kNow + 1000 * kDay;
  Endorsement one;
  one.id = "x", one.endorser = "maker";
  Value yes;
  yes.kind = TypeKind::kBool, yes.number = 1;
  one.cases.push_back({{}, {{{"board", {{false, "ok"}}}, false, yes}}});
  content.set.endorsements.push_back(std::move(one));
  return content;
}

Bytes Sign(const Holder& holder, const FileContent& content, const std::vector<Bytes>& chain = {},
           FileForm form = FileForm::kCose) {
  auto signer = crypto::MakeSigner(holder.key).value();
  const auto bytes = SignFile(*signer, content, form, chain);
  REQUIRE(bytes.ok());
  return *bytes;
}

std::vector<Endorser> KnownByChain(const Bytes& certificate) {
  return {{"maker", "chain", "sha256:" + HexEncode(crypto::Sha256(certificate).value()), {}, {}}};
}

// `counts`, or why it does not.
std::string Ask(const std::vector<Endorser>& endorsers, const Bytes& bytes, std::int64_t now = kNow) {
  const auto file = ReadSignedFile(bytes);
  if (!file.ok()) return file.status().ToString();
  const Status status = Accept(*file, endorsers, kDefinition, now);
  return status.ok() ? "counts" : status.message();
}

void CheckSays(const std::string& said, const std::string& due) {
  CAPTURE(said);
  CHECK(said.find(due) != std::string::npos);
}

struct Chain {
  Holder root = Issue(CaSpec("Root"));
  Holder middle = Issue(CaSpec("Middle"), &root);
  Holder leaf = Issue(Spec{}, &middle);
  std::vector<Bytes> list() const { return {leaf.der, middle.der, root.der}; }
};
const Chain& Good() {
  static const Chain chain;
  return chain;
}

}  // namespace

TEST_CASE("an endorser is known by the certificate of a CA that the file's chain leads to") {
  for (const FileForm form : {FileForm::kCose, FileForm::kJws}) {
    const Bytes file = Sign(Good().leaf, Content(), Good().list(), form);
    CHECK(Ask(KnownByChain(Good().root.der), file) == "counts");
    CHECK(Ask(KnownByChain(Good().middle.der), file) == "counts");
    REQUIRE(ReadSignedFile(file).ok());
    CHECK(ReadSignedFile(file)->chain == Good().list());
  }
  // One certificate above the leaf is enough where it is the CA that is named.
  const Bytes file = Sign(Good().leaf, Content(), {Good().leaf.der, Good().middle.der});
  CHECK(Ask(KnownByChain(Good().middle.der), file) == "counts");
}

TEST_CASE("a chain that does not lead to the endorser's certificate shows nothing") {
  const Holder other = Issue(CaSpec("Root"));  // the same name, another key
  const Bytes file = Sign(Good().leaf, Content(), Good().list());
  CheckSays(Ask(KnownByChain(other.der), file),
            "it is not shown to be of endorser `maker`: no certificate of its chain");
  CheckSays(Ask(KnownByChain(Good().root.der), Sign(Good().leaf, Content())), "it carries no certificates");
  CheckSays(Ask(KnownByChain(Good().root.der), Sign(Good().leaf, Content(), {Good().leaf.der, Good().middle.der})),
            "no certificate of its chain is sha256:");
  CheckSays(Ask(KnownByChain(Good().leaf.der), file), "is the signer's own certificate, not that of its CA");
  // The certificate that is named is in the chain, and did not issue what stands below it.
  CheckSays(Ask(KnownByChain(other.der), Sign(Good().leaf, Content(), {Good().leaf.der, Good().middle.der, other.der})),
            "Middle");
}

TEST_CASE("every certificate of the way has to be in force and fit for its use") {
  const auto refused = [](const Holder& leaf, const std::vector<Bytes>& above, const std::string& due,
                          std::int64_t now = kNow) {
    std::vector<Bytes> chain = {leaf.der};
    chain.insert(chain.end(), above.begin(), above.end());
    const std::string said = Ask(KnownByChain(chain.back()), Sign(leaf, Content(), chain), now);
    CheckSays(said, due);
    CHECK(said != "counts");
  };
  Spec expired;
  expired.from = kNow - 9 * kDay, expired.until = kNow - kDay;
  refused(Issue(expired, &Good().middle), {Good().middle.der, Good().root.der}, "has expired");
  refused(Good().leaf, {Good().middle.der, Good().root.der}, "has expired", kNow + 20 * kDay);
  Spec early;
  early.from = kNow + kDay;
  refused(Issue(early, &Good().middle), {Good().middle.der, Good().root.der}, "is not valid yet");
  Spec no_ca;
  no_ca.common_name = "Middle";
  const Holder plain = Issue(no_ca, &Good().root);
  refused(Issue(Spec{}, &plain), {plain.der, Good().root.der}, "is no CA's that may sign certificates");
  Spec no_signatures;
  no_signatures.key_usage = "critical,keyEncipherment";
  refused(Issue(no_signatures, &Good().middle), {Good().middle.der, Good().root.der}, "digitalSignature");
}

TEST_CASE("the leaf is of the key that signed") {
  auto signer = crypto::MakeSigner(Good().root.key).value();
  const auto made = SignFile(*signer, Content(), FileForm::kCose, Good().list());
  CHECK(made.status().code() == Code::kUsage);
  // Made by hand: the leaf's certificate beside a payload and a signature of another key.
  const Bytes own = Sign(Good().root, Content());
  const auto message = cose::DecodeSign1(own).value();
  cose::SignInput input;
  input.payload = *message.payload, input.kid = message.headers.kid;
  input.content_type = std::string(kEndorsementsType);
  input.x5chain = Good().list();
  input.cwt_tag = false;
  const auto forged = cose::MakeSign1(*signer, input);
  REQUIRE(forged.ok());
  const auto file = ReadSignedFile(*forged);
  CHECK(file.status().code() == Code::kInvalid);
  CheckSays(file.status().message(), "its first certificate is of the key");
}

TEST_CASE("a header names the key that is in the file") {
  auto signer = crypto::MakeSigner(Good().leaf.key).value();
  const auto message = cose::DecodeSign1(Sign(Good().leaf, Content())).value();
  for (const std::optional<Bytes>& kid : {std::optional<Bytes>(), std::optional<Bytes>(Bytes(32, 1))}) {
    cose::SignInput input;
    input.payload = *message.payload, input.kid = kid;
    input.content_type = std::string(kEndorsementsType);
    input.cwt_tag = false;
    const auto file = ReadSignedFile(cose::MakeSign1(*signer, input).value());
    CHECK(file.status().code() == Code::kInvalid);
    CheckSays(file.status().message(), "kid is not that of the key in it");
    json::Value header = json::Value::Object();
    header.Add("typ", json::Value::Text("mps-endorsements"));
    if (kid) header.Add("kid", json::Value::Text(Base64UrlEncode(*kid)));
    const auto text = jws::MakeCompact(*signer, header, *message.payload).value();
    CheckSays(ReadSignedFile(AsBytes(text)).status().message(), "kid is not that of the key in it");
  }
}

TEST_CASE("a file that says nothing is refused, whoever signed it") {
  FileContent content = Content();
  content.set.endorsements.clear();
  for (const FileForm form : {FileForm::kCose, FileForm::kJws}) {
    const auto file = ReadSignedFile(Sign(Good().leaf, content, {}, form));
    CHECK(file.status().code() == Code::kInvalid);
    CheckSays(file.status().message(), "it says nothing");
  }
}
