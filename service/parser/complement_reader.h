#ifndef CHANCERY_SERVICE_PARSER_COMPLEMENT_READER_H_
#define CHANCERY_SERVICE_PARSER_COMPLEMENT_READER_H_

#include <cstddef>
#include <optional>

#include "service/parser/complements.h"
#include "service/parser/sentence_reader.h"

namespace chancery {

// Reads one complement. Used by ReadComplement() alone; its members are in
// complements.cc (infinitives and clauses) and complement_phrases.cc (who a
// clause's future is, noun phrases).
class ComplementReader {
 public:
  ComplementReader(const Tokens& tokens, const Sentence& sentence,
                   const Header& header, std::size_t first, std::size_t last)
      : tokens_(tokens),
        sentence_(sentence),
        header_(header),
        first_(first),
        last_(last) {}

  Complement Read();

 private:
  bool Masked(std::size_t i) const;

  std::size_t SkipAdverbs(std::size_t i) const;

  // "with B", "once again": what may stand between a head and its complement.
  std::size_t SkipOpeners(std::size_t i) const;

  void Set(Complement::Kind kind, std::size_t from, std::size_t until);

  // The complement's verb stands at `at`, in its base form or as "be".
  bool ReadVerb(std::size_t at);

  bool AdjectiveOfWorth(std::size_t at) const;

  // A that-clause: the first unmasked predicate decides.
  bool ReadClause(std::size_t from);

  // Elections that are to be held are nobody's contact.
  bool Polls(std::size_t from, std::size_t until) const;

  std::optional<HeadMatch> TimingAt(std::size_t i) const;

  // "is to visit", "was to be held" plan; any other "is" is a proposition.
  bool ReadBe(std::size_t at);

  // "will continue ..." of the parties is a commitment; of anything else only
  // in the passive: "exchanges will be pursued".
  bool ReadFuture(std::size_t modal, std::size_t verb, std::size_t from);

  // "their officials", "the two countries' experts", "officials of both".
  bool OwnOfficials(std::size_t from, std::size_t modal) const;

  // "a launch by North Korea" is no party's future, nor is a third country's,
  // unless it stands in a row with the parties.
  bool HeadsPhrase(const Mention& mention) const;

  // Only adverbs and brackets stand between the subject and its verb.
  bool SubjectReaches(std::size_t from, std::size_t modal) const;

  // A noun phrase: "on the importance of", "close coordination", "a view".
  void ReadPhrase(std::size_t at);

  // A contact that is still to come, not one that was: "the visit to Oslo".
  bool Planned(std::size_t from, std::size_t noun) const;

  // "confirmed their intention to hold a meeting in May" plans it.
  void ReadIntention(std::size_t at);

  // "cooperation toward the signing of an agreement" plans the signing.
  void ReadToward(std::size_t at);

  const Tokens& tokens_;
  const Sentence& sentence_;
  const Header& header_;
  const std::size_t first_;
  const std::size_t last_;
  Complement complement_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_COMPLEMENT_READER_H_
