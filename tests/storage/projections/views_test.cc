// Views over a real log: following, waking, stopping, coming back.
#include "storage/projections/views.h"

#include <atomic>
#include <filesystem>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "proto/values/error_info.h"
#include "storage/projections/runner.h"
#include "tests/storage/projections/view_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ViewsTest : public ::testing::Test {
 protected:
  ViewsTest() { OpenLog("log"); }

  void OpenLog(absl::string_view name) {
    log_.reset();
    EventLog::Options options;
    options.path = directory_.path(name);
    options.clock = &clock_;
    auto log = EventLog::Open(options);
    ASSERT_TRUE(log.ok()) << log.status();
    log_ = *std::move(log);
  }

  void OpenViews() {
    views_.reset();
    auto views = Views::Open({directory_.path("views"), log_.get(), nullptr});
    ASSERT_TRUE(views.ok()) << views.status();
    views_ = *std::move(views);
  }

  // Appends one commit to the stream and returns its last sequence.
  Sequence Append(absl::string_view stream, std::vector<v1::Event> events) {
    Proposal proposal;
    proposal.commit_id = absl::StrCat("commit-", ++commits_);
    proposal.principal = "tester";
    proposal.conditions.push_back(
        {std::string(stream), ExpectedRevision::Any()});
    for (v1::Event& event : events) {
      proposal.events.push_back({std::string(stream), std::move(event)});
    }
    const auto commit = log_->Append(std::move(proposal));
    EXPECT_TRUE(commit.ok()) << commit.status();
    return commit.ok() ? commit->last : Sequence();
  }

  Sequence Say(absl::string_view words) {
    return Append(
        kCall,
        {Statement("2004-03-11", Said(kIraq, "JPN", v1::ACT_SUPPORT, words))});
  }

  // Returns when the views reflect `sequence`, or have stopped.
  static void WaitUntil(Sequence sequence, Views& views) {
    absl::Notification there;
    views.WakeAt(sequence, [&there] { there.Notify(); });
    there.WaitForNotification();
  }

  const TempDirectory directory_;
  SystemClock clock_;
  std::unique_ptr<EventLog> log_;
  std::unique_ptr<Views> views_;
  int commits_ = 0;
};

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

// A projection that stops at a statement with these words.
class StopsAt final : public Projection {
 public:
  explicit StopsAt(std::string words) : words_(std::move(words)) {}
  absl::string_view name() const override { return "stops"; }
  uint32_t version() const override { return 1; }
  absl::Status Apply(const v1::RecordedEvent& recorded, Rows&) const override {
    return recorded.event().statement_made().record().quote() == words_
               ? UnknownEvent(name(), recorded)
               : absl::OkStatus();
  }

 private:
  const std::string words_;
};

// A projection that begins when it is told to.
class BeginsWhenTold final : public Projection {
 public:
  explicit BeginsWhenTold(absl::Notification* told) : told_(told) {}
  absl::string_view name() const override { return "begins"; }
  uint32_t version() const override { return 1; }
  absl::Status Apply(const v1::RecordedEvent&, Rows&) const override {
    told_->WaitForNotification();
    return absl::OkStatus();
  }

 private:
  absl::Notification* const told_;
};

class RunnerTest : public ViewsTest {
 protected:
  void Start(absl::string_view stop_words) {
    Start(std::make_unique<StopsAt>(std::string(stop_words)));
  }

  void Start(std::unique_ptr<Projection> another) {
    auto all = AllProjections();
    all.push_back(std::move(another));
    auto store =
        ViewStore::Open(directory_.path("views"), nullptr, std::move(all));
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
    auto runner = Runner::Start(log_.get(), store_.get());
    ASSERT_TRUE(runner.ok()) << runner.status();
    runner_ = *std::move(runner);
  }

  std::unique_ptr<ViewStore> store_;
  std::unique_ptr<Runner> runner_;
};

TEST_F(RunnerTest, AnApplyErrorStopsAllProjectionsAndWakesWhoWaits) {
  Start("newer");
  absl::Notification woken;
  runner_->WakeAt(Sequence{100}, [&woken] { woken.Notify(); });
  Say("older");
  Append(kCall, {Received("2004-03-11"),
                 Statement("2004-03-11",
                           Said(kIraq, "JPN", v1::ACT_SUPPORT, "newer"))});
  woken.WaitForNotification();

  EXPECT_EQ(runner_->Health().code(), absl::StatusCode::kInternal);
  EXPECT_EQ(ReasonOf(runner_->Health()), v1::ERROR_REASON_PROJECTION_STOPPED);
  EXPECT_EQ(runner_->Reflects(), Sequence{0});
  EXPECT_EQ(*store_->Read(0).Reflects(), Sequence{0});
  bool at_once = false;
  EXPECT_EQ(runner_->WakeAt(Sequence{5}, [&] { at_once = true; }), 0u);
  EXPECT_TRUE(at_once);
}

TEST_F(RunnerTest, TheCommitsBeforeOneThatCannotBeFoldedAreFolded) {
  Say("one");
  Say("two");
  Append(kCall, {Received("2004-03-11"),
                 Statement("2004-03-11",
                           Said(kIraq, "JPN", v1::ACT_SUPPORT, "newer"))});
  Start("newer");
  absl::Notification woken;
  runner_->WakeAt(Sequence{100}, [&woken] { woken.Notify(); });
  woken.WaitForNotification();

  EXPECT_EQ(runner_->Reflects(), Sequence{1});
  EXPECT_EQ(GetIssue(store_->Read(0).rows(), kIraq)->statements(), 2u);
}

TEST_F(RunnerTest, ABatchEndsBetweenTwoCommits) {
  const auto said =
      Statement("2004-03-11", Said(kIraq, "JPN", v1::ACT_SUPPORT, "said"));
  const std::vector<v1::Event> thousand_less_one(999, said);
  Append(kCall, thousand_less_one);
  Append(kCall, {said, said, said});
  Append(kCall, {said, said, said});
  absl::Notification told;
  Start(std::make_unique<BeginsWhenTold>(&told));
  absl::Notification woken;
  std::optional<Sequence> first_batch;
  runner_->WakeAt(Sequence{0}, [&] {
    first_batch = runner_->Reflects();
    woken.Notify();
  });
  told.Notify();
  woken.WaitForNotification();

  runner_.reset();  // It still asks `told`.

  EXPECT_EQ(first_batch, Sequence{1001});
}

TEST_F(RunnerTest, WhileItFollowsItIsHealthy) {
  Start("nothing");
  absl::Notification woken;
  runner_->WakeAt(Say("one"), [&woken] { woken.Notify(); });
  woken.WaitForNotification();

  EXPECT_TRUE(runner_->Health().ok());
}

}  // namespace
}  // namespace chancery
