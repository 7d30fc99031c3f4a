#ifndef CHANCERY_PROTO_VALUES_EDTF_H_
#define CHANCERY_PROTO_VALUES_EDTF_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace chancery {

// The days an EDTF expression may lie in. Either end may be open
// ("../2004-12").
struct DayWindow {
  std::optional<absl::CivilDay> from;
  std::optional<absl::CivilDay> until;
};

// Reads an EDTF expression, ISO 8601-2, and returns the days it may lie in;
// nullopt when `text` is none. Source: Library of Congress, EDTF specification
// of 2019-02-04. The profile: levels 0 and 1, and of level 2 the sub-year
// groupings, the qualification of single components and unspecified digits at
// the right end of month, day and year. Sets, exponents, significant digits,
// centuries and decades by themselves and unspecified digits left of known
// ones are refused, and so is an interval that ends before it begins or names
// no day at all.
//
//   EdtfWindow("2004-40")  ->  2004-01-01 .. 2004-06-30
//
// Groupings: seasons 21-24 and 25-28 are the northern ones, counted March-May
// to December-February of the year named (24 ends in February of the next);
// 29-32 the southern ones, September-November to June-August (30 ends in
// February of the next); 33-36 quarters, 37-39 quadrimesters, 40-41 halves.
// "?", "~" and "%" are accepted and do not widen the window. A time of day is
// accepted and lies in its day, "24:00:00" too. An unknown end ("") is open, as
// ".." is; an unspecified year ("XXXX") is any of four digits.
std::optional<DayWindow> EdtfWindow(absl::string_view text);

// Reads an ISO 8601 calendar date "YYYY-MM-DD"; nullopt when it is none.
std::optional<absl::CivilDay> ParseIsoDate(absl::string_view text);

}  // namespace chancery

#endif  // CHANCERY_PROTO_VALUES_EDTF_H_
