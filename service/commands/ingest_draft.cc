#include "service/commands/ingest_draft.h"

#include <utility>
#include <vector>

#include "service/commands/drafter.h"
#include "service/commands/names.h"
#include "service/commands/readout_diff.h"

namespace chancery {
namespace {

// The standing records that come from a text.
std::vector<v1::Record> RecordsOfText(const ReadoutState& state) {
  std::vector<v1::Record> records;
  for (const v1::Record& record : state.records()) {
    if (record.has_span()) records.push_back(record);
  }
  SortByPlace(&records);
  return records;
}

std::vector<v1::Record> ToVector(const v1::ParseReadoutResponse& parsed) {
  return {parsed.records().begin(), parsed.records().end()};
}

// The answer, as far as it is known before the commit.
v1::IngestReadoutResponse AnswerFor(const std::string& stream,
                                    const v1::ParseReadoutResponse& parsed) {
  v1::IngestReadoutResponse response;
  response.set_name(stream);
  *response.mutable_readout() = parsed.readout();
  *response.mutable_records() = parsed.records();
  *response.mutable_touches() = parsed.touches();
  *response.mutable_unparsed() = parsed.unparsed();
  return response;
}

}  // namespace

IngestDraft DraftFirstText(const IngestCommand& command,
                           const std::string& stream,
                           const v1::ParseReadoutResponse& parsed,
                           const ReadoutState& before) {
  const DraftAuthor author = {command.correlation_id, command.principal};
  Drafter drafter(author, stream, parsed, before);
  drafter.AddReceived(command.source);
  drafter.AddText(std::vector<bool>(parsed.records_size(), true));
  IngestDraft draft;
  draft.response = AnswerFor(stream, parsed);
  draft.response.set_outcome(v1::INGEST_OUTCOME_CREATED);
  draft.made_by = drafter.made_by();
  draft.proposal = std::move(drafter.proposal());
  return draft;
}

IngestDraft DraftChangedText(const IngestCommand& command,
                             const std::string& stream,
                             const v1::ParseReadoutResponse& parsed,
                             const ReadoutState& before) {
  const std::vector<v1::Record> old_records = RecordsOfText(before);
  const std::vector<v1::Record> new_records = ToVector(parsed);
  const RecordDiff diff = DiffRecords(old_records, new_records);
  v1::ReadoutChange change = ChangeOf(old_records, new_records, diff);
  change.set_before_sha256(before.header().text_sha256());
  change.set_after_sha256(parsed.readout().text_sha256());
  for (std::string& field : DiffHeaders(before.header(), parsed.readout())) {
    change.add_header_fields(std::move(field));
  }

  IngestDraft draft;
  draft.response = AnswerFor(stream, parsed);
  draft.response.set_outcome(v1::INGEST_OUTCOME_REVISED);
  std::vector<bool> fresh(new_records.size(), true);
  for (const auto& [b, a] : diff.kept) {
    fresh[a] = false;
    v1::Record& kept = *draft.response.mutable_records(static_cast<int>(a));
    kept.set_name(old_records[b].name());
    kept.set_sequence(old_records[b].sequence());
  }

  const DraftAuthor author = {command.correlation_id, command.principal};
  Drafter drafter(author, stream, parsed, before);
  drafter.AddRevised({});  // What it says has names that come with the rest.
  drafter.AddText(fresh);
  SetNewNames(drafter, &change);
  for (const auto& changed : diff.changed) {
    drafter.AddRetracted(old_records[changed.before],
                         drafter.NameOf(drafter.made_by()[changed.after]));
  }
  for (const std::size_t b : diff.removed) {
    drafter.AddRetracted(old_records[b], "");
  }
  *draft.response.mutable_change() = change;
  draft.made_by = drafter.made_by();
  draft.proposal = std::move(drafter.proposal());
  *draft.proposal.events[0].event.mutable_readout_revised()->mutable_change() =
      std::move(change);
  return draft;
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
