#ifndef CHANCERY_STORAGE_PROJECTIONS_RUNNER_H_
#define CHANCERY_STORAGE_PROJECTIONS_RUNNER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "storage/log/event_log.h"
#include "storage/log/ids.h"
#include "storage/projections/view_store.h"

namespace chancery {

// Runner follows the log on a thread of its own and folds what it finds into
// the store's projections, a batch of whole commits at a time, until it is
// destroyed or cannot go on. Thread-safe.
class Runner {
 public:
  // Drops rows that were folded from another log, or from events which this one
  // does not have, and begins to follow the log. Both outlive the runner.
  static absl::StatusOr<std::unique_ptr<Runner>> Start(EventLog* log,
                                                       ViewStore* store);
  // Leaves a batch that is being folded undone.
  ~Runner();

  // As views.h says.
  std::optional<Sequence> Reflects() const ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Status Health() const ABSL_LOCKS_EXCLUDED(mutex_);
  uint64_t WakeAt(Sequence sequence, absl::AnyInvocable<void() &&> wake)
      ABSL_LOCKS_EXCLUDED(mutex_);
  void CancelWake(uint64_t id) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  // Waiting wakes by the sequence they wait for, and id.
  using Wakes =
      std::map<std::pair<uint64_t, uint64_t>, absl::AnyInvocable<void() &&>>;

  Runner(EventLog* log, ViewStore* store);

  static absl::Status DropRowsOfOtherLogs(EventLog* log, ViewStore* store);
  void Run();
  // Folds until the log's end is reached.
  absl::Status CatchUp();
  absl::StatusOr<std::vector<v1::RecordedEvent>> ReadBatch() const;
  absl::Status FoldBatch(const std::vector<v1::RecordedEvent>& batch);
  // Waits until the log has moved beyond what is folded, or the end has come.
  void WaitForLog() ABSL_LOCKS_EXCLUDED(mutex_);
  void Publish() ABSL_LOCKS_EXCLUDED(mutex_);
  void CallWakes() ABSL_LOCKS_EXCLUDED(mutex_);
  bool Closing() const ABSL_LOCKS_EXCLUDED(mutex_);
  std::optional<Sequence> FoldedByAll() const;
  bool IsDue(Sequence sequence) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  EventLog* const log_;
  ViewStore* const store_;

  // Held for moments only: never while the log or the store is called, or a
  // wake runs.
  mutable absl::Mutex mutex_;
  bool closing_ ABSL_GUARDED_BY(mutex_) = false;
  bool log_moved_ ABSL_GUARDED_BY(mutex_) = false;
  std::optional<Sequence> reflects_ ABSL_GUARDED_BY(mutex_);
  absl::Status health_ ABSL_GUARDED_BY(mutex_);
  Wakes wakes_ ABSL_GUARDED_BY(mutex_);
  uint64_t next_wake_ ABSL_GUARDED_BY(mutex_) = 1;
  uint64_t running_wake_ ABSL_GUARDED_BY(mutex_) = 0;

  std::thread thread_;  // Last: it uses all of the above.
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_RUNNER_H_
