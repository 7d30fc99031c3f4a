#include "client/cli/show_event.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "client/cli/names.h"
#include "client/cli/table.h"
#include "client/cli/text.h"
#include "client/cpp/describe.h"

namespace chancery {
namespace {

constexpr int kIndent = 8;

// What happened, beside the kind, and its words.
struct Story {
  std::vector<std::string> facts;
  std::string words;
  Tone tone = Tone::kPlain;
};

Story StoryOf(const v1::Record& record) {
  Story story;
  story.facts = {WhoWords(record), ActWords(record.act()), record.topic()};
  if (!record.due().empty()) {
    story.facts.push_back(absl::StrCat("due ", record.due()));
  }
  story.words = Quoted(record.quote());
  story.tone = ToneOf(record.kind());
  return story;
}

Story StoryOf(const v1::Event& event) {
  if (const v1::Record* record = RecordOf(event)) return StoryOf(*record);
  switch (event.body_case()) {
    case v1::Event::kReadoutReceived: {
      const v1::ReadoutHeader& header = event.readout_received().header();
      return {{absl::StrJoin(header.parties(), ", "), ModeWords(header.mode())},
              header.title(),
              Tone::kStrong};
    }
    case v1::Event::kReadoutRevised: {
      const v1::ReadoutChange& change = event.readout_revised().change();
      return {{Counted(static_cast<uint64_t>(change.changes_size()), "change"),
               absl::StrCat(change.kept_size(), " kept")},
              event.readout_revised().header().title(),
              Tone::kStrong};
    }
    case v1::Event::kReadoutReparsed: {
      const v1::ReadoutReparsed& reparsed = event.readout_reparsed();
      const v1::ReadoutChange& change = reparsed.change();
      return {{Counted(static_cast<uint64_t>(change.changes_size()), "change"),
               absl::StrCat(change.kept_size(), " kept"),
               absl::StrCat("parser ", reparsed.before().parser_version(),
                            " to ", reparsed.header().parser_version())},
              reparsed.header().title(),
              Tone::kStrong};
    }
    case v1::Event::kTopicTouched: {
      const v1::Touch& touch = event.topic_touched().touch();
      return {{absl::StrJoin(touch.actors(), ", "), touch.topic()},
              Quoted(touch.quote()),
              Tone::kPlain};
    }
    case v1::Event::kRecordRetracted:
      return {
          {ShortName(event.record_retracted().record())}, "", Tone::kAdverse};
    case v1::Event::kFollowUpResolved:
      return {{ShortName(event.follow_up_resolved().record())},
              event.follow_up_resolved().evidence(),
              Tone::kAgreed};
    case v1::Event::kFollowUpRescheduled:
      return {{ShortName(event.follow_up_rescheduled().record()),
               absl::StrCat("due ", event.follow_up_rescheduled().due())},
              Quoted(event.follow_up_rescheduled().due_text()),
              Tone::kPlanned};
    case v1::Event::kAgreementEnded:
      return {{ShortName(event.agreement_ended().record()),
               event.agreement_ended().ended()},
              "",
              Tone::kAdverse};
    case v1::Event::kReadoutWithdrawn:
      return {{}, "", Tone::kAdverse};
    case v1::Event::kStatementMade:
    case v1::Event::kAgreementReached:
    case v1::Event::kFollowUpPlanned:
    case v1::Event::BODY_NOT_SET:
      break;
  }
  return {};
}

std::string HeadLine(const Page& page, const v1::RecordedEvent& recorded,
                     const Story& story) {
  std::vector<std::string> facts;
  for (const std::string& fact : story.facts) {
    if (!fact.empty()) facts.push_back(CleanLine(fact));
  }
  const std::string number =
      PadLeft(absl::StrCat(recorded.sequence()), kIndent - 2);
  const std::string kind = EventKindWords(recorded.event());
  const std::string told = absl::StrJoin(facts, "  ");
  std::string text = absl::StrCat(page.Paint(Tone::kQuiet, number), "  ",
                                  page.Paint(story.tone, kind));
  if (told.empty()) return text + "\n";
  const int width = kIndent + DisplayWidth(kind) + 2 + DisplayWidth(told);
  if (width <= page.width) return absl::StrCat(text, "  ", told, "\n");
  return absl::StrCat(text, "\n", RenderParagraph(page, kIndent, told));
}

// Record time is the server's, and told in UTC.
std::string RecordTime(const v1::RecordedEvent& recorded) {
  const absl::Time time =
      absl::FromUnixSeconds(recorded.record_time().seconds());
  return absl::FormatTime("%Y-%m-%d %H:%M:%SZ", time, absl::UTCTimeZone());
}

}  // namespace

std::string EventLine(const Page& page, const v1::RecordedEvent& recorded) {
  return HeadLine(page, recorded, StoryOf(recorded.event()));
}

std::string ShowEvent(const Page& page, const v1::RecordedEvent& recorded) {
  const Story story = StoryOf(recorded.event());
  std::string text = HeadLine(page, recorded, story);
  if (!story.words.empty()) {
    text += RenderParagraph(page, kIndent, story.words);
  }
  std::string place =
      absl::StrCat(ShortName(recorded.stream()), " revision ",
                   recorded.revision(), ", recorded ", RecordTime(recorded));
  if (!recorded.event().occurred().empty()) {
    place = absl::StrCat(recorded.event().occurred(), ", ", place);
  }
  if (!recorded.event().reason().empty()) {
    absl::StrAppend(&place, ", because: ", recorded.event().reason());
  }
  return text + RenderParagraph(page, kIndent, place, Tone::kQuiet);
}

}  // namespace chancery
