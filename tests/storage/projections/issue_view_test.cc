// What the issue view shows after which events.
#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"
#include "tests/storage/projections/view_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class IssueViewTest : public ViewTest {};

TEST_F(IssueViewTest, AnIssueWithoutEventsIsNotFound) {
  const auto issue = GetIssue(ReadIssues().rows(), kIraq);

  EXPECT_EQ(issue.status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReasonOf(issue.status()), v1::ERROR_REASON_ISSUE_NOT_FOUND);
}

TEST_F(IssueViewTest, AnIssueSaysItsPartiesAndItsTopicInWords) {
  Append(kCall, Agreement("2004-03-11", Agreed(kIslands, "to talk on")));

  const v1::Issue issue = Issue(kIslands);

  EXPECT_EQ(issue.name(), kIslands);
  EXPECT_THAT(issue.parties(), ElementsAre("JPN", "RUS"));
  EXPECT_EQ(issue.topic(), "territory.northern_territories");
  EXPECT_EQ(issue.topic_title(), "Northern territories");
  v1::Record titled = Agreed(kIslands, "to talk on again");
  titled.set_topic_title("Peace treaty");
  Append(kCall, Agreement("2004-03-11", titled));
  EXPECT_EQ(Issue(kIslands).topic_title(), "Peace treaty");
}

TEST_F(IssueViewTest, ThreePartiesMayShareAnIssue) {
  constexpr char kThree[] = "issues/jpn-kor-usa.dprk.nuclear";
  Append(kCall, Statement("2004-03-11", Said(kThree, "KOR", v1::ACT_SUPPORT,
                                             "supports the talks")));

  EXPECT_THAT(Issue(kThree).parties(), ElementsAre("JPN", "KOR", "USA"));
  EXPECT_THAT(Issues({.parties = {"USA", "KOR"}}), ElementsAre(kThree));
  EXPECT_THAT(Issues({.parties = {"USA", "RUS"}}), IsEmpty());
}

TEST_F(IssueViewTest, APartyHoldsItsNewestStatementOfEachStanceClass) {
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "JPN", v1::ACT_SUPPORT, "supports")));
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "JPN", v1::ACT_WELCOME, "welcomes")));
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "JPN", v1::ACT_REQUEST, "requests")));
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "RUS", v1::ACT_REGRET, "regrets")));

  EXPECT_THAT(Positions(kIraq),
              ElementsAre("JPN: requests", "JPN: welcomes", "RUS: regrets"));
}

TEST_F(IssueViewTest, AnOlderReadoutIngestedLaterReplacesNoNewerPosition) {
  Append(kVisit, Statement("2004-06-01",
                           Said(kIraq, "JPN", v1::ACT_SUPPORT, "in June")));
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "JPN", v1::ACT_SUPPORT, "in March")));

  EXPECT_THAT(Positions(kIraq), ElementsAre("JPN: in June"));
}

TEST_F(IssueViewTest, AVagueOrMissingDateReplacesNoPreciseOneInsideIt) {
  Append(kVisit, Statement("2004-06-01",
                           Said(kIraq, "JPN", v1::ACT_SUPPORT, "in June")));
  Append(kCall, Statement("2004", Said(kIraq, "JPN", v1::ACT_SUPPORT,
                                       "some time in 2004")));
  Append(kCall,
         Statement("", Said(kIraq, "JPN", v1::ACT_SUPPORT, "some time")));

  EXPECT_THAT(Positions(kIraq), ElementsAre("JPN: in June"));
}

TEST_F(IssueViewTest, CourtesiesAreCountedAndAreNoPositions) {
  Append(kCall,
         Statement("2004-03-11", Said(kIraq, "JPN", v1::ACT_CONDOLE, "sorry")));
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "RUS", v1::ACT_CONGRATULATE, "well")));

  EXPECT_THAT(Positions(kIraq), IsEmpty());
  EXPECT_EQ(Issue(kIraq).statements(), 2u);
}

