#include "client/cli/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "client/cli/text.h"

namespace chancery {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> LinesOf(const std::string& text) {
  return absl::StrSplit(text, '\n', absl::SkipEmpty());
}

int WidestLine(const std::string& text) {
  int widest = 0;
  for (const std::string& line : LinesOf(text)) {
    widest = std::max(widest, DisplayWidth(line));
  }
  return widest;
}

Page PageOf(int width) { return {.width = width, .colour = false}; }

TEST(DisplayWidthTest, CountsWideCharactersTwiceAndCombiningMarksNot) {
  EXPECT_EQ(DisplayWidth("peace"), 5);
  EXPECT_EQ(DisplayWidth("外務省"), 6);
  EXPECT_EQ(DisplayWidth("e\xCC\x81"), 1);  // e and a combining acute.
  EXPECT_EQ(DisplayWidth("“Köln”"), 6);
  EXPECT_EQ(DisplayWidth("한국"), 4);
  EXPECT_EQ(DisplayWidth(""), 0);
}

TEST(DisplayWidthTest, CountsABrokenByteAsOneReplacementCharacter) {
  EXPECT_EQ(DisplayWidth("a\xFFz"), 3);
}

TEST(CleanLineTest, MakesOneLineOfWhiteSpaceAndDisarmsControlCharacters) {
  EXPECT_EQ(CleanLine("  the \r\n\t two\u00a0sides "), "the two sides");
  EXPECT_EQ(CleanLine("a\x1b[31mred"), "a\uFFFD[31mred");
  EXPECT_EQ(CleanLine("a\xFFz"), "a\uFFFDz");
}

TEST(WrapTest, BreaksAtSpacesAndKeepsEveryWord) {
  EXPECT_THAT(Wrap("the two sides agreed to meet", 10),
              ElementsAre("the two", "sides", "agreed to", "meet"));
}

TEST(WrapTest, BreaksAWordThatIsWiderThanTheLineBehindAPoint) {
  EXPECT_THAT(Wrap("territory.northern_territories", 20),
              ElementsAre("territory.northern_", "territories"));
  EXPECT_THAT(Wrap("abcdefghij", 4), ElementsAre("abcd", "efgh", "ij"));
}

TEST(WrapTest, NeverBreaksAWideCharacterInTwo) {
  EXPECT_THAT(Wrap("外務大臣電話会談", 5),
              ElementsAre("外務", "大臣", "電話", "会談"));
}

TEST(WrapTest, AnEmptyTextIsOneEmptyLine) {
  EXPECT_THAT(Wrap("", 10), ElementsAre(""));
}

Table SampleTable() {
  Table table({{"#", Align::kRight}, {"WHO"}, {"WORDS"}});
  table.AddRow({"1", "JPN → RUS", "condemned the attack on the ferry"});
  table.AddRow({"10", "日本", "said that it placed great importance on talks"});
  return table;
}

TEST(TableTest, AlignsColumnsByCellsAndWrapsTheLastOne) {
  EXPECT_EQ(SampleTable().Render(PageOf(60)),
            " #  WHO        WORDS\n"
            " 1  JPN → RUS  condemned the attack on the ferry\n"
            "10  日本       said that it placed great importance on talks\n");
  EXPECT_EQ(SampleTable().Render(PageOf(50)),
            " #  WHO        WORDS\n"
            " 1  JPN → RUS  condemned the attack on the ferry\n"
            "10  日本       said that it placed great\n"
            "               importance on talks\n");
}

TEST(TableTest, PutsTheLastColumnBelowWhereLittleRoomIsLeft) {
  EXPECT_EQ(SampleTable().Render(PageOf(40)),
            " #  WHO\n"
            " 1  JPN → RUS\n"
            "    condemned the attack on the ferry\n"
            "10  日本\n"
            "    said that it placed great importance\n"
            "    on talks\n");
}

TEST(TableTest, IsNeverWiderThanThePageAndLosesNoWord) {
  Table table({{"ISSUE"}, {"TOPIC"}, {"PARTIES"}, {"WORDS"}});
  const std::string words = "the specific timing should be coordinated";
  table.AddRow({"jpn-rus.territory.northern_territories",
                "territory.northern_territories", "JPN, RUS", words});
  for (const int width : {40, 60, 80, 100, 140, 200}) {
    const std::string text = table.Render(PageOf(width));
    EXPECT_LE(WidestLine(text), width) << text;
    for (const std::string& word :
         std::vector<std::string>(absl::StrSplit(words, ' '))) {
      EXPECT_THAT(text, HasSubstr(word));
    }
  }
}

TEST(TableTest, EndsNoLineWithASpace) {
  for (const int width : {40, 80}) {
    EXPECT_THAT(LinesOf(SampleTable().Render(PageOf(width))),
                Each(Not(EndsWith(" "))));
  }
}

TEST(TableTest, IndentsEveryLineAndStaysOnThePage) {
  const std::string text = SampleTable().Render(PageOf(42), 2);
  EXPECT_THAT(LinesOf(text), Each(testing::StartsWith("  ")));
  EXPECT_LE(WidestLine(text), 42);
}

TEST(TableTest, WithoutColourHasNoEscapeSequence) {
  Table table({{"A"}, {"B"}});
  table.AddRow({{"x", Tone::kAdverse}, {"y", Tone::kAgreed}});
  EXPECT_THAT(table.Render(PageOf(80)), Not(HasSubstr("\x1b")));
  const Page coloured = {.width = 80, .colour = true};
  EXPECT_THAT(table.Render(coloured), HasSubstr("\x1b[31mx\x1b[0m"));
}

TEST(TableTest, ColourChangesNoWidth) {
  Table table({{"A"}, {"B"}});
  table.AddRow({{"xxxx", Tone::kAdverse}, "y"});
  table.AddRow({"z", "y"});
  const std::string text = table.Render({.width = 80, .colour = true});
  EXPECT_THAT(text, HasSubstr("\x1b[31mxxxx\x1b[0m  y\n"));
  EXPECT_THAT(text, HasSubstr("z     y\n"));
}

TEST(PageTest, IsAsWideAsColumnsElseTheTerminalElseOneHundred) {
  EXPECT_EQ(PageFor(ColourWhen::kAuto, {.columns = "132"}).width, 132);
  EXPECT_EQ(PageFor(ColourWhen::kAuto,
                    {.terminal = true, .terminal_width = 93, .columns = "132"})
                .width,
            132);
  EXPECT_EQ(PageFor(ColourWhen::kAuto, {.terminal = true, .terminal_width = 93})
                .width,
            93);
  EXPECT_EQ(PageFor(ColourWhen::kAuto, {}).width, 100);
  EXPECT_EQ(PageFor(ColourWhen::kAuto, {.columns = "wide"}).width, 100);
  EXPECT_EQ(PageFor(ColourWhen::kAuto, {.columns = "3"}).width, 40);
}

TEST(PageTest, HasColourOnlyOnATerminalThatTakesIt) {
  const Surroundings terminal = {.terminal = true, .term = "xterm-256color"};
  Surroundings refused = terminal;
  refused.no_color = "1";
  Surroundings dumb = terminal;
  dumb.term = "dumb";

  EXPECT_TRUE(PageFor(ColourWhen::kAuto, terminal).colour);
  EXPECT_FALSE(PageFor(ColourWhen::kAuto, {}).colour);
  EXPECT_FALSE(PageFor(ColourWhen::kAuto, refused).colour);
  EXPECT_FALSE(PageFor(ColourWhen::kAuto, dumb).colour);
  EXPECT_TRUE(PageFor(ColourWhen::kAlways, refused).colour);
  EXPECT_FALSE(PageFor(ColourWhen::kNever, terminal).colour);
}

}  // namespace
}  // namespace chancery
