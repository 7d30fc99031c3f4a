#include "service/api/log_server.h"

#include <memory>
#include <utility>

#include "service/api/append_stream_call.h"
#include "service/api/calls.h"
#include "service/api/read_source.h"
#include "service/api/stream_call.h"
#include "service/api/subscribe_source.h"

namespace chancery {

grpc::ServerUnaryReactor* LogServer::AppendEvents(
    grpc::CallbackServerContext* context, const v1::AppendEventsRequest*,
    v1::AppendEventsResponse* response) {
  return AppendCall::Start(parts_, context, response);
}

grpc::ServerBidiReactor<v1::AppendStreamRequest, v1::AppendStreamResponse>*
LogServer::AppendStream(grpc::CallbackServerContext*) {
  return AppendStreamCall::Start(parts_);
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* LogServer::ReadEvents(
    grpc::CallbackServerContext*, const grpc::ByteBuffer* bytes) {
  auto request = ParseBytes<v1::ReadEventsRequest>(*bytes);
  return StreamCall::Start(parts_,
                           [this, request = std::move(request)]()
                               -> absl::StatusOr<std::unique_ptr<EventSource>> {
                             if (!request.ok()) return request.status();
                             return ReadSource::Open(parts_.log, *request);
                           });
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* LogServer::Subscribe(
    grpc::CallbackServerContext*, const grpc::ByteBuffer* bytes) {
  auto request = ParseBytes<v1::SubscribeRequest>(*bytes);
  return StreamCall::Start(parts_,
                           [this, request = std::move(request)]()
                               -> absl::StatusOr<std::unique_ptr<EventSource>> {
                             if (!request.ok()) return request.status();
                             return SubscribeSource::Open(parts_.log, *request);
                           });
}

}  // namespace chancery
