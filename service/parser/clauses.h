#ifndef CHANCERY_SERVICE_PARSER_CLAUSES_H_
#define CHANCERY_SERVICE_PARSER_CLAUSES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "service/parser/heads.h"
#include "service/parser/speakers.h"

namespace chancery {

// A clause that may become a record: its speaker, its head, the stance head
// in its complement, and its extent.
struct Clause {
  std::size_t first = 0;  // Tokens, from the subject or the head ...
  std::size_t last = 0;   // ... to the end of the complement.
  Speaker speaker;
  int subject = -1;  // Mention of the sentence, if named in this clause.
  Head head;         // The outer head.
  std::optional<Head> inner;  // The innermost stance head.
  // The act of a noun that is the head's object: "expressed his hope".
  std::optional<HeadMatch> noun;
  std::size_t content = 0;  // First token of the complement.
  bool carries_on = false;  // A further part of the clause before it.
  bool in_block = false;    // Under "stated as follows".
  bool implicit = false;    // A passive that names no agent.
  bool settled = false;     // Decided as the clause before it.
  bool purpose = false;     // "spoke to thank": what the contact was for.
  bool gerund = false;      // Its act is a gerund: "began by thanking".
  std::string answered;     // Whose point an assent answers, if known.
  bool waiting = false;     // An adjunct whose subject is still to come.
  std::string item;         // "(a)" for an inline item.
};

// Splits a sentence into clauses and settles who speaks in each. `speakers` is
// moved on to the sentence's end.
std::vector<Clause> ReadClauses(const Tokens& tokens, const Sentence& sentence,
                                Speakers& speakers);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_CLAUSES_H_
