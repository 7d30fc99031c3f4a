#include "service/api/timers.h"

#include <utility>

namespace chancery {

Timers::Timers() : thread_([this] { Run(); }) {}

Timers::~Timers() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    changed_.SignalAll();
  }
  thread_.join();
}

uint64_t Timers::After(absl::Duration delay, Callback callback) {
  const Time time =
      std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(delay);
  absl::MutexLock lock(&mutex_);
  const uint64_t id = ++last_id_;
  const auto inserted =
      waiting_.emplace(Key(time, id), std::move(callback)).first;
  times_.emplace(id, time);
  if (inserted == waiting_.begin()) changed_.SignalAll();
  return id;
}

void Timers::Cancel(uint64_t id) {
  Callback dropped;  // Destroyed after the lock is given back.
  absl::MutexLock lock(&mutex_);
  const auto time = times_.find(id);
  if (time != times_.end()) {
    const auto waiting = waiting_.find(Key(time->second, id));
    dropped = std::move(waiting->second);
    waiting_.erase(waiting);
    times_.erase(time);
  }
  while (id != 0 && running_ == id) changed_.Wait(&mutex_);
}

void Timers::Run() {
  absl::MutexLock lock(&mutex_);
  while (!stopping_) {
    if (waiting_.empty()) {
      changed_.Wait(&mutex_);
      continue;
    }
    const auto next = waiting_.begin();
    const auto delay = next->first.first - std::chrono::steady_clock::now();
    if (delay > std::chrono::nanoseconds::zero()) {
      changed_.WaitWithTimeout(&mutex_, absl::FromChrono(delay));
      continue;
    }
    Callback callback = std::move(next->second);
    running_ = next->first.second;
    times_.erase(running_);
    waiting_.erase(next);
    mutex_.Unlock();
    std::move(callback)();
    callback = nullptr;
    mutex_.Lock();
    running_ = 0;
    changed_.SignalAll();
  }
}

}  // namespace chancery
