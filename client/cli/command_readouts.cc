#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "client/cli/checks.h"
#include "client/cli/commands.h"
#include "client/cli/names.h"
#include "client/cli/parties.h"
#include "client/cli/show_issue.h"
#include "client/cli/show_readout.h"

namespace chancery {
namespace {

struct ReadoutArguments {
  std::string name;
  bool text = false;
};

struct ReadoutsArguments {
  std::string parties;
  std::string since;
  std::string until;
  int limit = 0;
};

ExitCode RunReadout(const Session& session, const ReadoutArguments& arguments) {
  v1::GetReadoutRequest request = session.WithAtLeast(v1::GetReadoutRequest());
  request.set_name(FullReadoutName(arguments.name));
  const auto response = session.client().GetReadout(request);
  if (!response.ok()) return session.Fail(arguments.name, response.status());
  if (arguments.text) {
    session.Print(response->text());  // The publisher's bytes, unchanged.
  } else if (session.json()) {
    session.PrintJson(*response, JsonLayout::kObject);
  } else {
    session.Print(absl::StrCat(ShowReadout(session.page(), *response), "\n",
                               session.Reflected(*response)));
  }
  return kExitOk;
}

ExitCode RunReadouts(const Session& session,
                     const ReadoutsArguments& arguments) {
  v1::ListReadoutsRequest request =
      session.WithAtLeast(v1::ListReadoutsRequest());
  AddParties(arguments.parties, request.mutable_parties());
  request.set_since(arguments.since);
  request.set_until(arguments.until);
  const auto list = ReadPages(
      session.client(), &Client::ListReadouts, request, arguments.limit,
      [](auto& page) { return page.mutable_readouts(); });
  if (!list.ok()) return session.Fail("", list.status());
  if (session.json()) {
    session.PrintJson(*list, JsonLayout::kObject);
    return kExitOk;
  }
  session.Print(absl::StrCat(ShowReadouts(session.page(), *list), "\n",
                             session.Reflected(*list)));
  return kExitOk;
}

}  // namespace

void AddReadout(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "readout", "Show one readout on record with its records.");
  const auto arguments = std::make_shared<ReadoutArguments>();
  command->add_option("NAME", arguments->name, "As chancery readouts lists it.")
      ->required();
  command->add_flag("--text", arguments->text,
                    "The publisher's text instead, byte for byte.");
  command->footer(
      "Examples:\n"
      "  chancery readout talk0311-3fa92c81b04e\n"
      "  chancery readout talk0311-3fa92c81b04e --text > talks.txt");
  command->callback([arguments, &chosen] {
    chosen = [arguments](const Session& session) {
      return RunReadout(session, *arguments);
    };
  });
}

void AddReadouts(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "readouts", "List the readouts on record, newest contact first.");
  const auto arguments = std::make_shared<ReadoutsArguments>();
  command->add_option("--parties", arguments->parties,
                      "Only contacts of all of these: JPN,RUS");
  command
      ->add_option("--since", arguments->since,
                   "Contacts on this day or later, YYYY-MM-DD.")
      ->check(DateProblem);
  command
      ->add_option("--until", arguments->until,
                   "Contacts on this day or earlier, YYYY-MM-DD.")
      ->check(DateProblem);
  command->add_option("--limit", arguments->limit, "At most this many.")
      ->check(LimitProblem);
  command->footer(
      "Examples:\n"
      "  chancery readouts --parties JPN,RUS --since 2003-01-01");
  command->callback([arguments, &chosen] {
    chosen = [arguments](const Session& session) {
      return RunReadouts(session, *arguments);
    };
  });
}

}  // namespace chancery
