#ifndef CHANCERY_TESTS_STORAGE_LOG_LOG_FIXTURE_H_
#define CHANCERY_TESTS_STORAGE_LOG_LOG_FIXTURE_H_

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/log/event_log.h"

namespace chancery {

// A clock that stands where the test puts it.
class FakeClock final : public Clock {
 public:
  absl::Time Now() override {
    return absl::FromUnixMicros(micros_.load(std::memory_order_relaxed));
  }
  void Set(absl::Time time) { micros_ = absl::ToUnixMicros(time); }

 private:
  std::atomic<int64_t> micros_{1'700'000'000'000'000};
};

// A directory of its own for each test, removed at its end.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// A statement that `party` made on `issue`, in these words.
v1::Event Statement(absl::string_view issue, absl::string_view words);
// The first event of a readout's stream.
v1::Event Received(absl::string_view source);

// What a statement says; the source of a received readout.
std::string WordsOf(const StoredEvent& event);

// A proposal of events for one stream.
Proposal Propose(absl::string_view commit_id, absl::string_view stream,
                 ExpectedRevision expected, std::vector<v1::Event> events);

// Reads whatever `options` ask for; a failure fails the test.
std::vector<std::string> WordsIn(const EventLog& log, ReadOptions options = {});

// Opens the log in a directory of its own, on the machine's file system.
class LogTest : public ::testing::Test {
 protected:
  LogTest() { Open(); }

  // Opens the log anew, after closing it if it is open.
  void Open();
  void Close() { log_.reset(); }
  absl::StatusOr<std::unique_ptr<EventLog>> TryOpen();

  EventLog& log() { return *log_; }
  std::string path() const { return absl::StrCat(directory_.path(), "/log"); }
  FakeClock& clock() { return clock_; }
  void set_env(rocksdb::Env* env) { env_ = env; }

  // Appends statements to a stream, whatever its end; must be accepted.
  Commit AppendOk(absl::string_view stream, std::vector<std::string> words);

 private:
  ScratchDirectory directory_;
  FakeClock clock_;
  rocksdb::Env* env_ = nullptr;
  std::unique_ptr<EventLog> log_;
  int commits_ = 0;
};

inline constexpr char kCall[] = "readouts/call-1";
inline constexpr char kVisit[] = "readouts/visit-2";
inline constexpr char kIssue[] = "issues/jpn-nor.trade.fish";
inline constexpr char kOtherIssue[] = "issues/jpn-nor.energy.gas";

}  // namespace chancery

#endif  // CHANCERY_TESTS_STORAGE_LOG_LOG_FIXTURE_H_
