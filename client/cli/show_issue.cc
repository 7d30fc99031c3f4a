#include "client/cli/show_issue.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/cli/names.h"
#include "client/cli/table.h"
#include "client/cpp/describe.h"

namespace chancery {
namespace {

// Where a record can be looked up.
std::string Origin(const v1::Record& record) {
  return ShortName(record.name());
}

Cell WordsAndOrigin(const v1::Record& record) {
  return Cell(Quoted(record.quote())).Add(Origin(record), Tone::kQuiet);
}

Cell DueOf(const v1::FollowUp& follow_up) {
  if (follow_up.due().empty()) return {"no date", Tone::kQuiet};
  std::string window = WindowWords(follow_up.due());
  if (window == follow_up.due()) window.clear();
  return Cell(window, Tone::kPlanned).Add(follow_up.due());
}

Cell FollowUpWords(const v1::FollowUp& follow_up) {
  const v1::Record& record = follow_up.record();
  Cell words(Quoted(record.quote()));
  if (const std::string due = DueWords(record); !due.empty()) {
    words.Add(absl::StrCat("due: ", due), Tone::kPlanned);
  }
  if (follow_up.times_rescheduled() > 0) {
    words.Add(absl::StrCat("rescheduled ",
                           Counted(follow_up.times_rescheduled(), "time")));
  }
  if (!follow_up.evidence().empty()) {
    words.Add(absl::StrCat("shown by ", follow_up.evidence()));
  }
  return words.Add(Origin(record), Tone::kQuiet);
}

// Who has to do it; where nobody is named, all who planned it.
std::string DoerOf(const v1::Record& record) {
  return absl::StrJoin(
      record.responsible().empty() ? record.actors() : record.responsible(),
      ", ");
}

std::string Section(const Page& page, const std::string& title,
                    const Table& table) {
  if (table.empty()) return "";
  return absl::StrCat("\n", page.Paint(Tone::kStrong, title), "\n",
                      table.Render(page, 2));
}

Table PositionTable(const v1::Issue& issue) {
  Table table({{"PARTY"}, {"SINCE"}, {"STANCE"}, {"ACT"}, {"WORDS"}});
  for (const v1::Position& position : issue.positions()) {
    Cell words(Quoted(position.record().quote()));
    if (position.attributed_by_counterpart()) {
      words.Add(
          absl::StrCat("as reported by ", position.record().asserted_by()),
          Tone::kQuiet);
    }
    table.AddRow({{position.party(), Tone::kStrong},
                  position.occurred(),
                  {StanceWords(position.stance()), ToneOf(position.stance())},
                  ActWords(position.record().act()),
                  words.Add(Origin(position.record()), Tone::kQuiet)});
  }
  return table;
}

Table AgreementTable(const v1::Issue& issue) {
  Table table({{"PARTIES"}, {"SINCE"}, {"ACT"}, {"WORDS"}});
  for (const v1::Agreement& agreement : issue.agreements_in_force()) {
    const v1::Record& record = agreement.record();
    table.AddRow({{absl::StrJoin(record.actors(), ", "), Tone::kStrong},
                  agreement.occurred(),
                  {ActWords(record.act()), Tone::kAgreed},
                  WordsAndOrigin(record)});
  }
  return table;
}

Table FollowUpTable(const v1::Issue& issue) {
  Table table({{"DUE"}, {"BY"}, {"ACT"}, {"PLANNED"}, {"WORDS"}});
  for (const v1::FollowUp& follow_up : issue.open_follow_up_actions()) {
    table.AddRow({DueOf(follow_up),
                  {DoerOf(follow_up.record()), Tone::kStrong},
                  ActWords(follow_up.record().act()),
                  follow_up.occurred(),
                  FollowUpWords(follow_up)});
  }
  return table;
}

std::string ContactRange(const v1::Issue& issue) {
  if (issue.first_contact() == issue.last_contact()) {
    return issue.last_contact();
  }
  return absl::StrCat(issue.first_contact(), " .. ", issue.last_contact());
}

std::string CountWords(const v1::Issue& issue) {
  std::string words =
      absl::StrCat(Counted(issue.statements(), "statement"), ", ",
                   Counted(issue.agreements(), "agreement"), ", ",
                   Counted(issue.follow_ups(), "follow-up"));
  if (issue.follow_ups() > 0) {
    absl::StrAppend(&words, " (", issue.open_follow_ups(), " open)");
  }
  if (issue.touches() > 0) {
    absl::StrAppend(&words, ", discussed without a position ",
                    Counted(issue.touches(), "time"));
  }
  return words;
}

std::string TitleOf(const v1::Issue& issue) {
  return issue.topic_title().empty() ? issue.topic() : issue.topic_title();
}

// What a party held: "negative: condemn"; "nothing" where it held nothing.
std::string Held(bool present, const v1::Position& position) {
  if (!present) return "nothing";
  return absl::StrCat(ActWords(position.record().act()), " (",
                      StanceWords(position.stance()), ")");
}

}  // namespace

std::string ShowIssue(const Page& page, const v1::Issue& issue) {
  Table fields({{""}, {""}});
  fields.AddRow({{"Issue", Tone::kQuiet}, ShortName(issue.name())});
  fields.AddRow({{"Contacts", Tone::kQuiet}, ContactRange(issue)});
  fields.AddRow({{"On record", Tone::kQuiet}, CountWords(issue)});
  return absl::StrCat(
      RenderParagraph(page, 0,
                      absl::StrCat(absl::StrJoin(issue.parties(), " – "), ": ",
                                   TitleOf(issue)),
                      Tone::kStrong),
      fields.Render(page),
      Section(page, "Current positions", PositionTable(issue)),
      Section(page, "Agreements in force", AgreementTable(issue)),
      Section(page, "Open follow-ups", FollowUpTable(issue)));
}

std::string ShowIssues(const Page& page, const v1::ListIssuesResponse& list) {
  Table table({{"LAST CONTACT"},
               {"STATED", Align::kRight},
               {"AGREED", Align::kRight},
               {"OPEN", Align::kRight},
               {"ISSUE"}});
  for (const v1::Issue& issue : list.issues()) {
    table.AddRow({issue.last_contact(),
                  absl::StrCat(issue.statements()),
                  {absl::StrCat(issue.agreements()),
                   issue.agreements() > 0 ? Tone::kAgreed : Tone::kQuiet},
                  {absl::StrCat(issue.open_follow_ups()),
                   issue.open_follow_ups() > 0 ? Tone::kPlanned : Tone::kQuiet},
                  {ShortName(issue.name()), Tone::kStrong}});
  }
  return table.empty() ? "No issue matches.\n" : table.Render(page);
}

std::string IssueLine(const Page& page, const v1::Issue& issue) {
  return absl::StrCat(page.Paint(Tone::kStrong, ShortName(issue.name())), "\n",
                      RenderParagraph(page, 4, CountWords(issue)));
}

std::string ShowFollowUps(const Page& page,
                          const v1::ListFollowUpsResponse& list) {
  Table table({{"DUE"}, {"STATUS"}, {"BY"}, {"ACT"}, {"WORDS"}});
  for (const v1::FollowUp& follow_up : list.follow_ups()) {
    const v1::Record& record = follow_up.record();
    Cell words = FollowUpWords(follow_up);
    table.AddRow({DueOf(follow_up),
                  StatusWords(follow_up.status()),
                  {DoerOf(record), Tone::kStrong},
                  ActWords(record.act()),
                  words.Add(ShortName(record.issue()), Tone::kQuiet)});
  }
  return table.empty() ? "No follow-up matches.\n" : table.Render(page);
}

std::string ShowHistory(const Page& page,
                        const v1::GetPositionHistoryResponse& history) {
  Table table({{"SEQ", Align::kRight},
               {"CONTACT"},
               {"PARTY"},
               {"FROM"},
               {"TO"},
               {"WORDS"}});
  for (const v1::PositionChange& change : history.changes()) {
    const v1::Position& newest =
        change.has_after() ? change.after() : change.before();
    Cell words;
    if (change.has_before()) {
      words.Add(
          absl::StrCat("before: ", Quoted(change.before().record().quote())),
          Tone::kQuiet);
    }
    if (change.has_after()) {
      words.Add(absl::StrCat(change.has_before() ? "after: " : "",
                             Quoted(change.after().record().quote())));
    }
    table.AddRow({{absl::StrCat(change.caused_by().sequence()), Tone::kQuiet},
                  newest.occurred(),
                  {change.party(), Tone::kStrong},
                  {Held(change.has_before(), change.before()), Tone::kQuiet},
                  {Held(change.has_after(), change.after()),
                   change.has_after() ? ToneOf(newest.stance()) : Tone::kQuiet},
                  words.Add(Origin(newest.record()), Tone::kQuiet)});
  }
  return table.empty() ? "No position has been reported.\n"
                       : table.Render(page);
}

std::string ShowReadouts(const Page& page,
                         const v1::ListReadoutsResponse& list) {
  Table table({{"CONTACT"},
               {"MODE"},
               {"PARTIES"},
               {"STATED", Align::kRight},
               {"AGREED", Align::kRight},
               {"PLANNED", Align::kRight},
               {"READOUT"}});
  for (const v1::Readout& readout : list.readouts()) {
    const v1::ReadoutHeader& header = readout.header();
    Cell name(ShortName(readout.name()), Tone::kStrong);
    name.Add(header.title());
    if (readout.withdrawn()) name.Add("withdrawn", Tone::kAdverse);
    table.AddRow({header.held_on(), ModeWords(header.mode()),
                  absl::StrJoin(header.parties(), ", "),
                  absl::StrCat(readout.statements()),
                  absl::StrCat(readout.agreements()),
                  absl::StrCat(readout.follow_ups()), name});
  }
  return table.empty() ? "No readout matches.\n" : table.Render(page);
}

}  // namespace chancery
