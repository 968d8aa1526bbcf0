// Files as the command reads and writes them: bounded, `-` for the standard streams, written whole or not at all.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::cli {

// A file descriptor that closes itself; the standard streams stay open.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { Close(); }
  int get() const { return fd_; }
  // Closes now, so that a late write error is seen.
  int Close();

 private:
  int fd_;
};

// What is left to read of a descriptor: at most `limit` bytes, else kLimit; kIo. `name` is for messages.
Result<std::string> ReadAll(int fd, const std::string& name, std::size_t limit);

// At most `limit` bytes; kIo with the path and the system's reason, kLimit beyond it. `-` reads the standard input.
Result<std::string> ReadFile(const std::string& path, std::size_t limit);

// The certificates of --chain, leaf first, in PEM; or one in DER. Errors as of crypto::DecodeCertificates.
Result<std::vector<Bytes>> ReadChain(const std::string& path, std::string_view option = "--chain");

// Writes beside the target and renames, so that a reader never sees half a file. `-` writes the standard output.
Status WriteFile(const std::string& path, std::string_view bytes);
inline Status WriteFile(const std::string& path, ByteView bytes) { return WriteFile(path, AsText(bytes)); }

// The same for octets that come piece by piece: nothing is there under the path until Commit.
class OutputFile {
 public:
  static Result<OutputFile> Create(const std::string& path);
  OutputFile(OutputFile&& other) noexcept
      : file_(std::move(other.file_)),
        path_(std::move(other.path_)),
        temporary_(std::exchange(other.temporary_, std::string())) {}
  ~OutputFile();
  Status Write(ByteView bytes);
  Status Commit();

 private:
  OutputFile(Descriptor file, std::string path, std::string temporary)
      : file_(std::move(file)), path_(std::move(path)), temporary_(std::move(temporary)) {}
  Descriptor file_;
  std::string path_, temporary_;  // `temporary_` is empty where there is nothing to rename
};

// Whether WriteFile could begin to write there: kIo if not. Asked before work that takes long.
Status CheckWritable(const std::string& path);

// Whether a path ends in `.json` (evidence and reports are JSON then, else CBOR for `.cbor`).
bool IsJsonPath(std::string_view path);
bool IsCborPath(std::string_view path);

}  // namespace mps::cli
