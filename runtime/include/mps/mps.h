/* The C interface of the runtime: opens bundles, appraises evidence, makes and verifies tokens. C11 and C++; one
 * header, one library (libmps_runtime). docs/embedding.md has a program that uses it.
 *
 * - Every function that can fail gives an mps_status, and says why in `error` where that is not NULL.
 * - Handles are made by the library and given back to their _free function, which takes NULL. Strings and octets that a
 *   handle gives belong to it and live as long as it.
 * - Nothing is thrown across this interface, printed, or kept outside handles. No function reads a clock.
 * - A loaded bundle may be used by several threads. Other handles belong to one thread at a time.
 * - Structures that the caller fills begin with their size, so that later versions may add members: set `size` to
 *   sizeof, and everything else that is not used to zero. */
#ifndef MPS_MPS_H
#define MPS_MPS_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define MPS_API __attribute__((visibility("default")))
#else
#define MPS_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Raised when a function or structure changes so that old callers would go wrong. */
#define MPS_API_VERSION 1

/* MPS_API_VERSION of the library that is linked. */
MPS_API uint32_t mps_api_version(void);
/* Version of the software: `0.1.0`. */
MPS_API const char* mps_version(void);

/* What kind of failure. The numbers never change. */
typedef enum mps_status {
  MPS_OK = 0,
  MPS_USAGE = 1,             /* the caller's arguments make no sense: unknown level, parameter outside its domain */
  MPS_IO = 2,                /* a file could not be read */
  MPS_LIMIT = 3,             /* a named limit was passed, or memory is out */
  MPS_MALFORMED = 4,         /* octets are not well-formed */
  MPS_DUPLICATE = 5,         /* a key occurs twice */
  MPS_UTF8 = 6,              /* text is not UTF-8 */
  MPS_TRAILING = 7,          /* octets after the end */
  MPS_NOT_DETERMINISTIC = 8, /* well-formed CBOR, but not deterministic where that is due */
  MPS_TYPE = 9,              /* well-formed, but not of the type or shape that is due */
  MPS_UNSUPPORTED = 10,      /* valid, but another version or algorithm */
  MPS_INVALID = 11,          /* breaks a rule of a format beyond its shape */
  MPS_SIGNATURE = 12,        /* signature, key or algorithm refused */
  MPS_TRUST = 13,            /* nobody who is trusted vouches for it */
  MPS_FRESHNESS = 14,        /* nonce, times or age refused */
  MPS_INTERNAL = 15          /* a fault of the library */
} mps_status;
/* `malformed`, `trust` ...; `unknown` for other numbers. */
MPS_API const char* mps_status_name(mps_status status);

/* Filled by a function that fails: a sentence, cut where it is longer, and the octet where the fault lies. */
typedef struct mps_error {
  mps_status status;
  int has_offset;
  uint64_t offset;
  char message[488];
} mps_error;

/* The numbers are those of claim sets and tokens. */
typedef enum mps_verdict {
  MPS_PASS = 1,
  MPS_FAIL = 2,
  MPS_ERROR = 3,
  MPS_UNKNOWN = 4,
  MPS_NOTAPPLICABLE = 5,
  MPS_NOTCHECKED = 6,
  MPS_NOTSELECTED = 7
} mps_verdict;
/* `pass`, `fail` ... */
MPS_API const char* mps_verdict_name(mps_verdict verdict);

/* ------------------------------------------------------------ bundles */

typedef struct mps_bundle mps_bundle;

/* Maps a bundle (`mps build`). Nothing in it is trusted and no program is loaded yet. */
MPS_API mps_status mps_bundle_open(const char* path, mps_bundle** out, mps_error* error);
/* The same over octets that the caller keeps, unchanged, until the bundle and everything made from it are free. `name`
 * is for messages. */
MPS_API mps_status mps_bundle_open_memory(const void* octets, size_t size, const char* name, mps_bundle** out,
                                          mps_error* error);
