#include "service/api/call_registry.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "service/api/errors.h"

namespace chancery {
namespace {

constexpr absl::Duration kLookAgainAfter = absl::Milliseconds(5);

}  // namespace

absl::Status CallRegistry::Add(Drainable* call) {
  absl::MutexLock lock(&mutex_);
  if (draining_) return Draining();
  if (calls_.size() >= kCallsMax) return TooBusy("the list of calls");
  calls_.insert(call);
  return absl::OkStatus();
}

absl::Status CallRegistry::Enter() {
  const std::size_t others = brief_.fetch_add(1);
  absl::Status refusal;
  if (refusing_.load()) {
    refusal = Draining();
  } else if (others >= kCallsMax) {
    refusal = TooBusy("the list of calls");
  }
  if (!refusal.ok()) Leave();
  return refusal;
}

void CallRegistry::Leave() { brief_.fetch_sub(1); }

void CallRegistry::Remove(Drainable* call) {
  absl::MutexLock lock(&mutex_);
  calls_.erase(call);
}

void CallRegistry::Drain() {
  absl::MutexLock lock(&mutex_);
  draining_ = true;
  refusing_.store(true);
  // Under the lock: none of them can be destroyed meanwhile.
  for (Drainable* call : calls_) call->Drain();
}

void CallRegistry::AwaitNone(absl::Duration timeout) {
  const absl::Time deadline = absl::Now() + timeout;
  absl::MutexLock lock(&mutex_);
  // Brief calls leave without a word, so they have to be looked for.
  while (!HasNone() && absl::Now() < deadline) {
    mutex_.AwaitWithTimeout(absl::Condition(this, &CallRegistry::HasNone),
                            std::min(kLookAgainAfter, deadline - absl::Now()));
  }
}

}  // namespace chancery
