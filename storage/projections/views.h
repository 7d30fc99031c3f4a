#ifndef CHANCERY_STORAGE_PROJECTIONS_VIEWS_H_
#define CHANCERY_STORAGE_PROJECTIONS_VIEWS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/issue.pb.h"
#include "chancery/v1/readout.pb.h"
#include "storage/log/event_log.h"
#include "storage/log/ids.h"
#include "storage/projections/queries.h"

namespace chancery {

// An answer and the newest sequence it reflects (nullopt: an empty log).
template <typename T>
struct Reflected {
  T value;
  std::optional<Sequence> sequence;
};

// Views folds the log into the current views and answers queries on them.
//
//   auto views = Views::Open({.path = path, .log = log.get()});
//   auto issue = (*views)->GetIssue("issues/jpn-rus.region.iraq");
//
// Thread-safe. A thread of its own follows the log; rows and checkpoint of a
// projection change in one batch, so a crash never separates them. A
// projection whose version was raised is folded again from zero.
//   Rebuildable  a view folded from zero equals the live one, byte for byte.
class Views {
 public:
  struct Options {
    std::string path;             // A directory; made if it is not there.
    EventLog* log = nullptr;      // Required. Outlives the views.
    rocksdb::Env* env = nullptr;  // The machine's own when null.
  };

  // Opens the views and begins to follow the log.
  static absl::StatusOr<std::unique_ptr<Views>> Open(const Options& options);
  ~Views();

  // kNotFound / ISSUE_NOT_FOUND: no event is listed under it.
  absl::StatusOr<Reflected<v1::Issue>> GetIssue(absl::string_view name) const;
  // By name. Without positions, agreements and follow-ups.
  absl::StatusOr<Reflected<Page<v1::Issue>>> ListIssues(
      const IssueQuery& query, const PageRequest& page) const;
  // By last day of the due window, undated last.
  absl::StatusOr<Reflected<Page<v1::FollowUp>>> ListFollowUps(
      const FollowUpQuery& query, const PageRequest& page) const;
  // kNotFound / READOUT_NOT_FOUND: nothing was ingested under that name.
  absl::StatusOr<Reflected<ReadoutView>> GetReadout(
      absl::string_view name) const;
  // The newest contact first.
  absl::StatusOr<Reflected<Page<v1::Readout>>> ListReadouts(
      const ReadoutQuery& query, const PageRequest& page) const;

  // Each change of a party's position on an issue, in recording order; of every
  // party when `party` is empty. `caused_by` is read from the log.
  // kNotFound / ISSUE_NOT_FOUND: no event is listed under it.
  absl::StatusOr<Reflected<Page<v1::PositionChange>>> GetPositionHistory(
      absl::string_view issue, absl::string_view party,
      const PageRequest& page) const;

  // The events after `after` (nullopt: from the first) that changed an issue,
  // retractions, revisions and withdrawals among them, in order; at most
  // `limit`, 1 or more. Fewer than `limit` means: all, up to the sequence that
  // the answer reflects. Otherwise ask again after the last one.
  absl::StatusOr<Reflected<std::vector<IssueChange>>> ChangedIssues(
      std::optional<Sequence> after, std::size_t limit) const;

  // The newest sequence that every view reflects; nullopt: none yet.
  std::optional<Sequence> Reflects() const;

  // Calls `wake` once when every view reflects `sequence` or more; at once, on
  // the caller's thread, when they do already. Otherwise on the views' thread:
  // it must be short. When a projection has stopped it is called, too, for the
  // views will not get there: look at Reflects() and Health(). Returns an id
  // for CancelWake; 0 when it has been called. A wake that still waits when
  // Views is destroyed is dropped.
  uint64_t WakeAt(Sequence sequence, absl::AnyInvocable<void() &&> wake);
  // After it returns, the wake is not running and will not run. Must not be
  // called from a wake.
  void CancelWake(uint64_t id);

  // OK while the views follow the log; kInternal / PROJECTION_STOPPED or
  // kDataLoss when a projection has stopped.
  absl::Status Health() const;

  // SHA-256 over name, version and rows of every projection, in order, with the
  // sequence they reflect; for comparing a live view with a rebuilt one.
  absl::StatusOr<Reflected<std::string>> Digest() const;

 private:
  class Impl;
  explicit Views(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_VIEWS_H_
