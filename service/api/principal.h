#ifndef CHANCERY_SERVICE_API_PRINCIPAL_H_
#define CHANCERY_SERVICE_API_PRINCIPAL_H_

#include "absl/strings/string_view.h"

namespace chancery {

// Who causes what a caller without credentials appends. The server listens on
// plain connections only, so every caller is one.
inline constexpr absl::string_view kAnonymous = "anonymous";

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_PRINCIPAL_H_
