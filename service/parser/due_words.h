#ifndef CHANCERY_SERVICE_PARSER_DUE_WORDS_H_
#define CHANCERY_SERVICE_PARSER_DUE_WORDS_H_

#include <cstddef>
#include <optional>

#include "service/parser/due_tokens.h"

namespace chancery {

// Returns the place behind words of haste without a date ("soon", "at an early
// date", "in the coming weeks") that stand at `i`, or 0.
std::size_t UrgencyAt(const DueTokens& tokens, std::size_t i);

// Tokens of an event a time is tied to, without its article.
struct DueEvent {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Reads "at the G20 Summit", "on the margins of the UN General Assembly",
// "before the visit" at `i`. Looks at a bounded number of tokens.
std::optional<DueEvent> EventAt(const DueTokens& tokens, std::size_t i);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_DUE_WORDS_H_
