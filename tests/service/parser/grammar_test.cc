// Goal: hard cases of the grammar come out as decided, one test each. Method:
// an invented readout of a call between Japan and France in the form of 2022,
// with the clause as its only numbered paragraph or among a few.
#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/parser/parser.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Readout(absl::string_view body) {
  return absl::StrCat(
      "Press Releases\n\nJapan-France Foreign Ministers' Telephone "
      "Talk\n\nMarch 3, 2022\n\nOn March 3, commencing at 5:00 p.m. for "
      "approximately 20 minutes, Mr. KUROSAWA Toru, Minister for Foreign "
      "Affairs of Japan, held a telephone talk with H.E. Mr. Luc Moreau, "
      "Minister for Europe and Foreign Affairs of the French Republic. The "
      "overview of the talk is as follows.\n\n",
      body, "\n\nBack to Press Releases\n");
}

v1::ParseReadoutResponse Read(absl::string_view body) {
  const auto parsed = ParseReadout(Readout(body));
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  return parsed.value_or(v1::ParseReadoutResponse());
}

std::string Lower(absl::string_view name, absl::string_view prefix) {
  return absl::AsciiStrToLower(absl::StripPrefix(name, prefix));
}

// "JPN hope region.iraq" for each record; "*" for all parties.
std::vector<std::string> Found(absl::string_view body) {
  const v1::ParseReadoutResponse parsed = Read(body);
  std::vector<std::string> found;
  for (const v1::Record& record : parsed.records()) {
    found.push_back(absl::StrCat(
        record.actors_size() > 1 ? "*" : record.actors(0), " ",
        Lower(v1::Act_Name(record.act()), "ACT_"), " ", record.topic()));
  }
  return found;
}

TEST(GrammarTest, ASecondConjunctWithItsOwnStanceIsItsOwnRecord) {
  EXPECT_THAT(
      Found("1. Minister Kurosawa stated that Japan supports the plan "
            "for Myanmar and is determined to contribute to it."),
      ElementsAre("JPN support region.myanmar", "JPN commit region.myanmar"));
}

TEST(GrammarTest, ThePastTenseGoesBackToTheMainVerb) {
  EXPECT_THAT(Found("1. Minister Kurosawa stated that Japan supports the plan "
                    "and welcomes the fund, and urged France to join it."),
              ElementsAre("JPN support bilateral.relations",
                          "JPN welcome bilateral.relations",
                          "JPN request bilateral.relations"));
}

TEST(GrammarTest, AVerbWithTwoStanceNounsOfTwoClassesMakesTwoRecords) {
  EXPECT_THAT(Found("1. Minister Moreau expressed his support for the mission "
                    "in Libya and his hope that Italy would join it."),
              ElementsAre("FRA support region.libya", "FRA hope region.libya"));
  EXPECT_THAT(Found("1. Minister Moreau expressed condolences and sympathy."),
              ElementsAre("FRA condole courtesy.condolence"));
}

TEST(GrammarTest, TheStanceNounDecidesOverTheVerbOfSaying) {
  EXPECT_THAT(Found("1. Minister Moreau underscored concern about Haiti."),
              ElementsAre("FRA concern region.haiti_latam"));
  EXPECT_THAT(Found("1. Minister Moreau noted the need for vaccines."),
              ElementsAre("FRA emphasize global.health_covid"));
}

TEST(GrammarTest, AnAttributionBehindTheClauseNamesItsSpeaker) {
  EXPECT_THAT(Found("1. Minister Kurosawa welcomed the report. France was "
                    "ready to send it to Tokyo, Minister Moreau said."),
              ElementsAre("JPN welcome bilateral.relations",
                          "FRA offer bilateral.relations"));
}

TEST(GrammarTest, AnAttributionInTheMiddleCoversTheSentence) {
  const auto parsed = Read(
      "1. Minister Moreau stated that the port was open. In particular, he "
      "said, the new bridge was important.");
  ASSERT_EQ(parsed.records_size(), 2);
  EXPECT_EQ(parsed.records(1).act(), v1::ACT_EMPHASIZE);
  EXPECT_EQ(parsed.records(1).speaker(), "Luc Moreau");
  EXPECT_EQ(parsed.records(1).quote(),
            "In particular, he said, the new bridge was important.");
}

TEST(GrammarTest, HeSkipsThirdPersonsInsideWhatWasSaid) {
  const auto parsed = Read(
      "1. Minister Moreau stated that Chancellor Weiss and President Orlov had "
      "met Prime Minister Hoshino in Rome. He stressed the importance of "
      "trade.");
  ASSERT_EQ(parsed.records_size(), 2);
  EXPECT_THAT(parsed.records(1).actors(), ElementsAre("FRA"));
  EXPECT_EQ(parsed.records(1).speaker(), "Luc Moreau");
}

TEST(GrammarTest, ANamesakeWithAnotherOfficeIsSomebodyElse) {
  EXPECT_THAT(Found("1. President Moreau condemned the attack."), IsEmpty());
  EXPECT_THAT(Found("1. Minister Moreau condemned the attack."),
              ElementsAre("FRA condemn bilateral.relations"));
}

TEST(GrammarTest, ASurnameThatEndsLikeAnAdverbIsASurname) {
  std::string text = Readout("1. Minister Moreau thanked Japan for its help.");
  for (std::size_t at = text.find("Moreau"); at != std::string::npos;
       at = text.find("Moreau")) {
    text.replace(at, 6, "Connolly");
  }
  const auto parsed = ParseReadout(text);
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  ASSERT_EQ(parsed->records_size(), 1);
  EXPECT_EQ(parsed->records(0).speaker(), "Luc Connolly");
}

