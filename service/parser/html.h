#ifndef CHANCERY_SERVICE_PARSER_HTML_H_
#define CHANCERY_SERVICE_PARSER_HTML_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/parser/offset_map.h"

namespace chancery {

// The text of a saved page, and where each of its bytes stands in the page.
struct PageText {
  std::string text;
  OffsetMap map;
};

// True for a text that begins as a page does: with a tag or a doctype.
bool IsHtml(absl::string_view bytes);

// Reads the content of a page: that of its main element or article, else what
// follows its first heading. Menus, scripts, styles and hidden parts are left
// out; blocks become paragraphs, list items get their number or a bullet,
// entities their character. `html` is UTF-8.
//   NOT_TEXT  elements nest deeper or are more than any page's that is a
//             readout's; the bound keeps hostile pages from using up memory
absl::StatusOr<PageText> ReadPage(absl::string_view html);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_HTML_H_
