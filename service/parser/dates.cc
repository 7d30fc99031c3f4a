#include "service/parser/dates.h"

#include <array>
#include <cstdlib>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "re2/re2.h"

namespace chancery {
namespace {

constexpr std::array<absl::string_view, 12> kMonths = {
    "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec"};

int MonthOf(absl::string_view name) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (absl::StartsWithIgnoreCase(name, kMonths[i])) {
      return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

int Number(absl::string_view digits) {
  int value = 0;
  return absl::SimpleAtoi(digits, &value) ? value : 0;
}

absl::string_view View(const re2::StringPiece& piece) {
  return {piece.data(), piece.size()};
}

}  // namespace

std::vector<WrittenDate> FindWrittenDates(absl::string_view text) {
  static const auto* const kDate = new RE2(
      R"((?i)\b(?:(?:(january|february|march|april|may|june|july|august|)"
      R"(september|october|november|december|jan\.?|feb\.?|mar\.?|apr\.?|)"
      R"(jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?) (\d{1,2}))"
      R"((?:st|nd|rd|th)?(?:,? ?([12]\d{3}))?)|(?:(\d{1,2})(?:st|nd|rd|th)?)"
      R"((?: of)? (january|february|march|april|may|june|july|august|)"
      R"(september|october|november|december|jan|feb|mar|apr|jun|jul|aug|)"
      R"(sept?|oct|nov|dec)\.?(?:,? ([12]\d{3}))?)|)"
      R"((?:([12]\d{3})[-/](\d{1,2})[-/](\d{1,2}))|)"
      // Day first: who puts the month first writes it out.
      R"((?:(\d{1,2})[./](\d{1,2})[./]([12]\d{3})))\b)");
  std::vector<WrittenDate> dates;
  re2::StringPiece rest(text.data(), text.size());
  std::array<re2::StringPiece, 13> groups;
  std::size_t at = 0;
  while (at < text.size() &&
         kDate->Match(rest, at, text.size(), RE2::UNANCHORED, groups.data(),
                      static_cast<int>(groups.size()))) {
    WrittenDate date;
    date.begin = static_cast<std::size_t>(groups[0].data() - text.data());
    date.end = date.begin + groups[0].size();
    if (!groups[1].empty()) {
      date.month = MonthOf(View(groups[1]));
      date.day = Number(View(groups[2]));
      date.year = Number(View(groups[3]));
    } else if (!groups[4].empty()) {
      date.day = Number(View(groups[4]));
      date.month = MonthOf(View(groups[5]));
      date.year = Number(View(groups[6]));
    } else if (!groups[10].empty()) {
      date.day = Number(View(groups[10]));
      date.month = Number(View(groups[11]));
      date.year = Number(View(groups[12]));
      // Only slashes are in use both ways.
      date.ambiguous = *(groups[10].data() + groups[10].size()) == '/' &&
                       date.day <= 12 && date.day != date.month;
      if (date.month > 12 && date.day <= 12 &&
          *(groups[10].data() + groups[10].size()) == '/') {
        std::swap(date.day, date.month);
      }
    } else {
      date.year = Number(View(groups[7]));
      date.month = Number(View(groups[8]));
      date.day = Number(View(groups[9]));
    }
    at = date.end;
    if (date.month >= 1 && date.month <= 12 && date.day >= 1 &&
        date.day <= 31) {
      dates.push_back(date);
    }
  }
  return dates;
}

std::optional<absl::CivilDay> DayOf(const WrittenDate& date,
                                    std::optional<absl::CivilDay> near) {
  const auto exact = [&date](int64_t year) -> std::optional<absl::CivilDay> {
    // Dates are written with four digits, YYYY-MM-DD.
    if (year < 1000) return std::nullopt;
    const absl::CivilDay day(year, date.month, date.day);
    // A civil day is normalised: 31 June becomes 1 July, and is no day.
    if (day.month() != date.month || day.day() != date.day) return std::nullopt;
    return day;
  };
  if (date.year != 0) return exact(date.year);
  if (!near) return std::nullopt;
  std::optional<absl::CivilDay> best;
  for (int64_t year = near->year() - 1; year <= near->year() + 1; ++year) {
    const std::optional<absl::CivilDay> day = exact(year);
    if (day &&
        (!best || std::llabs(*day - *near) < std::llabs(*best - *near))) {
      best = day;
    }
  }
  return best;
}

}  // namespace chancery
