#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "client/cli/checks.h"
#include "client/cli/commands.h"
#include "client/cli/names.h"
#include "client/cli/parties.h"
#include "client/cli/show_issue.h"
#include "proto/values/edtf.h"

namespace chancery {
namespace {

struct FollowUpArguments {
  std::string parties;
  std::string by;
  std::string issue;
  std::vector<std::string> statuses;
  std::string due_from;
  std::string due_until;
  std::string overdue;
  bool only_overdue = false;
  int limit = 0;
};

v1::FollowUpStatus StatusOf(const std::string& word) {
  v1::FollowUpStatus status = v1::FOLLOW_UP_STATUS_UNSPECIFIED;
  v1::FollowUpStatus_Parse(
      absl::StrCat("FOLLOW_UP_STATUS_", absl::AsciiStrToUpper(word)), &status);
  return status;
}

// Overdue is what should have been done by the day before.
void AskForOverdue(const FollowUpArguments& arguments,
                   v1::ListFollowUpsRequest& request) {
  const absl::CivilDay today =
      arguments.overdue.empty()
          ? absl::ToCivilDay(absl::Now(), absl::LocalTimeZone())
          : *ParseIsoDate(arguments.overdue);
  request.add_statuses(v1::FOLLOW_UP_STATUS_OPEN);
  request.set_due_until(absl::FormatCivilTime(today - 1));
}

v1::ListFollowUpsRequest RequestFor(const FollowUpArguments& arguments) {
  v1::ListFollowUpsRequest request;
  AddParties(arguments.parties, request.mutable_parties());
  request.set_responsible(absl::AsciiStrToUpper(arguments.by));
  if (!arguments.issue.empty()) {
    request.set_issue(FullIssueName(arguments.issue));
  }
  request.set_due_from(arguments.due_from);
  if (arguments.only_overdue) {
    AskForOverdue(arguments, request);
    return request;
  }
  request.set_due_until(arguments.due_until);
  for (const std::string& status : arguments.statuses) {
    request.add_statuses(StatusOf(status));
  }
  return request;
}

ExitCode Run(const Session& session, const FollowUpArguments& arguments) {
  const auto list =
      ReadPages(session.client(), &Client::ListFollowUps,
                session.WithAtLeast(RequestFor(arguments)), arguments.limit,
                [](auto& page) { return page.mutable_follow_ups(); });
  if (!list.ok()) return session.Fail("", list.status());
  if (session.json()) {
    session.PrintJson(*list, JsonLayout::kObject);
    return kExitOk;
  }
  session.Print(absl::StrCat(ShowFollowUps(session.page(), *list), "\n",
                             session.Reflected(*list)));
  return kExitOk;
}

}  // namespace

void AddFollowUps(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "followups", "List what has to be done, by due date, undated last.");
  const auto arguments = std::make_shared<FollowUpArguments>();
  command->add_option("--parties", arguments->parties,
                      "Only where all of these met: JPN,RUS");
  command->add_option("--party,--by", arguments->by,
                      "Only what this party has to do: JPN");
  command->add_option("--issue", arguments->issue, "Only this issue's.");
  command
      ->add_option("--status", arguments->statuses,
                   "open (default), completed, cancelled, superseded")
      ->check(OneOf({"open", "completed", "cancelled", "superseded"}))
      ->delimiter(',');
  command
      ->add_option("--due-from", arguments->due_from,
                   "Due windows that end on this day or later.")
      ->check(DateProblem);
  CLI::Option* until =
      command
          ->add_option("--due-until", arguments->due_until,
                       "Due windows that end on this day or earlier.")
          ->check(DateProblem);
  CLI::Option* overdue =
      command
          ->add_option("--overdue", arguments->overdue,
                       "Open, and due before this day; without a day, today.")
          ->expected(0, 1)
          ->check(DateProblem)
          ->excludes(until);
  command->add_option("--limit", arguments->limit, "At most this many.")
      ->check(LimitProblem);
  command->footer(
      "Dates are YYYY-MM-DD.\n\n"
      "Examples:\n"
      "  chancery followups --parties JPN,RUS\n"
      "  chancery followups --due-from 2004-01-01 --due-until 2004-06-30\n"
      "  chancery followups --overdue 2004-07-01");
  command->callback([arguments, overdue, &chosen] {
    arguments->only_overdue = overdue->count() > 0;
    chosen = [arguments](const Session& session) {
      return Run(session, *arguments);
    };
  });
}

}  // namespace chancery
