#ifndef CHANCERY_CLIENT_CLI_SHOW_READOUT_H_
#define CHANCERY_CLIENT_CLI_SHOW_READOUT_H_

#include <string>

#include "chancery/v1/readout_service.pb.h"
#include "client/cli/style.h"

namespace chancery {

// Returns the header of a readout as a person wants to see it: title, dates,
// mode, initiative, participants.
std::string ShowHeader(const Page& page, const v1::ReadoutHeader& header);

// Returns a parsed text: its header, a table of its records, the topics it
// touches, and what was not understood.
std::string ShowParsed(const Page& page,
                       const v1::ParseReadoutResponse& parsed);

// Returns a readout on record, as ShowParsed(), with its name and history.
std::string ShowReadout(const Page& page,
                        const v1::GetReadoutResponse& response);

// Returns what a publisher changed in a text: each record that is new, gone or
// different, with the words before and after.
std::string ShowChange(const Page& page, const v1::ReadoutChange& change);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CLI_SHOW_READOUT_H_
