#ifndef CHANCERY_SERVICE_API_STATUS_H_
#define CHANCERY_SERVICE_API_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace chancery {

// Copies code, message and all details of `status` into a gRPC status, whose
// third argument is the google.rpc.Status that clients read. Decides nothing.
grpc::Status ToGrpcStatus(const absl::Status& status);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_STATUS_H_
