// The PCR files of tpm2-tools: C structures of tpm2-tss as they lie in memory.
#include "roots/fields.h"
#include "roots/tpm.h"

namespace mps::roots::tpm {
namespace {

constexpr std::size_t kListDigests = 8;    // TPML_DIGEST has room for as many
constexpr std::size_t kDigestRoom = 64;    // and TPM2B_DIGEST for as many octets
constexpr std::uint32_t kMostLists = 256;  // a list holds at least one register of one bank

// The registers selected, in order. Room for all selections is there, used or not.
std::vector<PcrName> SelectedPcrs(Fields& fields) {
  std::vector<PcrName> out;
  const auto count = fields.Number<std::uint32_t>("the number of selections");
  if (count > kSelections) fields.Fail(Code::kMalformed, "more selections than there is room for");
  for (std::uint32_t i = 0; i < kSelections; ++i) {
    const auto bank = fields.Number<std::uint16_t>("a bank");
    const auto size = fields.Number<std::uint8_t>("a selection");
    const ByteView map = fields.Octets(kSelectOctets, "a selection");
    (void)fields.Octets(1, "padding");
    if (!fields.ok() || i >= count) continue;
    if (size > kSelectOctets) fields.Fail(Code::kMalformed, "a selection larger than its room");
    for (std::uint32_t pcr = 0; fields.ok() && pcr < 8u * size; ++pcr) {
      if ((map[pcr / 8] >> (pcr % 8) & 1) == 0) continue;
      if (pcr >= kPcrs) fields.Fail(Code::kLimit, "a register above 23");
      out.push_back({bank, pcr});
    }
  }
  return out;
}

std::vector<Bytes> Digests(Fields& fields) {
  std::vector<Bytes> out;
  const auto lists = fields.Number<std::uint32_t>("the number of lists");
  if (lists > kMostLists) fields.Fail(Code::kLimit, "more lists of digests than are taken");
  for (std::uint32_t i = 0; i < lists && fields.ok(); ++i) {
    const auto count = fields.Number<std::uint32_t>("the number of digests");
    if (count > kListDigests) fields.Fail(Code::kMalformed, "more digests than there is room for");
    for (std::uint32_t j = 0; j < kListDigests; ++j) {
      const auto size = fields.Number<std::uint16_t>("a digest");
      const ByteView room = fields.Octets(kDigestRoom, "a digest");
      if (j >= count || !fields.ok()) continue;
      if (size > kDigestRoom) fields.Fail(Code::kMalformed, "a digest larger than its room");
      if (fields.ok()) out.push_back(ToBytes(room.first(size)));
    }
  }
  return out;
}

}  // namespace

Result<PcrValues> DecodePcrFile(ByteView bytes) {
  Fields fields(bytes, Order::kLittle);
  const std::vector<PcrName> selected = SelectedPcrs(fields);
  std::vector<Bytes> digests = Digests(fields);
  MPS_TRY(fields.Finish("the lists of digests"));
  if (selected.size() != digests.size())
    return Status(Code::kInvalid, "there are not as many digests as registers selected");
  PcrValues out;
  for (std::size_t i = 0; i < selected.size(); ++i) {
    const PcrName name = selected[i];
    const auto alg = DigestOf(name.bank);
    if (alg && DigestOctets(*alg) != digests[i].size())
      return Status(Code::kInvalid, PcrNameText(name) + " has a value of another length than its bank's");
    if (!out[name.bank].emplace(name.pcr, std::move(digests[i])).second)
      return Status(Code::kDuplicate, PcrNameText(name) + " is selected twice");
  }
  return out;
}

}  // namespace mps::roots::tpm
