#include "endorse/signed_file.h"

#include <algorithm>
#include <set>

#include "base/base64url.h"
#include "base/hex.h"
#include "base/time.h"
#include "crypto/certificate.h"
#include "crypto/hash.h"
#include "endorse/chain.h"
#include "endorse/codec.h"
#include "token/cose.h"
#include "token/jws.h"

namespace mps::endorse {
namespace {

using cbor::Kind;
using CborValue = cbor::Value;

constexpr std::string_view kName = "mps-endorsement-file";
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kMembers = 11;
constexpr char kJwsType[] = "mps-endorsements";

cose::Options CoseOptions() {
  cose::Options options;
  options.tagging = cose::Options::Tagging::kSign1;
  options.empty_unprotected = true;
  options.deterministic = true;
  options.definite_only = true;
  return options;
}

Result<Bytes> Payload(const FileContent& content, const crypto::PublicKey& key) {
  MPS_ASSIGN(CborValue set, EndorsementsItem(content.set));
  std::vector<CborValue> ueids, keys;
  for (const Bytes& ueid : content.ueids) ueids.push_back(CborValue::Bytes(ueid));
  for (const std::string& one : content.keys) keys.push_back(CborValue::Text(one));
  return cbor::Encode(CborValue::Array(
      {CborValue::Text(std::string(kName)), CborValue::Int(kVersion), CborValue::Text(content.name),
       CborValue::Text(content.version),
       CborValue::Array({CborValue::Text(content.base_name), CborValue::Text(content.base_version),
                         CborValue::Bytes(content.base_digest)}),
       CborValue::Bytes(key.spki()), content.not_before ? CborValue::Int(*content.not_before) : CborValue::Null(),
       CborValue::Int(content.not_after), CborValue::Array(std::move(ueids)), CborValue::Array(std::move(keys)),
       std::move(set)}));
}

Status Wrong(const CborValue& at, const std::string& what) {
  return Status(Code::kType, "endorsement file: " + what, at.offset());
}

Status Expect(const CborValue& item, Kind kind, const char* what) {
  return item.Is(kind) ? Status() : Wrong(item, std::string(what) + " is due");
}

Status ReadBase(const CborValue& item, FileContent& out) {
  if (!item.Is(Kind::kArray) || item.items().size() != 3) return Wrong(item, "[name, version, digest] is due");
  MPS_TRY(Expect(item.items()[0], Kind::kText, "the name of the definition"));
  MPS_TRY(Expect(item.items()[1], Kind::kText, "the version of the definition"));
  MPS_TRY(Expect(item.items()[2], Kind::kBytes, "the digest of the definition"));
  out.base_name = item.items()[0].text(), out.base_version = item.items()[1].text();
  out.base_digest = ToBytes(item.items()[2].bytes());
  return out.base_digest.size() == 32 ? Status() : Wrong(item.items()[2], "a SHA-256 digest is due");
}

Status ReadTimes(const CborValue& before, const CborValue& after, FileContent& out) {
  if (!before.Is(Kind::kNull)) {
    if (!before.AsInt()) return Wrong(before, "a time in seconds is due");
    out.not_before = *before.AsInt();
  }
  if (!after.AsInt()) return Wrong(after, "a time in seconds is due");
  out.not_after = *after.AsInt();
  if (out.not_before && *out.not_before >= out.not_after) return Wrong(after, "it ends before it begins");
  return {};
}

Status ReadDevices(const CborValue& ueids, const CborValue& keys, FileContent& out) {
  MPS_TRY(Expect(ueids, Kind::kArray, "a list of UEIDs"));
  for (const CborValue& ueid : ueids.items()) {
    MPS_TRY(Expect(ueid, Kind::kBytes, "a UEID"));
    out.ueids.push_back(ToBytes(ueid.bytes()));
  }
  MPS_TRY(Expect(keys, Kind::kArray, "a list of keys"));
  for (const CborValue& key : keys.items()) {
    MPS_TRY(Expect(key, Kind::kText, "the digest of a key"));
    out.keys.push_back(key.text());
  }
  return {};
}

struct Opened {
  FileContent content;
  Bytes spki;
};

Result<Opened> Open(ByteView payload) {
  cbor::Options options = cbor::Options::Strict();
  options.form = cbor::Form::kDeterministic;
  MPS_ASSIGN(const CborValue root, cbor::Decode(payload, options, kEndorsementItems));
  if (!root.Is(Kind::kArray) || root.items().empty() || !root.items()[0].Is(Kind::kText) ||
      root.items()[0].text() != kName)
    return Wrong(root, "this is none");
  if (root.items().size() < 2 || root.items()[1].AsInt() != kVersion)
    return Status::Unsupported("endorsement_file_version", "an endorsement file of another version than 1");
  if (root.items().size() != kMembers) return Wrong(root, "an array of " + std::to_string(kMembers) + " is due");
  const auto& items = root.items();
  Opened out;
  MPS_TRY(Expect(items[2], Kind::kText, "a name"));
  MPS_TRY(Expect(items[3], Kind::kText, "a version"));
  out.content.name = items[2].text(), out.content.version = items[3].text();
  MPS_TRY(ReadBase(items[4], out.content));
  MPS_TRY(Expect(items[5], Kind::kBytes, "the signer's public key"));
  out.spki = ToBytes(items[5].bytes());
  MPS_TRY(ReadTimes(items[6], items[7], out.content));
  MPS_TRY(ReadDevices(items[8], items[9], out.content));
  MPS_ASSIGN(out.content.set, EndorsementsOf(items[10]));
  if (!out.content.set.endorsers.empty()) return Wrong(items[10], "endorsers are named by definitions only");
  if (out.content.set.endorsements.empty() && out.content.set.answers.empty())
    return Status(Code::kInvalid, "endorsement file: it says nothing", items[10].offset());
  out.content.set.ueids = out.content.ueids;
  out.content.set.keys = out.content.keys;
  return out;
}

// What the header says of the signer has to be of the key that the file carries.
Status CheckHeader(const crypto::PublicKey& key, bool same_kid, const std::vector<Bytes>& chain) {
  if (!same_kid) return Status(Code::kInvalid, "endorsement file: its header's kid is not that of the key in it");
  if (chain.empty()) return {};
  auto leaf = crypto::PublicKeyFromCertificate(chain.front());
  if (!leaf.ok()) return std::move(leaf.TakeStatus()).Within("endorsement file: the signer's certificate");
  if (*leaf == key) return {};
  return Status(Code::kInvalid, "endorsement file: its first certificate is of the key " + leaf->IdHex() +
                                    ", not of the one in it, " + key.IdHex());
}

Result<SignedFile> Finish(Opened opened, const crypto::PublicKey& key, std::vector<Bytes> chain, ByteView bytes) {
  SignedFile out;
  out.content = std::move(opened.content);
  out.chain = std::move(chain);
  out.key_id = Bytes(key.id().begin(), key.id().end());
  MPS_ASSIGN(out.digest, crypto::Sha256(bytes));
  return out;
}

Result<SignedFile> ReadCose(ByteView bytes) {
  MPS_ASSIGN(auto message, cose::DecodeSign1(bytes, CoseOptions()));
  if (message.cwt_tag || !message.payload)
    return Status(Code::kInvalid, "not an endorsement file: no payload, or a CWT");
  const auto& type = message.headers.content_type;
  if (!type || *type != cose::TextOrInt(std::string(kEndorsementsType)))
    return Status(Code::kInvalid, "not an endorsement file: its content type is another");
  MPS_ASSIGN(Opened opened, Open(*message.payload));
  MPS_ASSIGN(const auto key, crypto::PublicKeyFromSpki(opened.spki));
  MPS_TRY(cose::VerifySign1(message, key, crypto::DefaultSignAlg(key.kind())));
  const auto& kid = message.headers.kid;
  MPS_TRY(CheckHeader(key, kid && std::equal(kid->begin(), kid->end(), key.id().begin(), key.id().end()),
                      message.headers.x5chain));
  return Finish(std::move(opened), key, std::move(message.headers.x5chain), bytes);
}

Result<SignedFile> ReadJws(ByteView bytes) {
  jws::Options options;
  options.types = {kJwsType};
  MPS_ASSIGN(const auto message, jws::DecodeCompact(AsText(bytes), options));
  MPS_ASSIGN(Opened opened, Open(message.payload));
  MPS_ASSIGN(const auto key, crypto::PublicKeyFromSpki(opened.spki));
  MPS_TRY(jws::VerifyJws(message, 0, key, crypto::DefaultSignAlg(key.kind())));
  MPS_ASSIGN(auto chain, jws::CertificateChain(message.signatures[0]));
  MPS_TRY(CheckHeader(key, message.signatures[0].kid == Base64UrlEncode(key.id()), chain));
  return Finish(std::move(opened), key, std::move(chain), bytes);
}

Result<std::string> JwsText(crypto::Signer& signer, ByteView payload, const std::vector<Bytes>& chain) {
  json::Value header = json::Value::Object();
  header.Add("typ", json::Value::Text(kJwsType));
  header.Add("kid", json::Value::Text(Base64UrlEncode(signer.public_key().id())));
  if (!chain.empty()) {
    json::Value list = json::Value::Array();
    for (const Bytes& der : chain) list.items().push_back(json::Value::Text(Base64Encode(der)));
    header.Add("x5c", std::move(list));
  }
  return jws::MakeCompact(signer, header, payload);
}

Status CheckDefinition(const FileContent& content, ByteView digest) {
  if (std::equal(content.base_digest.begin(), content.base_digest.end(), digest.begin(), digest.end())) return {};
  return Status(Code::kTrust, "it is for the definition `" + content.base_name + "` " + content.base_version +
                                  " sha256:" + HexEncode(content.base_digest));
}

Status CheckTime(const FileContent& content, std::int64_t now) {
  if (content.not_before && now < *content.not_before)
    return Status(Code::kFreshness, "it does not hold before " + TimeText(*content.not_before));
  if (now >= content.not_after) return Status(Code::kFreshness, "it ended at " + TimeText(content.not_after));
  return {};
}

// Whether the file is signed by the endorser of that name.
Status CheckSigner(const SignedFile& file, const std::vector<Endorser>& endorsers, const std::string& name,
                   std::int64_t now) {
  const auto endorser =
      std::find_if(endorsers.begin(), endorsers.end(), [&](const Endorser& one) { return one.name == name; });
  if (endorser == endorsers.end()) return Status(Code::kTrust, "the definition has no endorser `" + name + "`");
  if (endorser->key_kind == "chain") {
    const Status status = CheckChain(file.chain, endorser->key_digest, now);
    if (status.ok()) return status;
    return Status(status.code(), "it is not shown to be of endorser `" + name + "`: " + status.message());
  }
  const std::string key = "sha256:" + HexEncode(file.key_id);
  if (endorser->key_kind == "thumbprint" && endorser->key_digest == key) return {};
  return Status(Code::kTrust, "it is signed by the key " + key + ", which is not that of endorser `" + name + "`");
}

}  // namespace

Result<Bytes> SignFile(crypto::Signer& signer, const FileContent& content, FileForm form,
                       const std::vector<Bytes>& chain) {
  MPS_TRY(crypto::CheckChainOf(signer.public_key(), chain));
  MPS_ASSIGN(const Bytes payload, Payload(content, signer.public_key()));
  if (form == FileForm::kJws) {
    MPS_ASSIGN(const std::string text, JwsText(signer, payload, chain));
    return ToBytes(AsBytes(text));
  }
  const auto& id = signer.public_key().id();
  cose::SignInput input;
  input.payload = payload;
  input.content_type = std::string(kEndorsementsType);
  input.kid = Bytes(id.begin(), id.end());
  input.x5chain = chain;
  input.cwt_tag = false;
  return cose::MakeSign1(signer, input);
}

Result<SignedFile> ReadSignedFile(ByteView bytes) {
  if (bytes.size() > kEndorsementBytes)
    return Status(Code::kLimit, "an endorsement file larger than kEndorsementBytes");
  return !bytes.empty() && bytes[0] == 'e' ? ReadJws(bytes) : ReadCose(bytes);
}

Status Accept(const SignedFile& file, const std::vector<Endorser>& endorsers, ByteView definition_digest,
              std::int64_t now) {
  MPS_TRY(CheckDefinition(file.content, definition_digest));
  MPS_TRY(CheckTime(file.content, now));
  std::set<std::string> names;
  for (const Endorsement& endorsement : file.content.set.endorsements) names.insert(endorsement.endorser);
  for (const Answer& answer : file.content.set.answers) names.insert(answer.endorser);
  for (const std::string& name : names) MPS_TRY(CheckSigner(file, endorsers, name, now));
  return {};
}

}  // namespace mps::endorse
