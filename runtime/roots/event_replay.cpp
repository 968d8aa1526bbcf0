#include "roots/event_replay.h"

#include <algorithm>

#include "roots/pcr_bank.h"

namespace mps::roots {

Result<BankValues> Replay(const EventLog& log, HashId bank) {
  const auto has = [&](const LogBank& each) { return each.alg == bank; };
  if (std::none_of(log.banks.begin(), log.banks.end(), has))
    return Status(Code::kInvalid, "the log has no digests of " + HashIdName(bank));
  const auto alg = DigestOf(bank);
  if (!alg) return Status::Unsupported("event-log-" + HashIdName(bank), "a bank whose hash is not supported");
  MPS_ASSIGN(PcrBank values, PcrBank::Create(*alg));
  if (log.startup_locality) values.StartWith(0, *log.startup_locality);
  for (const Event& event : log.events) {
    if (event.type == kEvNoAction) continue;
    const EventDigest* digest = event.Find(bank);
    if (digest == nullptr)
      return Status(Code::kInvalid, "an event without a digest of " + HashIdName(bank), event.offset);
    MPS_TRY(values.Extend(event.pcr, digest->digest));
  }
  return values.Values();
}

Result<std::vector<RegisterAgreement>> Compare(const EventLog& log, HashId bank, const PcrValues& proven) {
  MPS_ASSIGN(const BankValues replayed, Replay(log, bank));
  const auto known = proven.find(bank);
  std::vector<RegisterAgreement> out;
  for (const auto& [pcr, value] : replayed) {
    Agreement agreement = Agreement::kUnproven;
    if (known != proven.end()) {
      if (const auto at = known->second.find(pcr); at != known->second.end())
        agreement = at->second == value ? Agreement::kSame : Agreement::kDiffers;
    }
    out.push_back({{bank, pcr}, agreement});
  }
  return out;
}

}  // namespace mps::roots
