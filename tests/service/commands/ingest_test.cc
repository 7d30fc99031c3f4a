#include "service/commands/ingest.h"

#include <fstream>
#include <iterator>
#include <thread>

#include "proto/values/error_info.h"
#include "service/commands/readout_state.h"
#include "tests/service/commands/commands_fixture.h"

namespace chancery {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Property;

constexpr char kSource[] = "https://ministry.example/2021/harbour-call.html";

IngestCommand Command(const std::string& text) {
  return {.text = text,
          .source = kSource,
          .held_on = "",
          .correlation_id = "",
          .principal = "desk"};
}

class IngestTest : public CommandsTest {
 protected:
  v1::IngestReadoutResponse IngestOk(const std::string& text) {
    auto response = IngestReadout(log(), Command(text));
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *std::move(response) : v1::IngestReadoutResponse();
  }
  const std::string text_ = SampleText("harbour-call.txt");
  const std::string revised_ = SampleText("harbour-call.revised.txt");
};

TEST_F(IngestTest, ANewReadoutIsRecordedInOneCommit) {
  const v1::IngestReadoutResponse response = IngestOk(text_);

  EXPECT_EQ(response.outcome(), v1::INGEST_OUTCOME_CREATED);
  EXPECT_EQ(response.name(), ReadoutName(kSource));
  const auto events = Events();
  ASSERT_GT(events.size(), 1u);
  EXPECT_TRUE(events[0].event().has_readout_received());
  EXPECT_EQ(events[0].event().readout_received().source(), kSource);
  EXPECT_THAT(events, Each(Property(&v1::RecordedEvent::commit_id,
                                    events[0].commit_id())));
  EXPECT_THAT(events, Each(Property(&v1::RecordedEvent::principal, "desk")));
  EXPECT_EQ(response.first_sequence(), 0u);
  EXPECT_EQ(response.last_sequence(), events.size() - 1);
  ASSERT_GT(response.records_size(), 0);
  for (const v1::Record& record : response.records()) {
    EXPECT_EQ(record.name(), response.name() + "/records/" +
                                 std::to_string(record.sequence()));
  }
  const auto document = log().Document(response.readout().text_sha256());
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(*document, text_);
}

TEST_F(IngestTest, TheSameTextAgainAnswersTheSameAndAppendsNothing) {
  v1::IngestReadoutResponse first = IngestOk(text_);
  const std::size_t events = EventCount();

  const v1::IngestReadoutResponse again = IngestOk(text_);

  EXPECT_EQ(EventCount(), events);
  EXPECT_EQ(again.outcome(), v1::INGEST_OUTCOME_UNCHANGED);
  first.set_outcome(again.outcome());
  EXPECT_EQ(again.DebugString(), first.DebugString());
}

TEST_F(IngestTest, AChangedTextIsARevisionThatSaysWhatChanged) {
  IngestOk(text_);

  const v1::IngestReadoutResponse response = IngestOk(revised_);

  EXPECT_EQ(response.outcome(), v1::INGEST_OUTCOME_REVISED);
  EXPECT_GT(response.change().changes_size(), 0);
  EXPECT_GT(response.change().kept_size(), 0);
  EXPECT_NE(response.change().before_sha256(),
            response.change().after_sha256());
  for (const v1::Record& record : response.records()) {
    EXPECT_NE(record.name(), "");
    EXPECT_TRUE(record.has_sequence());
    EXPECT_EQ(revised_.substr(record.span().begin(),
                              record.span().end() - record.span().begin()),
              record.quote());
  }
}

TEST_F(IngestTest, AfterARevisionTheSameTextAnswersItsRecordsAsTheyStand) {
  IngestOk(text_);
  v1::IngestReadoutResponse revised = IngestOk(revised_);
  const std::size_t events = EventCount();

  v1::IngestReadoutResponse again = IngestOk(revised_);

  EXPECT_EQ(EventCount(), events);
  EXPECT_EQ(again.outcome(), v1::INGEST_OUTCOME_UNCHANGED);
  EXPECT_EQ(again.first_sequence(), revised.first_sequence());
  EXPECT_EQ(again.last_sequence(), revised.last_sequence());
  ASSERT_EQ(again.records_size(), revised.records_size());
  for (int i = 0; i < again.records_size(); ++i) {
    EXPECT_EQ(again.records(i).name(), revised.records(i).name());
    EXPECT_EQ(again.records(i).quote(), revised.records(i).quote());
    EXPECT_EQ(again.records(i).span().begin(),
              revised.records(i).span().begin());
  }
}

TEST_F(IngestTest, ATextMayChangeBackAndForth) {
  std::vector<v1::IngestOutcome> outcomes;
  for (const std::string& text : {text_, revised_, text_, revised_}) {
    outcomes.push_back(IngestOk(text).outcome());
  }
  EXPECT_THAT(
      outcomes,
      ElementsAre(v1::INGEST_OUTCOME_CREATED, v1::INGEST_OUTCOME_REVISED,
                  v1::INGEST_OUTCOME_REVISED, v1::INGEST_OUTCOME_REVISED));

  // What stands is what the last text alone would have given.
  const auto state = ReadReadoutState(log(), ReadoutName(kSource));
  ASSERT_TRUE(state.ok()) << state.status();
  std::vector<std::string> standing;
  for (const v1::Record& record : state->records()) {
    standing.push_back(record.quote());
  }
  std::vector<std::string> of_text;
  const v1::IngestReadoutResponse unchanged = IngestOk(revised_);
  for (const v1::Record& record : unchanged.records()) {
    of_text.push_back(record.quote());
  }
  EXPECT_THAT(standing, ::testing::UnorderedElementsAreArray(of_text));
}

TEST_F(IngestTest, ManyWritersOfOneTextMakeOneCommit) {
  constexpr int kWriters = 8;
  std::vector<v1::IngestReadoutResponse> responses(kWriters);
  std::vector<std::thread> writers;
  for (int i = 0; i < kWriters; ++i) {
    writers.emplace_back([&, i] {
      IngestCommand command = Command(text_);
      // Each would propose other events under the same commit id.
      command.correlation_id = "writer-" + std::to_string(i);
      auto response = IngestReadout(log(), command);
      EXPECT_TRUE(response.ok()) << response.status();
      if (response.ok()) responses[i] = *std::move(response);
    });
  }
  for (std::thread& writer : writers) writer.join();

  int created = 0;
  for (const v1::IngestReadoutResponse& response : responses) {
    if (response.outcome() == v1::INGEST_OUTCOME_CREATED) ++created;
    EXPECT_EQ(response.first_sequence(), 0u);
    EXPECT_EQ(response.last_sequence(), EventCount() - 1);
  }
  EXPECT_EQ(created, 1);
}

TEST_F(IngestTest, WritersOfDifferentTextsAllEndOnRecord) {
  std::vector<std::thread> writers;
  for (const std::string& text : {text_, revised_}) {
    writers.emplace_back([&, text] { IngestOk(text); });
  }
  for (std::thread& writer : writers) writer.join();

  int texts = 0;
  for (const v1::RecordedEvent& event : Events()) {
    if (event.event().has_readout_received() ||
        event.event().has_readout_revised()) {
      ++texts;
    }
  }
  EXPECT_EQ(texts, 2);
}

struct BadCommand {
  const char* what;
  void (*spoil)(IngestCommand&);
};

TEST_F(IngestTest, AMalformedCommandIsRefusedAndNothingRecorded) {
  const BadCommand kBad[] = {
      {"no source", [](IngestCommand& c) { c.source = ""; }},
      {"long source", [](IngestCommand& c) { c.source.assign(2049, 'x'); }},
      {"line in source", [](IngestCommand& c) { c.source = "a\nb"; }},
      {"no date", [](IngestCommand& c) { c.held_on = "2003-13-01"; }},
      {"long id", [](IngestCommand& c) { c.correlation_id.assign(129, 'x'); }},
  };
  for (const BadCommand& bad : kBad) {
    IngestCommand command = Command(text_);
    bad.spoil(command);
    const auto response = IngestReadout(log(), command);
    EXPECT_EQ(ReasonOf(response.status()), v1::ERROR_REASON_INVALID_FIELD)
        << bad.what;
  }
  EXPECT_EQ(EventCount(), 0u);
}

TEST_F(IngestTest, WhatIsNoReadoutIsRefusedAndNothingRecorded) {
  EXPECT_EQ(ReasonOf(IngestReadout(log(), Command("")).status()),
            v1::ERROR_REASON_EMPTY_TEXT);
  EXPECT_EQ(ReasonOf(IngestReadout(log(), Command("\xff\xff text")).status()),
            v1::ERROR_REASON_INVALID_UTF8);
  EXPECT_EQ(EventCount(), 0u);
}

TEST_F(IngestTest, AnotherDateForATextWithoutOneIsARevision) {
  std::ifstream in(std::string(CHANCERY_TEST_DATA) + "/refused/no-date.txt");
  IngestCommand command = Command(std::string(
      std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()));
  command.held_on = "2021-05-04";
  ASSERT_TRUE(IngestReadout(log(), command).ok());

  command.held_on = "2021-05-05";
  const auto corrected = IngestReadout(log(), command);

  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->outcome(), v1::INGEST_OUTCOME_REVISED);
  EXPECT_THAT(corrected->change().header_fields(), ElementsAre("held_on"));
  EXPECT_EQ(IngestReadout(log(), command)->outcome(),
            v1::INGEST_OUTCOME_UNCHANGED);
  command.held_on = "";  // Says nothing of the date.
  EXPECT_EQ(IngestReadout(log(), command)->outcome(),
            v1::INGEST_OUTCOME_UNCHANGED);
}

TEST_F(IngestTest, AnotherDateForATextThatBearsOneChangesNothing) {
  IngestOk(text_);
  IngestCommand command = Command(text_);
  command.held_on = "1999-01-01";
  const auto again = IngestReadout(log(), command);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->outcome(), v1::INGEST_OUTCOME_UNCHANGED);
}

}  // namespace
}  // namespace chancery
