#include "service/parser/layout.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/parser/dates.h"
#include "service/parser/layout_lines.h"

namespace chancery {
namespace {

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
    TakeOutDates();
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

  // Title, dates and bylines, in any order. Returns the index of the first body
  // line.
  std::size_t ReadHead() {
    constexpr std::size_t kGreetingBytes = 80;
    const std::size_t date = FirstDateLine();
    const std::size_t title = FirstContactTitle();
    std::size_t i = 0;
    for (; i < lines_.size(); ++i) {
      if (lines_[i].blank) continue;
      const absl::string_view content = Content(lines_[i]);
      if (GoesOn(i)) {
        layout_.blocks.back().end = lines_[i].end;
      } else if (forms_.IsByline(content)) {
        Add(BlockKind::kByline, lines_[i]);
      } else if (IsDateLine(content)) {
        Add(BlockKind::kDate, lines_[i]);
      } else if (CanBeTitle(i, date)) {
        if (layout_.title < 0) {
          layout_.title = static_cast<int>(layout_.blocks.size());
        }
        Add(BlockKind::kTitle, lines_[i]);
      } else if (layout_.title >= 0 && IsCaption(i)) {
        Add(BlockKind::kByline, lines_[i]);
      } else if (i < date && date < lines_.size() && layout_.title < 0 &&
                 content.size() <= kGreetingBytes) {
        Add(BlockKind::kByline, lines_[i]);  // "Welcome to ..."
      } else if (i < title && title < lines_.size()) {
        Add(BlockKind::kByline, lines_[i]);  // A banner of the archive.
      } else if (i < date && date < lines_.size() && i > 0 &&
                 !lines_[i - 1].blank && content.back() != '.' &&
                 layout_.title >= 0 &&
                 layout_.blocks.back().kind == BlockKind::kTitle) {
        Add(BlockKind::kTitle, lines_[i]);  // The title's second line.
      } else {
        break;
      }
    }
    ChooseTitle();
    return i;
  }

  // A title that breaks off at "with the" goes on in the next line.
  bool GoesOn(std::size_t i) const {
    if (i == 0 || layout_.blocks.empty() || lines_[i].marked()) return false;
    const Block& before = layout_.blocks.back();
    if (before.kind != BlockKind::kTitle || before.end != lines_[i - 1].end) {
      return false;
    }
    const absl::string_view title = Content(lines_[i - 1]);
    return absl::EndsWith(title, " the") || absl::EndsWith(title, " with") ||
           absl::EndsWith(title, " of") || absl::EndsWith(title, " and");
  }

  // A date line stands within the first lines or not at all.
  std::size_t FirstDateLine() const {
    constexpr std::size_t kHeadLines = 14;
    std::size_t seen = 0;
    for (std::size_t i = 0; i < lines_.size() && seen < kHeadLines; ++i) {
      if (lines_[i].blank) continue;
      ++seen;
      if (IsDateLine(Content(lines_[i]))) return i;
    }
    return lines_.size();
  }

  // The first line that is a title and reports a contact, where nothing above
  // it does so.
  std::size_t FirstContactTitle() const {
    constexpr std::size_t kHeadLines = 10;
    std::size_t seen = 0;
    for (std::size_t i = 0; i < lines_.size() && seen < kHeadLines; ++i) {
      if (lines_[i].blank) continue;
      ++seen;
      if (lines_[i].marked()) break;
      const absl::string_view content = Content(lines_[i]);
      if (!forms_.ReportsContact(content)) continue;
      return LooksLikeHeading(content, 40) ? i : lines_.size();
    }
    return lines_.size();
  }

  // What stands above the date; without one above, the first line that can be
  // a title. Of sentences only a first one without a full stop.
  bool CanBeTitle(std::size_t i, std::size_t date) const {
    const absl::string_view content = Content(lines_[i]);
    const bool heading = LooksLikeHeading(content, 40);
    if (i < date && date < lines_.size()) {
      return heading || (layout_.title < 0 && content.back() != '.');
    }
    if (layout_.title >= 0 || lines_[i].marked()) return false;
    return heading || IsHeadline(i);
  }

