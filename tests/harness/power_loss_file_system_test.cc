#include "tests/harness/power_loss_file_system.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rocksdb/env.h"
#include "tests/storage/log/log_fixture.h"

namespace chancery {
namespace {

// What is on the disk is what the process would leave behind if it died now.
class PowerLossFileSystemTest : public ::testing::Test {
 protected:
  std::unique_ptr<rocksdb::Env> EnvWith(PowerLossFileSystem::Options options) {
    return rocksdb::NewCompositeEnv(
        std::make_shared<PowerLossFileSystem>(options));
  }
  std::string Name(const std::string& file) const {
    return directory_.path() + "/" + file;
  }
  std::string OnDisk(const std::string& file) const {
    std::ostringstream text;
    text << std::ifstream(Name(file)).rdbuf();
    return text.str();
  }
  std::unique_ptr<rocksdb::WritableFile> Make(rocksdb::Env& env,
                                              const std::string& file) {
    std::unique_ptr<rocksdb::WritableFile> made;
    EXPECT_TRUE(
        env.NewWritableFile(Name(file), &made, rocksdb::EnvOptions()).ok());
    return made;
  }

 private:
  ScratchDirectory directory_;
};

TEST_F(PowerLossFileSystemTest, OnlyWhatIsSyncedIsOnTheDisk) {
  const auto env = EnvWith({});
  const auto file = Make(*env, "a");
  ASSERT_TRUE(file->Append("synced").ok());
  ASSERT_TRUE(file->Sync().ok());
  ASSERT_TRUE(file->Append(" and not").ok());
  ASSERT_TRUE(file->Flush().ok());
  ASSERT_TRUE(file->RangeSync(0, 14).ok());
  EXPECT_EQ(OnDisk("a"), "synced");
  ASSERT_TRUE(file->Close().ok());
  EXPECT_EQ(OnDisk("a"), "synced");
}

TEST_F(PowerLossFileSystemTest, AFileThatIsReadIsReadWhole) {
  const auto env = EnvWith({});
  const auto file = Make(*env, "a");
  ASSERT_TRUE(file->Append("words").ok());
  ASSERT_TRUE(env->RenameFile(Name("a"), Name("b")).ok());
  std::string words;
  ASSERT_TRUE(rocksdb::ReadFileToString(env.get(), Name("b"), &words).ok());
  EXPECT_EQ(words, "words");
}

TEST_F(PowerLossFileSystemTest, ADiskThatLiesKeepsNothing) {
  PowerLossFileSystem::Options options;
  options.lies = PowerLossFileSystem::Lies::kWal;
  const auto env = EnvWith(options);
  for (const char* name : {"000001.log", "000002.sst"}) {
    const auto file = Make(*env, name);
    ASSERT_TRUE(file->Append("words").ok());
    ASSERT_TRUE(file->Sync().ok());
  }
  EXPECT_EQ(OnDisk("000001.log"), "");
  EXPECT_EQ(OnDisk("000002.sst"), "words");
}

TEST_F(PowerLossFileSystemTest, SomeBytesMayReachTheDiskEarlyAndInOrder) {
  PowerLossFileSystem::Options options;
  options.write_back = PowerLossFileSystem::WriteBack::kRandom;
  options.seed = 7;
  const auto env = EnvWith(options);
  const auto file = Make(*env, "a");
  std::string all;
  int torn = 0;
  for (int i = 0; i < 100; ++i) {
    const std::string words = std::to_string(i) + " words ";
    all += words;
    ASSERT_TRUE(file->Append(words).ok());
    const std::string there = OnDisk("a");
    EXPECT_EQ(there, all.substr(0, there.size()));
    torn += !there.empty() && there.size() < all.size();
  }
  EXPECT_GT(torn, 10);
}

TEST_F(PowerLossFileSystemTest, WhatIsWrittenInPlaceWaitsForItsSync) {
  std::ofstream(Name("head")) << "0123456789";
  const auto env = EnvWith({});
  std::unique_ptr<rocksdb::RandomRWFile> file;
  ASSERT_TRUE(
      env->NewRandomRWFile(Name("head"), &file, rocksdb::EnvOptions()).ok());
  ASSERT_TRUE(file->Write(2, "XY").ok());
  EXPECT_EQ(OnDisk("head"), "0123456789");
  ASSERT_TRUE(file->Sync().ok());
  EXPECT_EQ(OnDisk("head"), "01XY456789");
}

}  // namespace
}  // namespace chancery
