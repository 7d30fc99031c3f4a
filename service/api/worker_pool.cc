#include "service/api/worker_pool.h"

#include <utility>

#include "service/api/errors.h"

namespace chancery {

WorkerPool::WorkerPool(const Options& options)
    : waiting_max_(options.waiting_max) {
  for (std::size_t i = 0; i < options.threads; ++i) {
    threads_.emplace_back([this] { Run(); });
  }
}

WorkerPool::~WorkerPool() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  for (std::thread& thread : threads_) thread.join();
}

absl::Status WorkerPool::Begin(Work work) {
  absl::MutexLock lock(&mutex_);
  if (waiting_.size() >= waiting_max_) {
    return TooBusy("the queue of requests");
  }
  waiting_.push_back(std::move(work));
  return absl::OkStatus();
}

void WorkerPool::Continue(Work work) {
  absl::MutexLock lock(&mutex_);
  waiting_.push_back(std::move(work));
}

void WorkerPool::Run() {
  for (;;) {
    Work work;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(this, &WorkerPool::WorkWaits));
      if (waiting_.empty()) return;
      work = std::move(waiting_.front());
      waiting_.pop_front();
    }
    std::move(work)();
  }
}

}  // namespace chancery
