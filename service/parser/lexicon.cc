#include "service/parser/lexicon.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/parser/data.h"
#include "service/parser/lines.h"

namespace chancery {
namespace {

constexpr std::size_t kGapWordsMax = 5;
constexpr std::size_t kWideGapMax = 12;
constexpr std::size_t kAdverbsMax = 3;

constexpr std::array<std::pair<absl::string_view, HeadClass>, 16> kClasses = {{
    {"report", HeadClass::kReport},
    {"express", HeadClass::kExpress},
    {"stance", HeadClass::kStance},
    {"pred", HeadClass::kPred},
    {"converge", HeadClass::kConverge},
    {"touch", HeadClass::kTouch},
    {"contact", HeadClass::kContact},
    {"task", HeadClass::kTask},
    {"will", HeadClass::kWill},
    {"noun", HeadClass::kNoun},
    {"view", HeadClass::kView},
    {"void", HeadClass::kVoid},
    {"joint", HeadClass::kJoint},
    {"plan", HeadClass::kPlan},
    {"intend", HeadClass::kIntend},
    {"value", HeadClass::kValue},
}};

bool IsVowel(char c) {
  return absl::string_view("aeiou").find(c) != absl::string_view::npos;
}

std::string Third(const std::string& lemma) {
  const char last = lemma.back();
  if (last == 'y' && lemma.size() > 1 && !IsVowel(lemma[lemma.size() - 2])) {
    return absl::StrCat(lemma.substr(0, lemma.size() - 1), "ies");
  }
  if (last == 's' || last == 'x' || last == 'z' || last == 'o' ||
      absl::EndsWith(lemma, "ch") || absl::EndsWith(lemma, "sh")) {
    return absl::StrCat(lemma, "es");
  }
  return absl::StrCat(lemma, "s");
}

std::string Past(const std::string& lemma) {
  if (lemma.back() == 'e') return absl::StrCat(lemma, "d");
  if (lemma.back() == 'y' && lemma.size() > 1 &&
      !IsVowel(lemma[lemma.size() - 2])) {
    return absl::StrCat(lemma.substr(0, lemma.size() - 1), "ied");
  }
  return absl::StrCat(lemma, "ed");
}

std::string Ing(const std::string& lemma) {
  if (lemma.back() == 'e' && !absl::EndsWith(lemma, "ee")) {
    return absl::StrCat(lemma.substr(0, lemma.size() - 1), "ing");
  }
  return absl::StrCat(lemma, "ing");
}

}  // namespace

const Lexicon& Lexicon::Get() {
  static const auto* const lexicon = new Lexicon(kDataLexicon);
  return *lexicon;
}

bool Lexicon::IsAdverb(absl::string_view word) {
  static constexpr std::array<absl::string_view, 34> kAdverbs = {
      "also",     "very",    "most", "more",        "still",    "again",
      "once",     "further", "then", "always",      "so",       "too",
      "now",      "both",    "all",  "each",        "thus",     "therefore",
      "already",  "even",    "well", "just",        "rather",   "quite",
      "together", "hereby",  "yet",  "furthermore", "moreover", "likewise",
      "instead",  "often",   "soon", "never"};
  if (std::find(kAdverbs.begin(), kAdverbs.end(), word) != kAdverbs.end()) {
    return true;
  }
  return word.size() > 4 && absl::EndsWith(word, "ly") && word != "supply" &&
         word != "reply" && word != "apply" && word != "italy" &&
         word != "july" && word != "rely" && word != "family" &&
         word != "early" && word != "ally" && word != "assembly";
}

Lexicon::Lexicon(absl::string_view data) {
  for (absl::string_view line : DataLines(data)) {
    if (absl::StartsWith(line, "forms ")) {
      AddForms(line);
    } else {
      AddLine(line);
    }
  }
  // "be" has more forms than the line can hold.
  for (const char* word : {"is", "are", "am"}) {
    forms_[word].emplace_back("be", kThird);
  }
  forms_["were"].emplace_back("be", kPast);
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    for (const Option& option : patterns_[i].elements[0].options) {
      if (!option.verb) {
        by_first_[option.word].push_back(i);
        continue;
      }
      for (const auto& [word, lemmas] : forms_) {
        for (const auto& [lemma, bits] : lemmas) {
          if (lemma == option.word) {
            std::vector<std::size_t>& list = by_first_[word];
            if (list.empty() || list.back() != i) list.push_back(i);
          }
        }
      }
    }
  }
}

