#ifndef CHANCERY_SERVICE_PARSER_DECIDE_H_
#define CHANCERY_SERVICE_PARSER_DECIDE_H_

#include <string>

#include "chancery/v1/record.pb.h"
#include "service/parser/clauses.h"
#include "service/parser/complements.h"

namespace chancery {

// What a clause is.
struct Decision {
  enum class Outcome { kRecord, kTouch, kNothing };
  Outcome outcome = Outcome::kNothing;
  v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
  v1::Act act = v1::ACT_UNSPECIFIED;
  v1::FollowUpBasis basis = v1::FOLLOW_UP_BASIS_UNSPECIFIED;
  bool joint = false;  // All parties act.
  bool negative = false;
  bool undertaken = false;  // The speaker has to do it.
  std::string modal;        // "will", "should", ...
  TokenRange head;          // The words that decided.
  std::string why_not;      // For kNothing: one sentence.
};

// Decides kind and act of a clause: follow-up before agreement before
// statement; a touch takes no position.
Decision Decide(const Tokens& tokens, const Sentence& sentence,
                const Clause& clause, const Speakers& speakers);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_DECIDE_H_
