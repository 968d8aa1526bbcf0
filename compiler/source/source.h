// Source files: their bytes, spans in them, and the way from a byte offset to a line and a column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mps {

// A file of one SourceManager, by number. The default is no file (of a diagnostic that has no place).
struct FileId {
  std::uint32_t value = UINT32_MAX;
  bool valid() const { return value != UINT32_MAX; }
  friend bool operator==(FileId, FileId) = default;
  friend auto operator<=>(FileId, FileId) = default;
};

// Bytes [begin, end) of one file. An empty span points between two bytes.
struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool valid() const { return file.valid(); }
  std::uint32_t size() const { return end - begin; }
  friend bool operator==(const Span&, const Span&) = default;
  friend auto operator<=>(const Span&, const Span&) = default;
};

// The smallest span that holds both. REQUIRES: the same file, or one of the two is not valid.
Span Cover(const Span& a, const Span& b);

// A place for people: both count from 1, and a column is one code point (a tab is one column too).
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const Position&, const Position&) = default;
};

// What is wrong with bytes that are to be MPS source, found before anything else reads them.
enum class SourceFaultKind : std::uint8_t {
  kTooLarge,   // more than limit::kSourceBytes
  kByteOrder,  // a byte order mark, or UTF-16
  kNotUtf8,    // not UTF-8 (RFC 3629: no surrogates, no overlong forms)
  kControl,    // a control character other than tab, line feed and carriage return
  kInvisible,  // a bidirectional control or another invisible character: the text would not read as it is compiled
};
struct SourceFault {
  SourceFaultKind kind;
  std::size_t offset;        // of the first faulty byte
  std::size_t size;          // bytes concerned
  std::uint32_t code_point;  // kControl, kInvisible: which; kNotUtf8: the byte
};
// The first fault, or nullopt: the bytes may be lexed.
std::optional<SourceFault> CheckSource(std::string_view bytes);

// One file. Holds its text; never changes after construction.
class SourceFile {
 public:
  SourceFile(FileId id, std::string name, std::string text);
  FileId id() const { return id_; }
  const std::string& name() const { return name_; }  // as the user gave it; for messages
  std::string_view text() const { return text_; }
  std::size_t line_count() const { return starts_.size(); }

  // Offsets past the end are taken as the end.
  Position Locate(std::uint32_t offset) const;
  // The line's bytes without its line break. REQUIRES: 1 <= line <= line_count().
  std::string_view Line(std::uint32_t line) const;
  std::uint32_t LineStart(std::uint32_t line) const { return starts_[line - 1]; }
  std::string_view Text(const Span& span) const;
  Span Whole() const { return {id_, 0, static_cast<std::uint32_t>(text_.size())}; }

 private:
  FileId id_;
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> starts_;  // of each line
};

// All files of one compilation. Files stay at their address until the manager goes.
class SourceManager {
 public:
  // Text over 4 GB - 1 is cut: CheckSource refuses far less than that.
  const SourceFile& Add(std::string name, std::string text);
  // nullptr where there is no such file.
  const SourceFile* Find(FileId id) const;
  std::size_t size() const { return files_.size(); }

 private:
  std::deque<SourceFile> files_;
};

}  // namespace mps
