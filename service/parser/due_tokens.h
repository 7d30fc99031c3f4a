#ifndef CHANCERY_SERVICE_PARSER_DUE_TOKENS_H_
#define CHANCERY_SERVICE_PARSER_DUE_TOKENS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace chancery {

// A word, a number or a punctuation mark of a clause.
struct DueToken {
  std::size_t begin = 0;  // Byte offset in the clause.
  std::size_t end = 0;    // One past the last byte.
  std::string word;       // ASCII lower case, without a possessive ending.
  int number = -1;        // Of "23", "23rd" and "twelve"; -1 if none.
  int digits = 0;         // How many digits it was written with.
  bool ordinal = false;   // "23rd".
  bool capital = false;   // The first letter is A to Z.
};

// Splits a clause. Curly quotes, dashes and no-break spaces are folded; the
// offsets are those of the original bytes.
class DueTokens {
 public:
  explicit DueTokens(absl::string_view clause);

  // The token at `i`; past the end, one that matches nothing.
  const DueToken& operator[](std::size_t i) const {
    return i < tokens_.size() ? tokens_[i] : none_;
  }
  std::size_t size() const { return tokens_.size(); }
  bool Is(std::size_t i, absl::string_view word) const {
    return (*this)[i].word == word;
  }
  // Whether the words of `phrase`, divided by single blanks, stand at `i`.
  // Returns the place behind them, or 0 if they do not.
  std::size_t After(std::size_t i, absl::string_view phrase) const {
    // Most phrases that are tried differ in the first letter already.
    const std::string& word = (*this)[i].word;
    return word.empty() || word[0] != phrase[0] ? 0 : AfterAll(i, phrase);
  }

 private:
  std::size_t AfterAll(std::size_t i, absl::string_view phrase) const;

  std::vector<DueToken> tokens_;
  DueToken none_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_DUE_TOKENS_H_
