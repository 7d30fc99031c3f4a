#ifndef CHANCERY_STORAGE_LOG_READER_H_
#define CHANCERY_STORAGE_LOG_READER_H_

#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/log/event_log.h"
#include "storage/log/store.h"

namespace chancery {

// Reads the first `length` events of `store`, as EventLog::Read says. Checks on
// the way that every event is there, is what its checksum says and is listed
// under the name it was found by, and that no revision of a stream is missing.
absl::Status ReadEvents(const Store& store, uint64_t length,
                        const ReadOptions& options, EventVisitor visit);

// The revision of a stream's last event among the first `length`, or for
// Scope::kIssue the sequence of an issue's; nullopt without events.
absl::StatusOr<std::optional<uint64_t>> FindEnd(const Store& store,
                                                uint64_t length,
                                                ReadOptions::Scope scope,
                                                absl::string_view name);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_READER_H_
