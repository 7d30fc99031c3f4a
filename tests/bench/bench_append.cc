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
ABSL_FLAG(std::vector<std::string>, callers,
          std::vector<std::string>({"1", "16", "64"}),
          "How many callers at once; a list.");
ABSL_FLAG(int, channels, 4, "Connections that the callers share.");
ABSL_FLAG(bool, json, false, "One JSON object a line.");

namespace chancery::bench {
namespace {

// Appends for `seconds`, each caller to streams of its own. Sequences that the
// server answers are counted: every call that counts is a durable commit.
Done Appends(const Channels& channels, int callers, double seconds) {
  static std::atomic<uint64_t> runs{0};
  const uint64_t run = runs++;
  std::vector<std::unique_ptr<v1::LogService::Stub>> stubs;
  for (const auto& channel : channels) {
    stubs.push_back(v1::LogService::NewStub(channel));
  }
  std::vector<v1::AppendEventsRequest> requests;
  for (int caller = 0; caller < callers; ++caller) {
    requests.push_back(KilobyteAppend(run, caller, 0));
  }
  return Calls(callers, seconds, [&](int caller, uint64_t n) {
    v1::AppendEventsRequest& request =
        requests[static_cast<std::size_t>(caller)];
    SetNumber(n, &request);
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
  Archive archive;
  const BareServer bare;
  const Channels appends =
      OpenChannels(archive.address(), absl::GetFlag(FLAGS_channels));
  const Channels echoes =
      OpenChannels(bare.address(), absl::GetFlag(FLAGS_channels));
  const std::size_t bytes = KilobyteAppend(0, 0, 0).ByteSizeLong();
  const Echoes echo(echoes, bytes);
  std::vector<Comparison> comparisons;
  for (const std::string& count : absl::GetFlag(FLAGS_callers)) {
    const int callers = std::stoi(count);
    const std::string name =
        absl::StrCat("unary append, ", callers, " callers");
    const Measure append = [&archive, &appends, callers, seconds] {
      const Done done = Appends(appends, callers, seconds);
      archive.WaitForViews();
      return done;
    };
    comparisons.push_back(
        {name, "bare gRPC echo", "calls/s", append, [&echo, callers, seconds] {
           return Calls(callers, seconds,
                        [&](int c, uint64_t) { echo.Call(c); });
         }});
    comparisons.push_back({name, "raw RocksDB, synced", "calls/s", append,
                           [callers, bytes, seconds] {
                             const RawRocksDb raw(1, bytes);
                             return Calls(
                                 callers, seconds,
                                 [&](int c, uint64_t n) { raw.Write(c, n); });
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
