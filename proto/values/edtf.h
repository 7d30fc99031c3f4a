#ifndef CHANCERY_PROTO_STATUS_EDTF_H_
#define CHANCERY_PROTO_STATUS_EDTF_H_

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

// Reads an EDTF expression: ISO 8601-2 level 1 with the level 2 sub-year
// groupings 21 to 41 (seasons, quarters, quadrimesters, halves), without sets.
// Source: Library of Congress, EDTF specification of 2019-02-04. Seasons 21-24
// are the northern ones, counted March-May to December-February of the year
// named (24 ends in February of the next). Returns nullopt when `text` is none.
//
//   EdtfWindow("2004-40")  ->  2004-01-01 .. 2004-06-30
std::optional<DayWindow> EdtfWindow(absl::string_view text);

// Reads an ISO 8601 calendar date "YYYY-MM-DD"; nullopt when it is none.
std::optional<absl::CivilDay> ParseIsoDate(absl::string_view text);

}  // namespace chancery

#endif  // CHANCERY_PROTO_STATUS_EDTF_H_
