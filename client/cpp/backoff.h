#ifndef CHANCERY_CLIENT_CPP_BACKOFF_H_
#define CHANCERY_CLIENT_CPP_BACKOFF_H_

#include "absl/random/random.h"
#include "absl/time/time.h"

namespace chancery {

// Waits between attempts: they double from 100 ms up to 10 s, and each is drawn
// from the upper half of its range, so that clients that were cut off together
// do not come back together. Not thread-safe.
class Backoff {
 public:
  // Returns the next wait.
  absl::Duration Next();
  // The last attempt succeeded; the next wait is the shortest again.
  void Reset() { ceiling_ = kFirst; }

 private:
  static constexpr absl::Duration kFirst = absl::Milliseconds(100);
  static constexpr absl::Duration kMax = absl::Seconds(10);

  absl::BitGen random_;
  absl::Duration ceiling_ = kFirst;
};

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CPP_BACKOFF_H_
