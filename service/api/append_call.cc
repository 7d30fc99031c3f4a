#include "service/api/append_call.h"

#include <utility>

#include "absl/time/time.h"
#include "service/api/calls.h"
#include "service/api/principal.h"
#include "service/api/status.h"
#include "service/commands/append.h"

namespace chancery {
namespace {

// Checking this many takes microseconds.
constexpr int kEventsInPlaceMax = 8;
constexpr int64_t kNanosPerMicro = 1000;
constexpr int64_t kMicrosPerSecond = 1000000;

// Both messages of one call, in one piece of memory.
class AppendMessages final
    : public grpc::MessageHolder<v1::AppendEventsRequest,
                                 v1::AppendEventsResponse> {
 public:
  AppendMessages() {
    set_request(&request_);
    set_response(&response_);
  }
  void Release() override { delete this; }

 private:
  v1::AppendEventsRequest request_;
  v1::AppendEventsResponse response_;
};

// The log keeps times to the microsecond, and none before 1970.
void SetTime(absl::Time time, google::protobuf::Timestamp* timestamp) {
  const int64_t micros = absl::ToUnixMicros(time);
  timestamp->set_seconds(micros / kMicrosPerSecond);
  timestamp->set_nanos(
      static_cast<int32_t>(micros % kMicrosPerSecond * kNanosPerMicro));
}

}  // namespace

grpc::MessageHolder<v1::AppendEventsRequest, v1::AppendEventsResponse>*
AppendMessageAllocator::AllocateMessages() {
  return new AppendMessages;
}

grpc::ServerUnaryReactor* AppendCall::Start(
    const Parts& parts, grpc::CallbackServerContext* context,
    v1::AppendEventsResponse* response) {
  auto* call = new AppendCall(parts, context, response);
  grpc::ServerUnaryReactor* reactor = &call->reactor_;
  call->Begin();
  return reactor;
}

AppendCall::AppendCall(const Parts& parts, grpc::CallbackServerContext* context,
                       v1::AppendEventsResponse* response)
    : parts_(parts),
      reactor_(*context->DefaultReactor()),
      request_(*static_cast<AppendMessages*>(context->GetRpcAllocatorState())
                    ->request()),
      response_(*response) {}

void AppendCall::Begin() {
  absl::Status taken = parts_.calls.Enter();
  if (!taken.ok()) {
    reactor_.Finish(ToGrpcStatus(taken));
    delete this;
    return;
  }
  taken = CheckSize(request_);
  if (!taken.ok()) return Finish(taken);
  if (IsQuickToCheck(request_)) return Propose();
  taken = parts_.pool.Begin([this] { Propose(); });
  if (!taken.ok()) Finish(taken);
}

void AppendCall::Propose() {
  auto proposal = ProposalFor(parts_.log, std::move(request_), kAnonymous);
  if (!proposal.ok()) return Finish(proposal.status());
  parts_.log.AppendAsync(
      *std::move(proposal),
      [this](const absl::StatusOr<Commit>& commit) { Answer(commit); });
}

void AppendCall::Answer(const absl::StatusOr<Commit>& commit) {
  if (commit.ok()) FillAppendResponse(*commit, &response_);
  Finish(commit.status());
}

void AppendCall::Finish(const absl::Status& status) {
  grpc::ServerUnaryReactor& reactor = reactor_;
  CallRegistry& calls = parts_.calls;
  delete this;
  reactor.Finish(ToGrpcStatus(status));
  calls.Leave();
}

void FillAppendResponse(const Commit& commit,
                        v1::AppendEventsResponse* response) {
  response->set_first_sequence(commit.first.value);
  response->set_last_sequence(commit.last.value);
  SetTime(commit.record_time, response->mutable_record_time());
  for (const Revision revision : commit.revisions) {
    response->add_revisions(revision.value);
  }
  response->set_repeated_request(commit.repeated);
}

bool IsQuickToCheck(const v1::AppendEventsRequest& request) {
  return request.events_size() <= kEventsInPlaceMax && !DependsOnLog(request);
}

}  // namespace chancery
