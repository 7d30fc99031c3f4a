// Goal: whatever moment the server is killed at, every ingest it acknowledged
// is there when it comes up again, whole, and the log has no hole.
//
// Method: four callers ingest the sample readouts under ever new sources; after
// a random number of acknowledgements, and a random moment more, the server is
// killed with SIGKILL. It is started again on the same store, and the whole log
// is read and compared with what was acknowledged. The same store is carried
// through all cycles. A failure prints the seed that replays it.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "chancery/v1/log_service.grpc.pb.h"
#include "chancery/v1/readout_service.grpc.pb.h"
#include "tests/client/process.h"

namespace chancery {
namespace {

constexpr int kCallers = 4;
constexpr int kAcknowledgementsMax = 60;  // Before the kill, at most.
constexpr int kMicrosecondsMax = 3000;    // And this long after them.

struct Acknowledged {
  uint64_t first = 0;
  uint64_t last = 0;
};

std::vector<std::string> SampleTexts() {
  std::vector<std::string> texts;
  for (const auto& file : std::filesystem::directory_iterator(
           std::string(CHANCERY_TEST_DATA) + "/readouts")) {
    if (file.path().extension() != ".txt") continue;
    std::ifstream in(file.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(in),
                       std::istreambuf_iterator<char>());
  }
  return texts;
}

// What the callers of one cycle were told.
class Acknowledgements {
 public:
  void Add(const std::string& readout, Acknowledged where) {
    const std::lock_guard<std::mutex> lock(mutex_);
    by_readout_[readout] = where;
    changed_.notify_all();
  }
  void WaitFor(std::size_t count) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return by_readout_.size() >= count; });
  }
  const std::map<std::string, Acknowledged>& all() const { return by_readout_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Acknowledged> by_readout_;
};

// Ingests until a call fails, which is when the server has been killed.
void IngestUntilKilled(const std::string& address, int cycle, int caller,
                       const std::vector<std::string>& texts,
                       Acknowledgements& acknowledged) {
  const auto stub = v1::ReadoutService::NewStub(
      grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  for (int n = 0;; ++n) {
    v1::IngestReadoutRequest request;
    request.set_text(texts[static_cast<std::size_t>(n) % texts.size()]);
    request.set_source(absl::StrCat("kill:", cycle, "/", caller, "/", n));
    v1::IngestReadoutResponse response;
    grpc::ClientContext context;
    if (!stub->IngestReadout(&context, request, &response).ok()) return;
    acknowledged.Add(response.name(),
                     {response.first_sequence(), response.last_sequence()});
  }
}

// The whole log, as one reader sees it.
std::vector<v1::RecordedEvent> ReadLog(const std::string& address) {
  const auto stub = v1::LogService::NewStub(
      grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  const auto reader = stub->ReadEvents(&context, v1::ReadEventsRequest());
  std::vector<v1::RecordedEvent> events;
  v1::ReadEventsResponse response;
  while (reader->Read(&response)) {
    for (v1::RecordedEvent& event : *response.mutable_events()) {
      events.push_back(std::move(event));
    }
  }
  EXPECT_TRUE(reader->Finish().ok());
  return events;
}

// The events that an ingest of each text must make, by the text's SHA-256.
std::map<std::string, uint64_t> EventsOfTexts(
    const std::string& address, const std::vector<std::string>& texts) {
  const auto stub = v1::ReadoutService::NewStub(
      grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  std::map<std::string, uint64_t> events;
  for (const std::string& text : texts) {
    v1::ParseReadoutRequest request;
    request.set_text(text);
    v1::ParseReadoutResponse parsed;
    grpc::ClientContext context;
    EXPECT_TRUE(stub->ParseReadout(&context, request, &parsed).ok());
    events[parsed.readout().text_sha256()] = static_cast<uint64_t>(
        1 + parsed.records_size() + parsed.touches_size());
  }
  return events;
}

// Dense: sequences and each stream's revisions have no gap. Atomic: each
// readout is there from ReadoutReceived to its last record, acknowledged or
// not.
void CheckDenseAndAtomic(const std::vector<v1::RecordedEvent>& events,
                         const std::map<std::string, uint64_t>& whole) {
  std::map<std::string, uint64_t> next_revision;
  std::map<std::string, std::string> text_of;
  for (std::size_t i = 0; i < events.size(); ++i) {
    ASSERT_EQ(events[i].sequence(), i) << "a hole in the log";
    ASSERT_EQ(events[i].revision(), next_revision[events[i].stream()]++)
        << "a hole in " << events[i].stream();
    const v1::Event& event = events[i].event();
    ASSERT_EQ(event.has_readout_received(), events[i].revision() == 0);
    if (event.has_readout_received()) {
      text_of[events[i].stream()] =
          event.readout_received().header().text_sha256();
    }
  }
  for (const auto& [stream, revisions] : next_revision) {
    ASSERT_EQ(revisions, whole.at(text_of.at(stream)))
        << stream << " is there in part";
  }
}

void CheckAcknowledged(const std::vector<v1::RecordedEvent>& events,
                       const std::map<std::string, Acknowledged>& all) {
  for (const auto& [readout, where] : all) {
    ASSERT_LT(where.last, events.size()) << readout << " was lost";
    for (uint64_t s = where.first; s <= where.last; ++s) {
      ASSERT_EQ(events[s].stream(), readout);
      ASSERT_EQ(events[s].revision(), s - where.first);
      ASSERT_EQ(events[s].commit_id(), events[where.first].commit_id());
    }
  }
}

TEST(ServerKillTest, WhatWasAcknowledgedIsThereAfterKillNineAtRandomMoments) {
  const char* cycles_given = std::getenv("CHANCERY_KILL_CYCLES");
  const char* seed_given = std::getenv("CHANCERY_KILL_SEED");
  const int cycles = cycles_given == nullptr ? 50 : std::atoi(cycles_given);
  const unsigned seed = seed_given == nullptr
                            ? std::random_device()()
                            : static_cast<unsigned>(std::atoll(seed_given));
  SCOPED_TRACE(absl::StrCat("replay with CHANCERY_KILL_SEED=", seed));
  std::mt19937 random(seed);
  const std::vector<std::string> texts = SampleTexts();
  ASSERT_FALSE(texts.empty());
  ServerProgram server;

  std::map<std::string, Acknowledged> acknowledged;
  std::map<std::string, uint64_t> whole;
  for (int cycle = 0; cycle < cycles; ++cycle) {
    server.Start();
    if (whole.empty()) whole = EventsOfTexts(server.address(), texts);
    Acknowledgements told;
    std::vector<std::thread> callers;
    for (int caller = 0; caller < kCallers; ++caller) {
      callers.emplace_back([&, caller] {
        IngestUntilKilled(server.address(), cycle, caller, texts, told);
      });
    }
    told.WaitFor(1 + random() % kAcknowledgementsMax);
    usleep(random() % kMicrosecondsMax);  // Only the moment of the kill.
    server.Kill();
    for (std::thread& caller : callers) caller.join();
    acknowledged.insert(told.all().begin(), told.all().end());

    server.Start();
    const auto events = ReadLog(server.address());
    ASSERT_NO_FATAL_FAILURE(CheckDenseAndAtomic(events, whole));
    ASSERT_NO_FATAL_FAILURE(CheckAcknowledged(events, acknowledged));
    ASSERT_EQ(server.Terminate(), 0);
  }
  RecordProperty("acknowledged", static_cast<int>(acknowledged.size()));
}

}  // namespace
}  // namespace chancery
