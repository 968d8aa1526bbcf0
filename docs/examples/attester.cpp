// An attester: loads a program image, appraises evidence, signs the result. It links no compiler. See
// docs/embedding.md.
//   attester IMAGE LEVEL EVIDENCE KEY.pem TOKEN [THREADS]
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "appraise/appraise.h"
#include "crypto/key_uri.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "program/image.h"
#include "program/program.h"
#include "token/mps_token.h"

namespace {

mps::Result<mps::Bytes> ReadBytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return mps::Status(mps::Code::kIo, "cannot read `" + path + "`");
  return mps::Bytes{std::istreambuf_iterator<char>(in), {}};
}

// A program is loaded once, verified, and then shared by all threads: nothing changes it any more.
mps::Result<std::shared_ptr<const mps::program::Program>> Load(const std::string& path) {
  MPS_ASSIGN(const mps::Bytes image, ReadBytes(path));
  MPS_ASSIGN(mps::program::Program program, mps::program::LoadImage(image));
  return std::make_shared<const mps::program::Program>(std::move(program));
}

// One appraiser a thread, reused for every document: it keeps its memory.
mps::Status AppraiseOften(const std::shared_ptr<const mps::program::Program>& program, const mps::Request& request,
                          const mps::Bytes& hsh, int times) {
  MPS_ASSIGN(mps::Appraiser appraiser, mps::Appraiser::Create(program));
  for (int i = 0; i < times; ++i) {
    MPS_ASSIGN(const mps::Appraisal appraisal, appraiser.Appraise(request));
    if (appraisal.hsh != hsh) return mps::Status(mps::Code::kInternal, "another claim set");
  }
  return {};
}

mps::Result<mps::Bytes> Sign(const mps::Appraisal& appraisal, const std::string& key, std::int64_t now) {
  if (!appraisal.evidence.collected_at) return mps::Status(mps::Code::kFreshness, "the evidence has no time");
  mps::token::TokenInput input;
  input.claim_set = appraisal.claim_set;
  input.nonce = mps::Bytes(16, 0x2a);  // of the verifier's challenge
  input.now = now;
  input.ueid = mps::Bytes{1, 2, 3, 4, 5, 6, 7, 8, 9};
  mps::token::EvidenceInput evidence;
  evidence.type = appraisal.evidence.media_type;
  evidence.digest = {mps::DigestAlg::kSha256, appraisal.evidence.sha256};
  evidence.collected_at = *appraisal.evidence.collected_at;
  evidence.nonce = appraisal.evidence.nonce;
  for (const mps::EnvironmentReport& environment : appraisal.evidence.environments)
    if (environment.in_evidence) evidence.parts.push_back(environment.part);
  input.evidence.push_back(std::move(evidence));
  MPS_ASSIGN(const auto signer, mps::crypto::LoadSigner(key));
  return mps::token::MakeToken(mps::token::Form::kCwt, *signer, input);
}

mps::Status Run(const std::vector<std::string>& words) {
  MPS_ASSIGN(const auto program, Load(words[0]));
  MPS_ASSIGN(const mps::Bytes evidence, ReadBytes(words[2]));
  MPS_ASSIGN(mps::Appraiser appraiser, mps::Appraiser::Create(program));

  mps::Request request;
  request.level = words[1];
  request.evidence = evidence;  // a view: the octets must live until Appraise returns
  request.now = std::time(nullptr);
  MPS_ASSIGN(const mps::Appraisal appraisal, appraiser.Appraise(request));

  std::printf("%s: %s\n", appraisal.mps.c_str(), std::string(mps::VerdictName(appraisal.verdict)).c_str());
  for (const mps::RuleReport& rule : appraisal.rules) {
    if (rule.verdict == mps::Verdict::kNotSelected) continue;
    std::printf("%s %s %s\n", rule.id.c_str(), std::string(mps::VerdictName(rule.verdict)).c_str(),
                rule.reason.c_str());
  }

  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  for (int i = 0; i < std::atoi(words[5].c_str()); ++i) {
    threads.emplace_back([&] { failures += AppraiseOften(program, request, appraisal.hsh, 50).ok() ? 0 : 1; });
  }
  for (std::thread& thread : threads) thread.join();
  if (failures != 0) return mps::Status(mps::Code::kInternal, "threads disagree");

  MPS_ASSIGN(const mps::Bytes token, Sign(appraisal, words[3], request.now));
  std::ofstream out(words[4], std::ios::binary);
  out.write(reinterpret_cast<const char*>(token.data()), static_cast<std::streamsize>(token.size()));
  return out.good() ? mps::Status() : mps::Status(mps::Code::kIo, "cannot write `" + words[4] + "`");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6) return 2;
  std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() < 6) words.emplace_back("2");
  const mps::Status status = Run(words);
  if (status.ok()) return 0;
  std::fputs((status.ToString() + "\n").c_str(), stderr);
  return status.code() == mps::Code::kUsage ? 2 : 6;
}
