// Goal: who met whom, when, how and where, and who says so, is read in every
// form that ministries publish. Method: short texts of our own in each form's
// layout, one a case, with invented people; the header in one line.
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/values/error_info.h"
#include "service/parser/parser.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string PersonWords(const v1::Participant& person) {
  return absl::StrCat(person.name(), "/", person.title(), "/", person.party());
}

v1::ReadoutHeader HeaderOf(absl::string_view text,
                           const ParseOptions& options = {}) {
  const auto parsed = ParseReadout(text, options);
  EXPECT_TRUE(parsed.ok()) << parsed.status() << "\n" << text;
  return parsed.ok() ? parsed->readout() : v1::ReadoutHeader();
}

// "US-STATE USA 2024-04-24 telephone: A/Secretary of State/USA; ...".
std::string Summary(absl::string_view text) {
  const v1::ReadoutHeader header = HeaderOf(text);
  return absl::StrCat(
      header.form(), " ", header.publisher(), " ",
      header.held_on().empty() ? "-" : header.held_on(), " ",
      absl::AsciiStrToLower(absl::StripPrefix(
          v1::ContactMode_Name(header.mode()), "CONTACT_MODE_")),
      ": ",
      absl::StrJoin(header.participants(), "; ",
                    [](std::string* out, const v1::Participant& person) {
                      absl::StrAppend(out, PersonWords(person));
                    }));
}

struct Case {
  const char* text;
  const char* summary;
};

