#include <grpcpp/support/sync_stream.h>

#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "tests/service/api/api_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using Stream =
    grpc::ClientReaderWriter<v1::AppendStreamRequest, v1::AppendStreamResponse>;

constexpr char kStream[] = "readouts/a";

// Appends the n-th statement of one stream, at the revision it must have.
v1::AppendEventsRequest Numbered(int n, const std::string& stream = kStream) {
  v1::AppendEventsRequest request =
      Appending(absl::StrCat(stream, "-", n), stream,
                {Statement(kIssue, absl::StrCat("words ", n))});
  request.clear_conditions();
  v1::StreamCondition& condition = *request.add_conditions();
  condition.set_stream(stream);
  if (n == 0) {
    condition.mutable_no_stream();
  } else {
    condition.set_exactly(static_cast<uint64_t>(n - 1));
  }
  return request;
}

v1::AppendStreamRequest Message(
    const std::vector<v1::AppendEventsRequest>& requests) {
  v1::AppendStreamRequest message;
  for (const auto& request : requests) *message.add_requests() = request;
  return message;
}

// All results that come until the call ends.
std::vector<v1::AppendResult> ResultsOf(Stream& stream) {
  std::vector<v1::AppendResult> results;
  v1::AppendStreamResponse response;
  while (stream.Read(&response)) {
    for (const v1::AppendResult& result : response.results()) {
      results.push_back(result);
    }
  }
  return results;
}

v1::ErrorReason ReasonOf(const v1::AppendResult& result) {
  google::rpc::Status details;
  details.set_code(result.failure().code());
  *details.mutable_details() = result.failure().details();
  return chancery::ReasonOf(
      grpc::Status(static_cast<grpc::StatusCode>(result.failure().code()), "",
                   details.SerializeAsString()));
}

class AppendStreamTest : public ApiTest {
 protected:
  std::unique_ptr<Stream> Open() {
    context_ = Context();
    return log_service().AppendStream(context_.get());
  }
  // Sends one message, and returns its results and how the call ended.
  std::pair<std::vector<v1::AppendResult>, grpc::Status> SendAll(
      const v1::AppendStreamRequest& message) {
    const auto stream = Open();
    stream->Write(message);
    stream->WritesDone();
    std::vector<v1::AppendResult> results = ResultsOf(*stream);
    return {std::move(results), stream->Finish()};
  }
  grpc::ClientContext& context() { return *context_; }

 private:
  std::unique_ptr<grpc::ClientContext> context_;
};

TEST_F(AppendStreamTest, EachRequestIsACommitAndIsAnsweredInItsOrder) {
  constexpr int kRequests = 3000;
  const auto stream = Open();
  std::thread sender([&] {
    for (int n = 0; n < kRequests; n += 3) {
      stream->Write(Message({Numbered(n), Numbered(n + 1), Numbered(n + 2)}));
    }
    stream->WritesDone();
  });

  const std::vector<v1::AppendResult> results = ResultsOf(*stream);
  sender.join();

  EXPECT_TRUE(stream->Finish().ok());
  ASSERT_EQ(results.size(), kRequests);
  for (uint64_t n = 0; n < kRequests; ++n) {
    ASSERT_TRUE(results[n].has_appended()) << results[n].DebugString();
    EXPECT_EQ(results[n].appended().first_sequence(), n);
    EXPECT_THAT(results[n].appended().revisions(), ElementsAre(n));
  }
}

TEST_F(AppendStreamTest, ARefusedRequestHasItsReasonAndTheCallGoesOn) {
  v1::AppendEventsRequest nameless = Numbered(1);
  nameless.clear_request_id();

  const auto [results, end] = SendAll(
      Message({Numbered(0), nameless, Numbered(7), Numbered(0), Numbered(1)}));

  EXPECT_TRUE(end.ok());
  ASSERT_EQ(results.size(), 5);
  EXPECT_TRUE(results[0].has_appended());
  EXPECT_EQ(ReasonOf(results[1]), v1::ERROR_REASON_INVALID_FIELD);
  EXPECT_EQ(ReasonOf(results[2]), v1::ERROR_REASON_CONFLICT);
  EXPECT_TRUE(results[3].appended().repeated_request());
  EXPECT_EQ(results[4].appended().first_sequence(), 1);
  EXPECT_EQ(log().Head()->value, 1);
}

