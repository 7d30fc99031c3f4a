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

// Takes the qualifiers of one component off `text`: the one before it was
// `before`; another one may stand behind it, as in "2001-?09~-09".
bool TakeSecondQualifier(absl::string_view& text, char before) {
  if (text.empty() || !IsQualifier(text[0])) return true;
  if (text[0] == before) return false;  // Once is enough.
  text.remove_prefix(1);
  return true;
}

// Cuts `width` characters off the front of `text`, with a qualifier before and
// another one after them.
std::optional<absl::string_view> TakeComponent(absl::string_view& text,
                                               std::size_t width) {
  const char before = text.empty() ? '\0' : text[0];
  TakeQualifier(text);
  if (text.size() < width) return std::nullopt;
  const absl::string_view component = text.substr(0, width);
  text.remove_prefix(width);
  if (!TakeSecondQualifier(text, before)) return std::nullopt;
  return component;
}

// The numbers that digits with unspecified ones at the right end may stand
// for: "19XX", "1X", "XX".
struct NumberRange {
  std::int64_t first;
  std::int64_t last;
};

std::optional<NumberRange> ReadDigits(absl::string_view digits) {
  const std::size_t known = std::min(digits.find('X'), digits.size());
  std::int64_t scale = 1;
  for (std::size_t i = known; i < digits.size(); ++i) {
    if (digits[i] != 'X') return std::nullopt;
    scale *= 10;
  }
  std::int64_t head = 0;
  if (known > 0) {
    const auto number = Number(digits.substr(0, known));
    if (!number.has_value()) return std::nullopt;
    head = *number;
  }
  return NumberRange{head * scale, head * scale + scale - 1};
}

// Reads the four characters of a year, the last of which may be X.
std::optional<NumberRange> ReadYear(absl::string_view digits, bool negative) {
  const auto year = ReadDigits(digits);
  if (!year.has_value() || !negative) return year;
  if (year->last == 0) return std::nullopt;  // Zero has no sign.
  return NumberRange{-year->last, -std::max<std::int64_t>(year->first, 1)};
}

