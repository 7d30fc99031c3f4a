#include "tests/client/command_line.h"

#include <gmock/gmock.h>

#include "absl/strings/str_split.h"

namespace chancery {
namespace {

Arguments WithProgram(const Arguments& arguments) {
  Arguments all = {CHANCERY};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

}  // namespace

ProgramResult RunChancery(const Arguments& arguments,
                          const ProgramOptions& options) {
  return RunProgram(WithProgram(arguments), options);
}

std::unique_ptr<BackgroundProgram> StartChancery(const Arguments& arguments) {
  return std::make_unique<BackgroundProgram>(WithProgram(arguments));
}

Arguments LinesOf(const std::string& text) {
  return absl::StrSplit(text, '\n', absl::SkipEmpty());
}

void ExpectFailure(const ProgramResult& result, int exit_code,
                   const std::string& reason) {
  EXPECT_EQ(result.exit_code, exit_code) << result.err;
  const Arguments lines = LinesOf(result.err);
  ASSERT_THAT(lines, testing::SizeIs(2)) << result.err;
  EXPECT_THAT(lines[0], testing::AllOf(testing::StartsWith("chancery: "),
                                       testing::EndsWith(" [" + reason + "]")));
  EXPECT_THAT(lines[1], testing::StartsWith("  "));
}

}  // namespace chancery
