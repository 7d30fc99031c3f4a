#ifndef CHANCERY_STORAGE_PROJECTIONS_STANDING_RECORDS_H_
#define CHANCERY_STORAGE_PROJECTIONS_STANDING_RECORDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/event.pb.h"
#include "storage/projections/row_key.h"
#include "storage/projections/rows.h"
#include "storage/projections/rows.pb.h"

namespace chancery {

// What an event did to one record: `before` is absent when the event made it,
// `after` when the record stands no longer.
struct RecordDelta {
  std::optional<StandingRecord> before;
  std::optional<StandingRecord> after;
};

// What an event did to one touch. Touches are kept for each text: a revision
// takes those of the former text back.
struct TouchDelta {
  std::string key;  // Of its row.
  std::optional<StandingTouch> before;
  std::optional<StandingTouch> after;
};

struct StandingDeltas {
  std::vector<RecordDelta> records;
  std::vector<TouchDelta> touches;
};

// Each projection keeps the records and touches that stand, as far as it needs
// them, in rows of its own, by stream and revision; these functions are the
// part of the fold that all of them share.
//
// Says what the event does to the records and touches that stand in `rows`, and
// changes nothing yet. An event about a record that does not stand here does
// nothing to it.
absl::StatusOr<StandingDeltas> DeltasOf(const v1::RecordedEvent& recorded,
                                        const RowReader& rows);

// Stores them.
void WriteDeltas(const StandingDeltas& deltas, Rows& rows);

// The rows' keys: of the record made by the event at `revision` of `stream`; of
// all records of a stream; of all its touches.
RowKey RecordKey(absl::string_view stream, uint64_t revision);
RowKey RecordsKey(absl::string_view stream);
RowKey TouchesKey(absl::string_view stream);

// The key of the row of a record that stands.
std::string KeyOf(const StandingRecord& standing);

// Reads the row at `key`, which another row has named: DamagedRow if it is not
// there.
absl::StatusOr<StandingRecord> ReadRecord(const RowReader& rows,
                                          absl::string_view key);

// The follow-up as the API shows it, with its due window.
v1::FollowUp ToFollowUp(const StandingRecord& standing);

// The last day of the due window as a part of a key, undated last.
uint64_t DueNumber(const StandingRecord& standing);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_STANDING_RECORDS_H_
