// Goal: the registry names who held an office on a day, and nobody where it
// does not know. Method: the registry compiled in for public facts, an
// operator's file of invented people for the rules.
#include "service/parser/registry.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/values/error_info.h"
#include "service/parser/parser.h"

namespace chancery {
namespace {

using ::testing::HasSubstr;

std::string HolderName(const Registry& registry, const char* party,
                       const char* office, absl::CivilDay day) {
  const KnownPerson* person = registry.Holder(party, office, day);
  return person == nullptr ? "nobody" : person->name;
}

TEST(RegistryTest, ItKnowsWhoHeldAnOfficeOnADay) {
  const Registry& registry = Registry::BuiltIn();
  EXPECT_GE(registry.size(), 150u);
  EXPECT_EQ(HolderName(registry, "JPN", "foreign-minister",
                       absl::CivilDay(2003, 11, 4)),
            "Yoriko Kawaguchi");
  EXPECT_EQ(HolderName(registry, "GBR", "head-of-government",
                       absl::CivilDay(2015, 1, 1)),
            "David Cameron");
  EXPECT_EQ(HolderName(registry, "CHN", "foreign-minister",
                       absl::CivilDay(2018, 1, 1)),
            "Wang Yi");
}

TEST(RegistryTest, OnTheDayOfAHandoverNobodyIsNamed) {
  EXPECT_EQ(HolderName(Registry::BuiltIn(), "GBR", "head-of-government",
                       absl::CivilDay(2022, 10, 25)),
            "nobody");
}

TEST(RegistryTest, AfterItsAsOfDayAnOpenTermNamesNobody) {
  EXPECT_EQ(HolderName(Registry::BuiltIn(), "GBR", "head-of-government",
                       absl::CivilDay(2050, 1, 1)),
            "nobody");
}

TEST(RegistryTest, ATitleNamesTheOfficeOfItsState) {
  const Registry& registry = Registry::BuiltIn();
  EXPECT_EQ(registry.OfficeOf("Secretary of State", "USA"), "foreign-minister");
  EXPECT_EQ(registry.OfficeOf("Foreign Secretary", "GBR"), "foreign-minister");
  EXPECT_EQ(registry.OfficeOf("Foreign Secretary", "FRA"), "");
  EXPECT_EQ(registry.OfficeOf("Chancellor", "DEU"), "head-of-government");
  EXPECT_EQ(registry.OfficeOf("Harbour Master", "DEU"), "");
}

TEST(RegistryTest, ANameIsFoundInItsVariantsAndWithoutMarks) {
  const Registry& registry = Registry::BuiltIn();
  for (const auto& words :
       std::vector<std::vector<std::string>>{{"mevl\xC3\xBCt",
                                              "\xC3\xA7"
                                              "avu\xC5\x9Fo\xC4\x9Flu"},
                                             {"mevlut", "cavusoglu"},
                                             {"cavusoglu"}}) {
    const KnownPerson* person =
        registry.Find({words, "Foreign Minister", "", std::nullopt});
    ASSERT_NE(person, nullptr) << words[0];
    EXPECT_EQ(person->party, "TUR");
  }
  EXPECT_EQ(registry.Find({{"tachibana"}, "", "", std::nullopt}), nullptr);
  // Two presidents had this name.
  EXPECT_EQ(registry.Find({{"clinton"}, "", "USA", std::nullopt}), nullptr);
  EXPECT_NE(registry.Find({{"clinton"}, "President", "USA", std::nullopt}),
            nullptr);
}

TEST(RegistryTest, AnOperatorsFileAddsPeopleAndChangesTheDigest) {
  const auto registry = Registry::WithFile(
      "# Ours\nas-of 2040-01-01\nperson GBR | Ada BYRON | f |\nterm "
      "head-of-government | 2030-01-01 | -\n");
  ASSERT_TRUE(registry.ok()) << registry.status();
  EXPECT_NE((*registry)->digest(), Registry::BuiltIn().digest());
  const char kText[] =
      "PM call with President Lindqvist of Finland: 12 May 2031\n\nThe Prime "
      "Minister spoke to the President of Finland, Sanna Lindqvist, this "
      "evening. The Prime Minister welcomed the UK visit.\n";
  const auto known = ParseReadout(kText, {.registry = registry->get()});
  ASSERT_TRUE(known.ok()) << known.status();
  EXPECT_EQ(known->readout().participants(0).name(), "Ada Byron");
  EXPECT_TRUE(known->readout().participants(0).name_from_registry());
  EXPECT_EQ(known->readout().registry_sha256(), (*registry)->digest());
  const auto unknown = ParseReadout(kText);
  ASSERT_TRUE(unknown.ok()) << unknown.status();
  EXPECT_EQ(unknown->readout().participants(0).name(), "");
  EXPECT_EQ(unknown->readout().participants(0).party(), "GBR");
}

TEST(RegistryTest, ABadLineIsNamed) {
  struct Case {
    const char* lines;
    const char* line;
    const char* why;
  };
  const Case kCases[] = {
      {"person GBR | Ada BYRON\n", "1", "PARTY | NAME"},
      {"\n# ok\nperson XXZ | Ada BYRON | f |\n", "3", "no code of a party"},
      {"person GBR | Ada Byron | f |\n", "1", "no family name"},
      {"person GBR | Ada BYRON | x |\n", "1", "f or m"},
      {"term head-of-state | - | -\n", "1", "below its person"},
      {"person GBR | Ada BYRON | f |\nterm admiral | - | -\n", "2",
       "no office"},
      {"person GBR | Ada BYRON | f |\nterm head-of-state | 2001-02-30 | -\n",
       "2", "no calendar date"},
      {"person GBR | Ada BYRON | f |\nterm head-of-state | 2002-01-01 | "
       "2001-01-01\n",
       "2", "ends before"},
      {"king GBR\n", "1", "none of"},
  };
  for (const Case& c : kCases) {
    const auto registry = Registry::WithFile(c.lines);
    ASSERT_FALSE(registry.ok()) << c.lines;
    EXPECT_EQ(ReasonOf(registry.status()), v1::ERROR_REASON_INVALID_REGISTRY);
    EXPECT_THAT(std::string(registry.status().message()), HasSubstr(c.why));
    EXPECT_EQ(GetErrorInfo(registry.status())->metadata().at("line"), c.line);
  }
}

}  // namespace
}  // namespace chancery
