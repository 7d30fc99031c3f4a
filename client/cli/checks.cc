#include "client/cli/checks.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "proto/values/edtf.h"

namespace chancery {

std::string DateProblem(const std::string& given) {
  if (ParseIsoDate(given).has_value()) return "";
  return absl::StrCat(given, " is no date YYYY-MM-DD");
}

std::string DurationProblem(const std::string& given) {
  absl::Duration duration;
  if (absl::ParseDuration(given, &duration) &&
      duration > absl::ZeroDuration() && duration < absl::Hours(24)) {
    return "";
  }
  return absl::StrCat(given, " is no time like 500ms, 30s or 2m");
}

std::string SequenceProblem(const std::string& given) {
  uint64_t sequence = 0;
  const bool digits =
      std::all_of(given.begin(), given.end(), absl::ascii_isdigit);
  if (digits && absl::SimpleAtoi(given, &sequence)) return "";
  return absl::StrCat(given, " is no number of an event, 0 and up");
}

std::string LimitProblem(const std::string& given) {
  int32_t limit = 0;
  if (absl::SimpleAtoi(given, &limit) && limit > 0) return "";
  return absl::StrCat(given, " is no number from 1");
}

std::function<std::string(const std::string&)> OneOf(
    std::vector<std::string> words) {
  return [words = std::move(words)](const std::string& given) -> std::string {
    if (std::find(words.begin(), words.end(), given) != words.end()) return "";
    return absl::StrCat(given, " is none of ", absl::StrJoin(words, ", "));
  };
}

}  // namespace chancery
