#include "storage/projections/views.h"

#include <utility>

#include "storage/projections/follow_up_projection.h"
#include "storage/projections/issue_projection.h"
#include "storage/projections/issue_queries.h"
#include "storage/projections/readout_projection.h"
#include "storage/projections/readout_queries.h"
#include "storage/projections/runner.h"
#include "storage/projections/view_store.h"

namespace chancery {
namespace {

// The projections' places in the store, and their order in the digest.
constexpr std::size_t kIssues = 0;
constexpr std::size_t kFollowUps = 1;
constexpr std::size_t kReadouts = 2;

std::vector<std::unique_ptr<Projection>> AllProjections() {
  std::vector<std::unique_ptr<Projection>> all;
  all.push_back(std::make_unique<IssueProjection>());
  all.push_back(std::make_unique<FollowUpProjection>());
  all.push_back(std::make_unique<ReadoutProjection>());
  return all;
}

// Answers `query(rows)` with the sequence that the rows reflect.
template <typename Query>
auto Answer(const ReadView& view, Query query) -> absl::StatusOr<
    Reflected<typename decltype(query(view.rows()))::value_type>> {
  auto answer = query(view.rows());
  if (!answer.ok()) return answer.status();
  const auto reflects = view.Reflects();
  if (!reflects.ok()) return reflects.status();
  return Reflected<typename decltype(query(view.rows()))::value_type>{
      *std::move(answer), *reflects};
}

absl::Status ReadCause(const EventLog& log, Sequence sequence,
                       v1::RecordedEvent& cause) {
  ReadOptions options;
  options.from = sequence.value;
  options.events_max = 1;
  absl::Status parsed;
  absl::Status read = log.Read(options, [&](const StoredEvent& stored) {
    auto event = ToRecordedEvent(stored);
    parsed = event.status();
    if (event.ok()) cause = *std::move(event);
    return false;
  });
  return read.ok() ? parsed : read;
}

}  // namespace

class Views::Impl {
 public:
  Impl(EventLog* log, std::unique_ptr<ViewStore> store)
      : log_(log), store_(std::move(store)) {}

  absl::Status Start() {
    auto runner = Runner::Start(log_, store_.get());
    if (!runner.ok()) return runner.status();
    runner_ = *std::move(runner);
    return absl::OkStatus();
  }

  const EventLog& log() const { return *log_; }
  const ViewStore& store() const { return *store_; }
  Runner& runner() { return *runner_; }

 private:
  EventLog* const log_;
  const std::unique_ptr<ViewStore> store_;
  std::unique_ptr<Runner> runner_;  // Last: it uses the store.
};

absl::StatusOr<std::unique_ptr<Views>> Views::Open(const Options& options) {
  auto store = ViewStore::Open(options.path, options.env, AllProjections());
  if (!store.ok()) return store.status();
  auto impl = std::make_unique<Impl>(options.log, *std::move(store));
  absl::Status started = impl->Start();
  if (!started.ok()) return started;
  return std::unique_ptr<Views>(new Views(std::move(impl)));
}

Views::Views(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Views::~Views() = default;

absl::StatusOr<Reflected<v1::Issue>> Views::GetIssue(
    absl::string_view name) const {
  return Answer(impl_->store().Read(kIssues), [&](const StoredRows& rows) {
    return chancery::GetIssue(rows, name);
  });
}

absl::StatusOr<Reflected<Page<v1::Issue>>> Views::ListIssues(
    const IssueQuery& query, const PageRequest& page) const {
  return Answer(impl_->store().Read(kIssues), [&](const StoredRows& rows) {
    return chancery::ListIssues(rows, query, page);
  });
}

absl::StatusOr<Reflected<Page<v1::FollowUp>>> Views::ListFollowUps(
    const FollowUpQuery& query, const PageRequest& page) const {
  return Answer(impl_->store().Read(kFollowUps), [&](const StoredRows& rows) {
    return chancery::ListFollowUps(rows, query, page);
  });
}

absl::StatusOr<Reflected<ReadoutView>> Views::GetReadout(
    absl::string_view name) const {
  return Answer(impl_->store().Read(kReadouts), [&](const StoredRows& rows) {
    return chancery::GetReadout(rows, name);
  });
}

absl::StatusOr<Reflected<Page<v1::Readout>>> Views::ListReadouts(
    const ReadoutQuery& query, const PageRequest& page) const {
  return Answer(impl_->store().Read(kReadouts), [&](const StoredRows& rows) {
    return chancery::ListReadouts(rows, query, page);
  });
}

absl::StatusOr<Reflected<Page<v1::PositionChange>>> Views::GetPositionHistory(
    absl::string_view issue, absl::string_view party,
    const PageRequest& page) const {
  auto found =
      Answer(impl_->store().Read(kIssues), [&](const StoredRows& rows) {
        return chancery::GetPositionHistory(rows, issue, party, page);
      });
  if (!found.ok()) return found.status();
  Reflected<Page<v1::PositionChange>> history;
  history.sequence = found->sequence;
  history.value.next = std::move(found->value.next);
  for (CausedChange& item : found->value.items) {
    absl::Status read = ReadCause(impl_->log(), item.sequence,
                                  *item.change.mutable_caused_by());
    if (!read.ok()) return read;
    history.value.items.push_back(std::move(item.change));
  }
  return history;
}

absl::StatusOr<Reflected<std::vector<IssueChange>>> Views::ChangedIssues(
    std::optional<Sequence> after, std::size_t limit) const {
  return Answer(impl_->store().Read(kIssues), [&](const StoredRows& rows) {
    return chancery::ChangedIssues(rows, after, limit);
  });
}

std::optional<Sequence> Views::Reflects() const {
  return impl_->runner().Reflects();
}

uint64_t Views::WakeAt(Sequence sequence, absl::AnyInvocable<void() &&> wake) {
  return impl_->runner().WakeAt(sequence, std::move(wake));
}

void Views::CancelWake(uint64_t id) { impl_->runner().CancelWake(id); }

absl::Status Views::Health() const { return impl_->runner().Health(); }

absl::StatusOr<Reflected<std::string>> Views::Digest() const {
  Reflected<std::string> answer;
  auto digest = impl_->store().Digest(&answer.sequence);
  if (!digest.ok()) return digest.status();
  answer.value = *std::move(digest);
  return answer;
}

}  // namespace chancery
