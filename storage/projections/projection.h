#ifndef CHANCERY_STORAGE_PROJECTIONS_PROJECTION_H_
#define CHANCERY_STORAGE_PROJECTIONS_PROJECTION_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/event.pb.h"
#include "storage/projections/rows.h"

namespace chancery {

// A projection is a fold of the log into rows: the same events give the same
// rows, live, rebuilt or in other batches. It has no state of its own.
class Projection {
 public:
  virtual ~Projection() = default;

  // Names its rows on disk. Never changes.
  virtual absl::string_view name() const = 0;
  // Raise it when Apply() or a row's form changes; the rows are folded again
  // from zero.
  virtual uint32_t version() const = 0;
  // Folds one event into `rows`. Events come in the order of their sequences,
  // each once. Reads no clock, no file and no other view. Switches over the
  // kinds of event without a default, so that a new kind is a compiler warning
  // in every projection.
  //   kInternal / PROJECTION_STOPPED  an event of a kind that this release does
  //                                   not know.
  virtual absl::Status Apply(const v1::RecordedEvent& recorded,
                             Rows& rows) const = 0;
};

// kInternal / PROJECTION_STOPPED: the event was written by a newer release.
// Stopping is safe; skipping it is not.
absl::Status UnknownEvent(absl::string_view projection,
                          const v1::RecordedEvent& recorded);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_PROJECTION_H_
