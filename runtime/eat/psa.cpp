// PSA tokens. Their three forms have the same claims under other labels.
#include "eat/psa.h"

#include <algorithm>
#include <array>

#include "eat/claim_reader.h"

namespace mps::eat {
namespace {

constexpr std::string_view kWhat = "PSA";

struct Labels {
  Label nonce, instance_id, implementation_id, client_id, lifecycle, boot_seed, certification, components, service;
};

// RFC 9783 4. JSON names are those of Veraison, whose form it is. The boot seed is EAT's own bootseed there (4.3.2; RFC
// 9711 4.2.13), of 8 to 32 octets.
constexpr Labels kRfc = {{10, "psa-nonce"},
                         {256, "psa-instance-id"},
                         {2396, "psa-implementation-id"},
                         {2394, "psa-client-id"},
                         {2395, "psa-security-lifecycle"},
                         {268, "psa-boot-seed"},
                         {2398, "psa-certification-reference"},
                         {2399, "psa-software-components"},
                         {2400, "psa-verification-service-indicator"}};
// draft-tschofenig-rats-psa-token before it took over EAT's: TF-M and Veraison write it with
// `http://arm.com/psa/2.0.0`.
constexpr Label kDraftBootSeed{2397, "psa-boot-seed"};
constexpr Labels kProfile1 = {
    {-75008, "psa-nonce"},     {-75009, "psa-instance-id"},         {-75003, "psa-implementation-id"},
    {-75001, "psa-client-id"}, {-75002, "psa-security-lifecycle"},  {-75004, "psa-boot-seed"},
    {-75005, "psa-hwver"},     {-75006, "psa-software-components"}, {-75010, "psa-verification-service-indicator"}};
constexpr Label kProfile1Profile{-75000, "psa-profile"};
constexpr Label kNoMeasurements{-75007, "psa-no-software-measurements"};
constexpr Label kJsonProfile{265, "eat-profile"};

constexpr Label kType{1, "measurement-type"}, kValue{2, "measurement-value"}, kVersion{4, "version"},
    kSigner{5, "signer-id"}, kDescription{6, "measurement-description"};

bool AllDigits(std::string_view text, std::size_t count) {
  return text.size() == count && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// An EAN-13, with `short_allowed` also without the five digits that RFC 9783 4.2.3 has after it.
bool IsCertification(std::string_view text, bool short_allowed) {
  if (short_allowed && AllDigits(text, 13)) return true;
  return text.size() == 19 && AllDigits(text.substr(0, 13), 13) && text[13] == '-' && AllDigits(text.substr(14), 5);
}

std::string_view KnownProfile(std::string_view profile) {
  for (std::string_view known : {kPsaProfile, kPsaProfile2}) {
    if (profile == known) return known;
  }
  return {};
}

// eat_profile, or in Veraison's JSON `eat-profile`.
Result<std::optional<std::string>> EatProfile(const ClaimsSet& claims) {
  MPS_ASSIGN(auto profile, ProfileOf(claims));
  if (profile || claims.encoding == Encoding::kCbor) return profile;
  const Item* item = claims.map.FindText(kJsonProfile.name);
  if (item == nullptr) return std::optional<std::string>();
  if (!item->Is(ItemKind::kText)) return Status(Code::kType, "PSA claim eat-profile: must be text");
  return std::optional<std::string>(item->text);
}

Result<std::string> PsaProfile(const ClaimsSet& claims) {
  MPS_ASSIGN(const auto named, EatProfile(claims));
  if (named) {
    const std::string_view known = KnownProfile(*named);
    if (known.empty())
      return Status::Unsupported("eat-profile", "`" + *named + "` is no profile of PSA that is known here");
    return std::string(known);
  }
  const Item* item = claims.map.Find(kProfile1Profile, claims.encoding);
  if (item != nullptr && !(item->Is(ItemKind::kText) && item->text == kPsaProfile1)) {
    return Status::Unsupported("eat-profile", "the claim psa-profile is not `" + std::string(kPsaProfile1) + "`");
  }
  return std::string(kPsaProfile1);
}

void ReadComponents(ClaimReader& reader, const ClaimsSet& claims, Label label, PsaClaims& psa) {
  const bool first = psa.profile == kPsaProfile1;
  if (first && reader.Has(kNoMeasurements)) {
    std::int64_t one = 0;
    reader.Int(kNoMeasurements, 1, 1, one);
    if (reader.Has(label)) reader.Fail(label, "and the claim that there are no measurements exclude each other");
    psa.no_software_measurements = true;
    return;
  }
  const Item* array = reader.Array(label, kMostComponents);
  if (array == nullptr) return;
  auto components = DecodeComponents(*array, claims.encoding, kWhat, claims.encoding == Encoding::kJson);
  if (components.ok()) {
    psa.components = std::move(components).value();
  } else {
    reader.Fail(label, components.status().message());
  }
}

}  // namespace

bool IsPsa(const ClaimsSet& claims) {
  const auto profile = ProfileOf(claims);
  if (profile.ok() && *profile) return !KnownProfile(**profile).empty();
  if (claims.encoding != Encoding::kCbor) return false;
  return std::any_of(claims.map.entries.begin(), claims.map.entries.end(), [](const Item::Entry& entry) {
    return entry.first.number && *entry.first.number <= -75000 && *entry.first.number >= -75010;
  });
}

Result<std::vector<SoftwareComponent>> DecodeComponents(const Item& array, Encoding encoding, std::string_view what,
                                                        bool padded_base64) {
  std::vector<SoftwareComponent> out;
  for (const Item& item : array.items) {
    const std::string place = "component " + std::to_string(out.size() + 1);
    if (!item.Is(ItemKind::kMap)) return Status(Code::kType, place + " is no map");
    ClaimReader reader(item, encoding, what, padded_base64 ? Octets64::kPadded : Octets64::kUrl);
    SoftwareComponent component;
    reader.Text(kType, component.type);
    reader.Octets(kValue, {32, 48, 64}, component.measurement);
    reader.Text(kVersion, component.version);
    reader.Octets(kSigner, {32, 48, 64}, component.signer);
    reader.Text(kDescription, component.algorithm);
    if (!reader.ok()) return Status(reader.status()).Within(place);
    out.push_back(std::move(component));
  }
  return out;
}

Result<PsaClaims> DecodePsa(const ClaimsSet& claims) {
  PsaClaims psa;
  MPS_ASSIGN(psa.profile, PsaProfile(claims));
  const bool first = psa.profile == kPsaProfile1;
  const Labels& labels = first ? kProfile1 : kRfc;
  const bool json = claims.encoding == Encoding::kJson;
  ClaimReader reader(claims.map, claims.encoding, kWhat, json ? Octets64::kPadded : Octets64::kUrl);
  reader.Octets(labels.nonce, {32, 48, 64}, psa.nonce);
  reader.Octets(labels.instance_id, {33}, psa.instance_id);
  if (!psa.instance_id.empty() && psa.instance_id[0] != 1) reader.Fail(labels.instance_id, "is no UEID of type 01");
  reader.Octets(labels.implementation_id, {32}, psa.implementation_id);
  reader.Int(labels.client_id, INT32_MIN, INT32_MAX, psa.client_id);
  reader.Int(labels.lifecycle, 0, 0xffff, psa.lifecycle);
  if (reader.ok() && LifecycleName(psa.lifecycle) == "invalid")
    reader.Fail(labels.lifecycle, "is no state of RFC 9783");
  reader.Octets(labels.boot_seed, first ? 32 : 8, 32, psa.boot_seed);
  if (psa.profile == kPsaProfile2 && !json) {  // in JSON the names are one
    const bool twice = psa.boot_seed.has_value();
    reader.Octets(kDraftBootSeed, 8, 32, psa.boot_seed);
    if (twice && reader.Has(kDraftBootSeed)) reader.Fail(kDraftBootSeed, "is there beside the bootseed of EAT");
  }
  reader.Text(labels.certification, psa.certification_reference);
  if (psa.certification_reference && !IsCertification(*psa.certification_reference, first)) {
    reader.Fail(labels.certification, "is no certification reference: thirteen digits, a hyphen, five digits");
  }
  reader.Text(labels.service, psa.verification_service);
  ReadComponents(reader, claims, labels.components, psa);
  if (!reader.ok()) return reader.status();
  return psa;
}

std::string_view LifecycleName(std::int64_t lifecycle) {
  static constexpr std::array<std::string_view, 7> kNames = {
      "unknown",       "assembly_and_test",     "rot_provisioning", "secured",
      "non_rot_debug", "recoverable_rot_debug", "decommissioned"};
  const std::int64_t state = lifecycle >> 12;
  const bool known = lifecycle >= 0 && (lifecycle & 0x0f00) == 0 && state < static_cast<std::int64_t>(kNames.size());
  return known ? kNames[static_cast<std::size_t>(state)] : "invalid";
}

}  // namespace mps::eat
