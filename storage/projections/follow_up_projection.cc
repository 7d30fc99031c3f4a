#include "storage/projections/follow_up_projection.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "storage/projections/days.h"
#include "storage/projections/issue_name.h"
#include "storage/projections/page.h"
#include "storage/projections/standing_records.h"

namespace chancery {
namespace {

// Rows, beside the follow-ups' own of standing_records.h:
//
//   D scope value status due-day sequence -> key of the follow-up's row
//
// Each follow-up is listed once under each value of each scope, so that a query
// reads along its narrowest one.
enum class Scope : uint64_t { kAll, kParty, kResponsible, kIssue };

RowKey ListKey(Scope scope, absl::string_view value,
               v1::FollowUpStatus status) {
  return RowKey('D')
      .Number(static_cast<uint64_t>(scope))
      .Text(value)
      .Number(status);
}

std::set<std::string> ListKeys(const StandingRecord& standing) {
  const v1::Record& record = standing.record();
  std::set<std::string> keys;
  const auto add = [&](Scope scope, absl::string_view value) {
    keys.insert(ListKey(scope, value, standing.status())
                    .Number(DueNumber(standing))
                    .Number(record.sequence())
                    .bytes());
  };
  add(Scope::kAll, "");
  add(Scope::kIssue, record.issue());
  for (const auto& party : ParseIssueName(record.issue()).parties) {
    add(Scope::kParty, party);
  }
  for (const auto& party : record.responsible()) {
    add(Scope::kResponsible, party);
  }
  return keys;
}

void Fold(const RecordDelta& delta, Rows& rows) {
  if (delta.before.has_value()) {
    for (const std::string& key : ListKeys(*delta.before)) {
      rows.Delete(key);
    }
  }
  if (delta.after.has_value()) {
    for (const std::string& key : ListKeys(*delta.after)) {
      rows.Put(key, KeyOf(*delta.after));
    }
  }
}

absl::Status FoldRecords(const v1::RecordedEvent& recorded, Rows& rows) {
  const auto deltas = DeltasOf(recorded, rows);
  if (!deltas.ok()) return deltas.status();
  for (const RecordDelta& delta : deltas->records) Fold(delta, rows);
  WriteDeltas(*deltas, rows);
  return absl::OkStatus();
}

// Moves over the lists of several statuses as over one, by due day and
// sequence.
class MergedCursor {
 public:
  explicit MergedCursor(std::vector<RowCursor> cursors)
      : cursors_(std::move(cursors)) {}

  void SeekBehind(absl::string_view suffix) {
    for (RowCursor& cursor : cursors_) cursor.SeekBehind(suffix);
    Choose();
  }
  void Next() {
    cursors_[at_].Next();
    Choose();
  }
  bool Valid() const { return at_ < cursors_.size(); }
  absl::string_view suffix() const { return cursors_[at_].suffix(); }
  absl::string_view value() const { return cursors_[at_].value(); }
  absl::Status status() const {
    for (const RowCursor& cursor : cursors_) {
      if (!cursor.status().ok()) return cursor.status();
    }
    return absl::OkStatus();
  }

 private:
  // Finds the cursor that is least far.
  void Choose() {
    at_ = cursors_.size();
    for (std::size_t i = 0; i < cursors_.size(); ++i) {
      if (!cursors_[i].Valid()) continue;
      if (!Valid() || cursors_[i].suffix() < suffix()) at_ = i;
    }
  }

  std::vector<RowCursor> cursors_;
  std::size_t at_ = 0;  // cursors_.size() at the end.
};

MergedCursor NarrowestList(const StoredRows& rows, const FollowUpQuery& query) {
  Scope scope = Scope::kAll;
  std::string value;
  if (!query.issue.empty()) {
    scope = Scope::kIssue;
    value = query.issue;
  } else if (!query.responsible.empty()) {
    scope = Scope::kResponsible;
    value = query.responsible;
  } else if (!query.parties.empty()) {
    scope = Scope::kParty;
    value = query.parties.front();
  }
  std::set<v1::FollowUpStatus> statuses(query.statuses.begin(),
                                        query.statuses.end());
  if (statuses.empty()) statuses.insert(v1::FOLLOW_UP_STATUS_OPEN);
  std::vector<RowCursor> cursors;
  cursors.reserve(statuses.size());
  for (const v1::FollowUpStatus status : statuses) {
    cursors.push_back(rows.Under(ListKey(scope, value, status)));
  }
  return MergedCursor(std::move(cursors));
}

bool Matches(const FollowUpQuery& query, const v1::Record& record) {
  const auto& responsible = record.responsible();
  return HasAll(ParseIssueName(record.issue()).parties, query.parties) &&
         (query.issue.empty() || record.issue() == query.issue) &&
         (query.responsible.empty() ||
          std::find(responsible.begin(), responsible.end(),
                    query.responsible) != responsible.end());
}

// Where the list begins: behind the page before, or at the first day asked for.
std::string FirstSuffix(const FollowUpQuery& query,
                        const PageRequest& request) {
  if (!query.due_from.has_value()) return request.after;
  const std::string from =
      RowKey('D').Number(DayNumber(*query.due_from)).bytes().substr(1);
  return std::max(from, request.after);
}

}  // namespace

absl::Status FollowUpProjection::Apply(const v1::RecordedEvent& recorded,
                                       Rows& rows) const {
  switch (recorded.event().body_case()) {
    case v1::Event::kFollowUpPlanned:
    case v1::Event::kFollowUpResolved:
    case v1::Event::kFollowUpRescheduled:
    case v1::Event::kAgreementEnded:  // The follow-up may have been agreed.
    case v1::Event::kRecordRetracted:
    case v1::Event::kReadoutRevised:
    case v1::Event::kReadoutReparsed:
    case v1::Event::kReadoutWithdrawn:
      return FoldRecords(recorded, rows);
    case v1::Event::kReadoutReceived:
    case v1::Event::kStatementMade:
    case v1::Event::kAgreementReached:
    case v1::Event::kTopicTouched:
      return absl::OkStatus();  // Plan nothing.
    case v1::Event::BODY_NOT_SET:
      break;
  }
  return UnknownEvent(name(), recorded);
}

absl::StatusOr<Page<v1::FollowUp>> ListFollowUps(const StoredRows& rows,
                                                 const FollowUpQuery& query,
                                                 const PageRequest& request) {
  const bool dated = query.due_from.has_value() || query.due_until.has_value();
  // Undated ones lie behind every day.
  const uint64_t last_day = query.due_until.has_value()
                                ? DayNumber(*query.due_until)
                                : DayNumberOrLast(std::nullopt) - dated;
  MergedCursor cursor = NarrowestList(rows, query);
  cursor.SeekBehind(FirstSuffix(query, request));
  return FillPage<v1::FollowUp>(
      cursor, request.size,
      [&](const MergedCursor& at,
          v1::FollowUp& item) -> absl::StatusOr<RowFate> {
        absl::string_view suffix = at.suffix();
        const auto day = TakeNumber(suffix);
        if (!day.has_value()) return DamagedRow(at.suffix());
        if (*day > last_day) return RowFate::kEndsList;
        const auto standing = ReadRecord(rows, at.value());
        if (!standing.ok()) return standing.status();
        if (!Matches(query, standing->record())) return RowFate::kPassedOver;
        item = ToFollowUp(*standing);
        return RowFate::kTaken;
      });
}

}  // namespace chancery
