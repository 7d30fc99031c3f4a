// Single days and ranges of days, as readouts write them.
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/parser/due_dates.h"

namespace chancery {
namespace {

using Needs = DuePeriod::Needs;

constexpr std::array<absl::string_view, 7> kWeekdays = {
    "monday", "tuesday",  "wednesday", "thursday",
    "friday", "saturday", "sunday"};

// 0 for Monday to 6 for Sunday; -1 if the token is no weekday.
int WeekdayOf(const DueToken& token) {
  for (std::size_t d = 0; d < kWeekdays.size(); ++d) {
    if (token.capital && token.word == kWeekdays[d]) return static_cast<int>(d);
  }
  return -1;
}

// 1 to 12 if a month stands at `i`, in full or as "Aug" or "Sept."; `next` is
// the place behind it. A short month dates only beside a day: "Jan" is also a
// name.
int MonthAt(const DueTokens& tokens, std::size_t i, std::size_t& next) {
  constexpr std::array<absl::string_view, 12> kShort = {
      "jan", "feb", "mar", "apr", "may", "jun",
      "jul", "aug", "sep", "oct", "nov", "dec"};
  next = i + 1;
  if (const int month = MonthOf(tokens[i]); month != 0) return month;
  if (!tokens[i].capital) return 0;
  for (std::size_t m = 0; m < kShort.size(); ++m) {
    if (tokens[i].word != kShort[m] && (m != 8 || tokens[i].word != "sept")) {
      continue;
    }
    if (tokens.Is(next, ".")) ++next;
    return static_cast<int>(m) + 1;
  }
  return 0;
}

// "first" is 1, "tenth" 10; 0 for anything else.
int OrdinalWord(const DueToken& token) {
  constexpr std::array<absl::string_view, 10> kOrdinals = {
      "first", "second",  "third",  "fourth", "fifth",
      "sixth", "seventh", "eighth", "ninth",  "tenth"};
  for (std::size_t n = 0; n < kOrdinals.size(); ++n) {
    if (token.word == kOrdinals[n]) return static_cast<int>(n) + 1;
  }
  return 0;
}

// The day of the month a token names in digits, else 0.
int DayNumber(const DueToken& token) {
  const bool day = (token.digits == 1 || token.digits == 2) &&
                   token.number >= 1 && token.number <= 31;
  return day ? token.number : 0;
}

std::optional<absl::CivilDay> RealDay(absl::civil_year_t year, int month,
                                      int day) {
  const absl::CivilDay date(year, month, day);
  if (date.month() != month || date.day() != day) return std::nullopt;
  return date;
}

// Whether two days of a range are joined at `i`; "and" joins two days in a row,
// and any two behind "between".
bool Joins(const DueTokens& tokens, std::size_t i, int first, int last,
           bool between) {
  for (const char* word : {"to", "-", "through", "until", "till"}) {
    if (tokens.Is(i, word)) return true;
  }
  return tokens.Is(i, "and") && (between || last == first + 1);
}

// The place behind "of this month", "day of the next month"; 0 for none.
std::size_t BehindMonth(const DueTokens& tokens, std::size_t i, bool next) {
  if (tokens.Is(i, "day")) ++i;
  if (!tokens.Is(i, "of") && !tokens.Is(i, "in")) return 0;
  ++i;
  if (tokens.Is(i, "the") && !tokens.Is(i + 1, "month")) ++i;
  for (const char* words : {"this month", "current month", "the month"}) {
    const std::size_t behind = tokens.After(i, words);
    if (!next && behind != 0) return behind;
  }
  return next ? tokens.After(i, "next month") : 0;
}

// "June 23 (Tue), 2004": the weekday in brackets repeats what the date says.
std::size_t SkipBracket(const DueTokens& tokens, std::size_t i) {
  return tokens.Is(i, "(") && tokens.Is(i + 2, ")") && tokens[i + 1].number < 0
             ? i + 3
             : i;
}

// "On the 23rd in Tokyo" is a date; "the 23rd round" counts rounds.
bool EndsDate(const DueTokens& tokens, std::size_t i) {
  if (i >= tokens.size() || !absl::ascii_isalnum(tokens[i].word[0])) {
    return true;
  }
  for (const char* word : {"in", "at", "to", "and", "with", "for"}) {
    if (tokens.Is(i, word)) return true;
  }
  return false;
}

}  // namespace

std::string DayEdtf(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

DuePeriod DayPeriod(absl::CivilDay from, absl::CivilDay until) {
  DuePeriod period;
  period.from = from;
  period.until = until;
  period.edtf = DayEdtf(from);
  if (from != until) absl::StrAppend(&period.edtf, "/", DayEdtf(until));
  return period;
}

DuePeriod WeekWith(absl::CivilDay day) {
  const absl::CivilDay monday =
      absl::PrevWeekday(day + 1, absl::Weekday::monday);
  DuePeriod week = DayPeriod(monday, monday + 6);
  week.scale = DuePeriod::Scale::kWeek;
  return week;
}

// Puts a year to a range of days. A year that stands behind it belongs to its
// last day; without one it is the first range that has not ended yet.
DueRead DueDates::Days(const DayInYear& first, const DayInYear& last,
                       std::size_t next) const {
  const int turn = first.month > last.month ? 1 : 0;
  const auto named = YearAt(next);
  const bool open = !named.has_value() || named->fiscal;
  absl::civil_year_t year = open ? reference_.year() : named->year;
  for (int tries = open ? 2 : 1; tries > 0; --tries, ++year) {
    const auto from = RealDay(year - turn, first.month, first.day);
    const auto until = RealDay(year, last.month, last.day);
    if (!from.has_value() || !until.has_value() || *until < *from) continue;
    if (open && *until < reference_) continue;
    DuePeriod period = DayPeriod(*from, *until);
    period.relative = open || named->relative;
    return DueMatch{period, open ? next : named->next};
  }
  return std::nullopt;
}

// "June 23", "June 23rd to 25, 2004", "June 30-July 2".
DueRead DueDates::MonthDay(std::size_t i, bool between) const {
  std::size_t at = i;
  DayInYear first;
  first.month = MonthAt(tokens_, i, at);
  first.day = DayNumber(tokens_[at]);
  if (first.month == 0 || first.day == 0) return std::nullopt;
  const std::size_t single = SkipBracket(tokens_, at + 1);
  std::size_t behind = 0;
  DayInYear last;
  at = single + 1;
  last.month = MonthAt(tokens_, at, behind);
  if (last.month != 0) at = behind;
  last.day = DayNumber(tokens_[at]);
  if (last.day != 0 &&
      Joins(tokens_, single, first.day, last.day, between || last.month != 0)) {
    if (last.month == 0) last.month = first.month;
    DueRead range = Days(first, last, SkipBracket(tokens_, at + 1));
    if (range.has_value()) return range;
  }
  return Days(first, first, single);
}

// "23 June", "the 23rd of June 2004", "23 to 25 June", "30 June - 2 July".
DueRead DueDates::DayMonth(std::size_t i) const {
  if (tokens_.Is(i, "the")) ++i;
  // "the first of March", "the third day of October"
  const int word = OrdinalWord(tokens_[i]);
  const bool in_words =
      word != 0 && (tokens_.Is(i + 1, "of") || tokens_.After(i + 1, "day of"));
  DayInYear first{0, in_words ? word : DayNumber(tokens_[i])};
  if (first.day == 0) return std::nullopt;
  std::size_t at = i + (in_words && tokens_.Is(i + 1, "day") ? 2 : 1);
  const auto take_month = [&](DayInYear& day) {
    const std::size_t of = tokens_.Is(at, "of") ? at + 1 : at;
    std::size_t behind = 0;
    day.month = MonthAt(tokens_, of, behind);
    if (day.month != 0) at = behind;
  };
  take_month(first);
  const std::size_t single = at;
  const std::size_t other = tokens_.Is(at + 1, "the") ? at + 2 : at + 1;
  DayInYear last{0, DayNumber(tokens_[other])};
  if (last.day != 0 && Joins(tokens_, at, first.day, last.day, false)) {
    at = other + 1;
    take_month(last);
    if (last.month != 0) {
      if (first.month == 0) first.month = last.month;
      return Days(first, last, at);
    }
  }
  if (first.month == 0) return std::nullopt;
  return Days(first, first, single);
}

// "the 23rd", "the 23rd of this month": the first such day from today on.
DueRead DueDates::DayAlone(std::size_t i) const {
  const bool the = tokens_.Is(i, "the");
  if (the) ++i;
  const int day = DayNumber(tokens_[i]);
  if (day == 0 || !tokens_[i].ordinal) return std::nullopt;
  absl::CivilMonth month(reference_);
  if (day < reference_.day()) ++month;
  std::size_t next = i + 1;
  if (const std::size_t behind = BehindMonth(tokens_, next, false)) {
    month = absl::CivilMonth(reference_);
    next = behind;
  } else if (const std::size_t after = BehindMonth(tokens_, next, true)) {
    month = absl::CivilMonth(reference_) + 1;
    next = after;
  } else if (!the || !EndsDate(tokens_, next)) {
    return std::nullopt;
  }
  const auto date = RealDay(month.year(), month.month(), day);
  if (!date.has_value()) return std::nullopt;
  DuePeriod period = DayPeriod(*date, *date);
  period.needs = Needs::kPreposition;
  return DueMatch{period, next};
}

DueRead DueDates::IsoDate(std::size_t i) const {
  const DueToken& year = tokens_[i];
  const DueToken& month = tokens_[i + 2];
  const DueToken& day = tokens_[i + 4];
  if (year.digits != 4 || month.digits != 2 || day.digits != 2 ||
      !tokens_.Is(i + 1, "-") || !tokens_.Is(i + 3, "-")) {
    return std::nullopt;
  }
  const auto date = RealDay(year.number, month.number, day.number);
  if (!date.has_value()) return std::nullopt;
  DuePeriod period = DayPeriod(*date, *date);
  period.relative = false;
  return DueMatch{period, i + 5};
}

// "next Tuesday" is that of next week, "this Friday" that of this week, "on
// Friday" the first one after the contact.
DueRead DueDates::Weekday(std::size_t i) const {
  const bool the = tokens_.Is(i, "the");
  if (the) ++i;
  const bool next = tokens_.Is(i, "next");
  const bool coming = tokens_.Is(i, "coming");
  const bool adjective = next || coming || tokens_.Is(i, "this");
  const std::size_t at = adjective ? i + 1 : i;
  const int weekday = WeekdayOf(tokens_[at]);
  if (weekday < 0 || (the && !adjective)) return std::nullopt;
  const absl::CivilDay monday = WeekWith(reference_).from;
  const absl::CivilDay this_one = monday + weekday;
  const absl::CivilDay ahead = this_one > reference_ ? this_one : this_one + 7;
  const std::size_t of = at + (tokens_.Is(at + 1, "of") ? 2 : 1);
  absl::CivilDay date = next ? this_one + 7 : ahead;
  std::size_t end = at + 1;
  bool needs = !adjective;
  if (!adjective) {
    if (const std::size_t n = tokens_.After(of, "next week"); n != 0) {
      date = this_one + 7;
      end = n;
      needs = false;
    } else if (const std::size_t t = tokens_.After(of, "this week"); t != 0) {
      date = this_one;
      end = t;
      needs = false;
    }
  }
  DuePeriod period = DayPeriod(date, date);
  if (needs) period.needs = Needs::kPreposition;
  return DueMatch{period, end};
}

// "the first Tuesday of October", "the last Friday of next month".
DueRead DueDates::NthWeekday(std::size_t i) const {
  if (tokens_.Is(i, "the")) ++i;
  const bool last = tokens_.Is(i, "last") || tokens_.Is(i, "final");
  const int nth = OrdinalWord(tokens_[i]);
  const int weekday = WeekdayOf(tokens_[i + 1]);
  if ((nth == 0 && !last) || nth > 5 || weekday < 0) return std::nullopt;
  if (!tokens_.Is(i + 2, "of") && !tokens_.Is(i + 2, "in")) {
    return std::nullopt;
  }
  DueRead base = Base(i + 3);
  if (!base.has_value() || base->period.scale != DuePeriod::Scale::kMonth) {
    return std::nullopt;
  }
  const absl::CivilMonth month(base->period.from);
  const absl::CivilDay monday =
      absl::NextWeekday(absl::CivilDay(month) - 1, absl::Weekday::monday);
  absl::CivilDay date = monday + weekday - (weekday > 0 ? 7 : 0);
  while (absl::CivilMonth(date) < month) date += 7;
  if (last) {
    while (absl::CivilMonth(date + 7) == month) date += 7;
  } else {
    date += absl::civil_diff_t{7} * (nth - 1);
  }
  if (absl::CivilMonth(date) != month) return std::nullopt;
  const bool relative = base->period.relative;
  base->period = DayPeriod(date, date);
  base->period.relative = relative;
  return base;
}

// "the last day of October 2015".
DueRead DueDates::LastDayOf(std::size_t i) const {
  if (tokens_.Is(i, "the")) ++i;
  if (!tokens_.Is(i, "last") || !tokens_.Is(i + 1, "day") ||
      (!tokens_.Is(i + 2, "of") && !tokens_.Is(i + 2, "in"))) {
    return std::nullopt;
  }
  DueRead base = Base(i + 3);
  if (!base.has_value()) return std::nullopt;
  const bool relative = base->period.relative;
  base->period = DayPeriod(base->period.until, base->period.until);
  base->period.relative = relative;
  return base;
}

DueRead DueDates::NearDay(std::size_t i) const {
  constexpr std::array<std::pair<absl::string_view, int>, 6> kNear = {
      {{"the day after tomorrow", 2},
       {"tomorrow", 1},
       {"today", 0},
       {"tonight", 0},
       {"this evening", 0},
       {"this afternoon", 0}}};
  for (const auto& [words, days] : kNear) {
    const std::size_t next = tokens_.After(i, words);
    if (next != 0) {
      return DueMatch{DayPeriod(reference_ + days, reference_ + days), next};
    }
  }
  return std::nullopt;
}

// "the week of June 23" is the calendar week that holds the day.
DueRead DueDates::WeekOf(std::size_t i) const {
  if (tokens_.Is(i, "the")) ++i;
  if (!tokens_.Is(i, "week")) return std::nullopt;
  const bool of = tokens_.Is(i + 1, "of");
  if (!of && !tokens_.Is(i + 1, "beginning") &&
      !tokens_.Is(i + 1, "starting")) {
    return std::nullopt;
  }
  const std::size_t at = tokens_.Is(i + 2, "on") ? i + 3 : i + 2;
  DueRead day = Longer(MonthDay(at, false), DayMonth(at));
  if (!day.has_value()) return std::nullopt;
  const absl::CivilDay from = day->period.from;
  const bool relative = day->period.relative;
  day->period = of ? WeekWith(from) : DayPeriod(from, from + 6);
  day->period.relative = relative;
  return day;
}

DueRead DueDates::DayOrDays(std::size_t i) const {
  DueRead best = Longer(MonthDay(i, false), DayMonth(i));
  best = Longer(best, IsoDate(i));
  best = Longer(best, DayAlone(i));
  best = Longer(best, Weekday(i));
  best = Longer(best, NearDay(i));
  best = Longer(best, WeekOf(i));
  best = Longer(best, NthWeekday(i));
  best = Longer(best, LastDayOf(i));
  if (WeekdayOf(tokens_[i]) < 0) return best;
  // "Tuesday, June 23": the date says more.
  const std::size_t date = tokens_.Is(i + 1, ",") ? i + 2 : i + 1;
  return Longer(best, Longer(MonthDay(date, false), DayMonth(date)));
}

}  // namespace chancery
