#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "service/parser/tokens.h"

namespace chancery {
namespace {

// Abbreviations that end in a full stop and never end a sentence.
constexpr std::array<absl::string_view, 32> kTitleAbbreviations = {
    "mr",  "mrs",    "ms", "dr",  "hon", "prof", "sen", "gen",
    "amb", "gov",    "lt", "col", "rep", "rt",   "st",  "smt",
    "no",  "nos",    "vs", "art", "sec", "dep",  "maj", "capt",
    "rev", "approx", "eg", "ie",  "cf",  "viz",  "mt",  "hrh"};

// Abbreviations that may end a sentence, depending on what follows.
constexpr std::array<absl::string_view, 22> kAbbreviations = {
    "jr",  "sr",  "etc", "inc", "ltd",  "corp", "co",  "jan",
    "feb", "mar", "apr", "jun", "jul",  "aug",  "sep", "sept",
    "oct", "nov", "dec", "al",  "govt", "dept"};

// Words that begin a sentence far more often than they follow an abbreviation
// inside one.
constexpr std::array<absl::string_view, 45> kStarters = {
    "the",      "in",         "on",           "he",      "she",
    "they",     "both",       "it",           "at",      "furthermore",
    "moreover", "regarding",  "with",         "as",      "this",
    "these",    "concerning", "additionally", "however", "to",
    "for",      "then",       "also",         "finally", "in addition",
    "further",  "meanwhile",  "we",           "i",       "there",
    "turning",  "lastly",     "following",    "while",   "after",
    "during",   "besides",    "similarly",    "from",    "an",
    "how",      "what",       "who",          "when",    "why"};

template <std::size_t N>
bool Has(const std::array<absl::string_view, N>& list, absl::string_view word) {
  for (absl::string_view one : list) {
    if (one == word) return true;
  }
  return false;
}

// Words before a person's name: behind a time of day they begin a sentence, or
// follow the sentence's opening "At 5 p.m.".
constexpr std::array<absl::string_view, 14> kTitles = {
    "mr",    "ms",        "mrs",       "dr",        "minister",
    "prime", "foreign",   "president", "secretary", "chancellor",
    "state", "ministers", "sir",       "leaders"};

// Words that an opening "On July 21, at 5 p.m." begins with.
constexpr std::array<absl::string_view, 14> kOpeners = {
    "at",         "from",     "on",    "in",     "around", "about",  "since",
    "commencing", "starting", "until", "before", "after",  "during", "for"};

// Verbs in a sentence's front that say that it has had its opening.
constexpr std::array<absl::string_view, 14> kVerbs = {
    "was", "were", "is",   "had",  "has",  "held", "spoke",
    "met", "took", "made", "will", "went", "left", "began"};

// Text without blanks is looked at over this many words either side.
constexpr std::size_t kGluedMax = 32;

class SentenceSplitter {
 public:
  explicit SentenceSplitter(absl::Span<const Token> tokens) : tokens_(tokens) {}

  std::vector<std::size_t> Split() {
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if (tokens_[i].Is("(")) ++depth_;
      if (tokens_[i].Is(")") && depth_ > 0) --depth_;
      const std::size_t next = NextStart(i);
      if (next == 0) continue;
      starts_.push_back(next);
      i = next - 1;
      depth_ = 0;
    }
    if (starts_.back() != tokens_.size()) starts_.push_back(tokens_.size());
    return std::move(starts_);
  }

 private:
  const Token& At(std::size_t i) const { return tokens_[i]; }

  bool Glued(std::size_t i) const {
    return i > 0 && i < tokens_.size() && At(i - 1).end == At(i).begin;
  }

  static bool IsStop(const Token& token) {
    return token.Is(".") || token.Is("?") || token.Is("!");
  }

  // The first token of the sentence that follows the one token `i` ends; 0 when
  // it ends none.
  std::size_t NextStart(std::size_t i) {
    if (At(i).abbreviation) return AfterAbbreviation(i) ? i + 1 : 0;
    if (!IsStop(At(i))) return 0;
    if (At(i).Is(".") && i + 1 < tokens_.size() && At(i + 1).Is(".")) {
      return AfterDots(i);
    }
    if (i > 0 && At(i).Is(".") && At(i - 1).Is(".")) return 0;
    return AfterStop(i);
  }

