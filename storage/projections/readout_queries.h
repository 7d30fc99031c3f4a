#ifndef CHANCERY_STORAGE_PROJECTIONS_READOUT_QUERIES_H_
#define CHANCERY_STORAGE_PROJECTIONS_READOUT_QUERIES_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/readout.pb.h"
#include "storage/projections/queries.h"
#include "storage/projections/rows.h"

namespace chancery {

// Queries on the rows of the readout view; views.h says what they answer.
absl::StatusOr<ReadoutView> GetReadout(const StoredRows& rows,
                                       absl::string_view name);

absl::StatusOr<Page<v1::Readout>> ListReadouts(const StoredRows& rows,
                                               const ReadoutQuery& query,
                                               const PageRequest& request);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_READOUT_QUERIES_H_
