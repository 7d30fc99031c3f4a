// Any bytes as what the log stores: an event, a commit, index keys. Decoded or
// refused, never believed beyond their size; what decodes gives the same answer
// on the way through the wire. The first byte says which; bit 7 mends the
// checksum, behind which nothing else would be tried.
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "storage/log/bytes.h"
#include "storage/log/digest.h"
#include "storage/log/event_codec.h"
#include "storage/log/index_codec.h"
#include "tests/fuzz/promise.h"

namespace chancery {
namespace {

// Both values begin with a format byte and a checksum of all that follows.
void MendChecksum(std::string* value) {
  constexpr std::size_t kContentAt = 1 + kChecksumSize;
  if (value->size() < kContentAt) return;
  PutBigEndian(Checksum(absl::string_view(*value).substr(kContentAt)),
               value->data() + 1);
}

void TryEvent(const std::string& value) {
  StoredEvent event;
  if (!DecodeEvent(Sequence{7}, value, &event).ok()) return;
  const char* const begin = event.payload.data();
  Promise(event.payload.empty() ||
              (begin >= value.data() &&
               begin + event.payload.size() <= value.data() + value.size()),
          "a payload outside of the value");
  const auto recorded = ToRecordedEvent(event);
  if (!recorded.ok()) return;
  (void)IssuesOf(recorded->event());
  (void)KindOf(recorded->event());
  std::string field;
  AppendRecordedEventField(1, event, &field);
  Promise(!field.empty(), "an event without bytes on the wire");
}

}  // namespace
}  // namespace chancery

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace chancery;
  if (size < 1) return 0;
  std::string value(reinterpret_cast<const char*>(data) + 1, size - 1);
  if ((data[0] & 0x80) != 0) MendChecksum(&value);
  switch (data[0] % 4) {
    case 0:
    case 1:
      TryEvent(value);
      break;
    case 2: {
      const auto commit = DecodeCommit("a", value);
      if (commit.ok()) {
        const auto again = DecodeCommit("a", EncodeCommit(*commit));
        Promise(again.ok() && again->commit.first == commit->commit.first &&
                    again->commit.revisions == commit->commit.revisions,
                "a commit that does not survive being encoded");
      }
      break;
    }
    case 3:
      (void)DecodeIndex(value);
      (void)IndexIn(value, "issues/a");
      break;
  }
  return 0;
}
