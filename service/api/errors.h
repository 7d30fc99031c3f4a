#ifndef CHANCERY_SERVICE_API_ERRORS_H_
#define CHANCERY_SERVICE_API_ERRORS_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "storage/log/ids.h"

namespace chancery {

// The most bytes a request's message may have. The largest there is a use for
// is a text of 1 MiB or events of 4 MiB.
inline constexpr std::size_t kRequestBytesMax = std::size_t{8} << 20;

// The errors that the edge itself makes; all others come up from below.

// UNAVAILABLE / DRAINING, with a google.rpc.RetryInfo.
absl::Status Draining();

// RESOURCE_EXHAUSTED / OVERLOADED, with a google.rpc.RetryInfo. `what` has no
// room: "the queue of requests".
absl::Status TooBusy(absl::string_view what);

// DEADLINE_EXCEEDED / VIEW_BEHIND.
absl::Status ViewBehind(uint64_t at_least, std::optional<Sequence> reflected);

// INVALID_ARGUMENT / REQUEST_TOO_LARGE.
absl::Status RequestTooLarge(std::size_t size);

// INVALID_ARGUMENT / PAGE_TOKEN_MISMATCH.
absl::Status PageTokenMismatch();

// OUT_OF_RANGE / BEYOND_END. `index` is a sequence of the log, or a revision of
// a stream; `end` the last there is.
absl::Status BeyondEnd(uint64_t index, std::optional<uint64_t> end);

// NOT_FOUND / STREAM_NOT_FOUND, NOT_FOUND / ISSUE_NOT_FOUND.
absl::Status StreamNotFound(absl::string_view stream);
absl::Status IssueNotFound(absl::string_view issue);

// NOT_FOUND / READOUT_NOT_FOUND.
absl::Status ReadoutNotFound(absl::string_view readout);

// CANCELLED: the caller has gone.
absl::Status CallerGone();

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_ERRORS_H_
