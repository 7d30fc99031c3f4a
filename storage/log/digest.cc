#include "storage/log/digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <xxhash.h>

#include "absl/base/internal/raw_logging.h"

namespace chancery {
namespace {

// Fetched once: OpenSSL looks an algorithm up by name, under locks, each time
// it is asked for one.
const EVP_MD* Sha256Algorithm() {
  static const EVP_MD* const algorithm =
      EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

}  // namespace

Sha256Hasher::Sha256Hasher() : context_(EVP_MD_CTX_new()) {
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
  return digest;
}

std::string Sha256(absl::string_view bytes) {
  Sha256Hasher hasher;
  hasher.Update(bytes);
  return hasher.Finish();
}

uint64_t Checksum(absl::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

void FillFromSystemEntropy(char* bytes, std::size_t count) {
  ABSL_RAW_CHECK(RAND_bytes(reinterpret_cast<uint8_t*>(bytes),
                            static_cast<int>(count)) == 1,
                 "the operating system gives no random bytes");
}

}  // namespace chancery
