#include "service/api/issue_server.h"

#include <utility>

#include "service/api/calls.h"
#include "service/api/query_call.h"
#include "service/api/requests.h"
#include "service/api/stream_call.h"
#include "service/api/watch_source.h"

namespace chancery {

grpc::ServerUnaryReactor* IssueServer::GetIssue(
    grpc::CallbackServerContext* context, const v1::GetIssueRequest* request,
    v1::GetIssueResponse* response) {
  return QueryCall::Start(parts_, context, *request,
                          [=, this] { return Answer(*request, response); });
}

grpc::ServerUnaryReactor* IssueServer::ListIssues(
    grpc::CallbackServerContext* context, const v1::ListIssuesRequest* request,
    v1::ListIssuesResponse* response) {
  return QueryCall::Start(parts_, context, *request,
                          [=, this] { return Answer(*request, response); });
}

grpc::ServerUnaryReactor* IssueServer::ListFollowUps(
    grpc::CallbackServerContext* context,
    const v1::ListFollowUpsRequest* request,
    v1::ListFollowUpsResponse* response) {
  return QueryCall::Start(parts_, context, *request,
                          [=, this] { return Answer(*request, response); });
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* IssueServer::WatchIssues(
    grpc::CallbackServerContext*, const grpc::ByteBuffer* bytes) {
  auto request = ParseBytes<v1::WatchIssuesRequest>(*bytes);
  return StreamCall::Start(
      parts_,
      [this, request = std::move(
                 request)]() -> absl::StatusOr<std::unique_ptr<EventSource>> {
        if (!request.ok()) return request.status();
        return WatchSource::Open(parts_.log, parts_.views, *request);
      });
}

absl::Status IssueServer::Answer(const v1::GetIssueRequest& request,
                                 v1::GetIssueResponse* response) const {
  absl::Status status = CheckIssueName(request.name());
  if (!status.ok()) return status;
  auto issue = parts_.views.GetIssue(request.name());
  if (!issue.ok()) return issue.status();
  *response->mutable_issue() = std::move(issue->value);
  SetReflected(issue->sequence, response);
  return absl::OkStatus();
}

absl::Status IssueServer::Answer(const v1::ListIssuesRequest& request,
                                 v1::ListIssuesResponse* response) const {
  const auto command = ParseListIssues(request);
  if (!command.ok()) return command.status();
  auto page = parts_.views.ListIssues(command->query, command->page);
  if (!page.ok()) return page.status();
  MoveInto(page->value.items, response->mutable_issues());
  response->set_next_page_token(command->TokenFor(page->value.next));
  SetReflected(page->sequence, response);
  return absl::OkStatus();
}

absl::Status IssueServer::Answer(const v1::ListFollowUpsRequest& request,
                                 v1::ListFollowUpsResponse* response) const {
  const auto command = ParseListFollowUps(request);
  if (!command.ok()) return command.status();
  auto page = parts_.views.ListFollowUps(command->query, command->page);
  if (!page.ok()) return page.status();
  MoveInto(page->value.items, response->mutable_follow_ups());
  response->set_next_page_token(command->TokenFor(page->value.next));
  SetReflected(page->sequence, response);
  return absl::OkStatus();
}

}  // namespace chancery
