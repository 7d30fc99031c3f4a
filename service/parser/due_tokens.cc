#include "service/parser/due_tokens.h"

#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace chancery {
namespace {

constexpr std::array<absl::string_view, 13> kNumbers = {
    "zero",  "one",   "two",  "three", "four",   "five",  "six",
    "seven", "eight", "nine", "ten",   "eleven", "twelve"};

// Longer numbers are no days, weeks or years.
constexpr int kDigitsMax = 4;

struct Folded {
  char c;            // What it counts as; 'a' for any other letter.
  std::size_t size;  // Bytes it takes.
};

Folded FoldAt(absl::string_view text, std::size_t i) {
  const absl::string_view rest = text.substr(i);
  if (absl::StartsWith(rest, "\xe2\x80\x99")) return {'\'', 3};
  if (absl::StartsWith(rest, "\xe2\x80\x9c") ||
      absl::StartsWith(rest, "\xe2\x80\x9d")) {
    return {'"', 3};
  }
  if (absl::StartsWith(rest, "\xe2\x80\x93") ||
      absl::StartsWith(rest, "\xe2\x80\x94")) {
    return {'-', 3};
  }
  if (absl::StartsWith(rest, "\xc2\xa0")) return {' ', 2};
  const char c = text[i];
  return {static_cast<unsigned char>(c) >= 0x80 ? 'a' : c, 1};
}

bool IsWordByte(char folded) { return absl::ascii_isalnum(folded); }

void ReadNumber(DueToken& token) {
  const std::string& word = token.word;
  std::size_t digits = 0;
  while (digits < word.size() && absl::ascii_isdigit(word[digits])) ++digits;
  const absl::string_view tail = absl::string_view(word).substr(digits);
  if (digits == 0) {
    for (std::size_t n = 0; n < kNumbers.size(); ++n) {
      if (word == kNumbers[n]) token.number = static_cast<int>(n);
    }
    return;
  }
  const bool ordinal =
      tail == "st" || tail == "nd" || tail == "rd" || tail == "th";
  if (digits > kDigitsMax || (!tail.empty() && !ordinal)) return;
  token.ordinal = ordinal;
  token.digits = static_cast<int>(digits);
  token.number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    token.number = token.number * 10 + (word[i] - '0');
  }
}

// Reads the word at `i` up to its end; "year's" and "weeks'" lose their
// possessive ending in `word`, not in the span.
DueToken ReadWord(absl::string_view text, std::size_t i) {
  DueToken token;
  token.begin = i;
  token.capital = absl::ascii_isupper(text[i]);
  while (i < text.size()) {
    const Folded at = FoldAt(text, i);
    if (!IsWordByte(at.c)) break;
    absl::string_view bytes = text.substr(i, at.size);
    for (const char c : bytes) token.word.push_back(absl::ascii_tolower(c));
    i += at.size;
  }
  token.end = i;
  if (i < text.size() && FoldAt(text, i).c == '\'') {
    const std::size_t behind = i + FoldAt(text, i).size;
    const bool s =
        behind < text.size() && absl::ascii_tolower(text[behind]) == 's' &&
        (behind + 1 == text.size() || !IsWordByte(FoldAt(text, behind + 1).c));
    if (s) {
      token.end = behind + 1;
    } else if (absl::EndsWith(token.word, "s")) {
      token.end = behind;
    }
  }
  ReadNumber(token);
  return token;
}

}  // namespace

DueTokens::DueTokens(absl::string_view clause) {
  std::size_t i = 0;
  while (i < clause.size()) {
    const Folded at = FoldAt(clause, i);
    if (IsWordByte(at.c)) {
      tokens_.push_back(ReadWord(clause, i));
      i = tokens_.back().end;
      continue;
    }
    if (!absl::ascii_isspace(at.c)) {
      DueToken mark;
      mark.begin = i;
      mark.end = i + at.size;
      mark.word = std::string(1, at.c);
      tokens_.push_back(mark);
    }
    i += at.size;
  }
}

std::size_t DueTokens::AfterAll(std::size_t i, absl::string_view phrase) const {
  while (!phrase.empty()) {
    const std::size_t blank = phrase.find(' ');
    if (!Is(i, phrase.substr(0, blank))) return 0;
    ++i;
    if (blank == absl::string_view::npos) break;
    phrase.remove_prefix(blank + 1);
  }
  return i;
}

}  // namespace chancery
