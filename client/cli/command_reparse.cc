#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/cli/commands.h"
#include "client/cli/names.h"
#include "client/cli/table.h"
#include "client/cli/text.h"
#include "client/cpp/describe.h"

namespace chancery {
namespace {

constexpr int kIndent = 4;
constexpr int kFateWidth = 10;

struct ReparseArguments {
  std::vector<std::string> names;
  bool apply = false;
};

std::string OutcomeWords(v1::ReparseOutcome outcome) {
  switch (outcome) {
    case v1::REPARSE_OUTCOME_UP_TO_DATE:
      return "up to date";
    case v1::REPARSE_OUTCOME_SAME:
      return "same";
    case v1::REPARSE_OUTCOME_CHANGED:
      return "changed";
    case v1::REPARSE_OUTCOME_REFUSED:
      return "refused";
    case v1::REPARSE_OUTCOME_NO_TEXT:
      return "no text";
    default:
      return "unknown";  // Of a newer server.
  }
}

std::string FateWords(const v1::ReparsedRecord& record) {
  if (record.left_alone()) return "left alone";
  if (!record.has_before()) return "new";
  return record.has_after() ? "changed" : "gone";
}

std::string InWords(const v1::Record& record) {
  std::string words = absl::StrCat(
      WhoWords(record), "  ", ActWords(record.act()), "  ", record.topic());
  if (!record.due().empty()) absl::StrAppend(&words, "  due ", record.due());
  return absl::StrCat(words, "  ", Quoted(record.quote()));
}

std::string ShowRecord(const Page& page, const v1::ReparsedRecord& record) {
  const std::vector<std::string> differences(record.differences().begin(),
                                             record.differences().end());
  std::string text = absl::StrCat(
      "  ",
      page.Paint(record.left_alone() ? Tone::kAdverse : Tone::kStrong,
                 PadRight(FateWords(record), kFateWidth)),
      "  ", page.Paint(Tone::kQuiet, absl::StrJoin(differences, ", ")), "\n");
  if (record.has_before()) {
    text += RenderParagraph(page, kIndent,
                            absl::StrCat("before: ", InWords(record.before())));
  }
  if (record.has_after()) {
    text += RenderParagraph(page, kIndent,
                            absl::StrCat("now: ", InWords(record.after())));
  }
  return text;
}

std::string ShowReparsed(const Page& page,
                         const v1::ReparseReadoutsResponse& response) {
  std::string text =
      absl::StrCat(page.Paint(Tone::kStrong, ShortName(response.name())), "  ",
                   OutcomeWords(response.outcome()));
  if (!response.why().empty()) {
    absl::StrAppend(&text, ": ", CleanLine(response.why()));
  }
  text += "\n";
  if (response.header_fields_size() > 0) {
    const std::vector<std::string> fields(response.header_fields().begin(),
                                          response.header_fields().end());
    absl::StrAppend(&text, "  header      ", absl::StrJoin(fields, ", "), "\n");
  }
  for (const v1::ReparsedRecord& record : response.records()) {
    text += ShowRecord(page, record);
  }
  if (response.records_not_shown() > 0) {
    absl::StrAppend(&text, "  and ", response.records_not_shown(), " more\n");
  }
  return text;
}

// What is counted: readouts by their outcome.
class Tally {
 public:
  void Count(const v1::ReparseReadoutsResponse& response) {
    ++by_outcome_[OutcomeWords(response.outcome())];
  }
  std::string Summary(bool apply) const {
    if (by_outcome_.empty()) {
      return "Every text has been read by this release.\n";
    }
    std::vector<std::string> counts;
    for (const auto& [outcome, count] : by_outcome_) {
      counts.push_back(absl::StrCat(count, " ", outcome));
    }
    return absl::StrCat(
        absl::StrJoin(counts, ", "),
        apply ? "\n" : "; nothing was appended. Append it with --apply.\n");
  }

 private:
  std::map<std::string, uint64_t> by_outcome_;
};

ExitCode Run(const Session& session, const ReparseArguments& arguments) {
  v1::ReparseReadoutsRequest request;
  for (const std::string& name : arguments.names) {
    request.add_names(FullReadoutName(name));
  }
  request.set_apply(arguments.apply);
  Tally tally;
  const absl::Status status = session.client().ReparseReadouts(
      request, [&](const v1::ReparseReadoutsResponse& response) {
        session.Note("\r\x1b[K");
        if (session.json()) {
          session.PrintJson(response, JsonLayout::kLine);
        } else if (!response.name().empty()) {
          tally.Count(response);
          session.Print(ShowReparsed(session.page(), response));
        }
        session.Note(absl::StrCat(response.readouts_done(), "/",
                                  response.readouts_total()));
        return Continue::kYes;
      });
  session.Note("\r\x1b[K");
  if (!status.ok()) return session.Fail("", status);
  if (!session.json()) session.Print(tally.Summary(arguments.apply));
  return kExitOk;
}

}  // namespace

void AddReparse(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "reparse", "Show what the server's release reads otherwise than before.");
  const auto arguments = std::make_shared<ReparseArguments>();
  command->add_option("NAME", arguments->names,
                      "Readouts. Default: all that another release read.");
  command->add_flag("--apply", arguments->apply,
                    "Append it. What a person decided on is left as it is.");
  command->footer(
      "Examples:\n"
      "  chancery reparse\n"
      "  chancery reparse talk0311-3fa92c81b04e --apply");
  command->callback([arguments, &chosen] {
    chosen = [arguments](const Session& session) {
      return Run(session, *arguments);
    };
  });
}

}  // namespace chancery
