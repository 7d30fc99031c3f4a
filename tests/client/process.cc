#include "tests/client/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/base/internal/raw_logging.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace chancery {
namespace {

// Longer than any healthy program needs for a line on a loaded machine.
constexpr int kLineWaitMs = 60'000;

// Where a child's standard streams go.
struct Streams {
  int in;
  int out;
  int err;
};

[[noreturn]] void RunChild(const std::vector<std::string>& arguments,
                           const std::map<std::string, std::string>& added,
                           const Streams& streams) {
  dup2(streams.in, STDIN_FILENO);
  dup2(streams.out, STDOUT_FILENO);
  dup2(streams.err, STDERR_FILENO);
  for (const auto& [name, value] : added) {
    setenv(name.c_str(), value.c_str(), 1);
  }
  std::vector<char*> argv;
  for (const std::string& argument : arguments) {
    argv.push_back(const_cast<char*>(argument.c_str()));
  }
  argv.push_back(nullptr);
  execv(argv.front(), argv.data());
  _exit(127);
}

pid_t Spawn(const std::vector<std::string>& arguments,
            const std::map<std::string, std::string>& added,
            const Streams& streams) {
  const pid_t pid = fork();
  if (pid == 0) RunChild(arguments, added, streams);
  ABSL_RAW_CHECK(pid > 0, "fork failed");
  return pid;
}

int WaitFor(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

int OpenOrDie(const std::string& path, int flags) {
  const int fd = open(path.c_str(), flags | O_CLOEXEC, 0600);
  ABSL_RAW_CHECK(fd >= 0, "open failed");
  return fd;
}

}  // namespace

ProgramResult RunProgram(const std::vector<std::string>& arguments,
                         const ProgramOptions& options) {
  const TemporaryDirectory directory;
  const std::string in = directory.path() + "/in";
  const std::string out = directory.path() + "/out";
  const std::string err = directory.path() + "/err";
  std::ofstream(in, std::ios::binary) << options.input;
  const Streams streams = {OpenOrDie(in, O_RDONLY),
                           OpenOrDie(out, O_WRONLY | O_CREAT),
                           OpenOrDie(err, O_WRONLY | O_CREAT)};
  const int status = WaitFor(Spawn(arguments, options.environment, streams));
  for (const int fd : {streams.in, streams.out, streams.err}) close(fd);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, FileBytes(out),
          FileBytes(err)};
}

BackgroundProgram::BackgroundProgram(
    const std::vector<std::string>& arguments) {
  std::array<int, 2> pipe_ends = {};
  ABSL_RAW_CHECK(pipe2(pipe_ends.data(), O_CLOEXEC) == 0, "pipe failed");
  const int null = OpenOrDie("/dev/null", O_RDONLY);
  pid_ = Spawn(arguments, {}, {null, pipe_ends[1], STDERR_FILENO});
  close(null);
  close(pipe_ends[1]);
  out_ = pipe_ends[0];
}

BackgroundProgram::~BackgroundProgram() {
  if (pid_ > 0) End(SIGKILL);
  close(out_);
}

std::string BackgroundProgram::ReadLine() {
  for (;;) {
    if (const auto end = unread_.find('\n'); end != std::string::npos) {
      std::string line = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      return line;
    }
    struct pollfd readable = {.fd = out_, .events = POLLIN, .revents = 0};
    if (poll(&readable, 1, kLineWaitMs) == 0) {
      ADD_FAILURE() << "no line came in time";
      return "";
    }
    std::array<char, 4096> block = {};
    const ssize_t got = read(out_, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::exchange(unread_, "");
    unread_.append(block.data(), static_cast<std::size_t>(got));
  }
}

int BackgroundProgram::End(int signal) {
  kill(pid_, signal);
  const int status = WaitFor(pid_);
  pid_ = -1;
  return status;
}

TemporaryDirectory::TemporaryDirectory() {
  std::string pattern = testing::TempDir() + "/chancery-XXXXXX";
  ABSL_RAW_CHECK(mkdtemp(pattern.data()) != nullptr, "mkdtemp failed");
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;  // A test has passed or failed before this.
  std::filesystem::remove_all(path_, ignored);
}

ServerProgram::ServerProgram() { Start(); }

std::string ServerProgram::data() const { return directory_.path(); }

void ServerProgram::Start() {
  program_ = nullptr;
  program_ = std::make_unique<BackgroundProgram>(std::vector<std::string>{
      CHANCERYD, "--listen", address_, "--data", directory_.path()});
  // "chanceryd 0.1.0 serving on 127.0.0.1:41235, data in ..., 0 events"
  const std::string ready = program_->ReadLine();
  const std::vector<std::string> words =
      absl::StrSplit(ready, absl::ByAnyChar(" ,"), absl::SkipEmpty());
  ASSERT_GT(words.size(), 4u) << "no server: " << ready;
  address_ = words[4];
}

void ServerProgram::Kill() { program_->End(SIGKILL); }

int ServerProgram::Terminate() { return program_->End(SIGTERM); }

std::string FileBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  EXPECT_TRUE(file.is_open()) << path;
  return std::move(bytes).str();
}

std::string SampleReadout(const std::string& name) {
  return std::string(CHANCERY_TEST_DATA "/readouts/") + name;
}

std::string RefusedText(const std::string& name) {
  return std::string(CHANCERY_TEST_DATA "/refused/") + name;
}

}  // namespace chancery
