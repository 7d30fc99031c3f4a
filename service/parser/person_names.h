#ifndef CHANCERY_SERVICE_PARSER_PERSON_NAMES_H_
#define CHANCERY_SERVICE_PARSER_PERSON_NAMES_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "service/parser/persons.h"
#include "service/parser/tokens.h"

namespace chancery {

// Words [first, last) of a name in the order of the text.
struct NameRange {
  std::size_t first = 0;
  std::size_t last = 0;
  bool empty() const { return first == last; }
};

// True for a word that can be part of a name: a capital, no office, no day.
bool IsNameWord(const Tokens& tokens, std::size_t i);

// A name that begins at `at`, behind honorifics.
NameRange NameAfter(const Tokens& tokens, std::size_t at, std::size_t end);

// A name that ends right before `at` (exclusive), where a title begins.
NameRange NameBefore(const Tokens& tokens, std::size_t first, std::size_t at);

// Takes the words of `range` as the person's name.
void SetName(absl::string_view text, const Tokens& tokens, NameRange range,
             Person& person);

// `word` with a capital in front and behind each hyphen.
std::string Capitalized(absl::string_view word);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_PERSON_NAMES_H_