TEST_F(IssueViewTest, AJointStatementGivesEachActorThePosition) {
  Append(kCall, Statement("2004-03-11",
                          SaidByBoth(kIraq, v1::ACT_CONDEMN, "condemned")));

  EXPECT_THAT(Positions(kIraq),
              ElementsAre("JPN: condemned", "RUS: condemned"));
}

TEST_F(IssueViewTest, APositionSaysWhetherOnlyTheCounterpartReportsIt) {
  Append(kCall, Statement("2004-03-11",
                          SaidByBoth(kIraq, v1::ACT_CONDEMN, "condemned")));

  const v1::Issue issue = Issue(kIraq);
  ASSERT_EQ(issue.positions_size(), 2);
  EXPECT_FALSE(issue.positions(0).attributed_by_counterpart());
  EXPECT_TRUE(issue.positions(1).attributed_by_counterpart());
}

TEST_F(IssueViewTest, APositionNamesItsRecordAndItsEvent) {
  Append(kCall, Received("2004-03-11"));
  Append(kCall,
         Statement("2004-03-11", Said(kIraq, "JPN", v1::ACT_ASSERT, "said")));

  const v1::Issue issue = Issue(kIraq);
  ASSERT_EQ(issue.positions_size(), 1);
  EXPECT_EQ(issue.positions(0).stance(), v1::STANCE_CLASS_NEUTRAL);
  EXPECT_EQ(issue.positions(0).occurred(), "2004-03-11");
  EXPECT_EQ(issue.positions(0).record().name(), "readouts/call-1/records/1");
  EXPECT_EQ(issue.positions(0).record().sequence(), 1u);
}

TEST_F(IssueViewTest, ARetractionBringsThePositionBeforeBack) {
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "JPN", v1::ACT_SUPPORT, "in March")));
  const std::string june = Append(
      kVisit,
      Statement("2004-06-01", Said(kIraq, "JPN", v1::ACT_SUPPORT, "in June")));
  Append(kVisit, Retracted(june));

  EXPECT_THAT(Positions(kIraq), ElementsAre("JPN: in March"));
  EXPECT_EQ(Issue(kIraq).statements(), 1u);
}

TEST_F(IssueViewTest, ARetractionInAnotherStreamTakesNothingBack) {
  const std::string record = Append(
      kCall,
      Statement("2004-03-11", Said(kIraq, "JPN", v1::ACT_SUPPORT, "said")));
  Append(kVisit, Retracted(record));
  Append(kCall, Retracted("readouts/call-1/records/00"));
  Append(kCall, Retracted("readouts/call-1/records/7"));

  EXPECT_THAT(Positions(kIraq), ElementsAre("JPN: said"));
}

TEST_F(IssueViewTest, ContactDatesAreThoseOfWhatStands) {
  const std::string first = Append(
      kCall,
      Statement("2004-03-11", Said(kIraq, "JPN", v1::ACT_SUPPORT, "in March")));
  Append(kVisit, Touched("2004-06-01", kIraq));
  const std::string last =
      Append(kVisit, Agreement("2004-09-30", Agreed(kIraq, "in September")));

  EXPECT_EQ(Issue(kIraq).first_contact(), "2004-03-11");
  EXPECT_EQ(Issue(kIraq).last_contact(), "2004-09-30");

  Append(kCall, Retracted(first));
  Append(kVisit, Retracted(last));

  EXPECT_EQ(Issue(kIraq).first_contact(), "2004-06-01");
  EXPECT_EQ(Issue(kIraq).last_contact(), "2004-06-01");
  EXPECT_EQ(Issue(kIraq).touches(), 1u);
}

TEST_F(IssueViewTest, AnIssueStaysWhenItsLastRecordIsRetracted) {
  const std::string record = Append(
      kCall,
      Statement("2004-03-11", Said(kIraq, "JPN", v1::ACT_SUPPORT, "said")));
  Append(kCall, Retracted(record));

  const v1::Issue issue = Issue(kIraq);
  EXPECT_EQ(issue.statements(), 0u);
  EXPECT_EQ(issue.first_contact(), "");
  EXPECT_EQ(issue.last_contact(), "");
  EXPECT_THAT(issue.positions(), IsEmpty());
  EXPECT_EQ(issue.last_sequence(), 1u);
  EXPECT_THAT(Issues({}), ElementsAre(kIraq));
}