/* Appraisers and appraisals made from it stay good. */
MPS_API void mps_bundle_free(mps_bundle* bundle);

/* SHA-256 of the image, which stands for the whole bundle. */
MPS_API void mps_bundle_digest(const mps_bundle* bundle, uint8_t digest[32]);
MPS_API int mps_bundle_is_signed(const mps_bundle* bundle);
/* Who vouches for it: either the digest is the one that the caller knows, or one of the keys (PEM files of public keys
 * or certificates, or file: URIs) signed it. MPS_TRUST, MPS_SIGNATURE if not. mps_attest wants one of the two. */
MPS_API mps_status mps_bundle_pin(mps_bundle* bundle, const uint8_t digest[32], mps_error* error);
MPS_API mps_status mps_bundle_check_publisher(mps_bundle* bundle, const char* const* keys, size_t count,
                                              mps_error* error);

/* Loads the program and verifies its structure. Calling it again does nothing. */
MPS_API mps_status mps_bundle_load(mps_bundle* bundle, mps_error* error);
/* Of a loaded bundle; before that, NULL and 0. */
MPS_API const char* mps_bundle_set_name(const mps_bundle* bundle);
MPS_API const char* mps_bundle_set_version(const mps_bundle* bundle);
MPS_API size_t mps_bundle_level_count(const mps_bundle* bundle);
/* NULL beyond the last. */
MPS_API const char* mps_bundle_level(const mps_bundle* bundle, size_t index);
/* Ok, or the first damage of the bundle's tables that an appraisal met: such probes are errors in its verdicts. */
MPS_API mps_status mps_bundle_damage(const mps_bundle* bundle, mps_error* error);

/* ------------------------------------------------------------ appraisal */

typedef struct mps_appraiser mps_appraiser;
typedef struct mps_appraisal mps_appraisal;

/* Patterns compiled, memory kept from one appraisal to the next: make one for each thread. The bundle must be loaded.
 */
MPS_API mps_status mps_appraiser_new(const mps_bundle* bundle, mps_appraiser** out, mps_error* error);
MPS_API void mps_appraiser_free(mps_appraiser* appraiser);

/* Lets machine code made ahead of time judge (`mps build --emit object`, linked into the program): `image` is the
 * address of mps_native_image, which the object exports. What it comes to is what the interpreter comes to.
 * MPS_INVALID: it is of another bundle; MPS_UNSUPPORTED: of another version of the runtime. The interpreter judges
 * then, as before. */
MPS_API mps_status mps_appraiser_use_native(mps_appraiser* appraiser, const void* image, mps_error* error);

/* A parameter as a command line gives it: `4`, `90 days`, `22,443`, `true`. */
typedef struct mps_param {
  const char* name;
  const char* value;
} mps_param;

typedef struct mps_request {
  size_t size;          /* sizeof(mps_request) */
  const void* evidence; /* JSON or CBOR, told by its first octet */
  size_t evidence_size;
  const char* level;
  const mps_param* params;
  size_t param_count;
  int64_t now;       /* time of appraisal, seconds since 1970 */
  int explain;       /* fill mps_rule.reason, which costs time */
  int reserved;      /* zero */
  int without_rules; /* leave out mps_appraisal_rule, for those who want the verdict and the token alone: half the time
                      */
} mps_request;

/* MPS_OK whenever there are verdicts, whatever they are. */
MPS_API mps_status mps_appraise(mps_appraiser* appraiser, const mps_request* request, mps_appraisal** out,
                                mps_error* error);
MPS_API void mps_appraisal_free(mps_appraisal* appraisal);

/* Of the level. */
MPS_API mps_verdict mps_appraisal_verdict(const mps_appraisal* appraisal);
/* Registered name, such as `Debian-12-CIS-L1`; `+custom` behind it where a parameter has another value than the
 * level's. */
