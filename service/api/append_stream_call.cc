#include "service/api/append_stream_call.h"

#include <utility>

#include "service/api/append_call.h"
#include "service/api/calls.h"
#include "service/api/errors.h"
#include "service/api/principal.h"
#include "service/api/status.h"
#include "service/commands/append.h"

namespace chancery {
namespace {

// Bounds of the contract: of one message, and of what waits to be answered
// before the next is read. Both together bound what a call keeps in memory.
constexpr int kRequestsMax = 1000;
constexpr std::size_t kWaitingMax = 256;
constexpr std::size_t kWaitingBytesMax = std::size_t{8} << 20;

// A response stays well below the 4 MiB that clients take by default: a failure
// may list a thousand conditions.
constexpr std::size_t kResponseBytesMax = std::size_t{1} << 20;

// A message this small is handled where it arrives; more would keep gRPC's few
// threads from their other calls.
constexpr int kRequestsInPlaceMax = 4;

absl::Status Check(const v1::AppendStreamRequest& message) {
  if (message.requests_size() < 1 || message.requests_size() > kRequestsMax) {
    return InvalidField("requests", "are not 1 to 1000");
  }
  return CheckSize(message);
}

bool IsQuickToHandle(const v1::AppendStreamRequest& message) {
  if (message.requests_size() > kRequestsInPlaceMax) return false;
  for (const v1::AppendEventsRequest& request : message.requests()) {
    if (!IsQuickToCheck(request)) return false;
  }
  return true;
}

}  // namespace

AppendStreamCall::Reactor* AppendStreamCall::Start(const Parts& parts) {
  auto* call = new AppendStreamCall(parts);
  call->Begin();
  return call;
}

void AppendStreamCall::Begin() {
  absl::Status taken = parts_.calls.Add(this);
  absl::MutexLock lock(&mutex_);
  if (!taken.ok()) {
    End(std::move(taken));
  } else if (!finished_) {
    StartRead(&message_);
  }
}

void AppendStreamCall::OnReadDone(bool ok) {
  {
    absl::MutexLock lock(&mutex_);
    if (finished_) return;
    absl::Status checked;
    if (ok) checked = Check(message_);
    if (!ok || !checked.ok()) return End(std::move(checked));
    input_ = Input::kHandling;
    next_ = 0;
  }
  if (IsQuickToHandle(message_)) return Handle();
  parts_.pool.Continue([this] { Handle(); });
}

void AppendStreamCall::Handle() {
  for (; next_ < message_.requests_size(); ++next_) {
    v1::AppendEventsRequest& request = *message_.mutable_requests(next_);
    if (!MayJudge(request)) return;
    Propose(std::move(request));
  }
  message_.Clear();
  absl::MutexLock lock(&mutex_);
  input_ = Input::kPaused;
  GoOn();
}

bool AppendStreamCall::MayJudge(const v1::AppendEventsRequest& request) {
  if (!DependsOnLog(request)) return true;
  // It may be about what the requests before it append.
  absl::MutexLock lock(&mutex_);
  awaits_all_ = undecided_ > 0;
  return !awaits_all_;
}

void AppendStreamCall::Propose(v1::AppendEventsRequest request) {
  uint64_t number = 0;
  {
    absl::MutexLock lock(&mutex_);
    if (gone_) return;
    Slot& slot = slots_.emplace_back();
    slot.bytes = request.ByteSizeLong();
    bytes_ += slot.bytes;
    ++undecided_;
    number = first_ + slots_.size() - 1;
  }
  auto proposal = ProposalFor(parts_.log, std::move(request), kAnonymous);
  if (!proposal.ok()) return Answer(number, proposal.status());
  parts_.log.AppendAsync(*std::move(proposal),
                         [this, number](absl::StatusOr<Commit> outcome) {
                           Answer(number, std::move(outcome));
                         });
}

void AppendStreamCall::Answer(uint64_t number, absl::StatusOr<Commit> outcome) {
  absl::MutexLock lock(&mutex_);
  slots_[number - first_].outcome = std::move(outcome);
  --undecided_;
  GoOn();
}

void AppendStreamCall::OnWriteDone(bool ok) {
  absl::MutexLock lock(&mutex_);
  writing_ = false;
  if (!ok) gone_ = true;
  GoOn();
}

void AppendStreamCall::OnCancel() {
  absl::MutexLock lock(&mutex_);
  gone_ = true;
  GoOn();
}

void AppendStreamCall::Drain() {
  absl::MutexLock lock(&mutex_);
  draining_ = true;
  GoOn();
}

void AppendStreamCall::GoOn() {
  if (finished_) return;
  MaybeWrite();
  MaybeRead();
  MaybeFinish();
}

void AppendStreamCall::MaybeWrite() {
  if (writing_) return;
  response_.Clear();
  std::size_t bytes = 0;
  for (; bytes < kResponseBytesMax && !slots_.empty() &&
         slots_.front().outcome.has_value();
       ++first_) {
    const absl::StatusOr<Commit>& outcome = *slots_.front().outcome;
    v1::AppendResult& result = *response_.add_results();
    if (outcome.ok()) {
      FillAppendResponse(*outcome, result.mutable_appended());
    } else {
      ToAppendFailure(outcome.status(), result.mutable_failure());
    }
    bytes += result.ByteSizeLong();
    bytes_ -= slots_.front().bytes;
    slots_.pop_front();
  }
  if (response_.results().empty() || gone_) return;
  writing_ = true;
  StartWrite(&response_);
}

void AppendStreamCall::MaybeRead() {
  if (input_ == Input::kHandling && awaits_all_ && undecided_ == 0) {
    awaits_all_ = false;
    parts_.pool.Continue([this] { Handle(); });
  }
  if (input_ != Input::kPaused || draining_ || gone_) return;
  if (slots_.size() >= kWaitingMax || bytes_ >= kWaitingBytesMax) return;
  input_ = Input::kReading;
  StartRead(&message_);
}

void AppendStreamCall::MaybeFinish() {
  // Those that the log has will call Answer.
  if (undecided_ > 0 || writing_ || input_ == Input::kHandling) return;
  finished_ = true;
  if (gone_) {
    Finish(ToGrpcStatus(CallerGone()));
  } else if (input_ == Input::kEnded) {
    Finish(ToGrpcStatus(end_));
  } else if (draining_) {
    Finish(ToGrpcStatus(Draining()));
  } else {
    finished_ = false;
  }
}

void AppendStreamCall::End(absl::Status status) {
  input_ = Input::kEnded;
  end_ = std::move(status);
  GoOn();
}

void AppendStreamCall::OnDone() {
  parts_.calls.Remove(this);
  // Whoever finished the call may not have given the lock back yet.
  { absl::MutexLock lock(&mutex_); }
  delete this;
}

}  // namespace chancery
