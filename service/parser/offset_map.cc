#include "service/parser/offset_map.h"

#include <unicode/utf8.h>

#include <algorithm>

namespace chancery {

void OffsetMap::AddSame(std::size_t begin, std::size_t from) {
  Add({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(from), 0,
       true});
}

void OffsetMap::AddOther(std::size_t begin, std::size_t from,
                         std::size_t width) {
  Add({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(from),
       static_cast<std::uint32_t>(width), false});
}

void OffsetMap::Add(Run run) {
  // A run that got no bytes makes way.
  if (!runs_.empty() && runs_.back().begin == run.begin) runs_.pop_back();
  runs_.push_back(run);
}

const OffsetMap::Run& OffsetMap::At(std::size_t i) const {
  const auto behind = std::upper_bound(
      runs_.begin(), runs_.end(), i,
      [](std::size_t at, const Run& run) { return at < run.begin; });
  return *(behind - 1);
}

std::size_t OffsetMap::From(std::size_t i) const {
  const Run& run = At(i);
  return run.same ? run.from + (i - run.begin) : run.from;
}

std::size_t OffsetMap::Until(std::size_t i, absl::string_view source) const {
  const Run& run = At(i);
  if (!run.same) return run.from + run.width;
  std::size_t until = run.from + (i - run.begin) + 1;
  while (until < source.size() && U8_IS_TRAIL(source[until])) ++until;
  return until;
}

}  // namespace chancery
