#ifndef CHANCERY_CLIENT_CLI_TEXT_H_
#define CHANCERY_CLIENT_CLI_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace chancery {

// Text as a terminal shows it. All functions take UTF-8; bytes that are none
// count as one replacement character.

// Returns the number of terminal cells that `text` takes: two for a wide
// character, none for a combining mark. Source: UAX #11.
int DisplayWidth(absl::string_view text);

// Returns `text` on one line: runs of white space become one space, none is
// left at the ends, and control characters, which could command the terminal,
// become U+FFFD.
std::string CleanLine(absl::string_view text);

// Breaks the clean line `text` into lines of at most `width` cells, at spaces;
// within a word only where it is wider than a line, then behind one of "./_-"
// if there is one. Always at least one line. `width` is at least 2.
std::vector<std::string> Wrap(absl::string_view text, int width);

// Returns `text` with spaces behind it up to `width` cells.
std::string PadRight(absl::string_view text, int width);
// Returns `text` with spaces before it up to `width` cells.
std::string PadLeft(absl::string_view text, int width);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CLI_TEXT_H_
