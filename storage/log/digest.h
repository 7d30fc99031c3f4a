#ifndef CHANCERY_STORAGE_LOG_DIGEST_H_
#define CHANCERY_STORAGE_LOG_DIGEST_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

struct evp_md_ctx_st;

namespace chancery {

inline constexpr std::size_t kSha256Size = 32;
inline constexpr std::size_t kChecksumSize = 8;

// Computes SHA-256 over bytes given piece by piece. Not thread-safe.
class Sha256Hasher {
 public:
  Sha256Hasher();
  ~Sha256Hasher();
  Sha256Hasher(const Sha256Hasher&) = delete;
  Sha256Hasher& operator=(const Sha256Hasher&) = delete;

  void Update(absl::string_view bytes);

  // Returns the digest, kSha256Size bytes, and begins the next one.
  std::string Finish();

 private:
  void Start();

  evp_md_ctx_st* const context_;
};

// The SHA-256 of `bytes`, kSha256Size bytes.
std::string Sha256(absl::string_view bytes);

// The checksum that stored values carry: XXH3, 64 bits. It finds what a disk
// or memory did to the bytes; against intent there is the SHA-256.
uint64_t Checksum(absl::string_view bytes);

// Fills `count` bytes with random ones from the operating system's source.
void FillFromSystemEntropy(char* bytes, std::size_t count);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_DIGEST_H_
