#ifndef CHANCERY_SERVICE_PARSER_COMPLEMENTS_H_
#define CHANCERY_SERVICE_PARSER_COMPLEMENTS_H_

#include <cstddef>
#include <optional>

#include "service/parser/clauses.h"
#include "service/parser/heads.h"

namespace chancery {

// What the complement of a head of convergence is about.
struct Complement {
  enum class Kind {
    kEvaluation,  // Importance, need, a proposition: a view.
    kAction,      // Lasting action: a commitment.
    kDiscrete,    // A closable act: a follow-up.
  };
  Kind kind = Kind::kEvaluation;
  v1::Act plan = v1::ACT_UNSPECIFIED;  // Of a discrete act.
  TokenRange words;                    // That decided.
  bool infinitive = false;             // "to ..."
};

// Reads the complement in tokens [first, last).
Complement ReadComplement(const Tokens& tokens, const Sentence& sentence,
                          const Header& header, std::size_t first,
                          std::size_t last);

// The closable act that the verb at tokens[at] plans, before `last`, also
// through "coordinate toward holding".
std::optional<HeadMatch> PlanAt(const Tokens& tokens, std::size_t first,
                                std::size_t at, std::size_t last);

// The contact that the noun phrase at tokens[at] is, before `last`: "the next
// round of consultations", "an early visit by B". Nothing for a phrase whose
// first noun is another one: "the importance of the visit".
std::optional<HeadMatch> ContactNounAt(const Tokens& tokens, std::size_t at,
                                       std::size_t last);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_COMPLEMENTS_H_
