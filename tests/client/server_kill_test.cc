// Goal: whatever moment the server is killed at, every ingest it acknowledged
// is there when it comes up again, whole, and the log has no hole.
//
// Method: four callers ingest the sample readouts under ever new sources, and
// every third one a second time with a changed text; after a random number of
// acknowledgements, and a random moment more, the server is killed with
// SIGKILL. It is started again on the same store, and the whole log is read and
// compared with what was acknowledged; some of it is ingested again, and must
// be answered as it was. The same store is carried through all cycles. A
// failure prints the seed that replays it.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
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
#include "tests/harness/sample_texts.h"

namespace chancery {
namespace {

constexpr int kCallers = 4;
constexpr int kAcknowledgementsMax = 60;  // Before the kill, at most.
constexpr int kMicrosecondsMax = 3000;    // And this long after them.

// One ingest, and where it was acknowledged to stand.
struct Acknowledged {
  v1::IngestReadoutRequest request;
  std::string readout;
  uint64_t first = 0;
  uint64_t last = 0;
};

// What a text makes.
struct Made {
  int records = 0;
  int touches = 0;
};

// What the callers of one cycle were told.
class Acknowledgements {
 public:
  void Add(Acknowledged acknowledged) {
    const std::lock_guard<std::mutex> lock(mutex_);
    all_.push_back(std::move(acknowledged));
    changed_.notify_all();
  }
  void WaitFor(std::size_t count) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return all_.size() >= count; });
  }
  const std::vector<Acknowledged>& all() const { return all_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Acknowledged> all_;
};

std::string ChangedText(const std::string& text) {
  return text + "\n\nThe two Ministers agreed to meet again in May 2031.\n";
}

// The texts of all ingests.
std::vector<std::string> Texts() {
  std::vector<std::string> texts = SampleTexts();
  const std::size_t samples = texts.size();
  for (std::size_t i = 0; i < samples; ++i) {
    texts.push_back(ChangedText(texts[i]));
  }
  return texts;
}

