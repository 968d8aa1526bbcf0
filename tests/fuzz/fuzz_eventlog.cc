// Fuzzes event logs, of TPMs and of confidential guests: reading, replaying every bank, and judging all data.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/utf8.h"
#include "roots/event_data.h"
#include "roots/event_log.h"
#include "roots/event_replay.h"

namespace {

using namespace mps;

void Judge(ByteView bytes, const roots::EventLog& log, const roots::Event& event) {
  if (event.offset >= bytes.size()) std::abort();
  for (const roots::LogBank& bank : log.banks) {
    const auto covered = roots::CoverageOf(event, bank.alg);
    if (!covered.ok()) continue;
    const bool has = covered->coverage == roots::Coverage::kCovered;
    if (!has && !covered->octets.empty()) std::abort();
    const auto* begin = event.data.data();
    if (!covered->octets.empty() &&
        (covered->octets.data() < begin || covered->octets.data() + covered->octets.size() > begin + event.data.size()))
      std::abort();
  }
  const auto variable = roots::DecodeUefiVariable(event.data);
  if (variable.ok() && !IsUtf8(variable->name)) std::abort();
  (void)roots::SeparatorOf(event.data);
}

void Read(ByteView bytes, roots::Registers registers) {
  const auto log = roots::DecodeEventLog(bytes, registers);
  if (!log.ok()) return;
  for (const roots::LogBank& bank : log->banks) {
    const auto replayed = roots::Replay(*log, bank.alg);
    if (!replayed.ok()) continue;
    const auto compared = roots::Compare(*log, bank.alg, {{bank.alg, *replayed}});
    if (!compared.ok() || compared->size() != replayed->size()) std::abort();
    for (const auto& each : *compared) {
      if (each.agreement != roots::Agreement::kSame) std::abort();
    }
  }
  for (const roots::Event& event : log->events) Judge(bytes, *log, event);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Read({data, size}, roots::Registers::kTpm);
  Read({data, size}, roots::Registers::kConfidentialGuest);
  return 0;
}
