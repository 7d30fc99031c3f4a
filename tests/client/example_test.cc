// The programs that the READMEs show do what the READMEs say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/client/process.h"

namespace chancery {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(ExampleTest, TheReadmesShowTheProgramsThatAreTested) {
  const std::string client = CHANCERY_CLIENT_DIR;
  const std::string cpp = FileBytes(client + "/cpp/example/follow.cc");
  const std::string python = FileBytes(client + "/python/examples/follow.py");

  EXPECT_THAT(FileBytes(client + "/README.md"),
              HasSubstr("```cpp\n" + cpp + "```\n"));
  EXPECT_THAT(FileBytes(client + "/README.md"),
              HasSubstr("```python\n" + python + "```\n"));
  EXPECT_THAT(FileBytes(client + "/python/README.md"),
              HasSubstr("```python\n" + python + "```\n"));
  EXPECT_THAT(FileBytes(client + "/../README.md"),
              HasSubstr("```cpp\n" + cpp + "```\n"));
  EXPECT_THAT(FileBytes(client + "/../README.md"),
              HasSubstr("```python\n" + python + "```\n"));
}

TEST(ExampleTest, TheCppProgramIngestsAFileAndFollowsTheLog) {
  ServerProgram server;
  BackgroundProgram follow(
      {FOLLOW_EXAMPLE, server.address(), SampleReadout("harbour-call.txt")});

  EXPECT_THAT(follow.ReadLine(), StartsWith("0 readout received: "));
  EXPECT_THAT(follow.ReadLine(), HasSubstr("1 statement made: AUS to JPN"));

  // It is still there when the server comes back, and shows what is new.
  server.Kill();
  server.Start();
  BackgroundProgram second(
      {FOLLOW_EXAMPLE, server.address(), SampleReadout("river-call-2015.txt")});
  std::string line;
  do {
    line = follow.ReadLine();
    ASSERT_NE(line, "") << "the program ended";
  } while (line.find("readout received") == std::string::npos);
}

TEST(ExampleTest, TheCppProgramSaysWhatIsWrongAndEnds) {
  ServerProgram server;
  const ProgramResult result = RunProgram(
      {FOLLOW_EXAMPLE, server.address(), RefusedText("no-date.txt")});
  EXPECT_THAT(result.err, HasSubstr("INVALID_ARGUMENT"));
}

}  // namespace
}  // namespace chancery
