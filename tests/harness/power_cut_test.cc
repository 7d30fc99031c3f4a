// Goal: the power may fail during any sync, of the log's first opening, of its
// appends, of its recovery, and nothing that was acknowledged is lost.
// Method: the same short life of a log, again and again, with the power failing
// during its first sync, its second, and so on to the last; each time what is
// left is opened and checked.

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rocksdb/env.h"
#include "tests/harness/log_checker.h"
#include "tests/harness/power_loss_file_system.h"
#include "tests/harness/scripted_commit.h"
#include "tests/storage/log/log_fixture.h"

namespace chancery {
namespace {

using ::testing::IsEmpty;
using CutSync = PowerLossFileSystem::CutSync;
using WriteBack = PowerLossFileSystem::WriteBack;

constexpr int kOpenings = 3;
constexpr int kCommitsEach = 5;

absl::StatusOr<std::unique_ptr<EventLog>> OpenAt(const std::string& path,
                                                 Clock& clock,
                                                 rocksdb::Env* env) {
  EventLog::Options options;
  options.path = path;
  options.clock = &clock;
  options.env = env;
  return EventLog::Open(options);
}

// Opens a log and appends to it, several times over, until the power fails.
// Returns what was acknowledged.
Acknowledgements LiveUntilTheCut(
    const std::string& path, Clock& clock,
    const std::shared_ptr<PowerLossFileSystem>& disk) {
  const auto env = rocksdb::NewCompositeEnv(disk);
  Acknowledgements acknowledged;
  for (int opening = 0; opening < kOpenings; ++opening) {
    const auto log = OpenAt(path, clock, env.get());
    EXPECT_TRUE(log.ok() || disk->is_cut()) << log.status();
    for (int i = 0; log.ok() && i < kCommitsEach; ++i) {
      const std::string id = absl::StrCat("commit-", opening, "-", i);
      const auto commit = (*log)->Append(ScriptedProposal(id));
      EXPECT_TRUE(commit.ok() || disk->is_cut()) << commit.status();
      if (commit.ok()) acknowledged[id] = {commit->first, commit->last};
    }
  }
  return acknowledged;
}

class PowerCutTest
    : public ::testing::TestWithParam<std::pair<CutSync, WriteBack>> {};

TEST_P(PowerCutTest, NothingAcknowledgedIsLostWhicheverSyncIsCut) {
  FakeClock clock;
  int syncs = 0;
  for (bool cut = true; cut; ++syncs) {
    const ScratchDirectory directory;
    const std::string path = directory.path() + "/log";
    PowerLossFileSystem::Options options;
    options.cut_sync = GetParam().first;
    options.write_back = GetParam().second;
    options.cut_at_sync = syncs + 1;
    options.seed = static_cast<uint64_t>(syncs);
    const auto disk = std::make_shared<PowerLossFileSystem>(options);
    const Acknowledgements acknowledged = LiveUntilTheCut(path, clock, disk);
    cut = disk->is_cut();

    // With power again. This disk syncs nothing for real, which saves time.
    const auto powered = rocksdb::NewCompositeEnv(
        std::make_shared<PowerLossFileSystem>(PowerLossFileSystem::Options()));
    const auto log = OpenAt(path, clock, powered.get());

    ASSERT_TRUE(log.ok()) << "cut at sync " << syncs + 1 << ": "
                          << log.status();
    EXPECT_THAT(Violations(**log, acknowledged), IsEmpty())
        << "cut at sync " << syncs + 1;
    EXPECT_TRUE((*log)->Append(ScriptedProposal("goes-on")).ok());
  }
  EXPECT_GT(syncs, kOpenings * kCommitsEach);
}

INSTANTIATE_TEST_SUITE_P(
    Cuts, PowerCutTest,
    ::testing::Values(std::pair(CutSync::kLost, WriteBack::kNone),
                      std::pair(CutSync::kKept, WriteBack::kNone),
                      std::pair(CutSync::kLost, WriteBack::kRandom)));

}  // namespace
}  // namespace chancery
