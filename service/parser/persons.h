#ifndef CHANCERY_SERVICE_PARSER_PERSONS_H_
#define CHANCERY_SERVICE_PARSER_PERSONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/parser/registry.h"
#include "service/parser/titles.h"
#include "service/parser/tokens.h"

namespace chancery {

// An office-holder as the text names them, in tokens [first, last).
struct Person {
  std::string name;     // As written, without honorifics; empty if not named.
  std::string suffix;   // "Jr."; empty without.
  std::string title;    // "Minister for Foreign Affairs"; empty if not given.
  std::string party;    // Empty if not said.
  bool stated = false;  // The text itself says the party.
  std::vector<std::string> words;    // The name's words in lower case.
  std::vector<std::string> written;  // The same words as the text has them.
  std::string family;  // The word used with a title in running text.
  // The one whom the registry knows as this person; null when it knows none.
  const KnownPerson* known = nullptr;
  // `name` is the registry's: the text gives less of it or none.
  bool name_from_registry = false;
  std::size_t first = 0;
  std::size_t last = 0;
};

// Finds the office-holders named in tokens [first, last), in the text's order:
// title before name, name before title with a comma between, surname first,
// "SURNAME Given", "Surname, Given"; and without a title those whose full name
// `registry` knows. Brackets are left out.
std::vector<Person> FindPersons(absl::string_view text, const Tokens& tokens,
                                std::size_t first, std::size_t last,
                                const Registry& registry);

// Finds persons in tokens [first, last) by a full name without a title, where
// a verb of contact stands right behind the name or "telephoned" before it.
std::vector<Person> FindUntitled(absl::string_view text, const Tokens& tokens,
                                 std::size_t first, std::size_t last);

// Settles which word of the person's name is the family name, from how the
// whole text uses it beside titles, then from its letters, then from the
// party's custom; and puts the given name first in `name`.
void SettleName(Person& person, const Tokens& text);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_PERSONS_H_
