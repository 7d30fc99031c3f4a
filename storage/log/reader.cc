#include "storage/log/reader.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "storage/log/errors.h"
#include "storage/log/event_codec.h"
#include "storage/log/index_codec.h"

namespace chancery {
namespace {

// Fetches events by sequence; neighbours cost one step of an iterator.
class EventFetcher {
 public:
  explicit EventFetcher(const Store& store)
      : events_(store.NewIterator(Family::kEvents)) {}

  // The event stays valid until the next Fetch.
  absl::StatusOr<const StoredEvent*> Fetch(Sequence sequence) {
    MoveTo(sequence.value);
    at_ = sequence.value;
    if (!events_->status().ok()) {
      return FromRocksDb("reading events", events_->status());
    }
    if (!events_->Valid() ||
        DecodeIndex(ToView(events_->key())) != sequence.value) {
      return Corrupt(absl::StrCat("events/", sequence.value), "it is missing");
    }
    const absl::Status status =
        DecodeEvent(sequence, ToView(events_->value()), &event_);
    if (!status.ok()) return status;
    return &event_;
  }

 private:
  void MoveTo(uint64_t sequence) {
    if (events_->Valid() && at_ + 1 == sequence) {
      events_->Next();
    } else if (events_->Valid() && at_ == sequence + 1) {
      events_->Prev();
    } else {
      events_->Seek(EncodeIndex(sequence));
    }
  }

  const std::unique_ptr<rocksdb::Iterator> events_;
  uint64_t at_ = 0;
  StoredEvent event_;
};

// Hands events to the visitor until it, or a bound, says stop.
class BoundedVisitor {
 public:
  BoundedVisitor(const ReadOptions& options, EventVisitor visit)
      : events_left_(options.events_max),
        bytes_left_(options.bytes_max),
        visit_(visit) {}

  bool done() const { return events_left_ == 0; }

  void Visit(const StoredEvent& event) {
    const bool go_on = visit_(event);
    const std::size_t size = event.payload.size();
    --events_left_;
    if (!go_on || size >= bytes_left_) {
      events_left_ = 0;
    } else {
      bytes_left_ -= size;
    }
  }

 private:
  std::size_t events_left_;
  std::size_t bytes_left_;
  const EventVisitor visit_;
};

absl::Status ReadAll(const Store& store, uint64_t length,
                     const ReadOptions& options, BoundedVisitor visitor) {
  const bool forward = options.direction == Direction::kForward;
  EventFetcher fetcher(store);
  uint64_t next = options.from.value_or(forward ? 0 : length);
  if (!forward) next = length == 0 ? length : std::min(next, length - 1);
  // Counting down ends below 0, which is beyond the length.
  for (; next < length && !visitor.done(); next += forward ? 1 : -1) {
    const auto event = fetcher.Fetch(Sequence{next});
    if (!event.ok()) return event.status();
    visitor.Visit(**event);
  }
  return absl::OkStatus();
}

// Walks through the entries of one name in the stream index or the issue index.
class IndexWalk {
 public:
  IndexWalk(const Store& store, const ReadOptions& options)
      : family_(options.scope == ReadOptions::Scope::kStream ? Family::kStreams
                                                             : Family::kIssues),
        name_(options.name),
        forward_(options.direction == Direction::kForward),
        keys_(store.NewIterator(family_)) {
    if (forward_) {
      keys_->Seek(IndexKey(name_, options.from.value_or(0)));
    } else {
      keys_->SeekForPrev(IndexKey(
          name_, options.from.value_or(std::numeric_limits<uint64_t>::max())));
    }
    Take();
    // The first revision that a walk through a stream has to find.
    if (family_ == Family::kStreams && forward_) {
      expected_ = options.from.value_or(0);
    }
  }

  // The revision or sequence of this entry; nullopt at the end.
  const std::optional<uint64_t>& index() const { return index_; }

  // The sequence of the entry's event.
  absl::StatusOr<Sequence> EventSequence() const {
    if (family_ == Family::kIssues) return Sequence{*index_};
    const auto sequence = DecodeIndex(ToView(keys_->value()));
    if (!sequence.has_value()) return Corrupt(Where(), "it names no event");
    if (expected_.has_value() && expected_ != index_) {
      return Corrupt(Where(), "the revision before it is missing");
    }
    return Sequence{*sequence};
  }

  // Whether the index lists `event` rightly here.
  bool Lists(const EventHeader& event) const {
    if (family_ == Family::kStreams) {
      return event.stream == name_ && event.revision.value == *index_;
    }
    return std::find(event.issues.begin(), event.issues.end(), name_) !=
           event.issues.end();
  }

  void Next() {
    if (family_ == Family::kStreams) expected_ = *index_ + (forward_ ? 1 : -1);
    if (forward_) {
      keys_->Next();
    } else {
      keys_->Prev();
    }
    Take();
  }

  // Whether the walk ended where it should.
  absl::Status EndStatus() const {
    if (!keys_->status().ok()) {
      return FromRocksDb("reading an index of the log", keys_->status());
    }
    const bool stopped_early =
        !index_.has_value() && !forward_ && expected_.has_value() &&
        expected_ != std::numeric_limits<uint64_t>::max();
    if (!stopped_early) return absl::OkStatus();
    return Corrupt(absl::StrCat(name_, "/", *expected_), "it is missing");
  }

  std::string Where() const { return absl::StrCat(name_, "/", *index_); }

 private:
  void Take() {
    index_ = keys_->Valid() ? IndexIn(ToView(keys_->key()), name_)
                            : std::optional<uint64_t>();
  }

  const Family family_;
  const std::string name_;
  const bool forward_;
  const std::unique_ptr<rocksdb::Iterator> keys_;
  std::optional<uint64_t> index_;
  std::optional<uint64_t> expected_;  // Of a stream: the revision to come.
};

absl::Status ReadIndexed(const Store& store, uint64_t length,
                         const ReadOptions& options, BoundedVisitor visitor) {
  IndexWalk walk(store, options);
  EventFetcher fetcher(store);
  for (; walk.index().has_value() && !visitor.done(); walk.Next()) {
    const auto sequence = walk.EventSequence();
    if (!sequence.ok()) return sequence.status();
    if (sequence->value >= length) continue;  // Published after this began.
    const auto event = fetcher.Fetch(*sequence);
    if (!event.ok()) return event.status();
    if (!walk.Lists((*event)->header)) {
      return Corrupt(walk.Where(), "the event it names is another's");
    }
    visitor.Visit(**event);
  }
  return walk.EndStatus();
}

}  // namespace

absl::Status ReadEvents(const Store& store, uint64_t length,
                        const ReadOptions& options, EventVisitor visit) {
  const BoundedVisitor visitor(options, visit);
  if (options.scope == ReadOptions::Scope::kAll) {
    return ReadAll(store, length, options, visitor);
  }
  return ReadIndexed(store, length, options, visitor);
}

absl::StatusOr<std::optional<uint64_t>> FindEnd(const Store& store,
                                                uint64_t length,
                                                ReadOptions::Scope scope,
                                                absl::string_view name) {
  ReadOptions options;
  options.scope = scope;
  options.name.assign(name.data(), name.size());
  options.direction = Direction::kBackward;
  IndexWalk walk(store, options);
  for (; walk.index().has_value(); walk.Next()) {
    const auto sequence = walk.EventSequence();
    if (!sequence.ok()) return sequence.status();
    if (sequence->value < length) return walk.index();
  }
  const absl::Status status = walk.EndStatus();
  if (!status.ok()) return status;
  return std::nullopt;
}

}  // namespace chancery
