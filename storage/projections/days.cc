#include "storage/projections/days.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_format.h"
#include "proto/values/edtf.h"

namespace chancery {
namespace {

constexpr absl::civil_year_t kYearMax = 999'999;
constexpr uint64_t kNotKnownFirst = 0;
constexpr uint64_t kNotKnownLast = std::numeric_limits<uint64_t>::max();
// Lifts the day -999999-01-01 above 0.
constexpr int64_t kDayOffset = int64_t{1} << 40;

absl::CivilDay Epoch() { return absl::CivilDay(1970, 1, 1); }

}  // namespace

std::optional<absl::CivilDay> ContactDay(absl::string_view occurred) {
  const std::optional<DayWindow> window = EdtfWindow(occurred);
  if (!window.has_value()) return std::nullopt;
  return window->from.has_value() ? window->from : window->until;
}

uint64_t DayNumber(absl::CivilDay day) {
  const absl::CivilDay within = std::clamp(day, absl::CivilDay(-kYearMax, 1, 1),
                                           absl::CivilDay(kYearMax, 12, 31));
  return static_cast<uint64_t>((within - Epoch()) + kDayOffset);
}

uint64_t DayNumberOrFirst(const std::optional<absl::CivilDay>& day) {
  return day.has_value() ? DayNumber(*day) : kNotKnownFirst;
}

uint64_t DayNumberOrLast(const std::optional<absl::CivilDay>& day) {
  return day.has_value() ? DayNumber(*day) : kNotKnownLast;
}

std::optional<absl::CivilDay> DayOfNumber(uint64_t number) {
  if (number == kNotKnownFirst || number == kNotKnownLast) return std::nullopt;
  return Epoch() + (static_cast<int64_t>(number) - kDayOffset);
}

std::string IsoDate(const std::optional<absl::CivilDay>& day) {
  if (!day.has_value()) return "";
  return absl::StrFormat("%04d-%02d-%02d", day->year(), day->month(),
                         day->day());
}

}  // namespace chancery
