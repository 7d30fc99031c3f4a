#include "service/parser/due.h"

#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/parser/due_dates.h"
#include "service/parser/due_words.h"

namespace chancery {
namespace {

using Needs = DuePeriod::Needs;

constexpr absl::string_view kJapanFiscalCalendar = "JP-FY";

// An expression in tokens. `skip` marks a past time: passed over as a whole.
struct Match {
  DueExpression expression;
  std::size_t next = 0;
  bool skip = false;
};

Match Dated(const DuePeriod& period, std::string edtf, std::size_t next) {
  Match match;
  match.expression.edtf = std::move(edtf);
  match.expression.basis =
      period.relative ? v1::DUE_BASIS_RELATIVE : v1::DUE_BASIS_ABSOLUTE;
  if (period.fiscal) {
    absl::StrAppend(&match.expression.calendar, kJapanFiscalCalendar);
  }
  match.next = next;
  return match;
}

// The right end of an EDTF interval; the whole of anything else.
std::string RightEnd(const std::string& edtf) {
  const std::size_t slash = edtf.find('/');
  return slash == std::string::npos ? edtf : edtf.substr(slash + 1);
}

// Reads one expression of time at a time, the longest that begins at a token.
class DueFinder {
 public:
  DueFinder(absl::string_view clause, absl::CivilDay reference)
      : clause_(clause), tokens_(clause), dates_(tokens_, reference) {}

  std::vector<DueExpression> Find() const {
    std::vector<DueExpression> found;
    for (std::size_t i = 0; i < tokens_.size();) {
      std::optional<Match> match = Longest(i);
      if (!match.has_value()) {
        ++i;
        continue;
      }
      match->expression.begin = tokens_[i].begin;
      match->expression.end = tokens_[match->next - 1].end;
      if (!match->skip) found.push_back(std::move(match->expression));
      i = match->next;
    }
    return found;
  }

 private:
  using Read = std::optional<Match>;

  Read Longest(std::size_t i) const {
    Read best = Past(i);
    for (Read read : {Deadline(i), Before(i), After(i), FromTo(i),
                      InDistance(i), InPeriod(i), Urgency(i), Event(i)}) {
      if (read.has_value() && (!best.has_value() || read->next > best->next)) {
        best = std::move(read);
      }
    }
    return best;
  }

  // "last week", "yesterday", "two weeks ago", "since June".
  Read Past(std::size_t i) const {
    Match match;
    match.skip = true;
    const DueRead distance = dates_.Distance(i);
    if (distance.has_value() && (tokens_.Is(distance->next, "ago") ||
                                 tokens_.Is(distance->next, "earlier"))) {
      match.next = distance->next + 1;
      return match;
    }
    if (tokens_.Is(i, "yesterday")) match.next = i + 1;
    if (tokens_.Is(i, "since")) {
      const DueRead period = dates_.Period(i + 1);
      if (period.has_value()) match.next = period->next;
    }
    if (tokens_.Is(i, "last")) {
      const DueToken& unit = tokens_[i + 1];
      const bool date = MonthOf(unit) != 0 || unit.word == "week" ||
                        unit.word == "month" || unit.word == "year" ||
                        dates_.Period(i + 1).has_value();
      // "The last week of June" may lie ahead.
      if (date && !tokens_.Is(i + 2, "of")) match.next = i + 2;
    }
    if (match.next == 0) return std::nullopt;
    return match;
  }

  // "by June", "no later than June 23", "until the end of the month", "within
  // the year", "within two weeks".
  Read Deadline(std::size_t i) const {
    std::size_t at = 0;
    for (const char* words :
         {"by", "until", "till", "no later than", "not later than",
          "by no later than", "at the latest by", "within", "by the time of"}) {
      at = std::max(at, tokens_.After(i, words));
    }
    if (at == 0) return std::nullopt;
    if (tokens_.Is(i, "within") || tokens_.Is(at - 1, "within")) {
      const std::size_t the = tokens_.Is(at, "the") ? at + 1 : at;
      const DueRead distance = dates_.Distance(the);
      if (distance.has_value()) return UpTo(*distance);
    }
    DueRead period = dates_.LastDay(at);
    if (!period.has_value()) period = dates_.Period(at);
    if (!period.has_value()) return std::nullopt;
    if (period->period.needs == Needs::kLimit && !tokens_.Is(i, "within")) {
      return std::nullopt;
    }
    return UpTo(*period);
  }

  Match UpTo(const DueMatch& match) const {
    const DuePeriod& period = match.period;
    const bool limit = period.needs == Needs::kLimit;
    return Dated(period,
                 absl::StrCat("../", limit ? DayEdtf(period.until)
                                           : RightEnd(period.edtf)),
                 match.next);
  }

  Read Before(std::size_t i) const {
    std::size_t at = 0;
    for (const char* words :
         {"before", "prior to", "ahead of", "in advance of"}) {
      at = std::max(at, tokens_.After(i, words));
    }
    if (at == 0) return std::nullopt;
    const DueRead last = dates_.LastDay(at);
    if (last.has_value()) return UpTo(*last);
    const DueRead period = dates_.Period(at);
    if (!period.has_value()) return std::nullopt;
    if (period->period.needs == Needs::kLimit) return std::nullopt;
    return Dated(period->period,
                 absl::StrCat("../", DayEdtf(period->period.from - 1)),
                 period->next);
  }

