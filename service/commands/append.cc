#include "service/commands/append.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"
#include "service/commands/event_checks.h"
#include "service/commands/names.h"
#include "service/commands/readout_state.h"
#include "service/commands/record_references.h"
#include "service/commands/violations.h"

namespace chancery {
namespace {

// Bounds of AppendEventsRequest.
constexpr std::size_t kRequestIdBytesMax = 128;
constexpr std::size_t kEventsBytesMax = std::size_t{4} << 20;
constexpr int kConditionsMax = 1000;

bool IsRequestId(absl::string_view id) {
  if (id.empty() || id.size() > kRequestIdBytesMax) return false;
  for (const char c : id) {
    if (!absl::ascii_isgraph(c) && c != ' ') return false;
  }
  return true;
}

ExpectedRevision ExpectedOf(const v1::StreamCondition& condition) {
  switch (condition.expected_case()) {
    case v1::StreamCondition::kNoStream:
      return ExpectedRevision::NoStream();
    case v1::StreamCondition::kExactly:
      return ExpectedRevision::Exactly(Revision{condition.exactly()});
    case v1::StreamCondition::kExists:
      return ExpectedRevision::Exists();
    case v1::StreamCondition::kAny:
    case v1::StreamCondition::EXPECTED_NOT_SET:
      break;
  }
  return ExpectedRevision::Any();
}

// Gives an event what only the server may say: the issues that it is listed
// under, from the records that it names. Takes away what only the log may say.
void Complete(const ReadoutState* state, v1::Event* event) {
  const auto issue_of = [&](const std::string& name) {
    const v1::Record* record = state == nullptr ? nullptr : state->Find(name);
    return record == nullptr ? std::string() : record->issue();
  };
  const auto unname = [](v1::Record* record) {
    record->clear_name();
    record->clear_sequence();
  };
  switch (event->body_case()) {
    case v1::Event::kStatementMade:
      return unname(event->mutable_statement_made()->mutable_record());
    case v1::Event::kAgreementReached:
      return unname(event->mutable_agreement_reached()->mutable_record());
    case v1::Event::kFollowUpPlanned:
      return unname(event->mutable_follow_up_planned()->mutable_record());
    case v1::Event::kRecordRetracted:
      return event->mutable_record_retracted()->set_issue(
          issue_of(event->record_retracted().record()));
    case v1::Event::kFollowUpResolved:
      return event->mutable_follow_up_resolved()->set_issue(
          issue_of(event->follow_up_resolved().record()));
    case v1::Event::kFollowUpRescheduled:
      return event->mutable_follow_up_rescheduled()->set_issue(
          issue_of(event->follow_up_rescheduled().record()));
    case v1::Event::kAgreementEnded:
      return event->mutable_agreement_ended()->set_issue(
          issue_of(event->agreement_ended().record()));
    case v1::Event::kReadoutWithdrawn: {
      auto* issues = event->mutable_readout_withdrawn()->mutable_issues();
      issues->Clear();
      if (state == nullptr) return;
      for (std::string& issue : state->Issues()) *issues->Add() = issue;
      return;
    }
    case v1::Event::kReadoutReceived:
    case v1::Event::kReadoutRevised:
    case v1::Event::kReadoutReparsed:
    case v1::Event::kTopicTouched:
    case v1::Event::BODY_NOT_SET:
      return;  // Say all that is needed themselves.
  }
}

absl::Status RecordNotFound(const std::string& path,
                            const RecordReference& ref) {
  return MakeError(absl::StatusCode::kFailedPrecondition,
                   v1::ERROR_REASON_RECORD_NOT_FOUND,
                   absl::StrCat(path, ".", ref.field, ": no record \"",
                                ref.record, "\" stands in the event's stream"),
                   {{"record", ref.record}});
}

// The log would say the same; but it must not take the commit when the stream
// reaches that revision while the events are still unjudged.
absl::Status NotThereYet(const std::string& stream, uint64_t expected,
                         const ReadoutState& state) {
  v1::AppendConflict conflict;
  v1::FailedCondition& failed = *conflict.add_failed();
  failed.set_subject(stream);
  failed.set_expected(absl::StrCat("revision ", expected));
  if (state.end().has_value()) {
    failed.set_actual(absl::StrCat("revision ", state.end()->value));
    failed.set_actual_index(state.end()->value);
  } else {
    failed.set_actual("no stream");
  }
  absl::Status status =
      MakeError(absl::StatusCode::kAborted, v1::ERROR_REASON_CONFLICT,
                absl::StrCat(stream, " is at ", failed.actual(), ", not at ",
                             failed.expected()));
  AddDetail(status, conflict);
  return status;
}

// Turns one request into a proposal, taking its events apart; made for one use.
class Translation {
 public:
  Translation(const EventLog& log, v1::AppendEventsRequest request)
      : log_(log), request_(std::move(request)) {}

