#include "storage/projections/issue_projection.h"

#include "storage/projections/issue_fold.h"

namespace chancery {

absl::Status IssueProjection::Apply(const v1::RecordedEvent& recorded,
                                    Rows& rows) const {
  switch (recorded.event().body_case()) {
    case v1::Event::kReadoutReceived:  // Says who met; nothing of an issue.
    case v1::Event::kStatementMade:
    case v1::Event::kAgreementReached:
    case v1::Event::kFollowUpPlanned:
    case v1::Event::kTopicTouched:
    case v1::Event::kReadoutRevised:
    case v1::Event::kReadoutReparsed:
    case v1::Event::kRecordRetracted:
    case v1::Event::kFollowUpResolved:
    case v1::Event::kFollowUpRescheduled:
    case v1::Event::kAgreementEnded:
    case v1::Event::kReadoutWithdrawn:
      return IssueFold(recorded, rows).Run();
    case v1::Event::BODY_NOT_SET:
      break;
  }
  return UnknownEvent(name(), recorded);
}

}  // namespace chancery
