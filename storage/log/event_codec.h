#ifndef CHANCERY_STORAGE_LOG_EVENT_CODEC_H_
#define CHANCERY_STORAGE_LOG_EVENT_CODEC_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "storage/log/digest.h"
#include "storage/log/ids.h"
#include "storage/log/stored_event.h"

namespace chancery {

// The value that the log stores under an event's sequence:
//
//   event    = format checksum header-size header salt payload
//   format   = 0x01
//   checksum = u64                 ; XXH3 of all that follows it
//   header-size = u32
//   header   = %x01                ; version of the header
//              sequence revision   ; u64 each
//              record-time         ; u64, microseconds since 1970 UTC
//              kind                ; u32
//              digest              ; 32 bytes, SHA-256 of salt and payload
//              stream commit-id principal occurred   ; string each
//              issue-count *issue  ; u32, string each
//   string   = u16 *byte
//   salt     = 16 bytes
//   payload  = the rest: a serialized chancery.v1.Event
//
// The header is the input of the event's RFC 6962 leaf hash.
inline constexpr std::size_t kSaltSize = 16;

// Returns the value of an event that has no place yet: the header's sequence,
// revision and record time are left open, its digest is computed here.
std::string EncodeEvent(const EventHeader& header, absl::string_view salt,
                        absl::string_view payload);

// Fills in what EncodeEvent left open, and the checksum.
void PlaceEvent(Sequence sequence, Revision revision, absl::Time record_time,
                std::string* value);

// The header in a value that EncodeEvent made.
absl::string_view HeaderIn(absl::string_view value);

// Reads a value that was stored under `sequence` back into `event`, whose
// strings are reused; its views point into `value`.
//   kDataLoss / CORRUPT  the value does not match its checksum, or is not the
//                        event of that sequence.
absl::Status DecodeEvent(Sequence sequence, absl::string_view value,
                         StoredEvent* event);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_EVENT_CODEC_H_
