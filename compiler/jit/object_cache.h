// Compiled objects on disk. An object is code that this process will run, so a file counts only if it was written by
// this user: the folder and its files are the user's own and nobody else's to write, and each file carries an
// HMAC-SHA-256 (RFC 2104) under a key that only the user can read. Whatever is otherwise is not used, and replaced.
#pragma once

#include <string>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::jit {

class ObjectCache {
 public:
  static constexpr std::uint64_t kMostOctets = 256 << 20;  // of one object
  static constexpr std::size_t kMostObjects = 256;         // older ones go

  // Makes the folder (0700) and its key (0600) where they are missing. kTrust: one of them is another user's, or others
  // may write the folder or read the key; kIo.
  static Result<ObjectCache> Open(const std::string& folder);
  ObjectCache(ObjectCache&& other) noexcept;
  ObjectCache& operator=(ObjectCache&&) = delete;
  ~ObjectCache();

  // The object of that name, a SHA-256 over all it depends on. kIo: there is none; kTrust: there is a file that may not
  // be used, and why.
  Result<Bytes> Read(ByteView name) const;
  // Written aside, then renamed: a reader sees the old file or the new one, whole, however many write.
  Status Write(ByteView name, ByteView object) const;

 private:
  ObjectCache(int folder, Bytes key) : folder_(folder), key_(std::move(key)) {}
  Result<Bytes> Seal(ByteView name, ByteView object) const;
  void Prune() const;

  int folder_;  // descriptor: nobody can put another folder in its place
  Bytes key_;
};

}  // namespace mps::jit
