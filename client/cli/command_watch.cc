#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "client/cli/checks.h"
#include "client/cli/commands.h"
#include "client/cli/parties.h"
#include "client/cli/show_event.h"
#include "client/cli/show_issue.h"

namespace chancery {
namespace {

struct WatchArguments {
  std::string parties;
  std::string topic;
  bool events = false;
  std::optional<uint64_t> after;
  bool until_caught_up = false;
};

void ShowCaughtUp(const Session& session, const WatchArguments& arguments) {
  if (session.json()) return;
  session.Note(session.page().Paint(
      Tone::kQuiet, arguments.until_caught_up
                        ? "Caught up.\n"
                        : "Caught up; waiting for changes. Ctrl-C ends.\n"));
}

void ShowUpdate(const Session& session, const v1::WatchIssuesResponse& update) {
  if (session.json()) {
    session.PrintJson(update, JsonLayout::kLine);
    return;
  }
  if (!update.has_issue()) return;
  std::string text = IssueLine(session.page(), update.issue());
  for (const v1::RecordedEvent& event : update.caused_by()) {
    text += EventLine(session.page(), event);
  }
  session.Print(text);
}

ExitCode WatchIssues(const Session& session, const WatchArguments& arguments) {
  v1::WatchIssuesRequest request;
  AddParties(arguments.parties, request.mutable_parties());
  request.set_topic(arguments.topic);
  if (arguments.after.has_value()) {
    request.set_after_sequence(*arguments.after);
  }
  IssueWatch watch = session.client().WatchIssues(request);
  for (;;) {
    const auto update = watch.Next();
    if (!update.ok()) return session.Fail("", update.status());
    ShowUpdate(session, *update);
    if (!update->caught_up()) continue;
    ShowCaughtUp(session, arguments);
    if (arguments.until_caught_up) return kExitOk;
  }
}

ExitCode WatchEvents(const Session& session, const WatchArguments& arguments) {
  v1::SubscribeRequest request;
  AddParties(arguments.parties, request.mutable_filter()->mutable_parties());
  if (!arguments.topic.empty()) {
    request.mutable_filter()->add_topics(arguments.topic);
  }
  if (arguments.after.has_value()) {
    request.set_after_sequence(*arguments.after);
  }
  Subscription subscription = session.client().Subscribe(request);
  for (;;) {
    const auto response = subscription.NextResponse();
    if (!response.ok()) return session.Fail("", response.status());
    for (const v1::RecordedEvent& event : response->events()) {
      if (session.json()) {
        session.PrintJson(event, JsonLayout::kLine);
      } else {
        session.Print(ShowEvent(session.page(), event));
      }
    }
    if (!response->caught_up()) continue;
    ShowCaughtUp(session, arguments);
    if (arguments.until_caught_up) return kExitOk;
  }
}

ExitCode Run(const Session& session, const WatchArguments& arguments) {
  const absl::Status reachable = session.CheckReachable();
  if (!reachable.ok()) return session.Fail("", reachable);
  return arguments.events ? WatchEvents(session, arguments)
                          : WatchIssues(session, arguments);
}

}  // namespace

void AddWatch(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "watch", "Follow issues as they change, or the log's events.");
  const auto arguments = std::make_shared<WatchArguments>();
  command->add_option("--parties", arguments->parties,
                      "Only issues that all of these are party to: JPN,RUS");
  command->add_option("--topic", arguments->topic,
                      "Only this topic or family of topics: territory");
  command->add_flag("--events", arguments->events,
                    "Events instead of issues, from the log's beginning.");
  command
      ->add_option("--after", arguments->after,
                   "Only what comes after this sequence.")
      ->check(SequenceProblem);
  command->add_flag("--until-caught-up", arguments->until_caught_up,
                    "End when all that is on record has been shown.");
  command->footer(
      "Goes on by itself when the connection breaks or the server restarts.\n"
      "With --json one update, or one event, a line.\n\n"
      "Examples:\n"
      "  chancery watch --parties JPN,RUS\n"
      "  chancery watch --events --after 41 --json\n"
      "  chancery watch --events --until-caught-up");
  command->callback([arguments, &chosen] {
    chosen = [arguments](const Session& session) {
      return Run(session, *arguments);
    };
  });
}

}  // namespace chancery
