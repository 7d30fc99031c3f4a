#include "storage/log/log_end.h"

#include <cstddef>
#include <utility>

namespace chancery {
namespace {

// Ends kept in memory, of streams and of issues each: about 10 MB at most.
constexpr std::size_t kEndsKeptMax = 65536;

}  // namespace

LogEnd::LogEnd(const Store& store)
    : store_(store),
      next_{store.length()},
      last_record_time_(store.last_record_time()) {}

absl::StatusOr<Facts> LogEnd::FactsFor(const PreparedProposal& proposal) {
  Facts facts;
  facts.next = next_;
  facts.last_record_time = last_record_time_;
  auto accepted = Accepted(proposal.commit_id);
  if (!accepted.ok()) return accepted.status();
  facts.accepted = *std::move(accepted);
  if (facts.accepted.has_value()) return facts;
  for (const StreamCondition& condition : proposal.conditions) {
    const auto end = StreamEnd(condition.stream);
    if (!end.ok()) return end.status();
    facts.stream_ends.push_back(*end);
  }
  for (const IssueCondition& condition : proposal.issue_conditions) {
    const auto end = IssueEnd(condition.issue);
    if (!end.ok()) return end.status();
    facts.issue_ends.push_back(*end);
  }
  return facts;
}

void LogEnd::Add(const PreparedProposal& proposal,
                 const AcceptedCommit& accepted) {
  const Commit& commit = accepted.commit;
  for (std::size_t i = 0; i < proposal.events.size(); ++i) {
    const PreparedEvent& event = proposal.events[i];
    stream_ends_[proposal.conditions[event.condition].stream] =
        commit.revisions[i];
    for (const std::string& issue : event.issues) {
      issue_ends_[issue] = Sequence{commit.first.value + i};
    }
  }
  next_ = Sequence{commit.last.value + 1};
  last_record_time_ = commit.record_time;
  accepted_.emplace(proposal.commit_id, accepted);
}

void LogEnd::Written() {
  accepted_.clear();
  if (stream_ends_.size() > kEndsKeptMax) stream_ends_.clear();
  if (issue_ends_.size() > kEndsKeptMax) issue_ends_.clear();
}

absl::StatusOr<std::optional<Revision>> LogEnd::StreamEnd(
    const std::string& stream) {
  const auto kept = stream_ends_.find(stream);
  if (kept != stream_ends_.end()) return kept->second;
  const auto index = store_.LastIndex(Family::kStreams, stream);
  if (!index.ok()) return index.status();
  std::optional<Revision> end;
  if (index->has_value()) end = Revision{**index};
  stream_ends_.emplace(stream, end);
  return end;
}

absl::StatusOr<std::optional<Sequence>> LogEnd::IssueEnd(
    const std::string& issue) {
  const auto kept = issue_ends_.find(issue);
  if (kept != issue_ends_.end()) return kept->second;
  const auto index = store_.LastIndex(Family::kIssues, issue);
  if (!index.ok()) return index.status();
  std::optional<Sequence> end;
  if (index->has_value()) end = Sequence{**index};
  issue_ends_.emplace(issue, end);
  return end;
}

absl::StatusOr<std::optional<AcceptedCommit>> LogEnd::Accepted(
    const std::string& commit_id) const {
  const auto added = accepted_.find(commit_id);
  if (added != accepted_.end()) return added->second;
  const auto value = store_.Get(Family::kCommits, commit_id);
  if (!value.ok()) return value.status();
  if (!value->has_value()) return std::nullopt;
  auto accepted = DecodeCommit(commit_id, **value);
  if (!accepted.ok()) return accepted.status();
  return *std::move(accepted);
}

}  // namespace chancery
