#ifndef CHANCERY_STORAGE_LOG_READER_H_
#define CHANCERY_STORAGE_LOG_READER_H_

#include <cstdint>

#include "absl/status/status.h"
#include "storage/log/event_log.h"
#include "storage/log/store.h"

namespace chancery {

// Reads the first `length` events of `store`, as EventLog::Read says. Checks on
// the way that every event is there, is what its checksum says and is listed
// under the name it was found by, and that no revision of a stream is missing.
absl::Status ReadEvents(const Store& store, uint64_t length,
                        const ReadOptions& options, EventVisitor visit);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_READER_H_
