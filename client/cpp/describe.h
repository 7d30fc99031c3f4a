#ifndef CHANCERY_CLIENT_CPP_DESCRIBE_H_
#define CHANCERY_CLIENT_CPP_DESCRIBE_H_

#include <string>

#include "chancery/v1/event.pb.h"
#include "chancery/v1/record.pb.h"

namespace chancery {

// Returns the record that an event made, or nullptr when it made none. It
// points into `event`.
const v1::Record* RecordOf(const v1::Event& event);

// Returns the kind of an event in words: "statement made".
std::string EventKindWords(const v1::Event& event);

// Returns an act in words: "joint view".
std::string ActWords(v1::Act act);

// Returns one line, without a line break, that says what happened:
//
//   7 statement made: JPN to RUS, condemn, region.iraq: "I strongly condemn"
//
// For people. Programs read the event.
std::string Describe(const v1::RecordedEvent& recorded);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CPP_DESCRIBE_H_
