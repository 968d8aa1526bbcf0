#include "appraise/tier.h"

#include <exception>
#include <string>
#include <utility>

namespace mps {

Tier::Tier(std::unique_ptr<NativeMaker> maker, TierPrice price) : maker_(std::move(maker)), price_(price) {}

Tier::~Tier() { Stop(); }

void Tier::Spent(std::chrono::nanoseconds judging, std::chrono::nanoseconds all) {
  if (wanted_.load(std::memory_order_relaxed)) return;
  const std::int64_t judged = judging_.fetch_add(judging.count(), std::memory_order_relaxed) + judging.count();
  const std::int64_t worked = all_.fetch_add(all.count(), std::memory_order_relaxed) + all.count();
  if (judged < price_.load.count() || judged < worked / static_cast<std::int64_t>(price_.share)) return;
  if (!started_.exchange(true)) Start();
  if (judged < (price_.load + price_.make).count() || wanted_.exchange(true)) return;
  const std::lock_guard lock(mutex_);
  wake_.notify_all();
}

void Tier::Start() {
  const std::lock_guard lock(mutex_);
  if (abandoned_) return;
  try {
    thread_ = std::thread([this] { Run(); });
  } catch (const std::exception& fault) {
    refused_ = Status(Code::kInternal, std::string("no thread to make code in: ") + fault.what());
  }
}

void Tier::Run() {
  Result<interp::NativeCode> code = Status(Code::kInternal, "");
  try {
    code = Get();
  } catch (const std::exception& fault) {  // no memory
    code = Status(Code::kInternal, std::string("no code: ") + fault.what());
  }
  if (!code.ok()) return Refuse(code.status());
  made_ = std::move(code).value();
  code_.store(&made_, std::memory_order_release);
}

Result<interp::NativeCode> Tier::Get() {
  MPS_ASSIGN(digest_, maker_->Digest());
  auto kept = maker_->Kept();
  if (kept.ok() || kept.status().code() != Code::kIo) return kept;
  {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [&] { return wanted_ || abandoned_; });
  }
  if (abandoned_) return Status(Code::kInternal, "abandoned");
  return maker_->Make(abandoned_);
}

void Tier::Refuse(const Status& status) {
  const std::lock_guard lock(mutex_);
  if (!abandoned_ && refused_.ok()) refused_ = status;
}

void Tier::Stop() {
  std::thread ending;
  {
    const std::lock_guard lock(mutex_);
    abandoned_ = true;
    ending = std::move(thread_);
  }
  wake_.notify_all();
  if (ending.joinable()) ending.join();
}

}  // namespace mps
