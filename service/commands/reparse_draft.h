#ifndef CHANCERY_SERVICE_COMMANDS_REPARSE_DRAFT_H_
#define CHANCERY_SERVICE_COMMANDS_REPARSE_DRAFT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "chancery/v1/readout_service.pb.h"
#include "service/commands/drafter.h"
#include "service/commands/readout_state.h"
#include "storage/log/proposal.h"

namespace chancery {

// What a new reading of a readout's text appends, and the answer for it.
struct ReparseDraft {
  Proposal proposal;
  v1::ReparseReadoutsResponse response;
  // For each record of the response the event of the proposal that makes its
  // `after`; Drafter::kNoEvent: none does.
  std::vector<std::size_t> made_by;
};

// Compares what `parsed` says with what stands. Both are of the same text.
// Commit id is the caller's to set.
//
// A record that the parser made is read as it was, otherwise, or no longer. One
// that anything else made, retracted, resolved, rescheduled or ended is left
// alone, and a new one in its place is not made. Pure.
ReparseDraft DraftReparse(const DraftAuthor& author, const std::string& stream,
                          const v1::ParseReadoutResponse& parsed,
                          const ReadoutState& before);

// Completes the answer with what only the commit knows.
v1::ReparseReadoutsResponse AnswerCommitted(ReparseDraft draft,
                                            const Commit& commit);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_REPARSE_DRAFT_H_
