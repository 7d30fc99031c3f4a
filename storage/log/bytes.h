#ifndef CHANCERY_STORAGE_LOG_BYTES_H_
#define CHANCERY_STORAGE_LOG_BYTES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace chancery {

// Integers on disk are big-endian, so that keys sort as their numbers do.
//
//   u16, u32, u64 = 2, 4, 8 bytes, most significant first

template <typename T>
void PutBigEndian(T value, char* out) {
  for (std::size_t i = sizeof(T); i-- > 0;) {
    out[i] = static_cast<char>(value & 0xff);
    value = static_cast<T>(value >> 8);
  }
}

template <typename T>
T GetBigEndian(const char* in) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    value = static_cast<T>((value << 8) | static_cast<unsigned char>(in[i]));
  }
  return value;
}

template <typename T>
void AppendBigEndian(T value, std::string* out) {
  std::array<char, sizeof(T)> bytes;
  PutBigEndian(value, bytes.data());
  out->append(bytes.data(), bytes.size());
}

// Takes bytes off the front of a view. Once something did not fit, ok() is
// false and everything taken is empty or 0.
class ByteReader {
 public:
  explicit ByteReader(absl::string_view bytes) : rest_(bytes) {}

  template <typename T>
  T Integer() {
    const absl::string_view bytes = Bytes(sizeof(T));
    return ok_ ? GetBigEndian<T>(bytes.data()) : 0;
  }

  absl::string_view Bytes(std::size_t count) {
    if (!ok_ || rest_.size() < count) {
      ok_ = false;
      return {};
    }
    const absl::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  // A u16 and as many bytes.
  absl::string_view String() { return Bytes(Integer<uint16_t>()); }

  absl::string_view rest() const { return rest_; }
  bool ok() const { return ok_; }

 private:
  absl::string_view rest_;
  bool ok_ = true;
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_BYTES_H_
