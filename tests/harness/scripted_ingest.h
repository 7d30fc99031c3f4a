#ifndef CHANCERY_TESTS_HARNESS_SCRIPTED_INGEST_H_
#define CHANCERY_TESTS_HARNESS_SCRIPTED_INGEST_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/commands/ingest.h"

namespace chancery {

// Ingests all of whose content follows from their ids, as ScriptedProposal's
// does: a sample readout, as it is or with some more sentences, under a source.
// So who knows that an id was acknowledged knows every byte that must be there.
// Thread-safe once it is made.
class IngestScript {
 public:
  // Reads the sample readouts, and keeps those that the parser takes without
  // being told a date.
  IngestScript();

  // An id names its group: those who share a group share some of its sources,
  // and change each other's texts. Neither part has a space.
  static std::string Id(absl::string_view group, absl::string_view rest);
  // Whether an id is one of these; otherwise it is of a scripted proposal.
  static bool IsId(absl::string_view id);
  // Whether no other id has the same source.
  static bool HasOwnSource(absl::string_view id);

  IngestCommand CommandFor(absl::string_view id) const;

  // The text with this SHA-256 (64 lower-case hex digits); null when no ingest
  // has it.
  const std::string* FindText(const std::string& sha256_hex) const;

 private:
  // All versions of one sample, the sample itself first.
  using Versions = std::vector<std::string>;

  std::vector<Versions> samples_;
  std::map<std::string, const std::string*> by_sha256_;
};

}  // namespace chancery

#endif  // CHANCERY_TESTS_HARNESS_SCRIPTED_INGEST_H_
