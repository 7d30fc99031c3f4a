#include <algorithm>
#include <thread>

#include "chancery/v1/errors.pb.h"
#include "proto/values/error_info.h"
#include "tests/storage/log/log_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class AppendTest : public LogTest {};

TEST_F(AppendTest, AnEmptyLogHasNoHead) {
  EXPECT_EQ(log().Head(), std::nullopt);
  EXPECT_EQ(*log().StreamEnd(kCall), std::nullopt);
  EXPECT_EQ(*log().IssueEnd(kIssue), std::nullopt);
  EXPECT_THAT(WordsIn(log()), IsEmpty());
}

TEST_F(AppendTest, AppendedEventsHaveDenseSequencesAndRevisions) {
  AppendOk(kCall, {"ships", "ports"});
  const Commit visit = AppendOk(kVisit, {"visas"});
  const Commit call = AppendOk(kCall, {"fees", "dates"});

  EXPECT_EQ(visit.first, Sequence{2});
  EXPECT_THAT(visit.revisions, ElementsAre(Revision{0}));
  EXPECT_EQ(call.first, Sequence{3});
  EXPECT_EQ(call.last, Sequence{4});
  EXPECT_THAT(call.revisions, ElementsAre(Revision{2}, Revision{3}));
  EXPECT_EQ(log().Head(), Sequence{4});
  EXPECT_EQ(*log().StreamEnd(kCall), Revision{3});
  EXPECT_EQ(*log().IssueEnd(kIssue), Sequence{4});
  EXPECT_THAT(WordsIn(log()),
              ElementsAre("ships", "ports", "visas", "fees", "dates"));
}

TEST_F(AppendTest, OneCommitMayWriteSeveralStreams) {
  Proposal proposal = Propose("both", kCall, ExpectedRevision::NoStream(),
                              {Statement(kIssue, "ships")});
  proposal.conditions.push_back({kVisit, ExpectedRevision::NoStream()});
  proposal.events.push_back({kVisit, Statement(kOtherIssue, "gas")});
  proposal.events.push_back({kCall, Statement(kIssue, "ports")});

  const auto commit = log().Append(std::move(proposal));

  ASSERT_TRUE(commit.ok()) << commit.status();
  EXPECT_THAT(commit->revisions,
              ElementsAre(Revision{0}, Revision{0}, Revision{1}));
  EXPECT_EQ(*log().StreamEnd(kCall), Revision{1});
  EXPECT_EQ(*log().StreamEnd(kVisit), Revision{0});
  EXPECT_EQ(*log().IssueEnd(kOtherIssue), Sequence{1});
}

TEST_F(AppendTest, StaleExpectedRevisionIsAbortedAndChangesNothing) {
  AppendOk(kCall, {"ships", "ports"});

  const auto late =
      log().Append(Propose("late", kCall, ExpectedRevision::Exactly({0}),
                           {Statement(kIssue, "visas")}));

  EXPECT_EQ(late.status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(late.status()), v1::ERROR_REASON_CONFLICT);
  EXPECT_THAT(WordsIn(log()), ElementsAre("ships", "ports"));
}

TEST_F(AppendTest, ARepeatedCommitIdIsAnsweredTheSameForEver) {
  const auto proposal = [] {
    return Propose("once", kCall, ExpectedRevision::NoStream(),
                   {Statement(kIssue, "ships"), Statement(kIssue, "ports")});
  };
  const auto first = log().Append(proposal());
  AppendOk(kCall, {"visas"});

  const auto again = log().Append(proposal());
  Open();
  const auto after_restart = log().Append(proposal());

  for (const auto& answer : {again, after_restart}) {
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_TRUE(answer->repeated);
    EXPECT_EQ(answer->first, first->first);
    EXPECT_EQ(answer->last, first->last);
    EXPECT_EQ(answer->record_time, first->record_time);
    EXPECT_EQ(answer->revisions, first->revisions);
  }
  EXPECT_FALSE(first->repeated);
  EXPECT_THAT(WordsIn(log()), ElementsAre("ships", "ports", "visas"));
}

TEST_F(AppendTest, ACommitIdUsedForOtherContentIsRefused) {
  ASSERT_TRUE(log()
                  .Append(Propose("once", kCall, ExpectedRevision::NoStream(),
                                  {Statement(kIssue, "ships")}))
                  .ok());

  const auto other =
      log().Append(Propose("once", kCall, ExpectedRevision::NoStream(),
                           {Statement(kIssue, "visas")}));

  EXPECT_EQ(other.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReasonOf(other.status()), v1::ERROR_REASON_COMMIT_ID_REUSED);
  EXPECT_THAT(WordsIn(log()), ElementsAre("ships"));
}

TEST_F(AppendTest, RecordTimeNeverDecreasesWhenTheClockStepsBack) {
  const absl::Time noon = absl::FromUnixSeconds(1'700'000'000);
  clock().Set(noon);
  EXPECT_EQ(AppendOk(kCall, {"a"}).record_time, noon);
  clock().Set(noon - absl::Hours(1));
  EXPECT_EQ(AppendOk(kCall, {"b"}).record_time, noon);
  Open();
  EXPECT_EQ(AppendOk(kCall, {"c"}).record_time, noon);
  clock().Set(noon + absl::Seconds(1));
  EXPECT_EQ(AppendOk(kCall, {"d"}).record_time, noon + absl::Seconds(1));
}

TEST_F(AppendTest, EverythingIsThereAfterReopening) {
  AppendOk(kCall, {"ships"});
  Open();
  AppendOk(kCall, {"ports"});
  Open();

  EXPECT_EQ(log().Head(), Sequence{1});
  EXPECT_EQ(*log().StreamEnd(kCall), Revision{1});
  EXPECT_THAT(WordsIn(log()), ElementsAre("ships", "ports"));
}

TEST_F(AppendTest, DocumentsAreFoundByTheirDigest) {
  Proposal proposal = Propose("with-text", kCall, ExpectedRevision::NoStream(),
                              {Received("https://example.org/1")});
  proposal.documents.push_back("abc");
  ASSERT_TRUE(log().Append(std::move(proposal)).ok());

  // The digest of "abc" is an example of FIPS 180.
  const auto text = log().Document(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const auto none = log().Document(std::string(64, '0'));

  EXPECT_EQ(*text, "abc");
  EXPECT_EQ(none.status().code(), absl::StatusCode::kNotFound);
}

TEST_F(AppendTest, WritersThatExpectRevisionsLoseNoUpdate) {
  constexpr int kThreads = 8;
  constexpr int kEach = 50;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([this, thread] {
      for (int i = 0; i < kEach;) {
        const auto end = log().StreamEnd(kCall);
        ASSERT_TRUE(end.ok());
        const auto commit = log().Append(
            Propose(absl::StrCat(thread, "-", i, "-",
                                 end->has_value() ? (*end)->value + 1 : 0),
                    kCall,
                    end->has_value() ? ExpectedRevision::Exactly(**end)
                                     : ExpectedRevision::NoStream(),
                    {Statement(kIssue, absl::StrCat(thread, "/", i))}));
        if (commit.ok()) ++i;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  std::vector<std::string> words = WordsIn(log());
  EXPECT_EQ(words.size(), kThreads * kEach);
  EXPECT_EQ(*log().StreamEnd(kCall), Revision{kThreads * kEach - 1});
  std::sort(words.begin(), words.end());
  EXPECT_EQ(std::unique(words.begin(), words.end()), words.end());
}

}  // namespace
}  // namespace chancery
