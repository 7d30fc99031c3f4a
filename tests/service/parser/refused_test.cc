// Goal: what is no readout is refused, with the reason a caller can act on.
// Method: the texts in tests/data/refused, and good readouts broken in one
// place.
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/values/error_info.h"
#include "service/parser/parser.h"
#include "tests/service/parser/gold.h"

namespace chancery {
namespace {

const char kRefused[] = CHANCERY_TEST_DATA "/refused/";
const char kReadouts[] = CHANCERY_TEST_DATA "/readouts/";

const std::map<std::string, v1::ErrorReason>& Reasons() {
  static const auto& reasons = *new std::map<std::string, v1::ErrorReason>{
      {"empty.txt", v1::ERROR_REASON_EMPTY_TEXT},
      {"blank.txt", v1::ERROR_REASON_EMPTY_TEXT},
      {"binary.bin", v1::ERROR_REASON_NOT_TEXT},
      {"broken-utf8.txt", v1::ERROR_REASON_INVALID_UTF8},
      {"german.txt", v1::ERROR_REASON_UNSUPPORTED_LANGUAGE},
      {"news-article.txt", v1::ERROR_REASON_NOT_A_READOUT},
      {"shopping-list.txt", v1::ERROR_REASON_NOT_A_READOUT},
      {"press-conference.txt", v1::ERROR_REASON_NOT_A_READOUT},
      {"no-date.txt", v1::ERROR_REASON_NO_DATE},
  };
  return reasons;
}

std::string Load(const std::string& path) {
  const auto text = ReadFile(path);
  EXPECT_TRUE(text.ok()) << text.status();
  return text.value_or("");
}

std::string Metadata(const absl::Status& status, const std::string& key) {
  const auto info = GetErrorInfo(status);
  if (!info.has_value()) return "no info";
  const auto it = info->metadata().find(key);
  return it == info->metadata().end() ? "none" : it->second;
}

TEST(RefusedTest, EachTextIsRefusedWithItsReason) {
  for (const auto& [name, reason] : Reasons()) {
    const auto parsed = ParseReadout(Load(kRefused + name));
    EXPECT_EQ(parsed.status().code(), absl::StatusCode::kInvalidArgument)
        << name;
    EXPECT_EQ(v1::ErrorReason_Name(ReasonOf(parsed.status())),
              v1::ErrorReason_Name(reason))
        << name << ": " << parsed.status();
    EXPECT_FALSE(parsed.status().message().empty()) << name;
  }
}

TEST(RefusedTest, EachTextOfTheFolderIsListed) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kRefused)) {
    if (entry.path().filename() != "README.md") {
      names.insert(entry.path().filename().string());
    }
  }
  std::set<std::string> listed;
  for (const auto& [name, reason] : Reasons()) listed.insert(name);
  EXPECT_EQ(names, listed);
}

TEST(RefusedTest, TheMetadataSaysWhereAndWhat) {
  const std::string broken = Load(absl::StrCat(kRefused, "broken-utf8.txt"));
  EXPECT_EQ(Metadata(ParseReadout(broken).status(), "byte_offset"),
            absl::StrCat(broken.find('\xc9')));
  const std::string binary = Load(absl::StrCat(kRefused, "binary.bin"));
  EXPECT_NE(Metadata(ParseReadout(binary).status(), "byte_offset"), "none");
  const std::string german = Load(absl::StrCat(kRefused, "german.txt"));
  EXPECT_EQ(Metadata(ParseReadout(german).status(), "language"), "de");
  const std::string large(kReadoutBytesMax + 1, 'a');
  const absl::Status too_large = ParseReadout(large).status();
  EXPECT_EQ(ReasonOf(too_large), v1::ERROR_REASON_TEXT_TOO_LARGE);
  EXPECT_EQ(Metadata(too_large, "size_bytes"), absl::StrCat(large.size()));
  EXPECT_EQ(Metadata(too_large, "size_bytes_max"),
            absl::StrCat(kReadoutBytesMax));
}

