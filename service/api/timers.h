#ifndef CHANCERY_SERVICE_API_TIMERS_H_
#define CHANCERY_SERVICE_API_TIMERS_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace chancery {

// Calls back after a while, on a thread of its own.
//
//   uint64_t id = timers.After(absl::Seconds(15), [this] { Wake(); });
//   timers.Cancel(id);
//
// Thread-safe. Callbacks must be short: they are called one after another.
class Timers {
 public:
  using Callback = absl::AnyInvocable<void() &&>;

  Timers();
  // Drops what has not been called.
  ~Timers();

  // Calls `callback` once, no sooner than after `delay`. Returns an id, never
  // 0, for Cancel.
  uint64_t After(absl::Duration delay, Callback callback)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Takes a callback back. After it returns, that one is not running and will
  // not run. Must not be called from it; an id that is done, or 0, is ignored.
  void Cancel(uint64_t id) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  using Time = std::chrono::steady_clock::time_point;
  using Key = std::pair<Time, uint64_t>;

  void Run() ABSL_LOCKS_EXCLUDED(mutex_);

  absl::Mutex mutex_;
  std::map<Key, Callback> waiting_ ABSL_GUARDED_BY(mutex_);
  std::map<uint64_t, Time> times_ ABSL_GUARDED_BY(mutex_);
  uint64_t last_id_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t running_ ABSL_GUARDED_BY(mutex_) = 0;  // An id, or 0.
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  absl::CondVar changed_;  // Of anything above.
  std::thread thread_;     // Last: it uses the others.
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_TIMERS_H_
