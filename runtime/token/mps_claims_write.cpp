// Claims of the MPS profile, written to the tree that both encodings share.
#include "crypto/hash.h"
#include "token/mps_labels.h"
#include "token/mps_token.h"

namespace mps::token {
namespace {

using eat::Item;
using eat::Label;

Item DigestItem(const Digest& digest) {
  Label alg{static_cast<std::int64_t>(digest.alg), crypto::DigestCoseName(digest.alg)};
  return Item::Array({Item::Word(alg), Item::Bytes(digest.value)});
}

Item VerdictItem(const Summary& summary) {
  Item counts = Item::Map();
  for (const Label& word : VerdictWords()) {
    std::uint32_t count = summary.counts[static_cast<std::size_t>(word.number)];
    if (count != 0) counts.Add(word, Item::Int(count));
  }
  return Item::Array({Item::Word({static_cast<std::int64_t>(summary.verdict), VerdictName(summary.verdict)}), counts});
}

Item LemItem(const LemEntry& entry) {
  Item item = Item::Map();
  item.Add(kRole, Item::Word(kRoles[static_cast<std::size_t>(entry.role) - 1]));
  item.Add(kType, Item::Text(entry.type));
  if (entry.uri) item.Add(kUri, Item::Text(*entry.uri));
  if (entry.digest) item.Add(kDigest, DigestItem(*entry.digest));
  if (entry.data) item.Add(kData, Item::Bytes(*entry.data));
  if (entry.time) item.Add(kTime, Item::Int(*entry.time));
  return item;
}

Item PcrItem(const Pcr& pcr) {
  if (const std::string* uri = std::get_if<std::string>(&pcr)) return Item::Text(*uri);
  Item banks = Item::Map();
  for (const auto& [alg, values] : std::get<PcrBanks>(pcr)) {
    Item bank = Item::Map();
    for (const auto& [index, value] : values) {
      std::string name = std::to_string(index);
      bank.Add({static_cast<std::int64_t>(index), name}, Item::Bytes(value));
    }
    banks.Add({static_cast<std::int64_t>(alg), crypto::DigestCoseName(alg)}, std::move(bank));
  }
  return banks;
}

Item MeasuredItem(const TokenClaims& token) {
  Item results = Item::Array();
  for (const MeasuredResult& one : *token.measured) {
    Item word = Item::Word(kMeasured[static_cast<std::size_t>(one.result) - 1]);
    results.items.push_back(Item::Array({Item::Text(one.rule), word}));
  }
  return Item::Array({Item::Array({Item::Text(token.summary.name), results})});
}

void AddSummaryAs(const Summary& summary, bool upper, Item& map) {
  map.Add(upper ? claim::kUpperMps : claim::kMps, Item::Text(summary.name));
  map.Add(upper ? claim::kUpperHsh : claim::kHsh, DigestItem(summary.hash));
  map.Add(claim::kVerdict, VerdictItem(summary));
}

}  // namespace

std::string_view RoleName(Role role) { return kRoles[static_cast<std::size_t>(role) - 1].name; }

void AddSummary(const Summary& summary, Item& map) { AddSummaryAs(summary, false, map); }

Result<Item> BuildClaims(const TokenClaims& token, bool upper) {
  Item map = Item::Map();
  map.Add(eat::claim::kProfile, Item::Text(token.profile));
  map.Add(eat::claim::kIat, Item::Int(token.issued));
  map.Add(eat::claim::kExp, Item::Int(token.expires));
  if (token.not_before) map.Add(eat::claim::kNbf, Item::Int(*token.not_before));
  map.Add(eat::claim::kTokenId, Item::Bytes(token.token_id));
  map.Add(eat::claim::kNonce, Item::Bytes(token.nonce));
  if (token.ueid) map.Add(eat::claim::kUeid, Item::Bytes(*token.ueid));
  if (token.subject) map.Add(eat::claim::kSub, Item::Text(*token.subject));
  AddSummaryAs(token.summary, upper, map);
  Item lem = Item::Array();
  for (const LemEntry& entry : token.lem) lem.items.push_back(LemItem(entry));
  map.Add(upper ? claim::kUpperLem : claim::kLem, std::move(lem));
  if (token.pcr) map.Add(upper ? claim::kUpperPcr : claim::kPcr, PcrItem(*token.pcr));
  if (token.fma) map.Add(upper ? claim::kUpperFma : claim::kFma, Item::Text(*token.fma));
  if (token.measured) map.Add(eat::claim::kMeasres, MeasuredItem(token));
  if (!token.parts.empty()) {
    Item submods = Item::Map();
    for (const auto& [name, part] : token.parts) {
      Item submod = Item::Map();
      AddSummaryAs(part, upper, submod);
      submods.AddText(name, std::move(submod));
    }
    map.Add(eat::claim::kSubmods, std::move(submods));
  }
  return map;
}

}  // namespace mps::token
