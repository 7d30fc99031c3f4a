#include "tests/storage/log/watched_file_system.h"

#include <utility>

#include "absl/strings/match.h"

namespace chancery {

class WatchedFileSystem::WalFile final
    : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  WalFile(std::unique_ptr<rocksdb::FSWritableFile> file,
          WatchedFileSystem& watch)
      : FSWritableFileOwnerWrapper(std::move(file)), watch_(watch) {}

  using FSWritableFileOwnerWrapper::Append;
  rocksdb::IOStatus Append(const rocksdb::Slice& data,
                           const rocksdb::IOOptions& options,
                           rocksdb::IODebugContext* debug) override {
    const rocksdb::IOStatus status = watch_.OnWrite();
    if (!status.ok()) return status;
    return FSWritableFileOwnerWrapper::Append(data, options, debug);
  }
  rocksdb::IOStatus Sync(const rocksdb::IOOptions& options,
                         rocksdb::IODebugContext* debug) override {
    const rocksdb::IOStatus status = watch_.OnSync();
    if (!status.ok()) return status;
    return FSWritableFileOwnerWrapper::Sync(options, debug);
  }

 private:
  WatchedFileSystem& watch_;
};

WatchedFileSystem::WatchedFileSystem()
    : FileSystemWrapper(rocksdb::FileSystem::Default()) {}

rocksdb::IOStatus WatchedFileSystem::NewWritableFile(
    const std::string& name, const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSWritableFile>* file,
    rocksdb::IODebugContext* debug) {
  const rocksdb::IOStatus status =
      FileSystemWrapper::NewWritableFile(name, options, file, debug);
  if (status.ok() && absl::EndsWith(name, ".log")) {
    *file = std::make_unique<WalFile>(std::move(*file), *this);
  }
  return status;
}

int WatchedFileSystem::wal_syncs() const {
  absl::MutexLock lock(&mutex_);
  return wal_syncs_;
}

void WatchedFileSystem::HoldSyncs() {
  absl::MutexLock lock(&mutex_);
  hold_ = true;
}

void WatchedFileSystem::Release() {
  absl::MutexLock lock(&mutex_);
  hold_ = false;
}

void WatchedFileSystem::WaitForHeldSync() {
  const auto held = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return held_now_ > 0;
  };
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(&held));
}

void WatchedFileSystem::Fail(Fault fault) {
  absl::MutexLock lock(&mutex_);
  fault_ = fault;
}

rocksdb::IOStatus WatchedFileSystem::OnSync() {
  const auto released = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !hold_;
  };
  absl::MutexLock lock(&mutex_);
  ++wal_syncs_;
  ++held_now_;
  mutex_.Await(absl::Condition(&released));
  --held_now_;
  return fault_ == Fault::kSync ? rocksdb::IOStatus::IOError("planted in sync")
                                : rocksdb::IOStatus::OK();
}

rocksdb::IOStatus WatchedFileSystem::OnWrite() const {
  absl::MutexLock lock(&mutex_);
  return fault_ == Fault::kWrite ? rocksdb::IOStatus::NoSpace("planted")
                                 : rocksdb::IOStatus::OK();
}

}  // namespace chancery
