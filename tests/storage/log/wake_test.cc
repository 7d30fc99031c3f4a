#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/barrier.h"
#include "absl/synchronization/notification.h"
#include "storage/log/published_head.h"
#include "tests/storage/log/log_fixture.h"

namespace chancery {
namespace {

class WakeTest : public LogTest {};

TEST_F(WakeTest, AWakeComesWhenTheHeadMovesBeyond) {
  absl::Notification first;
  EXPECT_NE(log().WakeBeyond(std::nullopt, [&] { first.Notify(); }), 0u);
  EXPECT_FALSE(first.HasBeenNotified());

  AppendOk(kCall, {"a"});

  first.WaitForNotification();
  EXPECT_EQ(log().Head(), Sequence{0});
}

TEST_F(WakeTest, AWakeComesAtOnceWhenTheHeadIsBeyondAlready) {
  AppendOk(kCall, {"a", "b"});
  int calls = 0;

  EXPECT_EQ(log().WakeBeyond(Sequence{0}, [&] { ++calls; }), 0u);
  EXPECT_EQ(log().WakeBeyond(std::nullopt, [&] { ++calls; }), 0u);

  EXPECT_EQ(calls, 2);
}

TEST_F(WakeTest, AWakeAtTheHeadOrAheadOfItWaits) {
  AppendOk(kCall, {"a", "b"});
  int calls = 0;
  absl::Notification at_head;
  const uint64_t id = log().WakeBeyond(Sequence{1}, [&] { at_head.Notify(); });
  const uint64_t ahead = log().WakeBeyond(Sequence{2}, [&] { ++calls; });
  EXPECT_NE(id, 0u);
  EXPECT_NE(ahead, 0u);

  AppendOk(kCall, {"c"});

  at_head.WaitForNotification();
  log().CancelWake(ahead);
  AppendOk(kCall, {"d"});
  EXPECT_EQ(calls, 0);
}

TEST_F(WakeTest, TheHeadIsSeenFromTheWake) {
  absl::Notification woken;
  std::optional<Sequence> head;
  log().WakeBeyond(std::nullopt, [&] {
    head = log().Head();
    woken.Notify();
  });
  AppendOk(kCall, {"a", "b"});
  woken.WaitForNotification();
  EXPECT_EQ(head, Sequence{1});
}

TEST(PublishedHeadTest, AWakeMayAskForTheNextOne) {
  PublishedHead head(0);
  std::vector<uint64_t> lengths;
  std::function<void()> wake = [&] {
    lengths.push_back(head.length());
    head.WakeBeyond(Sequence{head.length() - 1}, wake);
  };
  head.WakeBeyond(std::nullopt, wake);

  head.Publish(1);
  head.Publish(4);

  EXPECT_THAT(lengths, ::testing::ElementsAre(1, 4));
}

TEST(PublishedHeadTest, WhoCancelsWaitsForAWakeThatRuns) {
  PublishedHead head(0);
  absl::Notification running, go_on;
  std::atomic<bool> ended = false;
  const uint64_t id = head.WakeBeyond(std::nullopt, [&] {
    running.Notify();
    go_on.WaitForNotification();
    ended = true;
  });
  std::thread publisher([&] { head.Publish(1); });
  running.WaitForNotification();

  std::thread canceller([&] {
    head.CancelWake(id);
    EXPECT_TRUE(ended);
  });
  go_on.Notify();

  canceller.join();
  publisher.join();
}

TEST(PublishedHeadTest, EveryWakeIsEitherCalledOnceOrTakenBack) {
  constexpr int kThreads = 4;
  constexpr int kRounds = 2000;
  PublishedHead head(0);
  std::atomic<bool> stop = false;
  std::thread publisher([&] {
    for (uint64_t length = 1; !stop; ++length) head.Publish(length);
  });
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&head] {
      for (int i = 0; i < kRounds; ++i) {
        // Dies with this round: a wake that came later would be seen by the
        // address sanitizer, and one that came twice by the count.
        auto calls = std::make_unique<std::atomic<int>>(0);
        const uint64_t id =
            head.WakeBeyond(Sequence{head.length() + i % 3},
                            [counter = calls.get()] { ++*counter; });
        head.CancelWake(id);
        EXPECT_LE(calls->load(), 1);
        if (id == 0) {
          EXPECT_EQ(calls->load(), 1);
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  stop = true;
  publisher.join();
}

}  // namespace
}  // namespace chancery
