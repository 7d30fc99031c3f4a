#ifndef CHANCERY_TESTS_CLIENT_COMMAND_LINE_H_
#define CHANCERY_TESTS_CLIENT_COMMAND_LINE_H_

#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/client/process.h"

namespace chancery {

using Arguments = std::vector<std::string>;

// Runs the built `chancery` to its end.
ProgramResult RunChancery(const Arguments& arguments,
                          const ProgramOptions& options = {});

// Starts the built `chancery` beside the test.
std::unique_ptr<BackgroundProgram> StartChancery(const Arguments& arguments);

// Returns the lines of `text` that are not empty.
Arguments LinesOf(const std::string& text);

// Expects two lines on the standard error: what is wrong, with `reason` in
// brackets, and what to do.
void ExpectFailure(const ProgramResult& result, int exit_code,
                   const std::string& reason);

// Reads a message's JSON form; fails the test when it is none.
template <typename Message>
Message FromJson(const std::string& json) {
  Message message;
  const auto status =
      google::protobuf::util::JsonStringToMessage(json, &message);
  EXPECT_TRUE(status.ok()) << status.ToString() << "\n" << json;
  return message;
}

}  // namespace chancery

#endif  // CHANCERY_TESTS_CLIENT_COMMAND_LINE_H_