  Read After(std::size_t i) const {
    const bool from = tokens_.Is(i, "from") || tokens_.After(i, "as of") != 0;
    if (!from && !tokens_.Is(i, "after")) return std::nullopt;
    const std::size_t at = tokens_.After(i, "as of") != 0 ? i + 2 : i + 1;
    const DueRead period = dates_.Period(at);
    if (!period.has_value() || period->period.needs == Needs::kLimit) {
      return std::nullopt;
    }
    // "From June 23 to 25" and "from next year" are their own times.
    if (from) {
      const bool whole = period->period.edtf.find('/') != std::string::npos;
      return Dated(period->period,
                   absl::StrCat(period->period.edtf, whole ? "" : "/.."),
                   period->next);
    }
    return Dated(period->period,
                 absl::StrCat(DayEdtf(period->period.until + 1), "/.."),
                 period->next);
  }

  // "between June 23 and 25", "from tomorrow to Friday".
  Read FromTo(std::size_t i) const {
    if (tokens_.Is(i, "between")) {
      const DueRead between = dates_.Between(i + 1);
      if (!between.has_value()) return std::nullopt;
      return Dated(between->period, between->period.edtf, between->next);
    }
    if (!tokens_.Is(i, "from")) return std::nullopt;
    const DueRead first = dates_.Period(i + 1);
    if (!first.has_value()) return std::nullopt;
    if (!tokens_.Is(first->next, "to") && !tokens_.Is(first->next, "until") &&
        !tokens_.Is(first->next, "through")) {
      return std::nullopt;
    }
    const DueRead last = dates_.Period(first->next + 1);
    if (!last.has_value() || last->period.until < first->period.from ||
        last->period.needs == Needs::kLimit ||
        first->period.needs == Needs::kLimit ||
        first->period.edtf.find('/') != std::string::npos) {
      return std::nullopt;
    }
    DuePeriod both = last->period;
    both.relative = both.relative || first->period.relative;
    return Dated(
        both,
        absl::StrCat(first->period.edtf, "/", RightEnd(last->period.edtf)),
        last->next);
  }

  // "in two weeks' time", "two weeks from now".
  Read InDistance(std::size_t i) const {
    const bool in =
        tokens_.Is(i, "in") || tokens_.Is(i, "over") || tokens_.Is(i, "during");
    std::size_t at = in ? i + 1 : i;
    // "Over three weeks" lasts; "over the next three weeks" dates.
    if (in && tokens_.Is(at, "the")) ++at;
    const bool ahead = tokens_.Is(at, "next") || tokens_.Is(at, "coming");
    if (in && !tokens_.Is(i, "in") && !ahead) return std::nullopt;
    const DueRead distance = dates_.Distance(at);
    if (!distance.has_value()) return std::nullopt;
    std::size_t next = distance->next;
    const std::size_t now = std::max(tokens_.After(next, "from now"),
                                     tokens_.After(next, "from today"));
    if (now != 0) {
      next = now;
    } else if (!in || tokens_.Is(next, "of")) {
      return std::nullopt;  // "In a week of talks" measures, and dates nothing.
    } else if (tokens_.Is(next, "time")) {
      ++next;
    }
    if (ahead) {
      // "In the next three weeks" is all the time until then.
      return Dated(
          distance->period,
          absl::StrCat(DayEdtf(dates_.reference()), "/", distance->period.edtf),
          next);
    }
    return Dated(distance->period, distance->period.edtf, next);
  }

  Read InPeriod(std::size_t i) const {
    bool around = false;
    const std::size_t at = Preposition(i, around);
    const DueRead period = dates_.Period(at);
    if (!period.has_value()) return std::nullopt;
    const Needs needs = period->period.needs;
    if (needs == Needs::kLimit) return std::nullopt;
    if (needs == Needs::kPreposition && at == i) return std::nullopt;
    const std::string& edtf = period->period.edtf;
    return Dated(period->period, around ? ApproximateEdtf(edtf) : edtf,
                 period->next);
  }

  // The place behind the words that may lead a time in; `i` if there are none.
  std::size_t Preposition(std::size_t i, bool& around) const {
    std::size_t at = i;
    for (const char* words :
         {"in", "on", "at", "during", "throughout", "for", "over", "of",
          "sometime in", "some time in", "as early as in", "as early as",
          "in the course of", "in or", "toward", "towards"}) {
      at = std::max(at, tokens_.After(i, words));
    }
    for (const char* words : {"around", "about", "approximately", "circa"}) {
      const std::size_t behind = tokens_.After(at, words);
      if (behind == 0) continue;
      around = true;
      at = behind;
      if (tokens_.Is(at, "the") && tokens_.Is(at + 1, "end")) break;
    }
    return at;
  }

  Read Urgency(std::size_t i) const {
    Match match;
    match.next = UrgencyAt(tokens_, i);
    if (match.next == 0) return std::nullopt;
    for (std::size_t at = i; at < match.next; ++at) {
      absl::StrAppend(&match.expression.urgency, at == i ? "" : " ",
                      tokens_[at].word);
    }
    return match;
  }

  Read Event(std::size_t i) const {
    const auto event = EventAt(tokens_, i);
    if (!event.has_value()) return std::nullopt;
    // "At next week's meeting": the date says when.
    for (const std::size_t at : {event->begin, event->begin - 1}) {
      const DueRead period = dates_.Period(at);
      if (period.has_value() && period->period.needs == Needs::kNothing) {
        return std::nullopt;
      }
    }
    Match match;
    const std::size_t begin = tokens_[event->begin].begin;
    absl::StrAppend(&match.expression.event,
                    clause_.substr(begin, tokens_[event->end - 1].end - begin));
    match.expression.basis = v1::DUE_BASIS_EVENT;
    match.next = event->end;
    return match;
  }

  const absl::string_view clause_;
  const DueTokens tokens_;
  const DueDates dates_;
};

}  // namespace

std::vector<DueExpression> FindDueExpressions(absl::string_view clause,
                                              absl::CivilDay reference) {
  return DueFinder(clause, reference).Find();
}

}  // namespace chancery
