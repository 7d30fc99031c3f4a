#include "service/api/readout_server.h"

#include <memory>
#include <optional>
#include <utility>

#include "service/api/calls.h"
#include "service/api/principal.h"
#include "service/api/query_call.h"
#include "service/api/reparse_source.h"
#include "service/api/requests.h"
#include "service/api/stream_call.h"
#include "service/commands/ingest.h"
#include "service/parser/parser.h"

namespace chancery {

grpc::ServerUnaryReactor* ReadoutServer::ParseReadout(
    grpc::CallbackServerContext* context,
    const v1::ParseReadoutRequest* request,
    v1::ParseReadoutResponse* response) {
  return QueryCall::Start(parts_, context, *request,
                          [=, this] { return Answer(*request, response); });
}

grpc::ServerUnaryReactor* ReadoutServer::IngestReadout(
    grpc::CallbackServerContext* context,
    const v1::IngestReadoutRequest* request,
    v1::IngestReadoutResponse* response) {
  return QueryCall::Start(parts_, context, *request,
                          [=, this] { return Answer(*request, response); });
}

grpc::ServerUnaryReactor* ReadoutServer::GetReadout(
    grpc::CallbackServerContext* context, const v1::GetReadoutRequest* request,
    v1::GetReadoutResponse* response) {
  return QueryCall::Start(parts_, context, *request,
                          [=, this] { return Answer(*request, response); });
}

grpc::ServerUnaryReactor* ReadoutServer::ListReadouts(
    grpc::CallbackServerContext* context,
    const v1::ListReadoutsRequest* request,
    v1::ListReadoutsResponse* response) {
  return QueryCall::Start(parts_, context, *request,
                          [=, this] { return Answer(*request, response); });
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* ReadoutServer::ReparseReadouts(
    grpc::CallbackServerContext*, const grpc::ByteBuffer* bytes) {
  auto request = ParseBytes<v1::ReparseReadoutsRequest>(*bytes);
  return StreamCall::Start(
      parts_,
      [this, request = std::move(
                 request)]() -> absl::StatusOr<std::unique_ptr<EventSource>> {
        if (!request.ok()) return request.status();
        return ReparseSource::Open(parts_.log, parts_.views, parts_.registry,
                                   *request);
      });
}

absl::Status ReadoutServer::Answer(const v1::ParseReadoutRequest& request,
                                   v1::ParseReadoutResponse* response) const {
  auto parsed =
      chancery::ParseReadout(request.text(), {.held_on = request.held_on(),
                                              .issued_on = request.issued_on(),
                                              .registry = parts_.registry});
  if (!parsed.ok()) return parsed.status();
  *response = *std::move(parsed);
  return absl::OkStatus();
}

absl::Status ReadoutServer::Answer(const v1::IngestReadoutRequest& request,
                                   v1::IngestReadoutResponse* response) const {
  const IngestCommand command = {.text = request.text(),
                                 .source = request.source(),
                                 .held_on = request.held_on(),
                                 .correlation_id = request.correlation_id(),
                                 .principal = std::string(kAnonymous),
                                 .issued_on = request.issued_on(),
                                 .registry = parts_.registry};
  auto ingested = chancery::IngestReadout(parts_.log, command);
  if (!ingested.ok()) return ingested.status();
  *response = *std::move(ingested);
  return absl::OkStatus();
}

absl::Status ReadoutServer::Answer(const v1::GetReadoutRequest& request,
                                   v1::GetReadoutResponse* response) const {
  absl::Status status = CheckReadoutName(request.name());
  if (!status.ok()) return status;
  auto view = parts_.views.GetReadout(request.name());
  if (!view.ok()) return view.status();
  const std::string& sha256 = view->value.readout.header().text_sha256();
  auto text = parts_.log.Document(sha256);
  // What a program appended was never prose and has no text.
  if (!text.ok() && !absl::IsNotFound(text.status())) return text.status();
  if (text.ok()) response->set_text(*std::move(text));
  *response->mutable_readout() = std::move(view->value.readout);
  MoveInto(view->value.records, response->mutable_records());
  MoveInto(view->value.touches, response->mutable_touches());
  MoveInto(view->value.unparsed, response->mutable_unparsed());
  SetReflected(view->sequence, response);
  return absl::OkStatus();
}

absl::Status ReadoutServer::Answer(const v1::ListReadoutsRequest& request,
                                   v1::ListReadoutsResponse* response) const {
  const auto command = ParseListReadouts(request);
  if (!command.ok()) return command.status();
  auto page = parts_.views.ListReadouts(command->query, command->page);
  if (!page.ok()) return page.status();
  MoveInto(page->value.items, response->mutable_readouts());
  response->set_next_page_token(command->TokenFor(page->value.next));
  SetReflected(page->sequence, response);
  return absl::OkStatus();
}

}  // namespace chancery
