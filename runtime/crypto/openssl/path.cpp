// Path validation by X509_verify_cert: strict, offline, at a given time, to one anchor.
#include "crypto/path.h"

#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include "crypto/openssl/evp.h"
#include "crypto/openssl/x509_parse.h"
#include "mps/limits.h"

namespace mps::crypto {
namespace {

using StorePtr = std::unique_ptr<X509_STORE, Freer<X509_STORE_free>>;
using StoreCtxPtr = std::unique_ptr<X509_STORE_CTX, Freer<X509_STORE_CTX_free>>;

struct FreeStack {
  void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};
using StackPtr = std::unique_ptr<STACK_OF(X509), FreeStack>;

PathReport Refuse(PathFault fault, std::string text) { return {fault, std::move(text)}; }

// 112 bits of security (SP 800-57 part 1): no SHA-1, no RSA below 2048.
constexpr int kAuthLevel = 2;

struct FaultRow {
  int error;
  PathFault fault;
  const char* text;  // `the certificate of SUBJECT` goes before it
};
constexpr FaultRow kFaults[] = {
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, PathFault::kNoPath, "was issued by nobody who is trusted"},
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, PathFault::kNoPath, "was issued by nobody who is trusted"},
    {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, PathFault::kNoPath, "was issued by nobody who is trusted"},
    {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, PathFault::kNoPath, "vouches for itself"},
    {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, PathFault::kNoPath, "vouches for itself, and is not the anchor"},
    {X509_V_ERR_CERT_CHAIN_TOO_LONG, PathFault::kNoPath, "ends a path that is longer than is followed"},
    {X509_V_ERR_CERT_NOT_YET_VALID, PathFault::kNotYetValid, "is not valid yet"},
    {X509_V_ERR_CERT_HAS_EXPIRED, PathFault::kExpired, "has expired"},
    {X509_V_ERR_CERT_REVOKED, PathFault::kRevoked, "is revoked"},
    {X509_V_ERR_UNABLE_TO_GET_CRL, PathFault::kNoCrl, "is on no revocation list of its issuer: there is none"},
    {X509_V_ERR_CRL_HAS_EXPIRED, PathFault::kCrlExpired, "cannot be looked up: the revocation list has expired"},
    {X509_V_ERR_CRL_NOT_YET_VALID, PathFault::kCrlNotYetValid,
     "cannot be looked up: the revocation list is not valid yet"},
    {X509_V_ERR_CRL_SIGNATURE_FAILURE, PathFault::kCrlRefused,
     "cannot be looked up: the revocation list's signature is not its issuer's"},
    {X509_V_ERR_KEYUSAGE_NO_CRL_SIGN, PathFault::kCrlRefused,
     "cannot be looked up: the list's issuer may not sign lists (keyUsage has no cRLSign)"},
    {X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION, PathFault::kCrlRefused,
     "cannot be looked up: the list has a critical extension that is not understood"},
    {X509_V_ERR_CERT_SIGNATURE_FAILURE, PathFault::kSignature, "has a signature that is not its issuer's"},
    {X509_V_ERR_CA_MD_TOO_WEAK, PathFault::kSignature, "is signed over a digest that is too weak"},
    {X509_V_ERR_EE_KEY_TOO_SMALL, PathFault::kSignature, "has a key that is too small"},
    {X509_V_ERR_CA_KEY_TOO_SMALL, PathFault::kSignature, "has a key that is too small"},
    {X509_V_ERR_INVALID_CA, PathFault::kCa, "is no CA's that may sign certificates (basicConstraints, keyCertSign)"},
    {X509_V_ERR_CA_CERT_MISSING_KEY_USAGE, PathFault::kCa, "is a CA's without keyUsage, so without keyCertSign"},
    {X509_V_ERR_KEYUSAGE_NO_CERTSIGN, PathFault::kCa, "is of an issuer without keyCertSign"},
    {X509_V_ERR_PATH_LENGTH_EXCEEDED, PathFault::kCa, "allows fewer CAs below it than there are (path length)"},
    {X509_V_ERR_PERMITTED_VIOLATION, PathFault::kOther, "has a name that an issuer's name constraints do not permit"},
    {X509_V_ERR_EXCLUDED_VIOLATION, PathFault::kOther, "has a name that an issuer's name constraints exclude"},
    {X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION, PathFault::kOther, "has a critical extension that is not understood"},
};

PathReport ReportOf(X509_STORE_CTX* context) {
  const int error = X509_STORE_CTX_get_error(context);
  const X509* at = X509_STORE_CTX_get_current_cert(context);
  const std::string who = at == nullptr ? "a certificate" : "the certificate of `" + SubjectText(at) + "`";
  for (const FaultRow& row : kFaults) {
    if (row.error == error) return Refuse(row.fault, who + " " + row.text);
  }
  // Whatever else the validator has: names, policies, missing key identifiers ...
  return Refuse(PathFault::kOther, who + ": " + X509_verify_cert_error_string(error));
}

