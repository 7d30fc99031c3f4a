#ifndef CHANCERY_CLIENT_CLI_COMMANDS_H_
#define CHANCERY_CLIENT_CLI_COMMANDS_H_

#include <CLI/CLI.hpp>
#include <functional>

#include "client/cli/failure.h"
#include "client/cli/session.h"

namespace chancery {

// What the command line asked for; run once, after it was read.
using Command = std::function<ExitCode(const Session&)>;

// Each adds one command with its options, examples and help to `app`; when the
// command line names it, it sets `chosen`, which outlives `app`.
void AddParse(CLI::App& app, Command& chosen);
void AddIngest(CLI::App& app, Command& chosen);
void AddIssues(CLI::App& app, Command& chosen);
void AddIssue(CLI::App& app, Command& chosen);
void AddFollowUps(CLI::App& app, Command& chosen);
void AddHistory(CLI::App& app, Command& chosen);
void AddEvents(CLI::App& app, Command& chosen);
void AddWatch(CLI::App& app, Command& chosen);
void AddReadout(CLI::App& app, Command& chosen);
void AddReadouts(CLI::App& app, Command& chosen);
void AddAudit(CLI::App& app, Command& chosen);
void AddProof(CLI::App& app, Command& chosen);
void AddReparse(CLI::App& app, Command& chosen);
void AddHealth(CLI::App& app, Command& chosen);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CLI_COMMANDS_H_
