#include "storage/log/stored_event.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/wire_format_lite.h"
#include "storage/log/errors.h"

namespace chancery {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedOutputStream;

constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int32_t kNanosPerMicro = 1'000;

// A time as google.protobuf.Timestamp has it.
struct Timestamp {
  int64_t seconds;
  int32_t nanos;
};

Timestamp ToTimestamp(absl::Time time) {
  const int64_t micros = absl::ToUnixMicros(time);
  int64_t seconds = micros / kMicrosPerSecond;
  int64_t rest = micros % kMicrosPerSecond;
  if (rest < 0) {  // Nanos count forward, before 1970 too.
    --seconds;
    rest += kMicrosPerSecond;
  }
  return {seconds, static_cast<int32_t>(rest) * kNanosPerMicro};
}

// The wire format, as far as RecordedEvent needs it:
//
//   varint-field = tag varint
//   bytes-field  = tag size *byte
//
// Fields at their default are left out, as proto3 does.
void AppendVarint(uint64_t value, std::string* out) {
  uint8_t bytes[10];
  const uint8_t* const end =
      CodedOutputStream::WriteVarint64ToArray(value, bytes);
  out->append(reinterpret_cast<const char*>(bytes), end - bytes);
}

void AppendTag(int field, WireFormatLite::WireType type, std::string* out) {
  AppendVarint(WireFormatLite::MakeTag(field, type), out);
}

void AppendVarintField(int field, uint64_t value, std::string* out) {
  if (value == 0) return;
  AppendTag(field, WireFormatLite::WIRETYPE_VARINT, out);
  AppendVarint(value, out);
}

void AppendBytes(int field, absl::string_view bytes, std::string* out) {
  AppendTag(field, WireFormatLite::WIRETYPE_LENGTH_DELIMITED, out);
  AppendVarint(bytes.size(), out);
  out->append(bytes.data(), bytes.size());
}

void AppendBytesField(int field, absl::string_view bytes, std::string* out) {
  if (!bytes.empty()) AppendBytes(field, bytes, out);
}

// Every field but the event.
void AppendHeaderFields(const EventHeader& header, std::string* out) {
  AppendVarintField(v1::RecordedEvent::kSequenceFieldNumber,
                    header.sequence.value, out);
  AppendBytesField(v1::RecordedEvent::kStreamFieldNumber, header.stream, out);
  AppendVarintField(v1::RecordedEvent::kRevisionFieldNumber,
                    header.revision.value, out);
  const Timestamp time = ToTimestamp(header.record_time);
  std::string time_bytes;  // Small enough to need no allocation.
  AppendVarintField(google::protobuf::Timestamp::kSecondsFieldNumber,
                    static_cast<uint64_t>(time.seconds), &time_bytes);
  AppendVarintField(google::protobuf::Timestamp::kNanosFieldNumber,
                    static_cast<uint64_t>(time.nanos), &time_bytes);
  AppendBytes(v1::RecordedEvent::kRecordTimeFieldNumber, time_bytes, out);
  AppendBytesField(v1::RecordedEvent::kCommitIdFieldNumber, header.commit_id,
                   out);
  AppendBytesField(v1::RecordedEvent::kPrincipalFieldNumber, header.principal,
                   out);
  for (const std::string& issue : header.issues) {
    AppendBytes(v1::RecordedEvent::kIssuesFieldNumber, issue, out);
  }
  AppendBytesField(v1::RecordedEvent::kPayloadDigestFieldNumber,
                   header.payload_digest, out);
}

void AddIssue(const std::string& issue, std::vector<std::string>* issues) {
  if (!issue.empty()) issues->push_back(issue);
}

}  // namespace

absl::StatusOr<v1::RecordedEvent> ToRecordedEvent(const StoredEvent& stored) {
  const EventHeader& header = stored.header;
  v1::RecordedEvent recorded;
  if (!recorded.mutable_event()->ParseFromArray(
          stored.payload.data(), static_cast<int>(stored.payload.size()))) {
    return Corrupt(absl::StrCat("events/", header.sequence.value),
                   "the payload is no chancery.v1.Event");
  }
  recorded.set_sequence(header.sequence.value);
  recorded.set_stream(header.stream);
  recorded.set_revision(header.revision.value);
  const Timestamp time = ToTimestamp(header.record_time);
  recorded.mutable_record_time()->set_seconds(time.seconds);
  recorded.mutable_record_time()->set_nanos(time.nanos);
  recorded.set_commit_id(header.commit_id);
  recorded.set_principal(header.principal);
  recorded.mutable_issues()->Assign(header.issues.begin(), header.issues.end());
  recorded.set_payload_digest(header.payload_digest);
  return recorded;
}

void AppendRecordedEventField(int field_number, const StoredEvent& stored,
                              std::string* out) {
  // The size comes first, so the header's fields are built beside `out`. Each
  // thread keeps its buffer: this runs once for every event of a read.
  thread_local std::string fields;
  fields.clear();
  AppendHeaderFields(stored.header, &fields);
  std::string event_start;
  AppendTag(v1::RecordedEvent::kEventFieldNumber,
            WireFormatLite::WIRETYPE_LENGTH_DELIMITED, &event_start);
  AppendVarint(stored.payload.size(), &event_start);

  AppendTag(field_number, WireFormatLite::WIRETYPE_LENGTH_DELIMITED, out);
  AppendVarint(fields.size() + event_start.size() + stored.payload.size(), out);
  absl::StrAppend(out, fields, event_start, stored.payload);
}

v1::EventKind KindOf(const v1::Event& event) {
  return static_cast<v1::EventKind>(event.body_case());
}

std::vector<std::string> IssuesOf(const v1::Event& event) {
  std::vector<std::string> issues;
  switch (event.body_case()) {
    case v1::Event::kStatementMade:
      AddIssue(event.statement_made().record().issue(), &issues);
      break;
    case v1::Event::kAgreementReached:
      AddIssue(event.agreement_reached().record().issue(), &issues);
      break;
    case v1::Event::kFollowUpPlanned:
      AddIssue(event.follow_up_planned().record().issue(), &issues);
      break;
    case v1::Event::kTopicTouched:
      AddIssue(event.topic_touched().touch().issue(), &issues);
      break;
    case v1::Event::kRecordRetracted:
      AddIssue(event.record_retracted().issue(), &issues);
      break;
    case v1::Event::kFollowUpResolved:
      AddIssue(event.follow_up_resolved().issue(), &issues);
      break;
    case v1::Event::kFollowUpRescheduled:
      AddIssue(event.follow_up_rescheduled().issue(), &issues);
      break;
    case v1::Event::kAgreementEnded:
      AddIssue(event.agreement_ended().issue(), &issues);
      break;
    case v1::Event::kReadoutWithdrawn:
      for (const std::string& issue : event.readout_withdrawn().issues()) {
        AddIssue(issue, &issues);
      }
      break;
    case v1::Event::kReadoutReceived:
    case v1::Event::kReadoutRevised:
    case v1::Event::kReadoutReparsed:
    case v1::Event::BODY_NOT_SET:
      break;  // About a readout as a whole; about nothing.
  }
  std::sort(issues.begin(), issues.end());
  issues.erase(std::unique(issues.begin(), issues.end()), issues.end());
  return issues;
}

}  // namespace chancery
