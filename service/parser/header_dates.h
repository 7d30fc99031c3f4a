#ifndef CHANCERY_SERVICE_PARSER_HEADER_DATES_H_
#define CHANCERY_SERVICE_PARSER_HEADER_DATES_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "service/parser/layout.h"
#include "service/parser/parser.h"

namespace chancery {

// The two dates of a readout, each unset where neither the text nor the caller
// gives it.
struct HeaderDates {
  std::optional<absl::CivilDay> issued;
  std::optional<absl::CivilDay> held;
  // The text gives part of a date for the contact: "on February 13", "on
  // Friday", "today".
  bool held_partial = false;
};

// Finds them: the issue date in date lines, bylines and title; the contact's
// in the preamble, written out or relative to the issue ("today", "on
// Friday"), else that of the issue.
//   INVALID_FIELD  a date of the options is no calendar date
absl::StatusOr<HeaderDates> FindHeaderDates(absl::string_view shadow,
                                            const Layout& layout,
                                            absl::string_view preamble,
                                            const ParseOptions& options);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_HEADER_DATES_H_
