#ifndef CHANCERY_CLIENT_CPP_RESPONSE_STREAM_H_
#define CHANCERY_CLIENT_CPP_RESPONSE_STREAM_H_

#include <memory>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "client/cpp/status.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/client_callback.h"

namespace chancery {

// How a wait for the next response ended.
enum class ReadOutcome {
  kResponse,  // There is one.
  kEnded,     // There will be none: ask status().
  kTimedOut,  // None yet. Read again.
};

// One server-streaming call, read one response at a time with a deadline for
// each. At most one response is held, so a slow reader slows the server down
// and no queue grows.
//
// Read() and status() belong to one thread; Cancel() may come from any. The
// destructor cancels the call and waits for its end.
template <typename Response>
class ResponseStream : public grpc::ClientReadReactor<Response> {
 public:
  // `start` begins the call on the context and reactor it is given, that is,
  // calls stub->async()->Method(context, &request, reactor). The request
  // outlives the stream.
  using Start = absl::FunctionRef<void(grpc::ClientContext*,
                                       grpc::ClientReadReactor<Response>*)>;

  explicit ResponseStream(Start start) {
    start(&context_, this);
    // Reads are started from outside gRPC's reactions. Without a hold the call
    // may end between two of them, and the next would never be answered.
    this->AddHold();
    this->StartCall();
  }

  ResponseStream(const ResponseStream&) = delete;
  ResponseStream& operator=(const ResponseStream&) = delete;

  ~ResponseStream() override {
    context_.TryCancel();
    // gRPC ends a call only after the responses that it holds were taken.
    Response unwanted;
    while (Read(&unwanted, absl::InfiniteFuture()) != ReadOutcome::kEnded) {
    }
  }

  // Waits until `deadline` for the next response and moves it to `response`.
  ReadOutcome Read(Response* response, absl::Time deadline) {
    if (!held_) return ReadOutcome::kEnded;
    if (!asked_) {
      {
        const absl::MutexLock lock(&mutex_);
        reading_ = true;
      }
      asked_ = true;
      this->StartRead(&response_);
    }
    {
      const absl::MutexLock lock(&mutex_);
      if (!mutex_.AwaitWithDeadline(
              absl::Condition(this, &ResponseStream::ReadFinished), deadline)) {
        return ReadOutcome::kTimedOut;
      }
      if (read_ok_) {
        asked_ = false;
        *response = std::move(response_);
        response_.Clear();
        return ReadOutcome::kResponse;
      }
    }
    AwaitEnd();
    return ReadOutcome::kEnded;
  }

  // Why the call ended; call it after kEnded.
  absl::Status status() const {
    const absl::MutexLock lock(&mutex_);
    return status_;
  }

  void Cancel() { context_.TryCancel(); }

 private:
  // Lets the call end, and waits until it has.
  void AwaitEnd() {
    held_ = false;
    this->RemoveHold();  // May call OnDone: not under the mutex.
    const absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition{&ended_});
  }

  void OnReadDone(bool ok) override {
    const absl::MutexLock lock(&mutex_);
    read_ok_ = ok;
    reading_ = false;
  }

  void OnDone(const grpc::Status& status) override {
    const absl::MutexLock lock(&mutex_);
    status_ = FromGrpcStatus(status);
    ended_ = true;
  }

  bool ReadFinished() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !reading_;
  }

  grpc::ClientContext context_;
  Response response_;   // gRPC's while reading_, the reader's otherwise.
  bool asked_ = false;  // The reader's: a read was asked for and not taken.
  bool held_ = true;    // The reader's: the call cannot end yet.

  mutable absl::Mutex mutex_;
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;
  bool read_ok_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CPP_RESPONSE_STREAM_H_
