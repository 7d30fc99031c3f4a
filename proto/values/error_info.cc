#include "proto/values/error_info.h"

#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace chancery {
namespace {

constexpr absl::string_view kReasonPrefix = "ERROR_REASON_";

std::string TypeUrl(const google::protobuf::Message& detail) {
  return absl::StrCat("type.googleapis.com/",
                      detail.GetDescriptor()->full_name());
}

}  // namespace

void AddDetail(absl::Status& status, const google::protobuf::Message& detail) {
  status.SetPayload(TypeUrl(detail), absl::Cord(detail.SerializeAsString()));
}

absl::Status MakeError(absl::StatusCode code, v1::ErrorReason reason,
                       absl::string_view message, ErrorMetadata metadata) {
  absl::Status status(code, message);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(
      absl::StripPrefix(v1::ErrorReason_Name(reason), kReasonPrefix)));
  info.set_domain(std::string(kErrorDomain));
  for (const auto& [key, value] : metadata) {
    (*info.mutable_metadata())[key] = value;
  }
  AddDetail(status, info);
  return status;
}

absl::Status InvalidField(absl::string_view field,
                          absl::string_view description) {
  absl::Status status = MakeError(
      absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_INVALID_FIELD,
      absl::StrCat(field, ": ", description), {{"field", std::string(field)}});
  google::rpc::BadRequest bad;
  auto* violation = bad.add_field_violations();
  violation->set_field(std::string(field));
  violation->set_description(std::string(description));
  AddDetail(status, bad);
  return status;
}

std::optional<google::rpc::ErrorInfo> GetErrorInfo(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  const auto payload = status.GetPayload(TypeUrl(info));
  if (!payload.has_value() || !info.ParseFromString(std::string(*payload))) {
    return std::nullopt;
  }
  return info;
}

v1::ErrorReason ReasonOf(const absl::Status& status) {
  const auto info = GetErrorInfo(status);
  v1::ErrorReason reason = v1::ERROR_REASON_UNSPECIFIED;
  if (info.has_value() && info->domain() == kErrorDomain) {
    v1::ErrorReason_Parse(absl::StrCat(kReasonPrefix, info->reason()), &reason);
  }
  return reason;
}

}  // namespace chancery
