// Goal: each rule by which a clause gets its topic holds by itself. Method: an
// invented readout of a call between Japan and France in the form of 2022, the
// clauses as its numbered paragraphs; each row gives the topics of its records
// and touches in the order of the text.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "service/parser/parser.h"

namespace chancery {
namespace {

std::string Topics(absl::string_view body) {
  const auto parsed = ParseReadout(absl::StrCat(
      "Press Releases\n\nJapan-France Foreign Ministers' Telephone "
      "Talk\n\nMarch 3, 2022\n\nOn March 3, commencing at 5:00 p.m. for "
      "approximately 20 minutes, Mr. KUROSAWA Toru, Minister for Foreign "
      "Affairs of Japan, held a telephone talk with H.E. Mr. Luc Moreau, "
      "Minister for Europe and Foreign Affairs of the French Republic. The "
      "overview of the talk is as follows.\n\n1. ",
      body, "\n\nBack to Press Releases\n"));
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  if (!parsed.ok()) return "";
  std::vector<std::pair<uint32_t, std::string>> topics;
  for (const v1::Record& record : parsed->records()) {
    topics.emplace_back(record.span().begin(), record.topic());
  }
  for (const v1::Touch& touch : parsed->touches()) {
    topics.emplace_back(touch.span().begin(), touch.topic());
  }
  std::sort(topics.begin(), topics.end());
  return absl::StrJoin(topics, " ", [](std::string* out, const auto& topic) {
    absl::StrAppend(out, topic.second);
  });
}

struct Row {
  const char* body;
  const char* topics;
};

template <std::size_t N>
void ExpectTopics(const Row (&rows)[N]) {
  for (const Row& row : rows)
    EXPECT_EQ(Topics(row.body), row.topics) << row.body;
}

TEST(TopicsTest, TheMostSpecificAliasOfTheClauseWins) {
  constexpr Row kRows[] = {
      {"Minister Kurosawa expressed concern about the situation in the South "
       "China Sea.",
       "territory.south_china_sea"},
      {"The two ministers condemned North Korea's launch of a ballistic "
       "missile.",
       "dprk.nuclear_missile"},
      {"Minister Moreau stressed the importance of the full implementation of "
       "the resolutions on North Korea.",
       "dprk.sanctions"},
      {"Minister Moreau welcomed progress on Iran's nuclear programme.",
       "region.iran_nuclear"},
      {"Minister Moreau said that Russia's aggression against Ukraine was "
       "regrettable.",
       "region.ukraine"},
      // Values give way to any other topic.
      {"The two ministers shared the view on a free and open Indo-Pacific "
       "based "
       "on the rule of law and human rights.",
       "region.indo_pacific"},
      {"Minister Moreau stressed the importance of the rule of law.",
       "global.human_rights"},
  };
  ExpectTopics(kRows);
}

TEST(TopicsTest, WordsThatLookLikeAnAliasAreNone) {
  constexpr Row kRows[] = {
      {"Minister Moreau explained the policy of South Africa.",
       "bilateral.relations"},
      {"Minister Moreau explained the road map for the reform of schools.",
       "bilateral.relations"},
      {"The two ministers condemned the launch of a missile by North Korea, "
       "which was a violation of Security Council resolutions.",
       "dprk.nuclear_missile"},
  };
  ExpectTopics(kRows);
}

TEST(TopicsTest, AContactIsDialogueAndBeatsRelations) {
  constexpr Row kRows[] = {
      {"Minister Moreau said that he looked forward to welcoming Minister "
       "Kurosawa to Paris.",
       "bilateral.dialogue"},
      {"The two ministers agreed to strengthen relations through a visit of "
       "the Prime Minister.",
       "bilateral.dialogue"},
      // Where they meet is no topic.
      {"The two ministers agreed to meet in Myanmar in June.",
       "bilateral.dialogue"},
      {"The two ministers agreed to meet on the margins of the G20 Summit.",
       "bilateral.dialogue"},
      // The meeting of a body is about what the body is for.
      {"The two ministers agreed that the next meeting of the Joint Committee "
       "on Trade would be held in June.",
       "bilateral.trade_investment"},
  };
  ExpectTopics(kRows);
}

TEST(TopicsTest, FurtherContactTakesTheIssueItIsOn) {
  constexpr Row kRows[] = {
      {"Minister Moreau explained the situation in Myanmar. The two ministers "
       "agreed to stay in touch.",
       "region.myanmar bilateral.dialogue"},
      {"Minister Moreau explained the situation in Myanmar. The two ministers "
       "agreed to stay in touch on the situation.",
       "region.myanmar region.myanmar"},
  };
  ExpectTopics(kRows);
}

TEST(TopicsTest, AClauseWithoutAnAliasTakesTheRecordBefore) {
  constexpr Row kRows[] = {
      {"Minister Moreau explained the situation in Iraq. Minister Kurosawa "
       "appreciated the efforts of France.",
       "region.iraq region.iraq"},
      // Not across numbers, but for a reply.
      {"Minister Moreau explained the situation in Iraq.\n\n2. Minister "
       "Kurosawa appreciated the efforts of France.",
       "region.iraq bilateral.relations"},
      {"Minister Moreau explained the situation in Iraq.\n\n2. In response, "
       "Minister Kurosawa appreciated the efforts of France.",
       "region.iraq region.iraq"},
      // "This crisis" may reach further back.
      {"The two ministers exchanged views on the COVID-19 pandemic. Minister "
       "Moreau stressed the friendship of the two countries, and expressed "
       "solidarity with Japan in overcoming this crisis.",
       "global.health_covid bilateral.relations global.health_covid"},
  };
  ExpectTopics(kRows);
}

TEST(TopicsTest, AnOpenerGovernsWhatNamesNothingItself) {
  constexpr Row kRows[] = {
      {"Regarding Afghanistan, Minister Moreau explained the efforts of "
       "France. Minister Kurosawa appreciated them.",
       "region.afghanistan region.afghanistan"},
      {"On Syria, Minister Moreau explained the efforts of France against "
       "terrorism.",
       "global.terrorism"},
      {"Turning to climate change, the two ministers agreed to work together.",
       "global.climate_environment"},
      // No topic: an occasion, a date.
      {"On the occasion of the anniversary, Minister Moreau expressed his hope "
       "for the development of relations.",
       "bilateral.relations"},
      // A candidate, from the opener's own words.
      {"Regarding research whaling, Minister Moreau explained the position of "
       "France.",
       "x.research_whaling"},
  };
  ExpectTopics(kRows);
}

TEST(TopicsTest, AFlatListOfFieldsIsItsGeneralNouns) {
  constexpr Row kRows[] = {
      {"The two ministers agreed to strengthen cooperation in trade, energy "
       "and "
       "tourism.",
       "bilateral.relations"},
      {"The two ministers agreed to strengthen trade, energy, and cultural "
       "ties.",
       "bilateral.relations"},
      {"The two ministers agreed to strengthen cooperation in energy.",
       "bilateral.energy"},
      {"Minister Moreau expressed support for efforts against terrorism, such "
       "as cooperation in energy.",
       "global.terrorism"},
  };
  ExpectTopics(kRows);
}

TEST(TopicsTest, AThirdStateByItselfIsItsRegion) {
  constexpr Row kRows[] = {
      {"The two ministers discussed the situation in Lebanon and Jordan.",
       "region.lbn"},
      {"Minister Moreau explained the policy of France on China.",
       "region.china"},
      // A place is none, nor a partner.
      {"Minister Moreau said that he had been in Lebanon.",
       "bilateral.relations"},
      {"Minister Moreau stressed the importance of coordination with Canada.",
       "bilateral.relations"},
  };
  ExpectTopics(kRows);
}

TEST(TopicsTest, CourtesiesHaveTopicsOfTheirOwn) {
  constexpr Row kRows[] = {
      {"Minister Moreau congratulated Minister Kurosawa on his appointment.",
       "courtesy.appointment"},
      {"Minister Moreau congratulated Minister Kurosawa on the success of the "
       "exhibition.",
       "courtesy.greeting"},
      {"Minister Moreau expressed his condolences for the victims of the "
       "terrorist attack. Minister Kurosawa appreciated the efforts of France.",
       "courtesy.condolence global.terrorism"},
      {"Minister Kurosawa thanked Minister Moreau for his message of "
       "condolences.",
       "courtesy.condolence"},
  };
  ExpectTopics(kRows);
}

}  // namespace
}  // namespace chancery
