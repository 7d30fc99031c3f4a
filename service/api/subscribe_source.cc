#include "service/api/subscribe_source.h"

#include <algorithm>

#include "service/api/errors.h"
#include "service/commands/violations.h"

namespace chancery {
namespace {

constexpr std::size_t kBatchDefault = 256;
constexpr int kBatchMax = 1000;
// A response stays well below the 4 MiB that clients take by default.
constexpr std::size_t kResponseBytesMax = std::size_t{1} << 20;
constexpr std::size_t kReserveMore = 8;  // An eighth.
// Events looked at for one response, when few of them match: a few
// milliseconds of a thread that others wait for.
constexpr std::size_t kScanMax = 4096;
// A live subscriber this far behind no longer keeps up: more than the largest
// commit twice, for one commit alone is no sign of it.
constexpr uint64_t kBehindBatches = 16;
constexpr uint64_t kBehindEventsMin = 2 * kCommitEventsMax;

}  // namespace

absl::StatusOr<std::unique_ptr<EventSource>> SubscribeSource::Open(
    EventLog& log, const v1::SubscribeRequest& request) {
  Violations violations;
  if (request.max_batch() < 0 || request.max_batch() > kBatchMax) {
    violations.Add("max_batch", "is not 0 to 1000");
  }
  const absl::Status status = violations.ToStatus();
  if (!status.ok()) return status;
  auto matcher = EventMatcher::Make(request.filter());
  if (!matcher.ok()) return matcher.status();
  const std::optional<Sequence> head = log.Head();
  std::optional<Sequence> checkpoint;
  if (request.has_now()) checkpoint = head;
  if (request.has_after_sequence()) {
    checkpoint = Sequence{request.after_sequence()};
    if (checkpoint > head) {
      return BeyondEnd(checkpoint->value, head.has_value()
                                              ? std::optional(head->value)
                                              : std::nullopt);
    }
  }
  const std::size_t batch_max =
      request.max_batch() == 0 ? kBatchDefault : request.max_batch();
  return std::unique_ptr<EventSource>(
      new SubscribeSource(log, *std::move(matcher), batch_max, checkpoint));
}

uint64_t SubscribeSource::Behind(Sequence head) const {
  return checkpoint_.has_value() ? head.value - checkpoint_->value
                                 : head.value + 1;
}

Step SubscribeSource::Signal(v1::SubscribeResponse response) const {
  if (checkpoint_.has_value()) response.set_checkpoint(checkpoint_->value);
  return Step::Send(response.SerializeAsString());
}

Step SubscribeSource::Next(Silence silence) {
  const std::optional<Sequence> head = log_.Head();
  v1::SubscribeResponse signal;
  if (head == checkpoint_) {
    if (!live_) {
      live_ = true;
      signal.set_caught_up(true);
      return Signal(signal);
    }
    return silence == Silence::kLong ? Signal(signal) : Step::Wait();
  }
  if (live_ &&
      Behind(*head) > std::max(kBehindBatches * batch_max_, kBehindEventsMin)) {
    live_ = false;
    signal.set_fell_behind(true);
    return Signal(signal);
  }
  return NextBatch(silence);
}

Step SubscribeSource::NextBatch(Silence silence) {
  ReadOptions options;
  options.from = checkpoint_.has_value() ? checkpoint_->value + 1 : 0;
  options.events_max = matcher_.MatchesAll() ? batch_max_ : kScanMax;
  std::string message;
  // Like the one before: to grow step by step would copy it twice.
  message.reserve(size_about_);
  std::size_t matched = 0;
  absl::Status status;
  const absl::Status read = log_.Read(options, [&](const StoredEvent& stored) {
    const absl::StatusOr<bool> matches = matcher_.Matches(stored);
    status = matches.status();
    if (!status.ok()) return false;
    if (*matches) {
      ++matched;
      AppendRecordedEventField(v1::SubscribeResponse::kEventsFieldNumber,
                               stored, &message);
    }
    checkpoint_ = stored.header.sequence;
    return matched < batch_max_ && message.size() < kResponseBytesMax;
  });
  status.Update(read);
  if (!status.ok()) return Step::End(status);
  if (matched == 0 && silence == Silence::kShort) return Step::Yield();
  v1::SubscribeResponse rest;
  rest.set_checkpoint(checkpoint_->value);
  rest.AppendToString(&message);
  size_about_ = message.size() + message.size() / kReserveMore;
  return Step::Send(std::move(message));
}

}  // namespace chancery
