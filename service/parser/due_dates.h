#ifndef CHANCERY_SERVICE_PARSER_DUE_DATES_H_
#define CHANCERY_SERVICE_PARSER_DUE_DATES_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "service/parser/due_tokens.h"

namespace chancery {

// A period of time as its words name it.
struct DuePeriod {
  // How large it is, which decides what "early" and "the end of" mean.
  enum class Scale { kDay, kWeek, kMonth, kMonths, kYear };
  // What it must stand behind: "June" an "in", "the year" an "end of".
  enum class Needs { kNothing, kPreposition, kLimit };

  Scale scale = Scale::kDay;
  absl::CivilDay from;
  absl::CivilDay until;
  std::string edtf;
  Needs needs = Needs::kNothing;
  bool relative = true;    // It depends on the reference date.
  bool fiscal = false;     // It was counted in Japan's fiscal years.
  bool year_open = false;  // No year was named: the coming one was taken.
};

// A period and the place behind its last token.
struct DueMatch {
  DuePeriod period;
  std::size_t next = 0;
};
using DueRead = std::optional<DueMatch>;

// "YYYY-MM-DD".
std::string DayEdtf(absl::CivilDay day);

// Appends "~" to each end of an EDTF expression that has none.
std::string ApproximateEdtf(absl::string_view edtf);

// Reads periods of time off a clause's tokens, counted from `reference`. Each
// method looks at a bounded number of tokens from `i` on, and returns nullopt
// when what stands there is none. `tokens` must outlive the reader.
class DueDates {
 public:
  DueDates(const DueTokens& tokens, absl::CivilDay reference)
      : tokens_(tokens), reference_(reference) {}

  absl::CivilDay reference() const { return reference_; }

  // The longest period at `i`, without its preposition: "June 23 to 25",
  // "early next year", "the first half of FY2022", "tomorrow".
  DueRead Period(std::size_t i) const;

  // "the end of June", "year-end": the one last day.
  DueRead LastDay(std::size_t i) const;

  // "two weeks", "a month": the time that far ahead, as exact as its unit.
  DueRead Distance(std::size_t i) const;

  // "June 23 and 25", "June and August", as they stand behind "between".
  DueRead Between(std::size_t i) const;

 private:
  struct Year;
  struct DayInYear;

  // due_dates.cc: years, months, weeks, and parts of them.
  std::optional<Year> YearAt(std::size_t i) const;
  std::optional<Year> FiscalYearAt(std::size_t i) const;
  DueRead Base(std::size_t i) const;
  DueRead WholeYear(std::size_t i) const;
  DueRead PartOfYear(std::size_t i) const;
  DueRead Season(std::size_t i) const;
  DueRead Month(std::size_t i) const;
  DueRead MonthRange(std::size_t i, bool between) const;
  DueRead ThisOrNext(std::size_t i) const;
  DueRead TheUnit(std::size_t i) const;
  DueRead EarlyMidLate(std::size_t i) const;
  DueRead StartOrMiddleOf(std::size_t i) const;
  DueRead EndOf(std::size_t i) const;
  DueRead BareUnit(std::size_t i) const;
  // The thirds of `base` from `first` to `last`: 0 early, 1 mid, 2 late.
  std::optional<DuePeriod> ThirdsOf(const DuePeriod& base, int first,
                                    int last) const;
  DueRead HalfOrWeekOfMonth(std::size_t i) const;
  DueRead LaterIn(std::size_t i) const;
  // Cuts a piece out of `base`; takes the running month where `base` was put
  // into the coming year and the piece still lies ahead.
  DuePeriod Piece(const DuePeriod& base, int first, int last) const;

  // due_days.cc: single days and ranges of days.
  DueRead DayOrDays(std::size_t i) const;
  DueRead IsoDate(std::size_t i) const;
  DueRead MonthDay(std::size_t i, bool between) const;
  DueRead DayMonth(std::size_t i) const;
  DueRead DayAlone(std::size_t i) const;
  DueRead Weekday(std::size_t i) const;
  DueRead NearDay(std::size_t i) const;
  DueRead WeekOf(std::size_t i) const;
  DueRead NthWeekday(std::size_t i) const;
  DueRead LastDayOf(std::size_t i) const;
  DueRead Days(const DayInYear& first, const DayInYear& last,
               std::size_t next) const;

  const DueTokens& tokens_;
  const absl::CivilDay reference_;
};

// What the readers of days and of months share.

// 1 to 12 if the token names a month, else 0.
int MonthOf(const DueToken& token);
// The period of a week, Monday to Sunday, that holds `day`.
DuePeriod WeekWith(absl::CivilDay day);
// `count` whole months, as an interval.
DuePeriod MonthsPeriod(absl::CivilMonth first, int count);
// The days from `from` to `until`, as an EDTF day or interval.
DuePeriod DayPeriod(absl::CivilDay from, absl::CivilDay until);
// The longer of two reads; the first if they are equally long.
DueRead Longer(DueRead a, DueRead b);

// A year as its words name it, and the place behind them.
struct DueDates::Year {
  absl::civil_year_t year = 0;
  bool relative = false;
  bool fiscal = false;
  std::size_t next = 0;
};

// A day of the year; the month is 0 where it stands at the other end of a
// range.
struct DueDates::DayInYear {
  int month = 0;
  int day = 0;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_DUE_DATES_H_
