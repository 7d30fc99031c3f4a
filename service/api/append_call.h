#ifndef CHANCERY_SERVICE_API_APPEND_CALL_H_
#define CHANCERY_SERVICE_API_APPEND_CALL_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/message_allocator.h>
#include <grpcpp/support/server_callback.h>

#include "absl/status/statusor.h"
#include "chancery/v1/log_service.pb.h"
#include "service/api/parts.h"
#include "storage/log/proposal.h"

namespace chancery {

// Makes the messages of AppendEvents so that the call may take its request
// apart instead of copying it. Thread-safe.
class AppendMessageAllocator final
    : public grpc::MessageAllocator<v1::AppendEventsRequest,
                                    v1::AppendEventsResponse> {
 public:
  grpc::MessageHolder<v1::AppendEventsRequest, v1::AppendEventsResponse>*
  AllocateMessages() override;
};

// One AppendEvents, whose messages AppendMessageAllocator made. A thread of the
// pool checks the request, or gRPC's own where that takes neither time nor
// storage; the log's writer thread answers it when it is synced, with no
// further hand-over. Once the log has the proposal nothing takes it back, so a
// caller that goes away changes nothing. Owns itself.
class AppendCall final {
 public:
  static grpc::ServerUnaryReactor* Start(const Parts& parts,
                                         grpc::CallbackServerContext* context,
                                         v1::AppendEventsResponse* response);

 private:
  AppendCall(const Parts& parts, grpc::CallbackServerContext* context,
             v1::AppendEventsResponse* response);

  void Begin();
  void Propose();
  void Answer(const absl::StatusOr<Commit>& commit);
  // Ends the call, and this object.
  void Finish(const absl::Status& status);

  const Parts& parts_;
  // gRPC's own reactor: it needs no thread to end on.
  grpc::ServerUnaryReactor& reactor_;
  v1::AppendEventsRequest& request_;
  v1::AppendEventsResponse& response_;
};

// Fills `response` with where the commit stands.
void FillAppendResponse(const Commit& commit,
                        v1::AppendEventsResponse* response);

// Whether checking `request` takes microseconds and no look at the log, so that
// to hand it over to another thread would take longer.
bool IsQuickToCheck(const v1::AppendEventsRequest& request);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_APPEND_CALL_H_
