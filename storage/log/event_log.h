#ifndef CHANCERY_STORAGE_LOG_EVENT_LOG_H_
#define CHANCERY_STORAGE_LOG_EVENT_LOG_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "proto/values/merkle.h"
#include "storage/log/clock.h"
#include "storage/log/ids.h"
#include "storage/log/proposal.h"
#include "storage/log/stored_event.h"

namespace rocksdb {
class Env;
}

namespace chancery {

// Bounds of one proposal; larger ones are kInvalidArgument.
inline constexpr std::size_t kCommitEventsMax = 1000;
inline constexpr std::size_t kCommitBytesMax = std::size_t{8} << 20;
// Proposals that wait for the writer; past it Append answers OVERLOADED.
inline constexpr std::size_t kWaitingProposalsMax = 16384;

enum class Direction { kForward, kBackward };

// What a read asks for: events of the whole log, of one stream or one issue.
struct ReadOptions {
  enum class Scope { kAll, kStream, kIssue };
  Scope scope = Scope::kAll;
  std::string name;  // Of the stream or the issue; empty for kAll.
  Direction direction = Direction::kForward;
  // The first event: a sequence, for kStream a revision. Unset means the
  // beginning, backward the end.
  std::optional<uint64_t> from;
  std::size_t events_max = 1000;
  // Stops behind the event that reaches this many bytes of payload.
  std::size_t bytes_max = std::size_t{4} << 20;
};

// Called for each event read; the event is valid during the call. Returns
// whether to go on.
using EventVisitor = absl::FunctionRef<bool(const StoredEvent&)>;

// EventLog is the durable, append-only history behind every readout.
//
//   auto log = EventLog::Open({.path = path, .clock = &clock});
//   auto commit = (*log)->Append(std::move(proposal));
//
// Thread-safe. One writer thread decides proposals in the order in which they
// came, writes those that wait together as one batch, syncs once, and only
// then answers; readers never wait for it and never see what is not synced.
//   Dense    sequences and revisions have no gap.
//   Atomic   a commit is there whole or not at all.
//   Durable  what was answered OK has been synced to disk and stays.
class EventLog {
 public:
  struct Options {
    std::string path;        // A directory; made if it is not there.
    Clock* clock = nullptr;  // Required. Outlives the log.
    // The file system; the machine's own when null. Outlives the log.
    rocksdb::Env* env = nullptr;
    // Fills `count` bytes with random ones, for the salt of each event; the
    // operating system's when empty. Thread-safe.
    std::function<void(char* bytes, std::size_t count)> entropy = nullptr;
  };

  using AppendCallback = absl::AnyInvocable<void(absl::StatusOr<Commit>) &&>;

  // Opens the log, making it if there is none.
  //   kDataLoss / CORRUPT             the log is shorter than its last
  //                                   published head, or damaged.
  //   kFailedPrecondition             another process has it open, or a newer
  //                                   release wrote it.
  //   kUnavailable / STORAGE_FAILED   the directory cannot be read or written.
  static absl::StatusOr<std::unique_ptr<EventLog>> Open(const Options& options);

  // Refuses what comes, answers what waits, and stops the writer.
  ~EventLog();

  // Appends the proposal's events, all or none. `done` is called once, on the
  // writer thread (or on the caller's, when the proposal is refused at once):
  // it must be short and must not call Append. On OK they have been synced to
  // disk, and any reader sees them.
  //   kInvalidArgument / INVALID_FIELD   the proposal breaks a bound.
  //   kAborted / CONFLICT                conditions did not hold; the detail
  //                                      v1::AppendConflict lists every one.
  //   kAlreadyExists / COMMIT_ID_REUSED  the id names other content.
  //   kResourceExhausted / OVERLOADED    too many proposals wait.
  //   kUnavailable / STORAGE_FAILED      the disk failed; the events may or
  //                                      may not be in the log. Appending the
  //                                      same commit id again is safe.
  // In all but the last case the log is unchanged.
  void AppendAsync(Proposal proposal, AppendCallback done);

  // AppendAsync, waited for.
  absl::StatusOr<Commit> Append(Proposal proposal);

  // Calls `visit` for events in order, as `options` say, until it returns
  // false, a bound is reached or there are no more. Reads one consistent state.
  // A stream or an issue without events has nothing to visit.
  //   kDataLoss / CORRUPT  a stored event does not match its checksum; those
  //                        before it have been visited.
  absl::Status Read(const ReadOptions& options, EventVisitor visit) const;

  // The newest sequence that is synced; nullopt while the log is empty.
  std::optional<Sequence> Head() const;

  // The revision of the stream's last event; nullopt without events.
  absl::StatusOr<std::optional<Revision>> StreamEnd(
      absl::string_view stream) const;

  // The sequence of the issue's newest event; nullopt without events.
  absl::StatusOr<std::optional<Sequence>> IssueEnd(
      absl::string_view issue) const;

  // The commit that was accepted under this id, with `repeated` set; nullopt
  // when there is none. An append of it may still be on its way.
  absl::StatusOr<std::optional<Commit>> FindCommit(
      absl::string_view commit_id) const;

  // The document with this SHA-256 (64 lower-case hex digits).
  //   kNotFound / DOCUMENT_NOT_FOUND  no commit brought it.
  //   kDataLoss / CORRUPT             its bytes do not have that digest.
  absl::StatusOr<std::string> Document(absl::string_view sha256_hex) const;

  // The root of the Merkle tree (RFC 6962) over the first `size` events; a leaf
  // is StoredEvent::leaf.
  //   kOutOfRange / BEYOND_END  the log has fewer.
  //   kDataLoss / CORRUPT       an event or a node is damaged.
  absl::StatusOr<TreeHash> TreeRoot(uint64_t size) const;

  // What is needed of that tree to add to it. Errors as for TreeRoot.
  absl::StatusOr<TreeFrontier> TreeOf(uint64_t size) const;

  // The proof that the event at `sequence` is in the tree over the first `size`
  // events. Errors as for TreeRoot.
  absl::StatusOr<TreeProof> ProveInclusion(Sequence sequence,
                                           uint64_t size) const;

  // The proof that the tree over the first `old_size` events is a beginning of
  // that over the first `size`. Errors as for TreeRoot.
  absl::StatusOr<TreeProof> ProveConsistency(uint64_t old_size,
                                             uint64_t size) const;

  // Calls `wake` once, when the log's head has moved beyond `head` (nullopt:
  // when it has any event); at once, on the caller's thread, when it has
  // already. Otherwise on the writer thread: it must be short. Returns an id
  // for CancelWake; 0 when `wake` has been called already. A wake that still
  // waits when the log is closed is dropped.
  uint64_t WakeBeyond(std::optional<Sequence> head,
                      absl::AnyInvocable<void() &&> wake);

  // Takes a wake back. After it returns, the wake is not running and will not
  // run. Must not be called from a wake.
  void CancelWake(uint64_t id);

  // OK while the log takes appends; otherwise why it does not.
  absl::Status Health() const;

 private:
  class Impl;
  absl::Status CheckTreeSize(uint64_t size) const;
  explicit EventLog(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_EVENT_LOG_H_
