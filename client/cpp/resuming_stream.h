#ifndef CHANCERY_CLIENT_CPP_RESUMING_STREAM_H_
#define CHANCERY_CLIENT_CPP_RESUMING_STREAM_H_

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "client/cpp/backoff.h"
#include "client/cpp/response_stream.h"
#include "client/cpp/status.h"
#include "grpcpp/client_context.h"

namespace chancery {

// The server sends something at least every 15 seconds. After three times that
// the connection is dead, whatever TCP believes.
inline constexpr absl::Duration kSilenceMax = absl::Seconds(45);

// A server-streaming call that is made again when it breaks, each time with a
// request that asks for what has not been received. It knows no service:
// `Open` makes the call, `Advance` moves the request behind a response.
//
// Next() belongs to one thread; Cancel() may come from any.
template <typename Request, typename Response>
class ResumingStream {
 public:
  using Open = std::function<void(const Request&, grpc::ClientContext*,
                                  grpc::ClientReadReactor<Response>*)>;
  using Advance = std::function<void(const Response&, Request*)>;

  ResumingStream(Request request, absl::Duration give_up_after, Open open,
                 Advance advance)
      : give_up_after_(give_up_after),
        open_(std::move(open)),
        advance_(std::move(advance)),
        request_(std::move(request)) {}

  // Waits for the next response.
  //   kDeadlineExceeded  none came by `deadline`. Call again; nothing is lost.
  //   kCancelled         Cancel() was called.
  //   else               the server's error: one that no retry mends, or the
  //                      last one after `give_up_after` without a response.
  absl::StatusOr<Response> Next(absl::Time deadline) {
    while (!Cancelled()) {
      if (stream_ == nullptr) {
        const absl::Status waited = SleepUntilRetry(deadline);
        if (!waited.ok()) return waited;
        OpenStream();
      }
      Response response;
      const absl::Time silent = ListeningSince() + kSilenceMax;
      switch (stream_->Read(&response, std::min(deadline, silent))) {
        case ReadOutcome::kResponse:
          Heard(response);
          return response;
        case ReadOutcome::kTimedOut:
          if (absl::Now() < silent) return NothingCame();
          broken_ = absl::UnavailableError("the server has fallen silent");
          break;
        case ReadOutcome::kEnded:
          broken_ = stream_->status();
          break;
      }
      CloseStream();
      // Such a stream ends only with an error; an OK is a proxy's.
      if (broken_.ok()) broken_ = absl::UnavailableError("the stream ended");
      if (Cancelled()) break;
      if (!MayRetry(broken_) || !PlanRetry()) return broken_;
    }
    return absl::CancelledError("the subscription was cancelled");
  }

  // Ends the call for good and wakes Next(). From any thread.
  void Cancel() {
    const absl::MutexLock lock(&mutex_);
    cancelled_ = true;
    if (live_ != nullptr) live_->Cancel();
  }

  // The request that would be sent now, if the call broke.
  const Request& request() const { return request_; }

 private:
  void OpenStream() {
    stream_ = std::make_unique<ResponseStream<Response>>(
        [this](grpc::ClientContext* context,
               grpc::ClientReadReactor<Response>* reactor) {
          open_(request_, context, reactor);
        });
    const absl::MutexLock lock(&mutex_);
    live_ = stream_.get();
    if (cancelled_) live_->Cancel();
  }

  void CloseStream() {
    {
      const absl::MutexLock lock(&mutex_);
      live_ = nullptr;
    }
    stream_ = nullptr;
    listening_since_.reset();
  }

  // A caller that stays away for an hour must not find the server silent.
  absl::Time ListeningSince() {
    if (!listening_since_.has_value()) listening_since_ = absl::Now();
    return *listening_since_;
  }

  void Heard(const Response& response) {
    listening_since_.reset();
    broken_since_.reset();
    backoff_.Reset();
    advance_(response, &request_);
  }

  // Says when the call will be made again; false when it is time to give up.
  bool PlanRetry() {
    const absl::Time now = absl::Now();
    if (!broken_since_.has_value()) broken_since_ = now;
    const absl::Duration asked =
        RetryDelay(broken_).value_or(absl::ZeroDuration());
    retry_at_ = now + std::max(backoff_.Next(), asked);
    return retry_at_ - *broken_since_ <= give_up_after_;
  }

  absl::Status SleepUntilRetry(absl::Time deadline) {
    const absl::MutexLock lock(&mutex_);
    mutex_.AwaitWithDeadline(absl::Condition{&cancelled_},
                             std::min(retry_at_, deadline));
    if (deadline < retry_at_ && !cancelled_) return NothingCame();
    return absl::OkStatus();
  }

  static absl::Status NothingCame() {
    return absl::DeadlineExceededError("nothing came in time");
  }

  bool Cancelled() const {
    const absl::MutexLock lock(&mutex_);
    return cancelled_;
  }

  const absl::Duration give_up_after_;
  const Open open_;
  const Advance advance_;

  // The reader's own.
  Request request_;
  Backoff backoff_;
  absl::Status broken_;
  absl::Time retry_at_ = absl::InfinitePast();
  std::optional<absl::Time> broken_since_;  // The first error of this break.
  std::optional<absl::Time> listening_since_;
  std::unique_ptr<ResponseStream<Response>> stream_;

  mutable absl::Mutex mutex_;
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  // stream_, while it may be cancelled.
  ResponseStream<Response>* live_ ABSL_GUARDED_BY(mutex_) = nullptr;
};

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CPP_RESUMING_STREAM_H_
