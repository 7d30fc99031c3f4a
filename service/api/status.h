#ifndef CHANCERY_SERVICE_API_STATUS_H_
#define CHANCERY_SERVICE_API_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "chancery/v1/log_service.pb.h"

namespace chancery {

// Copies code, message and all details of `status` into a gRPC status, whose
// third argument is the google.rpc.Status that clients read. Decides nothing.
grpc::Status ToGrpcStatus(const absl::Status& status);

// The same for one of many requests that a call bears. `status` is not OK.
void ToAppendFailure(const absl::Status& status, v1::AppendFailure* failure);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_STATUS_H_
