#ifndef CHANCERY_STORAGE_LOG_IDS_H_
#define CHANCERY_STORAGE_LOG_IDS_H_

#include <compare>
#include <cstdint>

namespace chancery {

// An event's index in the whole log, dense from 0.
struct Sequence {
  uint64_t value = 0;
  friend auto operator<=>(const Sequence&, const Sequence&) = default;
};

// An event's index in its stream, dense from 0.
struct Revision {
  uint64_t value = 0;
  friend auto operator<=>(const Revision&, const Revision&) = default;
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_IDS_H_
