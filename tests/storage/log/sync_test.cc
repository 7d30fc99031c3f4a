// What the log does while the disk is slow, and when it fails.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "proto/values/error_info.h"
#include "tests/storage/log/log_fixture.h"
#include "tests/storage/log/watched_file_system.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Fault = WatchedFileSystem::Fault;

class SyncTest : public LogTest {
 protected:
  SyncTest() {
    set_env(env_.get());
    Open();
  }
  ~SyncTest() override {
    disk_->Release();
    Close();  // Before the file system goes.
  }

  WatchedFileSystem& disk() { return *disk_; }

  static Proposal OneEvent(absl::string_view id, ExpectedRevision expected,
                           absl::string_view words) {
    return Propose(id, kCall, expected, {Statement(kIssue, words)});
  }

  // Holds the disk with one commit ("held") that is being synced.
  void HoldWithOneCommit() {
    disk().HoldSyncs();
    log().AppendAsync(OneEvent("held", ExpectedRevision::Any(), "held"),
                      [](absl::StatusOr<Commit>) {});
    disk().WaitForHeldSync();
  }

  // Hands all proposals to the log while the disk is held, so that they make
  // one group, then lets the disk go on. The answers in the same order.
  std::vector<absl::StatusOr<Commit>> AppendTogether(
      std::vector<Proposal> proposals) {
    HoldWithOneCommit();
    std::vector<absl::StatusOr<Commit>> answers(proposals.size());
    absl::BlockingCounter left(static_cast<int>(proposals.size()));
    for (std::size_t i = 0; i < proposals.size(); ++i) {
      log().AppendAsync(std::move(proposals[i]),
                        [&answers, &left, i](absl::StatusOr<Commit> answer) {
                          answers[i] = std::move(answer);
                          left.DecrementCount();
                        });
    }
    disk().Release();
    left.Wait();
    return answers;
  }

 private:
  std::shared_ptr<WatchedFileSystem> disk_ =
      std::make_shared<WatchedFileSystem>();
  std::unique_ptr<rocksdb::Env> env_ = rocksdb::NewCompositeEnv(disk_);
};

TEST_F(SyncTest, EveryAnsweredAppendHasBeenSynced) {
  for (int i = 0; i < 5; ++i) {
    const int before = disk().wal_syncs();
    AppendOk(kCall, {"words"});
    EXPECT_EQ(disk().wal_syncs(), before + 1);
  }
}

TEST_F(SyncTest, ProposalsThatWaitTogetherShareOneSync) {
  std::vector<Proposal> proposals;
  for (int i = 0; i < 100; ++i) {
    proposals.push_back(
        OneEvent(absl::StrCat("p", i), ExpectedRevision::Any(), "words"));
  }
  const int before = disk().wal_syncs();

  const auto answers = AppendTogether(std::move(proposals));

  EXPECT_EQ(disk().wal_syncs(), before + 2);  // The held one, and theirs.
  for (std::size_t i = 0; i < answers.size(); ++i) {
    ASSERT_TRUE(answers[i].ok()) << answers[i].status();
    EXPECT_EQ(answers[i]->first, Sequence{1 + i});
    EXPECT_THAT(answers[i]->revisions, ElementsAre(Revision{1 + i}));
  }
}

TEST_F(SyncTest, NothingIsSeenBeforeItIsSynced) {
  bool woken = false;
  log().WakeBeyond(std::nullopt, [&woken] { woken = true; });

  HoldWithOneCommit();

  EXPECT_EQ(log().Head(), std::nullopt);
  EXPECT_THAT(WordsIn(log()), IsEmpty());
  EXPECT_EQ(*log().StreamEnd(kCall), std::nullopt);
  EXPECT_EQ(*log().IssueEnd(kIssue), std::nullopt);
  EXPECT_EQ(*log().FindCommit("held"), std::nullopt);
  EXPECT_FALSE(woken);
  disk().Release();
  Close();
  EXPECT_TRUE(woken);
}

