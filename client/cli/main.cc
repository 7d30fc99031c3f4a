// chancery: readouts, issues and the log from the command line.
#include <cstdio>
#include <exception>
#include <iostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "client/cli/checks.h"
#include "client/cli/commands.h"
#include "service/parser/parser.h"

namespace chancery {
namespace {

constexpr absl::string_view kFooter =
    "Exit codes:\n"
    "  0  done\n"
    "  1  the request: bad input, not found, a conflict\n"
    "  2  the command line\n"
    "  3  the server: not reachable, unavailable, too slow or broken\n"
    "\n"
    "Each error says what is wrong, with its reason in brackets, and what to "
    "do.\n"
    "Names need no prefix: jpn-rus.region.iraq is issues/jpn-rus.region.iraq.\n"
    "chancery COMMAND --help shows a command's options and examples.";

std::string Version() {
  return absl::StrCat("chancery " CHANCERY_VERSION, " (parser ",
                      ParserVersion(), ", lexicon ", LexiconVersion(), ")");
}

// Options that are read as words first.
struct GlobalWords {
  std::string timeout = "30s";
  std::string colour = "auto";
};

ColourWhen ColourOf(const std::string& word) {
  if (word == "always") return ColourWhen::kAlways;
  return word == "never" ? ColourWhen::kNever : ColourWhen::kAuto;
}

void AddGlobalOptions(CLI::App& app, GlobalOptions& options,
                      GlobalWords& words) {
  app.add_option("--server", options.server, "The server, HOST:PORT.")
      ->envname("CHANCERY_SERVER")
      ->capture_default_str();
  app.add_flag("--json", options.json,
               "JSON for programs: one object, or one a line for streams.");
  app.add_option("--at-least", options.at_least,
                 "Wait until the answer reflects this sequence.")
      ->check(SequenceProblem);
  app.add_option("--timeout", words.timeout, "Time for a call: 500ms, 30s, 2m.")
      ->check(DurationProblem)
      ->capture_default_str();
  app.add_option("--color,--colour", words.colour,
                 "auto, always or never. NO_COLOR is respected.")
      ->check(OneOf({"auto", "always", "never"}))
      ->capture_default_str();
  app.set_version_flag("--version", Version(), "Show the version and exit.");
}

void AddCommands(CLI::App& app, Command& chosen) {
  AddParse(app, chosen);
  AddIngest(app, chosen);
  AddReadouts(app, chosen);
  AddReadout(app, chosen);
  AddReparse(app, chosen);
  AddIssues(app, chosen);
  AddIssue(app, chosen);
  AddFollowUps(app, chosen);
  AddHistory(app, chosen);
  AddEvents(app, chosen);
  AddWatch(app, chosen);
  AddAudit(app, chosen);
  AddProof(app, chosen);
  AddHealth(app, chosen);
}

// CLI11 reports by exceptions; they end here.
ExitCode ReportUsage(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) {  // --help and --version.
    app.exit(error);
    return kExitOk;
  }
  std::string what = error.what();
  if (app.get_subcommands().empty() && !app.remaining().empty()) {
    what = absl::StrCat("there is no command ", app.remaining().front());
  }
  std::cerr << "chancery: " << what << " [USAGE]\n"
            << "  See chancery --help, or --help of the command.\n";
  return kExitUsage;
}

ExitCode Main(int argc, char** argv) {
  CLI::App app(
      "Reads published readouts of contacts between states, records what was\n"
      "said and agreed, and answers what stands between two parties.",
      "chancery");
  GlobalOptions options;
  GlobalWords words;
  Command chosen;
  app.fallthrough();  // Global options may stand behind the command.
  app.require_subcommand(1);
  app.footer(std::string{kFooter});
  AddGlobalOptions(app, options, words);
  AddCommands(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return ReportUsage(app, error);
  }
  absl::ParseDuration(words.timeout, &options.timeout);  // Checked above.
  options.colour = ColourOf(words.colour);
  return chosen(Session(options));
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  try {
    return chancery::Main(argc, argv);
  } catch (const std::exception& error) {
    // CLI11 throws when the options themselves are set up wrong: our fault.
    std::fprintf(stderr, "chancery: %s [INTERNAL]\n  Report this fault.\n",
                 error.what());
    return chancery::kExitUsage;
  }
}
