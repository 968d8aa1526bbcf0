#include "jit/object_cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include "base/hex.h"
#include "crypto/hash.h"
#include "crypto/random.h"

namespace mps::jit {
namespace {

constexpr std::string_view kMagic = "mpsobj1\n";
constexpr std::size_t kSeal = 32;  // octets of the HMAC
constexpr std::size_t kKey = 32;
constexpr const char* kKeyName = "key";

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  int get() const { return descriptor_; }
  bool ok() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

Status Failed(const std::string& what) { return Status(Code::kIo, what + ": " + std::strerror(errno)); }

// Why a file may not be used, or nothing.
std::string Fault(const struct stat& file, std::uint64_t most) {
  if (!S_ISREG(file.st_mode)) return "is no plain file";
  if (file.st_uid != geteuid()) return "belongs to another user";
  if ((file.st_mode & 077) != 0) return "is open to other users";
  return static_cast<std::uint64_t>(file.st_size) > most ? "is too large" : "";
}

Result<Bytes> ReadOwn(int folder, const std::string& name, std::uint64_t most) {
  const File file(openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
  if (!file.ok()) {
    if (errno == ENOENT) return Status(Code::kIo, name + ": no such file");
    return Status(Code::kTrust, name + ": " + std::strerror(errno));
  }
  struct stat facts;
  if (fstat(file.get(), &facts) != 0) return Failed(name);
  if (const std::string fault = Fault(facts, most); !fault.empty()) return Status(Code::kTrust, name + " " + fault);
  Bytes out(static_cast<std::size_t>(facts.st_size));
  std::size_t got = 0;
  while (got < out.size()) {
    const ssize_t n = read(file.get(), out.data() + got, out.size() - got);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return Status(Code::kTrust, name + " changes while it is read");
    got += static_cast<std::size_t>(n);
  }
  return out;
}

// A new file under a name of its own, 0600; gives the name.
Result<std::string> WriteAside(int folder, ByteView octets) {
  MPS_ASSIGN(const Bytes random, crypto::RandomBytes(12));
  const std::string name = ".new-" + HexEncode(random);
  const File file(openat(folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file.ok()) return Failed(name);
  for (std::size_t put = 0; put < octets.size();) {
    const ssize_t n = write(file.get(), octets.data() + put, octets.size() - put);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      const Status status = Failed(name);
      unlinkat(folder, name.c_str(), 0);
      return status;
    }
    put += static_cast<std::size_t>(n);
  }
  return name;
}

// The key; the first process of several that make it wins.
Result<Bytes> KeyOf(int folder) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    auto key = ReadOwn(folder, kKeyName, kKey);
    if (key.ok() && key->size() != kKey) return Status(Code::kTrust, "the key of the object cache is damaged");
    if (key.ok() || key.status().code() != Code::kIo) return key;
    MPS_ASSIGN(const Bytes fresh, crypto::RandomBytes(kKey));
    MPS_ASSIGN(const std::string aside, WriteAside(folder, fresh));
    const int linked = linkat(folder, aside.c_str(), folder, kKeyName, 0);
    const int why = errno;
    unlinkat(folder, aside.c_str(), 0);
    errno = why;
    if (linked != 0 && why != EEXIST) return Failed("the key of the object cache");
  }
  return ReadOwn(folder, kKeyName, kKey);
}

std::string FileName(ByteView name) { return HexEncode(name) + ".o"; }

}  // namespace

Result<ObjectCache> ObjectCache::Open(const std::string& folder) {
  std::error_code ignored;  // opening it says what is wrong
  const std::filesystem::path path(folder);
  std::filesystem::create_directories(path.parent_path(), ignored);
  mkdir(folder.c_str(), 0700);
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0) return Failed("object cache " + folder);
  struct stat facts;
  if (fstat(descriptor, &facts) != 0 || facts.st_uid != geteuid() || (facts.st_mode & 022) != 0) {
    close(descriptor);
    return Status(Code::kTrust, "object cache " + folder + " belongs to another user, or others may write it");
  }
  auto key = KeyOf(descriptor);
  if (!key.ok()) {
    close(descriptor);
    return std::move(key.TakeStatus()).Within("object cache " + folder);
  }
  return ObjectCache(descriptor, std::move(key).value());
}