  absl::StatusOr<Proposal> Run(absl::string_view principal) {
    CheckRequest();
    absl::Status status = violations_.ToStatus();
    if (!status.ok()) return status;
    proposal_.commit_id = request_.request_id();
    proposal_.principal = std::string{principal};
    status = ReadStates();
    for (int i = 0; status.ok() && i < request_.events_size(); ++i) {
      status = AddEvent(i);
    }
    if (status.ok()) status = violations_.ToStatus();
    if (!status.ok()) return status;
    for (const v1::StreamCondition& condition : request_.conditions()) {
      proposal_.conditions.push_back(
          {condition.stream(), Strengthened(condition)});
    }
    for (const v1::IssueCondition& condition : request_.issue_conditions()) {
      proposal_.issue_conditions.push_back(
          {condition.issue(),
           condition.has_no_event()
               ? std::nullopt
               : std::optional(Sequence{condition.unchanged_since()})});
    }
    return std::move(proposal_);
  }

 private:
  void CheckRequest() {
    if (!IsRequestId(request_.request_id())) {
      violations_.Add("request_id", "is not 1 to 128 bytes of printable ASCII");
    }
    if (request_.events_size() < 1 ||
        request_.events_size() > static_cast<int>(kCommitEventsMax)) {
      violations_.Add("events", "are not 1 to 1000");
    }
    CheckConditions();
    std::size_t bytes = 0;
    for (int i = 0; i < request_.events_size(); ++i) {
      CheckProposed(i);
      bytes += request_.events(i).event().ByteSizeLong();
    }
    if (bytes > kEventsBytesMax) {
      violations_.Add("events", "have more than 4 MiB in all");
    }
  }

  void CheckConditions() {
    if (request_.conditions_size() > kConditionsMax) {
      violations_.Add("conditions", "are more than 1000");
    }
    if (request_.issue_conditions_size() > kConditionsMax) {
      violations_.Add("issue_conditions", "are more than 1000");
    }
    for (int i = 0; i < request_.conditions_size(); ++i) {
      const v1::StreamCondition& condition = request_.conditions(i);
      const std::string path = absl::StrCat("conditions[", i, "]");
      if (!IsStreamName(condition.stream())) {
        violations_.Add(path + ".stream", "is no stream's name");
      }
      if (condition.expected_case() == v1::StreamCondition::EXPECTED_NOT_SET) {
        violations_.Add(path + ".expected", "is required");
      }
      if (!conditions_.emplace(condition.stream(), &condition).second) {
        violations_.Add(path + ".stream", "is under a condition already");
      }
    }
    for (int i = 0; i < request_.issue_conditions_size(); ++i) {
      if (!IsIssueName(request_.issue_conditions(i).issue())) {
        violations_.Add(absl::StrCat("issue_conditions[", i, "].issue"),
                        "is no issue's name");
      }
    }
  }

  void CheckProposed(int i) {
    const v1::ProposedEvent& proposed = request_.events(i);
    const std::string path = absl::StrCat("events[", i, "]");
    const auto condition = conditions_.find(proposed.stream());
    if (!IsStreamName(proposed.stream())) {
      violations_.Add(path + ".stream", "is no stream's name");
    } else if (condition == conditions_.end()) {
      violations_.Add("conditions", absl::StrCat("have none for the stream ",
                                                 proposed.stream()));
    }
    // A readout's text begins its stream.
    const bool first = begun_.emplace(proposed.stream(), i).second;
    if (proposed.event().has_readout_received() &&
        condition != conditions_.end() &&
        !(first && condition->second->has_no_stream())) {
      violations_.Add(path + ".event.readout_received",
                      "is not the first event of its stream, under no_stream");
    }
    CheckEvent(proposed.event(), path + ".event", violations_);
  }

