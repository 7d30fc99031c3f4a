#ifndef CHANCERY_SERVICE_API_PAGE_TOKEN_H_
#define CHANCERY_SERVICE_API_PAGE_TOKEN_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace chancery {

// A page token holds the key at which the next page begins, bound to the
// method and query that made it: it is good for them and nothing else. Opaque
// to clients, and safe in a URL. It keeps no secret; what it protects from is
// a token used by mistake. Pure.

// `query` is what the token is bound to, as bytes: the request without page
// size, token and freshness.
std::string MakePageToken(absl::string_view method, absl::string_view query,
                          absl::string_view next);

// Returns the key in `token`.
//   kInvalidArgument / PAGE_TOKEN_MISMATCH  another query made it, or it is no
//                                           token.
absl::StatusOr<std::string> ReadPageToken(absl::string_view method,
                                          absl::string_view query,
                                          absl::string_view token);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_PAGE_TOKEN_H_
