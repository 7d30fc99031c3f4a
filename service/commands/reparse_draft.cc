#include "service/commands/reparse_draft.h"

#include <algorithm>
#include <utility>

#include "google/protobuf/util/message_differencer.h"
#include "service/commands/names.h"
#include "service/commands/readout_diff.h"

namespace chancery {
namespace {

// Clients take messages of 4 MiB by default.
constexpr std::size_t kRecordsBytesMax = std::size_t{1} << 20;

using Records = std::vector<v1::Record>;

// Records that the parser may change, and those it may not: made by somebody
// else, or retracted by them.
struct Standing {
  Records parsers;
  Records others;
};

Standing SplitStanding(const ReadoutState& state) {
  Standing standing;
  for (const v1::Record& record : state.records()) {
    if (state.IsMadeByParser(record.name())) {
      standing.parsers.push_back(record);
    } else {
      standing.others.push_back(record);
    }
  }
  standing.others.insert(standing.others.end(), state.set_aside().begin(),
                         state.set_aside().end());
  SortByPlace(&standing.parsers);
  return standing;
}

bool Overlap(const v1::Span& a, const v1::Span& b) {
  return a.begin() < b.end() && b.begin() < a.end();
}

// What a new reading changes, and what it would, were it not for somebody's
// decision.
struct Reading {
  RecordDiff diff;
  // Pairs of a decided record and a new one; the first of Standing::parsers,
  // the second of Standing::others.
  std::vector<RecordDiff::Changed> left_alone;
  std::vector<RecordDiff::Changed> left_to_others;
  std::vector<std::size_t> left_standing;  // Not read any more.
};

// Takes what is decided out of the diff.
void SpareDecided(const ReadoutState& state, const Records& before,
                  Reading* reading) {
  const auto decided = [&](std::size_t b) {
    return state.IsDecided(before[b].name());
  };
  RecordDiff& diff = reading->diff;
  for (const RecordDiff::Changed& changed : diff.changed) {
    if (decided(changed.before)) reading->left_alone.push_back(changed);
  }
  std::erase_if(diff.changed, [&](const RecordDiff::Changed& changed) {
    return decided(changed.before);
  });
  for (const std::size_t b : diff.removed) {
    if (decided(b)) reading->left_standing.push_back(b);
  }
  std::erase_if(diff.removed, decided);
}

// Takes new records out of the diff that somebody else made better, or
// retracted: the same, or others from the same place of the text.
void SpareOthers(const Records& others, const Records& after,
                 Reading* reading) {
  Records added;
  for (const std::size_t a : reading->diff.added) added.push_back(after[a]);
  RecordDiff diff = DiffRecords(others, added);
  for (const auto& [b, a] : diff.kept) diff.changed.push_back({b, a, {}});
  std::vector<bool> spared(added.size());
  for (RecordDiff::Changed& pair : diff.changed) {
    if (!pair.differences.empty() &&
        !Overlap(others[pair.before].span(), added[pair.after].span())) {
      continue;
    }
    spared[pair.after] = true;
    pair.after = reading->diff.added[pair.after];
    reading->left_to_others.push_back(std::move(pair));
  }
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < added.size(); ++i) {
    if (!spared[i]) left.push_back(reading->diff.added[i]);
  }
  reading->diff.added = std::move(left);
}

Reading Compare(const ReadoutState& state, const Standing& standing,
                const Records& after) {
  Reading reading;
  RecordDiff& diff = reading.diff;
  diff = DiffRecords(standing.parsers, after);
  // Of two texts it is enough that the records agree in what they say; of one
  // text every field has to.
  std::vector<RecordDiff::Kept> kept;
  for (const RecordDiff::Kept& pair : diff.kept) {
    std::vector<std::string> fields =
        DiffFields(standing.parsers[pair.before], after[pair.after]);
    if (fields.empty()) {
      kept.push_back(pair);
    } else {
      diff.changed.push_back({pair.before, pair.after, std::move(fields)});
    }
  }
  diff.kept = std::move(kept);
  std::sort(diff.changed.begin(), diff.changed.end(),
            [](const auto& x, const auto& y) { return x.after < y.after; });
  SpareDecided(state, standing.parsers, &reading);
  SpareOthers(standing.others, after, &reading);
  return reading;
}

bool SameTouches(const v1::ParseReadoutResponse& parsed,
                 const ReadoutState& before) {
  using google::protobuf::util::MessageDifferencer;
  return parsed.readout().held_on() == before.header().held_on() &&
         std::equal(parsed.touches().begin(), parsed.touches().end(),
                    before.touches().begin(), before.touches().end(),
                    [](const v1::Touch& a, const v1::Touch& b) {
                      return MessageDifferencer::Equals(a, b);
                    });
}

// Puts the answer together, within its bounds.
class Answer {
 public:
  explicit Answer(ReparseDraft* draft) : draft_(*draft) {}

  void Add(const v1::Record* before, const v1::Record* after,
           const std::vector<std::string>& differences, std::size_t made_by) {
    v1::ReparsedRecord record;
    if (before != nullptr) *record.mutable_before() = *before;
    if (after != nullptr) *record.mutable_after() = *after;
    *record.mutable_differences() = {differences.begin(), differences.end()};
    Add(std::move(record), made_by);
  }

  void AddLeftAlone(const v1::Record& before, const v1::Record* after,
                    const std::vector<std::string>& differences) {
    v1::ReparsedRecord record;
    *record.mutable_before() = before;
    if (after != nullptr) *record.mutable_after() = *after;
    *record.mutable_differences() = {differences.begin(), differences.end()};
    record.set_left_alone(true);
    Add(std::move(record), Drafter::kNoEvent);
  }

