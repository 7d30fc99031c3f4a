#ifndef CHANCERY_STORAGE_LOG_ERRORS_H_
#define CHANCERY_STORAGE_LOG_ERRORS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/errors.pb.h"

namespace rocksdb {
class Status;
}

namespace chancery {

// Every error that the log returns is built here.

// DATA_LOSS / CORRUPT. `where` names the place ("events/17"), `what` says what
// is wrong with it.
absl::Status Corrupt(absl::string_view where, absl::string_view what);

// UNAVAILABLE / STORAGE_FAILED. `doing` says what was tried.
absl::Status StorageFailed(absl::string_view doing, absl::string_view cause);

// Corrupt or StorageFailed, as RocksDB's `status` (not OK) says.
absl::Status FromRocksDb(absl::string_view doing,
                         const rocksdb::Status& status);

// ABORTED / CONFLICT, with `conflict` as its detail.
absl::Status Conflict(const v1::AppendConflict& conflict);

// ALREADY_EXISTS / COMMIT_ID_REUSED.
absl::Status CommitIdReused(absl::string_view commit_id);

// RESOURCE_EXHAUSTED / OVERLOADED, with a google.rpc.RetryInfo.
absl::Status Overloaded();

// UNAVAILABLE / DRAINING: the log is being closed.
absl::Status Closing();

// FAILED_PRECONDITION: another process, or this one, has the log at `path`
// open.
absl::Status OpenElsewhere(absl::string_view path);

// FAILED_PRECONDITION: the log at `path` has a format that this release does
// not know.
absl::Status UnknownFormat(absl::string_view path, uint64_t format);

// FAILED_PRECONDITION: the signed head in `file` cannot be read with the key
// that was given, for the reason in `cause`.
absl::Status UnknownSignedHead(absl::string_view file,
                               const absl::Status& cause);

// OUT_OF_RANGE / BEYOND_END: a tree over `size` events, of which there are
// `length`.
absl::Status BeyondTree(uint64_t size, uint64_t length);

// NOT_FOUND / DOCUMENT_NOT_FOUND: no commit brought a document with this
// digest.
absl::Status DocumentNotFound(absl::string_view sha256_hex);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_ERRORS_H_
