// The members of a stored set in a mapped bundle: found by descending the hash tree, every node verified when it is
// first read.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "bundle/mapping.h"
#include "mps/status.h"
#include "program/stored_set.h"

namespace mps::bundle {

// The first damage that any probe met. Shared by the tables of one bundle; safe for several threads.
class DamageLog {
 public:
  void Note(Status status);
  Status first() const;

 private:
  mutable std::mutex mutex_;
  Status first_;
};

class MemberTable : public program::StoredMembers {
 public:
  // Where each part begins in the mapping. REQUIRES: the parts are verified (VerifyStoredPart) and lie in the mapping.
  struct Place {
    program::StoredPart part;
    std::uint64_t offset = 0;
  };
  MemberTable(std::shared_ptr<const Mapping> mapping, std::vector<Place> places, std::shared_ptr<DamageLog> log);
  ~MemberTable() override;

  Answer Find(const Cell& value) const override;
  // Reads every node: the first that is not what its parent says, or whose entries do not ascend.
  Status VerifyAll() const;

 private:
  class Part;
  std::shared_ptr<const Mapping> mapping_;
  std::shared_ptr<DamageLog> log_;
  std::vector<std::unique_ptr<Part>> parts_;
};

}  // namespace mps::bundle
