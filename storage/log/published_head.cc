#include "storage/log/published_head.h"

namespace chancery {

void PublishedHead::CallWakes() {
  while (std::optional<Wake> wake = TakeDue(length())) {
    (*std::move(wake))();
  }
}

std::optional<PublishedHead::Wake> PublishedHead::TakeDue(uint64_t length) {
  absl::MutexLock lock(&mutex_);
  running_id_ = 0;
  const auto first = waiting_.begin();
  if (first == waiting_.end() || first->first.first >= length) {
    return std::nullopt;
  }
  running_id_ = first->first.second;
  length_by_id_.erase(running_id_);
  Wake wake = std::move(first->second);
  waiting_.erase(first);
  return wake;
}

uint64_t PublishedHead::WakeBeyond(std::optional<Sequence> head, Wake wake) {
  const uint64_t seen = head.has_value() ? head->value + 1 : 0;
  {
    absl::MutexLock lock(&mutex_);
    // The length moves before wakes are looked for, so one that is added here
    // is either seen then or not needed.
    if (length() <= seen) {
      const uint64_t id = next_id_++;
      waiting_.emplace(Key(seen, id), std::move(wake));
      length_by_id_.emplace(id, seen);
      return id;
    }
  }
  std::move(wake)();
  return 0;
}

void PublishedHead::CancelWake(uint64_t id) {
  if (id == 0) return;
  Wake cancelled;  // Destroyed when the lock is no longer held.
  absl::MutexLock lock(&mutex_);
  const auto found = length_by_id_.find(id);
  if (found != length_by_id_.end()) {
    const auto waiting = waiting_.find(Key(found->second, id));
    cancelled = std::move(waiting->second);
    waiting_.erase(waiting);
    length_by_id_.erase(found);
    return;
  }
  const auto ended = [this, id]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return running_id_ != id;
  };
  mutex_.Await(absl::Condition(&ended));
}

}  // namespace chancery
