// Definitions and bundles from the command line. Entry point: LoadDefinition.
#include "definition_input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "base/hex.h"
#include "compile_input.h"
#include "crypto/key_uri.h"
#include "files.h"
#include "terminal.h"
#include "trust/store.h"

namespace mps::cli {
namespace {

constexpr std::string_view kDigestPrefix = "sha256:";

std::string DigestText(ByteView digest) { return std::string(kDigestPrefix) + HexEncode(digest); }

// A bundle whose digest is pinned is trusted by that; else one of the publishers must have signed it.
Status CheckTrust(const bundle::Bundle& bundle, const TrustArguments& arguments, Trust trust) {
  std::vector<bundle::Publisher> publishers;
  for (const auto& uri : arguments.publishers) {
    MPS_ASSIGN(auto key, crypto::LoadPublicKey(uri));
    publishers.push_back({uri, std::move(key)});
  }
  if (!arguments.digests.empty()) {
    bool pinned = false;
    for (const auto& text : arguments.digests) {
      if (text.rfind(kDigestPrefix, 0) != 0)
        return Status(Code::kUsage, "--bundle-digest: expected sha256:HEX, got `" + text + "`");
      MPS_ASSIGN(const auto digest, ParseHex("--bundle-digest", text.substr(kDigestPrefix.size()), 32, 32));
      pinned = pinned || digest == bundle.digest();
    }
    if (!pinned) {
      return Status(Code::kTrust,
                    "the bundle has the digest " + DigestText(bundle.digest()) + ", which is none of --bundle-digest");
    }
  }
  if (!publishers.empty()) return bundle.CheckPublisher(publishers);
  if (!arguments.store.empty()) return {};  // LoadGranted
  if (trust == Trust::kAsIs || !arguments.digests.empty()) return {};
  return Status(
      Code::kTrust,
      "nobody vouches for the bundle: give --publisher KEY with the key of who signs it, --publisher-trust DIR with "
      "a trust store, or --bundle-digest " +
          DigestText(bundle.digest()) + " if you know that to be the one you mean");
}

// What a run with an unchecked bundle should not leave unsaid.
void NoteUnchecked(const bundle::Bundle& bundle, const TrustArguments& arguments) {
  if (!arguments.publishers.empty() || !arguments.digests.empty() || !arguments.store.empty()) return;
  const std::string which =
      "mps: note: bundle `" + Printable(bundle.name()) + "` (" + DigestText(bundle.digest()) + ") ";
  Note(bundle.signature() ? which + "is signed by the key " + HexEncode(bundle.signature()->key_id) +
                                "; that was not checked, as neither --publisher nor --publisher-trust was given"
                          : which + "is not signed");
}

// --publisher-trust: whose the signature is, before anything of the image is believed; what for, when it is loaded.
Status LoadGranted(const TrustArguments& arguments, const std::string& now_text, Definition& out) {
  MPS_ASSIGN(const std::int64_t now, ParseNow(now_text));
  auto store = trust::Store::Open(arguments.store);
  if (!store.ok()) return store.TakeStatus().Within("--publisher-trust");
  MPS_ASSIGN(const auto grant, out.bundle->GrantFrom(store->anchors(), now));
  MPS_ASSIGN(out.program, out.bundle->Load());
  return out.bundle->CheckNames(grant);
}

Status LoadBundle(const std::string& path, const TrustArguments& arguments, const std::string& now, Trust trust,
                  Definition& out) {
  if (!arguments.publishers.empty() && !arguments.store.empty())
    return {Code::kUsage, "--publisher and --publisher-trust exclude each other"};
  MPS_ASSIGN(out.bundle, bundle::Bundle::Open(path));
  MPS_TRY(CheckTrust(*out.bundle, arguments, trust));
  if (!arguments.store.empty()) return LoadGranted(arguments, now, out);
  NoteUnchecked(*out.bundle, arguments);
  MPS_ASSIGN(out.program, out.bundle->Load());
  return {};
}

}  // namespace

bool IsBundle(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  struct stat info {};
  if (file.get() < 0 || fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) return false;
  std::uint8_t first[16];
  const ssize_t n = read(file.get(), first, sizeof first);
  return n > 0 && bundle::LooksLikeBundle(ByteView(first, static_cast<std::size_t>(n)));
}

Definition LoadDefinition(const std::string& path, const TrustArguments& arguments, const std::string& now, Trust trust,
                          const Context& context) {
  Definition out;
  if (IsBundle(path)) {
    if (!arguments.base.empty()) {
      out.exit = Fail(kExitUsage, "--base is for tailor files; `" + path + "` is a bundle");
      return out;
    }
    Status status = LoadBundle(path, arguments, now, trust, out);
    if (!status.ok()) {
      out.exit = Fail(status);
      out.program = nullptr;
    }
    return out;
  }
  if (!arguments.publishers.empty() || !arguments.digests.empty() || !arguments.store.empty()) {
    out.exit =
        Fail(kExitUsage, "--publisher, --publisher-trust and --bundle-digest are for bundles; `" + path + "` is none");
    return out;
  }
  compiler::Options options;
  options.base = arguments.base;
  const auto compilation = CompileDefinition(path, context, options);
  out.exit = RequireProgram(compilation, path);
  if (out.exit == kExitPass) out.program = compilation.program();
  return out;
}

void NoteDamage(const Definition& definition) {
  if (!definition.bundle) return;
  if (const Status damage = definition.bundle->damage(); !damage.ok()) Note("mps: " + Printable(damage.ToString()));
}

void AddTrustOptions(CLI::App& command, TrustArguments& arguments) {
  AddBaseOption(command, arguments.base);
  command
      .add_option("--publisher", arguments.publishers,
                  "of a bundle: take it only if signed by this key (PEM of a key or certificate); may be repeated")
      ->type_name("KEY")
      ->allow_extra_args(false);
  command
      .add_option("--publisher-trust", arguments.store,
                  "of a bundle: a trust store (mps trust) that its publisher has to reach, with the role bundle")
      ->type_name("DIR");
  command
      .add_option("--bundle-digest", arguments.digests,
                  "of a bundle: take it only if it has this digest, sha256:HEX; may be repeated")
      ->type_name("DIGEST")
      ->allow_extra_args(false);
}

}  // namespace mps::cli
