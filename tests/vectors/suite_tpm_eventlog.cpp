// Suite tpm-eventlog: boot logs of real machines, replayed against the registers recorded with them; the logs that
// tpm2_eventlog printed, event by event; and logs that are none.
#include <algorithm>
#include <set>

#include "base/hex.h"
#include "roots/event_log.h"
#include "roots/event_replay.h"
#include "roots/import/log_claims.h"
#include "vectors/roots_values.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

using roots::EventLog;

// A register that the log does not extend is as it was at the start, zero.
bool IsReplayed(const roots::BankValues& replayed, std::uint32_t pcr, const Bytes& expected) {
  const auto at = replayed.find(pcr);
  return at == replayed.end() ? expected == Bytes(expected.size()) : at->second == expected;
}

// `whole`: the log extends no other registers than these.
Status CompareRegisters(const EventLog& log, const json::Value* expected, bool whole) {
  if (expected == nullptr || !expected->Is(json::Kind::kObject)) return {};
  MPS_ASSIGN(const roots::PcrValues values, PcrValuesOf(expected));
  for (const auto& [bank, registers] : values) {
    if (registers.empty()) continue;  // events without digests of a bank that the log declares
    MPS_ASSIGN(const roots::BankValues replayed, roots::Replay(log, bank));
    if (whole && replayed.size() != registers.size())
      return {Code::kInternal, "other registers of " + roots::HashIdName(bank) + " are extended"};
    for (const auto& [pcr, value] : registers) {
      if (!IsReplayed(replayed, pcr, value))
        return {Code::kInternal, roots::PcrNameText({bank, pcr}) + " is not what the log leaves"};
    }
  }
  return {};
}

// The digests of the applications that were started, in order.
Status CompareApplications(const EventLog& log, const json::Value* expected) {
  if (expected == nullptr) return {};
  for (const auto& [bank, digests] : expected->members()) {
    std::vector<std::string> seen, wanted;
    for (const json::Value& digest : digests.items()) wanted.push_back(digest.text());
    for (const roots::Event& event : log.events) {
      const auto* digest = event.Find(HashIdOf(bank));
      if (event.type == roots::kEvEfiBootServicesApplication && digest != nullptr)
        seen.push_back(HexEncode(digest->digest));
    }
    if (seen != wanted) return {Code::kInternal, "the applications of " + bank + " are others"};
  }
  return {};
}

// One event as tpm2_eventlog prints it.
struct Printed {
  std::string pcr, type, size;
  std::set<std::string> digests;
  bool operator==(const Printed&) const = default;
};

// The lines of its YAML that every event has. Lines of an event's own data are deeper, except those named alike; of
// these the first counts.
std::vector<Printed> ReadPrinted(std::string_view yaml) {
  std::vector<Printed> out;
  while (!yaml.empty()) {
    const std::string_view line = yaml.substr(0, yaml.find('\n'));
    yaml.remove_prefix(std::min(yaml.size(), line.size() + 1));
    if (line.starts_with("- EventNum:")) out.emplace_back();
    if (line.starts_with("pcrs:")) break;
    const auto value = [&](std::string_view key) { return std::string(line.substr(key.size())); };
    if (out.empty()) continue;
    Printed& event = out.back();
    if (line.starts_with("  PCRIndex: ")) event.pcr = value("  PCRIndex: ");
    if (line.starts_with("  EventType: ")) event.type = value("  EventType: ");
    if (line.starts_with("  EventSize: ")) event.size = value("  EventSize: ");
    for (const std::string_view key : {"  Digest: \"", "    Digest: \""}) {
      if (line.starts_with(key) && event.size.empty())
        event.digests.insert(value(key).substr(0, line.size() - key.size() - 1));
    }
  }
  return out;
}

Printed Print(const roots::Event& event) {
  Printed out{
      std::to_string(event.pcr), std::string(roots::EventTypeName(event.type)), std::to_string(event.data.size()), {}};
  for (const auto& digest : event.digests) out.digests.insert(HexEncode(digest.digest));
  return out;
}

