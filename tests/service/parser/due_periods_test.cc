// Goal: months, seasons, years and the parts of them that readouts name become
// the EDTF that the words mean. Method: tables of clauses; see due_cases.h.
#include "absl/time/civil_time.h"
#include "gtest/gtest.h"
#include "service/parser/due.h"
#include "tests/service/parser/due_cases.h"

namespace chancery {
namespace {

using ::absl::CivilDay;

TEST(DuePeriodsTest, HalvesAndQuartersAreGroupings) {
  const DueCase kCases[] = {
      {"would be held in the first half of next year", "2004-40"},
      {"would be held in the second half of next year", "2004-41"},
      {"in the latter half of this year", "2003-41"},
      {"in the second half of the year", "2003-41"},
      {"in the first half of 2005", "2005-40"},
      {"during the first quarter of next year", "2004-33"},
      {"in the fourth quarter of 2004", "2004-36"},
      {"in Q3 2004", "2004-35"},
      {"next quarter", "2004-33"},
      {"this quarter", "2003-36"},
      {"by the first half of next year", "../2004-40"},
      {"by the end of the first quarter of next year", "../2004-03-31"},
      {"the first half of the game", ""},
      {"half of next year", "2004"},
  };
  ExpectDues(kCases, kTuesday);
}

TEST(DuePeriodsTest, FiscalYearsAreJapansAndSaySo) {
  const DueCase kCases[] = {
      {"in the first half of FY2022", "2022-04/2022-09"},
      {"in the second half of FY2022", "2022-10/2023-03"},
      {"in the first half of FY 2022", "2022-04/2022-09"},
      {"in the first half of fiscal year 2022", "2022-04/2022-09"},
      {"in JFY2022", "2022-04/2023-03"},
      {"during fiscal 2022", "2022-04/2023-03"},
      {"in the first quarter of FY2022", "2022-04/2022-06"},
      {"in the next fiscal year", "2004-04/2005-03"},
      {"this fiscal year", "2003-04/2004-03"},
      {"by the end of FY2022", "../2023-03-31"},
      {"by the end of the fiscal year", "../2004-03-31"},
      {"at the end of the fiscal year", "2004-03~"},
  };
  ExpectDues(kCases, kTuesday);
  for (const auto& due :
       FindDueExpressions("in the first half of FY2022", kTuesday)) {
    EXPECT_EQ(due.calendar, "JP-FY");
    EXPECT_EQ(due.basis, v1::DUE_BASIS_ABSOLUTE);
  }
  EXPECT_EQ(Dues("this fiscal year", CivilDay(2004, 3, 31)), "2003-04/2004-03");
  EXPECT_EQ(Dues("this fiscal year", CivilDay(2004, 4, 1)), "2004-04/2005-03");
}

TEST(DuePeriodsTest, SeasonsAreTheNorthernOnes) {
  const DueCase kCases[] = {
      {"this summer", "2003-22"},
      {"next spring", "2004-21"},
      {"next autumn", "2004-23"},
      {"this autumn", "2003-23"},
      {"this fall", "2003-23"},
      {"in the spring", "2004-21"},
      {"in spring", "2004-21"},
      {"in the autumn", "2003-23"},
      {"in the summer of 2005", "2005-22"},
      {"in the spring of next year", "2004-21"},
      {"in spring next year", "2004-21"},
      {"autumn 2004", "2004-23"},
      {"this winter", "2003-24"},
      {"next winter", "2004-24"},
      {"the coming winter", "2003-24"},
      {"in early spring 2004", "2004-03~"},
      {"in late autumn", "2003-11~"},
      {"after the fall of the town", ""},
      {"the spring of hope", ""},
      {"water would spring up and leaves fall", ""},
  };
  ExpectDues(kCases, kTuesday);
  EXPECT_EQ(Dues("this winter", kNewYear), "2003-24");
  EXPECT_EQ(Dues("next winter", kNewYear), "2004-24");
  EXPECT_EQ(Dues("in winter", kLeapDay), "2003-24");
  EXPECT_EQ(Dues("in winter", CivilDay(2004, 3, 1)), "2004-24");
}

TEST(DuePeriodsTest, AMonthIsTheNextOneOfItsName) {
  const DueCase kCases[] = {
      {"would visit Japan in December", "2003-12"},
      {"would visit Japan in June", "2004-06"},
      {"would visit Japan in November", "2004-11"},
      {"in October", "2004-10"},
      {"in June 2005", "2005-06"},
      {"in June, 2005", "2005-06"},
      {"in November 2001", "2001-11"},
      {"in June next year", "2004-06"},
      {"in June of next year", "2004-06"},
      {"in December of this year", "2003-12"},
      {"this December", "2003-12"},
      {"next June", "2004-06"},
      {"next June 23", "2004-06-23"},
      {"this May 12th", "2004-05-12"},
      {"the coming fall of the town", ""},
      {"in May", "2004-05"},
      {"they may meet", ""},
      {"May the talks succeed", ""},
      {"the march of time", ""},
      {"March on", ""},
      {"from January to March", "2004-01/2004-03"},
      {"from November to February", "2004-11/2005-02"},
      {"between June and August 2005", "2005-06/2005-08"},
      {"between December 2003 and February 2004", "2003-12/2004-02"},
      {"from December to February 2004", "2003-12/2004-02"},
      {"June-August 2004", "2004-06/2004-08"},
  };
  ExpectDues(kCases, kTuesday);
}

TEST(DuePeriodsTest, InJuneReadInJuneIsNextYears) {
  const DueCase kCases[] = {
      {"in June", "2005-06"},
      {"this June", "2004-06"},
      {"in July", "2004-07"},
      {"in May", "2005-05"},
      {"in late June", "2004-06-21~/2004-06-30~"},
      {"in mid-June", "2004-06-11~/2004-06-20~"},
      {"in early June", "2004-06-01~/2004-06-10~"},
      {"by the end of June", "../2004-06-30"},
      {"at the end of June", "2004-06-21~/2004-06-30~"},
      {"in the second half of June", "2004-06-16~/2004-06-30~"},
      {"on June 9", "2004-06-09"},
      {"on June 8", "2005-06-08"},
      {"on June 23", "2004-06-23"},
      {"from June 8 to 10", "2004-06-08/2004-06-10"},
      {"later in June", "2004-06-09/2004-06-30"},
      {"later this month", "2004-06-09/2004-06-30"},
      {"early May", "2005-05-01~/2005-05-10~"},
  };
  ExpectDues(kCases, kJune);
  EXPECT_EQ(Dues("in early June", CivilDay(2004, 6, 11)),
            "2005-06-01~/2005-06-10~");
}

TEST(DuePeriodsTest, PartsOfMonthsAreApproximateDays) {
  const DueCase kCases[] = {
      {"around mid-February", "2004-02-11~/2004-02-20~"},
      {"in mid-February", "2004-02-11~/2004-02-20~"},
      {"in mid February", "2004-02-11~/2004-02-20~"},
      {"in the middle of February", "2004-02-11~/2004-02-20~"},
      {"in early February", "2004-02-01~/2004-02-10~"},
      {"early in February", "2004-02-01~/2004-02-10~"},
      {"at the beginning of February", "2004-02-01~/2004-02-10~"},
      {"in late February", "2004-02-21~/2004-02-29~"},
      {"in late February 2005", "2005-02-21~/2005-02-28~"},
      {"at the end of February", "2004-02-21~/2004-02-29~"},
      {"around the end of February", "2004-02-21~/2004-02-29~"},
      {"in mid- to late February", "2004-02-11~/2004-02-29~"},
      {"in early to mid-February", "2004-02-01~/2004-02-20~"},
      {"late next month", "2003-12-21~/2003-12-31~"},
      {"in the first half of next month", "2003-12-01~/2003-12-15~"},
      {"in the latter half of February", "2004-02-16~/2004-02-29~"},
      {"in the first week of December", "2003-12-01~/2003-12-07~"},
      {"in the last week of February", "2004-02-23~/2004-02-29~"},
      {"around February", "2004-02~"},
      {"around June 23", "2004-06-23~"},
  };
  ExpectDues(kCases, kTuesday);
}

TEST(DuePeriodsTest, PartsOfYearsAreApproximateQuadrimesters) {
  const DueCase kCases[] = {
      {"early next year", "2004-37~"},
      {"in early 2004", "2004-37~"},
      {"early in 2004", "2004-37~"},
      {"in mid-2004", "2004-38~"},
      {"late this year", "2003-39~"},
      {"in late 2004", "2004-39~"},
      {"at the beginning of next year", "2004-01~"},
      {"in the middle of next year", "2004-38~"},
      {"at the end of the year", "2003-12~"},
      {"at the end of 2004", "2004-12~"},
      {"early next week", "2003-11-10~/2003-11-11~"},
      {"late this week", "2003-11-07~/2003-11-09~"},
      {"at the end of next week", "2003-11-14~/2003-11-16~"},
      {"at the beginning of next week", "2003-11-10~"},
  };
  ExpectDues(kCases, kTuesday);
}

TEST(DuePeriodsTest, LaterIsWhatIsLeft) {
  const DueCase kCases[] = {
      {"later this year", "2003-11-04/2003-12-31"},
      {"later in the year", "2003-11-04/2003-12-31"},
      {"later this month", "2003-11-04/2003-11-30"},
      {"later this week", "2003-11-04/2003-11-09"},
      {"later in the month", "2003-11-04/2003-11-30"},
      {"later today", "2003-11-04"},
      {"the rest of the year", "2003-11-04/2003-12-31"},
      {"later in November", "2003-11-04/2003-11-30"},
      {"later in December", "2003-12"},
      {"later in 2004", "2004"},
      {"a week later", ""},
      {"sooner or later", ""},
  };
  ExpectDues(kCases, kTuesday);
  EXPECT_EQ(Dues("later this year", kYearEnd), "2003-12-31");
}

TEST(DuePeriodsTest, NextAndThisAreOfTheCalendar) {
  const DueCase kCases[] = {
      {"they will meet next week", "2003-11-10/2003-11-16"},
      {"this week", "2003-11-03/2003-11-09"},
      {"next month", "2003-12"},
      {"this month", "2003-11"},
      {"next year", "2004"},
      {"this year", "2003"},
      {"in the coming year", "urgency:in the coming year"},
      {"this weekend", "2003-11-08/2003-11-09"},
      {"next weekend", "2003-11-15/2003-11-16"},
      {"in the course of this year", "2003"},
      {"at next week's meeting", "2003-11-10/2003-11-16"},
      {"at next week\xe2\x80\x99s meeting", "2003-11-10/2003-11-16"},
      {"the next meeting", ""},
      {"the next round of talks in this country", ""},
  };
  ExpectDues(kCases, kTuesday);
}

}  // namespace
}  // namespace chancery
