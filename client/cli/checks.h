#ifndef CHANCERY_CLIENT_CLI_CHECKS_H_
#define CHANCERY_CLIENT_CLI_CHECKS_H_

#include <functional>
#include <string>
#include <vector>

namespace chancery {

// Checks of option values, as CLI11 takes them: each returns what is wrong with
// `given`, or nothing.

std::string DateProblem(const std::string& given);      // YYYY-MM-DD
std::string DurationProblem(const std::string& given);  // 500ms, 30s, 2m
std::string SequenceProblem(const std::string& given);  // 0 and up
std::string LimitProblem(const std::string& given);     // 1 to 2^31-1

// Returns a check for one of these words.
std::function<std::string(const std::string&)> OneOf(
    std::vector<std::string> words);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CLI_CHECKS_H_
