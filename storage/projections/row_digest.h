#ifndef CHANCERY_STORAGE_PROJECTIONS_ROW_DIGEST_H_
#define CHANCERY_STORAGE_PROJECTIONS_ROW_DIGEST_H_

#include <string>

#include "absl/strings/string_view.h"
#include "openssl/types.h"

namespace chancery {

// SHA-256 of a sequence of strings, each with its size before it, so that no
// two sequences run together into the same bytes.
class RowDigest {
 public:
  RowDigest();
  ~RowDigest();
  RowDigest(const RowDigest&) = delete;
  RowDigest& operator=(const RowDigest&) = delete;

  void Add(absl::string_view bytes);
  // The 32 bytes of the digest. Nothing may be added afterwards.
  std::string Finish();

 private:
  EVP_MD_CTX* context_;
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_ROW_DIGEST_H_
