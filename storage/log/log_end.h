#ifndef CHANCERY_STORAGE_LOG_LOG_END_H_
#define CHANCERY_STORAGE_LOG_LOG_END_H_

#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/log/decide.h"
#include "storage/log/ids.h"
#include "storage/log/index_codec.h"
#include "storage/log/prepare.h"
#include "storage/log/proposal.h"
#include "storage/log/store.h"

namespace chancery {

// Where the log, its streams and its issues end, with the commits that have
// been decided and are not written yet: so several proposals can be decided
// for one write. Not thread-safe.
class LogEnd {
 public:
  // `store` outlives this object, which alone decides what is written to it.
  explicit LogEnd(const Store& store);

  // What the decision on `proposal` depends on.
  absl::StatusOr<Facts> FactsFor(const PreparedProposal& proposal);

  // Adds a commit that has been decided on and is new.
  void Add(const PreparedProposal& proposal, const AcceptedCommit& accepted);

  // All that was added has been written.
  void Written();

  uint64_t length() const { return next_.value; }

 private:
  using StreamEnds = absl::flat_hash_map<std::string, std::optional<Revision>>;
  using IssueEnds = absl::flat_hash_map<std::string, std::optional<Sequence>>;

  absl::StatusOr<std::optional<Revision>> StreamEnd(const std::string& stream);
  absl::StatusOr<std::optional<Sequence>> IssueEnd(const std::string& issue);
  absl::StatusOr<std::optional<AcceptedCommit>> Accepted(
      const std::string& commit_id) const;

  const Store& store_;
  Sequence next_;
  absl::Time last_record_time_;
  // Ends that were looked up or moved; they save looking into the store again.
  StreamEnds stream_ends_;
  IssueEnds issue_ends_;
  // Added, and not written yet.
  absl::flat_hash_map<std::string, AcceptedCommit> accepted_;
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_LOG_END_H_
