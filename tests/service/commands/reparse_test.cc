// Goal: a newer reading of texts on record takes the place of the former one as
// events, and touches nothing that anybody but the parser decided on.
// Method: the built-in parser is wrapped into two readers of different
// versions, the newer of which reads some records otherwise.

#include "service/commands/reparse.h"

#include <functional>
#include <utility>

#include "proto/values/error_info.h"
#include "service/commands/ingest.h"
#include "service/commands/names.h"
#include "service/commands/readout_state.h"
#include "tests/service/commands/commands_fixture.h"

namespace chancery {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

using Mode = ReparseCommand::Mode;

constexpr char kSource[] = "https://ministry.example/2021/harbour-call.html";

// A reader of this version, which changes what the built-in parser reads.
ReadoutReader Reader(
    const std::string& version,
    std::function<void(v1::ParseReadoutResponse*)> change = [](auto*) {}) {
  ReadoutReader reader = BuiltInReader();
  reader.versions.set_parser_version(version);
  reader.read = [version, change = std::move(change), read = reader.read](
                    absl::string_view text, const ParseOptions& options)
      -> absl::StatusOr<v1::ParseReadoutResponse> {
    auto parsed = read(text, options);
    if (!parsed.ok()) return parsed.status();
    parsed->mutable_readout()->set_parser_version(version);
    change(&*parsed);
    return parsed;
  };
  return reader;
}

// What the newer reader does with the first records: reads one otherwise, one
// no longer.
void ReadOtherwise(v1::ParseReadoutResponse* parsed) {
  parsed->mutable_records(0)->set_intensity("strongly");
  parsed->mutable_records()->DeleteSubrange(1, 1);
}

class ReparseTest : public CommandsTest {
 protected:
  void SetUp() override {
    CommandsTest::SetUp();
    first_ = IngestBy(Reader("1"));
    ASSERT_GE(first_.records_size(), 3);
  }

  v1::IngestReadoutResponse IngestBy(const ReadoutReader& reader) {
    auto response = IngestReadout(log(),
                                  {.text = text_,
                                   .source = kSource,
                                   .held_on = "",
                                   .correlation_id = "",
                                   .principal = "desk"},
                                  reader);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(v1::IngestReadoutResponse());
  }

  v1::ReparseReadoutsResponse Reparse(const ReadoutReader& reader, Mode mode) {
    auto response = ReparseReadout(log(),
                                   {.name = name(),
                                    .mode = mode,
                                    .correlation_id = "release-2",
                                    .principal = "desk"},
                                   reader);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(v1::ReparseReadoutsResponse());
  }

  // Appends an event of a person's.
  void Decide(v1::Event event) {
    event.set_origin("desk");
    event.set_reason("read by a person");
    Proposal proposal;
    proposal.commit_id = "decision-" + std::to_string(EventCount());
    proposal.conditions.push_back({name(), ExpectedRevision::Any()});
    proposal.events.push_back({name(), std::move(event)});
    const auto commit = log().Append(std::move(proposal));
    EXPECT_TRUE(commit.ok()) << commit.status();
  }
  void RetractByHand(const std::string& record) {
    v1::Event event;
    event.mutable_record_retracted()->set_record(record);
    Decide(std::move(event));
  }

  ReadoutState State() {
    auto state = ReadReadoutState(log(), name());
    EXPECT_TRUE(state.ok()) << state.status();
    return *std::move(state);
  }

  const std::string& name() const { return first_.name(); }
  const v1::Record& first(int i) const { return first_.records(i); }

