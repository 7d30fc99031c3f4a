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

}  // namespace
}  // namespace chancery
