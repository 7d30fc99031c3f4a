#ifndef CHANCERY_CLIENT_CPP_CLIENT_H_
#define CHANCERY_CLIENT_CPP_CLIENT_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "chancery/v1/audit_service.pb.h"
#include "chancery/v1/history_service.pb.h"
#include "chancery/v1/issue_service.pb.h"
#include "chancery/v1/log_service.pb.h"
#include "chancery/v1/readout_service.pb.h"
#include "client/cpp/append_stream.h"
#include "client/cpp/subscription.h"
#include "grpcpp/channel.h"

namespace chancery {

// What a call does when nothing else is said.
struct ClientOptions {
  // Each call but a subscription ends after this time, retries included.
  absl::Duration timeout = absl::Seconds(30);
  // A subscription whose connection has been broken for this long ends with the
  // last error.
  absl::Duration give_up_after = absl::Hours(1);
};

// What the caller knows about a readout that its text may not say.
struct IngestOptions {
  std::string held_on{};         // ISO 8601; empty where the text bears it.
  std::string correlation_id{};  // At most 128 bytes.
  std::string issued_on{};       // ISO 8601; empty where the text bears it.
};

// Whether to go on.
enum class Continue { kYes, kNo };

// Client talks to a Chancery server.
//
//   chancery::Client client = chancery::Client::Connect("127.0.0.1:7311");
//   auto ingested = client.IngestFile("talks.txt");
//   auto events = client.Subscribe();
//   while (auto event = events.Next(); event.ok()) ...
//
// Thread-safe. Copies share one connection. Calls wait for their answer; each
// has the timeout of ClientOptions. A call that fails with kUnavailable is made
// again, up to 5 times in all, with growing waits: every write is idempotent,
// by source and text or by request_id, so nothing happens twice.
//
// Errors have the server's code and message, and its details as payloads:
//
//   if (ReasonOf(status) == v1::ERROR_REASON_NO_DATE) ...  // error_info.h
//
// Beside the errors that the contract lists for each method:
//   kUnavailable        the server cannot be reached, or is shutting down.
//   kDeadlineExceeded   no answer in time; a write may have happened. Repeat
//   it.
class Client {
 public:
  // Names the server, "host:port" in any of gRPC's forms. Makes no connection
  // yet: the first call does, and says when it cannot.
  static Client Connect(absl::string_view address, ClientOptions options = {});

  // Readouts: proto/chancery/v1/readout_service.proto.

  // Parses a text and records nothing.
  absl::StatusOr<v1::ParseReadoutResponse> Parse(
      absl::string_view text, const IngestOptions& options = {}) const;
  // Records a readout. On OK it is on the server's disk, once, however often it
  // is sent. `source` says where the text was published.
  absl::StatusOr<v1::IngestReadoutResponse> Ingest(
      absl::string_view text, absl::string_view source,
      const IngestOptions& options = {}) const;
  // Records the readout in a local file; its source is the file's URI,
  // "file:///...". kNotFound or kPermissionDenied: the file cannot be read.
  absl::StatusOr<v1::IngestReadoutResponse> IngestFile(
      const std::string& path, const IngestOptions& options = {}) const;
  absl::StatusOr<v1::GetReadoutResponse> GetReadout(
      const v1::GetReadoutRequest& request) const;
  absl::StatusOr<v1::ListReadoutsResponse> ListReadouts(
      const v1::ListReadoutsRequest& request) const;

  // Reads texts on record again and hands what came of each to `visit`, until
  // there are no more or it answers kNo; the first is of no readout and says
  // how many there are. The timeout holds for each wait. Not made again when it
  // breaks off: call again, what was applied is up to date.
  absl::Status ReparseReadouts(
      const v1::ReparseReadoutsRequest& request,
      absl::FunctionRef<Continue(const v1::ReparseReadoutsResponse&)> visit)
      const;

  // Issues: issue_service.proto.

  absl::StatusOr<v1::GetIssueResponse> GetIssue(
      const v1::GetIssueRequest& request) const;
  absl::StatusOr<v1::ListIssuesResponse> ListIssues(
      const v1::ListIssuesRequest& request) const;
  absl::StatusOr<v1::ListFollowUpsResponse> ListFollowUps(
      const v1::ListFollowUpsRequest& request) const;
  // The issues that match, then each again when it changes.
  IssueWatch WatchIssues(const v1::WatchIssuesRequest& request = {}) const;

  // History: history_service.proto.

  absl::StatusOr<v1::GetPositionHistoryResponse> GetPositionHistory(
      const v1::GetPositionHistoryRequest& request) const;
  absl::StatusOr<v1::ListIssueEventsResponse> ListIssueEvents(
      const v1::ListIssueEventsRequest& request) const;

  // The log: log_service.proto.

  // Appends a commit. Needs a request_id of the caller's.
  absl::StatusOr<v1::AppendEventsResponse> AppendEvents(
      const v1::AppendEventsRequest& request) const;
  // Appends many commits, without waiting for each.
  AppendStream OpenAppendStream(AppendStream::Options options = {}) const;
  // Hands each event asked for to `visit`, until there are no more or it
  // answers kNo. The timeout holds for each wait, not for the whole. What the
  // server answers in batches is handed out one by one.
  absl::Status ReadEvents(
      const v1::ReadEventsRequest& request,
      absl::FunctionRef<Continue(const v1::RecordedEvent&)> visit) const;
  // Follows the log. Without a request: all of it, from the beginning.
  Subscription Subscribe(const v1::SubscribeRequest& request = {}) const;

  // Proofs: audit_service.proto; client/cpp/audit.h checks them.

  absl::StatusOr<v1::GetTreeHeadResponse> GetTreeHead(
      const v1::GetTreeHeadRequest& request) const;
  absl::StatusOr<v1::GetInclusionProofResponse> GetInclusionProof(
      const v1::GetInclusionProofRequest& request) const;
  absl::StatusOr<v1::GetConsistencyProofResponse> GetConsistencyProof(
      const v1::GetConsistencyProofRequest& request) const;

  // OK when the server says that `service` ("" means the whole server, or
  // "chancery.v1.IssueService") takes calls. kUnavailable when it does not;
  // kNotFound when it knows no such service.
  absl::Status CheckHealth(absl::string_view service = "") const;

 private:
  struct Stubs;
  Client(std::shared_ptr<grpc::Channel> channel, ClientOptions options);

  ClientOptions options_;
  std::shared_ptr<grpc::Channel> channel_;
  std::shared_ptr<const Stubs> stubs_;  // Shared by the copies.
};

// Returns the source of a local file: its absolute path as a file URI, RFC
// 8089, with the bytes that a URI does not take in percent form.
std::string FileSource(const std::string& path);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CPP_CLIENT_H_
