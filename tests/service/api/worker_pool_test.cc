#include "service/api/worker_pool.h"

#include <atomic>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"
#include "proto/values/error_info.h"

namespace chancery {
namespace {

TEST(WorkerPoolTest, RefusesNewCallsWhenItsQueueIsFullButNotThoseThatGoOn) {
  WorkerPool pool({.threads = 1, .waiting_max = 2});
  absl::Notification running;
  absl::Notification go_on;
  std::atomic<int> done{0};
  ASSERT_TRUE(pool.Begin([&] {
                    running.Notify();
                    go_on.WaitForNotification();
                  })
                  .ok());
  running.WaitForNotification();
  EXPECT_TRUE(pool.Begin([&] { ++done; }).ok());
  EXPECT_TRUE(pool.Begin([&] { ++done; }).ok());

  const absl::Status refused = pool.Begin([&] { ++done; });
  pool.Continue([&] { ++done; });

  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(refused), v1::ERROR_REASON_OVERLOADED);
  EXPECT_TRUE(refused.GetPayload("type.googleapis.com/google.rpc.RetryInfo")
                  .has_value());
  absl::Notification last;
  pool.Continue([&] { last.Notify(); });
  go_on.Notify();
  last.WaitForNotification();
  EXPECT_EQ(done, 3);
}

TEST(WorkerPoolTest, DoesAllThatWaitsBeforeItEnds) {
  std::atomic<int> done{0};
  {
    WorkerPool pool({.threads = 4, .waiting_max = 1000});
    for (int i = 0; i < 1000; ++i) pool.Continue([&] { ++done; });
  }
  EXPECT_EQ(done, 1000);
}

}  // namespace
}  // namespace chancery
