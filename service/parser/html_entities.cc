#include "service/parser/html_entities.h"

#include <gumbo.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"

namespace chancery {
namespace {

// HTML knows 2231 names, the longest of 31 letters.
constexpr std::size_t kNameBytesMax = 33;
constexpr std::size_t kNamesMax = 3000;

std::string Encoded(UChar32 character) {
  // A control character cannot be meant; it separates words.
  if (character < 0x20 || character == 0x7F ||
      (character >= 0x80 && character < 0xA0)) {
    return " ";
  }
  std::array<std::uint8_t, 4> bytes;
  std::int32_t size = 0;
  UBool error = false;
  U8_APPEND(bytes.data(), size, 4, character, error);
  if (error) return " ";
  return {reinterpret_cast<const char*>(bytes.data()),
          static_cast<std::size_t>(size)};
}

// What Windows-1252 has in place of the C1 controls, which is what pages mean
// by their numbers: "&#146;" is an apostrophe.
constexpr std::array<UChar32, 32> kWindows = {
    0x20AC, 0x20,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x20,   0x17D,  0x20,
    0x20,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x20,   0x17E,  0x178};

std::string Numbered(absl::string_view digits) {
  const bool hex = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
  if (hex) digits.remove_prefix(1);
  std::uint32_t number = 0;
  const bool good = hex ? absl::SimpleHexAtoi(digits, &number)
                        : absl::SimpleAtoi(digits, &number);
  if (!good || number > 0x10FFFF) return " ";
  if (number >= 0x80 && number < 0xA0) number = kWindows[number - 0x80];
  return Encoded(static_cast<UChar32>(number));
}

// The first text below `node`.
const char* TextOf(const GumboNode* node) {
  for (int depth = 0; depth < 8 && node != nullptr; ++depth) {
    if (node->type == GUMBO_NODE_TEXT) return node->v.text.text;
    const bool element =
        node->type == GUMBO_NODE_ELEMENT && node->v.element.children.length > 0;
    if (!element) return nullptr;
    const GumboVector& children = node->v.element.children;
    // The last child: the body behind the head.
    node = static_cast<const GumboNode*>(children.data[children.length - 1]);
  }
  return nullptr;
}

}  // namespace

std::size_t EntityReader::Read(absl::string_view text, std::string& character) {
  std::size_t end = 1;
  const bool number = text.size() > 1 && text[1] == '#';
  if (number) ++end;
  while (end < text.size() && end < kNameBytesMax &&
         absl::ascii_isalnum(static_cast<unsigned char>(text[end]))) {
    ++end;
  }
  if (end >= text.size() || text[end] != ';') return 0;
  if (number) {
    if (end == 2) return 0;
    character = Numbered(text.substr(2, end - 2));
    return end + 1;
  }
  character = Named(text.substr(0, end + 1));
  return character.empty() ? 0 : end + 1;
}

const std::string& EntityReader::Named(absl::string_view reference) {
  static const auto* const kUnknown = new std::string();
  const auto known = named_.find(reference);
  if (known != named_.end()) return known->second;
  // A page that makes up names is not asked about for ever.
  if (named_.size() >= kNamesMax) return *kUnknown;
  // The parser has the table of names: it reads the reference as a page.
  const std::string page(reference);
  GumboOutput* const output =
      gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
  const char* const text = TextOf(output->root);
  std::string character = text == nullptr ? " " : text;
  if (character == page) character.clear();
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return named_.emplace(page, std::move(character)).first->second;
}

}  // namespace chancery
