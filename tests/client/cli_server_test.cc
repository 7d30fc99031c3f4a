// The command line, run as a user runs it, against the real server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "chancery/v1/event.pb.h"
#include "chancery/v1/history_service.pb.h"
#include "chancery/v1/issue_service.pb.h"
#include "chancery/v1/readout_service.pb.h"
#include "client/cli/text.h"
#include "tests/client/command_line.h"

namespace chancery {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class CliServerTest : public testing::Test {
 protected:
  ProgramResult Run(Arguments arguments, ProgramOptions options = {}) const {
    options.environment.insert({"CHANCERY_SERVER", server_.address()});
    return RunChancery(arguments, options);
  }

  // Runs a command that must succeed and returns its output.
  std::string Ok(const Arguments& arguments) const {
    const ProgramResult result = Run(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  }

  // Ingests three calls of one pair and returns the last sequence.
  std::string IngestCalls() const {
    std::string last;
    for (const char* name : {"2004-02", "2004-07", "2007-03"}) {
      const auto response = FromJson<v1::IngestReadoutResponse>(
          Ok({"ingest", "--json",
              SampleReadout(absl::StrCat("ministers-call-", name, ".txt"))}));
      last = absl::StrCat(response.last_sequence());
    }
    Ok({"issues", "--at-least", last});  // The views have it now.
    return last;
  }

  std::string NewestSequence() const {
    return absl::StrCat(
        FromJson<v1::RecordedEvent>(
            Ok({"events", "--backward", "--limit", "1", "--json"}))
            .sequence());
  }

  ServerProgram server_;
};

TEST_F(CliServerTest, IngestsOnceAndSaysWhatAPublisherChanged) {
  const Arguments first = {"ingest", SampleReadout("harbour-call.txt"),
                           "--source", "https://example.org/harbour"};
  Arguments revised = first;
  revised[1] = SampleReadout("harbour-call.revised.txt");

  EXPECT_THAT(Ok(first), HasSubstr("1 created, 0 unchanged, 0 revised"));
  EXPECT_THAT(Ok(first), HasSubstr("0 created, 1 unchanged, 0 revised"));
  EXPECT_THAT(Ok(revised),
              AllOf(HasSubstr("0 created, 0 unchanged, 1 revised"),
                    HasSubstr("by the end of the year"), HasSubstr("gone")));
}

TEST_F(CliServerTest, IngestsTheOtherFilesWhenOneFails) {
  const ProgramResult result = Run({"ingest", SampleReadout("harbour-call.txt"),
                                    RefusedText("german.txt"), "/nowhere.txt",
                                    SampleReadout("river-call-2015.txt")});

  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("2 created, 0 unchanged, 0 revised, 2 "
                                    "failed"));
  EXPECT_THAT(result.err, AllOf(HasSubstr("[UNSUPPORTED_LANGUAGE]"),
                                HasSubstr("/nowhere.txt: ")));
  EXPECT_THAT(FromJson<v1::ListReadoutsResponse>(
                  Ok({"readouts", "--json", "--at-least", NewestSequence()}))
                  .readouts(),
              SizeIs(2));
}

TEST_F(CliServerTest, RecordsNothingOfARefusedText) {
  for (const char* name : {"empty.txt", "binary.bin", "broken-utf8.txt",
                           "german.txt", "news-article.txt", "no-date.txt"}) {
    EXPECT_EQ(Run({"ingest", RefusedText(name)}).exit_code, 1) << name;
  }
  EXPECT_THAT(Ok({"events"}), IsEmpty());
}

TEST_F(CliServerTest, ShowsAnIssueWithPositionsAgreementsAndFollowUps) {
  const std::string last = IngestCalls();
  const std::string issue = "jpn-rus.territory.northern_territories";

  const std::string shown = Ok({"issue", issue, "--at-least", last});
  const auto json = FromJson<v1::GetIssueResponse>(
      Ok({"issue", "issues/" + issue, "--json", "--at-least", last}));

  EXPECT_THAT(shown,
              AllOf(HasSubstr("Current positions"), HasSubstr("JPN"),
                    HasSubstr("RUS"), HasSubstr("Reflects sequence " + last)));
  EXPECT_EQ(json.issue().name(), "issues/" + issue);
  ASSERT_THAT(json.issue().positions(), Not(IsEmpty()));
}

TEST_F(CliServerTest, ListsIssuesFollowUpsAndHistory) {
  const std::string last = IngestCalls();

  const auto issues = FromJson<v1::ListIssuesResponse>(
      Ok({"issues", "--parties", "jpn,RUS", "--json", "--at-least", last}));
  const auto few = FromJson<v1::ListIssuesResponse>(
      Ok({"issues", "--limit", "1", "--json"}));
  const auto due = FromJson<v1::ListFollowUpsResponse>(
      Ok({"followups", "--json", "--parties", "JPN,RUS"}));
  const auto overdue = FromJson<v1::ListFollowUpsResponse>(
      Ok({"followups", "--overdue", "1990-01-01", "--json"}));
  const auto history = FromJson<v1::GetPositionHistoryResponse>(
      Ok({"history", "jpn-rus.territory.northern_territories", "--json"}));

  EXPECT_GT(issues.issues_size(), 1);
  EXPECT_THAT(few.issues(), SizeIs(1));
  EXPECT_THAT(due.follow_ups(), Not(IsEmpty()));
  EXPECT_THAT(overdue.follow_ups(), IsEmpty());
  EXPECT_GT(history.changes_size(), 1);
  EXPECT_THAT(Ok({"history", "jpn-rus.bilateral.energy"}),
              AllOf(HasSubstr("before: “"), HasSubstr("after: “")));
}

TEST_F(CliServerTest, GivesAReadoutsTextBackByteForByte) {
  const std::string sample = SampleReadout("survey-ship-call-2011.txt");
  const auto ingested =
      FromJson<v1::IngestReadoutResponse>(Ok({"ingest", sample, "--json"}));
  EXPECT_EQ(Ok({"readout", ingested.name(), "--text", "--at-least",
                NewestSequence()}),
            FileBytes(sample));
  EXPECT_THAT(Ok({"readout", ingested.name()}), HasSubstr(ingested.name()));
}

TEST_F(CliServerTest, ReadsAndFollowsTheLogAsOneJsonObjectALine) {
  const std::string last = IngestCalls();

  const Arguments all = LinesOf(Ok({"events", "--json"}));
  const Arguments watched =
      LinesOf(Ok({"watch", "--events", "--until-caught-up", "--json"}));
  const Arguments newest =
      LinesOf(Ok({"events", "--backward", "--limit", "2", "--json"}));
  const Arguments after = LinesOf(
      Ok({"watch", "--events", "--until-caught-up", "--json", "--after", "3"}));

  EXPECT_EQ(absl::StrCat(all.size() - 1), last);
  EXPECT_EQ(watched, all);
  ASSERT_THAT(newest, SizeIs(2));
  EXPECT_EQ(newest[0], all.back());
  EXPECT_EQ(newest[1], all[all.size() - 2]);
  EXPECT_EQ(after, Arguments(all.begin() + 4, all.end()));
  EXPECT_EQ(FromJson<v1::RecordedEvent>(all[0]).event().body_case(),
            v1::Event::kReadoutReceived);
}

TEST_F(CliServerTest, WatchesIssuesWhileTheyChange) {
  IngestCalls();
  const Arguments current = LinesOf(
      Ok({"watch", "--until-caught-up", "--json", "--parties", "JPN,RUS"}));
  const auto watch = StartChancery({"watch", "--json", "--server",
                                    server_.address(), "--parties", "AUS,JPN"});
  const auto caught_up = FromJson<v1::WatchIssuesResponse>(watch->ReadLine());
  Ok({"ingest", SampleReadout("harbour-call.txt")});
  const auto update = FromJson<v1::WatchIssuesResponse>(watch->ReadLine());

  EXPECT_GT(current.size(), 1u);
  EXPECT_TRUE(caught_up.caught_up());
  EXPECT_THAT(update.issue().name(), testing::StartsWith("issues/aus-jpn."));
  EXPECT_THAT(update.caused_by(), Not(IsEmpty()));
}

TEST_F(CliServerTest, NamesWhatIsNotThere) {
  IngestCalls();
  ExpectFailure(Run({"issue", "aus-jpn.region.iraq"}), 1, "ISSUE_NOT_FOUND");
  ExpectFailure(Run({"history", "aus-jpn.region.iraq"}), 1, "ISSUE_NOT_FOUND");
  ExpectFailure(Run({"readout", "none-000000000000"}), 1, "READOUT_NOT_FOUND");
  ExpectFailure(Run({"events", "--stream", "none-000000000000"}), 1,
                "STREAM_NOT_FOUND");
  ExpectFailure(Run({"events", "--from", "100000"}), 1, "BEYOND_END");
  ExpectFailure(Run({"issue", "No Name"}), 1, "INVALID_FIELD");
}

TEST_F(CliServerTest, WaitsForASequenceOnlyUntilTheTimeout) {
  const ProgramResult result =
      Run({"issues", "--at-least", "1000000", "--timeout", "300ms"});
  EXPECT_EQ(result.exit_code, 3) << result.err;
}

TEST_F(CliServerTest, SaysThatTheServerServes) {
  EXPECT_THAT(Ok({"health"}), HasSubstr("SERVING  server"));
}

TEST_F(CliServerTest, FitsEveryTableToThePage) {
  IngestCalls();
  const std::vector<Arguments> commands = {
      {"parse", SampleReadout("survey-ship-call-2011.txt")},
      {"readouts"},
      {"issues"},
      {"issue", "jpn-rus.territory.northern_territories"},
      {"followups"},
      {"history", "jpn-rus.territory.northern_territories"},
      {"events"},
      {"watch", "--until-caught-up"}};
  for (const int width : {60, 80, 140}) {
    for (const Arguments& arguments : commands) {
      const ProgramResult result =
          Run(arguments,
              {.input = "", .environment = {{"COLUMNS", absl::StrCat(width)}}});
      EXPECT_EQ(result.exit_code, 0) << result.err;
      for (const std::string& line : LinesOf(result.out)) {
        EXPECT_LE(DisplayWidth(line), width) << arguments[0] << ": " << line;
      }
    }
  }
}

TEST_F(CliServerTest, UsesColourOnlyWhenAskedWhereNoTerminalIs) {
  IngestCalls();
  EXPECT_THAT(Ok({"issues"}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(Ok({"issues", "--color", "always"}), HasSubstr("\x1b["));
  EXPECT_THAT(Ok({"issues", "--color", "never"}), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace chancery
