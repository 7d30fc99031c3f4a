#ifndef CHANCERY_SERVICE_COMMANDS_DRAFTER_H_
#define CHANCERY_SERVICE_COMMANDS_DRAFTER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "chancery/v1/readout_service.pb.h"
#include "service/commands/readout_diff.h"
#include "service/commands/readout_state.h"
#include "storage/log/proposal.h"

namespace chancery {

// For whom a draft is made.
struct DraftAuthor {
  std::string correlation_id;  // Or empty.
  std::string principal;
};

// By what a text with this header was read.
v1::Lineage LineageOf(const v1::ReadoutHeader& header);

// Builds the proposal that one parsed text makes of its readout, event by
// event. Every event says that the parser made it, of which text and by which
// versions, and occurred on the contact's date. What is handed in outlives the
// drafter.
class Drafter {
 public:
  static constexpr std::size_t kNoEvent = static_cast<std::size_t>(-1);

  // The proposal is under the condition that the stream still ends as `before`
  // says.
  Drafter(const DraftAuthor& author, const std::string& stream,
          const v1::ParseReadoutResponse& parsed, const ReadoutState& before);

  void AddReceived(const std::string& source);
  // Header and what was not understood are taken from the parsed text.
  void AddRevised(v1::ReadoutChange change);
  void AddReparsed(v1::ReadoutReparsed reparsed);

  // Adds the records that are marked, and every touch, in the order of the
  // text.
  void AddText(const std::vector<bool>& records);
  // The same, without the touches.
  void AddRecords(const std::vector<bool>& records);

  void AddRetracted(const v1::Record& record, const std::string& replaced_by);

  // The name that the record made by an event of the proposal will have.
  std::string NameOf(std::size_t event) const;

  // For each record of the text the event that makes it; kNoEvent: none does.
  const std::vector<std::size_t>& made_by() const { return made_by_; }
  Proposal& proposal() { return proposal_; }

 private:
  void Add(v1::Event event);
  void AddRecord(int r);
  void AddTouch(int t);

  const DraftAuthor& author_;
  const std::string& stream_;
  const v1::ParseReadoutResponse& parsed_;
  const ReadoutState& before_;
  std::vector<std::size_t> made_by_;
  Proposal proposal_;
};

// Orders records as they stand in the text.
void SortByPlace(std::vector<v1::Record>* records);

// What a diff says of records: those added or changed in the order of the text,
// then those removed, and those kept. New records have no names yet.
v1::ReadoutChange ChangeOf(absl::Span<const v1::Record> before,
                           absl::Span<const v1::Record> after,
                           const RecordDiff& diff);

// Names the new records of a change: its first entries are, in the order of the
// text, the records that events of the proposal make.
void SetNewNames(const Drafter& drafter, v1::ReadoutChange* change);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_DRAFTER_H_
