#include "service/api/page_token.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "service/api/errors.h"
#include "storage/log/digest.h"

namespace chancery {
namespace {

// token  = base64url(digest next)
// digest = the first 12 bytes of SHA-256 over the lengths and bytes of method,
//          query and next
constexpr std::size_t kDigestBytes = 12;
// Keys are a few names long; longer ones are no tokens of ours.
constexpr std::size_t kTokenBytesMax = 4096;

std::string Digest(absl::string_view method, absl::string_view query,
                   absl::string_view next) {
  return Sha256(absl::StrCat("page-token-1 ", method.size(), " ", query.size(),
                             " ", next.size(), " ", method, query, next))
      .substr(0, kDigestBytes);
}

}  // namespace

std::string MakePageToken(absl::string_view method, absl::string_view query,
                          absl::string_view next) {
  return absl::WebSafeBase64Escape(
      absl::StrCat(Digest(method, query, next), next));
}

absl::StatusOr<std::string> ReadPageToken(absl::string_view method,
                                          absl::string_view query,
                                          absl::string_view token) {
  std::string bytes;
  if (token.size() > kTokenBytesMax ||
      !absl::WebSafeBase64Unescape(token, &bytes) ||
      bytes.size() < kDigestBytes) {
    return PageTokenMismatch();
  }
  const std::string next = bytes.substr(kDigestBytes);
  if (bytes.substr(0, kDigestBytes) != Digest(method, query, next)) {
    return PageTokenMismatch();
  }
  return next;
}

}  // namespace chancery