TEST(GrammarTest, AReplyIsAboutThePointAnswered) {
  EXPECT_THAT(
      Found("1. Regarding North Korea, Minister Kurosawa asked for "
            "understanding on the abductions issue, to which Minister Moreau "
            "offered his support."),
      ElementsAre("JPN request dprk.abductions",
                  "FRA support dprk.abductions"));
}

TEST(GrammarTest, AnUndatedItemDoesNotInheritTheTopicOfTheItemBefore) {
  EXPECT_THAT(
      Found("1. The two ministers welcomed the calm in Syria.\n\n2. "
            "Minister Moreau welcomed the pact."),
      ElementsAre("* welcome region.syria", "FRA welcome bilateral.relations"));
}

TEST(GrammarTest, OneHeadWithTwoDatedContactsMakesTwoFollowUps) {
  const auto parsed = Read(
      "1. The two ministers looked forward to meeting in June at the G7 summit "
      "and again in September in Paris.");
  ASSERT_EQ(parsed.records_size(), 2);
  EXPECT_EQ(parsed.records(0).due(), "2022-06");
  EXPECT_EQ(parsed.records(1).due(), "2022-09");
  EXPECT_EQ(parsed.records(1).basis(), v1::FOLLOW_UP_BASIS_EXPECTED);
}

TEST(GrammarTest, WithoutADateOrANameJointHopeIsAStatement) {
  EXPECT_THAT(Found("1. The two ministers looked forward to working together."),
              ElementsAre("* hope bilateral.relations"));
}

TEST(GrammarTest, WhatIsNotUnderstoodIsListed) {
  const auto parsed = Read("1. The weather in Paris was fine.");
  EXPECT_THAT(parsed.records(), IsEmpty());
  ASSERT_EQ(parsed.unparsed_size(), 1);
  EXPECT_EQ(parsed.unparsed(0).quote(), "The weather in Paris was fine.");
  EXPECT_FALSE(parsed.unparsed(0).why().empty());
}

TEST(GrammarTest, PunctuationAloneIsNotListed) {
  const auto parsed = Read("1..Furthermore, Minister Moreau thanked Japan.");
  EXPECT_EQ(parsed.records_size(), 1);
  EXPECT_THAT(parsed.unparsed(), IsEmpty());
}

TEST(GrammarTest, NumbersWithHalfABracketAreItemsOfWhatAnnouncesThem) {
  const auto parsed = Read(
      "1. Minister Kurosawa stated as follows:\n\n1) I welcome the plan for "
      "Myanmar.\n\n2) I hope that France will support it.");
  ASSERT_EQ(parsed.records_size(), 2);
  EXPECT_EQ(parsed.records(0).act(), v1::ACT_WELCOME);
  EXPECT_EQ(parsed.records(0).section(), "1(1)");
  EXPECT_EQ(parsed.records(1).act(), v1::ACT_HOPE);
  EXPECT_THAT(parsed.records(1).actors(), ElementsAre("JPN"));
}

TEST(GrammarTest, ASuffixEndsANameAndNoSentence) {
  const auto parsed = ParseReadout(
      "Japan-Philippines Foreign Ministers' Telephone Talk\n\nMay 2, "
      "2023\n\nOn May 2, Mr. KUROSAWA Toru, Minister for Foreign Affairs of "
      "Japan, held a telephone talk with Hon. Benigno A. Salonga Jr., "
      "Secretary of Foreign Affairs of the Republic of the "
      "Philippines.\n\n1. Minister Salonga thanked Japan.\n");
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  ASSERT_EQ(parsed->readout().participants_size(), 2);
  EXPECT_EQ(parsed->readout().participants(1).name(), "Benigno A. Salonga");
  ASSERT_EQ(parsed->records_size(), 1);
  EXPECT_THAT(parsed->records(0).actors(), ElementsAre("PHL"));
}

TEST(GrammarTest, SpansAreTheOriginalBytesWhateverTheMarks) {
  const std::string text = Readout(
      "1.\xC2\xA0Minister Moreau stated that the \xE2\x80\x9Cope\xCC\x81ra\xE2"
      "\x80\x9D project\xE2\x80\x99s start is important.\r\n\r\n2. Minister "
      "Kurosawa welcomed it.\r\n");
  const auto parsed = ParseReadout(text);
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  ASSERT_EQ(parsed->records_size(), 2);
  for (const v1::Record& record : parsed->records()) {
    EXPECT_EQ(text.substr(record.span().begin(),
                          record.span().end() - record.span().begin()),
              record.quote());
  }
  EXPECT_EQ(parsed->records(1).quote(), "Minister Kurosawa welcomed it.");
}

TEST(GrammarTest, EveryThreadReadsTheSame) {
  const std::string text = Readout(
      "1. Minister Moreau agreed on the need for talks on Iraq and stated that "
      "he hoped to visit Japan in June.");
  std::vector<std::string> found(8);
  std::vector<std::thread> threads;
  threads.reserve(found.size());
  for (std::string& one : found) {
    threads.emplace_back([&one, &text] {
      const auto parsed = ParseReadout(text);
      if (parsed.ok()) one = parsed->SerializeAsString();
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_FALSE(found[0].empty());
  EXPECT_EQ(std::count(found.begin(), found.end(), found[0]), 8);
}

}  // namespace
}  // namespace chancery
