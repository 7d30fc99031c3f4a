#include "service/api/timers.h"

#include <atomic>
#include <memory>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;

TEST(TimersTest, CallsBackInTheOrderOfTimeAndNotTooSoon) {
  Timers timers;
  std::vector<int> order;
  absl::Notification done;
  const auto begin = std::chrono::steady_clock::now();
  timers.After(absl::Milliseconds(30), [&] {
    order.push_back(2);
    done.Notify();
  });
  timers.After(absl::Milliseconds(5), [&] { order.push_back(1); });

  done.WaitForNotification();

  EXPECT_THAT(order, ElementsAre(1, 2));
  EXPECT_GE(std::chrono::steady_clock::now() - begin,
            std::chrono::milliseconds(30));
}

TEST(TimersTest, ACancelledCallbackIsNotCalled) {
  Timers timers;
  absl::Notification done;
  std::atomic<bool> called{false};
  const uint64_t id =
      timers.After(absl::Milliseconds(10), [&] { called = true; });
  timers.Cancel(id);
  timers.After(absl::Milliseconds(20), [&] { done.Notify(); });

  done.WaitForNotification();

  EXPECT_FALSE(called);
}

TEST(TimersTest, CancelWaitsForACallbackThatRuns) {
  Timers timers;
  absl::Notification running;
  absl::Notification go_on;
  std::atomic<bool> finished{false};
  const uint64_t id = timers.After(absl::ZeroDuration(), [&] {
    running.Notify();
    go_on.WaitForNotification();
    finished = true;
  });
  running.WaitForNotification();
  std::thread other([&] { go_on.Notify(); });

  timers.Cancel(id);

  EXPECT_TRUE(finished);
  other.join();
}

TEST(TimersTest, CancelIgnoresWhatIsDoneOrNone) {
  Timers timers;
  absl::Notification done;
  const uint64_t id =
      timers.After(absl::ZeroDuration(), [&] { done.Notify(); });
  done.WaitForNotification();
  timers.Cancel(id);
  timers.Cancel(0);
  timers.Cancel(12345);
}

TEST(TimersTest, WhatStillWaitsIsDroppedAtTheEnd) {
  auto held = std::make_shared<int>(1);
  {
    Timers timers;
    timers.After(absl::Hours(1), [held] {});
    EXPECT_EQ(held.use_count(), 2);
  }
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace chancery
