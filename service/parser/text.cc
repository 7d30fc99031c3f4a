#include "service/parser/text.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"
#include "service/parser/parser.h"

namespace chancery {
namespace {

// What a character is read as. Bullets become '*', so that one mark opens
// every kind of bulleted line; an empty string leaves the character out. In
// the order of the characters.
struct Reading {
  UChar32 character;
  const char* plain;
};

constexpr std::array<Reading, 47> kReadings = {{
    {0x00A0, " "},  {0x00AD, ""},   {0x00B0, "*"}, {0x00B4, "'"},
    {0x00B7, "*"},  {0x2002, " "},  {0x2003, " "}, {0x2009, " "},
    {0x200B, ""},   {0x200C, ""},   {0x200D, ""},  {0x200E, ""},
    {0x200F, ""},   {0x2010, "-"},  {0x2011, "-"}, {0x2012, "-"},
    {0x2013, "-"},  {0x2014, "-"},  {0x2015, "-"}, {0x2018, "'"},
    {0x2019, "'"},  {0x201A, "'"},  {0x201B, "'"}, {0x201C, "\""},
    {0x201D, "\""}, {0x201E, "\""}, {0x2022, "*"}, {0x2023, "*"},
    {0x2028, "\n"}, {0x2029, "\n"}, {0x202F, " "}, {0x2032, "'"},
    {0x2033, "\""}, {0x2060, ""},   {0x2212, "-"}, {0x25A0, "*"},
    {0x25AA, "*"},  {0x25CB, "*"},  {0x25CF, "*"}, {0x25E6, "*"},
    {0x3000, " "},  {0x3147, "*"},  {0xFEFF, ""},  {0xFF08, "("},
    {0xFF09, ")"},  {0xFF0C, ","},  {0xFF0E, "."},
}};

const char* PlainReading(UChar32 character) {
  const auto found =
      std::lower_bound(kReadings.begin(), kReadings.end(), character,
                       [](const Reading& one, UChar32 wanted) {
                         return one.character < wanted;
                       });
  return found != kReadings.end() && found->character == character
             ? found->plain
             : nullptr;
}

// Most bytes of most texts.
bool ReadsAsItself(char c) { return (c >= ' ' && c <= '~') || c == '\n'; }

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// What the pages' links leave in the middle of a sentence, glued to a word.
constexpr absl::string_view kLinkDebris = "Open a New Window";

}  // namespace

ShadowText::ShadowText(absl::string_view original)
    : original_(original), read_(original) {
  Read();
}

ShadowText::ShadowText(absl::string_view original, PageText page)
    : original_(original),
      page_(std::move(page)),
      is_page_(true),
      read_(page_.text) {
  Read();
}

void ShadowText::Read() {
  const std::size_t size = read_.size();
  text_.reserve(size);
  map_.AddSame(0, 0);
  for (std::size_t at = 0; at < size;) {
    const std::size_t from = at;
    while (at < size && ReadsAsItself(read_[at])) ++at;
    text_.append(read_.data() + from, at - from);
    if (at < size) at = ReadAnother(at);
  }
  // Blanks in its place keep every other byte where it is.
  for (std::size_t at = 0;
       (at = text_.find(kLinkDebris.data(), at, kLinkDebris.size())) !=
       std::string::npos;) {
    text_.replace(at, kLinkDebris.size(), kLinkDebris.size(), ' ');
  }
}

std::size_t ShadowText::ReadAnother(std::size_t at) {
  const std::size_t size = read_.size();
  const std::size_t from = at;
  const char* plain = nullptr;
  if (static_cast<unsigned char>(read_[at]) < 0x80) {
    const bool line_end = read_[at++] == '\r';
    if (line_end && at < size && read_[at] == '\n') ++at;
    plain = line_end ? "\n" : " ";
  } else {
    UChar32 character = 0;
    auto next = static_cast<std::int32_t>(at);
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(read_.data()), next,
            static_cast<std::int32_t>(size), character);
    at = static_cast<std::size_t>(next);
    plain = PlainReading(character);
  }
  if (plain == nullptr) {
    // A letter beyond ASCII keeps its bytes.
    text_.append(read_.data() + from, at - from);
  } else if (*plain == '\0') {
    map_.AddSame(text_.size(), at);
  } else if (at - from == 1) {
    text_.append(plain);
  } else {
    map_.AddOther(text_.size(), from, at - from);
    text_.append(plain);
    map_.AddSame(text_.size(), at);
  }
  return at;
}

v1::Span ShadowText::Original(std::size_t begin, std::size_t end) const {
  while (begin < end && IsBlank(text_[begin])) ++begin;
  while (end > begin && IsBlank(text_[end - 1])) --end;
  std::size_t from = begin == text_.size() ? read_.size() : map_.From(begin);
  std::size_t until = end > begin ? map_.Until(end - 1, read_) : from;
  if (is_page_) {
    until = until > from ? page_.map.Until(until - 1, original_) : until;
    const std::size_t place = from;
    from = from == read_.size() ? original_.size() : page_.map.From(from);
    if (end <= begin || until < from || place == read_.size()) until = from;
  }
  v1::Span span;
  span.set_begin(static_cast<std::uint32_t>(from));
  span.set_end(static_cast<std::uint32_t>(until));
  return span;
}

std::string ShadowText::Quote(const v1::Span& span) const {
  std::string quote(original_.substr(span.begin(), span.end() - span.begin()));
  return quote;
}

absl::Status CheckText(absl::string_view text) {
  constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
  if (text.size() > kReadoutBytesMax) {
    return MakeError(
        kInvalid, v1::ERROR_REASON_TEXT_TOO_LARGE,
        absl::StrCat("the text has ", text.size(),
                     " bytes, and a readout may have ", kReadoutBytesMax,
                     "; send one readout at a time"),
        {{"size_bytes", absl::StrCat(text.size())},
         {"size_bytes_max", absl::StrCat(kReadoutBytesMax)}});
  }
  bool blank = true;
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t start = at;
    UChar32 character = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, size,
            character);
    if (character < 0) {
      return MakeError(kInvalid, v1::ERROR_REASON_INVALID_UTF8,
                       absl::StrCat("the text is not UTF-8 at byte ", start,
                                    "; convert the file to UTF-8 and send it "
                                    "again"),
                       {{"byte_offset", absl::StrCat(start)}});
    }
    const bool space = (character >= 9 && character <= 13) || character == ' ';
    if ((character < 0x20 && !space) || character == 0x7F) {
      return MakeError(kInvalid, v1::ERROR_REASON_NOT_TEXT,
                       absl::StrCat("byte ", start,
                                    " is a control character: this is no "
                                    "text; send the readout as plain text"),
                       {{"byte_offset", absl::StrCat(start)}});
    }
    if (!space && character != 0xA0 && character != 0x3000 &&
        character != 0xFEFF && character != 0x200B) {
      blank = false;
    }
  }
  if (blank) {
    return MakeError(kInvalid, v1::ERROR_REASON_EMPTY_TEXT,
                     "the text is empty; send a readout's text");
  }
  return absl::OkStatus();
}

}  // namespace chancery
