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
  if (IsOpen(standing)) {
    issue.set_open_follow_ups(issue.open_follow_ups() + step);
  }
}

// The newest title that came with a record is the topic's.
void SetTitle(const std::string& title, v1::Issue& issue) {
  if (!title.empty()) issue.set_topic_title(title);
}

// The day of a row of dates; empty when there is none.
absl::StatusOr<std::string> DayIn(
    const absl::StatusOr<std::optional<Row>>& date) {
  if (!date.ok()) return date.status();
  if (!date->has_value()) return std::string();
  absl::string_view suffix = (*date)->suffix;
  const auto number = TakeNumber(suffix);
  if (!number.has_value()) return DamagedRow((*date)->suffix);
  return IsoDate(DayOfNumber(*number));
}

}  // namespace

absl::Status IssueFold::Run() {
  const auto deltas = DeltasOf(recorded_, rows_);
  if (!deltas.ok()) return deltas.status();
  absl::Status status = Note(*deltas);
  if (!status.ok()) return status;
  WriteDeltas(*deltas, rows_);
  status = Fold(*deltas);
  if (status.ok()) status = positions_.Write(recorded_.sequence());
  if (!status.ok()) return status;
  // What the log lists under an issue is an event on it, whatever it changed.
  for (const std::string& name : recorded_.issues()) {
    const auto issue = Load(name);
    if (!issue.ok()) return issue.status();
  }
  for (auto& [name, issue] : issues_) {
    absl::Status stored = Store(issue);
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
  if (change == Change::kAdd) SetTitle(record.topic_title(), **issue);
  FoldDate(record.issue(), standing.occurred(), record.sequence(), change);
  FoldLists(standing, change);
  return absl::OkStatus();
}

absl::Status IssueFold::Fold(const StandingTouch& touch, Change change) {
  const std::string& name = touch.touch().issue();
  if (name.empty()) return absl::OkStatus();
  const auto issue = Load(name);
  if (!issue.ok()) return issue.status();
  (*issue)->set_touches((*issue)->touches() +
                        (change == Change::kAdd ? 1 : -1));
  if (change == Change::kAdd) SetTitle(touch.touch().topic_title(), **issue);
  FoldDate(name, touch.occurred(), touch.sequence(), change);
  return absl::OkStatus();
}

void IssueFold::FoldLists(const StandingRecord& standing, Change change) {
  const v1::Record& record = standing.record();
  const std::string key = KeyOf(standing);
  for (const PositionPlace& place : PlacesOf(standing)) {
    Set(PositionKey(place, standing), key, change);
  }
  if (InForce(standing)) {
    Set(AgreementsKey(record.issue())
            .Number(DayNumberOrFirst(ContactDay(standing.occurred())))
            .Number(record.sequence())
            .bytes(),
        key, change);
  }
  if (IsOpen(standing)) {
    Set(OpenFollowUpsKey(record.issue())
            .Number(DueNumber(standing))
            .Number(record.sequence())
            .bytes(),
        key, change);
  }
}

void IssueFold::FoldDate(absl::string_view issue, absl::string_view occurred,
                         uint64_t sequence, Change change) {
  const auto day = ContactDay(occurred);
  if (!day.has_value()) return;
  Set(DatesKey(issue).Number(DayNumber(*day)).Number(sequence).bytes(), "",
      change);
}

absl::StatusOr<v1::Issue*> IssueFold::Load(const std::string& name) {
  const auto [it, inserted] = issues_.try_emplace(name);
  v1::Issue& issue = it->second;
  if (!inserted) return &issue;
  const auto found = rows_.Read(IssueKey().Text(name).bytes(), issue);
  if (!found.ok()) return found.status();
  if (*found) return &issue;
  IssueName parts = ParseIssueName(name);
  issue.set_name(name);
  issue.mutable_parties()->Assign(parts.parties.begin(), parts.parties.end());
  issue.set_topic(parts.topic);
  issue.set_topic_title(TopicTitle(parts.topic));
  for (const std::string& party : issue.parties()) {
    rows_.Put(PartyKey(party).Text(name).bytes(), absl::string_view());
  }
  return &issue;
}

absl::Status IssueFold::Store(v1::Issue& issue) {
  const auto first = rows_.First(DatesKey(issue.name()));
  const auto last = rows_.Last(DatesKey(issue.name()));
  auto first_day = DayIn(first);
  if (!first_day.ok()) return first_day.status();
  auto last_day = DayIn(last);
  if (!last_day.ok()) return last_day.status();
  issue.set_first_contact(*std::move(first_day));
  issue.set_last_contact(*std::move(last_day));
  issue.set_last_sequence(recorded_.sequence());
  rows_.Put(IssueKey().Text(issue.name()).bytes(), issue);
  rows_.Put(
      ChangedKey().Number(recorded_.sequence()).Text(issue.name()).bytes(),
      absl::string_view());
  return absl::OkStatus();
}

void IssueFold::Set(const std::string& key, absl::string_view value,
                    Change change) {
  if (change == Change::kAdd) {
    rows_.Put(key, value);
  } else {
    rows_.Delete(key);
  }
}

}  // namespace chancery
