#include "service/commands/readout_state.h"

#include <algorithm>

#include "service/commands/names.h"

namespace chancery {
namespace {

template <typename Repeated>
std::vector<v1::Unparsed> ToVector(const Repeated& unparsed) {
  return {unparsed.begin(), unparsed.end()};
}

void Shift(v1::Span* span, int64_t by) {
  span->set_begin(static_cast<uint32_t>(span->begin() + by));
  span->set_end(static_cast<uint32_t>(span->end() + by));
}

// Moves a record to its place in a changed text, and the spans inside with it.
void MoveTo(const v1::Span& span, v1::Record* record) {
  const int64_t by =
      static_cast<int64_t>(span.begin()) - record->span().begin();
  *record->mutable_span() = span;
  if (record->has_head_span()) Shift(record->mutable_head_span(), by);
  if (record->has_actor_span()) Shift(record->mutable_actor_span(), by);
  if (record->has_due_span()) Shift(record->mutable_due_span(), by);
}

}  // namespace

bool IsByParser(const v1::Event& event) {
  return event.origin() == kParserOrigin && event.reason().empty();
}

void ReadoutState::BeginText(const v1::ReadoutHeader& header,
                             std::vector<v1::Unparsed> unparsed,
                             std::optional<Sequence> sequence,
                             absl::string_view commit_id) {
  received_ = true;
  withdrawn_ = false;
  header_ = header;
  unparsed_ = std::move(unparsed);
  text_commit_ = std::string(commit_id);
  text_first_ = sequence.value_or(Sequence{});
}

void ReadoutState::AddRecord(const v1::Event& event, const v1::Record& record,
                             std::optional<Sequence> sequence) {
  v1::Record& added = records_.emplace_back(record);
  added.set_name(RecordName(stream_, *end_));
  if (sequence.has_value()) {
    added.set_sequence(sequence->value);
  } else {
    added.clear_sequence();
  }
  if (IsByParser(event) && record.has_span()) {
    made_by_parser_.insert(added.name());
  }
}

void ReadoutState::Retract(const v1::Event& event) {
  const std::string& name = event.record_retracted().record();
  const v1::Record* const record = Find(name);
  if (record == nullptr) return;
  if (!IsByParser(event)) set_aside_.push_back(*record);
  std::erase_if(records_,
                [&](const v1::Record& r) { return r.name() == name; });
}

void ReadoutState::MoveKept(const v1::ReadoutChange& change) {
  for (const v1::KeptRecord& kept : change.kept()) {
    for (v1::Record& record : records_) {
      if (record.name() == kept.record()) MoveTo(kept.span(), &record);
    }
  }
}

void ReadoutState::Apply(const v1::Event& event, Revision revision,
                         std::optional<Sequence> sequence,
                         absl::string_view commit_id) {
  end_ = revision;
  switch (event.body_case()) {
    case v1::Event::kReadoutReceived:
      BeginText(event.readout_received().header(),
                ToVector(event.readout_received().unparsed()), sequence,
                commit_id);
      break;
    case v1::Event::kReadoutRevised:
      BeginText(event.readout_revised().header(),
                ToVector(event.readout_revised().unparsed()), sequence,
                commit_id);
      MoveKept(event.readout_revised().change());
      touches_.clear();  // Touches are of one text; each brings its own.
      break;
    case v1::Event::kReadoutReparsed:
      BeginText(event.readout_reparsed().header(),
                ToVector(event.readout_reparsed().unparsed()), sequence,
                commit_id);
      MoveKept(event.readout_reparsed().change());
      if (!event.readout_reparsed().touches_stand()) touches_.clear();
      break;
    case v1::Event::kStatementMade:
      AddRecord(event, event.statement_made().record(), sequence);
      break;
    case v1::Event::kAgreementReached:
      AddRecord(event, event.agreement_reached().record(), sequence);
      break;
    case v1::Event::kFollowUpPlanned:
      AddRecord(event, event.follow_up_planned().record(), sequence);
      break;
    case v1::Event::kTopicTouched:
      touches_.push_back(event.topic_touched().touch());
      break;
    case v1::Event::kRecordRetracted:
      Retract(event);
      break;
    case v1::Event::kReadoutWithdrawn:
      withdrawn_ = true;
      records_.clear();
      touches_.clear();
      break;
    // The record stands as it was made; the views tell its fate.
    case v1::Event::kFollowUpResolved:
      decided_.insert(event.follow_up_resolved().record());
      break;
    case v1::Event::kFollowUpRescheduled:
      decided_.insert(event.follow_up_rescheduled().record());
      break;
    case v1::Event::kAgreementEnded:
      decided_.insert(event.agreement_ended().record());
      break;
    case v1::Event::BODY_NOT_SET:
      break;  // Of a newer release: it makes and retracts nothing known here.
  }
  if (sequence.has_value() && commit_id == text_commit_) {
    text_last_ = *sequence;
  }
}

const v1::Record* ReadoutState::Find(absl::string_view name) const {
  for (const v1::Record& record : records_) {
    if (record.name() == name) return &record;
  }
  return nullptr;
}

std::vector<std::string> ReadoutState::Issues() const {
  std::vector<std::string> issues;
  for (const v1::Record& record : records_) issues.push_back(record.issue());
  for (const v1::Touch& touch : touches_) issues.push_back(touch.issue());
  std::erase(issues, std::string());
  std::sort(issues.begin(), issues.end());
  issues.erase(std::unique(issues.begin(), issues.end()), issues.end());
  return issues;
}

absl::StatusOr<ReadoutState> ReadReadoutState(
    const EventLog& log, absl::string_view stream,
    const ReadoutStateBounds& bounds) {
  ReadoutState state(stream);
  ReadOptions options;
  options.scope = ReadOptions::Scope::kStream;
  options.name = std::string(stream);
  absl::Status parsed;
  for (bool more = true; more;) {
    options.from = state.end().has_value() ? state.end()->value + 1 : 0;
    std::size_t visited = 0;
    more = false;
    const absl::Status read = log.Read(options, [&](const StoredEvent& stored) {
      const EventHeader& header = stored.header;
      if (bounds.until.has_value() && header.revision > *bounds.until) {
        more = false;
        return false;
      }
      if (!bounds.before_commit.empty() &&
          header.commit_id == bounds.before_commit) {
        more = false;
        return false;
      }
      const auto recorded = ToRecordedEvent(stored);
      parsed = recorded.status();
      more = parsed.ok();
      if (!parsed.ok()) return false;
      state.Apply(recorded->event(), header.revision, header.sequence,
                  header.commit_id);
      ++visited;
      return true;
    });
    if (!read.ok()) return read;
    if (!parsed.ok()) return parsed;
    more = more && visited > 0;
  }
  return state;
}

}  // namespace chancery
