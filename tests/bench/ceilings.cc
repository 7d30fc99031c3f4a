#include "tests/bench/ceilings.h"

#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <rocksdb/write_batch.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <utility>

#include "echo.grpc.pb.h"

namespace chancery::bench {
namespace {

using Steady = std::chrono::steady_clock;

double SecondsSince(Steady::time_point start) {
  return std::chrono::duration<double>(Steady::now() - start).count();
}

// Sends the same message again and again, as fast as the RPC stream takes it.
class FlowReactor final : public grpc::ServerWriteReactor<FlowResponse> {
 public:
  explicit FlowReactor(const FlowRequest& request) : left_(request.messages()) {
    for (int64_t i = 0; i < request.payloads_per_message(); ++i) {
      message_.add_payloads(
          std::string(static_cast<std::size_t>(request.payload_bytes()), 'x'));
    }
    Next();
  }
  void OnWriteDone(bool ok) override { ok ? Next() : Finish({}); }
  void OnDone() override { delete this; }

 private:
  void Next() {
    if (left_-- <= 0) {
      Finish(grpc::Status::OK);
      return;
    }
    StartWrite(&message_);
  }
  FlowResponse message_;
  int64_t left_;
};

class EchoService final : public Echo::CallbackService {
  grpc::ServerUnaryReactor* Call(grpc::CallbackServerContext* context,
                                 const EchoRequest* request,
                                 EchoResponse* response) override {
    response->set_payload(request->payload());
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
  grpc::ServerWriteReactor<FlowResponse>* Flow(
      grpc::CallbackServerContext*, const FlowRequest* request) override {
    return new FlowReactor(*request);
  }
};

}  // namespace

class BareServer::Impl {
 public:
  Impl() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port_);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    if (server_ == nullptr) Die("the bare server does not start");
  }
  ~Impl() { server_->Shutdown(); }
  int port() const { return port_; }

 private:
  int port_ = 0;
  EchoService service_;
  std::unique_ptr<grpc::Server> server_;
};

BareServer::BareServer() : impl_(std::make_unique<Impl>()) {}
BareServer::~BareServer() = default;
std::string BareServer::address() const {
  return "127.0.0.1:" + std::to_string(impl_->port());
}

ScratchDirectory::ScratchDirectory() {
  std::string path =
      (std::filesystem::temp_directory_path() / "chancery-bench-XXXXXX")
          .string();
  if (mkdtemp(path.data()) == nullptr) Die("no temporary directory");
  path_ = path;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;  // Left behind for the system to clean.
  std::filesystem::remove_all(path_, ignored);
}

Channels OpenChannels(const std::string& address, int count) {
  Channels channels;
  for (int i = 0; i < count; ++i) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetMaxReceiveMessageSize(-1);
    // As Chancery's client has it: a message may arrive while one is parsed.
    arguments.SetInt(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, 2 << 20);
    channels.push_back(grpc::CreateCustomChannel(
        address, grpc::InsecureChannelCredentials(), arguments));
    if (!channels.back()->WaitForConnected(std::chrono::system_clock::now() +
                                           std::chrono::seconds(10))) {
      Die("no connection to " + address);
    }
  }
  return channels;
}

Done Calls(int callers, double seconds,
           const std::function<void(int, uint64_t)>& step) {
  std::atomic<bool> stop{false};
  std::atomic<uint64_t> calls{0};
  std::vector<std::thread> threads;
  const auto start = Steady::now();
  for (int caller = 0; caller < callers; ++caller) {
    threads.emplace_back([&, caller] {
      uint64_t n = 0;
      while (!stop.load(std::memory_order_relaxed)) step(caller, n++);
      calls += n;
    });
  }
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  stop = true;
  for (std::thread& thread : threads) thread.join();
  return {static_cast<double>(calls.load()), SecondsSince(start)};
}

double MedianCallUs(double seconds, const std::function<void(uint64_t)>& step) {
  std::vector<double> times;
  const auto start = Steady::now();
  for (uint64_t n = 0; SecondsSince(start) < seconds; ++n) {
    const auto begun = Steady::now();
    step(n);
    times.push_back(SecondsSince(begun) * 1e6);
  }
  return Median(std::move(times));
}

class Echoes::Impl {
 public:
  Impl(const Channels& channels, std::size_t bytes) {
    for (const auto& channel : channels) {
      stubs_.push_back(Echo::NewStub(channel));
    }
    request_.set_payload(std::string(bytes, 'x'));
  }
  void Call(int caller) const {
    grpc::ClientContext context;
    EchoResponse response;
    const auto& stub = stubs_[static_cast<std::size_t>(caller) % stubs_.size()];
    const grpc::Status status = stub->Call(&context, request_, &response);
    if (!status.ok()) Die("echo: " + status.error_message());
  }

 private:
  std::vector<std::unique_ptr<Echo::Stub>> stubs_;
  EchoRequest request_;
};

Echoes::Echoes(const Channels& channels, std::size_t bytes)
    : impl_(std::make_unique<Impl>(channels, bytes)) {}
Echoes::~Echoes() = default;
void Echoes::Call(int caller) const { impl_->Call(caller); }

class RawRocksDb::Impl {
 public:
  Impl(int values, std::size_t bytes) : values_(values), value_(bytes, 'x') {
    rocksdb::Options options;
    options.create_if_missing = true;
    rocksdb::DB* opened = nullptr;
    const rocksdb::Status status =
        rocksdb::DB::Open(options, directory_.path(), &opened);
    if (!status.ok()) Die("raw RocksDB: " + status.ToString());
    db_.reset(opened);
    synced_.sync = true;
  }
  void Write(int caller, uint64_t n) const {
    rocksdb::WriteBatch batch;
    for (int i = 0; i < values_; ++i) {
      batch.Put(std::to_string(caller) + "/" + std::to_string(n) + "/" +
                    std::to_string(i),
                value_);
    }
    if (!db_->Write(synced_, &batch).ok()) Die("raw RocksDB: a write failed");
  }

 private:
  const int values_;
  const std::string value_;
  const ScratchDirectory directory_;
  rocksdb::WriteOptions synced_;
  std::unique_ptr<rocksdb::DB> db_;
};

RawRocksDb::RawRocksDb(int values, std::size_t bytes)
    : impl_(std::make_unique<Impl>(values, bytes)) {}
RawRocksDb::~RawRocksDb() = default;
void RawRocksDb::Write(int caller, uint64_t n) const {
  impl_->Write(caller, n);
}

Done Flow(const std::shared_ptr<grpc::Channel>& channel, int64_t messages,
          int64_t payloads, int64_t bytes) {
  const auto stub = Echo::NewStub(channel);
  FlowRequest request;
  request.set_messages(messages);
  request.set_payloads_per_message(payloads);
  request.set_payload_bytes(bytes);
  grpc::ClientContext context;
  const auto start = Steady::now();
  const auto reader = stub->Flow(&context, request);
  FlowResponse response;
  int64_t received = 0;
  while (reader->Read(&response)) received += response.payloads_size();
  if (!reader->Finish().ok() || received != messages * payloads) {
    Die("the bare stream broke");
  }
  return {static_cast<double>(received), SecondsSince(start)};
}

void Die(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(1);
}

}  // namespace chancery::bench
