#include "storage/projections/standing_records.h"

#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "proto/values/edtf.h"
#include "storage/projections/days.h"
#include "storage/projections/span_shift.h"
#include "storage/projections/stance.h"

namespace chancery {
namespace {

// Rows:
//   R stream revision -> StandingRecord
//   T stream revision -> StandingTouch
constexpr char kRecordTag = 'R';
constexpr char kTouchTag = 'T';
constexpr absl::string_view kRecordsPart = "/records/";

std::string RecordName(absl::string_view stream, uint64_t revision) {
  return absl::StrCat(stream, kRecordsPart, revision);
}

// The revision in a record's name, if it is a record of `stream`.
std::optional<uint64_t> RevisionIn(absl::string_view name,
                                   absl::string_view stream) {
  uint64_t revision = 0;
  if (!absl::ConsumePrefix(&name, stream) ||
      !absl::ConsumePrefix(&name, kRecordsPart) ||
      !absl::SimpleAtoi(name, &revision) || absl::StrCat(revision) != name) {
    return std::nullopt;
  }
  return revision;
}

RecordDelta Made(const v1::RecordedEvent& recorded, const v1::Record& record,
                 v1::RecordKind kind) {
  RecordDelta delta;
  StandingRecord& made = delta.after.emplace();
  *made.mutable_record() = record;
  made.mutable_record()->set_kind(kind);
  made.mutable_record()->set_name(
      RecordName(recorded.stream(), recorded.revision()));
  made.mutable_record()->set_sequence(recorded.sequence());
  made.set_occurred(recorded.event().occurred());
  made.set_last_sequence(recorded.sequence());
  if (kind == v1::RECORD_KIND_FOLLOW_UP) {
    made.set_status(v1::FOLLOW_UP_STATUS_OPEN);
    made.set_due(record.due());
  }
  return delta;
}

// The record of this name, before the event and, so far, after it; none when it
// does not stand.
absl::StatusOr<std::optional<RecordDelta>> Standing(
    const v1::RecordedEvent& recorded, absl::string_view name,
    const RowReader& rows) {
  const auto revision = RevisionIn(name, recorded.stream());
  if (!revision.has_value()) return std::nullopt;
  StandingRecord standing;
  const auto found =
      rows.Read(RecordKey(recorded.stream(), *revision).bytes(), standing);
  if (!found.ok()) return found.status();
  if (!*found) return std::nullopt;
  RecordDelta delta{standing, standing};
  delta.after->set_last_sequence(recorded.sequence());
  return delta;
}

v1::FollowUpStatus StatusAfter(v1::Resolution resolution) {
  switch (resolution) {
    case v1::RESOLUTION_COMPLETED:
      return v1::FOLLOW_UP_STATUS_COMPLETED;
    case v1::RESOLUTION_CANCELLED:
      return v1::FOLLOW_UP_STATUS_CANCELLED;
    case v1::RESOLUTION_SUPERSEDED:
      return v1::FOLLOW_UP_STATUS_SUPERSEDED;
    case v1::RESOLUTION_UNSPECIFIED:
    case v1::Resolution_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Resolution_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return v1::FOLLOW_UP_STATUS_UNSPECIFIED;
}

bool IsFollowUp(const RecordDelta& delta) {
  return delta.before->record().kind() == v1::RECORD_KIND_FOLLOW_UP;
}

absl::StatusOr<StandingDeltas> Retracted(const v1::RecordedEvent& recorded,
                                         const RowReader& rows) {
  auto delta =
      Standing(recorded, recorded.event().record_retracted().record(), rows);
  if (!delta.ok()) return delta.status();
  StandingDeltas deltas;
  if (delta->has_value()) {
    (*delta)->after.reset();
    deltas.records.push_back(*std::move(*delta));
  }
  return deltas;
}

absl::StatusOr<StandingDeltas> Resolved(const v1::RecordedEvent& recorded,
                                        const RowReader& rows) {
  const v1::FollowUpResolved& resolved = recorded.event().follow_up_resolved();
  auto delta = Standing(recorded, resolved.record(), rows);
  if (!delta.ok()) return delta.status();
  StandingDeltas deltas;
  const v1::FollowUpStatus status = StatusAfter(resolved.resolution());
  if (delta->has_value() && IsFollowUp(**delta) &&
      status != v1::FOLLOW_UP_STATUS_UNSPECIFIED) {
    (*delta)->after->set_status(status);
    (*delta)->after->set_evidence(resolved.evidence());
    deltas.records.push_back(*std::move(*delta));
  }
  return deltas;
}

absl::StatusOr<StandingDeltas> Rescheduled(const v1::RecordedEvent& recorded,
                                           const RowReader& rows) {
  const v1::FollowUpRescheduled& moved =
      recorded.event().follow_up_rescheduled();
  auto delta = Standing(recorded, moved.record(), rows);
  if (!delta.ok()) return delta.status();
  StandingDeltas deltas;
  if (delta->has_value() && IsFollowUp(**delta)) {
    StandingRecord& after = *(*delta)->after;
    after.set_due(moved.due());
    after.set_times_rescheduled(after.times_rescheduled() + 1);
    deltas.records.push_back(*std::move(*delta));
  }
  return deltas;
}

absl::StatusOr<StandingDeltas> Ended(const v1::RecordedEvent& recorded,
                                     const RowReader& rows) {
  auto delta =
      Standing(recorded, recorded.event().agreement_ended().record(), rows);
  if (!delta.ok()) return delta.status();
  StandingDeltas deltas;
  if (delta->has_value() && IsAgreement((*delta)->before->record())) {
    (*delta)->after->set_ended(true);
    deltas.records.push_back(*std::move(*delta));
  }
  return deltas;
}

absl::Status DropTouches(const v1::RecordedEvent& recorded,
                         const RowReader& rows, StandingDeltas& deltas) {
  const RowKey list = TouchesKey(recorded.stream());
  const auto touches = rows.All(list);
  if (!touches.ok()) return touches.status();
  for (const Row& row : *touches) {
    TouchDelta& delta = deltas.touches.emplace_back();
    delta.key = list.bytes() + row.suffix;
    if (!delta.before.emplace().ParseFromString(row.value)) {
      return DamagedRow(delta.key);
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<StandingDeltas> Withdrawn(const v1::RecordedEvent& recorded,
                                         const RowReader& rows) {
  StandingDeltas deltas;
  const auto records = rows.All(RecordsKey(recorded.stream()));
  if (!records.ok()) return records.status();
  for (const Row& row : *records) {
    RecordDelta& delta = deltas.records.emplace_back();
    if (!delta.before.emplace().ParseFromString(row.value)) {
      return DamagedRow(row.suffix);
    }
  }
  if (absl::Status dropped = DropTouches(recorded, rows, deltas);
      !dropped.ok()) {
    return dropped;
  }
  return deltas;
}

// What becomes of the touches of a text that is read anew.
enum class Touches { kStand, kDropped };

// The records that a text read anew keeps move to their new places; the
// contact's date is the readout's, so they take over a changed one, too.
absl::StatusOr<StandingDeltas> ReadAnew(const v1::RecordedEvent& recorded,
                                        const v1::ReadoutChange& change,
                                        Touches touches,
                                        const RowReader& rows) {
  StandingDeltas deltas;
  std::set<std::string> seen;
  for (const v1::KeptRecord& kept : change.kept()) {
    if (!seen.insert(kept.record()).second) continue;
    auto delta = Standing(recorded, kept.record(), rows);
    if (!delta.ok()) return delta.status();
    if (!delta->has_value()) continue;
    StandingRecord& after = *(*delta)->after;
    const bool moved =
        kept.has_span() && MoveRecord(kept.span(), *after.mutable_record());
    const bool redated = !recorded.event().occurred().empty() &&
                         recorded.event().occurred() != after.occurred();
    if (redated) after.set_occurred(recorded.event().occurred());
    if (moved || redated) deltas.records.push_back(*std::move(*delta));
  }
  if (touches == Touches::kStand) return deltas;
  if (absl::Status dropped = DropTouches(recorded, rows, deltas);
      !dropped.ok()) {
    return dropped;
  }
  return deltas;
}

StandingDeltas Touched(const v1::RecordedEvent& recorded) {
  StandingTouch touch;
  *touch.mutable_touch() = recorded.event().topic_touched().touch();
  touch.set_occurred(recorded.event().occurred());
  touch.set_sequence(recorded.sequence());
  StandingDeltas deltas;
  deltas.touches.push_back(
      {TouchesKey(recorded.stream()).Number(recorded.revision()).bytes(),
       std::nullopt, std::move(touch)});
  return deltas;
}

}  // namespace

absl::StatusOr<StandingDeltas> DeltasOf(const v1::RecordedEvent& recorded,
                                        const RowReader& rows) {
  const v1::Event& event = recorded.event();
  switch (event.body_case()) {
    case v1::Event::kStatementMade:
      return StandingDeltas{{Made(recorded, event.statement_made().record(),
                                  v1::RECORD_KIND_STATEMENT)},
                            {}};
    case v1::Event::kAgreementReached:
      return StandingDeltas{{Made(recorded, event.agreement_reached().record(),
                                  v1::RECORD_KIND_AGREEMENT)},
                            {}};
    case v1::Event::kFollowUpPlanned:
      return StandingDeltas{{Made(recorded, event.follow_up_planned().record(),
                                  v1::RECORD_KIND_FOLLOW_UP)},
                            {}};
    case v1::Event::kTopicTouched:
      return Touched(recorded);
    case v1::Event::kReadoutRevised:
      return ReadAnew(recorded, event.readout_revised().change(),
                      Touches::kDropped, rows);
    case v1::Event::kReadoutReparsed:
      return ReadAnew(recorded, event.readout_reparsed().change(),
                      event.readout_reparsed().touches_stand()
                          ? Touches::kStand
                          : Touches::kDropped,
                      rows);
    case v1::Event::kRecordRetracted:
      return Retracted(recorded, rows);
    case v1::Event::kFollowUpResolved:
      return Resolved(recorded, rows);
    case v1::Event::kFollowUpRescheduled:
      return Rescheduled(recorded, rows);
    case v1::Event::kAgreementEnded:
      return Ended(recorded, rows);
    case v1::Event::kReadoutWithdrawn:
      return Withdrawn(recorded, rows);
    case v1::Event::kReadoutReceived:  // Its records are events of their own.
    case v1::Event::BODY_NOT_SET:      // The projection stops on it.
      break;
  }
  return StandingDeltas();
}

void WriteDeltas(const StandingDeltas& deltas, Rows& rows) {
  for (const RecordDelta& delta : deltas.records) {
    if (delta.after.has_value()) {
      rows.Put(KeyOf(*delta.after), *delta.after);
    } else {
      rows.Delete(KeyOf(*delta.before));
    }
  }
  for (const TouchDelta& delta : deltas.touches) {
    if (delta.after.has_value()) {
      rows.Put(delta.key, *delta.after);
    } else {
      rows.Delete(delta.key);
    }
  }
}

RowKey RecordKey(absl::string_view stream, uint64_t revision) {
  return RecordsKey(stream).Number(revision);
}

RowKey RecordsKey(absl::string_view stream) {
  return RowKey(kRecordTag).Text(stream);
}

RowKey TouchesKey(absl::string_view stream) {
  return RowKey(kTouchTag).Text(stream);
}

std::string KeyOf(const StandingRecord& standing) {
  const absl::string_view name = standing.record().name();
  const absl::string_view stream = name.substr(0, name.rfind(kRecordsPart));
  return RecordKey(stream, RevisionIn(name, stream).value_or(0)).bytes();
}

absl::StatusOr<StandingRecord> ReadRecord(const RowReader& rows,
                                          absl::string_view key) {
  StandingRecord standing;
  const auto found = rows.Read(key, standing);
  if (!found.ok()) return found.status();
  if (!*found) return DamagedRow(key);
  return standing;
}

v1::FollowUp ToFollowUp(const StandingRecord& standing) {
  v1::FollowUp follow_up;
  *follow_up.mutable_record() = standing.record();
  follow_up.set_occurred(standing.occurred());
  follow_up.set_status(standing.status());
  follow_up.set_due(standing.due());
  const DayWindow window = EdtfWindow(standing.due()).value_or(DayWindow());
  follow_up.set_due_from(IsoDate(window.from));
  follow_up.set_due_until(IsoDate(window.until));
  follow_up.set_times_rescheduled(standing.times_rescheduled());
  follow_up.set_evidence(standing.evidence());
  follow_up.set_last_sequence(standing.last_sequence());
  return follow_up;
}

uint64_t DueNumber(const StandingRecord& standing) {
  const DayWindow window = EdtfWindow(standing.due()).value_or(DayWindow());
  return DayNumberOrLast(window.until);
}

}  // namespace chancery
