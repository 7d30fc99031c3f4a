#ifndef CHANCERY_STORAGE_LOG_STORE_H_
#define CHANCERY_STORAGE_LOG_STORE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "rocksdb/db.h"
#include "rocksdb/slice.h"
#include "rocksdb/write_batch.h"

namespace chancery {

// The column families; FORMAT.md gives the bytes of each.
enum class Family : std::size_t {
  kMeta,
  kEvents,
  kStreams,
  kIssues,
  kCommits,
  kDocuments,
  kMerkle,
};
inline constexpr std::size_t kFamilyCount = 7;

inline rocksdb::Slice ToSlice(absl::string_view bytes) {
  return {bytes.data(), bytes.size()};
}
inline absl::string_view ToView(const rocksdb::Slice& bytes) {
  return {bytes.data(), bytes.size()};
}

// The log's database. Thread-safe, as RocksDB is.
class Store {
 public:
  // Opens the database in `path`, whose end must be at `published` or beyond,
  // and makes it when `published` is 0 and there is none. A database that is
  // refused has not been changed.
  //   kDataLoss / CORRUPT             it is shorter, or damaged.
  //   kFailedPrecondition             its format is not known.
  //   kUnavailable / STORAGE_FAILED   it cannot be read or written.
  static absl::StatusOr<std::unique_ptr<Store>> Open(const std::string& path,
                                                     rocksdb::Env* env,
                                                     uint64_t published);
  ~Store();

  // Whether there is a database in `path`.
  static bool Exists(const std::string& path, rocksdb::Env* env);

  // How many events there were when it was opened, and when the last was
  // recorded.
  uint64_t length() const { return length_; }
  absl::Time last_record_time() const { return last_record_time_; }

  // The value under `key`; nullopt without one.
  absl::StatusOr<std::optional<std::string>> Get(Family family,
                                                 absl::string_view key) const;

  // The greatest index under `name` in the stream or issue index.
  absl::StatusOr<std::optional<uint64_t>> LastIndex(
      Family family, absl::string_view name) const;

  std::unique_ptr<rocksdb::Iterator> NewIterator(Family family) const;

  void Put(Family family, absl::string_view key, absl::string_view value,
           rocksdb::WriteBatch* batch) const;

  // Adds to `batch` how long the log is with what is in it.
  void PutLength(uint64_t length, rocksdb::WriteBatch* batch) const;

  // Writes `batch` whole and syncs it.
  absl::Status WriteSynced(rocksdb::WriteBatch* batch);

 private:
  Store() = default;

  absl::Status OpenDatabase(const std::string& path, rocksdb::Env* env,
                            bool read_only);
  absl::Status StartIfNew();
  absl::Status CheckFormat(const std::string& path) const;
  absl::Status FindEnd();
  rocksdb::ColumnFamilyHandle* Handle(Family family) const {
    return handles_[static_cast<std::size_t>(family)];
  }

  std::unique_ptr<rocksdb::DB> db_;
  // Owned by `db_`, and given back to it before it is closed.
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
  uint64_t length_ = 0;
  absl::Time last_record_time_ = absl::UnixEpoch();
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_STORE_H_
