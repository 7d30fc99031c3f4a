// Views over a real log: following, waking, stopping, coming back.
#include "storage/projections/views.h"

#include <atomic>
#include <filesystem>
#include <thread>

#include "absl/synchronization/notification.h"
#include "proto/values/error_info.h"
#include "tests/storage/projections/views_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_F(ViewsTest, AnswersSayTheSequenceTheyReflect) {
  OpenViews();
  const auto none = views_->ListIssues({}, {});
  ASSERT_TRUE(none.ok()) << none.status();
  EXPECT_EQ(none->sequence, std::nullopt);
  EXPECT_EQ(views_->Reflects(), std::nullopt);

  Say("once");
  const Sequence last = Say("twice");
  WaitUntil(last, *views_);

  const auto issue = views_->GetIssue(kIraq);
  ASSERT_TRUE(issue.ok()) << issue.status();
  EXPECT_EQ(issue->sequence, last);
  EXPECT_EQ(issue->value.statements(), 2u);
  EXPECT_EQ(views_->Reflects(), last);
}

TEST_F(ViewsTest, AWakeForWhatIsReflectedRunsAtOnce) {
  OpenViews();
  const Sequence last = Say("once");
  WaitUntil(last, *views_);

  bool woken = false;
  EXPECT_EQ(views_->WakeAt(last, [&woken] { woken = true; }), 0u);
  EXPECT_TRUE(woken);
}

TEST_F(ViewsTest, ACancelledWakeDoesNotRun) {
  OpenViews();
  bool woken = false;
  const uint64_t id = views_->WakeAt(Sequence{0}, [&woken] { woken = true; });
  views_->CancelWake(id);

  WaitUntil(Say("once"), *views_);

  EXPECT_NE(id, 0u);
  EXPECT_FALSE(woken);
}

TEST_F(ViewsTest, CancellingWaitsForAWakeThatRuns) {
  OpenViews();
  absl::Notification running;
  absl::Notification go_on;
  std::atomic<bool> done = false;
  const uint64_t id = views_->WakeAt(Sequence{0}, [&] {
    running.Notify();
    go_on.WaitForNotification();
    done = true;
  });
  Say("once");
  running.WaitForNotification();
  std::thread canceller([&] {
    views_->CancelWake(id);
    EXPECT_TRUE(done);
  });
  go_on.Notify();
  canceller.join();
}

TEST_F(ViewsTest, AWakeThatStillWaitsIsDroppedWithTheViews) {
  OpenViews();
  bool woken = false;
  views_->WakeAt(Sequence{0}, [&woken] { woken = true; });
  views_.reset();

  EXPECT_FALSE(woken);
}

TEST_F(ViewsTest, ViewsThatAreOpenedAgainGoOnWhereTheyWere) {
  OpenViews();
  WaitUntil(Say("once"), *views_);
  views_.reset();
  const Sequence last = Say("while they were closed");
  OpenViews();
  WaitUntil(last, *views_);

  EXPECT_EQ(views_->GetIssue(kIraq)->value.statements(), 2u);
}

TEST_F(ViewsTest, TheViewsOfAnotherLogAreFoldedAgain) {
  OpenViews();
  Say("one");
  WaitUntil(Say("two"), *views_);
  views_.reset();
  OpenLog("other");
  const Sequence last = Append(kVisit, {Received("2004-03-11")});
  const Sequence next = Append(kVisit, {Received("2004-03-11")});
  ASSERT_EQ(last.value + 1, next.value);
  OpenViews();
  WaitUntil(next, *views_);

  EXPECT_THAT(views_->ListIssues({}, {})->value.items, IsEmpty());
  EXPECT_EQ(views_->ListReadouts({}, {})->value.items.size(), 1u);
}

TEST_F(ViewsTest, ViewsBeyondTheLogsEndAreFoldedAgain) {
  OpenViews();
  WaitUntil(Say("one"), *views_);
  views_.reset();
  OpenLog("empty");
  OpenViews();

  EXPECT_EQ(views_->Reflects(), std::nullopt);
  EXPECT_THAT(views_->ListIssues({}, {})->value.items, IsEmpty());
}

