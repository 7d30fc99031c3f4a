// Tells the thread sanitizer what the packaged Abseil does. Its library is not
// instrumented, so the sanitizer does not see that a Mutex orders anything and
// reports every use of one as a race. These definitions stand before the
// library's own, annotate, and call them. Linked into tests under the thread
// sanitizer only.
//
// A mutex's pre- and post-calls also make the sanitizer look away between them:
// Abseil evaluates the condition that one thread waits for in another thread,
// while that one gives up the lock.

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include "absl/base/internal/raw_logging.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"

namespace {

// The library's own function of this (mangled) name.
template <typename Function>
Function* Real(const char* name) {
  void* const found = dlsym(RTLD_NEXT, name);
  ABSL_RAW_CHECK(found != nullptr, name);
  return reinterpret_cast<Function*>(found);
}

#define CHANCERY_REAL(type, name) \
  static auto* const real = Real<type>("_ZN4absl7debian3" name)
#define CHANCERY_REAL_CONST(type, name) \
  static auto* const real = Real<type>("_ZNK4absl7debian3" name)

constexpr unsigned int kWriter = 0;
constexpr unsigned int kReader = __tsan_mutex_read_lock;

// Calls of one function by another inside the library come here, too; only the
// outermost one is annotated.
thread_local int depth = 0;

class Taking {
 public:
  Taking(void* mutex, unsigned int flags) : mutex_(mutex), flags_(flags) {
    if (depth++ == 0) __tsan_mutex_pre_lock(mutex_, flags_);
  }
  ~Taking() {
    if (--depth == 0) __tsan_mutex_post_lock(mutex_, flags_, 0);
  }

 private:
  void* const mutex_;
  const unsigned int flags_;
};

class GivingUp {
 public:
  GivingUp(void* mutex, unsigned int flags) : mutex_(mutex), flags_(flags) {
    if (depth++ == 0) __tsan_mutex_pre_unlock(mutex_, flags_);
  }
  ~GivingUp() {
    if (--depth == 0) __tsan_mutex_post_unlock(mutex_, flags_);
  }

 private:
  void* const mutex_;
  const unsigned int flags_;
};

// A wait gives the mutex up and takes it again.
void GiveUp(void* mutex) { const GivingUp giving_up(mutex, kWriter); }

}  // namespace

// RocksDB is not instrumented either: the sanitizer does not see how it hands
// memory from the thread that makes it (memtables, arenas, cached blocks) to
// those that read and free it. Reports with a frame of its library in one of
// their stacks are left out.
extern "C" const char* __tsan_default_suppressions() {
  return "race:librocksdb.so\n";
}

namespace absl {
ABSL_NAMESPACE_BEGIN

Mutex::~Mutex() {
  __tsan_mutex_destroy(this, __tsan_mutex_not_static);
  CHANCERY_REAL(void(Mutex*), "5MutexD1Ev");
  real(this);
}

void Mutex::Lock() {
  CHANCERY_REAL(void(Mutex*), "5Mutex4LockEv");
  const Taking taking(this, kWriter);
  real(this);
}

void Mutex::Unlock() {
  CHANCERY_REAL(void(Mutex*), "5Mutex6UnlockEv");
  const GivingUp giving_up(this, kWriter);
  real(this);
}

void Mutex::ReaderLock() {
  CHANCERY_REAL(void(Mutex*), "5Mutex10ReaderLockEv");
  const Taking taking(this, kReader);
  real(this);
}

void Mutex::ReaderUnlock() {
  CHANCERY_REAL(void(Mutex*), "5Mutex12ReaderUnlockEv");
  const GivingUp giving_up(this, kReader);
  real(this);
}

void Mutex::Await(const Condition& condition) {
  CHANCERY_REAL(void(Mutex*, const Condition&),
                "5Mutex5AwaitERKNS0_9ConditionE");
  GiveUp(this);
  const Taking taking(this, kWriter);
  real(this, condition);
}

bool Mutex::AwaitWithTimeout(const Condition& condition, Duration timeout) {
  CHANCERY_REAL(bool(Mutex*, const Condition&, Duration),
                "5Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_8DurationE");
  GiveUp(this);
  const Taking taking(this, kWriter);
  return real(this, condition, timeout);
}

bool Mutex::AwaitWithDeadline(const Condition& condition, Time deadline) {
  CHANCERY_REAL(bool(Mutex*, const Condition&, Time),
                "5Mutex17AwaitWithDeadlineERKNS0_9ConditionENS0_4TimeE");
  GiveUp(this);
  const Taking taking(this, kWriter);
  return real(this, condition, deadline);
}

void Mutex::LockWhen(const Condition& condition) {
  CHANCERY_REAL(void(Mutex*, const Condition&),
                "5Mutex8LockWhenERKNS0_9ConditionE");
  const Taking taking(this, kWriter);
  real(this, condition);
}

void CondVar::Wait(Mutex* mutex) {
  CHANCERY_REAL(void(CondVar*, Mutex*), "7CondVar4WaitEPNS0_5MutexE");
  GiveUp(mutex);
  const Taking taking(mutex, kWriter);
  real(this, mutex);
}

bool CondVar::WaitWithTimeout(Mutex* mutex, Duration timeout) {
  CHANCERY_REAL(bool(CondVar*, Mutex*, Duration),
                "7CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE");
  GiveUp(mutex);
  const Taking taking(mutex, kWriter);
  return real(this, mutex, timeout);
}

bool CondVar::WaitWithDeadline(Mutex* mutex, Time deadline) {
  CHANCERY_REAL(bool(CondVar*, Mutex*, Time),
                "7CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE");
  GiveUp(mutex);
  const Taking taking(mutex, kWriter);
  return real(this, mutex, deadline);
}

void Notification::Notify() {
  CHANCERY_REAL(void(Notification*), "12Notification6NotifyEv");
  __tsan_release(this);
  real(this);
}

void Notification::WaitForNotification() const {
  CHANCERY_REAL_CONST(void(const Notification*),
                      "12Notification19WaitForNotificationEv");
  real(this);
  __tsan_acquire(const_cast<Notification*>(this));
}

bool Notification::WaitForNotificationWithTimeout(Duration timeout) const {
  CHANCERY_REAL_CONST(
      bool(const Notification*, Duration),
      "12Notification30WaitForNotificationWithTimeoutENS0_8DurationE");
  const bool notified = real(this, timeout);
  if (notified) __tsan_acquire(const_cast<Notification*>(this));
  return notified;
}

bool BlockingCounter::DecrementCount() {
  CHANCERY_REAL(bool(BlockingCounter*), "15BlockingCounter14DecrementCountEv");
  __tsan_release(this);
  return real(this);
}

void BlockingCounter::Wait() {
  CHANCERY_REAL(void(BlockingCounter*), "15BlockingCounter4WaitEv");
  real(this);
  __tsan_acquire(this);
}

ABSL_NAMESPACE_END
}  // namespace absl
