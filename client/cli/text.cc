#include "client/cli/text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/str_cat.h"

namespace chancery {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";

// One character: where it ends, and what it is (negative: not UTF-8).
struct Character {
  std::size_t end;
  UChar32 code;
};

Character CharacterAt(absl::string_view text, std::size_t begin) {
  auto next = static_cast<int32_t>(begin);
  UChar32 code = 0;
  U8_NEXT(text.data(), next, static_cast<int32_t>(text.size()), code);
  return {static_cast<std::size_t>(next), code};
}

int WidthOf(UChar32 code) {
  if (code < 0) return 1;
  switch (u_charType(code)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;
  }
  switch (u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_WIDE:
    case U_EA_FULLWIDTH:
      return 2;
    default:
      return 1;
  }
}

// The longest beginning of `word` that fits into `width`, at least one
// character of it, ended behind one of "./_-" where that is possible.
std::size_t FittingPrefix(absl::string_view word, int width) {
  std::size_t end = 0;
  std::size_t good = 0;
  int used = 0;
  while (end < word.size()) {
    const Character next = CharacterAt(word, end);
    used += WidthOf(next.code);
    if (used > width && end > 0) break;
    end = next.end;
    if (absl::string_view("./_-").find(word[end - 1]) !=
        absl::string_view::npos) {
      good = end;
    }
  }
  // A break that leaves most of the line empty is worse than one in a word.
  return good * 2 > end ? good : end;
}

// Lays words out one after the other.
class Wrapper {
 public:
  explicit Wrapper(int width) : width_(width) {}

  void Add(absl::string_view word) {
    int wide = DisplayWidth(word);
    if (!line_.empty() && used_ + 1 + wide <= width_) {
      absl::StrAppend(&line_, " ", word);
      used_ += 1 + wide;
      return;
    }
    if (!line_.empty()) EndLine();
    while (wide > width_) {
      const std::size_t size = FittingPrefix(word, width_);
      lines_.emplace_back(word.substr(0, size));
      word.remove_prefix(size);
      wide = DisplayWidth(word);
    }
    line_ = std::string{word};
    used_ = wide;
  }

  std::vector<std::string> Take() {
    if (!line_.empty() || lines_.empty()) EndLine();
    return std::move(lines_);
  }

 private:
  void EndLine() {
    lines_.push_back(std::move(line_));
    line_.clear();
    used_ = 0;
  }

  const int width_;
  std::vector<std::string> lines_;
  std::string line_;
  int used_ = 0;
};

}  // namespace

int DisplayWidth(absl::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = CharacterAt(text, at);
    width += WidthOf(character.code);
    at = character.end;
  }
  return width;
}

std::string CleanLine(absl::string_view text) {
  std::string line;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = CharacterAt(text, at);
    const absl::string_view bytes = text.substr(at, character.end - at);
    at = character.end;
    if (character.code >= 0 && u_isUWhiteSpace(character.code)) {
      space = true;
      continue;
    }
    if (space && !line.empty()) line += ' ';
    space = false;
    const bool shown = character.code >= 0 && !u_iscntrl(character.code);
    absl::StrAppend(&line, shown ? bytes : kReplacement);
  }
  return line;
}

std::vector<std::string> Wrap(absl::string_view text, int width) {
  Wrapper wrapper(width);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) wrapper.Add(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return wrapper.Take();
}

std::string PadRight(absl::string_view text, int width) {
  const int missing = std::max(0, width - DisplayWidth(text));
  return absl::StrCat(text, std::string(missing, ' '));
}

std::string PadLeft(absl::string_view text, int width) {
  const int missing = std::max(0, width - DisplayWidth(text));
  return absl::StrCat(std::string(missing, ' '), text);
}

}  // namespace chancery
