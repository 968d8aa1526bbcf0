// Tokens in C.
#include <algorithm>
#include <cstddef>
#include <cstring>

#include "base/hex.h"
#include "capi/handles.h"
#include "crypto/key_uri.h"
#include "token/mps_token.h"

using mps::Code;
using mps::Status;
using mps::capi::Guard;
using mps::capi::Misuse;
using mps::capi::ViewOf;

namespace {

mps::Result<mps::token::TokenInput> InputOf(const mps_appraisal& from, const mps_attest_request& request) {
  const mps::EvidenceFacts& facts = from.appraisal.evidence;
  if (!facts.collected_at)
    return Status(Code::kFreshness, "the evidence does not say when it was collected: it cannot be attested");
  mps::token::TokenInput input;
  input.claim_set = from.appraisal.claim_set;
  input.nonce = mps::ToBytes(ViewOf(request.nonce, request.nonce_size));
  input.now = from.now;
  if (request.lifetime != 0) input.expires = from.now + request.lifetime;
  if (request.ueid != nullptr) input.ueid = mps::ToBytes(ViewOf(request.ueid, request.ueid_size));
  if (request.subject != nullptr) input.subject = request.subject;
  if (facts.ueid && input.ueid && *facts.ueid != *input.ueid)
    return Status(Code::kTrust, "the evidence is of another device");
  mps::token::EvidenceInput evidence;
  evidence.type = facts.media_type;
  evidence.digest = {mps::DigestAlg::kSha256, facts.sha256};
  evidence.collected_at = *facts.collected_at;
  evidence.nonce = facts.nonce;
  for (const mps::EnvironmentReport& environment : facts.environments) {
    if (environment.in_evidence) evidence.parts.push_back(environment.part);
  }
  input.evidence.push_back(std::move(evidence));
  mps::token::LemEntry program;
  program.role = mps::token::Role::kProgram;
  program.type = mps::bundle::kProgramType;
  program.digest = mps::token::Digest{mps::DigestAlg::kSha256, from.bundle_digest};
  input.attachments.push_back(std::move(program));
  for (const mps::endorse::Used& used : from.used) {
    mps::token::LemEntry entry;
    entry.role = mps::token::Role::kEndorsement;
    entry.type = used.type;
    entry.digest = mps::token::Digest{mps::DigestAlg::kSha256, used.digest};
    input.attachments.push_back(std::move(entry));
  }
  input.measured_results = request.measured_results != 0;
  return input;
}

Status AddTailorings(const mps_verify_request& request, mps::token::VerifyPolicy& policy) {
  constexpr std::string_view kPrefix = "sha256:";
  if (request.tailorings == nullptr && request.tailoring_count > 0) return Misuse("no tailorings where some are due");
  for (size_t i = 0; i < request.tailoring_count; ++i) {
    const std::string text = mps::capi::TextOf(request.tailorings[i]);
    auto octets = mps::HexDecode(text.substr(std::min(kPrefix.size(), text.size())));
    if (text.rfind(kPrefix, 0) != 0 || !octets.ok() || octets->size() != 32)
      return {Code::kUsage, "tailorings: expected sha256:HEX, got `" + text + "`"};
    policy.tailorings.push_back({mps::DigestAlg::kSha256, std::move(octets).value()});
  }
  return {};
}

// The request as this version knows it; what an older caller's `size` leaves out is zero.
mps_verify_request Whole(const mps_verify_request& request) {
  mps_verify_request whole{};
  std::memcpy(&whole, &request, std::min(request.size, sizeof whole));
  return whole;
}

Status PolicyOf(const mps_verify_request& request, mps::token::VerifyPolicy& policy) {
  if ((request.keys == nullptr && request.key_count > 0) || (request.names == nullptr && request.name_count > 0))
    return Misuse("no keys or names where some are due");
  for (size_t i = 0; i < request.key_count; ++i) {
    if (request.keys[i] == nullptr) return Misuse("a key that is NULL");
    MPS_ASSIGN(auto key, mps::crypto::LoadPublicKey(request.keys[i]));
    const auto alg = mps::crypto::DefaultSignAlg(key.kind());
    policy.anchors.push_back({std::move(key), alg, {}});
  }
  for (size_t i = 0; i < request.name_count; ++i) policy.names.push_back(mps::capi::TextOf(request.names[i]));
  if (request.nonce != nullptr) policy.nonce = mps::ToBytes(ViewOf(request.nonce, request.nonce_size));
  if (request.ueid != nullptr) policy.ueid = mps::ToBytes(ViewOf(request.ueid, request.ueid_size));
  if (request.subject != nullptr) policy.subject = request.subject;
  policy.now = request.now;
  if (request.max_age != 0) policy.max_age = request.max_age;
  if (request.skew != 0) policy.skew = request.skew;
  policy.strict = request.strict != 0;
  return AddTailorings(request, policy);
}

}  // namespace

