#include "storage/log/decide.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "proto/values/error_info.h"
#include "tests/storage/log/log_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;

constexpr absl::Time kNow = absl::FromUnixSeconds(1000);

void NoEntropy(char* bytes, std::size_t count) {
  std::fill(bytes, bytes + count, '\0');
}

PreparedProposal Prepared(Proposal proposal) {
  auto prepared = Prepare(std::move(proposal), NoEntropy);
  EXPECT_TRUE(prepared.ok()) << prepared.status();
  return prepared.value_or(PreparedProposal());
}

// A proposal of one event for kCall.
PreparedProposal PreparedFor(ExpectedRevision expected) {
  return Prepared(Propose("id", kCall, expected, {Statement(kIssue, "ships")}));
}

Facts FactsWith(std::vector<std::optional<Revision>> stream_ends) {
  Facts facts;
  facts.next = Sequence{100};
  facts.stream_ends = std::move(stream_ends);
  return facts;
}

// What `status` says of every failed condition.
v1::AppendConflict ConflictIn(const absl::Status& status) {
  v1::AppendConflict conflict;
  const auto payload =
      status.GetPayload("type.googleapis.com/chancery.v1.AppendConflict");
  EXPECT_TRUE(payload.has_value()) << status;
  if (payload.has_value()) conflict.ParseFromString(std::string(*payload));
  return conflict;
}

v1::AppendConflict ConflictText(const std::string& text) {
  v1::AppendConflict conflict;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &conflict));
  return conflict;
}

MATCHER_P(Is, expected, expected.DebugString()) {
  return google::protobuf::util::MessageDifferencer::Equals(arg, expected);
}

TEST(DecideTest, EachExpectationHoldsWhereItShould) {
  const std::optional<Revision> none;
  const std::optional<Revision> three = Revision{3};
  const struct {
    ExpectedRevision expected;
    std::optional<Revision> end;
    std::string failure;  // Empty: the condition holds.
  } cases[] = {
      {ExpectedRevision::NoStream(), none, ""},
      {ExpectedRevision::NoStream(), three, "no stream, is revision 3"},
      {ExpectedRevision::Exactly({3}), three, ""},
      {ExpectedRevision::Exactly({2}), three, "revision 2, is revision 3"},
      {ExpectedRevision::Exactly({4}), three, "revision 4, is revision 3"},
      {ExpectedRevision::Exactly({0}), none, "revision 0, is no stream"},
      {ExpectedRevision::Exists(), three, ""},
      {ExpectedRevision::Exists(), none, "exists, is no stream"},
      {ExpectedRevision::Any(), three, ""},
      {ExpectedRevision::Any(), none, ""},
  };
  for (const auto& c : cases) {
    const auto commit =
        Decide(FactsWith({c.end}), PreparedFor(c.expected), kNow);
    if (c.failure.empty()) {
      EXPECT_TRUE(commit.ok()) << commit.status();
    } else {
      EXPECT_EQ(commit.status().code(), absl::StatusCode::kAborted);
      EXPECT_EQ(ReasonOf(commit.status()), v1::ERROR_REASON_CONFLICT);
      EXPECT_THAT(std::string(commit.status().message()),
                  ::testing::HasSubstr(absl::StrCat("expected ", c.failure)));
    }
  }
}

TEST(DecideTest, AnAcceptedCommitGoesToTheEndOfLogAndStreams) {
  Proposal proposal =
      Propose("id", kCall, ExpectedRevision::Any(),
              {Statement(kIssue, "ships"), Statement(kIssue, "ports")});
  proposal.conditions.push_back({kVisit, ExpectedRevision::Any()});
  proposal.events.push_back({kVisit, Statement(kIssue, "visas")});
  proposal.events.push_back({kCall, Statement(kIssue, "fees")});

  const auto commit = Decide(FactsWith({Revision{6}, std::nullopt}),
                             Prepared(std::move(proposal)), kNow);

  ASSERT_TRUE(commit.ok()) << commit.status();
  EXPECT_EQ(commit->first, Sequence{100});
  EXPECT_EQ(commit->last, Sequence{103});
  EXPECT_THAT(commit->revisions,
              ElementsAre(Revision{7}, Revision{8}, Revision{0}, Revision{9}));
  EXPECT_FALSE(commit->repeated);
}

TEST(DecideTest, AConditionOnAStreamThatIsNotWrittenCounts) {
  Proposal proposal = Propose("id", kCall, ExpectedRevision::Any(),
                              {Statement(kIssue, "ships")});
  proposal.conditions.push_back({kVisit, ExpectedRevision::Exactly({2})});
  const PreparedProposal prepared = Prepared(std::move(proposal));

  const auto holds =
      Decide(FactsWith({std::nullopt, Revision{2}}), prepared, kNow);
  const auto fails =
      Decide(FactsWith({std::nullopt, Revision{3}}), prepared, kNow);

  EXPECT_TRUE(holds.ok()) << holds.status();
  EXPECT_EQ(fails.status().code(), absl::StatusCode::kAborted);
}

TEST(DecideTest, AnIssueConditionHoldsUntilALaterEvent) {
  Proposal proposal = Propose("id", kCall, ExpectedRevision::Any(),
                              {Statement(kIssue, "ships")});
  proposal.issue_conditions.push_back({kIssue, Sequence{17}});
  const PreparedProposal prepared = Prepared(std::move(proposal));
  const struct {
    std::optional<Sequence> end;
    bool holds;
  } cases[] = {{std::nullopt, true},
               {Sequence{16}, true},
               {Sequence{17}, true},
               {Sequence{18}, false}};
  for (const auto& c : cases) {
    Facts facts = FactsWith({std::nullopt});
    facts.issue_ends = {c.end};
    EXPECT_EQ(Decide(facts, prepared, kNow).ok(), c.holds);
  }
}

