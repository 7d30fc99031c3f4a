#include "service/parser/due_dates.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace chancery {
namespace {

using Scale = DuePeriod::Scale;
using Needs = DuePeriod::Needs;

constexpr int kJapanFiscalMonth = 4;  // Japan's fiscal year begins in April.

// EDTF's sub-year groupings.
constexpr int kSpring = 21;
constexpr int kWinter = 24;
constexpr int kFirstQuarter = 33;
constexpr int kFirstThird = 37;
constexpr int kFirstHalf = 40;

constexpr std::array<absl::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

absl::CivilDay LastOf(absl::CivilMonth month) {
  return absl::CivilDay(month + 1) - 1;
}

std::string YearEdtf(absl::civil_year_t year) {
  return absl::StrFormat("%04d", year);
}

std::string MonthEdtf(absl::CivilMonth month) {
  return absl::StrFormat("%04d-%02d", month.year(), month.month());
}

DuePeriod Months(absl::CivilMonth first, int count, std::string edtf) {
  DuePeriod period;
  period.scale = count == 1 ? Scale::kMonth : Scale::kMonths;
  period.from = absl::CivilDay(first);
  period.until = LastOf(first + (count - 1));
  period.edtf = std::move(edtf);
  return period;
}

DuePeriod MonthPeriod(absl::CivilMonth month) {
  return Months(month, 1, MonthEdtf(month));
}

}  // namespace

DuePeriod MonthsPeriod(absl::CivilMonth first, int count) {
  return Months(
      first, count,
      absl::StrCat(MonthEdtf(first), "/", MonthEdtf(first + (count - 1))));
}

namespace {

DuePeriod YearPeriod(absl::civil_year_t year) {
  DuePeriod period = Months(absl::CivilMonth(year, 1), 12, YearEdtf(year));
  period.scale = Scale::kYear;
  return period;
}

// A year's part that EDTF has a code for.
DuePeriod Grouping(absl::civil_year_t year, int code) {
  int first = 0;
  int count = 3;
  if (code < kFirstQuarter) {
    first = 3 + 3 * (code - kSpring);
  } else if (code < kFirstThird) {
    first = 1 + 3 * (code - kFirstQuarter);
  } else if (code < kFirstHalf) {
    first = 1 + 4 * (code - kFirstThird);
    count = 4;
  } else {
    first = 1 + 6 * (code - kFirstHalf);
    count = 6;
  }
  return Months(absl::CivilMonth(year, first), count,
                absl::StrFormat("%04d-%02d", year, code));
}

absl::civil_year_t JapanFiscalYear(absl::CivilDay day) {
  return day.month() >= kJapanFiscalMonth ? day.year() : day.year() - 1;
}

int SeasonOf(const DueToken& token) {
  if (token.word == "spring") return kSpring;
  if (token.word == "summer") return kSpring + 1;
  if (token.word == "autumn" || token.word == "fall") return kSpring + 2;
  return token.word == "winter" ? kWinter : 0;
}

// "first" is 1; "last" and "latter" are not counted here.
int OrdinalOf(const DueToken& token) {
  constexpr std::array<absl::string_view, 4> kOrdinals = {"first", "second",
                                                          "third", "fourth"};
  for (std::size_t n = 0; n < kOrdinals.size(); ++n) {
    if (token.word == kOrdinals[n]) return static_cast<int>(n) + 1;
  }
  return token.ordinal && token.number <= 4 ? token.number : 0;
}

bool IsYearNumber(const DueToken& token) {
  return token.digits == 4 && !token.ordinal && token.number >= 1900 &&
         token.number < 2200;
}

}  // namespace

std::string ApproximateEdtf(absl::string_view edtf) {
  const std::size_t slash = edtf.find('/');
  if (slash != absl::string_view::npos) {
    return absl::StrCat(ApproximateEdtf(edtf.substr(0, slash)), "/",
                        ApproximateEdtf(edtf.substr(slash + 1)));
  }
  const bool has = edtf.empty() || edtf == ".." || absl::EndsWith(edtf, "~");
  return absl::StrCat(edtf, has ? "" : "~");
}

int MonthOf(const DueToken& token) {
  for (std::size_t m = 0; m < kMonths.size(); ++m) {
    if (token.capital && token.word == kMonths[m]) {
      return static_cast<int>(m) + 1;
    }
  }
  return 0;
}

DueRead Longer(DueRead a, DueRead b) {
  if (!a.has_value()) return b;
  return b.has_value() && b->next > a->next ? b : a;
}

