#include "service/parser/layout.h"

#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "re2/re2.h"
#include "service/parser/dates.h"

namespace chancery {
namespace {

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

// Finite verbs of the simplest kind: a line that has one is no heading.
constexpr std::array<absl::string_view, 28> kFinite = {
    "stated",        "said",       "agreed",    "shared",     "is",
    "are",           "was",        "were",      "will",       "would",
    "has",           "have",       "had",       "held",       "explained",
    "expressed",     "confirmed",  "exchanged", "discussed",  "noted",
    "welcomed",      "emphasized", "affirmed",  "reaffirmed", "concurred",
    "congratulated", "stressed",   "thanked"};

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
    } else {
      return;
    }
    while (line.begin < line.end && text[line.begin] == ' ') ++line.begin;
  }
}

std::vector<Line> ReadLines(absl::string_view text, const Forms& forms) {
  std::vector<Line> lines;
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
      if (forms.IsChrome(text.substr(line.begin, line.end - line.begin))) {
        continue;
      }
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

// Turns lines into blocks, one after the other.
class LayoutReader {
 public:
  LayoutReader(absl::string_view text, const Forms& forms)
      : text_(text), forms_(forms), lines_(ReadLines(text, forms)) {}

  Layout Read() {
    std::size_t body = ReadHead();
    for (std::size_t i = body; i < lines_.size(); ++i) {
      if (!lines_[i].blank) ReadBodyLine(i);
    }
    return std::move(layout_);
  }

 private:
  absl::string_view Content(const Line& line) const {
    return text_.substr(line.begin, line.end - line.begin);
  }

  void Add(BlockKind kind, const Line& line) {
    Block block;
    block.kind = kind;
    block.begin = line.begin;
    block.end = line.end;
    layout_.blocks.push_back(std::move(block));
  }

  // Title, date and byline. Returns the index of the first body line.
  std::size_t ReadHead() {
    // A date line stands within the first lines or not at all.
    constexpr std::size_t kHeadLines = 14;
    std::size_t date = lines_.size();
    std::size_t seen = 0;
    for (std::size_t i = 0; i < lines_.size() && seen < kHeadLines; ++i) {
      if (lines_[i].blank) continue;
      ++seen;
      if (IsDateLine(Content(lines_[i]))) {
        date = i;
        break;
      }
    }
    std::size_t body = 0;
    if (date < lines_.size()) {
      for (std::size_t i = 0; i < date; ++i) {
        if (lines_[i].blank) continue;
        if (!LooksLikeHeading(Content(lines_[i]), 40) && layout_.title >= 0) {
          break;  // Prose before the date: the date closes a dateline.
        }
        if (forms_.IsByline(Content(lines_[i]))) {
          Add(BlockKind::kByline, lines_[i]);
        } else {
          if (layout_.title < 0)
            layout_.title = static_cast<int>(layout_.blocks.size());
          Add(BlockKind::kTitle, lines_[i]);
        }
      }
      Add(BlockKind::kDate, lines_[date]);
      body = date + 1;
    } else {
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (lines_[i].blank) continue;
        if (!lines_[i].marked() && LooksLikeHeading(Content(lines_[i]), 40)) {
          layout_.title = 0;
          Add(BlockKind::kTitle, lines_[i]);
          body = i + 1;
        }
        break;
      }
    }
    // Between date and prose stand bylines and captions of photographs.
    while (body < lines_.size() &&
           (lines_[body].blank || forms_.IsByline(Content(lines_[body])) ||
            (date < lines_.size() && IsCaption(body)))) {
      if (!lines_[body].blank) Add(BlockKind::kByline, lines_[body]);
      ++body;
    }
    return body;
  }

  // A line without a sentence, before any prose; with prose to come, for a
  // text may also be nothing but headings and items.
  bool IsCaption(std::size_t i) const {
    if (lines_[i].marked() || !LooksLikeHeading(Content(lines_[i]), 20)) {
      return false;
    }
    for (std::size_t k = i + 1; k < lines_.size(); ++k) {
      if (lines_[k].blank) continue;
      if (lines_[k].marked()) return false;
      if (!LooksLikeHeading(Content(lines_[k]), 20)) return true;
    }
    return false;
  }

  bool NextIsBlankOrMarked(std::size_t i) const {
    return i + 1 >= lines_.size() || lines_[i + 1].blank ||
           lines_[i + 1].marked() ||
           absl::ascii_isupper(
               static_cast<unsigned char>(text_[lines_[i + 1].begin]));
  }
  bool HasMoreLines(std::size_t i) const {
    for (std::size_t k = i + 1; k < lines_.size(); ++k) {
      if (!lines_[k].blank) return true;
    }
    return false;
  }

  // A line of a hard-wrapped paragraph goes to the block before it.
  bool Continues(std::size_t i) const {
    if (i == 0 || lines_[i].marked() || lines_[i - 1].blank ||
        layout_.blocks.empty()) {
      return false;
    }
    const Block& before = layout_.blocks.back();
    if (before.kind != BlockKind::kParagraph ||
        before.end != lines_[i - 1].end) {
      return false;
    }
    const char last = text_[before.end - 1];
    return absl::string_view(".:;!?\")").find(last) ==
               absl::string_view::npos ||
           absl::ascii_islower(
               static_cast<unsigned char>(text_[lines_[i].begin]));
  }

  void ReadBodyLine(std::size_t i) {
    const Line& line = lines_[i];
    if (Continues(i)) {
      layout_.blocks.back().end = line.end;
      return;
    }
    const absl::string_view content = Content(line);
    const bool numbered = !line.number.empty() || !line.letter.empty();
    const bool alone = i > 0 && lines_[i - 1].blank && NextIsBlankOrMarked(i);
    const bool heading =
        HasMoreLines(i) && NextIsBlankOrMarked(i) &&
        (((numbered || !line.sub.empty()) && LooksLikeHeading(content, 14)) ||
         (!line.marked() && alone && LooksLikeHeading(content, 9)));
    MoveTo(line, heading);
    Block block;
    block.kind = heading ? BlockKind::kHeading : BlockKind::kParagraph;
    block.begin = line.begin;
    block.end = line.end;
    block.bullet = line.bullet;
    block.marked = line.marked();
    block.section = Section();
    block.item = item_;
    if (heading) {
      const int index = static_cast<int>(layout_.blocks.size());
      if (line.letter.empty() && line.sub.empty()) top_heading_ = index;
      heading_ = index;
    }
    block.heading = heading_;
    layout_.blocks.push_back(std::move(block));
  }

  // Moves the numbering on to `line`.
  void MoveTo(const Line& line, bool heading) {
    if (!line.number.empty()) {
      while (!numbers_.empty() && numbers_.back().first > line.indent) {
        numbers_.pop_back();
      }
      const bool nested = !numbers_.empty() &&
                          numbers_.back().first < line.indent &&
                          line.number == "1";
      if (!nested && !numbers_.empty()) numbers_.pop_back();
      numbers_.emplace_back(line.indent, line.number);
      letter_.clear();
      if (!heading && !nested) heading_ = top_heading_ = -1;
    }
    if (!line.letter.empty()) letter_ = line.letter;
    if (!line.number.empty() || !line.letter.empty()) {
      sub_ = line.sub;
      item_letter_ = line.item;
      ++item_;
      return;
    }
    if (!line.sub.empty()) {
      while (numbers_.size() > 1 && numbers_.back().first > line.indent) {
        numbers_.pop_back();
      }
      heading_ = top_heading_;
      sub_ = line.sub;
      item_letter_ = line.item;
    } else if (!line.item.empty()) {
      item_letter_ = line.item;
    } else if (heading) {
      numbers_.clear();
      letter_.clear();
      sub_.clear();
      item_letter_.clear();
      ++item_;
    } else if (!line.bullet) {
      // An unnumbered paragraph is its own item, unless a heading holds it or
      // it goes on below a number.
      item_letter_.clear();
      if (heading_ < 0 && numbers_.empty()) ++item_;
    }
  }

  std::string Section() const {
    std::string section;
    for (const auto& [indent, number] : numbers_) {
      absl::StrAppend(&section, section.empty() ? "" : ".", number);
    }
    section += letter_;
    if (!sub_.empty()) absl::StrAppend(&section, "(", sub_, ")");
    if (!item_letter_.empty())
      absl::StrAppend(&section, "(", item_letter_, ")");
    return section;
  }

  absl::string_view text_;
  const Forms& forms_;
  std::vector<Line> lines_;
  Layout layout_;
  std::vector<std::pair<std::size_t, std::string>> numbers_;
  std::string letter_;
  std::string sub_;
  std::string item_letter_;
  int top_heading_ = -1;
  int heading_ = -1;
  int item_ = 0;
};

}  // namespace

bool IsDateLine(absl::string_view line) {
  // The longest: "(Wednesday, September 25, 2015) (Japan Standard Time)".
  if (line.size() > 64) return false;
  const std::vector<WrittenDate> dates = FindWrittenDates(line);
  if (dates.size() != 1 || dates[0].year == 0) return false;
  std::size_t others = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool inside = i >= dates[0].begin && i < dates[0].end;
    if (!inside && absl::ascii_isalnum(static_cast<unsigned char>(line[i])))
      ++others;
  }
  return others <= 24 && dates[0].begin <= 24;
}

Layout ReadLayout(absl::string_view shadow, const Forms& forms) {
  return LayoutReader(shadow, forms).Read();
}

}  // namespace chancery