// Ingests until a call fails, which is when the server has been killed.
void IngestUntilKilled(const std::string& address, int cycle, int caller,
                       Acknowledgements& acknowledged) {
  const auto stub = v1::ReadoutService::NewStub(
      grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  const std::vector<std::string> texts = SampleTexts();
  for (int n = 0;; ++n) {
    const std::string& text = texts[static_cast<std::size_t>(n) % texts.size()];
    Acknowledged told;
    told.request.set_source(absl::StrCat("kill:", cycle, "/", caller, "/", n));
    for (int version = 0; version < (n % 3 == 0 ? 2 : 1); ++version) {
      told.request.set_text(version == 0 ? text : ChangedText(text));
      v1::IngestReadoutResponse response;
      grpc::ClientContext context;
      if (!stub->IngestReadout(&context, told.request, &response).ok()) return;
      told.readout = response.name();
      told.first = response.first_sequence();
      told.last = response.last_sequence();
      acknowledged.Add(told);
    }
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

// What each text makes, by its SHA-256.
std::map<std::string, Made> MadeOfTexts(const std::string& address) {
  const auto stub = v1::ReadoutService::NewStub(
      grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  std::map<std::string, Made> made;
  for (const std::string& text : Texts()) {
    v1::ParseReadoutRequest request;
    request.set_text(text);
    v1::ParseReadoutResponse parsed;
    grpc::ClientContext context;
    EXPECT_TRUE(stub->ParseReadout(&context, request, &parsed).ok());
    made[parsed.readout().text_sha256()] = {parsed.records_size(),
                                            parsed.touches_size()};
  }
  return made;
}

// How many events the commit has that begins with this one: a readout's first
// text brings its records and touches, a changed one what the change says.
std::size_t EventsOfCommit(const v1::Event& first,
                           const std::map<std::string, Made>& made) {
  std::size_t events = 1;
  if (first.has_readout_received()) {
    const Made& text = made.at(first.readout_received().header().text_sha256());
    return events + static_cast<std::size_t>(text.records + text.touches);
  }
  const v1::ReadoutRevised& revised = first.readout_revised();
  events +=
      static_cast<std::size_t>(made.at(revised.header().text_sha256()).touches);
  for (const v1::RecordChange& change : revised.change().changes()) {
    events += (change.before().empty() ? 0 : 1) +
              (change.after_quote().empty() ? 0 : 1);
  }
  return events;
}

// Dense: sequences and each stream's revisions have no gap. Atomic: each
// commit is there from its text to its last record, acknowledged or not.
void CheckDenseAndAtomic(const std::vector<v1::RecordedEvent>& events,
                         const std::map<std::string, Made>& made) {
  std::map<std::string, uint64_t> next_revision;
  std::size_t next_commit = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    ASSERT_EQ(events[i].sequence(), i) << "a hole in the log";
    ASSERT_EQ(events[i].revision(), next_revision[events[i].stream()]++)
        << "a hole in " << events[i].stream();
    const v1::Event& event = events[i].event();
    ASSERT_EQ(event.has_readout_received(), events[i].revision() == 0);
    if (event.has_readout_received() || event.has_readout_revised()) {
      ASSERT_EQ(i, next_commit) << "the commit before is there in part";
      next_commit = i + EventsOfCommit(event, made);
      ASSERT_LE(next_commit, events.size()) << "the last commit is cut off";
    }
    ASSERT_LT(i, next_commit) << "an event of no commit";
  }
}

void CheckAcknowledged(const std::vector<v1::RecordedEvent>& events,
                       const std::vector<Acknowledged>& all) {
  for (const Acknowledged& where : all) {
    ASSERT_LT(where.last, events.size()) << where.readout << " was lost";
    for (uint64_t s = where.first; s <= where.last; ++s) {
      ASSERT_EQ(events[s].stream(), where.readout);
      ASSERT_EQ(events[s].revision() - events[where.first].revision(),
                s - where.first);
      ASSERT_EQ(events[s].commit_id(), events[where.first].commit_id());
    }
  }
}

// The same ingest again is answered as it was. `newest` are the newest texts of
// their readouts.
void CheckAnswers(const std::string& address,
                  const std::vector<Acknowledged>& newest) {
  const auto stub = v1::ReadoutService::NewStub(
      grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  for (const Acknowledged& told : newest) {
    v1::IngestReadoutResponse response;
    grpc::ClientContext context;
    ASSERT_TRUE(stub->IngestReadout(&context, told.request, &response).ok());
    ASSERT_EQ(response.outcome(), v1::INGEST_OUTCOME_UNCHANGED) << told.readout;
    ASSERT_EQ(response.first_sequence(), told.first);
    ASSERT_EQ(response.last_sequence(), told.last);
  }
}

// Those whose text nobody can have changed: of every source that was ingested
// once only, by its number.
std::vector<Acknowledged> NewestTexts(const std::vector<Acknowledged>& all) {
  std::vector<Acknowledged> newest;
  for (const Acknowledged& told : all) {
    const std::string& source = told.request.source();
    const int n = std::atoi(source.c_str() + source.rfind('/') + 1);
    if (n % 3 != 0) newest.push_back(told);
  }
  return newest;
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
  ServerProgram server;

  std::vector<Acknowledged> acknowledged;
  std::map<std::string, Made> made;
  for (int cycle = 0; cycle < cycles; ++cycle) {
    server.Start();
    if (made.empty()) made = MadeOfTexts(server.address());
    Acknowledgements told;
    std::vector<std::thread> callers;
    for (int caller = 0; caller < kCallers; ++caller) {
      callers.emplace_back([&, caller] {
        IngestUntilKilled(server.address(), cycle, caller, told);
      });
    }
    told.WaitFor(1 + random() % kAcknowledgementsMax);
    usleep(random() % kMicrosecondsMax);  // Only the moment of the kill.
    server.Kill();
    for (std::thread& caller : callers) caller.join();
    acknowledged.insert(acknowledged.end(), told.all().begin(),
                        told.all().end());

    server.Start();
    const auto events = ReadLog(server.address());
    ASSERT_NO_FATAL_FAILURE(CheckDenseAndAtomic(events, made));
    ASSERT_NO_FATAL_FAILURE(CheckAcknowledged(events, acknowledged));
    ASSERT_NO_FATAL_FAILURE(
        CheckAnswers(server.address(), NewestTexts(told.all())));
    ASSERT_EQ(server.Terminate(), 0);
  }
  RecordProperty("acknowledged", static_cast<int>(acknowledged.size()));
}

}  // namespace
}  // namespace chancery
