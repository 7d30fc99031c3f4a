#ifndef CHANCERY_SERVICE_PARSER_LEXICON_H_
#define CHANCERY_SERVICE_PARSER_LEXICON_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/record.pb.h"
#include "service/parser/tokens.h"

namespace chancery {

// What a head is; data/lexicon.txt says each in a line.
enum class HeadClass : std::uint8_t {
  kReport,
  kExpress,
  kStance,
  kPred,
  kConverge,
  kTouch,
  kContact,
  kTask,
  kWill,
  kNoun,
  kView,
  kVoid,
  kJoint,
  kPlan,
  kIntend,
  kValue,
};

// A set of head classes.
class HeadClasses {
 public:
  constexpr HeadClasses(std::initializer_list<HeadClass> classes) {
    for (const HeadClass one : classes) bits_ |= Bit(one);
  }
  constexpr bool Has(HeadClass one) const { return (bits_ & Bit(one)) != 0; }

 private:
  static constexpr std::uint32_t Bit(HeadClass one) {
    return std::uint32_t{1} << static_cast<std::uint8_t>(one);
  }
  std::uint32_t bits_ = 0;
};

// Forms of a verb, as a set of bits; "agreed" is past and participle.
enum VerbForm : std::uint8_t {
  kNoForm = 0,
  kBase = 1,
  kThird = 2,
  kPast = 4,
  kParticiple = 8,
  kIng = 16,
};

// A pattern of the lexicon found in tokens [first, last).
struct HeadMatch {
  HeadClass cls = HeadClass::kReport;
  v1::Act act = v1::ACT_UNSPECIFIED;
  std::size_t first = 0;
  std::size_t last = 0;
  std::string lemma;       // Of the first word, where it is a verb.
  std::uint8_t forms = 0;  // VerbForm bits of the first word.
};

// The heads of diplomatic speech. Immutable; thread-safe.
class Lexicon {
 public:
  // The lexicon compiled in from data/lexicon.txt.
  static const Lexicon& Get();

  // The longest pattern of one of `classes` that begins at tokens[at], within
  // tokens [at, end). `begin` bounds what may stand before.
  std::optional<HeadMatch> Match(const Tokens& tokens, std::size_t begin,
                                 std::size_t at, std::size_t end,
                                 HeadClasses classes) const;

  // VerbForm bits of `word` as a form of `lemma`.
  std::uint8_t FormsOf(absl::string_view word, absl::string_view lemma) const;

  // True for a past tense or third person of a verb of the lexicon.
  bool IsFinite(absl::string_view word) const;

  // True for an adverb that may stand between a head's words.
  static bool IsAdverb(absl::string_view word);

 private:
  struct Option {
    std::string word;
    bool verb = false;
  };
  struct Element {
    std::vector<Option> options;
    bool gap = false;
    bool wide = false;  // A gap that crosses marks.
  };
  struct Pattern {
    HeadClass cls = HeadClass::kReport;
    v1::Act act = v1::ACT_UNSPECIFIED;
    std::vector<Element> elements;
    std::vector<std::string> not_after;      // !word
    std::vector<std::string> not_after_far;  // !.. (words)
    std::vector<std::string> not_before;     // <word
    std::uint8_t only_forms = 0;             // =past
  };
  explicit Lexicon(absl::string_view data);
  void AddForms(absl::string_view line);
  void AddVerb(const std::string& lemma);
  void AddLine(absl::string_view line);
  Pattern ReadPattern(absl::string_view text, absl::string_view line);
  bool MatchesOption(const Token& token, const Element& element,
                     const Option** which) const;
  std::size_t MatchPattern(const Pattern& pattern, const Tokens& tokens,
                           std::size_t begin, std::size_t at,
                           std::size_t end) const;

  // Word to (lemma, forms).
  absl::flat_hash_map<std::string,
                      std::vector<std::pair<std::string, std::uint8_t>>>
      forms_;
  absl::flat_hash_map<std::string, bool> known_;
  std::vector<Pattern> patterns_;
  absl::flat_hash_map<std::string, std::vector<std::size_t>> by_first_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_LEXICON_H_
