#ifndef CHANCERY_SERVICE_API_REQUESTS_H_
#define CHANCERY_SERVICE_API_REQUESTS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/history_service.pb.h"
#include "chancery/v1/issue_service.pb.h"
#include "chancery/v1/readout_service.pb.h"
#include "service/api/page_token.h"
#include "storage/projections/views.h"

namespace chancery {

// Requests turned into types that cannot be wrong. Each function returns
//   kInvalidArgument / INVALID_FIELD        naming every malformed field;
//   kInvalidArgument / PAGE_TOKEN_MISMATCH  for another query's page token.
// Pure.

// A query for a list, the page asked for, and what its token is bound to.
template <typename Query>
struct ListCommand {
  Query query;
  PageRequest page;
  std::string method;
  std::string token_query;

  // The token of the page behind this one; empty when `next` is.
  std::string TokenFor(absl::string_view next) const {
    return next.empty() ? "" : MakePageToken(method, token_query, next);
  }
};

struct PositionHistoryQuery {
  std::string issue;
  std::string party;  // Or empty.
};

struct IssueEventsQuery {
  std::string issue;
  Direction direction = Direction::kForward;
};

absl::StatusOr<ListCommand<IssueQuery>> ParseListIssues(
    const v1::ListIssuesRequest& request);
absl::StatusOr<ListCommand<FollowUpQuery>> ParseListFollowUps(
    const v1::ListFollowUpsRequest& request);
absl::StatusOr<ListCommand<ReadoutQuery>> ParseListReadouts(
    const v1::ListReadoutsRequest& request);
absl::StatusOr<ListCommand<PositionHistoryQuery>> ParseGetPositionHistory(
    const v1::GetPositionHistoryRequest& request);
absl::StatusOr<ListCommand<IssueEventsQuery>> ParseListIssueEvents(
    const v1::ListIssueEventsRequest& request);
absl::StatusOr<IssueQuery> ParseWatchIssues(
    const v1::WatchIssuesRequest& request);

// OK when `name` is an issue's, or a readout's, name.
absl::Status CheckIssueName(absl::string_view name);
absl::Status CheckReadoutName(absl::string_view name);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_REQUESTS_H_
