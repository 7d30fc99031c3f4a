#ifndef CHANCERY_STORAGE_PROJECTIONS_FOLLOW_UP_PROJECTION_H_
#define CHANCERY_STORAGE_PROJECTIONS_FOLLOW_UP_PROJECTION_H_

#include "absl/status/statusor.h"
#include "chancery/v1/issue.pb.h"
#include "storage/projections/projection.h"
#include "storage/projections/queries.h"

namespace chancery {

// FollowUpProjection answers: who has to do what, and by when?
class FollowUpProjection final : public Projection {
 public:
  absl::string_view name() const override { return "follow_ups"; }
  uint32_t version() const override { return 1; }
  absl::Status Apply(const v1::RecordedEvent& recorded,
                     Rows& rows) const override;
};

// The query on its rows; views.h says what it answers.
absl::StatusOr<Page<v1::FollowUp>> ListFollowUps(const StoredRows& rows,
                                                 const FollowUpQuery& query,
                                                 const PageRequest& request);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_FOLLOW_UP_PROJECTION_H_
