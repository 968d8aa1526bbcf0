#include "roots/event_log.h"

#include <algorithm>
#include <array>

#include "roots/fields.h"

namespace mps::roots {
namespace {

constexpr std::size_t kSha1Size = 20;
constexpr std::size_t kMostDigest = 64;
constexpr std::string_view kStartupLocality{"StartupLocality\0", 16};
constexpr std::size_t kSignatureSize = 16;  // of the strings that tell EV_NO_ACTION events apart

struct TypeRow {
  std::uint32_t type;
  std::string_view name;
};
constexpr TypeRow kTypes[] = {
    {0x00000000, "EV_PREBOOT_CERT"},
    {0x00000001, "EV_POST_CODE"},
    {0x00000002, "EV_UNUSED"},
    {0x00000003, "EV_NO_ACTION"},
    {0x00000004, "EV_SEPARATOR"},
    {0x00000005, "EV_ACTION"},
    {0x00000006, "EV_EVENT_TAG"},
    {0x00000007, "EV_S_CRTM_CONTENTS"},
    {0x00000008, "EV_S_CRTM_VERSION"},
    {0x00000009, "EV_CPU_MICROCODE"},
    {0x0000000A, "EV_PLATFORM_CONFIG_FLAGS"},
    {0x0000000B, "EV_TABLE_OF_DEVICES"},
    {0x0000000C, "EV_COMPACT_HASH"},
    {0x0000000D, "EV_IPL"},
    {0x0000000E, "EV_IPL_PARTITION_DATA"},
    {0x0000000F, "EV_NONHOST_CODE"},
    {0x00000010, "EV_NONHOST_CONFIG"},
    {0x00000011, "EV_NONHOST_INFO"},
    {0x00000012, "EV_OMIT_BOOT_DEVICE_EVENTS"},
    {0x00000013, "EV_POST_CODE2"},
    {0x80000001, "EV_EFI_VARIABLE_DRIVER_CONFIG"},
    {0x80000002, "EV_EFI_VARIABLE_BOOT"},
    {0x80000003, "EV_EFI_BOOT_SERVICES_APPLICATION"},
    {0x80000004, "EV_EFI_BOOT_SERVICES_DRIVER"},
    {0x80000005, "EV_EFI_RUNTIME_SERVICES_DRIVER"},
    {0x80000006, "EV_EFI_GPT_EVENT"},
    {0x80000007, "EV_EFI_ACTION"},
    {0x80000008, "EV_EFI_PLATFORM_FIRMWARE_BLOB"},
    {0x80000009, "EV_EFI_HANDOFF_TABLES"},
    {0x8000000A, "EV_EFI_PLATFORM_FIRMWARE_BLOB2"},
    {0x8000000B, "EV_EFI_HANDOFF_TABLES2"},
    {0x8000000C, "EV_EFI_VARIABLE_BOOT2"},
    {0x8000000D, "EV_EFI_GPT_EVENT2"},
    {0x80000010, "EV_EFI_HCRTM_EVENT"},
    {0x800000E0, "EV_EFI_VARIABLE_AUTHORITY"},
    {0x800000E1, "EV_EFI_SPDM_FIRMWARE_BLOB"},
    {0x800000E2, "EV_EFI_SPDM_FIRMWARE_CONFIG"},
    {0x800000E3, "EV_EFI_SPDM_DEVICE_POLICY"},
    {0x800000E4, "EV_EFI_SPDM_DEVICE_AUTHORITY"},
};

// The text before the NULs of the sixteen octets that an EV_NO_ACTION event begins with; "" if it has none.
std::string_view SignatureOf(ByteView data) {
  if (data.size() < kSignatureSize) return {};
  const std::string_view text = AsText(data.first(kSignatureSize));
  return text.substr(0, text.find('\0'));
}

bool AllAre(ByteView octets, std::uint8_t value) {
  return std::all_of(octets.begin(), octets.end(), [&](std::uint8_t o) { return o == value; });
}

class Decoder {
 public:
  Decoder(ByteView bytes, Registers registers) : fields_(bytes, Order::kLittle), registers_(registers) {}

  Result<EventLog> Run() {
    MPS_TRY(First());
    while (!AtEnd()) {
      if (log_.events.size() == kEvents) return Status(Code::kLimit, "the log has too many events", fields_.offset());
      MPS_ASSIGN(Event event, log_.crypto_agile ? AgileRecord() : Sha1Record());
      if (Status status = Judge(event); !status.ok()) return std::move(status).WithOffset(event.offset);
      log_.events.push_back(std::move(event));
    }
    return std::move(log_);
  }

 private:
  // Firmware hands over the whole area that it keeps for the log.
  bool AtEnd() {
    const ByteView rest = fields_.rest();
    if (rest.empty()) return true;
    if (!AllAre(rest, 0xFF) && !AllAre(rest, 0)) return false;
    log_.padding = rest.size();
    return true;
  }

  // The first record has the old form in every log; it says what form the others have.
  Status First() {
    MPS_ASSIGN(Event event, Sha1Record());
    if (event.type == kEvNoAction) log_.spec_id = std::string(SignatureOf(event.data));
    if (!log_.spec_id.starts_with("Spec ID")) log_.spec_id.clear();
    log_.crypto_agile = log_.spec_id == "Spec ID Event03";
    if (log_.crypto_agile) {
      MPS_TRY(Banks(event));
      log_.header = std::move(event);
      return {};
    }
    log_.banks = {{kHashSha1, kSha1Size}};
    if (Status status = Judge(event); !status.ok()) return std::move(status).WithOffset(event.offset);
    log_.events.push_back(std::move(event));
    return {};
  }

