#include "endorse/load.h"

#include "endorse/signed_file.h"
#include "endorse/trusted.h"

namespace mps::endorse {
namespace {

// What is left of a file's set after the anchors have been asked.
Status NarrowFile(const LoadOptions& options, SignedFile& file, Loaded& out) {
  if (options.anchors == nullptr) return {};
  MPS_ASSIGN(const auto grant, GrantOf(*options.anchors, file.key_id, file.chain, options.now));
  for (auto& ignored : Narrow(grant, file.content.set)) out.ignored.push_back(std::move(ignored));
  return {};
}

}  // namespace

bool CountsForNothing(const Status& status) {
  return status.code() == Code::kSignature || status.code() == Code::kTrust || status.code() == Code::kFreshness;
}

Status LoadFile(const std::string& name, ByteView octets, const LoadOptions& options, Loaded& out) {
  auto file = ReadSignedFile(octets);
  Status status = file.ok() ? Accept(*file, options.endorsers, options.definition, options.now) : file.TakeStatus();
  if (status.ok()) {
    file->content.set.origin = name;
    status = NarrowFile(options, *file, out);
  }
  if (CountsForNothing(status)) {
    out.ignored.push_back({"", "", name, status.message()});
    return {};
  }
  if (!status.ok()) return std::move(status).Within("endorsements `" + name + "`");
  if (file->content.set.endorsements.empty() && file->content.set.answers.empty())
    return {};  // the anchors left nothing
  const bool is_jws = octets[0] == 'e';
  out.used.push_back({name, is_jws ? "application/jose" : std::string(kEndorsementsType), std::move(file->digest)});
  out.sets.push_back(std::move(file->content.set));
  return {};
}

}  // namespace mps::endorse
