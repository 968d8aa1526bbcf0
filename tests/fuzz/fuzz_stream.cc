// Fuzz target: a stream cut into documents, lines or items of a CBOR sequence. However the octets come in, the
// documents are those that a plain reading of the whole stream finds, and not much more than one of them is held.
//
// The input's first byte chooses the form and how the reads cut, the second the largest document; the rest is the
// stream.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "appraise/document_stream.h"

namespace {

using namespace mps;

struct Piece {
  std::uint64_t offset = 0, number = 0;
  bool is_item = false;
  std::string text;  // of what is not refused
  Code code = Code::kOk;
  std::optional<std::uint64_t> at;  // where a refused one is wrong
  bool operator==(const Piece&) const = default;
};

[[noreturn]] void Stop(const char* what, std::size_t index) {
  std::fprintf(stderr, "%s, document %zu\n", what, index);
  std::abort();
}

// ---------------------------------------------------------------- the plain reading
std::vector<Piece> PlainLines(std::string_view stream, std::size_t limit) {
  std::vector<Piece> out;
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < stream.size();) {
    const std::size_t end = std::min(stream.find('\n', at), stream.size());
    const std::string_view line = stream.substr(at, end - at);
    ++number;
    Piece piece{at, number, false, std::string(line), Code::kOk, {}};
    if (line.size() > limit) piece.text.clear(), piece.code = Code::kLimit, piece.at = limit;
    if (piece.code != Code::kOk || line.find_first_not_of(" \t\r") != line.npos) out.push_back(std::move(piece));
    at = end + 1;
  }
  return out;
}

// Goes through one item as RFC 8949, appendix C, does, by recursion. What only a decoder minds passes: an odd number of
// items in an indefinite map, simple values that have a shorter form.
class Item {
 public:
  enum class End { kWhole, kBroken, kCut };
  Item(std::string_view stream, std::size_t at) : stream_(stream), at_(at) {}
  End Read() { return Any(0, false); }
  std::size_t at() const { return at_; }  // kBroken: the last octet of the head that is wrong

 private:
  // `open`: within items of indefinite length, where a break may stand; seen_break_ tells that it did.
  End Any(std::size_t depth, bool open) {
    seen_break_ = false;
    if (at_ >= stream_.size()) return End::kCut;
    const auto initial = static_cast<std::uint8_t>(stream_[at_]);
    const int major = initial >> 5, info = initial & 31;
    const std::size_t more = info >= 24 && info <= 27 ? std::size_t{1} << (info - 24) : 0;
    if (stream_.size() - at_ - 1 < more) return End::kCut;
    std::uint64_t argument = static_cast<std::uint64_t>(info);
    if (more > 0) argument = 0;
    for (std::size_t i = 1; i <= more; ++i) argument = argument << 8 | static_cast<std::uint8_t>(stream_[at_ + i]);
    at_ += more;  // to the head's last octet
    if (info > 27 && info < 31) return End::kBroken;
    if (info == 31 && major == 7) {
      if (!open) return End::kBroken;
      ++at_;
      seen_break_ = true;
      return End::kWhole;
    }
    if (info == 31) {
      if (major < 2 || major == 6 || depth >= DocumentEnd::kMaxDepth) return End::kBroken;
      ++at_;
      return Indefinite(major, depth);
    }
    switch (major) {
      case 2:
      case 3:
        return Octets(argument);
      case 4:
        return Items(argument, depth);
      case 5:
        if (argument > ~std::uint64_t{0} / 2) return End::kBroken;
        return Items(argument * 2, depth);
      case 6:
        return Items(1, depth);
      default:
        ++at_;
        return End::kWhole;
    }
  }

  End Octets(std::uint64_t size) {
    ++at_;
    if (stream_.size() - at_ < size) return End::kCut;
    at_ += static_cast<std::size_t>(size);
    return End::kWhole;
  }

  End Items(std::uint64_t count, std::size_t depth) {
    if (count > 0 && depth >= DocumentEnd::kMaxDepth) return End::kBroken;
    ++at_;
    for (; count > 0; --count) {
      if (const End end = Any(depth + 1, false); end != End::kWhole) return end;
    }
    seen_break_ = false;
    return End::kWhole;
  }

  End Indefinite(int major, std::size_t depth) {
    while (true) {
      if (major < 4 && at_ < stream_.size()) {  // parts of a string are strings of its kind with a length
        const auto part = static_cast<std::uint8_t>(stream_[at_]);
        const bool reserved = (part & 31) > 27 && (part & 31) < 31;
        if (part != 0xff && !reserved && (part >> 5 != major || (part & 31) == 31)) return NoPart(part);
      }
      if (const End end = Any(depth + 1, true); end != End::kWhole) return end;
      if (seen_break_) break;
    }
    seen_break_ = false;
    return End::kWhole;
  }

