// Goal: clauses are found wherever their words stand: before and behind the
// main verb, in infinitives and passives, with another subject. Method: tables
// in the manner of many ministries; what is found is written "kind/act actors".
// Names and contents are invented.
#include "tests/service/parser/clause_frame.h"

namespace chancery {
namespace {

TEST(ClauseFormsTest, WhatAContactWasFor) {
  const Case kCases[] = {
      {"Foreign Minister Tachibana spoke with Foreign Minister Gromov to "
       "congratulate him on his appointment and to convey her condolences on "
       "the accident.",
       "statement/congratulate JPN; statement/condole JPN"},
      {"Foreign Minister Tachibana began by offering her condolences and "
       "thanking Foreign Minister Gromov for his message.",
       "statement/condole JPN; statement/thank JPN"},
      {"Foreign Minister Tachibana used the call to congratulate Foreign "
       "Minister Gromov on his appointment and express her hope for close "
       "cooperation.",
       "statement/congratulate JPN; statement/hope JPN"},
      {"Foreign Minister Tachibana took the opportunity to thank Foreign "
       "Minister Gromov for his efforts.",
       "statement/thank JPN"},
      {"Foreign Minister Tachibana called Foreign Minister Gromov today to "
       "express condolences.",
       "statement/condole JPN"},
      {"Both ministers ended the meeting by expressing the desire to "
       "strengthen collaboration.",
       "statement/hope JPN,RUS"},
      {"Foreign Minister Tachibana had a call with Foreign Minister Gromov, "
       "where they reconfirmed the importance of the pact.",
       "agreement/joint_view JPN,RUS"},
      {"The two Ministers concluded the call by expressing their shared desire "
       "to deepen ties.",
       "statement/hope JPN,RUS"},
  };
  ExpectFound(kCases);
}

TEST(ClauseFormsTest, PassivesAreOfBoth) {
  const Case kCases[] = {
      {"Views were exchanged on Iraq.", "touch"},
      {"The importance of dialogue was underscored.",
       "statement/emphasize JPN,RUS"},
      {"A positive assessment was given to the development of relations.",
       "statement/commend JPN,RUS"},
      {"Special attention was paid to cooperation in Iraq.", "touch"},
      {"Readiness to continue cooperation was expressed.",
       "statement/offer JPN,RUS"},
      {"Concern was expressed over the situation in Iraq.",
       "statement/concern JPN,RUS"},
      {"It was agreed to continue contacts at various levels.",
       "agreement/joint_commitment JPN,RUS"},
      {"It was noted that trade continues to grow.",
       "statement/assert JPN,RUS"},
      {"An agreement was reached to hold a summit in June.",
       "follow_up/meeting JPN,RUS"},
      {"The latest developments in Iraq were discussed and the need for "
       "cooperation was underscored.",
       "statement/emphasize JPN,RUS; touch"},
      {"It was decided that consultations will continue.",
       "agreement/joint_commitment JPN,RUS"},
  };
  ExpectFound(kCases);
}

TEST(ClauseFormsTest, AdjunctsAreTheSubjects) {
  const Case kCases[] = {
      {"Foreign Minister Tachibana nodded and stated that she maintains an "
       "interest in Iraq and would like to follow up.",
       "statement/assert JPN; statement/hope JPN"},
      {"The two Ministers discussed the situation in Syria, with Foreign "
       "Minister Tachibana underscoring concern over chemical weapons.",
       "statement/concern JPN; touch"},
      {"Turning to Iraq, Foreign Minister Tachibana outlined the latest "
       "measures and called on Russia to show restraint.",
       "statement/inform JPN; statement/request JPN"},
      {"Discussing Iraq, Foreign Minister Tachibana reiterated her call for a "
       "ceasefire.",
       "statement/request JPN"},
      {"Foreign Minister Tachibana expressed, on behalf of the Japanese "
       "people, her deepest condolences.",
       "statement/condole JPN"},
      {"Foreign Minister Gromov, noting that the situation was serious, asked "
       "for continued support.",
       "statement/concern RUS; statement/request RUS"},
      {"In response, Foreign Minister Gromov expressed his agreement.",
       "agreement/assent JPN,RUS"},
      {"Foreign Minister Gromov went on to condemn the raid, calling it a "
       "breach of the truce.",
       "statement/condemn RUS"},
      {"Foreign Minister Gromov, fully agreeing on the assessment of Japan, "
       "emphasized that measures should be taken.",
       "agreement/assent JPN,RUS; statement/emphasize RUS"},
      {"Foreign Minister Gromov nodded at the map and expressed confidence "
       "that the road would open.",
       "statement/assert RUS"},
      {"Noting that differences exist, Foreign Minister Gromov pointed out "
       "that the two sides should conduct dialogue.",
       "statement/assert RUS; statement/emphasize RUS"},
      {"Describing the raid as a test of patience, Foreign Minister Gromov "
       "praised the mediators, noting that patience helps.",
       "statement/commend RUS; statement/assert RUS"},
      {"Foreign Minister Gromov reiterated his condemnation of the raid, "
       "expressing his sorrow and wishing the wounded a speedy recovery.",
       "statement/condemn RUS; statement/condole RUS; statement/condole RUS"},
      {"A gap remains between the positions of the two sides.",
       "statement/oppose JPN,RUS"},
      {"Foreign Minister Gromov reiterated his opposition to the tests, "
       "expressing that Russia is ready to work with Japan.",
       "statement/oppose RUS; statement/offer RUS"},
  };
  ExpectFound(kCases);
}

TEST(ClauseFormsTest, TheSpeakerGoesOnWithoutAVerbOfSaying) {
  const Case kCases[] = {
      {"Foreign Minister Gromov said that relations face difficulties. Both "
       "sides should use the chance and finish the talks.",
       "statement/assert RUS; statement/emphasize RUS"},
      {"Foreign Minister Gromov said that the situation is complex. It is "
       "hoped that Japan can open the road.",
       "statement/assert RUS; statement/hope RUS"},
      {"Foreign Minister Gromov said that the situation is complex. Russia "
       "attaches great importance to the road and stands ready to repair it.",
       "statement/assert RUS; statement/emphasize RUS; statement/offer RUS"},
      {"Foreign Minister Gromov will visit Japan next month.",
       "follow_up/visit RUS"},
      {"Foreign Minister Gromov said that relations are difficult. Japan "
       "should draw the lessons.",
       "statement/assert RUS; statement/request RUS"},
      {"Foreign Minister Gromov said that relations are difficult. Foreign "
       "Minister Tachibana will visit Moscow in May.",
       "statement/assert RUS; follow_up/visit JPN"},
      {"Foreign Minister Gromov will continue to coordinate closely with "
       "partners.",
       "statement/commit RUS"},
      {"Foreign Minister Gromov said that trade continues. Russia stands "
       "against trampling on sovereignty.",
       "statement/assert RUS; statement/oppose RUS"},
      {"Their foreign ministers will meet to begin talks.",
       "follow_up/meeting JPN,RUS"},
      {"Foreign Minister Gromov said that trade continues. The act violates "
       "international law and should be condemned.",
       "statement/assert RUS; statement/condemn RUS"},
  };
  ExpectFound(kCases);
}

TEST(ClauseFormsTest, AttributionMayFollow) {
  const Case kCases[] = {
      {"The bridge had held, Foreign Minister Gromov added.",
       "statement/assert RUS"},
      {"The situation was serious, said Foreign Minister Gromov.",
       "statement/concern RUS"},
      {"The situation remained grave, Foreign Minister Tachibana said, adding "
       "that more aid would be provided.",
       "statement/concern JPN; statement/assert JPN"},
      {"A trade war is in nobody's interest, they agreed.",
       "agreement/joint_view JPN,RUS"},
  };
  ExpectFound(kCases);
}

TEST(ClauseFormsTest, TwoHeadsAreTwoRecords) {
  const Case kCases[] = {
      {"Foreign Minister Gromov explained the plan and obtained support from "
       "Foreign Minister Tachibana.",
       "statement/inform RUS; statement/support JPN"},
      {"Foreign Minister Gromov protested, saying that it could adversely "
       "affect the bilateral relationship.",
       "statement/protest RUS; statement/concern RUS"},
      {"Foreign Minister Tachibana said she saw the conference as highly "
       "valuable, and that she expected further assistance.",
       "statement/commend JPN; statement/hope JPN"},
      {"Foreign Minister Gromov added that, 1) The reform of the United "
       "Nations is important. 2) Russia supports the resolution.",
       "statement/emphasize RUS; statement/support RUS"},
      {"Foreign Minister Gromov affirmed his plan to open the port; suggested "
       "that Japan work with Russia; and particularly stressed that the roads "
       "need to be repaired.",
       "statement/emphasize RUS; statement/propose RUS; statement/emphasize "
       "RUS"},
      {"The Ministers discussed Iraq and underlined the importance of unity.",
       "statement/emphasize JPN,RUS; touch"},
      {"Foreign Minister Gromov expressed his gratitude and he said he would "
       "like to help with the road.",
       "statement/thank RUS; statement/hope RUS"},
      {"Foreign Minister Gromov recalled that Russia remains firmly committed "
       "to the repair of the road, and to the opening of the port.",
       "statement/commit RUS; statement/commit RUS"},
      {"Foreign Minister Gromov expressed his gratitude for the cooperation in "
       "\"Festival 2010\" currently held in Moscow, and extended an invitation "
       "to Foreign Minister Tachibana to visit Russia.",
       "statement/thank RUS; statement/invite RUS"},
      {"Foreign Minister Gromov said that he was concerned about the situation "
       "and would keep a close eye on it.",
       "statement/concern RUS; statement/commit RUS"},
      {"Foreign Minister Gromov reiterated Russia's support for Iraq and its "
       "readiness to assist.",
       "statement/support RUS; statement/offer RUS"},
      {"Foreign Minister Gromov welcomed the ceasefire, thanked Japan for its "
       "mediation, and urged all sides to respect it.",
       "statement/welcome RUS; statement/thank RUS; statement/request RUS"},
      {"Foreign Minister Gromov noted that Russia is following the situation "
       "and opposes the use of force.",
       "statement/assert RUS; statement/oppose RUS"},
      {"The two Ministers exchanged congratulations on their birthdays, and "
       "reflected on the situation.",
       "statement/congratulate JPN,RUS; touch"},
  };
  ExpectFound(kCases);
}

TEST(ClauseFormsTest, ConjunctsAndSlipsAreReadAsMeant) {
  const Case kCases[] = {
      {"The two Ministers shared the intention to open the road in order to "
       "help the farmers as well as to hold exercises between the crews.",
       "agreement/joint_commitment JPN,RUS; agreement/joint_commitment "
       "JPN,RUS"},
      {"Foreign Minister Tachibana had a conversation with Foreign Minister "
       "Gromov and conveyed his New Year greetings and good wishes.",
       "statement/congratulate JPN"},
      {"Foreign Minister Gromov stated that the fact that he chose Japan "
       "symbolizes the importance of Japan.",
       "statement/emphasize RUS"},
      {"Foreign Minister Gromov stated that it was delightful that the road "
       "was open.",
       "statement/welcome RUS"},
      {"Foreign Minister Gromov encouraged Japan in its commendable "
       "initiatives.",
       "statement/support RUS"},
      {"Foreign Minister Gromov reiterated its clear-cut stance on opposition "
       "to the test.",
       "statement/oppose RUS"},
      {"Foreign Minister Gromov reiterated that the people are behind Iraq.",
       "statement/support RUS"},
      {"Foreign Minister Gromov reinforced its commitment to order and the "
       "continued importance of trade.",
       "statement/commit RUS; statement/emphasize RUS"},
      {"Under the circumstances that the parties are focusing on trade, Russia "
       "opposes to take sanctions.",
       "statement/oppose RUS"},
      {"Foreign Minister Gromov said that the talks should not be given up and "
       "the situation increases the necessity to talk.",
       "statement/oppose RUS; statement/emphasize RUS"},
      {"Foreign Minister Gromov recalled the truce, agreed by Japan and Russia "
       "on 9 May.",
       "statement/assert RUS"},
      {"Foreign Minister Gromov condemned the launches, as they pose a threat "
       "to the region, and also pose a challenge.",
       "statement/condemn RUS"},
      {"Foreign Minister Gromov hadexpressed concern.",
       "statement/concern RUS"},
      {"Foreign Minister Gromovvoiced regret over the delay.",
       "statement/regret RUS"},
  };
  ExpectFound(kCases);
}

}  // namespace
}  // namespace chancery
