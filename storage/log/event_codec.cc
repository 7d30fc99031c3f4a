#include "storage/log/event_codec.h"

#include <limits>

#include "absl/base/internal/raw_logging.h"
#include "absl/strings/str_cat.h"
#include "storage/log/bytes.h"
#include "storage/log/errors.h"

namespace chancery {
namespace {

constexpr char kFormat = 1;
constexpr char kHeaderVersion = 1;

// Where the parts of fixed size lie.
constexpr std::size_t kChecksumAt = 1;
constexpr std::size_t kHeaderSizeAt = kChecksumAt + kChecksumSize;
constexpr std::size_t kHeaderAt = kHeaderSizeAt + 4;
constexpr std::size_t kSequenceAt = kHeaderAt + 1;
constexpr std::size_t kRevisionAt = kSequenceAt + 8;
constexpr std::size_t kRecordTimeAt = kRevisionAt + 8;
constexpr std::size_t kKindAt = kRecordTimeAt + 8;
constexpr std::size_t kDigestAt = kKindAt + 4;

void AppendString(absl::string_view text, std::string* out) {
  ABSL_RAW_CHECK(text.size() <= std::numeric_limits<uint16_t>::max(),
                 "a header's string was not checked");
  AppendBigEndian(static_cast<uint16_t>(text.size()), out);
  out->append(text.data(), text.size());
}

uint64_t ChecksumOf(absl::string_view value) {
  return Checksum(value.substr(kHeaderSizeAt));
}

void Assign(absl::string_view from, std::string* to) {
  to->assign(from.data(), from.size());
}

// Reads a header; returns whether the bytes are one.
bool DecodeHeader(absl::string_view bytes, EventHeader* header) {
  ByteReader reader(bytes);
  const bool known = reader.Integer<uint8_t>() == kHeaderVersion;
  header->sequence.value = reader.Integer<uint64_t>();
  header->revision.value = reader.Integer<uint64_t>();
  header->record_time =
      absl::FromUnixMicros(static_cast<int64_t>(reader.Integer<uint64_t>()));
  header->kind = static_cast<v1::EventKind>(reader.Integer<uint32_t>());
  Assign(reader.Bytes(kSha256Size), &header->payload_digest);
  Assign(reader.String(), &header->stream);
  Assign(reader.String(), &header->commit_id);
  Assign(reader.String(), &header->principal);
  Assign(reader.String(), &header->occurred);
  const auto issue_count = reader.Integer<uint32_t>();
  // An issue takes at least its size, so this bounds the count.
  if (issue_count > reader.rest().size()) return false;
  header->issues.resize(issue_count);
  for (std::string& issue : header->issues) Assign(reader.String(), &issue);
  return known && reader.ok() && reader.rest().empty();
}

}  // namespace

std::string EncodeEvent(const EventHeader& header, absl::string_view salt,
                        absl::string_view payload) {
  ABSL_RAW_CHECK(salt.size() == kSaltSize, "a salt has another size");
  std::string value(kDigestAt + kSha256Size, '\0');
  value.reserve(value.size() + header.stream.size() + header.commit_id.size() +
                header.principal.size() + header.occurred.size() +
                64 * header.issues.size() + salt.size() + payload.size() + 64);
  value[0] = kFormat;
  value[kHeaderAt] = kHeaderVersion;
  PutBigEndian(static_cast<uint32_t>(header.kind), &value[kKindAt]);
  AppendString(header.stream, &value);
  AppendString(header.commit_id, &value);
  AppendString(header.principal, &value);
  AppendString(header.occurred, &value);
  AppendBigEndian(static_cast<uint32_t>(header.issues.size()), &value);
  for (const std::string& issue : header.issues) AppendString(issue, &value);
  const std::size_t salt_at = value.size();
  PutBigEndian(static_cast<uint32_t>(salt_at - kHeaderAt),
               &value[kHeaderSizeAt]);
  value.append(salt.data(), salt.size());
  value.append(payload.data(), payload.size());
  value.replace(kDigestAt, kSha256Size,
                Sha256(absl::string_view(value).substr(salt_at)));
  return value;
}

void PlaceEvent(Sequence sequence, Revision revision, absl::Time record_time,
                std::string* value) {
  char* const bytes = value->data();
  PutBigEndian(sequence.value, bytes + kSequenceAt);
  PutBigEndian(revision.value, bytes + kRevisionAt);
  PutBigEndian(static_cast<uint64_t>(absl::ToUnixMicros(record_time)),
               bytes + kRecordTimeAt);
  PutBigEndian(ChecksumOf(*value), bytes + kChecksumAt);
}

absl::string_view HeaderIn(absl::string_view value) {
  return value.substr(kHeaderAt,
                      GetBigEndian<uint32_t>(value.data() + kHeaderSizeAt));
}

absl::Status DecodeEvent(Sequence sequence, absl::string_view value,
                         StoredEvent* event) {
  const auto damaged = [&](absl::string_view what) {
    return Corrupt(absl::StrCat("events/", sequence.value), what);
  };
  if (value.size() < kDigestAt || value[0] != kFormat) {
    return damaged("the bytes are no event of a known format");
  }
  if (GetBigEndian<uint64_t>(value.data() + kChecksumAt) != ChecksumOf(value)) {
    return damaged("the event does not match its checksum");
  }
  const std::size_t header_size =
      GetBigEndian<uint32_t>(value.data() + kHeaderSizeAt);
  if (value.size() - kHeaderAt < header_size + kSaltSize ||
      !DecodeHeader(value.substr(kHeaderAt, header_size), &event->header)) {
    return damaged("the event's header cannot be read");
  }
  if (event->header.sequence != sequence) {
    return damaged(absl::StrCat("the event of sequence ",
                                event->header.sequence.value, " lies there"));
  }
  event->leaf = value.substr(kHeaderAt, header_size);
  event->salt = value.substr(kHeaderAt + header_size, kSaltSize);
  event->payload = value.substr(kHeaderAt + header_size + kSaltSize);
  return absl::OkStatus();
}

}  // namespace chancery
