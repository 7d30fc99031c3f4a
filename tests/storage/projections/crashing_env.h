#ifndef CHANCERY_TESTS_STORAGE_PROJECTIONS_CRASHING_ENV_H_
#define CHANCERY_TESTS_STORAGE_PROJECTIONS_CRASHING_ENV_H_

#include <atomic>
#include <memory>

#include "rocksdb/env.h"

namespace chancery {

// The machine's file system, in which a process can be made to die: from
// Crash() on it changes nothing any more, whatever is still tried, until
// Restart().
class CrashingEnv {
 public:
  CrashingEnv();

  rocksdb::Env* env() { return env_.get(); }
  void Crash() { *crashed_ = true; }
  void Restart() { *crashed_ = false; }

 private:
  std::shared_ptr<std::atomic<bool>> crashed_;
  std::unique_ptr<rocksdb::Env> env_;
};

}  // namespace chancery

#endif  // CHANCERY_TESTS_STORAGE_PROJECTIONS_CRASHING_ENV_H_
