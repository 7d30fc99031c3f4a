#ifndef CHANCERY_SERVICE_PARSER_CLAUSE_READER_H_
#define CHANCERY_SERVICE_PARSER_CLAUSE_READER_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/parser/clauses.h"
#include "service/parser/sentence_reader.h"

namespace chancery {

// True for a class whose complement may hold the innermost stance head.
inline bool Embeds(const Head& head) {
  return head.match.cls == HeadClass::kReport ||
         head.match.cls == HeadClass::kExpress;
}

// Splits one sentence into clauses: walks over its heads from left to right
// and decides of each whether it opens a clause of its own, fills the open
// slot of the clause before, or says nothing. Used by ReadClauses() alone; its
// members are in clauses.cc (the walk, marks, ends), clause_heads.cc (finite
// heads), clause_others.cc (what no party is the subject of), clause_fronts.cc
// (subjects that stand elsewhere), clause_adjuncts.cc (participles,
// infinitives) and clause_nouns.cc (nouns).
class ClauseReader {
 public:
  ClauseReader(const Tokens& tokens, const Sentence& sentence,
               Speakers& speakers)
      : tokens_(tokens), sentence_(sentence), speakers_(speakers) {}

  std::vector<Clause> Read();

 private:
  const Token& At(std::size_t i) const { return tokens_[i]; }
  const Mention* MentionOf(const Head& head) const;
  Clause* current() { return clauses_.empty() ? nullptr : &clauses_.back(); }

  // The slot for a stance head is open: the clause reports, and nothing has
  // filled it.
  bool Open();

  // No clause but the contact itself.
  bool NoClause() const {
    return clauses_.empty() ||
           clauses_.back().head.match.cls == HeadClass::kContact;
  }

  // "In response, B nodded and stated": the announced speech is over.
  bool OtherSpeaks() const;

  // Under "stated as follows" every sentence is the announced speaker's.
  void OpenInBlock();

  // The marks between two heads that open a clause under the same head: an
  // inline item "(b)", a repeated "and that", a repeated "and to".
  void ReadMarks(std::size_t from, std::size_t until);

  void ReadItem(std::size_t i, const std::string& mark);

  bool RepeatedMark(std::size_t i) const;

  // The stance of the first that-clause holds for the second, unless that has
  // its own: "expects that A, and that B".
  Clause NextThat(const Clause& before, std::size_t first) const;

  // A further clause under `before`'s head, beginning at token `first`.
  static Clause Continuation(const Clause& before, std::size_t first);

  // Where the words between a conjunction and `at` begin: the index of "and",
  // ",", ";", or `at` when none stands there.
  std::size_t BoundaryBefore(std::size_t at) const;

  void ReadHead(const Head& head);

  // "views were exchanged on X", "agreement was reached": by both.
  bool StartsWithNoun(const Head& head) const;

  // The mention at the front of the sentence whose first verb the lexicon does
  // not know, or whose verb stands behind a long adjunct: "A nodded and
  // stated", "A, in her capacity as chair, stated".
  int LeadingSubject(const Head& head) const;

  // Starts a clause whose subject is the sentence's first one.
  bool StartFromLead(const Head& head);

  // "A reinforced the importance of X": the noun acts where the lexicon does
  // not know the verb.
  void ReadUnknownVerb();

  // "..., said Minister A."
  bool StartInverted(const Head& head);

  // The whole sentence is what `speaker` said: "..., the Minister added."
  void StartPostposed(const Head& head, const Speaker& speaker, int subject);

  // "spoke to thank her and to convey ...": acts that the contact was for.
  void ReadPurpose(const Head& head);

  // The participles before the main clause are its subject's.
  void FillWaiting(const Speaker& speaker, int subject, Clause& clause);

  // A clause like `head`, said by the speaker of the one before it.
  bool AddAdjunct(const Head& head, const Speaker& speaker, bool waiting);

