#include "service/api/server.h"

#include <grpc/grpc.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "grpc/health/v1/health.pb.h"
#include "service/api/audit_server.h"
#include "service/api/call_registry.h"
#include "service/api/health.h"
#include "service/api/history_server.h"
#include "service/api/issue_server.h"
#include "service/api/log_server.h"
#include "service/api/parts.h"
#include "service/api/readout_server.h"
#include "service/api/timers.h"
#include "service/api/worker_pool.h"

namespace chancery {
namespace {

// Far above kRequestBytesMax, so that what is too large is refused by us, with
// the reason; above it gRPC cuts the message off with a bare status.
constexpr int kReceiveBytesMax = 64 << 20;
constexpr int kStreamsPerConnectionMax = 256;
constexpr int kKeepaliveMs = 30 * 1000;
constexpr int kKeepaliveTimeoutMs = 10 * 1000;
constexpr int kPingIntervalMinMs = 10 * 1000;
constexpr int kHandshakeMs = 10 * 1000;
constexpr std::size_t kQuotaBytes = std::size_t{512} << 20;
// Ingests wait for the disk, and parsing keeps a core busy: a few more than
// there are cores.
constexpr unsigned kThreadsMin = 8;
constexpr unsigned kThreadsPerCore = 4;

// Longer than a request is under way in a network that is well.
constexpr absl::Duration kRefusingFor = absl::Milliseconds(300);

void SetLimits(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(kReceiveBytesMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             kStreamsPerConnectionMax);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
                             kKeepaliveTimeoutMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
      kPingIntervalMinMs);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS,
                             kHandshakeMs);
  // Two servers on one port would share its callers at random.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  grpc::ResourceQuota quota("chanceryd");
  quota.Resize(kQuotaBytes);
  builder.SetResourceQuota(quota);
}

// What gRPC keeps for the whole process.
void SetProcessDefaults() {
  // Keeps the library up until the process ends: taking itself down with its
  // last object, it can wait ten seconds for the close of a broken connection.
  [[maybe_unused]] static const bool held = (grpc_init(), true);
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  // Reflection describes the protos that are linked in; this links the one of
  // the health service.
  grpc::health::v1::HealthCheckRequest::descriptor();
}

}  // namespace

class ApiServer::Impl {
 public:
  explicit Impl(const Options& options)
      : pool_({.threads = std::max(
                   kThreadsMin,
                   kThreadsPerCore * std::thread::hardware_concurrency())}),
        parts_{*options.log,
               *options.views,
               pool_,
               timers_,
               calls_,
               options.heartbeat,
               options.view_wait_max,
               options.registry},
        readouts_(parts_),
        issues_(parts_),
        history_(parts_),
        log_(parts_) {
    if (options.signer != nullptr) audit_.emplace(parts_, *options.signer);
  }

  ~Impl() { Drain(absl::ZeroDuration()); }

  absl::Status Listen(const std::string& address) {
    SetProcessDefaults();
    grpc::ServerBuilder builder;
    SetLimits(builder);
    builder.AddListeningPort(address, grpc::InsecureServerCredentials(),
                             &port_);
    builder.RegisterService(&readouts_);
    builder.RegisterService(&issues_);
    builder.RegisterService(&history_);
    builder.RegisterService(&log_);
    if (audit_.has_value()) builder.RegisterService(&*audit_);
    server_ = builder.BuildAndStart();
    if (server_ == nullptr || port_ == 0) {
      return absl::UnavailableError(absl::StrCat(
          "cannot listen on ", address,
          ": the port is taken, or the address is none of this machine's"));
    }
    health_ = std::make_unique<Health>(parts_.log, parts_.views, timers_,
                                       *server_->GetHealthCheckService());
    return absl::OkStatus();
  }

  int port() const { return port_; }

  void Drain(absl::Duration grace) {
    absl::MutexLock lock(&drain_mutex_);
    if (server_ == nullptr) return;
    if (health_ != nullptr) health_->Drain();
    calls_.Drain();
    // gRPC cuts off what arrives once it is told to shut down, with no reason;
    // so what is on its way gets its refusal first.
    const absl::Time deadline = absl::Now() + grace;
    absl::SleepFor(std::min(grace, kRefusingFor));
    calls_.AwaitNone(deadline - absl::Now());
    server_->Shutdown(absl::ToChronoTime(deadline));
    health_.reset();
    server_.reset();
  }

 private:
  Timers timers_;
  CallRegistry calls_;
  WorkerPool pool_;
  const Parts parts_;
  ReadoutServer readouts_;
  IssueServer issues_;
  HistoryServer history_;
  LogServer log_;
  std::optional<AuditServer> audit_;
  int port_ = 0;
  absl::Mutex drain_mutex_;
  // Guarded by drain_mutex_ once they are set.
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Health> health_;
};

absl::StatusOr<std::unique_ptr<ApiServer>> ApiServer::Start(
    const Options& options) {
  auto impl = std::make_unique<Impl>(options);
  const absl::Status status = impl->Listen(options.address);
  if (!status.ok()) return status;
  return std::unique_ptr<ApiServer>(new ApiServer(std::move(impl)));
}

ApiServer::ApiServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ApiServer::~ApiServer() = default;

int ApiServer::port() const { return impl_->port(); }

void ApiServer::Drain(absl::Duration grace) { impl_->Drain(grace); }

}  // namespace chancery
