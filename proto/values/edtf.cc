#include "proto/values/edtf.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace chancery {
namespace {

// A year of more digits would not fit absl::civil_year_t.
constexpr std::size_t kYearDigitsMax = 18;

bool IsQualifier(char c) { return c == '?' || c == '~' || c == '%'; }

bool AllDigits(absl::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

std::optional<std::int64_t> Number(absl::string_view text) {
  if (!AllDigits(text) || text.size() > kYearDigitsMax) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

absl::CivilDay LastDayOf(absl::CivilMonth month) {
  return absl::CivilDay(month + 1) - 1;
}

DayWindow Months(absl::civil_year_t year, int first, int count) {
  const absl::CivilMonth from(year, first);
  return {absl::CivilDay(from), LastDayOf(from + (count - 1))};
}

DayWindow Years(absl::civil_year_t first, absl::civil_year_t last) {
  return {absl::CivilDay(first, 1, 1), absl::CivilDay(last, 12, 31)};
}

// Takes the sub-year grouping of ISO 8601-2, 4.8. Northern seasons begin in
// March, southern ones half a year later.
std::optional<DayWindow> Grouping(absl::civil_year_t year, int code) {
  if (code >= 21 && code <= 28) {
    return Months(year, 3 + 3 * ((code - 21) % 4), 3);
  }
  if (code >= 29 && code <= 32) {
    return Months(year, 1 + (8 + 3 * (code - 29)) % 12, 3);
  }
  if (code >= 33 && code <= 36) return Months(year, 1 + 3 * (code - 33), 3);
  if (code >= 37 && code <= 39) return Months(year, 1 + 4 * (code - 37), 4);
  if (code >= 40 && code <= 41) return Months(year, 1 + 6 * (code - 40), 6);
  return std::nullopt;
}

bool TakeQualifier(absl::string_view& text) {
  if (text.empty() || !IsQualifier(text[0])) return false;
  text.remove_prefix(1);
  return true;
}

// Cuts `width` characters off the front of `text`, with one qualifier before or
// after them.
std::optional<absl::string_view> TakeComponent(absl::string_view& text,
                                               std::size_t width) {
  const bool qualified = TakeQualifier(text);
  if (text.size() < width) return std::nullopt;
  const absl::string_view component = text.substr(0, width);
  text.remove_prefix(width);
  if (!qualified) TakeQualifier(text);
  return component;
}

// A year of four digits, the last one or two of which may be X.
struct YearRange {
  absl::civil_year_t first;
  absl::civil_year_t last;
};

// Reads the four characters of a year; the first two must be digits.
std::optional<YearRange> ReadYear(absl::string_view digits, bool negative) {
  const absl::string_view known = digits.substr(0, digits.find('X'));
  const absl::string_view unknown = digits.substr(known.size());
  if (unknown != absl::string_view("XX").substr(0, unknown.size())) {
    return std::nullopt;
  }
  const auto head = Number(known);
  if (!head.has_value() || known.size() < 2) return std::nullopt;
  const std::int64_t scale = known.size() == 4   ? 1
                             : known.size() == 3 ? 10
                                                 : 100;
  const std::int64_t low = *head * scale;
  const std::int64_t high = low + scale - 1;
  if (!negative) return YearRange{low, high};
  if (low == 0) return std::nullopt;  // Zero has no sign.
  return YearRange{-high, -low};
}

std::optional<YearRange> TakeYear(absl::string_view& text) {
  const bool qualified = TakeQualifier(text);
  const bool negative = absl::ConsumePrefix(&text, "-");
  if (text.size() < 4) return std::nullopt;
  const absl::string_view digits = text.substr(0, 4);
  text.remove_prefix(4);
  if (!qualified) TakeQualifier(text);
  return ReadYear(digits, negative);
}

// "Y170000002", "Y-170000002": only for years that four digits cannot hold.
std::optional<DayWindow> LongYear(absl::string_view text) {
  const bool negative = absl::ConsumePrefix(&text, "-");
  const auto value = Number(text);
  if (!value.has_value() || text.size() < 5 || text[0] == '0') {
    return std::nullopt;
  }
  const absl::civil_year_t year = negative ? -*value : *value;
  return Years(year, year);
}

// The month or grouping, and the day, that stand behind a known year.
std::optional<DayWindow> AfterYear(absl::civil_year_t year,
                                   absl::string_view text) {
  const auto month = TakeComponent(text, 2);
  if (!month.has_value()) return std::nullopt;
  if (*month == "XX") {
    if (!text.empty() && !(absl::ConsumePrefix(&text, "-") &&
                           TakeComponent(text, 2) == "XX" && text.empty())) {
      return std::nullopt;
    }
    return Years(year, year);
  }
  const auto code = Number(*month);
  if (!code.has_value()) return std::nullopt;
  if (*code > 12 && text.empty()) {
    return Grouping(year, static_cast<int>(*code));
  }
  if (*code < 1 || *code > 12) return std::nullopt;
  const DayWindow whole = Months(year, static_cast<int>(*code), 1);
  if (text.empty()) return whole;
  if (!absl::ConsumePrefix(&text, "-")) return std::nullopt;
  const auto day = TakeComponent(text, 2);
  if (!day.has_value() || !text.empty()) return std::nullopt;
  if (*day == "XX") return whole;
  const auto number = Number(*day);
  if (!number.has_value() || *number < 1 || *number > whole.until->day()) {
    return std::nullopt;
  }
  const absl::CivilDay date = *whole.from + (*number - 1);
  return DayWindow{date, date};
}

// One end of an interval, or the whole expression.
std::optional<DayWindow> Date(absl::string_view text) {
  if (absl::ConsumePrefix(&text, "Y")) return LongYear(text);
  const auto year = TakeYear(text);
  if (!year.has_value()) return std::nullopt;
  if (text.empty()) return Years(year->first, year->last);
  if (!absl::ConsumePrefix(&text, "-")) return std::nullopt;
  // A month of an unspecified year is level 2, and has no one window.
  if (year->first != year->last) return std::nullopt;
  return AfterYear(year->first, text);
}

bool TakeTwoDigits(absl::string_view& text, int max) {
  const auto value = Number(text.substr(0, 2));
  if (text.size() < 2 || !value.has_value() || *value > max) return false;
  text.remove_prefix(2);
  return true;
}

// "Z", "+09" or "-03:30" behind a time of day; nothing for local time.
bool IsShift(absl::string_view text) {
  if (text.empty() || text == "Z") return true;
  if (text[0] != '+' && text[0] != '-') return false;
  text.remove_prefix(1);
  if (!TakeTwoDigits(text, 23)) return false;
  return text.empty() || (absl::ConsumePrefix(&text, ":") &&
                          TakeTwoDigits(text, 59) && text.empty());
}

bool IsTimeOfDay(absl::string_view text) {
  return TakeTwoDigits(text, 23) && absl::ConsumePrefix(&text, ":") &&
         TakeTwoDigits(text, 59) && absl::ConsumePrefix(&text, ":") &&
         TakeTwoDigits(text, 59) && IsShift(text);
}

// An interval's end: a date, or "" (unknown) or ".." (open), which both leave
// the window open there.
std::optional<DayWindow> End(absl::string_view text) {
  if (text.empty() || text == "..") return DayWindow();
  return Date(text);
}

std::optional<DayWindow> Interval(absl::string_view first,
                                  absl::string_view second) {
  const auto start = End(first);
  const auto end = End(second);
  if (!start.has_value() || !end.has_value()) return std::nullopt;
  const DayWindow window{start->from, end->until};
  if (!window.from.has_value() && !window.until.has_value()) {
    return std::nullopt;
  }
  if (window.from.has_value() && window.until.has_value() &&
      *window.from > *window.until) {
    return std::nullopt;
  }
  return window;
}

}  // namespace

std::optional<DayWindow> EdtfWindow(absl::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash != absl::string_view::npos) {
    return Interval(text.substr(0, slash), text.substr(slash + 1));
  }
  const std::size_t time = text.find('T');
  if (time == absl::string_view::npos) return Date(text);
  const auto date = ParseIsoDate(text.substr(0, time));
  if (!date.has_value() || !IsTimeOfDay(text.substr(time + 1))) {
    return std::nullopt;
  }
  return DayWindow{*date, *date};
}

std::optional<absl::CivilDay> ParseIsoDate(absl::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto year = Number(text.substr(0, 4));
  const auto month = Number(text.substr(5, 2));
  const auto day = Number(text.substr(8, 2));
  if (!year.has_value() || !month.has_value() || !day.has_value() ||
      *month < 1 || *month > 12) {
    return std::nullopt;
  }
  const absl::CivilMonth civil(*year, *month);
  if (*day < 1 || *day > LastDayOf(civil).day()) return std::nullopt;
  return absl::CivilDay(civil) + (*day - 1);
}

}  // namespace chancery
