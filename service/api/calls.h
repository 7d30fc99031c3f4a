#ifndef CHANCERY_SERVICE_API_CALLS_H_
#define CHANCERY_SERVICE_API_CALLS_H_

#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/byte_buffer.h>

#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/values/error_info.h"
#include "service/api/errors.h"
#include "service/parser/parser.h"
#include "service/parser/text.h"
#include "storage/log/ids.h"

namespace chancery {

// What the servers' methods have in common.

// Whether the request is small enough to be looked at. Asked before it waits
// for a thread: thousands of large ones would fill the memory meanwhile.
//   kInvalidArgument / TEXT_TOO_LARGE     it bears a text above
//                                         kReadoutBytesMax.
//   kInvalidArgument / REQUEST_TOO_LARGE  it has more than kRequestBytesMax.
template <typename Request>
absl::Status CheckSize(const Request& request) {
  if constexpr (requires { request.text(); }) {
    if (request.text().size() > kReadoutBytesMax) {
      return CheckText(request.text());
    }
  }
  const std::size_t size = request.ByteSizeLong();
  return size > kRequestBytesMax ? RequestTooLarge(size) : absl::OkStatus();
}

// Parses the request of a method that takes raw bytes.
//   kInvalidArgument / REQUEST_TOO_LARGE  they are more than kRequestBytesMax.
//   kInvalidArgument / INVALID_FIELD      they are no message of this type.
template <typename Request>
absl::StatusOr<Request> ParseBytes(const grpc::ByteBuffer& bytes) {
  if (bytes.Length() > kRequestBytesMax) {
    return RequestTooLarge(bytes.Length());
  }
  Request request;
  grpc::ByteBuffer copy = bytes;  // Shares the slices; parsing empties it.
  if (!grpc::GenericDeserialize<grpc::ProtoBufferReader, Request>(&copy,
                                                                  &request)
           .ok()) {
    return InvalidField("request",
                        "is no " + Request::descriptor()->full_name());
  }
  return request;
}

// The request's at_least, if it has one and it is set.
template <typename Request>
std::optional<uint64_t> AtLeast(const Request& request) {
  if constexpr (requires { request.at_least(); }) {
    if (request.has_at_least()) return request.at_least();
  }
  return std::nullopt;
}

// Says in the response which sequence it reflects.
template <typename Response>
void SetReflected(std::optional<Sequence> sequence, Response* response) {
  if (sequence.has_value()) response->set_reflected_sequence(sequence->value);
}

// Moves a page's values into a field of the response.
template <typename Values, typename Repeated>
void MoveInto(Values& values, Repeated* field) {
  for (auto& value : values) *field->Add() = std::move(value);
}

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_CALLS_H_
