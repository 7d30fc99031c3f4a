#ifndef CHANCERY_STORAGE_PROJECTIONS_ISSUE_FOLD_H_
#define CHANCERY_STORAGE_PROJECTIONS_ISSUE_FOLD_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/event.pb.h"
#include "chancery/v1/issue.pb.h"
#include "storage/projections/position_history.h"
#include "storage/projections/rows.h"
#include "storage/projections/standing_records.h"

namespace chancery {

// Folds one event into the issue view's rows; made for that event and used
// once. It reads and writes a handful of rows for each record that the event
// touches, however many the issue has.
class IssueFold {
 public:
  IssueFold(const v1::RecordedEvent& recorded, Rows& rows)
      : recorded_(recorded), rows_(rows), positions_(rows) {}

  absl::Status Run();

 private:
  enum class Change { kAdd, kRemove };

  absl::Status Note(const StandingDeltas& deltas);
  absl::Status Fold(const StandingDeltas& deltas);
  absl::Status Fold(const StandingRecord& standing, Change change);
  absl::Status Fold(const StandingTouch& touch, Change change);
  void FoldLists(const StandingRecord& standing, Change change);
  void FoldDate(absl::string_view issue, absl::string_view occurred,
                uint64_t sequence, Change change);
  // The issue's row, to be changed; made when the issue is new.
  absl::StatusOr<v1::Issue*> Load(const std::string& name);
  absl::Status Store(v1::Issue& issue);
  void Set(const std::string& key, absl::string_view value, Change change);

  const v1::RecordedEvent& recorded_;
  Rows& rows_;
  PositionChanges positions_;
  std::map<std::string, v1::Issue> issues_;  // That the event has changed.
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_ISSUE_FOLD_H_
