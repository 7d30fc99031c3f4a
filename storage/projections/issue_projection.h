#ifndef CHANCERY_STORAGE_PROJECTIONS_ISSUE_PROJECTION_H_
#define CHANCERY_STORAGE_PROJECTIONS_ISSUE_PROJECTION_H_

#include "storage/projections/projection.h"

namespace chancery {

// IssueProjection answers: what stands between these parties on this topic, how
// did each side's position come about, and which issues did an event change?
class IssueProjection final : public Projection {
 public:
  absl::string_view name() const override { return "issues"; }
  uint32_t version() const override { return 2; }
  absl::Status Apply(const v1::RecordedEvent& recorded,
                     Rows& rows) const override;
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_ISSUE_PROJECTION_H_
