#include "storage/log/digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "absl/base/internal/raw_logging.h"

namespace chancery {
namespace {

// Drawn at once by a thread.
constexpr std::size_t kEntropyBytes = 1024;

// Fetched once: OpenSSL looks an algorithm up by name, under locks, each time
// it is asked for one.
const EVP_MD* Sha256Algorithm() {
  static const EVP_MD* const algorithm =
      EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

}  // namespace

Sha256Hasher::Sha256Hasher() : context_(EVP_MD_CTX_new()) { Start(); }

void Sha256Hasher::Start() {
  ABSL_RAW_CHECK(context_ != nullptr &&
                     EVP_DigestInit_ex(context_, Sha256Algorithm(), nullptr),
                 "OpenSSL has no SHA-256");
}

Sha256Hasher::~Sha256Hasher() { EVP_MD_CTX_free(context_); }

void Sha256Hasher::Update(absl::string_view bytes) {
  ABSL_RAW_CHECK(EVP_DigestUpdate(context_, bytes.data(), bytes.size()),
                 "SHA-256 failed");
}

std::string Sha256Hasher::Finish() {
  std::string digest(kSha256Size, '\0');
  ABSL_RAW_CHECK(
      EVP_DigestFinal_ex(context_, reinterpret_cast<uint8_t*>(digest.data()),
                         nullptr),
      "SHA-256 failed");
  Start();
  return digest;
}

std::string Sha256(absl::string_view bytes) {
  // A context for each thread: making one costs as much as hashing 500 bytes.
  static thread_local Sha256Hasher hasher;
  hasher.Update(bytes);
  return hasher.Finish();
}

uint64_t Checksum(absl::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

void FillFromSystemEntropy(char* bytes, std::size_t count) {
  // A salt is small, and what a call of OpenSSL's costs is the call.
  static thread_local std::array<uint8_t, kEntropyBytes> drawn;
  static thread_local std::size_t used = drawn.size();
  for (std::size_t filled = 0; filled < count;) {
    if (used == drawn.size()) {
      ABSL_RAW_CHECK(
          RAND_bytes(drawn.data(), static_cast<int>(drawn.size())) == 1,
          "the operating system gives no random bytes");
      used = 0;
    }
    const std::size_t taken = std::min(count - filled, drawn.size() - used);
    std::copy_n(drawn.begin() + used, taken, bytes + filled);
    filled += taken;
    used += taken;
  }
}

}  // namespace chancery
