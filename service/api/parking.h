#ifndef CHANCERY_SERVICE_API_PARKING_H_
#define CHANCERY_SERVICE_API_PARKING_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <utility>

#include "absl/functional/function_ref.h"

namespace chancery {

// Lets a call wait for something without a thread. A call is either run, by one
// thread at a time, or parked; whoever has news for it raises a signal, and the
// first signal that finds it parked has it resumed.
//
//   parking_.Park([&] { id_ = log.WakeBeyond(head, [this] {
//     parking_.Raise(Parking::kWoken); }); });
//   ...
//   const Parking::Signals signals = parking_.Collect();  // When resumed.
//
// Raise may be called on any thread at any time; Park and Collect only by the
// thread that runs the call.
class Parking {
 public:
  using Signals = uint32_t;
  // What the call waited for is there, or may be; forgotten by Collect.
  static constexpr Signals kWoken = 1;
  // It has waited long enough; forgotten by Collect.
  static constexpr Signals kTimeUp = 2;
  // The caller has gone; stays.
  static constexpr Signals kCancelled = 4;
  // The server drains; stays.
  static constexpr Signals kDraining = 8;

  // `resume` has the call run by a thread that begins with Collect; it must be
  // short.
  explicit Parking(std::function<void()> resume) : resume_(std::move(resume)) {}

  // Calls `arm`, which sees to it that signals will come, and parks the call,
  // or resumes it at once when there is a signal already. The last that the
  // running thread does: when it returns, the call may be gone.
  void Park(absl::FunctionRef<void()> arm) {
    arm();
    Signals none = 0;
    if (!word_.compare_exchange_strong(none, kParked)) resume_();
  }

  // Gives the call a signal. After a signal from a callback that Collect's
  // thread takes back, the call is still there; see the callers.
  void Raise(Signals signal) {
    if (word_.fetch_or(signal) == kParked) resume_();
  }

  // Whether there is a signal. From any thread.
  bool HasSignal() const { return (word_.load() & ~kParked) != 0; }

  // The signals since the last Collect, and those that stay.
  Signals Collect() {
    return word_.fetch_and(kCancelled | kDraining) & ~kParked;
  }

 private:
  static constexpr Signals kParked = 1u << 31;

  const std::function<void()> resume_;
  std::atomic<Signals> word_{0};
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_PARKING_H_
