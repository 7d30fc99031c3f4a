#ifndef CHANCERY_SERVICE_PARSER_TITLES_H_
#define CHANCERY_SERVICE_PARSER_TITLES_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "service/parser/tokens.h"

namespace chancery {

// The end of the words of office that begin at tokens[at] ("Minister for
// Foreign Affairs and Trade"), or `at` when none do.
std::size_t TitleEnd(const Tokens& tokens, std::size_t at, std::size_t end);

// The last word of office of a title: "minister", "secretary", "president".
std::string OfficeWord(absl::string_view title);

// True for "minister", "secretary", "president", in lower case.
bool IsOffice(absl::string_view lower);

// True for "mr.", "h.e.", "hon." and their like, as a token's lower-case word.
bool IsHonorific(absl::string_view lower);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_TITLES_H_
