#ifndef CHANCERY_TESTS_STORAGE_LOG_WATCHED_FILE_SYSTEM_H_
#define CHANCERY_TESTS_STORAGE_LOG_WATCHED_FILE_SYSTEM_H_

#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "rocksdb/env.h"
#include "rocksdb/file_system.h"

namespace chancery {

// The machine's file system, with an eye on RocksDB's WAL (the files *.log): it
// counts their syncs, holds them back, or fails them and writes. Thread-safe.
//
//   auto disk = std::make_shared<WatchedFileSystem>();
//   const auto env = rocksdb::NewCompositeEnv(disk);
class WatchedFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  WatchedFileSystem();

  const char* Name() const override { return "WatchedFileSystem"; }
  rocksdb::IOStatus NewWritableFile(
      const std::string& name, const rocksdb::FileOptions& options,
      std::unique_ptr<rocksdb::FSWritableFile>* file,
      rocksdb::IODebugContext* debug) override;

  int wal_syncs() const;

  // From now on a sync of the WAL waits until Release is called.
  void HoldSyncs();
  void Release();
  // Waits until a sync is being held.
  void WaitForHeldSync();

  enum class Fault { kNone, kSync, kWrite };
  // From now on, syncing the WAL, or writing to it, fails.
  void Fail(Fault fault);

 private:
  class WalFile;

  rocksdb::IOStatus OnSync();
  rocksdb::IOStatus OnWrite() const;

  mutable absl::Mutex mutex_;
  int wal_syncs_ ABSL_GUARDED_BY(mutex_) = 0;
  int held_now_ ABSL_GUARDED_BY(mutex_) = 0;
  bool hold_ ABSL_GUARDED_BY(mutex_) = false;
  Fault fault_ ABSL_GUARDED_BY(mutex_) = Fault::kNone;
};

}  // namespace chancery

#endif  // CHANCERY_TESTS_STORAGE_LOG_WATCHED_FILE_SYSTEM_H_
