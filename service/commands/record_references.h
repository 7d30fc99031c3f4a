#ifndef CHANCERY_SERVICE_COMMANDS_RECORD_REFERENCES_H_
#define CHANCERY_SERVICE_COMMANDS_RECORD_REFERENCES_H_

#include <string>
#include <vector>

#include "chancery/v1/event.pb.h"

namespace chancery {

// A record, made before, that an event names.
struct RecordReference {
  std::string field;   // Its path in the event.
  std::string record;  // The record's name.
  // The kind it must have; UNSPECIFIED: any.
  v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
};

// The records that an event names. Each must stand in the event's stream.
std::vector<RecordReference> ReferencesOf(const v1::Event& event);

// Whether an event is about a readout that was received before.
bool IsAboutReadout(const v1::Event& event);

// Whether an event can only be judged beside what its stream holds.
bool DependsOnStream(const v1::Event& event);

// Whether `record` may be named where a record of `kind` is asked for. A
// follow-up that was agreed counts as an agreement, too.
bool IsOfKind(const v1::Record& record, v1::RecordKind kind);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_RECORD_REFERENCES_H_
