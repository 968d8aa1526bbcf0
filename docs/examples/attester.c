/* An attester in C: maps a bundle, appraises evidence, signs the result, and verifies what it signed. It links
 * libmps_runtime alone. See docs/embedding.md.
 *   attester BUNDLE PUBLISHER.pub.pem LEVEL EVIDENCE KEY.pem KEY.pub.pem TOKEN [NAME=VALUE] */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "mps/mps.h"

struct octets {
  unsigned char* data;
  size_t size;
};

static int read_file(const char* path, struct octets* out) {
  FILE* file = fopen(path, "rb");
  long size = -1;
  if (file == NULL) return 0;
  if (fseek(file, 0, SEEK_END) == 0) size = ftell(file);
  out->data = size < 0 ? NULL : malloc((size_t)size + 1);
  out->size = 0;
  if (out->data != NULL) {
    rewind(file);
    out->size = fread(out->data, 1, (size_t)size, file);
  }
  fclose(file);
  return out->data != NULL && out->size == (size_t)size;
}

static int write_file(const char* path, const unsigned char* data, size_t size) {
  FILE* file = fopen(path, "wb");
  if (file == NULL) return 0;
  const size_t done = fwrite(data, 1, size, file);
  return fclose(file) == 0 && done == size;
}

/* What went wrong, and the exit code for it. */
static int fail(const char* doing, const mps_error* error) {
  fprintf(stderr, "%s: %s: %s", doing, mps_status_name(error->status), error->message);
  if (error->has_offset) fprintf(stderr, " (at octet %" PRIu64 ")", error->offset);
  fputc('\n', stderr);
  return error->status == MPS_TRUST || error->status == MPS_SIGNATURE ? 5 : error->status == MPS_USAGE ? 2 : 6;
}

/* The token is worth something only to whoever checks it: as its verifier would. */
static int check(const mps_buffer* token, const char* key, const char* name, const unsigned char* nonce,
                 size_t nonce_size, int64_t now) {
  const char* const keys[] = {key};
  const char* const names[] = {name}; /* names with `+custom` are only taken where they are listed */
  mps_verify_request request = {.size = sizeof request};
  mps_verification* report = NULL;
  mps_error error;
  request.keys = keys, request.key_count = 1;
  request.names = names, request.name_count = 1;
  request.nonce = nonce, request.nonce_size = nonce_size;
  request.now = now, request.max_age = 10 * 365 * 86400;
  if (mps_verify_token(mps_buffer_data(token), mps_buffer_size(token), &request, &report, &error) != MPS_OK)
    return fail("verifying", &error);
  const int good = mps_verification_ok(report);
  if (good) {
    printf("verified: %s %s\n", mps_verification_mps(report), mps_verdict_name(mps_verification_verdict(report)));
  }
  for (size_t i = 0; !good && i < mps_verification_check_count(report); ++i) {
    mps_check one;
    if (mps_verification_check(report, i, &one) == MPS_OK && one.outcome == MPS_CHECK_FAILED)
      fprintf(stderr, "refused: %s: %s\n", one.name, one.text);
  }
  mps_verification_free(report);
  return good ? 0 : 5;
}

static void print_rules(const mps_appraisal* appraisal) {
  mps_rule rule;
  printf("%s: %s\n", mps_appraisal_mps(appraisal), mps_verdict_name(mps_appraisal_verdict(appraisal)));
  for (size_t i = 0; mps_appraisal_rule(appraisal, i, &rule) == MPS_OK; ++i) {
    if (rule.verdict != MPS_NOTSELECTED) printf("%s %s %s\n", rule.id, mps_verdict_name(rule.verdict), rule.reason);
  }
}

static int sign(const mps_appraisal* appraisal, char** argv, int64_t now) {
  static const unsigned char nonce[16] = {0x2a, 0x2a, 0x2a, 0x2a, 0x2a, 0x2a, 0x2a, 0x2a};  /* the verifier's */
  static const unsigned char ueid[9] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  mps_attest_request request = {.size = sizeof request};
  mps_buffer* token = NULL;
  mps_error error;
  request.form = MPS_CWT;
  request.key = argv[5];
  request.nonce = nonce, request.nonce_size = sizeof nonce;
  request.ueid = ueid, request.ueid_size = sizeof ueid;
  if (mps_attest(appraisal, &request, &token, &error) != MPS_OK) return fail("signing", &error);
  int code = check(token, argv[6], mps_appraisal_mps(appraisal), nonce, sizeof nonce, now);
  if (code == 0 && !write_file(argv[7], mps_buffer_data(token), mps_buffer_size(token))) code = 2;
  mps_buffer_free(token);
  return code;
}

static int appraise(const mps_bundle* bundle, int argc, char** argv) {
  struct octets evidence = {NULL, 0};
  mps_appraiser* appraiser = NULL;
  mps_appraisal* appraisal = NULL;
  mps_request request = {.size = sizeof request};
  mps_param param = {NULL, NULL};
  mps_error error;
  int code = 2;
  if (!read_file(argv[4], &evidence)) {
    fprintf(stderr, "cannot read %s\n", argv[4]);
    goto done;
  }
  if (mps_appraiser_new(bundle, &appraiser, &error) != MPS_OK) {
    code = fail("preparing", &error);
    goto done;
  }
  if (argc > 8) {
    char* equals = strchr(argv[8], '=');
    if (equals == NULL) goto done;
    *equals = '\0';
    param.name = argv[8], param.value = equals + 1;
  }
  request.evidence = evidence.data, request.evidence_size = evidence.size;
  request.level = argv[3];
  request.params = &param, request.param_count = param.name == NULL ? 0 : 1;
  request.now = (int64_t)time(NULL);
  request.explain = 1;
  if (mps_appraise(appraiser, &request, &appraisal, &error) != MPS_OK) {
    code = fail("appraising", &error);
    goto done;
  }
  print_rules(appraisal);
  code = sign(appraisal, argv, request.now);
  if (mps_bundle_damage(bundle, &error) != MPS_OK) fail("note", &error);
done:
  mps_appraisal_free(appraisal);
  mps_appraiser_free(appraiser);
  free(evidence.data);
  return code;
}

int main(int argc, char** argv) {
  mps_bundle* bundle = NULL;
  mps_error error;
  if (argc < 8 || mps_api_version() != MPS_API_VERSION) {
    fputs("usage: attester BUNDLE PUBLISHER LEVEL EVIDENCE KEY PUBLIC_KEY TOKEN [NAME=VALUE]\n", stderr);
    return 2;
  }
  const char* const publishers[] = {argv[2]};
  if (mps_bundle_open(argv[1], &bundle, &error) != MPS_OK) return fail("opening", &error);
  int code;
  if (mps_bundle_check_publisher(bundle, publishers, 1, &error) != MPS_OK) {
    code = fail("publisher", &error);
  } else if (mps_bundle_load(bundle, &error) != MPS_OK) {
    code = fail("loading", &error);
  } else {
    code = appraise(bundle, argc, argv);
  }
  mps_bundle_free(bundle);
  return code;
}
