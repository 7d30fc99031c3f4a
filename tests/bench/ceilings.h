#ifndef CHANCERY_TESTS_BENCH_CEILINGS_H_
#define CHANCERY_TESTS_BENCH_CEILINGS_H_

#include <grpcpp/grpcpp.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/pairs.h"

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

using Channels = std::vector<std::shared_ptr<grpc::Channel>>;

// `count` channels to `address`, each with a connection of its own, connected.
Channels OpenChannels(const std::string& address, int count);

// Calls `step(caller, n)` from `callers` threads for `seconds` and returns how
// many calls ended. `step` ends the program when a call fails.
Done Calls(int callers, double seconds,
           const std::function<void(int, uint64_t)>& step);

// The median time that one caller's calls take, in microseconds.
double MedianCallUs(double seconds, const std::function<void(uint64_t)>& step);

// Sends a payload of `bytes` to the bare server and gets it back.
class Echoes {
 public:
  Echoes(const Channels& channels, std::size_t bytes);
  ~Echoes();
  void Call(int caller) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// Writes `values` values of `bytes` to a fresh RocksDB, as one batch, synced.
class RawRocksDb {
 public:
  RawRocksDb(int values, std::size_t bytes);
  ~RawRocksDb();
  void Write(int caller, uint64_t n) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// Receives `messages` of `payloads` payloads of `bytes` each from the bare
// server's stream.
Done Flow(const std::shared_ptr<grpc::Channel>& channel, int64_t messages,
          int64_t payloads, int64_t bytes);

// Prints `what` and ends the program with 1.
[[noreturn]] void Die(const std::string& what);

}  // namespace chancery::bench

#endif  // CHANCERY_TESTS_BENCH_CEILINGS_H_
