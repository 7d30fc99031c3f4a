#ifndef CHANCERY_SERVICE_PARSER_SENTENCE_READER_H_
#define CHANCERY_SERVICE_PARSER_SENTENCE_READER_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "service/parser/heads.h"

namespace chancery {

// True where `list` holds `word`.
template <std::size_t N>
bool Has(const std::array<absl::string_view, N>& list, absl::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

inline constexpr std::array<absl::string_view, 10> kModals = {
    "will", "would", "should", "can",   "could",
    "may",  "might", "must",   "shall", "cannot"};

inline constexpr std::array<absl::string_view, 6> kRelatives = {
    "which", "who", "whom", "whose", "where", "wherein"};

inline constexpr std::array<absl::string_view, 12> kSubordinators = {
    "because", "although", "though",  "since",   "when", "if",
    "unless",  "until",    "whereas", "whether", "why",  "how"};

inline bool IsBe(absl::string_view word) {
  return Lexicon::Get().FormsOf(word, "be") != 0;
}
inline bool IsHave(absl::string_view word) {
  return Lexicon::Get().FormsOf(word, "have") != 0;
}

// Words that look like a verb: enough to tell "as Minister A said" from "as
// partners".
inline bool LooksFinite(const Token& token) {
  return token.word &&
         (IsBe(token.lower) || IsHave(token.lower) ||
          Has(kModals, token.lower) || absl::EndsWith(token.lower, "ed") ||
          (Lexicon::Get().FormsOf(token.lower, "say") |
           Lexicon::Get().FormsOf(token.lower, "make")) != 0);
}

// Reads one sentence: masks what is no main clause, then finds heads and their
// subjects. Used by ReadSentence() alone; masks.cc has the masks, heads.cc the
// rest.
class SentenceReader {
 public:
  SentenceReader(const Tokens& tokens, std::size_t first, std::size_t last,
                 const Header& header)
      : tokens_(tokens), lexicon_(Lexicon::Get()) {
    sentence_.first = first;
    sentence_.last = last;
    sentence_.mentions = FindMentions(tokens, first, last, header);
    sentence_.masked.assign(last - first, false);
  }

  Sentence Read();

 private:
  const Token& At(std::size_t i) const { return tokens_[i]; }
  bool Masked(std::size_t i) const {
    return sentence_.masked[i - sentence_.first];
  }
  void Mask(std::size_t from, std::size_t until);

  void MaskBracketsAndQuotes();

  // A finite auxiliary: a second one in a relative clause belongs to the main
  // clause: "the talks which will be held next month must succeed".
  static bool IsAuxiliary(const Token& token);

  // A relative clause's own verb stands at `i`: "which resort to terror".
  bool PlainVerbAt(std::size_t i) const;

  // The end of a subordinate clause that begins at `from`.
  std::size_t SubordinateEnd(std::size_t from) const;

  void MaskSubordinates();

  // "Under the circumstances that ..., A opposes": what is in front of A.
  void MaskCircumstances();

  bool ClauseFollows(std::size_t i) const;

  // "had a call, where they agreed": the relative word at `i` opens what was
  // said in the contact itself.
  bool TellsOfContact(std::size_t i) const;

  // "they will meet" begins at `i`: a relative clause that plans.
  bool PlansMeeting(std::size_t i) const;

  void FindHeads();

  // Behind "was pleased that he" another head may begin at "he".
  std::size_t NextStart(const HeadMatch& match) const { return match.last; }

  bool InsideMention(std::size_t i) const;

  void ReadVerbGroup(Head& head) const;

  // Where "went on", "continues" begins before the "to" at `to`, else `to`:
  // "went on to stress" is as finite as "stressed".
  std::size_t CatenativeBefore(std::size_t to) const;

  // Skips what may stand between a subject and its verb: "in response",
  // "who was visiting Canada", an office in commas, brackets.
  std::size_t SkipBack(std::size_t k) const;

  // The words [p, comma) between two commas leave subject and verb together.
  bool Skippable(std::size_t p, std::size_t comma) const;

  void FindSubject(Head& head);

  int MentionEndingAt(std::size_t k) const;

  // A base form is a verb only behind a subject, a modal, "to" or another one:
  // else it is the noun of the same letters.
  bool IsVerb(const Head& head) const;

  // ", as they pose a threat, and also pose a challenge"
  bool GoesOnMasked(const Head& head) const;

  // A third person that is no plural noun too.
  bool PlainlyVerb(const Head& head) const;

  // "I welcome X and support Y": a present tense may be coordinated with
  // another one.
  bool BaseFormBefore(const Head& head) const;

  // A plain future gives way to the head that it only puts in the future:
  // "will support". Not to a verb of saying: "would convey".
  void DropPlainFutures();

  const Tokens& tokens_;
  const Lexicon& lexicon_;
  Sentence sentence_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_SENTENCE_READER_H_
