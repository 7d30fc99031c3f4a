#include "storage/log/decide.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <variant>

#include "absl/strings/str_cat.h"
#include "chancery/v1/errors.pb.h"
#include "storage/log/errors.h"

namespace chancery {
namespace {

bool Holds(const ExpectedRevision& expected,
           const std::optional<Revision>& end) {
  struct Visitor {
    const std::optional<Revision>& end;
    bool operator()(ExpectedRevision::NoStreamTag) { return !end.has_value(); }
    bool operator()(Revision revision) { return end == revision; }
    bool operator()(ExpectedRevision::ExistsTag) { return end.has_value(); }
    bool operator()(ExpectedRevision::AnyTag) { return true; }
  };
  return std::visit(Visitor{end}, expected.value());
}

std::string InWords(const ExpectedRevision& expected) {
  struct Visitor {
    std::string operator()(ExpectedRevision::NoStreamTag) {
      return "no stream";
    }
    std::string operator()(Revision revision) {
      return absl::StrCat("revision ", revision.value);
    }
    std::string operator()(ExpectedRevision::ExistsTag) { return "exists"; }
    std::string operator()(ExpectedRevision::AnyTag) { return "any"; }
  };
  return std::visit(Visitor{}, expected.value());
}

void AddFailed(const StreamCondition& condition,
               const std::optional<Revision>& end,
               v1::AppendConflict* conflict) {
  v1::FailedCondition* const failed = conflict->add_failed();
  failed->set_subject(condition.stream);
  failed->set_expected(InWords(condition.expected));
  failed->set_actual("no stream");
  if (end.has_value()) {
    failed->set_actual(absl::StrCat("revision ", end->value));
    failed->set_actual_index(end->value);
  }
}

void AddFailed(const IssueCondition& condition, Sequence end,
               v1::AppendConflict* conflict) {
  v1::FailedCondition* const failed = conflict->add_failed();
  failed->set_subject(condition.issue);
  failed->set_expected(
      condition.unchanged_since.has_value()
          ? absl::StrCat("unchanged since ", condition.unchanged_since->value)
          : "no event");
  failed->set_actual(absl::StrCat("changed at ", end.value));
  failed->set_actual_index(end.value);
}

v1::AppendConflict FailedConditions(const Facts& facts,
                                    const PreparedProposal& proposal) {
  v1::AppendConflict conflict;
  for (std::size_t i = 0; i < proposal.conditions.size(); ++i) {
    const StreamCondition& condition = proposal.conditions[i];
    if (!Holds(condition.expected, facts.stream_ends[i])) {
      AddFailed(condition, facts.stream_ends[i], &conflict);
    }
  }
  for (std::size_t i = 0; i < proposal.issue_conditions.size(); ++i) {
    const IssueCondition& condition = proposal.issue_conditions[i];
    const std::optional<Sequence>& end = facts.issue_ends[i];
    // An issue without events is older than any sequence.
    if (end > condition.unchanged_since) {
      AddFailed(condition, *end, &conflict);
    }
  }
  return conflict;
}

// The revision of each event: its stream's next one.
std::vector<Revision> RevisionsFor(const Facts& facts,
                                   const PreparedProposal& proposal) {
  std::vector<std::optional<Revision>> ends = facts.stream_ends;
  std::vector<Revision> revisions;
  revisions.reserve(proposal.events.size());
  for (const PreparedEvent& event : proposal.events) {
    std::optional<Revision>& end = ends[event.condition];
    end = Revision{end.has_value() ? end->value + 1 : 0};
    revisions.push_back(*end);
  }
  return revisions;
}

// As it is stored: to the microsecond.
absl::Time ToMicroseconds(absl::Time time) {
  return absl::FromUnixMicros(absl::ToUnixMicros(time));
}

}  // namespace

absl::StatusOr<Commit> Decide(const Facts& facts,
                              const PreparedProposal& proposal,
                              absl::Time now) {
  if (facts.accepted.has_value()) {
    if (facts.accepted->content_digest != proposal.content_digest) {
      return CommitIdReused(proposal.commit_id);
    }
    Commit commit = facts.accepted->commit;
    commit.repeated = true;
    return commit;
  }
  const v1::AppendConflict conflict = FailedConditions(facts, proposal);
  if (!conflict.failed().empty()) return Conflict(conflict);
  Commit commit;
  commit.first = facts.next;
  commit.last = Sequence{facts.next.value + proposal.events.size() - 1};
  commit.record_time = std::max(facts.last_record_time, ToMicroseconds(now));
  commit.revisions = RevisionsFor(facts, proposal);
  return commit;
}

}  // namespace chancery
