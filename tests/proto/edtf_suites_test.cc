// Goal: EdtfWindow() accepts and refuses what two independent suites of EDTF
// say, within the profile that edtf.h declares. Method: their test strings in
// tables; each string that lies outside the profile stands in a table of its
// own, by the reason, and must be refused.
//
// Sources, of which the test strings alone are taken:
//   edtf.js, github.com/inukshuk/edtf.js, BSD-2-Clause, commit
//   811a00dc7d0499018545de055639e18f9f3b4601: test/parser.js, date.js,
//   season.js, iso8601.js, edtf.js
//   EDTF, github.com/ProfessionalWiki/EDTF, GPL-2.0-or-later, commit
//   fab278a17f6e68800672f4207b8c80142cbb5c08: src/ExampleData/
//   ValidEdtfStrings.php, tests/Functional, tests/Unit/PackagePrivate/Parser
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "proto/values/edtf.h"

namespace chancery {
namespace {

bool Accepts(absl::string_view text) { return EdtfWindow(text).has_value(); }

// In the order of the suites' files.
constexpr const char* kEdtfJsAccepts[] = {
    "2016", "0409", "0023", "0007", "0000", "9999", "-0002", "-9999",  //
    "2016-05", "2016-01", "2016-12",                                   //
    "2016-05-01", "2016-05-13", "2016-05-29", "2016-05-30", "2016-05-31",
    "2016-05-02T16:54:59", "2016-05-02T16:54:59.042", "2016-05-02T24:00:00",
    "2016-05-02T16:54:59.04200000", "2016-05-02T16:54:59.4",
    "2016-05-02T16:54:59.42", "2016-05-02T16:54:59.042123",
    "2016-05-02T16:54:59Z", "2016-05-02T16:54:59.042Z",
    "2016-05-02T16:54:59+02:30", "2016-05-02T16:54:59+00:00",
    "2016-05-02T16:54:59+14:00", "2016-05-02T16:54:59+13:30",
    "2016-05-02T16:54:59+12:00", "2016-05-02T16:54:59+04:10",
    "2016-05-02T16:54:59-00:15", "2016-05-02T16:54:59-11:59",
    "2016-05-02T16:54:59-12:00", "2016-05-02T16:54:59+0230",
    "2016-05-02T16:54:59+0000", "2016-05-02T16:54:59+1400",
    "2016-05-02T16:54:59+1330", "2016-05-02T16:54:59+1200",
    "2016-05-02T16:54:59+0410", "2016-05-02T16:54:59-0015",
    "2016-05-02T16:54:59-1159", "2016-05-02T16:54:59-1200",
    "2016-05-02T16:54:59+14", "2016-05-02T16:54:59-12", "1980/1994",
    "1980-08/1994", "2004-02-01/2005", "2004-06/2006-08",
    "2004-02-01/2005-02-08",
    // Level 1.
    "2016?", "2016~", "2016%", "2016-05?", "2016-05~", "2016-05%",
    "2016-05-03?", "2016-05-03~", "2016-05-03%", "2016-05-XX", "2016-XX",
    "XXXX", "19XX", "198X", "XXXX-XX", "XXXX-XX-XX", "Y170002", "Y10000",
    "Y-170002", "Y-10000", "2001-21", "2001-22", "2001-23", "2001-24",
    "1980?/1994~", "../2016", "2016-05/..", "2004-06-01/..", "/2016-05",
    "/1960-11", "/2015", "/1960", "2016-05-31/..",
    // Of level 2 and 3: single components, groupings, rightmost digits.
    "?2001", "2001~-09", "2001-?09~-09", "2004?-06-~11", "1XXX-XX", "2001-25",
    "2001-36", "2001-39", "2004-06-~01/2004-06-~20", "2004-06-XX/2004-07-03",
    "2018-21/2018-23", "2001?-23", "2001-33?",
    // date.js
    "2016-01-XX", "2016-02-XX", "2017-02-XX", "2016-09-XX", "20XX", "201X",
    "2016-01-0X", "2016-01-1X", "2016-01-2X", "2016-01-3X", "2016-02-2X",
    "2017-02-2X", "2016-09-2X",
    // season.js
    "2018-22", "2018-23", "2018-24", "2019-21", "2020-26", "2014?-22",
    // iso8601.js
    "2005-05-31", "2014-12-08T11:46:42", "2014-12-08T11:46:42Z",
    "1914-12-08T11:46:42Z", "0014-12-08T11:46:42", "1970-12-08T11:46:42Z",
    "0070-12-08T11:46:42Z", "1899-12-31T23:59:59Z", "1899-12-31T24:00:00Z",
    "1899-12-31T24:00Z", "-0001-12-31T23:59:59Z", "-0001-12-31T24:00:00Z",
    "0000-01-01T00:00:00Z", "0001-12-08T11:46:42Z", "2014-12-08T11:46",
    "2014-12-08T11:46Z", "2014-12-08T11:46-03:00", "2014-12-08T11:46:42.123",
    "2014-12-08T11:46:42+02:00", "2014-12-08T11:46:42-02:00",
    // edtf.js
    "2016-03", "2016/2019", "/1970-01-02", "/1969", "1969/", "1969/1970",
    "1970-02/", "2016-21", "Y210001", "2016~-05?", "2016-~05", "-0300",
    "-0300~", "03XX", "-0300-XX", "-03XX", "1985-04/..", "../1985",
    "2025-10-14T12:00:00.000Z"};

constexpr const char* kEdtfJsRejects[] = {"-0000",
                                          "12345",
                                          "2016-13",
                                          "2016-00",
                                          "2016-05-00",
                                          "2016-05-32",
                                          "2016-02-30",
                                          "2016-02-31",
                                          "2016-04-31",
                                          "2016-06-31",
                                          "2016-09-31",
                                          "2016-11-31",
                                          "2016-05-02T24:00:01",
                                          "2016-05-02T00:61:00",
                                          "2016-05-02T01:01:60",
                                          "2016-05-02T12:00:00-00:00",
                                          "2016-05-02T12:00:00-12:01",
                                          "2016-05-02T12:00:00-13:00",
                                          "2016-05-02T12:00:00-14:00",
                                          "2016-05-02T12:00:00+14:01",
                                          "2016-05-02T12:00:00-0000",
                                          "2016-05-02T12:00:00-2000",
                                          "2016-05-02T12:00:00-1201",
                                          "2016-05-02T12:00:00-1300",
                                          "2016-05-02T12:00:00-1400",
                                          "2016-05-02T12:00:00+1401",
                                          "2016-05-02T12:00:00-00",
                                          "2016-05-02T12:00:00-13",
                                          "2016-05-02T12:00:00-14",
                                          "2016-05-02T12:00:00+15",
                                          "-00",
                                          "2016-13-XX",
                                          "Y9999",
                                          "Y00001",
                                          "Y-9999",
                                          "Y-00001",
                                          "156X-09-31",
                                          "156X-11-31",
                                          "15XX-02-3X",
                                          "15XX-2X-25",
                                          "-000",
                                          "[1999}",
                                          "{1999]",
                                          "[1999",
                                          "{1999",
                                          "2018-21/2017-01-01",
                                          "",
                                          "-"};

constexpr const char* kPhpAccepts[] = {
    "1985-04-12", "1904-02-29", "1985-04", "1985", "1985-04-12T23:20:30",
    "1985-04-12T23:20:30Z", "1985-04-12T23:20:30-04",
    "1985-04-12T23:20:30+04:30", "1964/2008", "2004-06/2006-08",
    "2004-02-01/2005-02-08", "2004-02-01/2005-02", "2004-02-01/2005",
    "2005/2006-02", "Y170000002", "Y-170000002", "2001-21", "1984?", "2004-06~",
    "2004-06-11%", "201X", "20XX", "2004-XX", "1985-04-XX", "1985-XX-XX",
    "1985-04-12/..", "1985-04/..", "1985/..", "../1985-04-12", "../1985-04",
    "../1985", "1985-04-12/", "1985-04/", "1985/", "/1985-04-12", "/1985-04",
    "/1985", "-1985", "2001-34", "2004-06~-11", "2004?-06-11", "?2004-06-~11",
    "2004-%06-11", "1XXX-XX", "1984-1X", "2004-06-~01/2004-06-~20",
    "2004-06-XX/2004-07-03", "-0044", "-0100", "02XX", "0658?", "0738?",
    "1530?", "1591-08-31", "1896-01-23", "1928-10-30", "1985-07-09", "1520-06",
    "1520", "1985-04-12T23:20:30+04", "Y1700000002", "Y-1700000002",
    "1985-04-12?", "1985-04?", "1985~", "2XXX", "1986-04/", "1984?/2004%",
    "1984-01-02~/2004-06-04", "1984~/..", "2001-30", "1984~/2004-06",
    "../1985-04-12?", "1985-04-12~/",
    // Functional/Level0 and Level1.
    "2010-21/2012-26", "1985-05-12/", "1985-05/", "2001-33", "21XX", "1XXX",
    "1985-02-1X", "1985-02-2X", "2010-01-3X", "1700-05-0X", "1700-02-0X",
    // Functional/EnglishHumanizationTest.
    "1975-07-01", "0042", "-1234", "1975-22", "1975-32", "1975-41", "197X",
    "19XX", "2019/2021", "2019-01/2021-02", "2019/2021-02-09", "2019/..",
    "../2021", "2019/", "/2021", "2019-04-01~", "?2019-?04-?01", "?2023-?01",
    "2023-01-?14", "2023-?01-14", "?2023-01-14", "2023-~01-14", "2019%",
    "1985-%12-?01", "%1985-%12-%01", "1985-12-01%", "~1985-%12-?01",
    "1985-04-12T23:20:30-11:45", "1985-04-12T23:20:30+00:05",
    "1985-04-12T01:02:03Z", "1985-04-12T00:00:00Z",
    // Unit/PackagePrivate/Parser.
    "2016-03-01", "2004-01-02T23:59:59Z", "2004-01-01T10:10:10+05:30", "?1984",
    "1984-02%", "1984-02~", "1984-02-01~", "1984-02-01%", "~1984-%02-?01",
    "20XX-XX-XX"};

constexpr const char* kPhpRejects[] = {"",
                                       "?",
                                       "~=[,,_,,]:3",
                                       "1985wtf",
                                       "wtf1985",
                                       "19wtf85",
                                       "2021-01-32",
                                       "2021-13-01",
                                       "1900-02-29",
                                       "{1987-10..1988}",
                                       "{2002..2001}",
                                       "2002/2001",
                                       "../..",
                                       "foo",
                                       "2001-99",
                                       "1990?~",
                                       "1990~?",
                                       "?~1990}",
                                       "~?1990",
                                       "1990-02~?",
                                       "1990-?~02",
                                       "1990-?~02~?-03",
                                       "1990-02-~?03"};

TEST(EdtfSuitesTest, WhatEdtfJsAcceptsWithinTheProfileIsAccepted) {
  for (const char* text : kEdtfJsAccepts) EXPECT_TRUE(Accepts(text)) << text;
}

TEST(EdtfSuitesTest, WhatEdtfJsRejectsIsRefused) {
  for (const char* text : kEdtfJsRejects) EXPECT_FALSE(Accepts(text)) << text;
}

TEST(EdtfSuitesTest, WhatTheWikiLibraryAcceptsWithinTheProfileIsAccepted) {
  for (const char* text : kPhpAccepts) EXPECT_TRUE(Accepts(text)) << text;
}

TEST(EdtfSuitesTest, WhatTheWikiLibraryRejectsIsRefused) {
  for (const char* text : kPhpRejects) EXPECT_FALSE(Accepts(text)) << text;
}

// As the library's own test does with each of its strings.
TEST(EdtfSuitesTest, WordsBeforeOrBehindADateMakeItNone) {
  for (const char* text : kPhpAccepts) {
    EXPECT_FALSE(Accepts(absl::StrCat("invalid ", text))) << text;
    EXPECT_FALSE(Accepts(absl::StrCat(text, "invalid"))) << text;
  }
}

// Due dates are days or runs of days. What names several apart, or none, is
// outside the profile.
TEST(EdtfSuitesTest, SetsAndListsLieOutsideTheProfile) {
  for (const char* text : {"[1667,1668, 1670..1672]",
                           "[..1760-12-03]",
                           "[1760-12..]",
                           "[1760..]",
                           "[1667, 1672-12]",
                           "{1667, 1670..1672}",
                           "{1960 ,  1961-12}",
                           "{1760..}",
                           "{..1760}",
                           "[1760-01,1760-02,1760-12..]",
                           "[1667,1760-12]",
                           "{1980..1985}",
                           "{2001-01..2002-05}",
                           "{1987-01-04..1988-01-05}",
                           "{..1983-12-31,1984-10-10..1984-11-01,1984-11-05..}",
                           "[2016-03]",
                           "{2016..2020}",
                           "{ ..1983}",
                           "{ 1983.. }",
                           "[2020, 2021]",
                           "{..1987-21}",
                           "[1000-01-01..4242-04-20]"}) {
    EXPECT_FALSE(Accepts(text)) << text;
  }
}

TEST(EdtfSuitesTest, UnspecifiedDigitsLeftOfKnownOnesLieOutsideTheProfile) {
  for (const char* text :
       {"156X-12-31", "15XX-12-25", "15XX-12-XX", "15XX-01-3X", "15XX-XX-25",
        "1500-1X-25", "15XX-0X-25", "15XX-X2",    "1XXX-12",    "1XX3",
        "20XX-41",    "1800/1X01",  "2XX6",       "201X-22",    "20XX-01-XX",
        "2016-01-X1", "2016-02-X9", "156X-12-25", "XXXX-12-XX", "XXXX-XX-12",
        "XXXX-12-11", "2020-XX-11"}) {
    EXPECT_FALSE(Accepts(text)) << text;
  }
}

TEST(EdtfSuitesTest, ExponentsAndSignificantDigitsLieOutsideTheProfile) {
  for (const char* text :
       {"Y17E7", "Y-17E7", "1950S2", "Y17101000S3", "Y-17101E3S3",
        "Y171010000S3", "Y3388E2S3", "2015S2", "-0024S2", "Y12345S1"}) {
    EXPECT_FALSE(Accepts(text)) << text;
  }
}

// ISO 8601-2 has them, the Library of Congress's EDTF has not, and the wiki
// library knows none.
TEST(EdtfSuitesTest, CenturiesAndDecadesByThemselvesLieOutsideTheProfile) {
  for (const char* text :
       {"19", "00", "-04", "193", "019", "009", "000", "-193", "-019", "197~",
        "197?", "197%", "19~", "19?", "19%", "-009", "01"}) {
    EXPECT_FALSE(Accepts(text)) << text;
  }
}

// edtf.js takes "/" and "../.." for intervals, the wiki library refuses them;
// they name no day. A minus sign of typography is no minus sign.
TEST(EdtfSuitesTest, IntervalsWithoutADayAreRefused) {
  for (const char* text : {"/", "../..",
                           "2014-12-08T11:46:42\xe2\x88\x92"
                           "02:00"}) {
    EXPECT_FALSE(Accepts(text)) << text;
  }
}

// The wiki library alone takes these: a lower-case x, years of five digits
// without their Y, a year of one digit, and 30 February, which its own test
// calls a fault.
TEST(EdtfSuitesTest, WhatNoSpecificationAllowsIsRefused) {
  for (const char* text :
       {"20xx", "12004-06~-11", "22004?-06-11", "1156X-12-25", "2XXXX-12-XX",
        "31XXX-XX", "0", "2000-02-3X"}) {
    EXPECT_FALSE(Accepts(text)) << text;
  }
}

// By default edtf.js refuses intervals of seasons, and always those that mix
// seasons with dates; the wiki library accepts them, and so does the profile:
// "2004-40/2005-06" is a due date like any other.
TEST(EdtfSuitesTest, IntervalsMayMixSeasonsWithDates) {
  for (const char* text : {"2012-21/2012-22", "2018/2018-23",
                           "2018-01?/2018-23", "2010-21/2012-26"}) {
    EXPECT_TRUE(Accepts(text)) << text;
  }
}

}  // namespace
}  // namespace chancery
