#ifndef CHANCERY_TESTS_SERVICE_API_API_FIXTURE_H_
#define CHANCERY_TESTS_SERVICE_API_API_FIXTURE_H_

#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "chancery/v1/errors.pb.h"
#include "chancery/v1/history_service.grpc.pb.h"
#include "chancery/v1/issue_service.grpc.pb.h"
#include "chancery/v1/log_service.grpc.pb.h"
#include "chancery/v1/readout_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"
#include "service/api/server.h"
#include "storage/log/event_log.h"
#include "storage/projections/views.h"

namespace chancery {

inline constexpr char kIssue[] = "issues/jpn-rus.region.iraq";
inline constexpr char kOtherIssue[] = "issues/jpn-kor.economy.trade";

// The google.rpc.Status that an error carries.
google::rpc::Status DetailsOf(const grpc::Status& status);
// Its detail of one type; empty when it carries none.
template <typename Detail>
Detail DetailOf(const grpc::Status& status) {
  const google::rpc::Status details = DetailsOf(status);
  Detail found;
  for (const google::protobuf::Any& detail : details.details()) {
    if (detail.Is<Detail>()) detail.UnpackTo(&found);
  }
  return found;
}
// The reason in its ErrorInfo; UNSPECIFIED without one.
v1::ErrorReason ReasonOf(const grpc::Status& status);
// Whether it carries a google.rpc.RetryInfo.
bool HasRetryInfo(const grpc::Status& status);

// Code and reason of a status, for one comparison.
struct Failure {
  grpc::StatusCode code;
  v1::ErrorReason reason;
  friend bool operator==(const Failure&, const Failure&) = default;
};
Failure FailureOf(const grpc::Status& status);
void PrintTo(const Failure& failure, std::ostream* out);

// A call's context; the deadline keeps a test that hangs from hanging.
std::unique_ptr<grpc::ClientContext> Context(
    absl::Duration timeout = absl::Seconds(60));

// A statement on `issue`, and a request that appends events to one stream,
// whatever it holds.
v1::Event Statement(absl::string_view issue, absl::string_view words);
v1::AppendEventsRequest Appending(const std::string& id,
                                  const std::string& stream,
                                  const std::vector<v1::Event>& events);

// The bytes of a file below tests/data ("readouts/harbour-call.txt").
std::string DataFile(absl::string_view path);

// A server on a log and views of its own, and a client of it.
class ApiTest : public ::testing::Test {
 protected:
  void SetUp() override { Start(); }
  void TearDown() override;

  // Opens log, views and server; when they run, ends them first and opens them
  // again on the same directory.
  void Start(ApiServer::Options options = {});

  // Appends one event straight to the log.
  Sequence Append(const v1::Event& event,
                  const std::string& stream = "readouts/a");
  // Appends `count` statements of about 1 KB on kIssue in large commits.
  void Fill(int count);

  EventLog& log() { return *log_; }
  Views& views() { return *views_; }
  ApiServer& server() { return *server_; }
  v1::ReadoutService::Stub& readouts() { return *readouts_; }
  v1::IssueService::Stub& issues() { return *issues_; }
  v1::HistoryService::Stub& history() { return *history_; }
  v1::LogService::Stub& log_service() { return *log_service_; }
  std::shared_ptr<grpc::Channel> channel() { return channel_; }

 private:
  void Stop();

  std::string path_;
  SystemClock clock_;
  std::unique_ptr<EventLog> log_;
  std::unique_ptr<HeadSigner> signer_;
  std::unique_ptr<Views> views_;
  std::unique_ptr<ApiServer> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ReadoutService::Stub> readouts_;
  std::unique_ptr<v1::IssueService::Stub> issues_;
  std::unique_ptr<v1::HistoryService::Stub> history_;
  std::unique_ptr<v1::LogService::Stub> log_service_;
  int commits_ = 0;
};

}  // namespace chancery

#endif  // CHANCERY_TESTS_SERVICE_API_API_FIXTURE_H_
