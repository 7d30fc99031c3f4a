#ifndef CHANCERY_CLIENT_CLI_SHOW_ISSUE_H_
#define CHANCERY_CLIENT_CLI_SHOW_ISSUE_H_

#include <string>

#include "chancery/v1/history_service.pb.h"
#include "chancery/v1/issue_service.pb.h"
#include "chancery/v1/readout_service.pb.h"
#include "client/cli/style.h"

namespace chancery {

// Returns an issue: each party's current positions, the agreements in force and
// the open follow-ups with their due windows.
std::string ShowIssue(const Page& page, const v1::Issue& issue);

// Returns a table of issues.
std::string ShowIssues(const Page& page, const v1::ListIssuesResponse& list);

// Returns one line about an issue: its name, counts and last contact.
std::string IssueLine(const Page& page, const v1::Issue& issue);

// Returns a table of follow-ups.
std::string ShowFollowUps(const Page& page,
                          const v1::ListFollowUpsResponse& list);

// Returns how positions moved: who, when, from what to what, in which words.
std::string ShowHistory(const Page& page,
                        const v1::GetPositionHistoryResponse& history);

// Returns a table of readouts.
std::string ShowReadouts(const Page& page,
                         const v1::ListReadoutsResponse& list);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CLI_SHOW_ISSUE_H_
