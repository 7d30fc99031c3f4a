#include "storage/projections/issue_name.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace chancery {

IssueName ParseIssueName(absl::string_view name) {
  absl::ConsumePrefix(&name, "issues/");
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(name, absl::MaxSplits('.', 1));
  IssueName issue;
  for (const absl::string_view party :
       absl::StrSplit(parts.first, '-', absl::SkipEmpty())) {
    issue.parties.push_back(absl::AsciiStrToUpper(party));
  }
  issue.topic = std::string(parts.second);
  return issue;
}

std::string TopicTitle(absl::string_view topic) {
  const std::size_t dot = topic.rfind('.');
  if (dot != absl::string_view::npos) topic.remove_prefix(dot + 1);
  std::string title = absl::StrReplaceAll(topic, {{"_", " "}, {"-", " "}});
  if (!title.empty()) title[0] = absl::ascii_toupper(title[0]);
  return title;
}

bool TopicIsIn(absl::string_view topic, absl::string_view code) {
  return absl::ConsumePrefix(&topic, code) &&
         (code.empty() || topic.empty() || topic[0] == '.');
}

bool HasAll(const std::vector<std::string>& parties,
            const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const auto& party) {
    return std::find(parties.begin(), parties.end(), party) != parties.end();
  });
}

}  // namespace chancery
