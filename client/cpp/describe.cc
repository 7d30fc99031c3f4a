#include "client/cpp/describe.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace chancery {
namespace {

// "ACT_JOINT_VIEW" without "ACT_", in small letters, with spaces.
std::string EnumWords(absl::string_view name, absl::string_view prefix) {
  std::string words = absl::AsciiStrToLower(absl::StripPrefix(name, prefix));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string OneLine(absl::string_view text) {
  return absl::StrJoin(
      absl::StrSplit(text, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty()), " ");
}

std::string RecordWords(const v1::Record& record) {
  std::string words = absl::StrJoin(record.actors(), ", ");
  if (!record.addressees().empty()) {
    absl::StrAppend(&words, " to ", absl::StrJoin(record.addressees(), ", "));
  }
  absl::StrAppend(&words, ", ", ActWords(record.act()), ", ", record.topic());
  if (!record.due().empty()) absl::StrAppend(&words, ", due ", record.due());
  return absl::StrCat(words, ": \"", OneLine(record.quote()), "\"");
}

// What an event that made no record is about.
std::string OtherWords(const v1::Event& event) {
  switch (event.body_case()) {
    case v1::Event::kReadoutReceived:
      return event.readout_received().header().title();
    case v1::Event::kReadoutReparsed:
      return absl::StrCat(event.readout_reparsed().change().changes_size(),
                          " records read otherwise");
    case v1::Event::kReadoutRevised:
      return absl::StrCat(event.readout_revised().change().changes_size(),
                          " records changed");
    case v1::Event::kTopicTouched:
      return absl::StrCat(event.topic_touched().touch().topic(), ": \"",
                          event.topic_touched().touch().quote(), "\"");
    case v1::Event::kRecordRetracted:
      return event.record_retracted().record();
    case v1::Event::kFollowUpResolved:
      return absl::StrCat(
          event.follow_up_resolved().record(), ", ",
          EnumWords(
              v1::Resolution_Name(event.follow_up_resolved().resolution()),
              "RESOLUTION_"));
    case v1::Event::kFollowUpRescheduled:
      return absl::StrCat(event.follow_up_rescheduled().record(), ", due ",
                          event.follow_up_rescheduled().due());
    case v1::Event::kAgreementEnded:
      return event.agreement_ended().record();
    case v1::Event::kReadoutWithdrawn:
    case v1::Event::kStatementMade:
    case v1::Event::kAgreementReached:
    case v1::Event::kFollowUpPlanned:
    case v1::Event::BODY_NOT_SET:
      break;
  }
  return "";
}

}  // namespace

const v1::Record* RecordOf(const v1::Event& event) {
  if (event.has_statement_made()) return &event.statement_made().record();
  if (event.has_agreement_reached()) return &event.agreement_reached().record();
  if (event.has_follow_up_planned()) return &event.follow_up_planned().record();
  return nullptr;
}

std::string EventKindWords(const v1::Event& event) {
  const auto kind = static_cast<v1::EventKind>(event.body_case());
  // A newer server's event: say so, rather than nothing.
  if (!v1::EventKind_IsValid(kind) || kind == v1::EVENT_KIND_UNSPECIFIED) {
    return "event of an unknown kind";
  }
  return EnumWords(v1::EventKind_Name(kind), "EVENT_KIND_");
}

std::string ActWords(v1::Act act) {
  return EnumWords(v1::Act_Name(act), "ACT_");
}

std::string Describe(const v1::RecordedEvent& recorded) {
  const v1::Record* record = RecordOf(recorded.event());
  const std::string what =
      record != nullptr ? RecordWords(*record) : OtherWords(recorded.event());
  std::string line =
      absl::StrCat(recorded.sequence(), " ", EventKindWords(recorded.event()));
  if (!what.empty()) absl::StrAppend(&line, ": ", OneLine(what));
  return line;
}

}  // namespace chancery
