#include "service/api/history_server.h"

#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/api/calls.h"
#include "service/api/errors.h"
#include "service/api/query_call.h"
#include "service/api/requests.h"

namespace chancery {
namespace {

// A page stays below the 4 MiB that clients take by default. The log's own
// bound on a read is larger, so it is this one that ends a page.
constexpr std::size_t kPageBytesMax = std::size_t{2} << 20;

}  // namespace

grpc::ServerUnaryReactor* HistoryServer::GetPositionHistory(
    grpc::CallbackServerContext* context,
    const v1::GetPositionHistoryRequest* request,
    v1::GetPositionHistoryResponse* response) {
  return QueryCall::Start(parts_, context, *request,
                          [=, this] { return Answer(*request, response); });
}

grpc::ServerUnaryReactor* HistoryServer::ListIssueEvents(
    grpc::CallbackServerContext* context,
    const v1::ListIssueEventsRequest* request,
    v1::ListIssueEventsResponse* response) {
  return QueryCall::Start(parts_, context, *request,
                          [=, this] { return Answer(*request, response); });
}

absl::Status HistoryServer::Answer(
    const v1::GetPositionHistoryRequest& request,
    v1::GetPositionHistoryResponse* response) const {
  const auto command = ParseGetPositionHistory(request);
  if (!command.ok()) return command.status();
  auto page = parts_.views.GetPositionHistory(
      command->query.issue, command->query.party, command->page);
  if (!page.ok()) return page.status();
  MoveInto(page->value.items, response->mutable_changes());
  response->set_next_page_token(command->TokenFor(page->value.next));
  SetReflected(page->sequence, response);
  return absl::OkStatus();
}

absl::Status HistoryServer::Answer(
    const v1::ListIssueEventsRequest& request,
    v1::ListIssueEventsResponse* response) const {
  const auto command = ParseListIssueEvents(request);
  if (!command.ok()) return command.status();
  const std::optional<Sequence> head = parts_.log.Head();
  const auto end = parts_.log.IssueEnd(command->query.issue);
  if (!end.ok()) return end.status();
  if (!end->has_value()) return IssueNotFound(command->query.issue);

  ReadOptions options;
  options.scope = ReadOptions::Scope::kIssue;
  options.name = command->query.issue;
  options.direction = command->query.direction;
  options.events_max = command->page.size + 1;  // One shows there are more.
  if (uint64_t from; absl::SimpleAtoi(command->page.after, &from)) {
    options.from = from;
  }
  std::string next;
  std::size_t bytes = 0;
  absl::Status status;
  const absl::Status read =
      parts_.log.Read(options, [&](const StoredEvent& stored) {
        const bool full =
            response->events_size() == static_cast<int>(command->page.size) ||
            bytes >= kPageBytesMax;
        if (full) {
          next = absl::StrCat(stored.header.sequence.value);
          return false;
        }
        auto recorded = ToRecordedEvent(stored);
        status = recorded.status();
        if (!status.ok()) return false;
        bytes += stored.payload.size();
        *response->add_events() = *std::move(recorded);
        return true;
      });
  status.Update(read);
  if (!status.ok()) return status;
  response->set_next_page_token(command->TokenFor(next));
  SetReflected(head, response);
  return absl::OkStatus();
}

}  // namespace chancery