std::optional<NumberRange> TakeYear(absl::string_view& text) {
  const char before = text.empty() ? '\0' : text[0];
  TakeQualifier(text);
  const bool negative = absl::ConsumePrefix(&text, "-");
  if (text.size() < 4) return std::nullopt;
  const absl::string_view digits = text.substr(0, 4);
  text.remove_prefix(4);
  if (!TakeSecondQualifier(text, before)) return std::nullopt;
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

// What stands behind an unspecified month or year: nothing but unspecified
// components.
bool OnlyUnspecified(absl::string_view text) {
  while (!text.empty()) {
    if (!absl::ConsumePrefix(&text, "-") || TakeComponent(text, 2) != "XX") {
      return false;
    }
  }
  return true;
}

// The days of one month, behind the "-" in "2004-02-1X".
std::optional<DayWindow> DaysOf(const DayWindow& month,
                                absl::string_view text) {
  const auto digits = TakeComponent(text, 2);
  if (!digits.has_value() || !text.empty()) return std::nullopt;
  const auto days = ReadDigits(*digits);
  if (!days.has_value()) return std::nullopt;
  const std::int64_t first = std::max<std::int64_t>(days->first, 1);
  const std::int64_t last =
      std::min<std::int64_t>(days->last, month.until->day());
  if (first > last) return std::nullopt;
  return DayWindow{*month.from + (first - 1), *month.from + (last - 1)};
}

// The month or grouping, and the day, that stand behind a known year.
std::optional<DayWindow> AfterYear(absl::civil_year_t year,
                                   absl::string_view text) {
  const auto digits = TakeComponent(text, 2);
  if (!digits.has_value()) return std::nullopt;
  const auto months = ReadDigits(*digits);
  if (!months.has_value()) return std::nullopt;
  if (months->first != months->last) {
    const std::int64_t first = std::max<std::int64_t>(months->first, 1);
    const std::int64_t last = std::min<std::int64_t>(months->last, 12);
    if (first > last || !OnlyUnspecified(text)) return std::nullopt;
    return Months(year, static_cast<int>(first),
                  static_cast<int>(last - first + 1));
  }
  const int code = static_cast<int>(months->first);
  if (code > 12 && text.empty()) return Grouping(year, code);
  if (code < 1 || code > 12) return std::nullopt;
  const DayWindow whole = Months(year, code, 1);
  if (text.empty()) return whole;
  if (!absl::ConsumePrefix(&text, "-")) return std::nullopt;
  return DaysOf(whole, text);
}

// One end of an interval, or the whole expression.
std::optional<DayWindow> Date(absl::string_view text) {
  if (absl::ConsumePrefix(&text, "Y")) return LongYear(text);
  const auto year = TakeYear(text);
  if (!year.has_value()) return std::nullopt;
  if (text.empty()) return Years(year->first, year->last);
  if (year->first != year->last) {
    // A known month of an unspecified year has no one window.
    if (!OnlyUnspecified(text) || text.size() > 8) return std::nullopt;
    return Years(year->first, year->last);
  }
  if (!absl::ConsumePrefix(&text, "-")) return std::nullopt;
  return AfterYear(year->first, text);
}

std::optional<int> TakeTwoDigits(absl::string_view& text, int max) {
  const auto value = Number(text.substr(0, 2));
  if (text.size() < 2 || !value.has_value() || *value > max) {
    return std::nullopt;
  }
  text.remove_prefix(2);
  return static_cast<int>(*value);
}

// "Z", "+09", "-0330" or "-03:30" behind a time of day, within the shifts that
// are in use; nothing for local time.
bool IsShift(absl::string_view text) {
  if (text.empty() || text == "Z") return true;
  const bool west = text[0] == '-';
  if (!west && text[0] != '+') return false;
  text.remove_prefix(1);
  const auto hours = TakeTwoDigits(text, 14);
  if (!hours.has_value()) return false;
  int minutes = *hours * 60;
  if (!text.empty()) {
    absl::ConsumePrefix(&text, ":");
    const auto more = TakeTwoDigits(text, 59);
    if (!more.has_value() || !text.empty()) return false;
    minutes += *more;
  }
  // "-00:00" says that the shift is not known, which nothing at all says, too.
  return west ? minutes >= 1 && minutes <= 12 * 60 : minutes <= 14 * 60;
}

// "23:20", "23:20:30", "23:20:30.042", with or without a shift; "24:00:00" is
// the end of the day.
bool IsTimeOfDay(absl::string_view text) {
  const auto hours = TakeTwoDigits(text, 24);
  if (!hours.has_value() || !absl::ConsumePrefix(&text, ":")) return false;
  const auto minutes = TakeTwoDigits(text, 59);
  if (!minutes.has_value()) return false;
  int rest = *minutes;
  if (absl::ConsumePrefix(&text, ":")) {
    const auto seconds = TakeTwoDigits(text, 59);
    if (!seconds.has_value()) return false;
    rest += *seconds;
    if (absl::ConsumePrefix(&text, ".")) {
      std::size_t digits = 0;
      while (digits < text.size() && absl::ascii_isdigit(text[digits])) {
        if (text[digits] != '0') ++rest;
        ++digits;
      }
      if (digits == 0) return false;
      text.remove_prefix(digits);
    }
  }
  return (*hours < 24 || rest == 0) && IsShift(text);
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
  const absl::string_view day = text.substr(0, time);
  const auto date = Date(day);
  // A time needs its day, without qualifiers or unspecified digits.
  if (!date.has_value() || date->from != date->until ||
      day.find_first_of("X?~%") != absl::string_view::npos ||
      !IsTimeOfDay(text.substr(time + 1))) {
    return std::nullopt;
  }
  return date;
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
