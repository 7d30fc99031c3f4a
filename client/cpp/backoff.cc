#include "client/cpp/backoff.h"

#include <algorithm>

namespace chancery {

absl::Duration Backoff::Next() {
  const double share = absl::Uniform(random_, 0.5, 1.0);
  const absl::Duration wait = ceiling_ * share;
  ceiling_ = std::min(ceiling_ * 2, kMax);
  return wait;
}

}  // namespace chancery
