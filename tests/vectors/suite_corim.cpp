// Suites corim, corim-profiles and coserv: documents of the drafts and of Veraison. What a document is shows its first
// item; the counts of triples that the manifest has are compared, signatures verified with the key beside them.
#include "base/cbor_value.h"
#include "corim/coserv.h"
#include "corim/profile.h"
#include "corim/signed.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

using namespace corim;

constexpr std::int64_t kWithinValidity = 1700000000;  // 2023-11-14: the signed samples end with 2025
constexpr std::int64_t kAfterValidity = 1790000000;

std::size_t CountOf(const std::vector<Comid>& comids, const std::string& name) {
  std::size_t sum = 0;
  for (const Comid& comid : comids) {
    const Triples& t = comid.triples;
    sum += name == "reference"    ? t.reference.size()
           : name == "endorsed"   ? t.endorsed.size()
           : name == "identity"   ? t.identity.size()
           : name == "attest-key" ? t.attest_key.size()
                                  : 0;
  }
  return sum;
}

// The profile as the manifest writes it: a URI, or the octets of an OID in hexadecimal.
bool SameProfile(const std::optional<Profile>& profile, const json::Value& wanted) {
  if (!wanted.Is(json::Kind::kText)) return !profile;
  if (!profile) return false;
  if (!profile->is_oid) return profile->text == wanted.text();
  auto octets = HexOf(
      [&] {
        json::Value holder = json::Value::Object();
        holder.Add("x", wanted);
        return holder;
      }(),
      "x");
  return octets.ok() && OidText(*octets) == profile->text;
}

Status CompareSummary(const json::Value& test, const Corim& corim) {
  const json::Value* summary = test.Find("summary");
  if (summary == nullptr || summary->Find("corim_id") == nullptr) return {};
  const auto differs = [](const char* what) { return Status(Code::kInternal, std::string(what) + " differs"); };
  const std::string id = corim.id.is_uuid ? "" : corim.id.value;
  if (!corim.id.is_uuid && id != TextOf(*summary, "corim_id")) return differs("id");
  const json::Value* profile = summary->Find("profile");
  if (profile != nullptr && !SameProfile(corim.profile, *profile)) return differs("profile");
  const json::Value* tags = summary->Find("tags");
  if (tags != nullptr && tags->items().size() != corim.comids.size() + corim.coswids.size() + corim.cotls.size())
    return differs("number of tags");
  const json::Value* triples = summary->Find("triples");
  if (triples == nullptr) return {};
  for (const auto& [name, count] : triples->members()) {
    if (!count.AsInt() || static_cast<std::size_t>(*count.AsInt()) != CountOf(corim.comids, name))
      return differs("number of triples");
  }
  return {};
}

std::string FileEnding(const json::Value& test, std::string_view ending) {
  const json::Value* files = test.Find("files");
  if (files == nullptr) return "";
  for (const json::Value& file : files->items()) {
    if (file.Is(json::Kind::kText) && file.text().ends_with(ending)) return file.text();
  }
  return "";
}

// A signed sample verifies within its validity, not after it, and not with one octet of the payload changed.
Status JudgeSigned(const Input& input, const json::Value& test, const Document& document) {
  MPS_ASSIGN(const json::Value jwk, input.ReadJson(FileEnding(test, ".jwk")));
  MPS_ASSIGN(const crypto::PublicKey key, crypto::PublicKeyFromJwk(jwk));
  MPS_TRY(VerifySignature(document, key));
  MPS_TRY(CheckValidity(document, kWithinValidity));
  if (CheckValidity(document, kAfterValidity).ok()) return {Code::kInternal, "accepted after its end"};
  Document altered = document;
  altered.message.payload->back() ^= 1;
  return VerifySignature(altered, key).ok() ? Status(Code::kInternal, "verifies though altered") : Status();
}

template <class T>
Status AsStatus(Result<T> result) {
  return result.ok() ? Status() : result.TakeStatus();
}

Status JudgeCorim(const Input& input, const json::Value& test, ByteView bytes) {
  MPS_ASSIGN(const Document document, DecodeDocument(bytes));
  MPS_TRY(CompareSummary(test, document.corim));
  if (document.is_signed) MPS_TRY(JudgeSigned(input, test, document));
  return {};
}

Status Judge(const Input& input, const json::Value& test, ByteView bytes) {
  MPS_ASSIGN(const cbor::Value value, cbor::Decode(bytes, cbor::Options::Token()));
  if (value.Is(cbor::Kind::kTag) && value.argument() == tag::kEvidence) return AsStatus(DecodeEvidence(bytes));
  if (value.Is(cbor::Kind::kTag)) return JudgeCorim(input, test, bytes);
  if (IdOf(test).find("protected-header") != std::string::npos) return AsStatus(DecodeHeader(value));
  return AsStatus(DecodeComid(bytes));
}

Status JudgeProfile(const json::Value& test, ByteView bytes, bool& decoded) {
  MPS_ASSIGN(const cbor::Value value, cbor::Decode(bytes, cbor::Options::Token()));
  if (!value.Is(cbor::Kind::kTag)) {
    MPS_ASSIGN(const Comid comid, DecodeComid(bytes));
    decoded = true;
    // Values of a profile are kept, and said not to be understood.
    return NotUnderstood(comid).empty() ? Status(Code::kInternal, "a profile's values are understood") : Status();
  }
  MPS_ASSIGN(const Document document, DecodeDocument(bytes));
  decoded = true;
  MPS_TRY(CompareSummary(test, document.corim));
  return CheckProfile(document.corim);
}

}  // namespace

void RunCorim(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const std::string id = IdOf(test);
    Result<Bytes> bytes = input.Read(FileEnding(test, ".cbor"));
    if (!bytes.ok()) {
      report.Fail(id, bytes.status().ToString());
      continue;
    }
    const Status status = Judge(input, test, *bytes);
    TextOf(test, "expect").starts_with("accept") ? report.Accept(id, status) : report.Reject(id, status);
  }
}

// Of the deliberately wrong ones the document must be read and the profile's rules must refuse it.
void RunCorimProfiles(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const std::string id = IdOf(test), expect = TextOf(test, "expect");
    Result<Bytes> bytes = input.Read(FileEnding(test, ".cbor"));
    bool decoded = false;
    const Status status = bytes.ok() ? JudgeProfile(test, *bytes, decoded) : bytes.status();
    if (!decoded || status.code() == Code::kInternal) {
      report.Fail(id, status.ToString());
    } else if (expect.find("must reject") != std::string::npos) {
      report.Reject(id, status);
    } else {
      report.Accept(id, status);
    }
  }
}

void RunCoserv(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const std::string id = IdOf(test);
    Result<Bytes> bytes = input.Read(FileEnding(test, ".cbor"));
    if (!bytes.ok()) {
      report.Fail(id, bytes.status().ToString());
      continue;
    }
    const bool discovery = id.starts_with("discovery");
    const Status status = discovery ? AsStatus(DecodeDiscovery(*bytes)) : AsStatus(DecodeCoserv(*bytes));
    TextOf(test, "expect").starts_with("accept") ? report.Accept(id, status) : report.Reject(id, status);
  }
}

}  // namespace mps::vectors
