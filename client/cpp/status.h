#ifndef CHANCERY_CLIENT_CPP_STATUS_H_
#define CHANCERY_CLIENT_CPP_STATUS_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "chancery/v1/log_service.pb.h"
#include "grpcpp/support/status.h"

namespace chancery {

// Returns `status` as an absl::Status with the same code and message and with
// each of its details as a payload under the detail's type URL, so that
// GetErrorInfo() and ReasonOf() of proto/values/error_info.h work on it.
absl::Status FromGrpcStatus(const grpc::Status& status);

// The same of one request's failure.
absl::Status FromAppendFailure(const v1::AppendFailure& failure);

// Returns how long the server asks to wait before the call is made again, from
// the google.rpc.RetryInfo of `status`; nullopt when it does not say.
std::optional<absl::Duration> RetryDelay(const absl::Status& status);

// Whether the same call may be made again with hope: kUnavailable, or the
// server said when to try again.
bool MayRetry(const absl::Status& status);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CPP_STATUS_H_