// Nobody but the caller vouches for the anchor, so it need not be on a list: with CRL_CHECK_ALL the library asks for
// one even of an anchor that another CA has issued.
int LetAnchorBeUnlisted(int ok, X509_STORE_CTX* context) {
  if (ok == 1 || X509_STORE_CTX_get_error(context) != X509_V_ERR_UNABLE_TO_GET_CRL) return ok;
  STACK_OF(X509)* path = X509_STORE_CTX_get0_chain(context);
  const int depth = X509_STORE_CTX_get_error_depth(context);
  if (path == nullptr || depth < 1 || depth != sk_X509_num(path) - 1) return ok;
  X509_STORE_CTX_set_error(context, X509_V_OK);
  return 1;
}

Status AddCrls(X509_STORE* store, std::span<const Bytes> crls) {
  for (const Bytes& der : crls) {
    MPS_ASSIGN(const CrlPtr crl, ParseCrl(der));
    if (X509_STORE_add_crl(store, crl.get()) != 1) return OpensslFailure("a revocation list");
  }
  return {};
}

Status SetUp(X509_STORE_CTX* context, const PathInput& input) {
  X509_VERIFY_PARAM* param = X509_STORE_CTX_get0_param(context);
  unsigned long flags = X509_V_FLAG_X509_STRICT | X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_POLICY_CHECK;
  if (!input.crls.empty()) flags |= X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL;
  if (X509_VERIFY_PARAM_set_flags(param, flags) != 1) return OpensslFailure("path validation");
  X509_VERIFY_PARAM_set_time(param, static_cast<time_t>(input.now));
  X509_VERIFY_PARAM_set_depth(param, static_cast<int>(limit::kChainCertificates));
  X509_VERIFY_PARAM_set_auth_level(param, kAuthLevel);
  X509_STORE_CTX_set_verify_cb(context, LetAnchorBeUnlisted);
  return {};
}

Result<StackPtr> StackOf(std::span<const Bytes> chain) {
  StackPtr stack(sk_X509_new_null());
  if (!stack) return OpensslFailure("a chain");
  for (const Bytes& der : chain) {
    MPS_ASSIGN(X509Ptr certificate, ParseCertificate(der));
    if (sk_X509_push(stack.get(), certificate.get()) <= 0) return OpensslFailure("a chain");
    static_cast<void>(certificate.release());
  }
  return stack;
}

// What the library leaves to the purpose of a chain (RFC 5280 4.2.1.3, 4.2.1.9).
PathReport JudgeLeaf(const Certificate& leaf) {
  const std::string who = "the certificate of `" + leaf.subject_text + "`";
  if (leaf.is_ca) return Refuse(PathFault::kKeyUsage, who + " is a CA's: it signs certificates, nothing else");
  if (!leaf.key_usage || (*leaf.key_usage & kDigitalSignature) == 0)
    return Refuse(PathFault::kKeyUsage, who + " is not for signatures (keyUsage has no digitalSignature)");
  return {};
}

Result<PathReport> Judge(const PathInput& input) {
  MPS_ASSIGN(const Certificate leaf, DecodeCertificate(input.chain.front()));
  MPS_ASSIGN(const StackPtr chain, StackOf(input.chain));
  MPS_ASSIGN(const X509Ptr anchor, ParseCertificate(input.anchor));
  const StorePtr store(X509_STORE_new());
  const StoreCtxPtr context(X509_STORE_CTX_new());
  if (!store || !context || X509_STORE_add_cert(store.get(), anchor.get()) != 1)
    return OpensslFailure("path validation");
  MPS_TRY(AddCrls(store.get(), input.crls));
  if (X509_STORE_CTX_init(context.get(), store.get(), sk_X509_value(chain.get(), 0), chain.get()) != 1)
    return OpensslFailure("path validation");
  MPS_TRY(SetUp(context.get(), input));
  if (X509_verify_cert(context.get()) != 1) return ReportOf(context.get());
  return JudgeLeaf(leaf);
}

}  // namespace

PathReport ValidatePath(const PathInput& input) {
  ErrorScope scope;
  if (input.chain.empty()) return Refuse(PathFault::kUnreadable, "there is no certificate");
  if (input.chain.size() > limit::kChainCertificates) {
    return Refuse(PathFault::kUnreadable,
                  "more than " + std::to_string(limit::kChainCertificates) + " certificates in one chain");
  }
  auto report = Judge(input);
  return report.ok() ? std::move(report).value() : Refuse(PathFault::kUnreadable, report.status().ToString());
}

}  // namespace mps::crypto
