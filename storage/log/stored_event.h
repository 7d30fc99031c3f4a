#ifndef CHANCERY_STORAGE_LOG_STORED_EVENT_H_
#define CHANCERY_STORAGE_LOG_STORED_EVENT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "chancery/v1/event.pb.h"
#include "storage/log/ids.h"

namespace chancery {

// The header of a stored event: everything but what was said. It is the
// event's leaf in the log's Merkle tree; FORMAT.md gives its bytes.
struct EventHeader {
  Sequence sequence;
  Revision revision;
  v1::EventKind kind = v1::EVENT_KIND_UNSPECIFIED;
  absl::Time record_time;  // To the microsecond.
  std::string stream;
  std::string commit_id;
  std::string principal;
  std::string occurred;             // EDTF, or empty.
  std::vector<std::string> issues;  // Sorted.
  std::string payload_digest;       // SHA-256 of salt and payload, 32 bytes.
};

// An event as it lies in the log. `payload` is the serialized v1::Event, and
// is valid only as long as whoever lent it says.
struct StoredEvent {
  EventHeader header;
  absl::string_view payload;
  // The header's bytes as they are stored, which the log's tree has for a leaf,
  // and the salt of the payload's digest. Lent, as the payload is.
  absl::string_view leaf;
  absl::string_view salt;
};

// Returns the event with its payload parsed.
//   kDataLoss / CORRUPT  the payload is no v1::Event.
absl::StatusOr<v1::RecordedEvent> ToRecordedEvent(const StoredEvent& stored);

// Appends the wire bytes of field `field_number` (a length-delimited
// v1::RecordedEvent) to `out`, without parsing the payload. The bytes parse to
// what ToRecordedEvent returns.
void AppendRecordedEventField(int field_number, const StoredEvent& stored,
                              std::string* out);

// The kind of `event`: the number of its body's field, or UNSPECIFIED.
v1::EventKind KindOf(const v1::Event& event);

// The issues an event is listed under, sorted, without doubles: those of the
// records and touches it carries, or that it names in `issue` or `issues`.
// Empty for events about a readout as a whole.
std::vector<std::string> IssuesOf(const v1::Event& event);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_STORED_EVENT_H_