  // "commitment to modernizing A, aligning B and strengthening C".
  bool InGerundList(const Head& head) const;

  // The noun at `i` is somebody's: "his", "the country's".
  bool OwnedAt(std::size_t i, const Clause& clause) const;

  // Behind the comma go on the adjectives of a noun.
  bool AdjectivesAt(std::size_t comma) const;

  // The comma that closes what the one at `comma` opens, or `comma`.
  std::size_t ParenthesisEnd(std::size_t comma) const;

  // "words of", "a sense of": what follows is the feeling.
  static bool CarriesFeeling(const Token& token);

  // Whose act "received support from B" tells; nobody's for other verbs.
  Speaker Giver(const Clause& clause) const;

  // "concern was expressed": the noun in front of a passive.
  void ReadNounBefore(Clause& clause) const;

  static std::size_t Behind(const Clause& clause);

  // "that" or nothing but an opener between the clause's head and the subject:
  // the subject stands inside the complement.
  bool Embedded(const Head& head, const Mention& subject);

  bool AndAt(std::size_t i) const {
    return i + 1 < sentence_.last && At(i + 1).Is("and");
  }
  bool ThatBetween(std::size_t from, std::size_t until) const;
  // "explained that", "said it": not "outlined the work the UK needs".
  bool HoldsClause(const Clause& clause) const;
  bool InfinitiveBetween(std::size_t from, std::size_t until) const;
  bool FiniteBetween(const Clause& clause, std::size_t until) const;

  // A principal by name at the front of a sentence under "as follows" speaks
  // for themselves; the other one ends the announced speech.
  bool OpensBlockSentence(const Head& head);

  void ReadWithSubject(const Head& head);

  // "was briefed by B" -> B.
  int AgentBehind(const Head& head) const;

  void ReadFreeSpeech(const Head& head, const Mention* subject);

  // "reaffirmed that" of one side says; only both converge.
  Head Spoken(const Head& head, const Speaker& speaker) const;

  // A main clause of its own.
  void Start(const Head& head, const Speaker& speaker, int subject,
             std::size_t first, bool implicit);

  // Looks for a stance noun as the head's object.
  void ReadNoun(Clause& clause) const;

  void ReadEmbedded(const Head& head, const Mention* subject);

  void ReadInnerNoun(Clause& clause, const Head& head) const;

  // The inner head takes a that-clause: "expects that".
  bool CarriesThat(const Clause& clause) const;

  // "..., and thus Japan intends to ...", "and is determined to ...": the
  // second conjunct of one that-clause, with a stance of its own.
  void MaybeSecond(const Head& head, const Mention* subject);

  // The clause's inner head has a subject of the speaker's side, which a
  // coordinated head without one shares.
  bool OwnInner(const Clause& clause) const;

  static bool IsPast(const Clause& clause);

  void ReadCoordinated(const Head& head);

  // "A should not be dropped and the situation shows the need to talk"
  void ReadSecondPredicate(const Head& head);

  // "X was discussed and the need for Y was stressed"
  void ReadSecondPassive(const Head& head);

  // "the talks process should be continued", "the visit was regrettable".
  void ReadOtherSubject(const Head& head);

  // ", stating that", "responded by appreciating", "with A underscoring".
  void ReadParticiple(const Head& head);

  // "... and to coordinate toward holding ...": a repeated "to" under a head
  // of convergence; "would like to express her thanks".
  void ReadInfinitive(const Head& head);

  // Ends each clause where the next begins, without the words between.
  void CloseAll();

  // "expressed his support for A and his hope that B", "noted his intention
  // ..., together with his expectation ...": a second noun of another class is
  // a second clause.
  void AddNounConjuncts();

  const Tokens& tokens_;
  const Sentence& sentence_;
  Speakers& speakers_;
  std::vector<Clause> clauses_;
  std::size_t items_until_ = 0;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_CLAUSE_READER_H_
