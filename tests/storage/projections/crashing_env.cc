#include "tests/storage/projections/crashing_env.h"

#include <string>
#include <utility>

#include "rocksdb/file_system.h"
#include "rocksdb/system_clock.h"

namespace chancery {
namespace {

using rocksdb::FileOptions;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

using Crashed = std::shared_ptr<std::atomic<bool>>;

IOStatus Dead() { return IOStatus::IOError("the process has died"); }

class CrashingFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  CrashingFile(std::unique_ptr<rocksdb::FSWritableFile>&& file, Crashed crashed)
      : FSWritableFileOwnerWrapper(std::move(file)),
        crashed_(std::move(crashed)) {}

  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  IODebugContext* context) override {
    return *crashed_ ? Dead() : target()->Append(data, options, context);
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo& info,
                  IODebugContext* context) override {
    return *crashed_ ? Dead() : target()->Append(data, options, info, context);
  }

 private:
  const Crashed crashed_;
};

class CrashingFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  explicit CrashingFileSystem(Crashed crashed)
      : FileSystemWrapper(rocksdb::FileSystem::Default()),
        crashed_(std::move(crashed)) {}

  const char* Name() const override { return "CrashingFileSystem"; }

  IOStatus NewWritableFile(const std::string& name, const FileOptions& options,
                           std::unique_ptr<rocksdb::FSWritableFile>* file,
                           IODebugContext* context) override {
    if (*crashed_) return Dead();
    std::unique_ptr<rocksdb::FSWritableFile> made;
    IOStatus status = target()->NewWritableFile(name, options, &made, context);
    if (status.ok()) {
      *file = std::make_unique<CrashingFile>(std::move(made), crashed_);
    }
    return status;
  }
  IOStatus DeleteFile(const std::string& name, const IOOptions& options,
                      IODebugContext* context) override {
    return *crashed_ ? Dead() : target()->DeleteFile(name, options, context);
  }
  IOStatus RenameFile(const std::string& from, const std::string& to,
                      const IOOptions& options,
                      IODebugContext* context) override {
    return *crashed_ ? Dead()
                     : target()->RenameFile(from, to, options, context);
  }

 private:
  const Crashed crashed_;
};

// RocksDB sleeps for a second after a flush that failed; the dead need not.
class SleeplessClock final : public rocksdb::SystemClockWrapper {
 public:
  using SystemClockWrapper::SystemClockWrapper;
  const char* Name() const override { return "SleeplessClock"; }
  void SleepForMicroseconds(int) override {}
};

class CrashingFileEnv final : public rocksdb::EnvWrapper {
 public:
  explicit CrashingFileEnv(const Crashed& crashed)
      : EnvWrapper(rocksdb::Env::Default()) {
    file_system_ = std::make_shared<CrashingFileSystem>(crashed);
    system_clock_ =
        std::make_shared<SleeplessClock>(rocksdb::SystemClock::Default());
  }
};

}  // namespace

CrashingEnv::CrashingEnv()
    : crashed_(std::make_shared<std::atomic<bool>>(false)),
      env_(std::make_unique<CrashingFileEnv>(crashed_)) {}

}  // namespace chancery
