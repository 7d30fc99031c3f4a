#ifndef CHANCERY_SERVICE_PARSER_TOKENS_H_
#define CHANCERY_SERVICE_PARSER_TOKENS_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace chancery {

// A word or a mark of the shadow text.
struct Token {
  std::size_t begin = 0;  // Bytes of the shadow text.
  std::size_t end = 0;
  // The word in lower case, without a possessive ending. Lives as long as the
  // Tokens it belongs to.
  absl::string_view lower;
  bool word = false;
  bool capital = false;       // Begins with a capital letter.
  bool all_caps = false;      // Two letters or more, all capitals.
  bool possessive = false;    // "Japan's", "Ministers'".
  bool abbreviation = false;  // Ends in a full stop that is its own: "U.S.".
  bool line_start = false;    // The first token of its line.

  // True for the mark or lower-case word `what`.
  bool Is(absl::string_view what) const { return lower == what; }
};

// The tokens of a text, in its order, with their words. Moved, never copied;
// converts to absl::Span<const Token>.
class Tokens {
 public:
  // Those of text[begin, end).
  Tokens(absl::string_view text, std::size_t begin, std::size_t end);

  std::size_t size() const { return tokens_.size(); }
  bool empty() const { return tokens_.empty(); }
  const Token& operator[](std::size_t i) const { return tokens_[i]; }
  const Token* data() const { return tokens_.data(); }  // Makes it a Span.
  const Token& back() const { return tokens_.back(); }
  std::vector<Token>::const_iterator begin() const { return tokens_.begin(); }
  std::vector<Token>::const_iterator end() const { return tokens_.end(); }

 private:
  Token& Add(std::size_t begin, std::size_t end);
  void AddWord(absl::string_view text, std::size_t begin, std::size_t end);

  std::size_t lower_begin_ = 0;    // Where the text of lower_ begins.
  std::unique_ptr<char[]> lower_;  // The text in lower case.
  std::vector<Token> tokens_;
};

// Splits text[begin, end) into words and marks. A hyphenated compound is one
// word; an abbreviation of single letters keeps its full stops.
inline Tokens Tokenize(absl::string_view text, std::size_t begin,
                       std::size_t end) {
  return Tokens(text, begin, end);
}

inline Tokens Tokenize(absl::string_view text) {
  return Tokenize(text, 0, text.size());
}

// Splits tokens into sentences: the index of each sentence's first token, and
// at the end the number of tokens. "U.S.", "5:00 p.m. Mr." and "H.E." end none.
std::vector<std::size_t> SplitSentences(absl::Span<const Token> tokens);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_TOKENS_H_
