#ifndef CHANCERY_SERVICE_PARSER_TEXT_H_
#define CHANCERY_SERVICE_PARSER_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/record.pb.h"

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

  absl::string_view text() const { return text_; }
  absl::string_view original() const { return original_; }

  // The shadow bytes [begin, end) as a range of the original's bytes, without
  // the white space at its ends.
  v1::Span Original(std::size_t begin, std::size_t end) const;

  // The original bytes of `span`.
  std::string Quote(const v1::Span& span) const;

 private:
  // Shadow bytes from `begin` on, up to the next run: byte for byte those of
  // the original from `from` on; or, with a width, one byte that stands for
  // that many of the original.
  struct Run {
    std::uint32_t begin = 0;
    std::uint32_t from = 0;
    std::uint32_t width = 0;
  };

  // Reads the character at `at` of the original, which does not read as its own
  // byte, and returns the place behind it.
  std::size_t ReadAnother(std::size_t at);
  void AddRun(std::size_t from, std::size_t width);
  const Run& RunAt(std::size_t i) const;
  // Where the original's bytes behind shadow byte `i` begin, and end.
  std::size_t From(std::size_t i) const;
  std::size_t Until(std::size_t i) const;

  absl::string_view original_;
  std::string text_;
  std::vector<Run> runs_;  // In order; the first at 0.
};

// Checks that `text` can be a readout's text at all. On OK it is UTF-8 without
// control bytes, not blank, and within kReadoutBytesMax.
//   EMPTY_TEXT, TEXT_TOO_LARGE, NOT_TEXT, INVALID_UTF8
absl::Status CheckText(absl::string_view text);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_TEXT_H_
