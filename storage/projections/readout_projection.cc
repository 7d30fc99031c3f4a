#include "storage/projections/readout_projection.h"

#include <set>
#include <string>

#include "chancery/v1/readout.pb.h"
#include "storage/projections/readout_rows.h"
#include "storage/projections/standing_records.h"

namespace chancery {
namespace {

// Where the readout is listed; nowhere before it was received.
std::set<std::string> ListKeys(const v1::Readout& readout) {
  std::set<std::string> keys;
  if (!readout.has_header()) return keys;
  const uint64_t day = FallingDay(ParseIsoDate(readout.header().held_on()));
  keys.insert(AllReadoutsKey().Number(day).Text(readout.name()).bytes());
  for (const std::string& party : readout.header().parties()) {
    keys.insert(
        PartyReadoutsKey(party).Number(day).Text(readout.name()).bytes());
  }
  return keys;
}

void Count(const StandingRecord& standing, int step, v1::Readout& readout) {
  switch (standing.record().kind()) {
    case v1::RECORD_KIND_STATEMENT:
      readout.set_statements(readout.statements() + step);
      break;
    case v1::RECORD_KIND_AGREEMENT:
      readout.set_agreements(readout.agreements() + step);
      break;
    case v1::RECORD_KIND_FOLLOW_UP:
      readout.set_follow_ups(readout.follow_ups() + step);
      break;
    case v1::RECORD_KIND_UNSPECIFIED:
    case v1::RecordKind_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::RecordKind_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
}

// Folds one event into the rows of its readout.
class ReadoutFold {
 public:
  ReadoutFold(const v1::RecordedEvent& recorded, Rows& rows)
      : recorded_(recorded), rows_(rows) {}

  absl::Status Run() {
    const auto deltas = DeltasOf(recorded_, rows_);
    if (!deltas.ok()) return deltas.status();
    const auto found =
        rows_.Read(ReadoutKey(recorded_.stream()).bytes(), before_);
    if (!found.ok()) return found.status();
    after_ = before_;
    after_.set_name(recorded_.stream());
    after_.set_last_sequence(recorded_.sequence());
    for (const RecordDelta& delta : deltas->records) {
      if (delta.before.has_value()) Count(*delta.before, -1, after_);
      if (delta.after.has_value()) Count(*delta.after, 1, after_);
    }
    WriteDeltas(*deltas, rows_);
    absl::Status folded = FoldText();
    if (folded.ok()) Store();
    return folded;
  }

 private:
  absl::Status FoldText() {
    const v1::Event& event = recorded_.event();
    if (event.has_readout_received()) {
      const v1::ReadoutReceived& received = event.readout_received();
      after_.set_source(received.source());
      CountText();
      if (!before_.has_header()) {
        *after_.mutable_record_time() = recorded_.record_time();
      }
      return TakeText(received.header(), received.unparsed());
    }
    if (event.has_readout_revised()) {
      // The same text under another date was not brought anew.
      const std::string& sha256 =
          event.readout_revised().header().text_sha256();
      if (before_.withdrawn() || sha256.empty() ||
          sha256 != before_.header().text_sha256()) {
        CountText();
      }
      // A publisher who brings a text has the readout out again.
      after_.set_withdrawn(false);
      return TakeText(event.readout_revised().header(),
                      event.readout_revised().unparsed());
    }
    if (event.has_readout_reparsed()) {
      return TakeText(event.readout_reparsed().header(),
                      event.readout_reparsed().unparsed());
    }
    if (event.has_readout_withdrawn()) after_.set_withdrawn(true);
    return absl::OkStatus();
  }

  void CountText() { after_.set_text_revisions(after_.text_revisions() + 1); }

  absl::Status TakeText(
      const v1::ReadoutHeader& header,
      const google::protobuf::RepeatedPtrField<v1::Unparsed>& unparsed) {
    *after_.mutable_header() = header;
    const RowKey list = UnparsedKey(recorded_.stream());
    const auto former = rows_.All(list);
    if (!former.ok()) return former.status();
    for (const Row& row : *former) rows_.Delete(list.bytes() + row.suffix);
    for (int i = 0; i < unparsed.size(); ++i) {
      rows_.Put(RowKey(list).Number(i).bytes(), unparsed[i]);
    }
    return absl::OkStatus();
  }

  void Store() {
    const std::set<std::string> listed = ListKeys(before_);
    const std::set<std::string> to_list = ListKeys(after_);
    for (const std::string& key : listed) {
      if (!to_list.contains(key)) rows_.Delete(key);
    }
    for (const std::string& key : to_list) {
      if (!listed.contains(key)) rows_.Put(key, absl::string_view());
    }
    rows_.Put(ReadoutKey(recorded_.stream()).bytes(), after_);
  }

  const v1::RecordedEvent& recorded_;
  Rows& rows_;
  v1::Readout before_;
  v1::Readout after_;
};

}  // namespace

absl::Status ReadoutProjection::Apply(const v1::RecordedEvent& recorded,
                                      Rows& rows) const {
  switch (recorded.event().body_case()) {
    case v1::Event::kReadoutReceived:
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
      return ReadoutFold(recorded, rows).Run();
    case v1::Event::BODY_NOT_SET:
      break;
  }
  return UnknownEvent(name(), recorded);
}

}  // namespace chancery
