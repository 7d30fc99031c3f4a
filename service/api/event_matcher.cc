#include "service/api/event_matcher.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/commands/names.h"
#include "service/commands/violations.h"

namespace chancery {
namespace {

constexpr int kValuesMax = 1000;

template <typename Repeated>
void CheckEach(absl::string_view field, const Repeated& values,
               bool (*is_one)(absl::string_view), absl::string_view why,
               Violations& violations) {
  for (int i = 0; i < values.size(); ++i) {
    if (!is_one(values.Get(i))) {
      violations.Add(absl::StrCat("filter.", field, "[", i, "]"), why);
    }
  }
}

absl::Status Check(const v1::EventFilter& filter) {
  Violations violations;
  const int values = filter.parties_size() + filter.topics_size() +
                     filter.issues_size() + filter.kinds_size() +
                     filter.streams_size() + filter.actors_size();
  if (values > kValuesMax) {
    violations.Add("filter", "has more than 1000 values");
  }
  CheckEach("parties", filter.parties(), &IsPartyCode, "is no party code",
            violations);
  CheckEach("actors", filter.actors(), &IsPartyCode, "is no party code",
            violations);
  CheckEach("topics", filter.topics(), &IsTopicCode, "is no topic code",
            violations);
  CheckEach("issues", filter.issues(), &IsIssueName, "is no issue's name",
            violations);
  CheckEach("streams", filter.streams(), &IsStreamName, "is no stream's name",
            violations);
  for (int i = 0; i < filter.kinds_size(); ++i) {
    if (filter.kinds(i) == v1::EVENT_KIND_UNSPECIFIED ||
        !v1::EventKind_IsValid(filter.kinds(i))) {
      violations.Add(absl::StrCat("filter.kinds[", i, "]"), "is no kind");
    }
  }
  return violations.ToStatus();
}

// The actors of the record that an event made; none for other events.
std::vector<std::string> ActorsOf(const v1::Event& event) {
  const v1::Record* record = nullptr;
  if (event.has_statement_made()) {
    record = &event.statement_made().record();
  } else if (event.has_agreement_reached()) {
    record = &event.agreement_reached().record();
  } else if (event.has_follow_up_planned()) {
    record = &event.follow_up_planned().record();
  } else {
    return {};
  }
  return {record->actors().begin(), record->actors().end()};
}

}  // namespace

absl::StatusOr<EventMatcher> EventMatcher::Make(const v1::EventFilter& filter) {
  const absl::Status status = Check(filter);
  if (!status.ok()) return status;
  return EventMatcher(filter);
}

EventMatcher::EventMatcher(const v1::EventFilter& filter)
    : parties_(filter.parties().begin(), filter.parties().end()),
      topics_(filter.topics().begin(), filter.topics().end()),
      issues_(filter.issues().begin(), filter.issues().end()),
      streams_(filter.streams().begin(), filter.streams().end()),
      actors_(filter.actors().begin(), filter.actors().end()),
      kinds_(filter.kinds().begin(), filter.kinds().end()) {}

bool EventMatcher::MatchesAll() const {
  return parties_.empty() && topics_.empty() && issues_.empty() &&
         streams_.empty() && actors_.empty() && kinds_.empty();
}

bool EventMatcher::MatchesIssue(const std::string& issue) const {
  if (!issues_.empty() && !issues_.contains(issue)) return false;
  if (!parties_.empty() && !AreParty(parties_, issue)) return false;
  if (topics_.empty()) return true;
  const absl::string_view topic = TopicOfIssue(issue);
  return std::any_of(
      topics_.begin(), topics_.end(),
      [&](const std::string& family) { return IsOfTopic(topic, family); });
}

bool EventMatcher::MatchesHeader(const EventHeader& header) const {
  if (!kinds_.empty() && !kinds_.contains(header.kind)) return false;
  if (!streams_.empty() && !streams_.contains(header.stream)) return false;
  // One and the same issue has to match in every respect.
  return (parties_.empty() && topics_.empty() && issues_.empty()) ||
         std::any_of(
             header.issues.begin(), header.issues.end(),
             [&](const std::string& issue) { return MatchesIssue(issue); });
}

absl::StatusOr<bool> EventMatcher::Matches(const StoredEvent& stored) const {
  if (!MatchesHeader(stored.header)) return false;
  if (actors_.empty()) return true;
  const auto recorded = ToRecordedEvent(stored);
  if (!recorded.ok()) return recorded.status();
  const std::vector<std::string> actors = ActorsOf(recorded->event());
  return std::any_of(
      actors.begin(), actors.end(),
      [&](const std::string& actor) { return actors_.contains(actor); });
}

bool IsOfTopic(absl::string_view topic, absl::string_view family) {
  return absl::StartsWith(topic, family) &&
         (topic.size() == family.size() || topic[family.size()] == '.');
}

bool AreParty(const std::vector<std::string>& parties,
              absl::string_view issue) {
  const std::vector<std::string> of_issue = PartiesOfIssue(issue);
  return std::all_of(
      parties.begin(), parties.end(), [&](const std::string& party) {
        return std::find(of_issue.begin(), of_issue.end(), party) !=
               of_issue.end();
      });
}

}  // namespace chancery
