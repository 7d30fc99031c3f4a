#ifndef CHANCERY_SERVICE_PARSER_OFFSET_MAP_H_
#define CHANCERY_SERVICE_PARSER_OFFSET_MAP_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace chancery {

// Where the bytes of a text that was made from another came from. Filled from
// the front: each run begins at the text's size at that moment and reaches to
// the next.
class OffsetMap {
 public:
  // The bytes from `begin` on are those of the source from `from` on, one by
  // one.
  void AddSame(std::size_t begin, std::size_t from);
  // The bytes from `begin` on stand together for `width` bytes of the source
  // from `from` on; none at all where `width` is 0.
  void AddOther(std::size_t begin, std::size_t from, std::size_t width);

  // Where the bytes of `source` behind byte `i` of the text begin, and end;
  // the end is that of a whole character.
  std::size_t From(std::size_t i) const;
  std::size_t Until(std::size_t i, absl::string_view source) const;

 private:
  struct Run {
    std::uint32_t begin = 0;
    std::uint32_t from = 0;
    std::uint32_t width = 0;
    bool same = true;
  };
  void Add(Run run);
  const Run& At(std::size_t i) const;

  std::vector<Run> runs_;  // In order; the first at 0.
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_OFFSET_MAP_H_
