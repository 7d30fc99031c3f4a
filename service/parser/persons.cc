#include "service/parser/persons.h"

#include <algorithm>
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

}  // namespace chancery
