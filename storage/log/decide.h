#ifndef CHANCERY_STORAGE_LOG_DECIDE_H_
#define CHANCERY_STORAGE_LOG_DECIDE_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/log/ids.h"
#include "storage/log/index_codec.h"
#include "storage/log/prepare.h"
#include "storage/log/proposal.h"

namespace chancery {

// What is the case in the log when a proposal's turn has come: all that the
// decision on it may depend on.
struct Facts {
  Sequence next;                // What the next event gets.
  absl::Time last_record_time;  // Of the newest event.
  // The commit that was accepted under the proposal's id. With it, the rest
  // is not looked at.
  std::optional<AcceptedCommit> accepted;
  // The ends of the streams and issues that the proposal's conditions are on,
  // in the same order; nullopt without events.
  std::vector<std::optional<Revision>> stream_ends;
  std::vector<std::optional<Sequence>> issue_ends;
};

// The one rule for everything that is appended. Returns where the proposal's
// events stand in the log; with `repeated` set they have been there before, and
// there is nothing to write.
//   kAlreadyExists / COMMIT_ID_REUSED  the id names other content.
//   kAborted / CONFLICT                lists every condition that fails.
// A pure function: the same facts, proposal and time give the same decision.
absl::StatusOr<Commit> Decide(const Facts& facts,
                              const PreparedProposal& proposal, absl::Time now);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_DECIDE_H_
