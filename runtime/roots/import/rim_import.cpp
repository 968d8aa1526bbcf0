#include "roots/import/rim_import.h"

#include <algorithm>

#include "crypto/hash.h"
#include "roots/event_replay.h"
#include "roots/import/log_claims.h"
#include "roots/import/pcr_text.h"
#include "roots/rim.h"

namespace mps::roots {
namespace {

using eat::EvidenceMap;
using eat::EvidenceStates;
using eat::Item;

struct Support {
  std::vector<EventLog> logs;
  std::vector<const RimFile*> files;  // of the payload: which they are
};

// Each support file is one that the base RIM names, else it is refused: a log from anywhere would explain anything.
Result<Support> SupportOf(const BaseRim& rim, const RimImport& input) {
  Support out;
  for (std::size_t i = 0; i < input.support.size(); ++i) {
    const std::string which = "support file " + std::to_string(i + 1);
    const RimFile* file = FileOf(rim, input.support[i]);
    if (file == nullptr) return Status(Code::kTrust, which + " is none that the base RIM names");
    auto log = DecodeEventLog(input.support[i]);
    if (!log.ok()) return log.TakeStatus().Within(which);
    out.logs.push_back(std::move(log).value());
    out.files.push_back(file);
  }
  return out;
}

Item FilesItem(const BaseRim& rim, const Support& support) {
  Item out = Item::Array();
  for (const RimFile& file : rim.files) {
    EvidenceMap one;
    one.Put("name", file.name);
    if (file.size) one.Put("size", static_cast<std::int64_t>(*file.size));
    Item digests = Item::Array();
    for (const auto& [alg, octets] : file.digests)
      digests.items.push_back(Item::Text(DigestText(HashIdOf(alg), octets)));
    one.Put("digests", std::move(digests));
    one.Flag("given", std::find(support.files.begin(), support.files.end(), &file) != support.files.end());
    out.items.push_back(one.Take());
  }
  return out;
}

void PutIdentity(const BaseRim& rim, EvidenceMap& claims) {
  claims.Put("tag_id", rim.tag_id);
  claims.Put("name", rim.name);
  claims.Put("version", rim.version);
  claims.Put("tag_version", rim.tag_version);
  claims.Flag("patch", rim.patch);
  claims.Flag("supplemental", rim.supplemental);
  claims.Flag("corpus", rim.corpus);
  Item entities = Item::Array();
  for (const RimEntity& entity : rim.entities) {
    EvidenceMap one;
    one.Put("name", entity.name);
    one.Put("regid", entity.regid);
    one.Put("role", entity.role);
    entities.items.push_back(one.Take());
  }
  claims.Put("entities", std::move(entities));
  EvidenceMap meta;
  for (const auto& [name, value] : rim.meta) meta.Put(name, value);
  claims.Put("meta", meta.Take());
}

// The first of sha256, sha384, sha512, sha1 in which every log has a digest of every event.
Result<HashId> CommonBank(const EventLog& measured, const Support& support) {
  Status fault(Code::kInvalid, "the logs have no bank in common whose hash is supported");
  for (const HashId bank : {kHashSha256, kHashSha384, kHashSha512, kHashSha1}) {
    bool all = Replay(measured, bank).ok();
    for (const EventLog& log : support.logs) all = all && Replay(log, bank).ok();
    if (all) return bank;
  }
  return fault;
}

Item MeasuredItem(const Event& event, std::size_t index, HashId bank) {
  EvidenceMap one;
  one.Put("index", static_cast<std::int64_t>(index));
  one.Put("pcr", std::int64_t{event.pcr});
  one.Put("kind", EventKindName(event.type));
  one.Put("digest", DigestText(bank, event.Find(bank)->digest));
  return one.Take();
}

Status PutMeasured(const EventLog& measured, const Support& support, EvidenceMap& claims, EvidenceStates& states) {
  MPS_ASSIGN(const HashId bank, CommonBank(measured, support));
  MPS_ASSIGN(const BankValues replayed, Replay(measured, bank));
  EvidenceMap replay;
  for (const auto& [pcr, value] : replayed) replay.Put(std::to_string(pcr), DigestText(bank, value));
  claims.Put("bank", HashIdName(bank));
  claims.Put("replay", replay.Take());
  if (support.logs.empty()) {
    states.Unknown("unexplained", "no support file was given");
    return {};
  }
  std::vector<const EventLog*> logs;
  for (const EventLog& log : support.logs) logs.push_back(&log);
  MPS_ASSIGN(const auto indices, Unexplained(measured, logs, bank));
  Item unexplained = Item::Array();
  for (const std::size_t i : indices) unexplained.items.push_back(MeasuredItem(measured.events[i], i, bank));
  claims.Put("unexplained", std::move(unexplained));
  return {};
}

}  // namespace

Result<eat::ImportedEvidence> ImportRim(const RimImport& input) {
  if (input.keys.empty()) return Status(Code::kUsage, "a base RIM is verified under a key: none was given");
  const RimReport report = VerifyBaseRim(input.base, {input.keys});
  MPS_TRY(Refusal(report.checks));
  if (!report.verified || !report.rim) return Status(Code::kTrust, "the base RIM was not verified");
  MPS_ASSIGN(const Support support, SupportOf(*report.rim, input));
  EvidenceMap claims;
  EvidenceStates states;
  states.Complete("");
  claims.Flag("verified", true);
  PutIdentity(*report.rim, claims);
  claims.Put("files", FilesItem(*report.rim, support));
  if (input.event_log) {
    auto log = DecodeEventLog(*input.event_log);
    if (!log.ok()) return log.TakeStatus().Within("the event log");
    MPS_TRY(PutMeasured(*log, support, claims, states));
  } else {
    for (const char* claim : {"bank", "unexplained", "replay"}) states.Unknown(claim, "no event log was given");
  }
  return eat::VerifiedEvidence("base RIM", {input.now, {}, {}}, input.environment,
                               {"rim.manifest@1", "mps import rim", input.version, {}, claims.Take(), states.Take()});
}

}  // namespace mps::roots
