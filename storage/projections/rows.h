#ifndef CHANCERY_STORAGE_PROJECTIONS_ROWS_H_
#define CHANCERY_STORAGE_PROJECTIONS_ROWS_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message_lite.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"
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
  bool outside_ = false;  // SeekToLast found a row in front of all it wanted.
};

// A row, without the prefix of its key by which it was found.
struct Row {
  std::string suffix;
  std::string value;
};

// Reads one projection's rows.
class RowReader {
 public:
  virtual ~RowReader() = default;

  virtual absl::StatusOr<std::optional<std::string>> Get(
      absl::string_view key) const = 0;
  // The first, the last and all of the rows whose key begins with `prefix`.
  virtual absl::StatusOr<std::optional<Row>> First(
      const RowKey& prefix) const = 0;
  virtual absl::StatusOr<std::optional<Row>> Last(
      const RowKey& prefix) const = 0;
  virtual absl::StatusOr<std::vector<Row>> All(const RowKey& prefix) const = 0;

  // Reads the row into `message`; returns whether there is one.
  absl::StatusOr<bool> Read(absl::string_view key,
                            google::protobuf::MessageLite& message) const;
};

// The rows as they are stored, at the moment of a read view, which outlives
// them.
class StoredRows final : public RowReader {
 public:
  StoredRows(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* family,
             const rocksdb::Snapshot* read_view)
      : db_(db), family_(family), read_view_(read_view) {}

  absl::StatusOr<std::optional<std::string>> Get(
      absl::string_view key) const override;
  absl::StatusOr<std::optional<Row>> First(const RowKey& prefix) const override;
  absl::StatusOr<std::optional<Row>> Last(const RowKey& prefix) const override;
  absl::StatusOr<std::vector<Row>> All(const RowKey& prefix) const override;

  // A cursor that has yet to be moved.
  RowCursor Under(const RowKey& prefix) const;
  RowCursor Everything() const;

 private:
  RowCursor Cursor(std::string prefix) const;

  rocksdb::DB* const db_;
  rocksdb::ColumnFamilyHandle* const family_;
  const rocksdb::Snapshot* const read_view_;
};

// The rows as they are with what has been put and deleted here, which is stored
// when a batch is. Nothing else may change them meanwhile.
class Rows final : public RowReader {
 public:
  Rows(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* family)
      : stored_(db, family, nullptr), family_(family) {}

  absl::StatusOr<std::optional<std::string>> Get(
      absl::string_view key) const override;
  absl::StatusOr<std::optional<Row>> First(const RowKey& prefix) const override;
  absl::StatusOr<std::optional<Row>> Last(const RowKey& prefix) const override;
  absl::StatusOr<std::vector<Row>> All(const RowKey& prefix) const override;

  void Put(absl::string_view key, absl::string_view value);
  void Put(absl::string_view key, const google::protobuf::MessageLite& message);
  void Delete(absl::string_view key);

  // Adds what has been put and deleted to `batch`, in the order of the keys.
  absl::Status AddTo(rocksdb::WriteBatch& batch) const;

 private:
  // By key; nullopt for a row that has been deleted.
  using Pending = absl::btree_map<std::string, std::optional<std::string>>;

  struct StoredRow {
    std::string key;
    std::string value;
  };
  enum class End { kFirst, kLast };
  using Ends = absl::flat_hash_map<std::string, std::optional<StoredRow>>;

  // The first or last stored row under `prefix` that is not pending; looked for
  // once, as long as it does not become so. Valid until the next call.
  absl::StatusOr<const std::optional<StoredRow>*> Stored(
      End end, const std::string& prefix) const;
  static std::optional<Row> WithoutPrefix(const std::string& prefix,
                                          const std::optional<StoredRow>& row);
  // Made once: opening a cursor costs more than moving one.
  RowCursor& StoredCursor() const;

  StoredRows stored_;
  rocksdb::ColumnFamilyHandle* const family_;
  Pending pending_;
  mutable std::optional<RowCursor> stored_cursor_;
  mutable Ends first_;
  mutable Ends last_;
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_ROWS_H_
