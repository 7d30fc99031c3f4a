#include "storage/projections/row_key.h"

#include <cstddef>

namespace chancery {
namespace {

constexpr char kEscape = '\0';
constexpr char kEscapedZero = '\xFF';
constexpr char kEndOfText = '\x01';
constexpr std::size_t kNumberBytes = 8;

}  // namespace

RowKey& RowKey::Text(absl::string_view text) {
  for (const char c : text) {
    bytes_.push_back(c);
    if (c == kEscape) bytes_.push_back(kEscapedZero);
  }
  bytes_.push_back(kEscape);
  bytes_.push_back(kEndOfText);
  return *this;
}

RowKey& RowKey::Number(uint64_t number) {
  for (std::size_t i = kNumberBytes; i-- > 0;) {
    bytes_.push_back(static_cast<char>(number >> (8 * i)));
  }
  return *this;
}

std::optional<std::string> TakeText(absl::string_view& key) {
  std::string text;
  for (std::size_t i = 0; i + 1 < key.size(); ++i) {
    if (key[i] != kEscape) {
      text.push_back(key[i]);
      continue;
    }
    const char second = key[++i];
    if (second == kEndOfText) {
      key.remove_prefix(i + 1);
      return text;
    }
    if (second != kEscapedZero) return std::nullopt;
    text.push_back(kEscape);
  }
  return std::nullopt;
}

std::optional<uint64_t> TakeNumber(absl::string_view& key) {
  if (key.size() < kNumberBytes) return std::nullopt;
  uint64_t number = 0;
  for (const char c : key.substr(0, kNumberBytes)) {
    number = number << 8 | static_cast<unsigned char>(c);
  }
  key.remove_prefix(kNumberBytes);
  return number;
}

}  // namespace chancery