  // Reads the streams that events are judged beside.
  absl::Status ReadStates() {
    for (const v1::ProposedEvent& proposed : request_.events()) {
      const std::string& stream = proposed.stream();
      if (!DependsOnStream(proposed.event()) || states_.contains(stream)) {
        continue;
      }
      const v1::StreamCondition& condition = *conditions_.at(stream);
      ReadoutStateBounds bounds;
      bounds.before_commit = request_.request_id();
      if (condition.has_exactly()) bounds.until = Revision{condition.exactly()};
      auto state = ReadReadoutState(log_, stream, bounds);
      if (!state.ok()) return state.status();
      if (condition.has_exactly() &&
          state->end() != Revision{condition.exactly()}) {
        return NotThereYet(stream, condition.exactly(), *state);
      }
      ends_.emplace(stream, state->end());
      // Under no_stream the events of the request are all there is to name.
      states_.emplace(stream, condition.has_no_stream() ? ReadoutState(stream)
                                                        : *std::move(state));
    }
    return absl::OkStatus();
  }

  absl::Status AddEvent(int i) {
    v1::ProposedEvent& proposed = *request_.mutable_events(i);
    const auto found = states_.find(proposed.stream());
    ReadoutState* state = found == states_.end() ? nullptr : &found->second;
    v1::Event event = std::move(*proposed.mutable_event());
    if (state != nullptr) {
      const std::string path = absl::StrCat("events[", i, "].event");
      absl::Status status = CheckAgainst(*state, event, path);
      if (!status.ok()) return status;
    }
    Complete(state, &event);
    if (state != nullptr) {
      const Revision revision{state->end().has_value() ? state->end()->value + 1
                                                       : 0};
      state->Apply(event, revision, std::nullopt, request_.request_id());
    }
    proposal_.events.push_back({proposed.stream(), std::move(event)});
    return absl::OkStatus();
  }

  absl::Status CheckAgainst(const ReadoutState& state, const v1::Event& event,
                            const std::string& path) {
    if (IsAboutReadout(event) && !state.received()) {
      violations_.Add(path, "is about a readout, and its stream has none");
    }
    for (const RecordReference& reference : ReferencesOf(event)) {
      const v1::Record* record = state.Find(reference.record);
      if (record == nullptr) return RecordNotFound(path, reference);
      if (!IsOfKind(*record, reference.kind)) {
        violations_.Add(absl::StrCat(path, ".", reference.field),
                        "names a record of another kind");
      }
    }
    return absl::OkStatus();
  }

  // Events that were judged beside their stream hold only where it still ends
  // as it did then, whatever else the writer does not mind.
  ExpectedRevision Strengthened(const v1::StreamCondition& condition) const {
    const auto end = ends_.find(condition.stream());
    if (end == ends_.end() || condition.has_no_stream()) {
      return ExpectedOf(condition);
    }
    if (end->second.has_value()) {
      return ExpectedRevision::Exactly(*end->second);
    }
    return condition.has_exists() ? ExpectedRevision::Exists()
                                  : ExpectedRevision::NoStream();
  }

  // By a stream's name, which is the request's.
  template <typename Value>
  using ByStream = absl::flat_hash_map<absl::string_view, Value>;

  const EventLog& log_;
  v1::AppendEventsRequest request_;
  Violations violations_;
  ByStream<const v1::StreamCondition*> conditions_;
  ByStream<int> begun_;  // A stream's first event.
  ByStream<ReadoutState> states_;
  ByStream<std::optional<Revision>> ends_;
  Proposal proposal_;
};

}  // namespace

absl::StatusOr<Proposal> ProposalFor(const EventLog& log,
                                     v1::AppendEventsRequest request,
                                     absl::string_view principal) {
  return Translation(log, std::move(request)).Run(principal);
}

bool DependsOnLog(const v1::AppendEventsRequest& request) {
  return std::any_of(request.events().begin(), request.events().end(),
                     [](const v1::ProposedEvent& proposed) {
                       return DependsOnStream(proposed.event());
                     });
}

}  // namespace chancery
