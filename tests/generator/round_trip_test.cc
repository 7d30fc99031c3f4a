// Goal: what the generator writes, the parser reads back: the same records, in
// every form. CHANCERY_ROUND_TRIPS sets how many of each form, in place of 200.
#include <cstdlib>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/parser/parser.h"
#include "tests/generator/generator.h"

namespace chancery {
namespace {

std::vector<std::string> Differences(const GeneratedReadout& readout) {
  const auto parsed = ParseReadout(readout.text);
  if (!parsed.ok()) return {parsed.status().ToString()};
  std::vector<std::string> all =
      CompareWithGold(readout.text, *parsed, readout.gold);
  if (parsed->readout().held_on() != readout.gold.date) {
    all.push_back("held on " + parsed->readout().held_on());
  }
  if (parsed->readout().form() != readout.gold.form) {
    all.push_back("form " + parsed->readout().form());
  }
  if (parsed->touches_size() != static_cast<int>(readout.gold.touches.size())) {
    all.push_back(absl::StrCat(parsed->touches_size(), " touches"));
  }
  return all;
}

TEST(RoundTripTest, WhatIsWrittenIsReadBack) {
  const char* wanted = std::getenv("CHANCERY_ROUND_TRIPS");
  int count = 0;
  if (wanted == nullptr || !absl::SimpleAtoi(wanted, &count)) count = 200;
  for (const std::string& form : GeneratedForms()) {
    for (int seed = 1; seed <= count; ++seed) {
      const GeneratedReadout readout =
          GenerateReadout(static_cast<std::uint64_t>(seed), form);
      const std::vector<std::string> found = Differences(readout);
      ASSERT_THAT(found, ::testing::IsEmpty())
          << absl::StrJoin(found, "\n") << "\ngenerate_readouts --seed=" << seed
          << " --count=1 --form=" << form << " --out=DIR\n"
          << readout.text;
    }
  }
}

TEST(RoundTripTest, TheSameSeedWritesTheSameBytes) {
  EXPECT_EQ(GenerateReadout(7, "MOFA-JP-4").text,
            GenerateReadout(7, "MOFA-JP-4").text);
  EXPECT_NE(GenerateReadout(7, "MOFA-JP-4").text,
            GenerateReadout(8, "MOFA-JP-4").text);
}

TEST(RoundTripTest, AGoldLineIsReadBack) {
  const GeneratedReadout readout = GenerateReadout(7, "MOFA-JP-2");

  const auto gold = ParseGold(GoldLine(readout.gold));

  ASSERT_TRUE(gold.ok()) << gold.status();
  EXPECT_EQ(GoldLine(*gold), GoldLine(readout.gold));
}

// The negative control: every record, altered, is noticed.
TEST(RoundTripTest, AnAlteredRecordIsNoticed) {
  const GeneratedReadout readout = GenerateReadout(7, "MOFA-JP-5");
  ASSERT_THAT(Differences(readout), ::testing::IsEmpty());
  for (std::size_t i = 0; i < readout.gold.records.size(); ++i) {
    for (int what = 0; what < 5; ++what) {
      GeneratedReadout altered = readout;
      GoldRecord& record = altered.gold.records[i];
      if (what == 0) record.act = "no act";
      if (what == 1) record.topic = "no.topic";
      if (what == 2) record.actors = {"XXX"};
      if (what == 3) record.kind = "no kind";
      if (what == 4)
        altered.gold.records.erase(altered.gold.records.begin() +
                                   static_cast<int>(i));
      EXPECT_THAT(Differences(altered), ::testing::Not(::testing::IsEmpty()))
          << i << " " << what;
    }
  }
}

// And so is a word that the parser does not know.
TEST(RoundTripTest, AVerbOutsideTheLexiconIsNoticed) {
  GeneratedReadout readout = GenerateReadout(7, "MOFA-JP-5");
  const std::string anchor = readout.gold.records.back().anchor;
  const std::size_t at = readout.text.find(anchor);
  ASSERT_NE(at, std::string::npos);
  readout.text.replace(at, anchor.find(' '), "blorked");
  readout.gold.records.back().anchor =
      "blorked" + anchor.substr(anchor.find(' '));

  EXPECT_THAT(Differences(readout), ::testing::Not(::testing::IsEmpty()));
}

}  // namespace
}  // namespace chancery
