// A bump arena: storage for many small things of one life time, kept for reuse after Reset.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "mps/bytes.h"

namespace mps {

// Not for use by several threads at once. Memory is handed back only by the destructor.
class Arena {
 public:
  // LIMIT: `most_bytes` bounds what may be handed out between two resets; passing it gives nullptr.
  explicit Arena(std::size_t block_bytes = 64u << 10, std::size_t most_bytes = static_cast<std::size_t>(-1))
      : block_bytes_(block_bytes), most_bytes_(most_bytes) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  Arena(Arena&&) = default;
  Arena& operator=(Arena&&) = default;

  // `size` bytes at `align` (a power of two), uninitialised, or nullptr when the limit is passed or memory is out.
  void* Allocate(std::size_t size, std::size_t align = alignof(std::max_align_t));

  // A value-initialised array, or an empty span when it cannot be had. Destructors never run.
  template <class T>
  std::span<T> AllocateArray(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (count > static_cast<std::size_t>(-1) / sizeof(T)) return {};
    void* at = Allocate(count * sizeof(T), alignof(T));
    if (at == nullptr) return {};
    T* first = static_cast<T*>(at);
    for (std::size_t i = 0; i < count; ++i) new (first + i) T();
    return {first, count};
  }

  // A copy that lives until Reset. REQUIRES: the arena has no limit, or the caller compares the sizes.
  std::string_view CopyText(std::string_view text);
  ByteView CopyBytes(ByteView bytes) {
    std::string_view copy = CopyText(AsText(bytes));
    return AsBytes(copy);
  }

  // Everything handed out is void; the blocks are kept for the next use.
  void Reset();

  // Bytes handed out since the last Reset.
  std::size_t used() const { return used_; }

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };
  bool NextBlock(std::size_t size);

  std::size_t block_bytes_;
  std::size_t most_bytes_;
  std::vector<Block> blocks_;
  std::size_t current_ = 0;  // index of the block in use; blocks_.size() if there is none
  std::size_t at_ = 0;       // first free byte of that block
  std::size_t used_ = 0;
};

}  // namespace mps
