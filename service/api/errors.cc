#include "service/api/errors.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"

namespace chancery {
namespace {

// A restart takes seconds; a full queue empties in less than one.
constexpr int kDrainingRetrySeconds = 5;
constexpr int kBusyRetrySeconds = 1;

void AddRetry(absl::Status& status, int seconds) {
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(seconds);
  AddDetail(status, retry);
}

std::string InWords(std::optional<uint64_t> index) {
  return index.has_value() ? absl::StrCat(*index) : "none";
}

}  // namespace

absl::Status Draining() {
  absl::Status status =
      MakeError(absl::StatusCode::kUnavailable, v1::ERROR_REASON_DRAINING,
                "the server is shutting down");
  AddRetry(status, kDrainingRetrySeconds);
  return status;
}

absl::Status TooBusy(absl::string_view what) {
  absl::Status status = MakeError(absl::StatusCode::kResourceExhausted,
                                  v1::ERROR_REASON_OVERLOADED,
                                  absl::StrCat(what, " has no room"));
  AddRetry(status, kBusyRetrySeconds);
  return status;
}

absl::Status ViewBehind(uint64_t at_least, std::optional<Sequence> reflected) {
  const std::string reached = InWords(
      reflected.has_value() ? std::optional(reflected->value) : std::nullopt);
  return MakeError(
      absl::StatusCode::kDeadlineExceeded, v1::ERROR_REASON_VIEW_BEHIND,
      absl::StrCat("the view did not reach sequence ", at_least,
                   " in time; it reflects ", reached),
      {{"at_least", absl::StrCat(at_least)}, {"reflected", reached}});
}

absl::Status RequestTooLarge(std::size_t size) {
  return MakeError(
      absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_REQUEST_TOO_LARGE,
      absl::StrCat("the request has ", size, " bytes, and may have ",
                   kRequestBytesMax, "; send less at a time"),
      {{"size_bytes", absl::StrCat(size)},
       {"size_bytes_max", absl::StrCat(kRequestBytesMax)}});
}

absl::Status PageTokenMismatch() {
  return MakeError(absl::StatusCode::kInvalidArgument,
                   v1::ERROR_REASON_PAGE_TOKEN_MISMATCH,
                   "page_token: was made by another query, or is no token");
}

absl::Status BeyondEnd(uint64_t index, std::optional<uint64_t> end) {
  return MakeError(
      absl::StatusCode::kOutOfRange, v1::ERROR_REASON_BEYOND_END,
      absl::StrCat(index, " lies beyond the end, ", InWords(end)),
      {{"sequence", absl::StrCat(index)}, {"log_end", InWords(end)}});
}

absl::Status StreamNotFound(absl::string_view stream) {
  return MakeError(absl::StatusCode::kNotFound,
                   v1::ERROR_REASON_STREAM_NOT_FOUND,
                   absl::StrCat(stream, " has no events"),
                   {{"stream", std::string(stream)}});
}

absl::Status IssueNotFound(absl::string_view issue) {
  return MakeError(absl::StatusCode::kNotFound,
                   v1::ERROR_REASON_ISSUE_NOT_FOUND,
                   absl::StrCat("no event is listed under ", issue),
                   {{"issue", std::string(issue)}});
}

absl::Status ReadoutNotFound(absl::string_view readout) {
  return MakeError(absl::StatusCode::kNotFound,
                   v1::ERROR_REASON_READOUT_NOT_FOUND,
                   absl::StrCat("no readout is named ", readout),
                   {{"readout", std::string(readout)}});
}

absl::Status CallerGone() {
  return absl::CancelledError("the caller has gone");
}

}  // namespace chancery
