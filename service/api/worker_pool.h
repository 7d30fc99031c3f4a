#ifndef CHANCERY_SERVICE_API_WORKER_POOL_H_
#define CHANCERY_SERVICE_API_WORKER_POOL_H_

#include <cstddef>
#include <deque>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"

namespace chancery {

// The threads that do the work of calls. gRPC's own threads are few and shared
// by every call of the process: a disk read there stalls all of them, so they
// only hand work over.
//
//   WorkerPool pool({.threads = 16, .waiting_max = 4096});
//   absl::Status taken = pool.Begin([=] { ... });
//
// Thread-safe. Work is done in the order in which it comes, on any thread.
class WorkerPool {
 public:
  using Work = absl::AnyInvocable<void() &&>;
  struct Options {
    std::size_t threads = 16;
    // Calls that wait for a thread; more of them are refused.
    std::size_t waiting_max = 4096;
  };

  explicit WorkerPool(const Options& options);
  // Does all work that waits, then ends the threads.
  ~WorkerPool();

  // Takes the first work of a call.
  //   kResourceExhausted / OVERLOADED  too many wait; `work` was dropped.
  absl::Status Begin(Work work) ABSL_LOCKS_EXCLUDED(mutex_);

  // Takes further work of a call that goes on. Never refused: a call has at
  // most one such piece waiting, so the calls that run bound the queue.
  void Continue(Work work) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Run() ABSL_LOCKS_EXCLUDED(mutex_);
  bool WorkWaits() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return !waiting_.empty() || stopping_;
  }

  const std::size_t waiting_max_;
  std::vector<std::thread> threads_;
  absl::Mutex mutex_;
  std::deque<Work> waiting_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_WORKER_POOL_H_
