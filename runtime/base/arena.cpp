// The bump arena.
#include "base/arena.h"

#include <cstdint>

namespace mps {

void* Arena::Allocate(std::size_t size, std::size_t align) {
  if (size > most_bytes_ - used_) return nullptr;
  while (true) {
    if (current_ < blocks_.size()) {
      Block& block = blocks_[current_];
      const std::uintptr_t base = reinterpret_cast<std::uintptr_t>(block.bytes.get());
      const std::size_t start = ((base + at_ + align - 1) & ~(align - 1)) - base;
      if (start <= block.size && size <= block.size - start) {
        at_ = start + size;
        used_ += size;
        return block.bytes.get() + start;
      }
    }
    if (!NextBlock(size + align)) return nullptr;
  }
}

// Makes a block of at least `size` bytes the current one: one kept from before, or a new one.
bool Arena::NextBlock(std::size_t size) {
  const std::size_t next = current_ < blocks_.size() ? current_ + 1 : blocks_.size();
  at_ = 0;
  for (std::size_t i = next; i < blocks_.size(); ++i) {
    if (blocks_[i].size >= size) {
      std::swap(blocks_[next], blocks_[i]);
      current_ = next;
      return true;
    }
  }
  const std::size_t wanted = size > block_bytes_ ? size : block_bytes_;
  std::unique_ptr<std::byte[]> bytes(new (std::nothrow) std::byte[wanted]);
  if (!bytes) {
    current_ = blocks_.size();
    return false;
  }
  blocks_.push_back({std::move(bytes), wanted});
  std::swap(blocks_[next], blocks_.back());
  current_ = next;
  return true;
}

std::string_view Arena::CopyText(std::string_view text) {
  if (text.empty()) return {};
  void* at = Allocate(text.size(), 1);
  if (at == nullptr) return {};
  std::memcpy(at, text.data(), text.size());
  return {static_cast<const char*>(at), text.size()};
}

void Arena::Reset() {
  current_ = 0;
  at_ = 0;
  used_ = 0;
}

}  // namespace mps
