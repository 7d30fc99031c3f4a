// Goal: dates are read as an independent corpus reads them. Method: those of
// Duckling's English examples that name days, weeks, months, quarters or years
// in a way that readouts do, each with the days it gives them; the examples
// whose words mean other days here stand apart, each with the reason. Months
// and weekdays have the capital, and the words the preposition, that a readout
// gives them: "may" and "march" are verbs.
//
// Source: Duckling, github.com/facebook/duckling, BSD-3-Clause, commit
// 2c226585af5b9f4985d9c7151d7191603bb2add7, Duckling/Time/EN/Corpus.hs; of it
// the examples alone. Its reference is Tuesday, 12 February 2013.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "gtest/gtest.h"
#include "proto/values/edtf.h"
#include "service/parser/due.h"

namespace chancery {
namespace {

constexpr absl::CivilDay kReference(2013, 2, 12);

// The days of the one expression in `clause`: "2013-02-18" or
// "2013-02-18..2013-02-24".
std::string Days(absl::string_view clause) {
  const auto found = FindDueExpressions(clause, kReference);
  if (found.size() != 1) return absl::StrCat(found.size(), " expressions");
  const auto window = EdtfWindow(found[0].edtf);
  if (!window.has_value()) return found[0].urgency.empty() ? "none" : "urgency";
  const auto day = [](const auto& end) {
    return end.has_value() ? absl::FormatCivilTime(*end) : "open";
  };
  if (window->from == window->until) return day(window->from);
  return absl::StrCat(day(window->from), "..", day(window->until));
}

struct Example {
  const char* clause;
  const char* days;
};

constexpr Example kExamples[] = {
    {"today", "2013-02-12"},
    {"in 2014", "2014-01-01..2014-12-31"},
    {"tomorrow", "2013-02-13"},
    {"on Monday", "2013-02-18"},
    {"on this Monday", "2013-02-18"},
    {"on Monday, Feb 18", "2013-02-18"},
    {"on Tuesday the 19th", "2013-02-19"},
    {"on Tuesday 19th", "2013-02-19"},
    {"on Thursday", "2013-02-14"},
    {"on Friday", "2013-02-15"},
    {"on Saturday", "2013-02-16"},
    {"on Sunday", "2013-02-17"},
    {"on the 1st of March", "2013-03-01"},
    {"on first of March", "2013-03-01"},
    {"on the first of March", "2013-03-01"},
    {"on the 2nd of March", "2013-03-02"},
    {"on second of March", "2013-03-02"},
    {"on the second of March", "2013-03-02"},
    {"on March 3", "2013-03-03"},
    {"on the third of March", "2013-03-03"},
    {"on March 3 2015", "2015-03-03"},
    {"on March 3rd 2015", "2015-03-03"},
    {"on 2015-03-03", "2015-03-03"},
    {"on the 15th", "2013-02-15"},
    {"on the 15th of February", "2013-02-15"},
    {"on 15 of February", "2013-02-15"},
    {"on February 15", "2013-02-15"},
    {"on 15th February", "2013-02-15"},
    {"on Aug 8", "2013-08-08"},
    {"in October 2014", "2014-10-01..2014-10-31"},
    {"on April 14, 2015", "2015-04-14"},
    {"in next March", "2013-03-01..2013-03-31"},
    {"in this week", "2013-02-11..2013-02-17"},
    {"in current week", "2013-02-11..2013-02-17"},
    {"in next week", "2013-02-18..2013-02-24"},
    {"in next month", "2013-03-01..2013-03-31"},
    {"on 20th of the next month", "2013-03-20"},
    {"on 20th day of next month", "2013-03-20"},
    {"on 20th of the current month", "2013-02-20"},
    {"in this quarter", "2013-01-01..2013-03-31"},
    {"in next quarter", "2013-04-01..2013-06-30"},
    {"in third quarter", "2013-07-01..2013-09-30"},
    {"in 3rd quarter", "2013-07-01..2013-09-30"},
    {"in 4th quarter 2018", "2018-10-01..2018-12-31"},
    {"in this year", "2013-01-01..2013-12-31"},
    {"in current year", "2013-01-01..2013-12-31"},
    {"in next year", "2014-01-01..2014-12-31"},
    {"in 2014 A.D.", "2014-01-01..2014-12-31"},
    {"in 2014 AD", "2014-01-01..2014-12-31"},
    {"on next Wednesday", "2013-02-20"},
    {"on Wednesday of next week", "2013-02-20"},
    {"on Wednesday next week", "2013-02-20"},
    {"on Monday of this week", "2013-02-11"},
    {"on Wednesday of this week", "2013-02-13"},
    {"on the day after tomorrow", "2013-02-14"},
    {"on last Monday of March", "2013-03-25"},
    {"on last Sunday of March 2014", "2014-03-30"},
    {"on third day of October", "2013-10-03"},
    {"on the week of October 7th", "2013-10-07..2013-10-13"},
    {"on first Wednesday of October 2014", "2014-10-01"},
    {"on second Wednesday of October 2014", "2014-10-08"},
    {"in 7 days", "2013-02-19"},
    {"in 7 days at 5pm", "2013-02-19"},
    {"in 1 week", "2013-02-19"},
    {"in a week", "2013-02-19"},
    {"on the first Monday of this month", "2013-02-04"},
    {"on the first Monday of the month", "2013-02-04"},
    {"on the first Monday in this month", "2013-02-04"},
    {"on first Monday in the month", "2013-02-04"},
    {"on 4th of July", "2013-07-04"},
    {"on 4 of July", "2013-07-04"},
    {"on July 13-15", "2013-07-13..2013-07-15"},
    {"on July 13 to 15", "2013-07-13..2013-07-15"},
    {"on July 13 through 15", "2013-07-13..2013-07-15"},
    {"on July 13 - July 15", "2013-07-13..2013-07-15"},
    {"from July 13-15", "2013-07-13..2013-07-15"},
    {"from 13 to 15 July", "2013-07-13..2013-07-15"},
    {"from 13th to 15th July", "2013-07-13..2013-07-15"},
    {"from the 13 to 15 July", "2013-07-13..2013-07-15"},
    {"from the 13th to 15th July", "2013-07-13..2013-07-15"},
    {"from the 13th to the 15th July", "2013-07-13..2013-07-15"},
    {"from the 13 to the 15 July", "2013-07-13..2013-07-15"},
    {"from 13 to 15 of July", "2013-07-13..2013-07-15"},
    {"from 13th to 15 of July", "2013-07-13..2013-07-15"},
    {"from 13 to 15th of July", "2013-07-13..2013-07-15"},
    {"from 13th to 15th of July", "2013-07-13..2013-07-15"},
    {"from 13 to the 15 of July", "2013-07-13..2013-07-15"},
    {"from 13th to the 15 of July", "2013-07-13..2013-07-15"},
    {"from 13 to the 15th of July", "2013-07-13..2013-07-15"},
    {"from 13th to the 15th of July", "2013-07-13..2013-07-15"},
    {"from the 13 to the 15 of July", "2013-07-13..2013-07-15"},
    {"from the 13th to the 15 of July", "2013-07-13..2013-07-15"},
    {"from the 13 to the 15th of July", "2013-07-13..2013-07-15"},
    {"from the 13th to the 15th of July", "2013-07-13..2013-07-15"},
    {"on Aug 8 - Aug 12", "2013-08-08..2013-08-12"},
    {"at the end of the month", "2013-02-21..2013-02-28"},
    {"at end of the month", "2013-02-21..2013-02-28"},
    {"at the end of month", "2013-02-21..2013-02-28"},
    {"at beginning of the month", "2013-02-01..2013-02-10"},
    {"at the beginning of the month", "2013-02-01..2013-02-10"},
    {"at the beginning of month", "2013-02-01..2013-02-10"},
    {"on next Monday", "2013-02-18"},
    {"in March", "2013-03-01..2013-03-31"},
    {"during March", "2013-03-01..2013-03-31"},
    {"on the 1st", "2013-03-01"},
    {"in early March", "2013-03-01..2013-03-10"},
    {"in mid March", "2013-03-11..2013-03-20"},
    {"in late March", "2013-03-21..2013-03-31"},
    {"on August 27th - 29th", "2013-08-27..2013-08-29"},
    {"from August 27th - 29th", "2013-08-27..2013-08-29"},
    {"on 23rd to 26th Oct", "2013-10-23..2013-10-26"},
    {"on 1-8 September", "2013-09-01..2013-09-08"},
    {"on 12 to 16 September", "2013-09-12..2013-09-16"},
    {"on 19th To 21st Aug", "2013-08-19..2013-08-21"},
    {"at end of April", "2013-04-21..2013-04-30"},
    {"at the end of April", "2013-04-21..2013-04-30"},
    {"at beginning of January", "2014-01-01..2014-01-10"},
    {"at the beginning of January", "2014-01-01..2014-01-10"},
    {"at end of this week", "2013-02-15..2013-02-17"},
    {"at end of current week", "2013-02-15..2013-02-17"},
    {"at the end of this week", "2013-02-15..2013-02-17"},
    {"at the end of current week", "2013-02-15..2013-02-17"},
    {"at end of next week", "2013-02-22..2013-02-24"},
    {"at the end of next week", "2013-02-22..2013-02-24"},
    {"on last Friday of October", "2013-10-25"},
    {"on last Friday in October", "2013-10-25"},
    {"on next Saturday", "2013-02-23"},
    {"on the last day of October 2015", "2015-10-31"},
    {"on last day in October 2015", "2015-10-31"},
};

TEST(DueDucklingTest, DatesThatOccurInReadoutsAreReadAsTheCorpusSays) {
  for (const Example& example : kExamples) {
    EXPECT_EQ(Days(example.clause), example.days) << example.clause;
  }
}

struct Difference {
  const char* clause;
  const char* here;
  const char* in_the_corpus;
};

// Both readings are definitions; due.h states ours.
TEST(DueDucklingTest, WhereDefinitionsDifferTheDaysAreThoseOfOurOwn) {
  constexpr Difference kDifferences[] = {
      // EDTF's seasons are whole months, the corpus counts from the solstice.
      {"this summer", "2013-06-01..2013-08-31", "2013-06-21..2013-09-23"},
      {"this winter", "2012-12-01..2013-02-28", "2012-12-21..2013-03-20"},
      // The end of a year is its last month, its beginning the first; there,
      // the last third and the first quarter.
      {"at the end of 2012", "2012-12-01..2012-12-31",
       "2012-09-01..2012-12-31"},
      {"at the end of the year", "2013-12-01..2013-12-31",
       "2013-09-01..2013-12-31"},
      {"at the beginning of 2017", "2017-01-01..2017-01-31",
       "2017-01-01..2017-03-31"},
      // The beginning of a week is its Monday; there, until Wednesday.
      {"at the beginning of next week", "2013-02-18", "2013-02-18..2013-02-20"},
      // Weeks of a month are counted from its first and last day; there, from
      // its first and last Monday.
      {"in the first week of October 2014", "2014-10-01..2014-10-07",
       "2014-10-06..2014-10-12"},
      {"in the last week of September 2014", "2014-09-24..2014-09-30",
       "2014-09-22..2014-09-28"},
      // The week that holds the day; there, the one that begins next to it.
      {"in the week of October 6th", "2013-09-30..2013-10-06",
       "2013-10-07..2013-10-13"},
      // The time from now on; there, whole units from the next one on.
      {"in the next three days", "2013-02-12..2013-02-15",
       "2013-02-13..2013-02-15"},
      {"over the next three weeks", "2013-02-12..2013-03-05",
       "2013-02-18..2013-03-10"},
      {"in the next three months", "2013-02-12..2013-05-31",
       "2013-03-01..2013-05-31"},
      {"in the next 3 years", "2013-02-12..2016-12-31",
       "2014-01-01..2016-12-31"},
      // A distance is as exact as its unit.
      {"3 years from today", "2016-01-01..2016-12-31", "2016-02-12"},
      // "After 2014" leaves that year out; there, it begins with it.
      {"after 2014", "2015-01-01..open", "2014-01-01..open"},
      // A window that nobody can close is an urgency.
      {"in the coming week", "urgency", "2013-02-18..2013-02-24"},
  };
  for (const Difference& difference : kDifferences) {
    EXPECT_EQ(Days(difference.clause), difference.here) << difference.clause;
    EXPECT_STRNE(difference.here, difference.in_the_corpus);
  }
}

// What lies behind can be no due date.
TEST(DueDucklingTest, ThePastIsNoDueDate) {
  for (const char* clause :
       {"yesterday", "last week", "last month", "last year", "last Sunday",
        "two weeks ago", "a week ago", "three months ago", "two years ago",
        "the day before yesterday", "since 2014"}) {
    EXPECT_TRUE(FindDueExpressions(clause, kReference).empty()) << clause;
  }
}

}  // namespace
}  // namespace chancery
