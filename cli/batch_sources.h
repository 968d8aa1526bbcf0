// Where `mps eval --batch` finds documents: a folder of files, or a stream of lines or of CBOR items.
#pragma once

#include <memory>
#include <string>

#include "appraise/batch_chunk.h"
#include "mps/status.h"

namespace mps::cli {

// LIMIT: folders within folders, and entries of one folder. What lies deeper is reported and passed over.
inline constexpr std::size_t kBatchFolderDepth = 64;
inline constexpr std::size_t kBatchFolderEntries = std::size_t{16} << 20;

// `path`: a folder, a file or pipe of documents, or `-`. A file `*.ndjson` or `*.jsonl` is taken as lines, `*.cborseq`
// as a CBOR sequence, anything else by its first octet. A document of more than `limit` octets is refused without being
// held. kIo: cannot be opened.
//
// A folder's files come in the order of their names, byte by byte, folder after folder. Links to files are followed,
// links to folders are not; what is no regular file is a document that is refused. Only the names of the folders on the
// way down are held.
Result<std::unique_ptr<BatchSource>> OpenBatchSource(const std::string& path, std::size_t limit);

}  // namespace mps::cli
