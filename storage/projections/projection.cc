#include "storage/projections/projection.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"

namespace chancery {

absl::Status UnknownEvent(absl::string_view projection,
                          const v1::RecordedEvent& recorded) {
  return MakeError(
      absl::StatusCode::kInternal, v1::ERROR_REASON_PROJECTION_STOPPED,
      absl::StrCat("projection ", projection, " does not know the event ",
                   recorded.sequence(), ": a newer release wrote it"),
      {{"projection", std::string(projection)},
       {"sequence", absl::StrCat(recorded.sequence())}});
}

}  // namespace chancery
