#include "storage/projections/span_shift.h"

#include <cstdint>

namespace chancery {
namespace {

bool Lies(const v1::Span& inner, const v1::Span& outer) {
  return outer.begin() <= inner.begin() && inner.begin() <= inner.end() &&
         inner.end() <= outer.end();
}

uint32_t Size(const v1::Span& span) { return span.end() - span.begin(); }

}  // namespace

bool MoveRecord(const v1::Span& place, v1::Record& record) {
  const v1::Span from = record.span();
  if (place.begin() == from.begin() && place.end() == from.end()) return false;
  const auto move = [&](bool is_set, v1::Span* (v1::Record::*mutable_span)(),
                        void (v1::Record::*clear_span)()) {
    if (!is_set) return;
    v1::Span& inner = *(record.*mutable_span)();
    if (Size(place) != Size(from) || !Lies(inner, from)) {
      (record.*clear_span)();
      return;
    }
    inner.set_begin(inner.begin() - from.begin() + place.begin());
    inner.set_end(inner.end() - from.begin() + place.begin());
  };
  move(record.has_head_span(), &v1::Record::mutable_head_span,
       &v1::Record::clear_head_span);
  move(record.has_actor_span(), &v1::Record::mutable_actor_span,
       &v1::Record::clear_actor_span);
  move(record.has_due_span(), &v1::Record::mutable_due_span,
       &v1::Record::clear_due_span);
  *record.mutable_span() = place;
  return true;
}

}  // namespace chancery
