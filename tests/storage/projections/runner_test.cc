// What the runner does when a projection cannot go on, and where its batches
// end.
#include "storage/projections/runner.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/synchronization/notification.h"
#include "proto/values/error_info.h"
#include "tests/storage/projections/views_fixture.h"

namespace chancery {
namespace {

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
  Append(kCall, std::vector<v1::Event>(1000, said));
  Append(kCall, std::vector<v1::Event>(999, said));  // One less than a batch.
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

  EXPECT_EQ(first_batch, Sequence{2001});
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
