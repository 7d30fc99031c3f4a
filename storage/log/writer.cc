#include "storage/log/writer.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "storage/log/errors.h"
#include "storage/log/event_codec.h"
#include "storage/log/index_codec.h"

namespace chancery {
namespace {

// Bounds of one group, so that no proposal waits long for its neighbours: a
// batch of this size is written and synced in a few milliseconds.
constexpr std::size_t kGroupProposalsMax = 1024;
constexpr std::size_t kGroupBytesMax = std::size_t{8} << 20;

// From this many proposals on, two syncs of half of them cost more than to wait
// a little for all.
constexpr std::size_t kLingerProposalsMin = 4;
constexpr int kLingerPartOfWrite = 4;
// A write that is larger than this takes its time for its bytes, and it is
// better to write some while others are prepared.
constexpr std::size_t kLingerBytesMax = std::size_t{256} << 10;
constexpr absl::Duration kLingerMax = absl::Milliseconds(1);

// How old the synced head file may be. It is the span in which a power failure
// and a damaged WAL together can hide a loss; see FORMAT.md.
constexpr absl::Duration kHeadFileAgeMax = absl::Seconds(1);

}  // namespace

Writer::Writer(Store& store, HeadFile& head_file, PublishedHead& head,
               Clock& clock, TreeFrontier tree)
    : store_(store),
      head_file_(head_file),
      head_(head),
      clock_(clock),
      end_(store),
      tree_(store, std::move(tree)),
      head_file_synced_(absl::Now()),
      thread_([this] { Run(); }) {}

Writer::~Writer() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

absl::Status Writer::Health() const {
  absl::MutexLock lock(&mutex_);
  return health_;
}

void Writer::Submit(PreparedProposal proposal, EventLog::AppendCallback done) {
  absl::Status refusal;
  {
    absl::MutexLock lock(&mutex_);
    refusal = health_;
    if (stopping_) {
      refusal = Closing();
    } else if (refusal.ok() && waiting_.size() >= kWaitingProposalsMax) {
      refusal = Overloaded();
    }
    if (refusal.ok()) {
      waiting_.push_back({std::move(proposal), std::move(done)});
      return;
    }
  }
  std::move(done)(std::move(refusal));
}

void Writer::Run() {
  for (bool stop = false; !stop;) {
    Group group = TakeGroup(&stop);
    if (!group.empty()) Process(std::move(group));
    if (head_file_dirty_ &&
        (stop || absl::Now() - head_file_synced_ >= kHeadFileAgeMax)) {
      SyncHeadFile();
    }
  }
}

Writer::Group Writer::TakeGroup(bool* stop) {
  const auto due = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !waiting_.empty() || stopping_;
  };
  Group group;
  std::size_t bytes = 0;
  absl::MutexLock lock(&mutex_);
  mutex_.AwaitWithTimeout(
      absl::Condition(&due),
      head_file_dirty_ ? kHeadFileAgeMax : absl::InfiniteDuration());
  if (!waiting_.empty()) Linger();
  while (!waiting_.empty() && group.size() < kGroupProposalsMax &&
         (group.empty() ||
          bytes + waiting_.front().proposal.bytes <= kGroupBytesMax)) {
    bytes += waiting_.front().proposal.bytes;
    group.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  last_bytes_ = bytes;
  *stop = stopping_ && waiting_.empty();
  return group;
}

void Writer::Linger() {
  if (proposals_about_ < kLingerProposalsMin || last_bytes_ > kLingerBytesMax) {
    return;
  }
  const std::size_t enough = std::min(proposals_about_, kGroupProposalsMax);
  const auto all_here = [this, enough]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return waiting_.size() >= enough || stopping_;
  };
  mutex_.AwaitWithTimeout(
      absl::Condition(&all_here),
      std::min(last_write_ / kLingerPartOfWrite, kLingerMax));
}

