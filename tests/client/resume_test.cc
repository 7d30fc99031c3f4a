// The C++ client against the real server, which is killed and started again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "client/cpp/client.h"
#include "proto/values/error_info.h"
#include "tests/client/process.h"

namespace chancery {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// Long enough for a loaded machine; a test that passes never waits so long.
absl::Time Patience() { return absl::Now() + absl::Seconds(60); }

class ResumeTest : public testing::Test {
 protected:
  Client Connect() const { return Client::Connect(server_.address()); }

  // Ingests a sample under `source` and returns its last sequence.
  uint64_t Ingest(const std::string& sample, const std::string& source) {
    const auto response =
        Connect().Ingest(FileBytes(SampleReadout(sample)), source);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? response->last_sequence() : 0;
  }

  // Takes events up to and with the one of sequence `last`.
  static std::vector<uint64_t> SequencesUpTo(Subscription& subscription,
                                             uint64_t last) {
    std::vector<uint64_t> sequences;
    while (sequences.empty() || sequences.back() < last) {
      const auto event = subscription.Next(Patience());
      EXPECT_TRUE(event.ok()) << event.status();
      if (!event.ok()) break;
      sequences.push_back(event->sequence());
    }
    return sequences;
  }

  static std::vector<uint64_t> Range(uint64_t first, uint64_t last) {
    std::vector<uint64_t> range;
    for (uint64_t i = first; i <= last; ++i) range.push_back(i);
    return range;
  }

  void Restart() {
    server_.Kill();
    server_.Start();
  }

