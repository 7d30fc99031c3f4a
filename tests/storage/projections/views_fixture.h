#ifndef CHANCERY_TESTS_STORAGE_PROJECTIONS_VIEWS_FIXTURE_H_
#define CHANCERY_TESTS_STORAGE_PROJECTIONS_VIEWS_FIXTURE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/projections/views.h"
#include "tests/storage/projections/view_fixture.h"

namespace chancery {

// Views over a real log, both in a directory of their own.
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

}  // namespace chancery

#endif  // CHANCERY_TESTS_STORAGE_PROJECTIONS_VIEWS_FIXTURE_H_
