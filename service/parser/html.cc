#include "service/parser/html.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "proto/values/error_info.h"
#include "service/parser/html_bounds.h"
#include "service/parser/html_entities.h"

namespace chancery {
namespace {

template <std::size_t N>
bool Has(const std::array<GumboTag, N>& list, GumboTag tag) {
  return std::find(list.begin(), list.end(), tag) != list.end();
}

// Elements that hold no content of the page's own.
constexpr std::array<GumboTag, 25> kSkipped = {
    GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,    GUMBO_TAG_NOSCRIPT,
    GUMBO_TAG_NAV,    GUMBO_TAG_TEMPLATE, GUMBO_TAG_FOOTER,
    GUMBO_TAG_ASIDE,  GUMBO_TAG_BUTTON,   GUMBO_TAG_SELECT,
    GUMBO_TAG_IFRAME, GUMBO_TAG_SVG,      GUMBO_TAG_MATH,
    GUMBO_TAG_OBJECT, GUMBO_TAG_AUDIO,    GUMBO_TAG_VIDEO,
    GUMBO_TAG_CANVAS, GUMBO_TAG_TEXTAREA, GUMBO_TAG_HEAD,
    GUMBO_TAG_TITLE,  GUMBO_TAG_FIGURE,   GUMBO_TAG_FIGCAPTION,
    GUMBO_TAG_DEL,    GUMBO_TAG_DATALIST, GUMBO_TAG_KEYGEN,
    GUMBO_TAG_MENU};

// Elements within a line.
constexpr std::array<GumboTag, 29> kInline = {
    GUMBO_TAG_A,    GUMBO_TAG_ABBR,   GUMBO_TAG_B,     GUMBO_TAG_BDI,
    GUMBO_TAG_BDO,  GUMBO_TAG_BIG,    GUMBO_TAG_CITE,  GUMBO_TAG_CODE,
    GUMBO_TAG_EM,   GUMBO_TAG_FONT,   GUMBO_TAG_I,     GUMBO_TAG_IMG,
    GUMBO_TAG_INS,  GUMBO_TAG_KBD,    GUMBO_TAG_LABEL, GUMBO_TAG_MARK,
    GUMBO_TAG_Q,    GUMBO_TAG_S,      GUMBO_TAG_SAMP,  GUMBO_TAG_SMALL,
    GUMBO_TAG_SPAN, GUMBO_TAG_STRONG, GUMBO_TAG_SUB,   GUMBO_TAG_SUP,
    GUMBO_TAG_TIME, GUMBO_TAG_TT,     GUMBO_TAG_U,     GUMBO_TAG_VAR,
    GUMBO_TAG_NOBR};

absl::string_view AttributeOf(const GumboNode& node, const char* name) {
  const GumboAttribute* const attribute =
      gumbo_get_attribute(&node.v.element.attributes, name);
  return attribute == nullptr ? absl::string_view() : attribute->value;
}

bool IsHidden(const GumboNode& node) {
  if (gumbo_get_attribute(&node.v.element.attributes, "hidden") != nullptr) {
    return true;
  }
  const absl::string_view role = AttributeOf(node, "role");
  const std::string style = absl::AsciiStrToLower(AttributeOf(node, "style"));
  return AttributeOf(node, "aria-hidden") == "true" || role == "navigation" ||
         role == "banner" || role == "contentinfo" || role == "search" ||
         role == "complementary" || absl::StrContains(style, "display:none") ||
         absl::StrContains(style, "display: none");
}

bool IsBlank(char c) {
  return absl::ascii_isspace(static_cast<unsigned char>(c));
}

// Walks a page's elements. The bounds on nesting hold the recursion.
class PageReader {
 public:
  explicit PageReader(absl::string_view html) : html_(html) {}

  PageText Read(const GumboNode& root) {
    Survey(root);
    if (main_ != nullptr) {
      // The page's title may stand above the main part.
      if (heading_ != nullptr && !heading_in_main_) Walk(*heading_, kAlways);
      Walk(*main_, kAlways);
    } else {
      Walk(root, heading_ != nullptr ? kFromHeading : kAlways);
    }
    return std::move(page_);
  }

 private:
  enum From { kAlways, kFromHeading };

  // Finds the first heading and the main part.
  void Survey(const GumboNode& node) {
    if (node.type != GUMBO_NODE_ELEMENT) return;
    const GumboTag tag = node.v.element.tag;
    if (Has(kSkipped, tag) || IsHidden(node)) return;
    const bool outer = in_main_;
    const bool main = tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_ARTICLE ||
                      AttributeOf(node, "role") == "main";
    if (main && main_ == nullptr) {
      main_ = &node;
      in_main_ = true;
    }
    if (tag == GUMBO_TAG_H1 && heading_ == nullptr) {
      heading_ = &node;
      heading_in_main_ = in_main_;
    }
    const GumboVector& children = node.v.element.children;
    for (unsigned int i = 0; i < children.length; ++i) {
      Survey(*static_cast<const GumboNode*>(children.data[i]));
    }
    in_main_ = outer;
  }

  void Walk(const GumboNode& node, From from) {
    if (&node == heading_) begun_ = true;
    switch (node.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        if (from == kAlways || begun_) PutText(node.v.text.original_text);
        return;
      case GUMBO_NODE_ELEMENT:
        WalkElement(node, from);
        return;
      case GUMBO_NODE_DOCUMENT:
      case GUMBO_NODE_COMMENT:
      case GUMBO_NODE_TEMPLATE:
        return;
    }
  }

