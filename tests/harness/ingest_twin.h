#ifndef CHANCERY_TESTS_HARNESS_INGEST_TWIN_H_
#define CHANCERY_TESTS_HARNESS_INGEST_TWIN_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "rocksdb/env.h"
#include "service/commands/ingest.h"
#include "storage/log/event_log.h"
#include "tests/harness/scripted_ingest.h"

namespace chancery {

// A log that nothing ever happens to. What an ingest makes of a readout here,
// it must have made of the same readout in the log under test. Not thread-safe.
class IngestTwin {
 public:
  // Makes the log in `directory`, which is not there yet, or is left over from
  // a twin of the same test.
  explicit IngestTwin(const std::string& directory);

  const IngestScript& script() const { return script_; }

  // The SHA-256 of the payload of each event of the commit that brought this
  // text to this source. Commits of one source must be asked for in their order
  // in the log; each may be asked for again.
  //   kNotFound  the twin makes no such commit of it, or the script has no such
  //              text.
  absl::StatusOr<std::vector<std::string>> PayloadsOf(
      const std::string& commit_id, const std::string& source,
      const std::string& text_sha256);

 private:
  absl::Status Ingest(const std::string& source,
                      const std::string& text_sha256);

  const IngestScript script_;
  SystemClock clock_;
  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<EventLog> log_;
  std::map<std::string, std::vector<std::string>> payloads_;  // By commit id.
};

}  // namespace chancery

#endif  // CHANCERY_TESTS_HARNESS_INGEST_TWIN_H_