  // A first line that is a sentence without a full stop, and stands alone.
  bool IsHeadline(std::size_t i) const {
    constexpr std::size_t kHeadlineBytes = 400;
    const absl::string_view content = Content(lines_[i]);
    return content.size() <= kHeadlineBytes && i + 1 < lines_.size() &&
           lines_[i + 1].blank && content.back() != '.' &&
           content.back() != ':' && content.back() != ',' &&
           content.back() != ';' &&
           absl::ascii_isupper(static_cast<unsigned char>(content[0]));
  }

  // Names of the site and the section may stand above the line that says what
  // the text is.
  void ChooseTitle() {
    if (layout_.title < 0) return;
    const auto reports = [this](const Block& block) {
      return block.kind == BlockKind::kTitle &&
             forms_.ReportsContact(
                 text_.substr(block.begin, block.end - block.begin));
    };
    const auto found =
        std::find_if(layout_.blocks.begin(), layout_.blocks.end(), reports);
    if (found == layout_.blocks.end()) return;
    layout_.title = static_cast<int>(found - layout_.blocks.begin());
    for (auto block = layout_.blocks.begin(); block != found; ++block) {
      if (block->kind == BlockKind::kTitle) block->kind = BlockKind::kByline;
    }
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

  // Place and date, or who published it when, may close the text.
  void TakeOutDates() {
    for (Block& block : layout_.blocks) {
      if (block.kind == BlockKind::kParagraph && !block.marked &&
          IsDateLine(text_.substr(block.begin, block.end - block.begin))) {
        block.kind = BlockKind::kDate;
      }
    }
  }

  void ReadBodyLine(std::size_t i) {
    const Line& line = lines_[i];
    if (forms_.IsByline(Content(line))) {
      Add(BlockKind::kByline, line);
      return;
    }
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

namespace {

// "November 25, 2021 - Ottawa, Ontario - Global Affairs Canada": place and
// publisher have capitals, and no sentence is made of them.
bool IsDateline(absl::string_view line, const WrittenDate& date) {
  if (line.size() > 120 || date.begin > 40) return false;
  std::string rest(line.substr(0, date.begin));
  absl::StrAppend(&rest, " ", line.substr(date.end));
  std::size_t words = 0;
  for (absl::string_view word :
       absl::StrSplit(rest, absl::ByAnyChar(" ,;|()-/"), absl::SkipEmpty())) {
    ++words;
    if (word == "of" || word == "the" || word == "for" || word == "and") {
      continue;
    }
    if (absl::ascii_islower(static_cast<unsigned char>(word[0]))) return false;
    if (word == "Call" || word == "Meeting" || word == "Talks" ||
        word == "Conversation" || word == "Readout" || word == "Talk") {
      return false;  // A title with its date.
    }
  }
  return words <= 10 && line.back() != '.' && line.back() != ':';
}

}  // namespace

bool IsDateLine(absl::string_view line) {
  if (line.size() > 120) return false;
  const std::vector<WrittenDate> dates = FindWrittenDates(line);
  if (dates.size() != 1 || dates[0].year == 0) return false;
  std::size_t others = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool inside = i >= dates[0].begin && i < dates[0].end;
    if (!inside && absl::ascii_isalnum(static_cast<unsigned char>(line[i])))
      ++others;
  }
  // The longest: "(Wednesday, September 25, 2015) (Japan Standard Time)".
  if (line.size() <= 64 && others <= 24 && dates[0].begin <= 24) return true;
  return IsDateline(line, dates[0]);
}

Layout ReadLayout(absl::string_view shadow, const Forms& forms) {
  return LayoutReader(shadow, forms).Read();
}

}  // namespace chancery
