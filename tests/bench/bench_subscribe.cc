// Subscribe catch-up and ReadEvents over a filled log against a bare gRPC
// stream with the same batching.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "chancery/v1/log_service.grpc.pb.h"
#include "google/protobuf/arena.h"
#include "tests/bench/archive.h"
#include "tests/bench/ceilings.h"
#include "tests/bench/pairs.h"

ABSL_FLAG(int, pairs, 5, "Pairs of measurements, in turn.");
ABSL_FLAG(int64_t, events, 1000000, "Events of 1 KB in the log.");
ABSL_FLAG(int, batch, 256, "Events in one message, on both sides.");
ABSL_FLAG(bool, json, false, "One JSON object a line.");

namespace chancery::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int kReadBatch = 256;  // ReadEvents sends as many in a message.

// Messages that are parsed into memory that is used again.
class ArenaMessages {
 public:
  // The message before is gone.
  template <typename Message>
  Message& Next() {
    arena_.Reset();
    return *google::protobuf::Arena::CreateMessage<Message>(&arena_);
  }

 private:
  static constexpr std::size_t kBytes = std::size_t{4} << 20;

  static google::protobuf::ArenaOptions Options(std::vector<char>& block) {
    google::protobuf::ArenaOptions options;
    options.initial_block = block.data();
    options.initial_block_size = block.size();
    return options;
  }

  std::vector<char> block_ = std::vector<char>(kBytes);
  google::protobuf::Arena arena_{Options(block_)};
};

// Follows the log from its beginning until it has caught up, parses every event
// and checks that none is missing.
Done CatchUp(const std::shared_ptr<grpc::Channel>& channel, int64_t events,
             int batch) {
  const auto stub = v1::LogService::NewStub(channel);
  v1::SubscribeRequest request;
  request.mutable_beginning();
  request.set_max_batch(batch);
  grpc::ClientContext context;
  const auto start = Steady::now();
  const auto reader = stub->Subscribe(&context, request);
  uint64_t next = 0;
  ArenaMessages messages;
  for (bool caught_up = false; !caught_up;) {
    auto& response = messages.Next<v1::SubscribeResponse>();
    if (!reader->Read(&response)) break;
    for (const v1::RecordedEvent& event : response.events()) {
      if (event.sequence() != next++) Die("subscribe: an event is missing");
    }
    caught_up = response.caught_up();
  }
  const double seconds =
      std::chrono::duration<double>(Steady::now() - start).count();
  context.TryCancel();
  v1::SubscribeResponse ignored;
  while (reader->Read(&ignored)) {
  }
  reader->Finish();  // Cancelled, as asked.
  if (next != static_cast<uint64_t>(events)) Die("subscribe: it ended early");
  return {static_cast<double>(next), seconds};
}

// The size of a recorded event on the wire, taken from the log itself.
int64_t WireBytes(const std::shared_ptr<grpc::Channel>& channel) {
  const auto stub = v1::LogService::NewStub(channel);
  v1::ReadEventsRequest request;
  request.set_max_count(1);
  grpc::ClientContext context;
  const auto reader = stub->ReadEvents(&context, request);
  v1::ReadEventsResponse response;
  if (!reader->Read(&response) || response.events_size() != 1) {
    Die("read: nothing came");
  }
  reader->Finish();  // One event was asked for; the answer is complete.
  return static_cast<int64_t>(response.events(0).ByteSizeLong());
}

// Reads the whole log, parses every event and checks that none is missing.
Done ReadAll(const std::shared_ptr<grpc::Channel>& channel, int64_t events) {
  const auto stub = v1::LogService::NewStub(channel);
  grpc::ClientContext context;
  const auto start = Steady::now();
  const auto reader = stub->ReadEvents(&context, v1::ReadEventsRequest());
  uint64_t next = 0;
  ArenaMessages messages;
  for (;;) {
    auto& response = messages.Next<v1::ReadEventsResponse>();
    if (!reader->Read(&response)) break;
    for (const v1::RecordedEvent& event : response.events()) {
      if (event.sequence() != next++) Die("read: an event is missing");
    }
  }
  const double seconds =
      std::chrono::duration<double>(Steady::now() - start).count();
  if (!reader->Finish().ok() || next != static_cast<uint64_t>(events)) {
    Die("read: it ended early");
  }
  return {static_cast<double>(next), seconds};
}

int Run() {
  const int64_t events = absl::GetFlag(FLAGS_events);
  const int batch = absl::GetFlag(FLAGS_batch);
  Archive archive;
  archive.Fill(events);
  const BareServer bare;
  const auto channel = OpenChannels(archive.address(), 1).front();
  const auto bare_channel = OpenChannels(bare.address(), 1).front();
  const int64_t bytes = WireBytes(channel);
  const auto flow = [&](int payloads) {
    return Flow(bare_channel, std::max<int64_t>(1, events / payloads), payloads,
                bytes);
  };
  RunAndPrint({{"Subscribe catch-up, events parsed", "bare gRPC stream",
                "events/s", [&] { return CatchUp(channel, events, batch); },
                [&] { return flow(batch); }},
               {"ReadEvents, events parsed", "bare gRPC stream", "events/s",
                [&] { return ReadAll(channel, events); },
                [&] { return flow(kReadBatch); }}},
              absl::GetFlag(FLAGS_pairs), absl::GetFlag(FLAGS_json));
  return 0;
}

}  // namespace
}  // namespace chancery::bench

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return chancery::bench::Run();
}
