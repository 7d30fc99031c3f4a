#include "client/cli/input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"

namespace chancery {
namespace {

// Closes a file that was opened here, and never the standard input.
class OpenFile {
 public:
  explicit OpenFile(const std::string& path)
      : fd_(path == "-" ? STDIN_FILENO
                        : open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (fd_ > STDIN_FILENO) close(fd_);
  }

  int fd() const { return fd_; }

 private:
  const int fd_;
};

absl::Status CannotRead(int error) {
  const absl::StatusCode code =
      absl::ErrnoToStatus(error, "").code() == absl::StatusCode::kNotFound
          ? absl::StatusCode::kNotFound
          : absl::StatusCode::kFailedPrecondition;
  return {code, absl::StrCat("cannot be read: ", std::strerror(error))};
}

absl::Status TooLarge(const std::string& size, std::size_t bytes_max) {
  return MakeError(
      absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_TEXT_TOO_LARGE,
      absl::StrCat(size, " bytes are more than a readout may have (", bytes_max,
                   ")"),
      {{"size_bytes_max", absl::StrCat(bytes_max)}});
}

}  // namespace

absl::StatusOr<std::string> ReadInput(const std::string& path,
                                      std::size_t bytes_max) {
  const OpenFile file(path);
  if (file.fd() < 0) return CannotRead(errno);
  struct stat info = {};
  if (fstat(file.fd(), &info) != 0) return CannotRead(errno);
  if (S_ISREG(info.st_mode) &&
      static_cast<std::size_t>(info.st_size) > bytes_max) {
    return TooLarge(absl::StrCat(info.st_size), bytes_max);
  }
  // A pipe does not say how much is to come.
  std::string bytes;
  std::array<char, 65536> block = {};
  for (;;) {
    const ssize_t got = read(file.fd(), block.data(), block.size());
    if (got == 0) return bytes;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return CannotRead(errno);
    bytes.append(block.data(), static_cast<std::size_t>(got));
    if (bytes.size() > bytes_max) {
      return TooLarge(absl::StrCat("more than ", bytes_max), bytes_max);
    }
  }
}

}  // namespace chancery
