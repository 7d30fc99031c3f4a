#include "storage/projections/issue_fold.h"

#include <optional>
#include <utility>

#include "storage/projections/days.h"
#include "storage/projections/issue_name.h"
#include "storage/projections/issue_rows.h"
#include "storage/projections/stance.h"

namespace chancery {
namespace {

// An agreed follow-up is in force as long as it is open.
bool InForce(const StandingRecord& standing) {
  if (!IsAgreement(standing.record()) || standing.ended()) return false;
  return standing.record().kind() != v1::RECORD_KIND_FOLLOW_UP ||
         standing.status() == v1::FOLLOW_UP_STATUS_OPEN;
}

bool IsOpen(const StandingRecord& standing) {
  return standing.record().kind() == v1::RECORD_KIND_FOLLOW_UP &&
         standing.status() == v1::FOLLOW_UP_STATUS_OPEN;
}

// Adds the record to the issue's counts, or with -1 takes it out.
void Count(const StandingRecord& standing, int step, v1::Issue& issue) {
  const v1::Record& record = standing.record();
  if (record.kind() == v1::RECORD_KIND_STATEMENT) {
    issue.set_statements(issue.statements() + step);
  }
  if (IsAgreement(record)) issue.set_agreements(issue.agreements() + step);
  if (record.kind() == v1::RECORD_KIND_FOLLOW_UP) {
    issue.set_follow_ups(issue.follow_ups() + step);
  }
  if (IsOpen(standing))
    issue.set_open_follow_ups(issue.open_follow_ups() + step);
}

// The day of the row the cursor is at; empty when there is none.
absl::StatusOr<std::string> DayAt(const RowCursor& cursor) {
  if (!cursor.status().ok()) return cursor.status();
  if (!cursor.Valid()) return std::string();
  absl::string_view suffix = cursor.suffix();
  const auto number = TakeNumber(suffix);
  if (!number.has_value()) return DamagedRow(cursor.suffix());
  return IsoDate(DayOfNumber(*number));
}

}  // namespace

absl::Status IssueFold::Run() {
  const auto deltas = DeltasOf(recorded_, rows_);
  if (!deltas.ok()) return deltas.status();
  absl::Status status = Note(*deltas);
  if (status.ok()) status = WriteDeltas(*deltas, rows_);
  if (status.ok()) status = Fold(*deltas);
  if (status.ok()) status = positions_.Write(recorded_.sequence());
  if (!status.ok()) return status;
  // What the log lists under an issue is an event on it, whatever it changed.
  for (const std::string& name : recorded_.issues()) {
    const auto issue = Load(name);
    if (!issue.ok()) return issue.status();
  }
  for (auto& [name, issue] : issues_) {
    const absl::Status stored = Store(issue);
    if (!stored.ok()) return stored;
  }
  return absl::OkStatus();
}

absl::Status IssueFold::Note(const StandingDeltas& deltas) {
  for (const RecordDelta& delta : deltas.records) {
    absl::Status noted;
    if (delta.before.has_value()) noted = positions_.Note(*delta.before);
    if (noted.ok() && delta.after.has_value()) {
      noted = positions_.Note(*delta.after);
    }
    if (!noted.ok()) return noted;
  }
  return absl::OkStatus();
}

absl::Status IssueFold::Fold(const StandingDeltas& deltas) {
  for (const RecordDelta& delta : deltas.records) {
    absl::Status folded;
    if (delta.before.has_value()) folded = Fold(*delta.before, Change::kRemove);
    if (folded.ok() && delta.after.has_value()) {
      folded = Fold(*delta.after, Change::kAdd);
    }
    if (!folded.ok()) return folded;
  }
  for (const TouchDelta& delta : deltas.touches) {
    absl::Status folded;
    if (delta.before.has_value()) folded = Fold(*delta.before, Change::kRemove);
    if (folded.ok() && delta.after.has_value()) {
      folded = Fold(*delta.after, Change::kAdd);
    }
    if (!folded.ok()) return folded;
  }
  return absl::OkStatus();
}

absl::Status IssueFold::Fold(const StandingRecord& standing, Change change) {
  const v1::Record& record = standing.record();
  if (record.issue().empty()) return absl::OkStatus();
  const auto issue = Load(record.issue());
  if (!issue.ok()) return issue.status();
  Count(standing, change == Change::kAdd ? 1 : -1, **issue);
  const absl::Status dated =
      FoldDate(record.issue(), standing.occurred(), record.sequence(), change);
  if (!dated.ok()) return dated;
  return FoldLists(standing, change);
}

absl::Status IssueFold::Fold(const StandingTouch& touch, Change change) {
  const std::string& name = touch.touch().issue();
  if (name.empty()) return absl::OkStatus();
  const auto issue = Load(name);
  if (!issue.ok()) return issue.status();
  (*issue)->set_touches((*issue)->touches() +
                        (change == Change::kAdd ? 1 : -1));
  return FoldDate(name, touch.occurred(), touch.sequence(), change);
}

absl::Status IssueFold::FoldLists(const StandingRecord& standing,
                                  Change change) {
  const v1::Record& record = standing.record();
  const std::string key = KeyOf(standing);
  absl::Status status;
  for (const PositionPlace& place : PlacesOf(standing)) {
    status = Set(PositionKey(place, standing), key, change);
    if (!status.ok()) return status;
  }
  if (InForce(standing)) {
    status = Set(AgreementsKey(record.issue())
                     .Number(DayNumberOrFirst(ContactDay(standing.occurred())))
                     .Number(record.sequence())
                     .bytes(),
                 key, change);
  }
  if (status.ok() && IsOpen(standing)) {
    status = Set(OpenFollowUpsKey(record.issue())
                     .Number(DueNumber(standing))
                     .Number(record.sequence())
                     .bytes(),
                 key, change);
  }
  return status;
}

absl::Status IssueFold::FoldDate(absl::string_view issue,
                                 absl::string_view occurred, uint64_t sequence,
                                 Change change) {
  const auto day = ContactDay(occurred);
  if (!day.has_value()) return absl::OkStatus();
  return Set(DatesKey(issue).Number(DayNumber(*day)).Number(sequence).bytes(),
             "", change);
}

absl::StatusOr<v1::Issue*> IssueFold::Load(const std::string& name) {
  const auto [it, inserted] = issues_.try_emplace(name);
  v1::Issue& issue = it->second;
  if (!inserted) return &issue;
  const auto found = rows_.Get(IssueKey().Text(name).bytes(), issue);
  if (!found.ok()) return found.status();
  if (*found) return &issue;
  IssueName parts = ParseIssueName(name);
  issue.set_name(name);
  issue.mutable_parties()->Assign(parts.parties.begin(), parts.parties.end());
  issue.set_topic(parts.topic);
  issue.set_topic_title(TopicTitle(parts.topic));
  const absl::Status stored = StoreNewIssue(issue);
  if (!stored.ok()) return stored;
  return &issue;
}

absl::Status IssueFold::StoreNewIssue(const v1::Issue& issue) {
  for (const std::string& party : issue.parties()) {
    const absl::Status stored = rows_.Put(
        PartyKey(party).Text(issue.name()).bytes(), absl::string_view());
    if (!stored.ok()) return stored;
  }
  return absl::OkStatus();
}

absl::Status IssueFold::Store(v1::Issue& issue) {
  RowCursor dates = rows_.Under(DatesKey(issue.name()));
  dates.Seek();
  auto first = DayAt(dates);
  if (!first.ok()) return first.status();
  dates.SeekToLast();
  auto last = DayAt(dates);
  if (!last.ok()) return last.status();
  issue.set_first_contact(*std::move(first));
  issue.set_last_contact(*std::move(last));
  issue.set_last_sequence(recorded_.sequence());
  const absl::Status stored =
      rows_.Put(IssueKey().Text(issue.name()).bytes(), issue);
  if (!stored.ok()) return stored;
  return rows_.Put(
      ChangedKey().Number(recorded_.sequence()).Text(issue.name()).bytes(),
      absl::string_view());
}

absl::Status IssueFold::Set(const std::string& key, absl::string_view value,
                            Change change) {
  return change == Change::kAdd ? rows_.Put(key, value) : rows_.Delete(key);
}

}  // namespace chancery
