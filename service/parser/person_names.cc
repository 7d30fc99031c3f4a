#include "service/parser/person_names.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/parser/folding.h"
#include "service/parser/parties.h"

namespace chancery {
namespace {

template <std::size_t N>
bool Has(const std::array<absl::string_view, N>& list, absl::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<absl::string_view, 7> kNameSuffixes = {
    "mp", "mep", "jr.", "jr", "sr.", "sr", "iii"};

constexpr std::array<absl::string_view, 16> kParticles = {
    "de", "van", "von", "der", "den", "bin", "al",  "el",
    "da", "dos", "di",  "la",  "le",  "ter", "ibn", "du"};

// Words of a headline behind a name: "Wang Holds Phone Talks".
constexpr std::array<absl::string_view, 34> kHeadlineWords = {
    "holds",        "has",      "had",       "speaks",
    "meets",        "talks",    "phone",     "call",
    "calls",        "meeting",  "spoke",     "met",
    "held",         "with",     "hosts",     "receives",
    "attends",      "visits",   "discusses", "delivers",
    "conversation", "video",    "virtual",   "participates",
    "concludes",    "by",       "travels",   "chairs",
    "co-chairs",    "co-hosts", "welcomes",  "congratulates",
    "joins",        "to"};

// Words that begin a sentence before an office: "Today, the Minister".
constexpr std::array<absl::string_view, 12> kAdverbs = {
    "today",    "yesterday", "earlier", "tonight",    "later", "also",
    "together", "meanwhile", "finally", "separately", "there", "here"};

constexpr std::array<absl::string_view, 30> kCalendarWords = {
    "january", "february", "march",     "april",     "may",      "june",
    "july",    "august",   "september", "october",   "november", "december",
    "monday",  "tuesday",  "wednesday", "thursday",  "friday",   "saturday",
    "sunday",  "on",       "in",        "at",        "from",     "following",
    "the",     "and",      "both",      "regarding", "this",     "telephone"};

// "Theresa May", "Prime Minister May", but not "Meeting, May 3".
bool IsNamedAsMonth(const Tokens& tokens, std::size_t i) {
  constexpr std::array<absl::string_view, 4> kMonthNames = {"april", "may",
                                                            "june", "august"};
  if (!Has(kMonthNames, tokens[i].lower) || i == 0) return false;
  const Token& before = tokens[i - 1];
  const bool dated = i + 1 < tokens.size() &&
                     (absl::ascii_isdigit(
                          static_cast<unsigned char>(tokens[i + 1].lower[0])) ||
                      tokens[i + 1].Is(","));
  if (dated || !before.capital || before.possessive) return false;
  return IsOffice(before.lower) || IsNameWord(tokens, i - 1);
}

}  // namespace

bool IsNameWord(const Tokens& tokens, std::size_t i) {
  const Token& token = tokens[i];
  return token.word && token.capital && !token.possessive &&
         (!Has(kCalendarWords, token.lower) || IsNamedAsMonth(tokens, i)) &&
         !Has(kHeadlineWords, token.lower) && !Has(kAdverbs, token.lower) &&
         !IsHonorific(token.lower) &&
         !absl::ascii_isdigit(static_cast<unsigned char>(token.lower[0])) &&
         TitleEnd(tokens, i, tokens.size()) == i;
}

NameRange NameAfter(const Tokens& tokens, std::size_t at, std::size_t end) {
  while (at < end && (IsHonorific(tokens[at].lower) || tokens[at].Is("h.") ||
                      tokens[at].Is("e.") ||
                      (tokens[at].Is(".") && at > 0 &&
                       IsHonorific(tokens[at - 1].lower)))) {
    ++at;
  }
  NameRange range{at, at};
  constexpr std::size_t kNameWordsMax = 6;
  while (range.last < end && range.last - range.first < kNameWordsMax) {
    const Token& token = tokens[range.last];
    const bool particle = Has(kParticles, token.lower) &&
                          range.last + 1 < end &&
                          tokens[range.last + 1].capital;
    // "Nouri al-Maliki"
    const bool article = range.last > range.first && token.word &&
                         (absl::StartsWith(token.lower, "al-") ||
                          absl::StartsWith(token.lower, "el-"));
    const bool possessive_end = token.word && token.capital && token.possessive;
    if (!particle && !article && !IsNameWord(tokens, range.last) &&
        !possessive_end) {
      break;
    }
    if (!PartyNames::Get().Match(tokens, range.last, end).code.empty() &&
        !token.all_caps && range.last > range.first) {
      break;
    }
    ++range.last;
    if (possessive_end) break;
  }
  if (range.last - range.first >= 1 &&
      !PartyNames::Get().Match(tokens, range.first, range.last).code.empty()) {
    const PartyMention party =
        PartyNames::Get().Match(tokens, range.first, range.last);
    if (party.last >= range.last) return {at, at};
  }
  return range;
}

NameRange NameBefore(const Tokens& tokens, std::size_t first, std::size_t at) {
  // "Jr." ends no sentence; its full stop is no part of the name.
  if (at > first + 1 && tokens[at - 1].Is(".") &&
      Has(kNameSuffixes, tokens[at - 2].lower)) {
    --at;
  }
  NameRange range{at, at};
  std::size_t i = at;
  while (i > first && at - i < 6) {
    const Token& token = tokens[i - 1];
    if (Has(kParticles, token.lower) && i - 1 > first) {
      --i;
      continue;
    }
    if (!IsNameWord(tokens, i - 1)) break;
    --i;
    range.first = i;
  }
  // "Mr. Surname, Given Patronymic": the comma stands within the name when an
  // honorific opens what is before it.
  if (!range.empty() && range.first > first + 1 &&
      tokens[range.first - 1].Is(",")) {
    std::size_t k = range.first - 1;
    while (k > first && IsNameWord(tokens, k - 1)) --k;
    if (k < range.first - 1 && k > first &&
        (IsHonorific(tokens[k - 1].lower) ||
         (tokens[k - 1].Is(".") && k > first + 1 &&
          IsHonorific(tokens[k - 2].lower)))) {
      range.first = k;
    }
  }
  return range;
}

std::string Capitalized(absl::string_view word) {
  std::string result(word);
  bool start = true;
  for (char& c : result) {
    if (start) c = absl::ascii_toupper(static_cast<unsigned char>(c));
    start = c == '-' || c == '\'';
  }
  return result;
}

void SetName(absl::string_view text, const Tokens& tokens, NameRange range,
             Person& person) {
  using Word = std::pair<std::string, std::string>;  // Lower case, as written.
  std::vector<Word> before_comma;
  std::vector<Word> words;
  for (std::size_t i = range.first; i < range.last; ++i) {
    const Token& token = tokens[i];
    if (token.Is(",")) {
      before_comma = std::move(words);
      words.clear();
      continue;
    }
    if (!token.word || Has(kNameSuffixes, token.lower)) continue;
    words.emplace_back(
        token.lower,
        token.all_caps && !token.abbreviation
            ? TitleCase(text.substr(token.begin, token.lower.size()))
            : std::string(text.substr(token.begin, token.lower.size())));
  }
  if (!before_comma.empty()) {
    person.family = before_comma.back().first;
    words.insert(words.end(), before_comma.begin(), before_comma.end());
  }
  person.words.clear();
  person.written.clear();
  for (Word& word : words) {
    person.words.push_back(std::move(word.first));
    person.written.push_back(std::move(word.second));
  }
  for (std::size_t i = range.first; i < range.last; ++i) {
    if (tokens[i].all_caps && !Has(kNameSuffixes, tokens[i].lower) &&
        range.last - range.first > 1 && !tokens[i].abbreviation) {
      person.family = std::string(tokens[i].lower);
    }
  }
}

void SettleName(Person& person, const Tokens& text) {
  if (person.words.empty()) return;
  std::vector<int> uses(person.words.size());
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (!text[i].capital) continue;
    const Token& before = text[i - 1];
    const bool titled =
        IsOffice(before.lower) ||
        (before.Is(".") && i > 1 && IsHonorific(text[i - 2].lower) &&
         (i + 1 >= text.size() || !text[i + 1].capital));
    if (!titled) continue;
    for (std::size_t k = 0; k < person.words.size(); ++k) {
      // Before another word of the name it is a given name.
      const bool more = i + 1 < text.size() &&
                        std::find(person.words.begin(), person.words.end(),
                                  text[i + 1].lower) != person.words.end();
      if (person.words[k] == text[i].lower && !more) ++uses[k];
    }
  }
  if (person.known != nullptr) {
    // What the registry knows is settled, whatever the text's order.
    for (std::size_t k = 0; k < person.words.size(); ++k) {
      uses[k] =
          FoldName(person.words[k]) == person.known->names[0].family.back()
              ? 1000
              : uses[k];
    }
  }
  const auto most = std::max_element(uses.begin(), uses.end());
  const bool native =
      person.known != nullptr &&
      person.known->names[0].words[0] == person.known->names[0].family[0];
  const bool surname_first = native || person.party == "CHN" ||
                             person.party == "KOR" || person.party == "PRK" ||
                             person.party == "TWN" || person.party == "VNM";
  if (*most > 0) {
    person.family = person.words[static_cast<std::size_t>(most - uses.begin())];
  } else if (person.family.empty()) {
    person.family = surname_first ? person.words.front() : person.words.back();
  }
  std::vector<std::string> words = person.written;
  if (!surname_first && words.size() > 1 &&
      person.words.front() == person.family) {
    std::rotate(words.begin(), words.begin() + 1, words.end());
  }
  person.name.clear();
  for (const std::string& word : words) {
    absl::StrAppend(&person.name, person.name.empty() ? "" : " ", word);
  }
  if (!person.suffix.empty()) {
    absl::StrAppend(&person.name, ", ", person.suffix);
  }
}

}  // namespace chancery
