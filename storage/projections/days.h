#ifndef CHANCERY_STORAGE_PROJECTIONS_DAYS_H_
#define CHANCERY_STORAGE_PROJECTIONS_DAYS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace chancery {

// The day at which an event with this `occurred`, EDTF, counts: the first day
// it may have happened on, so that a vague date never displaces a precise one
// inside it; the last when the expression is open to the past. nullopt when it
// is empty or not EDTF.
std::optional<absl::CivilDay> ContactDay(absl::string_view occurred);

// A number that sorts as the days do, above 0 and below UINT64_MAX. Days beyond
// 999,999 years either side of year 0 count as the last one inside.
uint64_t DayNumber(absl::CivilDay day);

// DayNumber, with days that are not known before or behind all others.
uint64_t DayNumberOrFirst(const std::optional<absl::CivilDay>& day);
uint64_t DayNumberOrLast(const std::optional<absl::CivilDay>& day);

// The day that DayNumber made this number of; nullopt for the numbers of days
// that are not known.
std::optional<absl::CivilDay> DayOfNumber(uint64_t number);

// ISO 8601, "2004-03-11"; empty for nullopt.
std::string IsoDate(const std::optional<absl::CivilDay>& day);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_DAYS_H_