 private:
  const std::string text_ = SampleText("harbour-call.txt");
  v1::IngestReadoutResponse first_;
};

TEST_F(ReparseTest, WhatTheSameVersionsReadIsUpToDate) {
  const std::size_t events = EventCount();
  EXPECT_EQ(Reparse(Reader("1"), Mode::kApply).outcome(),
            v1::REPARSE_OUTCOME_UP_TO_DATE);
  EXPECT_EQ(EventCount(), events);
}

TEST_F(ReparseTest, ADryRunSaysWhatWouldChangeAndAppendsNothing) {
  const std::size_t events = EventCount();
  const auto response = Reparse(Reader("2", ReadOtherwise), Mode::kDryRun);

  EXPECT_EQ(EventCount(), events);
  EXPECT_EQ(response.outcome(), v1::REPARSE_OUTCOME_CHANGED);
  EXPECT_EQ(response.lineage_before().parser_version(), "1");
  EXPECT_EQ(response.lineage_after().parser_version(), "2");
  ASSERT_EQ(response.records_size(), 2);
  EXPECT_EQ(response.records(0).before().name(), first(0).name());
  EXPECT_EQ(response.records(0).after().intensity(), "strongly");
  EXPECT_THAT(response.records(0).differences(), ElementsAre("intensity"));
  EXPECT_EQ(response.records(1).before().name(), first(1).name());
  EXPECT_FALSE(response.records(1).has_after());
  EXPECT_FALSE(response.has_first_sequence());
}

TEST_F(ReparseTest, AppliedItStandsWithItsLineageAndIsUpToDate) {
  const std::size_t events = EventCount();
  const ReadoutReader newer = Reader("2", ReadOtherwise);
  const auto response = Reparse(newer, Mode::kApply);

  EXPECT_EQ(response.first_sequence(), events);
  const auto all = Events();
  ASSERT_EQ(response.last_sequence() + 1, all.size());
  ASSERT_EQ(all.size(), events + 4);  // One new record, two retracted.
  const v1::Event& reparsed = all[events].event();
  ASSERT_TRUE(reparsed.has_readout_reparsed());
  EXPECT_EQ(reparsed.readout_reparsed().before().parser_version(), "1");
  EXPECT_EQ(reparsed.lineage().parser_version(), "2");
  EXPECT_EQ(reparsed.lineage().text_sha256(),
            reparsed.readout_reparsed().header().text_sha256());
  EXPECT_EQ(reparsed.correlation_id(), "release-2");
  EXPECT_TRUE(reparsed.readout_reparsed().touches_stand());
  const std::string& made = response.records(0).after().name();
  EXPECT_EQ(made, RecordName(name(), Revision{all[events + 1].revision()}));
  EXPECT_EQ(all[events + 2].event().record_retracted().replaced_by(), made);

  const ReadoutState state = State();
  EXPECT_NE(state.Find(made), nullptr);
  EXPECT_EQ(state.Find(first(0).name()), nullptr);
  EXPECT_EQ(state.Find(first(1).name()), nullptr);
  EXPECT_NE(state.Find(first(2).name()), nullptr);
  EXPECT_EQ(state.header().parser_version(), "2");
  EXPECT_EQ(Reparse(newer, Mode::kApply).outcome(),
            v1::REPARSE_OUTCOME_UP_TO_DATE);
  EXPECT_EQ(IngestBy(newer).outcome(), v1::INGEST_OUTCOME_UNCHANGED);
}

TEST_F(ReparseTest, TheSameReadingIsNotedInOneEvent) {
  const std::size_t events = EventCount();
  const auto response = Reparse(Reader("2"), Mode::kApply);
  EXPECT_EQ(response.outcome(), v1::REPARSE_OUTCOME_SAME);
  EXPECT_THAT(response.records(), IsEmpty());
  EXPECT_EQ(EventCount(), events + 1);
}

TEST_F(ReparseTest, ARetractedRecordDoesNotComeBack) {
  RetractByHand(first(2).name());
  const auto response = Reparse(Reader("2"), Mode::kApply);

  ASSERT_EQ(response.records_size(), 1);
  EXPECT_TRUE(response.records(0).left_alone());
  EXPECT_EQ(response.records(0).before().name(), first(2).name());
  EXPECT_EQ(response.outcome(), v1::REPARSE_OUTCOME_SAME);
  const ReadoutState state = State();
  for (const v1::Record& record : state.records()) {
    EXPECT_NE(record.quote(), first(2).quote());
  }
  EXPECT_THAT(Events().back().event().readout_reparsed().left_alone(),
              ElementsAre(first(2).name()));
}

TEST_F(ReparseTest, ARecordOfAnotherMakerStandsAndIsNotMadeTwice) {
  RetractByHand(first(1).name());
  v1::Record better = first(1);
  better.set_urgency("soon");
  better.clear_name();
  Decide(EventOf(better));
  const std::size_t standing = State().records().size();

  const auto response = Reparse(Reader("2"), Mode::kApply);

  EXPECT_EQ(State().records().size(), standing);
  EXPECT_EQ(response.outcome(), v1::REPARSE_OUTCOME_SAME);
  ASSERT_EQ(response.records_size(), 1);
  EXPECT_TRUE(response.records(0).left_alone());
}

TEST_F(ReparseTest, AResolvedFollowUpIsFlaggedAndStands) {
  int planned = 0;
  while (first(planned).kind() != v1::RECORD_KIND_FOLLOW_UP) ++planned;
  v1::Event resolved;
  resolved.mutable_follow_up_resolved()->set_record(first(planned).name());
  resolved.mutable_follow_up_resolved()->set_resolution(
      v1::RESOLUTION_COMPLETED);
  Decide(std::move(resolved));

  const auto response =
      Reparse(Reader("2",
                     [planned](v1::ParseReadoutResponse* parsed) {
                       parsed->mutable_records(planned)->set_due("2099");
                     }),
              Mode::kApply);

  ASSERT_EQ(response.records_size(), 1);
  EXPECT_TRUE(response.records(0).left_alone());
  EXPECT_THAT(response.records(0).differences(), Contains("due"));
  const ReadoutState state = State();
  ASSERT_NE(state.Find(first(planned).name()), nullptr);
  for (const v1::Record& record : state.records()) {
    EXPECT_NE(record.due(), "2099");
  }
}

TEST_F(ReparseTest, ATextThatIsRefusedNowStandsAsItWasRead) {
  ReadoutReader refusing = Reader("2");
  refusing.read = [](absl::string_view, const ParseOptions&) {
    return absl::InvalidArgumentError("reports no contact");
  };
  const std::size_t events = EventCount();
  const auto response = Reparse(refusing, Mode::kApply);
  EXPECT_EQ(response.outcome(), v1::REPARSE_OUTCOME_REFUSED);
  EXPECT_EQ(response.why(), "reports no contact");
  EXPECT_EQ(EventCount(), events);
}

TEST_F(ReparseTest, AWithdrawnReadoutHasNoTextToRead) {
  v1::Event withdrawn;
  withdrawn.mutable_readout_withdrawn();
  Decide(std::move(withdrawn));
  EXPECT_EQ(Reparse(Reader("2"), Mode::kApply).outcome(),
            v1::REPARSE_OUTCOME_NO_TEXT);
}

TEST_F(ReparseTest, AnUnknownReadoutIsNotFound) {
  const auto response =
      ReparseReadout(log(), {.name = "readouts/nothing"}, Reader("2"));
  EXPECT_EQ(ReasonOf(response.status()), v1::ERROR_REASON_READOUT_NOT_FOUND);
}

TEST_F(ReparseTest, AWithdrawnTextThatIsPublishedAgainIsRecordedAgain) {
  v1::Event withdrawn;
  withdrawn.mutable_readout_withdrawn();
  Decide(std::move(withdrawn));
  EXPECT_THAT(State().records(), IsEmpty());

  const auto again = IngestBy(Reader("1"));

  EXPECT_EQ(again.outcome(), v1::INGEST_OUTCOME_REVISED);
  EXPECT_THAT(State().records(), Not(IsEmpty()));
  EXPECT_FALSE(State().withdrawn());
  EXPECT_EQ(IngestBy(Reader("1")).outcome(), v1::INGEST_OUTCOME_UNCHANGED);
}

}  // namespace
}  // namespace chancery
