#include "client/cpp/append_stream.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "client/cpp/backoff.h"
#include "client/cpp/status.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/sync_stream.h"

namespace chancery {
namespace {

// Sent in one message, when as many wait.
constexpr std::size_t kMessageRequestsMax = 128;
constexpr std::size_t kMessageBytesMax = std::size_t{1} << 20;

absl::StatusOr<v1::AppendEventsResponse> OutcomeOf(v1::AppendResult& result) {
  if (result.has_appended()) return std::move(*result.mutable_appended());
  return FromAppendFailure(result.failure());
}

}  // namespace

// One thread opens the calls and sends; for each call another one receives.
class AppendStream::Impl {
 public:
  Impl(std::shared_ptr<v1::LogService::Stub> stub, Options options)
      : stub_(std::move(stub)), options_(options), thread_([this] { Run(); }) {}

  ~Impl() {
    {
      const absl::MutexLock lock(&mutex_);
      if (!finishing_)
        failure_.Update(absl::CancelledError("it was broken off"));
      finishing_ = true;
      if (context_ != nullptr && !failure_.ok()) context_->TryCancel();
    }
    thread_.join();
  }

  absl::Status Append(v1::AppendEventsRequest request, Done done) {
    const absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &Impl::HasRoom));
    if (!failure_.ok()) return failure_;
    if (finishing_) {
      return absl::FailedPreconditionError("the stream has been finished");
    }
    waiting_.push_back({std::move(request), std::move(done)});
    return absl::OkStatus();
  }

  absl::Status Finish() {
    const absl::MutexLock lock(&mutex_);
    finishing_ = true;
    mutex_.Await(absl::Condition(&ended_));
    return failure_;
  }

 private:
  using Call = grpc::ClientReaderWriter<v1::AppendStreamRequest,
                                        v1::AppendStreamResponse>;
  struct Waiting {
    v1::AppendEventsRequest request;
    Done done;
  };

  bool HasRoom() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return waiting_.size() < options_.in_flight_max || finishing_ ||
           !failure_.ok();
  }
  bool HasToSend() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return sent_ < waiting_.size() || finishing_ || broken_ || !failure_.ok();
  }

  void Run() {
    while (AwaitWork()) {
      const absl::Status status = RunCall();
      if (!PlanRetry(status)) break;
    }
    FailAll();
    const absl::MutexLock lock(&mutex_);
    ended_ = true;
  }

  // Waits for something to send; false when there will be nothing more.
  bool AwaitWork() {
    const absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &Impl::HasToSend));
    return failure_.ok() && !waiting_.empty();
  }

  // Makes a call and sends what waits, until the call ends.
  absl::Status RunCall() {
    grpc::ClientContext context;
    {
      const absl::MutexLock lock(&mutex_);
      sent_ = 0;
      broken_ = false;
      context_ = &context;
      if (!failure_.ok()) context.TryCancel();
    }
    const std::unique_ptr<Call> call = stub_->AppendStream(&context);
    std::thread receiver([this, &call] { Receive(*call); });
    v1::AppendStreamRequest message;
    while (TakeMessage(&message) && call->Write(message)) {
    }
    call->WritesDone();
    receiver.join();
    absl::Status status = FromGrpcStatus(call->Finish());
    const absl::MutexLock lock(&mutex_);
    context_ = nullptr;
    broken_ = false;
    sent_ = 0;
    return status;
  }

  // What is to be sent next; false when there is nothing more on this call.
  bool TakeMessage(v1::AppendStreamRequest* message) {
    const absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &Impl::HasToSend));
    message->Clear();
    std::size_t bytes = 0;
    while (!broken_ && failure_.ok() && sent_ < waiting_.size() &&
           message->requests().size() < static_cast<int>(kMessageRequestsMax) &&
           bytes < kMessageBytesMax) {
      const v1::AppendEventsRequest& next = waiting_[sent_++].request;
      bytes += next.ByteSizeLong();
      *message->add_requests() = next;
    }
    return !message->requests().empty();
  }

  void Receive(Call& call) {
    v1::AppendStreamResponse response;
    while (call.Read(&response)) {
      for (v1::AppendResult& result : *response.mutable_results()) {
        std::optional<Done> done = TakeFirst();
        if (!done.has_value()) break;  // An answer to nothing.
        (*std::move(done))(OutcomeOf(result));
      }
    }
    const absl::MutexLock lock(&mutex_);
    broken_ = true;
  }

  std::optional<Done> TakeFirst() {
    const absl::MutexLock lock(&mutex_);
    broken_since_.reset();
    if (sent_ == 0) return std::nullopt;
    Done done = std::move(waiting_.front().done);
    waiting_.pop_front();
    --sent_;
    return done;
  }

  // Whether there may be another call; waits until it is time for it.
  bool PlanRetry(absl::Status status) {
    // Such a call ends with OK only when all has been answered; else it was a
    // proxy that ended it.
    if (status.ok()) status = absl::UnavailableError("the stream ended");
    const absl::MutexLock lock(&mutex_);
    if (!failure_.ok() || waiting_.empty()) return failure_.ok();
    const absl::Time now = absl::Now();
    if (!broken_since_.has_value()) {
      broken_since_ = now;
      backoff_.Reset();
    }
    const absl::Duration wait = std::max(
        backoff_.Next(), RetryDelay(status).value_or(absl::ZeroDuration()));
    if (!MayRetry(status) ||
        now + wait - *broken_since_ > options_.give_up_after) {
      failure_ = std::move(status);
      return false;
    }
    const auto failed = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return !failure_.ok();
    };
    mutex_.AwaitWithTimeout(absl::Condition(&failed), wait);
    return failure_.ok();
  }

  // Answers what is left, when the stream has given up.
  void FailAll() {
    for (;;) {
      Waiting next;
      absl::Status failure;
      {
        const absl::MutexLock lock(&mutex_);
        if (waiting_.empty()) return;
        next = std::move(waiting_.front());
        waiting_.pop_front();
        failure = failure_;
      }
      std::move(next.done)(std::move(failure));
    }
  }

  const std::shared_ptr<v1::LogService::Stub> stub_;
  const Options options_;
  Backoff backoff_;  // Of the sending thread.

  absl::Mutex mutex_;  // Not held while a `done` runs.
  std::deque<Waiting> waiting_ ABSL_GUARDED_BY(mutex_);  // For an answer.
  std::size_t sent_ ABSL_GUARDED_BY(mutex_) = 0;  // Of them, on this call.
  bool broken_ ABSL_GUARDED_BY(mutex_) = false;   // Nothing more is received.
  bool finishing_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
  std::optional<absl::Time> broken_since_ ABSL_GUARDED_BY(mutex_);
  // Of the call that runs, while it may be cancelled.
  grpc::ClientContext* context_ ABSL_GUARDED_BY(mutex_) = nullptr;

  std::thread thread_;  // Last: it uses all of the above.
};

AppendStream::AppendStream(std::shared_ptr<v1::LogService::Stub> stub,
                           Options options)
    : impl_(std::make_unique<Impl>(std::move(stub), options)) {}
AppendStream::AppendStream(AppendStream&&) = default;
AppendStream& AppendStream::operator=(AppendStream&&) = default;
AppendStream::~AppendStream() = default;

absl::Status AppendStream::Append(v1::AppendEventsRequest request, Done done) {
  return impl_->Append(std::move(request), std::move(done));
}

absl::Status AppendStream::Finish() { return impl_->Finish(); }

}  // namespace chancery
