#include "service/parser/header_details.h"

#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "re2/re2.h"
#include "service/parser/person_names.h"
#include "service/parser/tokens.h"

namespace chancery {
namespace {

re2::StringPiece Piece(absl::string_view text) {
  return {text.data(), text.size()};
}

// "20", "one", "an", "half an"; 0 for anything else.
double NumberOf(absl::string_view words) {
  struct Word {
    absl::string_view word;
    double value;
  };
  static constexpr std::array<Word, 15> kWords = {{{"a", 1},
                                                   {"an", 1},
                                                   {"one", 1},
                                                   {"two", 2},
                                                   {"three", 3},
                                                   {"four", 4},
                                                   {"five", 5},
                                                   {"ten", 10},
                                                   {"fifteen", 15},
                                                   {"twenty", 20},
                                                   {"thirty", 30},
                                                   {"forty", 40},
                                                   {"fifty", 50},
                                                   {"half an", 0.5},
                                                   {"a half", 0.5}}};
  const std::string lower = absl::AsciiStrToLower(words);
  for (const Word& word : kWords) {
    if (word.word == lower) return word.value;
  }
  int value = 0;
  constexpr int kDigitsMax = 1000;
  return absl::SimpleAtoi(lower, &value) && value < kDigitsMax ? value : 0;
}

// An event or a day is no place.
bool IsPlace(absl::string_view words) {
  static const auto* const kOther = new RE2(
      R"((?i)\b(?:january|february|march|april|may|june|july|august|september|)"
      R"(october|november|december|monday|tuesday|wednesday|thursday|friday|)"
      R"(saturday|sunday|meetings?|summit|assembly|forum|conference|council|)"
      R"(dialogue|talks?|session|week|response|request|g7|g8|g20|apec|asean|)"
      R"(initiative|minister|president|japan time|president's|jst)\b)");
  return !RE2::PartialMatch(Piece(words), *kOther);
}

// Those of one line of a list: "Deputy Minister A", "Ms. B, Director-General".
std::vector<Person> AttendeesOf(absl::string_view item,
                                const Registry& registry) {
  const std::string words(absl::StripAsciiWhitespace(item));
  constexpr std::size_t kItemBytesMax = 600;
  if (words.empty() || words.size() > kItemBytesMax) return {};
  const Tokens tokens = Tokenize(words);
  std::vector<Person> found =
      FindPersons(words, tokens, 0, tokens.size(), registry);
  if (found.empty()) {
    const NameRange name = NameAfter(tokens, 0, tokens.size());
    if (name.last - name.first < 2) return {};
    found.emplace_back();
    SetName(words, tokens, name, found[0]);
  }
  for (Person& person : found) SettleName(person, tokens);
  return found;
}

void AddList(absl::string_view list, const Registry& registry,
             std::vector<Person>& attendees) {
  constexpr std::size_t kAttendeesMax = 100;
  for (absl::string_view item :
       absl::StrSplit(list, absl::ByAnyChar(";\n"), absl::SkipEmpty())) {
    if (attendees.size() >= kAttendeesMax) return;
    for (Person& person : AttendeesOf(item, registry)) {
      attendees.push_back(std::move(person));
    }
  }
}

bool HeadsAttendees(absl::string_view heading) {
  static const auto* const kHeading =
      new RE2(R"((?i)^(?:list of |main |other |principal )?)"
              R"((?:attendees|attendance|participants|those present))"
              R"((?: \([^)]*\))?:?$)");
  return RE2::PartialMatch(Piece(heading), *kHeading);
}

}  // namespace

std::string VenueIn(absl::string_view contact) {
  static const auto* const kPlace = new RE2(
      R"(\b(?:in|at) (?:the )?)"
      R"(((?:[A-Z\x80-\xff][\w'.\x80-\xff-]*)(?: (?:of the |of |de |for )?)"
      R"([A-Z\x80-\xff][\w'\x80-\xff-]*)*(?:, [A-Z][\w'-]*)?))",
      RE2::Latin1);
  re2::StringPiece rest = Piece(contact);
  std::string place;
  while (RE2::FindAndConsume(&rest, *kPlace, &place)) {
    while (!place.empty() && place.back() == '.') place.pop_back();
    if (IsPlace(place)) return place;
  }
  return "";
}

std::optional<int> MinutesIn(absl::string_view preamble) {
  static const auto* const kDuration = new RE2(
      R"((?i)\b(\d{1,3}|half an|an?|one|two|three|four|five|ten|fifteen|)"
      R"(twenty|thirty|forty|fifty)[ -](minute|hour)s?)"
      R"((?: and (\d{1,2}|a half|ten|fifteen|twenty|thirty|forty|fifty))"
      R"((?:[ -](minutes?|hours?))?)?\b)");
  std::string first, unit, second, rest;
  if (!RE2::PartialMatch(Piece(preamble), *kDuration, &first, &unit, &second,
                         &rest)) {
    return std::nullopt;
  }
  const bool hours = absl::EqualsIgnoreCase(unit, "hour");
  double minutes = NumberOf(first) * (hours ? 60 : 1);
  if (hours && !second.empty()) {
    minutes += NumberOf(second) * (second == "a half" ? 60 : 1);
  }
  if (minutes <= 0) return std::nullopt;
  return static_cast<int>(minutes);
}

std::vector<Person> FindAttendees(absl::string_view shadow,
                                  const Layout& layout,
                                  const Registry& registry) {
  static const auto* const kBrackets = new RE2(
      R"((?i)\((?:other )?(?:officials |persons |participants |)"
      R"(also )*(?:attending|attended by|attendees|present|in attendance)\b)"
      R"([^:()]{0,40}:? ?([^()]{3,600})\))");
  std::vector<Person> attendees;
  for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
    const Block& block = layout.blocks[i];
    const absl::string_view words =
        shadow.substr(block.begin, block.end - block.begin);
    const bool heading = block.kind == BlockKind::kHeading;
    if (heading && HeadsAttendees(words)) {
      for (std::size_t k = i + 1;
           k < layout.blocks.size() &&
           layout.blocks[k].kind == BlockKind::kParagraph;
           ++k) {
        const Block& item = layout.blocks[k];
        AddList(shadow.substr(item.begin, item.end - item.begin), registry,
                attendees);
      }
    }
    if (heading || !absl::StrContains(words, '(')) continue;
    re2::StringPiece rest = Piece(words);
    std::string list;
    while (RE2::FindAndConsume(&rest, *kBrackets, &list)) {
      AddList(list, registry, attendees);
    }
  }
  return attendees;
}

}  // namespace chancery