TEST_F(IssueViewTest, AnAgreedFollowUpCountsAsAnAgreementToo) {
  Append(kCall, Agreement("2004-03-11", Agreed(kIraq, "a view")));
  Append(kVisit, FollowUp("2004-06-01",
                          Planned(kIraq, "2004-07", v1::FOLLOW_UP_BASIS_AGREED,
                                  "to meet in July")));
  Append(kVisit, FollowUp("2004-06-01", Planned(kIraq, "2004-08",
                                                v1::FOLLOW_UP_BASIS_EXPECTED,
                                                "to meet in August")));

  const v1::Issue issue = Issue(kIraq);
  EXPECT_EQ(issue.agreements(), 2u);
  EXPECT_EQ(issue.follow_ups(), 2u);
  EXPECT_EQ(issue.open_follow_ups(), 2u);
  EXPECT_THAT(AgreementsInForce(kIraq),
              ElementsAre("to meet in July", "a view"));
}

TEST_F(IssueViewTest, AnAgreementThatEndedStandsAndIsNotInForce) {
  const std::string record =
      Append(kCall, Agreement("2004-03-11", Agreed(kIraq, "a view")));
  Append(kCall, Ended(record));

  EXPECT_THAT(AgreementsInForce(kIraq), IsEmpty());
  EXPECT_EQ(Issue(kIraq).agreements(), 1u);
}

TEST_F(IssueViewTest, AnAgreedFollowUpIsInForceUntilItIsResolved) {
  const std::string record =
      Append(kCall, FollowUp("2004-03-11", Planned(kIraq, "2004-07",
                                                   v1::FOLLOW_UP_BASIS_AGREED,
                                                   "to meet in July")));
  Append(kCall, Resolved(record, v1::RESOLUTION_CANCELLED));

  EXPECT_THAT(AgreementsInForce(kIraq), IsEmpty());
  EXPECT_EQ(Issue(kIraq).open_follow_ups(), 0u);
  EXPECT_EQ(Issue(kIraq).follow_ups(), 1u);
  EXPECT_EQ(Issue(kIraq).agreements(), 1u);
}

TEST_F(IssueViewTest, OpenFollowUpsComeByTheirDueDateNow) {
  Append(kCall,
         FollowUp("2004-03-11", Planned(kIraq, "", v1::FOLLOW_UP_BASIS_EXPECTED,
                                        "some day")));
  const std::string moved = Append(
      kCall, FollowUp("2004-03-11",
                      Planned(kIraq, "2004-04", v1::FOLLOW_UP_BASIS_SCHEDULED,
                              "in April, then in autumn")));
  Append(kCall, FollowUp("2004-03-11",
                         Planned(kIraq, "2004-05-20",
                                 v1::FOLLOW_UP_BASIS_SCHEDULED, "in May")));
  Append(kCall, Rescheduled(moved, "2004-23"));

  EXPECT_THAT(OpenFollowUps(kIraq),
              ElementsAre("in May", "in April, then in autumn", "some day"));
  EXPECT_EQ(Issue(kIraq).open_follow_up_actions(1).due(), "2004-23");
}

TEST_F(IssueViewTest, AWithdrawalTakesAllOfItsReadoutAndNothingElse) {
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "JPN", v1::ACT_SUPPORT, "in March")));
  Append(kVisit, Received("2004-06-01"));
  Append(kVisit, Statement("2004-06-01",
                           Said(kIraq, "JPN", v1::ACT_SUPPORT, "in June")));
  Append(kVisit, Agreement("2004-06-01", Agreed(kIslands, "to talk on")));
  Append(kVisit, Touched("2004-06-01", kIraq));
  Append(kVisit, Withdrawn());

  EXPECT_THAT(Positions(kIraq), ElementsAre("JPN: in March"));
  EXPECT_EQ(Issue(kIraq).last_contact(), "2004-03-11");
  EXPECT_EQ(Issue(kIraq).touches(), 0u);
  EXPECT_EQ(Issue(kIslands).agreements(), 0u);
  EXPECT_EQ(Issue(kIslands).last_sequence(), 5u);
}

