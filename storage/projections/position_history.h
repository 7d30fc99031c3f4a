#ifndef CHANCERY_STORAGE_PROJECTIONS_POSITION_HISTORY_H_
#define CHANCERY_STORAGE_PROJECTIONS_POSITION_HISTORY_H_

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/issue.pb.h"
#include "storage/projections/rows.h"
#include "storage/projections/rows.pb.h"

namespace chancery {

// Where a party holds a position: an issue and a stance class.
struct PositionPlace {
  std::string issue;
  std::string party;
  v1::StanceClass stance = v1::STANCE_CLASS_UNSPECIFIED;

  friend bool operator<(const PositionPlace& a, const PositionPlace& b) {
    return std::tie(a.issue, a.party, a.stance) <
           std::tie(b.issue, b.party, b.stance);
  }
};

// The places in which a record is a position: one for each of its actors;
// none for agreements, follow-ups and courtesies.
std::vector<PositionPlace> PlacesOf(const StandingRecord& standing);

// The key of the row that lists the record as a position in `place`.
std::string PositionKey(const PositionPlace& place,
                        const StandingRecord& standing);

// What the party holds in `place`: its newest statement that stands, by the
// contact's day and then by sequence; nullopt without one.
absl::StatusOr<std::optional<v1::Position>> CurrentPosition(
    const RowReader& rows, const PositionPlace& place);

// Notes how one event changes positions: Note() every place that it may change
// before the rows change, and Write() when they have.
class PositionChanges {
 public:
  explicit PositionChanges(Rows& rows) : rows_(rows) {}

  absl::Status Note(const StandingRecord& standing);
  // Appends a row to the history for every place that another record holds now.
  absl::Status Write(uint64_t sequence);

 private:
  Rows& rows_;
  std::map<PositionPlace, std::optional<v1::Position>> before_;
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_POSITION_HISTORY_H_
