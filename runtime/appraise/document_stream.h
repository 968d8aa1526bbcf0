// A stream of documents cut into documents: NDJSON (one JSON text a line) or a CBOR sequence (RFC 8742). Only ends are
// looked for; what stands between them is judged by who decodes it. Entry point: DocumentStream::Fill.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "appraise/batch_chunk.h"
#include "mps/bytes.h"
#include "mps/status.h"

namespace mps {

enum class StreamForm : std::uint8_t { kLines, kCborSequence };

// By the first octet of a stream: what ASCII text or JSON white space may begin with is lines, all else CBOR. (A CBOR
// text string or small integer, which would look like text, is never evidence.)
StreamForm StreamFormOf(std::uint8_t first);

// Finds the end of one document, however the octets come in. Holds no octet of it.
class DocumentEnd {
 public:
  enum class Found : std::uint8_t { kMore, kEnd, kBroken };
  // LIMIT: items of a CBOR sequence that nest deeper than this cannot be followed. The decoder refuses much less.
  static constexpr std::size_t kMaxDepth = 1024;

  explicit DocumentEnd(StreamForm form) : form_(form) {}

  // Goes on with the octets that follow those seen before. `used`: how many of them belong to the document; its line
  // break is one of them. kEnd: the next octet begins another document. kBroken: the octet at `used` cannot stand
  // there, and nothing behind it can be told apart (CBOR only); why() says what it is.
  Found Scan(ByteView bytes, std::size_t& used);
  void Reset();
  std::string_view why() const { return why_; }

 private:
  struct Frame {
    std::uint64_t remaining;  // items due; of no meaning if indefinite
    bool indefinite;
    std::uint8_t major;
  };
  Found ScanLine(ByteView bytes, std::size_t& used) const;
  Found ScanItem(ByteView bytes, std::size_t& used);
  bool Head(std::uint8_t initial, std::uint64_t argument);
  bool Push(Frame frame);
  bool Broken(std::string_view why);
  void Completed();

  StreamForm form_;
  bool done_ = false;
  std::uint64_t skip_ = 0;  // octets of a string that are due
  std::uint8_t head_[9] = {};
  std::size_t head_have_ = 0, head_need_ = 0;
  std::vector<Frame> frames_;
  std::string_view why_;
};

// A source of a batch over a stream of bounded documents, read with bounded memory.
class DocumentStream : public BatchSource {
 public:
  // Reads into the span; 0 at the end of the stream.
  using Read = std::function<Result<std::size_t>(std::span<std::uint8_t>)>;

  // A document of more than `limit` octets is refused and passed over without being held.
  DocumentStream(Read read, std::optional<StreamForm> form, std::size_t limit);

  // One read's worth of documents, so that those of a slow stream are not kept waiting; a document that is not yet
  // whole goes on being read. Blank lines are no documents.
  Result<bool> Fill(BatchChunk& chunk) override;

 private:
  Status ReadMore(BatchChunk& chunk);
  void Cut(BatchChunk& chunk);
  void Add(BatchChunk& chunk, std::size_t size, Status fault);
  void AtEnd(BatchChunk& chunk);
  Status TooLarge() const;

  Read read_;
  std::optional<StreamForm> form_;
  std::size_t limit_;
  DocumentEnd end_{StreamForm::kLines};
  std::string carry_;          // the beginning of the document that is not whole, seen by end_
  std::size_t begin_ = 0;      // where in the chunk the document being read begins,
  std::size_t seen_ = 0;       // and up to where end_ has seen it
  std::uint64_t offset_ = 0;   // of that document in the stream
  std::uint64_t dropped_ = 0;  // octets of it that were passed over; not 0: it is too large
  std::uint64_t number_ = 1;   // of its line or item
  bool ended_ = false;
};

}  // namespace mps
