// The checker behind the crash test: it finds nothing in a sound log, and each
// kind of loss that is planted.

#include "tests/harness/log_checker.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/log/index_codec.h"
#include "tests/harness/scripted_commit.h"
#include "tests/harness/scripted_ingest.h"
#include "tests/storage/log/log_fixture.h"
#include "tests/storage/log/raw_database.h"

namespace chancery {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class LogCheckerTest : public LogTest {
 protected:
  static constexpr int kCommits = 20;

  LogCheckerTest() {
    for (int i = 0; i < kCommits; ++i) {
      const std::string id = absl::StrCat("commit-", i);
      const auto commit = log().Append(ScriptedProposal(id));
      EXPECT_TRUE(commit.ok()) << commit.status();
      acknowledged_[id] = {commit->first, commit->last};
    }
  }

  std::vector<std::string> Found() { return Violations(log(), acknowledged_); }
  Acknowledgements& acknowledged() { return acknowledged_; }
  Acknowledgement of(const std::string& id) { return acknowledged_.at(id); }

 private:
  Acknowledgements acknowledged_;
};

TEST_F(LogCheckerTest, NothingIsFoundInASoundLog) {
  EXPECT_THAT(Found(), IsEmpty());
  Open();
  EXPECT_THAT(Found(), IsEmpty());
}

TEST_F(LogCheckerTest, ALostCommitIsFound) {
  acknowledged()["never-appended"] = {Sequence{1000}, Sequence{1001}};
  EXPECT_THAT(Found(), Contains(AllOf(StartsWith("Durable: "),
                                      HasSubstr("never-appended"),
                                      HasSubstr("is lost"))));
}

TEST_F(LogCheckerTest, ACommitThatStandsElsewhereIsFound) {
  ++acknowledged()["commit-3"].first.value;
  EXPECT_THAT(Found(), Contains(AllOf(StartsWith("Durable: commit commit-3 "),
                                      HasSubstr("was acknowledged at"))));
}

TEST_F(LogCheckerTest, OtherContentUnderTheSameIdIsFound) {
  Proposal other = ScriptedProposal("another");
  other.commit_id = "forged";
  ASSERT_TRUE(log().Append(std::move(other)).ok());
  EXPECT_THAT(Found(), Contains(HasSubstr("commit forged")));
}

TEST_F(LogCheckerTest, HalfACommitIsFound) {
  Proposal half = ScriptedProposal("halved");
  half.events.erase(half.events.begin() + 1, half.events.end());
  half.conditions.erase(half.conditions.begin() + 1, half.conditions.end());
  ASSERT_GT(ScriptedProposal("halved").events.size(), 1u);
  ASSERT_TRUE(log().Append(std::move(half)).ok());
  EXPECT_THAT(Found(), Contains(StartsWith("Atomic: commit halved has 1 ")));
}

TEST_F(LogCheckerTest, AHoleIsFound) {
  Close();
  RawDelete(path(), "events", EncodeIndex(of("commit-7").first.value));
  Open();
  EXPECT_THAT(Found(), Contains(StartsWith("Dense: ")));
}

TEST_F(LogCheckerTest, ADamagedEventIsFound) {
  Close();
  RawPut(path(), "events", EncodeIndex(of("commit-7").first.value), "damage");
  Open();
  EXPECT_THAT(Found(),
              Contains(AllOf(StartsWith("Durable: "), HasSubstr("DATA_LOSS"))));
}

TEST_F(LogCheckerTest, AnEventThatAnIndexForgotIsFound) {
  std::string issue;
  uint64_t sequence = 0;
  ASSERT_TRUE(log()
                  .Read({},
                        [&](const StoredEvent& event) {
                          if (event.header.issues.empty()) return true;
                          issue = event.header.issues[0];
                          sequence = event.header.sequence.value;
                          return false;
                        })
                  .ok());
  Close();
  RawDelete(path(), "issues", IndexKey(issue, sequence));
  Open();
  EXPECT_THAT(Found(), Contains(StartsWith("Indexed: " + issue)));
}

TEST_F(LogCheckerTest, ACommitThatTheIndexForgotIsFound) {
  Close();
  RawDelete(path(), "commits", "commit-5");
  Open();
  EXPECT_THAT(Found(), Contains(StartsWith("Indexed: commit commit-5 ")));
}

class IngestCheckerTest : public LogTest {
 protected:
  static constexpr int kIngests = 30;

