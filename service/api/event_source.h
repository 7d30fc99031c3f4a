#ifndef CHANCERY_SERVICE_API_EVENT_SOURCE_H_
#define CHANCERY_SERVICE_API_EVENT_SOURCE_H_

#include <cstdint>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"

namespace chancery {

// What a streaming call does next.
struct Step {
  enum class Kind {
    kSend,   // Send `message`, then ask again.
    kYield,  // Nothing to send yet; ask again, after others had their turn.
    kWait,   // Nothing to send until the source's wake.
    kEnd,    // The call ends with `end`.
  };
  Kind kind = Kind::kYield;
  std::string message;  // The response's wire bytes.
  absl::Status end;

  static Step Send(std::string message) {
    return {Kind::kSend, std::move(message), {}};
  }
  static Step Yield() { return {Kind::kYield, {}, {}}; }
  static Step Wait() { return {Kind::kWait, {}, {}}; }
  static Step End(absl::Status status) {
    return {Kind::kEnd, {}, std::move(status)};
  }
};

// Whether the caller has heard nothing for a heartbeat.
enum class Silence { kShort, kLong };

// Where a streaming call gets its responses from, one at a time, whenever the
// one before has gone out: so no queue grows. Called by one thread at a time.
class EventSource {
 public:
  virtual ~EventSource() = default;

  // The next step. After a long silence it should be a sign of life.
  virtual Step Next(Silence silence) = 0;

  // After kWait: has `wake` called once when there may be more to send; at
  // once, perhaps. Returns an id for CancelWake, 0 when it has been called.
  virtual uint64_t WakeWhenMore(absl::AnyInvocable<void() &&> wake) = 0;

  // Takes a wake back. After it returns, the wake is not running and will not
  // run.
  virtual void CancelWake(uint64_t id) = 0;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_EVENT_SOURCE_H_
