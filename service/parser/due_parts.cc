// The parts of months, weeks and years that readouts name without giving days.
// EDTF has no codes for the early, middle and late part of a month; they are
// written as approximate days: 1 to 10, 11 to 20, and 21 to the end. Those of a
// year are its quadrimesters, approximately.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/parser/due_dates.h"

namespace chancery {
namespace {

using Scale = DuePeriod::Scale;
using Needs = DuePeriod::Needs;

constexpr int kFirstThird = 37;  // EDTF: the first four months of a year.
constexpr int kDayOfMonthMax = 31;
constexpr int kDistanceMax = 1000;  // Nobody plans further ahead.

// The last part that lies between two days, as written: "from~/until~".
DuePeriod Approximate(absl::CivilDay from, absl::CivilDay until) {
  DuePeriod period = DayPeriod(from, until);
  period.edtf = ApproximateEdtf(period.edtf);
  return period;
}

DuePeriod ApproximateMonth(absl::CivilMonth month) {
  DuePeriod period;
  period.scale = Scale::kMonth;
  period.from = absl::CivilDay(month);
  period.until = absl::CivilDay(month + 1) - 1;
  period.edtf = absl::StrFormat("%04d-%02d~", month.year(), month.month());
  return period;
}

// The first and last third that the words name: 0 early, 1 mid, 2 late.
struct Thirds {
  int first = 0;
  int last = 0;
  std::size_t next = 0;
};

int ThirdOf(const DueToken& token) {
  if (token.word == "early") return 0;
  if (token.word == "mid") return 1;
  return token.word == "late" ? 2 : -1;
}

// "mid-", "early to mid-", "late in".
std::optional<Thirds> ThirdsAt(const DueTokens& tokens, std::size_t i) {
  const int first = ThirdOf(tokens[i]);
  if (first < 0) return std::nullopt;
  Thirds thirds{first, first, i + 1};
  std::size_t at = i + 1;
  while (tokens.Is(at, "-") || tokens.Is(at, "to") || tokens.Is(at, "or")) ++at;
  if (at <= i + 3 && ThirdOf(tokens[at]) > first) {
    thirds.last = ThirdOf(tokens[at]);
    thirds.next = at + 1;
  }
  if (tokens.Is(thirds.next, "-") || tokens.Is(thirds.next, "in")) {
    ++thirds.next;
  }
  return thirds;
}

DuePeriod ThirdsOfYear(const DuePeriod& year, const Thirds& thirds) {
  const absl::CivilMonth january(year.from);
  DuePeriod period;
  period.scale = Scale::kMonths;
  constexpr absl::civil_diff_t kMonths = 4;
  period.from = absl::CivilDay(january + kMonths * thirds.first);
  period.until = absl::CivilDay(january + kMonths * (thirds.last + 1)) - 1;
  const auto code = [&](int third) {
    return absl::StrFormat("%04d-%02d~", year.from.year(), kFirstThird + third);
  };
  period.edtf = code(thirds.first);
  if (thirds.last != thirds.first) {
    absl::StrAppend(&period.edtf, "/", code(thirds.last));
  }
  return period;
}

// Early in the week is Monday and Tuesday, its middle Wednesday and Thursday.
DuePeriod ThirdsOfWeek(const DuePeriod& week, const Thirds& thirds) {
  constexpr std::array<int, 4> kStarts = {0, 2, 4, 7};
  return Approximate(week.from + kStarts[thirds.first],
                     week.from + kStarts[thirds.last + 1] - 1);
}

std::size_t SkipThe(const DueTokens& tokens, std::size_t i) {
  return tokens.Is(i, "the") ? i + 1 : i;
}

}  // namespace

DuePeriod DueDates::Piece(const DuePeriod& base, int first, int last) const {
  absl::CivilMonth month(base.from);
  const auto cut = [&](absl::CivilMonth of) {
    const int length = (absl::CivilDay(of + 1) - 1).day();
    return Approximate(absl::CivilDay(of) + (std::min(first, length) - 1),
                       absl::CivilDay(of) + (std::min(last, length) - 1));
  };
  DuePeriod piece = cut(month);
  if (base.year_open && cut(month - 12).until >= reference_) {
    piece = cut(month - 12);
  }
  piece.relative = base.relative;
  return piece;
}

std::optional<DuePeriod> DueDates::ThirdsOf(const DuePeriod& base, int first,
                                            int last) const {
  if (base.fiscal) return std::nullopt;
  switch (base.scale) {
    case Scale::kDay:
      return std::nullopt;
    case Scale::kWeek:
      return ThirdsOfWeek(base, {first, last, 0});
    case Scale::kMonth:
      return Piece(base, 1 + 10 * first,
                   last == 2 ? kDayOfMonthMax : 10 + 10 * last);
    case Scale::kMonths: {
      // Of a season or a quarter, a third is a month.
      const absl::CivilMonth month(base.from);
      const bool three = absl::CivilMonth(base.until) - month == 2;
      if (!three || first != last) return std::nullopt;
      return ApproximateMonth(month + first);
    }
    case Scale::kYear:
      return ThirdsOfYear(base, {first, last, 0});
  }
  return std::nullopt;
}

DueRead DueDates::EarlyMidLate(std::size_t i) const {
  const std::optional<Thirds> thirds = ThirdsAt(tokens_, i);
  if (!thirds.has_value()) return std::nullopt;
  const DueRead base = Base(thirds->next);
  if (!base.has_value()) return std::nullopt;
  auto period = ThirdsOf(base->period, thirds->first, thirds->last);
  if (!period.has_value()) return std::nullopt;
  period->relative = base->period.relative;
  return DueMatch{*period, base->next};
}

// "the beginning of June", "the middle of next year".
DueRead DueDates::StartOrMiddleOf(std::size_t i) const {
  i = SkipThe(tokens_, i);
  const bool middle = tokens_.Is(i, "middle");
  const bool start = tokens_.Is(i, "beginning") || tokens_.Is(i, "start");
  if ((!start && !middle) || !tokens_.Is(i + 1, "of")) return std::nullopt;
  DueRead base = Base(i + 2);
  if (!base.has_value() && tokens_.Is(i + 2, "month")) base = BareUnit(i + 2);
  if (!base.has_value()) return std::nullopt;
  const absl::CivilDay first = base->period.from;
  std::optional<DuePeriod> period = ApproximateMonth(absl::CivilMonth(first));
  if (middle) {
    period = ThirdsOf(base->period, 1, 1);
  } else if (base->period.scale == Scale::kWeek) {
    period = Approximate(first, first);
  } else if (base->period.scale == Scale::kMonth) {
    period = Piece(base->period, 1, 10);
  }
  if (!period.has_value()) return std::nullopt;
  period->relative = base->period.relative;
  period->fiscal = base->period.fiscal;
  return DueMatch{*period, base->next};
}

// "the end of June", said of the days about it and not of the last one.
DueRead DueDates::EndOf(std::size_t i) const {
  const DueRead last = LastDay(i);
  if (!last.has_value()) return std::nullopt;
  const absl::CivilDay day = last->period.until;
  DuePeriod period = ApproximateMonth(absl::CivilMonth(day));
  if (last->period.scale == Scale::kWeek) {
    period = Approximate(day - 2, day);
  } else if (last->period.scale == Scale::kMonth) {
    period = Approximate(absl::CivilDay(absl::CivilMonth(day)) + 20, day);
  }
  period.relative = last->period.relative;
  period.fiscal = last->period.fiscal;
  return DueMatch{period, last->next};
}

// "month", "year", without an article: the running one.
DueRead DueDates::BareUnit(std::size_t i) const {
  const bool year = tokens_.Is(i, "year");
  if (!year && !tokens_.Is(i, "month")) return std::nullopt;
  DuePeriod period = ApproximateMonth(absl::CivilMonth(
      reference_.year(), year ? 12 : static_cast<int>(reference_.month())));
  if (year) period.scale = Scale::kYear;
  return DueMatch{period, i + 1};
}

DueRead DueDates::LastDay(std::size_t i) const {
  i = SkipThe(tokens_, i);
  DueRead base;
  const bool hyphen = tokens_.Is(i + 1, "-");
  if (tokens_.Is(i, "end") || tokens_.Is(i, "close")) {
    if (!hyphen && !tokens_.Is(i + 1, "of")) return std::nullopt;
    base = Base(i + 2);
    // "At the end of month": this one's.
    if (!base.has_value()) base = BareUnit(i + 2);
  } else if (tokens_.Is(i + (hyphen ? 2 : 1), "end")) {
    base = BareUnit(i);
    if (base.has_value()) base->next = i + (hyphen ? 3 : 2);
  }
  if (!base.has_value()) return std::nullopt;
  DuePeriod& period = base->period;
  // The end of the running month lies ahead, though its beginning does not.
  const absl::CivilDay running =
      absl::CivilDay(absl::CivilMonth(period.until) - 11) - 1;
  if (period.year_open && running >= reference_) period.until = running;
  period.from = period.until;
  period.edtf = DayEdtf(period.until);
  period.needs = Needs::kNothing;
  period.year_open = false;
  return base;
}

// "June to August", "November-January", "June and July 2004" behind "between".
DueRead DueDates::MonthRange(std::size_t i, bool between) const {
  const DueRead first = Month(i);
  if (!first.has_value()) return std::nullopt;
  std::size_t joint = first->next;
  const bool joined = tokens_.Is(joint, "to") || tokens_.Is(joint, "through") ||
                      tokens_.Is(joint, "-") ||
                      (between && tokens_.Is(joint, "and"));
  const DueRead last = joined ? Month(joint + 1) : std::nullopt;
  if (!last.has_value()) return std::nullopt;
  absl::CivilMonth from(first->period.from);
  absl::CivilMonth until(last->period.from);
  if (first->period.year_open && !last->period.year_open) {
    from = absl::CivilMonth(until.year(), from.month());
    if (from > until) from -= 12;
  } else if (until < from) {
    until += 12;
  }
  const auto count = until - from + 1;
  if (count < 2 || count > 24) return std::nullopt;
  DuePeriod period = MonthsPeriod(from, static_cast<int>(count));
  period.relative = last->period.relative;
  return DueMatch{period, last->next};
}

// "the first half of June", "the last week of next month".
DueRead DueDates::HalfOrWeekOfMonth(std::size_t i) const {
  i = SkipThe(tokens_, i);
  const bool half = tokens_.Is(i + 1, "half");
  if ((!half && !tokens_.Is(i + 1, "week")) || !tokens_.Is(i + 2, "of")) {
    return std::nullopt;
  }
  constexpr std::array<absl::string_view, 4> kOrdinals = {"first", "second",
                                                          "third", "fourth"};
  int part = 0;
  for (int n = 0; n < 4; ++n) {
    if (tokens_.Is(i, kOrdinals[n])) part = n + 1;
  }
  const bool last = tokens_.Is(i, "last") || tokens_.Is(i, "final");
  if (half && tokens_.Is(i, "latter")) part = 2;
  if ((part == 0 && (half || !last)) || (half && part > 2)) return std::nullopt;
  const DueRead base = Base(i + 3);
  if (!base.has_value() || base->period.scale != Scale::kMonth) {
    return std::nullopt;
  }
  int from = 7 * (part - 1) + 1;
  int until = 7 * part;
  if (half) {
    from = part == 1 ? 1 : 16;
    until = part == 1 ? 15 : kDayOfMonthMax;
  } else if (last) {
    from = base->period.until.day() - 6;
    until = kDayOfMonthMax;
  }
  return DueMatch{Piece(base->period, from, until), base->next};
}

// "later this year", "later in June", "the rest of the month": what is left.
DueRead DueDates::LaterIn(std::size_t i) const {
  i = SkipThe(tokens_, i);
  std::size_t at = i + 1;
  if (tokens_.Is(i, "rest") || tokens_.Is(i, "remainder")) {
    if (!tokens_.Is(at, "of")) return std::nullopt;
    ++at;
  } else if (!tokens_.Is(i, "later")) {
    return std::nullopt;
  } else if (tokens_.Is(at, "on")) {
    ++at;
  }
  if (tokens_.Is(at, "in")) ++at;
  DueRead base = Base(at);
  if (!base.has_value()) {
    base = NearDay(at);
    return base;
  }
  DuePeriod& period = base->period;
  const absl::CivilMonth now(reference_);
  if (period.year_open && absl::CivilMonth(period.from) - 12 == now) {
    period.from = absl::CivilDay(now);
    period.until = absl::CivilDay(now + 1) - 1;
  }
  if (period.from <= reference_ && reference_ <= period.until) {
    period.from = reference_;
    period.edtf = DayPeriod(period.from, period.until).edtf;
  }
  period.needs = Needs::kNothing;
  return base;
}

DueRead DueDates::Distance(std::size_t i) const {
  for (const char* word : {"next", "coming", "following"}) {
    if (tokens_.Is(i, word)) {
      ++i;
      break;
    }
  }
  int count = tokens_[i].number;
  if (tokens_.Is(i, "a") || tokens_.Is(i, "an")) count = 1;
  if (count < 1 || count > kDistanceMax || tokens_[i].ordinal) {
    return std::nullopt;
  }
  const std::string& unit = tokens_[i + 1].word;
  DuePeriod period;
  if (unit == "day" || unit == "days") {
    period = DayPeriod(reference_ + count, reference_ + count);
  } else if (unit == "hours") {
    const int days = (count + 23) / 24;
    period = DayPeriod(reference_ + days, reference_ + days);
  } else if (unit == "week" || unit == "weeks") {
    const absl::CivilDay day = reference_ + absl::civil_diff_t{7} * count;
    period = DayPeriod(day, day);
  } else if (unit == "fortnight") {
    period = DayPeriod(reference_ + 14, reference_ + 14);
  } else if (unit == "month" || unit == "months") {
    period = ApproximateMonth(absl::CivilMonth(reference_) + count);
  } else if (unit == "year" || unit == "years") {
    const absl::civil_year_t year = reference_.year() + count;
    period.scale = Scale::kYear;
    period.from = absl::CivilDay(year, 1, 1);
    period.until = absl::CivilDay(year, 12, 31);
    period.edtf = absl::StrFormat("%04d", year);
  } else {
    return std::nullopt;
  }
  period.edtf = ApproximateEdtf(period.edtf);
  return DueMatch{period, i + 2};
}

}  // namespace chancery
