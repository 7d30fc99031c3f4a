#include "service/commands/drafter.h"

#include <algorithm>
#include <utility>

#include "service/commands/names.h"

namespace chancery {
namespace {

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

}  // namespace

v1::Lineage LineageOf(const v1::ReadoutHeader& header) {
  v1::Lineage lineage;
  lineage.set_text_sha256(header.text_sha256());
  lineage.set_parser_version(header.parser_version());
  lineage.set_lexicon_version(header.lexicon_version());
  lineage.set_taxonomy_version(header.taxonomy_version());
  lineage.set_registry_sha256(header.registry_sha256());
  return lineage;
}

Drafter::Drafter(const DraftAuthor& author, const std::string& stream,
                 const v1::ParseReadoutResponse& parsed,
                 const ReadoutState& before)
    : author_(author),
      stream_(stream),
      parsed_(parsed),
      before_(before),
      made_by_(static_cast<std::size_t>(parsed.records_size()), kNoEvent) {
  proposal_.principal = author.principal;
  proposal_.conditions.push_back(
      {stream, before.end().has_value()
                   ? ExpectedRevision::Exactly(*before.end())
                   : ExpectedRevision::NoStream()});
}

void Drafter::AddReceived(const std::string& source) {
  v1::Event event;
  v1::ReadoutReceived& body = *event.mutable_readout_received();
  body.set_source(source);
  *body.mutable_header() = parsed_.readout();
  *body.mutable_unparsed() = parsed_.unparsed();
  Add(std::move(event));
}

void Drafter::AddRevised(v1::ReadoutChange change) {
  v1::Event event;
  v1::ReadoutRevised& body = *event.mutable_readout_revised();
  *body.mutable_header() = parsed_.readout();
  *body.mutable_unparsed() = parsed_.unparsed();
  *body.mutable_change() = std::move(change);
  Add(std::move(event));
}

void Drafter::AddReparsed(v1::ReadoutReparsed reparsed) {
  v1::Event event;
  v1::ReadoutReparsed& body = *event.mutable_readout_reparsed();
  body = std::move(reparsed);
  *body.mutable_header() = parsed_.readout();
  *body.mutable_unparsed() = parsed_.unparsed();
  Add(std::move(event));
}

void Drafter::AddText(const std::vector<bool>& records) {
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

void Drafter::AddRecords(const std::vector<bool>& records) {
  for (int r = 0; r < parsed_.records_size(); ++r) {
    if (records[r]) AddRecord(r);
  }
}

void Drafter::AddRetracted(const v1::Record& record,
                           const std::string& replaced_by) {
  v1::Event event;
  v1::RecordRetracted& body = *event.mutable_record_retracted();
  body.set_record(record.name());
  body.set_replaced_by(replaced_by);
  body.set_issue(record.issue());
  Add(std::move(event));
}

std::string Drafter::NameOf(std::size_t event) const {
  const uint64_t begin =
      before_.end().has_value() ? before_.end()->value + 1 : 0;
  return RecordName(stream_, Revision{begin + event});
}

void Drafter::Add(v1::Event event) {
  event.set_occurred(parsed_.readout().held_on());
  event.set_correlation_id(author_.correlation_id);
  event.set_origin(std::string{kParserOrigin});
  *event.mutable_lineage() = LineageOf(parsed_.readout());
  proposal_.events.push_back({stream_, std::move(event)});
}

void Drafter::AddRecord(int r) {
  made_by_[r] = proposal_.events.size();
  Add(RecordEvent(parsed_.records(r)));
}

void Drafter::AddTouch(int t) {
  v1::Event event;
  *event.mutable_topic_touched()->mutable_touch() = parsed_.touches(t);
  Add(std::move(event));
}

void SortByPlace(std::vector<v1::Record>* records) {
  std::stable_sort(records->begin(), records->end(),
                   [](const v1::Record& a, const v1::Record& b) {
                     return a.span().begin() < b.span().begin();
                   });
}

v1::ReadoutChange ChangeOf(absl::Span<const v1::Record> before,
                           absl::Span<const v1::Record> after,
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

void SetNewNames(const Drafter& drafter, v1::ReadoutChange* change) {
  int entry = 0;
  for (const std::size_t event : drafter.made_by()) {
    if (event == Drafter::kNoEvent) continue;
    change->mutable_changes(entry++)->set_after(drafter.NameOf(event));
  }
}

}  // namespace chancery
