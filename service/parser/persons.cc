#include "service/parser/persons.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/parser/parties.h"
#include "service/parser/person_names.h"

namespace chancery {
namespace {

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

// "Joseph R. Biden, Jr." with the full stop of the suffix.
void TakeSuffix(const Tokens& tokens, std::size_t end, Person& person) {
  if (person.words.empty() || person.last + 1 >= end ||
      !tokens[person.last].Is(",")) {
    return;
  }
  const Token& suffix = tokens[person.last + 1];
  const bool junior = suffix.Is("jr.") || suffix.Is("jr");
  const bool senior = suffix.Is("sr.") || suffix.Is("sr");
  if (!junior && !senior) return;
  person.suffix = junior ? "Jr." : "Sr.";
  person.last += 2;
  if (person.last < end && tokens[person.last].Is(".")) ++person.last;
}

// "Deputy Prime Minister, Minister of Finance Jane Roe": one person's offices,
// the first of which ends at `title_end`. Returns the end of the last.
std::size_t RowEnd(const Tokens& tokens, std::size_t first, std::size_t at,
                   std::size_t title_end, std::size_t end) {
  if (at > first && tokens[at - 1].Is("the")) return title_end;
  if (at > first + 1 && tokens[at - 1].Is(",") &&
      !NameBefore(tokens, first, at - 1).empty()) {
    return title_end;
  }
  while (title_end + 1 < end && tokens[title_end].Is(",") &&
         !tokens[title_end - 1].possessive) {
    const std::size_t more = TitleEnd(tokens, title_end + 1, end);
    if (more == title_end + 1 || NameAfter(tokens, more, end).empty()) break;
    title_end = more;
  }
  return title_end;
}

// Somebody without a title whose full name the registry knows. Where a title
// follows behind a comma, the title's own rules find the person.
std::optional<Person> KnownAt(absl::string_view text, const Tokens& tokens,
                              std::size_t at, std::size_t end,
                              const Registry& registry) {
  if (!IsNameWord(tokens, at)) return std::nullopt;
  if (at > 0 && (IsNameWord(tokens, at - 1) || tokens[at - 1].possessive)) {
    return std::nullopt;
  }
  const NameRange name = NameAfter(tokens, at, end);
  if (name.first != at || name.last - name.first < 2) return std::nullopt;
  bool family = false;
  for (std::size_t i = name.first; i < name.last; ++i) {
    family = family || registry.IsFamilyName(tokens[i].lower);
  }
  if (!family) return std::nullopt;
  if (name.last + 1 < end && tokens[name.last].Is(",")) {
    std::size_t k = name.last + 1;
    if (tokens[k].Is("the") && k + 1 < end) ++k;
    const PartyMention party = PartyNames::Get().Match(tokens, k, end);
    if (!party.code.empty()) k = party.last;
    if (TitleEnd(tokens, k, end) > k) return std::nullopt;
  }
  Person person;
  person.first = name.first;
  person.last = name.last;
  SetName(text, tokens, name, person);
  person.known = registry.Find({person.words, "", "", std::nullopt});
  if (person.known == nullptr) return std::nullopt;
  return person;
}

}  // namespace

std::vector<Person> FindPersons(absl::string_view text, const Tokens& tokens,
                                std::size_t first, std::size_t last,
                                const Registry& registry) {
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
    if (!counterpart && title_end > i) {
      title_end = RowEnd(tokens, first, i, title_end, last);
    }
    // "a Foreign Ministers' Meeting" names nobody.
    if (title_end > i && tokens[title_end - 1].possessive) {
      i = title_end;
      continue;
    }
    if (title_end == i) {
      if (depth == 0) {
        std::optional<Person> known = KnownAt(text, tokens, i, last, registry);
        if (known) {
          i = known->last;
          persons.push_back(*std::move(known));
          continue;
        }
      }
      ++i;
      continue;
    }
    Person person;
    person.first = i;
    person.last = title_end;
    if (counterpart) person.title = persons[0].title;
    for (std::size_t k = i; k < title_end && !counterpart; ++k) {
      const bool joined = k > i && tokens[k - 1].Is("/");
      absl::StrAppend(&person.title,
                      k > i && tokens[k].word && !joined ? " " : "",
                      tokens[k].all_caps && tokens[k].lower.size() <= 4
                          ? absl::AsciiStrToUpper(tokens[k].lower)
                          : Capitalized(tokens[k].lower));
      if (tokens[k].Is("european")) person.party = "EU";
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
      // "Republic of Korea (ROK) Foreign Minister"
      const bool bracket = party.last + 3 == i && tokens[party.last].Is("(") &&
                           tokens[i - 1].Is(")");
      if (!party.code.empty() && (party.last == i || bracket) &&
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
    TakeSuffix(tokens, last, person);
    person.last = PartyAfter(tokens, person.last, last, person);
    i = std::max(person.last, title_end);
    // "his Russian counterpart, Minister ... B": B is the one.
    if (counterpart && person.words.empty()) continue;
    persons.push_back(std::move(person));
  }
  return persons;
}

std::vector<Person> FindUntitled(absl::string_view text, const Tokens& tokens,
                                 std::size_t first, std::size_t last) {
  constexpr std::array<absl::string_view, 18> kContactVerbs = {
      "had",        "held",     "spoke",  "met",    "talked",     "received",
      "telephoned", "has",      "holds",  "called", "meets",      "speaks",
      "talks",      "receives", "phoned", "calls",  "telephones", "exchanged"};
  // A council meets too, and is nobody.
  constexpr std::array<absl::string_view, 14> kBodies = {
      "council",    "committee",  "commission", "ministry",   "department",
      "forum",      "assembly",   "conference", "government", "group",
      "parliament", "delegation", "ministers",  "leaders"};
  const auto is_contact = [&](std::size_t i) {
    return i < last && std::find(kContactVerbs.begin(), kContactVerbs.end(),
                                 tokens[i].lower) != kContactVerbs.end();
  };
  std::vector<Person> persons;
  for (std::size_t i = first; i < last;) {
    const NameRange name =
        IsNameWord(tokens, i) ? NameAfter(tokens, i, last) : NameRange{i, i};
    if (name.empty() || name.last <= i) {
      ++i;
      continue;
    }
    const bool behind = i > first && (tokens[i - 1].Is("telephoned") ||
                                      tokens[i - 1].Is("phoned"));
    const std::size_t words = name.last - name.first;
    const bool body = std::any_of(
        kBodies.begin(), kBodies.end(),
        [&](absl::string_view word) { return tokens[name.last - 1].Is(word); });
    if (!body && words >= 2 && words <= 4 &&
        !tokens[name.last - 1].possessive &&
        (behind || is_contact(name.last))) {
      Person person;
      person.first = name.first;
      person.last = name.last;
      SetName(text, tokens, name, person);
      persons.push_back(std::move(person));
    }
    i = name.last;
  }
  return persons;
}

}  // namespace chancery
