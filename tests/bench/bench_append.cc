// Appends of 1 KB events, each with an expected revision: unary by many callers
// and by one, in batches, and pipelined; against a bare gRPC echo of the same
// size and against raw RocksDB synced writes.
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "chancery/v1/log_service.grpc.pb.h"
#include "client/cpp/client.h"
#include "tests/bench/archive.h"
#include "tests/bench/ceilings.h"
#include "tests/bench/pairs.h"

ABSL_FLAG(int, pairs, 5, "Pairs of measurements, in turn.");
ABSL_FLAG(double, seconds, 2.0, "Seconds of one measurement.");
ABSL_FLAG(int, channels, 4, "Connections that callers share.");
ABSL_FLAG(std::string, only, "", "Only comparisons whose name contains this.");
ABSL_FLAG(bool, json, false, "One JSON object a line.");

namespace chancery::bench {
namespace {

constexpr int kBatch = 100;
constexpr int kBatchCallers = 16;
constexpr int kStreams = 4;
constexpr int kInFlight = 100;
constexpr int kRawThreads = 64;  // What the streams are compared with.

// A server with Chancery, one with nothing behind it, and connections to both.
class Appends {
 public:
  explicit Appends(int channels)
      : channels_(OpenChannels(archive_.address(), channels)),
        echo_(OpenChannels(bare_.address(), channels), Bytes()) {
    for (const auto& channel : channels_) {
      stubs_.push_back(v1::LogService::NewStub(channel));
    }
  }

  static std::size_t Bytes() { return KilobyteAppend(0, 0).ByteSizeLong(); }

  // Each caller appends commits of `events` events to a stream of its own.
  // Every call that counts is a durable commit. Counts events.
  Done Unary(int callers, int events, double seconds) {
    std::vector<v1::AppendEventsRequest> requests = Requests(callers, events);
    Done done = Calls(callers, seconds, [&](int caller, uint64_t n) {
      Append(caller, n, requests[static_cast<std::size_t>(caller)]);
    });
    done.count *= events;
    archive_.WaitForViews();
    return done;
  }

  // One caller's median, in microseconds.
  double UnaryUs(double seconds) {
    std::vector<v1::AppendEventsRequest> requests = Requests(1, 1);
    const double median =
        MedianCallUs(seconds, [&](uint64_t n) { Append(0, n, requests[0]); });
    archive_.WaitForViews();
    return median;
  }

  // Each of `streams` keeps `in_flight` commits of one event under way.
  Done Streamed(int streams, int in_flight, double seconds) {
    std::vector<v1::AppendEventsRequest> requests = Requests(streams, 1);
    AppendStream::Options options;
    options.in_flight_max = static_cast<std::size_t>(in_flight);
    std::vector<AppendStream> open;
    for (int i = 0; i < streams; ++i) {
      open.push_back(
          Client::Connect(archive_.address()).OpenAppendStream(options));
    }
    const auto start = std::chrono::steady_clock::now();
    Done done = Calls(streams, seconds, [&](int caller, uint64_t n) {
      const auto at = static_cast<std::size_t>(caller);
      SetNumber(n, &requests[at]);
      const absl::Status sent =
          open[at].Append(requests[at], [](auto response) {
            if (!response.ok()) Die("append: " + response.status().ToString());
          });
      if (!sent.ok()) Die("append: " + sent.ToString());
    });
    for (AppendStream& stream : open) {
      if (!stream.Finish().ok()) Die("a stream gave up");
    }
    // Until the last is answered.
    done.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
            .count();
    archive_.WaitForViews();
    return done;
  }

  const Echoes& echo() const { return echo_; }

 private:
  std::vector<v1::AppendEventsRequest> Requests(int callers, int events) {
    ++runs_;
    std::vector<v1::AppendEventsRequest> requests;
    for (int caller = 0; caller < callers; ++caller) {
      requests.push_back(KilobyteBatch(runs_, caller, events));
    }
    return requests;
  }

