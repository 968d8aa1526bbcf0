#include "batch_sources.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <string_view>
#include <vector>

#include "appraise/document_stream.h"
#include "files.h"

namespace mps::cli {
namespace {

Status IoFault(std::string_view doing) {
  return {Code::kIo, "cannot " + std::string(doing) + ": " + std::strerror(errno)};
}

// One folder's entries in order, as compact as can be: there may be millions.
class Names {
 public:
  // Nothing but its reason if it cannot be read to the end.
  Status Read(const std::string& path) {
    DIR* folder = opendir(path.c_str());
    if (folder == nullptr) return IoFault("read the folder");
    errno = 0;
    while (const dirent* entry = readdir(folder)) {
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      if (starts_.size() == kBatchFolderEntries || text_.size() > std::numeric_limits<std::uint32_t>::max() - 256) {
        closedir(folder);
        return {Code::kLimit, "the folder has too many entries"};
      }
      starts_.push_back(static_cast<std::uint32_t>(text_.size()));
      text_.append(name).push_back('\0');
      errno = 0;
    }
    const Status status = errno != 0 ? IoFault("read the folder") : Status();
    closedir(folder);
    std::sort(starts_.begin(), starts_.end(),
              [this](std::uint32_t a, std::uint32_t b) { return std::strcmp(&text_[a], &text_[b]) < 0; });
    return status;
  }
  bool empty() const { return next_ == starts_.size(); }
  std::string Next() { return &text_[starts_[next_++]]; }

 private:
  std::string text_;
  std::vector<std::uint32_t> starts_;
  std::size_t next_ = 0;
};

class Folder : public BatchSource {
 public:
  Folder(std::string path, std::size_t limit) : root_(std::move(path)), limit_(limit) {}

  Status Open() {
    levels_.push_back({"", {}});
    Status status = levels_.back().names.Read(root_);
    return status.ok() ? status : Status(status.code(), "`" + root_ + "`: " + status.message());
  }

  Result<bool> Fill(BatchChunk& chunk) override {
    while (!levels_.empty() && chunk.bytes.size() < kChunkBytes && chunk.documents.size() < kChunkDocuments) {
      if (levels_.back().names.empty()) {
        levels_.pop_back();
      } else {
        const std::string name = levels_.back().prefix + levels_.back().names.Next();
        Visit(chunk, name);
      }
    }
    return !chunk.documents.empty();
  }

 private:
  struct Level {
    std::string prefix;  // of names relative to the root
    Names names;
  };

  static void Refuse(BatchChunk& chunk, const std::string& name, Status why) {
    BatchDocument& document = chunk.documents.emplace_back();
    document.name = name;
    document.begin = chunk.bytes.size();
    document.fault = std::move(why);
  }

  void Visit(BatchChunk& chunk, const std::string& name) {
    const std::string path = root_ + "/" + name;
    struct stat info {};
    if (lstat(path.c_str(), &info) != 0) return Refuse(chunk, name, IoFault("read"));
    const bool link = S_ISLNK(info.st_mode);
    if (link && stat(path.c_str(), &info) != 0) return Refuse(chunk, name, IoFault("read"));
    if (S_ISDIR(info.st_mode)) {
      if (link) return Refuse(chunk, name, {Code::kIo, "a link to a folder is not followed"});
      return Descend(chunk, name, path);
    }
    if (!S_ISREG(info.st_mode)) return Refuse(chunk, name, {Code::kIo, "not a regular file"});
    if (Status status = ReadInto(chunk, name, path); !status.ok()) Refuse(chunk, name, std::move(status));
  }

  void Descend(BatchChunk& chunk, const std::string& name, const std::string& path) {
    if (levels_.size() >= kBatchFolderDepth)
      return Refuse(chunk, name, {Code::kLimit, "folders nest deeper than " + std::to_string(kBatchFolderDepth)});
    Level level{name + "/", {}};
    if (Status status = level.names.Read(path); !status.ok()) Refuse(chunk, name, std::move(status));
    levels_.push_back(std::move(level));
  }

  // Appends the file and names it a document.
  Status ReadInto(BatchChunk& chunk, const std::string& name, const std::string& path) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (file.get() < 0) return IoFault("read");
    struct stat info {};
    if (fstat(file.get(), &info) != 0) return IoFault("read");
    if (!S_ISREG(info.st_mode)) return {Code::kIo, "not a regular file"};  // changed since
    const std::size_t begin = chunk.bytes.size();
    std::size_t due = std::min<std::size_t>(static_cast<std::size_t>(info.st_size), limit_) + 1;
    Status status;
    while (status.ok()) {
      const std::size_t size = chunk.bytes.size();
      chunk.bytes.resize(size + due);
      const ssize_t n = read(file.get(), chunk.bytes.data() + size, due);
      chunk.bytes.resize(size + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) status = IoFault("read");
      if (n <= 0) break;
      if (chunk.bytes.size() - begin > limit_)
        status = {Code::kLimit, "the document is larger than " + std::to_string(limit_) + " bytes", limit_};
      due = std::min<std::size_t>(limit_ + 1 - std::min(chunk.bytes.size() - begin, limit_), 1 << 16);
    }
    if (!status.ok()) {
      chunk.bytes.resize(begin);
      return status;
    }
    BatchDocument& document = chunk.documents.emplace_back();
    document.name = name;
    document.begin = begin, document.size = chunk.bytes.size() - begin;
    return {};
  }

  std::string root_;
  std::size_t limit_;
  std::vector<Level> levels_;
};

DocumentStream::Read Reader(std::shared_ptr<Descriptor> file, const std::string& path) {
  return [file = std::move(file), path](std::span<std::uint8_t> into) -> Result<std::size_t> {
    while (true) {
      const ssize_t n = read(file->get(), into.data(), into.size());
      if (n >= 0) return static_cast<std::size_t>(n);
      if (errno != EINTR) return Status(Code::kIo, "cannot read `" + path + "`: " + std::strerror(errno));
    }
  };
}

std::optional<StreamForm> FormByName(std::string_view path) {
  if (path.ends_with(".ndjson") || path.ends_with(".jsonl")) return StreamForm::kLines;
  if (path.ends_with(".cborseq")) return StreamForm::kCborSequence;
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<BatchSource>> OpenBatchSource(const std::string& path, std::size_t limit) {
  auto file = std::make_shared<Descriptor>(path == "-" ? 0 : open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (file->get() < 0) return Status(Code::kIo, "cannot read `" + path + "`: " + std::strerror(errno));
  struct stat info {};
  if (path != "-" && fstat(file->get(), &info) == 0 && S_ISDIR(info.st_mode)) {
    auto folder = std::make_unique<Folder>(path, limit);
    MPS_TRY(folder->Open());
    return std::unique_ptr<BatchSource>(std::move(folder));
  }
  return std::unique_ptr<BatchSource>(
      std::make_unique<DocumentStream>(Reader(std::move(file), path), FormByName(path), limit));
}

}  // namespace mps::cli
