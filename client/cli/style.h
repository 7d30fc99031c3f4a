#ifndef CHANCERY_CLIENT_CLI_STYLE_H_
#define CHANCERY_CLIENT_CLI_STYLE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace chancery {

// What a piece of text is to the reader; the terminal's own palette gives the
// colour.
enum class Tone {
  kPlain,
  kStrong,    // Titles, names.
  kQuiet,     // What is there for those who look for it.
  kAgreed,    // Agreements; positive stances.
  kPlanned,   // Follow-ups; directive stances.
  kAdverse,   // Negative stances; errors.
  kHeadline,  // Headings of tables and sections.
};

// How output looks: in colour or not, and how wide.
struct Page {
  int width = 100;
  bool colour = false;

  // Returns `text` in its tone: between escape sequences in colour, unchanged
  // without.
  std::string Paint(Tone tone, absl::string_view text) const;
};

// When to use colour.
enum class ColourWhen { kAuto, kAlways, kNever };

// What the program was started with and in.
struct Surroundings {
  bool terminal = false;   // The output goes to one.
  int terminal_width = 0;  // Cells; 0 when not known.
  std::string columns{};   // $COLUMNS, or empty.
  std::string no_color{};  // $NO_COLOR, or empty.
  std::string term{};      // $TERM, or empty.
};

// Returns the page for the standard output: as wide as COLUMNS says, else as
// the terminal, else 100; at least 40. In colour by `when`; kAuto means on a
// terminal that is not "dumb", unless NO_COLOR is set (https://no-color.org).
Page PageFor(ColourWhen when, const Surroundings& surroundings);

// Looks at the environment and at the file descriptor `fd`.
Surroundings SurroundingsOf(int fd);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CLI_STYLE_H_
