// crash_writer: appends scripted commits to a log on a PowerLossFileSystem, and
// ingests scripted readouts as the server does, as fast as it can, until it is
// killed. It tells the parent on a pipe, one line each, before it appends and
// after it was answered:
//
//   P id               about to append this commit, or to ingest this
//   A id first last    acknowledged at these sequences
//   V words            the log broke a promise; these words say which
//
// A line is one write, shorter than PIPE_BUF: it is there whole or not at all.

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"
#include "rocksdb/env.h"
#include "service/commands/ingest.h"
#include "storage/log/event_log.h"
#include "tests/harness/power_loss_file_system.h"
#include "tests/harness/scripted_commit.h"
#include "tests/harness/scripted_ingest.h"

ABSL_FLAG(std::string, directory, "", "The log's directory.");
ABSL_FLAG(std::string, name, "", "The first part of every commit's id.");
ABSL_FLAG(std::string, group, "",
          "Ingests of one group change each other's texts.");
ABSL_FLAG(std::string, work, "mix",
          "What is appended: commits, ingests, or mix, which is both.");
ABSL_FLAG(int, threads, 8, "How many threads append.");
ABSL_FLAG(int, pipe, 3, "The file descriptor to report to.");
ABSL_FLAG(uint64_t, seed, 1, "Of what the disk writes back on its own.");
ABSL_FLAG(bool, write_back, false,
          "Whether the disk writes back some of what nobody has synced.");
ABSL_FLAG(std::string, lies, "none",
          "Which syncs keep nothing safe: none, wal or all.");