MPS_API const char* mps_appraisal_mps(const mps_appraisal* appraisal);
/* Canonical octets of the claim set, and their SHA-256 (docs/tokens.md). */
MPS_API const uint8_t* mps_appraisal_claim_set(const mps_appraisal* appraisal, size_t* size);
MPS_API void mps_appraisal_hsh(const mps_appraisal* appraisal, uint8_t digest[32]);

typedef struct mps_rule {
  const char* id;
  const char* title;
  const char* severity;    /* or empty */
  const char* environment; /* or empty */
  const char* reason;      /* one sentence; empty for a plain pass, or where it was not asked for */
  mps_verdict verdict;
  int grade; /* AR4SI: 0 none, 2 affirming, 32 warning, 96 contraindicated */
} mps_rule;

/* Every rule, sorted by id, those not selected too. */
MPS_API size_t mps_appraisal_rule_count(const mps_appraisal* appraisal);
/* MPS_USAGE beyond the last. */
MPS_API mps_status mps_appraisal_rule(const mps_appraisal* appraisal, size_t index, mps_rule* out);
/* Whether a waiver of the bundle's tailoring covers the fail of rule `index`: then it does not fail the level. 0 beyond
 * the last. */
MPS_API int mps_appraisal_rule_waived(const mps_appraisal* appraisal, size_t index);
/* The official name, where mps_appraisal_mps is not it: of a tailored level, or behind `+custom`; else NULL. */
MPS_API const char* mps_appraisal_base(const mps_appraisal* appraisal);

/* ------------------------------------------------------------ endorsements */

typedef struct mps_endorsements mps_endorsements;

/* What endorsers say, as files of theirs: for any bundle, judged when an appraiser is made. A library that is built
 * without endorsements refuses each of these with MPS_UNSUPPORTED. */
MPS_API mps_status mps_endorsements_new(mps_endorsements** out, mps_error* error);
/* Appraisers made with them stay good. */
MPS_API void mps_endorsements_free(mps_endorsements* endorsements);
/* A signed endorsement file (`mps endorse`) or a CoRIM, told by its octets, which are copied. `name` is for messages.
 * What is neither is refused, with the octet; whether it counts is told by mps_appraisal_ignored. */
MPS_API mps_status mps_endorsements_add(mps_endorsements* endorsements, const void* octets, size_t size,
                                        const char* name, mps_error* error);
/* The public key (a PEM file or a file: URI) of who signed CoRIMs that carry no certificate. */
MPS_API mps_status mps_endorsements_add_key(mps_endorsements* endorsements, const char* key, mps_error* error);
/* Whom of a definition's endorsers to trust, less than the definition does (docs/endorsements.md), in place of a policy
 * that was set before. */
MPS_API mps_status mps_endorsements_set_policy(mps_endorsements* endorsements, const void* json, size_t size,
                                               mps_error* error);
/* Of CoRIMs only tags count that a valid CoTL activates. */
MPS_API mps_status mps_endorsements_require_cotl(mps_endorsements* endorsements, mps_error* error);

/* mps_appraiser_new, with what they say at `now`. The appraiser judges at that time only: mps_appraise with another
 * `now` is MPS_FRESHNESS. MPS_USAGE: the policy names an endorser that the definition does not have. */
MPS_API mps_status mps_appraiser_new_endorsed(const mps_bundle* bundle, const mps_endorsements* endorsements,
                                              int64_t now, mps_appraiser** out, mps_error* error);

/* An endorsement, or a whole file where `id` is empty, that counted for nothing. */
typedef struct mps_ignored {
  const char* id;       /* of the endorsement, the triple of a CoRIM, or the manual control that was answered */
  const char* endorser; /* or empty */
  const char* origin;   /* the file's name, or empty */
  const char* reason;
} mps_ignored;
MPS_API size_t mps_appraisal_ignored_count(const mps_appraisal* appraisal);
/* MPS_USAGE beyond the last. */
MPS_API mps_status mps_appraisal_ignored(const mps_appraisal* appraisal, size_t index, mps_ignored* out);

