#include <algorithm>
#include <array>
#include <string>

#include "absl/strings/str_cat.h"
#include "client/cli/commands.h"
#include "client/cli/table.h"
#include "google/protobuf/struct.pb.h"

namespace chancery {
namespace {

// The empty name is the whole server.
constexpr std::array<absl::string_view, 6> kServices = {
    "",
    "chancery.v1.ReadoutService",
    "chancery.v1.IssueService",
    "chancery.v1.HistoryService",
    "chancery.v1.LogService",
    "chancery.v1.AuditService"};

std::string HealthWords(const absl::Status& health) {
  if (health.ok()) return "SERVING";
  return absl::IsNotFound(health) ? "UNKNOWN" : "NOT_SERVING";
}

ExitCode Run(const Session& session) {
  const absl::Status reachable = session.CheckReachable();
  ExitCode worst = kExitOk;
  Table table({{"STATE"}, {"SERVICE"}});
  google::protobuf::Struct answer;
  for (const absl::string_view service : kServices) {
    const absl::Status health =
        service.empty() ? reachable : session.client().CheckHealth(service);
    if (service.empty() && !health.ok()) return session.Fail("", health);
    if (!health.ok()) worst = kExitServer;
    const std::string name(service.empty() ? "server" : service);
    const std::string words = HealthWords(health);
    (*answer.mutable_fields())[name].set_string_value(words);
    table.AddRow({{words, health.ok() ? Tone::kAgreed : Tone::kAdverse}, name});
  }
  if (session.json()) {
    session.PrintJson(answer, JsonLayout::kObject);
  } else {
    session.Print(table.Render(session.page()));
  }
  return worst;
}

}  // namespace

void AddHealth(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("health", "Say whether the server takes calls.");
  command->footer(
      "Exits with 0 when it does, and with 3 when it does not.\n\n"
      "Examples:\n"
      "  until chancery health > /dev/null 2>&1; do sleep 0.2; done");
  command->callback([&chosen] { chosen = Run; });
}

}  // namespace chancery
