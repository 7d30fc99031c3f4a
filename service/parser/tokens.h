#ifndef CHANCERY_SERVICE_PARSER_TOKENS_H_
#define CHANCERY_SERVICE_PARSER_TOKENS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace chancery {

// A word or a mark of the shadow text.
struct Token {
  std::size_t begin = 0;  // Bytes of the shadow text.
  std::size_t end = 0;
  std::string lower;  // The word in lower case, without a possessive ending.
  bool word = false;
  bool capital = false;       // Begins with a capital letter.
  bool all_caps = false;      // Two letters or more, all capitals.
  bool possessive = false;    // "Japan's", "Ministers'".
  bool abbreviation = false;  // Ends in a full stop that is its own: "U.S.".
  bool line_start = false;    // The first token of its line.

  // True for the mark or lower-case word `what`.
  bool Is(absl::string_view what) const { return lower == what; }
};

using Tokens = std::vector<Token>;

// Splits text[begin, end) into words and marks. A hyphenated compound is one
// word; an abbreviation of single letters keeps its full stops.
Tokens Tokenize(absl::string_view text, std::size_t begin, std::size_t end);

inline Tokens Tokenize(absl::string_view text) {
  return Tokenize(text, 0, text.size());
}

// Splits tokens into sentences: the index of each sentence's first token, and
// at the end the number of tokens. "U.S.", "5:00 p.m. Mr." and "H.E." end none.
std::vector<std::size_t> SplitSentences(absl::Span<const Token> tokens);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_TOKENS_H_
