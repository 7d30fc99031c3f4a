#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "client/cli/checks.h"
#include "client/cli/commands.h"
#include "client/cli/names.h"
#include "client/cli/show_event.h"

namespace chancery {
namespace {

struct EventsArguments {
  std::string stream;
  std::string issue;
  bool backward = false;
  int64_t limit = 0;
  std::optional<uint64_t> from;
};

v1::ReadEventsRequest RequestFor(const EventsArguments& arguments) {
  v1::ReadEventsRequest request;
  if (!arguments.stream.empty()) {
    request.set_stream(FullReadoutName(arguments.stream));
  }
  if (!arguments.issue.empty()) {
    request.set_issue(FullIssueName(arguments.issue));
  }
  request.set_direction(arguments.backward ? v1::READ_DIRECTION_BACKWARD
                                           : v1::READ_DIRECTION_FORWARD);
  if (arguments.from.has_value()) request.set_from(*arguments.from);
  request.set_max_count(arguments.limit);
  return request;
}

ExitCode Run(const Session& session, const EventsArguments& arguments) {
  const absl::Status status = session.client().ReadEvents(
      RequestFor(arguments), [&session](const v1::RecordedEvent& event) {
        if (session.json()) {
          session.PrintJson(event, JsonLayout::kLine);
        } else {
          session.Print(ShowEvent(session.page(), event));
        }
        return Continue::kYes;
      });
  if (!status.ok()) {
    return session.Fail(
        arguments.stream.empty() ? arguments.issue : arguments.stream, status);
  }
  return kExitOk;
}

}  // namespace

void AddEvents(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("events", "Read the log.");
  const auto arguments = std::make_shared<EventsArguments>();
  CLI::Option* stream = command->add_option(
      "--stream,--readout", arguments->stream, "Only this readout's events.");
  command->add_option("--issue", arguments->issue, "Only this issue's events.")
      ->excludes(stream);
  command->add_flag("--backward", arguments->backward, "Newest first.");
  command->add_option("--limit", arguments->limit, "At most this many.")
      ->check(LimitProblem);
  command
      ->add_option("--from", arguments->from,
                   "The first sequence to read; with --stream a revision.")
      ->check(SequenceProblem);
  command->footer(
      "With --json one event a line.\n\n"
      "Examples:\n"
      "  chancery events --backward --limit 10\n"
      "  chancery events --issue jpn-rus.region.iraq\n"
      "  chancery events --json | jq -r .stream | sort -u");
  command->callback([arguments, &chosen] {
    chosen = [arguments](const Session& session) {
      return Run(session, *arguments);
    };
  });
}

}  // namespace chancery
