// Goal: what a record says beside its kind and act: how exact and how tied a
// due date is, how real its content, how strong, in which codes of other
// vocabularies, under which title. Method: an invented readout of a call
// between Japan and France, with the clause as its only paragraph.
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"
#include "service/parser/crossrefs.h"
#include "service/parser/parser.h"
#include "service/parser/topics.h"

namespace chancery {
namespace {

v1::ParseReadoutResponse Read(absl::string_view body) {
  const auto parsed = ParseReadout(absl::StrCat(
      "Press Releases\n\nJapan-France Foreign Ministers' Telephone "
      "Talk\n\nMarch 3, 2022\n\nOn March 3, commencing at 5:00 p.m. for "
      "approximately 20 minutes, Mr. KUROSAWA Toru, Minister for Foreign "
      "Affairs of Japan, held a telephone talk with H.E. Mr. Luc Moreau, "
      "Minister for Europe and Foreign Affairs of the French Republic. The "
      "overview of the talk is as follows.\n\n1. ",
      body, "\n\nBack to Press Releases\n"));
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  return parsed.value_or(v1::ParseReadoutResponse());
}

// The one record of `body`; an empty one where there are more or none.
v1::Record One(absl::string_view body) {
  const v1::ParseReadoutResponse parsed = Read(body);
  EXPECT_EQ(parsed.records_size(), 1) << body;
  return parsed.records_size() == 1 ? parsed.records(0) : v1::Record();
}

TEST(AttributesTest, ADueDateSaysHowExactItIs) {
  struct Case {
    const char* when;
    const char* due;
    v1::DuePrecision precision;
    v1::DueBasis basis;
  };
  constexpr Case kCases[] = {
      {"on June 23, 2022", "2022-06-23", v1::DUE_PRECISION_DAY,
       v1::DUE_BASIS_ABSOLUTE},
      {"tomorrow", "2022-03-04", v1::DUE_PRECISION_DAY, v1::DUE_BASIS_RELATIVE},
      {"next week", "2022-03-07/2022-03-13", v1::DUE_PRECISION_WEEK,
       v1::DUE_BASIS_RELATIVE},
      {"in June", "2022-06", v1::DUE_PRECISION_MONTH, v1::DUE_BASIS_RELATIVE},
      {"in the first half of next year", "2023-40",
       v1::DUE_PRECISION_PART_OF_YEAR, v1::DUE_BASIS_RELATIVE},
      {"this summer", "2022-22", v1::DUE_PRECISION_PART_OF_YEAR,
       v1::DUE_BASIS_RELATIVE},
      {"next year", "2023", v1::DUE_PRECISION_YEAR, v1::DUE_BASIS_RELATIVE},
      {"from June 23 to 25", "2022-06-23/2022-06-25",
       v1::DUE_PRECISION_INTERVAL, v1::DUE_BASIS_RELATIVE},
      {"by the end of the year", "../2022-12-31", v1::DUE_PRECISION_BOUND,
       v1::DUE_BASIS_RELATIVE},
      {"at an early date", "", v1::DUE_PRECISION_UNSPECIFIED,
       v1::DUE_BASIS_UNSPECIFIED},
  };
  for (const Case& c : kCases) {
    const v1::Record record = One(absl::StrCat(
        "The two ministers agreed to hold the next meeting ", c.when, "."));

    EXPECT_EQ(record.due(), c.due) << c.when;
    EXPECT_EQ(record.due_precision(), c.precision) << c.when;
    EXPECT_EQ(record.due_basis(), c.basis) << c.when;
    EXPECT_EQ(record.due_text(), c.when);
  }
}

TEST(AttributesTest, AnEventSaysHowTheDueIsTiedToIt) {
  struct Case {
    const char* when;
    const char* event;
    v1::DueRelation relation;
  };
  constexpr Case kCases[] = {
      {"at the G20 Summit", "G20 Summit", v1::DUE_RELATION_AT},
      {"on the occasion of the G20 Summit", "G20 Summit", v1::DUE_RELATION_AT},
      {"on the margins of the G20 Summit", "G20 Summit",
       v1::DUE_RELATION_MARGINS},
      {"before the G20 Summit", "G20 Summit", v1::DUE_RELATION_BEFORE},
      {"ahead of the G20 Summit", "G20 Summit", v1::DUE_RELATION_BEFORE},
      {"after the G20 Summit", "G20 Summit", v1::DUE_RELATION_AFTER},
  };
  for (const Case& c : kCases) {
    const v1::Record record = One(
        absl::StrCat("The two ministers agreed to meet again ", c.when, "."));

    EXPECT_EQ(record.due(), "") << c.when;
    EXPECT_EQ(record.due_event(), c.event) << c.when;
    EXPECT_EQ(record.due_relation(), c.relation) << c.when;
    EXPECT_EQ(record.due_basis(), v1::DUE_BASIS_EVENT) << c.when;
  }
  const v1::Record soon = One("The two ministers agreed to meet again soon.");
  EXPECT_EQ(soon.urgency(), "soon");
  EXPECT_EQ(soon.due_relation(), v1::DUE_RELATION_UNSPECIFIED);
}

TEST(AttributesTest, AClauseSaysHowRealAndHowStrongItIs) {
  EXPECT_EQ(One("Minister Kurosawa explained the situation in Iraq.").realis(),
            v1::REALIS_ASSERTED);
  EXPECT_EQ(One("Minister Kurosawa stated that Japan hopes for peace in Iraq.")
                .realis(),
            v1::REALIS_INTENDED);
  EXPECT_EQ(One("Minister Kurosawa expressed concern about Iraq, if the talks "
                "were to fail.")
                .realis(),
            v1::REALIS_HYPOTHETICAL);
  EXPECT_EQ(One("The two ministers agreed to meet again soon.").realis(),
            v1::REALIS_INTENDED);
  EXPECT_EQ(One("Minister Kurosawa strongly condemned the attacks in Iraq.")
                .intensity(),
            "strongly");
  EXPECT_EQ(One("Minister Kurosawa condemned the attacks in Iraq in the "
                "strongest terms.")
                .intensity(),
            "strongest terms");
  EXPECT_EQ(One("Minister Kurosawa condemned the attacks in Iraq.").intensity(),
            "");
}

TEST(AttributesTest, ARecordNamesItsTopicForPeople) {
  EXPECT_EQ(One("Minister Kurosawa welcomed progress on the South China Sea.")
                .topic_title(),
            "South China Sea");
  const v1::ParseReadoutResponse touched =
      Read("The two ministers discussed the situation in Estonia.");
  ASSERT_EQ(touched.touches_size(), 1);
  EXPECT_EQ(touched.touches(0).topic(), "region.est");
  EXPECT_EQ(touched.touches(0).topic_title(), "Estonia");
}

TEST(AttributesTest, EveryCodeOfTheTaxonomyHasATitleOfItsOwn) {
  std::set<std::string> titles;
  for (const std::string& code : Taxonomy::Get().Codes()) {
    const std::string title = Taxonomy::Get().Title(code);
    EXPECT_FALSE(title.empty()) << code;
    EXPECT_LE(title.size(), 128u) << code;
    EXPECT_TRUE(titles.insert(title).second) << title;
  }
  EXPECT_GE(titles.size(), 67u);
  EXPECT_EQ(Taxonomy::Get().Title("x.research_whaling"), "Research whaling");
  EXPECT_EQ(Taxonomy::Get().Title("region.bih"), "Bosnia and Herzegovina");
  EXPECT_EQ(Taxonomy::Get().Title("no.such_code"), "");
}

TEST(CrossrefsTest, EveryActHasItsCodes) {
  const auto* const acts = v1::Act_descriptor();
  for (int i = 0; i < acts->value_count(); ++i) {
    const auto act = static_cast<v1::Act>(acts->value(i)->number());
    if (act == v1::ACT_UNSPECIFIED) continue;
    EXPECT_EQ(Crossrefs::Get().Of(act).cameo.size(), 3u) << v1::Act_Name(act);
  }
  EXPECT_EQ(Crossrefs::Get().Of(v1::ACT_UNSPECIFIED).cameo, "");
}

TEST(CrossrefsTest, TheCodesAreThoseOfTheMapping) {
  struct Case {
    v1::Act act;
    const char* cameo;
    const char* plover;
  };
  constexpr Case kCases[] = {
      {v1::ACT_ASSERT, "010", ""},
      {v1::ACT_INFORM, "010", ""},
      {v1::ACT_EMPHASIZE, "010", ""},
      {v1::ACT_JOINT_VIEW, "019", ""},
      {v1::ACT_ASSENT, "019", ""},
      {v1::ACT_JOINT_COMMITMENT, "030", "AGREE"},
      {v1::ACT_MEETING, "036", "AGREE"},
      {v1::ACT_VISIT, "036", "AGREE"},
      {v1::ACT_INVITE, "036", "AGREE"},
      {v1::ACT_COMMEND, "051", "SUPPORT"},
      {v1::ACT_SUPPORT, "050", "SUPPORT"},
      {v1::ACT_REQUEST, "020", "REQUEST"},
      {v1::ACT_CONDEMN, "111", "ACCUSE"},
      {v1::ACT_PROTEST, "114", "ACCUSE"},
      {v1::ACT_OPPOSE, "120", "REJECT"},
      {v1::ACT_WARN, "130", "THREATEN"},
      {v1::ACT_CONDOLE, "018", ""},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(Crossrefs::Get().Of(c.act).cameo, c.cameo) << v1::Act_Name(c.act);
    EXPECT_EQ(Crossrefs::Get().Of(c.act).plover, c.plover)
        << v1::Act_Name(c.act);
  }
  EXPECT_EQ(Crossrefs::OfTouch(v1::CONTACT_MODE_TELEPHONE).cameo, "041");
  EXPECT_EQ(Crossrefs::OfTouch(v1::CONTACT_MODE_MEETING).cameo, "040");
}

TEST(CrossrefsTest, RecordsAndTouchesCarryTheirCodes) {
  const v1::Record record =
      One("Minister Kurosawa strongly condemned the attacks in Iraq.");
  EXPECT_EQ(record.cameo(), "111");
  EXPECT_EQ(record.plover(), "ACCUSE");

  const v1::ParseReadoutResponse touched =
      Read("The two ministers discussed the situation in Iraq.");
  ASSERT_EQ(touched.touches_size(), 1);
  EXPECT_EQ(touched.touches(0).cameo(), "041");
  EXPECT_EQ(touched.touches(0).plover(), "CONSULT");
}

TEST(LineageTest, AHeaderNamesTheVersionsItWasReadWith) {
  const v1::ReadoutHeader header =
      Read("The two ministers discussed the situation in Iraq.").readout();
  EXPECT_EQ(header.parser_version(), ParserVersion());
  EXPECT_EQ(header.lexicon_version(), LexiconVersion());
  EXPECT_EQ(header.taxonomy_version(), TaxonomyVersion());
  EXPECT_EQ(header.text_sha256().size(), 64u);
  EXPECT_EQ(header.registry_sha256().size(), 64u);
}

}  // namespace
}  // namespace chancery
