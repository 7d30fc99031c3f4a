// Goal: who speaks is settled by name, office, side, pronoun and turn, and of
// three parties nobody is "the other one". Method: tables of one or two
// sentences; what is found is written "kind/act actors". Names and contents are
// invented.
#include "tests/service/parser/clause_frame.h"

namespace chancery {
namespace {

TEST(AnaphoraTest, TheSubjectIsAPartyOrNobody) {
  const Case kCases[] = {
      {"Foreign Minister Gromov explained the policy of Russia. He hoped for "
       "the cooperation of Japan.",
       "statement/inform RUS; statement/hope RUS"},
      {"Foreign Minister Gromov stated that President Kovalenko was satisfied "
       "by the meeting with Prime Minister Amano. In particular, he said, the "
       "resolution was important.",
       "statement/commend RUS; statement/emphasize RUS"},
      {"Foreign Minister Gromov welcomed the plan. Foreign Minister Tachibana "
       "thanked him. She also invited him to visit Japan.",
       "statement/welcome RUS; statement/thank JPN; statement/invite JPN"},
      {"Foreign Minister Gromov said that Foreign Minister Tachibana had "
       "promised a reply. He asked for it.",
       "statement/assert RUS; statement/request RUS"},
      {"The Russian side requested assistance. The Japanese side expressed "
       "understanding.",
       "statement/request RUS; statement/understand JPN"},
      {"Moscow requested assistance. Tokyo expressed understanding.",
       "statement/request RUS; statement/understand JPN"},
      {"Foreign Minister Gromov requested assistance, to which Foreign "
       "Minister Tachibana replied that it would be considered.",
       "statement/request RUS; statement/assert JPN"},
      {"Foreign Minister Gromov requested assistance. For her part, Foreign "
       "Minister Tachibana stressed the need for order.",
       "statement/request RUS; statement/emphasize JPN"},
      {"He and Foreign Minister Gromov agreed on the need for order.",
       "agreement/joint_view JPN,RUS"},
      {"The pair agreed to speak again next week.", "follow_up/call JPN,RUS"},
      {"She welcomed the resolution.", "statement/welcome JPN"},
      {"The Minister for Foreign Affairs of Russia welcomed the resolution.",
       "statement/welcome RUS"},
      {"The Foreign Minister of Poland welcomed the resolution.", ""},
      {"Both welcomed the resolution.", "statement/welcome JPN,RUS"},
      {"The two agreed to stay in touch.",
       "agreement/joint_commitment JPN,RUS"},
      {"The parties agreed on the need for order.",
       "agreement/joint_view JPN,RUS"},
      {"The interlocutors condemned the attack.", "statement/condemn JPN,RUS"},
      {"Foreign Minister Tachibana and her Russian counterpart agreed on the "
       "need for order.",
       "agreement/joint_view JPN,RUS"},
      {"Japan and Russia agreed on the need for order.",
       "agreement/joint_view JPN,RUS"},
      {"The Government of Japan welcomed the resolution.",
       "statement/welcome JPN"},
      {"Russia's Foreign Minister welcomed the resolution.",
       "statement/welcome RUS"},
      {"The Russian Foreign Minister welcomed the resolution.",
       "statement/welcome RUS"},
      {"Gromov welcomed the resolution.", "statement/welcome RUS"},
      {"Pavel Gromov welcomed the resolution.", "statement/welcome RUS"},
      {"The French Foreign Minister welcomed the resolution.", ""},
      {"The United Nations welcomed the resolution.", ""},
      {"Foreign Minister Gromov, who had arrived in Tokyo in the morning, "
       "welcomed the resolution.",
       "statement/welcome RUS"},
      {"Foreign Minister Gromov, Chairman of the conference, welcomed the "
       "resolution.",
       "statement/welcome RUS"},
      {"In this context, and on behalf of his government, Foreign Minister "
       "Gromov welcomed the resolution.",
       "statement/welcome RUS"},
  };
  ExpectFound(kCases);
}

TEST(AnaphoraTest, OfThreePartiesTheNamedOnesAct) {
  const Case kCases[] = {
      {"The three Ministers condemned the launch.",
       "statement/condemn JPN,KOR,USA"},
      {"Minister Tachibana stressed the need for sanctions. Secretary Whitlock "
       "agreed.",
       "statement/emphasize JPN; agreement/assent JPN,KOR,USA"},
      {"Minister Tachibana and Secretary Whitlock agreed to meet in May.",
       "follow_up/meeting JPN,USA"},
      {"Minister Tachibana, Secretary Whitlock and Minister Seo agreed to "
       "continue cooperation.",
       "agreement/joint_commitment JPN,KOR,USA"},
      {"Japan and the ROK confirmed the importance of the alliance.",
       "agreement/joint_view JPN,KOR"},
      {"Minister Tachibana and Minister Seo agreed with Secretary Whitlock on "
       "the need for sanctions.",
       "agreement/joint_view JPN,KOR,USA"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(Written(FramedAmongThree(c.clause)), c.found) << c.clause;
  }
}

}  // namespace
}  // namespace chancery
