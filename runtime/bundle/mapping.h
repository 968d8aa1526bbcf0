// The octets of a bundle: a file mapped for reading, or octets in memory.
#pragma once

#include <memory>
#include <string>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::bundle {

// Immutable; shared by everything that points into it.
class Mapping {
 public:
  // A regular file of at most limit::kBundleBytes, mapped read-only: kIo, kLimit. What another process writes into the
  // file while it is mapped is seen here: who may write it is who is trusted with the bundle.
  static Result<std::shared_ptr<const Mapping>> OfFile(const std::string& path);
  static std::shared_ptr<const Mapping> OfBytes(Bytes bytes, std::string name);
  // Octets that the caller keeps alive.
  static std::shared_ptr<const Mapping> OfView(ByteView bytes, std::string name);

  ~Mapping();
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  ByteView bytes() const { return bytes_; }
  const std::string& name() const { return name_; }

 private:
  Mapping() = default;
  std::string name_;
  Bytes own_;
  ByteView bytes_;
  bool mapped_ = false;
};

}  // namespace mps::bundle
