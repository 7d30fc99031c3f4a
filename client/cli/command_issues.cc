#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "client/cli/checks.h"
#include "client/cli/commands.h"
#include "client/cli/names.h"
#include "client/cli/parties.h"
#include "client/cli/show_issue.h"

namespace chancery {
namespace {

struct IssuesArguments {
  std::string parties;
  std::string topic;
  int limit = 0;
};

ExitCode RunIssues(const Session& session, const IssuesArguments& arguments) {
  v1::ListIssuesRequest request = session.WithAtLeast(v1::ListIssuesRequest());
  AddParties(arguments.parties, request.mutable_parties());
  request.set_topic(arguments.topic);
  const auto list =
      ReadPages(session.client(), &Client::ListIssues, request, arguments.limit,
                [](auto& page) { return page.mutable_issues(); });
  if (!list.ok()) return session.Fail("", list.status());
  if (session.json()) {
    session.PrintJson(*list, JsonLayout::kObject);
    return kExitOk;
  }
  session.Print(absl::StrCat(ShowIssues(session.page(), *list), "\n",
                             session.Reflected(*list)));
  return kExitOk;
}

ExitCode RunIssue(const Session& session, const std::string& name) {
  v1::GetIssueRequest request = session.WithAtLeast(v1::GetIssueRequest());
  request.set_name(FullIssueName(name));
  const auto response = session.client().GetIssue(request);
  if (!response.ok()) return session.Fail(name, response.status());
  if (session.json()) {
    session.PrintJson(*response, JsonLayout::kObject);
    return kExitOk;
  }
  session.Print(absl::StrCat(ShowIssue(session.page(), response->issue()), "\n",
                             session.Reflected(*response)));
  return kExitOk;
}

}  // namespace

void AddIssues(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("issues", "List what parties deal with.");
  const auto arguments = std::make_shared<IssuesArguments>();
  command->add_option("--parties", arguments->parties,
                      "Only issues that all of these are party to: JPN,RUS");
  command->add_option("--topic", arguments->topic,
                      "Only this topic or family of topics: territory");
  command->add_option("--limit", arguments->limit, "At most this many.")
      ->check(LimitProblem);
  command->footer(
      "Examples:\n"
      "  chancery issues\n"
      "  chancery issues --parties JPN,RUS --topic region");
  command->callback([arguments, &chosen] {
    chosen = [arguments](const Session& session) {
      return RunIssues(session, *arguments);
    };
  });
}

void AddIssue(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "issue",
      "Show one issue: positions, agreements in force, open follow-ups.");
  const auto name = std::make_shared<std::string>();
  command->add_option("NAME", *name, "For example jpn-rus.region.iraq")
      ->required();
  command->footer(
      "Examples:\n"
      "  chancery issue jpn-rus.territory.northern_territories\n"
      "  chancery issue jpn-rus.region.iraq --json");
  command->callback([name, &chosen] {
    chosen = [name](const Session& session) {
      return RunIssue(session, *name);
    };
  });
}

}  // namespace chancery
