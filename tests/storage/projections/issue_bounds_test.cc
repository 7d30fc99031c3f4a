// An issue has room for so many values of each list, and says when there are
// more.
#include "absl/strings/str_cat.h"
#include "storage/projections/issue_queries.h"
#include "tests/storage/projections/view_fixture.h"

namespace chancery {
namespace {

constexpr int kMany = 201;

class IssueBoundsTest : public ViewTest {
 protected:
  v1::Issue Issue() {
    const auto issue = GetIssue(ReadIssues().rows(), kIraq);
    EXPECT_TRUE(issue.ok()) << issue.status();
    return issue.value_or(v1::Issue());
  }
};

TEST_F(IssueBoundsTest, ALongListEndsAndSaysSo) {
  for (int i = 1; i < kMany; ++i) {
    Append(kCall, FollowUp("2004-03-11",
                           Planned(kIraq, "2005", v1::FOLLOW_UP_BASIS_EXPECTED,
                                   "visit")));
  }
  EXPECT_EQ(Issue().open_follow_up_actions_size(), kMany - 1);
  EXPECT_FALSE(Issue().more_open_follow_up_actions());

  Append(kCall, FollowUp("2004-03-11",
                         Planned(kIraq, "2005", v1::FOLLOW_UP_BASIS_EXPECTED,
                                 "visit")));

  EXPECT_EQ(Issue().open_follow_up_actions_size(), kMany - 1);
  EXPECT_TRUE(Issue().more_open_follow_up_actions());
  EXPECT_EQ(Issue().open_follow_ups(), static_cast<uint32_t>(kMany));
}

TEST_F(IssueBoundsTest, AListOfLongWordsEndsAtOneMebibyte) {
  for (int i = 0; i < 3; ++i) {
    Append(kCall, Statement("2004-03-11", Said(kIraq,
                                               i == 0   ? "JPN"
                                               : i == 1 ? "RUS"
                                                        : "KOR",
                                               v1::ACT_SUPPORT,
                                               std::string(400 << 10, 'a'))));
  }
  EXPECT_EQ(Issue().positions_size(), 2);
  EXPECT_TRUE(Issue().more_positions());
}

}  // namespace
}  // namespace chancery
