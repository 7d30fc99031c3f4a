#include "service/api/query_call.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "service/api/errors.h"
#include "service/api/status.h"

namespace chancery {
namespace {

// gRPC ends a call at its deadline without our reason; so the answer must have
// left before. A quarter of a short deadline, and never more than this.
constexpr absl::Duration kAnswerMarginMax = absl::Milliseconds(200);

// How long the call may wait, so that its answer still arrives in time.
absl::Duration WaitFor(const grpc::CallbackServerContext& context,
                       absl::Duration at_most) {
  const auto deadline = context.deadline();
  if (deadline == std::chrono::system_clock::time_point::max()) return at_most;
  const absl::Duration left =
      absl::FromChrono(deadline - std::chrono::system_clock::now());
  return std::clamp(left - std::min(left / 4, kAnswerMarginMax),
                    absl::ZeroDuration(), at_most);
}

}  // namespace

grpc::ServerUnaryReactor* QueryCall::Start(const Parts& parts,
                                           grpc::CallbackServerContext* context,
                                           const absl::Status& accepted,
                                           std::optional<uint64_t> at_least,
                                           Answer answer) {
  auto* call = new QueryCall(parts, context, at_least, std::move(answer));
  call->Begin(accepted);
  return call;
}

QueryCall::QueryCall(const Parts& parts, grpc::CallbackServerContext* context,
                     std::optional<uint64_t> at_least, Answer answer)
    : parts_(parts),
      context_(context),
      at_least_(at_least),
      answer_(std::move(answer)),
      parking_([this] { parts_.pool.Continue([this] { Run(); }); }) {}

void QueryCall::Begin(const absl::Status& accepted) {
  absl::Status taken = parts_.calls.Add(this);
  if (taken.ok()) taken = accepted;
  if (!taken.ok()) return Finish(ToGrpcStatus(taken));
  if (at_least_.has_value()) return Wait();
  taken = parts_.pool.Begin([this] { Run(); });
  if (!taken.ok()) Finish(ToGrpcStatus(taken));
}

void QueryCall::Wait() {
  parking_.Park([this] {
    timer_id_ =
        parts_.timers.After(WaitFor(*context_, parts_.view_wait_max),
                            [this] { parking_.Raise(Parking::kTimeUp); });
    wake_id_ = parts_.views.WakeAt(Sequence{*at_least_},
                                   [this] { parking_.Raise(Parking::kWoken); });
  });
}

void QueryCall::EndWait() {
  parts_.timers.Cancel(std::exchange(timer_id_, 0));
  const uint64_t wake_id = std::exchange(wake_id_, 0);
  if (wake_id != 0) parts_.views.CancelWake(wake_id);
}

absl::Status QueryCall::OutcomeOfWait(Parking::Signals signals) const {
  const std::optional<Sequence> reflected = parts_.views.Reflects();
  if (reflected.has_value() && reflected->value >= *at_least_) {
    return absl::OkStatus();
  }
  if (signals & Parking::kDraining) return Draining();
  absl::Status health = parts_.views.Health();
  if (!health.ok()) return health;
  return ViewBehind(*at_least_, reflected);
}

void QueryCall::Run() {
  const Parking::Signals signals = parking_.Collect();
  EndWait();
  absl::Status status;
  if ((signals & Parking::kCancelled) || context_->IsCancelled()) {
    status = CallerGone();
  } else if (at_least_.has_value()) {
    status = OutcomeOfWait(signals);
  }
  if (status.ok()) status = std::move(answer_)();
  Finish(ToGrpcStatus(status));
}

void QueryCall::OnDone() {
  parts_.calls.Remove(this);
  delete this;
}

}  // namespace chancery
