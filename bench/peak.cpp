// The processor time and peak memory of another command: mps_peak FILE COMMAND [ARGUMENT...]
//
// Writes `user_seconds system_seconds kilobytes` to FILE and ends as the command ends. A process carries the peak of
// the one that started it, so a script of many megabytes cannot ask for itself; this program is small.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

[[noreturn]] void Fail(const char* what) {
  std::perror(what);
  std::exit(2);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: mps_peak FILE COMMAND [ARGUMENT...]\n", stderr);
    return 2;
  }
  const pid_t child = fork();
  if (child < 0) Fail("fork");
  if (child == 0) {
    execvp(argv[2], argv + 2);
    std::perror(argv[2]);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  while (wait4(child, &status, 0, &usage) < 0) {
    if (errno != EINTR) Fail("wait4");
  }
  std::FILE* out = std::fopen(argv[1], "w");
  if (out == nullptr) Fail(argv[1]);
  std::fprintf(out, "%.3f %.3f %ld\n", Seconds(usage.ru_utime), Seconds(usage.ru_stime), usage.ru_maxrss);
  if (std::fclose(out) != 0) Fail(argv[1]);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
