#include "storage/log/directory_lock.h"

#include "absl/memory/memory.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "rocksdb/env.h"
#include "storage/log/errors.h"

namespace chancery {

absl::StatusOr<std::unique_ptr<DirectoryLock>> DirectoryLock::Take(
    const std::string& path, rocksdb::Env* env) {
  const std::string file = absl::StrCat(path, "/LOCK");
  rocksdb::FileLock* lock = nullptr;
  const rocksdb::Status taken = env->LockFile(file, &lock);
  if (taken.ok()) return absl::WrapUnique(new DirectoryLock(env, lock));
  // RocksDB has one code for both, and these words where the file itself could
  // not be opened.
  if (absl::StrContains(taken.ToString(), "open a file for lock")) {
    return FromRocksDb(absl::StrCat("opening ", file), taken);
  }
  return OpenElsewhere(path);
}

DirectoryLock::~DirectoryLock() {
  // The lock goes with the process in any case.
  env_->UnlockFile(lock_).PermitUncheckedError();
}

}  // namespace chancery
