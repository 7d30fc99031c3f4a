#ifndef CHANCERY_SERVICE_PARSER_HTML_BOUNDS_H_
#define CHANCERY_SERVICE_PARSER_HTML_BOUNDS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace chancery {

// Checks, before a page is parsed, that its tags can neither nest so deep that
// a recursion over them would use up the stack, nor make the parser repeat
// open elements until memory is used up.
//   NOT_TEXT  the page is no readout's; metadata: byte_offset
absl::Status CheckPageBounds(absl::string_view html);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_HTML_BOUNDS_H_
