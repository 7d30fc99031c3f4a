// The C++ client against services that fail as a server rarely does.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "chancery/v1/log_service.grpc.pb.h"
#include "chancery/v1/readout_service.grpc.pb.h"
#include "client/cpp/client.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"

namespace chancery {
namespace {

// Answers with an error as often as it is told to, then with success.
class FailingReadouts final : public v1::ReadoutService::Service {
 public:
  FailingReadouts(grpc::StatusCode code, int failures)
      : code_(code), failures_(failures) {}

  grpc::Status IngestReadout(grpc::ServerContext*,
                             const v1::IngestReadoutRequest*,
                             v1::IngestReadoutResponse* response) override {
    if (++calls_ <= failures_) return {code_, "for this test"};
    response->set_name("readouts/x");
    return grpc::Status::OK;
  }

  int calls() const { return calls_; }

 private:
  const grpc::StatusCode code_;
  const int failures_;
  std::atomic<int> calls_ = 0;
};

// Sends the event of sequence 7 twice.
class RepeatingLog final : public v1::LogService::Service {
 public:
  grpc::Status Subscribe(
      grpc::ServerContext*, const v1::SubscribeRequest*,
      grpc::ServerWriter<v1::SubscribeResponse>* writer) override {
    v1::SubscribeResponse response;
    response.add_events()->set_sequence(7);
    response.set_checkpoint(7);
    writer->Write(response);
    writer->Write(response);
    return grpc::Status::OK;
  }
};

// A server in this process.
class LocalServer {
 public:
  explicit LocalServer(grpc::Service* service) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port_);
    builder.RegisterService(service);
    server_ = builder.BuildAndStart();
  }
  ~LocalServer() { server_->Shutdown(); }

  std::string address() const { return absl::StrCat("127.0.0.1:", port_); }

 private:
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

TEST(RetryTest, AnUnavailableCallIsMadeAgainUntilItSucceeds) {
  FailingReadouts readouts(grpc::StatusCode::UNAVAILABLE, 4);
  const LocalServer server(&readouts);

  const auto response =
      Client::Connect(server.address()).Ingest("text", "test:a");

  EXPECT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(readouts.calls(), 5);
}

TEST(RetryTest, ACallIsMadeAtMostFiveTimes) {
  FailingReadouts readouts(grpc::StatusCode::UNAVAILABLE, 100);
  const LocalServer server(&readouts);

  const auto response =
      Client::Connect(server.address()).Ingest("text", "test:a");

  EXPECT_EQ(response.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(readouts.calls(), 5);
}

TEST(RetryTest, AnErrorThatNoRetryMendsIsReturnedAtOnce) {
  for (const auto code :
       {grpc::StatusCode::INVALID_ARGUMENT, grpc::StatusCode::ABORTED,
        grpc::StatusCode::INTERNAL}) {
    FailingReadouts readouts(code, 1);
    const LocalServer server(&readouts);

    const auto response =
        Client::Connect(server.address()).Ingest("text", "test:a");

    EXPECT_EQ(static_cast<int>(response.status().code()),
              static_cast<int>(code));
    EXPECT_EQ(readouts.calls(), 1);
  }
}

TEST(RetryTest, ACallEndsAtItsTimeoutWhateverTheServerDoes) {
  const auto response =
      Client::Connect("127.0.0.1:1", {.timeout = absl::Seconds(0.05)})
          .Ingest("text", "test:a");
  EXPECT_TRUE(absl::IsDeadlineExceeded(response.status()) ||
              absl::IsUnavailable(response.status()))
      << response.status();
}

TEST(SubscriptionTest, AnEventThatComesTwiceIsDataLossAndNotHandedOut) {
  RepeatingLog log;
  const LocalServer server(&log);
  Subscription events = Client::Connect(server.address()).Subscribe();

  EXPECT_TRUE(events.Next(absl::Now() + absl::Seconds(60)).ok());
  EXPECT_EQ(events.Next(absl::Now() + absl::Seconds(60)).status().code(),
            absl::StatusCode::kDataLoss);
}

TEST(FileSourceTest, IsAnAbsoluteUriWithoutBytesThatAUriDoesNotTake) {
  EXPECT_EQ(FileSource("/tmp/a b/../ü.txt"), "file:///tmp/%C3%BC.txt");
  EXPECT_EQ(FileSource("x.txt").rfind("file:///", 0), 0u);
}

}  // namespace
}  // namespace chancery
