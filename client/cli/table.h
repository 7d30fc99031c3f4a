#ifndef CHANCERY_CLIENT_CLI_TABLE_H_
#define CHANCERY_CLIENT_CLI_TABLE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/cli/style.h"

namespace chancery {

// Some words in one tone; wrapped where they do not fit.
struct Paragraph {
  std::string text;
  Tone tone = Tone::kPlain;
};

// One field of a table: paragraphs below each other.
class Cell {
 public:
  Cell() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a cell is mostly a string.
  Cell(const std::string& text, Tone tone = Tone::kPlain) { Add(text, tone); }
  // NOLINTNEXTLINE(google-explicit-constructor): so is a literal.
  Cell(const char* text, Tone tone = Tone::kPlain)
      : Cell(std::string(text), tone) {}

  // Adds a paragraph; nothing when `text` is empty.
  Cell& Add(const std::string& text, Tone tone = Tone::kPlain);

  const std::vector<Paragraph>& paragraphs() const { return paragraphs_; }

 private:
  std::vector<Paragraph> paragraphs_;
};

enum class Align { kLeft, kRight };

struct Column {
  std::string title;
  Align align = Align::kLeft;
};

// A table for people.
//
//   Table table({{"#", Align::kRight}, {"ACT"}, {"WORDS"}});
//   table.AddRow({"1", "condemn", quote});
//   std::cout << table.Render(page);
//
// Nothing is cut. Each column is as wide as its widest field, the last one
// takes the rest of the page and is wrapped in it. Where less than a readable
// rest is left, the last column's fields stand below their rows, over the whole
// width; and where the others are still too wide, the widest of them are
// narrowed and wrapped.
class Table {
 public:
  // At least two columns.
  explicit Table(std::vector<Column> columns);

  // `cells` are as many as the columns.
  void AddRow(std::vector<Cell> cells);

  bool empty() const { return rows_.empty(); }

  // Returns the table, with a heading unless all titles are empty; lines end
  // with "\n" and bear no spaces at their ends. Each line begins with `indent`
  // spaces.
  std::string Render(const Page& page, int indent = 0) const;

 private:
  struct Layout {
    std::vector<int> widths;  // Of all columns but the last when stacked.
    bool stacked = false;     // The last column stands below the others.
    int last_indent = 0;      // Where it stands then.
  };

  Layout LayOut(int width) const;
  int NaturalWidth(std::size_t column) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

// Returns `text` as lines of at most the page's width, each behind `indent`
// spaces.
std::string RenderParagraph(const Page& page, int indent,
                            absl::string_view text, Tone tone = Tone::kPlain);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CLI_TABLE_H_
