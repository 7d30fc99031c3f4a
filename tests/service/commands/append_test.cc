#include "service/commands/append.h"

#include <set>

#include "proto/values/error_info.h"
#include "tests/service/commands/commands_fixture.h"

namespace chancery {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

constexpr char kStream[] = "readouts/talk";
constexpr char kPrincipal[] = "desk";

void AddEvent(const v1::Event& event, v1::AppendEventsRequest* request,
              const std::string& stream = kStream) {
  v1::ProposedEvent& proposed = *request->add_events();
  proposed.set_stream(stream);
  *proposed.mutable_event() = event;
}

// A request that writes `events` to kStream, which it expects to be new.
v1::AppendEventsRequest NewStream(const std::string& id,
                                  const std::vector<v1::Event>& events) {
  v1::AppendEventsRequest request;
  request.set_request_id(id);
  for (const v1::Event& event : events) AddEvent(event, &request);
  v1::StreamCondition& condition = *request.add_conditions();
  condition.set_stream(kStream);
  condition.mutable_no_stream();
  return request;
}

// The same, onto whatever the stream holds.
v1::AppendEventsRequest AnyStream(const std::string& id,
                                  const std::vector<v1::Event>& events) {
  v1::AppendEventsRequest request = NewStream(id, events);
  request.mutable_conditions(0)->mutable_any();
  return request;
}

v1::Event Retracted(const std::string& record) {
  v1::Event event;
  event.mutable_record_retracted()->set_record(record);
  return event;
}

v1::Event Resolved(const std::string& record) {
  v1::Event event;
  event.mutable_follow_up_resolved()->set_record(record);
  event.mutable_follow_up_resolved()->set_resolution(v1::RESOLUTION_COMPLETED);
  return event;
}

std::set<std::string> FieldsOf(const absl::Status& status) {
  std::set<std::string> fields;
  google::rpc::BadRequest bad;
  const auto payload =
      status.GetPayload("type.googleapis.com/google.rpc.BadRequest");
  if (payload.has_value() && bad.ParseFromString(std::string(*payload))) {
    for (const auto& violation : bad.field_violations()) {
      fields.insert(violation.field());
    }
  }
  return fields;
}

class AppendTest : public CommandsTest {
 protected:
  absl::StatusOr<Proposal> For(const v1::AppendEventsRequest& request) {
    return ProposalFor(log(), request, kPrincipal);
  }
  absl::StatusOr<Commit> Append(const v1::AppendEventsRequest& request) {
    auto proposal = For(request);
    if (!proposal.ok()) return proposal.status();
    return log().Append(*std::move(proposal));
  }
  void AppendOk(const v1::AppendEventsRequest& request) {
    const auto commit = Append(request);
    ASSERT_TRUE(commit.ok()) << commit.status();
  }
};

TEST_F(AppendTest, AWellFormedRequestBecomesAProposal) {
  v1::Event received;
  received.mutable_readout_received()->set_source("desk/talk.txt");
  *received.mutable_readout_received()->mutable_header() = Header();

  const auto proposal =
      For(NewStream("id-1", {received, EventOf(StatementOf("JPN", "a")),
                             EventOf(AgreementOn("b")),
                             EventOf(FollowUpWith("c", "2004-40"))}));

  ASSERT_TRUE(proposal.ok()) << proposal.status();
  EXPECT_EQ(proposal->commit_id, "id-1");
  EXPECT_EQ(proposal->principal, kPrincipal);
  EXPECT_EQ(proposal->events.size(), 4u);
  EXPECT_EQ(proposal->conditions.size(), 1u);
}

TEST_F(AppendTest, EveryMalformedFieldIsNamedAtOnce) {
  v1::Record record = StatementOf("jpn", "a");
  record.set_act(v1::ACT_VISIT);
  record.set_issue("issues/jpn");
  v1::AppendEventsRequest request = NewStream("", {EventOf(record)});
  request.mutable_events(0)->set_stream("Talk");
  request.mutable_events(0)->mutable_event()->set_occurred("yesterday");
  request.add_issue_conditions()->set_issue("x");

  const auto proposal = For(request);

  EXPECT_EQ(ReasonOf(proposal.status()), v1::ERROR_REASON_INVALID_FIELD);
  EXPECT_THAT(FieldsOf(proposal.status()),
              IsSupersetOf({"request_id", "events[0].stream",
                            "events[0].event.occurred",
                            "events[0].event.statement_made.record.act",
                            "events[0].event.statement_made.record.actors[0]",
                            "events[0].event.statement_made.record.issue",
                            "issue_conditions[0].issue"}));
}

struct BadRecord {
  const char* field;
  void (*spoil)(v1::Record&);
};

TEST_F(AppendTest, ARecordMustHaveWhatItsMessageRequires) {
  const BadRecord kBad[] = {
      {"kind", [](v1::Record& r) { r.set_kind(v1::RECORD_KIND_AGREEMENT); }},
      {"act", [](v1::Record& r) { r.set_act(v1::ACT_UNSPECIFIED); }},
      {"act", [](v1::Record& r) { r.set_act(static_cast<v1::Act>(999)); }},
      {"actors", [](v1::Record& r) { r.clear_actors(); }},
      {"actors", [](v1::Record& r) { r.add_actors("AUS"); }},
      {"asserted_by", [](v1::Record& r) { r.clear_asserted_by(); }},
      {"topic", [](v1::Record& r) { r.set_topic("Iraq!"); }},
      {"issue", [](v1::Record& r) { r.set_topic("region.iran"); }},
      {"due", [](v1::Record& r) { r.set_due("2004-05"); }},
      {"basis", [](v1::Record& r) { r.set_basis(v1::FOLLOW_UP_BASIS_AGREED); }},
      {"quote", [](v1::Record& r) { r.set_quote(std::string(65537, 'x')); }},
      {"quote", [](v1::Record& r) { r.mutable_span()->set_end(1); }},
      {"span", [](v1::Record& r) { r.mutable_span()->set_begin(99); }},
      {"speaker", [](v1::Record& r) { r.set_speaker(std::string(2049, 'x')); }},
  };
  for (const BadRecord& bad : kBad) {
    v1::Record record = StatementOf("JPN", "a b c");
    bad.spoil(record);
    v1::Event event;
    *event.mutable_statement_made()->mutable_record() = record;

    const auto proposal = For(NewStream("id", {event}));

    EXPECT_THAT(FieldsOf(proposal.status()),
                Contains(std::string("events[0].event.statement_made.record.") +
                         bad.field))
        << proposal.status();
  }
  EXPECT_EQ(EventCount(), 0u);
}

TEST_F(AppendTest, CountsAndConditionsAreBounded) {
  EXPECT_THAT(FieldsOf(For(NewStream("id", {})).status()),
              ElementsAre("events"));
  const v1::Event event = EventOf(StatementOf("JPN", "a"));
  EXPECT_THAT(
      FieldsOf(
          For(NewStream("id", std::vector<v1::Event>(1001, event))).status()),
      ElementsAre("events"));

  v1::AppendEventsRequest request = NewStream("id", {event});
  request.clear_conditions();
  EXPECT_THAT(FieldsOf(For(request).status()), ElementsAre("conditions"));

  request = NewStream("id", {event});
  request.mutable_conditions(0)->clear_expected();
  EXPECT_THAT(FieldsOf(For(request).status()),
              ElementsAre("conditions[0].expected"));

  request = NewStream("id", {event});
  *request.add_conditions() = request.conditions(0);
  EXPECT_THAT(FieldsOf(For(request).status()),
              ElementsAre("conditions[1].stream"));

  EXPECT_THAT(FieldsOf(For(NewStream(std::string(129, 'x'), {event})).status()),
              ElementsAre("request_id"));
  EXPECT_THAT(FieldsOf(For(NewStream("tab\there", {event})).status()),
              ElementsAre("request_id"));
}

TEST_F(AppendTest, AnEventWithoutABodyIsRefused) {
  EXPECT_THAT(FieldsOf(For(NewStream("id", {v1::Event()})).status()),
              ElementsAre("events[0].event.body"));
}

TEST_F(AppendTest, AReadoutIsReceivedOnceAndFirst) {
  v1::Event received;
  received.mutable_readout_received()->set_source("s");
  *received.mutable_readout_received()->mutable_header() = Header();
  const v1::Event statement = EventOf(StatementOf("JPN", "a"));

  EXPECT_THAT(FieldsOf(For(NewStream("id", {statement, received})).status()),
              ElementsAre("events[1].event.readout_received"));
  EXPECT_THAT(FieldsOf(For(AnyStream("id", {received})).status()),
              ElementsAre("events[0].event.readout_received"));
}

TEST_F(AppendTest, WhatOnlyTheServerMaySayIsReplaced) {
  v1::Record record = FollowUpWith("c", "2004-40");
  record.set_name("readouts/other/records/7");
  record.set_sequence(99);
  AppendOk(NewStream("id-1", {EventOf(record)}));
  v1::Event resolved = Resolved("readouts/talk/records/0");
  resolved.mutable_follow_up_resolved()->set_issue("issues/aus-fra.x.y");
  AppendOk(AnyStream("id-2", {resolved}));

  const auto events = Events();
  ASSERT_EQ(events.size(), 2u);
  const v1::Record& stored = events[0].event().follow_up_planned().record();
  EXPECT_EQ(stored.name(), "");
  EXPECT_FALSE(stored.has_sequence());
  EXPECT_EQ(events[1].event().follow_up_resolved().issue(), kIssue);
  EXPECT_THAT(events[1].issues(), ElementsAre(kIssue));
}

TEST_F(AppendTest, AnEventMayNameARecordThatTheSameRequestMakes) {
  AppendOk(NewStream("id", {EventOf(FollowUpWith("c", "2004-40")),
                            Resolved("readouts/talk/records/0")}));
  EXPECT_EQ(EventCount(), 2u);
}

TEST_F(AppendTest, ARecordThatDoesNotStandIsNotFound) {
  AppendOk(NewStream("id-1", {EventOf(StatementOf("JPN", "a"))}));
  AppendOk(AnyStream("id-2", {Retracted("readouts/talk/records/0")}));

  for (const char* name :
       {"readouts/talk/records/0", "readouts/talk/records/9",
        "readouts/other/records/0", "readouts/talk/records/00", "nonsense"}) {
    const auto commit = Append(AnyStream("id-3", {Retracted(name)}));
    EXPECT_EQ(commit.status().code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(ReasonOf(commit.status()), v1::ERROR_REASON_RECORD_NOT_FOUND)
        << name;
    EXPECT_EQ(GetErrorInfo(commit.status())->metadata().at("record"), name);
  }
  EXPECT_EQ(EventCount(), 2u);
}

TEST_F(AppendTest, AResolutionNeedsAFollowUpAndAnEndAnAgreement) {
  AppendOk(NewStream("id-1", {EventOf(StatementOf("JPN", "a")),
                              EventOf(FollowUpWith("c", ""))}));
  v1::Event ended;
  ended.mutable_agreement_ended()->set_record("readouts/talk/records/0");

  EXPECT_THAT(
      FieldsOf(Append(AnyStream("id-2", {Resolved("readouts/talk/records/0")}))
                   .status()),
      ElementsAre("events[0].event.follow_up_resolved.record"));
  EXPECT_THAT(FieldsOf(Append(AnyStream("id-3", {ended})).status()),
              ElementsAre("events[0].event.agreement_ended.record"));

  // What was agreed to be done counts as an agreement, too.
  ended.mutable_agreement_ended()->set_record("readouts/talk/records/1");
  AppendOk(AnyStream("id-4", {ended}));
}

TEST_F(AppendTest, TheSameRequestAgainAnswersTheSameEvenWhenRecordsAreGone) {
  AppendOk(NewStream("id-1", {EventOf(StatementOf("JPN", "a"))}));
  const auto request =
      AnyStream("id-2", {Retracted("readouts/talk/records/0")});
  const auto first = Append(request);
  ASSERT_TRUE(first.ok()) << first.status();

  const auto again = Append(request);

  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->first, first->first);
  EXPECT_EQ(EventCount(), 2u);
}

TEST_F(AppendTest, AStreamShorterThanExpectedIsAConflict) {
  AppendOk(NewStream("id-1", {EventOf(StatementOf("JPN", "a"))}));
  auto request = AnyStream("id-2", {Retracted("readouts/talk/records/0")});
  request.mutable_conditions(0)->set_exactly(5);

  const auto commit = Append(request);

  EXPECT_EQ(commit.status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(commit.status()), v1::ERROR_REASON_CONFLICT);
}

TEST_F(AppendTest, AStreamLongerThanExpectedIsAConflictAndNotAMissingRecord) {
  AppendOk(NewStream("id-1", {EventOf(StatementOf("JPN", "a"))}));
  AppendOk(AnyStream("id-2", {Retracted("readouts/talk/records/0")}));
  auto request = AnyStream("id-3", {Retracted("readouts/talk/records/0")});
  request.mutable_conditions(0)->set_exactly(0);

  const auto commit = Append(request);

  EXPECT_EQ(ReasonOf(commit.status()), v1::ERROR_REASON_CONFLICT);
}

TEST_F(AppendTest, AWriterWhoDoesNotMindIsHeldToWhatWasJudged) {
  AppendOk(NewStream("id-1", {EventOf(StatementOf("JPN", "a"))}));
  const auto retraction =
      For(AnyStream("id-2", {Retracted("readouts/talk/records/0")}));
  ASSERT_TRUE(retraction.ok()) << retraction.status();
  // Another writer retracts the record between judgement and append.
  AppendOk(AnyStream("id-3", {Retracted("readouts/talk/records/0")}));

  const auto commit = log().Append(*retraction);

  EXPECT_EQ(ReasonOf(commit.status()), v1::ERROR_REASON_CONFLICT);
}

TEST_F(AppendTest, AWithdrawalNeedsAReadoutAndListsTheIssuesThatStood) {
  v1::Event withdrawn;
  withdrawn.mutable_readout_withdrawn();
  AppendOk(NewStream("id-1", {EventOf(StatementOf("JPN", "a"))}));
  EXPECT_EQ(ReasonOf(Append(AnyStream("id-2", {withdrawn})).status()),
            v1::ERROR_REASON_INVALID_FIELD);

  v1::AppendEventsRequest request;
  request.set_request_id("id-3");
  v1::Event received;
  received.mutable_readout_received()->set_source("s");
  *received.mutable_readout_received()->mutable_header() = Header();
  AddEvent(received, &request, "readouts/other");
  AddEvent(EventOf(StatementOf("JPN", "a")), &request, "readouts/other");
  AddEvent(withdrawn, &request, "readouts/other");
  request.add_conditions()->set_stream("readouts/other");
  request.mutable_conditions(0)->mutable_no_stream();
  AppendOk(request);

  EXPECT_THAT(Events().back().issues(), ElementsAre(kIssue));
}

}  // namespace
}  // namespace chancery
