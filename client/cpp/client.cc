#include "client/cpp/client.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "chancery/v1/audit_service.grpc.pb.h"
#include "chancery/v1/history_service.grpc.pb.h"
#include "chancery/v1/readout_service.grpc.pb.h"
#include "client/cpp/response_stream.h"
#include "client/cpp/status.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"

namespace chancery {
namespace {

// An empty name means every method. Five attempts is the most that gRPC makes.
constexpr absl::string_view kServiceConfig = R"json({
  "methodConfig": [{
    "name": [{}],
    "retryPolicy": {
      "maxAttempts": 5,
      "initialBackoff": "0.1s",
      "maxBackoff": "2s",
      "backoffMultiplier": 2,
      "retryableStatusCodes": ["UNAVAILABLE"]
    }
  }]
})json";

// A readout's answer holds its text (1 MiB) and its words again in the records;
// a batch of events may hold a commit (4 MiB) and more.
constexpr int kReceiveBytesMax = 64 << 20;

// A stream's next response arrives while the one before is looked at.
constexpr int kLookaheadBytes = 2 << 20;

// A dead peer is noticed after 40 seconds. The server takes a ping each 10.
constexpr int kKeepaliveMs = 30'000;
constexpr int kKeepaliveTimeoutMs = 10'000;
constexpr int kReconnectFirstMs = 100;
constexpr int kReconnectMaxMs = 5'000;

grpc::ChannelArguments ChannelArguments() {
  grpc::ChannelArguments arguments;
  arguments.SetServiceConfigJSON(std::string{kServiceConfig});
  arguments.SetMaxReceiveMessageSize(kReceiveBytesMax);
  arguments.SetInt(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, kLookaheadBytes);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kReconnectFirstMs);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kReconnectMaxMs);
  arguments.SetUserAgentPrefix("chancery-cpp/0.1");
  return arguments;
}

template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Call(Stub& stub,
                              grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                           const Request&,
                                                           Response*),
                              const Request& request, absl::Duration timeout) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return FromGrpcStatus(status);
  return response;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (!file || !(bytes << file.rdbuf())) {
    const int error = errno;
    return absl::ErrnoToStatus(error, absl::StrCat("cannot read ", path));
  }
  return std::move(bytes).str();
}

}  // namespace

struct Client::Stubs {
  explicit Stubs(const std::shared_ptr<grpc::Channel>& channel)
      : readouts(v1::ReadoutService::NewStub(channel)),
        issues(v1::IssueService::NewStub(channel)),
        history(v1::HistoryService::NewStub(channel)),
        log(v1::LogService::NewStub(channel)),
        audit(v1::AuditService::NewStub(channel)),
        health(grpc::health::v1::Health::NewStub(channel)) {}

  const std::unique_ptr<v1::ReadoutService::Stub> readouts;
  const std::unique_ptr<v1::IssueService::Stub> issues;
  const std::unique_ptr<v1::HistoryService::Stub> history;
  const std::unique_ptr<v1::LogService::Stub> log;
  const std::unique_ptr<v1::AuditService::Stub> audit;
  const std::unique_ptr<grpc::health::v1::Health::Stub> health;
};

Client::Client(std::shared_ptr<grpc::Channel> channel, ClientOptions options)
    : options_(options),
      channel_(std::move(channel)),
      stubs_(std::make_shared<const Stubs>(channel_)) {}

Client Client::Connect(absl::string_view address, ClientOptions options) {
  return {grpc::CreateCustomChannel(std::string{address},
                                    grpc::InsecureChannelCredentials(),
                                    ChannelArguments()),
          options};
}

absl::StatusOr<v1::ParseReadoutResponse> Client::Parse(
    absl::string_view text, const IngestOptions& options) const {
  v1::ParseReadoutRequest request;
  request.set_text(std::string{text});
  request.set_held_on(options.held_on);
  request.set_issued_on(options.issued_on);
  return Call(*stubs_->readouts, &v1::ReadoutService::Stub::ParseReadout,
              request, options_.timeout);
}

absl::StatusOr<v1::IngestReadoutResponse> Client::Ingest(
    absl::string_view text, absl::string_view source,
    const IngestOptions& options) const {
  v1::IngestReadoutRequest request;
  request.set_text(std::string{text});
  request.set_source(std::string{source});
  request.set_held_on(options.held_on);
  request.set_issued_on(options.issued_on);
  request.set_correlation_id(options.correlation_id);
  return Call(*stubs_->readouts, &v1::ReadoutService::Stub::IngestReadout,
              request, options_.timeout);
}

absl::StatusOr<v1::IngestReadoutResponse> Client::IngestFile(
    const std::string& path, const IngestOptions& options) const {
  const absl::StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  return Ingest(*text, FileSource(path), options);
}

absl::StatusOr<v1::GetReadoutResponse> Client::GetReadout(
    const v1::GetReadoutRequest& request) const {
  return Call(*stubs_->readouts, &v1::ReadoutService::Stub::GetReadout, request,
              options_.timeout);
}

absl::StatusOr<v1::ListReadoutsResponse> Client::ListReadouts(
    const v1::ListReadoutsRequest& request) const {
  return Call(*stubs_->readouts, &v1::ReadoutService::Stub::ListReadouts,
              request, options_.timeout);
}

absl::StatusOr<v1::GetIssueResponse> Client::GetIssue(
    const v1::GetIssueRequest& request) const {
  return Call(*stubs_->issues, &v1::IssueService::Stub::GetIssue, request,
              options_.timeout);
}

