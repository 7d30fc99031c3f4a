#ifndef CHANCERY_SERVICE_COMMANDS_REPARSE_H_
#define CHANCERY_SERVICE_COMMANDS_REPARSE_H_

#include <string>

#include "absl/status/statusor.h"
#include "chancery/v1/readout_service.pb.h"
#include "service/commands/readout_reader.h"
#include "storage/log/event_log.h"

namespace chancery {

// Which readout is to be read again, and whether that is to count.
struct ReparseCommand {
  enum class Mode { kDryRun, kApply };
  std::string name;
  Mode mode = Mode::kDryRun;
  std::string correlation_id{};  // Or empty.
  std::string principal{};
};

// Reads the newest text of a readout again and compares the records with those
// that stand. With kApply it appends what differs in one commit:
// ReadoutReparsed, the records that are new or read otherwise, and the
// retractions of those they take the place of. What anything but the parser
// decided on is left as it is. The answer has no progress.
//
// Blocks until the commit is synced. Thread-safe. Decides from the log alone;
// when another writer was faster it reads and decides again, a bounded number
// of times.
//   kNotFound / READOUT_NOT_FOUND  the stream has no events.
//   else                           as EventLog::Append and ::Document.
absl::StatusOr<v1::ReparseReadoutsResponse> ReparseReadout(
    EventLog& log, const ReparseCommand& command, const ReadoutReader& reader);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_REPARSE_H_
