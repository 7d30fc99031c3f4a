// Goal: the parser finds in each sample readout exactly what a careful reader
// does. Method: the samples in tests/data/readouts are parsed and compared with
// their gold records, record by record; planted errors show that the comparison
// sees what it must. Those in tests/data/held_out measure and are not to be
// learned from (score_samples does): here their answers need only be sound.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/parser/parser.h"
#include "tests/service/parser/gold.h"
#include "tests/service/parser/soundness.h"

namespace chancery {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char kFolder[] = CHANCERY_TEST_DATA "/";

// Folder and name of each of its samples: "readouts/harbour-call.txt".
std::vector<std::string> SamplesIn(absl::string_view folder) {
  std::vector<std::string> ids;
  for (const auto& entry :
       std::filesystem::directory_iterator(absl::StrCat(kFolder, folder))) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".txt" && extension != ".html") continue;
    ids.push_back(absl::StrCat(folder, "/", entry.path().filename().string()));
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::string TextOf(const std::string& id) {
  const auto text = ReadFile(absl::StrCat(kFolder, id));
  EXPECT_TRUE(text.ok()) << text.status();
  return text.value_or("");
}

Gold GoldOf(const std::string& id) {
  const std::string stem = id.substr(0, id.rfind('.'));
  const auto json = ReadFile(absl::StrCat(kFolder, stem, ".gold.json"));
  EXPECT_TRUE(json.ok()) << json.status();
  const auto gold = ParseGold(json.value_or(""));
  EXPECT_TRUE(gold.ok()) << id << ": " << gold.status();
  return gold.value_or(Gold());
}

v1::ParseReadoutResponse Parsed(absl::string_view text) {
  const auto parsed = ParseReadout(text);
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  return parsed.value_or(v1::ParseReadoutResponse());
}

class SamplesTest : public ::testing::TestWithParam<std::string> {};

TEST_P(SamplesTest, RecordsAreTheGoldRecords) {
  const std::string text = TextOf(GetParam());
  EXPECT_THAT(CompareWithGold(text, Parsed(text), GoldOf(GetParam())),
              IsEmpty());
}

TEST_P(SamplesTest, TouchesAreTheGoldTouches) {
  const std::string text = TextOf(GetParam());
  const v1::ParseReadoutResponse parsed = Parsed(text);
  const Gold gold = GoldOf(GetParam());
  for (const GoldTouch& touch : gold.touches) {
    const auto offset = AnchorOffset(text, touch.anchor, touch.n);
    ASSERT_TRUE(offset.has_value()) << touch.anchor;
    std::vector<std::string> topics;
    for (const v1::Touch& found : parsed.touches()) {
      if (found.span().begin() <= *offset && *offset < found.span().end()) {
        topics.push_back(found.topic());
      }
    }
    EXPECT_THAT(topics, ::testing::ElementsAre(touch.topic)) << touch.anchor;
  }
  EXPECT_EQ(parsed.touches_size(), static_cast<int>(gold.touches.size()))
      << parsed.DebugString();
}

TEST_P(SamplesTest, TheHeaderIsTheGoldHeader) {
  const v1::ReadoutHeader header = Parsed(TextOf(GetParam())).readout();
  const Gold gold = GoldOf(GetParam());
  EXPECT_EQ(header.held_on(), gold.date);
  EXPECT_EQ(header.issued_on(), gold.issued);
  EXPECT_EQ(header.form(), gold.form);
  EXPECT_EQ(header.initiative(), gold.initiative);
  EXPECT_EQ(header.publisher(), gold.publisher);
  EXPECT_EQ(header.language(), "en");
  EXPECT_EQ(absl::AsciiStrToLower(absl::StripPrefix(
                v1::ContactMode_Name(header.mode()), "CONTACT_MODE_")),
            gold.mode);
  ASSERT_EQ(header.participants_size(),
            static_cast<int>(gold.participants.size()))
      << header.DebugString();
  for (int i = 0; i < header.participants_size(); ++i) {
    EXPECT_EQ(header.participants(i).name(), gold.participants[i].name);
    EXPECT_EQ(header.participants(i).title(), gold.participants[i].title);
    EXPECT_EQ(header.participants(i).party(), gold.participants[i].party);
  }
}

TEST_P(SamplesTest, EverySpanIsTheQuote) {
  const std::string text = TextOf(GetParam());
  const v1::ParseReadoutResponse parsed = Parsed(text);
  const auto slice = [&](const v1::Span& span) {
    return text.substr(span.begin(), span.end() - span.begin());
  };
  for (const v1::Record& record : parsed.records()) {
    EXPECT_EQ(slice(record.span()), record.quote());
    EXPECT_FALSE(record.quote().empty());
    if (record.has_due_span()) {
      EXPECT_EQ(slice(record.due_span()), record.due_text());
    }
  }
  for (const v1::Touch& touch : parsed.touches()) {
    EXPECT_EQ(slice(touch.span()), touch.quote());
  }
  for (const v1::Unparsed& unparsed : parsed.unparsed()) {
    EXPECT_EQ(slice(unparsed.span()), unparsed.quote());
  }
}

TEST_P(SamplesTest, TwoReadingsAreByteForByteEqual) {
  const std::string text = TextOf(GetParam());
  EXPECT_EQ(Parsed(text).SerializeAsString(), Parsed(text).SerializeAsString());
}

std::string NameOf(const ::testing::TestParamInfo<std::string>& test) {
  std::string name = test.param;
  for (char& c : name) {
    if (!absl::ascii_isalnum(c)) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, SamplesTest,
                         ::testing::ValuesIn(SamplesIn("readouts")), NameOf);

class HeldOutTest : public ::testing::TestWithParam<std::string> {};

TEST_P(HeldOutTest, TheAnswerIsSound) {
  const std::string text = TextOf(GetParam());
  EXPECT_EQ(Unsound(text, ParseReadout(text)), "");
}

TEST_P(HeldOutTest, TheGoldIsAboutTheText) {
  const std::string text = TextOf(GetParam());
  const Gold gold = GoldOf(GetParam());
  for (const GoldRecord& record : gold.records) {
    EXPECT_TRUE(AnchorOffset(text, record.anchor, record.n).has_value())
        << record.anchor;
  }
}

INSTANTIATE_TEST_SUITE_P(All, HeldOutTest,
                         ::testing::ValuesIn(SamplesIn("held_out")), NameOf);

// An answer that is right by construction: each gold record as the parser
// should give it, its span the anchor alone.
v1::ParseReadoutResponse Perfect(const std::string& text, const Gold& gold) {
  v1::ParseReadoutResponse response;
  for (const GoldRecord& wanted : gold.records) {
    v1::Record& record = *response.add_records();
    v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
    v1::RecordKind_Parse(
        absl::StrCat("RECORD_KIND_", absl::AsciiStrToUpper(wanted.kind)),
        &kind);
    record.set_kind(kind);
    v1::Act act = v1::ACT_UNSPECIFIED;
    v1::Act_Parse(absl::StrCat("ACT_", absl::AsciiStrToUpper(wanted.act)),
                  &act);
    record.set_act(act);
    for (const std::string& actor : wanted.actors) record.add_actors(actor);
    record.set_topic(wanted.topic);
    record.set_due(wanted.due);
    const auto offset = AnchorOffset(text, wanted.anchor, wanted.n);
    record.mutable_span()->set_begin(offset.value_or(0));
    record.mutable_span()->set_end(offset.value_or(0) + wanted.anchor.size());
  }
  return response;
}

class PlantedErrorTest : public ::testing::Test {
 protected:
  void SetUp() override {
    text_ = TextOf("readouts/ministers-call-2004-02.txt");
    gold_ = GoldOf("readouts/ministers-call-2004-02.txt");
    answer_ = Perfect(text_, gold_);
    ASSERT_THAT(CompareWithGold(text_, answer_, gold_), IsEmpty());
  }
  std::vector<std::string> Differences() {
    return CompareWithGold(text_, answer_, gold_);
  }

  std::string text_;
  Gold gold_;
  v1::ParseReadoutResponse answer_;
};

TEST_F(PlantedErrorTest, AMissingRecordIsSeen) {
  answer_.mutable_records()->DeleteSubrange(3, 1);
  EXPECT_THAT(Differences(),
              ::testing::ElementsAre(HasSubstr("missed statement/offer")));
}

TEST_F(PlantedErrorTest, AnExtraRecordIsSeen) {
  *answer_.add_records() = answer_.records(0);
  EXPECT_THAT(Differences(), ::testing::ElementsAre(HasSubstr("extra ")));
}

TEST_F(PlantedErrorTest, AnotherKindIsSeenTwice) {
  answer_.mutable_records(4)->set_kind(v1::RECORD_KIND_AGREEMENT);
  EXPECT_THAT(Differences(), Contains(HasSubstr("missed follow_up/meeting")));
  EXPECT_THAT(Differences(), Contains(HasSubstr("extra agreement")));
}

TEST_F(PlantedErrorTest, AnotherActActorTopicOrDueIsSeen) {
  answer_.mutable_records(0)->set_act(v1::ACT_ASSERT);
  answer_.mutable_records(1)->set_actors(0, "RUS");
  answer_.mutable_records(2)->set_topic("region.iraq");
  answer_.mutable_records(4)->set_due("2004-40");
  EXPECT_THAT(
      Differences(),
      ::testing::ElementsAre(
          HasSubstr("act of 'Japan attached importance to' (1(1)(a)): gold "
                    "emphasize, parsed assert"),
          HasSubstr("actors of 'Japan wanted to hold expert' (1(1)(b)): gold "
                    "JPN, parsed RUS"),
          HasSubstr("gold territory.northern_territories, parsed region.iraq"),
          HasSubstr("gold 2004-41, parsed 2004-40")));
}

TEST_F(PlantedErrorTest, AWrongGoldIsSeen) {
  gold_.records[11].act = "assert";
  gold_.records[5].anchor = "words that are not there";
  EXPECT_THAT(Differences(), Contains(HasSubstr("gold assert, parsed")));
  EXPECT_THAT(Differences(), Contains(HasSubstr("anchor not in the text")));
  EXPECT_THAT(Differences(), Contains(HasSubstr("extra statement/invite")));
}

TEST_F(PlantedErrorTest, ALinkedAgreementCountsOnce) {
  v1::Record linked = answer_.records(4);
  linked.set_kind(v1::RECORD_KIND_AGREEMENT);
  *answer_.add_records() = linked;
  EXPECT_THAT(Differences(), IsEmpty());

  answer_.mutable_records(answer_.records_size() - 1)
      ->mutable_span()
      ->set_end(linked.span().end() + 1);
  EXPECT_THAT(Differences(), ::testing::ElementsAre(HasSubstr("extra")));
}

TEST(GoldTest, AnchorsAreFoundThroughFoldedText) {
  const absl::string_view text =
      "A\r\n\r\n B\xc2\xa0 C\xe2\x80\x99s \xe2\x80\x9c"
      "D\xe2\x80\x9d C's";
  EXPECT_EQ(AnchorOffset(text, "b c's", 1), 6u);
  EXPECT_EQ(AnchorOffset(text, "c's", 1), 10u);
  EXPECT_EQ(AnchorOffset(text, "c's", 2), text.size() - 3);
  EXPECT_EQ(AnchorOffset(text, "c's", 3), std::nullopt);
  EXPECT_EQ(AnchorOffset(text, "\"d\"", 1), 16u);
}

TEST(GoldTest, BrokenGoldIsRefused) {
  EXPECT_FALSE(ParseGold("").ok());
  EXPECT_FALSE(ParseGold("{}").ok());
  EXPECT_FALSE(ParseGold("[1]").ok());
}

}  // namespace
}  // namespace chancery
