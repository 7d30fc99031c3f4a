// How positions came about.
#include "absl/strings/str_cat.h"
#include "tests/storage/projections/view_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PositionHistoryTest : public ViewTest {
 protected:
  std::string Say(absl::string_view stream, absl::string_view occurred,
                  absl::string_view words) {
    return Append(stream, Statement(occurred, Said(kIraq, "RUS",
                                                   v1::ACT_SUPPORT, words)));
  }
};

TEST_F(PositionHistoryTest, EachNewPositionIsAChangeFromTheOneBefore) {
  Say(kCall, "2004-03-11", "in March");
  Say(kVisit, "2004-06-01", "in June");

  EXPECT_THAT(ChangesInWords(kIraq), ElementsAre("RUS: nothing -> in March",
                                                 "RUS: in March -> in June"));
  EXPECT_EQ(Changes(kIraq)[1].caused_by().sequence(), 1u);
}

TEST_F(PositionHistoryTest, AStatementOfAnotherClassHasAHistoryOfItsOwn) {
  Say(kCall, "2004-03-11", "supports");
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "RUS", v1::ACT_OPPOSE, "opposes")));

  EXPECT_THAT(ChangesInWords(kIraq), ElementsAre("RUS: nothing -> supports",
                                                 "RUS: nothing -> opposes"));
}

TEST_F(PositionHistoryTest, AnOlderReadoutIngestedLaterChangesNothing) {
  Say(kVisit, "2004-06-01", "in June");
  Say(kCall, "2004-03-11", "in March");

  EXPECT_THAT(ChangesInWords(kIraq), ElementsAre("RUS: nothing -> in June"));
}

TEST_F(PositionHistoryTest, ARetractionIsAChangeBack) {
  Say(kCall, "2004-03-11", "in March");
  const std::string june = Say(kVisit, "2004-06-01", "in June");
  Append(kVisit, Retracted(june));
  Append(kCall, Withdrawn());

  EXPECT_THAT(
      ChangesInWords(kIraq),
      ElementsAre("RUS: nothing -> in March", "RUS: in March -> in June",
                  "RUS: in June -> in March", "RUS: in March -> nothing"));
}

TEST_F(PositionHistoryTest, RetractingWhatIsNotHeldChangesNothing) {
  const std::string march = Say(kCall, "2004-03-11", "in March");
  Say(kVisit, "2004-06-01", "in June");
  Append(kCall, Retracted(march));

  EXPECT_EQ(Changes(kIraq).size(), 2u);
}

TEST_F(PositionHistoryTest, AWithdrawalOfSeveralStatementsIsOneChange) {
  Say(kCall, "2004-03-11", "in March");
  Say(kVisit, "2004-06-01", "in June");
  Say(kVisit, "2004-06-01", "in June, again");
  Append(kVisit, Withdrawn());

  EXPECT_EQ(Changes(kIraq).size(), 4u);
  EXPECT_EQ(ChangesInWords(kIraq).back(), "RUS: in June, again -> in March");
}

TEST_F(PositionHistoryTest, ARedatedContactMayChangeWhoIsNewest) {
  const std::string call = Say(kCall, "2004-03-11", "in March");
  Say(kVisit, "2004-06-01", "in June");
  Append(kCall, Revised("2004-07-11", {{call, MakeSpan(0, 8)}}));

  const v1::PositionChange change = Changes(kIraq).back();
  EXPECT_EQ(change.before().record().quote(), "in June");
  EXPECT_EQ(change.after().record().quote(), "in March");
  EXPECT_EQ(change.after().occurred(), "2004-07-11");
}

TEST_F(PositionHistoryTest, AKeptRecordInANewPlaceIsTheSamePosition) {
  const std::string call = Say(kCall, "2004-03-11", "in March");
  Append(kCall, Revised("2004-03-11", {{call, MakeSpan(40, 48)}}));

  EXPECT_EQ(Changes(kIraq).size(), 1u);
}

TEST_F(PositionHistoryTest, AJointStatementChangesEachPartysPosition) {
  Append(kCall,
         Statement("2004-03-11", SaidByBoth(kIraq, v1::ACT_HOPE, "hoped")));

  EXPECT_THAT(ChangesInWords(kIraq),
              ElementsAre("JPN: nothing -> hoped", "RUS: nothing -> hoped"));
  EXPECT_THAT(ChangesInWords(kIraq, "RUS"),
              ElementsAre("RUS: nothing -> hoped"));
  EXPECT_THAT(ChangesInWords(kIraq, "FRA"), IsEmpty());
}

TEST_F(PositionHistoryTest, AgreementsFollowUpsAndCourtesiesChangeNothing) {
  Append(kCall, Agreement("2004-03-11", Agreed(kIraq, "a view")));
  Append(kCall, FollowUp("2004-03-11",
                         Planned(kIraq, "2004", v1::FOLLOW_UP_BASIS_AGREED,
                                 "to meet")));
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "RUS", v1::ACT_CONDOLE, "condoles")));

  EXPECT_THAT(Changes(kIraq), IsEmpty());
}

TEST_F(PositionHistoryTest, PagesOfAHistoryGoOnWhereTheyEnded) {
  for (int day = 1; day <= 5; ++day) {
    Say(kCall, absl::StrCat("2004-03-0", day), absl::StrCat("day ", day));
  }
  const ReadView view = ReadIssues();

  std::vector<std::string> words;
  std::string after;
  int pages = 0;
  do {
    const auto page = GetPositionHistory(view.rows(), kIraq, "", {2, after});
    ASSERT_TRUE(page.ok()) << page.status();
    for (const CausedChange& item : page->items) {
      words.push_back(item.change.after().record().quote());
    }
    after = page->next;
    ++pages;
  } while (!after.empty());

  EXPECT_EQ(pages, 3);
  EXPECT_THAT(words, ElementsAre("day 1", "day 2", "day 3", "day 4", "day 5"));
}

TEST_F(PositionHistoryTest, AnIssueWithoutEventsHasNoHistory) {
  const auto history =
      GetPositionHistory(ReadIssues().rows(), kIraq, "", {2, ""});

  EXPECT_EQ(history.status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace chancery
