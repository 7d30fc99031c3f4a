// Unary append of 1 KB events, each with an expected revision, against a bare
// gRPC echo of the same size and against raw RocksDB synced writes.
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "chancery/v1/log_service.grpc.pb.h"
#include "tests/bench/archive.h"
#include "tests/bench/ceilings.h"
#include "tests/bench/pairs.h"

ABSL_FLAG(int, pairs, 5, "Pairs of measurements, in turn.");
ABSL_FLAG(double, seconds, 2.0, "Seconds of one measurement.");
ABSL_FLAG(bool, json, false, "One JSON object a line.");

namespace chancery::bench {
namespace {

constexpr int kChannels = 4;

using Channels = std::vector<std::shared_ptr<grpc::Channel>>;

// Appends for `seconds`, each caller to streams of its own. Sequences that the
// server answers are counted: every call that counts is a durable commit.
double AppendRate(const Channels& channels, int callers, double seconds) {
  static std::atomic<uint64_t> runs{0};
  const uint64_t run = runs++;
  std::vector<std::unique_ptr<v1::LogService::Stub>> stubs;
  for (const auto& channel : channels) {
    stubs.push_back(v1::LogService::NewStub(channel));
  }
  return CallsPerSecond(callers, seconds, [&](int caller, uint64_t n) {
    const v1::AppendEventsRequest request = KilobyteAppend(run, caller, n);
    v1::AppendEventsResponse response;
    grpc::ClientContext context;
    const auto& stub = stubs[static_cast<std::size_t>(caller) % stubs.size()];
    const grpc::Status status =
        stub->AppendEvents(&context, request, &response);
    if (!status.ok()) Die("append: " + status.error_message());
  });
}

int Run() {
  const double seconds = absl::GetFlag(FLAGS_seconds);
  const Archive archive;
  const BareServer bare;
  const Channels appends = OpenChannels(archive.address(), kChannels);
  const Channels echoes = OpenChannels(bare.address(), kChannels);
  const std::size_t bytes = KilobyteAppend(0, 0, 0).ByteSizeLong();
  std::vector<Comparison> comparisons;
  for (const int callers : {1, 16, 64}) {
    const std::string name =
        absl::StrCat("unary append, ", callers, " callers");
    const Measure append = [&appends, callers, seconds] {
      return AppendRate(appends, callers, seconds);
    };
    comparisons.push_back({name, "bare gRPC echo", "calls/s", append,
                           [&echoes, callers, bytes, seconds] {
                             return EchoRate(echoes, callers, bytes, seconds);
                           }});
    comparisons.push_back({name, "raw RocksDB, synced", "calls/s", append,
                           [callers, bytes, seconds] {
                             return RawRocksDbRate(callers, bytes, seconds);
                           }});
  }
  RunAndPrint(comparisons, absl::GetFlag(FLAGS_pairs),
              absl::GetFlag(FLAGS_json));
  return 0;
}

}  // namespace
}  // namespace chancery::bench

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return chancery::bench::Run();
}
