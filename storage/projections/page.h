#ifndef CHANCERY_STORAGE_PROJECTIONS_PAGE_H_
#define CHANCERY_STORAGE_PROJECTIONS_PAGE_H_

#include <cstddef>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "storage/projections/queries.h"

namespace chancery {

// What became of a row in a list.
enum class RowFate { kTaken, kPassedOver, kEndsList };

// Fills a page from the rows from `cursor` on, which stands at the first one
// that may be on it. `take(cursor, item)` puts what the row lists into `item`
// and returns an absl::StatusOr<RowFate>. `next` is the suffix of the last row
// taken, so that a page begins where the one before ended, whatever was written
// in between.
template <typename T, typename Cursor, typename Take>
absl::StatusOr<Page<T>> FillPage(Cursor& cursor, std::size_t size, Take take) {
  Page<T> page;
  std::string last;
  for (; cursor.Valid(); cursor.Next()) {
    T item;
    const absl::StatusOr<RowFate> fate = take(cursor, item);
    if (!fate.ok()) return fate.status();
    if (*fate == RowFate::kEndsList) break;
    if (*fate == RowFate::kPassedOver) continue;
    if (page.items.size() == size) {
      page.next = std::move(last);
      break;
    }
    page.items.push_back(std::move(item));
    last = std::string(cursor.suffix());
  }
  if (!cursor.status().ok()) return cursor.status();
  return page;
}

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_PAGE_H_
