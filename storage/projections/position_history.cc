#include "storage/projections/position_history.h"

#include <utility>

#include "storage/projections/days.h"
#include "storage/projections/issue_rows.h"
#include "storage/projections/stance.h"
#include "storage/projections/standing_records.h"

namespace chancery {
namespace {

RowKey PlaceKey(const PositionPlace& place) {
  return PositionsKey(place.issue).Text(place.party).Number(place.stance);
}

bool SameRecord(const std::optional<v1::Position>& a,
                const std::optional<v1::Position>& b) {
  if (!a.has_value() || !b.has_value()) return a.has_value() == b.has_value();
  return a->record().sequence() == b->record().sequence();
}

}  // namespace

std::vector<PositionPlace> PlacesOf(const StandingRecord& standing) {
  const v1::Record& record = standing.record();
  std::vector<PositionPlace> places;
  const v1::StanceClass stance = StanceClassOf(record.act());
  if (record.kind() != v1::RECORD_KIND_STATEMENT || record.issue().empty() ||
      stance == v1::STANCE_CLASS_UNSPECIFIED) {
    return places;
  }
  for (const std::string& party : record.actors()) {
    places.push_back({record.issue(), party, stance});
  }
  return places;
}

std::string PositionKey(const PositionPlace& place,
                        const StandingRecord& standing) {
  return PlaceKey(place)
      .Number(DayNumberOrFirst(ContactDay(standing.occurred())))
      .Number(standing.record().sequence())
      .bytes();
}

absl::StatusOr<std::optional<v1::Position>> CurrentPosition(
    const RowReader& rows, const PositionPlace& place) {
  const auto newest = rows.Last(PlaceKey(place));
  if (!newest.ok()) return newest.status();
  if (!newest->has_value()) return std::nullopt;
  const auto standing = ReadRecord(rows, (*newest)->value);
  if (!standing.ok()) return standing.status();
  v1::Position position;
  position.set_party(place.party);
  position.set_stance(place.stance);
  *position.mutable_record() = standing->record();
  position.set_occurred(standing->occurred());
  const std::string& asserted_by = standing->record().asserted_by();
  position.set_attributed_by_counterpart(!asserted_by.empty() &&
                                         asserted_by != place.party);
  return position;
}

absl::Status PositionChanges::Note(const StandingRecord& standing) {
  for (const PositionPlace& place : PlacesOf(standing)) {
    if (before_.contains(place)) continue;
    auto position = CurrentPosition(rows_, place);
    if (!position.ok()) return position.status();
    before_.emplace(place, *std::move(position));
  }
  return absl::OkStatus();
}

absl::Status PositionChanges::Write(uint64_t sequence) {
  for (const auto& [place, before] : before_) {
    const auto after = CurrentPosition(rows_, place);
    if (!after.ok()) return after.status();
    if (SameRecord(before, *after)) continue;
    v1::PositionChange change;
    change.set_party(place.party);
    if (before.has_value()) *change.mutable_before() = *before;
    if (after->has_value()) *change.mutable_after() = **after;
    const RowKey key = HistoryKey(place.issue)
                           .Number(sequence)
                           .Text(place.party)
                           .Number(place.stance);
    rows_.Put(key.bytes(), change);
  }
  return absl::OkStatus();
}

}  // namespace chancery
