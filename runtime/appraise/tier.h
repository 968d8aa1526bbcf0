// Native code that comes while the interpreter judges already: made in the background, taken up by each worker between
// two documents. Nobody waits for it. Entry point: Tier.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "interp/native.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps {

// Whoever can make native code of the batch's program; called by one thread, which is not the batch's.
class NativeMaker {
 public:
  virtual ~NativeMaker() = default;
  // Code that was made before and is kept somewhere. kIo: there is none; any other failure: there will be none.
  virtual Result<interp::NativeCode> Kept() = 0;
  // Code made now. Gives up soon after `abandoned` is true; what it fails with is not asked for then.
  virtual Result<interp::NativeCode> Make(const std::atomic<bool>& abandoned) = 0;
  // SHA-256 of the program's image, as of ProgramDigest.
  virtual Result<Bytes> Digest() = 0;
};

// When code is worth its price. Both are processor time that judging in the interpreter has taken, of all workers
// together: who buys once he has paid the price in rent never pays more than twice what he would have paid had he known
// how many documents come.
struct TierPrice {
  std::chrono::nanoseconds load{0};  // of opening the code generator and loading code that was made before
  std::chrono::nanoseconds make{0};  // of making code besides
  // No code where judging is less than one part in so many of the work on documents: there is nothing to gain.
  unsigned share = 1;
};

class Tier {
 public:
  Tier(std::unique_ptr<NativeMaker> maker, TierPrice price);
  Tier(const Tier&) = delete;
  Tier& operator=(const Tier&) = delete;
  ~Tier();  // as Stop

  // What judging took, and all work on the documents with it. Called by all workers at once.
  void Spent(std::chrono::nanoseconds judging, std::chrono::nanoseconds all);
  // Null until there is code. It stays until the tier ends.
  const interp::NativeCode* code() const { return code_.load(std::memory_order_acquire); }
  // REQUIRES: code() is not null.
  ByteView digest() const { return digest_; }
  // A worker cannot use the code.
  void Refuse(const Status& status);

  // No more documents come: what is being made is abandoned, and its thread ends.
  void Stop();
  // Why there is no code, or no worker could use it; ok where there is, or none was due. REQUIRES: Stop was called.
  const Status& refused() const { return refused_; }

 private:
  void Start();
  void Run();
  Result<interp::NativeCode> Get();

  const std::unique_ptr<NativeMaker> maker_;
  const TierPrice price_;
  std::atomic<std::int64_t> judging_{0}, all_{0};
  std::atomic<bool> started_{false}, wanted_{false}, abandoned_{false};
  std::atomic<const interp::NativeCode*> code_{nullptr};
  std::mutex mutex_;  // guards what follows, but for what the thread alone writes before code_
  std::condition_variable wake_;
  std::thread thread_;
  Status refused_;
  interp::NativeCode made_;
  Bytes digest_;
};

}  // namespace mps
