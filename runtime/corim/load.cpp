#include "corim/load.h"

#include <algorithm>
#include <list>

#include "base/hex.h"
#include "corim/endorsements.h"
#include "corim/signed.h"
#include "corim/stage.h"
#include "crypto/certificate.h"
#include "crypto/hash.h"
#include "endorse/chain.h"
#include "endorse/trusted.h"

namespace mps::corim {
namespace {

// The first of the keys that verifies it: that of its certificate, then those that were given.
Result<crypto::PublicKey> SignerOf(const Document& document, const std::vector<crypto::PublicKey>& given) {
  if (!document.is_signed) return Status(Code::kTrust, "nobody signed it");
  std::vector<crypto::PublicKey> keys;
  if (const auto& chain = document.message.headers.x5chain; !chain.empty()) {
    MPS_ASSIGN(auto leaf, crypto::PublicKeyFromCertificate(chain[0]));
    keys.push_back(std::move(leaf));
  }
  keys.insert(keys.end(), given.begin(), given.end());
  if (keys.empty()) return Status(Code::kTrust, "it carries no certificate; --endorser-key gives its signer's key");
  for (const crypto::PublicKey& key : keys) {
    if (VerifySignature(document, key).ok()) return key;
  }
  return Status(Code::kSignature, "its signature is not by " +
                                      std::string(keys.size() == 1 ? "the key" : "any of the keys") +
                                      " that it carries or that was given");
}

// The endorsers that the signer is: by its key, or by the certificates that lead from it to the one they are known by.
struct Who {
  std::vector<std::string> names;
  std::string why_not;  // of the last endorser known by a chain
};
Who EndorsersWith(const crypto::PublicKey& key, const std::vector<Bytes>& chain,
                  const std::vector<endorse::Endorser>& endorsers, std::int64_t now) {
  const std::string thumbprint = "sha256:" + HexEncode(ByteView(key.id().data(), key.id().size()));
  const auto leaf = chain.empty() ? Result<crypto::PublicKey>(Status(Code::kTrust, "it carries no certificates"))
                                  : crypto::PublicKeyFromCertificate(chain[0]);
  const bool own = leaf.ok() && *leaf == key;
  Who out;
  for (const auto& one : endorsers) {
    if (one.key_kind == "thumbprint") {
      if (one.key_digest == thumbprint) out.names.push_back(one.name);
      continue;
    }
    const Status status = own ? endorse::CheckChain(chain, one.key_digest, now)
                              : Status(Code::kTrust, "it carries no certificate of the key that signed it");
    if (status.ok()) {
      out.names.push_back(one.name);
    } else {
      out.why_not = "; it is not shown to be of endorser `" + one.name + "`: " + status.message();
    }
  }
  return out;
}

// A CoRIM whose signer is known.
struct Known {
  Document document;
  Keys authority;
  endorse::Used used = {};
};

// What the anchors let the signer say; nothing where none are asked. Certificates count only of the key that signed.
Result<std::optional<trust::Grant>> GrantFor(const crypto::PublicKey& signer, const std::vector<Bytes>& chain,
                                             const endorse::LoadOptions& options) {
  if (options.anchors == nullptr) return std::optional<trust::Grant>();
  const bool own = !chain.empty() && crypto::CheckChainOf(signer, chain).ok();
  const Bytes id(signer.id().begin(), signer.id().end());
  MPS_ASSIGN(auto grant, endorse::GrantOf(*options.anchors, id, own ? chain : std::vector<Bytes>(), options.now));
  return std::optional<trust::Grant>(std::move(grant));
}

}  // namespace

Status CheckCorim(ByteView octets) {
  auto read = DecodeDocument(octets);
  return read.ok() ? Status() : read.TakeStatus();
}

Status LoadCorims(const std::vector<std::pair<std::string, ByteView>>& corims, const SignerOptions& signers,
                  const schema::ReadPlan& plan, const endorse::LoadOptions& options, endorse::Loaded& out) {
  std::list<Known> known;
  std::vector<std::pair<Bytes, std::vector<std::string>>> names;  // by authority
  endorse::SignerGrants grants;
  for (const auto& [name, bytes] : corims) {
    auto document = DecodeDocument(bytes);
    if (!document.ok()) return document.TakeStatus().Within("CoRIM `" + name + "`");
    const auto signer = SignerOf(*document, signers.keys);
    if (!signer.ok()) {
      out.ignored.push_back({"", "", name, signer.status().message()});
      continue;
    }
    const Typed authority = AuthorityOf(*signer);
    Who who = EndorsersWith(*signer, document->message.headers.x5chain, options.endorsers, options.now);
    if (who.names.empty()) {
      out.ignored.push_back({"", "", name, "no endorser of the definition has the key that signed it" + who.why_not});
      continue;
    }
    auto grant = GrantFor(*signer, document->message.headers.x5chain, options);
    if (!grant.ok()) {
      out.ignored.push_back({"", "", name, grant.status().message()});
      continue;
    }
    if (*grant) grants.Add(authority.encoded, std::move(**grant));
    names.emplace_back(authority.encoded, std::move(who.names));
    known.push_back({std::move(document).value(), {authority}});
    MPS_ASSIGN(Bytes digest, crypto::Sha256(bytes));
    known.back().used = {name, std::string(kSignedType), std::move(digest)};
  }
  if (known.empty()) return {};
  std::vector<Source> sources;
  for (const Known& one : known) sources.push_back({&one.document, one.authority});
  const Staged staged = Stage(sources, {options.now, signers.require_cotl});
  for (const auto& one : staged.discarded) out.ignored.push_back({one.what, "", "", one.why.message()});
  const auto name_of = [&](const Keys& authority) {
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& one) {
      return !authority.empty() && one.first == authority[0].encoded;
    });
    return found == names.end() ? std::vector<std::string>() : found->second;
  };
  auto in_terms = EndorsementsOf(staged.relations, plan, name_of, options.endorsers);
  for (auto& one : in_terms.passed_over) out.ignored.push_back({std::move(one.what), "", "", std::move(one.reason)});
  endorse::EndorsementSet set;
  set.endorsements = std::move(in_terms.endorsements);
  set.origin = corims.size() == 1 ? corims[0].first : "CoRIMs";
  if (options.anchors != nullptr) {
    for (auto& one : grants.Narrow(in_terms.authorities, set)) out.ignored.push_back(std::move(one));
  }
  for (Known& one : known) {
    if (!grants.Silenced(one.authority[0].encoded)) out.used.push_back(std::move(one.used));
  }
  if (!set.endorsements.empty()) out.sets.push_back(std::move(set));
  return {};
}

}  // namespace mps::corim
