#include "storage/projections/rows.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"

namespace chancery {
namespace {

rocksdb::Slice ToSlice(absl::string_view bytes) {
  return {bytes.data(), bytes.size()};
}

absl::string_view ToView(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

// The first key behind all that begin with `prefix`; empty when there is none.
std::string BehindPrefix(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xFF') prefix.pop_back();
  if (!prefix.empty()) ++prefix.back();
  return prefix;
}

absl::StatusOr<std::optional<Row>> RowAt(const RowCursor& cursor) {
  if (!cursor.status().ok()) return cursor.status();
  if (!cursor.Valid()) return std::nullopt;
  return Row{std::string(cursor.suffix()), std::string(cursor.value())};
}

// Whether `at` is at a row whose key begins with `prefix`.
template <typename Iterator, typename Map>
bool IsUnder(absl::string_view prefix, Iterator at, const Map& map) {
  return at != map.end() && absl::StartsWith(at->first, prefix);
}

}  // namespace

absl::Status FromRocks(const rocksdb::Status& status) {
  if (status.ok()) return absl::OkStatus();
  if (status.IsCorruption()) {
    return MakeError(absl::StatusCode::kDataLoss, v1::ERROR_REASON_CORRUPT,
                     absl::StrCat("the views are damaged: ", status.ToString()),
                     {{"where", "views"}});
  }
  return MakeError(
      absl::StatusCode::kUnavailable, v1::ERROR_REASON_STORAGE_FAILED,
      absl::StrCat("the views cannot be read or written: ", status.ToString()));
}

absl::Status DamagedRow(absl::string_view key) {
  const std::string printable = absl::CHexEscape(key);
  return MakeError(
      absl::StatusCode::kDataLoss, v1::ERROR_REASON_CORRUPT,
      absl::StrCat("a row of the views cannot be read: ", printable),
      {{"where", absl::StrCat("views, row ", printable)}});
}

RowCursor::RowCursor(std::unique_ptr<rocksdb::Iterator> iterator,
                     std::string prefix)
    : iterator_(std::move(iterator)), prefix_(std::move(prefix)) {}

void RowCursor::Seek(absl::string_view suffix) {
  outside_ = false;
  iterator_->Seek(absl::StrCat(prefix_, suffix));
}

void RowCursor::SeekBehind(absl::string_view suffix) {
  Seek(suffix);
  if (Valid() && this->suffix() == suffix) Next();
}

void RowCursor::SeekBehindAll(absl::string_view suffix) {
  outside_ = false;
  const std::string behind = BehindPrefix(absl::StrCat(prefix_, suffix));
  if (behind.empty()) {
    iterator_->SeekToLast();
    if (iterator_->Valid()) iterator_->Next();
  } else {
    iterator_->Seek(behind);
  }
}

void RowCursor::SeekToLast(absl::string_view suffix) {
  const std::string prefix = absl::StrCat(prefix_, suffix);
  const std::string behind = BehindPrefix(prefix);
  if (behind.empty()) {
    iterator_->SeekToLast();
  } else {
    iterator_->SeekForPrev(behind);
    // A key that is `behind` itself lies outside.
    if (iterator_->Valid() && ToView(iterator_->key()) == behind) {
      iterator_->Prev();
    }
  }
  outside_ =
      iterator_->Valid() && !absl::StartsWith(ToView(iterator_->key()), prefix);
}

bool RowCursor::Valid() const {
  return !outside_ && iterator_->Valid() &&
         absl::StartsWith(ToView(iterator_->key()), prefix_);
}

absl::string_view RowCursor::suffix() const {
  return ToView(iterator_->key()).substr(prefix_.size());
}

absl::string_view RowCursor::value() const {
  return ToView(iterator_->value());
}

absl::StatusOr<bool> RowReader::Read(
    absl::string_view key, google::protobuf::MessageLite& message) const {
  const auto value = Get(key);
  if (!value.ok()) return value.status();
  if (!value->has_value()) return false;
  if (!message.ParseFromString(**value)) return DamagedRow(key);
  return true;
}

absl::StatusOr<std::optional<std::string>> StoredRows::Get(
    absl::string_view key) const {
  rocksdb::ReadOptions options;
  options.snapshot = read_view_;
  std::string value;
  const rocksdb::Status status =
      db_->Get(options, family_, ToSlice(key), &value);
  if (status.IsNotFound()) return std::nullopt;
  if (!status.ok()) return FromRocks(status);
  return value;
}

absl::StatusOr<std::optional<Row>> StoredRows::First(
    const RowKey& prefix) const {
  RowCursor cursor = Under(prefix);
  cursor.Seek();
  return RowAt(cursor);
}

absl::StatusOr<std::optional<Row>> StoredRows::Last(
    const RowKey& prefix) const {
  RowCursor cursor = Under(prefix);
  cursor.SeekToLast();
  return RowAt(cursor);
}

absl::StatusOr<std::vector<Row>> StoredRows::All(const RowKey& prefix) const {
  std::vector<Row> rows;
  RowCursor cursor = Under(prefix);
  for (cursor.Seek(); cursor.Valid(); cursor.Next()) {
    rows.push_back({std::string(cursor.suffix()), std::string(cursor.value())});
  }
  if (!cursor.status().ok()) return cursor.status();
  return rows;
}

RowCursor StoredRows::Under(const RowKey& prefix) const {
  return Cursor(prefix.bytes());
}

RowCursor StoredRows::Everything() const { return Cursor(""); }

RowCursor StoredRows::Cursor(std::string prefix) const {
  rocksdb::ReadOptions options;
  options.snapshot = read_view_;
  return {
      std::unique_ptr<rocksdb::Iterator>(db_->NewIterator(options, family_)),
      std::move(prefix)};
}

absl::StatusOr<std::optional<std::string>> Rows::Get(
    absl::string_view key) const {
  const auto pending = pending_.find(key);
  if (pending != pending_.end()) return pending->second;
  return stored_.Get(key);
}

absl::StatusOr<std::optional<Row>> Rows::First(const RowKey& prefix) const {
  const std::string& begin = prefix.bytes();
  auto pending = pending_.lower_bound(begin);
  while (IsUnder(begin, pending, pending_) && !pending->second.has_value()) {
    ++pending;
  }
  const auto stored = Stored(End::kFirst, begin);
  if (!stored.ok()) return stored.status();
  if (IsUnder(begin, pending, pending_) &&
      (!(*stored)->has_value() || pending->first < (*stored)->value().key)) {
    return Row{pending->first.substr(begin.size()), *pending->second};
  }
  return WithoutPrefix(begin, **stored);
}

absl::StatusOr<std::optional<Row>> Rows::Last(const RowKey& prefix) const {
  const std::string& begin = prefix.bytes();
  // A tag is never the last of all bytes, so something can lie behind it.
  auto behind = pending_.lower_bound(BehindPrefix(begin));
  auto pending = pending_.end();
  while (behind != pending_.begin()) {
    --behind;
    if (!IsUnder(begin, behind, pending_)) break;
    if (!behind->second.has_value()) continue;
    pending = behind;
    break;
  }
  const auto stored = Stored(End::kLast, begin);
  if (!stored.ok()) return stored.status();
  if (pending != pending_.end() &&
      (!(*stored)->has_value() || pending->first > (*stored)->value().key)) {
    return Row{pending->first.substr(begin.size()), *pending->second};
  }
  return WithoutPrefix(begin, **stored);
}

absl::StatusOr<const std::optional<Rows::StoredRow>*> Rows::Stored(
    End end, const std::string& prefix) const {
  const auto [found, is_new] =
      (end == End::kFirst ? first_ : last_).try_emplace(prefix);
  std::optional<StoredRow>& row = found->second;
  // What is pending only grows, so what was passed over stays passed over.
  if (!is_new && (!row.has_value() || !pending_.contains(row->key))) {
    return &row;
  }
  RowCursor& cursor = StoredCursor();
  if (end == End::kFirst) {
    cursor.Seek(prefix);
  } else {
    cursor.SeekToLast(prefix);
  }
  // A row that is pending, too, is as it is there.
  while (cursor.Valid() && absl::StartsWith(cursor.suffix(), prefix) &&
         pending_.contains(cursor.suffix())) {
    end == End::kFirst ? cursor.Next() : cursor.Prev();
  }
  if (!cursor.status().ok()) return cursor.status();
  row.reset();
  if (cursor.Valid() && absl::StartsWith(cursor.suffix(), prefix)) {
    row = StoredRow{std::string(cursor.suffix()), std::string(cursor.value())};
  }
  return &row;
}

std::optional<Row> Rows::WithoutPrefix(const std::string& prefix,
                                       const std::optional<StoredRow>& row) {
  if (!row.has_value()) return std::nullopt;
  return Row{row->key.substr(prefix.size()), row->value};
}

absl::StatusOr<std::vector<Row>> Rows::All(const RowKey& prefix) const {
  const std::string& begin = prefix.bytes();
  absl::btree_map<std::string, std::string> found;
  RowCursor& stored = StoredCursor();
  for (stored.Seek(begin);
       stored.Valid() && absl::StartsWith(stored.suffix(), begin);
       stored.Next()) {
    found.emplace(std::string(stored.suffix()), std::string(stored.value()));
  }
  if (!stored.status().ok()) return stored.status();
  for (auto pending = pending_.lower_bound(begin);
       IsUnder(begin, pending, pending_); ++pending) {
    if (pending->second.has_value()) {
      found[pending->first] = *pending->second;
    } else {
      found.erase(pending->first);
    }
  }
  std::vector<Row> rows;
  rows.reserve(found.size());
  for (auto& [key, value] : found) {
    rows.push_back({key.substr(begin.size()), std::move(value)});
  }
  return rows;
}

RowCursor& Rows::StoredCursor() const {
  if (!stored_cursor_.has_value()) stored_cursor_ = stored_.Everything();
  return *stored_cursor_;
}

void Rows::Put(absl::string_view key, absl::string_view value) {
  pending_[std::string(key)] = std::string(value);
}

void Rows::Put(absl::string_view key,
               const google::protobuf::MessageLite& message) {
  pending_[std::string(key)] = message.SerializeAsString();
}

void Rows::Delete(absl::string_view key) {
  pending_[std::string(key)] = std::nullopt;
}

absl::Status Rows::AddTo(rocksdb::WriteBatch& batch) const {
  for (const auto& [key, value] : pending_) {
    const rocksdb::Status added = value.has_value()
                                      ? batch.Put(family_, key, *value)
                                      : batch.Delete(family_, key);
    if (!added.ok()) return FromRocks(added);
  }
  return absl::OkStatus();
}

}  // namespace chancery
