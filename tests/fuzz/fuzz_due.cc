// Any bytes as a clause with expressions of time: what is found lies in the
// clause, in order, and every date is EDTF. The first two bytes are the
// contact's date.
#include <cstddef>
#include <cstdint>

#include "absl/time/civil_time.h"
#include "proto/values/edtf.h"
#include "service/parser/due.h"
#include "tests/fuzz/promise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace chancery;
  if (size < 2) return 0;
  const absl::CivilDay reference =
      absl::CivilDay(1998, 1, 1) + (data[0] * 256 + data[1]) % 11000;
  const absl::string_view clause(reinterpret_cast<const char*>(data) + 2,
                                 size - 2);
  std::size_t end = 0;
  for (const DueExpression& due : FindDueExpressions(clause, reference)) {
    Promise(due.begin >= end && due.begin < due.end && due.end <= clause.size(),
            "an expression out of order or out of the clause");
    end = due.end;
    Promise(due.edtf.empty() || EdtfWindow(due.edtf).has_value(),
            "a due date that is no EDTF");
    Promise(!due.edtf.empty() || !due.event.empty() || !due.urgency.empty(),
            "an expression that says nothing");
  }
  return 0;
}
