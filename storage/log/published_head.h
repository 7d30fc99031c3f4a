#ifndef CHANCERY_STORAGE_LOG_PUBLISHED_HEAD_H_
#define CHANCERY_STORAGE_LOG_PUBLISHED_HEAD_H_

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"
#include "storage/log/ids.h"

namespace chancery {

// How long the log is for its readers, and who wants to know when that moves.
// Thread-safe; one thread moves it and calls the wakes.
class PublishedHead {
 public:
  using Wake = absl::AnyInvocable<void() &&>;

  explicit PublishedHead(uint64_t length) : length_(length) {}

  // The number of events that are synced: the newest has one less.
  uint64_t length() const { return length_.load(std::memory_order_acquire); }

  // Moves the length: readers see the events from here on.
  void Move(uint64_t length) {
    length_.store(length, std::memory_order_release);
  }
  // Calls the wakes that wait for less than the length there is.
  void CallWakes() ABSL_LOCKS_EXCLUDED(mutex_);
  // Both, in that order.
  void Publish(uint64_t length) ABSL_LOCKS_EXCLUDED(mutex_) {
    Move(length);
    CallWakes();
  }

  // As EventLog::WakeBeyond and EventLog::CancelWake say.
  uint64_t WakeBeyond(std::optional<Sequence> head, Wake wake)
      ABSL_LOCKS_EXCLUDED(mutex_);
  void CancelWake(uint64_t id) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  // The length a wake waits to see exceeded, and its id: sorted, those that are
  // due come first.
  using Key = std::pair<uint64_t, uint64_t>;

  // Takes the first wake that is due, and marks it as running.
  std::optional<Wake> TakeDue(uint64_t length) ABSL_LOCKS_EXCLUDED(mutex_);

  std::atomic<uint64_t> length_;
  absl::Mutex mutex_;  // Not held while a wake runs.
  std::map<Key, Wake> waiting_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<uint64_t, uint64_t> length_by_id_ ABSL_GUARDED_BY(mutex_);
  uint64_t next_id_ ABSL_GUARDED_BY(mutex_) = 1;
  uint64_t running_id_ ABSL_GUARDED_BY(mutex_) = 0;  // 0: none runs.
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_PUBLISHED_HEAD_H_
