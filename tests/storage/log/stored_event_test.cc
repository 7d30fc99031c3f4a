#include "storage/log/stored_event.h"

#include <string>
#include <vector>

#include "chancery/v1/log_service.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "proto/values/error_info.h"
#include "storage/log/digest.h"
#include "storage/log/event_codec.h"
#include "storage/log/event_log.h"
#include "storage/log/index_codec.h"
#include "tests/storage/log/log_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kSalt[] = "0123456789abcdef";

EventHeader HeaderOf(const v1::Event& event) {
  EventHeader header;
  header.kind = KindOf(event);
  header.stream = kCall;
  header.commit_id = "commit";
  header.principal = "tester";
  header.occurred = event.occurred();
  header.issues = IssuesOf(event);
  return header;
}

// The stored bytes of an event at sequence 7, revision 3.
std::string ValueOf(
    const v1::Event& event,
    absl::Time time = absl::FromUnixMicros(1'700'000'000'123'456)) {
  std::string value =
      EncodeEvent(HeaderOf(event), kSalt, event.SerializeAsString());
  PlaceEvent(Sequence{7}, Revision{3}, time, &value);
  return value;
}

TEST(EventCodecTest, WhatIsEncodedIsDecoded) {
  const v1::Event event = Statement(kIssue, "ships");
  const std::string value = ValueOf(event);

  StoredEvent stored;
  ASSERT_TRUE(DecodeEvent(Sequence{7}, value, &stored).ok());

  EXPECT_EQ(stored.header.sequence, Sequence{7});
  EXPECT_EQ(stored.header.revision, Revision{3});
  EXPECT_EQ(stored.header.kind, v1::EVENT_KIND_STATEMENT_MADE);
  EXPECT_EQ(stored.header.record_time,
            absl::FromUnixMicros(1'700'000'000'123'456));
  EXPECT_EQ(stored.header.stream, kCall);
  EXPECT_EQ(stored.header.commit_id, "commit");
  EXPECT_EQ(stored.header.principal, "tester");
  EXPECT_EQ(stored.header.occurred, "2004-03-11");
  EXPECT_THAT(stored.header.issues, ElementsAre(kIssue));
  EXPECT_EQ(stored.header.payload_digest,
            Sha256(kSalt + event.SerializeAsString()));
  EXPECT_EQ(std::string(stored.payload), event.SerializeAsString());
}

TEST(EventCodecTest, NoFlippedBitAndNoCutIsTakenForAnEvent) {
  const std::string value = ValueOf(Statement(kIssue, "ships"));
  StoredEvent stored;
  for (std::size_t bit = 0; bit < 8 * value.size(); ++bit) {
    std::string flipped = value;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    const absl::Status status = DecodeEvent(Sequence{7}, flipped, &stored);
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << "bit " << bit;
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_CORRUPT);
  }
  for (std::size_t size = 0; size < value.size(); ++size) {
    EXPECT_EQ(DecodeEvent(Sequence{7}, value.substr(0, size), &stored).code(),
              absl::StatusCode::kDataLoss)
        << size << " bytes";
  }
}

TEST(EventCodecTest, AnEventThatLiesInAnothersPlaceIsRefused) {
  StoredEvent stored;
  EXPECT_EQ(
      DecodeEvent(Sequence{8}, ValueOf(Statement(kIssue, "x")), &stored).code(),
      absl::StatusCode::kDataLoss);
}

TEST(IndexCodecTest, CommitsKeepRevisionsOfManyStreams) {
  AcceptedCommit accepted;
  accepted.content_digest = std::string(kSha256Size, 'd');
  accepted.commit.first = Sequence{10};
  accepted.commit.last = Sequence{14};
  accepted.commit.record_time = absl::FromUnixMicros(5);
  accepted.commit.revisions = {{4}, {5}, {0}, {6}, {1}};

  const std::string value = EncodeCommit(accepted);
  const auto decoded = DecodeCommit("id", value);

  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(decoded->commit.first, accepted.commit.first);
  EXPECT_EQ(decoded->commit.last, accepted.commit.last);
  EXPECT_EQ(decoded->commit.record_time, accepted.commit.record_time);
  EXPECT_EQ(decoded->commit.revisions, accepted.commit.revisions);
  EXPECT_EQ(decoded->content_digest, accepted.content_digest);
  for (std::size_t i = 0; i < value.size(); ++i) {
    std::string flipped = value;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x10);
    EXPECT_EQ(DecodeCommit("id", flipped).status().code(),
              absl::StatusCode::kDataLoss)
        << "byte " << i;
  }
}

// Twelve bytes can claim four billion revisions. The checksum is right: it says
// that the bytes are as they were written, not by whom.
TEST(IndexCodecTest, ACommitOfMoreEventsThanOneMayHaveIsCorrupt) {
  AcceptedCommit accepted;
  accepted.content_digest = Sha256("content");
  for (uint64_t i = 0; i <= kCommitEventsMax; ++i) {
    accepted.commit.revisions.push_back(Revision{i});
  }

  const auto decoded = DecodeCommit("id", EncodeCommit(accepted));

  EXPECT_EQ(ReasonOf(decoded.status()), v1::ERROR_REASON_CORRUPT);
}

TEST(IndexCodecTest, NamesDoNotRunTogether) {
  EXPECT_EQ(IndexIn(IndexKey("readouts/a", 7), "readouts/a"), 7u);
  EXPECT_EQ(IndexIn(IndexKey("readouts/ab", 7), "readouts/a"), std::nullopt);
  EXPECT_EQ(IndexIn(IndexKey("readouts/a", 7), "readouts/ab"), std::nullopt);
  EXPECT_LT(IndexKey("a", 255), IndexKey("a", 256));
}

// Parses what AppendRecordedEventField wrote as the field of a response.
v1::ReadEventsResponse Written(const StoredEvent& stored) {
  std::string bytes;
  AppendRecordedEventField(v1::ReadEventsResponse::kEventsFieldNumber, stored,
                           &bytes);
  v1::ReadEventsResponse response;
  EXPECT_TRUE(response.ParseFromString(bytes));
  return response;
}

TEST(StoredEventTest, WireBytesParseToTheRecordedEvent) {
  v1::Event no_issue = Received("https://example.org/1");
  v1::Event several;
  several.mutable_readout_withdrawn()->add_issues(kIssue);
  several.mutable_readout_withdrawn()->add_issues(kOtherIssue);
  const v1::Event events[] = {Statement(kIssue, "ships"), no_issue, several,
                              Statement(kIssue, std::string(70'000, 'x'))};
  const absl::Time times[] = {absl::FromUnixMicros(1'700'000'000'123'456),
                              absl::UnixEpoch(), absl::FromUnixMicros(-1),
                              absl::FromUnixMicros(2'000'000)};
  for (const v1::Event& event : events) {
    for (const absl::Time time : times) {
      const std::string value = ValueOf(event, time);
      StoredEvent stored;
      ASSERT_TRUE(DecodeEvent(Sequence{7}, value, &stored).ok());
      const auto recorded = ToRecordedEvent(stored);
      ASSERT_TRUE(recorded.ok()) << recorded.status();

      const v1::ReadEventsResponse response = Written(stored);

      ASSERT_EQ(response.events_size(), 1);
      EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(
          response.events(0), *recorded))
          << response.DebugString() << recorded->DebugString();
      EXPECT_EQ(response.SerializeAsString().size(), response.ByteSizeLong());
    }
  }
}

TEST(StoredEventTest, ZeroesAreLeftOutOfWireBytesAsProto3Does) {
  StoredEvent stored;
  stored.header.record_time = absl::UnixEpoch();
  const v1::Event empty;
  v1::ReadEventsResponse expected;
  expected.add_events()->mutable_event();
  expected.mutable_events(0)->mutable_record_time();

  std::string bytes;
  AppendRecordedEventField(1, stored, &bytes);

  EXPECT_EQ(bytes, expected.SerializeAsString());
}

TEST(StoredEventTest, APayloadThatIsNoEventIsDataLoss) {
  StoredEvent stored;
  stored.payload = "\xff\xff\xff";
  EXPECT_EQ(ToRecordedEvent(stored).status().code(),
            absl::StatusCode::kDataLoss);
}

TEST(StoredEventTest, AKindIsTheNumberOfTheBodysField) {
  EXPECT_EQ(KindOf(Received("x")), v1::EVENT_KIND_READOUT_RECEIVED);
  EXPECT_EQ(KindOf(Statement(kIssue, "x")), v1::EVENT_KIND_STATEMENT_MADE);
  EXPECT_EQ(KindOf(v1::Event()), v1::EVENT_KIND_UNSPECIFIED);
  // Every body has a kind of its number, and every kind a body.
  const auto* const body = v1::Event::descriptor()->FindOneofByName("body");
  EXPECT_EQ(body->field_count() + 1, v1::EventKind_descriptor()->value_count());
  for (int i = 0; i < body->field_count(); ++i) {
    EXPECT_TRUE(v1::EventKind_IsValid(body->field(i)->number()));
  }
}

TEST(StoredEventTest, AnEventIsListedUnderTheIssuesItCarriesOrNames) {
  v1::Event touched;
  touched.mutable_topic_touched()->mutable_touch()->set_issue(kOtherIssue);
  v1::Event agreed;
  agreed.mutable_agreement_reached()->mutable_record()->set_issue(kIssue);
  v1::Event planned;
  planned.mutable_follow_up_planned()->mutable_record()->set_issue(kIssue);
  v1::Event retracted;
  retracted.mutable_record_retracted()->set_issue(kIssue);
  v1::Event resolved;
  resolved.mutable_follow_up_resolved()->set_issue(kIssue);
  v1::Event rescheduled;
  rescheduled.mutable_follow_up_rescheduled()->set_issue(kIssue);
  v1::Event ended;
  ended.mutable_agreement_ended()->set_issue(kIssue);
  v1::Event withdrawn;
  for (const char* issue : {kIssue, kOtherIssue, kIssue}) {
    withdrawn.mutable_readout_withdrawn()->add_issues(issue);
  }

  EXPECT_THAT(IssuesOf(touched), ElementsAre(kOtherIssue));
  for (const v1::Event& event : {Statement(kIssue, "x"), agreed, planned,
                                 retracted, resolved, rescheduled, ended}) {
    EXPECT_THAT(IssuesOf(event), ElementsAre(kIssue));
  }
  EXPECT_THAT(IssuesOf(withdrawn), ElementsAre(kOtherIssue, kIssue));
  EXPECT_THAT(IssuesOf(Received("x")), IsEmpty());
  EXPECT_THAT(IssuesOf(v1::Event()), IsEmpty());
}

}  // namespace
}  // namespace chancery