  IngestCheckerTest() : twin_(path() + "/twin") {
    for (int i = 0; i < kIngests; ++i) {
      const std::string id = IngestScript::Id("group", absl::StrCat(i));
      const auto response = IngestReadout(log(), twin_.script().CommandFor(id));
      EXPECT_TRUE(response.ok()) << response.status();
      acknowledged_[id] = {Sequence{response->first_sequence()},
                           Sequence{response->last_sequence()}};
    }
  }

  std::vector<std::string> Found() {
    return Violations(log(), acknowledged_, &twin_);
  }

  // The proposal of the log's first commit.
  Proposal FirstCommit() {
    Proposal proposal;
    EXPECT_TRUE(log()
                    .Read({},
                          [&](const StoredEvent& stored) {
                            if (stored.header.revision.value == 0 &&
                                !proposal.events.empty()) {
                              return false;
                            }
                            proposal.commit_id = stored.header.commit_id;
                            proposal.events.push_back(
                                {stored.header.stream,
                                 ToRecordedEvent(stored)->event()});
                            return true;
                          })
                    .ok());
    proposal.principal = "harness";
    return proposal;
  }

  IngestTwin& twin() { return twin_; }
  Acknowledgements& acknowledged() { return acknowledged_; }

 private:
  IngestTwin twin_;
  Acknowledgements acknowledged_;
};

TEST_F(IngestCheckerTest, NothingIsFoundAfterIngestsOfNewAndChangedTexts) {
  EXPECT_THAT(Found(), IsEmpty());
  EXPECT_THAT(Found(), IsEmpty());  // The twin knows all of it by now.
}

TEST_F(IngestCheckerTest, AnIngestThatIsLostIsFound) {
  const std::string id = IngestScript::Id("group", "never-ingested");
  acknowledged()[id] = {Sequence{100000}, Sequence{100001}};
  EXPECT_THAT(Found(), Contains(AllOf(StartsWith("Durable: ingest " + id),
                                      HasSubstr("is lost"))));
  acknowledged()[id] = acknowledged().begin()->second;
  EXPECT_THAT(Found(), Contains(AllOf(StartsWith("Durable: ingest " + id),
                                      HasSubstr("is lost"))));
}

TEST_F(IngestCheckerTest, HalfAnIngestIsFound) {
  Proposal half = FirstCommit();
  ASSERT_GT(half.events.size(), 2u);
  half.events.pop_back();
  half.conditions.push_back(
      {half.events[0].stream, ExpectedRevision::NoStream()});
  const ScratchDirectory directory;
  EventLog::Options options;
  options.path = directory.path() + "/log";
  FakeClock clock;
  options.clock = &clock;
  const auto torn = EventLog::Open(options);
  ASSERT_TRUE(torn.ok());
  ASSERT_TRUE((*torn)->Append(half).ok());
  EXPECT_THAT(Violations(**torn, {}, &twin()),
              Contains(AllOf(StartsWith("Atomic: commit " + half.commit_id),
                             HasSubstr(" events of "))));
}

TEST_F(IngestCheckerTest, AnIngestWithoutItsDocumentIsFound) {
  Proposal without = FirstCommit();
  without.conditions.push_back(
      {without.events[0].stream, ExpectedRevision::NoStream()});
  const ScratchDirectory directory;
  EventLog::Options options;
  options.path = directory.path() + "/log";
  FakeClock clock;
  options.clock = &clock;
  const auto torn = EventLog::Open(options);
  ASSERT_TRUE(torn.ok());
  ASSERT_TRUE((*torn)->Append(without).ok());
  EXPECT_THAT(Violations(**torn, {}, &twin()),
              Contains(StartsWith("Durable: a document of commit " +
                                  without.commit_id)));
}

}  // namespace
}  // namespace chancery
