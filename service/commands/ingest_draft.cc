#include "service/commands/ingest_draft.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "service/commands/names.h"
#include "service/commands/readout_diff.h"

namespace chancery {
namespace {

constexpr absl::string_view kOrigin = "parser";

v1::Event RecordEvent(const v1::Record& record) {
  v1::Event event;
  if (record.kind() == v1::RECORD_KIND_AGREEMENT) {
    *event.mutable_agreement_reached()->mutable_record() = record;
  } else if (record.kind() == v1::RECORD_KIND_FOLLOW_UP) {
    *event.mutable_follow_up_planned()->mutable_record() = record;
  } else {
    *event.mutable_statement_made()->mutable_record() = record;
  }
  return event;
}

v1::Lineage LineageOf(const v1::ReadoutHeader& header) {
  v1::Lineage lineage;
  lineage.set_text_sha256(header.text_sha256());
  lineage.set_parser_version(header.parser_version());
  lineage.set_lexicon_version(header.lexicon_version());
  lineage.set_taxonomy_version(header.taxonomy_version());
  lineage.set_registry_sha256(header.registry_sha256());
  return lineage;
}

// Builds a draft event by event.
class Drafter {
 public:
  Drafter(const IngestCommand& command, const std::string& stream,
          const v1::ParseReadoutResponse& parsed, const ReadoutState& before)
      : command_(command), stream_(stream), parsed_(parsed), before_(before) {
    draft_.response.set_name(stream);
    *draft_.response.mutable_readout() = parsed.readout();
    *draft_.response.mutable_records() = parsed.records();
    *draft_.response.mutable_touches() = parsed.touches();
    *draft_.response.mutable_unparsed() = parsed.unparsed();
    draft_.made_by.assign(parsed.records_size(), IngestDraft::kStands);
    draft_.proposal.principal = command.principal;
    draft_.proposal.conditions.push_back(
        {stream, before.end().has_value()
                     ? ExpectedRevision::Exactly(*before.end())
                     : ExpectedRevision::NoStream()});
  }

  void Add(v1::Event event) {
    event.set_occurred(parsed_.readout().held_on());
    event.set_correlation_id(command_.correlation_id);
    event.set_origin(std::string{kOrigin});
    *event.mutable_lineage() = LineageOf(parsed_.readout());
    draft_.proposal.events.push_back({stream_, std::move(event)});
  }

  void AddReceived() {
    v1::Event event;
    v1::ReadoutReceived& body = *event.mutable_readout_received();
    body.set_source(command_.source);
    *body.mutable_header() = parsed_.readout();
    *body.mutable_unparsed() = parsed_.unparsed();
    Add(std::move(event));
  }

  void AddRevised(v1::ReadoutChange change) {
    v1::Event event;
    v1::ReadoutRevised& body = *event.mutable_readout_revised();
    *body.mutable_header() = parsed_.readout();
    *body.mutable_unparsed() = parsed_.unparsed();
    *body.mutable_change() = change;
    *draft_.response.mutable_change() = std::move(change);
    Add(std::move(event));
  }

  // Adds the marked records and every touch, in the order of the text.
  void AddText(const std::vector<bool>& records) {
    int r = 0;
    int t = 0;
    while (r < parsed_.records_size() || t < parsed_.touches_size()) {
      const bool record_next =
          t == parsed_.touches_size() ||
          (r < parsed_.records_size() && parsed_.records(r).span().begin() <=
                                             parsed_.touches(t).span().begin());
      if (record_next) {
        if (records[r]) AddRecord(r);
        ++r;
      } else {
        AddTouch(t++);
      }
    }
  }

  void AddRetracted(const v1::Record& record, const std::string& replaced_by) {
    v1::Event event;
    v1::RecordRetracted& body = *event.mutable_record_retracted();
    body.set_record(record.name());
    body.set_replaced_by(replaced_by);
    body.set_issue(record.issue());
    Add(std::move(event));
  }

  // The name that the record made by an event of the proposal will have.
  std::string NameOf(std::size_t event) const {
    const uint64_t begin =
        before_.end().has_value() ? before_.end()->value + 1 : 0;
    return RecordName(stream_, Revision{begin + event});
  }

  IngestDraft& draft() { return draft_; }

 private:
  void AddRecord(int r) {
    draft_.made_by[r] = draft_.proposal.events.size();
    Add(RecordEvent(parsed_.records(r)));
  }
  void AddTouch(int t) {
    v1::Event event;
    *event.mutable_topic_touched()->mutable_touch() = parsed_.touches(t);
    Add(std::move(event));
  }

