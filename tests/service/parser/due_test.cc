// Goal: expressions of time become the EDTF that the words mean, and nothing
// else does. Method: tables of clauses; each expression found is written as
// its EDTF, "event:...", or "urgency:...", several divided by "; ".
#include "service/parser/due.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/values/edtf.h"

namespace chancery {
namespace {

using ::absl::CivilDay;

std::string Dues(absl::string_view clause, CivilDay reference) {
  std::string all;
  for (const DueExpression& due : FindDueExpressions(clause, reference)) {
    if (!all.empty()) all += "; ";
    if (!due.event.empty()) absl::StrAppend(&all, "event:", due.event);
    if (!due.urgency.empty()) absl::StrAppend(&all, "urgency:", due.urgency);
    absl::StrAppend(&all, due.edtf);
  }
  return all;
}

struct Case {
  const char* clause;
  const char* dues;
};

template <std::size_t n>
void ExpectDues(const Case (&cases)[n], CivilDay reference) {
  for (const Case& c : cases) {
    EXPECT_EQ(Dues(c.clause, reference), c.dues)
        << "'" << c.clause << "' said on " << reference;
  }
}

const CivilDay kTuesday(2003, 11, 4);  // A Tuesday.
const CivilDay kJune(2004, 6, 9);      // A Wednesday.
const CivilDay kYearEnd(2003, 12, 31);
const CivilDay kLeapDay(2004, 2, 29);  // A Sunday.
const CivilDay kNewYear(2004, 1, 1);

TEST(DueTest, HalvesAndQuartersAreGroupings) {
  const Case kCases[] = {
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

TEST(DueTest, FiscalYearsAreJapansAndSaySo) {
  const Case kCases[] = {
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

TEST(DueTest, SeasonsAreTheNorthernOnes) {
  const Case kCases[] = {
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

TEST(DueTest, AMonthIsTheNextOneOfItsName) {
  const Case kCases[] = {
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

TEST(DueTest, InJuneReadInJuneIsNextYears) {
  const Case kCases[] = {
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

TEST(DueTest, PartsOfMonthsAreApproximateDays) {
  const Case kCases[] = {
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

TEST(DueTest, PartsOfYearsAreApproximateQuadrimesters) {
  const Case kCases[] = {
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

TEST(DueTest, DeadlinesAreOpenAtTheBeginning) {
  const Case kCases[] = {
      {"by the end of the year", "../2003-12-31"},
      {"by the end of this year", "../2003-12-31"},
      {"by the end of next year", "../2004-12-31"},
      {"by the end of 2005", "../2005-12-31"},
      {"by year-end", "../2003-12-31"},
      {"by the end of the month", "../2003-11-30"},
      {"by the end of this month", "../2003-11-30"},
      {"by the end of next month", "../2003-12-31"},
      {"by the end of February", "../2004-02-29"},
      {"by end of February", "../2004-02-29"},
      {"by end-February", "../2004-02-29"},
      {"by the end of the week", "../2003-11-09"},
      {"before the end of the year", "../2003-12-31"},
      {"before the end of November", "../2003-11-30"},
      {"before the year-end", "../2003-12-31"},
      {"by December", "../2003-12"},
      {"by December 10", "../2003-12-10"},
      {"no later than December 10, 2004", "../2004-12-10"},
      {"not later than next month", "../2003-12"},
      {"by next week", "../2003-11-16"},
      {"by Friday", "../2003-11-07"},
      {"by mid-December", "../2003-12-20~"},
      {"by 2030", "../2030"},
      {"by next year", "../2004"},
      {"by tomorrow", "../2003-11-05"},
      {"before December", "../2003-11-30"},
      {"before December 10", "../2003-12-09"},
      {"until the end of March", "../2004-03-31"},
      {"within the year", "../2003-12-31"},
      {"within this year", "../2003"},
      {"within the month", "../2003-11-30"},
      {"within two weeks", "../2003-11-18~"},
      {"within the next ten days", "../2003-11-14~"},
      {"within a year", "../2004~"},
      {"within 48 hours", "../2003-11-06~"},
      {"after June", "2004-07-01/.."},
      {"after June 23", "2004-06-24/.."},
      {"from next April", "2004-04/.."},
      {"from June 23", "2004-06-23/.."},
  };
  ExpectDues(kCases, kTuesday);
}

TEST(DueTest, LaterIsWhatIsLeft) {
  const Case kCases[] = {
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

TEST(DueTest, NextAndThisAreOfTheCalendar) {
  const Case kCases[] = {
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

TEST(DueTest, YearEndTurnsTheYear) {
  const Case kCases[] = {
      {"next week", "2004-01-05/2004-01-11"},
      {"this week", "2003-12-29/2004-01-04"},
      {"next month", "2004-01"},
      {"tomorrow", "2004-01-01"},
      {"next year", "2004"},
      {"in the first half of next year", "2004-40"},
      {"by the end of the year", "../2003-12-31"},
      {"in December", "2004-12"},
      {"in late December", "2003-12-21~/2003-12-31~"},
      {"in January", "2004-01"},
      {"on December 31", "2003-12-31"},
      {"on January 1", "2004-01-01"},
      {"in two weeks' time", "2004-01-14~"},
      {"from December 30 to January 2", "2003-12-30/2004-01-02"},
      {"December 30 to January 2, 2004", "2003-12-30/2004-01-02"},
      {"on Friday", "2004-01-02"},
  };
  ExpectDues(kCases, kYearEnd);
  EXPECT_EQ(Dues("next week", kNewYear), "2004-01-05/2004-01-11");
  EXPECT_EQ(Dues("in January", kNewYear), "2005-01");
}

TEST(DueTest, LeapDaysAreCounted) {
  const Case kCases[] = {
      {"tomorrow", "2004-03-01"},
      {"in a year's time", "2005~"},
      {"in a month's time", "2004-03~"},
      {"on February 29", "2004-02-29"},
      {"on February 28", "2005-02-28"},
      {"next week", "2004-03-01/2004-03-07"},
      {"this week", "2004-02-23/2004-02-29"},
      {"by the end of the month", "../2004-02-29"},
      {"in two weeks", "2004-03-14~"},
      {"on February 29, 2005", ""},
      {"on February 30", ""},
      {"on Sunday", "2004-03-07"},
  };
  ExpectDues(kCases, kLeapDay);
  EXPECT_EQ(Dues("on February 29", CivilDay(2003, 3, 1)), "2004-02-29");
  EXPECT_EQ(Dues("on February 29", CivilDay(2004, 3, 1)), "");
  EXPECT_EQ(Dues("in late February", CivilDay(2003, 1, 5)),
            "2003-02-21~/2003-02-28~");
}

TEST(DueTest, DaysAreReadInBothOrders) {
  const Case kCases[] = {
      {"on 21 November", "2003-11-21"},
      {"on November 21", "2003-11-21"},
      {"on November 21st", "2003-11-21"},
      {"on the 21st of November", "2003-11-21"},
      {"on November 21, 2004", "2004-11-21"},
      {"on 21 November 2004", "2004-11-21"},
      {"on 21 November, 2004", "2004-11-21"},
      {"on November 3", "2004-11-03"},
      {"on November 4", "2003-11-04"},
      {"on March 3rd, 2001", "2001-03-03"},
      {"on June 23 of next year", "2004-06-23"},
      {"June 23 to 25", "2004-06-23/2004-06-25"},
      {"from June 23 to 25", "2004-06-23/2004-06-25"},
      {"from 23 to 25 June", "2004-06-23/2004-06-25"},
      {"from the 23rd to the 25th", "2003-11-23/2003-11-25"},
      {"23-25 June 2005", "2005-06-23/2005-06-25"},
      {"June 23\xe2\x80\x93"
       "25, 2005",
       "2005-06-23/2005-06-25"},
      {"on June 23 and 24", "2004-06-23/2004-06-24"},
      {"on 23 and 24 June", "2004-06-23/2004-06-24"},
      {"between June 23 and 27", "2004-06-23/2004-06-27"},
      {"from June 30 to July 2", "2004-06-30/2004-07-02"},
      {"30 June to 2 July 2005", "2005-06-30/2005-07-02"},
      {"June 23 (Wed)", "2004-06-23"},
      {"on Wednesday, June 23", "2004-06-23"},
      {"on Wednesday 23 June", "2004-06-23"},
      {"on 2004-06-23", "2004-06-23"},
      {"on the 23rd", "2003-11-23"},
      {"on the 2nd.", "2003-12-02"},
      {"on the 23rd of next month", "2003-12-23"},
      {"the 23rd round", ""},
      {"on June 31", ""},
      {"on 45 June", ""},
      {"the week of June 23", "2004-06-21/2004-06-27"},
      {"in the week beginning June 23", "2004-06-23/2004-06-29"},
  };
  ExpectDues(kCases, kTuesday);
}

TEST(DueTest, WeekdaysLieAhead) {
  const Case kCases[] = {
      {"on Friday", "2003-11-07"},
      {"on Tuesday", "2003-11-11"},
      {"on Monday", "2003-11-10"},
      {"next Tuesday", "2003-11-11"},
      {"next Friday", "2003-11-14"},
      {"this Friday", "2003-11-07"},
      {"this Monday", "2003-11-10"},
      {"the coming Friday", "2003-11-07"},
      {"on Friday next week", "2003-11-14"},
      {"on Friday of next week", "2003-11-14"},
      {"Friday", ""},
      {"tomorrow", "2003-11-05"},
      {"the day after tomorrow", "2003-11-06"},
      {"tonight", "2003-11-04"},
  };
  ExpectDues(kCases, kTuesday);
}

TEST(DueTest, DistancesAreAsExactAsTheirUnit) {
  const Case kCases[] = {
      {"a summit in two weeks' time", "2003-11-18~"},
      {"in two weeks\xe2\x80\x99 time", "2003-11-18~"},
      {"in two weeks", "2003-11-18~"},
      {"two weeks from now", "2003-11-18~"},
      {"in three days", "2003-11-07~"},
      {"in a week's time", "2003-11-11~"},
      {"in 10 days", "2003-11-14~"},
      {"in a fortnight", "2003-11-18~"},
      {"in three months", "2004-02~"},
      {"in two years' time", "2005~"},
      {"two weeks ago", ""},
      {"in 2000 years", ""},
      {"in a year of change", ""},
      {"two weeks", ""},
  };
  ExpectDues(kCases, kTuesday);
}

TEST(DueTest, WordsOfHasteHaveNoDate) {
  const Case kCases[] = {
      {"agreed to speak again soon", "urgency:soon"},
      {"to meet at an early date", "urgency:at an early date"},
      {"would reply promptly", "urgency:promptly"},
      {"at the earliest possible timing",
       "urgency:at the earliest possible timing"},
      {"in the near future", "urgency:in the near future"},
      {"as soon as possible", "urgency:as soon as possible"},
      {"as early as possible", "urgency:as early as possible"},
      {"would immediately convey", "urgency:immediately"},
      {"toward an early 2+2", "urgency:early"},
      {"the early holding of the next round", "urgency:early"},
      {"an early visit to Japan", "urgency:early"},
      {"in the coming days", "urgency:in the coming days"},
      {"over the coming weeks", "urgency:over the coming weeks"},
      {"in the coming months", "urgency:in the coming months"},
      {"in the next few weeks", "urgency:in the next few weeks"},
      {"in the days ahead", "urgency:in the days ahead"},
      {"in a few weeks' time", "urgency:in a few weeks time"},
      {"early warning", ""},
      {"at an early hour", "urgency:early"},
      {"earlier", ""},
  };
  ExpectDues(kCases, kTuesday);
}

TEST(DueTest, EventsAreNamedWithoutTheirArticle) {
  const Case kCases[] = {
      {"looked forward to meeting at the G20 Summit", "event:G20 Summit"},
      {"at the G20 Summit in London", "event:G20 Summit"},
      {"on the margins of the UN General Assembly",
       "event:UN General Assembly"},
      {"on the sidelines of the ASEAN Regional Forum.",
       "event:ASEAN Regional Forum"},
      {"on the occasion of the APEC Leaders' Meeting",
       "event:APEC Leaders' Meeting"},
      {"on the occasion of his visit to Tokyo", "event:visit to Tokyo"},
      {"before the visit", "event:visit"},
      {"ahead of the summit", "event:summit"},
      {"during the foreign ministers' meeting",
       "event:foreign ministers' meeting"},
      {"at the next meeting of the Commission",
       "event:next meeting of the Commission"},
      {"at the Conference on Disarmament", "event:Conference on Disarmament"},
      {"at the upcoming G-8 summit", "event:G-8 summit"},
      {"at COP28", "event:COP28"},
      {"at the meeting", ""},
      {"during the talks", ""},
      {"at the outset", ""},
      {"at the request of Japan", ""},
      {"by the Government of Japan", ""},
      {"in June at the G-8 meeting and again in September",
       "2004-06; event:G-8 meeting; 2004-09"},
      {"at the APEC summit in November 2004", "event:APEC summit; 2004-11"},
  };
  ExpectDues(kCases, kTuesday);
}

TEST(DueTest, PastTimesArePassedOver) {
  const Case kCases[] = {
      {"last week", ""},
      {"last June", ""},
      {"last Friday", ""},
      {"yesterday", ""},
      {"since June", ""},
      {"two months ago", ""},
      {"since 2001", ""},
      {"in November 2001", "2001-11"},
      {"on March 3, 2001", "2001-03-03"},
      {"in 1998", "1998"},
      {"resolution 1511", ""},
      {"Resolution 2270 in 2016", "2016"},
      {"in 1511", ""},
      {"$4 billion", ""},
      {"the 1956 Declaration", ""},
  };
  ExpectDues(kCases, kTuesday);
}

TEST(DueTest, SpansCoverTheWordsAndTheirPreposition) {
  const absl::string_view clause =
      "It was agreed that, in the first  half\nof next year, and at the G20 "
      "Summit, they would meet \xe2\x80\x9csoon\xe2\x80\x9d.";
  std::vector<std::string> quotes;
  for (const auto& due : FindDueExpressions(clause, kTuesday)) {
    quotes.emplace_back(clause.substr(due.begin, due.end - due.begin));
  }
  EXPECT_THAT(quotes, ::testing::ElementsAre("in the first  half\nof next year",
                                             "at the G20 Summit", "soon"));
}

TEST(DueTest, TheBasisSaysWhatTheDateRestsOn) {
  const auto basis = [](absl::string_view clause) {
    const auto found = FindDueExpressions(clause, kTuesday);
    return found.size() == 1 ? found[0].basis : v1::DueBasis_MAX;
  };
  EXPECT_EQ(basis("in June 2004"), v1::DUE_BASIS_ABSOLUTE);
  EXPECT_EQ(basis("on 2004-06-23"), v1::DUE_BASIS_ABSOLUTE);
  EXPECT_EQ(basis("in the first half of 2004"), v1::DUE_BASIS_ABSOLUTE);
  EXPECT_EQ(basis("in June"), v1::DUE_BASIS_RELATIVE);
  EXPECT_EQ(basis("next week"), v1::DUE_BASIS_RELATIVE);
  EXPECT_EQ(basis("in the first half of next year"), v1::DUE_BASIS_RELATIVE);
  EXPECT_EQ(basis("at the G20 Summit"), v1::DUE_BASIS_EVENT);
  EXPECT_EQ(basis("soon"), v1::DUE_BASIS_UNSPECIFIED);
}

// Every pair of words out of these, said on every day of four years: the answer
// is always EDTF, and never runs out of the clause.
TEST(DueTest, EveryDateIsEdtfOnEveryDay) {
  const char* kClauses[] = {
      "by the end of next month or early this month",
      "in late February, in mid-June and around December 30 to January 2",
      "later this week, next Friday and the coming winter",
      "within three months, in ten days and in the first half of the year",
      "in the last week of February and on February 29",
  };
  for (CivilDay day(2003, 1, 1); day < CivilDay(2007, 1, 1); ++day) {
    for (const absl::string_view clause : kClauses) {
      std::size_t end = 0;
      for (const auto& due : FindDueExpressions(clause, day)) {
        ASSERT_TRUE(due.edtf.empty() || EdtfWindow(due.edtf).has_value())
            << due.edtf << " for '" << clause << "' said on " << day;
        ASSERT_LE(end, due.begin);
        ASSERT_LT(due.begin, due.end);
        ASSERT_LE(due.end, clause.size());
        end = due.end;
      }
    }
  }
}

TEST(DueTest, HostileClausesEndQuickly) {
  std::string clause;
  const char* kWords[] = {"in ",
                          "the ",
                          "early ",
                          "to ",
                          "mid-",
                          "of ",
                          "June ",
                          "23 ",
                          "and ",
                          "at ",
                          "before ",
                          "next ",
                          "first half of ",
                          "\xe2\x80",
                          "'",
                          "\xff",
                          "2004 "};
  for (int i = 0; i < 200000; ++i) clause += kWords[(i * 7 + i / 5) % 17];

  for (const auto& due : FindDueExpressions(clause, kTuesday)) {
    ASSERT_LE(due.end, clause.size());
  }
  EXPECT_TRUE(FindDueExpressions("", kTuesday).empty());
}

}  // namespace
}  // namespace chancery
