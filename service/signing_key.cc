#include "service/signing_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "storage/log/digest.h"

namespace chancery {
namespace {

constexpr std::size_t kOriginBytes = 8;

std::string Random(std::size_t count) {
  std::string bytes(count, '\0');
  FillFromSystemEntropy(bytes.data(), bytes.size());
  return bytes;
}

// Says first what went wrong at the system's last call.
absl::Status Failed(const std::string& doing, const std::string& file) {
  return absl::UnavailableError(absl::StrCat(
      "cannot ", doing, " the signing key ", file, ": ", std::strerror(errno)));
}

absl::Status WritePrivately(const std::string& file, const std::string& text) {
  const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                      S_IRUSR | S_IWUSR);
  if (fd < 0) return Failed("make", file);
  const bool written = write(fd, text.data(), text.size()) ==
                           static_cast<ssize_t>(text.size()) &&
                       fsync(fd) == 0;
  const absl::Status status =
      written ? absl::OkStatus() : Failed("write", file);
  close(fd);
  if (!written) unlink(file.c_str());
  return status;
}

absl::StatusOr<CheckpointSigner> MakeKey(const std::string& file,
                                         const std::string& origin) {
  auto signer = CheckpointSigner::Make(
      origin.empty() ? absl::StrCat("chancery/", absl::BytesToHexString(
                                                     Random(kOriginBytes)))
                     : origin,
      Random(kEd25519KeySize));
  if (!signer.ok()) return signer.status();
  const absl::Status written = WritePrivately(file, signer->ToText());
  if (!written.ok()) return written;
  return signer;
}

}  // namespace

absl::StatusOr<CheckpointSigner> LoadSigningKey(const std::string& file,
                                                const std::string& origin) {
  struct stat found;
  if (stat(file.c_str(), &found) != 0) {
    return errno == ENOENT
               ? MakeKey(file, origin)
               : absl::StatusOr<CheckpointSigner>(Failed("find", file));
  }
  std::ifstream stream(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  if (!stream) return Failed("read", file);
  auto signer = CheckpointSigner::FromText(text);
  if (!signer.ok()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the signing key ", file, " is none: ", signer.status().message()));
  }
  if (!origin.empty() && signer->origin() != origin) {
    return absl::FailedPreconditionError(
        absl::StrCat("the signing key ", file, " is that of ", signer->origin(),
                     ", not of ", origin));
  }
  return signer;
}

}  // namespace chancery