Status ComparePrinted(const EventLog& log, ByteView yaml) {
  const auto expected = ReadPrinted(AsText(yaml));
  std::vector<Printed> seen;
  if (log.header) seen.push_back(Print(*log.header));
  for (const roots::Event& event : log.events) seen.push_back(Print(event));
  if (seen.size() != expected.size()) return {Code::kInternal, "there are other events"};
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (!(seen[i] == expected[i])) return {Code::kInternal, "event " + std::to_string(i) + " is another one"};
  }
  return {};
}

Status CompareCount(const EventLog& log, const json::Value& test) {
  const json::Value* count = test.Find("events");
  const auto seen = static_cast<std::int64_t>(log.events.size() + (log.header ? 1 : 0));
  if (count == nullptr || count->AsInt() == seen) return {};
  return {Code::kInternal, std::to_string(seen) + " events, not " + count->text()};
}

// As evidence under a quote of every register that the log extends: all of them agree, their events are there, and what
// Secure Boot measured is understood.
Status CheckEvidence(const EventLog& log) {
  roots::PcrValues proven;
  for (const roots::LogBank& bank : log.banks) {
    auto replayed = roots::Replay(log, bank.alg);
    if (replayed.ok()) proven[bank.alg] = std::move(replayed).value();
  }
  if (proven.empty()) return {};
  const auto environment = roots::LogEnvironment(log, proven, true, {"vectors", ""});
  const eat::Item* events = environment.claims.FindText("events");
  const eat::Item* bank = environment.claims.FindText("bank");
  if (events == nullptr || bank == nullptr) return {Code::kInternal, "as evidence: nothing was replayed"};
  std::size_t seen = 0;
  for (const auto& [pcr, list] : events->entries) seen += list.items.size();
  const auto measured = std::count_if(log.events.begin(), log.events.end(),
                                      [](const roots::Event& event) { return event.type != roots::kEvNoAction; });
  if (seen != static_cast<std::size_t>(measured)) return {Code::kInternal, "as evidence: events are missing"};
  for (const auto& [path, state] : environment.states.entries) {
    const bool error = state.FindText("error") != nullptr;
    if (error && path.text->starts_with("secure_boot"))
      return {Code::kInternal, "as evidence: " + *path.text + ": " + state.FindText("error")->text};
  }
  auto octets = eat::ItemToCbor(environment.claims);
  return octets.ok() ? Status() : octets.TakeStatus();
}

Status ReadOne(const Input& input, const json::Value& test, const Bytes& bytes) {
  const bool guest = IdOf(test).starts_with("ccel");
  const auto registers = guest ? roots::Registers::kConfidentialGuest : roots::Registers::kTpm;
  MPS_ASSIGN(const EventLog log, roots::DecodeEventLog(bytes, registers));
  if ((TextOf(test, "format") == "crypto-agile") != log.crypto_agile)
    return {Code::kInternal, "the log has the other format"};
  MPS_TRY(CompareCount(log, test));
  MPS_TRY(CompareRegisters(log, test.Find("pcrs"), false));
  MPS_TRY(CompareRegisters(log, test.Find("replay"), true));
  MPS_TRY(CompareApplications(log, test.Find("efi_app_digests")));
  if (!guest) MPS_TRY(CheckEvidence(log));
  const json::Value* files = test.Find("files");
  if (files->items().size() < 2) return {};
  MPS_ASSIGN(const Bytes yaml, input.Read(files->items()[1].text()));
  return ComparePrinted(log, yaml);
}

}  // namespace

void RunTpmEventlog(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const std::string id = IdOf(test);
    const auto bytes = input.Read(FileOf(test));
    if (!bytes.ok()) {
      report.Fail(id, bytes.status().ToString());
    } else if (TextOf(test, "expect").starts_with("reject")) {
      const auto log = roots::DecodeEventLog(*bytes);
      report.Reject(id, log.ok() ? Status() : log.status());
    } else {
      report.Accept(id, ReadOne(input, test, *bytes), true);
    }
  }
}

}  // namespace mps::vectors
