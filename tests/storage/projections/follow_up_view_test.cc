// Who has to do what, and by when.
#include "storage/projections/follow_up_projection.h"
#include "tests/storage/projections/view_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FollowUpViewTest : public ViewTest {
 protected:
  // Plans a follow-up and returns its record's name.
  std::string Plan(absl::string_view due, absl::string_view words,
                   absl::string_view issue = kIraq) {
    return Append(
        kCall,
        FollowUp("2004-03-11",
                 Planned(issue, due, v1::FOLLOW_UP_BASIS_SCHEDULED, words)));
  }
};

TEST_F(FollowUpViewTest, AFollowUpIsOpenWithItsDueWindow) {
  const std::string record = Plan("2004-40", "in the first half of 2004");

  const auto follow_ups = FollowUps();
  ASSERT_EQ(follow_ups.size(), 1u);
  EXPECT_EQ(follow_ups[0].record().name(), record);
  EXPECT_EQ(follow_ups[0].status(), v1::FOLLOW_UP_STATUS_OPEN);
  EXPECT_EQ(follow_ups[0].occurred(), "2004-03-11");
  EXPECT_EQ(follow_ups[0].due(), "2004-40");
  EXPECT_EQ(follow_ups[0].due_from(), "2004-01-01");
  EXPECT_EQ(follow_ups[0].due_until(), "2004-06-30");
}

TEST_F(FollowUpViewTest, FollowUpsComeByTheLastDayOfTheirWindowUndatedLast) {
  Plan("", "some day");
  Plan("2004", "this year");
  Plan("2004-05", "in May");
  Plan("2004-05-30", "on 30 May");
  Plan("soon", "unreadable");

  EXPECT_THAT(FollowUpWords(), ElementsAre("on 30 May", "in May", "this year",
                                           "some day", "unreadable"));
}

TEST_F(FollowUpViewTest, OverdueIsOpenAndDueUntilYesterday) {
  Plan("2004-04", "in April");
  const std::string done = Plan("2004-04-20", "on 20 April");
  Plan("2004-05", "in May");
  Plan("", "some day");
  Append(kCall, Resolved(done, v1::RESOLUTION_COMPLETED));

  EXPECT_THAT(FollowUpWords({.due_until = absl::CivilDay(2004, 5, 30)}),
              ElementsAre("in April"));
  EXPECT_THAT(FollowUpWords({.due_until = absl::CivilDay(2004, 5, 31)}),
              ElementsAre("in April", "in May"));
}

TEST_F(FollowUpViewTest, BothBoundsOfADueDateAreInside) {
  Plan("2004-04-20", "on 20 April");
  Plan("2004-05-31", "on 31 May");
  Plan("2004-06-01", "on 1 June");
  Plan("", "some day");

  EXPECT_THAT(FollowUpWords({.due_from = absl::CivilDay(2004, 4, 20),
                             .due_until = absl::CivilDay(2004, 5, 31)}),
              ElementsAre("on 20 April", "on 31 May"));
  EXPECT_THAT(FollowUpWords({.due_from = absl::CivilDay(2004, 5, 1)}),
              ElementsAre("on 31 May", "on 1 June"));
}

TEST_F(FollowUpViewTest, AResolvedFollowUpSaysHowAndByWhatItEnded) {
  const std::string record = Plan("2004-05", "in May");
  Append(kCall, Resolved(record, v1::RESOLUTION_SUPERSEDED, "see there"));

  EXPECT_THAT(FollowUps(), IsEmpty());
  const auto ended = FollowUps({.statuses = {v1::FOLLOW_UP_STATUS_SUPERSEDED}});
  ASSERT_EQ(ended.size(), 1u);
  EXPECT_EQ(ended[0].status(), v1::FOLLOW_UP_STATUS_SUPERSEDED);
  EXPECT_EQ(ended[0].evidence(), "see there");
  EXPECT_EQ(ended[0].last_sequence(), 1u);
}

TEST_F(FollowUpViewTest, SeveralStatusesComeAsOneListByDueDate) {
  const std::string may = Plan("2004-05", "in May");
  Plan("2004-06", "in June");
  const std::string july = Plan("2004-07", "in July");
  Append(kCall, Resolved(may, v1::RESOLUTION_COMPLETED));
  Append(kCall, Resolved(july, v1::RESOLUTION_CANCELLED));

  EXPECT_THAT(FollowUpWords({.statuses = {v1::FOLLOW_UP_STATUS_CANCELLED,
                                          v1::FOLLOW_UP_STATUS_OPEN,
                                          v1::FOLLOW_UP_STATUS_COMPLETED}}),
              ElementsAre("in May", "in June", "in July"));
}