  // "He left at 6 p.m. Mr. A then spoke", "in the U.S. They", "you and I. Did".
  bool AfterAbbreviation(std::size_t i) const {
    const Token& token = At(i);
    const Token& after = At(i + 1);
    if (!after.word || !after.capital) return false;
    if (token.Is("i.")) {
      return i > 0 && (At(i - 1).Is("and") || At(i - 1).Is("or"));
    }
    const bool time = token.Is("a.m.") || token.Is("p.m.");
    if (time && IsOpening(i)) return false;
    if (time && Has(kTitles, after.lower)) return true;
    return Has(kStarters, after.lower) && !token.Is("h.e.") &&
           token.lower.size() > 2;
  }

  // "At 5 a.m." or "On July 21, commencing at 5:00 p.m.": no more than the
  // opening of the sentence that token `i` stands in.
  bool IsOpening(std::size_t i) const {
    if (!Has(kOpeners, At(starts_.back()).lower)) return false;
    for (std::size_t k = starts_.back(); k < i; ++k) {
      if (absl::EndsWith(At(k).lower, "ed") || Has(kVerbs, At(k).lower)) {
        return false;
      }
    }
    return true;
  }

  // Three full stops leave words out and end nothing. Of four, the first ends
  // the sentence when it stands at its word and the others do not: "compounds.
  // . . . The"; else the last.
  std::size_t AfterDots(std::size_t i) const {
    std::size_t end = i;
    while (end < tokens_.size() && At(end).Is(".")) ++end;
    if (i > 0 && At(i - 1).Is(".")) return 0;  // Judged at its first.
    if (end == tokens_.size() || !At(end).word || !At(end).capital) return 0;
    if (end - i < 4) return 0;
    return Glued(i) && !Glued(i + 1) ? i + 1 : end;
  }

  std::size_t AfterStop(std::size_t i) {
    const Token* before = i > 0 ? &At(i - 1) : nullptr;
    const bool glued = before && before->word && Glued(i);
    if (glued && At(i).Is(".") && Has(kTitleAbbreviations, before->lower)) {
      return 0;
    }
    // "N° 5", whose sign is read as a bullet's.
    if (i > 1 && At(i - 1).Is("*") && At(i - 2).Is("n") && Glued(i - 1)) {
      return 0;
    }
    // "1. The first": a number at the front of its sentence.
    if (glued && starts_.back() == i - 1 && IsNumber(*before)) return 0;
    std::size_t next = i + 1;
    while (next < tokens_.size() && Glued(next) &&
           (At(next).Is("\"") || At(next).Is(")") || At(next).Is("'"))) {
      if (At(next).Is(")") && depth_ > 0) --depth_;
      ++next;
    }
    if (next >= tokens_.size()) return 0;
    const Token& after = At(next);
    // A whole sentence in brackets stays with the one before it.
    if (depth_ > 0 || (Glued(next) && (IsStop(after) || InAddress(i)))) {
      return 0;
    }
    if (after.Is(",") || after.Is(".") || after.Is(";") || after.Is(")")) {
      return 0;
    }
    if (glued && Has(kAbbreviations, before->lower)) {
      return after.capital && Has(kStarters, after.lower) ? next : 0;
    }
    const bool ends =
        !after.word || after.capital ||
        absl::ascii_isdigit(static_cast<unsigned char>(after.lower[0]));
    return ends ? next : 0;
  }

  static bool IsNumber(const Token& token) {
    return token.lower.size() <= 2 &&
           std::all_of(token.lower.begin(), token.lower.end(), [](char c) {
             return absl::ascii_isdigit(static_cast<unsigned char>(c));
           });
  }

  // A full stop inside "Jane.Doe@example.com" or "https://www.example.com".
  bool InAddress(std::size_t i) const {
    std::size_t first = i;
    while (first > 0 && i - first < kGluedMax && Glued(first)) --first;
    std::size_t last = i + 1;
    while (last < tokens_.size() && last - i < kGluedMax && Glued(last)) ++last;
    for (std::size_t k = first; k < last; ++k) {
      if (At(k).Is("@") || At(k).Is("www") || At(k).Is("http") ||
          At(k).Is("https")) {
        return true;
      }
    }
    return false;
  }

  const absl::Span<const Token> tokens_;
  std::vector<std::size_t> starts_ = {0};
  int depth_ = 0;  // Of open brackets.
};

}  // namespace

std::vector<std::size_t> SplitSentences(absl::Span<const Token> tokens) {
  return SentenceSplitter(tokens).Split();
}

}  // namespace chancery
