#include <memory>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "client/cli/checks.h"
#include "client/cli/commands.h"
#include "client/cli/names.h"
#include "client/cli/show_issue.h"

namespace chancery {
namespace {

struct HistoryArguments {
  std::string issue;
  std::string party;
  int limit = 0;
};

ExitCode Run(const Session& session, const HistoryArguments& arguments) {
  v1::GetPositionHistoryRequest request =
      session.WithAtLeast(v1::GetPositionHistoryRequest());
  request.set_issue(FullIssueName(arguments.issue));
  request.set_party(absl::AsciiStrToUpper(arguments.party));
  const auto history = ReadPages(
      session.client(), &Client::GetPositionHistory, request, arguments.limit,
      [](auto& page) { return page.mutable_changes(); });
  if (!history.ok()) return session.Fail(arguments.issue, history.status());
  if (session.json()) {
    session.PrintJson(*history, JsonLayout::kObject);
    return kExitOk;
  }
  session.Print(absl::StrCat(ShowHistory(session.page(), *history), "\n",
                             session.Reflected(*history)));
  return kExitOk;
}

}  // namespace

void AddHistory(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "history", "Show how positions on an issue moved, with the words.");
  const auto arguments = std::make_shared<HistoryArguments>();
  command
      ->add_option("NAME", arguments->issue,
                   "The issue, for example jpn-rus.region.iraq")
      ->required();
  command->add_option("--party", arguments->party, "Only this party's: JPN");
  command->add_option("--limit", arguments->limit, "At most this many.")
      ->check(LimitProblem);
  command->footer(
      "Examples:\n"
      "  chancery history jpn-rus.territory.northern_territories\n"
      "  chancery history jpn-rus.region.iraq --party JPN --json");
  command->callback([arguments, &chosen] {
    chosen = [arguments](const Session& session) {
      return Run(session, *arguments);
    };
  });
}

}  // namespace chancery
