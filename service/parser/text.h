#ifndef CHANCERY_SERVICE_PARSER_TEXT_H_
#define CHANCERY_SERVICE_PARSER_TEXT_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/record.pb.h"
#include "service/parser/html.h"
#include "service/parser/offset_map.h"

namespace chancery {

// A readout's text as the rules read it: curly quotes, dashes, bullets,
// no-break spaces and line ends made plain, invisible characters and what is
// left of links left out. The original stays untouched; every byte here knows
// the original byte it came from.
//
//   ShadowText shadow(text);
//   shadow.Original(begin, end)  // The bytes of `text` behind a shadow range.
//
// `original` is borrowed and must outlive the object.
class ShadowText {
 public:
  explicit ShadowText(absl::string_view original);

  // The shadow of a page's text; the original is the page itself.
  ShadowText(absl::string_view original, PageText page);

  ShadowText(const ShadowText&) = delete;
  ShadowText& operator=(const ShadowText&) = delete;

  absl::string_view text() const { return text_; }
  absl::string_view original() const { return original_; }
  // The original is a page, so that its bytes are more than its words.
  bool is_page() const { return is_page_; }

  // The shadow bytes [begin, end) as a range of the original's bytes, without
  // the white space at its ends.
  v1::Span Original(std::size_t begin, std::size_t end) const;

  // The original bytes of `span`.
  std::string Quote(const v1::Span& span) const;

 private:
  // Reads all of `read_`.
  void Read();
  // Reads the character at `at` of `read_`, which does not read as its own
  // byte, and returns the place behind it.
  std::size_t ReadAnother(std::size_t at);

  absl::string_view original_;
  PageText page_;  // Of a page: its text, and where it stands.
  bool is_page_ = false;
  absl::string_view read_;  // The page's text, else the original.
  std::string text_;
  OffsetMap map_;  // From the shadow to `read_`.
};

// Checks that `text` can be a readout's text at all. On OK it is UTF-8 without
// control bytes, not blank, and within kReadoutBytesMax.
//   EMPTY_TEXT, TEXT_TOO_LARGE, NOT_TEXT, INVALID_UTF8
absl::Status CheckText(absl::string_view text);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_TEXT_H_