 private:
  void Add(v1::ReparsedRecord record, std::size_t made_by) {
    bytes_ += record.ByteSizeLong();
    if (bytes_ > kRecordsBytesMax) {
      draft_.response.set_records_not_shown(
          draft_.response.records_not_shown() + 1);
      return;
    }
    *draft_.response.add_records() = std::move(record);
    draft_.made_by.push_back(made_by);
  }

  ReparseDraft& draft_;
  std::size_t bytes_ = 0;
};

// The body of ReadoutReparsed, but for the names of new records.
v1::ReadoutReparsed BodyOf(const v1::ParseReadoutResponse& parsed,
                           const ReadoutState& before, const Standing& standing,
                           const Records& after, const Reading& reading) {
  v1::ReadoutReparsed body;
  v1::ReadoutChange& change = *body.mutable_change();
  change = ChangeOf(standing.parsers, after, reading.diff);
  change.set_before_sha256(before.header().text_sha256());
  change.set_after_sha256(parsed.readout().text_sha256());
  for (std::string& field : DiffHeaders(before.header(), parsed.readout())) {
    change.add_header_fields(std::move(field));
  }
  *body.mutable_before() = LineageOf(before.header());
  body.set_touches_stand(SameTouches(parsed, before));
  std::vector<std::string> names;
  for (const auto& pair : reading.left_alone) {
    names.push_back(standing.parsers[pair.before].name());
  }
  for (const std::size_t b : reading.left_standing) {
    names.push_back(standing.parsers[b].name());
  }
  for (const auto& pair : reading.left_to_others) {
    names.push_back(standing.others[pair.before].name());
  }
  std::sort(names.begin(), names.end());
  *body.mutable_left_alone() = {names.begin(), names.end()};
  return body;
}

void AddRecords(const Standing& standing, const Records& after,
                const Reading& reading, const Drafter& drafter,
                ReparseDraft* draft) {
  Answer answer(draft);
  const Records& before = standing.parsers;
  for (const auto& pair : reading.diff.changed) {
    answer.Add(&before[pair.before], &after[pair.after], pair.differences,
               drafter.made_by()[pair.after]);
  }
  for (const std::size_t a : reading.diff.added) {
    answer.Add(nullptr, &after[a], {}, drafter.made_by()[a]);
  }
  for (const std::size_t b : reading.diff.removed) {
    answer.Add(&before[b], nullptr, {}, Drafter::kNoEvent);
  }
  for (const auto& pair : reading.left_alone) {
    answer.AddLeftAlone(before[pair.before], &after[pair.after],
                        pair.differences);
  }
  for (const auto& pair : reading.left_to_others) {
    answer.AddLeftAlone(standing.others[pair.before], &after[pair.after],
                        pair.differences);
  }
  for (const std::size_t b : reading.left_standing) {
    answer.AddLeftAlone(before[b], nullptr, {});
  }
}

}  // namespace

ReparseDraft DraftReparse(const DraftAuthor& author, const std::string& stream,
                          const v1::ParseReadoutResponse& parsed,
                          const ReadoutState& before) {
  const Standing standing = SplitStanding(before);
  const Records after = {parsed.records().begin(), parsed.records().end()};
  const Reading reading = Compare(before, standing, after);
  v1::ReadoutReparsed body = BodyOf(parsed, before, standing, after, reading);

  Drafter drafter(author, stream, parsed, before);
  drafter.AddReparsed({});  // What it says has names that come with the rest.
  std::vector<bool> fresh(after.size());
  for (const auto& pair : reading.diff.changed) fresh[pair.after] = true;
  for (const std::size_t a : reading.diff.added) fresh[a] = true;
  if (body.touches_stand()) {
    drafter.AddRecords(fresh);
  } else {
    drafter.AddText(fresh);
  }
  SetNewNames(drafter, body.mutable_change());
  for (const auto& pair : reading.diff.changed) {
    drafter.AddRetracted(standing.parsers[pair.before],
                         drafter.NameOf(drafter.made_by()[pair.after]));
  }
  for (const std::size_t b : reading.diff.removed) {
    drafter.AddRetracted(standing.parsers[b], "");
  }

  ReparseDraft draft;
  AddRecords(standing, after, reading, drafter, &draft);
  draft.response.set_records_kept(
      static_cast<uint32_t>(reading.diff.kept.size()));
  *draft.response.mutable_header_fields() = body.change().header_fields();
  const bool same = body.change().changes().empty() && body.touches_stand() &&
                    body.change().header_fields().empty();
  draft.response.set_outcome(same ? v1::REPARSE_OUTCOME_SAME
                                  : v1::REPARSE_OUTCOME_CHANGED);
  draft.proposal = std::move(drafter.proposal());
  v1::ReadoutReparsed& stored =
      *draft.proposal.events[0].event.mutable_readout_reparsed();
  stored.MergeFrom(body);
  return draft;
}

v1::ReparseReadoutsResponse AnswerCommitted(ReparseDraft draft,
                                            const Commit& commit) {
  v1::ReparseReadoutsResponse& response = draft.response;
  for (int i = 0; i < response.records_size(); ++i) {
    const std::size_t event = draft.made_by[i];
    if (event == Drafter::kNoEvent) continue;
    v1::Record& record = *response.mutable_records(i)->mutable_after();
    record.set_name(RecordName(response.name(), commit.revisions[event]));
    record.set_sequence(commit.first.value + event);
  }
  response.set_first_sequence(commit.first.value);
  response.set_last_sequence(commit.last.value);
  return std::move(response);
}

}  // namespace chancery