  ServerProgram server_;
};

TEST_F(ResumeTest, EveryEventComesOnceAcrossKilledServers) {
  uint64_t last = Ingest("harbour-call.txt", "test:0");
  v1::SubscribeRequest request;
  request.set_max_batch(1);
  Subscription events = Connect().Subscribe(request);
  std::vector<uint64_t> seen;

  for (int round = 1; round <= 5; ++round) {
    // Killed with events that were sent and not taken yet, at another place in
    // every round.
    for (int taken = 0; taken < round && (seen.empty() || seen.back() < last);
         ++taken) {
      const auto event = events.Next(Patience());
      ASSERT_TRUE(event.ok()) << event.status();
      seen.push_back(event->sequence());
    }
    Restart();
    last = Ingest("river-call-2015.txt", absl::StrCat("test:", round));
  }
  for (const uint64_t sequence : SequencesUpTo(events, last)) {
    seen.push_back(sequence);
  }

  EXPECT_EQ(seen, Range(0, last));
  EXPECT_EQ(events.checkpoint(), last);
}

TEST_F(ResumeTest, ASubscriberGoesOnAfterAServerThatWasShutDown) {
  const uint64_t first = Ingest("harbour-call.txt", "test:a");
  Subscription events = Connect().Subscribe();
  ASSERT_EQ(SequencesUpTo(events, first), Range(0, first));

  const int ended = server_.Terminate();
  server_.Start();
  const uint64_t last = Ingest("river-call-2015.txt", "test:b");

  EXPECT_TRUE(WIFEXITED(ended) && WEXITSTATUS(ended) == 0);
  EXPECT_EQ(SequencesUpTo(events, last), Range(first + 1, last));
}

TEST_F(ResumeTest, AWaitThatEndsWhileTheServerIsAwayLosesNothing) {
  const uint64_t first = Ingest("harbour-call.txt", "test:a");
  Subscription events = Connect().Subscribe();
  ASSERT_EQ(SequencesUpTo(events, first), Range(0, first));
  server_.Kill();

  const auto nothing = events.Next(absl::Now() + absl::Milliseconds(300));
  EXPECT_EQ(nothing.status().code(), absl::StatusCode::kDeadlineExceeded);
  server_.Start();
  const uint64_t last = Ingest("river-call-2015.txt", "test:b");

  EXPECT_EQ(SequencesUpTo(events, last), Range(first + 1, last));
}

TEST_F(ResumeTest, ANewSubscriptionGoesOnBehindAStoredCheckpoint) {
  Ingest("harbour-call.txt", "test:a");
  const uint64_t last = Ingest("river-call-2015.txt", "test:b");
  Subscription before = Connect().Subscribe();
  ASSERT_TRUE(before.Next(Patience()).ok());
  v1::SubscribeRequest request;
  request.set_after_sequence(before.checkpoint().value());

  Subscription after = Connect().Subscribe(request);

  EXPECT_EQ(SequencesUpTo(after, last),
            Range(before.checkpoint().value() + 1, last));
}

TEST_F(ResumeTest, WholeResponsesSayWhenHistoryEnds) {
  const uint64_t last = Ingest("harbour-call.txt", "test:a");
  Subscription events = Connect().Subscribe();
  ASSERT_TRUE(events.Next(Patience()).ok());
  uint64_t seen = 1;

  bool caught_up = false;
  while (!caught_up) {
    const auto response = events.NextResponse(Patience());
    ASSERT_TRUE(response.ok()) << response.status();
    seen += static_cast<uint64_t>(response->events_size());
    caught_up = response->caught_up();
  }

  EXPECT_EQ(seen, last + 1);
  EXPECT_EQ(events.checkpoint(), last);
}

// A call that ends between two reads once lost the second: the reader waited
// for ever. Which of the two comes first is chance, so it is tried often.
TEST_F(ResumeTest, AShortReadEndsHoweverOftenItIsDone) {
  const uint64_t last = Ingest("harbour-call.txt", "test:0");
  const Client client = Connect();
  for (int i = 0; i < 300; ++i) {
    uint64_t events = 0;
    const absl::Status status =
        client.ReadEvents({}, [&events](const v1::RecordedEvent&) {
          ++events;
          return Continue::kYes;
        });
    ASSERT_TRUE(status.ok()) << status;
    ASSERT_EQ(events, last + 1);
  }
}

TEST_F(ResumeTest, ACheckpointBeyondTheLogIsAnErrorAndNotRetried) {
  Ingest("harbour-call.txt", "test:a");
  v1::SubscribeRequest request;
  request.set_after_sequence(1'000'000);

  const auto event = Connect().Subscribe(request).Next(Patience());

  EXPECT_EQ(event.status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(ReasonOf(event.status()), v1::ERROR_REASON_BEYOND_END);
}

TEST_F(ResumeTest, CancelEndsAWaitFromAnotherThread) {
  const uint64_t last = Ingest("harbour-call.txt", "test:a");
  Subscription events = Connect().Subscribe();
  ASSERT_EQ(SequencesUpTo(events, last), Range(0, last));

  std::thread canceller([&events] { events.Cancel(); });
  const auto event = events.Next(Patience());
  canceller.join();

  EXPECT_EQ(event.status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(events.Next(Patience()).status().code(),
            absl::StatusCode::kCancelled);
}

TEST_F(ResumeTest, ASubscriberGivesUpWhenTheServerStaysAway) {
  Ingest("harbour-call.txt", "test:a");
  const Client client = Client::Connect(
      server_.address(), {.give_up_after = absl::Milliseconds(500)});
  Subscription events = client.Subscribe();
  ASSERT_TRUE(events.Next(Patience()).ok());
  server_.Kill();

  absl::Status status;
  while (status.ok()) status = events.Next(Patience()).status();

  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
}

TEST_F(ResumeTest, AWatchMissesNoChangeAcrossAKilledServer) {
  v1::ListIssuesRequest seen_by_the_views;
  seen_by_the_views.set_at_least(
      Ingest("ministers-call-2004-02.txt", "test:a"));
  ASSERT_TRUE(Connect().ListIssues(seen_by_the_views).ok());
  IssueWatch watch = Connect().WatchIssues();
  std::vector<std::string> current;
  for (;;) {
    const auto update = watch.Next(Patience());
    ASSERT_TRUE(update.ok()) << update.status();
    if (update->has_issue()) current.push_back(update->issue().name());
    if (update->caught_up()) break;
  }

  Restart();
  const uint64_t last = Ingest("ministers-call-2004-07.txt", "test:b");
  uint64_t newest = 0;
  std::vector<uint64_t> causes;
  while (newest < last) {
    const auto update = watch.Next(Patience());
    ASSERT_TRUE(update.ok()) << update.status();
    for (const auto& event : update->caused_by()) {
      causes.push_back(event.sequence());
    }
    newest = std::max(newest, update->issue().last_sequence());
  }

  EXPECT_THAT(current, Not(IsEmpty()));
  EXPECT_THAT(causes, testing::Contains(last));
}

}  // namespace
}  // namespace chancery
