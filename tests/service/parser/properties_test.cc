// Goal: what holds for every readout, of whatever form. Method: each sample is
// changed in a way that changes no meaning, and must give the same records,
// every span of which must slice the changed bytes to its quote; all samples
// are read by eight threads at once; and third persons are named between two
// sentences of one speaker.
#include <algorithm>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/parser/parser.h"
#include "tests/service/parser/gold.h"
#include "tests/service/parser/soundness.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;

// The plain texts among the samples; `pages` are the saved pages.
std::vector<std::string> Samples(absl::string_view extension) {
  std::vector<std::string> paths;
  // Those in held_out may be refused; samples_test asks whether soundly.
  for (const auto& entry :
       std::filesystem::directory_iterator(CHANCERY_TEST_DATA "/readouts")) {
    const std::string path = entry.path().string();
    if (absl::EndsWith(path, extension)) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string TextOf(const std::string& path) {
  const auto text = ReadFile(path);
  EXPECT_TRUE(text.ok()) << text.status();
  return text.value_or("");
}

// Each record and touch in a line; checks on the way that the answer is sound.
std::vector<std::string> Found(absl::string_view text) {
  const auto parsed = ParseReadout(text);
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(Unsound(text, parsed), "");
  std::vector<std::string> lines;
  if (!parsed.ok()) return lines;
  for (const v1::Record& record : parsed->records()) {
    lines.push_back(absl::StrCat(Describe(record), " ", record.speaker()));
  }
  for (const v1::Touch& touch : parsed->touches()) {
    lines.push_back(absl::StrCat("touch ", touch.topic()));
  }
  return lines;
}

using Replacement = std::pair<absl::string_view, absl::string_view>;

// A change of typography alone; each string is left where it does not occur.
class PropertyTest : public ::testing::TestWithParam<std::string> {};

TEST_P(PropertyTest, GivesTheSameRecordsAndSpansOfItsOwnBytes) {
  const std::string text = TextOf(GetParam());
  const std::vector<std::string> expected = Found(text);
  const std::vector<std::vector<Replacement>> kChanges = {
      {{"\n", "\r\n"}},                       // CRLF
      {{"Minister ", "Minister\xc2\xa0"}},    // NBSP
      {{"President ", "President\xc2\xa0"}},  //
      {{"'", "\xe2\x80\x99"}},                // Curly quotes
      {{" \"", " \xe2\x80\x9c"}, {"\" ", "\xe2\x80\x9d "}},
      {{". ", ".  "}},       // Double blanks
      {{".\n", ". \t\n"}},   //
      {{"\n\n", "\n\n\n"}},  //
      {{"cooperation",
        "coop\xc2\xad"
        "eration"}},                       // Soft hyphen
      {{"stated", "stated\xe2\x80\x8b"}},  // Zero width
  };
  for (const auto& change : kChanges) {
    EXPECT_EQ(Found(absl::StrReplaceAll(text, change)), expected)
        << "'" << change[0].first << "' -> '" << change[0].second << "'";
  }
}

// A combining mark on a letter of the name that stands first changes the name
// and nothing else.
TEST_P(PropertyTest, ACombiningMarkBelongsToItsLetter) {
  const std::string text = TextOf(GetParam());
  const auto before = ParseReadout(text);
  ASSERT_TRUE(before.ok()) << before.status();
  std::string family;
  for (const v1::Participant& participant : before->readout().participants()) {
    if (participant.name_from_registry()) continue;
    for (absl::string_view word : absl::StrSplit(participant.name(), ' ')) {
      if (word.size() > 4 && absl::StrContains(word, "a")) {
        family = std::string(word);
      }
    }
  }
  if (family.empty()) return;  // Nobody is named.
  const std::string marked = absl::StrReplaceAll(family, {{"a", "a\xcc\x81"}});
  const std::string changed = absl::StrReplaceAll(text, {{family, marked}});

  const auto after = ParseReadout(changed);

  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(Unsound(changed, after), "");
  ASSERT_EQ(after->records_size(), before->records_size());
  for (int i = 0; i < after->records_size(); ++i) {
    EXPECT_EQ(Describe(after->records(i)), Describe(before->records(i)));
    EXPECT_EQ(
        after->records(i).quote(),
        absl::StrReplaceAll(before->records(i).quote(), {{family, marked}}));
  }
}

// The closing formulas and the furniture of all issuers' pages.
TEST_P(PropertyTest, BoilerplateChangesNoRecord) {
  const std::string text = TextOf(GetParam());
  const std::vector<std::string> expected = Found(text);
  for (const char* after :
       {"Back to Index",
        "Back to Press Releases",
        "Back to Top",
        "(END)",
        "(*The foregoing is a provisional translation. The date indicated "
        "above denotes the date of issue of the original press release in "
        "Japanese.)",
        "(This is an unofficial translation.)",
        "* unofficial translation",
        "Visitor Counter : 1234",
        "Scroll to Top",
        "###",
        "./.",
        "Respectfully announced to the public!",
        "Suggest to a friend:",
        "Related Posts",
        "Source link",
        "No comments:",
        "Post A Comment",
        "Leave a Reply\n\nYour email address will not be published.",
        "Derni\xc3\xa8re modification : 20/03/2018",
        "The two ministers before the meeting",
        "/Public Release. This material from the originating organization "
        "might be of the point-in-time nature, and edited for clarity, style "
        "and length.View in full here."}) {
    EXPECT_EQ(Found(absl::StrCat(text, "\n", after, "\n")), expected) << after;
  }
  for (const char* before : {"Skip to main content", "Press Releases", "Print",
                             "Share this page", "Home > Press Releases"}) {
    EXPECT_EQ(Found(absl::StrCat(before, "\n\n", text)), expected) << before;
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, PropertyTest, ::testing::ValuesIn(Samples(".txt")),
    [](const ::testing::TestParamInfo<std::string>& sample) {
      std::string name = std::filesystem::path(sample.param).stem().string();
      for (char& c : name) {
        if (!absl::ascii_isalnum(static_cast<unsigned char>(c))) c = '_';
      }
      return absl::StrCat(name, "_", sample.index);
    });

// Negative control: what changes the meaning changes what is found.
TEST(PropertyControl, AChangeOfMeaningIsSeen) {
  int changed = 0;
  for (const std::string& path : Samples(".txt")) {
    const std::string text = TextOf(path);
    const std::string denied =
        absl::StrReplaceAll(text, {{" agreed ", " did not agree "}});
    if (denied == text) continue;
    EXPECT_NE(Found(denied), Found(text)) << path;
    ++changed;
  }
  EXPECT_GE(changed, 5);
}

// Eight threads begin at eight different samples and read them all, so that
// each table is first used by several at once.
TEST(DeterminismTest, EightThreadsReadEverySampleByteForByteTheSame) {
  constexpr std::size_t kThreads = 8;
  std::vector<std::string> texts;
  for (const char* extension : {".txt", ".html"}) {
    for (const std::string& path : Samples(extension)) {
      texts.push_back(TextOf(path));
    }
  }
  ASSERT_GT(texts.size(), kThreads);
  std::vector<std::vector<std::string>> answers(
      kThreads, std::vector<std::string>(texts.size()));
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([t, &texts, &answers] {
      for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::size_t at = (i + t * texts.size() / kThreads) % texts.size();
        const auto parsed = ParseReadout(texts[at]);
        if (parsed.ok()) answers[t][at] = parsed->SerializeAsString();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto alone = ParseReadout(texts[i]);
    ASSERT_TRUE(alone.ok()) << alone.status();
    for (std::size_t t = 0; t < kThreads; ++t) {
      EXPECT_EQ(answers[t][i], alone->SerializeAsString())
          << "sample " << i << ", thread " << t;
    }
  }
}

// The speakers of the records of a call between two ministers with this body.
std::vector<std::string> Speakers(absl::string_view body) {
  const auto parsed = ParseReadout(absl::StrCat(
      "Press Releases\n\nJapan-France Foreign Ministers' Telephone "
      "Talk\n\nMarch 3, 2022\n\nOn March 3, commencing at 5:00 p.m. for "
      "approximately 20 minutes, Mr. KUROSAWA Toru, Minister for Foreign "
      "Affairs of Japan, held a telephone talk with H.E. Mr. Luc Moreau, "
      "Minister for Europe and Foreign Affairs of the French Republic. The "
      "overview of the talk is as follows.\n\n1. ",
      body, "\n\nBack to Press Releases\n"));
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  std::vector<std::string> speakers;
  if (!parsed.ok()) return speakers;
  for (const v1::Record& record : parsed->records()) {
    speakers.push_back(record.speaker());
  }
  return speakers;
}

// "He" stays the speaker's, whoever was named in between and whatever pronouns
// stand for them.
TEST(PronounTest, AThirdPersonsPronounBetweenTwoSpeakersChangesNoSpeaker) {
  const char* const kNamed[] = {
      "",
      " that President Ilse Brandt had told Chancellor Odd Lunde about it",
      " what President Ilse Brandt had said when she met her ministers",
      " that Chancellor Odd Lunde had been in Rome, where he fell ill",
      " as their colleague Odd Lunde had hoped it for himself and his country",
  };
  for (const char* named : kNamed) {
    EXPECT_THAT(
        Speakers(absl::StrCat(
            "Minister Kurosawa explained the situation in Iraq", named,
            ". He also stated that Japan supports the plan. In response, "
            "Minister Moreau welcomed the support of Japan for Iraq. He added "
            "that France hopes for peace.")),
        ElementsAre("Toru Kurosawa", "Toru Kurosawa", "Luc Moreau",
                    "Luc Moreau"))
        << named;
  }
}

// A pronoun of the second person is the other one's, and nobody's turn.
TEST(PronounTest, ASecondPersonsPronounChangesNoSpeaker) {
  for (const char* quoted :
       {"", " \"I thank you for your visit,\" he noted.",
        " \"You and your people have our support,\" he noted."}) {
    std::vector<std::string> speakers = Speakers(absl::StrCat(
        "Minister Kurosawa explained the situation in Iraq.", quoted,
        " He also stated that Japan supports the plan. Minister Moreau "
        "welcomed this. He added that France hopes for peace."));
    // The quotation may be a record of the speaker's, or none.
    speakers.erase(std::unique(speakers.begin(), speakers.end()),
                   speakers.end());
    EXPECT_THAT(speakers, ElementsAre("Toru Kurosawa", "Luc Moreau")) << quoted;
  }
}

}  // namespace
}  // namespace chancery
