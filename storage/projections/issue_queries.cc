#include "storage/projections/issue_queries.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"
#include "storage/projections/days.h"
#include "storage/projections/issue_name.h"
#include "storage/projections/issue_rows.h"
#include "storage/projections/page.h"
#include "storage/projections/position_history.h"
#include "storage/projections/standing_records.h"

namespace chancery {
namespace {

absl::Status IssueNotFound(absl::string_view name) {
  return MakeError(absl::StatusCode::kNotFound,
                   v1::ERROR_REASON_ISSUE_NOT_FOUND,
                   absl::StrCat("no event is listed under ", name),
                   {{"issue", std::string(name)}});
}

// A list of an issue ends behind so many values, or so many bytes of them:
// clients take messages of 4 MiB by default.
class ListBound {
 public:
  // Whether the value still has its place.
  bool Admits(const google::protobuf::Message& value) {
    ++values_;
    bytes_ += value.ByteSizeLong();
    return values_ <= kValuesMax && bytes_ <= kBytesMax;
  }

 private:
  static constexpr int kValuesMax = 200;
  static constexpr std::size_t kBytesMax = std::size_t{1} << 20;

  int values_ = 0;
  std::size_t bytes_ = 0;
};

absl::StatusOr<v1::Issue> ReadIssue(const StoredRows& rows,
                                    absl::string_view name) {
  v1::Issue issue;
  const auto found = rows.Read(IssueKey().Text(name).bytes(), issue);
  if (!found.ok()) return found.status();
  if (!*found) return IssueNotFound(name);
  return issue;
}

// By party, and then newest first.
bool ComesBefore(const v1::Position& a, const v1::Position& b) {
  const auto newest_last = [](const v1::Position& p) {
    return std::tuple(DayNumberOrFirst(ContactDay(p.occurred())),
                      p.record().sequence());
  };
  if (a.party() != b.party()) return a.party() < b.party();
  if (newest_last(a) != newest_last(b)) return newest_last(a) > newest_last(b);
  return a.stance() < b.stance();
}

absl::Status AddPositions(const StoredRows& rows, v1::Issue& issue) {
  ListBound bound;
  RowCursor cursor = rows.Under(PositionsKey(issue.name()));
  cursor.Seek();
  while (cursor.Valid()) {
    absl::string_view suffix = cursor.suffix();
    const auto party = TakeText(suffix);
    const auto stance = TakeNumber(suffix);
    if (!party.has_value() || !stance.has_value()) {
      return DamagedRow(cursor.suffix());
    }
    auto position = CurrentPosition(
        rows, {issue.name(), *party, static_cast<v1::StanceClass>(*stance)});
    if (!position.ok()) return position.status();
    if (position->has_value()) {
      if (!bound.Admits(**position)) {
        issue.set_more_positions(true);
        break;
      }
      *issue.add_positions() = **std::move(position);
    }
    const std::string place(
        cursor.suffix().substr(0, cursor.suffix().size() - suffix.size()));
    cursor.SeekBehindAll(place);
  }
  std::sort(issue.mutable_positions()->begin(),
            issue.mutable_positions()->end(), ComesBefore);
  return cursor.status();
}

absl::Status AddAgreements(const StoredRows& rows, v1::Issue& issue) {
  ListBound bound;
  RowCursor cursor = rows.Under(AgreementsKey(issue.name()));
  for (cursor.SeekToLast(); cursor.Valid(); cursor.Prev()) {
    auto standing = ReadRecord(rows, cursor.value());
    if (!standing.ok()) return standing.status();
    v1::Agreement agreement;
    *agreement.mutable_record() = std::move(*standing->mutable_record());
    agreement.set_occurred(standing->occurred());
    if (!bound.Admits(agreement)) {
      issue.set_more_agreements_in_force(true);
      break;
    }
    *issue.add_agreements_in_force() = std::move(agreement);
  }
  return cursor.status();
}

absl::Status AddOpenFollowUps(const StoredRows& rows, v1::Issue& issue) {
  ListBound bound;
  RowCursor cursor = rows.Under(OpenFollowUpsKey(issue.name()));
  for (cursor.Seek(); cursor.Valid(); cursor.Next()) {
    const auto standing = ReadRecord(rows, cursor.value());
    if (!standing.ok()) return standing.status();
    v1::FollowUp follow_up = ToFollowUp(*standing);
    if (!bound.Admits(follow_up)) {
      issue.set_more_open_follow_up_actions(true);
      break;
    }
    *issue.add_open_follow_up_actions() = std::move(follow_up);
  }
  return cursor.status();
}

}  // namespace

absl::StatusOr<v1::Issue> GetIssue(const StoredRows& rows,
                                   absl::string_view name) {
  auto issue = ReadIssue(rows, name);
  if (!issue.ok()) return issue.status();
  absl::Status added = AddPositions(rows, *issue);
  if (added.ok()) added = AddAgreements(rows, *issue);
  if (added.ok()) added = AddOpenFollowUps(rows, *issue);
  if (!added.ok()) return added;
  return issue;
}

absl::StatusOr<Page<v1::Issue>> ListIssues(const StoredRows& rows,
                                           const IssueQuery& query,
                                           const PageRequest& request) {
  // Both kinds of row have the issue's name as their suffix.
  RowCursor cursor = rows.Under(
      query.parties.empty() ? IssueKey() : PartyKey(query.parties.front()));
  cursor.SeekBehind(request.after);
  return FillPage<v1::Issue>(
      cursor, request.size,
      [&](const RowCursor& at, v1::Issue& issue) -> absl::StatusOr<RowFate> {
        absl::string_view suffix = at.suffix();
        const auto name = TakeText(suffix);
        if (!name.has_value()) return DamagedRow(at.suffix());
        const IssueName parts = ParseIssueName(*name);
        if (!HasAll(parts.parties, query.parties) ||
            (!query.topic.empty() && !TopicIsIn(parts.topic, query.topic))) {
          return RowFate::kPassedOver;
        }
        auto found = ReadIssue(rows, *name);
        if (!found.ok()) return found.status();
        issue = *std::move(found);
        return RowFate::kTaken;
      });
}

absl::StatusOr<Page<CausedChange>> GetPositionHistory(
    const StoredRows& rows, absl::string_view issue, absl::string_view party,
    const PageRequest& request) {
  if (const auto known = ReadIssue(rows, issue); !known.ok()) {
    return known.status();
  }
  RowCursor cursor = rows.Under(HistoryKey(issue));
  cursor.SeekBehind(request.after);
  return FillPage<CausedChange>(
      cursor, request.size,
      [&](const RowCursor& at, CausedChange& item) -> absl::StatusOr<RowFate> {
        absl::string_view suffix = at.suffix();
        const auto sequence = TakeNumber(suffix);
        const auto whose = TakeText(suffix);
        if (!sequence.has_value() || !whose.has_value()) {
          return DamagedRow(at.suffix());
        }
        if (!party.empty() && *whose != party) return RowFate::kPassedOver;
        item.sequence = Sequence{*sequence};
        if (!item.change.ParseFromArray(at.value().data(),
                                        static_cast<int>(at.value().size()))) {
          return DamagedRow(at.suffix());
        }
        return RowFate::kTaken;
      });
}

absl::StatusOr<std::vector<IssueChange>> ChangedIssues(
    const StoredRows& rows, std::optional<Sequence> after, std::size_t limit) {
  std::vector<IssueChange> changes;
  RowCursor cursor = rows.Under(ChangedKey());
  if (after.has_value()) {
    const std::string prefix = ChangedKey().bytes();
    cursor.SeekBehindAll(
        ChangedKey().Number(after->value).bytes().substr(prefix.size()));
  } else {
    cursor.Seek();
  }
  for (; cursor.Valid(); cursor.Next()) {
    absl::string_view suffix = cursor.suffix();
    const auto sequence = TakeNumber(suffix);
    const auto issue = TakeText(suffix);
    if (!sequence.has_value() || !issue.has_value()) {
      return DamagedRow(cursor.suffix());
    }
    if (changes.empty() || changes.back().sequence.value != *sequence) {
      if (changes.size() == limit) break;
      changes.push_back({Sequence{*sequence}, {}});
    }
    changes.back().issues.push_back(*issue);
  }
  if (!cursor.status().ok()) return cursor.status();
  return changes;
}

}  // namespace chancery
