#ifndef CHANCERY_STORAGE_PROJECTIONS_SPAN_SHIFT_H_
#define CHANCERY_STORAGE_PROJECTIONS_SPAN_SHIFT_H_

#include "chancery/v1/record.pb.h"

namespace chancery {

// Moves a record whose words a changed text keeps to their place there, and its
// inner spans (head, actor, due) with it. A span whose new place is not known,
// because it lay outside the clause or the clause is laid out differently now,
// is cleared. Returns whether anything changed.
bool MoveRecord(const v1::Span& place, v1::Record& record);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_SPAN_SHIFT_H_