  // TCG_EfiSpecIDEvent (PFP 10.4.5.1).
  Status Banks(const Event& event) {
    Fields spec(event.data, Order::kLittle, fields_.offset() - event.data.size());
    (void)spec.Octets(kSignatureSize, "signature");
    (void)spec.Number<std::uint32_t>("platformClass");
    (void)spec.Octets(4, "the version");
    const auto count = spec.Number<std::uint32_t>("numberOfAlgorithms");
    if (count == 0 || count > kLogBanks) spec.Fail(Code::kLimit, "no bank, or more than are taken");
    for (std::uint32_t i = 0; i < count && spec.ok(); ++i) {
      LogBank bank{};
      bank.alg = spec.Number<std::uint16_t>("a bank");
      bank.size = spec.Number<std::uint16_t>("a bank's size");
      if (!spec.ok()) break;
      if (Status status = Bank(bank); !status.ok()) return std::move(status).WithOffset(spec.offset() - 4);
    }
    const auto vendor = spec.Number<std::uint8_t>("vendorInfoSize");
    (void)spec.Octets(vendor, "vendorInfo");
    return spec.Finish("the Spec ID event");
  }

  Status Bank(const LogBank& bank) {
    const auto known = DigestOf(bank.alg);
    if (bank.size == 0 || bank.size > kMostDigest || (known && DigestOctets(*known) != bank.size))
      return {Code::kInvalid, HashIdName(bank.alg) + " with digests of " + std::to_string(bank.size) + " bytes"};
    if (SizeOf(bank.alg) != 0) return {Code::kDuplicate, HashIdName(bank.alg) + " is declared twice"};
    log_.banks.push_back(bank);
    return {};
  }

  std::size_t SizeOf(HashId alg) const {
    for (const LogBank& bank : log_.banks) {
      if (bank.alg == alg) return bank.size;
    }
    return 0;
  }

  // TCG_PCClientPCREvent (PFP 10.2.1).
  Result<Event> Sha1Record() {
    Event event{fields_.offset(), 0, 0, {}, {}};
    event.pcr = fields_.Number<std::uint32_t>("pcrIndex");
    event.type = fields_.Number<std::uint32_t>("eventType");
    event.digests = {{kHashSha1, fields_.Octets(kSha1Size, "the digest")}};
    return Data(std::move(event));
  }

  // TCG_PCR_EVENT2 (PFP 10.2.2).
  Result<Event> AgileRecord() {
    Event event{fields_.offset(), 0, 0, {}, {}};
    event.pcr = fields_.Number<std::uint32_t>("pcrIndex");
    event.type = fields_.Number<std::uint32_t>("eventType");
    const auto count = fields_.Number<std::uint32_t>("the number of digests");
    if (count > log_.banks.size()) fields_.Fail(Code::kInvalid, "more digests than banks");
    for (std::uint32_t i = 0; i < count && fields_.ok(); ++i) {
      const auto alg = fields_.Number<std::uint16_t>("a digest's algorithm");
      const std::size_t size = SizeOf(alg);
      if (size == 0) fields_.Fail(Code::kInvalid, HashIdName(alg) + " is not declared in the Spec ID event");
      if (event.Find(alg) != nullptr) fields_.Fail(Code::kDuplicate, "two digests of " + HashIdName(alg));
      event.digests.push_back({alg, fields_.Octets(size, "the digest")});
    }
    return Data(std::move(event));
  }

  Result<Event> Data(Event event) {
    const auto size = fields_.Number<std::uint32_t>("eventSize");
    event.data = fields_.Octets(size, "the event's data");
    if (!fields_.ok()) {
      Status status = fields_.status();
      return std::move(status).Within("the record at byte " + std::to_string(event.offset));
    }
    return event;
  }

  Status Judge(const Event& event) {
    const std::uint32_t most = registers_ == Registers::kTpm ? kPcrs - 1 : 4;
    if (event.type != kEvNoAction) {
      if (event.pcr > most) return {Code::kInvalid, "register " + std::to_string(event.pcr) + " is none"};
      began_ |= event.pcr == 0;
      return {};
    }
    const std::string_view text = AsText(event.data);
    if (registers_ == Registers::kTpm && text.starts_with(kStartupLocality)) return Locality(event);
    return {};
  }

  // TCG_EfiStartupLocalityEvent (PFP 10.4.5.3): before anything is measured into PCR 0.
  Status Locality(const Event& event) {
    if (event.data.size() != kStartupLocality.size() + 1) return {Code::kMalformed, "StartupLocality is not 17 bytes"};
    const std::uint8_t locality = event.data.back();
    if (locality != 0 && locality != 3 && locality != 4) return {Code::kInvalid, "a locality that starts no TPM"};
    if (began_) return {Code::kInvalid, "StartupLocality after PCR 0 was extended"};
    if (log_.startup_locality) return {Code::kDuplicate, "a second StartupLocality"};
    log_.startup_locality = locality;
    return {};
  }

  Fields fields_;
  Registers registers_;
  EventLog log_;
  bool began_ = false;  // PCR 0 was extended
};

}  // namespace

std::string_view EventTypeName(std::uint32_t type) {
  const auto* row =
      std::find_if(std::begin(kTypes), std::end(kTypes), [&](const TypeRow& r) { return r.type == type; });
  return row == std::end(kTypes) ? std::string_view() : row->name;
}

const EventDigest* Event::Find(HashId alg) const {
  for (const EventDigest& digest : digests) {
    if (digest.alg == alg) return &digest;
  }
  return nullptr;
}

Result<EventLog> DecodeEventLog(ByteView bytes, Registers registers) {
  if (bytes.size() > kEventLogBytes) return Status(Code::kLimit, "the log is larger than is taken");
  return Decoder(bytes, registers).Run();
}

}  // namespace mps::roots
