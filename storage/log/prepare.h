#ifndef CHANCERY_STORAGE_LOG_PREPARE_H_
#define CHANCERY_STORAGE_LOG_PREPARE_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/log/proposal.h"

namespace chancery {

// Bounds of the names that go into an event's header, in bytes.
inline constexpr std::size_t kCommitIdSizeMax = 128;
inline constexpr std::size_t kNameSizeMax = 512;
inline constexpr std::size_t kPrincipalSizeMax = 512;
inline constexpr std::size_t kOccurredSizeMax = 128;

// Fills `count` bytes at `bytes` with random ones. Thread-safe.
using EntropySource = std::function<void(char* bytes, std::size_t count)>;

// An event whose stored bytes are ready but for its place in the log.
struct PreparedEvent {
  std::size_t condition = 0;  // The index of its stream's condition.
  std::vector<std::string> issues;
  std::string value;  // From EncodeEvent, for PlaceEvent.
};

struct PreparedDocument {
  std::string digest;  // SHA-256, 32 bytes.
  std::string text;
};

// A proposal with everything done that does not depend on what comes before
// it in the log, so that the one writer has little left to do.
struct PreparedProposal {
  std::string commit_id;
  // SHA-256 over streams, payloads, conditions and documents: what makes two
  // proposals the same. Not over salts, which differ each time.
  std::string content_digest;
  std::vector<StreamCondition> conditions;
  std::vector<IssueCondition> issue_conditions;
  std::vector<PreparedEvent> events;
  std::vector<PreparedDocument> documents;
  std::size_t bytes = 0;  // That the log will write, about.
};

// Checks a proposal's bounds and makes its stored bytes.
//   kInvalidArgument / INVALID_FIELD  names the first field that breaks one.
absl::StatusOr<PreparedProposal> Prepare(Proposal proposal,
                                         const EntropySource& entropy);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_PREPARE_H_
