#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/cli/checks.h"
#include "client/cli/commands.h"
#include "client/cli/input.h"
#include "client/cli/names.h"
#include "client/cli/show_readout.h"
#include "client/cli/text.h"
#include "service/parser/parser.h"

namespace chancery {
namespace {

struct IngestArguments {
  std::vector<std::string> files;
  std::string source;
  std::string held_on;
  std::string issued_on;
};

// What became of all files.
struct Tally {
  uint64_t created = 0;
  uint64_t unchanged = 0;
  uint64_t revised = 0;
  uint64_t failed = 0;
  uint64_t not_tried = 0;
};

absl::StatusOr<v1::IngestReadoutResponse> IngestOne(
    const Session& session, const std::string& file,
    const IngestArguments& arguments) {
  const absl::StatusOr<std::string> text = ReadInput(file, kReadoutBytesMax);
  if (!text.ok()) return text.status();
  const std::string source =
      arguments.source.empty() ? FileSource(file) : arguments.source;
  return session.client().Ingest(
      *text, source,
      {.held_on = arguments.held_on, .issued_on = arguments.issued_on});
}

std::string OutcomeWords(v1::IngestOutcome outcome) {
  switch (outcome) {
    case v1::INGEST_OUTCOME_CREATED:
      return "created";
    case v1::INGEST_OUTCOME_UNCHANGED:
      return "unchanged";
    case v1::INGEST_OUTCOME_REVISED:
      return "revised";
    default:  // A newer server's.
      return "ingested";
  }
}

Tone ToneOf(v1::IngestOutcome outcome) {
  if (outcome == v1::INGEST_OUTCOME_CREATED) return Tone::kAgreed;
  if (outcome == v1::INGEST_OUTCOME_REVISED) return Tone::kPlanned;
  return Tone::kQuiet;
}

void Count(v1::IngestOutcome outcome, Tally& tally) {
  if (outcome == v1::INGEST_OUTCOME_UNCHANGED) {
    ++tally.unchanged;
  } else if (outcome == v1::INGEST_OUTCOME_REVISED) {
    ++tally.revised;
  } else {
    ++tally.created;
  }
}

std::string ShowIngested(const Page& page, const std::string& file,
                         const v1::IngestReadoutResponse& response) {
  constexpr int kOutcomeWidth = 9;
  std::string text = absl::StrCat(
      page.Paint(ToneOf(response.outcome()),
                 PadRight(OutcomeWords(response.outcome()), kOutcomeWidth)),
      "  ", page.Paint(Tone::kStrong, ShortName(response.name())), "  ",
      Counted(static_cast<uint64_t>(response.records_size()), "record"), "  ",
      page.Paint(Tone::kQuiet, CleanLine(file)), "\n");
  if (response.has_change()) text += ShowChange(page, response.change());
  return text;
}

std::string Summary(const Tally& tally) {
  std::string text =
      absl::StrCat(tally.created, " created, ", tally.unchanged, " unchanged, ",
                   tally.revised, " revised, ", tally.failed, " failed");
  if (tally.not_tried > 0) {
    absl::StrAppend(&text, ", ", tally.not_tried, " not tried");
  }
  return text + "\n";
}

// A line that the next one overwrites.
void ShowProgress(const Session& session, std::size_t done, std::size_t all,
                  const std::string& file) {
  if (all < 2) return;
  // More than a line could not be overwritten.
  const std::string line = absl::StrCat(done, "/", all, " ", CleanLine(file));
  session.Note(
      absl::StrCat("\r\x1b[K", Wrap(line, session.page().width - 1).front()));
}

void ClearProgress(const Session& session, std::size_t all) {
  if (all >= 2) session.Note("\r\x1b[K");
}

ExitCode Run(const Session& session, const IngestArguments& arguments) {
  const std::size_t all = arguments.files.size();
  ExitCode worst = kExitOk;
  Tally tally;
  for (std::size_t i = 0; i < all; ++i) {
    const std::string& file = arguments.files[i];
    ShowProgress(session, i, all, file);
    const auto response = IngestOne(session, file, arguments);
    ClearProgress(session, all);
    if (!response.ok()) {
      ++tally.failed;
      worst = std::max(worst, session.Fail(file, response.status()));
      if (!absl::IsUnavailable(response.status())) continue;
      // Five attempts have failed; the next file would fare no better.
      tally.not_tried = all - i - 1;
      break;
    }
    Count(response->outcome(), tally);
    if (session.json()) {
      session.PrintJson(*response, JsonLayout::kLine);
    } else {
      session.Print(ShowIngested(session.page(), file, *response));
    }
  }
  if (!session.json()) session.Print(Summary(tally));
  return worst;
}

void CheckArguments(const IngestArguments& arguments) {
  const bool from_input =
      std::count(arguments.files.begin(), arguments.files.end(), "-") > 0;
  if (from_input && arguments.source.empty()) {
    throw CLI::ValidationError("--source", "is needed with -");
  }
  if (arguments.files.size() > 1 && !arguments.source.empty()) {
    throw CLI::ValidationError("--source", "names one readout; give one FILE");
  }
}

}  // namespace

void AddIngest(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "ingest", "Record readouts: each once, however often it is sent.");
  const auto arguments = std::make_shared<IngestArguments>();
  command
      ->add_option("FILE", arguments->files,
                   "Files to record; - is the standard input.")
      ->required();
  command->add_option("--source", arguments->source,
                      "Where the readout was published, a URI. Default: the "
                      "file's own, file:///...");
  command
      ->add_option("--held-on", arguments->held_on,
                   "The contact's date, YYYY-MM-DD, for texts without one.")
      ->check(DateProblem);
  command
      ->add_option("--issued-on", arguments->issued_on,
                   "The date of issue, YYYY-MM-DD, for texts without one; "
                   "\"today\" is counted from it.")
      ->check(DateProblem);
  command->footer(
      "A changed text under the same source is a revision; what changed is "
      "shown.\nA file that fails does not keep the others back.\n\n"
      "Examples:\n"
      "  chancery ingest talks.txt --source https://example.org/talks.html\n"
      "  chancery ingest readouts/*.txt");
  command->callback([arguments, &chosen] {
    CheckArguments(*arguments);
    chosen = [arguments](const Session& session) {
      return Run(session, *arguments);
    };
  });
}

}  // namespace chancery
