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

// The log keeps times to the microsecond, and none before 1970.
void SetTime(absl::Time time, google::protobuf::Timestamp* timestamp) {
  const int64_t micros = absl::ToUnixMicros(time);
  timestamp->set_seconds(micros / kMicrosPerSecond);
  timestamp->set_nanos(
      static_cast<int32_t>(micros % kMicrosPerSecond * kNanosPerMicro));
}

}  // namespace

grpc::ServerUnaryReactor* AppendCall::Start(
    const Parts& parts, const v1::AppendEventsRequest* request,
    v1::AppendEventsResponse* response) {
  auto* call = new AppendCall(parts, request, response);
  call->Begin();
  return call;
}

void AppendCall::Begin() {
  absl::Status taken = parts_.calls.Add(this);
  if (taken.ok()) taken = CheckSize(request_);
  if (taken.ok()) {
    // Half of a small append's time would go into the hand-over.
    if (request_.events_size() <= kEventsInPlaceMax &&
        !DependsOnLog(request_)) {
      return Propose();
    }
    taken = parts_.pool.Begin([this] { Propose(); });
  }
  if (!taken.ok()) Finish(ToGrpcStatus(taken));
}

void AppendCall::Propose() {
  auto proposal = ProposalFor(parts_.log, request_, kAnonymous);
  if (!proposal.ok()) return Finish(ToGrpcStatus(proposal.status()));
  parts_.log.AppendAsync(
      *std::move(proposal),
      [this](absl::StatusOr<Commit> commit) { Answer(commit); });
}

void AppendCall::Answer(const absl::StatusOr<Commit>& commit) {
  if (!commit.ok()) return Finish(ToGrpcStatus(commit.status()));
  response_.set_first_sequence(commit->first.value);
  response_.set_last_sequence(commit->last.value);
  SetTime(commit->record_time, response_.mutable_record_time());
  for (const Revision revision : commit->revisions) {
    response_.add_revisions(revision.value);
  }
  response_.set_repeated_request(commit->repeated);
  Finish(grpc::Status::OK);
}

void AppendCall::OnDone() {
  parts_.calls.Remove(this);
  delete this;
}

}  // namespace chancery
