#ifndef CHANCERY_STORAGE_LOG_INDEX_CODEC_H_
#define CHANCERY_STORAGE_LOG_INDEX_CODEC_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "storage/log/ids.h"
#include "storage/log/proposal.h"

namespace chancery {

// Keys and values of the log's indexes; FORMAT.md gives the bytes of each
// column family.

// A big-endian u64: the key of an event, or the value of the stream index.
std::string EncodeIndex(uint64_t index);
std::optional<uint64_t> DecodeIndex(absl::string_view bytes);

// The key of one place in the stream index (a revision) or the issue index (a
// sequence):
//
//   key = name %x00 u64      ; a name has no NUL, so names do not run together
std::string IndexKey(absl::string_view name, uint64_t index);

// The index in a key of `name`; nullopt when the key is another name's.
std::optional<uint64_t> IndexIn(absl::string_view key, absl::string_view name);

// What the commit index holds of an accepted commit: all that its answer says,
// and the digest of its content, by which a repetition is told from other
// content under the same id.
struct AcceptedCommit {
  Commit commit;
  std::string content_digest;  // SHA-256, 32 bytes.
};

//   commit   = format checksum first count record-time digest runs
//   format   = %x01
//   checksum = u64                 ; XXH3 of all that follows it
//   first    = u64                 ; sequence
//   count    = u32                 ; of events
//   record-time = u64              ; microseconds since 1970 UTC
//   digest   = 32 bytes            ; SHA-256 of the content
//   runs     = u32 *(u64 u32)      ; revisions: first of the run, length
std::string EncodeCommit(const AcceptedCommit& accepted);
absl::StatusOr<AcceptedCommit> DecodeCommit(absl::string_view commit_id,
                                            absl::string_view value);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_INDEX_CODEC_H_
