#ifndef CHANCERY_SERVICE_API_APPEND_STREAM_CALL_H_
#define CHANCERY_SERVICE_API_APPEND_STREAM_CALL_H_

#include <grpcpp/support/server_callback.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "chancery/v1/log_service.pb.h"
#include "service/api/parts.h"
#include "storage/log/proposal.h"

namespace chancery {

// One AppendStream. It reads a message, hands its requests to the log in their
// order, and reads the next; the log's writer thread brings the outcomes, which
// are sent in that order, all that are ready at once. What it has read and not
// answered is bounded: past that it leaves the next message with gRPC, which
// makes the caller wait. Owns itself.
class AppendStreamCall final
    : public grpc::ServerBidiReactor<v1::AppendStreamRequest,
                                     v1::AppendStreamResponse>,
      private Drainable {
 public:
  using Reactor = grpc::ServerBidiReactor<v1::AppendStreamRequest,
                                          v1::AppendStreamResponse>;
  static Reactor* Start(const Parts& parts);

 private:
  // What happens to the caller's messages. One thread at a time handles them.
  enum class Input {
    kReading,   // gRPC has been asked for the next.
    kHandling,  // One is here, and its requests are handed to the log.
    kPaused,    // Too much waits to be answered.
    kEnded,     // There will be no more.
  };
  // A request that has been handed to the log, or refused at once.
  struct Slot {
    std::size_t bytes = 0;
    std::optional<absl::StatusOr<Commit>> outcome;
  };

  explicit AppendStreamCall(const Parts& parts) : parts_(parts) {}

  void Begin();
  void OnReadDone(bool ok) override ABSL_LOCKS_EXCLUDED(mutex_);
  void OnWriteDone(bool ok) override ABSL_LOCKS_EXCLUDED(mutex_);
  void OnCancel() override ABSL_LOCKS_EXCLUDED(mutex_);
  void OnDone() override;
  void Drain() override ABSL_LOCKS_EXCLUDED(mutex_);

  // Hands the message's requests to the log, from where it stopped.
  void Handle() ABSL_LOCKS_EXCLUDED(mutex_);
  // Whether the request may be judged now: if not, Handle() is called again.
  bool MayJudge(const v1::AppendEventsRequest& request)
      ABSL_LOCKS_EXCLUDED(mutex_);
  void Propose(v1::AppendEventsRequest request) ABSL_LOCKS_EXCLUDED(mutex_);
  void Answer(uint64_t number, absl::StatusOr<Commit> outcome)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Each does what is due now, if it is.
  void GoOn() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void MaybeWrite() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void MaybeRead() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void MaybeFinish() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void End(absl::Status status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Parts& parts_;

  // Of the thread that handles a message, or of gRPC while it reads.
  v1::AppendStreamRequest message_;
  int next_ = 0;  // Of its requests.

  // gRPC's Start... and Finish are called under it: they only begin something.
  absl::Mutex mutex_;
  Input input_ ABSL_GUARDED_BY(mutex_) = Input::kReading;
  std::deque<Slot> slots_ ABSL_GUARDED_BY(mutex_);  // In order.
  uint64_t first_ ABSL_GUARDED_BY(mutex_) = 0;      // The number of the front.
  std::size_t undecided_ ABSL_GUARDED_BY(mutex_) = 0;  // Without an outcome.
  std::size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;      // Of all slots.
  bool awaits_all_ ABSL_GUARDED_BY(mutex_) = false;  // Before it handles more.
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool gone_ ABSL_GUARDED_BY(mutex_) = false;  // The caller.
  bool draining_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status end_ ABSL_GUARDED_BY(mutex_);  // How the call is to end.
  v1::AppendStreamResponse response_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_APPEND_STREAM_CALL_H_
