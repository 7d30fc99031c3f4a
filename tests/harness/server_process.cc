#include "tests/harness/server_process.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"

namespace chancery::harness {
namespace {

constexpr int kStartMillisecondsMax = 60000;

// "... serving on 127.0.0.1:7311, data ..." -> "127.0.0.1:7311"; empty when the
// line is not there yet.
std::string AddressIn(const std::string& said) {
  const std::string mark = "serving on ";
  const std::size_t begin = said.find(mark);
  if (begin == std::string::npos) return "";
  const std::size_t end = said.find(',', begin);
  if (end == std::string::npos) return "";
  return said.substr(begin + mark.size(), end - begin - mark.size());
}

// Reads what the program says until it names its address.
absl::StatusOr<std::string> WaitForAddress(int output) {
  std::string said;
  while (true) {
    pollfd ready{output, POLLIN, 0};
    if (poll(&ready, 1, kStartMillisecondsMax) <= 0) break;
    std::array<char, 4096> buffer{};
    const ssize_t got = read(output, buffer.data(), buffer.size());
    if (got <= 0) break;
    said.append(buffer.data(), static_cast<std::size_t>(got));
    const std::string address = AddressIn(said);
    if (!address.empty()) return address;
  }
  return absl::UnavailableError(
      absl::StrCat("the server does not come up: ", said));
}

}  // namespace

absl::StatusOr<ServerProcess> ServerProcess::Start(const std::string& program,
                                                   const std::string& data) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return absl::InternalError("pipe");
  const std::string data_flag = "--data=" + data;
  const pid_t pid = fork();
  if (pid < 0) return absl::InternalError("fork");
  if (pid == 0) {
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]);
    close(ends[1]);
    execl(program.c_str(), program.c_str(), "--listen=127.0.0.1:0",
          data_flag.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  close(ends[1]);
  absl::StatusOr<std::string> address = WaitForAddress(ends[0]);
  ServerProcess server(pid, ends[0], address.ok() ? *address : "");
  if (!address.ok()) return address.status();
  return server;
}

ServerProcess::ServerProcess(pid_t pid, int output, std::string address)
    : pid_(pid), output_(output), address_(std::move(address)) {}

ServerProcess::ServerProcess(ServerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      output_(std::exchange(other.output_, -1)),
      address_(std::move(other.address_)) {}

ServerProcess& ServerProcess::operator=(ServerProcess&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(output_, other.output_);
  std::swap(address_, other.address_);
  return *this;
}

ServerProcess::~ServerProcess() {
  Kill();
  if (output_ >= 0) close(output_);
}

void ServerProcess::Kill() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  Wait();
}

int ServerProcess::Terminate() {
  if (pid_ < 0) return -1;
  kill(pid_, SIGTERM);
  return Wait();
}

int ServerProcess::Wait() {
  int status = 0;
  waitpid(std::exchange(pid_, -1), &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace chancery::harness
