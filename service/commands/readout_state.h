#ifndef CHANCERY_SERVICE_COMMANDS_READOUT_STATE_H_
#define CHANCERY_SERVICE_COMMANDS_READOUT_STATE_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/event.pb.h"
#include "chancery/v1/readout.pb.h"
#include "storage/log/event_log.h"

namespace chancery {

// The origin of what the parser made.
inline constexpr absl::string_view kParserOrigin = "parser";

// Whether the parser made this event, and no person gave a reason for it.
bool IsByParser(const v1::Event& event);

// A readout as the events of its stream tell it: what a command decides on. A
// fold of the stream alone, so that it is never older than the log.
class ReadoutState {
 public:
  explicit ReadoutState(absl::string_view stream) : stream_(stream) {}

  // Folds the next event of the stream, which stands at `revision` and, where
  // it is in the log already, at `sequence`.
  void Apply(const v1::Event& event, Revision revision,
             std::optional<Sequence> sequence, absl::string_view commit_id);

  // The revision of the last event of the stream; nullopt without events.
  std::optional<Revision> end() const { return end_; }

  // Whether the stream begins with a text, and what is known of the newest one.
  bool received() const { return received_; }
  const v1::ReadoutHeader& header() const { return header_; }
  const std::vector<v1::Unparsed>& unparsed() const { return unparsed_; }
  // Whether it was withdrawn, and no text has come since.
  bool withdrawn() const { return withdrawn_; }
  // The first and last event of the commit that brought the newest text, or
  // read it anew.
  Sequence text_first() const { return text_first_; }
  Sequence text_last() const { return text_last_; }

  // The records that stand, by sequence, with name and sequence; none once the
  // readout was withdrawn. The spans of those that a revision kept are of the
  // newest text.
  const std::vector<v1::Record>& records() const { return records_; }
  // The record of that name, if it stands.
  const v1::Record* Find(absl::string_view name) const;

  // Whether the parser made this record from a text.
  bool IsMadeByParser(const std::string& record) const {
    return made_by_parser_.contains(record);
  }
  // Whether it was resolved, rescheduled or ended since.
  bool IsDecided(const std::string& record) const {
    return decided_.contains(record);
  }
  // The records that anything but the parser retracted, as they stood.
  const std::vector<v1::Record>& set_aside() const { return set_aside_; }

  // The touches of the newest text.
  const std::vector<v1::Touch>& touches() const { return touches_; }

  // The issues of these records and touches, sorted, each once.
  std::vector<std::string> Issues() const;

 private:
  void AddRecord(const v1::Event& event, const v1::Record& record,
                 std::optional<Sequence> sequence);
  void Retract(const v1::Event& event);
  void MoveKept(const v1::ReadoutChange& change);
  void BeginText(const v1::ReadoutHeader& header,
                 std::vector<v1::Unparsed> unparsed,
                 std::optional<Sequence> sequence, absl::string_view commit_id);

  std::string stream_;
  std::optional<Revision> end_;
  bool received_ = false;
  bool withdrawn_ = false;
  v1::ReadoutHeader header_;
  std::vector<v1::Unparsed> unparsed_;
  std::string text_commit_;
  Sequence text_first_;
  Sequence text_last_;
  std::vector<v1::Record> records_;
  std::vector<v1::Touch> touches_;
  std::set<std::string> made_by_parser_;  // Record names.
  std::set<std::string> decided_;         // The same.
  std::vector<v1::Record> set_aside_;
};

// Where a fold stops.
struct ReadoutStateBounds {
  // In front of the events of this commit, if the stream has any: a request
  // that is sent again is judged as it was the first time.
  std::string before_commit;
  // Behind this revision.
  std::optional<Revision> until;
};

// Reads the stream from the log and folds it. A stream without events gives an
// empty state.
//   kDataLoss / CORRUPT  as EventLog::Read.
absl::StatusOr<ReadoutState> ReadReadoutState(
    const EventLog& log, absl::string_view stream,
    const ReadoutStateBounds& bounds = {});

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_READOUT_STATE_H_