absl::StatusOr<v1::ListIssuesResponse> Client::ListIssues(
    const v1::ListIssuesRequest& request) const {
  return Call(*stubs_->issues, &v1::IssueService::Stub::ListIssues, request,
              options_.timeout);
}

absl::StatusOr<v1::ListFollowUpsResponse> Client::ListFollowUps(
    const v1::ListFollowUpsRequest& request) const {
  return Call(*stubs_->issues, &v1::IssueService::Stub::ListFollowUps, request,
              options_.timeout);
}

IssueWatch Client::WatchIssues(const v1::WatchIssuesRequest& request) const {
  return {channel_, request, options_.give_up_after};
}

absl::StatusOr<v1::GetPositionHistoryResponse> Client::GetPositionHistory(
    const v1::GetPositionHistoryRequest& request) const {
  return Call(*stubs_->history, &v1::HistoryService::Stub::GetPositionHistory,
              request, options_.timeout);
}

absl::StatusOr<v1::ListIssueEventsResponse> Client::ListIssueEvents(
    const v1::ListIssueEventsRequest& request) const {
  return Call(*stubs_->history, &v1::HistoryService::Stub::ListIssueEvents,
              request, options_.timeout);
}

absl::StatusOr<v1::GetTreeHeadResponse> Client::GetTreeHead(
    const v1::GetTreeHeadRequest& request) const {
  return Call(*stubs_->audit, &v1::AuditService::Stub::GetTreeHead, request,
              options_.timeout);
}

absl::StatusOr<v1::GetInclusionProofResponse> Client::GetInclusionProof(
    const v1::GetInclusionProofRequest& request) const {
  return Call(*stubs_->audit, &v1::AuditService::Stub::GetInclusionProof,
              request, options_.timeout);
}

absl::StatusOr<v1::GetConsistencyProofResponse> Client::GetConsistencyProof(
    const v1::GetConsistencyProofRequest& request) const {
  return Call(*stubs_->audit, &v1::AuditService::Stub::GetConsistencyProof,
              request, options_.timeout);
}

absl::StatusOr<v1::AppendEventsResponse> Client::AppendEvents(
    const v1::AppendEventsRequest& request) const {
  return Call(*stubs_->log, &v1::LogService::Stub::AppendEvents, request,
              options_.timeout);
}

absl::Status Client::ReparseReadouts(
    const v1::ReparseReadoutsRequest& request,
    absl::FunctionRef<Continue(const v1::ReparseReadoutsResponse&)> visit)
    const {
  ResponseStream<v1::ReparseReadoutsResponse> stream(
      [&](grpc::ClientContext* context,
          grpc::ClientReadReactor<v1::ReparseReadoutsResponse>* reactor) {
        stubs_->readouts->async()->ReparseReadouts(context, &request, reactor);
      });
  v1::ReparseReadoutsResponse response;
  for (;;) {
    switch (stream.Read(&response, absl::Now() + options_.timeout)) {
      case ReadOutcome::kEnded:
        return stream.status();
      case ReadOutcome::kTimedOut:
        return absl::DeadlineExceededError("the server read no text in time");
      case ReadOutcome::kResponse:
        break;
    }
    if (visit(response) == Continue::kNo) return absl::OkStatus();
  }
}

absl::Status Client::ReadEvents(
    const v1::ReadEventsRequest& request,
    absl::FunctionRef<Continue(const v1::RecordedEvent&)> visit) const {
  ResponseStream<v1::ReadEventsResponse> stream(
      [&](grpc::ClientContext* context,
          grpc::ClientReadReactor<v1::ReadEventsResponse>* reactor) {
        stubs_->log->async()->ReadEvents(context, &request, reactor);
      });
  v1::ReadEventsResponse response;
  for (;;) {
    switch (stream.Read(&response, absl::Now() + options_.timeout)) {
      case ReadOutcome::kEnded:
        return stream.status();
      case ReadOutcome::kTimedOut:
        return absl::DeadlineExceededError("the server sent no event in time");
      case ReadOutcome::kResponse:
        break;
    }
    for (const v1::RecordedEvent& event : response.events()) {
      if (visit(event) == Continue::kNo) return absl::OkStatus();
    }
  }
}

AppendStream Client::OpenAppendStream(AppendStream::Options options) const {
  // The stub lives as long as the stubs do.
  return {std::shared_ptr<v1::LogService::Stub>(stubs_, stubs_->log.get()),
          options};
}

Subscription Client::Subscribe(const v1::SubscribeRequest& request) const {
  return {channel_, request, options_.give_up_after};
}

absl::Status Client::CheckHealth(absl::string_view service) const {
  grpc::health::v1::HealthCheckRequest request;
  request.set_service(std::string{service});
  const auto response =
      Call(*stubs_->health, &grpc::health::v1::Health::Stub::Check, request,
           options_.timeout);
  if (!response.ok()) return response.status();
  if (response->status() != grpc::health::v1::HealthCheckResponse::SERVING) {
    return absl::UnavailableError("the server takes no calls now");
  }
  return absl::OkStatus();
}

std::string FileSource(const std::string& path) {
  std::error_code error;
  std::filesystem::path absolute = std::filesystem::absolute(path, error);
  if (error) absolute = path;
  std::string uri = "file://";
  for (const char byte : absolute.lexically_normal().string()) {
    if (absl::ascii_isalnum(byte) || absl::StrContains("/-._~", {&byte, 1})) {
      uri += byte;
    } else {
      absl::StrAppendFormat(&uri, "%%%02X", static_cast<unsigned char>(byte));
    }
  }
  return uri;
}

}  // namespace chancery
