#ifndef CHANCERY_SERVICE_PARSER_DATES_H_
#define CHANCERY_SERVICE_PARSER_DATES_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace chancery {

// A day written out: "November 4, 2003", "4 November", "6th March 2006",
// "2003-11-04".
struct WrittenDate {
  std::size_t begin = 0;  // Bytes of the text.
  std::size_t end = 0;
  int year = 0;  // 0 when it is not written.
  int month = 0;
  int day = 0;
  // "10/09/2022" may be two days; here it is the tenth of September.
  bool ambiguous = false;
};

// The days written in `text`, in its order.
std::vector<WrittenDate> FindWrittenDates(absl::string_view text);

// The calendar day of `date`, where it has one. Without a year, the day of
// `near`'s year or a neighbouring one that is nearest to `near`.
std::optional<absl::CivilDay> DayOf(const WrittenDate& date,
                                    std::optional<absl::CivilDay> near);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_DATES_H_
