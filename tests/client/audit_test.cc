// chancery audit and chancery proof, as a user runs them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "chancery/v1/audit_service.pb.h"
#include "google/protobuf/struct.pb.h"
#include "tests/client/command_line.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class AuditTest : public testing::Test {
 protected:
  ProgramResult Run(Arguments arguments) const {
    ProgramOptions options;
    options.environment.insert({"CHANCERY_SERVER", server_.address()});
    options.environment.insert({"XDG_STATE_HOME", scratch_.path()});
    return RunChancery(arguments, options);
  }
  std::string Ok(const Arguments& arguments) const {
    const ProgramResult result = Run(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  }
  void Ingest(const std::string& source) const {
    Ok({"ingest", SampleReadout("harbour-call.txt"), "--source", source});
  }
  std::string File(const std::string& name) const {
    return absl::StrCat(scratch_.path(), "/", name);
  }

  const TemporaryDirectory scratch_;
  ServerProgram server_;
};

TEST_F(AuditTest, SaysWhatWasAddedSinceTheLastAudit) {
  Ingest("test:a");
  EXPECT_THAT(Ok({"audit"}), HasSubstr("It is the first that was seen"));
  EXPECT_THAT(Ok({"audit"}), HasSubstr("0 have been added"));
  Ingest("test:b");
  server_.Terminate();
  server_.Start();
  EXPECT_THAT(Ok({"audit"}), HasSubstr("The log begins with the"));
}

TEST_F(AuditTest, AProofIsCheckedWithoutAServer) {
  Ingest("test:a");
  const auto audit =
      FromJson<google::protobuf::Struct>(Ok({"audit", "--json"}));
  const std::string key = audit.fields().at("verifierKey").string_value();
  Ok({"proof", "3", "--out", File("event.json")});
  server_.Kill();

  EXPECT_THAT(Ok({"audit", "--proof", File("event.json"), "--key", key}),
              HasSubstr("Event 3 is in the log"));
  ExpectFailure(Run({"audit", "--proof", File("event.json")}), 1,
                "INVALID_ARGUMENT");

  auto proof =
      FromJson<v1::GetInclusionProofResponse>(FileBytes(File("event.json")));
  proof.mutable_payload()->back() ^= 1;
  std::string altered;
  ASSERT_TRUE(
      google::protobuf::util::MessageToJsonString(proof, &altered).ok());
  std::ofstream(File("altered.json")) << altered;
  const ProgramResult refused =
      Run({"audit", "--proof", File("altered.json"), "--key", key});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, HasSubstr("the payload is not what the leaf"));
}

TEST_F(AuditTest, WhatIsNotThereCannotBeProven) {
  ExpectFailure(Run({"proof", "12345"}), 1, "BEYOND_END");
}

// The server's keeper replaces the history, and signs the new one with the
// right key.
TEST_F(AuditTest, ARewrittenHistoryIsNoticed) {
  Ingest("test:a");
  Ingest("test:b");
  Ok({"audit"});
  const std::string kept = FileBytes(
      fs::directory_iterator(File("chancery/heads"))->path().string());
  server_.Terminate();
  fs::remove_all(server_.data() + "/log");
  fs::remove_all(server_.data() + "/views");
  server_.Start();

  Ingest("test:c");
  const ProgramResult shorter = Run({"audit"});
  EXPECT_EQ(shorter.exit_code, 3);
  EXPECT_THAT(shorter.err, HasSubstr("its history has been rewritten"));
  Ingest("test:d");
  Ingest("test:e");
  const ProgramResult longer = Run({"audit"});
  EXPECT_EQ(longer.exit_code, 3);
  EXPECT_THAT(longer.err, HasSubstr("does not begin with"));
  EXPECT_EQ(
      FileBytes(
          fs::directory_iterator(File("chancery/heads"))->path().string()),
      kept)
      << "the head that shows it stays";
}

TEST_F(AuditTest, AnotherServersKeyIsNotTrusted) {
  Ingest("test:a");
  Ok({"audit"});
  server_.Terminate();
  fs::remove_all(server_.data());
  server_.Start();
  Ingest("test:a");
  EXPECT_EQ(Run({"audit"}).exit_code, 1);
}

}  // namespace
}  // namespace chancery
