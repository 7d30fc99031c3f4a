#ifndef CHANCERY_STORAGE_PROJECTIONS_READOUT_ROWS_H_
#define CHANCERY_STORAGE_PROJECTIONS_READOUT_ROWS_H_

#include <limits>

#include "absl/strings/string_view.h"
#include "proto/values/edtf.h"
#include "storage/projections/days.h"
#include "storage/projections/row_key.h"

namespace chancery {

// The readout view's rows, beside those of standing_records.h:
//
//   N stream                      -> v1::Readout
//   U stream index                -> v1::Unparsed, of the current text
//   L falling-day stream          ->
//   P party falling-day stream    ->
//
// falling-day sorts the newest contact first, and those without a day last.
inline RowKey ReadoutKey(absl::string_view stream) {
  return RowKey('N').Text(stream);
}
inline RowKey UnparsedKey(absl::string_view stream) {
  return RowKey('U').Text(stream);
}
inline RowKey AllReadoutsKey() { return RowKey('L'); }
inline RowKey PartyReadoutsKey(absl::string_view party) {
  return RowKey('P').Text(party);
}
inline uint64_t FallingDay(const std::optional<absl::CivilDay>& day) {
  return std::numeric_limits<uint64_t>::max() - DayNumberOrFirst(day);
}

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_READOUT_ROWS_H_
