// The record `file` of the schema: what lstat and the access list say of one path.
#pragma once

#include <string>

#include "collect/context.h"

namespace mps::collect {

// `at` is the claim's path, under which fields that could not be told are marked. `path` is only for following a link.
EvidenceNode FileRecord(Context& ctx, int dir, const char* name, const struct stat& info, const std::string& path,
                        const std::string& at);

std::string_view FileType(mode_t mode);

// passwd and group of the tree.
IdNames ReadIdNames(const Tree& tree);

}  // namespace mps::collect
