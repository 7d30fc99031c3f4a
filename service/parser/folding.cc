#include "service/parser/folding.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace chancery {
namespace {

// Letters that have no decomposition into a plain one and a mark.
struct Plain {
  UChar32 letter;
  const char* ascii;
};
constexpr std::array<Plain, 10> kPlain = {{{0xF8, "o"},
                                           {0x142, "l"},
                                           {0x111, "d"},
                                           {0x131, "i"},
                                           {0xDF, "ss"},
                                           {0xE6, "ae"},
                                           {0x153, "oe"},
                                           {0xF0, "d"},
                                           {0xFE, "th"},
                                           {0x259, "a"}}};

void Append(UChar32 letter, std::string& out) {
  std::array<std::uint8_t, 4> bytes;
  std::int32_t size = 0;
  UBool error = false;
  U8_APPEND(bytes.data(), size, 4, letter, error);
  if (error) return;
  out.append(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::size_t>(size));
}

// Appends the letter under all marks of `letter`.
void AppendBare(UChar32 letter, std::string& out) {
  for (const Plain& plain : kPlain) {
    if (plain.letter == letter) {
      out += plain.ascii;
      return;
    }
  }
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* const nfkd = unorm2_getNFKDInstance(&error);
  std::array<UChar, 32> units;
  const std::int32_t size =
      U_SUCCESS(error)
          ? unorm2_getDecomposition(nfkd, letter, units.data(), 32, &error)
          : -1;
  if (U_FAILURE(error) || size < 0) {
    Append(letter, out);
    return;
  }
  for (std::int32_t i = 0; i < size; ++i) {
    const UChar unit = units[static_cast<std::size_t>(i)];
    if (!U16_IS_SURROGATE(unit) && u_charType(unit) != U_NON_SPACING_MARK) {
      Append(u_tolower(unit), out);
    }
  }
}

}  // namespace

std::string FoldName(absl::string_view word) {
  std::string out;
  const auto size = static_cast<std::int32_t>(word.size());
  for (std::int32_t at = 0; at < size;) {
    const auto byte =
        static_cast<unsigned char>(word[static_cast<std::size_t>(at)]);
    if (byte < 0x80) {
      if (absl::ascii_isalnum(byte)) {
        out.push_back(absl::ascii_tolower(byte));
      }
      ++at;
      continue;
    }
    UChar32 letter = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(word.data()), at, size,
            letter);
    if (letter < 0 || u_charType(letter) == U_NON_SPACING_MARK ||
        !u_isalnum(letter)) {
      continue;
    }
    AppendBare(u_tolower(letter), out);
  }
  return out;
}

std::string LowerCase(absl::string_view word) {
  std::string out;
  const auto size = static_cast<std::int32_t>(word.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 letter = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(word.data()), at, size,
            letter);
    if (letter >= 0) Append(u_tolower(letter), out);
  }
  return out;
}

std::string TitleCase(absl::string_view word) {
  std::string out;
  std::size_t at = 0;
  while (at < word.size()) {
    std::size_t next = at + 1;
    while (next < word.size() &&
           (static_cast<unsigned char>(word[next]) & 0xC0) == 0x80) {
      ++next;
    }
    const bool first = at == 0 || word[at - 1] == '-' || word[at - 1] == '\'';
    const absl::string_view letter = word.substr(at, next - at);
    absl::StrAppend(&out, first ? std::string(letter) : LowerCase(letter));
    at = next;
  }
  return out;
}

}  // namespace chancery
