// The command line, run as a user runs it, without a server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "chancery/v1/readout_service.pb.h"
#include "tests/client/command_line.h"

namespace chancery {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

// The commands that talk to a server, each with arguments it takes.
const std::vector<Arguments> kServerCommands = {
    {"ingest", SampleReadout("harbour-call.txt")},
    {"readouts"},
    {"readout", "harbour-call-000000000000"},
    {"issues"},
    {"issue", "jpn-rus.region.iraq"},
    {"followups"},
    {"history", "jpn-rus.region.iraq"},
    {"events"},
    {"watch"},
    {"watch", "--events"},
    {"proof", "17"},
    {"audit"},
    {"reparse"},
    {"health"}};

TEST(CliTest, ParsesAReadoutWithoutAServer) {
  const ProgramResult result = RunChancery(
      {"parse", SampleReadout("ministers-call-2004-02.txt")},
      {.input = "", .environment = {{"CHANCERY_SERVER", "none:1"}}});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("2004-02-17, telephone"));
  EXPECT_THAT(result.out, HasSubstr("follow-up"));
  EXPECT_THAT(result.err, IsEmpty());
}

TEST(CliTest, ParsesTheStandardInputAsItParsesTheFile) {
  const std::string file = SampleReadout("harbour-call.txt");
  const ProgramResult from_input = RunChancery(
      {"parse", "-", "--json"}, {.input = FileBytes(file), .environment = {}});
  EXPECT_EQ(from_input.exit_code, 0) << from_input.err;
  EXPECT_EQ(from_input.out, RunChancery({"parse", file, "--json"}).out);
}

TEST(CliTest, ParsesToTheJsonFormOfTheContract) {
  const std::string file = SampleReadout("harbour-call.txt");
  const std::string text = FileBytes(file);
  const auto parsed = FromJson<v1::ParseReadoutResponse>(
      RunChancery({"--json", "parse", file}).out);
  EXPECT_EQ(parsed.readout().publisher(), "JPN");
  ASSERT_THAT(parsed.records(), Not(IsEmpty()));
  for (const v1::Record& record : parsed.records()) {
    EXPECT_EQ(record.quote(),
              text.substr(record.span().begin(),
                          record.span().end() - record.span().begin()));
  }
}

TEST(CliTest, ParsesSeveralFilesToOneJsonObjectALine) {
  const ProgramResult result =
      RunChancery({"parse", "--json", SampleReadout("harbour-call.txt"),
                   SampleReadout("river-call-2015.txt")});
  const Arguments lines = LinesOf(result.out);
  ASSERT_THAT(lines, SizeIs(2));
  FromJson<v1::ParseReadoutResponse>(lines[0]);
  FromJson<v1::ParseReadoutResponse>(lines[1]);
}

TEST(CliTest, RefusesEachBadTextWithItsReasonAndPrintsNoRecord) {
  const std::map<std::string, std::string> reasons = {
      {"empty.txt", "EMPTY_TEXT"},
      {"blank.txt", "EMPTY_TEXT"},
      {"binary.bin", "NOT_TEXT"},
      {"broken-utf8.txt", "INVALID_UTF8"},
      {"german.txt", "UNSUPPORTED_LANGUAGE"},
      {"news-article.txt", "NOT_A_READOUT"},
      {"shopping-list.txt", "NOT_A_READOUT"},
      {"press-conference.txt", "NOT_A_READOUT"},
      {"no-date.txt", "NO_DATE"}};
  for (const auto& [name, reason] : reasons) {
    const ProgramResult result = RunChancery({"parse", RefusedText(name)});
    ExpectFailure(result, 1, reason);
    EXPECT_THAT(result.out, IsEmpty()) << name;
  }
}

