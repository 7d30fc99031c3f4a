#include "client/cpp/status.h"

#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/string_view.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace chancery {
namespace {

constexpr absl::string_view kRetryInfoUrl =
    "type.googleapis.com/google.rpc.RetryInfo";

// `from` has the fields of google.rpc.Status.
template <typename Message>
void AddDetails(const Message& from, absl::Status* status) {
  for (const auto& detail : from.details()) {
    status->SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
}

}  // namespace

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status result(static_cast<absl::StatusCode>(status.error_code()),
                      status.error_message());
  google::rpc::Status details;
  // A proxy's own errors carry no details; then code and message are all.
  if (details.ParseFromString(status.error_details())) {
    AddDetails(details, &result);
  }
  return result;
}

absl::Status FromAppendFailure(const v1::AppendFailure& failure) {
  absl::Status result(static_cast<absl::StatusCode>(failure.code()),
                      failure.message());
  AddDetails(failure, &result);
  return result;
}

std::optional<absl::Duration> RetryDelay(const absl::Status& status) {
  const auto payload = status.GetPayload(kRetryInfoUrl);
  google::rpc::RetryInfo info;
  if (!payload.has_value() || !info.ParseFromString(std::string{*payload})) {
    return std::nullopt;
  }
  return absl::Seconds(info.retry_delay().seconds()) +
         absl::Nanoseconds(info.retry_delay().nanos());
}

bool MayRetry(const absl::Status& status) {
  return absl::IsUnavailable(status) || RetryDelay(status).has_value();
}

}  // namespace chancery
