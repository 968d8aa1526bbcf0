#include "collect/command.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>

namespace mps::collect {
namespace {

constexpr std::size_t kMostOutput = 32u << 20;

std::int64_t MonotonicMilliseconds() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1000000;
}

// Reads until the end of the stream; "" or why it was given up.
std::string ReadAll(int fd, std::int64_t deadline, std::string& out) {
  for (;;) {
    std::int64_t left = deadline - MonotonicMilliseconds();
    if (left <= 0) return "took too long";
    pollfd wait{fd, POLLIN, 0};
    int ready = poll(&wait, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return ready == 0 ? "took too long" : ErrnoText(errno);
    char buffer[65536];
    ssize_t got = read(fd, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return ErrnoText(errno);
    if (got == 0) return "";
    out.append(buffer, static_cast<std::size_t>(got));
    if (out.size() > kMostOutput) return "wrote too much";
  }
}

// The child's status, or -1 if it did not end in time.
int WaitFor(pid_t child, std::int64_t deadline) {
  for (;;) {
    int status = 0;
    pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child) return status;
    if (ended < 0 && errno != EINTR) return -1;
    if (MonotonicMilliseconds() > deadline) return -1;
    timespec pause{0, 2000000};
    nanosleep(&pause, nullptr);
  }
}

}  // namespace

Seen<std::string> RunCommand(const std::vector<std::string>& arguments, std::int64_t seconds) {
  using S = Seen<std::string>;
  if (access(arguments[0].c_str(), X_OK) != 0) return errno == ENOENT ? S::Absent() : S::Unknown(ErrnoText(errno));
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return S::Unknown(ErrnoText(errno));
  Fd from(ends[0]);
  Fd to(ends[1]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, to.get(), 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  std::string path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";
  std::string locale = "LC_ALL=C";
  std::string colours = "SYSTEMD_COLORS=0";
  char* environment[] = {path.data(), locale.data(), colours.data(), nullptr};
  pid_t child = -1;
  int fault = posix_spawn(&child, arguments[0].c_str(), &actions, nullptr, argv.data(), environment);
  posix_spawn_file_actions_destroy(&actions);
  if (fault != 0) return S::Unknown(ErrnoText(fault));
  to = Fd();
  std::int64_t deadline = MonotonicMilliseconds() + seconds * 1000;
  std::string out;
  std::string reason = ReadAll(from.get(), deadline, out);
  int status = reason.empty() ? WaitFor(child, deadline) : -1;
  if (status == -1) {
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    return S::Unknown(arguments[0] + " " + (reason.empty() ? "did not end" : reason));
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return S::Unknown(arguments[0] + " failed");
  return out;
}

}  // namespace mps::collect
