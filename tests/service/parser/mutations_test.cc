// Goal: what a record is does not hang on names, order or typography. Method:
// one sample readout is changed in a way that changes no meaning, and must give
// the same records as before.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/parser/parser.h"
#include "tests/service/parser/gold.h"

namespace chancery {
namespace {

using Replacements =
    std::vector<std::pair<absl::string_view, absl::string_view>>;

std::string Sample(absl::string_view id) {
  const auto text =
      ReadFile(absl::StrCat(CHANCERY_TEST_DATA "/readouts/", id, ".txt"));
  EXPECT_TRUE(text.ok()) << text.status();
  return text.value_or("");
}

std::string Original() { return Sample("ministers-call-2004-02"); }

// Each record in a line: kind, act, actors, topic and due.
std::vector<std::string> Records(absl::string_view text) {
  const auto parsed = ParseReadout(text);
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  std::vector<std::string> lines;
  if (!parsed.ok()) return lines;
  for (const v1::Record& record : parsed->records()) {
    lines.push_back(Describe(record));
  }
  return lines;
}

std::vector<std::string> Renamed(std::vector<std::string> lines,
                                 const Replacements& parties) {
  for (std::string& line : lines) line = absl::StrReplaceAll(line, parties);
  return lines;
}

std::vector<std::string> Sorted(std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  return lines;
}

// The original with each replacement made; each must have something to replace.
std::string Changed(const Replacements& replacements) {
  std::string text = Original();
  for (const auto& [from, to] : replacements) {
    EXPECT_TRUE(absl::StrContains(text, from)) << from;
    text = absl::StrReplaceAll(text, {{from, to}});
  }
  return text;
}

TEST(MutationsTest, WithoutInResponseTheRecordsAreTheSame) {
  EXPECT_EQ(Records(Changed({{"In response, ", ""}})), Records(Original()));
}

TEST(MutationsTest, SwappedSectionsGiveTheSameRecordsInAnotherOrder) {
  const std::string text = Original();
  const std::size_t first = text.find("1. Japan-Russia");
  const std::size_t second = text.find("2. North Korea");
  const std::size_t end = text.find("Back to Index");
  ASSERT_NE(first, std::string::npos);
  ASSERT_NE(end, std::string::npos);
  const std::string swapped = absl::StrCat(
      text.substr(0, first), "1", text.substr(second + 1, end - second - 1),
      "2", text.substr(first + 1, second - first - 1), text.substr(end));

  EXPECT_EQ(Sorted(Records(swapped)), Sorted(Records(text)));
  EXPECT_NE(Records(swapped), Records(text));
}

TEST(MutationsTest, AHeadingWithoutABlankIsAHeading) {
  EXPECT_EQ(
      Records(Changed({{"1. Japan", "1.Japan"}, {"2. North", "2.North"}})),
      Records(Original()));
}

TEST(MutationsTest, TitlesInPlaceOfNamesGiveTheSameRecords) {
  std::string text = Original();
  const std::size_t body = text.find("1. Japan");
  ASSERT_NE(body, std::string::npos);
  const std::string titled = absl::StrReplaceAll(
      text.substr(body),
      {{". Foreign Minister Tachibana", ". The Japanese Foreign Minister"},
       {") Foreign Minister Tachibana", ") The Japanese Foreign Minister"},
       {"Foreign Minister Tachibana", "the Japanese Foreign Minister"},
       {"Foreign Minister Gromov", "the Russian Foreign Minister"}});
  ASSERT_FALSE(absl::StrContains(titled, "Tachibana"));
  ASSERT_FALSE(absl::StrContains(titled, "Gromov"));

  EXPECT_EQ(Records(absl::StrCat(text.substr(0, body), titled)), Records(text));
}

TEST(MutationsTest, OtherPeopleSayTheSame) {
  EXPECT_EQ(Records(Changed({{"Haruko Tachibana", "Midori Shirakawa"},
                             {"Tachibana", "Shirakawa"},
                             {"Pavel Gromov", "Anton Lebedkin"},
                             {"Gromov", "Lebedkin"}})),
            Records(Original()));
}

TEST(MutationsTest, AnotherCounterpartSaysTheSame) {
  const std::string text = Changed({{"Japan-Russia", "Japan-Norway"},
                                    {"Russian", "Norwegian"},
                                    {"Russia", "Norway"},
                                    {"Moscow", "Oslo"}});
  EXPECT_EQ(Records(text), Renamed(Records(Original()), {{"RUS", "NOR"}}));
}

TEST(MutationsTest, AnotherPairOfStatesSaysTheSameToEachOther) {
  const std::string original = Sample("ministers-call-2007-03");
  const std::string text = absl::StrReplaceAll(
      original, {{"Japanese", "Norwegian"},
                 {"Japan", "Norway"},
                 {"the Russian Federation", "the Republic of Poland"},
                 {"Russia", "Poland"},
                 {"Tokyo", "Oslo"}});
  EXPECT_EQ(Records(text),
            Renamed(Records(original),
                    {{"JPN,RUS", "NOR,POL"}, {"JPN", "NOR"}, {"RUS", "POL"}}));
}

TEST(MutationsTest, LineEndsBlanksAndQuotesDoNotMatter) {
  const Replacements kTypography[] = {
      {{"\n", "\r\n"}},
      {{". ", ".  "}},
      {{"Minister ", "Minister\xc2\xa0"}},
      {{"'", "\xe2\x80\x99"}},
      {{"   -I am", "- I am"}},
      {{"   -I am", "\xe2\x80\xa2 I am"}},
      {{"\n\n", "\n\n\n\n"}},
      {{".\n", ". \t\n"}},
  };
  for (const Replacements& change : kTypography) {
    EXPECT_EQ(Records(Changed(change)), Records(Original()))
        << change[0].first << " -> " << change[0].second;
  }
}

TEST(MutationsTest, AByteOrderMarkIsNoPartOfTheText) {
  EXPECT_EQ(Records("\xef\xbb\xbf" + Original()), Records(Original()));
}

TEST(MutationsTest, BoilerplateAddsNoRecord) {
  const char* kBefore[] = {"Press Releases\n\n", "Skip to main content\n\n",
                           "Japanese\n\n", "Print\n\n"};
  const char* kAfter[] = {
      "\nBack to Press Releases\n",
      "\n(END)\n",
      "\nBack to Top\n",
      "\n(*The foregoing is a provisional translation. The date indicated "
      "above denotes the date of issue of the original press release in "
      "Japanese.)\n",
      "\n(This is an unofficial translation.)\n",
      "\nVisitor Counter : 1234\n",
      "\nThe two ministers before the meeting\n",
  };
  const std::vector<std::string> expected = Records(Original());
  for (const char* before : kBefore) {
    EXPECT_EQ(Records(before + Original()), expected) << before;
  }
  for (const char* after : kAfter) {
    EXPECT_EQ(Records(Original() + after), expected) << after;
  }
}

TEST(MutationsTest, ASentenceAddedBehindChangesNothingBeforeIt) {
  const std::string sentence =
      "\n\n3. Iraq\n\nForeign Minister Tachibana explained the situation in "
      "Iraq.\n\nBack to Index";
  std::vector<std::string> expected = Records(Original());
  expected.push_back("statement/inform JPN region.iraq");
  EXPECT_EQ(Records(Changed({{"\n\nBack to Index", sentence}})), expected);
}

TEST(MutationsTest, ANegationIsNoAgreement) {
  const std::vector<std::string> before = Records(Original());
  const std::vector<std::string> after = Records(
      Changed({{"agreed on the importance of the conclusion of a peace treaty",
                "did not agree on the conclusion of a peace treaty"}}));
  EXPECT_THAT(before, ::testing::Contains(::testing::HasSubstr("/assent ")));
  EXPECT_THAT(
      after,
      ::testing::Not(::testing::Contains(::testing::HasSubstr("/assent "))));
  EXPECT_THAT(after, ::testing::Contains(
                         ::testing::StartsWith("statement/oppose RUS")));
}

}  // namespace
}  // namespace chancery
