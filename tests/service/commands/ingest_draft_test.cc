#include "service/commands/ingest_draft.h"

#include "tests/service/commands/commands_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kStream[] = "readouts/talk";

// A parsed text that holds these records, one behind the other.
v1::ParseReadoutResponse Parsed(const std::vector<v1::Record>& records) {
  v1::ParseReadoutResponse parsed;
  *parsed.mutable_readout() = Header();
  uint32_t begin = 0;
  for (const v1::Record& record : records) {
    v1::Record& added = *parsed.add_records();
    added = record;
    added.mutable_span()->set_begin(begin);
    begin += static_cast<uint32_t>(record.quote().size());
    added.mutable_span()->set_end(begin);
  }
  return parsed;
}

IngestCommand Command() {
  return {.text = "",
          .source = "desk/talk.txt",
          .held_on = "",
          .correlation_id = "case-7",
          .principal = "desk"};
}

std::vector<v1::EventKind> KindsOf(const Proposal& proposal) {
  std::vector<v1::EventKind> kinds;
  for (const ProposedEvent& proposed : proposal.events) {
    kinds.push_back(KindOf(proposed.event));
  }
  return kinds;
}

// The state after the proposal was accepted.
ReadoutState After(const ReadoutState& before, const Proposal& proposal) {
  ReadoutState state = before;
  uint64_t next = before.end().has_value() ? before.end()->value + 1 : 0;
  for (const ProposedEvent& proposed : proposal.events) {
    state.Apply(proposed.event, Revision{next}, Sequence{100 + next}, "c");
    ++next;
  }
  return state;
}

std::vector<std::string> NamesOf(const ReadoutState& state) {
  std::vector<std::string> names;
  for (const v1::Record& record : state.records()) {
    names.push_back(record.name());
  }
  return names;
}

TEST(IngestDraftTest, EveryEventSaysFromWhichTextAndVersionsItWasDerived) {
  v1::ParseReadoutResponse parsed = Parsed({StatementOf("JPN", "first")});
  v1::ReadoutHeader& header = *parsed.mutable_readout();
  header.set_text_sha256("5e1f");
  header.set_parser_version("2.1.0");
  header.set_lexicon_version("2.2.0");
  header.set_taxonomy_version("2.3.0");
  header.set_registry_sha256("ab12");

  const IngestDraft draft =
      DraftFirstText(Command(), kStream, parsed, ReadoutState(kStream));

  ASSERT_EQ(draft.proposal.events.size(), 2u);
  for (const ProposedEvent& proposed : draft.proposal.events) {
    const v1::Lineage& lineage = proposed.event.lineage();
    EXPECT_EQ(lineage.text_sha256(), "5e1f");
    EXPECT_EQ(lineage.parser_version(), "2.1.0");
    EXPECT_EQ(lineage.lexicon_version(), "2.2.0");
    EXPECT_EQ(lineage.taxonomy_version(), "2.3.0");
    EXPECT_EQ(lineage.registry_sha256(), "ab12");
  }
}

TEST(IngestDraftTest, AFirstTextGivesItsRecordsInTheOrderOfTheText) {
  v1::ParseReadoutResponse parsed =
      Parsed({StatementOf("JPN", "first"), AgreementOn("second"),
              FollowUpWith("third", "2004-40")});
  v1::Touch& touch = *parsed.add_touches();
  touch.mutable_span()->set_begin(7);
  touch.set_issue(kIssue);

  const IngestDraft draft =
      DraftFirstText(Command(), kStream, parsed, ReadoutState(kStream));

  EXPECT_THAT(KindsOf(draft.proposal),
              ElementsAre(v1::EVENT_KIND_READOUT_RECEIVED,
                          v1::EVENT_KIND_STATEMENT_MADE,
                          v1::EVENT_KIND_AGREEMENT_REACHED,
                          v1::EVENT_KIND_TOPIC_TOUCHED,
                          v1::EVENT_KIND_FOLLOW_UP_PLANNED));
  EXPECT_THAT(draft.made_by, ElementsAre(1u, 2u, 4u));
  for (const ProposedEvent& proposed : draft.proposal.events) {
    EXPECT_EQ(proposed.stream, kStream);
    EXPECT_EQ(proposed.event.occurred(), "2004-02-29");
    EXPECT_EQ(proposed.event.origin(), "parser");
    EXPECT_EQ(proposed.event.correlation_id(), "case-7");
  }
}

TEST(IngestDraftTest, ATextWithoutRecordsIsStillReceived) {
  const IngestDraft draft =
      DraftFirstText(Command(), kStream, Parsed({}), ReadoutState(kStream));
  EXPECT_THAT(KindsOf(draft.proposal),
              ElementsAre(v1::EVENT_KIND_READOUT_RECEIVED));
}

