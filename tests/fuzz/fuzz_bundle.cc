// Fuzz target: any bytes as a bundle. One that opens and loads must print, verify or refuse its tables, answer probes,
// and run, all without fault, whatever its tables hold.
#include "bundle/bundle.h"
#include "run_program.h"

namespace {

// Probes of every kind: what is found does not matter, only that it is answered.
void Probe(const mps::program::ConstSet& set) {
  using mps::Cell;
  using mps::CellKind;
  const char octets[64] = {1, 2, 3};
  const std::string_view all(octets, sizeof octets);
  for (const std::size_t length : {0, 1, 20, 32, 48, 64}) {
    set.table->Find(Cell::Text(all.substr(0, length)));
    set.table->Find(Cell::Text(all.substr(0, length), CellKind::kBytes));
    for (const std::int16_t alg : {-14, -16, -43, -44})
      set.table->Find(Cell::Text(all.substr(0, length), CellKind::kDigest, alg));
  }
  for (const std::int64_t number : {INT64_MIN, std::int64_t{0}, std::int64_t{22}, INT64_MAX})
    set.table->Find(Cell::Int(number));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto bundle = mps::bundle::Bundle::Of(mps::bundle::Mapping::OfView(mps::ByteView(data, size), "fuzz"));
  if (!bundle.ok()) return 0;
  if (bundle->CheckPublisher({}).ok()) fuzz::Stop("vouched for by nobody", mps::Status());
  if (bundle->GrantFrom({}, 0).ok()) fuzz::Stop("granted by nobody", mps::Status());
  auto program = bundle->Load();
  if (!program.ok()) return 0;
  for (const auto& set : (*program)->sets)
    if (set.is_stored()) Probe(set);
  // Damage that a probe met is damage to whoever looks at everything.
  const bool sound = bundle->VerifyTables().ok();
  if (sound && !bundle->damage().ok()) fuzz::Stop("damage in sound tables", bundle->damage());
  fuzz::UseProgram(**program);
  return 0;
}