  // The fault is known when the head is whole.
  End NoPart(std::uint8_t initial) {
    const int info = initial & 31;
    const std::size_t more = info >= 24 && info <= 27 ? std::size_t{1} << (info - 24) : 0;
    if (stream_.size() - at_ - 1 < more) return End::kCut;
    at_ += more;
    return End::kBroken;
  }

  std::string_view stream_;
  std::size_t at_;
  bool seen_break_ = false;
};

std::vector<Piece> PlainItems(std::string_view stream, std::size_t limit) {
  std::vector<Piece> out;
  for (std::size_t at = 0; at < stream.size();) {
    Item item(stream, at);
    const auto end = item.Read();
    Piece piece{at, out.size() + 1, true, {}, Code::kOk, {}};
    const std::size_t size = end == Item::End::kCut ? stream.size() - at : item.at() - at;
    if (end == Item::End::kBroken) {
      piece.code = Code::kMalformed, piece.at = size;
    } else if (size > limit) {
      piece.code = Code::kLimit, piece.at = limit;
    } else if (end == Item::End::kCut) {
      piece.code = Code::kMalformed, piece.at = size;
    } else {
      piece.text = stream.substr(at, size);
    }
    out.push_back(std::move(piece));
    if (end != Item::End::kWhole) break;
    at += size;
  }
  return out;
}

// ---------------------------------------------------------------- the product's
// `cut`: a seed of the sizes of reads; 0: as much as is asked for, 1: one octet at a time.
std::vector<Piece> CutUp(std::string_view stream, std::optional<StreamForm> form, std::size_t limit,
                         std::uint32_t cut) {
  std::size_t at = 0;
  std::uint32_t state = cut;
  const auto read = [&](std::span<std::uint8_t> into) -> Result<std::size_t> {
    state = state * 1664525u + 1013904223u;
    const std::size_t wish = cut == 0   ? into.size()
                             : cut == 1 ? 1
                                        : 1 + (state >> 8) % (1 + cut % 97 + stream.size() / 16);
    const std::size_t n = std::min({wish, into.size(), stream.size() - at});
    if (n > 0) std::memcpy(into.data(), stream.data() + at, n);
    at += n;
    return n;
  };
  DocumentStream source(read, form, limit);
  std::vector<Piece> out;
  BatchChunk chunk;  // used again, as a batch does
  while (true) {
    chunk.bytes.clear(), chunk.documents.clear();
    const auto more = source.Fill(chunk);
    if (!more.ok()) Stop("the stream failed", out.size());
    if (*more == chunk.documents.empty()) Stop("more, and nothing", out.size());
    if (chunk.bytes.size() > limit + 1 + BatchSource::kChunkBytes) Stop("too much is held", out.size());
    if (!*more) return out;
    for (const BatchDocument& document : chunk.documents) {
      Piece piece{document.offset,       document.number,        document.is_item, {},
                  document.fault.code(), document.fault.offset()};
      if (document.fault.ok()) piece.text = AsText(chunk.View(document));
      out.push_back(std::move(piece));
    }
  }
}

void Compare(const std::vector<Piece>& found, const std::vector<Piece>& expected, const char* how) {
  for (std::size_t i = 0; i < std::max(found.size(), expected.size()); ++i) {
    if (i >= found.size() || i >= expected.size() || !(found[i] == expected[i])) Stop(how, i);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view stream(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::size_t limit = data[1] == 0 ? std::size_t{1} << 30 : std::size_t{data[1]} * data[1] / 8 + 1;
  std::optional<StreamForm> form;
  if (data[0] % 3 == 1) form = StreamForm::kLines;
  if (data[0] % 3 == 2) form = StreamForm::kCborSequence;
  const bool lines = form ? *form == StreamForm::kLines
                          : stream.empty() || StreamFormOf(static_cast<std::uint8_t>(stream[0])) == StreamForm::kLines;
  const std::vector<Piece> expected = lines ? PlainLines(stream, limit) : PlainItems(stream, limit);
  Compare(CutUp(stream, form, limit, 0), expected, "not as a plain reading");
  if (stream.size() <= 128) Compare(CutUp(stream, form, limit, 1), expected, "not the same octet by octet");
  Compare(CutUp(stream, form, limit, 2u + data[0] * 131u), expected, "not the same in other reads");
  return 0;
}
