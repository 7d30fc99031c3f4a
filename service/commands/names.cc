#include "service/commands/names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace chancery {
namespace {

constexpr absl::string_view kStreamPrefix = "readouts/";
constexpr absl::string_view kIssuePrefix = "issues/";
constexpr std::size_t kStreamIdBytesMax = 128;
constexpr std::size_t kTopicBytesMax = 128;
constexpr std::size_t kIssuePartiesMax = 16;

bool IsLowerOrDigit(char c) {
  return absl::ascii_islower(c) || absl::ascii_isdigit(c);
}

// The two parts of an issue's name behind its prefix.
struct IssueParts {
  absl::string_view parties;
  absl::string_view topic;
};

std::optional<IssueParts> SplitIssue(absl::string_view issue) {
  if (!absl::ConsumePrefix(&issue, kIssuePrefix)) return std::nullopt;
  const std::size_t dot = issue.find('.');
  if (dot == absl::string_view::npos) return std::nullopt;
  IssueParts parts{issue.substr(0, dot), issue.substr(dot + 1)};
  if (!IsTopicCode(parts.topic)) return std::nullopt;
  const std::vector<absl::string_view> parties =
      absl::StrSplit(parts.parties, '-');
  if (parties.size() < 2 || parties.size() > kIssuePartiesMax) {
    return std::nullopt;
  }
  const bool codes =
      std::all_of(parties.begin(), parties.end(), [](absl::string_view party) {
        return std::all_of(party.begin(), party.end(), absl::ascii_islower) &&
               IsPartyCode(absl::AsciiStrToUpper(party));
      });
  if (!codes) return std::nullopt;
  return parts;
}

}  // namespace

bool IsPartyCode(absl::string_view text) {
  if (text == "EU" || text == "UN" || text == "NATO") return true;
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), absl::ascii_isupper);
}

bool IsTopicCode(absl::string_view text) {
  if (text.empty() || text.size() > kTopicBytesMax) return false;
  for (const absl::string_view word : absl::StrSplit(text, '.')) {
    if (word.empty()) return false;
    for (const char c : word) {
      if (!IsLowerOrDigit(c) && c != '_') return false;
    }
  }
  return true;
}

bool IsStreamName(absl::string_view text) {
  if (!absl::ConsumePrefix(&text, kStreamPrefix)) return false;
  if (text.empty() || text.size() > kStreamIdBytesMax) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return IsLowerOrDigit(c) || c == '-' || c == '_';
  });
}

bool IsIssueName(absl::string_view text) {
  return SplitIssue(text).has_value();
}

absl::string_view TopicOfIssue(absl::string_view issue) {
  const auto parts = SplitIssue(issue);
  return parts.has_value() ? parts->topic : absl::string_view();
}

std::vector<std::string> PartiesOfIssue(absl::string_view issue) {
  const auto parts = SplitIssue(issue);
  if (!parts.has_value()) return {};
  return absl::StrSplit(absl::AsciiStrToUpper(parts->parties), '-');
}

std::string RecordName(absl::string_view stream, Revision revision) {
  return absl::StrCat(stream, "/records/", revision.value);
}

std::optional<Revision> RevisionOfRecord(absl::string_view name,
                                         absl::string_view stream) {
  Revision revision;
  absl::string_view rest = name;
  if (!absl::ConsumePrefix(&rest, stream) ||
      !absl::ConsumePrefix(&rest, "/records/") ||
      !absl::SimpleAtoi(rest, &revision.value)) {
    return std::nullopt;
  }
  // One name for one record: no sign, space or leading zero.
  if (RecordName(stream, revision) != name) return std::nullopt;
  return revision;
}

}  // namespace chancery
