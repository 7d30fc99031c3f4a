#ifndef CHANCERY_CLIENT_CPP_APPEND_STREAM_H_
#define CHANCERY_CLIENT_CPP_APPEND_STREAM_H_

#include <cstddef>
#include <memory>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "chancery/v1/log_service.grpc.pb.h"

namespace chancery {

// AppendStream appends commits one after the other without waiting for each,
// several times as many as Client::AppendEvents.
//
//   chancery::AppendStream stream = client.OpenAppendStream();
//   for (const auto& request : requests) {
//     absl::Status sent = stream.Append(request, [](auto response) { ... });
//   }
//   absl::Status finished = stream.Finish();
//
// Requests are decided in the order in which they were given, and answered in
// that order. When the connection breaks it is made again, and what has no
// answer is sent again, in its order: each request has a request_id, so nothing
// happens twice. Append may be called by several threads; the order is then
// theirs to know.
class AppendStream {
 public:
  // Called once, on a thread of the stream, with what AppendEvents would have
  // returned. Must be short, and must not call Append or Finish.
  using Done =
      absl::AnyInvocable<void(absl::StatusOr<v1::AppendEventsResponse>) &&>;

  struct Options {
    // Requests under way; Append waits while there are as many.
    std::size_t in_flight_max = 256;
    // How long a connection may stay broken, with requests under way, before
    // all of them fail with its error.
    absl::Duration give_up_after = absl::Minutes(1);
  };

  AppendStream(std::shared_ptr<v1::LogService::Stub> stub, Options options);
  AppendStream(AppendStream&&);
  AppendStream& operator=(AppendStream&&);
  // Breaks off; requests without an answer get kCancelled, and may or may not
  // be appended.
  ~AppendStream();

  // Gives a request to the stream.
  //   kFailedPrecondition  Finish() has been called.
  //   any other            the stream has given up, for this reason.
  // Then `done` is not called.
  absl::Status Append(v1::AppendEventsRequest request, Done done);

  // Waits until every request has been answered. OK, or why the stream gave up.
  absl::Status Finish();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CPP_APPEND_STREAM_H_
