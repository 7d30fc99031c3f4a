#include "client/cpp/append_stream.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/cpp/client.h"
#include "gmock/gmock.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"
#include "proto/values/error_info.h"

namespace chancery {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

using Results = std::vector<absl::StatusOr<v1::AppendEventsResponse>>;

// A server that appends to a list, and ends every call after some requests:
// the last of them it appends without answering.
class FlakyLog final : public v1::LogService::Service {
 public:
  explicit FlakyLog(int requests_a_call) : requests_a_call_(requests_a_call) {}

  grpc::Status AppendStream(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<v1::AppendStreamResponse,
                               v1::AppendStreamRequest>* stream) override {
    ++calls_;
    int left = requests_a_call_;
    v1::AppendStreamRequest message;
    while (stream->Read(&message)) {
      v1::AppendStreamResponse response;
      bool broken = false;
      for (const v1::AppendEventsRequest& request : message.requests()) {
        v1::AppendEventsResponse answer = Append(request.request_id());
        broken = --left <= 0;
        if (broken) break;
        *response.add_results()->mutable_appended() = std::move(answer);
      }
      if (!response.results().empty()) stream->Write(response);
      if (broken) return {grpc::StatusCode::UNAVAILABLE, "broken"};
    }
    return grpc::Status::OK;
  }

  const std::vector<std::string>& appended() const { return appended_; }
  int calls() const { return calls_; }

 private:
  v1::AppendEventsResponse Append(const std::string& id) {
    v1::AppendEventsResponse answer;
    const auto found = std::find(appended_.begin(), appended_.end(), id);
    answer.set_repeated_request(found != appended_.end());
    answer.set_first_sequence(static_cast<uint64_t>(found - appended_.begin()));
    if (!answer.repeated_request()) appended_.push_back(id);
    return answer;
  }

  const int requests_a_call_;
  // Calls come one after the other.
  std::vector<std::string> appended_;
  int calls_ = 0;
};

class AppendStreamClientTest : public ::testing::Test {
 protected:
  AppendStream OpenOn(FlakyLog& log, AppendStream::Options options = {}) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port_);
    builder.RegisterService(&log);
    server_ = builder.BuildAndStart();
    return Client::Connect(absl::StrCat("127.0.0.1:", port_))
        .OpenAppendStream(options);
  }
  static v1::AppendEventsRequest Request(int n) {
    v1::AppendEventsRequest request;
    request.set_request_id(absl::StrCat(n));
    return request;
  }
  static AppendStream::Done Into(Results* results) {
    return [results](absl::StatusOr<v1::AppendEventsResponse> result) {
      results->push_back(std::move(result));
    };
  }
  grpc::Server& server() { return *server_; }

 private:
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(AppendStreamClientTest, BrokenCallsLoseNothingAndRepeatNothing) {
  FlakyLog log(300);
  Results results;
  AppendStream stream = OpenOn(log);

  for (int n = 0; n < 1000; ++n) {
    ASSERT_TRUE(stream.Append(Request(n), Into(&results)).ok());
  }
  const absl::Status finished = stream.Finish();

  EXPECT_TRUE(finished.ok()) << finished;
  EXPECT_GT(log.calls(), 1);
  EXPECT_THAT(log.appended(), SizeIs(1000));
  ASSERT_THAT(results, SizeIs(1000));
  for (uint64_t n = 0; n < 1000; ++n) {
    ASSERT_TRUE(results[n].ok()) << results[n].status();
    EXPECT_EQ(results[n]->first_sequence(), n);
  }
}

TEST_F(AppendStreamClientTest, WhatCannotBeSentFailsWithTheReason) {
  FlakyLog log(300);
  Results results;
  AppendStream::Options options;
  options.give_up_after = absl::ZeroDuration();
  AppendStream stream = OpenOn(log, options);
  server().Shutdown();

  ASSERT_TRUE(stream.Append(Request(0), Into(&results)).ok());
  const absl::Status finished = stream.Finish();

  EXPECT_EQ(finished.code(), absl::StatusCode::kUnavailable);
  ASSERT_THAT(results, SizeIs(1));
  EXPECT_EQ(results[0].status(), finished);
  EXPECT_THAT(log.appended(), IsEmpty());
}

TEST_F(AppendStreamClientTest, NothingIsTakenAfterFinish) {
  FlakyLog log(300);
  Results results;
  AppendStream stream = OpenOn(log);

  EXPECT_TRUE(stream.Finish().ok());
  EXPECT_EQ(stream.Append(Request(0), Into(&results)).code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(results, IsEmpty());
}

TEST_F(AppendStreamClientTest, BreakingOffAnswersEveryRequest) {
  FlakyLog log(300);
  Results results;
  {
    AppendStream stream = OpenOn(log);
    for (int n = 0; n < 200; ++n) {
      ASSERT_TRUE(stream.Append(Request(n), Into(&results)).ok());
    }
  }
  EXPECT_THAT(results, SizeIs(200));
}

}  // namespace
}  // namespace chancery
