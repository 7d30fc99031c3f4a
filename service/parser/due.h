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
  v1::DueBasis basis = v1::DUE_BASIS_UNSPECIFIED;
  std::string event;     // "G20 Summit"; empty unless basis is EVENT.
  std::string urgency;   // "soon", "at an early date"; empty if none.
  std::string calendar;  // "JP-FY" for Japan's fiscal year, else empty.
};

// Finds the expressions of time in `clause` that can say when a planned act is
// due, in the order of the text, longest match first, not overlapping.
// Relative expressions are counted from `reference`, the contact's date.
// Pure and linear in the clause's size.
//
//   FindDueExpressions("would be held in the first half of next year",
//                      absl::CivilDay(2003, 11, 4))[0].edtf == "2004-40"
std::vector<DueExpression> FindDueExpressions(absl::string_view clause,
                                              absl::CivilDay reference);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_DUE_H_
