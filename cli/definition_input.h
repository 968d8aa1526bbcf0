// What stands where a command takes a definition: an .mps file, which is compiled, or a bundle, told by its first
// octets.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bundle/bundle.h"
#include "command.h"

namespace mps::cli {

// Whose bundles, and which, are taken: --publisher or --publisher-trust, --bundle-digest; and what a tailor file
// tailors: --base.
struct TrustArguments {
  std::vector<std::string> publishers, digests;
  std::string store;  // folder of a trust store
  std::string base;
};
void AddTrustOptions(CLI::App& command, TrustArguments& arguments);

enum class Trust : std::uint8_t {
  kAsIs,      // a bundle that nobody vouches for is taken, and said to be one
  kRequired,  // it is refused
};

struct Definition {
  std::shared_ptr<const program::Program> program;  // null: `exit` says why, and so was the user told
  std::optional<bundle::Bundle> bundle;             // nullopt: it was compiled from source
  int exit = kExitPass;
};
// `now`: the text of --now; a publisher's anchors are judged at that time.
Definition LoadDefinition(const std::string& path, const TrustArguments& arguments, const std::string& now, Trust trust,
                          const Context& context);

// Says what damage the probes of a bundle's tables met, if they met any: the verdicts have it as errors.
void NoteDamage(const Definition& definition);

// Whether the file begins as a bundle does; false for what cannot be read.
bool IsBundle(const std::string& path);

}  // namespace mps::cli
