#ifndef CHANCERY_SERVICE_API_SUBSCRIBE_SOURCE_H_
#define CHANCERY_SERVICE_API_SUBSCRIBE_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "chancery/v1/log_service.pb.h"
#include "service/api/event_matcher.h"
#include "service/api/event_source.h"
#include "storage/log/event_log.h"

namespace chancery {

// The responses of Subscribe. It remembers how far it has come, and nothing
// else: each response is read from the log when the one before has gone out,
// live ones, too. So a slow subscriber costs what a quick one does.
class SubscribeSource final : public EventSource {
 public:
  //   kInvalidArgument / INVALID_FIELD  the request is malformed.
  //   kOutOfRange / BEYOND_END          the checkpoint lies beyond the end.
  // `log` outlives the source.
  static absl::StatusOr<std::unique_ptr<EventSource>> Open(
      EventLog& log, const v1::SubscribeRequest& request);

  Step Next(Silence silence) override;
  uint64_t WakeWhenMore(absl::AnyInvocable<void() &&> wake) override {
    return log_.WakeBeyond(checkpoint_, std::move(wake));
  }
  void CancelWake(uint64_t id) override { log_.CancelWake(id); }

 private:
  SubscribeSource(EventLog& log, EventMatcher matcher, std::size_t batch_max,
                  std::optional<Sequence> checkpoint)
      : log_(log),
        matcher_(std::move(matcher)),
        batch_max_(batch_max),
        checkpoint_(checkpoint) {}

  uint64_t Behind(Sequence head) const;
  Step NextBatch(Silence silence);
  Step Signal(v1::SubscribeResponse response) const;

  EventLog& log_;
  const EventMatcher matcher_;
  const std::size_t batch_max_;
  // Everything up to here has been sent or did not match.
  std::optional<Sequence> checkpoint_;
  bool live_ = false;
  std::size_t size_about_ = 0;  // Of the next response, in bytes.
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_SUBSCRIBE_SOURCE_H_
