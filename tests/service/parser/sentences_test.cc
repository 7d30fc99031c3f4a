// Goal: sentences are split as the 52 English golden rules of sentence
// segmentation say. Method: their strings in a table, "|" marking where a
// sentence ends; the seven rules that cannot hold in a readout stand apart,
// each with its reason.
//
// Source: pragmatic_segmenter, github.com/diasks2/pragmatic_segmenter, MIT,
// commit 358fe97e62902cd86fa6b85063c3bf91aa6c156a,
// spec/pragmatic_segmenter/languages/english_spec.rb; of it the strings alone.
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "service/parser/forms.h"
#include "service/parser/layout.h"
#include "service/parser/text.h"
#include "service/parser/tokens.h"

namespace chancery {
namespace {

// The sentences of one paragraph, the white space between them left out.
std::vector<std::string> Sentences(absl::string_view paragraph) {
  const ShadowText shadow(paragraph);
  const Tokens tokens = Tokenize(shadow.text());
  const std::vector<std::size_t> starts = SplitSentences(tokens);
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    sentences.push_back(shadow.Quote(shadow.Original(
        tokens[starts[i]].begin, tokens[starts[i + 1] - 1].end)));
  }
  return sentences;
}

std::vector<std::string> Expected(absl::string_view marked) {
  std::vector<std::string> sentences;
  for (absl::string_view one : absl::StrSplit(marked, '|')) {
    sentences.emplace_back(absl::StripAsciiWhitespace(one));
  }
  return sentences;
}

void Check(int number, absl::string_view marked) {
  const std::string paragraph = absl::StrReplaceAll(marked, {{"|", ""}});
  EXPECT_EQ(Sentences(paragraph), Expected(marked)) << "rule " << number;
}

struct Rule {
  int number;
  const char* marked;
};

constexpr Rule kGoldenRules[] = {
    {1, "Hello World.| My name is Jonas."},
    {2, "What is your name?| My name is Jonas."},
    {3, "There it is!| I found it."},
    {4, "My name is Jonas E. Smith."},
    {5, "Please turn to p. 55."},
    {6, "Were Jane and co. at the party?"},
    {7, "They closed the deal with Pitt, Briggs & Co. at noon."},
    {8, "Let's ask Jane and co.| They should know."},
    {9, "They closed the deal with Pitt, Briggs & Co.| It closed yesterday."},
    {10, "I can see Mt. Fuji from here."},
    {11, "St. Michael's Church is on 5th st. near the light."},
    {12, "That is JFK Jr.'s book."},
    {13, "I visited the U.S.A. last year."},
    {14, "I live in the E.U.| How about you?"},
    {15, "I live in the U.S.| How about you?"},
    {16, "I work for the U.S. Government in Virginia."},
    {17, "I have lived in the U.S. for 20 years."},
    {18,
     "At 5 a.m. Mr. Smith went to the bank.| He left the bank at 6 P.M.| Mr. "
     "Smith then went to the store."},
    {19, "She has $100.00 in her bag."},
    {20, "She has $100.00.| It is in her bag."},
    {21,
     "He teaches science (He previously worked for 5 years as an engineer.) at "
     "the local University."},
    {22, "Her email is Jane.Doe@example.com.| I sent her an email."},
    {23,
     "The site is: https://www.example.50.com/new-site/awesome_content.html.| "
     "Please check it out."},
    {24, "She turned to him, 'This is great.' she said."},
    {25, "She turned to him, \"This is great.\" she said."},
    {26,
     "She turned to him, \"This is great.\"| She held the book out to show "
     "him."},
    {27, "Hello!!| Long time no see."},
    {28, "Hello??| Who is there?"},
    {29, "Hello!?| Is that you?"},
    {30, "Hello?!| Is that you?"},
    {32, "1.) The first item.| 2.) The second item."},
    {34, "1) The first item.| 2) The second item."},
    {36, "1. The first item.| 2. The second item."},
    {40, "This is a sentence\ncut off in the middle because pdf."},
    {41, "It was a cold \nnight in the city."},
    {43,
     "You can find it at N°. 1026.253.553.| That is where the treasure is."},
    {44, "She works at Yahoo! in the accounting department."},
    {45,
     "We make a good team, you and I.| Did you see Albert I. Jones yesterday?"},
    {46,
     "Thoreau argues that by simplifying one’s life, “the laws of the universe "
     "will appear less complex. . . .”"},
    {47,
     "\"Bohr [...] used the analogy of parallel stairways [...]\" (Smith 55)."},
    {48,
     "If words are left off at the end of a sentence, and that is all that is "
     "omitted, indicate the omission with ellipsis marks (preceded and "
     "followed by a space) and then indicate the end of the sentence with a "
     "period . . . .| Next sentence."},
    {49, "I never meant that....| She left the store."},
    {50,
     "I wasn’t really ... well, what I mean...see . . . what I'm saying, the "
     "thing is . . . I didn’t mean it."},
    {51,
     "One further habit which was somewhat weakened . . . was that of "
     "combining words into self-interpreting compounds.| . . . The practice "
     "was not abandoned. . . ."},
    {52,
     "Hello world.|Today is Tuesday.|Mr. Smith went to the store and bought "
     "1,000.|That is a lot."},
};

TEST(SentencesTest, TheGoldenRulesThatCanOccurInAReadoutHold) {
  EXPECT_EQ(std::size(kGoldenRules), 52 - 7);
  for (const Rule& rule : kGoldenRules) Check(rule.number, rule.marked);
}

// Rules 31, 33, 35, 37 and 38 have list items on one line with nothing but
// their numbers or bullets to end the one before. In a readout an item begins a
// line, and the layout makes a paragraph of it before sentences are split; the
// "(a) ... (b)" inside a line is split by the clause reader. Here a number in a
// line is a number: "resolution 2. The first" must not be cut before it. So the
// rules' strings, with the items on their own lines, are the layout's.
//
// Rule 39 has items lettered "a." on one line: no ministry writes them, and the
// letter of "Annex b. The" would begin a sentence. Rule 42 is a menu of three
// lines, which is no prose: it has no head, so that however it is split no
// record comes of it.
TEST(SentencesTest, ListItemsAreTheLayoutsToSplit) {
  const Rule kRules[] = {
      {31, "1.) The first item\n|2.) The second item"},
      {33, "1) The first item\n|2) The second item"},
      {35, "1. The first item\n|2. The second item"},
      {37, "\xe2\x80\xa2 9. The first item\n|\xe2\x80\xa2 10. The second item"},
      {38, "\xe2\x81\x83 9. The first item\n|\xe2\x81\x83 10. The second item"},
  };
  for (const Rule& rule : kRules) {
    const std::string text = absl::StrReplaceAll(rule.marked, {{"|", ""}});
    const ShadowText shadow(text);
    const Layout layout = ReadLayout(shadow.text(), Forms::Get());
    EXPECT_EQ(layout.blocks.size(), Expected(rule.marked).size())
        << "rule " << rule.number;
  }
}

// What readouts add to the rules.
TEST(SentencesTest, TimesOfDayAndTitlesEndNoSentence) {
  const char* const kMarked[] = {
      "On July 21, commencing at 5:00 p.m. for about 40 minutes, Mr. Aoki held "
      "talks.| They agreed.",
      "At 5:00 p.m. Mr. Aoki called.| The call ended at 6:00 p.m.| Mr. Aoki "
      "was "
      "pleased.",
      "It began at 5:00 p.m. Tokyo time and ended at 6 p.m. Friday.",
      "He met H.E. Mr. Brown of the U.S. Department of State.| The talks went "
      "well.",
      "The Hon. A. B. Carter, Jr. spoke.| He agreed with U.S. Secretary Dale.",
      "Resolution No. 7 was adopted.| \"It is good.\"| He said so vs. them.",
  };
  for (const char* marked : kMarked) Check(0, marked);
}

}  // namespace
}  // namespace chancery