TEST(RefusedTest, AGivenDateStandsInForAMissingOne) {
  const std::string text = Load(absl::StrCat(kRefused, "no-date.txt"));

  const auto parsed = ParseReadout(text, {.held_on = "2004-12-08"});

  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(parsed->readout().held_on(), "2004-12-08");
}

TEST(RefusedTest, AGivenDateDoesNotReplaceAWrittenOne) {
  const std::string text =
      Load(absl::StrCat(kReadouts, "ministers-call-2004-02.txt"));

  const auto parsed = ParseReadout(text, {.held_on = "1999-01-01"});

  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(parsed->readout().held_on(), "2004-02-17");
}

TEST(RefusedTest, AGivenDateMustBeOne) {
  const std::string text = Load(absl::StrCat(kRefused, "no-date.txt"));
  for (const char* date : {"2004", "2004-02-30", "8 December 2004", "~"}) {
    EXPECT_EQ(ReasonOf(ParseReadout(text, {.held_on = date}).status()),
              v1::ERROR_REASON_INVALID_FIELD)
        << date;
  }
}

TEST(RefusedTest, OneBadByteAnywhereRefusesTheWholeReadout) {
  const std::string text =
      Load(absl::StrCat(kReadouts, "ministers-call-2007-03.txt"));
  for (std::size_t at = 0; at < text.size(); at += 97) {
    std::string nul = text;
    nul[at] = '\0';
    EXPECT_EQ(ReasonOf(ParseReadout(nul).status()), v1::ERROR_REASON_NOT_TEXT)
        << at;
    std::string stray = text;
    stray[at] = '\xff';
    const absl::Status status = ParseReadout(stray).status();
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_INVALID_UTF8) << at;
    EXPECT_EQ(Metadata(status, "byte_offset"), absl::StrCat(at));
  }
}

TEST(RefusedTest, OtherLanguagesAreRefusedByTheirName) {
  struct LanguageCase {
    const char* text;
    const char* tag;
  };
  const LanguageCase kCases[] = {
      {"Der Minister sprach mit dem Minister und sie haben sich auch auf eine "
       "Reise der beiden nach Berlin geeinigt.",
       "de"},
      {"Le ministre a parl\xC3\xA9 avec le ministre des affaires et les deux "
       "ont convenu de se rencontrer dans la ville.",
       "fr"},
      {"\xD0\x9C\xD0\xB8\xD0\xBD\xD0\xB8\xD1\x81\xD1\x82\xD1\x80 "
       "\xD0\xBF\xD0\xBE\xD0\xB3\xD0\xBE\xD0\xB2\xD0\xBE\xD1\x80\xD0\xB8\xD0"
       "\xBB",
       "ru"},
      {"\xD0\x9C\xD1\x96\xD0\xBD\xD1\x96\xD1\x81\xD1\x82\xD1\x80 "
       "\xD1\x97\xD1\x85\xD0\xB0\xD0\xB2",
       "uk"},
      {"\xE5\xA4\x96\xE5\x8B\x99\xE5\xA4\xA7\xE8\x87\xA3\xE3\x81\xAF", "ja"},
      {"\xE5\xA4\x96\xE4\xBA\xA4\xE9\x83\xA8\xE9\x95\xBF", "zh"},
      {"\xEC\x99\xB8\xEA\xB5\x90\xEB\xB6\x80", "ko"},
      {"A miniszter elmondta, hogy a magyar nem volt egy az a meg is "
       "k\xC3\xB6z\xC3\xB6tt szerint.",
       "hu"},
      {"Ministeri sanoi, ett\xC3\xA4 se oli my\xC3\xB6s h\xC3\xA4nen kanssaan "
       "ja ovat sek\xC3\xA4 ei on.",
       "fi"},
  };
  for (const LanguageCase& c : kCases) {
    const absl::Status status = ParseReadout(c.text).status();
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_UNSUPPORTED_LANGUAGE)
        << c.tag << ": " << status;
    const auto info = GetErrorInfo(status);
    ASSERT_TRUE(info.has_value());
    EXPECT_EQ(info->metadata().at("language"), c.tag);
  }
}

}  // namespace
}  // namespace chancery
