#include "client/cli/style.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace chancery {
namespace {

constexpr int kWidthDefault = 100;
// Below this no table is readable, and wrapping has no room.
constexpr int kWidthMin = 40;

absl::string_view CodeOf(Tone tone) {
  switch (tone) {
    case Tone::kPlain:
      return "";
    case Tone::kStrong:
      return "1";
    case Tone::kQuiet:
      return "2";
    case Tone::kAgreed:
      return "32";
    case Tone::kPlanned:
      return "33";
    case Tone::kAdverse:
      return "31";
    case Tone::kHeadline:
      return "1;36";
  }
  return "";
}

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

std::string Page::Paint(Tone tone, absl::string_view text) const {
  const absl::string_view code = CodeOf(tone);
  if (!colour || code.empty() || text.empty()) return std::string{text};
  return absl::StrCat("\x1b[", code, "m", text, "\x1b[0m");
}

Page PageFor(ColourWhen when, const Surroundings& surroundings) {
  Page page;
  int columns = 0;
  if (absl::SimpleAtoi(surroundings.columns, &columns) && columns > 0) {
    page.width = columns;
  } else if (surroundings.terminal_width > 0) {
    page.width = surroundings.terminal_width;
  } else {
    page.width = kWidthDefault;
  }
  page.width = std::max(page.width, kWidthMin);
  switch (when) {
    case ColourWhen::kAuto:
      page.colour = surroundings.terminal && surroundings.no_color.empty() &&
                    surroundings.term != "dumb";
      break;
    case ColourWhen::kAlways:
      page.colour = true;
      break;
    case ColourWhen::kNever:
      page.colour = false;
      break;
  }
  return page;
}

Surroundings SurroundingsOf(int fd) {
  Surroundings surroundings;
  surroundings.terminal = isatty(fd) == 1;
  struct winsize size = {};
  if (surroundings.terminal && ioctl(fd, TIOCGWINSZ, &size) == 0) {
    surroundings.terminal_width = size.ws_col;
  }
  surroundings.columns = Environment("COLUMNS");
  surroundings.no_color = Environment("NO_COLOR");
  surroundings.term = Environment("TERM");
  return surroundings;
}

}  // namespace chancery
