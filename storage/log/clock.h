#ifndef CHANCERY_STORAGE_LOG_CLOCK_H_
#define CHANCERY_STORAGE_LOG_CLOCK_H_

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace chancery {

// Says what time it is. The log asks it once a commit. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() = 0;
};

// The machine's clock.
class SystemClock final : public Clock {
 public:
  absl::Time Now() override { return absl::Now(); }
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_CLOCK_H_
