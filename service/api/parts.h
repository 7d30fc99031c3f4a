#ifndef CHANCERY_SERVICE_API_PARTS_H_
#define CHANCERY_SERVICE_API_PARTS_H_

#include "absl/time/time.h"
#include "service/api/call_registry.h"
#include "service/api/timers.h"
#include "service/api/worker_pool.h"
#include "service/parser/registry.h"
#include "storage/log/event_log.h"
#include "storage/projections/views.h"

namespace chancery {

// What every call works with. All of it outlives every call; thread-safe.
struct Parts {
  EventLog& log;
  Views& views;
  WorkerPool& pool;
  Timers& timers;
  CallRegistry& calls;
  // A subscription that has been quiet this long sends a sign of life.
  absl::Duration heartbeat;
  // How long a query waits for at_least when its caller sets no deadline.
  absl::Duration view_wait_max;
  // Who held which office when; null means the one compiled in.
  const Registry* registry;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_PARTS_H_
