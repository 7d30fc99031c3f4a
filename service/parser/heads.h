#ifndef CHANCERY_SERVICE_PARSER_HEADS_H_
#define CHANCERY_SERVICE_PARSER_HEADS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "service/parser/lexicon.h"
#include "service/parser/mentions.h"
#include "service/parser/tokens.h"

namespace chancery {

// How a head's verb stands in its clause.
enum class VerbShape {
  kFinite,
  kPassive,     // "was agreed"
  kIng,         // "stating", "by appreciating"
  kInfinitive,  // "to convey"
  kNominal,     // No verb at all: "their support".
};

// What stands before a head's verb.
enum class SubjectShape {
  kMention,      // A subject that is a mention.
  kCoordinated,  // None: "and", a comma; the subject is carried over.
  kOther,        // Any other noun phrase.
};

// A head found in a sentence.
struct Head {
  HeadMatch match;
  VerbShape shape = VerbShape::kFinite;
  std::size_t group = 0;  // First token of its verb group: "would also".
  SubjectShape subject_shape = SubjectShape::kOther;
  int subject = -1;   // Index into the sentence's mentions.
  std::string modal;  // "will", "would", "should", ...; empty if none.
  bool negative = false;
  bool that_before = false;  // A complementizer opens its clause.
  bool masked = false;       // In a relative or subordinate clause.
};

// A sentence, read as far as its words go: tokens [first, last), what can be a
// subject, and the heads in the order of the text.
struct Sentence {
  std::size_t first = 0;
  std::size_t last = 0;
  std::vector<Mention> mentions;
  std::vector<Head> heads;
  std::vector<bool> masked;  // For each of its tokens: no main clause.
};

// Reads the sentence in tokens [first, last).
Sentence ReadSentence(const Tokens& tokens, std::size_t first, std::size_t last,
                      const Header& header);

// The enumerator of "(a)", "(2)", "(ii)" at tokens[at]; "" when there is none.
std::string EnumeratorAt(const Tokens& tokens, std::size_t at,
                         std::size_t last);

// The index of the mention that begins at token `at`, or -1.
int MentionAt(const Sentence& sentence, std::size_t at);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_HEADS_H_
