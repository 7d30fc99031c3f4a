#ifndef CHANCERY_STORAGE_PROJECTIONS_READOUT_PROJECTION_H_
#define CHANCERY_STORAGE_PROJECTIONS_READOUT_PROJECTION_H_

#include "storage/projections/projection.h"

namespace chancery {

// ReadoutProjection answers: which contacts do we have readouts of, and what is
// in each one's current text?
class ReadoutProjection final : public Projection {
 public:
  absl::string_view name() const override { return "readouts"; }
  uint32_t version() const override { return 2; }
  absl::Status Apply(const v1::RecordedEvent& recorded,
                     Rows& rows) const override;
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_READOUT_PROJECTION_H_
