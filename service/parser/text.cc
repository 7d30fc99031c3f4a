#include "service/parser/text.h"

#include <unicode/utf8.h>

#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"
#include "service/parser/parser.h"

namespace chancery {
namespace {

// What a character is read as. Bullets become '*', so that one mark opens
// every kind of bulleted line; an empty string leaves the character out.
struct Reading {
  UChar32 character;
  const char* plain;
};

constexpr std::array<Reading, 43> kReadings = {{
    {0x00A0, " "},  {0x00AD, ""},   {0x00B4, "'"},  {0x00B7, "*"},
    {0x2002, " "},  {0x2003, " "},  {0x2009, " "},  {0x200B, ""},
    {0x200C, ""},   {0x200D, ""},   {0x2010, "-"},  {0x2011, "-"},
    {0x2012, "-"},  {0x2013, "-"},  {0x2014, "-"},  {0x2015, "-"},
    {0x2018, "'"},  {0x2019, "'"},  {0x201A, "'"},  {0x201B, "'"},
    {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""}, {0x2022, "*"},
    {0x2023, "*"},  {0x2028, "\n"}, {0x2029, "\n"}, {0x202F, " "},
    {0x2032, "'"},  {0x2033, "\""}, {0x2060, ""},   {0x2212, "-"},
    {0x25A0, "*"},  {0x25AA, "*"},  {0x25CB, "*"},  {0x25CF, "*"},
    {0x25E6, "*"},  {0x3000, " "},  {0xFEFF, ""},   {0xFF08, "("},
    {0xFF09, ")"},  {0xFF0C, ","},  {0xFF0E, "."},
}};

const char* PlainReading(UChar32 character) {
  for (const Reading& reading : kReadings) {
    if (reading.character == character) return reading.plain;
  }
  return nullptr;
}

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

}  // namespace

ShadowText::ShadowText(absl::string_view original) : original_(original) {
  text_.reserve(original.size());
  from_.reserve(original.size() + 1);
  until_.reserve(original.size() + 1);
  const std::size_t size = original.size();
  std::size_t at = 0;
  while (at < size) {
    const std::size_t start = at;
    const auto byte = static_cast<unsigned char>(original[at]);
    if (byte < 0x80) {
      ++at;
      if (byte == '\r') {
        if (at < size && original[at] == '\n') ++at;
        Put("\n", start);
      } else {
        const char plain = byte == '\t' || byte == '\f' || byte == '\v'
                               ? ' '
                               : original[start];
        Put(absl::string_view(&plain, 1), start);
      }
    } else {
      UChar32 character = 0;
      auto next = static_cast<std::int32_t>(at);
      U8_NEXT(reinterpret_cast<const std::uint8_t*>(original.data()), next,
              static_cast<std::int32_t>(size), character);
      at = static_cast<std::size_t>(next);
      const char* plain = PlainReading(character);
      Put(plain ? absl::string_view(plain) : original.substr(start, at - start),
          start);
    }
    for (std::size_t i = until_.size(); i < text_.size(); ++i) {
      until_.push_back(static_cast<std::uint32_t>(at));
    }
  }
  from_.push_back(static_cast<std::uint32_t>(size));
  until_.push_back(static_cast<std::uint32_t>(size));
}

void ShadowText::Put(absl::string_view bytes, std::size_t from) {
  // Letters beyond ASCII keep their bytes, each with its own place.
  const bool same = bytes.size() > 1 && bytes.data() == original_.data() + from;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    text_.push_back(bytes[i]);
    from_.push_back(static_cast<std::uint32_t>(same ? from + i : from));
  }
}

v1::Span ShadowText::Original(std::size_t begin, std::size_t end) const {
  while (begin < end && IsBlank(text_[begin])) ++begin;
  while (end > begin && IsBlank(text_[end - 1])) --end;
  v1::Span span;
  span.set_begin(from_[begin]);
  span.set_end(end > begin ? until_[end - 1] : from_[begin]);
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
