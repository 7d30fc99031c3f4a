#ifndef CHANCERY_SERVICE_COMMANDS_EVENT_CHECKS_H_
#define CHANCERY_SERVICE_COMMANDS_EVENT_CHECKS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "chancery/v1/event.pb.h"
#include "service/commands/violations.h"

namespace chancery {

// Notes what a proposed event lacks of what its message requires, without
// looking at any stream: fields set, names, codes and dates well formed, the
// record's kind that of the event, its act of the kind's group, texts within
// their bounds. `path` is the event's place in the request
// ("events[3].event"). Pure.
void CheckEvent(const v1::Event& event, absl::string_view path,
                Violations& violations);

// Whether `act` belongs to the group of `kind`.
bool IsActOf(v1::RecordKind kind, v1::Act act);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_EVENT_CHECKS_H_
