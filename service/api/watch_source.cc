#include "service/api/watch_source.h"

#include <algorithm>

#include "service/api/errors.h"
#include "service/api/event_matcher.h"
#include "service/api/requests.h"
#include "service/commands/names.h"

namespace chancery {
namespace {

constexpr std::size_t kPageSize = 100;
// Changes that are sent together, at most: one response names the events of all
// of them if they are of one issue, and stays below the 4 MiB that clients
// take.
constexpr std::size_t kChangesMax = 64;

}  // namespace

absl::StatusOr<std::unique_ptr<EventSource>> WatchSource::Open(
    const EventLog& log, Views& views, const v1::WatchIssuesRequest& request) {
  auto query = ParseWatchIssues(request);
  if (!query.ok()) return query.status();
  const bool resumes = request.has_after_sequence();
  std::optional<Sequence> reflected = views.Reflects();
  if (resumes) {
    const std::optional<Sequence> head = log.Head();
    reflected = Sequence{request.after_sequence()};
    if (reflected > head) {
      return BeyondEnd(reflected->value, head.has_value()
                                             ? std::optional(head->value)
                                             : std::nullopt);
    }
  }
  return std::unique_ptr<EventSource>(new WatchSource(
      log, views, *std::move(query), reflected, /*current=*/!resumes));
}

uint64_t WatchSource::WakeWhenMore(absl::AnyInvocable<void() &&> wake) {
  const Sequence next{reflected_.has_value() ? reflected_->value + 1 : 0};
  return views_.WakeAt(next, std::move(wake));
}

Step WatchSource::Next(Silence silence) {
  return current_ ? NextCurrent() : NextChange(silence);
}

Step WatchSource::NextCurrent() {
  if (updates_.empty() && !last_page_) {
    const absl::Status status = ReadPage();
    if (!status.ok()) return Step::End(status);
  }
  if (!updates_.empty()) return SendUpdate(std::nullopt);
  current_ = false;
  v1::WatchIssuesResponse signal;
  signal.set_caught_up(true);
  return SendSignal(signal);
}

absl::Status WatchSource::ReadPage() {
  const auto page =
      views_.ListIssues(query_, {.size = kPageSize, .after = after_});
  if (!page.ok()) return page.status();
  for (const v1::Issue& issue : page->value.items) {
    updates_.push_back({issue.name(), {}});
  }
  after_ = page->value.next;
  last_page_ = after_.empty();
  return absl::OkStatus();
}

Step WatchSource::NextChange(Silence silence) {
  if (updates_.empty()) {
    const absl::Status status = ReadChanges();
    if (!status.ok()) return Step::End(status);
  }
  if (!updates_.empty()) {
    // A caller that breaks off between two updates gets both again.
    const bool last = updates_.size() == 1;
    if (last) reflected_ = reflects_;
    return SendUpdate(reflected_);
  }
  const bool moved = reflected_ != reflects_;
  reflected_ = reflects_;
  if (silence == Silence::kLong) return SendSignal({});
  if (moved) return Step::Yield();
  const absl::Status health = views_.Health();
  return health.ok() ? Step::Wait() : Step::End(health);
}

absl::Status WatchSource::ReadChanges() {
  const auto changes = views_.ChangedIssues(reflected_, kChangesMax);
  if (!changes.ok()) return changes.status();
  for (const IssueChange& change : changes->value) Add(change);
  reflects_ = changes->value.size() < kChangesMax
                  ? std::max(changes->sequence, reflected_)
                  : changes->value.back().sequence;
  return absl::OkStatus();
}

void WatchSource::Add(const IssueChange& change) {
  for (const std::string& issue : change.issues) {
    if (!Matches(issue)) continue;
    auto update =
        std::find_if(updates_.begin(), updates_.end(),
                     [&](const Update& known) { return known.issue == issue; });
    if (update == updates_.end()) {
      update = updates_.insert(updates_.end(), {issue, {}});
    }
    update->caused_by.push_back(change.sequence);
  }
}

bool WatchSource::Matches(const std::string& issue) const {
  return AreParty(query_.parties, issue) &&
         (query_.topic.empty() || IsOfTopic(TopicOfIssue(issue), query_.topic));
}

Step WatchSource::SendUpdate(std::optional<Sequence> reflected) {
  const Update update = std::move(updates_.front());
  updates_.pop_front();
  auto issue = views_.GetIssue(update.issue);
  if (!issue.ok()) return Step::End(issue.status());
  v1::WatchIssuesResponse response;
  *response.mutable_issue() = std::move(issue->value);
  if (reflected.has_value()) response.set_reflected_sequence(reflected->value);
  std::string message = response.SerializeAsString();
  for (const Sequence sequence : update.caused_by) {
    ReadOptions options;
    options.from = sequence.value;
    options.events_max = 1;
    const absl::Status read =
        log_.Read(options, [&](const StoredEvent& stored) {
          AppendRecordedEventField(
              v1::WatchIssuesResponse::kCausedByFieldNumber, stored, &message);
          return false;
        });
    if (!read.ok()) return Step::End(read);
  }
  return Step::Send(std::move(message));
}

Step WatchSource::SendSignal(v1::WatchIssuesResponse response) const {
  if (reflected_.has_value()) {
    response.set_reflected_sequence(reflected_->value);
  }
  return Step::Send(response.SerializeAsString());
}

}  // namespace chancery
