#ifndef CHANCERY_SERVICE_API_READOUT_SERVER_H_
#define CHANCERY_SERVICE_API_READOUT_SERVER_H_

#include "absl/status/status.h"
#include "chancery/v1/readout_service.grpc.pb.h"
#include "service/api/parts.h"

namespace chancery {

// ReadoutService at the edge. Thread-safe; `parts` outlive it.
class ReadoutServer final
    : public v1::ReadoutService::WithRawCallbackMethod_ReparseReadouts<
          v1::ReadoutService::CallbackService> {
 public:
  explicit ReadoutServer(const Parts& parts) : parts_(parts) {}

  grpc::ServerUnaryReactor* ParseReadout(
      grpc::CallbackServerContext* context,
      const v1::ParseReadoutRequest* request,
      v1::ParseReadoutResponse* response) override;
  grpc::ServerUnaryReactor* IngestReadout(
      grpc::CallbackServerContext* context,
      const v1::IngestReadoutRequest* request,
      v1::IngestReadoutResponse* response) override;
  grpc::ServerUnaryReactor* GetReadout(
      grpc::CallbackServerContext* context,
      const v1::GetReadoutRequest* request,
      v1::GetReadoutResponse* response) override;
  grpc::ServerUnaryReactor* ListReadouts(
      grpc::CallbackServerContext* context,
      const v1::ListReadoutsRequest* request,
      v1::ListReadoutsResponse* response) override;
  grpc::ServerWriteReactor<grpc::ByteBuffer>* ReparseReadouts(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request) override;

 private:
  absl::Status Answer(const v1::ParseReadoutRequest& request,
                      v1::ParseReadoutResponse* response) const;
  absl::Status Answer(const v1::IngestReadoutRequest& request,
                      v1::IngestReadoutResponse* response) const;
  absl::Status Answer(const v1::GetReadoutRequest& request,
                      v1::GetReadoutResponse* response) const;
  absl::Status Answer(const v1::ListReadoutsRequest& request,
                      v1::ListReadoutsResponse* response) const;

  const Parts& parts_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_READOUT_SERVER_H_