void Lexicon::AddForms(absl::string_view line) {
  const std::vector<std::string> words =
      absl::StrSplit(line, ' ', absl::SkipEmpty());
  if (words.size() != 6) DataFault("lexicon.txt", line);
  const std::string& lemma = words[1];
  if (!known_.emplace(lemma, true).second) return;
  const std::array<std::pair<std::string, VerbForm>, 5> all = {
      {{lemma, kBase},
       {words[2], kThird},
       {words[3], kPast},
       {words[4], kParticiple},
       {words[5], kIng}}};
  for (const auto& [word, form] : all) forms_[word].emplace_back(lemma, form);
}

void Lexicon::AddVerb(const std::string& lemma) {
  if (!known_.emplace(lemma, true).second) return;
  forms_[lemma].emplace_back(lemma, kBase);
  forms_[Third(lemma)].emplace_back(lemma, kThird);
  forms_[Past(lemma)].emplace_back(
      lemma, static_cast<std::uint8_t>(kPast | kParticiple));
  forms_[Ing(lemma)].emplace_back(lemma, kIng);
}

void Lexicon::AddLine(absl::string_view line) {
  const std::vector<absl::string_view> halves =
      absl::StrSplit(line, absl::MaxSplits(" : ", 1));
  if (halves.size() != 2) DataFault("lexicon.txt", line);
  const std::vector<absl::string_view> head =
      absl::StrSplit(halves[0], ' ', absl::SkipEmpty());
  if (head.size() != 2) DataFault("lexicon.txt", line);
  const auto cls =
      std::find_if(kClasses.begin(), kClasses.end(),
                   [&head](const auto& one) { return one.first == head[0]; });
  v1::Act act = v1::ACT_UNSPECIFIED;
  if (cls == kClasses.end() ||
      (head[1] != "-" &&
       !v1::Act_Parse(absl::StrCat("ACT_", absl::AsciiStrToUpper(head[1])),
                      &act))) {
    DataFault("lexicon.txt", line);
  }
  for (absl::string_view text : absl::StrSplit(halves[1], '|')) {
    Pattern pattern = ReadPattern(absl::StripAsciiWhitespace(text), line);
    pattern.cls = cls->second;
    pattern.act = act;
    patterns_.push_back(std::move(pattern));
  }
}

Lexicon::Pattern Lexicon::ReadPattern(absl::string_view text,
                                      absl::string_view line) {
  Pattern pattern;
  bool far = false;
  const auto words_of = [](absl::string_view word) {
    if (absl::ConsumePrefix(&word, "(")) absl::ConsumeSuffix(&word, ")");
    std::vector<std::string> words = absl::StrSplit(word, '/');
    return words;
  };
  for (absl::string_view word : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    if (far) {
      pattern.not_after_far = words_of(word);
      far = false;
    } else if (word == "!..") {
      far = true;
    } else if (absl::ConsumePrefix(&word, "!")) {
      pattern.not_after.emplace_back(word);
    } else if (absl::ConsumePrefix(&word, "<")) {
      pattern.not_before.emplace_back(word);
    } else if (word == "=past") {
      pattern.only_forms = kPast;
    } else if (word == "=base") {
      pattern.only_forms = kBase;
    } else if (word == "=ing") {
      pattern.only_forms = kIng;
    } else {
      Element element;
      element.wide = word == "...";
      element.gap = element.wide || word == "..";
      if (!element.gap) {
        for (std::string& option : words_of(word)) {
          const bool verb = absl::EndsWith(option, "~");
          if (verb) option.pop_back();
          if (option.empty()) DataFault("lexicon.txt", line);
          if (verb) AddVerb(option);
          element.options.push_back({std::move(option), verb});
        }
      }
      pattern.elements.push_back(std::move(element));
    }
  }
  if (pattern.elements.empty() || pattern.elements[0].gap ||
      pattern.elements.back().gap) {
    DataFault("lexicon.txt", line);
  }
  return pattern;
}

