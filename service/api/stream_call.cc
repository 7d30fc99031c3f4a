#include "service/api/stream_call.h"

#include <algorithm>
#include <utility>

#include "service/api/errors.h"
#include "service/api/status.h"

namespace chancery {
namespace {

// Hands the bytes to gRPC without copying them.
grpc::ByteBuffer ToByteBuffer(std::string bytes) {
  auto* owned = new std::string(std::move(bytes));
  grpc::Slice slice(
      owned->data(), owned->size(),
      [](void* owner) { delete static_cast<std::string*>(owner); }, owned);
  return {&slice, 1};
}

}  // namespace

grpc::ServerWriteReactor<grpc::ByteBuffer>* StreamCall::Start(
    const Parts& parts, Open open) {
  auto* call = new StreamCall(parts, std::move(open));
  call->Begin();
  return call;
}

StreamCall::StreamCall(const Parts& parts, Open open)
    : parts_(parts),
      open_(std::move(open)),
      parking_([this] { Continue(); }),
      last_sent_(Clock::now()) {}

void StreamCall::Begin() {
  absl::Status taken = parts_.calls.Add(this);
  if (taken.ok()) taken = parts_.pool.Begin([this] { Run(); });
  if (!taken.ok()) Finish(ToGrpcStatus(taken));
}

void StreamCall::Continue() {
  parts_.pool.Continue([this] { Run(); });
}

void StreamCall::Run() {
  const Parking::Signals signals = parking_.Collect();
  EndWait();
  if (signals & Parking::kCancelled) return Finish(ToGrpcStatus(CallerGone()));
  if (signals & Parking::kDraining) return Finish(ToGrpcStatus(Draining()));
  if (source_ == nullptr) {
    auto source = std::move(open_)();
    if (!source.ok()) return Finish(ToGrpcStatus(source.status()));
    source_ = *std::move(source);
  }
  Step step = NextStep();
  switch (step.kind) {
    case Step::Kind::kSend:
      Write(std::move(step.message));
      if (ReadAhead()) Continue();
      return;
    case Step::Kind::kYield:
      return Continue();
    case Step::Kind::kWait:
      return Wait();
    case Step::Kind::kEnd:
      return Finish(ToGrpcStatus(step.end));
  }
}

Step StreamCall::NextStep() {
  if (!next_.has_value()) {
    return source_->Next(Quiet() >= parts_.heartbeat ? Silence::kLong
                                                     : Silence::kShort);
  }
  Step next = *std::move(next_);
  next_.reset();
  return next;
}

void StreamCall::Write(std::string message) {
  last_sent_ = Clock::now();
  message_ = ToByteBuffer(std::move(message));
  under_way_ = 2;
  StartWrite(&message_);
}

bool StreamCall::ReadAhead() {
  next_ = source_->Next(Silence::kShort);
  return under_way_.fetch_sub(1) == 1;
}

void StreamCall::OnWriteDone(bool ok) {
  if (!ok) parking_.Raise(Parking::kCancelled);
  if (under_way_.fetch_sub(1) != 1) return;
  if (parking_.HasSignal() || next_->kind != Step::Kind::kSend) {
    return Continue();
  }
  // What is ready need not wait for a thread of the pool.
  Write(std::move(NextStep().message));
  parts_.pool.Continue([this] {
    if (ReadAhead()) Continue();
  });
}

void StreamCall::Wait() {
  parking_.Park([this] {
    const absl::Duration left =
        std::max(parts_.heartbeat - Quiet(), absl::ZeroDuration());
    timer_id_ =
        parts_.timers.After(left, [this] { parking_.Raise(Parking::kTimeUp); });
    wake_id_ =
        source_->WakeWhenMore([this] { parking_.Raise(Parking::kWoken); });
  });
}

void StreamCall::EndWait() {
  parts_.timers.Cancel(std::exchange(timer_id_, 0));
  const uint64_t wake_id = std::exchange(wake_id_, 0);
  if (wake_id != 0) source_->CancelWake(wake_id);
}

absl::Duration StreamCall::Quiet() const {
  return absl::FromChrono(Clock::now() - last_sent_);
}

void StreamCall::OnDone() {
  parts_.calls.Remove(this);
  delete this;
}

}  // namespace chancery
