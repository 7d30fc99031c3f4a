#ifndef CHANCERY_SERVICE_PARSER_DIGEST_H_
#define CHANCERY_SERVICE_PARSER_DIGEST_H_

#include <string>

#include "absl/strings/string_view.h"

namespace chancery {

// SHA-256 of `bytes` in lower-case hex.
std::string Sha256Hex(absl::string_view bytes);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_DIGEST_H_
