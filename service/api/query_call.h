#ifndef CHANCERY_SERVICE_API_QUERY_CALL_H_
#define CHANCERY_SERVICE_API_QUERY_CALL_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <cstdint>
#include <functional>
#include <optional>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "service/api/calls.h"
#include "service/api/parking.h"
#include "service/api/parts.h"

namespace chancery {

// A unary call whose answer is worked out by the pool. A request that is too
// large is refused at once (CheckSize). Where it has `at_least`, the call first
// waits, without a thread, until the views reflect that sequence:
//   DEADLINE_EXCEEDED / VIEW_BEHIND  they do not, shortly before the caller's
//                                    deadline, so that the reason arrives.
// It ends early when the caller goes away, or when the server drains while it
// waits. Owns itself.
class QueryCall final : public grpc::ServerUnaryReactor, private Drainable {
 public:
  // Fills the response, on a thread of the pool.
  using Answer = absl::AnyInvocable<absl::Status() &&>;

  template <typename Request>
  static grpc::ServerUnaryReactor* Start(const Parts& parts,
                                         grpc::CallbackServerContext* context,
                                         const Request& request,
                                         Answer answer) {
    return Start(parts, context, CheckSize(request), AtLeast(request),
                 std::move(answer));
  }

 private:
  static grpc::ServerUnaryReactor* Start(const Parts& parts,
                                         grpc::CallbackServerContext* context,
                                         const absl::Status& accepted,
                                         std::optional<uint64_t> at_least,
                                         Answer answer);

  QueryCall(const Parts& parts, grpc::CallbackServerContext* context,
            std::optional<uint64_t> at_least, Answer answer);

  void Begin(const absl::Status& accepted);
  void Wait();
  void EndWait();
  absl::Status OutcomeOfWait(Parking::Signals signals) const;
  void Run();

  void OnCancel() override { parking_.Raise(Parking::kCancelled); }
  void OnDone() override;
  void Drain() override { parking_.Raise(Parking::kDraining); }

  const Parts& parts_;
  grpc::CallbackServerContext* const context_;
  const std::optional<uint64_t> at_least_;
  Answer answer_;
  Parking parking_;
  // Of the running thread alone; 0 when not armed.
  uint64_t wake_id_ = 0;
  uint64_t timer_id_ = 0;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_QUERY_CALL_H_
