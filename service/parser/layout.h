#ifndef CHANCERY_SERVICE_PARSER_LAYOUT_H_
#define CHANCERY_SERVICE_PARSER_LAYOUT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/parser/forms.h"

namespace chancery {

// What a block of lines is.
enum class BlockKind {
  kTitle,
  kDate,       // A line that bears a date and nothing else.
  kByline,     // Names the issuing ministry.
  kHeading,    // "1. Topic", or a short line that stands alone.
  kParagraph,  // Content.
};

// A heading's or a paragraph's place in the layout.
struct Block {
  BlockKind kind = BlockKind::kParagraph;
  std::size_t begin = 0;  // Shadow bytes of the content, behind its markers.
  std::size_t end = 0;
  std::string section;  // "1(2)"; empty in unnumbered text.
  // The heading that governs this block, as an index into Layout::blocks.
  int heading = -1;
  // The ordinal of the top-level number, heading or unnumbered paragraph this
  // block belongs to: where it changes, speakers and topics start afresh.
  int item = 0;
  bool bullet = false;
  bool marked = false;  // A number, letter or bullet stood before it.
};

struct Layout {
  std::vector<Block> blocks;
  int title = -1;  // Index into blocks.
};

// Reads the shadow text's lines into blocks. Site furniture and closing
// formulas are left out.
Layout ReadLayout(absl::string_view shadow, const Forms& forms);

// True for a line that bears a date and nothing else.
bool IsDateLine(absl::string_view line);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_LAYOUT_H_
