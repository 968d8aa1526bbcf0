#include "as_user.h"

#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

namespace mps::collect {

std::string AsUser(const CollectRequest& request, uid_t user) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    bool changed = setgroups(0, nullptr) == 0 && setgid(user) == 0 && setuid(user) == 0;
    auto bytes = Collect(request);
    std::string text = changed && bytes.ok() ? std::string(AsText(*bytes)) : "";
    std::size_t at = 0;
    while (at < text.size()) {
      ssize_t wrote = write(ends[1], text.data() + at, text.size() - at);
      if (wrote <= 0) break;
      at += static_cast<std::size_t>(wrote);
    }
    _exit(0);
  }
  close(ends[1]);
  std::string out;
  char buffer[65536];
  for (ssize_t got; (got = read(ends[0], buffer, sizeof buffer)) > 0;)
    out.append(buffer, static_cast<std::size_t>(got));
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return out;
}

}  // namespace mps::collect