const uint8_t* mps_buffer_data(const mps_buffer* buffer) { return buffer->bytes.data(); }
size_t mps_buffer_size(const mps_buffer* buffer) { return buffer->bytes.size(); }
void mps_buffer_free(mps_buffer* buffer) { delete buffer; }

mps_status mps_attest(const mps_appraisal* appraisal, const mps_attest_request* request, mps_buffer** out,
                      mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (appraisal == nullptr || request == nullptr || out == nullptr) return Misuse("no appraisal or no request");
    *out = nullptr;
    if (request->size < sizeof(mps_attest_request)) return Misuse("mps_attest_request.size is not its size");
    if (request->key == nullptr) return Misuse("no key to sign with");
    if (request->form != MPS_CWT && request->form != MPS_JWT) return Misuse("no such form of token");
    if (request->lifetime < 0) return Misuse("a lifetime below zero");
    if (!appraisal->vouched) {
      return {Code::kTrust,
              "nobody vouches for the bundle: mps_bundle_pin or mps_bundle_check_publisher comes before "
              "mps_appraiser_new"};
    }
    MPS_ASSIGN(const auto input, InputOf(*appraisal, *request));
    MPS_ASSIGN(const auto signer, mps::crypto::LoadSigner(request->key));
    const auto form = request->form == MPS_JWT ? mps::token::Form::kJwt : mps::token::Form::kCwt;
    MPS_ASSIGN(auto token, mps::token::MakeToken(form, *signer, input));
    *out = new mps_buffer{std::move(token)};
    return {};
  });
}

mps_status mps_verify_token(const void* token, size_t size, const mps_verify_request* request, mps_verification** out,
                            mps_error* error) {
  return Guard(error, [&]() -> Status {
    if (token == nullptr || request == nullptr || out == nullptr) return Misuse("no token or no request");
    *out = nullptr;
    if (request->size < offsetof(mps_verify_request, tailorings))
      return Misuse("mps_verify_request.size is not its size");
    mps::token::VerifyPolicy policy;
    MPS_TRY(PolicyOf(Whole(*request), policy));
    auto made = std::make_unique<mps_verification>();
    made->report = mps::token::VerifyToken(ViewOf(token, size), policy);
    for (const auto& check : made->report.checks) made->names.emplace_back(mps::token::CheckName(check.id));
    *out = made.release();
    return {};
  });
}

void mps_verification_free(mps_verification* verification) { delete verification; }

int mps_verification_ok(const mps_verification* verification) {
  return verification->report.verified && verification->report.claims ? 1 : 0;
}

mps_verdict mps_verification_verdict(const mps_verification* verification) {
  if (mps_verification_ok(verification) == 0) return static_cast<mps_verdict>(0);
  return static_cast<mps_verdict>(verification->report.claims->summary.verdict);
}

const char* mps_verification_mps(const mps_verification* verification) {
  return mps_verification_ok(verification) == 0 ? nullptr : verification->report.claims->summary.name.c_str();
}

size_t mps_verification_check_count(const mps_verification* verification) { return verification->report.checks.size(); }

mps_status mps_verification_check(const mps_verification* verification, size_t index, mps_check* out) {
  if (verification == nullptr || out == nullptr || index >= verification->report.checks.size()) return MPS_USAGE;
  const auto& check = verification->report.checks[index];
  out->name = verification->names[index].c_str();
  out->text = check.text.c_str();
  out->outcome = static_cast<mps_outcome>(check.outcome);
  return MPS_OK;
}
