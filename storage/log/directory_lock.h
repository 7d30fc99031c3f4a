#ifndef CHANCERY_STORAGE_LOG_DIRECTORY_LOCK_H_
#define CHANCERY_STORAGE_LOG_DIRECTORY_LOCK_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace rocksdb {
class Env;
class FileLock;
}  // namespace rocksdb

namespace chancery {

// Keeps every other process, and every other log of this one, out of a log's
// directory for as long as it lives.
class DirectoryLock {
 public:
  //   kFailedPrecondition             somebody else has it.
  //   kUnavailable / STORAGE_FAILED   the directory cannot be written.
  static absl::StatusOr<std::unique_ptr<DirectoryLock>> Take(
      const std::string& path, rocksdb::Env* env);
  ~DirectoryLock();
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

 private:
  DirectoryLock(rocksdb::Env* env, rocksdb::FileLock* lock)
      : env_(env), lock_(lock) {}

  rocksdb::Env* const env_;
  rocksdb::FileLock* const lock_;  // Given back to `env_`.
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_DIRECTORY_LOCK_H_
