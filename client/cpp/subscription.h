#ifndef CHANCERY_CLIENT_CPP_SUBSCRIPTION_H_
#define CHANCERY_CLIENT_CPP_SUBSCRIPTION_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "chancery/v1/event.pb.h"
#include "chancery/v1/issue_service.grpc.pb.h"
#include "chancery/v1/issue_service.pb.h"
#include "chancery/v1/log_service.grpc.pb.h"
#include "chancery/v1/log_service.pb.h"
#include "grpcpp/channel.h"

namespace chancery {

// Subscription follows the log's events, through history into live, and goes on
// by itself when the connection breaks or the server restarts.
//
//   auto events = client.Subscribe();
//   for (auto event = events.Next(); event.ok(); event = events.Next()) {
//     ... store event->sequence() with what was made of the event ...
//   }
//
// Every event that matches comes once, in the order of sequences: after a break
// the call is made again behind the last checkpoint. A program that restarts
// does the same with SubscribeRequest.after_sequence.
//
// Belongs to one thread, but for Cancel(). May outlive the Client.
class Subscription {
 public:
  // Client::Subscribe makes one.
  Subscription(const std::shared_ptr<grpc::Channel>& channel,
               v1::SubscribeRequest request, absl::Duration give_up_after);
  Subscription(Subscription&&) noexcept;
  Subscription& operator=(Subscription&&) noexcept;
  ~Subscription();

  // Returns the next event; waits for it until `deadline`.
  //   kDeadlineExceeded  none came in time. Call again: nothing is lost.
  //   kCancelled         Cancel() was called.
  //   kOutOfRange        the log ends before the checkpoint: another log, or an
  //                      older copy of it.
  //   kDataLoss          an event came twice or out of order.
  //   else               the server's error, after the retries were used up.
  absl::StatusOr<v1::RecordedEvent> Next(
      absl::Time deadline = absl::InfiniteFuture());

  // Returns whole responses instead: batches of events and the signals
  // caught_up and fell_behind. What Next() has not handed out comes first.
  // Errors as Next().
  absl::StatusOr<v1::SubscribeResponse> NextResponse(
      absl::Time deadline = absl::InfiniteFuture());

  // The sequence up to which everything was handed out or did not match;
  // nullopt before the first one. To resume in another process.
  std::optional<uint64_t> checkpoint() const;

  // Wakes Next() and ends the subscription. From any thread.
  void Cancel();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// IssueWatch follows issues as they are now, and goes on by itself when the
// connection breaks.
//
//   auto watch = client.WatchIssues(request);
//   for (auto update = watch.Next(); update.ok(); update = watch.Next()) ...
//
// After a break no change is missed; a break while the current views are being
// sent starts them again. Threads and lifetime as Subscription.
class IssueWatch {
 public:
  // Client::WatchIssues makes one.
  IssueWatch(const std::shared_ptr<grpc::Channel>& channel,
             v1::WatchIssuesRequest request, absl::Duration give_up_after);
  IssueWatch(IssueWatch&&) noexcept;
  IssueWatch& operator=(IssueWatch&&) noexcept;
  ~IssueWatch();

  // Returns the next update; waits for it until `deadline`. An update bears an
  // issue, or caught_up; signs of life are not handed out. Errors as
  // Subscription::Next().
  absl::StatusOr<v1::WatchIssuesResponse> Next(
      absl::Time deadline = absl::InfiniteFuture());

  // Wakes Next() and ends the watch. From any thread.
  void Cancel();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CPP_SUBSCRIPTION_H_
