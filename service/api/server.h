#ifndef CHANCERY_SERVICE_API_SERVER_H_
#define CHANCERY_SERVICE_API_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/parser/registry.h"
#include "storage/log/event_log.h"
#include "storage/log/head_signer.h"
#include "storage/projections/views.h"

namespace chancery {

// The gRPC server: all services of the contract, grpc.health.v1 and reflection.
//
//   auto server = ApiServer::Start(
//       {.address = "127.0.0.1:7311", .log = log.get(), .views = views.get()});
//   ...
//   (*server)->Drain(absl::Seconds(10));
//
// Thread-safe. This header names nothing of gRPC's.
class ApiServer {
 public:
  struct Options {
    std::string address;      // "host:port"; port 0 takes any free one.
    EventLog* log = nullptr;  // Required; outlives the server.
    Views* views = nullptr;   // Required; outlives the server.
    // Signs the log's heads; outlives the server. Without it there is no
    // AuditService.
    HeadSigner* signer = nullptr;
    // A subscription that has been quiet this long sends a sign of life. The
    // contract promises 15 seconds.
    absl::Duration heartbeat = absl::Seconds(15);
    // How long a query waits for at_least when its caller sets no deadline.
    absl::Duration view_wait_max = absl::Seconds(30);
    // Who held which office when, for the parser; null means the registry
    // compiled in. Outlives the server.
    const Registry* registry = nullptr;
  };

  // Listens and serves.
  //   kUnavailable  the address cannot be listened on: taken, or not one.
  static absl::StatusOr<std::unique_ptr<ApiServer>> Start(
      const Options& options);

  // Drains with no grace, if that has not been done.
  ~ApiServer();

  // The port that is listened on.
  int port() const;

  // Ends service: health says NOT_SERVING, streams and waiting queries end with
  // UNAVAILABLE / DRAINING, new calls are refused with it, and calls at work
  // finish, for `grace` at most; then they are cut off. New calls are refused
  // for some tenths of a second before the port closes. Returns when nothing
  // runs any more. A second call does nothing.
  void Drain(absl::Duration grace);

 private:
  class Impl;
  explicit ApiServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_SERVER_H_
