// Phase 1: selection of CoRIMs and tags.
#include "corim/stage.h"

#include <map>
#include <set>

#include "corim/profile.h"

namespace mps::corim {
namespace {

using Identity = std::pair<TagId, std::uint64_t>;
Identity Key(const TagIdentity& identity) { return {identity.id, identity.version}; }

// Keys as one value that can be compared: a tag is superseded only by its own authority.
using Authority = std::set<Bytes>;
Authority AuthorityOfKeys(const Keys& keys) {
  Authority out;
  for (const Typed& key : keys) out.insert(key.encoded);
  return out;
}

Status CheckSource(const Source& source, std::int64_t now) {
  if (source.authority.empty()) return {Code::kTrust, "nobody vouches for it"};
  MPS_TRY(CheckValidity(*source.document, now));
  return CheckProfile(source.document->corim);
}

class Stager {
 public:
  Stager(const std::vector<Source>& sources, const StageOptions& options) : sources_(sources), options_(options) {}

  Staged Run() {
    for (const Source& source : sources_) {
      const Status status = CheckSource(source, options_.now);
      const std::string what = "CoRIM " + Describe(source.document->corim.id);
      status.ok() ? taken_.push_back(&source) : out_.discarded.push_back({what, status});
    }
    Gather();
    Activate();
    for (const Source* source : taken_) {
      for (const Comid& comid : source->document->corim.comids) Take(*source, comid);
    }
    return std::move(out_);
  }

 private:
  void Gather() {
    for (const Source* source : taken_) {
      const Corim& corim = source->document->corim;
      const Authority authority = AuthorityOfKeys(source->authority);
      for (const Comid& comid : corim.comids) {
        there_.insert(Key(comid.identity));
        std::uint64_t& newest = newest_[{comid.identity.id, authority}];
        newest = std::max(newest, comid.identity.version);
      }
      for (const Coswid& coswid : corim.coswids) {
        there_.insert(Key(coswid.identity));
        coswids_.insert(coswid.identity.id);
      }
    }
  }

  // All tags of a CoTL, or none.
  void Activate() {
    if (!options_.require_cotl) return;
    for (const Source* source : taken_) {
      for (const Cotl& cotl : source->document->corim.cotls) {
        const Status status = CheckCotl(cotl);
        if (!status.ok()) {
          out_.discarded.push_back({"CoTL " + Describe(cotl.identity.id), status});
          continue;
        }
        for (const TagIdentity& tag : cotl.tags) active_.insert(Key(tag));
      }
    }
  }

  Status CheckCotl(const Cotl& cotl) const {
    const bool begun = !cotl.validity.not_before || options_.now >= *cotl.validity.not_before;
    if (!begun || options_.now > cotl.validity.not_after) return {Code::kFreshness, "not within its validity"};
    for (const TagIdentity& tag : cotl.tags) {
      if (there_.count(Key(tag)) == 0) return {Code::kInvalid, "the tag " + Describe(tag.id) + " is not there"};
    }
    return {};
  }

  Status CheckComid(const Source& source, const Comid& comid) {
    const Authority authority = AuthorityOfKeys(source.authority);
    if (options_.require_cotl && active_.count(Key(comid.identity)) == 0) return {Code::kTrust, "no CoTL activates it"};
    if (newest_.at({comid.identity.id, authority}) > comid.identity.version)
      return {Code::kInvalid, "a newer version is there"};
    if (Replaced().count({comid.identity.id, authority}) != 0) return {Code::kInvalid, "another tag replaces it"};
    for (const CoswidTriple& triple : comid.triples.coswid) {
      for (const TagId& id : triple.tags) {
        if (coswids_.count(id) == 0) return {Code::kInvalid, "the CoSWID " + Describe(id) + " is not there"};
      }
    }
    return {};
  }

  // What `replaces` links of tags that count point to. Links of tags that are discarded themselves do not count.
  const std::set<std::pair<TagId, Authority>>& Replaced() {
    if (replaced_) return *replaced_;
    replaced_.emplace();
    for (const Source* source : taken_) {
      const Authority authority = AuthorityOfKeys(source->authority);
      for (const Comid& comid : source->document->corim.comids) {
        const bool counts = (!options_.require_cotl || active_.count(Key(comid.identity)) != 0) &&
                            newest_.at({comid.identity.id, authority}) == comid.identity.version;
        for (const LinkedTag& link : comid.linked) {
          if (counts && link.relation == 1 && link.id != comid.identity.id) replaced_->insert({link.id, authority});
        }
      }
    }
    return *replaced_;
  }

  void Take(const Source& source, const Comid& comid) {
    const Status status = CheckComid(source, comid);
    if (status.ok()) {
      AddRelations(comid, source.authority, source.document->corim.profile, out_.relations);
    } else {
      out_.discarded.push_back({"CoMID " + Describe(comid.identity.id), status});
    }
  }

  const std::vector<Source>& sources_;
  const StageOptions& options_;
  Staged out_;
  std::vector<const Source*> taken_;
  std::set<Identity> there_, active_;
  std::set<TagId> coswids_;
  std::map<std::pair<TagId, Authority>, std::uint64_t> newest_;
  std::optional<std::set<std::pair<TagId, Authority>>> replaced_;
};

}  // namespace

Staged Stage(const std::vector<Source>& sources, const StageOptions& options) { return Stager(sources, options).Run(); }

}  // namespace mps::corim
