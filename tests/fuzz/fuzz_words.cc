// A readout whose header is sound and whose body is made of the grammar's own
// words, one for each byte: bytes alone seldom make a sentence that gets past
// the header. Read soundly; the words of the body change nothing in the header.
//
// Built with CHANCERY_PLANTED_FAULT, a follow-up that is due in the first half
// of a year ends the run: the negative control, which shows that words are
// found that make a whole sentence.
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>

#include "absl/strings/string_view.h"
#include "service/parser/parser.h"
#include "tests/fuzz/promise.h"
#include "tests/service/parser/soundness.h"

namespace chancery {
namespace {

constexpr std::array<absl::string_view, 3> kHeaders = {
    "(Summary)\nJapan-Russia Foreign Ministers' Telephone Talks\n\n"
    "November 4, 2003\n\n"
    "Foreign Minister Haruka Minase held telephone talks with Foreign Minister "
    "Pavel Gromov of Russia on November 4. The overview is as follows.\n\n1. ",
    "Press Releases\n\nTelephone Talk between Foreign Minister Minase and "
    "Secretary of State Whitlock\nMarch 14, 2016\n\n"
    "On March 14, Mr. Haruka Minase, Minister for Foreign Affairs of Japan, "
    "held a telephone talk with The Honorable Ada Whitlock, Secretary of State "
    "of the United States of America.\n\n1. ",
    "Japan-UK Foreign Ministers' Video Meeting\nJanuary 6, 2022\n\n"
    "MINASE Haruka, Minister for Foreign Affairs of Japan, held a video "
    "meeting with the Rt Hon Ada Whitlock, Secretary of State for Foreign "
    "Affairs of the United Kingdom.\n\n1. "};

constexpr absl::string_view kWords[] = {
    // Subjects.
    "Foreign Minister Minase", "Minister Minase", "Foreign Minister Gromov",
    "Secretary Whitlock", "Mr. Minase", "he", "she", "they", "both sides",
    "the two Ministers", "both Ministers", "Japan", "Russia", "it",
    "the Minister", "the other side", "the Japanese side", "Moscow",
    "North Korea", "I", "we",
    "Foreign Minister Minase and Foreign Minister Gromov",
    "the Government of Japan", "the third country", "attention", "which", "who",
    // Heads.
    "agreed", "stated", "explained", "expressed", "welcomed", "emphasized",
    "requested", "proposed", "invited", "discussed", "exchanged views",
    "confirmed", "reaffirmed", "shared the view", "concurred",
    "looked forward to", "hopes", "hoped", "instructed", "decided", "condemned",
    "protested", "lodged a protest", "regretted", "thanked", "congratulated",
    "offered his condolences", "warned", "replied", "added", "said", "noted",
    "pointed out", "appreciated", "supported", "opposed", "understood",
    "took note of", "is concerned", "is determined", "intends", "is ready",
    "cannot accept", "did not agree", "was briefed by", "pledged", "reiterated",
    "conveyed", "would immediately convey", "attaches importance",
    // Nouns.
    "concern", "support", "hope", "gratitude", "understanding",
    "the importance", "the need", "their commitment", "determination",
    "opposition", "an invitation", "the message", "his view", "an explanation",
    "appreciation",
    // Joints.
    "that", "to", "of", "on", "about", "for", "with", "and", "and that",
    "and to", "but", "in response", "In response,", "to which", "while", "as",
    "in turn", "For his part,", "Furthermore,", "in addition", "also", "where",
    "because", "if", "regarding", "Regarding", "With regard to", "On", "not",
    "never", "no longer", "stressing", "underscoring the need for", "by",
    "from", "toward",
    // Plans.
    "hold", "be held", "meet", "visit", "would visit", "will", "should", "must",
    "would", "the next meeting", "sign", "the signing", "call again",
    "speak again", "dispatch", "the timing", "be coordinated",
    "through diplomatic channels", "continue", "cooperate",
    "stay in close contact", "a summit", "host", "submit",
    // Times.
    "in the first half of next year", "next week", "in June",
    "by the end of the year", "soon", "at the G20", "on March 3",
    "June 23 to 25", "in two weeks' time", "around mid-February", "2+2",
    // Topics.
    "the peace treaty", "the Northern Territories", "the abduction issue",
    "Iraq", "Ukraine", "the alliance", "trade", "climate change", "energy",
    // Marks and layout.
    ".", ",", ";", ":", "\"", "(1)", "(a)", "\n\n", "\n2. ", "\n(1) ", "\n- ",
    "\xc2\xa0", "\xe2\x80\x99s", "(", ")"};

}  // namespace
}  // namespace chancery

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace chancery;
  if (size < 2) return 0;
  std::string text(kHeaders[data[0] % kHeaders.size()]);
  for (std::size_t i = 1; i < size; ++i) {
    const absl::string_view word = kWords[data[i] % std::size(kWords)];
    const char last = text.back();
    const bool blank = last != ' ' && last != '\n' && word != "." &&
                       word != "," && word[0] != '\xe2';
    if (blank) text += ' ';
    text.append(word.data(), word.size());
  }
  const auto parsed = ParseReadout(text);
  Promise(Unsound(text, parsed));
#ifdef CHANCERY_PLANTED_FAULT
  if (parsed.ok()) {
    for (const v1::Record& record : parsed->records()) {
      Promise(record.kind() != v1::RECORD_KIND_FOLLOW_UP ||
                  record.due().find("-40") == std::string::npos,
              "the planted fault was found");
    }
  }
#endif
  return 0;
}
