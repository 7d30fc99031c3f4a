#include "client/cli/table.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "client/cli/text.h"

namespace chancery {
namespace {

constexpr int kGap = 2;
// Words in narrower columns read like a telegram.
constexpr int kLastWidthMin = 32;
// No column is narrowed below this.
constexpr int kColumnWidthMin = 8;
constexpr int kStackedIndent = 4;

// One line of a field, and its tone.
struct Line {
  std::string text;
  Tone tone = Tone::kPlain;
};

std::vector<Line> LinesOf(const Cell& cell, int width) {
  std::vector<Line> lines;
  for (const Paragraph& paragraph : cell.paragraphs()) {
    for (std::string& line : Wrap(paragraph.text, width)) {
      lines.push_back({std::move(line), paragraph.tone});
    }
  }
  return lines;
}

// Puts fields side by side.
class RowWriter {
 public:
  RowWriter(const Page& page, int indent, std::string* out)
      : page_(page), indent_(indent), out_(out) {}

  void Write(const std::vector<std::vector<Line>>& fields,
             const std::vector<int>& widths,
             const std::vector<Column>& columns) {
    std::size_t height = 0;
    for (const auto& field : fields) height = std::max(height, field.size());
    for (std::size_t row = 0; row < height; ++row) {
      for (std::size_t i = 0; i < fields.size(); ++i) {
        const Line line = row < fields[i].size() ? fields[i][row] : Line{};
        Put(line, widths[i], columns[i].align);
      }
      EndLine();
    }
  }

  void WriteBelow(const std::vector<Line>& lines, int indent) {
    for (const Line& line : lines) {
      pending_ += indent;
      Put(line, 0, Align::kLeft);
      EndLine();
    }
  }

 private:
  // Spaces are held back until something follows them, so none ends a line.
  void Put(const Line& line, int width, Align align) {
    const int rest = std::max(0, width - DisplayWidth(line.text));
    const int before = align == Align::kRight ? rest : 0;
    pending_ += before;
    if (!line.text.empty()) {
      absl::StrAppend(out_, std::string(pending_, ' '),
                      page_.Paint(line.tone, line.text));
      pending_ = 0;
    }
    pending_ += rest - before + kGap;
  }

  void EndLine() {
    *out_ += '\n';
    pending_ = indent_;
  }

  const Page& page_;
  const int indent_;
  std::string* const out_;
  int pending_ = indent_;
};

int Total(const std::vector<int>& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0) +
         kGap * static_cast<int>(widths.size() - 1);
}

// Takes cells from the widest columns until all fit.
void Narrow(std::vector<int>& widths, int width) {
  while (Total(widths) > width) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kColumnWidthMin) return;
    --*widest;
  }
}

}  // namespace

Cell& Cell::Add(const std::string& text, Tone tone) {
  std::string clean = CleanLine(text);
  if (!clean.empty()) paragraphs_.push_back({std::move(clean), tone});
  return *this;
}

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

void Table::AddRow(std::vector<Cell> cells) {
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

int Table::NaturalWidth(std::size_t column) const {
  int width = DisplayWidth(columns_[column].title);
  for (const auto& row : rows_) {
    for (const Paragraph& paragraph : row[column].paragraphs()) {
      width = std::max(width, DisplayWidth(paragraph.text));
    }
  }
  return width;
}

Table::Layout Table::LayOut(int width) const {
  Layout layout;
  for (std::size_t i = 0; i + 1 < columns_.size(); ++i) {
    layout.widths.push_back(NaturalWidth(i));
  }
  const int last = NaturalWidth(columns_.size() - 1);
  const int rest = width - Total(layout.widths) - kGap;
  layout.stacked = rest < std::min(last, kLastWidthMin);
  if (layout.stacked) {
    Narrow(layout.widths, width);
    const bool numbered = columns_.front().align == Align::kRight;
    layout.last_indent =
        numbered ? layout.widths.front() + kGap : kStackedIndent;
  } else {
    layout.widths.push_back(std::min(rest, std::max(last, 2)));
  }
  return layout;
}

std::string Table::Render(const Page& page, int indent) const {
  const int width = page.width - indent;
  const Layout layout = LayOut(width);
  const std::size_t side_by_side = layout.widths.size();
  std::string out;
  RowWriter writer(page, indent, &out);
  std::vector<std::vector<Line>> fields(side_by_side);
  bool titled = false;
  for (std::size_t i = 0; i < side_by_side; ++i) {
    fields[i] = {{columns_[i].title, Tone::kHeadline}};
    titled = titled || !columns_[i].title.empty();
  }
  if (titled) writer.Write(fields, layout.widths, columns_);
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < side_by_side; ++i) {
      fields[i] = LinesOf(row[i], layout.widths[i]);
    }
    writer.Write(fields, layout.widths, columns_);
    if (layout.stacked) {
      writer.WriteBelow(LinesOf(row.back(), width - layout.last_indent),
                        layout.last_indent);
    }
  }
  return out;
}

std::string RenderParagraph(const Page& page, int indent,
                            absl::string_view text, Tone tone) {
  std::string out;
  for (const std::string& line : Wrap(CleanLine(text), page.width - indent)) {
    absl::StrAppend(&out, std::string(indent, ' '), page.Paint(tone, line),
                    "\n");
  }
  return out;
}

}  // namespace chancery