  void WalkElement(const GumboNode& node, From from) {
    const GumboElement& element = node.v.element;
    if (Has(kSkipped, element.tag) || IsHidden(node)) return;
    const std::size_t at = element.start_pos.offset;
    if (element.tag == GUMBO_TAG_BR) {
      PutBreak(at, 1);
      return;
    }
    const bool block = !Has(kInline, element.tag);
    if (block) PutBreak(at, 2);
    if (element.tag == GUMBO_TAG_LI && (from == kAlways || begun_)) {
      PutMark(node, at);
    }
    for (unsigned int i = 0; i < element.children.length; ++i) {
      Walk(*static_cast<const GumboNode*>(element.children.data[i]), from);
    }
    if (block) PutBreak(at, 2);
  }

  // "1. " before an item of a numbered list, "* " before any other.
  void PutMark(const GumboNode& item, std::size_t at) {
    std::string mark = "* ";
    const GumboNode* const list = item.parent;
    if (list != nullptr && list->type == GUMBO_NODE_ELEMENT &&
        list->v.element.tag == GUMBO_TAG_OL) {
      int number = 0;
      if (!absl::SimpleAtoi(AttributeOf(*list, "start"), &number)) number = 1;
      for (std::size_t i = 0; i < item.index_within_parent; ++i) {
        const auto* const before =
            static_cast<const GumboNode*>(list->v.element.children.data[i]);
        number += before->type == GUMBO_NODE_ELEMENT &&
                  before->v.element.tag == GUMBO_TAG_LI;
      }
      mark = absl::StrCat(number, ". ");
    }
    PutOther(mark, at, 0);
  }

  // At least `lines` line ends, but none in front of the text.
  void PutBreak(std::size_t at, std::size_t lines) {
    std::string& text = page_.text;
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (text.empty()) return;
    std::size_t have = 0;
    while (have < text.size() && text[text.size() - 1 - have] == '\n') ++have;
    if (have < lines) PutOther(std::string(lines - have, '\n'), at, 0);
  }

  void PutOther(absl::string_view bytes, std::size_t from, std::size_t width) {
    page_.map.AddOther(page_.text.size(), from, width);
    absl::StrAppend(&page_.text, bytes);
    same_until_ = std::string::npos;
  }

  void PutSame(char c, std::size_t from) {
    if (same_until_ != from) page_.map.AddSame(page_.text.size(), from);
    page_.text.push_back(c);
    same_until_ = from + 1;
  }

  void PutText(const GumboStringPiece& piece) {
    // What the parser made up lies outside of the page.
    if (piece.data < html_.data() ||
        piece.data + piece.length > html_.data() + html_.size()) {
      return;
    }
    const auto base = static_cast<std::size_t>(piece.data - html_.data());
    const absl::string_view raw = html_.substr(base, piece.length);
    std::string character;
    for (std::size_t i = 0; i < raw.size();) {
      if (IsBlank(raw[i])) {
        std::size_t end = i;
        while (end < raw.size() && IsBlank(raw[end])) ++end;
        const char last = page_.text.empty() ? '\n' : page_.text.back();
        if (last != ' ' && last != '\n') PutOther(" ", base + i, end - i);
        i = end;
        continue;
      }
      // Tags that the parser moved elsewhere lie in the middle of their text.
      if (raw[i] == '<' && i + 1 < raw.size() &&
          (absl::ascii_isalpha(static_cast<unsigned char>(raw[i + 1])) ||
           raw[i + 1] == '/' || raw[i + 1] == '!')) {
        i = std::min(raw.find('>', i), raw.size() - 1) + 1;
        continue;
      }
      const std::size_t length =
          raw[i] == '&' ? entities_.Read(raw.substr(i), character) : 0;
      if (length > 0) {
        PutOther(character, base + i, length);
        i += length;
        continue;
      }
      PutSame(raw[i], base + i);
      ++i;
    }
  }

  absl::string_view html_;
  PageText page_;
  EntityReader entities_;
  const GumboNode* main_ = nullptr;
  const GumboNode* heading_ = nullptr;
  bool heading_in_main_ = false;
  bool in_main_ = false;
  bool begun_ = false;  // The first heading has been met.
  std::size_t same_until_ = std::string::npos;
};

}  // namespace

bool IsHtml(absl::string_view bytes) {
  absl::ConsumePrefix(&bytes, "\xef\xbb\xbf");
  bytes = absl::StripLeadingAsciiWhitespace(bytes);
  if (bytes.size() < 3 || bytes[0] != '<') return false;
  constexpr std::size_t kFrontBytes = 2048;
  const std::string front = absl::AsciiStrToLower(bytes.substr(0, kFrontBytes));
  for (absl::string_view tag :
       {"<!doctype html", "<html", "<head", "<body", "<div", "<main",
        "<article", "<h1", "<p>", "<p "}) {
    if (absl::StrContains(front, tag)) return true;
  }
  return false;
}

absl::StatusOr<PageText> ReadPage(absl::string_view html) {
  if (absl::Status bounded = CheckPageBounds(html); !bounded.ok()) {
    return bounded;
  }
  const auto destroy = [](GumboOutput* output) {
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  };
  const std::unique_ptr<GumboOutput, decltype(destroy)> output(
      gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()),
      destroy);
  PageText page = PageReader(html).Read(*output->root);
  if (page.text.empty()) page.map.AddOther(0, 0, 0);
  return page;
}

}  // namespace chancery