std::uint8_t Lexicon::FormsOf(absl::string_view word,
                              absl::string_view lemma) const {
  std::uint8_t bits = 0;
  const auto found = forms_.find(word);
  if (found == forms_.end()) return bits;
  for (const auto& [of, form] : found->second) {
    if (of == lemma) bits = static_cast<std::uint8_t>(bits | form);
  }
  return bits;
}

bool Lexicon::IsFinite(absl::string_view word) const {
  const auto found = forms_.find(word);
  if (found == forms_.end()) return false;
  return std::any_of(
      found->second.begin(), found->second.end(),
      [](const auto& form) { return (form.second & (kPast | kThird)) != 0; });
}

bool Lexicon::MatchesOption(const Token& token, const Element& element,
                            const Option** which) const {
  for (const Option& option : element.options) {
    const bool same = option.verb ? FormsOf(token.lower, option.word) != 0
                                  : token.lower == option.word;
    if (same) {
      if (which) *which = &option;
      return true;
    }
  }
  return false;
}

std::size_t Lexicon::MatchPattern(const Pattern& pattern, const Tokens& tokens,
                                  std::size_t begin, std::size_t at,
                                  std::size_t end) const {
  // The index by first words has found the first element.
  std::size_t i = at + 1;
  bool gap = false;
  bool wide = false;
  for (std::size_t n = 1; n < pattern.elements.size(); ++n) {
    const Element& element = pattern.elements[n];
    if (element.gap) {
      gap = true;
      wide = element.wide;
      continue;
    }
    std::size_t k = i;
    std::size_t skipped = 0;
    while (true) {
      if (k >= end) return at;
      if (MatchesOption(tokens[k], element, nullptr)) break;
      const bool mark = !tokens[k].word && !tokens[k].Is("\"") &&
                        !tokens[k].Is("(") && !tokens[k].Is(")");
      const bool may =
          i > at && (!mark || wide) &&
          (gap ? skipped < (wide ? kWideGapMax : kGapWordsMax)
               : skipped < kAdverbsMax && IsAdverb(tokens[k].lower));
      if (!may) return at;
      // A gap ends where another clause begins.
      if (gap && !wide &&
          (tokens[k].Is("that") || tokens[k].Is("which") ||
           tokens[k].Is("to"))) {
        return at;
      }
      ++skipped;
      ++k;
    }
    i = k + 1;
    gap = wide = false;
  }
  for (const std::string& word : pattern.not_after) {
    if (i < end && tokens[i].Is(word)) return at;
  }
  for (const std::string& word : pattern.not_before) {
    if (at > begin && tokens[at - 1].Is(word)) return at;
  }
  for (std::size_t k = i; k < end && k < i + kGapWordsMax; ++k) {
    for (const std::string& word : pattern.not_after_far) {
      if (tokens[k].Is(word)) return at;
    }
  }
  return i;
}

std::optional<HeadMatch> Lexicon::Match(const Tokens& tokens, std::size_t begin,
                                        std::size_t at, std::size_t end,
                                        HeadClasses classes) const {
  const auto found = by_first_.find(tokens[at].lower);
  if (found == by_first_.end() || !tokens[at].word) return std::nullopt;
  std::optional<HeadMatch> best;
  for (std::size_t index : found->second) {
    const Pattern& pattern = patterns_[index];
    if (!classes.Has(pattern.cls)) continue;
    const std::size_t last = MatchPattern(pattern, tokens, begin, at, end);
    if (last == at || (best && last <= best->last)) continue;
    HeadMatch match;
    match.cls = pattern.cls;
    match.act = pattern.act;
    match.first = at;
    match.last = last;
    const Option* option = nullptr;
    MatchesOption(tokens[at], pattern.elements[0], &option);
    std::size_t verb = at;
    if (option && !option->verb && at + 1 < end && IsAdverb(option->word) &&
        pattern.elements.size() > 1) {
      MatchesOption(tokens[++verb], pattern.elements[1], &option);
    }
    if (option && option->verb) {
      match.lemma = option->word;
      match.forms = FormsOf(tokens[verb].lower, option->word);
    }
    if (pattern.only_forms != 0 && (match.forms & pattern.only_forms) == 0) {
      continue;
    }
    best = std::move(match);
  }
  return best;
}

}  // namespace chancery
