#ifndef CHANCERY_CLIENT_CLI_SHOW_EVENT_H_
#define CHANCERY_CLIENT_CLI_SHOW_EVENT_H_

#include <string>

#include "chancery/v1/event.pb.h"
#include "client/cli/style.h"

namespace chancery {

// Returns an event in a few lines: sequence and kind, who did what on which
// topic, the words, and where and when it was recorded.
std::string ShowEvent(const Page& page, const v1::RecordedEvent& recorded);

// Returns the first line of ShowEvent().
std::string EventLine(const Page& page, const v1::RecordedEvent& recorded);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CLI_SHOW_EVENT_H_