TEST(DecideTest, AConditionOfNoEventHoldsUntilTheFirstOne) {
  Proposal proposal = Propose("id", kCall, ExpectedRevision::Any(),
                              {Statement(kIssue, "ships")});
  proposal.issue_conditions.push_back({kIssue, std::nullopt});
  const PreparedProposal prepared = Prepared(std::move(proposal));
  Facts facts = FactsWith({std::nullopt});
  facts.issue_ends = {std::nullopt};
  EXPECT_TRUE(Decide(facts, prepared, kNow).ok());
  facts.issue_ends = {Sequence{0}};
  const auto fails = Decide(facts, prepared, kNow);
  EXPECT_EQ(ConflictIn(fails.status()).failed(0).expected(), "no event");
}

TEST(DecideTest, AConflictListsEveryFailedConditionInOrder) {
  Proposal proposal = Propose("id", kCall, ExpectedRevision::NoStream(),
                              {Statement(kIssue, "ships")});
  proposal.conditions.push_back({kVisit, ExpectedRevision::Exists()});
  proposal.conditions.push_back({"readouts/ok", ExpectedRevision::Any()});
  proposal.issue_conditions.push_back({kIssue, Sequence{17}});
  proposal.issue_conditions.push_back({kOtherIssue, Sequence{17}});
  Facts facts = FactsWith({Revision{6}, std::nullopt, std::nullopt});
  facts.issue_ends = {Sequence{17}, Sequence{19}};

  const auto commit = Decide(facts, Prepared(std::move(proposal)), kNow);

  EXPECT_THAT(ConflictIn(commit.status()), Is(ConflictText(R"pb(
                failed {
                  subject: "readouts/call-1"
                  expected: "no stream"
                  actual: "revision 6"
                  actual_index: 6
                }
                failed {
                  subject: "readouts/visit-2"
                  expected: "exists"
                  actual: "no stream"
                }
                failed {
                  subject: "issues/jpn-nor.energy.gas"
                  expected: "unchanged since 17"
                  actual: "changed at 19"
                  actual_index: 19
                })pb")));
}

TEST(DecideTest, ARepeatedIdIsAnsweredBeforeConditionsAreLookedAt) {
  const PreparedProposal prepared = PreparedFor(ExpectedRevision::NoStream());
  Facts facts;  // Without ends: by now they would fail.
  facts.accepted = AcceptedCommit{
      Commit{Sequence{4}, Sequence{4}, kNow, {Revision{0}}, false},
      prepared.content_digest};

  const auto commit = Decide(facts, prepared, kNow + absl::Hours(1));

  ASSERT_TRUE(commit.ok()) << commit.status();
  EXPECT_TRUE(commit->repeated);
  EXPECT_EQ(commit->first, Sequence{4});
  EXPECT_EQ(commit->record_time, kNow);
  EXPECT_THAT(commit->revisions, ElementsAre(Revision{0}));
}

TEST(DecideTest, TheContentOfAProposalIsAllButSaltTimeAndPrincipal) {
  const auto proposal = [] {
    Proposal p = Propose("id", kCall, ExpectedRevision::Exactly({4}),
                         {Statement(kIssue, "ships")});
    p.issue_conditions.push_back({kIssue, Sequence{9}});
    p.documents.push_back("text");
    return p;
  };
  const std::string digest = Prepared(proposal()).content_digest;
  const auto other_salt = Prepare(proposal(), [](char* bytes, std::size_t n) {
    std::fill(bytes, bytes + n, 'x');
  });
  EXPECT_EQ(other_salt->content_digest, digest);

  std::vector<Proposal> others(6, proposal());
  others[0].events[0].event = Statement(kIssue, "ports");
  others[1].events[0].stream = kVisit;
  others[1].conditions[0].stream = kVisit;
  others[2].conditions[0].expected = ExpectedRevision::Exactly({5});
  others[3].conditions[0].expected = ExpectedRevision::Any();
  others[4].issue_conditions[0].unchanged_since = Sequence{8};
  others[5].documents[0] = "another text";
  for (Proposal& other : others) {
    EXPECT_NE(Prepared(std::move(other)).content_digest, digest);
  }
}

TEST(DecideTest, OtherContentUnderAnAcceptedIdIsRefused) {
  Facts facts;
  facts.accepted = AcceptedCommit{Commit(), "another digest"};

  const auto commit = Decide(facts, PreparedFor(ExpectedRevision::Any()), kNow);

  EXPECT_EQ(commit.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReasonOf(commit.status()), v1::ERROR_REASON_COMMIT_ID_REUSED);
}

TEST(DecideTest, RecordTimeIsTheLaterOfNowAndTheLastOne) {
  Facts facts = FactsWith({std::nullopt});
  const PreparedProposal prepared = PreparedFor(ExpectedRevision::Any());
  facts.last_record_time = kNow;

  EXPECT_EQ(Decide(facts, prepared, kNow - absl::Hours(1))->record_time, kNow);
  EXPECT_EQ(
      Decide(facts, prepared, kNow + absl::Nanoseconds(1'999))->record_time,
      kNow + absl::Microseconds(1));
}

TEST(DecideTest, TheSameFactsGiveTheSameDecision) {
  const PreparedProposal prepared = PreparedFor(ExpectedRevision::Any());
  const Facts facts = FactsWith({Revision{3}});

  const auto one = Decide(facts, prepared, kNow);
  const auto two = Decide(facts, prepared, kNow);

  EXPECT_EQ(one->first, two->first);
  EXPECT_EQ(one->revisions, two->revisions);
  EXPECT_EQ(one->record_time, two->record_time);
}

}  // namespace
}  // namespace chancery
