#ifndef CHANCERY_SERVICE_API_WATCH_SOURCE_H_
#define CHANCERY_SERVICE_API_WATCH_SOURCE_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "chancery/v1/issue_service.pb.h"
#include "service/api/event_source.h"
#include "storage/log/event_log.h"
#include "storage/projections/views.h"

namespace chancery {

// The responses of WatchIssues: the current views, then each change.
//
// The current views are sent as they are when their turn comes, and reported as
// of the sequence that was reflected when the call began. What has changed in
// between is sent again as a change: nothing is missed, and the caller can
// resume from there.
class WatchSource final : public EventSource {
 public:
  //   kInvalidArgument / INVALID_FIELD  the request is malformed.
  //   kOutOfRange / BEYOND_END          after_sequence lies beyond the end.
  // `log` and `views` outlive the source.
  static absl::StatusOr<std::unique_ptr<EventSource>> Open(
      const EventLog& log, Views& views, const v1::WatchIssuesRequest& request);

  Step Next(Silence silence) override;
  uint64_t WakeWhenMore(absl::AnyInvocable<void() &&> wake) override;
  void CancelWake(uint64_t id) override { views_.CancelWake(id); }

 private:
  // An issue to send, and the events that changed it.
  struct Update {
    std::string issue;
    std::vector<Sequence> caused_by;
  };

  WatchSource(const EventLog& log, Views& views, IssueQuery query,
              std::optional<Sequence> reflected, bool current)
      : log_(log),
        views_(views),
        query_(std::move(query)),
        current_(current),
        reflected_(reflected) {}

  Step NextCurrent();
  Step NextChange(Silence silence);
  absl::Status ReadPage();
  absl::Status ReadChanges();
  void Add(const IssueChange& change);
  bool Matches(const std::string& issue) const;
  Step SendUpdate(std::optional<Sequence> reflected);
  Step SendSignal(v1::WatchIssuesResponse response) const;

  const EventLog& log_;
  Views& views_;
  const IssueQuery query_;
  bool current_;            // The current views are being sent.
  bool last_page_ = false;  // Of the current views.
  std::string after_;       // Where their next page begins.
  std::deque<Update> updates_;
  std::optional<Sequence> reflected_;  // All up to here has been sent.
  std::optional<Sequence> reflects_;   // All up to here, after `updates_`.
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_WATCH_SOURCE_H_
