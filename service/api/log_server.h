#ifndef CHANCERY_SERVICE_API_LOG_SERVER_H_
#define CHANCERY_SERVICE_API_LOG_SERVER_H_

#include "chancery/v1/log_service.grpc.pb.h"
#include "service/api/append_call.h"
#include "service/api/parts.h"

namespace chancery {

// LogService at the edge. Its streams are written as raw bytes: an event goes
// from the disk to the wire without being parsed. Thread-safe; `parts` outlive
// it.
class LogServer final
    : public v1::LogService::WithRawCallbackMethod_Subscribe<
          v1::LogService::WithRawCallbackMethod_ReadEvents<
              v1::LogService::WithCallbackMethod_AppendStream<
                  v1::LogService::WithCallbackMethod_AppendEvents<
                      v1::LogService::Service>>>> {
 public:
  explicit LogServer(const Parts& parts) : parts_(parts) {
    SetMessageAllocatorFor_AppendEvents(&append_messages_);
  }

  grpc::ServerUnaryReactor* AppendEvents(
      grpc::CallbackServerContext* context,
      const v1::AppendEventsRequest* request,
      v1::AppendEventsResponse* response) override;
  grpc::ServerBidiReactor<v1::AppendStreamRequest, v1::AppendStreamResponse>*
  AppendStream(grpc::CallbackServerContext* context) override;
  grpc::ServerWriteReactor<grpc::ByteBuffer>* ReadEvents(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request) override;
  grpc::ServerWriteReactor<grpc::ByteBuffer>* Subscribe(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request) override;

 private:
  const Parts& parts_;
  AppendMessageAllocator append_messages_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_LOG_SERVER_H_
