#ifndef CHANCERY_TESTS_SERVICE_PARSER_DUE_CASES_H_
#define CHANCERY_TESTS_SERVICE_PARSER_DUE_CASES_H_

#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "gtest/gtest.h"
#include "service/parser/due.h"

namespace chancery {

inline constexpr absl::CivilDay kTuesday(2003, 11, 4);
inline constexpr absl::CivilDay kYearEnd(2003, 12, 31);
inline constexpr absl::CivilDay kNewYear(2004, 1, 1);
inline constexpr absl::CivilDay kLeapDay(2004, 2, 29);  // A Sunday.
inline constexpr absl::CivilDay kJune(2004, 6, 9);      // A Wednesday.

// The expressions found in `clause`, each as its EDTF, "event:..." or
// "urgency:...", divided by "; ".
inline std::string Dues(absl::string_view clause, absl::CivilDay reference) {
  std::string all;
  for (const DueExpression& due : FindDueExpressions(clause, reference)) {
    if (!all.empty()) all += "; ";
    if (!due.event.empty()) absl::StrAppend(&all, "event:", due.event);
    if (!due.urgency.empty()) absl::StrAppend(&all, "urgency:", due.urgency);
    absl::StrAppend(&all, due.edtf);
  }
  return all;
}

struct DueCase {
  const char* clause;
  const char* dues;
};

template <std::size_t n>
void ExpectDues(const DueCase (&cases)[n], absl::CivilDay reference) {
  for (const DueCase& c : cases) {
    EXPECT_EQ(Dues(c.clause, reference), c.dues)
        << "'" << c.clause << "' said on " << reference;
  }
}

}  // namespace chancery

#endif  // CHANCERY_TESTS_SERVICE_PARSER_DUE_CASES_H_
