// Goal: each rule of the grammar decides as it must, and its nearest neighbor
// otherwise. Method: tables of single clauses; each is put into a small readout
// of a call between Japan and Russia under a heading on Iraq, and the records
// are written one per clause as "kind/act actors". Touches are "touch".
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/parser/parser.h"

namespace chancery {
namespace {

v1::ParseReadoutResponse Read(absl::string_view body) {
  const std::string text = absl::StrCat(
      "Foreign Minister Tachibana Telephone Talks with Russian Foreign "
      "Minister Gromov\n\nNovember 4, 2003\n\nThe following is an overview of "
      "telephone talks that Minister for Foreign Affairs Haruko Tachibana held "
      "with Russian Foreign Minister Pavel Gromov on November 4.\n\n1. Iraq\n\n"
      "(1) ",
      body, "\n\nBack to Index\n");
  const auto parsed = ParseReadout(text);
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  return parsed.value_or(v1::ParseReadoutResponse());
}

std::string Lower(absl::string_view name, absl::string_view prefix) {
  return absl::AsciiStrToLower(absl::StripPrefix(name, prefix));
}

// "statement/hope JPN; agreement/joint_view JPN,RUS; touch".
std::string Found(absl::string_view body) {
  const v1::ParseReadoutResponse parsed = Read(body);
  std::vector<std::string> found;
  for (const v1::Record& record : parsed.records()) {
    found.push_back(
        absl::StrCat(Lower(v1::RecordKind_Name(record.kind()), "RECORD_KIND_"),
                     "/", Lower(v1::Act_Name(record.act()), "ACT_"), " ",
                     absl::StrJoin(record.actors(), ",")));
  }
  for (int i = 0; i < parsed.touches_size(); ++i) found.push_back("touch");
  return absl::StrJoin(found, "; ");
}

struct Case {
  const char* clause;
  const char* found;
};

template <std::size_t n>
void ExpectFound(const Case (&cases)[n]) {
  for (const Case& c : cases) EXPECT_EQ(Found(c.clause), c.found) << c.clause;
}

TEST(ClausesTest, AnEvaluationIsAgreedAndAnActIsPlanned) {
  const Case kCases[] = {
      {"The two Ministers agreed on the importance of the conference.",
       "agreement/joint_view JPN,RUS"},
      {"The two Ministers agreed to hold a meeting on Iraq.",
       "follow_up/meeting JPN,RUS"},
      {"The two Ministers agreed on the importance of a meeting in two weeks' "
       "time.",
       "agreement/joint_view JPN,RUS"},
      {"It was agreed that the next meeting would be held next month.",
       "follow_up/meeting JPN,RUS"},
      {"The two Ministers agreed that reconstruction should be assisted.",
       "agreement/joint_view JPN,RUS"},
      {"The two Ministers agreed to cooperate on reconstruction.",
       "agreement/joint_commitment JPN,RUS"},
      {"The two Ministers agreed to stay in close contact.",
       "agreement/joint_commitment JPN,RUS"},
      {"The two Ministers agreed to speak again soon.",
       "follow_up/call JPN,RUS"},
      {"The two Ministers agreed that Foreign Minister Gromov would visit "
       "Japan "
       "in spring.",
       "follow_up/visit JPN,RUS"},
      {"It was agreed that the timing of the visit should be coordinated "
       "through diplomatic channels.",
       "follow_up/coordinate JPN,RUS"},
      {"They shared the view to coordinate toward an early 2+2.",
       "follow_up/meeting JPN,RUS"},
      {"They confirmed cooperation toward the signing of an agreement.",
       "follow_up/signing JPN,RUS"},
  };
  ExpectFound(kCases);
}

TEST(ClausesTest, OnlyAJointSubjectConverges) {
  const Case kCases[] = {
      {"Both sides recognized that the situation was difficult.",
       "agreement/joint_view JPN,RUS"},
      {"Foreign Minister Gromov reaffirmed his support for the resolution.",
       "statement/support RUS"},
      {"The two Ministers reaffirmed their support for the resolution.",
       "agreement/joint_view JPN,RUS"},
      {"The two Ministers reiterated their support for the resolution.",
       "statement/support JPN,RUS"},
      {"The two Ministers reiterated their commitment to assisting Iraq.",
       "agreement/joint_commitment JPN,RUS"},
      {"Both Ministers emphasized the need for order.",
       "statement/emphasize JPN,RUS"},
      {"Both Ministers condemned the attack.", "statement/condemn JPN,RUS"},
      {"Both Ministers welcomed the resolution.", "statement/welcome JPN,RUS"},
      {"Foreign Minister Gromov looked forward to the conference.",
       "statement/hope RUS"},
      {"Both Ministers looked forward to meeting at the G8 Summit.",
       "follow_up/meeting JPN,RUS"},
      {"The two Ministers did not agree on the role of the United Nations.",
       "statement/oppose JPN,RUS"},
      {"The two sides failed to agree on the resolution.",
       "statement/oppose JPN,RUS"},
  };
  ExpectFound(kCases);
}

TEST(ClausesTest, AssentAnswersAPointAndUnderstandingDoesNot) {
  const std::string point =
      "Foreign Minister Tachibana stressed the need for order. ";
  const Case kAnswers[] = {
      {"In response, Foreign Minister Gromov agreed with this point.",
       "statement/emphasize JPN; agreement/assent JPN,RUS"},
      {"In response, Foreign Minister Gromov expressed his understanding of "
       "this point.",
       "statement/emphasize JPN; statement/understand RUS"},
      {"Foreign Minister Gromov took note of this point.",
       "statement/emphasize JPN; statement/understand RUS"},
      {"Foreign Minister Gromov replied based on Russia's position.",
       "statement/emphasize JPN; statement/assert RUS"},
      {"Foreign Minister Gromov said that he could not understand why.",
       "statement/emphasize JPN; statement/oppose RUS"},
  };
  for (const Case& c : kAnswers) {
    EXPECT_EQ(Found(point + c.clause), c.found) << c.clause;
  }
}

TEST(ClausesTest, OneSubjectManyActs) {
  const Case kCases[] = {
      {"Foreign Minister Gromov stated that order was being restored.",
       "statement/assert RUS"},
      {"Foreign Minister Gromov explained the policy of Russia.",
       "statement/inform RUS"},
      {"Foreign Minister Gromov pointed out the importance of elections.",
       "statement/emphasize RUS"},
      {"Foreign Minister Gromov rejected the proposal.",
       "statement/oppose RUS"},
      {"Foreign Minister Gromov strongly protested against the decision.",
       "statement/protest RUS"},
      {"Foreign Minister Gromov expressed deep concern about the situation.",
       "statement/concern RUS"},
      {"Foreign Minister Gromov regretted the delay.", "statement/regret RUS"},
      {"Foreign Minister Gromov highly appreciated the efforts of Japan.",
       "statement/commend RUS"},
      {"Foreign Minister Gromov expressed his gratitude for the assistance.",
       "statement/thank RUS"},
      {"Foreign Minister Gromov expressed his condolences and sympathy.",
       "statement/condole RUS"},
      {"Foreign Minister Gromov offered his congratulations.",
       "statement/congratulate RUS"},
      {"Foreign Minister Gromov requested the cooperation of Japan.",
       "statement/request RUS"},
      {"Foreign Minister Gromov proposed a conference.",
       "statement/propose RUS"},
      {"Foreign Minister Gromov stated that Russia was ready to send experts.",
       "statement/offer RUS"},
      {"Foreign Minister Gromov stated that Russia would make every effort.",
       "statement/commit RUS"},
      {"Foreign Minister Gromov invited Foreign Minister Tachibana to visit "
       "Russia.",
       "statement/invite RUS"},
      {"Foreign Minister Gromov said that Russia would take befitting actions.",
       "statement/warn RUS"},
      {"Foreign Minister Gromov supported the resolution.",
       "statement/support RUS"},
      {"Foreign Minister Gromov stated that he would immediately convey the "
       "message to the President.",
       "follow_up/convey RUS"},
      {"The two Ministers instructed their officials to submit a report.",
       "follow_up/task JPN,RUS"},
  };
  ExpectFound(kCases);
}

TEST(ClausesTest, TheInnermostStanceDecides) {
  const Case kCases[] = {
      {"Foreign Minister Gromov stated that he hoped for order.",
       "statement/hope RUS"},
      {"Foreign Minister Gromov underscored concern about the situation.",
       "statement/concern RUS"},
      {"Foreign Minister Gromov stressed Russia's commitment to "
       "reconstruction.",
       "statement/commit RUS"},
      {"Foreign Minister Gromov stated that it was necessary to act in unity.",
       "statement/emphasize RUS"},
      {"Foreign Minister Gromov said that the attacks posed a threat.",
       "statement/concern RUS"},
      {"Foreign Minister Gromov pointed out that the attacks undermined "
       "reconstruction.",
       "statement/concern RUS"},
      {"Foreign Minister Gromov stated that Russia could not accept the "
       "proposal.",
       "statement/oppose RUS"},
  };
  ExpectFound(kCases);
}

TEST(ClausesTest, CoordinatedHeadsSplit) {
  const Case kCases[] = {
      {"Foreign Minister Gromov explained the policy of Russia, welcomed the "
       "resolution and requested the cooperation of Japan.",
       "statement/inform RUS; statement/welcome RUS; statement/request RUS"},
      {"The two Ministers exchanged views on Iraq and agreed that order should "
       "be restored.",
       "agreement/joint_view JPN,RUS; touch"},
      {"Foreign Minister Gromov hoped to visit Japan, and Foreign Minister "
       "Tachibana also hoped to visit Russia.",
       "statement/hope RUS; statement/hope JPN"},
      {"Both Ministers looked forward to meeting in June at the G8 Summit and "
       "again in September.",
       "follow_up/meeting JPN,RUS; follow_up/meeting JPN,RUS"},
      {"Foreign Minister Gromov expressed his support for the resolution and "
       "his concern about the situation.",
       "statement/support RUS; statement/concern RUS"},
  };
  ExpectFound(kCases);
}

TEST(ClausesTest, DiscussingIsNoPosition) {
  const Case kCases[] = {
      {"The two Ministers exchanged views on Iraq.", "touch"},
      {"The two Ministers discussed the importance of reconstruction.",
       "touch"},
      {"The two Ministers shared with each other their assessments of the "
       "situation.",
       "touch"},
  };
  ExpectFound(kCases);
}

TEST(ClausesTest, WhatReportsNoActIsNoRecord) {
  const Case kCases[] = {
      {"Foreign Minister Tachibana extended her first greetings as Minister.",
       ""},
      {"The talks lasted for about twenty minutes.", ""},
      {"(Other officials attending: the Ambassador of Russia.)", ""},
  };
  ExpectFound(kCases);
}

TEST(ClausesTest, TheSpeakerIsCarriedAndSwitched) {
  const Case kCases[] = {
      {"Foreign Minister Gromov explained the policy of Russia. He hoped for "
       "the cooperation of Japan.",
       "statement/inform RUS; statement/hope RUS"},
      {"Foreign Minister Gromov stated that President Kovalenko was satisfied "
       "by the meeting with Prime Minister Amano. In particular, he said, the "
       "resolution was important.",
       "statement/commend RUS; statement/emphasize RUS"},
      {"Foreign Minister Gromov explained the policy of Russia. In response, "
       "Foreign Minister Tachibana welcomed this policy. Furthermore, she "
       "requested further assistance.",
       "statement/inform RUS; statement/welcome JPN; statement/request JPN"},
      {"The Russian side requested assistance. The Japanese side expressed "
       "understanding.",
       "statement/request RUS; statement/understand JPN"},
      {"The need for assistance was underscored.",
       "statement/emphasize JPN,RUS"},
  };
  ExpectFound(kCases);
}

TEST(ClausesTest, AFirstPersonBlockIsTheSpeakers) {
  EXPECT_EQ(
      Found("Foreign Minister Tachibana stated as follows:\n"
            "   -I strongly condemn the attacks. It is important to act in "
            "unity. I hope that Russia will announce its assistance soon."),
      "statement/condemn JPN; statement/emphasize JPN; statement/hope JPN");
}

TEST(ClausesTest, WhatSurroundsTheActIsRecorded) {
  const v1::ParseReadoutResponse parsed = Read(
      "It was agreed that, if circumstances allow, the next meeting would be "
      "held in the first half of next year, and that the timing should be "
      "coordinated through diplomatic channels.");
  ASSERT_EQ(parsed.records_size(), 2) << parsed.DebugString();
  const v1::Record& meeting = parsed.records(0);
  EXPECT_EQ(meeting.act(), v1::ACT_MEETING);
  EXPECT_EQ(meeting.due(), "2004-40");
  EXPECT_EQ(meeting.due_text(), "in the first half of next year");
  EXPECT_EQ(meeting.due_basis(), v1::DUE_BASIS_RELATIVE);
  EXPECT_EQ(meeting.basis(), v1::FOLLOW_UP_BASIS_AGREED);
  EXPECT_EQ(meeting.condition(), "if circumstances allow");
  EXPECT_EQ(meeting.section(), "1(1)");
  EXPECT_EQ(meeting.asserted_by(), "JPN");
  const v1::Record& timing = parsed.records(1);
  EXPECT_EQ(timing.act(), v1::ACT_COORDINATE);
  EXPECT_EQ(timing.channel(), "diplomatic");
  EXPECT_EQ(timing.due(), "");
}

TEST(ClausesTest, PolarityIntensityAndModalityAreRecorded) {
  const auto only = [](absl::string_view body) {
    const v1::ParseReadoutResponse parsed = Read(body);
    EXPECT_EQ(parsed.records_size(), 1) << parsed.DebugString();
    return parsed.records_size() == 1 ? parsed.records(0) : v1::Record();
  };
  EXPECT_EQ(only("Foreign Minister Gromov stated that Russia could not accept "
                 "the proposal.")
                .polarity(),
            v1::POLARITY_NEGATIVE);
  EXPECT_EQ(only("Foreign Minister Gromov strongly condemned the attack.")
                .intensity(),
            "strongly");
  EXPECT_EQ(only("Foreign Minister Gromov stated that assistance should be "
                 "continued.")
                .modality(),
            v1::MODALITY_SHOULD);
  EXPECT_EQ(only("Foreign Minister Gromov welcomed the resolution.").polarity(),
            v1::POLARITY_POSITIVE);
  EXPECT_TRUE(
      only("The need for assistance was underscored.").agent_implicit());
}

}  // namespace
}  // namespace chancery
