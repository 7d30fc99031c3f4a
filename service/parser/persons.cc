#include "service/parser/persons.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/parser/parties.h"

namespace chancery {
namespace {

template <std::size_t N>
bool Has(const std::array<absl::string_view, N>& list, absl::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Words before an office's last word.
constexpr std::array<absl::string_view, 29> kOfficePrefixes = {
    "federal",  "deputy",        "vice",    "acting",  "first",
    "state",    "senior",        "union",   "prime",   "foreign",
    "external", "parliamentary", "defence", "defense", "assistant",
    "under",    "affairs",       "high",    "crown",   "permanent",
    "national", "security",      "chief",   "cabinet", "interior",
    "finance",  "trade",         "special", "european"};

// Words that name an office by themselves.
constexpr std::array<absl::string_view, 26> kOffices = {
    "minister",       "secretary",   "president",
    "chancellor",     "premier",     "secretary-general",
    "chairman",       "chairperson", "representative",
    "ambassador",     "king",        "prince",
    "emir",           "sultan",      "commissioner",
    "councilor",      "councillor",  "director-general",
    "advisor",        "adviser",     "taoiseach",
    "vice-president", "general",     "envoy",
    "vice-minister",  "speaker"};

// Words of a ministry's field.
constexpr std::array<absl::string_view, 50> kDomains = {
    "europe",        "climate",      "energy",       "environment",
    "emigrants",     "home",         "interior",     "nationals",
    "foreign",       "external",     "affairs",      "trade",
    "cooperation",   "co-operation", "defence",      "defense",
    "international", "commerce",     "european",     "integration",
    "immigration",   "emigration",   "expatriates",  "development",
    "religion",      "worship",      "religious",    "human",
    "mobility",      "women",        "state",        "culture",
    "regional",      "justice",      "finance",      "economy",
    "global",        "commonwealth", "relations",    "security",
    "policy",        "african",      "francophonie", "council",
    "economic",      "industry",     "national",     "diplomatic",
    "kingdom",       "partnerships"};

constexpr std::array<absl::string_view, 22> kHonorifics = {
    "mr",  "mrs", "ms",         "miss",       "dr",   "h.e.", "h.e", "he.",
    "hon", "rt",  "honorable",  "honourable", "shri", "smt",  "sir", "senator",
    "his", "her", "excellency", "prof",       "lady", "lord"};

constexpr std::array<absl::string_view, 7> kNameSuffixes = {
    "mp", "mep", "jr.", "jr", "sr.", "sr", "iii"};

constexpr std::array<absl::string_view, 16> kParticles = {
    "de", "van", "von", "der", "den", "bin", "al",  "el",
    "da", "dos", "di",  "la",  "le",  "ter", "ibn", "du"};

constexpr std::array<absl::string_view, 30> kCalendarWords = {
    "january", "february", "march",     "april",     "may",      "june",
    "july",    "august",   "september", "october",   "november", "december",
    "monday",  "tuesday",  "wednesday", "thursday",  "friday",   "saturday",
    "sunday",  "on",       "in",        "at",        "from",     "following",
    "the",     "and",      "both",      "regarding", "this",     "telephone"};

bool IsNameWord(const Tokens& tokens, std::size_t i) {
  const Token& token = tokens[i];
  return token.word && token.capital && !token.possessive &&
         !Has(kCalendarWords, token.lower) && !Has(kHonorifics, token.lower) &&
         !absl::ascii_isdigit(static_cast<unsigned char>(token.lower[0])) &&
         TitleEnd(tokens, i, tokens.size()) == i;
}

// Words [first, last) of a name in the order of the text.
struct NameRange {
  std::size_t first = 0;
  std::size_t last = 0;
  bool empty() const { return first == last; }
};

// A name that begins at `at`.
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
    const bool possessive_end = token.word && token.capital && token.possessive;
    if (!particle && !IsNameWord(tokens, range.last) && !possessive_end) break;
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

// A name that ends right before `at` (exclusive), where a title begins.
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
            ? Capitalized(token.lower)
            : std::string(text.substr(token.begin, token.lower.size())));
  }
  if (!before_comma.empty()) {
    person.family = before_comma.back().first;
    words.insert(words.end(), before_comma.begin(), before_comma.end());
  }
  person.words.clear();
  for (Word& word : words) {
    person.words.push_back(std::move(word.first));
    person.written.push_back(std::move(word.second));
  }
  for (std::size_t i = range.first; i < range.last; ++i) {
    if (tokens[i].all_caps && !Has(kNameSuffixes, tokens[i].lower) &&
        range.last - range.first > 1 && !tokens[i].abbreviation) {
      person.family = tokens[i].lower;
    }
  }
}

// "of Japan", ", Germany", "of the Republic of Korea (ROK)" at `at`; returns
// its end, or `at`.
std::size_t PartyAfter(const Tokens& tokens, std::size_t at, std::size_t end,
                       Person& person) {
  std::size_t i = at;
  if (i < end && (tokens[i].Is("of") || tokens[i].Is(","))) ++i;
  if (i == at) return at;
  if (i < end && tokens[i].Is("the")) ++i;
  const PartyMention party = PartyNames::Get().Match(tokens, i, end);
  if (party.code.empty() || party.naming == PartyNaming::kMetonym) return at;
  if (tokens[party.last - 1].possessive) return at;
  person.party = party.code;
  return party.last;
}

}  // namespace

bool IsHonorific(absl::string_view lower) { return Has(kHonorifics, lower); }