TEST_F(ViewsTest, AHistoryNamesTheEventThatCausedEachChange) {
  OpenViews();
  Append(kCall, {Received("2004-03-11")});
  const Sequence last = Say("said");
  WaitUntil(last, *views_);

  const auto history = views_->GetPositionHistory(kIraq, "JPN", {});

  ASSERT_TRUE(history.ok()) << history.status();
  EXPECT_EQ(history->sequence, last);
  ASSERT_EQ(history->value.items.size(), 1u);
  const v1::RecordedEvent& cause = history->value.items[0].caused_by();
  EXPECT_EQ(cause.sequence(), last.value);
  EXPECT_EQ(cause.commit_id(), "commit-2");
  EXPECT_EQ(cause.event().statement_made().record().quote(), "said");
}

TEST_F(ViewsTest, ChangedIssuesFollowTheLog) {
  OpenViews();
  Append(kCall, {Received("2004-03-11")});
  const Sequence last = Say("said");
  WaitUntil(last, *views_);

  const auto changed = views_->ChangedIssues(std::nullopt, 10);

  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(changed->sequence, last);
  ASSERT_EQ(changed->value.size(), 1u);
  EXPECT_EQ(changed->value[0].sequence, last);
  EXPECT_THAT(changed->value[0].issues, ElementsAre(kIraq));
}

// Goal: no reader ever sees half a commit, or a sequence that does not fit the
// rows. Method: commits of three statements, more than one batch of them, while
// a reader looks on: statements in view are always all up to its sequence.
TEST_F(ViewsTest, NoAnswerShowsHalfACommit) {
  constexpr int kCommits = 700;
  const auto said =
      Statement("2004-03-11", Said(kIraq, "JPN", v1::ACT_SUPPORT, "said"));
  for (int i = 0; i < kCommits / 2; ++i) Append(kCall, {said, said, said});
  OpenViews();
  std::atomic<bool> done = false;
  std::thread reader([&] {
    while (!done) {
      const auto issues = views_->ListIssues({}, {});
      ASSERT_TRUE(issues.ok()) << issues.status();
      if (!issues->sequence.has_value()) continue;
      ASSERT_EQ(issues->sequence->value % 3, 2u);
      ASSERT_EQ(issues->value.items.at(0).statements(),
                issues->sequence->value + 1);
    }
  });
  Sequence last;
  for (int i = 0; i < kCommits / 2; ++i) {
    last = Append(kCall, {said, said, said});
  }
  WaitUntil(last, *views_);
  done = true;
  reader.join();

  EXPECT_EQ(views_->GetIssue(kIraq)->value.statements(), 3u * kCommits);
}

TEST_F(ViewsTest, RebuiltViewsEqualLiveOnesThatWereInterrupted) {
  for (int round = 0; round < 8; ++round) {
    OpenViews();
    for (int i = 0; i < 40; ++i) Say(absl::StrCat("words ", round, " ", i));
    views_.reset();  // Wherever they are.
  }
  OpenViews();
  WaitUntil(*log_->Head(), *views_);
  const auto live = views_->Digest();
  views_.reset();
  std::filesystem::remove_all(directory_.path("views"));
  OpenViews();
  WaitUntil(*log_->Head(), *views_);
  const auto rebuilt = views_->Digest();

  ASSERT_TRUE(live.ok()) << live.status();
  ASSERT_TRUE(rebuilt.ok()) << rebuilt.status();
  EXPECT_EQ(live->value, rebuilt->value);
  EXPECT_EQ(live->sequence, rebuilt->sequence);
}

TEST_F(ViewsTest, ADamagedEventStopsTheViewsBeforeIt) {
  Say("one");
  Say("two");
  Say("three");
  Say("four");
  log_.reset();
  Tamper(directory_.path("log") + "/db", "events",
         [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle* events) {
           const std::string third("\0\0\0\0\0\0\0\2", 8);
           std::string value;
           ASSERT_TRUE(db.Get({}, events, third, &value).ok());
           value.back() ^= 1;
           ASSERT_TRUE(db.Put({}, events, third, value).ok());
         });
  OpenLog("log");
  OpenViews();
  WaitUntil(Sequence{3}, *views_);

  EXPECT_EQ(views_->Health().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(ReasonOf(views_->Health()), v1::ERROR_REASON_CORRUPT);
  // Nobody can tell whether the commit before went on with the damaged event.
  EXPECT_EQ(views_->Reflects(), Sequence{0});
}

}  // namespace
}  // namespace chancery
