#include "appraise/document_stream.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace mps {
namespace {

constexpr std::uint8_t kBytesMajor = 2, kTextMajor = 3, kArrayMajor = 4, kMapMajor = 5, kTagMajor = 6, kSimpleMajor = 7;
constexpr std::uint8_t kIndefinite = 31;

bool Blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// Octets behind the initial one that make up its argument.
std::size_t ArgumentSize(std::uint8_t info) { return info < 24 || info > 27 ? 0 : std::size_t{1} << (info - 24); }

}  // namespace

StreamForm StreamFormOf(std::uint8_t first) {
  const bool space = first == ' ' || first == '\t' || first == '\n' || first == '\r';
  return space || (first > 0x20 && first < 0x7f) ? StreamForm::kLines : StreamForm::kCborSequence;
}

// ---------------------------------------------------------------- DocumentEnd
void DocumentEnd::Reset() {
  done_ = false;
  skip_ = 0;
  head_have_ = head_need_ = 0;
  frames_.clear();
  why_ = {};
}

DocumentEnd::Found DocumentEnd::Scan(ByteView bytes, std::size_t& used) {
  return form_ == StreamForm::kLines ? ScanLine(bytes, used) : ScanItem(bytes, used);
}

DocumentEnd::Found DocumentEnd::ScanLine(ByteView bytes, std::size_t& used) const {
  used = bytes.size();
  if (bytes.empty()) return Found::kMore;
  const void* newline = std::memchr(bytes.data(), '\n', bytes.size());
  if (newline == nullptr) return Found::kMore;
  used = static_cast<std::size_t>(static_cast<const std::uint8_t*>(newline) - bytes.data()) + 1;
  return Found::kEnd;
}

DocumentEnd::Found DocumentEnd::ScanItem(ByteView bytes, std::size_t& used) {
  used = 0;
  while (used < bytes.size() && !done_) {
    if (skip_ > 0) {
      const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(skip_, bytes.size() - used));
      used += n;
      skip_ -= n;
      if (skip_ == 0) Completed();
      continue;
    }
    if (head_have_ == 0) head_need_ = 1 + ArgumentSize(bytes[used] & 0x1f);
    head_[head_have_++] = bytes[used];
    if (head_have_ == head_need_) {
      std::uint64_t argument = head_[0] & 0x1f;
      if (head_need_ > 1) argument = 0;
      for (std::size_t i = 1; i < head_need_; ++i) argument = argument << 8 | head_[i];
      head_have_ = 0;
      if (!Head(head_[0], argument)) return Found::kBroken;
    }
    ++used;
  }
  return done_ ? Found::kEnd : Found::kMore;
}

// One head that is whole: what it opens, skips or ends.
bool DocumentEnd::Head(std::uint8_t initial, std::uint64_t argument) {
  const std::uint8_t major = initial >> 5, info = initial & 0x1f;
  if (info > 27 && info < kIndefinite) return Broken("reserved additional information of a CBOR head");
  const bool in_string =
      !frames_.empty() && (frames_.back().major == kBytesMajor || frames_.back().major == kTextMajor);
  if (major == kSimpleMajor && info == kIndefinite) {
    if (frames_.empty() || !frames_.back().indefinite) return Broken("a CBOR break where nothing is open");
    frames_.pop_back();
    Completed();
    return true;
  }
  if (in_string && (major != frames_.back().major || info == kIndefinite))
    return Broken("a part of a CBOR string that is none");
  if (info == kIndefinite) {
    if (major < kBytesMajor || major == kTagMajor) return Broken("an indefinite length where none can be");
    return Push({0, true, major});
  }
  switch (major) {
    case kBytesMajor:
    case kTextMajor:
      skip_ = argument;
      if (argument == 0) Completed();
      return true;
    case kArrayMajor:
    case kMapMajor: {
      const std::uint64_t each = major == kMapMajor ? 2 : 1;
      if (argument > std::numeric_limits<std::uint64_t>::max() / each) return Broken("a CBOR map of too many entries");
      if (argument > 0) return Push({argument * each, false, major});
      Completed();
      return true;
    }
    case kTagMajor:
      return Push({1, false, major});
    default:
      Completed();
      return true;
  }
}

bool DocumentEnd::Push(Frame frame) {
  if (frames_.size() >= kMaxDepth) return Broken("CBOR items nested too deeply to be followed");
  frames_.push_back(frame);
  return true;
}

