#ifndef CHANCERY_SERVICE_PARSER_MENTIONS_H_
#define CHANCERY_SERVICE_PARSER_MENTIONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "service/parser/header.h"
#include "service/parser/tokens.h"

namespace chancery {

// What a noun phrase that can be a verb's subject stands for.
enum class MentionKind {
  kPerson,  // A principal, by name.
  kOffice,  // "the Minister": a principal, by office.
  kParty,   // A state or organisation, or its side.
  kJoint,   // "both sides", "the two ministers", "they".
  kHe,      // "he", "she"
  kFirst,   // "I", "we"
  kIt,
  kCounterpart,  // "his counterpart": the other one of two.
  kThird,        // Somebody who is no principal.
};

// A mention in tokens [first, last).
struct Mention {
  MentionKind kind = MentionKind::kThird;
  std::string party;  // Of a person, an office or a party; else empty.
  int person = -1;    // Index into Header::persons, if a principal.
  // Of an office: the principals who hold it.
  std::vector<int> holders;
  // Of a joint mention that names its members: "A and B"; else all parties.
  std::vector<std::string> members;
  std::size_t first = 0;
  std::size_t last = 0;
};

// Finds the mentions in tokens [first, last), in order, not overlapping.
std::vector<Mention> FindMentions(const Tokens& tokens, std::size_t first,
                                  std::size_t last, const Header& header);

// True for a party that takes part in the contact.
bool TakesPart(const Header& header, absl::string_view party);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_MENTIONS_H_