  void Append(int caller, uint64_t n, v1::AppendEventsRequest& request) {
    SetNumber(n, &request);
    v1::AppendEventsResponse response;
    grpc::ClientContext context;
    const auto& stub = stubs_[static_cast<std::size_t>(caller) % stubs_.size()];
    const grpc::Status status =
        stub->AppendEvents(&context, request, &response);
    if (!status.ok()) Die("append: " + status.error_message());
  }

  Archive archive_;
  const BareServer bare_;
  const Channels channels_;
  const Echoes echo_;
  std::vector<std::unique_ptr<v1::LogService::Stub>> stubs_;
  uint64_t runs_ = 0;
};

Done Raw(int callers, int values, double seconds) {
  const RawRocksDb raw(values, Appends::Bytes());
  Done done = Calls(callers, seconds,
                    [&raw](int caller, uint64_t n) { raw.Write(caller, n); });
  done.count *= values;
  return done;
}

Done EchoAll(const Echoes& echo, int callers, double seconds) {
  return Calls(callers, seconds,
               [&echo](int caller, uint64_t) { echo.Call(caller); });
}

// The medians of one echo and one synced write, together.
double EchoAndRawUs(const Echoes& echo, double seconds) {
  const RawRocksDb raw(1, Appends::Bytes());
  return MedianCallUs(seconds / 2, [&echo](uint64_t) { echo.Call(0); }) +
         MedianCallUs(seconds / 2, [&raw](uint64_t n) { raw.Write(0, n); });
}

// The time of a call, as a rate: a ratio of 0.5 is twice the time.
Done ByTime(double microseconds) { return {1, microseconds / 1e6}; }

std::vector<Comparison> Comparisons(Appends& appends, double seconds) {
  std::vector<Comparison> all;
  for (const int callers : {1, 16, 64}) {
    const std::string name =
        absl::StrCat("unary append, ", callers, " callers");
    const Measure append = [&appends, callers, seconds] {
      return appends.Unary(callers, 1, seconds);
    };
    all.push_back({name, "bare gRPC echo", "calls/s", append,
                   [&appends, callers, seconds] {
                     return EchoAll(appends.echo(), callers, seconds);
                   }});
    all.push_back({name, "raw RocksDB, synced", "calls/s", append,
                   [callers, seconds] { return Raw(callers, 1, seconds); }});
  }
  all.push_back(
      {"1 / p50 of one caller", "1 / p50 of echo + RocksDB", "1/s",
       [&appends, seconds] { return ByTime(appends.UnaryUs(seconds)); },
       [&appends, seconds] {
         return ByTime(EchoAndRawUs(appends.echo(), seconds));
       }});
  all.push_back(
      {absl::StrCat("batches of ", kBatch, ", ", kBatchCallers, " callers"),
       "raw RocksDB, such batches", "events/s",
       [&appends, seconds] {
         return appends.Unary(kBatchCallers, kBatch, seconds);
       },
       [seconds] { return Raw(kBatchCallers, kBatch, seconds); }});
  all.push_back({absl::StrCat("append stream, ", kStreams, " x ", kInFlight),
                 absl::StrCat("raw RocksDB, ", kRawThreads, " threads"),
                 "commits/s",
                 [&appends, seconds] {
                   return appends.Streamed(kStreams, kInFlight, seconds);
                 },
                 [seconds] { return Raw(kRawThreads, 1, seconds); }});
  return all;
}

int Run() {
  Appends appends(absl::GetFlag(FLAGS_channels));
  std::vector<Comparison> wanted;
  for (Comparison& comparison :
       Comparisons(appends, absl::GetFlag(FLAGS_seconds))) {
    if (absl::StrContains(comparison.name, absl::GetFlag(FLAGS_only))) {
      wanted.push_back(std::move(comparison));
    }
  }
  RunAndPrint(wanted, absl::GetFlag(FLAGS_pairs), absl::GetFlag(FLAGS_json));
  return 0;
}

}  // namespace
}  // namespace chancery::bench

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return chancery::bench::Run();
}
