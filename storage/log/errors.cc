#include "storage/log/errors.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/rpc/error_details.pb.h"
#include "proto/values/error_info.h"
#include "rocksdb/status.h"

namespace chancery {
namespace {

// By then the writer has synced several groups of what waits.
constexpr int kOverloadedRetryNanos = 100'000'000;

}  // namespace

absl::Status Corrupt(absl::string_view where, absl::string_view what) {
  return MakeError(absl::StatusCode::kDataLoss, v1::ERROR_REASON_CORRUPT,
                   absl::StrCat("the log is damaged (", where, "): ", what),
                   {{"where", std::string(where)}});
}

absl::Status StorageFailed(absl::string_view doing, absl::string_view cause) {
  return MakeError(absl::StatusCode::kUnavailable,
                   v1::ERROR_REASON_STORAGE_FAILED,
                   absl::StrCat(doing, " failed: ", cause));
}

absl::Status FromRocksDb(absl::string_view doing,
                         const rocksdb::Status& status) {
  // A file that is missing is as lost as one that is damaged.
  if (status.IsCorruption() || status.IsPathNotFound()) {
    return Corrupt(doing, status.ToString());
  }
  return StorageFailed(doing, status.ToString());
}

absl::Status Conflict(const v1::AppendConflict& conflict) {
  const std::string failed = absl::StrJoin(
      conflict.failed(), "; ",
      [](std::string* out, const v1::FailedCondition& condition) {
        absl::StrAppend(out, condition.subject(), ": expected ",
                        condition.expected(), ", is ", condition.actual());
      });
  absl::Status status =
      MakeError(absl::StatusCode::kAborted, v1::ERROR_REASON_CONFLICT,
                absl::StrCat("conditions did not hold: ", failed));
  AddDetail(status, conflict);
  return status;
}

absl::Status CommitIdReused(absl::string_view commit_id) {
  return MakeError(
      absl::StatusCode::kAlreadyExists, v1::ERROR_REASON_COMMIT_ID_REUSED,
      absl::StrCat("the id ", commit_id, " was used with other content"),
      {{"commit_id", std::string(commit_id)}});
}

absl::Status Overloaded() {
  absl::Status status = MakeError(absl::StatusCode::kResourceExhausted,
                                  v1::ERROR_REASON_OVERLOADED,
                                  "too many appends wait for the disk");
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_nanos(kOverloadedRetryNanos);
  AddDetail(status, retry);
  return status;
}

absl::Status Closing() {
  return MakeError(absl::StatusCode::kUnavailable, v1::ERROR_REASON_DRAINING,
                   "the log is being closed");
}

absl::Status OpenElsewhere(absl::string_view path) {
  return absl::FailedPreconditionError(absl::StrCat(
      "the log in ", path,
      " is open already: stop the process that has it open, or give this one "
      "another directory"));
}

absl::Status UnknownFormat(absl::string_view path, uint64_t format) {
  return absl::FailedPreconditionError(
      absl::StrCat("the log in ", path, " has format ", format,
                   ", which this release does not know: open it with the "
                   "release that wrote it, or a newer one"));
}

absl::Status UnknownSignedHead(absl::string_view file,
                               const absl::Status& cause) {
  return absl::FailedPreconditionError(absl::StrCat(
      "the last signed head, ", file, ", is not by this key (", cause.message(),
      "); give the key that signed it, or move the file away"));
}

absl::Status BeyondTree(uint64_t size, uint64_t length) {
  return MakeError(absl::StatusCode::kOutOfRange, v1::ERROR_REASON_BEYOND_END,
                   absl::StrCat("there is no tree of ", size,
                                " events: ", length, " are there"),
                   {{"tree_size", absl::StrCat(size)},
                    {"log_length", absl::StrCat(length)}});
}

absl::Status DocumentNotFound(absl::string_view sha256_hex) {
  return MakeError(
      absl::StatusCode::kNotFound, v1::ERROR_REASON_DOCUMENT_NOT_FOUND,
      absl::StrCat("no commit brought a document with SHA-256 ", sha256_hex),
      {{"sha256", std::string(sha256_hex)}});
}

}  // namespace chancery