void Writer::Process(Group group) {
  absl::Status failure = Health();
  Answers answers;
  answers.reserve(group.size());
  if (failure.ok()) {
    for (Waiting& waiting : group) {
      answers.push_back(DecideOne(waiting.proposal));
    }
    const absl::Time start = absl::Now();
    failure = WriteBatch();
    last_write_ = absl::Now() - start;
  }
  {
    absl::MutexLock lock(&mutex_);
    proposals_about_ = group.size() + waiting_.size();
  }
  Answer(group, answers, failure);
  // After the answers: whoever follows the log would only share the cores with
  // those who wait for theirs.
  head_.CallWakes();
}

void Writer::Answer(Group& group, Answers& answers,
                    const absl::Status& failure) {
  for (std::size_t i = 0; i < group.size(); ++i) {
    // A refusal, too, may rest on a commit of this group: after a failure it
    // must not be answered either.
    if (failure.ok()) {
      std::move(group[i].done)(std::move(answers[i]));
    } else {
      std::move(group[i].done)(failure);
    }
  }
}

absl::StatusOr<Commit> Writer::DecideOne(PreparedProposal& proposal) {
  const absl::StatusOr<Facts> facts = end_.FactsFor(proposal);
  if (!facts.ok()) return facts.status();
  absl::StatusOr<Commit> commit = Decide(*facts, proposal, clock_.Now());
  if (!commit.ok() || commit->repeated) return commit;
  const AcceptedCommit accepted{*commit, proposal.content_digest};
  AddToBatch(proposal, accepted);
  end_.Add(proposal, accepted);
  return commit;
}

void Writer::AddToBatch(PreparedProposal& proposal,
                        const AcceptedCommit& accepted) {
  const Commit& commit = accepted.commit;
  for (std::size_t i = 0; i < proposal.events.size(); ++i) {
    PreparedEvent& event = proposal.events[i];
    const Sequence sequence{commit.first.value + i};
    const std::string key = EncodeIndex(sequence.value);
    const std::string& stream = proposal.conditions[event.condition].stream;
    PlaceEvent(sequence, commit.revisions[i], commit.record_time, &event.value);
    store_.Put(Family::kEvents, key, event.value, &batch_);
    tree_.Add(HeaderIn(event.value), &batch_);
    store_.Put(Family::kStreams, IndexKey(stream, commit.revisions[i].value),
               key, &batch_);
    for (const std::string& issue : event.issues) {
      store_.Put(Family::kIssues, IndexKey(issue, sequence.value), "", &batch_);
    }
  }
  for (const PreparedDocument& document : proposal.documents) {
    store_.Put(Family::kDocuments, document.digest, document.text, &batch_);
  }
  store_.Put(Family::kCommits, proposal.commit_id, EncodeCommit(accepted),
             &batch_);
}

// Writes what has been decided, if anything is to be written, and publishes it.
absl::Status Writer::WriteBatch() {
  if (batch_.Count() == 0) return absl::OkStatus();
  store_.PutLength(end_.length(), &batch_);
  tree_.Save(&batch_);
  absl::Status written = store_.WriteSynced(&batch_);
  batch_.Clear();
  if (!written.ok()) {
    Fail(written);
    return written;
  }
  end_.Written();
  // The events are safe: failing to note the head fails the next append.
  const absl::Status noted = head_file_.Write(end_.length());
  if (!noted.ok()) Fail(noted);
  head_file_dirty_ = true;
  head_.Move(end_.length());
  return absl::OkStatus();
}

void Writer::SyncHeadFile() {
  const absl::Status synced = head_file_.Sync();
  if (!synced.ok()) Fail(synced);
  head_file_dirty_ = false;
  head_file_synced_ = absl::Now();
}

void Writer::Fail(const absl::Status& failure) {
  absl::MutexLock lock(&mutex_);
  if (health_.ok()) health_ = failure;
}

}  // namespace chancery
