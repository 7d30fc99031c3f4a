#ifndef CHANCERY_STORAGE_LOG_HEAD_FILE_H_
#define CHANCERY_STORAGE_LOG_HEAD_FILE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace rocksdb {
class Env;
class RandomRWFile;
}  // namespace rocksdb

namespace chancery {

// How many events of the log have been published, kept outside the database,
// so that a database that has lost its end is noticed. What it says is a lower
// bound: it is written after each group of commits, and synced now and then.
//
//   HEAD = slot padding slot     ; the second at byte 4096
//   slot = magic length checksum ; written in turn
//   magic = "CHNCHEAD"
//   length = u64                 ; events published
//   checksum = u64               ; XXH3 of magic and length
//
// Not thread-safe.
class HeadFile {
 public:
  // Opens the file HEAD in `path`, or makes one that says 0.
  //   kDataLoss / CORRUPT             neither slot can be read.
  //   kUnavailable / STORAGE_FAILED   the file cannot be read or written.
  static absl::StatusOr<std::unique_ptr<HeadFile>> Open(const std::string& path,
                                                        rocksdb::Env* env);

  // Whether there is a file HEAD in `path`.
  static bool Exists(const std::string& path, rocksdb::Env* env);

  ~HeadFile();

  // The greater of what the two slots said when the file was opened.
  uint64_t length() const { return length_; }

  // Hands the length to the operating system: it outlives the process, and the
  // machine once synced.
  absl::Status Write(uint64_t length);

  // Syncs what was written.
  absl::Status Sync();

 private:
  HeadFile(std::string name, uint64_t length,
           std::unique_ptr<rocksdb::RandomRWFile> file);

  const std::string name_;
  const uint64_t length_;
  const std::unique_ptr<rocksdb::RandomRWFile> file_;
  int next_slot_ = 0;
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_HEAD_FILE_H_
