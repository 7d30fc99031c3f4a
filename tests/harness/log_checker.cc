#include "tests/harness/log_checker.h"

#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "storage/log/digest.h"
#include "tests/harness/scripted_commit.h"

namespace chancery {
namespace {

// One event, without its words.
struct SeenEvent {
  std::string stream;
  Revision revision;
  std::string payload_digest;  // SHA-256 of the payload alone.
};

struct SeenCommit {
  Sequence first;
  std::vector<SeenEvent> events;
};

ReadOptions Everything(ReadOptions::Scope scope, std::string name) {
  ReadOptions options;
  options.scope = scope;
  options.name = std::move(name);
  options.events_max = std::numeric_limits<std::size_t>::max();
  options.bytes_max = std::numeric_limits<std::size_t>::max();
  return options;
}

class Checker {
 public:
  Checker(const EventLog& log, const Acknowledgements& acknowledged)
      : log_(log), acknowledged_(acknowledged) {}

  std::vector<std::string> Run() {
    ReadAll();
    for (const auto& [id, commit] : commits_) CheckCommit(id, commit);
    for (const auto& [id, acknowledgement] : acknowledged_) {
      CheckAcknowledged(id, acknowledgement);
    }
    CheckIndexes();
    return std::move(violations_);
  }

 private:
  template <typename... Parts>
  void Report(const Parts&... parts) {
    violations_.push_back(absl::StrCat(parts...));
  }

  void ReadAll() {
    const absl::Status status =
        log_.Read(Everything(ReadOptions::Scope::kAll, ""),
                  [this](const StoredEvent& event) {
                    See(event);
                    return true;
                  });
    if (!status.ok()) Report("Durable: the log reads ", status.ToString());
    const std::optional<Sequence> head = log_.Head();
    const uint64_t length = head.has_value() ? head->value + 1 : 0;
    if (next_ != length) {
      Report("Dense: ", next_, " events are read of ", length);
    }
  }

  void See(const StoredEvent& event) {
    const EventHeader& header = event.header;
    if (header.sequence.value != next_) {
      Report("Dense: sequence ", header.sequence.value, " follows ", next_);
    }
    next_ = header.sequence.value + 1;
    std::vector<uint64_t>& stream = streams_[header.stream];
    if (header.revision.value != stream.size()) {
      Report("Dense: ", header.stream, " has revision ", header.revision.value,
             " after ", stream.size(), " events");
    }
    stream.push_back(header.sequence.value);
    for (const std::string& issue : header.issues) {
      issues_[issue].push_back(header.sequence.value);
    }
    if (header.record_time < last_record_time_) {
      Report("Dense: record time decreases at ", header.sequence.value);
    }
    last_record_time_ = header.record_time;
    SeenCommit& commit = commits_[header.commit_id];
    if (commit.events.empty()) commit.first = header.sequence;
    if (commit.first.value + commit.events.size() != header.sequence.value) {
      Report("Atomic: commit ", header.commit_id, " is in pieces at ",
             header.sequence.value);
    }
    commit.events.push_back(
        {header.stream, header.revision, Sha256(event.payload)});
  }

  // Whether the commit has the events that its id stands for.
  void CheckCommit(const std::string& id, const SeenCommit& commit) {
    const Proposal proposal = ScriptedProposal(id);
    if (commit.events.size() != proposal.events.size()) {
      Report("Atomic: commit ", id, " has ", commit.events.size(),
             " events of ", proposal.events.size());
      return;
    }
    for (std::size_t i = 0; i < commit.events.size(); ++i) {
      if (commit.events[i].stream != proposal.events[i].stream ||
          commit.events[i].payload_digest !=
              Sha256(proposal.events[i].event.SerializeAsString())) {
        Report("Durable: event ", i, " of commit ", id, " has other content");
      }
    }
    for (const std::string& text : proposal.documents) {
      const auto stored = log_.Document(absl::BytesToHexString(Sha256(text)));
      if (!stored.ok() || *stored != text) {
        Report("Durable: a document of commit ", id, " reads ",
               stored.status().ToString());
      }
    }
    CheckCommitIndex(id, commit);
  }

  void CheckCommitIndex(const std::string& id, const SeenCommit& commit) {
    const auto found = log_.FindCommit(id);
    if (!found.ok() || !found->has_value()) {
      Report("Indexed: commit ", id,
             " is not found: ", found.status().ToString());
      return;
    }
    std::vector<Revision> revisions;
    for (const SeenEvent& event : commit.events) {
      revisions.push_back(event.revision);
    }
    if ((*found)->first != commit.first || (*found)->revisions != revisions) {
      Report("Indexed: commit ", id, " is found somewhere else");
    }
  }

  void CheckAcknowledged(const std::string& id,
                         const Acknowledgement& acknowledgement) {
    const auto found = commits_.find(id);
    if (found == commits_.end()) {
      Report("Durable: commit ", id, ", acknowledged at ",
             acknowledgement.first.value, ", is lost");
      return;
    }
    const SeenCommit& commit = found->second;
    const uint64_t last = commit.first.value + commit.events.size() - 1;
    if (commit.first != acknowledgement.first ||
        last != acknowledgement.last.value) {
      Report("Durable: commit ", id, " stands at ", commit.first.value, " to ",
             last, ", and was acknowledged at ", acknowledgement.first.value,
             " to ", acknowledgement.last.value);
    }
  }

  void CheckIndexes() {
    for (const std::string& stream : ScriptedStreams()) {
      CheckIndex(ReadOptions::Scope::kStream, stream, streams_[stream]);
    }
    for (const std::string& issue : ScriptedIssues()) {
      CheckIndex(ReadOptions::Scope::kIssue, issue, issues_[issue]);
    }
  }

  void CheckIndex(ReadOptions::Scope scope, const std::string& name,
                  const std::vector<uint64_t>& expected) {
    std::vector<uint64_t> found;
    const absl::Status status =
        log_.Read(Everything(scope, name), [&found](const StoredEvent& event) {
          found.push_back(event.header.sequence.value);
          return true;
        });
    if (!status.ok()) Report("Indexed: ", name, " reads ", status.ToString());
    if (found != expected) {
      Report("Indexed: ", name, " lists ", found.size(), " events, and has ",
             expected.size());
    }
  }

  const EventLog& log_;
  const Acknowledgements& acknowledged_;
  std::vector<std::string> violations_;
  uint64_t next_ = 0;
  absl::Time last_record_time_ = absl::InfinitePast();
  std::map<std::string, SeenCommit> commits_;
  std::map<std::string, std::vector<uint64_t>> streams_;
  std::map<std::string, std::vector<uint64_t>> issues_;
};

}  // namespace

std::vector<std::string> Violations(const EventLog& log,
                                    const Acknowledgements& acknowledged) {
  return Checker(log, acknowledged).Run();
}

}  // namespace chancery
