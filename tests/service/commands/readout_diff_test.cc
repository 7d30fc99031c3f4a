#include "service/commands/readout_diff.h"

#include "tests/service/commands/commands_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(DiffRecordsTest, KeepsRecordsWhoseWordsAgreeUpToCaseAndLayout) {
  const std::vector<v1::Record> before = {
      StatementOf("JPN", "Japan welcomed the step."),
      StatementOf("RUS", "Russia took note.")};
  const std::vector<v1::Record> after = {
      StatementOf("RUS", "Russia  took\nnote."),
      StatementOf("JPN", "JAPAN welcomed the step.")};

  const RecordDiff diff = DiffRecords(before, after);

  ASSERT_EQ(diff.kept.size(), 2u);
  EXPECT_EQ(diff.kept[0].before, 1u);
  EXPECT_EQ(diff.kept[0].after, 0u);
  EXPECT_THAT(diff.changed, IsEmpty());
  EXPECT_THAT(diff.added, IsEmpty());
  EXPECT_THAT(diff.removed, IsEmpty());
}

TEST(DiffRecordsTest, NamesEachWayInWhichARecordChanged) {
  v1::Record changed = FollowUpWith(
      "It was agreed that the next round would be held in May", "2004-05");
  const std::vector<v1::Record> before = {FollowUpWith(
      "It was agreed that the next round would be held in April", "2004-04")};

  RecordDiff diff = DiffRecords(before, {changed});
  ASSERT_EQ(diff.changed.size(), 1u);
  EXPECT_THAT(diff.changed[0].differences, ElementsAre("words", "due"));

  changed = before[0];
  changed.set_act(v1::ACT_VISIT);
  changed.set_topic("economy.trade");
  diff = DiffRecords(before, {changed});
  ASSERT_EQ(diff.changed.size(), 1u);
  EXPECT_THAT(diff.changed[0].differences, ElementsAre("act", "topic"));

  changed = before[0];
  changed.mutable_actors()->RemoveLast();
  changed.set_kind(v1::RECORD_KIND_STATEMENT);
  diff = DiffRecords(before, {changed});
  ASSERT_EQ(diff.changed.size(), 1u);
  EXPECT_THAT(diff.changed[0].differences, ElementsAre("actors", "kind"));
}

TEST(DiffRecordsTest, RecordsWithoutWordsInCommonAreAddedAndRemoved) {
  const RecordDiff diff =
      DiffRecords({StatementOf("JPN", "Japan welcomed the accord warmly")},
                  {StatementOf("JPN", "fisheries quotas need renewed talks")});

  EXPECT_THAT(diff.added, ElementsAre(0u));
  EXPECT_THAT(diff.removed, ElementsAre(0u));
  EXPECT_THAT(diff.changed, IsEmpty());
}

TEST(DiffRecordsTest, PairsTheMostAlikeFirst) {
  const std::vector<v1::Record> before = {
      StatementOf("JPN", "Japan asked for early talks on fisheries quotas"),
      StatementOf("JPN", "Japan asked for early talks on energy prices")};
  const std::vector<v1::Record> after = {
      StatementOf("JPN", "Japan asked for early talks on energy supplies"),
      StatementOf("JPN", "Japan asked for prompt talks on fisheries quotas")};

  const RecordDiff diff = DiffRecords(before, after);

  ASSERT_EQ(diff.changed.size(), 2u);
  EXPECT_EQ(diff.changed[0].before, 1u);
  EXPECT_EQ(diff.changed[1].before, 0u);
}

TEST(DiffRecordsTest, WordsSaidTwicePairInTheirOrder) {
  const v1::Record said = StatementOf("JPN", "Japan agreed.");

  const RecordDiff diff = DiffRecords({said, said}, {said});

  ASSERT_EQ(diff.kept.size(), 1u);
  EXPECT_EQ(diff.kept[0].before, 0u);
  EXPECT_THAT(diff.removed, ElementsAre(1u));
}

TEST(DiffRecordsTest, FewerSharedWordsSufficeInTheSamePlace) {
  // Three of nine words: enough with the same actors and topic only.
  const v1::Record before = StatementOf("JPN", "one two three four five six");
  v1::Record after = StatementOf("JPN", "one two three seven eight nine");
  EXPECT_EQ(DiffRecords({before}, {after}).changed.size(), 1u);

  after.set_topic("economy.trade");
  EXPECT_THAT(DiffRecords({before}, {after}).changed, IsEmpty());
}

TEST(DiffRecordsTest, NothingBecomesNothing) {
  const RecordDiff diff = DiffRecords({}, {});
  EXPECT_THAT(diff.kept, IsEmpty());
  EXPECT_THAT(diff.added, IsEmpty());
}

TEST(DiffHeadersTest, NamesChangedFieldsButNotHashAndVersions) {
  const v1::ReadoutHeader before = Header();
  v1::ReadoutHeader after = before;
  EXPECT_THAT(DiffHeaders(before, after), IsEmpty());

  after.set_text_sha256("ff");
  after.set_parser_version("9");
  after.set_lexicon_version("9");
  EXPECT_THAT(DiffHeaders(before, after), IsEmpty());

  after.set_held_on("2004-03-01");
  after.add_participants()->set_party("JPN");
  EXPECT_THAT(DiffHeaders(before, after),
              ElementsAre("held_on", "participants"));
}

}  // namespace
}  // namespace chancery
