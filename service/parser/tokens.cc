#include "service/parser/tokens.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace chancery {
namespace {

template <std::size_t N>
bool Has(const std::array<absl::string_view, N>& list, absl::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool IsLetter(char c) {
  return absl::ascii_isalpha(static_cast<unsigned char>(c)) ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}
bool IsWordByte(char c) { return IsLetter(c) || IsDigit(c); }

// The end of a run of single letters with full stops ("U.S.", "p.m.") that
// begins at `at`, or `at` when there is none.
std::size_t InitialsEnd(absl::string_view text, std::size_t at,
                        std::size_t end) {
  std::size_t i = at;
  int letters = 0;
  while (i + 1 < end && IsLetter(text[i]) && text[i + 1] == '.') {
    i += 2;
    ++letters;
  }
  if (letters == 0) return at;
  // A last letter without its full stop: "U.S" or "a.m".
  if (letters == 1 && i < end && IsLetter(text[i])) {
    if (i + 1 < end && IsWordByte(text[i + 1])) return at;
    return i + 1;
  }
  return i;
}

std::size_t WordEnd(absl::string_view text, std::size_t at, std::size_t end) {
  std::size_t i = at;
  while (i < end) {
    if (IsLetter(text[i]) && (i == at || !IsWordByte(text[i - 1]))) {
      const std::size_t initials = InitialsEnd(text, i, end);
      if (initials > i) {
        i = initials;
        if (i < end && text[i] == '-' && i + 1 < end && IsWordByte(text[i + 1]))
          ++i;
        else if (i >= end || !IsWordByte(text[i]))
          break;
        continue;
      }
    }
    const char c = text[i];
    if (IsWordByte(c)) {
      ++i;
      continue;
    }
    const bool inside = i > at && i + 1 < end && IsWordByte(text[i + 1]);
    if (!inside) break;
    const bool digits = IsDigit(text[i - 1]) && IsDigit(text[i + 1]);
    if (c == '-' || c == '\'' || c == '&' || c == '+' ||
        (digits && (c == ':' || c == ',' || c == '.'))) {
      ++i;
      continue;
    }
    break;
  }
  return i;
}

// The end of an office at the front of a word that has lost its blank:
// "SecretaryWhitlock".
std::size_t OfficeEnd(absl::string_view text, std::size_t begin,
                      std::size_t end) {
  if (!absl::ascii_isupper(static_cast<unsigned char>(text[begin]))) return end;
  for (absl::string_view office :
       {"Secretary", "Minister", "President", "Chancellor"}) {
    const std::size_t stop = begin + office.size();
    if (stop < end && text.substr(begin, office.size()) == office &&
        absl::ascii_isupper(static_cast<unsigned char>(text[stop]))) {
      return stop;
    }
  }
  return end;
}

// The end of the first of two words that have lost the blank between them:
// "hadexpressed", "wenton", "Hansenvoiced". `end` for any other word.
std::size_t GluedEnd(absl::string_view text, std::size_t begin,
                     std::size_t end) {
  const absl::string_view word = text.substr(begin, end - begin);
  if (word == "wenton") return begin + 4;
  constexpr std::size_t kGluedMin = 8;
  if (word.size() < kGluedMin || !absl::EndsWith(word, "ed")) return end;
  static constexpr std::array<absl::string_view, 20> kVerbs = {
      "expressed",   "explained",  "emphasized", "underlined", "underscored",
      "stressed",    "voiced",     "mentioned",  "welcomed",   "thanked",
      "conveyed",    "reaffirmed", "reiterated", "requested",  "suggested",
      "highlighted", "stated",     "responded",  "discussed",  "proposed"};
  static constexpr std::array<absl::string_view, 11> kBefore = {
      "had", "has",  "have", "also",    "and",  "then",
      "she", "they", "he",   "further", "fully"};
  static constexpr std::array<absl::string_view, 8> kPrefixes = {
      "dis", "mis", "non", "pre", "out", "over", "fore", "re"};
  for (absl::string_view verb : kVerbs) {
    if (!absl::EndsWith(word, verb) || word.size() == verb.size()) continue;
    const absl::string_view rest = word.substr(0, word.size() - verb.size());
    const bool capital =
        absl::ascii_isupper(static_cast<unsigned char>(rest[0]));
    const bool name = capital && rest.size() > 2 &&
                      !Has(kPrefixes, absl::AsciiStrToLower(rest));
    if (name || (!capital && Has(kBefore, rest))) return begin + rest.size();
    return end;
  }
  return end;
}

// The marks of a text and the first letters of its words: hardly fewer than
// its tokens.
std::size_t CountTokensAbout(absl::string_view text) {
  std::size_t count = 0;
  bool word = false;
  for (const char c : text) {
    const bool in_word = IsWordByte(c);
    count += in_word ? !word : c != ' ' && c != '\n';
    word = in_word;
  }
  return count;
}

}  // namespace

Tokens::Tokens(absl::string_view text, std::size_t begin, std::size_t end)
    : lower_begin_(begin), lower_(new char[end - begin]) {
  const absl::string_view piece = text.substr(begin, end - begin);
  std::transform(piece.begin(), piece.end(), lower_.get(),
                 [](char c) { return absl::ascii_tolower(c); });
  // Tokens are most of the memory that a text takes.
  tokens_.reserve(CountTokensAbout(piece));
  bool line_start = true;
  for (std::size_t at = begin; at < end;) {
    const char c = text[at];
    if (c == '\n') line_start = true;
    if (c == ' ' || c == '\n') {
      ++at;
      continue;
    }
    if (IsWordByte(c)) {
      const std::size_t word = WordEnd(text, at, end);
      const std::size_t office = OfficeEnd(text, at, word);
      AddWord(text, at, office < word ? office : GluedEnd(text, at, word));
      Token& token = tokens_.back();
      // The apostrophe of "Ministers' talks" belongs to its word.
      const std::size_t stop = token.end;
      if (stop < end && text[stop] == '\'' && token.lower.back() == 's' &&
          (stop + 1 >= end || text[stop + 1] == ' ')) {
        token.possessive = true;
        token.end = stop + 1;
      }
    } else {
      Add(at, at + 1);
    }
    at = tokens_.back().end;
    tokens_.back().line_start = line_start;
    line_start = false;
  }
}

Token& Tokens::Add(std::size_t begin, std::size_t end) {
  Token& token = tokens_.emplace_back();
  token.begin = begin;
  token.end = end;
  token.lower =
      absl::string_view(lower_.get() + (begin - lower_begin_), end - begin);
  return token;
}

void Tokens::AddWord(absl::string_view text, std::size_t begin,
                     std::size_t end) {
  Token& token = Add(begin, end);
  const absl::string_view word = text.substr(begin, end - begin);
  token.word = true;
  token.capital = absl::ascii_isupper(static_cast<unsigned char>(word[0])) ||
                  static_cast<unsigned char>(word[0]) == 0xC3;
  token.abbreviation = word.size() > 1 && word.back() == '.';
  if (word.size() > 2 && absl::EndsWith(token.lower, "'s")) {
    token.possessive = true;
    token.lower.remove_suffix(2);
  }
  int letters = 0;
  bool lower = false;
  for (char c : word.substr(0, token.lower.size())) {
    if (absl::ascii_isalpha(static_cast<unsigned char>(c))) ++letters;
    if (absl::ascii_islower(static_cast<unsigned char>(c))) lower = true;
  }
  token.all_caps = letters > 1 && !lower;
}

}  // namespace chancery
