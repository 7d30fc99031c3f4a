#include "service/parser/header_dates.h"

#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "proto/values/edtf.h"
#include "proto/values/error_info.h"
#include "re2/re2.h"
#include "service/parser/dates.h"

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

// The first full date in a block of `kind`.
std::optional<absl::CivilDay> DateIn(absl::string_view shadow,
                                     const Layout& layout, BlockKind kind) {
  for (const Block& block : layout.blocks) {
    if (block.kind != kind) continue;
    for (const WrittenDate& date : FindWrittenDates(
             shadow.substr(block.begin, block.end - block.begin))) {
      if (date.year == 0) continue;
      if (const auto day = DayOf(date, std::nullopt)) return day;
    }
  }
  return std::nullopt;
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
  for (const BlockKind kind :
       {BlockKind::kDate, BlockKind::kTitle, BlockKind::kByline}) {
    if (!dates.issued) dates.issued = DateIn(shadow, layout, kind);
  }
  if (!dates.issued) dates.issued = *given_issued;
  for (const WrittenDate& date : FindWrittenDates(preamble)) {
    dates.held = DayOf(date, dates.issued ? dates.issued : *given_held);
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
    dates.held_relative = NamesDayOnly(preamble);
    if (dates.issued) {
      const auto relative = RelativeDay(preamble, *dates.issued);
      dates.held = relative ? relative : dates.issued;
    } else {
      dates.held = *given_held;
    }
  }
  return dates;
}

}  // namespace chancery
