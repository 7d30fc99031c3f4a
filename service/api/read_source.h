#ifndef CHANCERY_SERVICE_API_READ_SOURCE_H_
#define CHANCERY_SERVICE_API_READ_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "chancery/v1/log_service.pb.h"
#include "service/api/event_source.h"
#include "storage/log/event_log.h"

namespace chancery {

// The responses of ReadEvents: a stretch of the log as it was when the call
// came, however fast it grows meanwhile.
class ReadSource final : public EventSource {
 public:
  //   kInvalidArgument / INVALID_FIELD        the request is malformed.
  //   kNotFound / STREAM_ or ISSUE_NOT_FOUND  it has no events.
  //   kOutOfRange / BEYOND_END                the start lies beyond the end.
  // `log` outlives the source.
  static absl::StatusOr<std::unique_ptr<EventSource>> Open(
      const EventLog& log, const v1::ReadEventsRequest& request);

  Step Next(Silence silence) override;
  // Never waits.
  uint64_t WakeWhenMore(absl::AnyInvocable<void() &&> wake) override {
    std::move(wake)();
    return 0;
  }
  void CancelWake(uint64_t) override {}

 private:
  ReadSource(const EventLog& log, ReadOptions options, uint64_t last,
             uint64_t remaining)
      : log_(log),
        options_(std::move(options)),
        last_(last),
        remaining_(remaining) {}

  bool IsForward() const { return options_.direction == Direction::kForward; }
  void MoveBehind(uint64_t index);

  const EventLog& log_;
  ReadOptions options_;         // `from` moves on.
  const uint64_t last_;         // Forward: the last event there was.
  uint64_t remaining_;          // Events still to send, at most; 0 at the end.
  std::size_t size_about_ = 0;  // Of the next response, in bytes.
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_READ_SOURCE_H_
