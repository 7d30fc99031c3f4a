// What the readout view shows after which events.
#include "proto/values/error_info.h"
#include "storage/projections/readout_queries.h"
#include "tests/storage/projections/view_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ReadoutViewTest : public ViewTest {
 protected:
  static v1::Record At(uint32_t begin, uint32_t end, absl::string_view words) {
    v1::Record record = Said(kIraq, "JPN", v1::ACT_SUPPORT, words);
    *record.mutable_span() = MakeSpan(begin, end);
    return record;
  }

  std::vector<std::string> RecordWords(absl::string_view name) {
    std::vector<std::string> words;
    for (const v1::Record& record : Readout(name).records) {
      words.push_back(record.quote());
    }
    return words;
  }
};

TEST_F(ReadoutViewTest, AReadoutThatWasNotIngestedIsNotFound) {
  Append(kCall, Statement("2004-03-11", At(0, 8, "supports")));

  const auto readout = GetReadout(ReadReadouts().rows(), kCall);

  EXPECT_EQ(readout.status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReasonOf(readout.status()), v1::ERROR_REASON_READOUT_NOT_FOUND);
  EXPECT_THAT(Readouts(), IsEmpty());
}

TEST_F(ReadoutViewTest, AReadoutHasItsHeaderCountsAndTimes) {
  v1::Event received = Received("2004-03-11");
  received.mutable_readout_received()->add_unparsed()->set_quote("Hmm.");
  Append(kCall, received);
  AppendToCommit(kCall, Statement("2004-03-11", At(0, 8, "supports")));
  AppendToCommit(kCall, Agreement("2004-03-11", Agreed(kIraq, "a view")));
  AppendToCommit(kCall, FollowUp("2004-03-11",
                                 Planned(kIraq, "", v1::FOLLOW_UP_BASIS_AGREED,
                                         "to meet")));
  AppendToCommit(kCall, Touched("2004-03-11", kIslands));

  const ReadoutView view = Readout(kCall);

  EXPECT_EQ(view.readout.name(), kCall);
  EXPECT_EQ(view.readout.source(), "https://example.org/readout");
  EXPECT_EQ(view.readout.header().held_on(), "2004-03-11");
  EXPECT_EQ(view.readout.text_revisions(), 1u);
  EXPECT_EQ(view.readout.statements(), 1u);
  EXPECT_EQ(view.readout.agreements(), 1u);
  EXPECT_EQ(view.readout.follow_ups(), 1u);
  EXPECT_EQ(view.readout.record_time().seconds(), 1'700'000'000);
  EXPECT_EQ(view.readout.last_sequence(), 4u);
  EXPECT_EQ(view.records.size(), 3u);
  EXPECT_EQ(view.touches.size(), 1u);
  EXPECT_EQ(view.unparsed.size(), 1u);
}

TEST_F(ReadoutViewTest, RecordsComeInTheOrderOfTheText) {
  Append(kCall, Received("2004-03-11"));
  Append(kCall, Statement("2004-03-11", At(50, 60, "third")));
  Append(kCall, Statement("2004-03-11", At(10, 20, "first")));
  Append(kCall, Statement("2004-03-11", At(10, 30, "second")));

  EXPECT_THAT(RecordWords(kCall), ElementsAre("first", "second", "third"));
}

TEST_F(ReadoutViewTest, ARevisionMovesWhatItKeepsAndReplacesTheRest) {
  v1::Event received = Received("2004-03-11");
  received.mutable_readout_received()->add_unparsed()->set_quote("Hmm.");
  Append(kCall, received);
  v1::Record moved = At(0, 8, "supports");
  *moved.mutable_head_span() = MakeSpan(0, 3);
  *moved.mutable_due_span() = MakeSpan(20, 25);  // Outside of the clause.
  const std::string kept = Append(kCall, Statement("2004-03-11", moved));
  const std::string gone =
      Append(kCall, Statement("2004-03-11", At(10, 18, "welcomes")));
  Append(kCall, Touched("2004-03-11", kIslands));
  Append(kCall, Touched("2004-03-11", kIraq));

  Append(kCall, Revised("2004-03-12", {{kept, MakeSpan(100, 108)}}));
  AppendToCommit(kCall, Statement("2004-03-12", At(50, 60, "regrets")));
  AppendToCommit(kCall, Touched("2004-03-12", kIraq));
  AppendToCommit(kCall, Retracted(gone));

  const ReadoutView view = Readout(kCall);
  EXPECT_THAT(RecordWords(kCall), ElementsAre("regrets", "supports"));
  EXPECT_EQ(view.records[1].span().begin(), 100u);
  EXPECT_EQ(view.records[1].span().end(), 108u);
  EXPECT_EQ(view.records[1].head_span().begin(), 100u);
  EXPECT_EQ(view.records[1].head_span().end(), 103u);
  EXPECT_FALSE(view.records[1].has_due_span());
  EXPECT_EQ(view.readout.text_revisions(), 2u);
  EXPECT_EQ(view.readout.statements(), 2u);
  EXPECT_EQ(view.readout.header().held_on(), "2004-03-12");
  EXPECT_EQ(view.readout.record_time().seconds(), 1'700'000'000);
  EXPECT_EQ(view.touches.size(), 1u);
  EXPECT_THAT(view.unparsed, IsEmpty());
}

TEST_F(ReadoutViewTest, AWithdrawnReadoutStaysListedWithoutRecords) {
  Append(kCall, Received("2004-03-11"));
  Append(kCall, Statement("2004-03-11", At(0, 8, "supports")));
  Append(kCall, Withdrawn());

  const ReadoutView view = Readout(kCall);
  EXPECT_TRUE(view.readout.withdrawn());
  EXPECT_EQ(view.readout.statements(), 0u);
  EXPECT_THAT(view.records, IsEmpty());
  EXPECT_THAT(Readouts(), ElementsAre(kCall));
}

TEST_F(ReadoutViewTest, AReadoutThatIsPublishedAnewIsNoLongerWithdrawn) {
  Append(kCall, Received("2004-03-11"));
  Append(kCall, Withdrawn());
  Append(kCall, Revised("2004-03-11", {}));

  EXPECT_FALSE(Readout(kCall).readout.withdrawn());
}

TEST_F(ReadoutViewTest, ANewerReadingMovesRecordsAndBringsNoText) {
  Append(kCall, Received("2004-03-11"));
  const std::string kept =
      Append(kCall, Statement("2004-03-11", At(0, 8, "supports")));
  const std::string gone =
      Append(kCall, Statement("2004-03-11", At(10, 18, "welcomes")));
  Append(kCall, Touched("2004-03-11", kIraq));

  Append(kCall, Reparsed("2004-03-11", {{kept, MakeSpan(2, 10)}}));
  AppendToCommit(kCall, Statement("2004-03-11", At(10, 30, "regrets")));
  AppendToCommit(kCall, Retracted(gone));

  const ReadoutView view = Readout(kCall);
  EXPECT_THAT(RecordWords(kCall), ElementsAre("supports", "regrets"));
  EXPECT_EQ(view.records[0].span().begin(), 2u);
  EXPECT_EQ(view.readout.text_revisions(), 1u);
  EXPECT_EQ(view.readout.statements(), 2u);
  EXPECT_EQ(view.touches.size(), 1u);
}

TEST_F(ReadoutViewTest, TheNewestContactComesFirst) {
  Append("readouts/b", Received("2004-03-11"));
  Append("readouts/a", Received("2004-03-11"));
  Append("readouts/undated", Received(""));
  Append("readouts/c", Received("2004-06-01"));
  Append("readouts/d", Received("2003-01-01"));

  EXPECT_THAT(Readouts(), ElementsAre("readouts/c", "readouts/a", "readouts/b",
                                      "readouts/d", "readouts/undated"));
}

TEST_F(ReadoutViewTest, ReadoutsAreFoundByPartiesAndDates) {
  Append("readouts/a", Received("2004-03-11", {"JPN", "RUS"}));
  Append("readouts/b", Received("2004-03-12", {"JPN", "KOR", "USA"}));
  Append("readouts/c", Received("2004-06-01", {"JPN", "USA"}));
  Append("readouts/undated", Received("", {"JPN", "USA"}));

  EXPECT_THAT(Readouts({.parties = {"USA", "JPN"}}),
              ElementsAre("readouts/c", "readouts/b", "readouts/undated"));
  EXPECT_THAT(
      Readouts({.parties = {"JPN"}, .since = absl::CivilDay(2004, 3, 12)}),
      ElementsAre("readouts/c", "readouts/b"));
  EXPECT_THAT(Readouts({.until = absl::CivilDay(2004, 3, 12)}),
              ElementsAre("readouts/b", "readouts/a"));
  EXPECT_THAT(Readouts({.since = absl::CivilDay(2004, 3, 12),
                        .until = absl::CivilDay(2004, 3, 12)}),
              ElementsAre("readouts/b"));
}

TEST_F(ReadoutViewTest, ARedatedContactIsListedOnceInItsNewPlace) {
  Append("readouts/a", Received("2004-03-11"));
  Append("readouts/b", Received("2004-06-01"));
  Append("readouts/a", Revised("2004-07-11", {}));

  EXPECT_THAT(Readouts(), ElementsAre("readouts/a", "readouts/b"));
}

TEST_F(ReadoutViewTest, PagesStayInPlaceWhileReadoutsComeIn) {
  for (int day = 1; day <= 5; ++day) {
    Append(absl::StrCat("readouts/day-", day),
           Received(absl::StrCat("2004-03-0", day)));
  }
  const auto first = ListReadouts(ReadReadouts().rows(), {}, {2, ""});
  ASSERT_TRUE(first.ok()) << first.status();
  Append("readouts/newer", Received("2004-04-01"));

  const auto second = ListReadouts(ReadReadouts().rows(), {}, {2, first->next});

  ASSERT_TRUE(second.ok()) << second.status();
  ASSERT_EQ(second->items.size(), 2u);
  EXPECT_EQ(second->items[0].name(), "readouts/day-3");
  EXPECT_EQ(second->items[1].name(), "readouts/day-2");
}

}  // namespace
}  // namespace chancery
