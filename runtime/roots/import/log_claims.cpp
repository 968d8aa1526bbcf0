#include "roots/import/log_claims.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/utf8.h"
#include "crypto/hash.h"
#include "roots/event_data.h"
#include "roots/event_replay.h"
#include "roots/import/pcr_text.h"
#include "roots/import/secure_boot.h"

namespace mps::roots {
namespace {

using eat::EvidenceMap;
using eat::EvidenceStates;
using eat::Item;

constexpr HashId kPreferred[] = {kHashSha256, kHashSha384, kHashSha512, kHashSha1};
constexpr std::uint32_t kSecureBootRegister = 7, kFirmwareRegister = 0;
constexpr std::uint32_t kFirstDynamic = 17, kLastDynamic = 22;

struct Replayed {
  HashId bank;
  BankValues values;  // of all registers
};

// What a register holds before anything is extended (PC Client Platform TPM Profile 4.6): those of a dynamic launch
// hold ones until there is one.
Bytes Initial(HashId bank, std::uint32_t pcr) {
  const bool dynamic = pcr >= kFirstDynamic && pcr <= kLastDynamic;
  return Bytes(DigestOctets(*DigestOf(bank)), dynamic ? 0xff : 0);
}

Result<Replayed> ReplayAll(const EventLog& log, HashId bank) {
  Replayed out{bank, {}};
  MPS_ASSIGN(out.values, Replay(log, bank));
  for (std::uint32_t pcr = 0; pcr < kPcrs; ++pcr) {
    if (out.values.contains(pcr)) continue;
    Bytes& value = out.values[pcr] = Initial(bank, pcr);
    if (pcr == 0 && log.startup_locality) value.back() = *log.startup_locality;
  }
  return out;
}

Result<Replayed> BestReplay(const EventLog& log, const PcrValues& proven) {
  std::optional<Replayed> first;
  Status fault(Code::kInvalid, "the log has no bank whose hash is supported");
  for (const HashId bank : kPreferred) {
    auto replayed = ReplayAll(log, bank);
    if (!replayed.ok()) {
      const auto has = [&](const LogBank& each) { return each.alg == bank; };
      if (std::any_of(log.banks.begin(), log.banks.end(), has)) fault = replayed.TakeStatus();
      continue;
    }
    if (proven.contains(bank)) return replayed;
    if (!first) first = std::move(replayed).value();
  }
  if (first) return std::move(*first);
  return fault;
}

bool IsVariable(std::uint32_t type) {
  return type == kEvEfiVariableDriverConfig || type == kEvEfiVariableBoot || type == kEvEfiVariableBoot2 ||
         type == kEvEfiVariableAuthority;
}

// REQUIRES: an event with a digest of the bank.
Item EventItem(const Event& event, std::size_t index, HashId bank) {
  EvidenceMap out;
  out.Put("index", static_cast<std::int64_t>(index));
  out.Put("kind", EventKindName(event.type));
  out.Put("digest", DigestText(bank, event.Find(bank)->digest));
  const auto covered = CoverageOf(event, bank);
  const Coverage coverage = covered.ok() ? covered->coverage : Coverage::kNotCovered;
  out.Put("coverage", std::string(CoverageName(coverage)));
  if (coverage != Coverage::kCovered) return out.Take();
  if (IsVariable(event.type) && covered->octets.size() == event.data.size()) {
    if (const auto variable = DecodeUefiVariable(event.data); variable.ok()) out.Put("name", variable->name);
  }
  out.Put("data", covered->octets);
  return out.Take();
}

// Text of firmware: UTF-16 with plain ASCII in it, or ASCII; a NUL at the end is not part of it.
std::optional<std::string> FirmwareText(ByteView data) {
  const bool wide = data.size() >= 2 && data.size() % 2 == 0 && data[1] == 0;
  std::string out;
  for (std::size_t i = 0; i < data.size(); i += wide ? 2 : 1) {
    if (wide && data[i + 1] != 0) return std::nullopt;
    out.push_back(static_cast<char>(data[i]));
  }
  while (!out.empty() && out.back() == '\0') out.pop_back();
  const auto plain = [](char c) { return c >= 0x20 && c < 0x7f; };
  if (out.empty() || !std::all_of(out.begin(), out.end(), plain)) return std::nullopt;
  return out;
}

class LogWriter {
 public:
  LogWriter(const EventLog& log, const Replayed& replayed, const PcrValues& proven)
      : replayed_(replayed), proven_(proven) {
    for (std::size_t i = 0; i < log.events.size(); ++i) {
      const Event& event = log.events[i];
      if (event.type != kEvNoAction && event.pcr < kPcrs) events_[event.pcr].push_back({&event, i});
    }
  }

