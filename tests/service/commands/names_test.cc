#include "service/commands/names.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/commands/ingest.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

TEST(NamesTest, PartyCodesAreThreeCapitalsOrOneOfTheOrganisations) {
  for (const char* code : {"JPN", "RUS", "EU", "UN", "NATO"}) {
    EXPECT_TRUE(IsPartyCode(code)) << code;
  }
  for (const char* code : {"", "jpn", "JP", "JPNX", "J1N", "ASEAN", "JPN "}) {
    EXPECT_FALSE(IsPartyCode(code)) << code;
  }
}

TEST(NamesTest, StreamNamesHaveOneToOneHundredAndTwentyEightCharacters) {
  EXPECT_TRUE(IsStreamName("readouts/talk0311-3fa92c81b04e"));
  EXPECT_TRUE(IsStreamName("readouts/" + std::string(128, 'a')));
  EXPECT_FALSE(IsStreamName("readouts/" + std::string(129, 'a')));
  for (const char* name : {"", "readouts/", "readouts/A", "readouts/a b",
                           "readouts/a/b", "issues/a", "a"}) {
    EXPECT_FALSE(IsStreamName(name)) << name;
  }
}

TEST(NamesTest, AnIssueNameIsItsPartiesAndItsTopic) {
  constexpr char kName[] = "issues/jpn-rus.territory.northern_territories";
  ASSERT_TRUE(IsIssueName(kName));
  EXPECT_EQ(TopicOfIssue(kName), "territory.northern_territories");
  EXPECT_THAT(PartiesOfIssue(kName), ElementsAre("JPN", "RUS"));
  for (const char* name :
       {"", "issues/jpn.region.iraq", "issues/jpn-rus", "issues/jpn-rus.",
        "issues/JPN-RUS.region.iraq", "issues/jpn-.region.iraq",
        "issues/jpn-rus.region..iraq", "jpn-rus.region.iraq"}) {
    EXPECT_FALSE(IsIssueName(name)) << name;
    EXPECT_THAT(PartiesOfIssue(name), IsEmpty());
  }
}

TEST(NamesTest, ARecordHasExactlyOneName) {
  EXPECT_EQ(RecordName("readouts/a", Revision{4}), "readouts/a/records/4");
  EXPECT_EQ(RevisionOfRecord("readouts/a/records/4", "readouts/a"),
            Revision{4});
  for (const char* name : {"readouts/a/records/04", "readouts/a/records/+4",
                           "readouts/a/records/", "readouts/b/records/4"}) {
    EXPECT_EQ(RevisionOfRecord(name, "readouts/a"), std::nullopt) << name;
  }
}

TEST(ReadoutNameTest, TakesTheStemOfTheSourcesLastPart) {
  EXPECT_THAT(ReadoutName("https://ministry.example/2003/11/talk0311.html"),
              MatchesRegex("readouts/talk0311-[0-9a-f]{12}"));
  EXPECT_THAT(ReadoutName("/home/desk/Call of 3 May.txt"),
              MatchesRegex("readouts/call-of-3-may-[0-9a-f]{12}"));
  EXPECT_THAT(ReadoutName("https://ministry.example/?id=7"),
              MatchesRegex("readouts/ministry-[0-9a-f]{12}"));
  EXPECT_THAT(ReadoutName("\u65e5\u672c"),
              MatchesRegex("readouts/readout-[0-9a-f]{12}"));
}

TEST(ReadoutNameTest, IsAStreamNameWhateverTheSource) {
  for (const std::string& source :
       {std::string(2048, 'x'), std::string("."), std::string("///"),
        std::string("\xff\xfe"), std::string("a%20b.pdf#page=2")}) {
    EXPECT_TRUE(IsStreamName(ReadoutName(source))) << source;
  }
}

TEST(ReadoutNameTest, DiffersWhereverTheSourceDiffers) {
  EXPECT_NE(ReadoutName("a/talk.txt"), ReadoutName("b/talk.txt"));
  EXPECT_NE(ReadoutName("talk.html?lang=en"), ReadoutName("talk.html?lang=ja"));
}

}  // namespace
}  // namespace chancery
