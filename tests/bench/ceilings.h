#ifndef CHANCERY_TESTS_BENCH_CEILINGS_H_
#define CHANCERY_TESTS_BENCH_CEILINGS_H_

#include <grpcpp/grpcpp.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace chancery::bench {

// A gRPC server with nothing behind it, on a port of its own.
class BareServer {
 public:
  BareServer();
  ~BareServer();
  std::string address() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// A directory under the system's temporary one, removed at the end.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// `count` channels to `address`, each with a connection of its own, connected.
std::vector<std::shared_ptr<grpc::Channel>> OpenChannels(
    const std::string& address, int count);

// Calls `step(caller, n)` from `callers` threads for `seconds` and returns how
// many calls a second ended. `step` ends the program when a call fails.
double CallsPerSecond(int callers, double seconds,
                      const std::function<void(int, uint64_t)>& step);

// Echoes a payload of `bytes` for `seconds`; calls a second.
double EchoRate(const std::vector<std::shared_ptr<grpc::Channel>>& channels,
                int callers, std::size_t bytes, double seconds);

// Writes values of `bytes` to a fresh RocksDB, each synced, from `callers`
// threads; writes a second.
double RawRocksDbRate(int callers, std::size_t bytes, double seconds);

// Receives `messages` of `payloads` payloads of `bytes` each from the bare
// server's stream; payloads a second.
double FlowRate(const std::shared_ptr<grpc::Channel>& channel, int64_t messages,
                int64_t payloads, int64_t bytes);

// Prints `what` and ends the program with 1.
[[noreturn]] void Die(const std::string& what);

}  // namespace chancery::bench

#endif  // CHANCERY_TESTS_BENCH_CEILINGS_H_
