#ifndef CHANCERY_SERVICE_API_CALL_REGISTRY_H_
#define CHANCERY_SERVICE_API_CALL_REGISTRY_H_

#include <atomic>
#include <cstddef>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace chancery {

// A call that can be told that the server drains.
class Drainable {
 public:
  // Asks the call to finish soon. Called at most once, on the draining thread;
  // must be short.
  virtual void Drain() = 0;

 protected:
  ~Drainable() = default;
};

// The calls that run. A server cannot be shut down while one of them waits for
// something that does not come; so each is known here, and told. Thread-safe.
class CallRegistry {
 public:
  // Adds a call; `call` must be removed before it is destroyed.
  //   kUnavailable / DRAINING          the server drains.
  //   kResourceExhausted / OVERLOADED  kCallsMax run already.
  // Then `call` has not been added.
  absl::Status Add(Drainable* call) ABSL_LOCKS_EXCLUDED(mutex_);

  // Notes that a call runs which is never asked to drain, because it ends soon
  // by itself; Leave() must follow. The same errors; then no Leave() follows.
  absl::Status Enter() ABSL_LOCKS_EXCLUDED(mutex_);
  void Leave() ABSL_LOCKS_EXCLUDED(mutex_);

  // Removes a call, if it was added. After it returns, Drain() is not running.
  void Remove(Drainable* call) ABSL_LOCKS_EXCLUDED(mutex_);

  // Refuses new calls from now on, and drains those that run.
  void Drain() ABSL_LOCKS_EXCLUDED(mutex_);

  // Waits until no call runs, for `timeout` at most.
  void AwaitNone(absl::Duration timeout) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  bool HasNone() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return calls_.empty() && brief_.load() == 0;
  }

  // Of every brief call, on every thread: so without the lock.
  std::atomic<std::size_t> brief_{0};
  std::atomic<bool> refusing_{false};

  absl::Mutex mutex_;
  absl::flat_hash_set<Drainable*> calls_ ABSL_GUARDED_BY(mutex_);
  bool draining_ ABSL_GUARDED_BY(mutex_) = false;
};

// A call waits in a few hundred bytes; this many are a few megabytes.
inline constexpr std::size_t kCallsMax = 16384;

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_CALL_REGISTRY_H_
