#ifndef CHANCERY_SERVICE_PARSER_PERSONS_H_
#define CHANCERY_SERVICE_PARSER_PERSONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/parser/tokens.h"

namespace chancery {

// An office-holder as the text names them, in tokens [first, last).
struct Person {
  std::string name;   // As written, without honorifics; empty if not named.
  std::string title;  // "Minister for Foreign Affairs"; empty if not given.
  std::string party;  // Empty if not said.
  std::vector<std::string> words;    // The name's words in lower case.
  std::vector<std::string> written;  // The same words as the text has them.
  std::string family;  // The word used with a title in running text.
  std::size_t first = 0;
  std::size_t last = 0;
};

// The end of the words of office that begin at tokens[at] ("Minister for
// Foreign Affairs and Trade"), or `at` when none do.
std::size_t TitleEnd(const Tokens& tokens, std::size_t at, std::size_t end);

// The last word of office of a title: "minister", "secretary", "president".
std::string OfficeWord(absl::string_view title);

// True for "mr.", "h.e.", "hon." and their like, as a token's lower-case word.
bool IsHonorific(absl::string_view lower);

// Finds the office-holders named in tokens [first, last), in the text's order:
// title before name, name before title with a comma between, surname first,
// "SURNAME Given", "Surname, Given". Brackets are left out.
std::vector<Person> FindPersons(absl::string_view text, const Tokens& tokens,
                                std::size_t first, std::size_t last);

// Settles which word of the person's name is the family name, from how the
// whole text uses it beside titles, then from its letters, then from the
// party's custom; and puts the given name first in `name`.
void SettleName(Person& person, const Tokens& text);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_PERSONS_H_
