#ifndef CHANCERY_SERVICE_PARSER_DUE_H_
#define CHANCERY_SERVICE_PARSER_DUE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "chancery/v1/record.pb.h"

namespace chancery {

// One expression of time found in a clause.
struct DueExpression {
  std::size_t begin = 0;  // Byte offset in the clause.
  std::size_t end = 0;    // One past the last byte.
  std::string edtf;       // EDTF, ISO 8601-2; empty without a date.
  // ABSOLUTE: the words name the year. RELATIVE: it was counted from the
  // reference. EVENT: `event` is set. UNSPECIFIED: `urgency` is set.
  v1::DueBasis basis = v1::DUE_BASIS_UNSPECIFIED;
  std::string event;     // "G20 Summit", without its article.
  std::string urgency;   // "soon", "at an early date": lower case.
  std::string calendar;  // "JP-FY" for Japan's fiscal year, else empty.
};

// Finds the expressions of time in `clause` that can say when a planned act is
// due, in the order of the text, longest match first, not overlapping.
// Relative expressions are counted from `reference`, the contact's date.
// Pure and linear in the clause's size.
//
//   FindDueExpressions("would be held in the first half of next year",
//                      absl::CivilDay(2003, 11, 4))[0].edtf == "2004-40"
//
// How words are read where they leave a choice:
//   "in June" without a year   the first June after the running month; a day
//                              or a part of a month ("June 23", "late June"),
//                              the first one that has not ended yet
//   "early", "mid", "late"     days 1-10, 11-20 and 21-end of a month, the
//                              quadrimesters of a year, all approximate
//   "next week"                the next calendar week, Monday to Sunday; "next
//                              Friday" is that of next week, "on Friday" the
//                              first one after the reference
//   "in the next three weeks"  from the reference until then; "in three weeks"
//                              the day itself, about
//   "third quarter"            without a year, the one that has not ended yet
//   "next spring"              that of next year; "this winter", said in
//                              January, the one that has begun
//   "by X" / "before X"        the time up to the end of X / to the day before
//   "in the coming weeks"      no date: they have no end; an urgency
//   fiscal years               Japan's, April to March, named in `calendar`
// "Last week", "yesterday" and "a week ago" are passed over, but a past year
// that is written out is returned as it stands.
std::vector<DueExpression> FindDueExpressions(absl::string_view clause,
                                              absl::CivilDay reference);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_DUE_H_
