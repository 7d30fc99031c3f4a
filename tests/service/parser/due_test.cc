// Goal: expressions of time become the EDTF that the words mean, and nothing
// else does. Method: tables of clauses; see due_cases.h for how what was found
// is written. This file has days, deadlines, events and what is no date;
// due_periods_test.cc has months, seasons, years and their parts.
#include "service/parser/due.h"

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/values/edtf.h"
#include "tests/service/parser/due_cases.h"

namespace chancery {
namespace {

using ::absl::CivilDay;

TEST(DueTest, DeadlinesAreOpenAtTheBeginning) {
  const DueCase kCases[] = {
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

TEST(DueTest, YearEndTurnsTheYear) {
  const DueCase kCases[] = {
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
  const DueCase kCases[] = {
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
  const DueCase kCases[] = {
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
  const DueCase kCases[] = {
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
  const DueCase kCases[] = {
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
  const DueCase kCases[] = {
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
  const DueCase kCases[] = {
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
  const DueCase kCases[] = {
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