/* ------------------------------------------------------------ tokens */

typedef enum mps_token_form { MPS_CWT = 0, MPS_JWT = 1 } mps_token_form;

typedef struct mps_attest_request {
  size_t size; /* sizeof(mps_attest_request) */
  mps_token_form form;
  const char* key;   /* private key: a PEM file, or a file:, pkcs11: or handle: URI */
  const void* nonce; /* the verifier's, 8 to 64 octets */
  size_t nonce_size;
  const void* ueid; /* the device (RFC 9711 4.2.1), 7 to 33 octets; or NULL */
  size_t ueid_size;
  const char* subject;  /* the device by another name; or NULL. One of the two is due */
  int64_t lifetime;     /* seconds; 0: one hour */
  int measured_results; /* add the result of every rule (RFC 9711 4.2.17) */
} mps_attest_request;

typedef struct mps_buffer mps_buffer;
MPS_API const uint8_t* mps_buffer_data(const mps_buffer* buffer);
MPS_API size_t mps_buffer_size(const mps_buffer* buffer);
MPS_API void mps_buffer_free(mps_buffer* buffer);

/* A token that states the appraisal, issued at its `now`. MPS_TRUST unless somebody vouched for the bundle before the
 * appraiser was made; MPS_FRESHNESS for evidence without time, or with another nonce. */
MPS_API mps_status mps_attest(const mps_appraisal* appraisal, const mps_attest_request* request, mps_buffer** out,
                              mps_error* error);

typedef struct mps_verify_request {
  size_t size;             /* sizeof(mps_verify_request) */
  const char* const* keys; /* public keys that are trusted to sign: PEM files or file: URIs */
  size_t key_count;
  const void* nonce; /* the one that was sent; NULL: none was, and a token that was sent before passes again */
  size_t nonce_size;
  const void* ueid; /* the device that was asked; or NULL */
  size_t ueid_size;
  const char* subject;      /* or NULL */
  const char* const* names; /* registered names that are accepted; none: any */
  size_t name_count;
  int64_t now;
  int64_t max_age; /* of the evidence, seconds; 0: one day */
  int64_t skew;    /* seconds that clocks may differ; 0: one minute */
  int strict;      /* refuse what could not be checked */
  /* From here on `size` may leave it out. */
  const char* const* tailorings; /* tailoring digests that are accepted, `sha256:HEX`; others are refused */
  size_t tailoring_count;
} mps_verify_request;

typedef struct mps_verification mps_verification;
/* MPS_OK whenever there is a report: a token that is refused is one whose mps_verification_ok is 0. */
MPS_API mps_status mps_verify_token(const void* token, size_t size, const mps_verify_request* request,
                                    mps_verification** out, mps_error* error);
MPS_API void mps_verification_free(mps_verification* verification);

/* Whether the token is what it should be. Only then do the next two say something: else 0 and NULL. */
MPS_API int mps_verification_ok(const mps_verification* verification);
MPS_API mps_verdict mps_verification_verdict(const mps_verification* verification);
MPS_API const char* mps_verification_mps(const mps_verification* verification);

typedef enum mps_outcome { MPS_CHECK_PASSED = 0, MPS_CHECK_FAILED = 1, MPS_CHECK_NOT_MADE = 2 } mps_outcome;
typedef struct mps_check {
  const char* name; /* `signature`, `nonce` ... (docs/tokens.md) */
  const char* text; /* a sentence */
  mps_outcome outcome;
} mps_check;
MPS_API size_t mps_verification_check_count(const mps_verification* verification);
MPS_API mps_status mps_verification_check(const mps_verification* verification, size_t index, mps_check* out);

#ifdef __cplusplus
}
#endif

#endif /* MPS_MPS_H */
