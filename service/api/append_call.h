#ifndef CHANCERY_SERVICE_API_APPEND_CALL_H_
#define CHANCERY_SERVICE_API_APPEND_CALL_H_

#include <grpcpp/support/server_callback.h>

#include "absl/status/statusor.h"
#include "chancery/v1/log_service.pb.h"
#include "service/api/parts.h"
#include "storage/log/proposal.h"

namespace chancery {

// One AppendEvents. A thread of the pool checks the request, or gRPC's own
// where that takes neither time nor storage; the log's writer thread answers it
// when it is synced, with no further hand-over. Once the log has the proposal
// nothing takes it back, so a caller that goes away changes nothing. Owns
// itself.
class AppendCall final : public grpc::ServerUnaryReactor, private Drainable {
 public:
  static grpc::ServerUnaryReactor* Start(const Parts& parts,
                                         const v1::AppendEventsRequest* request,
                                         v1::AppendEventsResponse* response);

 private:
  AppendCall(const Parts& parts, const v1::AppendEventsRequest* request,
             v1::AppendEventsResponse* response)
      : parts_(parts), request_(*request), response_(*response) {}

  void Begin();
  void Propose();
  void Answer(const absl::StatusOr<Commit>& commit);

  void OnDone() override;
  void Drain() override {}  // It will not take long.

  const Parts& parts_;
  const v1::AppendEventsRequest& request_;
  v1::AppendEventsResponse& response_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_APPEND_CALL_H_