  const IngestCommand& command_;
  const std::string& stream_;
  const v1::ParseReadoutResponse& parsed_;
  const ReadoutState& before_;
  IngestDraft draft_;
};

// The standing records that come from a text.
std::vector<v1::Record> RecordsOfText(const ReadoutState& state) {
  std::vector<v1::Record> records;
  for (const v1::Record& record : state.records()) {
    if (record.has_span()) records.push_back(record);
  }
  std::stable_sort(records.begin(), records.end(),
                   [](const v1::Record& a, const v1::Record& b) {
                     return a.span().begin() < b.span().begin();
                   });
  return records;
}

std::vector<v1::Record> ToVector(const v1::ParseReadoutResponse& parsed) {
  return {parsed.records().begin(), parsed.records().end()};
}

// Fills the change with what it says of records: those added or changed in the
// order of the text, then those removed, and those kept. Names of new records
// are set by SetNewNames.
v1::ReadoutChange ChangeOf(const std::vector<v1::Record>& before,
                           const std::vector<v1::Record>& after,
                           const RecordDiff& diff) {
  struct Entry {
    std::size_t after;
    v1::RecordChange change;
  };
  std::vector<Entry> entries;
  for (const auto& [b, a, differences] : diff.changed) {
    Entry& entry = entries.emplace_back();
    entry.after = a;
    entry.change.set_before(before[b].name());
    entry.change.set_before_quote(before[b].quote());
    entry.change.set_after_quote(after[a].quote());
    *entry.change.mutable_differences() = {differences.begin(),
                                           differences.end()};
  }
  for (const std::size_t a : diff.added) {
    Entry& entry = entries.emplace_back();
    entry.after = a;
    entry.change.set_after_quote(after[a].quote());
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& x, const Entry& y) { return x.after < y.after; });
  v1::ReadoutChange change;
  for (Entry& entry : entries) *change.add_changes() = std::move(entry.change);
  for (const std::size_t b : diff.removed) {
    v1::RecordChange& removed = *change.add_changes();
    removed.set_before(before[b].name());
    removed.set_before_quote(before[b].quote());
  }
  for (const auto& [b, a] : diff.kept) {
    v1::KeptRecord& kept = *change.add_kept();
    kept.set_record(before[b].name());
    *kept.mutable_span() = after[a].span();
  }
  return change;
}

// Names the new records of a change: its first entries are, in the order of the
// text, the records that events of the proposal make.
void SetNewNames(const Drafter& drafter, const std::vector<std::size_t>& made,
                 v1::ReadoutChange* change) {
  int entry = 0;
  for (const std::size_t event : made) {
    if (event == IngestDraft::kStands) continue;
    change->mutable_changes(entry++)->set_after(drafter.NameOf(event));
  }
}

}  // namespace

IngestDraft DraftFirstText(const IngestCommand& command,
                           const std::string& stream,
                           const v1::ParseReadoutResponse& parsed,
                           const ReadoutState& before) {
  Drafter drafter(command, stream, parsed, before);
  drafter.AddReceived();
  drafter.AddText(std::vector<bool>(parsed.records_size(), true));
  drafter.draft().response.set_outcome(v1::INGEST_OUTCOME_CREATED);
  return std::move(drafter.draft());
}

IngestDraft DraftChangedText(const IngestCommand& command,
                             const std::string& stream,
                             const v1::ParseReadoutResponse& parsed,
                             const ReadoutState& before) {
  const std::vector<v1::Record> old_records = RecordsOfText(before);
  const std::vector<v1::Record> new_records = ToVector(parsed);
  const RecordDiff diff = DiffRecords(old_records, new_records);
  Drafter drafter(command, stream, parsed, before);
  IngestDraft& draft = drafter.draft();
  v1::ReadoutChange change = ChangeOf(old_records, new_records, diff);
  change.set_before_sha256(before.header().text_sha256());
  change.set_after_sha256(parsed.readout().text_sha256());
  for (std::string& field : DiffHeaders(before.header(), parsed.readout())) {
    change.add_header_fields(std::move(field));
  }
  drafter.AddRevised(std::move(change));

  std::vector<bool> fresh(new_records.size(), true);
  for (const auto& [b, a] : diff.kept) {
    fresh[a] = false;
    v1::Record& kept = *draft.response.mutable_records(static_cast<int>(a));
    kept.set_name(old_records[b].name());
    kept.set_sequence(old_records[b].sequence());
  }
  drafter.AddText(fresh);
  SetNewNames(drafter, draft.made_by, draft.response.mutable_change());
  *draft.proposal.events[0].event.mutable_readout_revised()->mutable_change() =
      draft.response.change();

  for (const auto& changed : diff.changed) {
    drafter.AddRetracted(old_records[changed.before],
                         drafter.NameOf(draft.made_by[changed.after]));
  }
  for (const std::size_t b : diff.removed) {
    drafter.AddRetracted(old_records[b], "");
  }
  draft.response.set_outcome(v1::INGEST_OUTCOME_REVISED);
  return std::move(draft);
}

v1::IngestReadoutResponse AnswerUnchanged(absl::string_view text,
                                          const std::string& stream,
                                          const ReadoutState& state) {
  v1::IngestReadoutResponse response;
  response.set_outcome(v1::INGEST_OUTCOME_UNCHANGED);
  response.set_name(stream);
  *response.mutable_readout() = state.header();
  for (v1::Record& record : RecordsOfText(state)) {
    // A revision keeps a record whose line breaks alone have changed.
    const v1::Span& span = record.span();
    if (span.begin() <= span.end() && span.end() <= text.size()) {
      record.set_quote(
          std::string{text.substr(span.begin(), span.end() - span.begin())});
    }
    *response.add_records() = std::move(record);
  }
  for (const v1::Touch& touch : state.touches()) {
    *response.add_touches() = touch;
  }
  for (const v1::Unparsed& unparsed : state.unparsed()) {
    *response.add_unparsed() = unparsed;
  }
  response.set_first_sequence(state.text_first().value);
  response.set_last_sequence(state.text_last().value);
  return response;
}

v1::IngestReadoutResponse AnswerCommitted(IngestDraft draft,
                                          const Commit& commit) {
  v1::IngestReadoutResponse& response = draft.response;
  for (int r = 0; r < response.records_size(); ++r) {
    const std::size_t event = draft.made_by[r];
    if (event == IngestDraft::kStands) continue;
    v1::Record& record = *response.mutable_records(r);
    record.set_name(RecordName(response.name(), commit.revisions[event]));
    record.set_sequence(commit.first.value + event);
  }
  response.set_first_sequence(commit.first.value);
  response.set_last_sequence(commit.last.value);
  return std::move(response);
}

}  // namespace chancery
