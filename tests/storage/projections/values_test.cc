// The values that the folds are made of: keys, days, names, stances.
#include <limits>

#include "storage/projections/days.h"
#include "storage/projections/issue_name.h"
#include "storage/projections/row_key.h"
#include "storage/projections/span_shift.h"
#include "storage/projections/stance.h"
#include "tests/storage/projections/view_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(RowKeyTest, PartsComeOutAsTheyWentIn) {
  const std::string hostile("a\0\xFF\0\x01z", 6);
  const RowKey row_key = RowKey('S').Text(hostile).Text("").Number(1u << 31);

  absl::string_view key = absl::string_view(row_key.bytes()).substr(1);
  EXPECT_EQ(TakeText(key), hostile);
  EXPECT_EQ(TakeText(key), "");
  EXPECT_EQ(TakeNumber(key), 1u << 31);
  EXPECT_EQ(TakeNumber(key), std::nullopt);
  EXPECT_EQ(TakeText(key), std::nullopt);
}

TEST(RowKeyTest, KeysSortAsTheirPartsDo) {
  const std::vector<std::string> texts = {"",
                                          std::string("\0", 1),
                                          std::string("\0a", 2),
                                          "a",
                                          std::string("a\0", 2),
                                          "aa",
                                          "b",
                                          "\xFF"};
  for (std::size_t i = 1; i < texts.size(); ++i) {
    EXPECT_LT(RowKey('S').Text(texts[i - 1]).Number(9).bytes(),
              RowKey('S').Text(texts[i]).Number(1).bytes())
        << i;
  }
}

TEST(RowKeyTest, NoTextReachesIntoThePartBehindIt) {
  const std::string prefix = RowKey('S').Text("ab").bytes();
  EXPECT_NE(RowKey('S').Text("abc").bytes().substr(0, prefix.size()), prefix);
  EXPECT_NE(RowKey('S')
                .Text(std::string("ab\0\x01", 4))
                .bytes()
                .substr(0, prefix.size()),
            prefix);
}

TEST(DaysTest, AnEventCountsAtTheFirstDayItMayHaveHappenedOn) {
  EXPECT_EQ(ContactDay("2004-03-11"), absl::CivilDay(2004, 3, 11));
  EXPECT_EQ(ContactDay("2004"), absl::CivilDay(2004, 1, 1));
  EXPECT_EQ(ContactDay("../2004-12"), absl::CivilDay(2004, 12, 31));
  EXPECT_EQ(ContactDay(""), std::nullopt);
  EXPECT_EQ(ContactDay("last week"), std::nullopt);
}

TEST(DaysTest, NumbersSortAsDaysDoAndLeadBackToThem) {
  const absl::CivilDay days[] = {
      absl::CivilDay(-999'999, 1, 1), absl::CivilDay(1969, 12, 31),
      absl::CivilDay(1970, 1, 1), absl::CivilDay(999'999, 12, 31)};
  uint64_t before = DayNumberOrFirst(std::nullopt);
  for (const absl::CivilDay day : days) {
    EXPECT_LT(before, DayNumber(day));
    EXPECT_EQ(DayOfNumber(DayNumber(day)), day);
    before = DayNumber(day);
  }
  EXPECT_LT(before, DayNumberOrLast(std::nullopt));
  EXPECT_EQ(DayOfNumber(DayNumberOrLast(std::nullopt)), std::nullopt);
}

TEST(DaysTest, YearsThatNoKeyHoldsCountAsTheLastOneThatOneDoes) {
  EXPECT_EQ(DayNumber(absl::CivilDay(170'000'000'000'000'000, 1, 1)),
            DayNumber(absl::CivilDay(999'999, 12, 31)));
  EXPECT_EQ(DayNumber(absl::CivilDay(-170'000'000'000'000'000, 1, 1)),
            DayNumber(absl::CivilDay(-999'999, 1, 1)));
}

TEST(IssueNameTest, ANameInAnotherFormGivesWhatCanBeFound) {
  EXPECT_THAT(ParseIssueName("issues/jpn-rus.a.b").parties,
              ElementsAre("JPN", "RUS"));
  EXPECT_EQ(ParseIssueName("issues/jpn-rus.a.b").topic, "a.b");
  EXPECT_THAT(ParseIssueName("issues/").parties, IsEmpty());
  EXPECT_EQ(ParseIssueName("nonsense").topic, "");
}

TEST(IssueNameTest, ATopicsTitleIsItsLastPartInWords) {
  EXPECT_EQ(TopicTitle("territory.northern_territories"),
            "Northern territories");
  EXPECT_EQ(TopicTitle("x.pacific-salmon"), "Pacific salmon");
  EXPECT_EQ(TopicTitle(""), "");
}

TEST(StanceTest, EveryStatementButTheCourtesiesHasAClass) {
  for (int act = v1::ACT_ASSERT; act <= v1::ACT_WARN; ++act) {
    const bool courtesy = act == v1::ACT_CONGRATULATE || act == v1::ACT_CONDOLE;
    EXPECT_EQ(StanceClassOf(static_cast<v1::Act>(act)) ==
                  v1::STANCE_CLASS_UNSPECIFIED,
              courtesy)
        << v1::Act_Name(act);
  }
}

TEST(StanceTest, NoAgreementOrFollowUpHasAClass) {
  for (int act = v1::ACT_JOINT_VIEW; act <= v1::Act_MAX; ++act) {
    EXPECT_EQ(StanceClassOf(static_cast<v1::Act>(act)),
              v1::STANCE_CLASS_UNSPECIFIED)
        << act;
  }
}

TEST(SpanShiftTest, InnerSpansOfAClauseLaidOutDifferentlyAreCleared) {
  v1::Record record;
  *record.mutable_span() = MakeSpan(10, 20);
  *record.mutable_head_span() = MakeSpan(12, 15);

  EXPECT_TRUE(MoveRecord(MakeSpan(30, 41), record));

  EXPECT_FALSE(record.has_head_span());
  EXPECT_EQ(record.span().end(), 41u);
}

TEST(SpanShiftTest, ARecordInItsPlaceIsNotChanged) {
  v1::Record record;
  *record.mutable_span() = MakeSpan(10, 20);
  *record.mutable_head_span() = MakeSpan(2, 5);

  EXPECT_FALSE(MoveRecord(MakeSpan(10, 20), record));

  EXPECT_TRUE(record.has_head_span());
}

}  // namespace
}  // namespace chancery
