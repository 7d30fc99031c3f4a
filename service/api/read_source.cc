#include "service/api/read_source.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include "service/api/errors.h"
#include "service/commands/names.h"
#include "service/commands/violations.h"

namespace chancery {
namespace {

constexpr uint64_t kBatchMax = 256;
constexpr std::size_t kResponseBytesMax = std::size_t{1} << 20;
constexpr std::size_t kReserveMore = 8;  // An eighth.

absl::Status Check(const v1::ReadEventsRequest& request) {
  Violations violations;
  if (request.max_count() < 0) violations.Add("max_count", "is negative");
  if (!v1::ReadDirection_IsValid(request.direction())) {
    violations.Add("direction", "is no direction");
  }
  if (request.has_stream() && !IsStreamName(request.stream())) {
    violations.Add("stream", "is no stream's name");
  }
  if (request.has_issue() && !IsIssueName(request.issue())) {
    violations.Add("issue", "is no issue's name");
  }
  return violations.ToStatus();
}

template <typename Index>
std::optional<uint64_t> ValueOf(const std::optional<Index>& index) {
  if (!index.has_value()) return std::nullopt;
  return index->value;
}

// What a scope holds: its last event, and the last place a read may start at.
struct Extent {
  std::optional<uint64_t> last;
  std::optional<uint64_t> start_max;
};

absl::StatusOr<Extent> ExtentOf(const EventLog& log,
                                const v1::ReadEventsRequest& request) {
  const std::optional<uint64_t> head = ValueOf(log.Head());
  if (request.has_stream()) {
    const auto end = log.StreamEnd(request.stream());
    if (!end.ok()) return end.status();
    if (!end->has_value()) return StreamNotFound(request.stream());
    return Extent{ValueOf(*end), ValueOf(*end)};
  }
  if (request.has_issue()) {
    const auto end = log.IssueEnd(request.issue());
    if (!end.ok()) return end.status();
    if (!end->has_value()) return IssueNotFound(request.issue());
    return Extent{ValueOf(*end), head};
  }
  return Extent{head, head};
}

ReadOptions OptionsOf(const v1::ReadEventsRequest& request) {
  ReadOptions options;
  if (request.has_stream()) {
    options.scope = ReadOptions::Scope::kStream;
    options.name = request.stream();
  } else if (request.has_issue()) {
    options.scope = ReadOptions::Scope::kIssue;
    options.name = request.issue();
  }
  if (request.direction() == v1::READ_DIRECTION_BACKWARD) {
    options.direction = Direction::kBackward;
  }
  if (request.has_from()) options.from = request.from();
  options.bytes_max = kResponseBytesMax;
  return options;
}

}  // namespace

absl::StatusOr<std::unique_ptr<EventSource>> ReadSource::Open(
    const EventLog& log, const v1::ReadEventsRequest& request) {
  const absl::Status status = Check(request);
  if (!status.ok()) return status;
  const auto extent = ExtentOf(log, request);
  if (!extent.ok()) return extent.status();
  if (request.has_from() &&
      (!extent->start_max.has_value() || request.from() > *extent->start_max)) {
    return BeyondEnd(request.from(), extent->start_max);
  }
  const uint64_t most = request.max_count() == 0
                            ? std::numeric_limits<uint64_t>::max()
                            : static_cast<uint64_t>(request.max_count());
  return std::unique_ptr<EventSource>(
      new ReadSource(log, OptionsOf(request), extent->last.value_or(0),
                     extent->last.has_value() ? most : 0));
}

void ReadSource::MoveBehind(uint64_t index) {
  const bool at_end = IsForward() ? index >= last_ : index == 0;
  if (at_end) {
    remaining_ = 0;
  } else {
    options_.from = IsForward() ? index + 1 : index - 1;
  }
}

Step ReadSource::Next(Silence) {
  if (remaining_ == 0) return Step::End(absl::OkStatus());
  options_.events_max = std::min(remaining_, kBatchMax);
  std::string message;
  // Like the one before: to grow step by step would copy it twice.
  message.reserve(size_about_);
  std::optional<uint64_t> index;
  const absl::Status read = log_.Read(options_, [&](const StoredEvent& stored) {
    const uint64_t at = options_.scope == ReadOptions::Scope::kStream
                            ? stored.header.revision.value
                            : stored.header.sequence.value;
    if (IsForward() && at > last_) return false;
    AppendRecordedEventField(v1::ReadEventsResponse::kEventsFieldNumber, stored,
                             &message);
    index = at;
    --remaining_;
    return true;
  });
  if (!read.ok()) return Step::End(read);
  if (!index.has_value()) return Step::End(absl::OkStatus());
  MoveBehind(*index);
  size_about_ = message.size() + message.size() / kReserveMore;
  return Step::Send(std::move(message));
}

}  // namespace chancery