TEST_F(SyncTest, ProposalsInOneGroupAreDecidedInOrderOnEachOther) {
  const auto a = [] {
    return OneEvent("a", ExpectedRevision::NoStream(), "a");
  };
  std::vector<Proposal> proposals;
  const auto add = [&proposals](Proposal proposal) {
    for (auto& condition : proposal.conditions) condition.stream = kVisit;
    for (auto& event : proposal.events) event.stream = kVisit;
    proposals.push_back(std::move(proposal));
  };
  add(a());
  add(OneEvent("b", ExpectedRevision::Exactly({0}), "b"));
  add(OneEvent("late", ExpectedRevision::Exactly({0}), "late"));
  add(a());
  add(OneEvent("a", ExpectedRevision::NoStream(), "other"));
  Proposal on_issue = OneEvent("issue", ExpectedRevision::Any(), "issue");
  on_issue.issue_conditions.push_back({kIssue, Sequence{1}});
  add(std::move(on_issue));
  add(OneEvent("c", ExpectedRevision::Exactly({1}), "c"));
  const int before = disk().wal_syncs();

  const auto answers = AppendTogether(std::move(proposals));

  EXPECT_EQ(disk().wal_syncs(), before + 2);
  EXPECT_TRUE(answers[0].ok());
  EXPECT_TRUE(answers[1].ok());
  EXPECT_EQ(ReasonOf(answers[2].status()), v1::ERROR_REASON_CONFLICT);
  ASSERT_TRUE(answers[3].ok());
  EXPECT_TRUE(answers[3]->repeated);
  EXPECT_EQ(answers[3]->first, answers[0]->first);
  EXPECT_EQ(ReasonOf(answers[4].status()), v1::ERROR_REASON_COMMIT_ID_REUSED);
  EXPECT_EQ(ReasonOf(answers[5].status()), v1::ERROR_REASON_CONFLICT);
  ASSERT_TRUE(answers[6].ok());
  EXPECT_THAT(answers[6]->revisions, ElementsAre(Revision{2}));
  EXPECT_THAT(WordsIn(log()), ElementsAre("held", "a", "b", "c"));
}

TEST_F(SyncTest, WhatWaitsIsAnsweredWhenTheLogIsClosed) {
  HoldWithOneCommit();
  int accepted = 0;
  for (int i = 0; i < 10; ++i) {
    log().AppendAsync(
        OneEvent(absl::StrCat("p", i), ExpectedRevision::Any(), "words"),
        [&accepted](absl::StatusOr<Commit> answer) {
          if (answer.ok()) ++accepted;
        });
  }
  disk().Release();

  Open();

  EXPECT_EQ(accepted, 10);
  EXPECT_EQ(WordsIn(log()).size(), 11u);
}

TEST_F(SyncTest, TooManyThatWaitAreRefusedAtOnce) {
  HoldWithOneCommit();
  absl::BlockingCounter left(kWaitingProposalsMax);
  for (std::size_t i = 0; i < kWaitingProposalsMax; ++i) {
    log().AppendAsync(
        OneEvent(absl::StrCat("p", i), ExpectedRevision::Any(), "words"),
        [&left](absl::StatusOr<Commit> answer) {
          EXPECT_TRUE(answer.ok()) << answer.status();
          left.DecrementCount();
        });
  }

  const auto one_more =
      log().Append(OneEvent("more", ExpectedRevision::Any(), "more"));

  EXPECT_EQ(one_more.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(one_more.status()), v1::ERROR_REASON_OVERLOADED);
  EXPECT_TRUE(
      one_more.status().GetPayload("type.googleapis.com/google.rpc.RetryInfo"));
  disk().Release();
  left.Wait();
}

// After each fault: nothing is acknowledged or shown, nothing more is taken,
// and what had been acknowledged is there when the log is opened again.
class FaultTest : public SyncTest,
                  public ::testing::WithParamInterface<Fault> {};

TEST_P(FaultTest, AFailedWriteIsNeverAcknowledgedAndStopsTheLog) {
  AppendOk(kCall, {"safe"});
  disk().Fail(GetParam());

  const auto lost =
      log().Append(OneEvent("lost", ExpectedRevision::Any(), "lost"));

  EXPECT_EQ(lost.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(lost.status()), v1::ERROR_REASON_STORAGE_FAILED);
  EXPECT_EQ(log().Health(), lost.status());
  EXPECT_THAT(WordsIn(log()), ElementsAre("safe"));
  EXPECT_EQ(log().Head(), Sequence{0});

  disk().Fail(Fault::kNone);
  const auto later =
      log().Append(OneEvent("later", ExpectedRevision::Any(), "later"));
  EXPECT_EQ(ReasonOf(later.status()), v1::ERROR_REASON_STORAGE_FAILED);

  // Sending it again, under the same id, is safe after reopening.
  Open();
  EXPECT_TRUE(log().Health().ok());
  EXPECT_TRUE(
      log().Append(OneEvent("lost", ExpectedRevision::Any(), "lost")).ok());
  EXPECT_THAT(WordsIn(log()), ElementsAre("safe", "lost"));
}

TEST_P(FaultTest, AllThatShareAFailedWriteAreToldSo) {
  HoldWithOneCommit();
  int failed = 0;
  for (const char* id : {"a", "b", "a"}) {
    log().AppendAsync(OneEvent(id, ExpectedRevision::Any(), id),
                      [&failed](absl::StatusOr<Commit> answer) {
                        failed += ReasonOf(answer.status()) ==
                                  v1::ERROR_REASON_STORAGE_FAILED;
                      });
  }
  disk().Fail(GetParam());
  disk().Release();
  Close();
  EXPECT_EQ(failed, 3);
}

INSTANTIATE_TEST_SUITE_P(Faults, FaultTest,
                         ::testing::Values(Fault::kSync, Fault::kWrite));

}  // namespace
}  // namespace chancery
