#ifndef CHANCERY_SERVICE_COMMANDS_INGEST_H_
#define CHANCERY_SERVICE_COMMANDS_INGEST_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/readout_service.pb.h"
#include "service/commands/readout_reader.h"
#include "service/parser/registry.h"
#include "storage/log/event_log.h"

namespace chancery {

// Who wants a readout recorded, and which.
struct IngestCommand {
  std::string text;
  std::string source;
  std::string held_on;         // ISO 8601 or empty.
  std::string correlation_id;  // Or empty.
  std::string principal;
  std::string issued_on{};  // ISO 8601 or empty.
  // Who held which office when; null means the one compiled in. Outlives the
  // call.
  const Registry* registry = nullptr;
};

// The name of the readout published at `source`: "readouts/", up to 40
// characters of the source's last part, and 12 hex digits of its SHA-256. A
// function of the source alone, so that a changed text finds its readout.
std::string ReadoutName(absl::string_view source);

// Parses a readout and records it in one commit: ReadoutReceived and its
// records; or, where the source is on record with another text,
// ReadoutRevised, the records that are new, and the retractions of those that
// are gone. The same source and text append nothing and answer UNCHANGED,
// unless the readout has been withdrawn, or the command's date is another one
// than the one it was read with and the text bears none: these are revisions,
// too.
//
// Blocks until the commit is synced. Thread-safe. Decides from the log alone;
// when another writer was faster it reads and decides again, a bounded number
// of times.
//   kInvalidArgument  the text is no readout that can be read (parser.h), or
//                     INVALID_FIELD names a field. Nothing has been recorded.
//   else              as EventLog::Append.
absl::StatusOr<v1::IngestReadoutResponse> IngestReadout(
    EventLog& log, const IngestCommand& command,
    const ReadoutReader& reader = BuiltInReader());

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_INGEST_H_
