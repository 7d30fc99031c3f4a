#ifndef CHANCERY_TESTS_HARNESS_LOG_CHECKER_H_
#define CHANCERY_TESTS_HARNESS_LOG_CHECKER_H_

#include <map>
#include <string>
#include <vector>

#include "storage/log/event_log.h"
#include "storage/log/ids.h"
#include "tests/harness/ingest_twin.h"

namespace chancery {

// Where a commit was acknowledged to stand.
struct Acknowledgement {
  Sequence first;
  Sequence last;
};

// By the id of a scripted commit or a scripted ingest.
using Acknowledgements = std::map<std::string, Acknowledgement>;

// Reads the whole of a log that scripted proposals (see scripted_commit.h) and
// scripted ingests have been appended to, and returns what it finds against the
// log's promises; each sentence begins with the promise's name. Nothing is
// found in a sound log. `twin` says what the ingests must have made; without it
// every commit has to be a scripted proposal.
//   Dense    sequences and revisions have no gap.
//   Atomic   every commit is there with all of its events, in one stretch.
//   Durable  every acknowledged commit is there, where it was acknowledged,
//            with every byte of its events and documents.
//   Indexed  streams, issues and commits are found through the indexes as the
//            events say.
std::vector<std::string> Violations(const EventLog& log,
                                    const Acknowledgements& acknowledged,
                                    IngestTwin* twin = nullptr);

}  // namespace chancery

#endif  // CHANCERY_TESTS_HARNESS_LOG_CHECKER_H_
