#include "tests/harness/power_loss_file_system.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"

namespace chancery {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

// Owns the real file, which must stay open as long as something may have to be
// written to it: also after RocksDB has closed it without a sync.
class PowerLossFileSystem::UnsyncedEnd {
 public:
  explicit UnsyncedEnd(std::unique_ptr<rocksdb::FSWritableFile> file)
      : file_(std::move(file)) {}

  void Append(const Slice& data) {
    absl::MutexLock lock(&mutex_);
    bytes_.append(data.data(), data.size());
  }

  std::size_t size() {
    absl::MutexLock lock(&mutex_);
    return bytes_.size();
  }

  // Hands the first `count` bytes to the kernel, where they outlive the
  // process; that is all that is needed here, so nothing is synced.
  IOStatus WriteOut(std::size_t count) {
    absl::MutexLock lock(&mutex_);
    count = std::min(count, bytes_.size());
    if (count == 0) return IOStatus::OK();
    const IOStatus status =
        file_->Append(Slice(bytes_.data(), count), IOOptions(), nullptr);
    if (status.ok()) bytes_.erase(0, count);
    return status;
  }

  rocksdb::FSWritableFile& file() { return *file_; }

 private:
  const std::unique_ptr<rocksdb::FSWritableFile> file_;
  absl::Mutex mutex_;
  std::string bytes_ ABSL_GUARDED_BY(mutex_);
};

class PowerLossFileSystem::AppendedFile final
    : public rocksdb::FSWritableFileWrapper {
 public:
  AppendedFile(std::string name, std::shared_ptr<UnsyncedEnd> end,
               PowerLossFileSystem& disk)
      : FSWritableFileWrapper(&end->file()),
        name_(std::move(name)),
        end_(std::move(end)),
        disk_(disk) {}

  IOStatus Append(const Slice& data, const IOOptions&,
                  IODebugContext*) override {
    const IOStatus power = disk_.CheckPower();
    if (!power.ok()) return power;
    end_->Append(data);
    return end_->WriteOut(disk_.WrittenBack(end_->size()));
  }
  IOStatus Append(const Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo&,
                  IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  IOStatus PositionedAppend(const Slice&, uint64_t, const IOOptions&,
                            IODebugContext*) override {
    return IOStatus::NotSupported("files are not written directly here");
  }
  IOStatus Truncate(uint64_t size, const IOOptions& options,
                    IODebugContext* debug) override {
    IOStatus status = disk_.CheckPower();
    if (status.ok()) status = end_->WriteOut(end_->size());
    return status.ok() ? FSWritableFileWrapper::Truncate(size, options, debug)
                       : status;
  }
  // The real file stays open: see UnsyncedEnd.
  IOStatus Close(const IOOptions&, IODebugContext*) override {
    return IOStatus::OK();
  }
  IOStatus Flush(const IOOptions&, IODebugContext*) override {
    return IOStatus::OK();
  }
  IOStatus Sync(const IOOptions&, IODebugContext*) override { return Keep(); }
  IOStatus Fsync(const IOOptions&, IODebugContext*) override { return Keep(); }
  // Promises nothing.
  IOStatus RangeSync(uint64_t, uint64_t, const IOOptions&,
                     IODebugContext*) override {
    return IOStatus::OK();
  }
  uint64_t GetFileSize(const IOOptions& options,
                       IODebugContext* debug) override {
    return FSWritableFileWrapper::GetFileSize(options, debug) + end_->size();
  }

 private:
  IOStatus Keep() {
    return disk_.DoSync(name_, [this] { return end_->WriteOut(end_->size()); });
  }

  const std::string name_;
  const std::shared_ptr<UnsyncedEnd> end_;
  PowerLossFileSystem& disk_;
};

// A file that is written in place. Used by one thread at a time, as the log's
// head file is.
class PowerLossFileSystem::RewrittenFile final
    : public rocksdb::FSRandomRWFileOwnerWrapper {
 public:
  RewrittenFile(std::string name, std::unique_ptr<rocksdb::FSRandomRWFile> file,
                PowerLossFileSystem& disk)
      : FSRandomRWFileOwnerWrapper(std::move(file)),
        name_(std::move(name)),
        disk_(disk) {}

  IOStatus Write(uint64_t offset, const Slice& data, const IOOptions&,
                 IODebugContext*) override {
    unsynced_.emplace_back(offset, data.ToString());
    return IOStatus::OK();
  }
  IOStatus Read(uint64_t offset, std::size_t size, const IOOptions& options,
                Slice* result, char* scratch,
                IODebugContext* debug) const override {
    if (!unsynced_.empty()) {
      return IOStatus::NotSupported("what is unsynced cannot be read here");
    }
    return FSRandomRWFileOwnerWrapper::Read(offset, size, options, result,
                                            scratch, debug);
  }
  IOStatus Flush(const IOOptions&, IODebugContext*) override {
    return IOStatus::OK();
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    return disk_.DoSync(name_, [&] { return WriteOut(options, debug); });
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return Sync(options, debug);
  }

 private:
  IOStatus WriteOut(const IOOptions& options, IODebugContext* debug) {
    for (const auto& [offset, data] : unsynced_) {
      const IOStatus status =
          FSRandomRWFileOwnerWrapper::Write(offset, data, options, debug);
      if (!status.ok()) return status;
    }
    unsynced_.clear();
    return IOStatus::OK();
  }

  const std::string name_;
  PowerLossFileSystem& disk_;
  std::vector<std::pair<uint64_t, std::string>> unsynced_;
};

PowerLossFileSystem::PowerLossFileSystem(const Options& options)
    : FileSystemWrapper(rocksdb::FileSystem::Default()),
      options_(options),
      random_(options.seed) {}

IOStatus PowerLossFileSystem::NewWritableFile(
    const std::string& name, const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSWritableFile>* file, IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSWritableFile> real;
  IOStatus status = CheckPower();
  if (status.ok()) {
    status = FileSystemWrapper::NewWritableFile(name, options, &real, debug);
  }
  if (!status.ok()) return status;
  auto end = std::make_shared<UnsyncedEnd>(std::move(real));
  *file = std::make_unique<AppendedFile>(name, end, *this);
  absl::MutexLock lock(&mutex_);
  ends_[name] = std::move(end);
  return IOStatus::OK();
}

IOStatus PowerLossFileSystem::NewRandomRWFile(
    const std::string& name, const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSRandomRWFile>* file, IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSRandomRWFile> real;
  IOStatus status = WriteOut(name);
  if (status.ok()) {
    status = FileSystemWrapper::NewRandomRWFile(name, options, &real, debug);
  }
  if (!status.ok()) return status;
  *file = std::make_unique<RewrittenFile>(name, std::move(real), *this);
  return IOStatus::OK();
}

IOStatus PowerLossFileSystem::NewSequentialFile(
    const std::string& name, const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSSequentialFile>* file, IODebugContext* debug) {
  const IOStatus status = WriteOut(name);
  if (!status.ok()) return status;
  return FileSystemWrapper::NewSequentialFile(name, options, file, debug);
}

IOStatus PowerLossFileSystem::NewRandomAccessFile(
    const std::string& name, const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSRandomAccessFile>* file, IODebugContext* debug) {
  const IOStatus status = WriteOut(name);
  if (!status.ok()) return status;
  return FileSystemWrapper::NewRandomAccessFile(name, options, file, debug);
}

IOStatus PowerLossFileSystem::GetFileSize(const std::string& name,
                                          const IOOptions& options,
                                          uint64_t* size,
                                          IODebugContext* debug) {
  const IOStatus status = WriteOut(name);
  if (!status.ok()) return status;
  return FileSystemWrapper::GetFileSize(name, options, size, debug);
}

IOStatus PowerLossFileSystem::RenameFile(const std::string& from,
                                         const std::string& to,
                                         const IOOptions& options,
                                         IODebugContext* debug) {
  IOStatus status = CheckPower();
  if (status.ok()) {
    status = FileSystemWrapper::RenameFile(from, to, options, debug);
  }
  if (!status.ok()) return status;
  absl::MutexLock lock(&mutex_);
  ends_.erase(to);
  auto moved = ends_.extract(from);
  if (!moved.empty()) {
    moved.key() = to;
    ends_.insert(std::move(moved));
  }
  return status;
}

IOStatus PowerLossFileSystem::DeleteFile(const std::string& name,
                                         const IOOptions& options,
                                         IODebugContext* debug) {
  const IOStatus power = CheckPower();
  if (!power.ok()) return power;
  {
    absl::MutexLock lock(&mutex_);
    ends_.erase(name);
  }
  return FileSystemWrapper::DeleteFile(name, options, debug);
}

bool PowerLossFileSystem::is_cut() const { return cut_; }

IOStatus PowerLossFileSystem::CheckPower() const {
  return cut_ ? IOStatus::IOError("the power has failed") : IOStatus::OK();
}

PowerLossFileSystem::Sync PowerLossFileSystem::NextSync(
    const std::string& name) {
  if (cut_) return Sync::kFail;
  absl::MutexLock lock(&mutex_);
  if (++syncs_ == options_.cut_at_sync) {
    cut_ = true;
    return options_.cut_sync == CutSync::kKept ? Sync::kKeepAndFail
                                               : Sync::kFail;
  }
  return LiesAbout(name) ? Sync::kPretend : Sync::kKeep;
}

template <typename Keep>
IOStatus PowerLossFileSystem::DoSync(const std::string& name,
                                     const Keep& keep) {
  switch (NextSync(name)) {
    case Sync::kKeep:
      return keep();
    case Sync::kPretend:
      return IOStatus::OK();
    case Sync::kKeepAndFail: {
      const IOStatus kept = keep();
      return kept.ok() ? CheckPower() : kept;
    }
    case Sync::kFail:
      break;
  }
  return CheckPower();
}

bool PowerLossFileSystem::LiesAbout(const std::string& name) const {
  switch (options_.lies) {
    case Lies::kNone:
      return false;
    case Lies::kWal:
      return absl::EndsWith(name, ".log");
    case Lies::kAll:
      return true;
  }
  return false;
}

std::size_t PowerLossFileSystem::WrittenBack(std::size_t size) {
  if (options_.write_back == WriteBack::kNone) return 0;
  absl::MutexLock lock(&mutex_);
  // Half of the time nothing.
  const uint64_t choice = random_();
  return choice % 2 == 0 ? 0 : choice / 2 % (size + 1);
}

IOStatus PowerLossFileSystem::WriteOut(const std::string& name) {
  const IOStatus power = CheckPower();
  if (!power.ok()) return power;
  std::shared_ptr<UnsyncedEnd> end;
  {
    absl::MutexLock lock(&mutex_);
    const auto found = ends_.find(name);
    if (found == ends_.end()) return IOStatus::OK();
    end = found->second;
  }
  return end->WriteOut(end->size());
}

}  // namespace chancery
