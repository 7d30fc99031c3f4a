#ifndef CHANCERY_STORAGE_PROJECTIONS_ISSUE_ROWS_H_
#define CHANCERY_STORAGE_PROJECTIONS_ISSUE_ROWS_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "storage/projections/row_key.h"

namespace chancery {

// The issue view's rows, beside those of standing_records.h:
//
//   I issue                                    -> v1::Issue, without lists
//   P party issue                              ->
//   S issue party class day sequence           -> key of a statement's row
//   A issue day sequence                       -> key of an agreement's row
//   F issue due-day sequence                   -> key of a follow-up's row
//   D issue day sequence                       ->
//   H issue sequence party class               -> v1::PositionChange
//   C sequence issue                           ->
//
// S has every statement that stands, so that the one before takes over when the
// newest is taken back; A what is in force; F what is open; D every dated
// record and touch. day is DayNumberOrFirst of the contact's day, due-day
// DayNumberOrLast of the last day of the due window.
inline RowKey IssueKey() { return RowKey('I'); }
inline RowKey PartyKey(absl::string_view party) {
  return RowKey('P').Text(party);
}
inline RowKey PositionsKey(absl::string_view issue) {
  return RowKey('S').Text(issue);
}
inline RowKey AgreementsKey(absl::string_view issue) {
  return RowKey('A').Text(issue);
}
inline RowKey OpenFollowUpsKey(absl::string_view issue) {
  return RowKey('F').Text(issue);
}
inline RowKey DatesKey(absl::string_view issue) {
  return RowKey('D').Text(issue);
}
inline RowKey HistoryKey(absl::string_view issue) {
  return RowKey('H').Text(issue);
}
inline RowKey ChangedKey() { return RowKey('C'); }

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_ISSUE_ROWS_H_
