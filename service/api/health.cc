#include "service/api/health.h"

#include "chancery/v1/audit_service.grpc.pb.h"
#include "chancery/v1/history_service.grpc.pb.h"
#include "chancery/v1/issue_service.grpc.pb.h"
#include "chancery/v1/log_service.grpc.pb.h"
#include "chancery/v1/readout_service.grpc.pb.h"

namespace chancery {
namespace {

constexpr absl::Duration kPeriod = absl::Seconds(1);

}  // namespace

Health::Health(const EventLog& log, const Views& views, Timers& timers,
               grpc::HealthCheckServiceInterface& service)
    : log_(log),
      views_(views),
      timers_(timers),
      service_(service),
      log_at_start_(log.Head()) {
  Look();
}

Health::~Health() {
  Drain();
  uint64_t timer_id;
  {
    absl::MutexLock lock(&mutex_);
    timer_id = timer_id_;
  }
  // Not under the lock: a look that runs takes it.
  timers_.Cancel(timer_id);
}

void Health::Look() {
  const bool log_serves = log_.Health().ok();
  const bool views_serve =
      views_.Health().ok() && views_.Reflects() >= log_at_start_;
  absl::MutexLock lock(&mutex_);
  if (draining_) return;
  Say(log_serves, views_serve);
  timer_id_ = timers_.After(kPeriod, [this] { Look(); });
}

void Health::Drain() {
  absl::MutexLock lock(&mutex_);
  draining_ = true;
  Say(false, false);
}

void Health::Say(bool log_serves, bool views_serve) {
  const auto say = [&](const char* service, bool serves) {
    service_.SetServingStatus(service, serves);
  };
  say(v1::LogService::service_full_name(), log_serves);
  say(v1::ReadoutService::service_full_name(), log_serves);
  say(v1::AuditService::service_full_name(), log_serves);
  say(v1::IssueService::service_full_name(), views_serve);
  say(v1::HistoryService::service_full_name(), views_serve);
  say("", log_serves && views_serve);
}

}  // namespace chancery
