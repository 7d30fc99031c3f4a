#ifndef CHANCERY_STORAGE_PROJECTIONS_ROWS_H_
#define CHANCERY_STORAGE_PROJECTIONS_ROWS_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message_lite.h"
#include "rocksdb/db.h"
#include "rocksdb/utilities/write_batch_with_index.h"
#include "storage/projections/row_key.h"

namespace chancery {

// Returns `status` as an error of ours.
//   kDataLoss / CORRUPT            stored bytes are damaged.
//   kUnavailable / STORAGE_FAILED  the disk failed.
absl::Status FromRocks(const rocksdb::Status& status);

// kDataLoss / CORRUPT for a row that cannot be read.
absl::Status DamagedRow(absl::string_view key);

// Moves over the rows whose key begins with one prefix, in the order of their
// keys. A suffix is a key without that prefix.
class RowCursor {
 public:
  RowCursor(std::unique_ptr<rocksdb::Iterator> iterator, std::string prefix);

  // Move to: the first row at or behind `suffix`; the first row behind it; the
  // first row behind all whose suffix begins with `suffix`; the last row whose
  // suffix begins with `suffix`.
  void Seek(absl::string_view suffix = "");
  void SeekBehind(absl::string_view suffix);
  void SeekBehindAll(absl::string_view suffix);
  void SeekToLast(absl::string_view suffix = "");
  void Next() { iterator_->Next(); }
  void Prev() { iterator_->Prev(); }

  // Whether it is at a row under the prefix. If not, status() tells the end
  // from a failure.
  bool Valid() const;
  absl::Status status() const { return FromRocks(iterator_->status()); }

  // Valid until the cursor moves.
  absl::string_view suffix() const;
  absl::string_view value() const;

 private:
  std::unique_ptr<rocksdb::Iterator> iterator_;
  std::string prefix_;
};

// Reads one projection's rows: in a read view of the database, or as they are
// with what a pending batch has put and deleted. What it is made of outlives
// it.
class RowReader {
 public:
  RowReader(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* family,
            const rocksdb::Snapshot* read_view)
      : db_(db), family_(family), read_view_(read_view) {}

  absl::StatusOr<std::optional<std::string>> Get(absl::string_view key) const;
  // Reads the row into `message`; returns whether there is one.
  absl::StatusOr<bool> Get(absl::string_view key,
                           google::protobuf::MessageLite& message) const;
  // A cursor that has yet to be moved.
  RowCursor Under(const RowKey& prefix) const;
  RowCursor Everything() const;

 protected:
  RowReader(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* family,
            rocksdb::WriteBatchWithIndex* batch)
      : db_(db), family_(family), batch_(batch) {}

  rocksdb::DB* db_;
  rocksdb::ColumnFamilyHandle* family_;
  const rocksdb::Snapshot* read_view_ = nullptr;
  rocksdb::WriteBatchWithIndex* batch_ = nullptr;

 private:
  RowCursor Cursor(std::string prefix) const;
};

// One projection's rows in a pending batch: what is put is read again at once,
// and is stored when the batch is. A cursor made before a change need not see
// it.
class Rows : public RowReader {
 public:
  Rows(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* family,
       rocksdb::WriteBatchWithIndex* batch)
      : RowReader(db, family, batch) {}

  absl::Status Put(absl::string_view key, absl::string_view value);
  absl::Status Put(absl::string_view key,
                   const google::protobuf::MessageLite& message);
  absl::Status Delete(absl::string_view key);
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_ROWS_H_
