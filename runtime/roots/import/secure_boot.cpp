#include "roots/import/secure_boot.h"

#include <algorithm>
#include <map>
#include <string>

#include "crypto/hash.h"
#include "roots/event_data.h"
#include "roots/fields.h"
#include "roots/import/pcr_text.h"

namespace mps::roots {
namespace {

using eat::EvidenceMap;
using eat::EvidenceStates;
using eat::Item;

constexpr std::string_view kGlobal = "8be4df61-93ca-11d2-aa0d-00e098032b8c";    // EFI_GLOBAL_VARIABLE
constexpr std::string_view kDatabase = "d719b2cb-3d3a-4596-a3bc-dad00e67656f";  // EFI_IMAGE_SECURITY_DATABASE_GUID
constexpr std::string_view kX509 = "a5c059a1-94e4-4aa7-87b5-ab155c2bf072";      // EFI_CERT_X509_GUID
constexpr std::string_view kSha256 = "c1c41626-504c-4092-aca9-41f936934328";    // EFI_CERT_SHA256_GUID
constexpr std::size_t kGuid = 16, kListHead = 28, kImageDigest = 32;

struct Database {
  std::string_view variable, vendor, claim;
};
constexpr Database kDatabases[] = {
    {"PK", kGlobal, "pk"}, {"KEK", kGlobal, "kek"}, {"db", kDatabase, "db"}, {"dbx", kDatabase, "dbx"}};

Result<Item> SignatureItem(const std::string& type, ByteView entry) {
  EvidenceMap out;
  const ByteView data = entry.subspan(kGuid);
  out.Put("owner", GuidText(entry.first(kGuid)));
  out.Put("kind", std::string(type == kX509 ? "x509" : type == kSha256 ? "sha256" : type));
  if (type == kSha256) {
    out.Put("digest", DigestText(kHashSha256, data));
  } else {
    MPS_ASSIGN(const Bytes digest, crypto::Sha256(data));
    out.Put("digest", DigestText(kHashSha256, digest));
  }
  return out.Take();
}

// What register 7 has of one variable.
struct Measured {
  ByteView value;
  bool unlike = false;  // measured again with another value
};

class Reader {
 public:
  // False: some data are not what was measured.
  bool Read(const std::vector<const Event*>& events, HashId bank) {
    bool whole = true;
    for (const Event* event : events) {
      if (event->type != kEvEfiVariableDriverConfig) continue;
      const auto covered = CoverageOf(*event, bank);
      const auto variable = DecodeUefiVariable(event->data);
      if (!covered.ok() || covered->coverage != Coverage::kCovered || !variable.ok()) {
        whole = false;
        continue;
      }
      const auto [at, fresh] = measured_.try_emplace({variable->name, GuidText(variable->vendor)});
      if (!fresh &&
          !std::equal(at->second.value.begin(), at->second.value.end(), variable->value.begin(), variable->value.end()))
        at->second.unlike = true;
      at->second.value = variable->value;
    }
    return whole;
  }
  const Measured* Find(std::string_view name, std::string_view vendor) const {
    const auto at = measured_.find({std::string(name), std::string(vendor)});
    return at == measured_.end() ? nullptr : &at->second;
  }

 private:
  std::map<std::pair<std::string, std::string>, Measured> measured_;
};

const std::string kTwice = "measured more than once, with unlike values";

void PutDatabase(const Reader& reader, const Database& database, EvidenceMap& claims, EvidenceStates& states) {
  const std::string path = "secure_boot." + std::string(database.claim);
  const Measured* found = reader.Find(database.variable, database.vendor);
  if (found == nullptr) return states.Unknown(path, "firmware did not measure " + std::string(database.variable));
  if (found->unlike) return states.Error(path, kTwice);
  auto list = SignatureListItem(found->value);
  if (!list.ok()) return states.Error(path, list.status().ToString());
  claims.Put(database.claim, std::move(list).value());
}

}  // namespace

Result<Item> SignatureListItem(ByteView octets) {
  Item out = Item::Array();
  Fields fields(octets, Order::kLittle);
  while (fields.ok() && fields.left() != 0) {
    const ByteView type = fields.Octets(kGuid, "SignatureType");
    const auto list = fields.Number<std::uint32_t>("SignatureListSize");
    const auto header = fields.Number<std::uint32_t>("SignatureHeaderSize");
    const auto entry = fields.Number<std::uint32_t>("SignatureSize");
    if (!fields.ok()) break;
    if (list < kListHead || header > list - kListHead || entry < kGuid || (list - kListHead - header) % entry != 0) {
      fields.Fail(Code::kMalformed, "the sizes of a signature list do not fit each other");
      break;
    }
    const std::string kind = GuidText(type);
    if (kind == kSha256 && entry != kGuid + kImageDigest)
      fields.Fail(Code::kMalformed, "a SHA-256 of another length in a signature list");
    (void)fields.Octets(header, "SignatureHeader");
    for (std::uint32_t i = (list - static_cast<std::uint32_t>(kListHead) - header) / entry; i > 0 && fields.ok(); --i) {
      const ByteView one = fields.Octets(entry, "a signature");
      if (!fields.ok()) break;
      MPS_ASSIGN(Item item, SignatureItem(kind, one));
      out.items.push_back(std::move(item));
    }
  }
  MPS_TRY(fields.Finish("the signature lists"));
  return out;
}

void PutSecureBoot(const std::vector<const Event*>& events, HashId bank, EvidenceMap& claims, EvidenceStates& states) {
  Reader reader;
  const bool whole = reader.Read(events, bank);
  if (!whole) return states.Unknown("secure_boot", "data of a variable in register 7 are not what was measured");
  const Measured* on = reader.Find("SecureBoot", kGlobal);
  if (on == nullptr) return states.Absent("secure_boot");
  EvidenceMap out;
  if (on->unlike) {
    states.Error("secure_boot.enabled", kTwice);
  } else if (on->value.size() > 1 || (on->value.size() == 1 && on->value[0] > 1)) {
    states.Error("secure_boot.enabled", "the variable SecureBoot is neither 0 nor 1");
  } else {
    out.Flag("enabled", on->value.size() == 1 && on->value[0] == 1);  // a variable that is not there is measured empty
  }
  const Measured* pk = reader.Find("PK", kGlobal);
  if (pk == nullptr) {
    states.Unknown("secure_boot.setup_mode", "firmware did not measure PK");
  } else if (pk->unlike) {
    states.Error("secure_boot.setup_mode", kTwice);
  } else {
    out.Flag("setup_mode", pk->value.empty());
  }
  for (const Database& database : kDatabases) PutDatabase(reader, database, out, states);
  claims.Put("secure_boot", out.Take());
}

}  // namespace mps::roots