std::size_t TitleEnd(const Tokens& tokens, std::size_t at, std::size_t end) {
  std::size_t i = at;
  while (i < end && i - at < 4 && tokens[i].capital && !tokens[i].possessive &&
         Has(kOfficePrefixes, tokens[i].lower) && i + 1 < end) {
    ++i;
  }
  // "State Secretary", but also "Secretary of State": the office itself.
  if (i >= end || !tokens[i].word || !tokens[i].capital ||
      !Has(kOffices, tokens[i].lower)) {
    return at;
  }
  ++i;
  if (i < end && tokens[i - 1].possessive) return i;
  while (i + 1 < end &&
         (tokens[i].Is("general") || tokens[i].Is("representative"))) {
    ++i;
  }
  if (i + 1 < end && (tokens[i].Is("for") || tokens[i].Is("of"))) {
    std::size_t k = i + 1;
    std::size_t good = i;
    while (k < end) {
      if (Has(kDomains, tokens[k].lower) &&
          (tokens[k].capital || (k + 1 < end && tokens[k + 1].capital &&
                                 Has(kDomains, tokens[k + 1].lower)))) {
        good = ++k;
      } else if (tokens[k].Is("and") || tokens[k].Is(",") ||
                 tokens[k].Is("for")) {
        ++k;
      } else {
        break;
      }
    }
    i = good;
  }
  // "State Councilor and Foreign Minister", "High Representative/...".
  if (i + 1 < end && (tokens[i].Is("and") || tokens[i].Is("/"))) {
    const std::size_t more = TitleEnd(tokens, i + 1, end);
    const bool named_next = more > i + 1 && more < end && more == i + 2 + 0;
    if (more > i + 1 && !named_next) i = more;
  }
  return i;
}

std::string OfficeWord(absl::string_view title) {
  std::string office;
  for (const Token& token : Tokenize(title)) {
    if (Has(kOffices, token.lower)) office = token.lower;
  }
  return office;
}

std::vector<Person> FindPersons(absl::string_view text, const Tokens& tokens,
                                std::size_t first, std::size_t last) {
  std::vector<Person> persons;
  int depth = 0;
  for (std::size_t i = first; i < last;) {
    if (tokens[i].Is("(")) ++depth;
    if (tokens[i].Is(")") && depth > 0) --depth;
    std::size_t title_end = depth > 0 ? i : TitleEnd(tokens, i, last);
    // "his Chinese counterpart Mr. A" holds the first one's office.
    const bool counterpart = depth == 0 && title_end == i && i > first &&
                             tokens[i].Is("counterpart") && !persons.empty();
    if (counterpart) title_end = i + 1;
    // "a Foreign Ministers' Meeting" names nobody.
    if (title_end > i && tokens[title_end - 1].possessive) {
      i = title_end;
      continue;
    }
    if (title_end == i) {
      ++i;
      continue;
    }
    Person person;
    person.first = i;
    person.last = title_end;
    if (counterpart) person.title = persons[0].title;
    for (std::size_t k = i; k < title_end && !counterpart; ++k) {
      absl::StrAppend(&person.title, k > i && tokens[k].word ? " " : "",
                      Capitalized(tokens[k].lower));
    }
    for (absl::string_view small : {"For", "Of", "And", "The"}) {
      const std::string from = absl::StrCat(" ", small, " ");
      const std::string to = absl::AsciiStrToLower(from);
      for (std::size_t p = person.title.find(from); p != std::string::npos;
           p = person.title.find(from)) {
        person.title.replace(p, from.size(), to);
      }
    }
    // The party before the title: "Russian Foreign Minister".
    for (std::size_t k = i > first + 8 ? i - 8 : first; k < i; ++k) {
      const PartyMention party = PartyNames::Get().Match(tokens, k, i);
      if (!party.code.empty() && party.last == i &&
          (party.naming != PartyNaming::kMetonym)) {
        person.party = party.code;
        person.first = k;
        break;
      }
    }
    std::size_t after = title_end;
    after = PartyAfter(tokens, after, last, person);
    const bool comma = after < last && tokens[after].Is(",");
    if (counterpart && comma) ++after;
    NameRange name = NameAfter(tokens, after, last);
    if (!name.empty()) {
      person.last = name.last;
    } else {
      // "Mr. A, former Minister ..."
      std::size_t title = person.first;
      while (title > first && !tokens[title - 1].capital &&
             (tokens[title - 1].Is("former") || tokens[title - 1].Is("new") ||
              tokens[title - 1].Is("then") || tokens[title - 1].Is("the"))) {
        --title;
      }
      if (title > first && tokens[title - 1].Is(",")) {
        name = NameBefore(tokens, first, title - 1);
        if (!name.empty()) person.first = name.first;
      }
      if (name.empty() && comma) {
        name = NameAfter(tokens, after + 1, last);
        if (name.last - name.first < 2) name = {after, after};
      }
      person.last = name.empty() || name.last < after ? after : name.last;
    }
    SetName(text, tokens, name, person);
    person.last = PartyAfter(tokens, person.last, last, person);
    i = std::max(person.last, title_end);
    // "his Russian counterpart, Minister ... B": B is the one.
    if (counterpart && person.words.empty()) continue;
    persons.push_back(std::move(person));
  }
  return persons;
}

void SettleName(Person& person, const Tokens& text) {
  if (person.words.empty()) return;
  std::vector<int> uses(person.words.size());
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (!text[i].capital) continue;
    const Token& before = text[i - 1];
    const bool titled =
        Has(kOffices, before.lower) ||
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
  const auto most = std::max_element(uses.begin(), uses.end());
  const bool surname_first = person.party == "CHN" || person.party == "KOR" ||
                             person.party == "PRK" || person.party == "TWN" ||
                             person.party == "VNM";
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
}

}  // namespace chancery
