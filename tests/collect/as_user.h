// A collection made by a child process that has become another user. REQUIRES: run by root.
#pragma once

#include <string>

#include <sys/types.h>

#include "collect/collect.h"

namespace mps::collect {

// The document; empty if that failed.
std::string AsUser(const CollectRequest& request, uid_t user);

}  // namespace mps::collect