TEST_F(IssueViewTest, ARevisionDropsTheTouchesOfTheFormerText) {
  Append(kCall, Received("2004-03-11"));
  Append(kCall, Touched("2004-03-11", kIraq));
  Append(kCall, Touched("2004-03-11", kIslands));
  Append(kCall, Revised("2004-03-11", {}));
  AppendToCommit(kCall, Touched("2004-03-11", kIraq));

  EXPECT_EQ(Issue(kIraq).touches(), 1u);
  EXPECT_EQ(Issue(kIslands).touches(), 0u);
  EXPECT_EQ(Issue(kIslands).last_sequence(), 3u);
}

TEST_F(IssueViewTest, ARevisionMovesKeptRecordsToTheContactsNewDate) {
  const std::string kept = Append(
      kCall,
      Statement("2004-03-11", Said(kIraq, "JPN", v1::ACT_SUPPORT, "in March")));
  Append(kVisit, Statement("2004-06-01",
                           Said(kIraq, "JPN", v1::ACT_SUPPORT, "in June")));
  Append(kCall, Revised("2004-07-11", {{kept, MakeSpan(0, 8)}}));

  EXPECT_THAT(Positions(kIraq), ElementsAre("JPN: in March"));
  EXPECT_EQ(Issue(kIraq).first_contact(), "2004-06-01");
  EXPECT_EQ(Issue(kIraq).last_contact(), "2004-07-11");
}

TEST_F(IssueViewTest, ANewRecordTakesThePlaceOfTheOneItReplaces) {
  const std::string former = Append(
      kCall,
      Statement("2004-03-11", Said(kIraq, "JPN", v1::ACT_SUPPORT, "supports")));
  Append(kCall, Revised("2004-03-11", {}));
  AppendToCommit(
      kCall, Statement("2004-03-11",
                       Said(kIraq, "JPN", v1::ACT_SUPPORT, "fully supports")));
  AppendToCommit(kCall, Retracted(former));

  EXPECT_THAT(Positions(kIraq), ElementsAre("JPN: fully supports"));
  EXPECT_EQ(Issue(kIraq).statements(), 1u);
}

TEST_F(IssueViewTest, IssuesAreListedByNameWithoutTheirLists) {
  Append(kCall, Agreement("2004-03-11", Agreed(kIslands, "to talk on")));
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "JPN", v1::ACT_SUPPORT, "supports")));

  const auto page =
      ListIssues(ReadIssues().rows(), {}, {.size = 10, .after = ""});

  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->items.size(), 2u);
  EXPECT_EQ(page->items[0].name(), kIraq);
  EXPECT_EQ(page->items[0].statements(), 1u);
  EXPECT_THAT(page->items[0].positions(), IsEmpty());
  EXPECT_THAT(page->items[1].agreements_in_force(), IsEmpty());
  EXPECT_EQ(page->next, "");
}

TEST_F(IssueViewTest, IssuesAreFoundByTopicAndByFamily) {
  constexpr char kRegion[] = "issues/jpn-rus.region";
  constexpr char kRegional[] = "issues/jpn-rus.regional.forum";
  for (const char* issue : {kIraq, kIslands, kRegion, kRegional}) {
    Append(kCall, Agreement("2004-03-11", Agreed(issue, "a view")));
  }

  EXPECT_THAT(Issues({.parties = {}, .topic = "region"}),
              ElementsAre(kRegion, kIraq));
  EXPECT_THAT(Issues({.parties = {}, .topic = "region.iraq"}),
              ElementsAre(kIraq));
  EXPECT_THAT(Issues({.parties = {"RUS"}, .topic = "territory"}),
              ElementsAre(kIslands));
}

