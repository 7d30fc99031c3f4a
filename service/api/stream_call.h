#ifndef CHANCERY_SERVICE_API_STREAM_CALL_H_
#define CHANCERY_SERVICE_API_STREAM_CALL_H_

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/api/event_source.h"
#include "service/api/parking.h"
#include "service/api/parts.h"

namespace chancery {

// A server-streaming call: asks its source for a response, on a thread of the
// pool, writes it, and asks for the next one while gRPC takes the first; never
// more than these two. While there is nothing to send it waits without a
// thread. Ends when the source ends, when the caller goes away, and when the
// server drains. Owns itself.
class StreamCall final : public grpc::ServerWriteReactor<grpc::ByteBuffer>,
                         private Drainable {
 public:
  // Makes the source, on a thread of the pool: what it returns instead is how
  // the call ends.
  using Open =
      absl::AnyInvocable<absl::StatusOr<std::unique_ptr<EventSource>>() &&>;

  static grpc::ServerWriteReactor<grpc::ByteBuffer>* Start(const Parts& parts,
                                                           Open open);

 private:
  using Clock = std::chrono::steady_clock;

  StreamCall(const Parts& parts, Open open);

  void Begin();
  void Continue();
  void Run();
  Step NextStep();
  void Write(std::string message);
  // Asks for the next step, while a write goes on. Returns whether the write
  // has ended meanwhile: if not, its end has the call continue.
  bool ReadAhead();
  void Wait();
  void EndWait();
  absl::Duration Quiet() const;

  void OnWriteDone(bool ok) override;
  void OnCancel() override { parking_.Raise(Parking::kCancelled); }
  void OnDone() override;
  void Drain() override { parking_.Raise(Parking::kDraining); }

  const Parts& parts_;
  Open open_;
  Parking parking_;
  // Of a write and of asking for the next step: how many still go on. Whoever
  // comes last has the call continue.
  std::atomic<int> under_way_{0};
  // Of the running thread alone.
  std::unique_ptr<EventSource> source_;
  grpc::ByteBuffer message_;  // Lent to gRPC until OnWriteDone.
  std::optional<Step> next_;  // Asked for while `message_` was lent.
  Clock::time_point last_sent_;
  uint64_t wake_id_ = 0;
  uint64_t timer_id_ = 0;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_STREAM_CALL_H_
