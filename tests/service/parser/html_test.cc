// Goal: a saved page gives the records of its text, each with a span of the
// page's own bytes; a hostile page is refused or read within bounds. Method:
// pages of our own beside the same words as plain text, and pages made of one
// tag again and again.
#include "service/parser/html.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/values/error_info.h"
#include "service/parser/parser.h"
#include "tests/service/parser/gold.h"

namespace chancery {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const char kPlain[] =
    "Japan-France Foreign Ministers' Telephone Talk\n\nMarch 3, 2022\n\nOn "
    "March 3, Mr. KUROSAWA Toru, Minister for Foreign Affairs of Japan, held a "
    "telephone talk with H.E. Mr. Luc Moreau, Minister for Europe and Foreign "
    "Affairs of the French Republic. The overview is as follows.\n\n1. "
    "Minister "
    "Moreau stated that the op\xC3\xA9ra & the port are important. The two "
    "ministers agreed to meet in June.\n\n2. Both sides welcomed the visit.\n\n"
    "Back to Press Releases\n";

const char kPage[] =
    "<!DOCTYPE html>\n<html><head><title>Talk - Ministry</title>"
    "<script>var s = \"The two ministers agreed to meet in July.\";</script>"
    "</head><body><nav><ul><li>Home</li><li>About</li></ul></nav><main>"
    "<h1>Japan-France Foreign Ministers&rsquo; Telephone&nbsp;Talk</h1>"
    "<p class=\"date\">March 3, 2022</p>"
    "<p>On March 3, Mr. KUROSAWA Toru, Minister for Foreign Affairs of Japan, "
    "held a telephone\n   talk with H.E. Mr. Luc Moreau, Minister for Europe "
    "and Foreign Affairs of the French Republic. The overview is as follows."
    "<ol><li>Minister <b>Moreau</b> stated that the op&eacute;ra &amp; the "
    "<a href=\"/port\">port</a> are&#160;important. The two ministers agreed "
    "to "
    "meet in June.</li><li>Both sides welcomed the visit.</ol>"
    "<div style=\"display:none\">Both sides condemned the attack.</div>"
    "</main><footer><p>The two ministers agreed to meet in May.</p></footer>"
    "<!-- Both sides welcomed the delay. --></body></html>\n";

std::vector<std::string> Records(const v1::ParseReadoutResponse& parsed) {
  std::vector<std::string> lines;
  for (const v1::Record& record : parsed.records()) {
    lines.push_back(absl::StrCat(Describe(record), " ", record.section()));
  }
  return lines;
}

TEST(HtmlTest, APageGivesTheRecordsOfItsText) {
  const auto plain = ParseReadout(kPlain);
  const auto page = ParseReadout(kPage);
  ASSERT_TRUE(plain.ok()) << plain.status();
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(Records(*plain), Not(IsEmpty()));
  EXPECT_EQ(Records(*page), Records(*plain));
  EXPECT_EQ(page->readout().held_on(), plain->readout().held_on());
  EXPECT_EQ(page->readout().form(), plain->readout().form());
  EXPECT_EQ(page->readout().title(),
            "Japan-France Foreign Ministers' Telephone Talk");
}

TEST(HtmlTest, SpansAreBytesOfThePage) {
  const auto page = ParseReadout(kPage);
  ASSERT_TRUE(page.ok()) << page.status();
  const std::string bytes = kPage;
  bool entity = false;
  for (const v1::Record& record : page->records()) {
    EXPECT_EQ(bytes.substr(record.span().begin(),
                           record.span().end() - record.span().begin()),
              record.quote());
    entity = entity || absl::StrContains(record.quote(), "op&eacute;ra &amp;");
  }
  EXPECT_TRUE(entity);
}

TEST(HtmlTest, WithoutAMainPartThePageBeginsAtItsHeading) {
  const auto page = ReadPage(
      "<html><body><table><tr><td>Menu</td></tr></table><h1>Talk</h1>"
      "<p>One<br>two &lt;three&gt; &unknown; &#x41;</body></html>");
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->text, HasSubstr("One\ntwo <three> &unknown; A"));
  EXPECT_THAT(page->text, Not(HasSubstr("Menu")));
}

TEST(HtmlTest, PlainTextIsNoPage) {
  EXPECT_FALSE(IsHtml("Japan-France talks\n<b>"));
  EXPECT_FALSE(IsHtml("< 5 ministers"));
  EXPECT_TRUE(IsHtml("\xEF\xBB\xBF  <!doctype HTML><p>x"));
}

TEST(HtmlTest, HostilePagesAreRefusedOrReadWithinBounds) {
  const char* const kPieces[] = {
      "<div>", "<b>",      "<b id=1><p>", "<table>", "<a>",     "<p>",
      "<",     "&amp;",    "&xyzzy",      "<!--",    "</div>",  "<svg>",
      "<li>",  "<select>", "<template>",  "<x y='",  "<ul><li>"};
  for (const std::string piece : kPieces) {
    std::string page = "<!DOCTYPE html><html><body>";
    while (page.size() + piece.size() < kReadoutBytesMax) page += piece;
    const auto parsed = ParseReadout(page);
    EXPECT_FALSE(parsed.ok()) << piece;
    EXPECT_NE(ReasonOf(parsed.status()), v1::ERROR_REASON_UNSPECIFIED) << piece;
  }
}

TEST(HtmlTest, ATruncatedPageIsReadSoundlyOrRefused) {
  const std::string whole = kPage;
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    const std::string part = whole.substr(0, size);
    const auto parsed = ParseReadout(part);
    if (!parsed.ok()) continue;
    for (const v1::Record& record : parsed->records()) {
      ASSERT_LE(record.span().end(), part.size());
      ASSERT_EQ(part.substr(record.span().begin(),
                            record.span().end() - record.span().begin()),
                record.quote());
    }
  }
}

}  // namespace
}  // namespace chancery
