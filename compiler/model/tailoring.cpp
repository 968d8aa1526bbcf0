// Look-ups in a tailoring, and its canonical form. Entry point: FillTailoringDigest.
#include "model/tailoring.h"

#include <algorithm>

#include "crypto/hash.h"
#include "model/canonical.h"
#include "model/canonical_writer.h"

namespace mps::model {
namespace {

constexpr std::int64_t kFormat = 1;

template <class Entry, class Key>
const Entry* FindEntry(const std::vector<Entry>& entries, Key Entry::*key, const Key& wanted) {
  const auto found = std::lower_bound(entries.begin(), entries.end(), wanted,
                                      [key](const Entry& entry, const Key& k) { return entry.*key < k; });
  return found != entries.end() && (*found).*key == wanted ? &*found : nullptr;
}

}  // namespace

const Setting* Tailoring::SettingOf(std::uint32_t param) const { return FindEntry(settings, &Setting::param, param); }
const Drop* Tailoring::DropOf(const std::string& rule) const { return FindEntry(drops, &Drop::rule, rule); }
const Waiver* Tailoring::WaiverOf(const std::string& rule) const { return FindEntry(waivers, &Waiver::rule, rule); }

Result<Bytes> CanonicalTailoring(const Model& model) {
  const Tailoring& tailoring = *model.tailoring;
  CanonicalWriter writer(model);
  std::vector<Bytes> settings, drops, waivers;
  for (const Setting& s : tailoring.settings) {
    MPS_ASSIGN(const auto value, writer.Value_(s.value));
    settings.push_back(ArrayOf({TextItem(model.params[s.param].name), value, TextItem(s.because)}));
  }
  for (const Drop& d : tailoring.drops) drops.push_back(ArrayOf({TextItem(d.rule), TextItem(d.because)}));
  for (const Waiver& w : tailoring.waivers)
    waivers.push_back(
        ArrayOf({TextItem(w.rule), IntItem(w.until), TextItem(w.because), TextItem(w.approved), TextItem(w.ticket)}));
  return ArrayOf({TextItem("mps-tailoring"), IntItem(kFormat), TextItem(tailoring.name), TextItem(tailoring.version),
                  OctetsItem(model.definition_digest), SortedArray(std::move(settings)), SortedArray(std::move(drops)),
                  SortedArray(std::move(waivers))});
}

Status FillTailoringDigest(Model& model) {
  MPS_ASSIGN(const auto bytes, CanonicalTailoring(model));
  MPS_ASSIGN(model.tailoring->digest, crypto::Sha256(bytes));
  return {};
}

}  // namespace mps::model
