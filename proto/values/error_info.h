#ifndef CHANCERY_PROTO_STATUS_ERROR_INFO_H_
#define CHANCERY_PROTO_STATUS_ERROR_INFO_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/errors.pb.h"
#include "google/protobuf/message.h"
#include "google/rpc/error_details.pb.h"

namespace chancery {

// The domain of every google.rpc.ErrorInfo made here.
inline constexpr absl::string_view kErrorDomain = "chancery";

// Key and value of one metadata field of an ErrorInfo.
using ErrorMetadata = std::vector<std::pair<std::string, std::string>>;

// Returns an error that carries a google.rpc.ErrorInfo with `reason` (its name
// without the prefix ERROR_REASON_) and `metadata`. An error is built where the
// fact is known, and passed up unchanged from there.
//
//   return MakeError(absl::StatusCode::kNotFound,
//   v1::ERROR_REASON_ISSUE_NOT_FOUND,
//                    "no event is listed under ...", {{"issue", name}});
absl::Status MakeError(absl::StatusCode code, v1::ErrorReason reason,
                       absl::string_view message, ErrorMetadata metadata = {});

// Adds `detail` to an error's payloads, as google.rpc.Status.details does.
void AddDetail(absl::Status& status, const google::protobuf::Message& detail);

// Returns INVALID_ARGUMENT / INVALID_FIELD with a google.rpc.BadRequest that
// names `field` ("conditions[2].stream") and says what is wrong with it.
absl::Status InvalidField(absl::string_view field,
                          absl::string_view description);

// Returns the ErrorInfo that `status` carries, if it carries one.
std::optional<google::rpc::ErrorInfo> GetErrorInfo(const absl::Status& status);

// Returns the reason of `status`, or ERROR_REASON_UNSPECIFIED without one.
v1::ErrorReason ReasonOf(const absl::Status& status);

}  // namespace chancery

#endif  // CHANCERY_PROTO_STATUS_ERROR_INFO_H_