TEST_F(IssueViewTest, PagesOfIssuesStayInPlaceWhileOthersAreWritten) {
  for (const char* topic : {"a", "c", "e", "g"}) {
    Append(kCall,
           Agreement("2004-03-11",
                     Agreed(absl::StrCat("issues/jpn-rus.", topic), "a view")));
  }
  const IssueQuery query = {.parties = {"JPN"}, .topic = ""};
  const auto first = ListIssues(ReadIssues().rows(), query, {2, ""});
  ASSERT_TRUE(first.ok()) << first.status();
  Append(kCall, Agreement("2004-03-11", Agreed("issues/jpn-rus.b", "new")));
  Append(kCall, Agreement("2004-03-11", Agreed("issues/jpn-rus.d", "new")));

  const auto second = ListIssues(ReadIssues().rows(), query, {3, first->next});

  ASSERT_TRUE(second.ok()) << second.status();
  ASSERT_EQ(second->items.size(), 3u);
  EXPECT_EQ(second->items[0].topic(), "d");
  EXPECT_EQ(second->items[2].topic(), "g");
  EXPECT_EQ(second->next, "");
}

TEST_F(IssueViewTest, ARecordWithoutAnIssueIsOnNone) {
  Append(kCall,
         Statement("2004-03-11", Said("", "JPN", v1::ACT_SUPPORT, "supports")));

  EXPECT_THAT(Issues({}), IsEmpty());
}

TEST_F(IssueViewTest, ChangedIssuesNamesWhatEachEventChanged) {
  Append(kCall, Received("2004-03-11"));
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "JPN", v1::ACT_SUPPORT, "supports")));
  Append(kCall, Agreement("2004-03-11", Agreed(kIslands, "to talk on")));
  Append(kCall, Withdrawn());

  const ReadView view = ReadIssues();
  const auto all = ChangedIssues(view.rows(), std::nullopt, 10);
  ASSERT_TRUE(all.ok()) << all.status();
  ASSERT_EQ(all->size(), 3u);
  EXPECT_EQ((*all)[0].sequence, Sequence{1});
  EXPECT_THAT((*all)[0].issues, ElementsAre(kIraq));
  EXPECT_EQ((*all)[2].sequence, Sequence{3});
  EXPECT_THAT((*all)[2].issues, ElementsAre(kIraq, kIslands));

  const auto one = ChangedIssues(view.rows(), Sequence{1}, 1);
  ASSERT_TRUE(one.ok()) << one.status();
  ASSERT_EQ(one->size(), 1u);
  EXPECT_EQ((*one)[0].sequence, Sequence{2});
}

TEST_F(IssueViewTest, AnEventThatChangesNoIssueIsNoChange) {
  const std::string record = Append(
      kCall,
      Statement("2004-03-11", Said(kIraq, "JPN", v1::ACT_SUPPORT, "said")));
  Append(kVisit, Received("2004-03-11"));
  Append(kCall, Revised("2004-03-11", {{record, MakeSpan(0, 0)}}));

  const auto changes = ChangedIssues(ReadIssues().rows(), Sequence{0}, 10);

  ASSERT_TRUE(changes.ok()) << changes.status();
  EXPECT_THAT(*changes, IsEmpty());
}

TEST_F(IssueViewTest, WhatTheLogListsUnderAnIssueIsItsNewestEvent) {
  Append(kCall,
         Statement("2004-03-11", Said(kIraq, "JPN", v1::ACT_SUPPORT, "said")));
  v1::Event late = Retracted("readouts/call-1/records/9");
  late.mutable_record_retracted()->set_issue(kIraq);
  Append(kCall, late);

  EXPECT_EQ(Issue(kIraq).last_sequence(), 1u);
  EXPECT_EQ(Issue(kIraq).statements(), 1u);
}

}  // namespace
}  // namespace chancery
