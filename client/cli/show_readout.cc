#include "client/cli/show_readout.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/cli/names.h"
#include "client/cli/table.h"
#include "client/cpp/describe.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "google/protobuf/util/time_util.h"

namespace chancery {
namespace {

using Records = google::protobuf::RepeatedPtrField<v1::Record>;
using Touches = google::protobuf::RepeatedPtrField<v1::Touch>;
using UnparsedList = google::protobuf::RepeatedPtrField<v1::Unparsed>;

std::string Heading(const Page& page, const std::string& text) {
  return absl::StrCat("\n", page.Paint(Tone::kStrong, text), "\n");
}

uint64_t CountOf(const Records& records, v1::RecordKind kind) {
  return static_cast<uint64_t>(
      std::count_if(records.begin(), records.end(),
                    [kind](const auto& r) { return r.kind() == kind; }));
}

Cell WordsOf(const v1::Record& record) {
  Cell words(Quoted(record.quote()));
  const std::string window = WindowWords(record.due());
  std::vector<std::string> due;
  if (!window.empty()) due.push_back(window);
  if (const std::string said = DueWords(record); !said.empty()) {
    due.push_back(said);
  }
  if (!due.empty()) {
    words.Add(absl::StrCat("due ", absl::StrJoin(due, ", ")), Tone::kPlanned);
  }
  if (record.confidence() == v1::CONFIDENCE_LOW) {
    words.Add("low confidence", Tone::kQuiet);
  }
  return words;
}

std::string ShowRecords(const Page& page, const Records& records) {
  Table table({{"#", Align::kRight},
               {"SEC"},
               {"KIND"},
               {"ACT"},
               {"WHO"},
               {"TOPIC"},
               {"DUE"},
               {"WORDS"}});
  for (int i = 0; i < records.size(); ++i) {
    const v1::Record& record = records[i];
    table.AddRow({{absl::StrCat(i + 1), Tone::kQuiet},
                  record.section(),
                  {KindWords(record.kind()), ToneOf(record.kind())},
                  {ActWords(record.act()), ToneOf(record.kind())},
                  WhoWords(record),
                  record.topic(),
                  {record.due(), Tone::kPlanned},
                  WordsOf(record)});
  }
  return absl::StrCat(
      Heading(
          page,
          absl::StrCat(
              Counted(CountOf(records, v1::RECORD_KIND_STATEMENT), "statement"),
              ", ",
              Counted(CountOf(records, v1::RECORD_KIND_AGREEMENT), "agreement"),
              ", ",
              Counted(CountOf(records, v1::RECORD_KIND_FOLLOW_UP),
                      "follow-up"))),
      table.empty() ? "" : table.Render(page));
}

std::string ShowTouches(const Page& page, const Touches& touches) {
  if (touches.empty()) return "";
  Table table({{"TOPIC"}, {"WHO"}, {"WORDS"}});
  for (const v1::Touch& touch : touches) {
    table.AddRow({touch.topic(), absl::StrJoin(touch.actors(), ", "),
                  Quoted(touch.quote())});
  }
  return absl::StrCat(Heading(page, "Discussed, no position reported"),
                      table.Render(page));
}

std::string ShowUnparsed(const Page& page, const UnparsedList& unparsed) {
  if (unparsed.empty()) return "";
  Table table({{"BYTES"}, {"WORDS"}});
  for (const v1::Unparsed& part : unparsed) {
    table.AddRow({absl::StrCat(part.span().begin(), "-", part.span().end()),
                  Cell(Quoted(part.quote())).Add(part.why(), Tone::kQuiet)});
  }
  return absl::StrCat(Heading(page, "Not understood"), table.Render(page));
}

template <typename Found>
std::string ShowFound(const Page& page, const Found& found) {
  return absl::StrCat(ShowRecords(page, found.records()),
                      ShowTouches(page, found.touches()),
                      ShowUnparsed(page, found.unparsed()));
}

std::string ContactWords(const v1::ReadoutHeader& header) {
  std::vector<std::string> parts = {header.held_on()};
  if (const std::string mode = ModeWords(header.mode()); !mode.empty()) {
    parts.push_back(mode);
  }
  if (!header.initiative().empty()) {
    parts.push_back(absl::StrCat("on the initiative of ", header.initiative()));
  }
  if (!header.venue().empty()) parts.push_back(header.venue());
  if (header.has_duration_minutes()) {
    parts.push_back(absl::StrCat(header.duration_minutes(), " minutes"));
  }
  if (parts.front().empty()) parts.front() = "date not known";
  return absl::StrJoin(parts, ", ");
}

std::string ParticipantWords(const v1::Participant& participant) {
  std::vector<std::string> parts;
  if (!participant.party().empty()) parts.push_back(participant.party());
  if (!participant.name().empty()) parts.push_back(participant.name());
  if (!participant.title().empty()) parts.push_back(participant.title());
  return absl::StrJoin(parts, ", ");
}

void AddHeaderFields(const v1::ReadoutHeader& header, Table& fields) {
  std::string published = header.publisher();
  if (!header.issued_on().empty()) {
    absl::StrAppend(&published, ", ", header.issued_on());
  }
  fields.AddRow({{"Contact", Tone::kQuiet}, ContactWords(header)});
  Cell participants;
  for (const v1::Participant& participant : header.participants()) {
    participants.Add(ParticipantWords(participant));
  }
  if (header.participants().empty()) {
    participants.Add(absl::StrJoin(header.parties(), ", "));
  }
  fields.AddRow({{"Participants", Tone::kQuiet}, participants});
  if (!header.attendees().empty()) {
    Cell attendees;
    for (const v1::Participant& attendee : header.attendees()) {
      attendees.Add(ParticipantWords(attendee));
    }
    fields.AddRow({{"Attended by", Tone::kQuiet}, attendees});
  }
  fields.AddRow({{"Published", Tone::kQuiet}, published});
  fields.AddRow(
      {{"Read as", Tone::kQuiet},
       {absl::StrCat("form ", header.form(), ", language ", header.language(),
                     ", parser ", header.parser_version(), ", lexicon ",
                     header.lexicon_version()),
        Tone::kQuiet}});
  for (const v1::HeaderWarning& warning : header.warnings()) {
    fields.AddRow({{"Warning", Tone::kPlanned}, warning.message()});
  }
}

}  // namespace

std::string ShowHeader(const Page& page, const v1::ReadoutHeader& header) {
  Table fields({{""}, {""}});
  AddHeaderFields(header, fields);
  return absl::StrCat(RenderParagraph(page, 0, header.title(), Tone::kStrong),
                      fields.Render(page));
}

std::string ShowParsed(const Page& page,
                       const v1::ParseReadoutResponse& parsed) {
  return absl::StrCat(ShowHeader(page, parsed.readout()),
                      ShowFound(page, parsed));
}

std::string ShowReadout(const Page& page,
                        const v1::GetReadoutResponse& response) {
  const v1::Readout& readout = response.readout();
  Table fields({{""}, {""}});
  AddHeaderFields(readout.header(), fields);
  fields.AddRow({{"Source", Tone::kQuiet}, readout.source()});
  std::string recorded = absl::StrCat(
      google::protobuf::util::TimeUtil::ToString(readout.record_time()), ", ",
      Counted(readout.text_revisions(), "text"), ", newest event ",
      readout.last_sequence());
  if (readout.withdrawn()) absl::StrAppend(&recorded, ", withdrawn");
  fields.AddRow({{"Recorded", Tone::kQuiet}, recorded});
  fields.AddRow({{"Name", Tone::kQuiet}, readout.name()});
  return absl::StrCat(
      RenderParagraph(page, 0, readout.header().title(), Tone::kStrong),
      fields.Render(page), ShowFound(page, response));
}

std::string ShowChange(const Page& page, const v1::ReadoutChange& change) {
  Table table({{"RECORD"}, {"CHANGE"}, {"WORDS"}});
  for (const v1::RecordChange& record : change.changes()) {
    std::string what = absl::StrJoin(record.differences(), ", ");
    if (record.before().empty()) what = "new";
    if (record.after().empty()) what = "gone";
    table.AddRow(
        {ShortName(record.after().empty() ? record.before() : record.after()),
         what,
         Cell()
             .Add(absl::StrCat(record.before_quote().empty() ? "" : "was ",
                               Quoted(record.before_quote())),
                  Tone::kQuiet)
             .Add(Quoted(record.after_quote()))});
  }
  std::string text = table.empty() ? "" : table.Render(page, 2);
  if (!change.header_fields().empty()) {
    text += RenderParagraph(
        page, 2,
        absl::StrCat("header: ", absl::StrJoin(change.header_fields(), ", ")));
  }
  return text;
}

}  // namespace chancery