TEST_F(FollowUpViewTest, AnUnknownResolutionLeavesItOpen) {
  const std::string record = Plan("2004-05", "in May");
  Append(kCall, Resolved(record, static_cast<v1::Resolution>(99)));

  EXPECT_THAT(FollowUpWords(), ElementsAre("in May"));
}

TEST_F(FollowUpViewTest, AReschedulingMovesTheDueDateAndIsCounted) {
  const std::string record = Plan("2004-04", "in April");
  Plan("2004-05", "in May");
  Append(kCall, Rescheduled(record, "2004-06"));
  Append(kCall, Rescheduled(record, "2004-09-15/2004-09-20"));

  EXPECT_THAT(FollowUpWords(), ElementsAre("in May", "in April"));
  const v1::FollowUp moved = FollowUps()[1];
  EXPECT_EQ(moved.due_from(), "2004-09-15");
  EXPECT_EQ(moved.due_until(), "2004-09-20");
  EXPECT_EQ(moved.times_rescheduled(), 2u);
  EXPECT_EQ(moved.record().due(), "2004-04");
}

TEST_F(FollowUpViewTest, AReschedulingToNoDateIsUndated) {
  const std::string record = Plan("2004-04", "in April");
  Append(kCall, Rescheduled(record, ""));

  EXPECT_EQ(FollowUps()[0].due_until(), "");
  EXPECT_THAT(FollowUpWords({.due_from = absl::CivilDay(2000, 1, 1)}),
              IsEmpty());
}

TEST_F(FollowUpViewTest, ARetractedOrWithdrawnFollowUpIsGone) {
  const std::string first = Plan("2004-04", "in April");
  Append(kVisit,
         FollowUp("2004-03-12", Planned(kIraq, "2004-05",
                                        v1::FOLLOW_UP_BASIS_TASKED, "in May")));
  Append(kCall, Retracted(first));
  Append(kVisit, Withdrawn());

  EXPECT_THAT(FollowUps(), IsEmpty());
}

TEST_F(FollowUpViewTest, FollowUpsAreFoundByPartiesResponsibleAndIssue) {
  Plan("2004-04", "Iraq");
  Plan("2004-05", "the islands", kIslands);
  v1::Record theirs = Planned("issues/fra-jpn.trade.fish", "2004-06",
                              v1::FOLLOW_UP_BASIS_UNDERTAKEN, "fish");
  theirs.clear_responsible();
  theirs.add_responsible("FRA");
  Append(kVisit, FollowUp("2004-03-12", theirs));

  EXPECT_THAT(FollowUpWords({.parties = {"JPN"}}),
              ElementsAre("Iraq", "the islands", "fish"));
  EXPECT_THAT(FollowUpWords({.parties = {"JPN", "RUS"}}),
              ElementsAre("Iraq", "the islands"));
  EXPECT_THAT(FollowUpWords({.responsible = "FRA"}), ElementsAre("fish"));
  EXPECT_THAT(FollowUpWords({.parties = {"RUS"}, .responsible = "FRA"}),
              IsEmpty());
  EXPECT_THAT(FollowUpWords({.issue = kIslands}), ElementsAre("the islands"));
  EXPECT_THAT(FollowUpWords({.responsible = "FRA", .issue = kIslands}),
              IsEmpty());
}

TEST_F(FollowUpViewTest, PagesStayInPlaceWhileFollowUpsMove) {
  std::vector<std::string> records;
  for (int month = 1; month <= 6; ++month) {
    records.push_back(
        Plan(absl::StrCat("2005-0", month), absl::StrCat("month ", month)));
  }
  const FollowUpQuery query = {.parties = {"JPN"}};
  const auto first = ListFollowUps(ReadFollowUps().rows(), query, {3, ""});
  ASSERT_TRUE(first.ok()) << first.status();
  // The last one of the page leaves; another one comes in front of it.
  Append(kCall, Resolved(records[2], v1::RESOLUTION_COMPLETED));
  Append(kCall, Rescheduled(records[5], "2005-02-01"));

  const auto second =
      ListFollowUps(ReadFollowUps().rows(), query, {3, first->next});

  ASSERT_TRUE(second.ok()) << second.status();
  ASSERT_EQ(second->items.size(), 2u);
  EXPECT_EQ(second->items[0].record().quote(), "month 4");
  EXPECT_EQ(second->items[1].record().quote(), "month 5");
  EXPECT_EQ(second->next, "");
}

TEST_F(FollowUpViewTest, AForeignPageKeyLeavesTheQueryAsItIs) {
  Plan("2004-04", "in April");

  const auto page =
      ListFollowUps(ReadFollowUps().rows(), {.responsible = "JPN"},
                    {10, std::string("\xFF\xFF", 2)});

  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->items, IsEmpty());
}

}  // namespace
}  // namespace chancery
