// The guarantees of Subscribe, one by one, by the names that the contract gives
// them.
#include <atomic>
#include <thread>

#include "tests/service/api/api_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;

// A subscription and what has come of it.
class Subscriber {
 public:
  Subscriber(v1::LogService::Stub& stub, const v1::SubscribeRequest& request,
             absl::Duration timeout = absl::Seconds(60))
      : context_(Context(timeout)),
        reader_(stub.Subscribe(context_.get(), request)) {}
  ~Subscriber() {
    context_->TryCancel();
    if (!finished_) reader_->Finish();
  }

  // Reads one response; nothing at the end.
  std::optional<v1::SubscribeResponse> Next() {
    v1::SubscribeResponse response;
    if (!reader_->Read(&response)) return std::nullopt;
    return response;
  }

  // Reads until `count` events have come; their sequences.
  std::vector<uint64_t> Events(std::size_t count) {
    std::vector<uint64_t> sequences;
    while (sequences.size() < count) {
      const auto response = Next();
      if (!response.has_value()) break;
      for (const v1::RecordedEvent& event : response->events()) {
        sequences.push_back(event.sequence());
      }
      if (response->has_checkpoint()) checkpoint_ = response->checkpoint();
    }
    return sequences;
  }

  // Reads until everything has been sent; the sequences that came.
  std::vector<uint64_t> UntilCaughtUp() {
    std::vector<uint64_t> sequences;
    while (const auto response = Next()) {
      for (const v1::RecordedEvent& event : response->events()) {
        sequences.push_back(event.sequence());
      }
      if (response->has_checkpoint()) checkpoint_ = response->checkpoint();
      if (response->caught_up()) break;
    }
    return sequences;
  }

  std::optional<uint64_t> checkpoint() const { return checkpoint_; }
  grpc::ClientContext& context() { return *context_; }
  grpc::Status Finish() {
    finished_ = true;
    return reader_->Finish();
  }

 private:
  std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<grpc::ClientReader<v1::SubscribeResponse>> reader_;
  bool finished_ = false;
  std::optional<uint64_t> checkpoint_;
};

std::vector<uint64_t> Range(uint64_t begin, uint64_t end) {
  std::vector<uint64_t> range;
  for (uint64_t i = begin; i < end; ++i) range.push_back(i);
  return range;
}

class SubscribeTest : public ApiTest {
 protected:
  void AppendMany(int count) {
    for (int i = 0; i < count; ++i) Append(Statement(kIssue, "words"));
  }
};

TEST_F(SubscribeTest, OrderedAndCompleteThroughHistoryIntoLive) {
  // Goal: each event once and in order while four writers append. Method: they
  // begin before the subscription and go on through its change to live.
  constexpr int kWriters = 4;
  constexpr int kEach = 300;
  Fill(1000);
  std::vector<std::thread> writers;
  std::atomic<int> failures{0};
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < kEach; ++i) {
        v1::AppendEventsResponse response;
        const std::string id =
            "w" + std::to_string(w) + "-" + std::to_string(i);
        const grpc::Status status = log_service().AppendEvents(
            Context().get(),
            Appending(id, "readouts/w" + std::to_string(w),
                      {Statement(kIssue, id)}),
            &response);
        if (!status.ok()) ++failures;
      }
    });
  }
  v1::SubscribeRequest request;
  request.set_max_batch(7);
  Subscriber subscriber(log_service(), request);
  const std::vector<uint64_t> sequences =
      subscriber.Events(1000 + kWriters * kEach);
  for (std::thread& writer : writers) writer.join();

  EXPECT_EQ(failures, 0);
  EXPECT_EQ(sequences, Range(0, 1000 + kWriters * kEach));
}

TEST_F(SubscribeTest, CompleteUnderAFilterWithEachMatchingEventOnce) {
  std::vector<uint64_t> expected;
  for (int i = 0; i < 50; ++i) {
    const bool matches = i % 3 == 0;
    const Sequence sequence =
        Append(Statement(matches ? kIssue : kOtherIssue, "words"));
    if (matches) expected.push_back(sequence.value);
  }
  v1::SubscribeRequest request;
  request.mutable_filter()->add_parties("RUS");
  Subscriber subscriber(log_service(), request);
  EXPECT_EQ(subscriber.UntilCaughtUp(), expected);
  EXPECT_EQ(subscriber.checkpoint(), 49u);
}

TEST_F(SubscribeTest, ResumableFromAnyCheckpointAcrossARestart) {
  AppendMany(100);
  for (const uint64_t checkpoint : {0u, 41u, 98u, 99u}) {
    if (checkpoint == 41) Start();
    v1::SubscribeRequest request;
    request.set_after_sequence(checkpoint);
    Subscriber subscriber(log_service(), request);
    EXPECT_EQ(subscriber.UntilCaughtUp(), Range(checkpoint + 1, 100));
  }
}

TEST_F(SubscribeTest, LiveIsSignalledAndWhatFollowsComesAtOnce) {
  AppendMany(3);
  Subscriber subscriber(log_service(), {});
  EXPECT_EQ(subscriber.UntilCaughtUp(), Range(0, 3));
  for (uint64_t i = 3; i < 10; ++i) {
    AppendMany(1);
    EXPECT_THAT(subscriber.Events(1), ElementsAre(i));
  }
}

