#include "service/api/call_registry.h"

#include "service/api/errors.h"

namespace chancery {

absl::Status CallRegistry::Add(Drainable* call) {
  absl::MutexLock lock(&mutex_);
  if (draining_) return Draining();
  if (calls_.size() >= kCallsMax) return TooBusy("the list of calls");
  calls_.insert(call);
  return absl::OkStatus();
}

void CallRegistry::Remove(Drainable* call) {
  absl::MutexLock lock(&mutex_);
  calls_.erase(call);
}

void CallRegistry::Drain() {
  absl::MutexLock lock(&mutex_);
  draining_ = true;
  // Under the lock: none of them can be destroyed meanwhile.
  for (Drainable* call : calls_) call->Drain();
}

void CallRegistry::AwaitNone(absl::Duration timeout) {
  absl::MutexLock lock(&mutex_);
  mutex_.AwaitWithTimeout(absl::Condition(this, &CallRegistry::HasNone),
                          timeout);
}

}  // namespace chancery
