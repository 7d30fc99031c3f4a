#ifndef CHANCERY_SERVICE_COMMANDS_INGEST_DRAFT_H_
#define CHANCERY_SERVICE_COMMANDS_INGEST_DRAFT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "chancery/v1/readout_service.pb.h"
#include "service/commands/ingest.h"
#include "service/commands/readout_state.h"
#include "storage/log/proposal.h"

namespace chancery {

// What one parsed text appends to its readout, and the answer for when it has
// been.
struct IngestDraft {
  Proposal proposal;
  v1::IngestReadoutResponse response;
  // For each record of the response the event of the proposal that makes it;
  // kStands for one that a former text made.
  std::vector<std::size_t> made_by;
  static constexpr std::size_t kStands = static_cast<std::size_t>(-1);
};

// ReadoutReceived, and the records and touches in the order of the text. The
// stream must hold no text. Commit id and document are the caller's to set.
IngestDraft DraftFirstText(const IngestCommand& command,
                           const std::string& stream,
                           const v1::ParseReadoutResponse& parsed,
                           const ReadoutState& before);

// ReadoutRevised; the records that are new and every touch, in the order of the
// text; and the retractions of the records that the text no longer has. A
// record without a span was never in a text: it is left alone.
IngestDraft DraftChangedText(const IngestCommand& command,
                             const std::string& stream,
                             const v1::ParseReadoutResponse& parsed,
                             const ReadoutState& before);

// The answer for a text that is on record already as the newest of its readout.
v1::IngestReadoutResponse AnswerUnchanged(absl::string_view text,
                                          const std::string& stream,
                                          const ReadoutState& state);

// Completes the answer with what only the commit knows.
v1::IngestReadoutResponse AnswerCommitted(IngestDraft draft,
                                          const Commit& commit);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_INGEST_DRAFT_H_
