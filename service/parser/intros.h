#ifndef CHANCERY_SERVICE_PARSER_INTROS_H_
#define CHANCERY_SERVICE_PARSER_INTROS_H_

#include "absl/strings/string_view.h"

namespace chancery {

// True for a sentence that ends as one that announces others: "as follows:",
// "the following remarks.", "added that,".
bool IsIntro(absl::string_view words);

// True for a sentence that answers: "In response, ...", "replied".
bool IsAnswer(absl::string_view words);

// True for a sentence that tells how a contact was held or made.
bool TellsOfHolding(absl::string_view words);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_INTROS_H_