std::optional<DueDates::Year> DueDates::FiscalYearAt(std::size_t i) const {
  for (const char* prefix : {"jfy", "fy"}) {
    if (!absl::StartsWith(tokens_[i].word, prefix)) continue;
    const DueTokens digits(absl::string_view(tokens_[i].word)
                               .substr(absl::string_view(prefix).size()));
    if (digits.size() == 1 && IsYearNumber(digits[0])) {
      return Year{digits[0].number, false, true, i + 1};
    }
    if (tokens_[i].word == prefix && IsYearNumber(tokens_[i + 1])) {
      return Year{tokens_[i + 1].number, false, true, i + 2};
    }
  }
  if (tokens_.Is(i, "fiscal")) {
    const std::size_t at = i + (tokens_.Is(i + 1, "year") ? 2 : 1);
    if (!IsYearNumber(tokens_[at])) return std::nullopt;
    return Year{tokens_[at].number, false, true, at + 1};
  }
  const absl::civil_year_t now = JapanFiscalYear(reference_);
  for (const char* words :
       {"this fiscal year", "the fiscal year", "the current fiscal year"}) {
    const std::size_t next = tokens_.After(i, words);
    if (next != 0) return Year{now, true, true, next};
  }
  const std::size_t next = tokens_.After(i, "next fiscal year");
  if (next != 0) return Year{now + 1, true, true, next};
  return std::nullopt;
}

// The year in "June 2004", "spring of next year", "the first half of FY2022".
std::optional<DueDates::Year> DueDates::YearAt(std::size_t i) const {
  if (tokens_.Is(i, "of") || tokens_.Is(i, ",") || tokens_.Is(i, "in")) ++i;
  // "In 2000 years" is a distance.
  if (IsYearNumber(tokens_[i]) && !tokens_.Is(i + 1, "years")) {
    return Year{tokens_[i].number, false, false, i + 1};
  }
  const auto fiscal = FiscalYearAt(i);
  if (fiscal.has_value()) return fiscal;
  for (const char* words : {"this year", "the year", "the current year",
                            "current year", "the same year"}) {
    const std::size_t next = tokens_.After(i, words);
    if (next != 0) return Year{reference_.year(), true, false, next};
  }
  for (const char* words : {"next year", "the coming year", "the next year"}) {
    const std::size_t next = tokens_.After(i, words);
    if (next != 0) return Year{reference_.year() + 1, true, false, next};
  }
  const std::size_t next = tokens_.After(i, "last year");
  if (next != 0) return Year{reference_.year() - 1, true, false, next};
  return std::nullopt;
}

DueRead DueDates::WholeYear(std::size_t i) const {
  if (tokens_.Is(i, "of") || tokens_.Is(i, ",") || tokens_.Is(i, "in") ||
      tokens_.Is(i, "last")) {
    return std::nullopt;
  }
  const auto year = YearAt(i);
  if (!year.has_value()) return std::nullopt;
  DuePeriod period = YearPeriod(year->year);
  if (year->fiscal) {
    period = MonthsPeriod(absl::CivilMonth(year->year, kJapanFiscalMonth), 12);
    period.scale = Scale::kYear;
    period.fiscal = true;
  }
  period.relative = year->relative;
  if (!year->relative && !year->fiscal) period.needs = Needs::kPreposition;
  if (tokens_.Is(i, "the")) period.needs = Needs::kLimit;
  return DueMatch{period, year->next};
}

// "first half of next year", "third quarter of 2004", "Q3 2004".
DueRead DueDates::PartOfYear(std::size_t i) const {
  if (tokens_.Is(i, "the")) ++i;
  int part = tokens_.Is(i, "latter") ? 2 : OrdinalOf(tokens_[i]);
  bool half = tokens_.Is(i + 1, "half");
  std::size_t behind = i + 2;
  const std::string& word = tokens_[i].word;
  if (word.size() == 2 && word[0] == 'q' && word[1] >= '1' && word[1] <= '4') {
    part = word[1] - '0';
    half = false;
    behind = i + 1;
  } else if (part == 0 || (!half && !tokens_.Is(i + 1, "quarter"))) {
    return std::nullopt;
  }
  if (half && part > 2) return std::nullopt;
  const auto year = YearAt(behind);
  if (!year.has_value()) {
    // "In the third quarter": of this year, or of the next if it is over. A
    // half without its year may be one of anything.
    if (half || tokens_.Is(behind, "of")) return std::nullopt;
    const int code = kFirstQuarter + part - 1;
    DuePeriod period = Grouping(reference_.year(), code);
    if (period.until < reference_) {
      period = Grouping(reference_.year() + 1, code);
    }
    period.needs = Needs::kPreposition;
    return DueMatch{period, behind};
  }
  const int count = half ? 6 : 3;
  const absl::CivilMonth fiscal(
      year->year, kJapanFiscalMonth + absl::civil_diff_t{count} * (part - 1));
  DuePeriod period =
      year->fiscal ? MonthsPeriod(fiscal, count)
                   : Grouping(year->year,
                              (half ? kFirstHalf : kFirstQuarter) + part - 1);
  period.relative = year->relative;
  period.fiscal = year->fiscal;
  return DueMatch{period, year->next};
}

// Seasons are the northern ones; winter is named by the year it begins in.
DueRead DueDates::Season(std::size_t i) const {
  const bool the = tokens_.Is(i, "the");
  if (the) ++i;
  const int code = SeasonOf(tokens_[i]);
  if (code == 0) return std::nullopt;
  const auto year = YearAt(i + 1);
  if (year.has_value() && !year->fiscal) {
    DuePeriod period = Grouping(year->year, code);
    period.relative = year->relative;
    return DueMatch{period, year->next};
  }
  // "The fall of a town" and "the spring of hope" are no seasons.
  if (tokens_.Is(i + 1, "of")) return std::nullopt;
  absl::civil_year_t at = reference_.year() - 1;
  while (Grouping(at, code).until < reference_) ++at;
  DuePeriod period = Grouping(at, code);
  period.needs = Needs::kPreposition;
  return DueMatch{period, i + 1};
}

