#ifndef CHANCERY_TESTS_HARNESS_POWER_LOSS_FILE_SYSTEM_H_
#define CHANCERY_TESTS_HARNESS_POWER_LOSS_FILE_SYSTEM_H_

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "rocksdb/file_system.h"

namespace chancery {

// A file system that keeps in the process's memory what has been written and
// not been synced. So a `kill -9` of the process loses what a power failure
// would lose: everything that no sync has promised to keep.
//
//   auto disk = std::make_shared<PowerLossFileSystem>(options);
//   const auto env = rocksdb::NewCompositeEnv(disk);
//
// Bytes are modelled, and directories are not: that a file was made, renamed or
// deleted survives. A file that is read while a part of it is unsynced is
// written out first. Thread-safe.
class PowerLossFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  // What the disk does on its own with bytes that nobody has synced.
  enum class WriteBack {
    kNone,    // Keeps all of them back.
    kRandom,  // Writes some of them out early: leaves torn ends behind.
  };
  // Which syncs return OK and keep nothing safe: a disk that lies.
  enum class Lies { kNone, kWal, kAll };

  // What becomes of the sync during which the power fails.
  enum class CutSync { kLost, kKept };

  struct Options {
    WriteBack write_back = WriteBack::kNone;
    Lies lies = Lies::kNone;
    uint64_t seed = 0;  // Of kRandom.
    // The power fails during this sync, counted from 1: it is answered with an
    // error, and so is everything that would change the disk from then on. 0:
    // only the end of the process ends the power.
    int cut_at_sync = 0;
    CutSync cut_sync = CutSync::kLost;
  };

  explicit PowerLossFileSystem(const Options& options);

  // Whether the power has failed.
  bool is_cut() const;

  const char* Name() const override { return "PowerLossFileSystem"; }
  rocksdb::IOStatus NewWritableFile(
      const std::string& name, const rocksdb::FileOptions& options,
      std::unique_ptr<rocksdb::FSWritableFile>* file,
      rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewRandomRWFile(
      const std::string& name, const rocksdb::FileOptions& options,
      std::unique_ptr<rocksdb::FSRandomRWFile>* file,
      rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewSequentialFile(
      const std::string& name, const rocksdb::FileOptions& options,
      std::unique_ptr<rocksdb::FSSequentialFile>* file,
      rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewRandomAccessFile(
      const std::string& name, const rocksdb::FileOptions& options,
      std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
      rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus GetFileSize(const std::string& name,
                                const rocksdb::IOOptions& options,
                                uint64_t* size,
                                rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& name,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;

 private:
  // The unsynced end of one file, shared by whoever has it open and, under its
  // name, by the file system.
  class UnsyncedEnd;
  class AppendedFile;
  class RewrittenFile;

  // What a sync of this file does.
  enum class Sync { kKeep, kPretend, kKeepAndFail, kFail };
  Sync NextSync(const std::string& name) ABSL_LOCKS_EXCLUDED(mutex_);
  // Carries it out: `keep` makes the bytes safe.
  template <typename Keep>
  rocksdb::IOStatus DoSync(const std::string& name, const Keep& keep);

  bool LiesAbout(const std::string& name) const;
  // An error once the power has failed.
  rocksdb::IOStatus CheckPower() const;
  // Up to `size`, how many bytes the disk writes out early.
  std::size_t WrittenBack(std::size_t size) ABSL_LOCKS_EXCLUDED(mutex_);
  rocksdb::IOStatus WriteOut(const std::string& name)
      ABSL_LOCKS_EXCLUDED(mutex_);

  const Options options_;
  absl::Mutex mutex_;
  std::map<std::string, std::shared_ptr<UnsyncedEnd>> ends_
      ABSL_GUARDED_BY(mutex_);
  int syncs_ ABSL_GUARDED_BY(mutex_) = 0;
  std::atomic<bool> cut_ = false;
  std::mt19937_64 random_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace chancery

#endif  // CHANCERY_TESTS_HARNESS_POWER_LOSS_FILE_SYSTEM_H_
