// Files and their line tables; see source.h.
#include "source/source.h"

#include <algorithm>

namespace mps {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::vector<std::uint32_t> LineStarts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t i = text.find('\n'); i != std::string_view::npos; i = text.find('\n', i + 1)) {
    starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return starts;
}

}  // namespace

Span Cover(const Span& a, const Span& b) {
  if (!a.valid()) return b;
  if (!b.valid()) return a;
  return {a.file, std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

SourceFile::SourceFile(FileId id, std::string name, std::string text)
    : id_(id), name_(std::move(name)), text_(std::move(text)) {
  if (text_.size() >= UINT32_MAX) text_.resize(UINT32_MAX - 1);
  starts_ = LineStarts(text_);
}

Position SourceFile::Locate(std::uint32_t offset) const {
  const std::size_t end = std::min<std::size_t>(offset, text_.size());
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), static_cast<std::uint32_t>(end));
  const std::size_t line = static_cast<std::size_t>(next - starts_.begin());
  const std::string_view before = std::string_view(text_).substr(starts_[line - 1], end - starts_[line - 1]);
  const auto points = std::count_if(before.begin(), before.end(), [](char c) { return !IsContinuation(c); });
  return {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(points + 1)};
}

std::string_view SourceFile::Line(std::uint32_t line) const {
  const std::size_t begin = starts_[line - 1];
  const std::size_t end = line < starts_.size() ? starts_[line] - 1 : text_.size();
  std::string_view text = std::string_view(text_).substr(begin, end - begin);
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return text;
}

std::string_view SourceFile::Text(const Span& span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, text_.size());
  return std::string_view(text_).substr(begin, end - begin);
}

const SourceFile& SourceManager::Add(std::string name, std::string text) {
  const FileId id{static_cast<std::uint32_t>(files_.size())};
  return files_.emplace_back(id, std::move(name), std::move(text));
}

const SourceFile* SourceManager::Find(FileId id) const {
  return id.value < files_.size() ? &files_[id.value] : nullptr;
}

}  // namespace mps
