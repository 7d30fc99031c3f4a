#include "storage/projections/runner.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <string>

namespace chancery {
namespace {

// A batch is large enough to spread the cost of its write, and small enough to
// be visible, and left undone on closing, within milliseconds.
constexpr std::size_t kBatchEvents = 2000;
constexpr std::size_t kBatchBytes = std::size_t{4} << 20;

// About a tenth of a processor that others want, too; all of an idle one.
constexpr int kNiceness = 10;

// The payload digest of the log's event at `sequence`; empty without one.
absl::StatusOr<std::string> DigestAt(const EventLog& log, uint64_t sequence) {
  ReadOptions options;
  options.from = sequence;
  options.events_max = 1;
  std::string digest;
  absl::Status read = log.Read(options, [&](const StoredEvent& stored) {
    digest = stored.header.payload_digest;
    return false;
  });
  if (!read.ok()) return read;
  return digest;
}

// Views follow the log; whoever appends or reads comes first on a machine that
// is busy. The less often this thread gets to run, the larger its batches and
// the less an event costs it.
void YieldToAppends() {
  const auto thread = static_cast<id_t>(syscall(SYS_gettid));
  // Without effect where it is refused; then all threads are equal.
  (void)setpriority(PRIO_PROCESS, thread, kNiceness);
}

bool IsBeyond(uint64_t sequence, const std::optional<Sequence>& head) {
  return !head.has_value() || sequence > head->value;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Runner>> Runner::Start(EventLog* log,
                                                      ViewStore* store) {
  absl::Status dropped = DropRowsOfOtherLogs(log, store);
  if (!dropped.ok()) return dropped;
  auto runner = std::unique_ptr<Runner>(new Runner(log, store));
  runner->thread_ = std::thread([r = runner.get()] { r->Run(); });
  return runner;
}

Runner::Runner(EventLog* log, ViewStore* store)
    : log_(log), store_(store), reflects_(FoldedByAll()) {}

Runner::~Runner() {
  {
    absl::MutexLock lock(&mutex_);
    closing_ = true;
  }
  thread_.join();
}

absl::Status Runner::DropRowsOfOtherLogs(EventLog* log, ViewStore* store) {
  for (std::size_t i = 0; i < store->projections(); ++i) {
    const ProjectionCheckpoint& checkpoint = store->checkpoint(i);
    if (!checkpoint.has_sequence()) continue;
    if (!IsBeyond(checkpoint.sequence(), log->Head())) {
      const auto digest = DigestAt(*log, checkpoint.sequence());
      if (!digest.ok()) return digest.status();
      if (*digest == checkpoint.payload_digest()) continue;
    }
    absl::Status restarted = store->Restart(i);
    if (!restarted.ok()) return restarted;
  }
  return absl::OkStatus();
}

void Runner::Run() {
  YieldToAppends();
  absl::Status status;
  while (status.ok() && !Closing()) {
    status = CatchUp();
    if (status.ok()) WaitForLog();
  }
  if (Closing()) return;
  {
    absl::MutexLock lock(&mutex_);
    health_ = status;
  }
  CallWakes();
}

absl::Status Runner::CatchUp() {
  while (!Closing()) {
    const auto batch = ReadBatch();
    if (!batch.ok()) return batch.status();
    if (batch->empty()) return absl::OkStatus();
    absl::Status folded = FoldBatch(*batch);
    if (!folded.ok()) return folded;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::RecordedEvent>> Runner::ReadBatch() const {
  ReadOptions options;
  const std::optional<Sequence> folded = FoldedByAll();
  options.from = folded.has_value() ? folded->value + 1 : 0;
  options.events_max = kBatchEvents + kCommitEventsMax;
  options.bytes_max = kBatchBytes + kCommitBytesMax;
  std::vector<v1::RecordedEvent> batch;
  std::size_t bytes = 0;
  absl::Status parsed;
  absl::Status read = log_->Read(options, [&](const StoredEvent& stored) {
    // Ends between two commits, so that no reader sees half of one.
    const bool full = batch.size() >= kBatchEvents || bytes >= kBatchBytes;
    if (full && stored.header.commit_id != batch.back().commit_id()) {
      return false;
    }
    auto event = ToRecordedEvent(stored);
    if (!event.ok()) {
      parsed = event.status();
      return false;
    }
    bytes += stored.payload.size();
    batch.push_back(*std::move(event));
    return true;
  });
  absl::Status failure = read.ok() ? parsed : read;
  if (failure.ok()) return batch;
  // What came before the commit that a damaged event is in can be folded; where
  // the last commit read ends is not known.
  const std::string cut = batch.empty() ? "" : batch.back().commit_id();
  while (!batch.empty() && batch.back().commit_id() == cut) batch.pop_back();
  if (batch.empty()) return failure;
  return batch;
}

absl::Status Runner::FoldBatch(const std::vector<v1::RecordedEvent>& batch) {
  const auto go_on = [this] { return !Closing(); };
  std::size_t failed_at = 0;
  absl::Status folded = store_->Fold(batch, go_on, &failed_at);
  if (folded.ok()) {
    Publish();
    return absl::OkStatus();
  }
  // The commits before the one that cannot be folded are good.
  std::size_t good = failed_at;
  while (good > 0 &&
         batch[good - 1].commit_id() == batch[failed_at].commit_id()) {
    --good;
  }
  if (good > 0 &&
      store_->Fold(absl::MakeConstSpan(batch).first(good), go_on, &failed_at)
          .ok()) {
    Publish();
  }
  return folded;
}

void Runner::WaitForLog() {
  const uint64_t id = log_->WakeBeyond(FoldedByAll(), [this] {
    absl::MutexLock lock(&mutex_);
    log_moved_ = true;
  });
  {
    absl::MutexLock lock(&mutex_);
    const auto moved = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return log_moved_ || closing_;
    };
    mutex_.Await(absl::Condition(&moved));
    log_moved_ = false;
  }
  if (id != 0) log_->CancelWake(id);
}

void Runner::Publish() {
  {
    absl::MutexLock lock(&mutex_);
    reflects_ = FoldedByAll();
  }
  CallWakes();
}

void Runner::CallWakes() {
  mutex_.Lock();
  while (!wakes_.empty() && !closing_ &&
         IsDue(Sequence{wakes_.begin()->first.first})) {
    auto node = wakes_.extract(wakes_.begin());
    running_wake_ = node.key().second;
    mutex_.Unlock();
    std::move(node.mapped())();
    mutex_.Lock();
    running_wake_ = 0;
  }
  mutex_.Unlock();
}

uint64_t Runner::WakeAt(Sequence sequence, absl::AnyInvocable<void() &&> wake) {
  {
    absl::MutexLock lock(&mutex_);
    if (!IsDue(sequence)) {
      const uint64_t id = next_wake_++;
      wakes_.emplace(std::pair(sequence.value, id), std::move(wake));
      return id;
    }
  }
  std::move(wake)();
  return 0;
}

void Runner::CancelWake(uint64_t id) {
  absl::MutexLock lock(&mutex_);
  const auto waiting =
      std::find_if(wakes_.begin(), wakes_.end(),
                   [&](const auto& wake) { return wake.first.second == id; });
  if (waiting != wakes_.end()) {
    wakes_.erase(waiting);
    return;
  }
  const auto not_running = [this, id]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return running_wake_ != id || id == 0;
  };
  mutex_.Await(absl::Condition(&not_running));
}

std::optional<Sequence> Runner::Reflects() const {
  absl::MutexLock lock(&mutex_);
  return reflects_;
}

absl::Status Runner::Health() const {
  absl::MutexLock lock(&mutex_);
  return health_;
}

bool Runner::Closing() const {
  absl::MutexLock lock(&mutex_);
  return closing_;
}

std::optional<Sequence> Runner::FoldedByAll() const {
  std::optional<Sequence> least;
  for (std::size_t i = 0; i < store_->projections(); ++i) {
    const ProjectionCheckpoint& checkpoint = store_->checkpoint(i);
    if (!checkpoint.has_sequence()) return std::nullopt;
    const Sequence sequence{checkpoint.sequence()};
    least = least.has_value() ? std::min(*least, sequence) : sequence;
  }
  return least;
}

bool Runner::IsDue(Sequence sequence) const {
  return !health_.ok() || (reflects_.has_value() && *reflects_ >= sequence);
}

}  // namespace chancery
