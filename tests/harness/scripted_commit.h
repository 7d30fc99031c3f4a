#ifndef CHANCERY_TESTS_HARNESS_SCRIPTED_COMMIT_H_
#define CHANCERY_TESTS_HARNESS_SCRIPTED_COMMIT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "storage/log/proposal.h"

namespace chancery {

// Returns a proposal all of whose content follows from its commit id: events
// for one to three streams, about several issues, of many sizes, now and then
// with a document. So who knows that an id was acknowledged knows every byte
// that must be in the log. Every condition is ExpectedRevision::Any().
Proposal ScriptedProposal(absl::string_view commit_id);

// Whether the writer of this commit states where it expects its streams to end.
// The others can be sent again, unchanged, by anybody.
bool StatesRevisions(absl::string_view commit_id);

// Every stream and every issue that scripted proposals write.
std::vector<std::string> ScriptedStreams();
std::vector<std::string> ScriptedIssues();

}  // namespace chancery

#endif  // CHANCERY_TESTS_HARNESS_SCRIPTED_COMMIT_H_
