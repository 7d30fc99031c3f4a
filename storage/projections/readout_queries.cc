#include "storage/projections/readout_queries.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"
#include "storage/projections/issue_name.h"
#include "storage/projections/page.h"
#include "storage/projections/readout_rows.h"
#include "storage/projections/standing_records.h"

namespace chancery {
namespace {

// Calls `take` with the message in each row under `prefix`.
template <typename Message, typename Take>
absl::Status ReadAll(const StoredRows& rows, const RowKey& prefix, Take take) {
  RowCursor cursor = rows.Under(prefix);
  for (cursor.Seek(); cursor.Valid(); cursor.Next()) {
    Message message;
    if (!message.ParseFromArray(cursor.value().data(),
                                static_cast<int>(cursor.value().size()))) {
      return DamagedRow(absl::StrCat(prefix.bytes(), cursor.suffix()));
    }
    take(message);
  }
  return cursor.status();
}

bool InTextOrder(const v1::Record& a, const v1::Record& b) {
  const auto place = [](const v1::Record& record) {
    return std::tuple(record.span().begin(), record.span().end(),
                      record.sequence());
  };
  return place(a) < place(b);
}

bool TouchesInTextOrder(const v1::Touch& a, const v1::Touch& b) {
  return std::tuple(a.span().begin(), a.span().end()) <
         std::tuple(b.span().begin(), b.span().end());
}

}  // namespace

absl::StatusOr<ReadoutView> GetReadout(const StoredRows& rows,
                                       absl::string_view name) {
  ReadoutView view;
  const auto found = rows.Read(ReadoutKey(name).bytes(), view.readout);
  if (!found.ok()) return found.status();
  if (!view.readout.has_header()) {
    return MakeError(absl::StatusCode::kNotFound,
                     v1::ERROR_REASON_READOUT_NOT_FOUND,
                     absl::StrCat("nothing was ingested as ", name),
                     {{"readout", std::string(name)}});
  }
  absl::Status read = ReadAll<StandingRecord>(
      rows, RecordsKey(name), [&](StandingRecord& standing) {
        view.records.push_back(std::move(*standing.mutable_record()));
      });
  if (!read.ok()) return read;
  read =
      ReadAll<StandingTouch>(rows, TouchesKey(name), [&](StandingTouch& touch) {
        view.touches.push_back(std::move(*touch.mutable_touch()));
      });
  if (!read.ok()) return read;
  read = ReadAll<v1::Unparsed>(rows, UnparsedKey(name),
                               [&](v1::Unparsed& unparsed) {
                                 view.unparsed.push_back(std::move(unparsed));
                               });
  if (!read.ok()) return read;
  std::sort(view.records.begin(), view.records.end(), InTextOrder);
  std::stable_sort(view.touches.begin(), view.touches.end(),
                   TouchesInTextOrder);
  return view;
}

absl::StatusOr<Page<v1::Readout>> ListReadouts(const StoredRows& rows,
                                               const ReadoutQuery& query,
                                               const PageRequest& request) {
  RowCursor cursor = rows.Under(query.parties.empty()
                                    ? AllReadoutsKey()
                                    : PartyReadoutsKey(query.parties.front()));
  std::string first = request.after;
  if (query.until.has_value()) {
    first = std::max(
        first, RowKey('L').Number(FallingDay(query.until)).bytes().substr(1));
  }
  cursor.SeekBehind(first);
  const bool dated = query.since.has_value() || query.until.has_value();
  const uint64_t last_day = query.since.has_value()
                                ? FallingDay(query.since)
                                : FallingDay(std::nullopt) - dated;
  return FillPage<v1::Readout>(
      cursor, request.size,
      [&](const RowCursor& at,
          v1::Readout& readout) -> absl::StatusOr<RowFate> {
        absl::string_view suffix = at.suffix();
        const auto day = TakeNumber(suffix);
        const auto name = TakeText(suffix);
        if (!day.has_value() || !name.has_value()) {
          return DamagedRow(at.suffix());
        }
        if (*day > last_day) return RowFate::kEndsList;
        const auto found = rows.Read(ReadoutKey(*name).bytes(), readout);
        if (!found.ok()) return found.status();
        if (!*found) return DamagedRow(at.suffix());
        const auto& listed = readout.header().parties();
        const std::vector<std::string> parties(listed.begin(), listed.end());
        return HasAll(parties, query.parties) ? RowFate::kTaken
                                              : RowFate::kPassedOver;
      });
}

}  // namespace chancery