DueRead DueDates::Month(std::size_t i) const {
  const int month = MonthOf(tokens_[i]);
  if (month == 0) return std::nullopt;
  const auto year = YearAt(i + 1);
  if (year.has_value() && !year->fiscal) {
    DuePeriod period = MonthPeriod(absl::CivilMonth(year->year, month));
    period.relative = year->relative;
    return DueMatch{period, year->next};
  }
  // A day that is none, as in "February 30", does not leave a month.
  if (tokens_[i + 1].digits == 1 || tokens_[i + 1].digits == 2) {
    return std::nullopt;
  }
  const bool ahead = month > reference_.month();
  DuePeriod period =
      MonthPeriod(absl::CivilMonth(reference_.year() + (ahead ? 0 : 1), month));
  period.needs = Needs::kPreposition;
  period.year_open = true;
  return DueMatch{period, i + 1};
}

// "next week", "this June", "the coming spring".
DueRead DueDates::ThisOrNext(std::size_t i) const {
  if (tokens_.Is(i, "the")) ++i;
  const bool coming = tokens_.Is(i, "coming") || tokens_.Is(i, "upcoming");
  const bool next = tokens_.Is(i, "next");
  const bool current = tokens_.Is(i, "this") || tokens_.Is(i, "current");
  if (!coming && !next && !current) return std::nullopt;
  const DueToken& named = tokens_[i + 1];
  // "The coming weeks" have no end.
  if (coming && MonthOf(named) == 0 && SeasonOf(named) == 0) {
    return std::nullopt;
  }
  DuePeriod period;
  const absl::civil_diff_t step = next ? 1 : 0;
  if (MonthOf(named) != 0) {
    const DueRead month = Month(i + 1);
    if (!month.has_value() || !month->period.year_open) return std::nullopt;
    period =
        next || coming
            ? month->period
            : MonthPeriod(absl::CivilMonth(reference_.year(), MonthOf(named)));
  } else if (SeasonOf(named) != 0) {
    const bool in_winter = SeasonOf(named) == kWinter && reference_.month() < 3;
    period = Grouping(reference_.year() + step - (in_winter ? 1 : 0),
                      SeasonOf(named));
    if (coming) {
      const DueRead season = Season(i + 1);
      if (!season.has_value()) return std::nullopt;
      period = season->period;
    }
  } else if (named.word == "week") {
    period = WeekWith(reference_ + 7 * step);
  } else if (named.word == "weekend") {
    const DuePeriod week = WeekWith(reference_ + 7 * step);
    period = DayPeriod(week.from + 5, week.until);
  } else if (named.word == "month") {
    period = MonthPeriod(absl::CivilMonth(reference_) + step);
  } else if (named.word == "quarter") {
    const absl::CivilMonth month = absl::CivilMonth(reference_) + 3 * step;
    period = Grouping(month.year(), kFirstQuarter + (month.month() - 1) / 3);
  } else {
    return std::nullopt;
  }
  period.needs = Needs::kNothing;
  period.year_open = false;
  return DueMatch{period, i + 2};
}

// "the month", "the week": only a limit makes a time of them.
DueRead DueDates::TheUnit(std::size_t i) const {
  if (!tokens_.Is(i, "the") && !tokens_.Is(i, "current")) return std::nullopt;
  if (tokens_.Is(i, "the") && tokens_.Is(i + 1, "current")) ++i;
  DuePeriod period;
  if (tokens_.Is(i + 1, "month")) {
    period = MonthPeriod(absl::CivilMonth(reference_));
  } else if (tokens_.Is(i + 1, "week")) {
    period = WeekWith(reference_);
  } else {
    return std::nullopt;
  }
  period.needs = Needs::kLimit;
  return DueMatch{period, i + 2};
}

DueRead DueDates::Base(std::size_t i) const {
  DueRead best = WholeYear(i);
  best = Longer(best, PartOfYear(i));
  best = Longer(best, Season(i));
  best = Longer(best, Month(i));
  best = Longer(best, ThisOrNext(i));
  return Longer(best, TheUnit(i));
}

DueRead DueDates::Period(std::size_t i) const {
  DueRead best = Base(i);
  best = Longer(best, MonthRange(i, false));
  best = Longer(best, EarlyMidLate(i));
  best = Longer(best, StartOrMiddleOf(i));
  best = Longer(best, EndOf(i));
  best = Longer(best, HalfOrWeekOfMonth(i));
  best = Longer(best, LaterIn(i));
  return Longer(best, DayOrDays(i));
}

DueRead DueDates::Between(std::size_t i) const {
  return Longer(MonthRange(i, true), MonthDay(i, true));
}

}  // namespace chancery
