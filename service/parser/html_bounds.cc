#include "service/parser/html_bounds.h"

#include <algorithm>
#include <array>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"

namespace chancery {
namespace {

constexpr int kTagsMax = 20000;  // The largest pages have a few thousand.
constexpr int kDepthMax = 400;   // And nest some tens deep.
// Formatting that stays open is opened again in each block.
constexpr int kFormattingMax = 24;
constexpr std::size_t kAttributeBytesMax = 65536;

// Elements without content, and those that the next of their kind closes.
constexpr std::array<absl::string_view, 26> kShallow = {
    "br",     "img",   "hr",    "input", "meta",  "link", "area",
    "base",   "col",   "embed", "param", "track", "wbr",  "p",
    "li",     "td",    "th",    "tr",    "dt",    "dd",   "option",
    "source", "tbody", "thead", "tfoot", "a"};

constexpr std::array<absl::string_view, 13> kFormatting = {
    "b",     "big", "code",   "em",     "font", "i", "nobr",
    "small", "s",   "strike", "strong", "tt",   "u"};

template <std::size_t N>
bool Has(const std::array<absl::string_view, N>& list, absl::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

absl::Status TooMuch(absl::string_view what, std::size_t at) {
  return MakeError(absl::StatusCode::kInvalidArgument,
                   v1::ERROR_REASON_NOT_TEXT,
                   absl::StrCat("the page ", what, " at byte ", at,
                                "; send the readout as plain text"),
                   {{"byte_offset", absl::StrCat(at)}});
}

}  // namespace

absl::Status CheckPageBounds(absl::string_view html) {
  int tags = 0;
  int depth = 0;
  int formatting = 0;
  for (std::size_t at = html.find('<'); at != absl::string_view::npos;
       at = html.find('<', at + 1)) {
    std::size_t name = at + 1;
    const bool close = name < html.size() && html[name] == '/';
    if (close) ++name;
    std::size_t end = name;
    while (end < html.size() && end - name < 16 &&
           absl::ascii_isalnum(static_cast<unsigned char>(html[end]))) {
      ++end;
    }
    if (end == name) continue;
    if (++tags > kTagsMax) return TooMuch("has more tags than a readout", at);
    const std::string tag =
        absl::AsciiStrToLower(html.substr(name, end - name));
    const int step = close ? -1 : 1;
    if (Has(kFormatting, tag)) {
      formatting = std::max(0, formatting + step);
    } else if (!Has(kShallow, tag)) {
      depth = std::max(0, depth + step);
    }
    if (depth > kDepthMax) return TooMuch("nests its elements too deep", at);
    if (formatting > kFormattingMax) {
      return TooMuch("leaves too much formatting open", at);
    }
    const std::size_t close_at = html.find('>', at);
    if (!close && close_at != absl::string_view::npos &&
        close_at - at > kAttributeBytesMax) {
      return TooMuch("has a tag without an end", at);
    }
  }
  return absl::OkStatus();
}

}  // namespace chancery
