#include "service/api/status.h"

#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/string_view.h"
#include "google/rpc/status.pb.h"

namespace chancery {

namespace {

// `to` has the fields of google.rpc.Status.
template <typename Message>
void Copy(const absl::Status& from, Message* to) {
  to->set_code(static_cast<int>(from.code()));
  to->set_message(std::string(from.message()));
  from.ForEachPayload(
      [to](absl::string_view type_url, const absl::Cord& payload) {
        google::protobuf::Any& detail = *to->add_details();
        detail.set_type_url(std::string(type_url));
        detail.set_value(std::string(payload));
      });
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  google::rpc::Status details;
  Copy(status, &details);
  // The two enumerations have the same values.
  return {static_cast<grpc::StatusCode>(status.code()), details.message(),
          details.SerializeAsString()};
}

void ToAppendFailure(const absl::Status& status, v1::AppendFailure* failure) {
  Copy(status, failure);
}

}  // namespace chancery
