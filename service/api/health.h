#ifndef CHANCERY_SERVICE_API_HEALTH_H_
#define CHANCERY_SERVICE_API_HEALTH_H_

#include <grpcpp/health_check_service_interface.h>

#include <cstdint>
#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "service/api/timers.h"
#include "storage/log/event_log.h"
#include "storage/projections/views.h"

namespace chancery {

// Tells grpc.health.v1 how each service is:
//   LogService, ReadoutService     SERVING while the log takes appends.
//   IssueService, HistoryService   SERVING from when the views reflect what the
//                                  log held at the start, while they follow it.
//   "" (the server)                SERVING when all are.
//   all                            NOT_SERVING from Drain on.
// Looks once a second. Thread-safe.
class Health {
 public:
  // Begins to look. All outlive it.
  Health(const EventLog& log, const Views& views, Timers& timers,
         grpc::HealthCheckServiceInterface& service);
  ~Health();

  // All services are NOT_SERVING from now on.
  void Drain() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Look() ABSL_LOCKS_EXCLUDED(mutex_);
  void Say(bool log_serves, bool views_serve)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const EventLog& log_;
  const Views& views_;
  Timers& timers_;
  grpc::HealthCheckServiceInterface& service_;
  const std::optional<Sequence> log_at_start_;
  absl::Mutex mutex_;
  uint64_t timer_id_ ABSL_GUARDED_BY(mutex_) = 0;
  bool draining_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_HEALTH_H_
