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
  iterator_->Seek(absl::StrCat(prefix_, suffix));
}

void RowCursor::SeekBehind(absl::string_view suffix) {
  Seek(suffix);
  if (Valid() && this->suffix() == suffix) Next();
}

void RowCursor::SeekBehindAll(absl::string_view suffix) {
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
  // Leaves the prefix, so that the cursor is not valid, when the row found does
  // not begin with `suffix`.
  if (Valid() && !absl::StartsWith(ToView(iterator_->key()), prefix)) {
    SeekBehindAll("");
  }
}

bool RowCursor::Valid() const {
  return iterator_->Valid() &&
         absl::StartsWith(ToView(iterator_->key()), prefix_);
}

absl::string_view RowCursor::suffix() const {
  return ToView(iterator_->key()).substr(prefix_.size());
}

absl::string_view RowCursor::value() const {
  return ToView(iterator_->value());
}

absl::StatusOr<std::optional<std::string>> RowReader::Get(
    absl::string_view key) const {
  rocksdb::ReadOptions options;
  options.snapshot = read_view_;
  std::string value;
  const rocksdb::Status status =
      batch_ != nullptr ? batch_->GetFromBatchAndDB(db_, options, family_,
                                                    ToSlice(key), &value)
                        : db_->Get(options, family_, ToSlice(key), &value);
  if (status.IsNotFound()) return std::nullopt;
  if (!status.ok()) return FromRocks(status);
  return value;
}

absl::StatusOr<bool> RowReader::Get(
    absl::string_view key, google::protobuf::MessageLite& message) const {
  const auto value = Get(key);
  if (!value.ok()) return value.status();
  if (!value->has_value()) return false;
  if (!message.ParseFromString(**value)) return DamagedRow(key);
  return true;
}

RowCursor RowReader::Under(const RowKey& prefix) const {
  return Cursor(prefix.bytes());
}

RowCursor RowReader::Everything() const { return Cursor(""); }

RowCursor RowReader::Cursor(std::string prefix) const {
  rocksdb::ReadOptions options;
  options.snapshot = read_view_;
  rocksdb::Iterator* stored = db_->NewIterator(options, family_);
  return {std::unique_ptr<rocksdb::Iterator>(
              batch_ != nullptr ? batch_->NewIteratorWithBase(family_, stored)
                                : stored),
          std::move(prefix)};
}

absl::Status Rows::Put(absl::string_view key, absl::string_view value) {
  return FromRocks(batch_->Put(family_, ToSlice(key), ToSlice(value)));
}

absl::Status Rows::Put(absl::string_view key,
                       const google::protobuf::MessageLite& message) {
  return Put(key, absl::string_view(message.SerializeAsString()));
}

absl::Status Rows::Delete(absl::string_view key) {
  return FromRocks(batch_->Delete(family_, ToSlice(key)));
}

}  // namespace chancery
