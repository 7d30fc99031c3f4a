// Goal: whatever bytes come in, the parser answers at once, with an error that
// has a reason or with records whose spans are sound. Method: the samples are
// broken at random from a fixed seed (bytes, words, lines; cut, doubled,
// swapped, mixed with other samples); a failure prints the round that made it.

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "service/parser/parser.h"
#include "tests/service/parser/gold.h"
#include "tests/service/parser/soundness.h"

namespace chancery {
namespace {

constexpr int kRounds = 4000;

std::vector<std::string> Samples() {
  std::vector<std::string> texts;
  for (const auto& entry :
       std::filesystem::directory_iterator(CHANCERY_TEST_DATA "/readouts")) {
    if (entry.path().extension() != ".txt") continue;
    texts.push_back(ReadFile(entry.path().string()).value_or(""));
  }
  // The folder's order is not the same everywhere; the seed's rounds must be.
  std::sort(texts.begin(), texts.end());
  return texts;
}

class Breaker {
 public:
  Breaker(std::vector<std::string> samples, unsigned seed)
      : samples_(std::move(samples)), random_(seed) {}

  std::string Next() {
    std::string text = samples_[Below(samples_.size())];
    for (std::size_t n = 1 + Below(4); n > 0; --n) Break(text);
    return text;
  }

 private:
  std::size_t Below(std::size_t bound) {
    return bound == 0 ? 0 : random_() % bound;
  }

  void Break(std::string& text) {
    const std::size_t at = Below(text.size());
    switch (Below(9)) {
      case 0:
        text.erase(at, 1 + Below(40));
        break;
      case 1:
        text.insert(at, text.substr(Below(text.size()), Below(200)));
        break;
      case 2:
        if (!text.empty()) text[at] = static_cast<char>(random_());
        break;
      case 3:
        text.resize(at);
        break;
      case 4:
        Shuffle(text, '\n');
        break;
      case 5:
        Shuffle(text, ' ');
        break;
      case 6:
        text.insert(at, Word());
        break;
      case 7: {
        const std::string& other = samples_[Below(samples_.size())];
        text += other.substr(Below(other.size()));
        break;
      }
      case 8:
        std::replace(text.begin(), text.end(), Below(2) == 0 ? '\n' : '.',
                     Below(2) == 0 ? ' ' : '\n');
        break;
    }
  }

  // Swaps two of the parts that `by` divides.
  void Shuffle(std::string& text, char by) {
    std::vector<std::string> parts = absl::StrSplit(text, by);
    std::swap(parts[Below(parts.size())], parts[Below(parts.size())]);
    text = absl::StrJoin(parts, std::string(1, by));
  }

  const char* Word() {
    static constexpr const char* kWords[] = {" agreed that ",
                                             " and that ",
                                             "(a)",
                                             "(1) ",
                                             "\n1. ",
                                             "\n2. 2. ",
                                             " he said, ",
                                             "\"",
                                             "\xe2\x80\x9c",
                                             "\xe2\x80\x9d",
                                             "((((",
                                             "))))",
                                             "\n- ",
                                             "\n\xe2\x80\xa2",
                                             " in the first half of next year ",
                                             ",,,,",
                                             " , ",
                                             "\xc2\xa0",
                                             " both Ministers ",
                                             " in response, ",
                                             ". . .",
                                             "\r",
                                             "\xcc\x81",
                                             " Mr. ",
                                             " the importance of ",
                                             " to ",
                                             ";",
                                             "\n\n\n"};
    return kWords[Below(std::size(kWords))];
  }

  const std::vector<std::string> samples_;
  std::mt19937 random_;
};

TEST(HostileTest, BrokenReadoutsAreRefusedOrReadSoundly) {
  Breaker breaker(Samples(), 2011);
  int read = 0;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(absl::StrCat("round ", round));
    const std::string text = breaker.Next();
    const auto parsed = ParseReadout(text);
    ASSERT_EQ(Unsound(text, parsed), "") << text;
    if (parsed.ok()) ++read;
  }
  // Had all been refused, nothing would have been tested.
  EXPECT_GT(read, kRounds / 4);
}

// Texts of the greatest size, of one piece again and again. What grows with the
// square of the text would not end within the test's time limit; bench_parser
// compares the rates.
TEST(HostileTest, TheLargestTextsOfOnePieceAreReadSoundly) {
  const std::string sample =
      ReadFile(CHANCERY_TEST_DATA "/readouts/ministers-call-2004-02.txt")
          .value_or("");
  const std::string piece = sample.substr(sample.find("(1)"));
  const std::string kPieces[] = {
      piece,
      "(a) the Minister agreed that (b) ",
      "agreed that the importance of the visit, and that ",
      "Mr. ",
      "((",
      "Foreign Minister Gromov, ",
      "in the first half of next year and ",
      "\n1.\n",
      "\"",
  };
  for (const std::string& repeated : kPieces) {
    std::string text = sample;
    while (text.size() + repeated.size() < kReadoutBytesMax) text += repeated;
    ASSERT_EQ(Unsound(text, ParseReadout(text)), "") << repeated;
  }
}

}  // namespace
}  // namespace chancery
