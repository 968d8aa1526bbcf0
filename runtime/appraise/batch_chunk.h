// What goes from the reader of a batch to its workers: some documents and the octets they stand in.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps {

struct BatchDocument {
  std::uint64_t index = 0;          // in the batch, from 1; the batch gives it
  std::uint64_t offset = 0;         // of its first octet in the stream; 0 for a file of its own
  std::uint64_t number = 0;         // of its line or item in the stream, from 1; 0 for a file of its own
  bool is_item = false;             // of a CBOR sequence, not a line
  std::string name;                 // of a file of its own
  std::size_t begin = 0, size = 0;  // in BatchChunk::bytes
  Status fault;                     // not ok: it could not be read, and this is why
};

struct BatchChunk {
  std::string bytes;
  std::vector<BatchDocument> documents;

  ByteView View(const BatchDocument& document) const {
    return AsBytes(std::string_view(bytes).substr(document.begin, document.size));
  }
};

// Where the documents of a batch come from; asked by one thread.
class BatchSource {
 public:
  // How much a chunk should hold; one document may be larger.
  static constexpr std::size_t kChunkBytes = std::size_t{256} << 10;
  static constexpr std::size_t kChunkDocuments = 256;

  virtual ~BatchSource() = default;
  // Fills an empty chunk. False: there are no more documents, and the chunk is empty. A failure ends the batch after
  // the documents before it; one that has `fault` set does not.
  virtual Result<bool> Fill(BatchChunk& chunk) = 0;
};

}  // namespace mps
