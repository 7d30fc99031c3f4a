#include "service/parser/header_dates.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "proto/values/edtf.h"
#include "proto/values/error_info.h"
#include "re2/re2.h"
#include "service/parser/dates.h"
#include "service/parser/parties.h"
#include "service/parser/tokens.h"

namespace chancery {
namespace {

absl::StatusOr<std::optional<absl::CivilDay>> Given(absl::string_view field,
                                                    const std::string& date) {
  if (date.empty()) return std::optional<absl::CivilDay>();
  const std::optional<absl::CivilDay> day = ParseIsoDate(date);
  if (!day) {
    return InvalidField(field, absl::StrCat("\"", date,
                                            "\" is no calendar date; write it "
                                            "as 2003-11-04"));
  }
  return day;
}

// "Brussels, 10/09/2022": a place outside the United States is named beside
// the date, and there the day comes first.
bool PutsDayFirst(absl::string_view line) {
  const Tokens tokens = Tokenize(line);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const PartyMention place =
        PartyNames::Get().Match(tokens, i, tokens.size());
    if (place.naming == PartyNaming::kMetonym && !place.code.empty() &&
        place.code != "USA") {
      return true;
    }
  }
  return false;
}

// The year of the dates in blocks of every kind; 0 where they have none.
int YearOf(absl::string_view shadow, const Layout& layout) {
  for (const Block& block : layout.blocks) {
    if (block.kind == BlockKind::kParagraph ||
        block.kind == BlockKind::kHeading) {
      continue;
    }
    for (const WrittenDate& date : FindWrittenDates(
             shadow.substr(block.begin, block.end - block.begin))) {
      if (date.year != 0) return date.year;
    }
  }
  return 0;
}

// The full dates in blocks of `kind`.
std::vector<absl::CivilDay> DatesIn(absl::string_view shadow,
                                    const Layout& layout, BlockKind kind) {
  std::vector<absl::CivilDay> days;
  for (const Block& block : layout.blocks) {
    if (block.kind != kind) continue;
    const absl::string_view words =
        shadow.substr(block.begin, block.end - block.begin);
    for (const WrittenDate& date : FindWrittenDates(words)) {
      if (date.year == 0) continue;
      if (date.ambiguous && !PutsDayFirst(words)) continue;
      if (const auto day = DayOf(date, std::nullopt)) days.push_back(*day);
    }
  }
  return days;
}

std::optional<absl::Weekday> WeekdayIn(absl::string_view preamble) {
  static const auto* const kOn = new RE2(
      R"((?i)\b(?:on|last|this) (monday|tuesday|wednesday|thursday|friday|)"
      R"(saturday|sunday)\b)");
  std::string name;
  if (!RE2::PartialMatch(re2::StringPiece(preamble.data(), preamble.size()),
                         *kOn, &name)) {
    return std::nullopt;
  }
  constexpr std::array<absl::string_view, 7> kDays = {
      "monday", "tuesday",  "wednesday", "thursday",
      "friday", "saturday", "sunday"};
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if (absl::EqualsIgnoreCase(name, kDays[i])) {
      return static_cast<absl::Weekday>(i);
    }
  }
  return std::nullopt;
}

// "today", "yesterday", "on Friday": counted back from the day of issue.
std::optional<absl::CivilDay> RelativeDay(absl::string_view preamble,
                                          absl::CivilDay issued) {
  static const auto* const kYesterday =
      new RE2(R"((?i)\b(?:yesterday|last (?:night|evening))\b)");
  static const auto* const kToday = new RE2(
      R"((?i)\b(?:today|tonight|this (?:morning|afternoon|evening))\b)");
  const re2::StringPiece text(preamble.data(), preamble.size());
  if (RE2::PartialMatch(text, *kToday)) return issued;
  if (RE2::PartialMatch(text, *kYesterday)) return issued - 1;
  if (const std::optional<absl::Weekday> weekday = WeekdayIn(preamble)) {
    return absl::PrevWeekday(issued + 1, *weekday);
  }
  return std::nullopt;
}

bool NamesDayOnly(absl::string_view preamble) {
  return RelativeDay(preamble, absl::CivilDay()).has_value();
}

}  // namespace

absl::StatusOr<HeaderDates> FindHeaderDates(absl::string_view shadow,
                                            const Layout& layout,
                                            absl::string_view preamble,
                                            const ParseOptions& options) {
  const auto given_held = Given("held_on", options.held_on);
  if (!given_held.ok()) return given_held.status();
  const auto given_issued = Given("issued_on", options.issued_on);
  if (!given_issued.ok()) return given_issued.status();
  HeaderDates dates;
  std::optional<absl::CivilDay> dateline;
  for (const BlockKind kind :
       {BlockKind::kDate, BlockKind::kByline, BlockKind::kTitle}) {
    const std::vector<absl::CivilDay> days = DatesIn(shadow, layout, kind);
    if (days.empty() || dates.issued) continue;
    dates.issued = days.front();
    // The text's own date, and that of its publication a day or two later.
    constexpr int kLaterDaysMax = 3;
    for (const absl::CivilDay day : days) {
      const auto apart = day - days.front();
      if (std::abs(apart) > kLaterDaysMax || apart == 0) continue;
      dateline = std::min(day, days.front());
      dates.issued = std::max(day, days.front());
    }
  }
  const std::vector<absl::CivilDay> titled =
      DatesIn(shadow, layout, BlockKind::kTitle);
  const bool own_day = !titled.empty() && dates.issued &&
                       titled[0] < *dates.issued &&
                       *dates.issued - titled[0] <= 3;
  if (!dates.issued) dates.issued = *given_issued;
  std::optional<absl::CivilDay> near =
      dates.issued ? dates.issued : *given_held;
  if (const int year = YearOf(shadow, layout); !near && year != 0) {
    near = absl::CivilDay(year, 7, 1);  // The middle: that year is nearest.
  }
  for (const WrittenDate& date : FindWrittenDates(preamble)) {
    if (date.ambiguous && !PutsDayFirst(preamble)) continue;
    dates.held = DayOf(date, near);
    if (dates.held) break;
  }
  // A preamble may also name an earlier event; the contact is recent.
  constexpr int kOlderDaysMax = 60;
  constexpr int kNewerDaysMax = 3;
  if (dates.held && dates.issued &&
      (*dates.issued - *dates.held > kOlderDaysMax ||
       *dates.held - *dates.issued > kNewerDaysMax)) {
    dates.held.reset();
  }
  if (!dates.held) {
    dates.held_partial =
        NamesDayOnly(preamble) || !FindWrittenDates(preamble).empty();
    if (own_day) {
      dates.held = titled[0];
    } else if (dates.issued) {
      const auto relative = RelativeDay(preamble, *dates.issued);
      if (relative) dates.held = relative;
      if (!relative) dates.held = dateline ? dateline : dates.issued;
    } else {
      dates.held = *given_held;
    }
  }
  return dates;
}

}  // namespace chancery
