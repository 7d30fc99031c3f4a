#ifndef CHANCERY_STORAGE_LOG_WRITER_H_
#define CHANCERY_STORAGE_LOG_WRITER_H_

#include <cstddef>
#include <deque>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "rocksdb/write_batch.h"
#include "storage/log/clock.h"
#include "storage/log/event_log.h"
#include "storage/log/head_file.h"
#include "storage/log/log_end.h"
#include "storage/log/log_tree.h"
#include "storage/log/prepare.h"
#include "storage/log/proposal.h"
#include "storage/log/published_head.h"
#include "storage/log/store.h"

namespace chancery {

// The one thread that writes the log. It takes the proposals that wait, decides
// them in the order in which they came, writes those that are accepted as one
// batch, syncs once, publishes the new head and only then answers.
//
// After a write or sync has failed nothing is known about what is on the disk,
// so nothing more is written: every proposal is answered with that failure.
class Writer {
 public:
  // All outlive the writer; `tree` is the tree over the store's events.
  Writer(Store& store, HeadFile& head_file, PublishedHead& head, Clock& clock,
         TreeFrontier tree);

  // Refuses what comes, answers what waits, and stops.
  ~Writer();

  // Adds a proposal to those that wait. `done` is called once: on the writer's
  // thread, or on the caller's when the proposal is refused at once.
  void Submit(PreparedProposal proposal, EventLog::AppendCallback done)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // OK, or why nothing more is written.
  absl::Status Health() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Waiting {
    PreparedProposal proposal;
    EventLog::AppendCallback done;
  };
  using Group = std::vector<Waiting>;
  using Answers = std::vector<absl::StatusOr<Commit>>;

  void Run();
  // Waits for proposals, and takes as many as go into one batch. Empty when the
  // writer shall stop, or when nothing came for a while.
  Group TakeGroup(bool* stop) ABSL_LOCKS_EXCLUDED(mutex_);
  // Lets those catch up who were answered last and will come again at once.
  void Linger() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Process(Group group) ABSL_LOCKS_EXCLUDED(mutex_);
  void Answer(Group& group, Answers& answers, const absl::Status& failure);
  absl::StatusOr<Commit> DecideOne(PreparedProposal& proposal);
  void AddToBatch(PreparedProposal& proposal, const AcceptedCommit& accepted);
  absl::Status WriteBatch();
  void SyncHeadFile();
  void Fail(const absl::Status& failure) ABSL_LOCKS_EXCLUDED(mutex_);

  Store& store_;
  HeadFile& head_file_;
  PublishedHead& head_;
  Clock& clock_;

  // Of the writer's thread alone.
  LogEnd end_;
  TreeWriter tree_;
  rocksdb::WriteBatch batch_;
  absl::Duration last_write_;   // How long it took.
  std::size_t last_bytes_ = 0;  // How much it wrote, about.
  // Answered by it, or waiting when it ended.
  std::size_t proposals_about_ = 0;
  bool head_file_dirty_ = false;
  absl::Time head_file_synced_;

  mutable absl::Mutex mutex_;
  std::deque<Waiting> waiting_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status health_ ABSL_GUARDED_BY(mutex_);

  std::thread thread_;  // Last: it uses all of the above.
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_WRITER_H_