bool DocumentEnd::Broken(std::string_view why) {
  why_ = why;
  return false;
}

// An item is whole, and with it everything that it was the last item of.
void DocumentEnd::Completed() {
  while (!frames_.empty()) {
    Frame& top = frames_.back();
    if (top.indefinite || --top.remaining > 0) return;
    frames_.pop_back();
  }
  done_ = true;
}

// ---------------------------------------------------------------- DocumentStream
DocumentStream::DocumentStream(Read read, std::optional<StreamForm> form, std::size_t limit)
    : read_(std::move(read)), form_(form), limit_(limit) {
  if (form_) end_ = DocumentEnd(*form_);
}

Status DocumentStream::TooLarge() const {
  return {Code::kLimit, "the document is larger than " + std::to_string(limit_) + " bytes", limit_};
}

Result<bool> DocumentStream::Fill(BatchChunk& chunk) {
  chunk.bytes.swap(carry_);
  carry_.clear();
  begin_ = 0, seen_ = chunk.bytes.size();
  while (!ended_ && chunk.documents.empty()) {
    chunk.bytes.erase(0, begin_);  // blank lines
    seen_ -= begin_, begin_ = 0;
    MPS_TRY(ReadMore(chunk));
    Cut(chunk);
  }
  if (!ended_) carry_.assign(chunk.bytes, begin_, std::string::npos);
  return !chunk.documents.empty();
}

Status DocumentStream::ReadMore(BatchChunk& chunk) {
  const std::size_t size = chunk.bytes.size();
  chunk.bytes.resize(size + kChunkBytes);
  auto n = read_(std::span(reinterpret_cast<std::uint8_t*>(chunk.bytes.data()) + size, kChunkBytes));
  chunk.bytes.resize(size + (n.ok() ? *n : 0));
  if (!n.ok()) return n.TakeStatus();
  if (*n == 0) {
    AtEnd(chunk);
  } else if (!form_) {
    form_ = StreamFormOf(static_cast<std::uint8_t>(chunk.bytes[0]));
    end_ = DocumentEnd(*form_);
  }
  return {};
}

// Every document that ends in what was read.
void DocumentStream::Cut(BatchChunk& chunk) {
  while (!ended_ && seen_ < chunk.bytes.size()) {
    std::size_t used = 0;
    const auto found = end_.Scan(AsBytes(std::string_view(chunk.bytes)).subspan(seen_), used);
    seen_ += used;
    const std::size_t size = seen_ - begin_;
    const bool too_large = dropped_ > 0 || size > limit_ + (form_ == StreamForm::kLines ? 1 : 0);
    if (found == DocumentEnd::Found::kEnd) {
      Add(chunk, size, too_large ? TooLarge() : Status());
      end_.Reset();
    } else if (found == DocumentEnd::Found::kBroken) {
      const std::uint64_t at = dropped_ + size;
      Add(chunk, size,
          Status(Code::kMalformed, std::string(end_.why()) + "; the rest of the sequence cannot be told apart", at));
      ended_ = true;
    } else if (too_large) {
      dropped_ += size;
      chunk.bytes.resize(begin_);
      seen_ = begin_;
    }
  }
}

// The octets up to seen_ are a document, or what there is of a refused one.
void DocumentStream::Add(BatchChunk& chunk, std::size_t size, Status fault) {
  const bool lines = form_ == StreamForm::kLines;
  std::string_view text = std::string_view(chunk.bytes).substr(begin_, size);
  if (lines && text.ends_with('\n')) text.remove_suffix(1);
  if (!lines || !fault.ok() || !Blank(text)) {
    BatchDocument& document = chunk.documents.emplace_back();
    document.offset = offset_, document.number = number_, document.is_item = !lines;
    document.begin = begin_, document.size = text.size();
    document.fault = std::move(fault);
  }
  offset_ += dropped_ + size;
  begin_ = seen_;
  dropped_ = 0;
  ++number_;
}

// A last line needs no line break; a last item has to be whole.
void DocumentStream::AtEnd(BatchChunk& chunk) {
  ended_ = true;
  const std::size_t size = seen_ - begin_;
  if (dropped_ > 0) {
    Add(chunk, size, TooLarge());
  } else if (size > 0 && form_ == StreamForm::kCborSequence) {
    Add(chunk, size, Status(Code::kMalformed, "the sequence ends within this item", size));
  } else if (size > 0) {
    Add(chunk, size, size > limit_ ? TooLarge() : Status());
  }
}

}  // namespace mps
