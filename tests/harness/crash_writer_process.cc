#include "tests/harness/crash_writer_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "absl/base/internal/raw_logging.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

namespace chancery {
namespace {

// Where the program finds its end of the pipe.
constexpr int kReportPipe = 3;

[[noreturn]] void Become(const std::string& program,
                         const std::vector<std::string>& arguments, int pipe) {
  std::vector<char*> argv;
  argv.push_back(const_cast<char*>(program.c_str()));
  for (const std::string& argument : arguments) {
    argv.push_back(const_cast<char*>(argument.c_str()));
  }
  argv.push_back(nullptr);
  // A descriptor that is duplicated onto itself would be closed by exec.
  if (pipe == kReportPipe) {
    fcntl(pipe, F_SETFD, 0);
  } else {
    dup2(pipe, kReportPipe);
  }
  execv(program.c_str(), argv.data());
  _exit(127);
}

}  // namespace

CrashWriterProcess::CrashWriterProcess(
    const std::string& program, const std::vector<std::string>& arguments) {
  int ends[2];
  ABSL_RAW_CHECK(pipe2(ends, O_CLOEXEC) == 0, "no pipe");
  process_ = fork();
  ABSL_RAW_CHECK(process_ >= 0, "no process");
  if (process_ == 0) Become(program, arguments, ends[1]);
  close(ends[1]);
  pipe_ = ends[0];
}

CrashWriterProcess::~CrashWriterProcess() {
  if (process_ > 0) Kill();
  close(pipe_);
}

void CrashWriterProcess::WaitForAcknowledgements(std::size_t count) {
  while (report_.acknowledged.size() < count && ReadSome()) {
  }
}

WriterReport CrashWriterProcess::Kill() {
  kill(process_, SIGKILL);
  while (ReadSome()) {
  }
  waitpid(process_, nullptr, 0);
  process_ = -1;
  return std::move(report_);
}

bool CrashWriterProcess::ReadSome() {
  char buffer[65536];
  ssize_t size = 0;
  do {
    size = read(pipe_, buffer, sizeof(buffer));
  } while (size < 0 && errno == EINTR);
  if (size <= 0) return false;
  unfinished_line_.append(buffer, static_cast<std::size_t>(size));
  std::vector<std::string> lines = absl::StrSplit(unfinished_line_, '\n');
  unfinished_line_ = std::move(lines.back());
  lines.pop_back();
  for (const std::string& line : lines) TakeLine(line);
  return true;
}

void CrashWriterProcess::TakeLine(const std::string& line) {
  const std::vector<std::string> words = absl::StrSplit(line, ' ');
  if (words[0] == "P" && words.size() == 2) {
    report_.unanswered.insert(words[1]);
    return;
  }
  Acknowledgement acknowledgement;
  if (words[0] == "A" && words.size() == 4 &&
      absl::SimpleAtoi(words[2], &acknowledgement.first.value) &&
      absl::SimpleAtoi(words[3], &acknowledgement.last.value)) {
    report_.unanswered.erase(words[1]);
    report_.acknowledged.emplace(words[1], acknowledgement);
    return;
  }
  report_.violations.push_back("Writer: " + line);
}

}  // namespace chancery
