// crash_test: kills a process that appends to a log, again and again, and
// checks after each time that the log kept its promises.
//
// Goal: what was acknowledged survives a power failure at any moment, and what
// was not is there whole or not at all.
// Method: crash_writer appends commits and ingests readouts, new and changed
// ones, from several threads, on a file system that loses what is not synced
// when the process is killed. It is killed at a random moment. The log is
// opened on the ordinary file system, and all of it checked against what was
// acknowledged in this and all earlier cycles, each ingest against what the
// same ingest makes in a log that nothing happened to; commits and ingests of
// which nobody knows the fate are sent again. The next cycle goes on in the
// same directory.

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "service/commands/ingest.h"
#include "storage/log/event_log.h"
#include "tests/harness/crash_writer_process.h"
#include "tests/harness/ingest_twin.h"
#include "tests/harness/log_checker.h"
#include "tests/harness/scripted_commit.h"
#include "tests/harness/scripted_ingest.h"

ABSL_FLAG(int, cycles, 50, "How many times the writer is killed.");
ABSL_FLAG(uint64_t, seed, 0, "Of everything random; 0 takes the time.");
ABSL_FLAG(std::string, writer, CHANCERY_CRASH_WRITER,
          "The program that writes.");
ABSL_FLAG(std::string, work, "mix",
          "What the writer appends: commits, ingests, or mix, which is both.");
ABSL_FLAG(std::string, lies, "none",
          "A negative control: which syncs keep nothing safe after the first "
          "cycle: none, wal or all. The test must then fail.");
ABSL_FLAG(std::string, must_find, "",
          "A negative control: the test succeeds only if it finds a violation "
          "that contains these words.");

namespace chancery {
namespace {

// Bounds of the random moment: acknowledgements seen, and then microseconds.
constexpr int kAcknowledgementsMax = 400;
constexpr int kDelayMicrosMax = 3000;
// So many cycles go on in the same log. Every check reads all of it, and its
// time must not grow with the square of the cycles.
constexpr int kCyclesOfALog = 100;
// So many cycles after each other change the texts of the same sources.
constexpr int kCyclesOfAGroup = 5;
// So many violations say enough.
constexpr std::size_t kPrintedMax = 20;

class CrashTest {
 public:
  CrashTest(const std::string& directory, uint64_t seed)
      : directory_(directory + "/log"),
        random_(seed),
        twin_(directory + "/twin") {}

  // Runs so many cycles, or until something is found; returns what is found.
  std::vector<std::string> Run(int cycles) {
    std::vector<std::string> found;
    for (int cycle = 0; cycle < cycles && found.empty(); ++cycle) {
      found = RunCycle(cycle);
    }
    if (found.empty()) found = CheckLog();  // What was sent again, too.
    return found;
  }

  void PrintSummary() const {
    std::printf(
        "%d kills; %zu commits and ingests acknowledged (%lld of them "
        "ingests), %zu repeated, of %zu that were unanswered %zu are there; "
        "%llu events in the log\n",
        kills_, acknowledged_.size(),
        static_cast<long long>(
            std::count_if(acknowledged_.begin(), acknowledged_.end(),
                          [](const auto& acknowledgement) {
                            return IngestScript::IsId(acknowledgement.first);
                          })),
        repeated_, unanswered_, unanswered_and_there_,
        static_cast<unsigned long long>(length_));
  }

 private:
  std::vector<std::string> RunCycle(int cycle) {
    WriterReport report = KillAWriter(cycle);
    std::vector<std::string> found = std::move(report.violations);
    acknowledged_.merge(report.acknowledged);
    const auto log = Open();
    if (!log.ok()) {
      found.push_back(
          absl::StrCat("Durable: opening says ", log.status().ToString()));
      return found;
    }
    Add(Violations(**log, acknowledged_, &twin_), &found);
    if (found.empty()) Add(SendAgain(**log, report.unanswered), &found);
    const auto head = (*log)->Head();
    length_ = head.has_value() ? head->value + 1 : 0;
    return found;
  }

  std::vector<std::string> CheckLog() {
    const auto log = Open();
    if (!log.ok()) return {log.status().ToString()};
    return Violations(**log, acknowledged_, &twin_);
  }

  WriterReport KillAWriter(int cycle) {
    std::vector<std::string> arguments = {
        absl::StrCat("--directory=", directory_),
        absl::StrCat("--name=c", cycle),
        absl::StrCat("--group=g", cycle / kCyclesOfAGroup),
        absl::StrCat("--work=", absl::GetFlag(FLAGS_work)),
        absl::StrCat("--seed=", random_()),
        absl::StrCat("--threads=", 1 + random_() % 8),
        absl::StrCat("--write_back=", random_() % 2 == 0 ? "true" : "false")};
    // A log has to be there before a disk that lies can lose any of it.
    if (cycle > 0) {
      arguments.push_back(absl::StrCat("--lies=", absl::GetFlag(FLAGS_lies)));
    }
    CrashWriterProcess writer(absl::GetFlag(FLAGS_writer), arguments);
    writer.WaitForAcknowledgements(1 + random_() % kAcknowledgementsMax);
    absl::SleepFor(absl::Microseconds(random_() % kDelayMicrosMax));
    ++kills_;
    return writer.Kill();
  }

  absl::StatusOr<std::unique_ptr<EventLog>> Open() {
    EventLog::Options options;
    options.path = directory_;
    options.clock = &clock_;
    return EventLog::Open(options);
  }