TEST(CliTest, TakesTheDateThatATextLacks) {
  const ProgramResult result = RunChancery(
      {"parse", RefusedText("no-date.txt"), "--held-on", "2003-11-04"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("2003-11-04"));
}

TEST(CliTest, RefusesAnOversizedFileBeforeItReadsItWhole) {
  const TemporaryDirectory directory;
  const std::string file = directory.path() + "/large.txt";
  std::ofstream(file).seekp((50 << 20) - 1).put('x');
  ExpectFailure(RunChancery({"parse", file}), 1, "TEXT_TOO_LARGE");
  // This one has no end: it is refused only by one who does not look for it.
  ExpectFailure(RunChancery({"parse", "/dev/zero"}), 1, "TEXT_TOO_LARGE");
}

TEST(CliTest, SaysWhichFileCannotBeRead) {
  const ProgramResult missing = RunChancery({"parse", "/nowhere/talks.txt"});
  ExpectFailure(missing, 1, "NOT_FOUND");
  EXPECT_THAT(missing.err, HasSubstr("/nowhere/talks.txt: "));
  ExpectFailure(RunChancery({"parse", "/tmp"}), 1, "FAILED_PRECONDITION");
}

TEST(CliTest, ReadsTheOtherFilesWhenOneFails) {
  const ProgramResult result = RunChancery(
      {"parse", RefusedText("german.txt"), SampleReadout("harbour-call.txt")});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("2016-04-12"));
}

TEST(CliTest, AnswersAWrongCommandLineWithTwo) {
  const std::vector<Arguments> wrong = {
      {},
      {"prase"},
      {"parse"},
      {"issue"},
      {"issues", "--limit", "0"},
      {"issues", "--limit", "-1"},
      {"events", "--stream", "a", "--issue", "b"},
      {"followups", "--due-from", "tomorrow"},
      {"followups", "--overdue", "2004-02-30"},
      {"followups", "--status", "forgotten"},
      {"ingest", "-"},
      {"ingest", "a", "b", "--source", "c"},
      {"issues", "--timeout", "soon"},
      {"issues", "--color", "pink"},
      {"issues", "--at-least", "-3"},
      {"issues", "--nonsense"}};
  for (const Arguments& arguments : wrong) {
    ExpectFailure(RunChancery(arguments), 2, "USAGE");
  }
}

TEST(CliTest, AnswersThreeWhenNoServerIsThere) {
  for (Arguments arguments : kServerCommands) {
    arguments.insert(arguments.end(), {"--server", "127.0.0.1:1"});
    const ProgramResult result = RunChancery(arguments);
    EXPECT_EQ(result.exit_code, 3) << arguments.front();
    EXPECT_THAT(result.err,
                AllOf(HasSubstr("127.0.0.1:1 does not answer: "),
                      HasSubstr(" [UNAVAILABLE]\n  Start chanceryd")))
        << arguments.front();
  }
}

TEST(CliTest, HelpsWithEachCommandAndTheManualNamesThemAll) {
  const ProgramResult help = RunChancery({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.out, HasSubstr("Exit codes:"));
  const std::string manual = FileBytes(CHANCERY_MANUAL);
  std::vector<std::string> commands = {"parse"};
  for (const Arguments& arguments : kServerCommands) {
    commands.push_back(arguments.front());
  }
  const std::string listed = help.out.substr(help.out.find("Subcommands:"));
  EXPECT_EQ(
      std::count(listed.begin(),
                 listed.begin() + static_cast<long>(listed.find("\n\n")), '\n'),
      14);
  for (const std::string& command : commands) {
    EXPECT_THAT(listed, HasSubstr("\n  " + command + " "));
    EXPECT_THAT(manual, testing::ContainsRegex("\\.BR? " + command));
    const ProgramResult own = RunChancery({command, "--help"});
    EXPECT_EQ(own.exit_code, 0);
    EXPECT_THAT(own.out, HasSubstr("Examples:\n  ")) << command;
  }
}

TEST(CliTest, TheManualNamesEveryOption) {
  const std::string manual = FileBytes(CHANCERY_MANUAL);
  std::string plain;
  for (const char c : manual) {
    if (c != '\\') plain += c;
  }
  Arguments pages = {RunChancery({"--help"}).out,
                     RunChancery({"parse", "--help"}).out};
  for (const Arguments& arguments : kServerCommands) {
    pages.push_back(RunChancery({arguments.front(), "--help"}).out);
  }
  for (const std::string& page : pages) {
    for (const std::string& line : LinesOf(page)) {
      if (line.rfind("  --", 0) != 0) continue;
      const std::string option =
          line.substr(2, line.find_first_of(" ,=", 4) - 2);
      EXPECT_THAT(plain, HasSubstr(option));
    }
  }
}

TEST(CliTest, TellsItsVersions) {
  const ProgramResult result = RunChancery({"--version"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out,
              testing::MatchesRegex(
                  "chancery [0-9.]+ \\(parser [^ ]+, lexicon [^ ]+\\)\n"));
}

}  // namespace
}  // namespace chancery