  void Write(EvidenceMap& claims, EvidenceStates& states) {
    EvidenceMap events, replay;
    Item differs = Item::Array(), unproven = Item::Array();
    for (std::uint32_t pcr = 0; pcr < kPcrs; ++pcr) {
      const Bytes& value = replayed_.values.at(pcr);
      replay.Put(std::to_string(pcr), DigestText(replayed_.bank, value));
      const Bytes* quoted = Proven(pcr);
      const std::string path = "events[" + std::to_string(pcr) + "]", name = PcrNameText({replayed_.bank, pcr});
      if (quoted == nullptr) {
        unproven.items.push_back(Item::Int(pcr));
        states.Unknown(path, name + " is not proven by a quote");
      } else if (*quoted != value) {
        differs.items.push_back(Item::Int(pcr));
        states.Unknown(path, "the log does not give the quoted value of " + name);
      } else {
        agrees_[pcr] = true;
        events.Put(std::to_string(pcr), List(pcr));
      }
    }
    claims.Put("bank", HashIdName(replayed_.bank));
    claims.Put("events", events.Take());
    claims.Put("replay", replay.Take());
    claims.Put("differs", std::move(differs));
    claims.Put("unproven", std::move(unproven));
    SecureBoot(claims, states);
    Crtm(claims, states);
  }

 private:
  struct Placed {
    const Event* event;
    std::size_t index;
  };

  const Bytes* Proven(std::uint32_t pcr) const {
    const auto bank = proven_.find(replayed_.bank);
    if (bank == proven_.end()) return nullptr;
    const auto value = bank->second.find(pcr);
    return value == bank->second.end() ? nullptr : &value->second;
  }

  Item List(std::uint32_t pcr) const {
    Item out = Item::Array();
    for (const Placed& placed : events_[pcr])
      out.items.push_back(EventItem(*placed.event, placed.index, replayed_.bank));
    return out;
  }

  void SecureBoot(EvidenceMap& claims, EvidenceStates& states) const {
    if (!agrees_[kSecureBootRegister]) return states.Unknown("secure_boot", "register 7 is not proven");
    std::vector<const Event*> events;
    for (const Placed& placed : events_[kSecureBootRegister]) events.push_back(placed.event);
    PutSecureBoot(events, replayed_.bank, claims, states);
  }

  void Crtm(EvidenceMap& claims, EvidenceStates& states) const {
    if (!agrees_[kFirmwareRegister]) return states.Unknown("crtm", "register 0 is not proven");
    for (const Placed& placed : events_[kFirmwareRegister]) {
      if (placed.event->type != kEvScrtmVersion) continue;
      const auto covered = CoverageOf(*placed.event, replayed_.bank);
      if (!covered.ok() || covered->coverage != Coverage::kCovered)
        return states.Unknown("crtm", "the data of EV_S_CRTM_VERSION are not what was measured");
      const auto text = FirmwareText(covered->octets);
      if (!text) return states.Error("crtm", "EV_S_CRTM_VERSION is no text of printable ASCII");
      return claims.Put("crtm", *text);
    }
  }

  const Replayed& replayed_;
  const PcrValues& proven_;
  std::array<std::vector<Placed>, kPcrs> events_;
  std::array<bool, kPcrs> agrees_{};
};

}  // namespace

std::string EventKindName(std::uint32_t type) {
  const auto name = EventTypeName(type);
  if (!name.empty()) return std::string(name);
  std::array<char, 11> text{};
  std::snprintf(text.data(), text.size(), "0x%08x", type);
  return text.data();
}

eat::EnvironmentInput LogEnvironment(const EventLog& log, const PcrValues& proven, bool verified,
                                     const Collector& collector) {
  EvidenceMap claims;
  EvidenceStates states;
  states.Complete("");
  claims.Flag("verified", verified);
  const auto replayed = BestReplay(log, proven);
  if (replayed.ok()) {
    LogWriter(log, *replayed, proven).Write(claims, states);
  } else {
    for (const char* claim : {"bank", "events", "replay", "differs", "unproven", "secure_boot", "crtm"})
      states.Unknown(claim, "no bank of the log can be replayed: " + replayed.status().ToString());
  }
  return {std::string(kLogSchema), collector.name, collector.version, {}, claims.Take(), states.Take()};
}

}  // namespace mps::roots
