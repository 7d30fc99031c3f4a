#include "storage/projections/row_digest.h"

#include <array>
#include <cstdint>

#include "absl/base/internal/raw_logging.h"
#include "openssl/evp.h"

namespace chancery {
namespace {

// OpenSSL fails here only when it is out of memory or misbuilt.
void Require(int ok) { ABSL_RAW_CHECK(ok == 1, "SHA-256 cannot be computed"); }

}  // namespace

RowDigest::RowDigest() : context_(EVP_MD_CTX_new()) {
  Require(context_ != nullptr ? 1 : 0);
  Require(EVP_DigestInit_ex(context_, EVP_sha256(), nullptr));
}

RowDigest::~RowDigest() { EVP_MD_CTX_free(context_); }

void RowDigest::Add(absl::string_view bytes) {
  std::array<unsigned char, sizeof(uint64_t)> size;
  for (std::size_t i = 0; i < size.size(); ++i) {
    size[i] =
        static_cast<unsigned char>(uint64_t{bytes.size()} >> (56 - 8 * i));
  }
  Require(EVP_DigestUpdate(context_, size.data(), size.size()));
  Require(EVP_DigestUpdate(context_, bytes.data(), bytes.size()));
}

std::string RowDigest::Finish() {
  std::string digest(EVP_MD_size(EVP_sha256()), '\0');
  Require(EVP_DigestFinal_ex(
      context_, reinterpret_cast<unsigned char*>(digest.data()), nullptr));
  return digest;
}

}  // namespace chancery
