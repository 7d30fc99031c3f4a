#include "service/parser/due_words.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace chancery {
namespace {

// Longer names of events are cut; none was met.
constexpr std::size_t kEventTokensMax = 16;

constexpr auto kUrgencies =
    std::to_array<absl::string_view>({"as early as possible",
                                      "as quickly as possible",
                                      "as rapidly as possible",
                                      "as soon as possible",
                                      "as soon as practicable",
                                      "at an early date",
                                      "at an early occasion",
                                      "at an early opportunity",
                                      "at an early stage",
                                      "at an early time",
                                      "at an early timing",
                                      "at the earliest",
                                      "at the earliest date",
                                      "at the earliest occasion",
                                      "at the earliest opportunity",
                                      "at the earliest possible date",
                                      "at the earliest possible opportunity",
                                      "at the earliest possible time",
                                      "at the earliest possible timing",
                                      "at the earliest time",
                                      "at the earliest timing",
                                      "at the soonest",
                                      "before long",
                                      "expeditiously",
                                      "immediately",
                                      "in a timely manner",
                                      "in due course",
                                      "in the near future",
                                      "in the not too distant future",
                                      "in the very near future",
                                      "promptly",
                                      "quickly",
                                      "shortly",
                                      "soon",
                                      "speedily",
                                      "swiftly",
                                      "urgently",
                                      "without delay",
                                      "without further delay"});

constexpr auto kVagueUnits = std::to_array<absl::string_view>(
    {"days", "weeks", "months", "years", "week", "month", "year"});

// "an early visit" is haste; these are not.
constexpr auto kNotEarly = std::to_array<absl::string_view>(
    {"warning", "stage", "stages", "childhood", "phase", "morning", "days",
     "as", "on", "in", "and", "or", "part", "to", "mid", "next", "this"});

constexpr auto kEventHeads = std::to_array<absl::string_view>(
    {"accession",    "anniversary",  "apec",          "arf",
     "asem",         "assembly",     "ceremony",      "commission",
     "conference",   "consultation", "consultations", "cop",
     "council",      "dialogue",     "election",      "elections",
     "exhibition",   "expo",         "forum",         "g20",
     "g7",           "g8",           "games",         "gathering",
     "inauguration", "meeting",      "meetings",      "olympics",
     "opening",      "round",        "session",       "summit",
     "symposium",    "talks",        "ticad",         "trip",
     "unga",         "visit",        "week",          "workshop"});

constexpr auto kStops = std::to_array<absl::string_view>(
    {"in",     "on",    "at",        "and",    "with",    "by",     "when",
     "which",  "that",  "who",       "where",  "to",      "for",    "from",
     "as",     "was",   "is",        "are",    "will",    "would",  "were",
     "be",     "held",  "scheduled", "next",   "this",    "after",  "before",
     "during", "later", "has",       "have",   "had",     "but",    "or",
     "while",  "they",  "both",      "should", "planned", "slated", "due",
     "hosted", "early", "mid",       "late",   "around"});

// What may stand before the name of an event and is no part of it.
constexpr auto kArticles = std::to_array<absl::string_view>(
    {"the", "a", "an", "his", "her", "its", "their", "our", "upcoming",
     "forthcoming", "planned", "coming"});

bool Has(absl::Span<const absl::string_view> words, absl::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsWord(const DueToken& token) {
  return !token.word.empty() && absl::ascii_isalnum(token.word[0]);
}

// "in the coming weeks", "over the next few days", "in the weeks ahead".
std::size_t VagueSpan(const DueTokens& tokens, std::size_t i) {
  bool opened = false;
  for (const char* word : {"in", "over", "during", "within"}) {
    opened = opened || tokens.Is(i, word);
  }
  if (!opened) return 0;
  std::size_t at = i + 1;
  bool vague = false;
  if (tokens.Is(at, "the")) ++at;
  if (tokens.Is(at, "coming")) {
    ++at;
    vague = true;
  } else if (tokens.Is(at, "next") && at > i + 1) {
    ++at;
    // "Over the next weeks" has no end; "in the next year" has one.
    vague = tokens[at].word.size() > 4 && tokens[at].word.back() == 's';
  }
  const std::size_t amount = std::max(
      {tokens.After(at, "few"), tokens.After(at, "a few"),
       tokens.After(at, "several"), tokens.After(at, "couple of"),
       tokens.After(at, "a couple of"), tokens.After(at, "a matter of")});
  if (amount != 0) {
    at = amount;
    vague = true;
  }
  if (!Has(kVagueUnits, tokens[at].word)) return 0;
  ++at;
  if (tokens.Is(at, "ahead") || tokens.Is(at, "time")) {
    vague = vague || tokens.Is(at, "ahead");
    ++at;
  } else if (const std::size_t come = tokens.After(at, "to come")) {
    vague = true;
    at = come;
  }
  return vague ? at : 0;
}

// "an early visit", "the early conclusion": one word of haste.
bool IsEarlyAdjective(const DueTokens& tokens, std::size_t i) {
  if (!tokens.Is(i, "early")) return false;
  const DueToken& next = tokens[i + 1];
  // "early 2+2", but not "early June" and "early 2004".
  if (next.digits == 4) return false;
  if (next.capital && next.word.size() <= 9) {
    constexpr auto kTimes = std::to_array<absl::string_view>(
        {"january", "february", "march", "april", "may", "june", "july",
         "august", "september", "october", "november", "december"});
    if (Has(kTimes, next.word)) return false;
  }
  constexpr auto kSeasons = std::to_array<absl::string_view>(
      {"spring", "summer", "autumn", "fall", "winter"});
  return IsWord(next) && !Has(kNotEarly, next.word) &&
         !Has(kSeasons, next.word);
}

// The place behind a preposition that ties a time to an event. `any_event` is
// set where the words leave no doubt, whatever the event is called.
std::size_t EventPreposition(const DueTokens& tokens, std::size_t i,
                             bool& any_event) {
  for (const char* words :
       {"on the margins of", "on the sidelines of", "on the fringes of",
        "on the margin of", "on the occasion of", "at the margins of",
        "at the sidelines of", "in the margins of", "at the time of",
        "taking the opportunity of", "on the opportunity of",
        "on the side of"}) {
    if (const std::size_t next = tokens.After(i, words)) {
      any_event = true;
      return next;
    }
  }
  for (const char* words :
       {"ahead of", "prior to", "in advance of", "in conjunction with",
        "in the run up to", "in the run - up to", "by the time of", "at",
        "before", "during", "after", "following", "by", "until"}) {
    if (const std::size_t next = tokens.After(i, words)) return next;
  }
  return 0;
}

// The end of the noun phrase from `i` on. A preposition goes with it only
// between two capitals: "Conference on Disarmament".
std::size_t PhraseEnd(const DueTokens& tokens, std::size_t i) {
  const std::size_t limit = std::min(tokens.size(), i + kEventTokensMax);
  std::size_t at = i;
  for (; at < limit; ++at) {
    const DueToken& token = tokens[at];
    if (!IsWord(token)) {
      // Hyphens and pluses join: "G-8", "2+2".
      const bool joins = (token.word == "-" || token.word == "+") && at > i &&
                         tokens[at - 1].end == token.begin &&
                         tokens[at + 1].begin == token.end;
      if (!joins) break;
      continue;
    }
    const bool leads = at == i && token.word == "next";
    if (leads || !Has(kStops, token.word) || token.capital) continue;
    const bool inside =
        at > i && tokens[at - 1].capital && tokens[at + 1].capital;
    const bool named =
        token.word == "on" || token.word == "for" || token.word == "and";
    const bool visit_to =
        token.word == "to" && tokens[at + 1].capital && at > i &&
        (tokens.Is(at - 1, "visit") || tokens.Is(at - 1, "trip"));
    if (!visit_to && !(inside && named)) break;
  }
  while (at > i && (tokens.Is(at - 1, "of") || tokens.Is(at - 1, "the"))) --at;
  return at;
}

bool IsEventHead(const DueTokens& tokens, std::size_t i) {
  const DueToken& token = tokens[i];
  if (Has(kEventHeads, token.word)) return true;
  // "G-8", "COP28", "TICAD9".
  if (token.word == "g" && tokens.Is(i + 1, "-") && tokens[i + 2].number > 0) {
    return true;
  }
  const absl::string_view word = token.word;
  return token.capital && absl::ascii_isdigit(word.back()) &&
         (word.substr(0, 3) == "cop" || word.substr(0, 5) == "ticad");
}

}  // namespace

std::size_t UrgencyAt(const DueTokens& tokens, std::size_t i) {
  std::size_t best = VagueSpan(tokens, i);
  for (const absl::string_view words : kUrgencies) {
    best = std::max(best, tokens.After(i, words));
  }
  if (best == 0 && IsEarlyAdjective(tokens, i)) best = i + 1;
  return best;
}

std::optional<DueEvent> EventAt(const DueTokens& tokens, std::size_t i) {
  bool any_event = false;
  std::size_t begin = EventPreposition(tokens, i, any_event);
  if (begin == 0) return std::nullopt;
  const std::size_t articles = begin;
  while (begin < articles + 3 && Has(kArticles, tokens[begin].word)) ++begin;
  const std::size_t end = PhraseEnd(tokens, begin);
  if (end == begin) return std::nullopt;
  bool event = any_event;
  for (std::size_t at = begin; at < end; ++at) {
    // What follows "of" says whose event it is.
    if (tokens.Is(at, "of")) break;
    event = event || IsEventHead(tokens, at);
  }
  // "At the meeting" is the contact itself.
  const bool bare =
      end == begin + 1 &&
      (tokens.Is(begin, "meeting") || tokens.Is(begin, "talks") ||
       tokens.Is(begin, "dialogue") || tokens.Is(begin, "consultations") ||
       tokens.Is(begin, "session") || tokens.Is(begin, "week"));
  if (!event || (bare && !any_event)) return std::nullopt;
  return DueEvent{begin, end};
}

}  // namespace chancery
