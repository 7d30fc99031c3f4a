#ifndef CHANCERY_SERVICE_COMMANDS_APPEND_H_
#define CHANCERY_SERVICE_COMMANDS_APPEND_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/log_service.pb.h"
#include "storage/log/event_log.h"

namespace chancery {

// Checks a program's append against the rules of the domain and turns it into
// a proposal: names well formed, every written stream under one condition,
// each event with what its message requires, and every record that an event
// names standing in its stream (or made by an earlier event of the request).
//   kInvalidArgument / INVALID_FIELD        names the field.
//   kFailedPrecondition / RECORD_NOT_FOUND  names the record.
absl::StatusOr<Proposal> ProposalFor(const EventLog& log,
                                     v1::AppendEventsRequest request,
                                     absl::string_view principal);

// Whether ProposalFor will read the log for this request, because an event is
// about what its stream holds; otherwise it only computes.
bool DependsOnLog(const v1::AppendEventsRequest& request);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_APPEND_H_
