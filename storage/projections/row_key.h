#ifndef CHANCERY_STORAGE_PROJECTIONS_ROW_KEY_H_
#define CHANCERY_STORAGE_PROJECTIONS_ROW_KEY_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace chancery {

// A row's key: a tag, which says what kind of row it is, and parts that sort
// among themselves as their values do.
//
//   RowKey('S').Text(issue).Text(party).Number(sequence)
//
// A key made of the first parts of another is its prefix, and no text can
// reach into the part behind it.
//   key    = tag *( text | number )
//   text   = *( any byte but 00 | 00 FF ) 00 01   ; 00 FF stands for a byte 00
//   number = 8 bytes, big-endian
class RowKey {
 public:
  explicit RowKey(char tag) : bytes_(1, tag) {}

  RowKey& Text(absl::string_view text);
  RowKey& Number(uint64_t number);

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Cut one part off the front of `key`; nullopt when there is none, which in a
// stored key means that it is damaged.
std::optional<std::string> TakeText(absl::string_view& key);
std::optional<uint64_t> TakeNumber(absl::string_view& key);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_ROW_KEY_H_
