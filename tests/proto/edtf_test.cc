// Goal: EdtfWindow() accepts what EDTF levels 0 and 1 and the supported parts
// of level 2 allow, with the right days, and refuses the rest. Method: tables
// of strings, one row for each rule or edge of the specification.
#include "proto/values/edtf.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace chancery {
namespace {

// The window as "from..until", an open end as "open"; "refused" for no EDTF.
std::string Window(absl::string_view text) {
  const auto day = [](const std::optional<absl::CivilDay>& end) {
    return end.has_value() ? absl::FormatCivilTime(*end) : "open";
  };
  const std::optional<DayWindow> window = EdtfWindow(text);
  if (!window.has_value()) return "refused";
  return absl::StrCat(day(window->from), "..", day(window->until));
}

struct Case {
  const char* text;
  const char* window;
};

TEST(EdtfTest, Level0DatesSpanTheirPrecision) {
  const Case kCases[] = {
      {"1985-04-12", "1985-04-12..1985-04-12"},
      {"1985-04", "1985-04-01..1985-04-30"},
      {"1985", "1985-01-01..1985-12-31"},
      {"0000", "0-01-01..0-12-31"},
      {"9999-12-31", "9999-12-31..9999-12-31"},
      {"2004-02", "2004-02-01..2004-02-29"},
      {"2003-02", "2003-02-01..2003-02-28"},
      {"1900-02", "1900-02-01..1900-02-28"},
      {"2000-02", "2000-02-01..2000-02-29"},
      {"2004-02-29", "2004-02-29..2004-02-29"},
      {"2000-02-29", "2000-02-29..2000-02-29"},
      {"2003-12", "2003-12-01..2003-12-31"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Window(c.text), c.window) << c.text;
}

TEST(EdtfTest, Level0TimesOfDayLieInTheirDay) {
  for (const char* text :
       {"1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30-04",
        "1985-04-12T23:20:30+04:30", "1985-04-12T00:00:00Z",
        "1985-04-12T24:00:00", "1985-04-12T23:20", "1985-04-12T23:20:30.042Z",
        "1985-04-12T23:20:30-0330", "1985-04-12T24:00Z"}) {
    EXPECT_EQ(Window(text), "1985-04-12..1985-04-12") << text;
  }
}

TEST(EdtfTest, Level0IntervalsRunFromFirstToLastDay) {
  const Case kCases[] = {
      {"1964/2008", "1964-01-01..2008-12-31"},
      {"2004-06/2006-08", "2004-06-01..2006-08-31"},
      {"2004-02-01/2005-02-08", "2004-02-01..2005-02-08"},
      {"2004-02-01/2005-02", "2004-02-01..2005-02-28"},
      {"2004-02-01/2005", "2004-02-01..2005-12-31"},
      {"2005/2006-02", "2005-01-01..2006-02-28"},
      {"2003-12-31/2004-01-01", "2003-12-31..2004-01-01"},
      {"2004-06-15/2004-06", "2004-06-15..2004-06-30"},
      {"2004-06-15/2004-06-15", "2004-06-15..2004-06-15"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Window(c.text), c.window) << c.text;
}

TEST(EdtfTest, Level1LongYearsAndNegativeYearsAreYears) {
  const Case kCases[] = {
      {"Y170000002", "170000002-01-01..170000002-12-31"},
      {"Y-170000002", "-170000002-01-01..-170000002-12-31"},
      {"Y10000", "10000-01-01..10000-12-31"},
      {"Y999999999999999999",
       "999999999999999999-01-01..999999999999999999-12-31"},
      {"-1985", "-1985-01-01..-1985-12-31"},
      {"-0004-02", "-4-02-01..-4-02-29"},
      {"-0001-12-31", "-1-12-31..-1-12-31"},
      {"-19XX", "-1999-01-01..-1900-12-31"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Window(c.text), c.window) << c.text;
}

TEST(EdtfTest, Level1SeasonsCountFromMarch) {
  const Case kCases[] = {
      {"2001-21", "2001-03-01..2001-05-31"},
      {"2001-22", "2001-06-01..2001-08-31"},
      {"2001-23", "2001-09-01..2001-11-30"},
      {"2001-24", "2001-12-01..2002-02-28"},
      {"2003-24", "2003-12-01..2004-02-29"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Window(c.text), c.window) << c.text;
}

TEST(EdtfTest, Level1QualifiersDoNotWidenTheWindow) {
  const Case kCases[] = {
      {"1984?", "1984-01-01..1984-12-31"},
      {"2004-06~", "2004-06-01..2004-06-30"},
      {"2004-06-11%", "2004-06-11..2004-06-11"},
      {"2001-21~", "2001-03-01..2001-05-31"},
      {"201X?", "2010-01-01..2019-12-31"},
      {"-0044~", "-44-01-01..-44-12-31"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Window(c.text), c.window) << c.text;
}

TEST(EdtfTest, Level1UnspecifiedDigitsSpanEveryValue) {
  const Case kCases[] = {
      {"201X", "2010-01-01..2019-12-31"},
      {"20XX", "2000-01-01..2099-12-31"},
      {"2004-XX", "2004-01-01..2004-12-31"},
      {"1985-04-XX", "1985-04-01..1985-04-30"},
      {"2004-02-XX", "2004-02-01..2004-02-29"},
      {"1985-XX-XX", "1985-01-01..1985-12-31"},
      {"000X", "0-01-01..9-12-31"},
      {"-00XX", "-99-01-01..-1-12-31"},
      {"1XXX", "1000-01-01..1999-12-31"},
      {"XXXX", "0-01-01..9999-12-31"},
      {"XXXX-XX-XX", "0-01-01..9999-12-31"},
      {"20XX-XX", "2000-01-01..2099-12-31"},
      {"-000X", "-9-01-01..-1-12-31"},
      {"2004-1X", "2004-10-01..2004-12-31"},
      {"2004-0X-XX", "2004-01-01..2004-09-30"},
      {"2004-02-0X", "2004-02-01..2004-02-09"},
      {"2004-02-2X", "2004-02-20..2004-02-29"},
      {"2003-02-2X", "2003-02-20..2003-02-28"},
      {"2004-03-3X", "2004-03-30..2004-03-31"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Window(c.text), c.window) << c.text;
}

TEST(EdtfTest, Level1OpenAndUnknownEndsLeaveTheWindowOpen) {
  const Case kCases[] = {
      {"1985-04-12/..", "1985-04-12..open"},
      {"1985-04/..", "1985-04-01..open"},
      {"1985/..", "1985-01-01..open"},
      {"../1985-04-12", "open..1985-04-12"},
      {"../1985-04", "open..1985-04-30"},
      {"../1985", "open..1985-12-31"},
      {"1985-04-12/", "1985-04-12..open"},
      {"1985-04/", "1985-04-01..open"},
      {"1985/", "1985-01-01..open"},
      {"/1985-04-12", "open..1985-04-12"},
      {"/1985-04", "open..1985-04-30"},
      {"/1985", "open..1985-12-31"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Window(c.text), c.window) << c.text;
}

TEST(EdtfTest, Level1IntervalEndsMayBeQualified) {
  const Case kCases[] = {
      {"1984~/2004-06", "1984-01-01..2004-06-30"},
      {"1984/2004-06~", "1984-01-01..2004-06-30"},
      {"1984?/2004%", "1984-01-01..2004-12-31"},
      {"2019-02-11~/2019-02-20~", "2019-02-11..2019-02-20"},
      {"2004-40/2005-33", "2004-01-01..2005-03-31"},
      {"2004-06-XX/2004-07-03", "2004-06-01..2004-07-03"},
      {"1984-06-02?/..", "1984-06-02..open"},
      {"-0002/0001", "-2-01-01..1-12-31"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Window(c.text), c.window) << c.text;
}

TEST(EdtfTest, Level2GroupingsDivideTheYear) {
  const Case kCases[] = {
      {"2001-25", "2001-03-01..2001-05-31"},
      {"2001-26", "2001-06-01..2001-08-31"},
      {"2001-27", "2001-09-01..2001-11-30"},
      {"2001-28", "2001-12-01..2002-02-28"},
      {"2001-29", "2001-09-01..2001-11-30"},
      {"2001-30", "2001-12-01..2002-02-28"},
      {"2001-31", "2001-03-01..2001-05-31"},
      {"2001-32", "2001-06-01..2001-08-31"},
      {"2004-33", "2004-01-01..2004-03-31"},
      {"2004-34", "2004-04-01..2004-06-30"},
      {"2004-35", "2004-07-01..2004-09-30"},
      {"2004-36", "2004-10-01..2004-12-31"},
      {"2004-37", "2004-01-01..2004-04-30"},
      {"2004-38", "2004-05-01..2004-08-31"},
      {"2004-39", "2004-09-01..2004-12-31"},
      {"2004-40", "2004-01-01..2004-06-30"},
      {"2004-41", "2004-07-01..2004-12-31"},
      {"2004-41~", "2004-07-01..2004-12-31"},
      {"-2004-40", "-2004-01-01..-2004-06-30"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Window(c.text), c.window) << c.text;
}

TEST(EdtfTest, Level2QualifiersMayStandAtAnyComponent) {
  for (const char* text :
       {"2004-06-11%", "2004-06~-11", "2004?-06-11", "?2004-06-~11",
        "2004-%06-11", "?2004-~06-%11", "2004-06?-11~", "2004-?06~-11"}) {
    EXPECT_EQ(Window(text), "2004-06-11..2004-06-11") << text;
  }
  EXPECT_EQ(Window("2004-06-~01/2004-06-~20"), "2004-06-01..2004-06-20");
  EXPECT_EQ(Window("?-2004-06-04~"), "-2004-06-04..-2004-06-04");
  EXPECT_EQ(Window("2011-~04/2011~-05"), "2011-04-01..2011-05-31");
}

TEST(EdtfTest, DatesThatAreNoneAreRefused) {
  for (const char* text : {"",
                           " ",
                           "1",
                           "198",
                           "85-04-12",
                           "19850412",
                           "1985-4-12",
                           "1985-04-1",
                           "1985-00",
                           "1985-13",
                           "1985-20",
                           "1985-42",
                           "1985-99",
                           "1985-04-00",
                           "1985-04-31",
                           "2003-02-29",
                           "1900-02-29",
                           "2100-02-29",
                           "2004-02-30",
                           "1985-21-01",
                           "1985-40-01",
                           "1985-04-12-01",
                           "1985-",
                           "1985-04-",
                           "1985 ",
                           " 1985",
                           "1985-04-12 ",
                           "1985/04/12",
                           "1985-w01",
                           "1985-102",
                           "next year",
                           "2004-04\n",
                           "20O4",
                           "+1985",
                           "--04-12",
                           "-0000",
                           "-0000-01-01",
                           "- 1985",
                           "-85"}) {
    EXPECT_EQ(Window(text), "refused") << "'" << text << "'";
  }
  EXPECT_EQ(Window(absl::string_view("2004\0", 5)), "refused");
}

TEST(EdtfTest, LongYearsMustNeedTheirY) {
  for (const char* text :
       {"Y", "Y-", "Y1985", "Y9999", "Y-9999", "Y01985", "Y-01985",
        "y170000002", "170000002", "Y170000002-12", "Y170000002?",
        "Y1234567890123456789", "Y17E7", "Y-17E7", "Y171010000S3", "1950S2"}) {
    EXPECT_EQ(Window(text), "refused") << text;
  }
}

TEST(EdtfTest, UnspecifiedDigitsMustBeRightmost) {
  for (const char* text :
       {"X985",       "19X5",          "1985-X2",    "1985-2X", "1985-4X",
        "2004-02-3X", "1985-04-X2",    "1985-XX-12", "201X-04", "1985-1X-12",
        "1985-04-4X", "XXXX-XX-XX-XX", "2XX6",       "XX",      "156X-12-25",
        "XXXX-12-XX", "19xx",          "19UU",       "1985-xx", "201X-21",
        "1985-XX-X",  "1985-XX-"}) {
    EXPECT_EQ(Window(text), "refused") << text;
  }
}

TEST(EdtfTest, TimesOfDayThatAreNoneAreRefused) {
  for (const char* text : {"1985-04-12T",
                           "1985-04-12T23",
                           "1985-04-12T23:20:",
                           "1985-04-12T24:00:01",
                           "1985-04-12T24:01",
                           "1985-04-12T24:00:00.001",
                           "1985-04-12T25:00:00",
                           "1985-04-12T23:20:30.",
                           "1985-04-12T23:60:00",
                           "1985-04-12T23:20:60",
                           "1985-04-12T23:20:30z",
                           "1985-04-12T23:20:30+",
                           "1985-04-12T23:20:30+4",
                           "1985-04-12T23:20:30+24",
                           "1985-04-12T23:20:30+04:",
                           "1985-04-12T23:20:30+04:60",
                           "1985-04-12T23:20:30ZZ",
                           "1985-04T23:20:30",
                           "1985T23:20:30",
                           "1985-04-12T23:20:30?",
                           "1985-04-31T23:20:30",
                           "T23:20:30",
                           "1985-04-12T23:20:30/1985-04-13"}) {
    EXPECT_EQ(Window(text), "refused") << text;
  }
}

TEST(EdtfTest, IntervalsThatAreNoneAreRefused) {
  for (const char* text :
       {"/", "../..", "/..", "../", "..", "...", "1985/...", ".../1985",
        "1985/1986/1987", "1986/1985", "2004-02-02/2004-02-01",
        "2004-06/2004-05", "1985/next", "1985 /1986", "1985/ 1986",
        "1985//1986", "2004-13/2005", "1985/-1986"}) {
    EXPECT_EQ(Window(text), "refused") << text;
  }
}

TEST(EdtfTest, SetsAreRefused) {
  for (const char* text :
       {"[1667,1668,1670..1672]", "[..1760-12-03]", "[1760-12..]",
        "{1667,1668,1670..1672}", "{1960,1961-12}", "{..1984}", "1667..1668",
        "[1985]", "{1985}"}) {
    EXPECT_EQ(Window(text), "refused") << text;
  }
}

TEST(EdtfTest, OneQualifierForEachComponentIsEnough) {
  for (const char* text :
       {"1984??", "1984?~", "?1984?", "?", "~", "??1984", "2004-06??",
        "2004-?06?", "2004-06-?11?", "1984&", "2004-06?~", "2004-~?06",
        "-?1984", "1984-?", "1984?-", "1984*"}) {
    EXPECT_EQ(Window(text), "refused") << text;
  }
}

TEST(IsoDateTest, OnlyWholeCalendarDatesAreRead) {
  EXPECT_EQ(ParseIsoDate("2003-11-04"), absl::CivilDay(2003, 11, 4));
  EXPECT_EQ(ParseIsoDate("2004-02-29"), absl::CivilDay(2004, 2, 29));
  EXPECT_EQ(ParseIsoDate("1999-12-31"), absl::CivilDay(1999, 12, 31));
  for (const char* text :
       {"", "2003", "2003-11", "2003-11-4", "2003-02-29", "2003-11-31",
        "2003-00-10", "2003-13-10", "2003-11-00", "2003/11/04", "20031104",
        "2003-11-04 ", "2003-11-04T00:00:00", "2003-11-0x", "+003-11-04",
        "2003-11-04~", "XXXX-11-04"}) {
    EXPECT_EQ(ParseIsoDate(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace chancery