TEST(IngestDraftTest, AChangedTextSaysWhatChangedAndRetractsWhatIsGone) {
  const IngestDraft first = DraftFirstText(
      Command(), kStream,
      Parsed({StatementOf("JPN", "Japan welcomed the step"),
              FollowUpWith("the next round would be held in April", "2004-04"),
              StatementOf("RUS", "fisheries quotas need renewed talks")}),
      ReadoutState(kStream));
  const ReadoutState before = After(ReadoutState(kStream), first.proposal);
  v1::ParseReadoutResponse parsed =
      Parsed({AgreementOn("Both sides hailed a new cultural year"),
              StatementOf("JPN", "Japan welcomed the step"),
              FollowUpWith("the next round would be held in May", "2004-05")});

  const IngestDraft draft =
      DraftChangedText(Command(), kStream, parsed, before);

  EXPECT_THAT(KindsOf(draft.proposal),
              ElementsAre(v1::EVENT_KIND_READOUT_REVISED,
                          v1::EVENT_KIND_AGREEMENT_REACHED,
                          v1::EVENT_KIND_FOLLOW_UP_PLANNED,
                          v1::EVENT_KIND_RECORD_RETRACTED,
                          v1::EVENT_KIND_RECORD_RETRACTED));
  const v1::ReadoutChange& change = draft.response.change();
  ASSERT_EQ(change.changes_size(), 3);
  EXPECT_EQ(change.changes(0).before(), "");
  EXPECT_EQ(change.changes(0).after(), "readouts/talk/records/5");
  EXPECT_EQ(change.changes(1).before(), "readouts/talk/records/2");
  EXPECT_EQ(change.changes(1).after(), "readouts/talk/records/6");
  EXPECT_THAT(change.changes(1).differences(), ElementsAre("words", "due"));
  EXPECT_EQ(change.changes(2).before(), "readouts/talk/records/3");
  EXPECT_EQ(change.changes(2).after(), "");
  ASSERT_EQ(change.kept_size(), 1);
  EXPECT_EQ(change.kept(0).record(), "readouts/talk/records/1");
  // The stored event says the same as the answer.
  EXPECT_EQ(draft.proposal.events[0]
                .event.readout_revised()
                .change()
                .SerializeAsString(),
            change.SerializeAsString());
  const v1::RecordRetracted& replaced =
      draft.proposal.events[3].event.record_retracted();
  EXPECT_EQ(replaced.record(), "readouts/talk/records/2");
  EXPECT_EQ(replaced.replaced_by(), "readouts/talk/records/6");
  EXPECT_EQ(replaced.issue(), kIssue);
}

TEST(IngestDraftTest, AfterARevisionTheNewTextsRecordsStandInTheirPlaces) {
  const IngestDraft first =
      DraftFirstText(Command(), kStream,
                     Parsed({StatementOf("JPN", "Japan welcomed the step")}),
                     ReadoutState(kStream));
  const ReadoutState before = After(ReadoutState(kStream), first.proposal);
  const IngestDraft revised =
      DraftChangedText(Command(), kStream,
                       Parsed({AgreementOn("Both sides hailed it"),
                               StatementOf("JPN", "Japan welcomed the step")}),
                       before);

  const ReadoutState after = After(before, revised.proposal);

  EXPECT_THAT(NamesOf(after), ElementsAre("readouts/talk/records/1",
                                          "readouts/talk/records/3"));
  EXPECT_EQ(after.records()[0].span().begin(), 20u);
  const v1::IngestReadoutResponse answer = AnswerUnchanged(
      "Both sides hailed itJapan welcomed the step", kStream, after);
  ASSERT_EQ(answer.records_size(), 2);
  EXPECT_EQ(answer.records(0).quote(), "Both sides hailed it");
  EXPECT_EQ(answer.records(1).quote(), "Japan welcomed the step");
  EXPECT_EQ(answer.records(1).name(), "readouts/talk/records/1");
  EXPECT_EQ(answer.first_sequence(), 102u);
  EXPECT_EQ(answer.last_sequence(), 103u);
}

TEST(IngestDraftTest, RecordsThatWereNeverInATextSurviveARevision) {
  ReadoutState before = After(
      ReadoutState(kStream),
      DraftFirstText(Command(), kStream, Parsed({}), ReadoutState(kStream))
          .proposal);
  v1::Record from_database = StatementOf("RUS", "said elsewhere");
  from_database.clear_span();
  before.Apply(EventOf(from_database), Revision{1}, Sequence{101}, "d");

  const IngestDraft draft =
      DraftChangedText(Command(), kStream, Parsed({}), before);

  EXPECT_THAT(KindsOf(draft.proposal),
              ElementsAre(v1::EVENT_KIND_READOUT_REVISED));
  EXPECT_THAT(draft.response.change().changes(), IsEmpty());
}

TEST(IngestDraftTest, ATouchIsOfOneText) {
  v1::ParseReadoutResponse parsed = Parsed({});
  parsed.add_touches()->set_issue(kIssue);
  const IngestDraft first =
      DraftFirstText(Command(), kStream, parsed, ReadoutState(kStream));
  const ReadoutState before = After(ReadoutState(kStream), first.proposal);
  ASSERT_EQ(before.touches().size(), 1u);

  const ReadoutState after =
      After(before,
            DraftChangedText(Command(), kStream, Parsed({}), before).proposal);

  EXPECT_THAT(after.touches(), IsEmpty());
}

}  // namespace
}  // namespace chancery
