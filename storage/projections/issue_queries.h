#ifndef CHANCERY_STORAGE_PROJECTIONS_ISSUE_QUERIES_H_
#define CHANCERY_STORAGE_PROJECTIONS_ISSUE_QUERIES_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/issue.pb.h"
#include "storage/log/ids.h"
#include "storage/projections/queries.h"
#include "storage/projections/rows.h"

namespace chancery {

// Queries on the rows of the issue view; views.h says what they answer.
absl::StatusOr<v1::Issue> GetIssue(const StoredRows& rows,
                                   absl::string_view name);

absl::StatusOr<Page<v1::Issue>> ListIssues(const StoredRows& rows,
                                           const IssueQuery& query,
                                           const PageRequest& request);

// A change of position and the sequence of the event that caused it.
struct CausedChange {
  Sequence sequence;
  v1::PositionChange change;  // Without caused_by.
};

absl::StatusOr<Page<CausedChange>> GetPositionHistory(
    const StoredRows& rows, absl::string_view issue, absl::string_view party,
    const PageRequest& request);

absl::StatusOr<std::vector<IssueChange>> ChangedIssues(
    const StoredRows& rows, std::optional<Sequence> after, std::size_t limit);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_ISSUE_QUERIES_H_
