#ifndef CHANCERY_SERVICE_PARSER_FOLDING_H_
#define CHANCERY_SERVICE_PARSER_FOLDING_H_

#include <string>

#include "absl/strings/string_view.h"

namespace chancery {

// A name as it is compared: lower case, letters without their marks, no
// hyphens, apostrophes or full stops. "Çavuşoğlu" and "CAVUSOGLU" are one,
// and so are "Kyung-wha" and "Kyungwha". `word` is UTF-8.
std::string FoldName(absl::string_view word);

// A word in capitals with small letters behind the first of each part:
// "ÇAVUŞOĞLU" to "Çavuşoğlu", "AMIR-ABDOLLAHIAN" to "Amir-Abdollahian".
std::string TitleCase(absl::string_view word);

// `word` in lower case, beyond ASCII too, with all its marks.
std::string LowerCase(absl::string_view word);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_FOLDING_H_
