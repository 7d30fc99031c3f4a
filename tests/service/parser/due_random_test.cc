// Goal: whatever a clause says, every expression found is EDTF, lies in the
// clause, overlaps no other, and says one thing. Method: clauses made at random
// of the words the grammar knows, from a fixed seed; a failure prints the
// clause and its reference date.
#include <iterator>
#include <random>
#include <string>

#include "absl/time/civil_time.h"
#include "gtest/gtest.h"
#include "proto/values/edtf.h"
#include "service/parser/due.h"

namespace chancery {
namespace {

constexpr int kClauses = 60000;

const char* const kWords[] = {
    "in",       "on",       "the",         "of",           "by",
    "before",   "after",    "within",      "from",         "to",
    "and",      "-",        "early",       "mid",          "late",
    "end",      "start",    "beginning",   "first",        "second",
    "last",     "half",     "week",        "weeks",        "month",
    "months",   "year",     "years",       "next",         "this",
    "June",     "Febru",    "May",         "February",     "Friday",
    "23",       "29",       "31",          "2004",         "2003-11-04",
    "FY2022",   "FY",       "quarter",     "Q3",           "fall",
    "spring",   "winter",   "later",       "around",       "at",
    "G20",      "Summit",   "visit",       "soon",         "coming",
    "days",     "a",        "two",         "'s",           "(",
    ")",        ",",        ".",           "the 23rd",     "12th",
    "ago",      "now",      "time",        "rest",         "weekend",
    "end-",     "until",    "between",     "margins",      "Trade",
    "tomorrow", "fiscal",   "99999999999", "\xe2\x80\x99", "\xff",
    "\xc3\xa9", "\xe2\x80", "year-end",    "since"};

std::string RandomClause(std::mt19937& random) {
  std::string clause;
  const unsigned length = 1 + random() % 14;
  for (unsigned i = 0; i < length; ++i) {
    clause += kWords[random() % std::size(kWords)];
    if (random() % 5 != 0) clause += ' ';
  }
  return clause;
}

TEST(DueRandomTest, WhateverIsSaidTheAnswerIsSound) {
  std::mt19937 random(2004);
  for (int i = 0; i < kClauses; ++i) {
    const std::string clause = RandomClause(random);
    const absl::CivilDay day =
        absl::CivilDay(2003, 1, 1) + static_cast<int>(random() % 3000);
    std::size_t end = 0;
    for (const DueExpression& due : FindDueExpressions(clause, day)) {
      ASSERT_LE(end, due.begin) << clause << " on " << day;
      ASSERT_LT(due.begin, due.end) << clause << " on " << day;
      ASSERT_LE(due.end, clause.size()) << clause << " on " << day;
      end = due.end;
      ASSERT_EQ(!due.edtf.empty() + !due.event.empty() + !due.urgency.empty(),
                1)
          << clause << " on " << day;
      ASSERT_TRUE(due.edtf.empty() || EdtfWindow(due.edtf).has_value())
          << due.edtf << " for " << clause << " on " << day;
    }
  }
}

}  // namespace
}  // namespace chancery