TEST_F(SubscribeTest, LiveIsSignalledOnAnEmptyLogWithoutACheckpoint) {
  Subscriber subscriber(log_service(), {});
  const auto signal = subscriber.Next();
  ASSERT_TRUE(signal.has_value());
  EXPECT_TRUE(signal->caught_up());
  EXPECT_FALSE(signal->has_checkpoint());
  AppendMany(1);
  EXPECT_THAT(subscriber.Events(1), ElementsAre(0u));
}

TEST_F(SubscribeTest, NowBeginsWithTheFirstEventAfterTheCall) {
  AppendMany(5);
  v1::SubscribeRequest request;
  request.mutable_now();
  Subscriber subscriber(log_service(), request);
  const auto signal = subscriber.Next();
  ASSERT_TRUE(signal.has_value());
  EXPECT_TRUE(signal->caught_up());
  EXPECT_EQ(signal->checkpoint(), 4u);
  AppendMany(1);
  EXPECT_THAT(subscriber.Events(1), ElementsAre(5u));
}

TEST_F(SubscribeTest, BookmarkedWhileNothingMatches) {
  ApiServer::Options options;
  options.heartbeat = absl::Milliseconds(20);
  Start(options);
  v1::SubscribeRequest request;
  request.mutable_filter()->add_issues(kOtherIssue);
  Subscriber subscriber(log_service(), request);
  ASSERT_TRUE(subscriber.Next()->caught_up());
  AppendMany(4);

  // Signs of life come, and the checkpoint moves past what did not match.
  std::optional<v1::SubscribeResponse> response;
  do {
    response = subscriber.Next();
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(response->events_size(), 0);
    EXPECT_FALSE(response->caught_up());
  } while (response->checkpoint() != 3);

  v1::SubscribeRequest resume;
  resume.set_after_sequence(response->checkpoint());
  Subscriber resumed(log_service(), resume);
  EXPECT_THAT(resumed.UntilCaughtUp(), ElementsAre());
}

TEST_F(SubscribeTest, BoundedASlowSubscriberFallsBackToTheLogAndLosesNothing) {
  // Goal: a subscriber that stops reading is told that it fell behind, gets
  // every event later, and slows nobody. Method: appends far more than flow
  // control lets through while it does not read; a second one keeps up.
  constexpr int kEvents = 20000;
  Subscriber slow(log_service(), {});
  Subscriber quick(log_service(), {});
  ASSERT_TRUE(slow.Next()->caught_up());
  ASSERT_TRUE(quick.Next()->caught_up());

  Fill(kEvents);
  EXPECT_EQ(quick.Events(kEvents), Range(0, kEvents));

  bool fell_behind = false;
  bool caught_up = false;
  std::vector<uint64_t> sequences;
  while (sequences.size() < kEvents || !caught_up) {
    const auto response = slow.Next();
    ASSERT_TRUE(response.has_value());
    fell_behind = fell_behind || response->fell_behind();
    caught_up = response->caught_up();
    for (const v1::RecordedEvent& event : response->events()) {
      sequences.push_back(event.sequence());
    }
  }
  EXPECT_TRUE(fell_behind);
  EXPECT_EQ(sequences, Range(0, kEvents));
}

TEST_F(SubscribeTest, BoundedResponsesHoldNoMoreThanAskedFor) {
  AppendMany(25);
  v1::SubscribeRequest request;
  request.set_max_batch(10);
  Subscriber subscriber(log_service(), request);
  std::vector<int> sizes;
  for (;;) {
    const auto response = subscriber.Next();
    ASSERT_TRUE(response.has_value());
    if (response->caught_up()) break;
    sizes.push_back(response->events_size());
    EXPECT_EQ(response->checkpoint(),
              response->events(response->events_size() - 1).sequence());
  }
  EXPECT_THAT(sizes, ElementsAre(10, 10, 5));
}

TEST_F(SubscribeTest, ExplainedTheEndOfServiceHasAReasonAndARetryHint) {
  Subscriber subscriber(log_service(), {});
  ASSERT_TRUE(subscriber.Next()->caught_up());
  std::thread drain([&] { server().Drain(absl::Seconds(10)); });
  EXPECT_FALSE(subscriber.Next().has_value());
  const grpc::Status status = subscriber.Finish();
  drain.join();
  EXPECT_EQ(FailureOf(status), (Failure{grpc::StatusCode::UNAVAILABLE,
                                        v1::ERROR_REASON_DRAINING}));
  EXPECT_TRUE(HasRetryInfo(status));
}

TEST_F(SubscribeTest, ACancelledSubscriptionLeavesNothingBehind) {
  for (int i = 0; i < 20; ++i) {
    Subscriber subscriber(log_service(), {});
    if (i % 2 == 0) {
      ASSERT_TRUE(subscriber.Next().has_value());
    }
    subscriber.context().TryCancel();
  }
  server().Drain(absl::Seconds(10));  // Would hang if one were left.
}

}  // namespace
}  // namespace chancery
