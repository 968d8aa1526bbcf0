// Runs one program of the live host, bounded in time and output.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "collect/tree.h"

namespace mps::collect {

// What the program writes to its standard output, if it ends with status 0. The first argument is the absolute path of
// the program; there is no shell; the environment holds PATH, LC_ALL=C and SYSTEMD_COLORS=0 only; standard input and
// error are /dev/null. Absent: no such program. LIMIT: seconds, after which it is killed; 32 MB of output.
Seen<std::string> RunCommand(const std::vector<std::string>& arguments, std::int64_t seconds);

// How probes run programs: RunCommand, or what a test puts in its place.
using CommandRunner = std::function<Seen<std::string>(const std::vector<std::string>& arguments, std::int64_t seconds)>;

}  // namespace mps::collect