namespace chancery {
namespace {

// Long before this the parent kills the process. It bounds what an orphan does.
constexpr unsigned int kSecondsMax = 120;
// One in so many acknowledged commits is sent again at once.
constexpr int kResendEvery = 8;

void Tell(const std::string& line) {
  const std::string text = line + "\n";
  const ssize_t written =
      write(absl::GetFlag(FLAGS_pipe), text.data(), text.size());
  // Without a parent there is nothing to do.
  if (written != static_cast<ssize_t>(text.size())) _exit(EXIT_FAILURE);
}

// States where each stream ends, as a careful writer does.
void StateRevisions(const EventLog& log, Proposal* proposal) {
  for (StreamCondition& condition : proposal->conditions) {
    const auto end = log.StreamEnd(condition.stream);
    if (!end.ok()) {
      Tell(absl::StrCat("V a stream's end reads ", end.status().ToString()));
    } else if (end->has_value()) {
      condition.expected = ExpectedRevision::Exactly(**end);
    } else {
      condition.expected = ExpectedRevision::NoStream();
    }
  }
}

// Appends until the revisions that the proposal states are the right ones.
absl::StatusOr<Commit> AppendScripted(EventLog& log, Proposal* proposal) {
  for (;;) {
    if (StatesRevisions(proposal->commit_id)) StateRevisions(log, proposal);
    absl::StatusOr<Commit> commit = log.Append(*proposal);
    if (ReasonOf(commit.status()) != v1::ERROR_REASON_CONFLICT) return commit;
  }
}

void CheckRepetition(const Commit& commit,
                     const absl::StatusOr<Commit>& again) {
  if (!again.ok()) {
    Tell(absl::StrCat("V a repeated id answers ", again.status().ToString()));
  } else if (!again->repeated || again->first != commit.first ||
             again->last != commit.last ||
             again->revisions != commit.revisions) {
    Tell(absl::StrCat("V a repeated id was answered otherwise, at ",
                      again->first.value));
  }
}

void AppendForEver(EventLog& log, int thread) {
  for (int i = 0;; ++i) {
    const std::string id =
        absl::StrCat(absl::GetFlag(FLAGS_name), "-", thread, "-", i);
    Proposal proposal = ScriptedProposal(id);
    Tell(absl::StrCat("P ", id));
    const absl::StatusOr<Commit> commit = AppendScripted(log, &proposal);
    if (!commit.ok()) {
      Tell(absl::StrCat("V an append answers ", commit.status().ToString()));
      return;
    }
    Tell(absl::StrCat("A ", id, " ", commit->first.value, " ",
                      commit->last.value));
    if (i % kResendEvery == 0) {
      CheckRepetition(*commit, log.Append(std::move(proposal)));
    }
  }
}

bool IsSameAnswer(const v1::IngestReadoutResponse& first,
                  const v1::IngestReadoutResponse& again) {
  if (again.outcome() != v1::INGEST_OUTCOME_UNCHANGED ||
      again.name() != first.name() ||
      again.first_sequence() != first.first_sequence() ||
      again.last_sequence() != first.last_sequence() ||
      again.records_size() != first.records_size()) {
    return false;
  }
  for (int i = 0; i < first.records_size(); ++i) {
    if (again.records(i).SerializeAsString() !=
        first.records(i).SerializeAsString()) {
      return false;
    }
  }
  return true;
}

// Ingests until no other thread was faster each time.
absl::StatusOr<v1::IngestReadoutResponse> IngestScripted(
    EventLog& log, const IngestCommand& command) {
  for (;;) {
    auto response = IngestReadout(log, command);
    if (ReasonOf(response.status()) != v1::ERROR_REASON_CONFLICT) {
      return response;
    }
  }
}

void IngestForEver(EventLog& log, const IngestScript& script, int thread) {
  for (int i = 0;; ++i) {
    const std::string id = IngestScript::Id(
        absl::GetFlag(FLAGS_group),
        absl::StrCat(absl::GetFlag(FLAGS_name), "-", thread, "-", i));
    const IngestCommand command = script.CommandFor(id);
    Tell(absl::StrCat("P ", id));
    const auto response = IngestScripted(log, command);
    if (!response.ok()) {
      Tell(absl::StrCat("V an ingest answers ", response.status().ToString()));
      return;
    }
    Tell(absl::StrCat("A ", id, " ", response->first_sequence(), " ",
                      response->last_sequence()));
    if (i % kResendEvery == 0 && IngestScript::HasOwnSource(id)) {
      const auto again = IngestScripted(log, command);
      if (!again.ok() || !IsSameAnswer(*response, *again)) {
        Tell(absl::StrCat("V the same ingest was answered otherwise, ", id));
      }
    }
  }
}

// Whether this thread ingests; otherwise it appends scripted commits.
bool Ingests(int thread) {
  const std::string work = absl::GetFlag(FLAGS_work);
  return work == "ingests" || (work == "mix" && thread % 2 == 0);
}

PowerLossFileSystem::Options DiskOptions() {
  PowerLossFileSystem::Options options;
  options.seed = absl::GetFlag(FLAGS_seed);
  if (absl::GetFlag(FLAGS_write_back)) {
    options.write_back = PowerLossFileSystem::WriteBack::kRandom;
  }
  if (absl::GetFlag(FLAGS_lies) == "wal") {
    options.lies = PowerLossFileSystem::Lies::kWal;
  } else if (absl::GetFlag(FLAGS_lies) == "all") {
    options.lies = PowerLossFileSystem::Lies::kAll;
  }
  return options;
}

int Run() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  alarm(kSecondsMax);
  const auto env = rocksdb::NewCompositeEnv(
      std::make_shared<PowerLossFileSystem>(DiskOptions()));
  SystemClock clock;
  EventLog::Options options;
  options.path = absl::GetFlag(FLAGS_directory);
  options.clock = &clock;
  options.env = env.get();
  const auto log = EventLog::Open(options);
  if (!log.ok()) {
    Tell(absl::StrCat("V opening answers ", log.status().ToString()));
    return EXIT_FAILURE;
  }
  const IngestScript script;
  std::vector<std::thread> threads;
  for (int i = 0; i < absl::GetFlag(FLAGS_threads); ++i) {
    threads.emplace_back([&log, &script, i] {
      if (Ingests(i)) {
        IngestForEver(**log, script, i);
      } else {
        AppendForEver(**log, i);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return EXIT_FAILURE;  // Only a violation ends all of them.
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return chancery::Run();
}