TEST_F(AppendStreamTest, ARequestMayNameWhatOneBeforeItRecords) {
  v1::Event retraction;
  retraction.mutable_record_retracted()->set_record(
      absl::StrCat(kStream, "/records/1"));

  const auto [results, end] = SendAll(Message(
      {Numbered(0), Numbered(1), Appending("retract", kStream, {retraction}),
       Appending("again", kStream, {retraction})}));

  EXPECT_TRUE(end.ok());
  ASSERT_EQ(results.size(), 4);
  EXPECT_TRUE(results[2].has_appended()) << results[2].DebugString();
  EXPECT_EQ(ReasonOf(results[3]), v1::ERROR_REASON_RECORD_NOT_FOUND);
}

TEST_F(AppendStreamTest, ACallerThatReadsLateLosesNothing) {
  constexpr int kRequests = 4000;  // Many times what may wait.
  const auto stream = Open();
  std::thread sender([&] {
    for (int n = 0; n < kRequests; ++n) stream->Write(Message({Numbered(n)}));
    stream->WritesDone();
  });
  absl::Notification some_appended;
  log().WakeBeyond(Sequence{200}, [&] { some_appended.Notify(); });
  some_appended.WaitForNotification();

  const std::vector<v1::AppendResult> results = ResultsOf(*stream);
  sender.join();

  EXPECT_TRUE(stream->Finish().ok());
  ASSERT_EQ(results.size(), kRequests);
  EXPECT_EQ(results.back().appended().first_sequence(), kRequests - 1);
}

TEST_F(AppendStreamTest, AMessageWithoutRequestsEndsTheCall) {
  const auto [results, end] = SendAll(v1::AppendStreamRequest());

  EXPECT_TRUE(results.empty());
  EXPECT_EQ(FailureOf(end), (Failure{grpc::StatusCode::INVALID_ARGUMENT,
                                     v1::ERROR_REASON_INVALID_FIELD}));
}

TEST_F(AppendStreamTest, ACallThatEndsForItsMessageHasAnsweredThoseBefore) {
  const auto stream = Open();
  stream->Write(Message({Numbered(0), Numbered(1)}));
  stream->Write(v1::AppendStreamRequest());

  EXPECT_EQ(ResultsOf(*stream).size(), 2);
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(AppendStreamTest, ADrainAnswersWhatHasBeenReadAndSaysWhy) {
  const auto stream = Open();
  stream->Write(Message({Numbered(0), Numbered(1)}));
  v1::AppendStreamResponse first;
  ASSERT_TRUE(stream->Read(&first));
  std::thread drain([&] { server().Drain(absl::Seconds(30)); });

  const std::size_t rest = ResultsOf(*stream).size();
  const grpc::Status end = stream->Finish();
  drain.join();

  EXPECT_EQ(first.results_size() + static_cast<int>(rest), 2);
  EXPECT_EQ(FailureOf(end), (Failure{grpc::StatusCode::UNAVAILABLE,
                                     v1::ERROR_REASON_DRAINING}));
  EXPECT_TRUE(HasRetryInfo(end));
}

TEST_F(AppendStreamTest, ACallerThatGoesAwayHoldsNothingUp) {
  for (int round = 0; round < 20; ++round) {
    const std::string name = absl::StrCat("readouts/gone-", round);
    const auto stream = Open();
    v1::AppendStreamRequest message;
    for (int n = 0; n < 200; ++n) *message.add_requests() = Numbered(n, name);
    stream->Write(message);
    context().TryCancel();
    ResultsOf(*stream);
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }

  server().Drain(absl::InfiniteDuration());  // Returns when no call runs.
}

TEST_F(AppendStreamTest, ADeadlineEndsTheCall) {
  const auto brief = Context(absl::Milliseconds(50));
  const auto stream = log_service().AppendStream(brief.get());
  stream->Write(Message({Numbered(0)}));

  EXPECT_LE(ResultsOf(*stream).size(), 1);
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
}

}  // namespace
}  // namespace chancery
