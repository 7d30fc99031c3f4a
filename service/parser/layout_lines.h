#ifndef CHANCERY_SERVICE_PARSER_LAYOUT_LINES_H_
#define CHANCERY_SERVICE_PARSER_LAYOUT_LINES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/parser/forms.h"

namespace chancery {

// A line of the shadow text with its markers read.
struct Line {
  std::size_t begin = 0;  // Content, behind markers and indentation.
  std::size_t end = 0;
  std::size_t indent = 0;
  bool blank = false;
  bool bullet = false;
  std::string number;  // "1" of "1.", "II" of "II."
  std::string sub;     // "1" of "(1)"
  std::string letter;  // "A" of "A."
  std::string item;    // "a" of "(a)"

  bool marked() const {
    return bullet || !number.empty() || !sub.empty() || !letter.empty() ||
           !item.empty();
  }
};

// Reads the shadow text's lines up to the one that ends it. Furniture of the
// site is left out. Used by ReadLayout() alone.
std::vector<Line> ReadLines(absl::string_view text, const Forms& forms);

// True for words that can be a title or a heading: few, with a capital in
// front, without a finite verb or a full stop.
bool LooksLikeHeading(absl::string_view text, std::size_t words_max);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_LAYOUT_LINES_H_
