#ifndef CHANCERY_STORAGE_LOG_PROPOSAL_H_
#define CHANCERY_STORAGE_LOG_PROPOSAL_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "chancery/v1/event.pb.h"
#include "storage/log/ids.h"

namespace chancery {

// Where a writer believes a stream ends.
class ExpectedRevision {
 public:
  struct NoStreamTag {};
  struct ExistsTag {};
  struct AnyTag {};
  using Value = std::variant<NoStreamTag, Revision, ExistsTag, AnyTag>;

  // Nowhere yet: it has no events.
  static ExpectedRevision NoStream() { return ExpectedRevision(NoStreamTag()); }
  // At the event with this revision.
  static ExpectedRevision Exactly(Revision r) { return ExpectedRevision(r); }
  // It has at least one event.
  static ExpectedRevision Exists() { return ExpectedRevision(ExistsTag()); }
  // The writer does not mind.
  static ExpectedRevision Any() { return ExpectedRevision(AnyTag()); }

  const Value& value() const { return value_; }

 private:
  explicit ExpectedRevision(Value value) : value_(value) {}
  Value value_;
};

// A condition on a stream that is written, or on one that is only looked at.
struct StreamCondition {
  std::string stream;
  ExpectedRevision expected;
};

// The issue has had no event after this sequence; nullopt: none at all.
struct IssueCondition {
  std::string issue;
  std::optional<Sequence> unchanged_since;
};

struct ProposedEvent {
  std::string stream;
  v1::Event event;
};

// What one request wants to append: all of it or nothing.
struct Proposal {
  std::string commit_id;              // 1 to 128 bytes of printable ASCII.
  std::string principal;              // Who caused it; "anonymous" without one.
  std::vector<ProposedEvent> events;  // 1 to 1000, in recording order.
  // One for each stream that is written, at least; each stream once.
  std::vector<StreamCondition> conditions;
  std::vector<IssueCondition> issue_conditions;
  // Texts that the events name by SHA-256; stored with them.
  std::vector<std::string> documents;
};

// Where an accepted proposal stands in the log.
struct Commit {
  Sequence first;
  Sequence last;
  absl::Time record_time;
  std::vector<Revision> revisions;  // One for each event of the proposal.
  bool repeated = false;            // The commit id had been accepted before.
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_PROPOSAL_H_
