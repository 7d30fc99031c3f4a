#include <memory>
#include <string>
#include <vector>

#include "client/cli/checks.h"
#include "client/cli/commands.h"
#include "client/cli/input.h"
#include "client/cli/show_readout.h"
#include "service/parser/parser.h"
#include "service/parser/registry.h"

namespace chancery {
namespace {

struct ParseArguments {
  std::vector<std::string> files;
  std::string held_on;
  std::string issued_on;
  std::string registry;  // A file, or empty.
};

// An operator's file is a few thousand lines at most.
constexpr std::size_t kRegistryBytesMax = std::size_t{4} << 20;

// The registry compiled in, with the file's people; null for the former alone.
absl::StatusOr<std::unique_ptr<const Registry>> OpenRegistry(
    const std::string& path) {
  if (path.empty()) return std::unique_ptr<const Registry>();
  const absl::StatusOr<std::string> text = ReadInput(path, kRegistryBytesMax);
  if (!text.ok()) return text.status();
  return Registry::WithFile(*text);
}

absl::StatusOr<v1::ParseReadoutResponse> ParseFile(
    const std::string& file, const ParseArguments& arguments,
    const Registry* registry) {
  const absl::StatusOr<std::string> text = ReadInput(file, kReadoutBytesMax);
  if (!text.ok()) return text.status();
  return ParseReadout(*text, {.held_on = arguments.held_on,
                              .issued_on = arguments.issued_on,
                              .registry = registry});
}

ExitCode Run(const Session& session, const ParseArguments& arguments) {
  const bool single = arguments.files.size() == 1;
  const auto registry = OpenRegistry(arguments.registry);
  if (!registry.ok()) {
    return session.Fail(arguments.registry, registry.status());
  }
  ExitCode worst = kExitOk;
  for (std::size_t i = 0; i < arguments.files.size(); ++i) {
    const std::string& file = arguments.files[i];
    const auto parsed = ParseFile(file, arguments, registry->get());
    if (!parsed.ok()) {
      worst = std::max(worst, session.Fail(file, parsed.status()));
    } else if (session.json()) {
      session.PrintJson(*parsed,
                        single ? JsonLayout::kObject : JsonLayout::kLine);
    } else {
      if (i > 0) session.Print("\n");
      session.Print(ShowParsed(session.page(), *parsed));
    }
  }
  return worst;
}

}  // namespace

void AddParse(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "parse", "Show what readouts say. Needs no server, records nothing.");
  const auto arguments = std::make_shared<ParseArguments>();
  command
      ->add_option("FILE", arguments->files,
                   "Files to read; - is the standard input.")
      ->required();
  command
      ->add_option("--held-on", arguments->held_on,
                   "The contact's date, YYYY-MM-DD, for texts without one.")
      ->check(DateProblem);
  command
      ->add_option("--issued-on", arguments->issued_on,
                   "The date of issue, YYYY-MM-DD, for texts without one; "
                   "\"today\" is counted from it.")
      ->check(DateProblem);
  command->add_option("--registry", arguments->registry,
                      "A file of people and offices beside those known.");
  command->footer(
      "Examples:\n"
      "  chancery parse talks.txt\n"
      "  chancery parse talks.txt --json | jq '.records[].quote'\n"
      "  curl -s URL | html2text | chancery parse - --held-on 2003-11-04");
  command->callback([arguments, &chosen] {
    chosen = [arguments](const Session& session) {
      return Run(session, *arguments);
    };
  });
}

}  // namespace chancery