ObjectCache::ObjectCache(ObjectCache&& other) noexcept : folder_(other.folder_), key_(std::move(other.key_)) {
  other.folder_ = -1;
}

ObjectCache::~ObjectCache() {
  if (folder_ >= 0) close(folder_);
}

// HMAC over the name and the object: an object is of no use under another name.
Result<Bytes> ObjectCache::Seal(ByteView name, ByteView object) const {
  Bytes inner(64, 0x36), outer(64, 0x5c);
  for (std::size_t i = 0; i < key_.size(); ++i) inner[i] ^= key_[i], outer[i] ^= key_[i];
  MPS_ASSIGN(auto hasher, crypto::Hasher::Create(DigestAlg::kSha256));
  MPS_TRY(hasher.Update(inner));
  MPS_TRY(hasher.Update(AsBytes(kMagic)));
  MPS_TRY(hasher.Update(name));
  MPS_TRY(hasher.Update(object));
  MPS_ASSIGN(const Bytes first, hasher.Finish());
  MPS_TRY(hasher.Update(outer));
  MPS_TRY(hasher.Update(first));
  return hasher.Finish();
}

Result<Bytes> ObjectCache::Read(ByteView name) const {
  const std::string file = FileName(name);
  MPS_ASSIGN(const Bytes octets, ReadOwn(folder_, file, kMostOctets));
  const std::size_t head = kMagic.size() + kSeal;
  const ByteView all(octets);
  if (all.size() < head || AsText(all.first(kMagic.size())) != kMagic)
    return Status(Code::kTrust, file + " is no object of this cache");
  const ByteView object = all.subspan(head);
  MPS_ASSIGN(const Bytes seal, Seal(name, object));
  if (!crypto::EqualConstantTime(seal, all.subspan(kMagic.size(), kSeal)))
    return Status(Code::kTrust, file + " was not written by this user, or is damaged");
  return Bytes(object.begin(), object.end());
}

Status ObjectCache::Write(ByteView name, ByteView object) const {
  if (object.size() + kMagic.size() + kSeal > kMostOctets)
    return Status(Code::kLimit, "the object is too large to keep");
  MPS_ASSIGN(const Bytes seal, Seal(name, object));
  Bytes octets(AsBytes(kMagic).begin(), AsBytes(kMagic).end());
  octets.insert(octets.end(), seal.begin(), seal.end());
  octets.insert(octets.end(), object.begin(), object.end());
  MPS_ASSIGN(const std::string aside, WriteAside(folder_, octets));
  if (renameat(folder_, aside.c_str(), folder_, FileName(name).c_str()) != 0) {
    const Status status = Failed(FileName(name));
    unlinkat(folder_, aside.c_str(), 0);
    return status;
  }
  Prune();
  return {};
}

// What is oldest goes, and what a process that died left half written. Others may do the same at the same time.
void ObjectCache::Prune() const {
  DIR* listing = fdopendir(openat(folder_, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (listing == nullptr) return;
  std::vector<std::pair<std::int64_t, std::string>> objects;
  const std::int64_t hour_ago = static_cast<std::int64_t>(time(nullptr)) - 3600;
  while (const dirent* entry = readdir(listing)) {
    const std::string name = entry->d_name;
    struct stat facts;
    if (fstatat(folder_, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (name.starts_with(".new-") && facts.st_mtime < hour_ago) unlinkat(folder_, name.c_str(), 0);
    if (name.ends_with(".o")) objects.emplace_back(facts.st_mtime, name);
  }
  closedir(listing);
  if (objects.size() <= kMostObjects) return;
  std::sort(objects.begin(), objects.end());
  for (std::size_t i = 0; i + kMostObjects < objects.size(); ++i) unlinkat(folder_, objects[i].second.c_str(), 0);
}

}  // namespace mps::jit
