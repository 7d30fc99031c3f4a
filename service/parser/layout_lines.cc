#include "service/parser/layout_lines.h"

#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "re2/re2.h"

namespace chancery {
namespace {

// Finite verbs of the simplest kind: a line that has one is no heading.
constexpr std::array<absl::string_view, 28> kFinite = {
    "stated",        "said",       "agreed",    "shared",     "is",
    "are",           "was",        "were",      "will",       "would",
    "has",           "have",       "had",       "held",       "explained",
    "expressed",     "confirmed",  "exchanged", "discussed",  "noted",
    "welcomed",      "emphasized", "affirmed",  "reaffirmed", "concurred",
    "congratulated", "stressed",   "thanked"};

// The bytes of a mark that Korean texts use as a bullet, at the front of
// `text`; 0 when there is none.
std::size_t RingSize(absl::string_view text) {
  constexpr std::array<absl::string_view, 6> kRings = {
      "\xc2\xb0",     "\xe2\x96\xa1", "\xe3\x85\x87",
      "\xe2\x96\xb6", "\xe2\x96\xba", "\xe2\x97\x8b"};
  for (absl::string_view ring : kRings) {
    if (absl::StartsWith(text, ring)) return ring.size();
  }
  return absl::StartsWith(text, "o ") ? 1 : 0;
}

// The bytes of "date 2021-05-12" in front of other words; 0 without.
std::size_t SavedDateBytes(absl::string_view line) {
  static const auto* const kSaved = new RE2(R"(^(date \d{4}-\d{2}-\d{2}) \S)");
  re2::StringPiece saved;
  return RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), *kSaved,
                           &saved)
             ? saved.size()
             : 0;
}

Line Blank(std::size_t at) {
  Line line;
  line.begin = line.end = at;
  line.blank = true;
  return line;
}

// Mostly letters beyond Latin: menus of a site's other language.
bool IsForeign(absl::string_view line) {
  std::size_t latin = 0;
  std::size_t high = 0;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    latin += absl::ascii_isalpha(byte);
    high += byte >= 0x80;
  }
  return high > 2 * latin + 2;
}

// Reads the markers at the front of the line's content.
void ReadMarkers(absl::string_view text, Line& line) {
  static const auto* const kNumber =
      new RE2(R"(^(\d{1,2})\.(?: ?\.)?(?: +|$|[A-Z("]))");
  static const auto* const kRoman = new RE2(R"(^([IVX]{1,4})\. +)");
  static const auto* const kLetter = new RE2(R"(^([A-H])\. +)");
  static const auto* const kSub = new RE2(R"(^\((\d{1,2})\)[ .]*)");
  static const auto* const kItem = new RE2(R"(^\(([a-h]|[ivx]{1,4})\)[ .]*)");
  static const auto* const kHalf = new RE2(R"(^(\d{1,2}|[a-h])\) +)");
  // At most a bullet, two numbers and two of brackets stand on one line.
  for (int i = 0; i < 5; ++i) {
    const absl::string_view rest =
        text.substr(line.begin, line.end - line.begin);
    const re2::StringPiece piece(rest.data(), rest.size());
    std::string mark;
    if (RE2::PartialMatch(piece, *kNumber, &mark) && line.sub.empty()) {
      line.number = mark;
      line.begin += mark.size() + 1;
      // "3..Furthermore"
      while (line.begin < line.end && text[line.begin] == '.') ++line.begin;
    } else if (line.number.empty() &&
               RE2::PartialMatch(piece, *kRoman, &mark)) {
      line.number = mark;
      line.begin += mark.size() + 1;
    } else if (line.sub.empty() && RE2::PartialMatch(piece, *kSub, &mark)) {
      line.sub = mark;
      line.begin += mark.size() + 2;
      while (line.begin < line.end &&
             (text[line.begin] == '.' || text[line.begin] == ' ')) {
        ++line.begin;
      }
    } else if (line.item.empty() && RE2::PartialMatch(piece, *kItem, &mark)) {
      line.item = mark;
      line.begin += mark.size() + 2;
    } else if (!line.marked() && RE2::PartialMatch(piece, *kHalf, &mark)) {
      line.item = mark;
      line.begin += mark.size() + 1;
    } else if (line.letter.empty() &&
               RE2::PartialMatch(piece, *kLetter, &mark)) {
      line.letter = mark;
      line.begin += mark.size() + 1;
    } else if (!line.marked() && rest.size() > 1 &&
               (rest[0] == '*' || (rest[0] == '-' && rest[1] != '-'))) {
      line.bullet = true;
      ++line.begin;
    } else if (const std::size_t ring = RingSize(rest);
               !line.bullet && ring > 0) {
      line.bullet = true;
      line.begin += ring;
    } else {
      return;
    }
    while (line.begin < line.end && text[line.begin] == ' ') ++line.begin;
  }
}

}  // namespace

bool LooksLikeHeading(absl::string_view text, std::size_t words_max) {
  if (text.empty() || text.size() > 160) return false;
  if (absl::string_view(".:;,?!").find(text.back()) !=
          absl::string_view::npos &&
      !absl::EndsWith(text, "U.S.")) {
    return false;
  }
  const std::vector<absl::string_view> words =
      absl::StrSplit(text, ' ', absl::SkipEmpty());
  if (words.size() > words_max) return false;
  if (absl::ascii_islower(static_cast<unsigned char>(text[0]))) return false;
  for (absl::string_view word : words) {
    for (absl::string_view finite : kFinite) {
      if (word == finite) return false;
    }
  }
  return true;
}

std::vector<Line> ReadLines(absl::string_view text, const Forms& forms) {
  std::vector<Line> lines;
  bool prose = false;
  std::size_t at = 0;
  while (at <= text.size()) {
    std::size_t stop = text.find('\n', at);
    if (stop == absl::string_view::npos) stop = text.size();
    Line line;
    line.begin = at;
    line.end = stop;
    while (line.begin < line.end && text[line.begin] == ' ') ++line.begin;
    while (line.end > line.begin && text[line.end - 1] == ' ') --line.end;
    line.indent = line.begin - at;
    line.blank = line.begin == line.end;
    at = stop + 1;
    if (!line.blank) {
      const absl::string_view content =
          text.substr(line.begin, line.end - line.begin);
      // A site's own lines follow the readout, as in "Related Posts".
      if (prose && forms.EndsText(content)) break;
      // "date 2021-05-12 Washington, DC": who saved the text put its date
      // before the first line.
      if (const std::size_t saved = SavedDateBytes(content);
          saved > 0 && lines.empty()) {
        Line date = line;
        date.begin += content.find(' ') + 1;
        date.end = line.begin + saved;
        lines.push_back(std::move(date));
        lines.push_back(Blank(line.begin + saved));
        at = line.begin + saved + 1;
        continue;
      }
      if (forms.IsChrome(content) || IsForeign(content)) continue;
      constexpr std::size_t kProseBytes = 80;
      prose = prose || content.size() >= kProseBytes;
      ReadMarkers(text, line);
      if (line.begin == line.end) continue;  // A mark without words.
      if (line.marked() &&
          forms.IsChrome(text.substr(line.begin, line.end - line.begin))) {
        continue;
      }
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace chancery