  // Sends all of which nobody knows the fate again, and some of which it is
  // known: each must take effect once in all.
  std::vector<std::string> SendAgain(EventLog& log,
                                     const std::set<std::string>& unanswered) {
    std::vector<std::string> found;
    unanswered_ += unanswered.size();
    for (const std::string& id : unanswered) {
      if (IngestScript::IsId(id)) {
        IngestUnanswered(log, id, &found);
      } else if (!StatesRevisions(id)) {  // Else nobody knows which it stated.
        AppendUnanswered(log, id, &found);
      }
    }
    for (const auto& [id, acknowledgement] : acknowledged_) {
      if (random_() % 64 != 0) continue;
      if (IngestScript::IsId(id)) {
        if (IngestScript::HasOwnSource(id)) {
          IngestAgain(log, id, acknowledgement, &found);
        }
      } else if (!StatesRevisions(id)) {
        AppendAgain(log, id, acknowledgement, &found);
      }
    }
    return found;
  }

  void AppendUnanswered(EventLog& log, const std::string& id,
                        std::vector<std::string>* found) {
    const auto commit = log.Append(ScriptedProposal(id));
    if (!commit.ok()) {
      found->push_back(absl::StrCat("Writer: ", id, " sent again answers ",
                                    commit.status().ToString()));
      return;
    }
    unanswered_and_there_ += commit->repeated ? 1 : 0;
    acknowledged_.emplace(id, Acknowledgement{commit->first, commit->last});
  }

  void AppendAgain(EventLog& log, const std::string& id,
                   const Acknowledgement& acknowledgement,
                   std::vector<std::string>* found) {
    const auto commit = log.Append(ScriptedProposal(id));
    ++repeated_;
    if (!commit.ok() || !commit->repeated ||
        commit->first != acknowledgement.first) {
      found->push_back(
          absl::StrCat("Durable: ", id, " repeated is answered otherwise"));
    }
  }

  void IngestUnanswered(EventLog& log, const std::string& id,
                        std::vector<std::string>* found) {
    const auto response = IngestReadout(log, twin_.script().CommandFor(id));
    if (!response.ok()) {
      found->push_back(absl::StrCat("Writer: ", id, " ingested again answers ",
                                    response.status().ToString()));
      return;
    }
    if (response->outcome() == v1::INGEST_OUTCOME_UNCHANGED) {
      ++unanswered_and_there_;
    }
    acknowledged_.emplace(id,
                          Acknowledgement{Sequence{response->first_sequence()},
                                          Sequence{response->last_sequence()}});
  }

  void IngestAgain(EventLog& log, const std::string& id,
                   const Acknowledgement& acknowledgement,
                   std::vector<std::string>* found) {
    const auto response = IngestReadout(log, twin_.script().CommandFor(id));
    ++repeated_;
    if (!response.ok() || response->outcome() != v1::INGEST_OUTCOME_UNCHANGED ||
        response->first_sequence() != acknowledgement.first.value ||
        response->last_sequence() != acknowledgement.last.value) {
      found->push_back(absl::StrCat("Durable: ", id,
                                    " ingested again is answered otherwise"));
    }
  }

  static void Add(std::vector<std::string> more,
                  std::vector<std::string>* found) {
    found->insert(found->end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  }

  const std::string directory_;
  SystemClock clock_;
  std::mt19937_64 random_;
  IngestTwin twin_;
  Acknowledgements acknowledged_;
  int kills_ = 0;
  std::size_t repeated_ = 0;
  std::size_t unanswered_ = 0;
  std::size_t unanswered_and_there_ = 0;
  uint64_t length_ = 0;
};

void Print(const std::vector<std::string>& found) {
  for (std::size_t i = 0; i < found.size() && i < kPrintedMax; ++i) {
    std::printf("  %s\n", found[i].c_str());
  }
  if (found.size() > kPrintedMax) {
    std::printf("  and %zu more\n", found.size() - kPrintedMax);
  }
}

bool Contains(const std::vector<std::string>& found, const std::string& words) {
  for (const std::string& violation : found) {
    if (violation.find(words) != std::string::npos) return true;
  }
  return false;
}

// Runs so many cycles in a log of its own. True when that went as it must.
bool RunOneLog(int cycles, uint64_t seed) {
  std::string directory =
      (std::filesystem::temp_directory_path() / "chancery-crash-XXXXXX")
          .string();
  if (mkdtemp(directory.data()) == nullptr) return false;
  CrashTest test(directory, seed);
  const std::vector<std::string> found = test.Run(cycles);
  test.PrintSummary();
  Print(found);
  const std::string must_find = absl::GetFlag(FLAGS_must_find);
  const bool good =
      must_find.empty() ? found.empty() : Contains(found, must_find);
  if (good) {
    std::filesystem::remove_all(directory);
    return true;
  }
  std::printf(
      "FAILED. The log is in %s. To run it again:\n"
      "  crash_test --cycles=%d --seed=%llu --work=%s --lies=%s\n",
      directory.c_str(), cycles, static_cast<unsigned long long>(seed),
      absl::GetFlag(FLAGS_work).c_str(), absl::GetFlag(FLAGS_lies).c_str());
  return false;
}

int Run() {
  uint64_t seed = absl::GetFlag(FLAGS_seed);
  if (seed == 0) seed = absl::ToUnixMicros(absl::Now());
  for (int left = absl::GetFlag(FLAGS_cycles); left > 0;
       left -= kCyclesOfALog) {
    if (!RunOneLog(std::min(left, kCyclesOfALog), seed++)) return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return chancery::Run();
}
