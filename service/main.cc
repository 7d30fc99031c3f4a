// chanceryd: the server. Builds the objects from the log up, serves until it is
// told to stop, and takes them down in reverse.
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <system_error>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "service/api/server.h"
#include "service/parser/registry.h"
#include "service/signing_key.h"
#include "storage/log/clock.h"
#include "storage/log/event_log.h"
#include "storage/log/head_signer.h"
#include "storage/projections/views.h"

namespace chancery {
namespace {

constexpr const char* kVersion = "chanceryd " CHANCERY_VERSION;
constexpr int kExitFailure = 1;
constexpr int kExitUsage = 2;
// Calls at work take milliseconds; what runs longer is cut off.
constexpr absl::Duration kDrainGrace = absl::Seconds(10);

struct Arguments {
  std::string listen = "127.0.0.1:7311";
  std::string data;
  std::string signing_key;  // Empty: in `data`.
  std::string origin;
  std::string registry;  // A file, or empty.
};

// $XDG_DATA_HOME/chancery, ~/.local/share/chancery, or, without a home, a
// folder here.
std::string DefaultData() {
  const char* data_home = std::getenv("XDG_DATA_HOME");
  if (data_home != nullptr && data_home[0] == '/') {
    return absl::StrCat(data_home, "/chancery");
  }
  const char* home = std::getenv("HOME");
  if (home != nullptr && home[0] == '/') {
    return absl::StrCat(home, "/.local/share/chancery");
  }
  return "chancery-data";
}

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "chanceryd: %s\n",
               std::string(status.message()).c_str());
  return kExitFailure;
}

absl::Status MakeDirectory(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("cannot make the directory ", path, ": ", error.message()));
}

// The registry of people compiled in, with the operator's file where there is
// one; null for the former alone.
absl::StatusOr<std::unique_ptr<const Registry>> OpenRegistry(
    const std::string& path) {
  if (path.empty()) return std::unique_ptr<const Registry>();
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file),
                         std::istreambuf_iterator<char>()};
  if (!file) {
    return absl::NotFoundError(absl::StrCat("cannot read the file ", path));
  }
  auto registry = Registry::WithFile(text);
  if (registry.ok()) return registry;
  return absl::Status(registry.status().code(),
                      absl::StrCat(path, ": ", registry.status().message()));
}

// Blocks the signals that end the server, in this thread and those it starts,
// so that WaitForEnd gets them.
sigset_t BlockEndSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void WaitForEnd(const sigset_t& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
}

void SayServing(const std::string& host, int port, const std::string& data,
                const EventLog& log) {
  const auto head = log.Head();
  const uint64_t events = head.has_value() ? head->value + 1 : 0;
  std::printf("%s serving on %s:%d, data in %s, %s events\n", kVersion,
              host.c_str(), port, data.c_str(), absl::StrCat(events).c_str());
  std::fflush(stdout);
}

int Serve(const Arguments& arguments) {
  const sigset_t signals = BlockEndSignals();
  const absl::Status made = MakeDirectory(arguments.data);
  if (!made.ok()) return Fail(made);
  const auto registry = OpenRegistry(arguments.registry);
  if (!registry.ok()) return Fail(registry.status());
  SystemClock clock;
  EventLog::Options log_options;
  log_options.path = arguments.data + "/log";
  log_options.clock = &clock;
  auto log = EventLog::Open(log_options);
  if (!log.ok()) return Fail(log.status());
  auto key = LoadSigningKey(arguments.signing_key.empty()
                                ? arguments.data + "/signing-key"
                                : arguments.signing_key,
                            arguments.origin);
  if (!key.ok()) return Fail(key.status());
  auto signer = HeadSigner::Open(
      {.log = log->get(), .path = log_options.path, .clock = &clock},
      *std::move(key));
  if (!signer.ok()) return Fail(signer.status());
  auto views =
      Views::Open({.path = arguments.data + "/views", .log = log->get()});
  if (!views.ok()) return Fail(views.status());
  auto server = ApiServer::Start({.address = arguments.listen,
                                  .log = log->get(),
                                  .views = views->get(),
                                  .signer = signer->get(),
                                  .registry = registry->get()});
  if (!server.ok()) return Fail(server.status());
  SayServing(arguments.listen.substr(0, arguments.listen.rfind(':')),
             (*server)->port(), arguments.data, **log);
  WaitForEnd(signals);
  (*server)->Drain(kDrainGrace);
  return EXIT_SUCCESS;
}

int Main(int argc, char** argv) {
  Arguments arguments;
  arguments.data = DefaultData();
  CLI::App app{
      "The Chancery server: takes readouts in, keeps their records as events,\n"
      "and serves views, histories and live updates over gRPC. It needs no\n"
      "configuration; SIGTERM or Ctrl-C ends it."};
  app.add_option("--listen", arguments.listen, "Address to listen on")
      ->capture_default_str()
      ->type_name("HOST:PORT");
  app.add_option("--data", arguments.data, "Directory of log and views")
      ->capture_default_str()
      ->type_name("DIR");
  app.add_option("--signing-key", arguments.signing_key,
                 "Key that signs the log's heads; made when it is not there "
                 "(default: signing-key in the data directory)")
      ->type_name("FILE");
  app.add_option("--origin", arguments.origin,
                 "The log's name in its signed heads, for a new key")
      ->type_name("NAME");
  app.add_option("--registry", arguments.registry,
                 "People and offices beside those compiled in; lines as in "
                 "service/parser/data/people.txt")
      ->type_name("FILE");
  app.set_version_flag("--version", kVersion);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // Also how --help and --version come back, with a code of 0.
    return app.exit(error) == 0 ? EXIT_SUCCESS : kExitUsage;
  }
  // gRPC's own words on a failure are many lines; ours is one.
  setenv("GRPC_VERBOSITY", "NONE", /*overwrite=*/0);
  return Serve(arguments);
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  try {
    return chancery::Main(argc, argv);
  } catch (const std::exception& error) {
    // CLI11 throws when the options themselves are set up wrong: our fault.
    std::fprintf(stderr, "chanceryd: %s\n", error.what());
    return chancery::kExitFailure;
  }
}
