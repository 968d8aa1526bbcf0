// What the profiles demand of reference values and keys, as a table. Sources: draft-fdb-rats-psa-endorsements,
// draft-ydb-rats-cca-endorsements, AMD's CoRIM profile for SEV-SNP, and what Veraison's schemes document of the others.
#include "corim/profile.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

namespace mps::corim {
namespace {

using Kinds = std::vector<IdKind>;
using Sizes = std::vector<std::size_t>;

// What an environment must be like. An empty list of kinds: it must not be there; nullopt: anything goes.
struct EnvironmentRule {
  std::optional<Kinds> class_id;
  Sizes class_sizes;  // octets of the class-id; empty: any
  std::string_view class_oid;
  std::optional<Kinds> instance;
  Sizes instance_sizes;
  std::string_view vendor, model;  // exactly these, where not empty
  bool needs_model = false;
};

// What a measurement under some keys must have.
struct MeasurementRule {
  std::string_view key;             // text; empty with `number`: any unsigned integer, else none
  bool number = false;              // the key is an unsigned integer
  std::vector<std::int64_t> needs;  // code points that must be there
  bool needed = false;              // every reference triple must have one
};

struct ProfileRule {
  std::string_view uri;
  bool has_references = true;  // reference values are allowed
  EnvironmentRule reference;
  std::vector<MeasurementRule> measurements;  // empty: any key
  std::vector<std::int64_t> every;            // code points that every measurement must have
  bool exact_digests = false;                 // a digest has its algorithm's length
  EnvironmentRule keys;
  Kinds key_kinds;
  bool one_key = true;
};

constexpr std::array<std::string_view, 8> kUris = {
    "tag:arm.com,2025:psa#1.0.0",
    "tag:arm.com,2025:cca_platform#1.0.0",
    "tag:arm.com,2025:cca_realm#1.0.0",
    "tag:github.com/parallaxsecond,2023-03-03:cca",
    "tag:github.com/parallaxsecond,2023-03-03:tpm",
    "tag:amd.com,2024:snp-corim-profile",
    "tag:veraison-project.com,2026:riot",
    "https://enacttrust.com/veraison/1.0.0",
};

EnvironmentRule ClassRule(Kinds kinds, Sizes sizes, std::optional<Kinds> instance, Sizes instance_sizes = {}) {
  EnvironmentRule out;
  out.class_id = std::move(kinds);
  out.class_sizes = std::move(sizes);
  out.instance = std::move(instance);
  out.instance_sizes = std::move(instance_sizes);
  return out;
}

// An implementation id of 32 octets, and for keys a UEID of 33.
ProfileRule Arm(std::string_view uri, std::vector<MeasurementRule> measurements) {
  ProfileRule out;
  out.uri = uri;
  out.reference = ClassRule({IdKind::kBytes}, {32}, Kinds{});
  out.measurements = std::move(measurements);
  out.exact_digests = true;
  out.keys = ClassRule({IdKind::kBytes}, {32}, Kinds{IdKind::kUeid}, {33});
  out.key_kinds = {IdKind::kPemKey};
  return out;
}

ProfileRule CcaRealm() {
  ProfileRule out;
  out.uri = kUris[2];
  out.reference = ClassRule({IdKind::kBytes}, {32, 48, 64}, std::nullopt);
  out.measurements = {{"cca.rim", false, {code::kDigests}, true}, {"cca.rpv", false, {code::kRawValue}, false}};
  for (std::string_view key : {"cca.rem0", "cca.rem1", "cca.rem2", "cca.rem3"})
    out.measurements.push_back({key, false, {code::kDigests}, false});
  out.exact_digests = true;
  return out;
}

ProfileRule ParsecTpm() {
  ProfileRule out;
  out.uri = kUris[4];
  out.reference = ClassRule({IdKind::kUuid}, {}, Kinds{});
  out.measurements = {{"", true, {code::kDigests}, true}};  // the key is a PCR's number
  out.keys = ClassRule({IdKind::kUuid}, {}, Kinds{IdKind::kUeid, IdKind::kBytes});
  out.key_kinds = {IdKind::kPemKey};
  return out;
}

ProfileRule SevSnp() {
  ProfileRule out;
  out.uri = kUris[5];
  out.reference = ClassRule({IdKind::kOid}, {}, Kinds{IdKind::kBytes});
  out.reference.class_oid = "1.3.6.1.4.1.3704.3.1";
  out.measurements = {{"", true, {}, false}};
  out.keys.vendor = "Advanced Micro Devices";
  out.keys.needs_model = true;
  out.key_kinds = {IdKind::kPemCert};
  return out;
}

ProfileRule Riot() {
  ProfileRule out;
  out.uri = kUris[6];
  out.has_references = false;
  out.keys.vendor = "Veraison Project";
  out.keys.model = "RIOT";
  out.key_kinds = {IdKind::kPemCertPath};
  return out;
}

ProfileRule EnactTrust() {
  ProfileRule out;
  out.uri = kUris[7];
  out.reference.instance = Kinds{IdKind::kUuid};
  out.every = {code::kDigests};
  out.keys.instance = Kinds{IdKind::kUuid};
  out.key_kinds = {IdKind::kPemKey};
  return out;
}

std::vector<ProfileRule> MakeRules() {
  const std::vector<MeasurementRule> cca = {
      {"cca.software-component", false, {code::kDigests, code::kCryptoKeys}, false},
      {"cca.platform-config", false, {code::kRawValue}, false}};
  return {Arm(kUris[0], {{"psa.software-component", false, {code::kDigests, code::kCryptoKeys}, false}}),
          Arm(kUris[1], cca),
          CcaRealm(),
          Arm(kUris[3], cca),
          ParsecTpm(),
          SevSnp(),
          Riot(),
          EnactTrust()};
}

const ProfileRule* FindRule(const Profile& profile) {
  static const std::vector<ProfileRule> rules = MakeRules();
  for (const ProfileRule& rule : rules) {
    if (!profile.is_oid && rule.uri == profile.text) return &rule;
  }
  return nullptr;
}

Status Broken(std::string_view what, const std::string& message) {
  return {Code::kInvalid, "profile: " + std::string(what) + ": " + message};
}

template <class T>
bool Has(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

Status CheckId(const std::optional<Typed>& id, const std::optional<Kinds>& kinds, const Sizes& sizes,
               std::string_view what) {
  if (!kinds) return {};
  if (kinds->empty()) return id ? Broken(what, "must not be there") : Status();
  if (!id) return Broken(what, "is missing");
  if (!Has(*kinds, id->kind)) return Broken(what, "must not be " + std::string(IdKindName(id->kind)));
  if (sizes.empty() || Has(sizes, id->octets.size())) return {};
  return Broken(what, "has " + std::to_string(id->octets.size()) + " octets");
}

Status CheckEnvironment(const Environment& environment, const EnvironmentRule& rule) {
  const corim::Class none;
  const corim::Class& klass = environment.klass ? *environment.klass : none;
  MPS_TRY(CheckId(klass.id, rule.class_id, rule.class_sizes, "class-id"));
  if (!rule.class_oid.empty() && OidText(klass.id->octets) != std::string(rule.class_oid))
    return Broken("class-id", "must be oid " + std::string(rule.class_oid));
  MPS_TRY(CheckId(environment.instance, rule.instance, rule.instance_sizes, "instance"));
  if (!rule.vendor.empty() && klass.vendor != std::string(rule.vendor))
    return Broken("vendor", "must be " + std::string(rule.vendor));
  if (!rule.model.empty() && klass.model != std::string(rule.model))
    return Broken("model", "must be " + std::string(rule.model));
  return rule.needs_model && !klass.model ? Broken("model", "is missing") : Status();
}

Status CheckDigestSizes(const Measurement& measurement) {
  const Claim* claim = FindClaim(measurement.claims, code::kDigests);
  const Digests* digests = claim == nullptr ? nullptr : std::get_if<Digests>(&claim->value);
  if (digests == nullptr) return {};
  for (const Digest& digest : *digests) {
    const auto size = DigestSize(digest.alg);
    if (size && *size != digest.value.size())
      return Broken("digests", "has " + std::to_string(digest.value.size()) + " octets for an algorithm of " +
                                   std::to_string(*size));
  }
  return {};
}

bool Covers(const MeasurementRule& rule, const std::optional<Typed>& key) {
  if (!key) return false;
  if (rule.number) return key->kind == IdKind::kUint;
  return key->kind == IdKind::kText && AsText(key->octets) == rule.key;
}

Status CheckNeeds(const Measurement& measurement, const std::vector<std::int64_t>& needs) {
  for (const std::int64_t number : needs) {
    if (FindClaim(measurement.claims, number) == nullptr)
      return Broken("measurement", ClaimName(number) + " is missing");
  }
  return {};
}

Status CheckMeasurement(const Measurement& measurement, const ProfileRule& rule) {
  if (rule.exact_digests) MPS_TRY(CheckDigestSizes(measurement));
  MPS_TRY(CheckNeeds(measurement, rule.every));
  if (rule.measurements.empty()) return {};
  for (const MeasurementRule& one : rule.measurements) {
    if (Covers(one, measurement.key)) return CheckNeeds(measurement, one.needs);
  }
  return Broken("mkey", measurement.key ? Describe(*measurement.key) + " is none of the profile's" : "is missing");
}

Status CheckReference(const ValueTriple& triple, const ProfileRule& rule) {
  if (!rule.has_references) return Broken("reference-triples", "the profile has none");
  MPS_TRY(CheckEnvironment(triple.environment, rule.reference));
  for (const Measurement& one : triple.measurements) MPS_TRY(CheckMeasurement(one, rule));
  for (const MeasurementRule& wanted : rule.measurements) {
    const bool there = std::any_of(triple.measurements.begin(), triple.measurements.end(),
                                   [&](const Measurement& one) { return Covers(wanted, one.key); });
    if (wanted.needed && !there)
      return Broken("reference value",
                    wanted.number ? "has no number as key" : std::string(wanted.key) + " is missing");
  }
  return {};
}

Status CheckKeys(const KeyTriple& triple, const ProfileRule& rule) {
  MPS_TRY(CheckEnvironment(triple.environment, rule.keys));
  if (rule.one_key && triple.keys.size() != 1) return Broken("key-list", "must have one key");
  for (const Typed& key : triple.keys) {
    if (!rule.key_kinds.empty() && !Has(rule.key_kinds, key.kind))
      return Broken("key-list", "must not have " + std::string(IdKindName(key.kind)));
  }
  return {};
}

}  // namespace

std::span<const std::string_view> KnownProfiles() { return kUris; }

Status CheckProfile(const Corim& corim) {
  if (!corim.profile) return {};
  const ProfileRule* rule = FindRule(*corim.profile);
  if (rule == nullptr)
    return Status::Unsupported("corim-profile", "the profile " + corim.profile->text + " is not known");
  for (const Comid& comid : corim.comids) {
    for (const ValueTriple& triple : comid.triples.reference) MPS_TRY(CheckReference(triple, *rule));
    for (const KeyTriple& triple : comid.triples.attest_key) MPS_TRY(CheckKeys(triple, *rule));
  }
  return {};
}

}  // namespace mps::corim
