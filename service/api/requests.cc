#include "service/api/requests.h"

#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "proto/values/edtf.h"
#include "service/commands/names.h"
#include "service/commands/violations.h"

namespace chancery {
namespace {

constexpr int kPageSizeDefault = 50;
constexpr int kPageSizeMax = 1000;
constexpr int kPartiesMax = 8;

// The bytes a page token is bound to: all of the request that says what the
// list holds and in which order.
template <typename Request>
std::string TokenQuery(Request request) {
  request.clear_page_size();
  request.clear_page_token();
  request.clear_at_least();
  return request.SerializeAsString();
}

template <typename Request>
void CheckPageSize(const Request& request, Violations& violations) {
  if (request.page_size() < 0 || request.page_size() > kPageSizeMax) {
    violations.Add("page_size", "is not 0 to 1000");
  }
}

template <typename Repeated>
std::vector<std::string> ParseParties(const Repeated& parties,
                                      Violations& violations) {
  if (parties.size() > kPartiesMax) {
    violations.Add("parties", "are more than 8");
  }
  for (int i = 0; i < parties.size(); ++i) {
    if (!IsPartyCode(parties.Get(i))) {
      violations.Add(absl::StrCat("parties[", i, "]"), "is no party code");
    }
  }
  return {parties.begin(), parties.end()};
}

std::string ParseParty(absl::string_view field, const std::string& party,
                       Violations& violations) {
  if (!party.empty() && !IsPartyCode(party)) {
    violations.Add(field, "is no party code");
  }
  return party;
}

std::string ParseIssue(const std::string& issue, Violations& violations) {
  if (!IsIssueName(issue)) violations.Add("issue", "is no issue's name");
  return issue;
}

std::string ParseTopic(const std::string& topic, Violations& violations) {
  if (!topic.empty() && !IsTopicCode(topic)) {
    violations.Add("topic", "is no topic code");
  }
  return topic;
}

std::optional<absl::CivilDay> ParseDay(absl::string_view field,
                                       const std::string& day,
                                       Violations& violations) {
  if (day.empty()) return std::nullopt;
  const std::optional<absl::CivilDay> parsed = ParseIsoDate(day);
  if (!parsed.has_value()) {
    violations.Add(field, "is no calendar date (YYYY-MM-DD)");
  }
  return parsed;
}

// Ends the parsing of a list request: violations first, then its page.
template <typename Query, typename Request>
absl::StatusOr<ListCommand<Query>> Finish(Query query, const Request& request,
                                          Violations& violations) {
  CheckPageSize(request, violations);
  const absl::Status status = violations.ToStatus();
  if (!status.ok()) return status;
  ListCommand<Query> command;
  command.query = std::move(query);
  command.method = Request::descriptor()->full_name();
  command.token_query = TokenQuery(request);
  command.page.size =
      request.page_size() == 0 ? kPageSizeDefault : request.page_size();
  if (!request.page_token().empty()) {
    auto after = ReadPageToken(command.method, command.token_query,
                               request.page_token());
    if (!after.ok()) return after.status();
    command.page.after = *std::move(after);
  }
  return command;
}

}  // namespace

absl::StatusOr<ListCommand<IssueQuery>> ParseListIssues(
    const v1::ListIssuesRequest& request) {
  Violations violations;
  IssueQuery query;
  query.parties = ParseParties(request.parties(), violations);
  query.topic = ParseTopic(request.topic(), violations);
  return Finish(std::move(query), request, violations);
}

absl::StatusOr<IssueQuery> ParseWatchIssues(
    const v1::WatchIssuesRequest& request) {
  Violations violations;
  IssueQuery query;
  query.parties = ParseParties(request.parties(), violations);
  query.topic = ParseTopic(request.topic(), violations);
  const absl::Status status = violations.ToStatus();
  if (!status.ok()) return status;
  return query;
}

absl::StatusOr<ListCommand<FollowUpQuery>> ParseListFollowUps(
    const v1::ListFollowUpsRequest& request) {
  Violations violations;
  FollowUpQuery query;
  query.parties = ParseParties(request.parties(), violations);
  query.responsible =
      ParseParty("responsible", request.responsible(), violations);
  if (!request.issue().empty()) {
    query.issue = ParseIssue(request.issue(), violations);
  }
  for (int i = 0; i < request.statuses_size(); ++i) {
    const v1::FollowUpStatus status = request.statuses(i);
    if (status == v1::FOLLOW_UP_STATUS_UNSPECIFIED ||
        !v1::FollowUpStatus_IsValid(status)) {
      violations.Add(absl::StrCat("statuses[", i, "]"), "is no status");
    }
    query.statuses.push_back(status);
  }
  query.due_from = ParseDay("due_from", request.due_from(), violations);
  query.due_until = ParseDay("due_until", request.due_until(), violations);
  return Finish(std::move(query), request, violations);
}

absl::StatusOr<ListCommand<ReadoutQuery>> ParseListReadouts(
    const v1::ListReadoutsRequest& request) {
  Violations violations;
  ReadoutQuery query;
  query.parties = ParseParties(request.parties(), violations);
  query.since = ParseDay("since", request.since(), violations);
  query.until = ParseDay("until", request.until(), violations);
  return Finish(std::move(query), request, violations);
}

absl::StatusOr<ListCommand<PositionHistoryQuery>> ParseGetPositionHistory(
    const v1::GetPositionHistoryRequest& request) {
  Violations violations;
  PositionHistoryQuery query;
  query.issue = ParseIssue(request.issue(), violations);
  query.party = ParseParty("party", request.party(), violations);
  return Finish(std::move(query), request, violations);
}

absl::StatusOr<ListCommand<IssueEventsQuery>> ParseListIssueEvents(
    const v1::ListIssueEventsRequest& request) {
  Violations violations;
  IssueEventsQuery query;
  query.issue = ParseIssue(request.issue(), violations);
  query.direction =
      request.newest_first() ? Direction::kBackward : Direction::kForward;
  return Finish(std::move(query), request, violations);
}

absl::Status CheckIssueName(absl::string_view name) {
  Violations violations;
  if (!IsIssueName(name)) {
    violations.Add("name", "is no issue's name (issues/<parties>.<topic>)");
  }
  return violations.ToStatus();
}

absl::Status CheckReadoutName(absl::string_view name) {
  Violations violations;
  if (!IsStreamName(name)) {
    violations.Add("name", "is no readout's name (readouts/<id>)");
  }
  return violations.ToStatus();
}

}  // namespace chancery