TEST(HeaderTest, EachFormIsRecognisedWithItsLayout) {
  const Case kCases[] = {
      {"Secretary Harlow's Call with Egyptian Foreign Minister Fathy\n\n"
       "Office of the Spokesperson\n\nApril 24, 2024\n\nThe following is "
       "attributable to Spokesperson Dana Whitfield:\n\nSecretary of State "
       "Rebecca J. Harlow spoke today with Egyptian Foreign Minister Samir "
       "Fathy. The Secretary welcomed the truce.\n",
       "US-STATE USA 2024-04-24 telephone: Rebecca J. Harlow/Secretary of "
       "State/USA; Samir Fathy/Foreign Minister/EGY"},
      {"The White House\n\nFor Immediate Release\n\nReadout of President "
       "Whitcombe's Call with Chancellor Vossberg of Germany\n\nMarch 3, "
       "2027\n\nPresident Jonathan R. Whitcombe, Jr. spoke by phone today with "
       "Chancellor Anke Vossberg of Germany to congratulate her on her "
       "election.\n\n###\n",
       "US-WH USA 2027-03-03 telephone: Jonathan R. Whitcombe, "
       "Jr./President/USA; Anke Vossberg/Chancellor/DEU"},
      {"Press release\nPM call with President Lindqvist of Finland: 12 May "
       "2031\n\nThe Prime Minister spoke to the President of Finland, Sanna "
       "Lindqvist, this evening.\n\nShe thanked the UK for its help.\n\n"
       "Published 12 May 2031\n",
       "UK-NO10 GBR 2031-05-12 telephone: /Prime Minister/GBR; Sanna "
       "Lindqvist/President/FIN"},
      {"Readout: Foreign Secretary call with Adaeze Okonkwo\n\nNews story\n\n"
       "On 9 April, the Foreign Secretary spoke to Nigerian Foreign Minister "
       "Okonkwo.\n\nThe pair agreed to speak again soon.\n\nPublished 10 April "
       "2032\n\nLeave a Reply\n",
       "UK-FCDO GBR 2032-04-09 telephone: /Foreign Secretary/GBR; Adaeze "
       "Okonkwo/Foreign Minister/NGA"},
      {"Telephone conversation with President of Finland Sanna Lindqvist\n\n"
       "July 29, 2016\n14:10\n\nAt the initiative of the Finnish side, Nikolai "
       "Vetrov had a telephone conversation with President of the Republic of "
       "Finland Sanna Lindqvist.\n\nJuly 29, 2016, 14:10\n",
       "RU-KREMLIN RUS 2016-07-29 telephone: Nikolai Vetrov/President/RUS; "
       "Sanna Lindqvist/President/FIN"},
      {"Press release on Foreign Minister Anton Belyaev's telephone "
       "conversation with Foreign Minister of Israel Yael Baron\n\n19 "
       "September "
       "2018 21:04\n\n1702-19-09-2018\n\nOn September 19, Minister of Foreign "
       "Affairs of the Russian Federation Anton Belyaev had a telephone "
       "conversation with Foreign Minister of Israel Yael Baron. The call was "
       "initiated by the Israeli side.\n",
       "RU-MID RUS 2018-09-19 telephone: Anton Belyaev/Minister of Foreign "
       "Affairs/RUS; Yael Baron/Foreign Minister/ISR"},
      {"Home > China News\nFang Zhiyuan Has a Phone Call with Malaysian "
       "Foreign "
       "Minister Aziz Rahman at Request\n\n2020/09/16\n\nOn September 15, "
       "2020, "
       "State Councilor and Foreign Minister Fang Zhiyuan had a phone call "
       "with "
       "Malaysian Foreign Minister Aziz Rahman at the latter's "
       "request.\n\nFang "
       "Zhiyuan said that China is ready to help.\n\nSuggest to a friend\n",
       "CN-MFA CHN 2020-09-15 telephone: Fang Zhiyuan/State Councilor and "
       "Foreign Minister/CHN; Aziz Rahman/Foreign Minister/MYS"},
      {"Outcome of Foreign Minister's Telephone Conversation with Philippine "
       "Counterpart\n\nDate\n2014-04-23\nhit\n611\n\n1. Minister of Foreign "
       "Affairs Shim Dong-wook held a telephone conversation with Philippine "
       "Secretary of Foreign Affairs Ricardo Valdez on April 22.\n\n\xC2\xB0 "
       "The two sides noted the growing ties of the ROK and the Philippines.\n"
       "\n* unofficial translation\n",
       "KR-MOFA KOR 2014-04-22 telephone: Shim Dong-wook/Minister of Foreign "
       "Affairs/KOR; Ricardo Valdez/Secretary of Foreign Affairs/PHL"},
      {"Media Center\n\nTelephone Conversation between PM and the President of "
       "Sri Lanka\n\nJune 04, 2034\n\nPrime Minister Shri Arjun Mehta had a "
       "telephonic conversation today with H.E. Mr. Roshan Perera, President "
       "of "
       "Sri Lanka.\n\nNew Delhi\nJune 04, 2034\n\nClick here for Tamil version "
       "Tamil.pdf\n",
       "IN-MEA IND 2034-06-04 telephone: Arjun Mehta/Prime Minister/IND; "
       "Roshan "
       "Perera/President/LKA"},
      {"Minister Lavoie speaks with Australia's Foreign Affairs Minister "
       "Hartley\n\nNovember 25, 2027 \xE2\x80\x93 Ottawa, Ontario \xE2\x80\x93 "
       "Global Affairs Canada\n\nThe Honourable Claire Lavoie, Minister of "
       "Foreign Affairs, today spoke with Joan Hartley, Australia's Minister "
       "for Foreign Affairs and Minister for Women.\n",
       "CA-GAC CAN 2027-11-25 telephone: Claire Lavoie/Minister of Foreign "
       "Affairs/CAN; Joan Hartley/Minister for Foreign Affairs and Minister "
       "for "
       "Women/AUS"},
      {"Prime Minister speaks with President of Chile Esteban Robles\n\nAugust "
       "19, 2031\nOttawa, Ontario\n\nToday, the Prime Minister spoke with the "
       "President of Chile, Esteban Robles.\n",
       "CA-PMO CAN 2031-08-19 telephone: /Prime Minister/CAN; Esteban "
       "Robles/President/CHL"},
      {"Iran: High Representative Lucia Morandi spoke with Foreign Minister "
       "Farhad Rahimi\n\nBrussels, 10/09/2022 - 09:15, UNIQUE ID: 220910_3\n\n"
       "High Representative Lucia Morandi held a phone call on Friday with the "
       "Foreign Minister of Iran, Farhad Rahimi.\n\nLead Spokesperson for "
       "Foreign Affairs\n+32 (0)2 000 00 00\n",
       "EU-EEAS EU 2022-09-09 telephone: Lucia Morandi/High Representative/EU; "
       "Farhad Rahimi/Foreign Minister/IRN"},
      {"Read-out of phone call between NATO Secretary General Bram Visser and "
       "the President of Georgia\n\n  \xE2\x80\xA2 08 Jan. 2032 -\n  "
       "\xE2\x80\xA2 |\n  \xE2\x80\xA2 Press Release (2032) 003\n  "
       "\xE2\x80\xA2 "
       "Last updated: 14 Jan. 2032 10:43\n\nThe Secretary General of NATO Bram "
       "Visser had a phone call on Thursday (8 January 2032) with the "
       "President "
       "of Georgia, Nino Beridze.\n",
       "NATO NATO 2032-01-08 telephone: Bram Visser/Secretary General/NATO; "
       "Nino Beridze/President/GEO"},
      {"New York\n\n22 September 2031\n\nReadout of the Secretary-General's "
       "meeting with H.E. Mr. Ousmane Kant\xC3\xA9, Minister for Foreign "
       "Affairs "
       "of Mali\n\nThe Secretary-General met with H.E. Mr. Ousmane "
       "Kant\xC3\xA9, Minister for Foreign Affairs of Mali.\n",
       "UN-SG UN 2031-09-22 meeting: /Secretary-General/UN; Ousmane "
       "Kant\xC3\xA9/Minister for Foreign Affairs/MLI"},
      {"Egypt/telephone conversation between M. Baudouin Lemaire, President of "
       "the Republic, and his Egyptian counterpart\n\nPubli\xC3\xA9 le June "
       "12, "
       "2018\nCommuniqu\xC3\xA9 issued by the Presidency of the "
       "Republic\nParis, "
       "June 11, 2018\n\nThe French President spoke with Mr Samir Fathy, "
       "President of Egypt./.\n",
       "FR-ELYSEE FRA 2018-06-11 telephone: Baudouin Lemaire/President of the "
       "Republic/FRA; Samir Fathy/President/EGY"},
      {"Press Statement Regarding President Selimoglu's Phone Call with "
       "President Vetrov of Russia\n\n21.03.2018\n\nThe press statement "
       "regarding the phone call is as follows:\n\nPresident Orhan Selimoglu "
       "spoke by phone today with President Nikolai Vetrov of Russia.\n\n"
       "Respectfully announced to the public!\n",
       "TR-TCCB TUR 2018-03-21 telephone: Orhan Selimoglu/President/TUR; "
       "Nikolai Vetrov/President/RUS"},
      {"Foreign Minister Carver and Foreign Minister Taufa of Tonga readout 4 "
       "MAY 2023\n\nForeign Minister Louise Carver met with Tonga's Foreign "
       "Minister Semisi Taufa in Wellington today.\n",
       "NZ-MFAT NZL 2023-05-04 meeting: Louise Carver/Foreign Minister/NZL; "
       "Semisi Taufa/Foreign Minister/TON"},
      {"Norway-Iceland talks\n\nMay 3, 2030\n\nForeign Minister Ingrid Solheim "
       "of Norway spoke by telephone with Foreign Minister J\xC3\xB3n "
       "Ketilsson "
       "of Iceland.\n",
       "GENERAL NOR 2030-05-03 telephone: Ingrid Solheim/Foreign Minister/NOR; "
       "J\xC3\xB3n Ketilsson/Foreign Minister/ISL"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Summary(c.text), c.summary) << c.text;
}

TEST(HeaderTest, WhatStandsAroundAContactDoesNotHideIt) {
  const Case kCases[] = {
      {"This is historical material \"frozen in time\". The website is no "
       "longer updated and links may not work.\n\nSearch form\n\nThe White "
       "House\n\nOffice of the Press Secretary\n\nFor Immediate Release\n\n"
       "Readout of President Whitcombe's Call with Norwegian Prime Minister "
       "Ola Hansen\n\nMarch 3, 2027\n\nPresident Jonathan Whitcombe spoke "
       "today with Norwegian Prime Minister Ola Hansen.\n",
       "US-WH USA 2027-03-03 telephone: Jonathan Whitcombe/President/USA; Ola "
       "Hansen/Prime Minister/NOR"},
      {"You are looking at an old page of this site, kept for research.\n\n"
       "Readout of the Vice President's Call with Norwegian Prime "
       "Minister-designate Ola Hansen\n\nVice President Jane Roe called "
       "Norwegian Prime Minister-designate Ola Hansen to congratulate him.\n",
       "US-WH USA - telephone: Jane Roe/Vice President/USA; Ola Hansen/Prime "
       "Minister-Designate/NOR"},
      {"Select font\n\nIn view of the summit scheduled for 9 March, Jan Roe "
       "had "
       "a telephone conversation with President of Norway Jan Hansen at the "
       "Norwegian side's initiative.\n",
       "RU-KREMLIN RUS - telephone: Jan Roe/President/RUS; Jan "
       "Hansen/President/NOR"},
      {"The Prime Minister spoke to the Prime Minister of Norway Ola Hansen "
       "this evening.\n\nShe thanked him.\n",
       "UK-NO10 GBR - telephone: /Prime Minister/GBR; Ola Hansen/Prime "
       "Minister/NOR"},
      {"On December 21, 2022, Member of the Political Bureau of the CPC "
       "Central Committee, State Councilor and Foreign Minister Chen Bo held "
       "the sixth round of China-Norway Strategic Dialogue with Norwegian "
       "Foreign Minister Ola Hansen in Beijing.\n",
       "CN-MFA CHN 2022-12-21 meeting: Chen Bo/Member of the Political Bureau "
       "of the CPC Central Committee, State Councilor and Foreign "
       "Minister/CHN; Ola Hansen/Foreign Minister/NOR"},
      {"On March 3, 2027, Deputy Prime Minister, Minister of Finance Jane Roe "
       "of Norway met with Minister of Finance Jon Ketilsson of Iceland.\n",
       "GENERAL NOR 2027-03-03 meeting: Jane Roe/Deputy Prime Minister, "
       "Minister of Finance/NOR; Jon Ketilsson/Minister of Finance/ISL"},
      {"This evening the Prime Minister spoke to President Hansen of "
       "Norway.\n\nShe thanked him.\n",
       "UK-NO10 GBR - telephone: /Prime Minister/GBR; Hansen/President/NOR"},
      {"Following the Prime Minister's meeting this evening with the\nPrime "
       "Minister of Norway Ola Hansen in Downing Street\na Downing Street "
       "spokesperson said:\n\n\"The Prime Minister met the Prime Minister of "
       "Norway Ola Hansen this evening.\n\n\"He welcomed the truce.\"\n",
       "UK-NO10 GBR - meeting: /Prime Minister/GBR; Ola Hansen/Prime "
       "Minister/NOR"},
      {"Japan-Norway Foreign Ministers' Meeting\non the Occasion of the "
       "General Assembly\n\n15 September 2000\nMinistry of Foreign Affairs\n\n"
       "Minister for Foreign Affairs Toru Kurosawa met with the Minister of "
       "Foreign Affairs of Norway Ola Hansen.\n\n1. Visit\n\nMinister Kurosawa "
       "welcomed the visit.\n",
       "MOFA-JP-1 JPN 2000-09-15 meeting: Toru Kurosawa/Minister for Foreign "
       "Affairs/JPN; Ola Hansen/Minister of Foreign Affairs/NOR"},
      {"Secretary Roe's Call with Iranian Foreign Minister Amir Rostami\n\n"
       "March 3, 2027\n\nSecretary of State Theresa May Roe spoke today with "
       "Iranian Foreign Minister Hossein Amir Rostami.\n",
       "US-STATE USA 2027-03-03 telephone: Theresa May Roe/Secretary of "
       "State/USA; Hossein Amir Rostami/Foreign Minister/IRN"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Summary(c.text), c.summary) << c.text;
}

std::string MofaText(absl::string_view first, absl::string_view second) {
  return absl::StrCat(
      "Japan-Norway Foreign Ministers' Telephone Talk\n\nMay 2, 2023\n\nOn May "
      "2, ",
      first, ", held a telephone talk with ", second, ".\n");
}

TEST(HeaderTest, NamesAreReadInEveryOrderAndDress) {
  struct NameCase {
    const char* written;
    const char* name;
  };
  const NameCase kCases[] = {
      {"Mr. KUROSAWA Toru, Minister for Foreign Affairs of Japan",
       "Toru Kurosawa"},
      {"Mr. Toru Kurosawa, Minister for Foreign Affairs of Japan",
       "Toru Kurosawa"},
      {"Minister for Foreign Affairs Toru Kurosawa of Japan", "Toru Kurosawa"},
      {"Mr. Kurosawa, Toru, Minister for Foreign Affairs of Japan",
       "Toru Kurosawa"},
      {"the Honourable Sir Toru J. Kurosawa, Minister for Foreign Affairs of "
       "Japan",
       "Toru J. Kurosawa"},
  };
  for (const NameCase& c : kCases) {
    const v1::ReadoutHeader header = HeaderOf(
        MofaText(c.written,
                 "H.E. Ms. Ingrid Solheim, Minister of Foreign Affairs of "
                 "Norway"));
    ASSERT_EQ(header.participants_size(), 2) << c.written;
    EXPECT_EQ(header.participants(0).name(), c.name) << c.written;
    EXPECT_FALSE(header.participants(0).name_from_registry()) << c.written;
  }
}

TEST(HeaderTest, AKnownNameIsGivenItsOrderWhateverTheTextHas) {
  for (const char* written :
       {"Mr. Hayashi Yoshimasa, Minister for Foreign Affairs of Japan",
        "Mr. Yoshimasa Hayashi, Minister for Foreign Affairs of Japan",
        "Mr. HAYASHI Yoshimasa, Minister for Foreign Affairs of Japan"}) {
    const v1::ReadoutHeader header = HeaderOf(
        MofaText(written,
                 "H.E. Ms. Ingrid Solheim, Minister of Foreign Affairs of "
                 "Norway"));
    ASSERT_EQ(header.participants_size(), 2) << written;
    EXPECT_EQ(header.participants(0).name(), "Yoshimasa Hayashi") << written;
  }
}

TEST(HeaderTest, ATextWithoutADateIsReadAndWarnsOfIt) {
  const char kText[] =
      "Readout of President Whitcombe's Call with Chancellor Vossberg of "
      "Germany\n\nThe White House\n\nPresident Jonathan Whitcombe spoke today "
      "with Chancellor Anke Vossberg of Germany. The leaders agreed to meet "
      "next month.\n";
  const auto parsed = ParseReadout(kText);
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(parsed->readout().held_on(), "");
  ASSERT_EQ(parsed->readout().warnings_size(), 1);
  EXPECT_EQ(parsed->readout().warnings(0).kind(),
            v1::HEADER_WARNING_KIND_NO_DATE);
  ASSERT_EQ(parsed->records_size(), 1);
  EXPECT_EQ(parsed->records(0).due(), "");
  EXPECT_EQ(parsed->records(0).due_text(), "next month");

  const auto dated = ParseReadout(kText, {.issued_on = "2027-03-04"});
  ASSERT_TRUE(dated.ok()) << dated.status();
  EXPECT_EQ(dated->readout().held_on(), "2027-03-04");
  EXPECT_EQ(dated->records(0).due(), "2027-04");
  EXPECT_THAT(dated->readout().warnings(), IsEmpty());
}

TEST(HeaderTest, AWeekdayIsCountedBackFromTheGivenIssue) {
  const v1::ReadoutHeader header = HeaderOf(
      "Iran: High Representative Lucia Morandi spoke to the Foreign "
      "Minister\n\n"
      "High Representative Lucia Morandi spoke over the phone with the Foreign "
      "Minister of Iran Farhad Rahimi on Friday.\n",
      {.issued_on = "2022-09-12"});
  EXPECT_EQ(header.held_on(), "2022-09-09");
  EXPECT_EQ(header.issued_on(), "2022-09-12");
}

TEST(HeaderTest, AnIssueDateMustBeOne) {
  const auto parsed = ParseReadout("x", {.issued_on = "in May"});
  EXPECT_FALSE(parsed.ok());
  EXPECT_EQ(ReasonOf(ParseReadout(MofaText("Mr. KUROSAWA Toru, Minister for "
                                           "Foreign Affairs of Japan",
                                           "H.E. Ms. Ingrid Solheim, Minister "
                                           "of Foreign Affairs of Norway"),
                                  {.issued_on = "in May"})
                         .status()),
            v1::ERROR_REASON_INVALID_FIELD);
}

TEST(HeaderTest, VenueDurationAndInitiativeAreTheContacts) {
  const v1::ReadoutHeader header = HeaderOf(
      "Japan-Norway Foreign Ministers' Meeting\n\nMay 2, 2023\n\nOn May 2, for "
      "one hour and 30 minutes from 5:00 p.m., Mr. KUROSAWA Toru, Minister for "
      "Foreign Affairs of Japan, held a meeting in Geneva, at the request of "
      "the Norwegian side, with H.E. Ms. Ingrid Solheim, Minister of Foreign "
      "Affairs of Norway. (Other officials attending: Ambassador Kenji "
      "Onodera; "
      "Director-General Aiko Mori.) The overview is as follows.\n\n1. The two "
      "ministers agreed on the importance of fisheries.\n");
  EXPECT_EQ(header.venue(), "Geneva");
  EXPECT_EQ(header.duration_minutes(), 90u);
  EXPECT_EQ(header.initiative(), "NOR");
  ASSERT_EQ(header.participants_size(), 2) << header.DebugString();
  ASSERT_EQ(header.attendees_size(), 2) << header.DebugString();
  EXPECT_EQ(header.attendees(0).name(), "Kenji Onodera");
  EXPECT_EQ(header.attendees(1).title(), "Director-General");
}

TEST(HeaderTest, TheLatterIsTheCounterpart) {
  const v1::ReadoutHeader header = HeaderOf(MofaText(
      "Mr. KUROSAWA Toru, Minister for Foreign Affairs of Japan",
      "H.E. Ms. Ingrid Solheim, Minister of Foreign Affairs of Norway, at the "
      "latter's request"));
  EXPECT_EQ(header.initiative(), "NOR");
}

TEST(HeaderTest, AnAmbiguousDateIsNoDate) {
  const v1::ReadoutHeader header = HeaderOf(
      "Norway-Iceland talks\n\n10/09/2030\n\nForeign Minister Ingrid Solheim "
      "of "
      "Norway spoke by telephone with Foreign Minister J\xC3\xB3n Ketilsson of "
      "Iceland.\n");
  EXPECT_EQ(header.held_on(), "");
  EXPECT_EQ(header.issued_on(), "");
}

}  // namespace
}  // namespace chancery
