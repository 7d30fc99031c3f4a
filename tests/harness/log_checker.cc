#include "tests/harness/log_checker.h"

#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
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
  std::string text_sha256;  // Of an ingest: the text that it brought.
};

// What one commit must hold.
struct Expected {
  std::vector<std::string> streams;          // One for each event.
  std::vector<std::string> payload_digests;  // The same.
  std::vector<std::string> documents;
};

Expected ExpectedOfScript(const std::string& id) {
  Expected expected;
  for (const ProposedEvent& proposed : ScriptedProposal(id).events) {
    expected.streams.push_back(proposed.stream);
    expected.payload_digests.push_back(
        Sha256(proposed.event.SerializeAsString()));
  }
  expected.documents = ScriptedProposal(id).documents;
  return expected;
}

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
  Checker(const EventLog& log, const Acknowledgements& acknowledged,
          IngestTwin* twin)
      : log_(log), acknowledged_(acknowledged), twin_(twin) {}

  std::vector<std::string> Run() {
    ReadAll();
    for (const auto& [first, id] : order_) CheckCommit(id, commits_[id]);
    for (const auto& [id, acknowledgement] : acknowledged_) {
      if (IngestScript::IsId(id)) {
        CheckAcknowledgedIngest(id, acknowledgement);
      } else {
        CheckAcknowledged(id, acknowledgement);
      }
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
    if (commit.events.empty()) {
      commit.first = header.sequence;
      order_[header.sequence.value] = header.commit_id;
      if (twin_ != nullptr) SeeText(event, &commit);
    }
    if (commit.first.value + commit.events.size() != header.sequence.value) {
      Report("Atomic: commit ", header.commit_id, " is in pieces at ",
             header.sequence.value);
    }
    commit.events.push_back(
        {header.stream, header.revision, Sha256(event.payload)});
  }

  // Notes which text, of which source, an ingest brought: its first event says.
  void SeeText(const StoredEvent& stored, SeenCommit* commit) {
    if (!absl::StartsWith(stored.header.commit_id, "ingest-")) return;
    const auto recorded = ToRecordedEvent(stored);
    if (!recorded.ok()) return;  // Its payload is compared in any case.
    const v1::Event& event = recorded->event();
    if (event.has_readout_received()) {
      const v1::ReadoutReceived& received = event.readout_received();
      sources_.emplace(stored.header.stream, received.source());
      commit->text_sha256 = received.header().text_sha256();
    } else {
      commit->text_sha256 = event.readout_revised().header().text_sha256();
    }
  }

  absl::StatusOr<Expected> ExpectedOf(const std::string& id,
                                      const SeenCommit& commit) {
    if (commit.text_sha256.empty()) return ExpectedOfScript(id);
    const std::string& stream = commit.events[0].stream;
    auto payloads = twin_->PayloadsOf(id, sources_[stream], commit.text_sha256);
    if (!payloads.ok()) return payloads.status();
    Expected expected;
    expected.streams.assign(payloads->size(), stream);
    expected.payload_digests = *std::move(payloads);
    expected.documents.push_back(*twin_->script().FindText(commit.text_sha256));
    return expected;
  }

  // Whether the commit has the events that its id stands for.
  void CheckCommit(const std::string& id, const SeenCommit& commit) {
    const auto expected = ExpectedOf(id, commit);
    if (!expected.ok()) {
      Report("Atomic: commit ", id, ": ", expected.status().ToString());
      return;
    }
    if (commit.events.size() != expected->streams.size()) {
      Report("Atomic: commit ", id, " has ", commit.events.size(),
             " events of ", expected->streams.size());
      return;
    }
    for (std::size_t i = 0; i < commit.events.size(); ++i) {
      if (commit.events[i].stream != expected->streams[i] ||
          commit.events[i].payload_digest != expected->payload_digests[i]) {
        Report("Durable: event ", i, " of commit ", id, " has other content");
      }
    }
    for (const std::string& text : expected->documents) {
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
    CheckPlace(id, found->second, acknowledgement);
  }

  void CheckAcknowledgedIngest(const std::string& id,
                               const Acknowledgement& acknowledgement) {
    const IngestCommand command = twin_->script().CommandFor(id);
    const auto found = order_.find(acknowledgement.first.value);
    if (found == order_.end()) {
      Report("Durable: ingest ", id, ", acknowledged at ",
             acknowledgement.first.value, ", is lost");
      return;
    }
    const SeenCommit& commit = commits_[found->second];
    if (commit.events[0].stream != ReadoutName(command.source) ||
        commit.text_sha256 != absl::BytesToHexString(Sha256(command.text))) {
      Report("Durable: ingest ", id, ", acknowledged at ",
             acknowledgement.first.value, ", is lost: ", found->second,
             " stands there");
      return;
    }
    CheckPlace(id, commit, acknowledgement);
  }

  void CheckPlace(const std::string& id, const SeenCommit& commit,
                  const Acknowledgement& acknowledgement) {
    const uint64_t last = commit.first.value + commit.events.size() - 1;
    if (commit.first != acknowledgement.first ||
        last != acknowledgement.last.value) {
      Report("Durable: commit ", id, " stands at ", commit.first.value, " to ",
             last, ", and was acknowledged at ", acknowledgement.first.value,
             " to ", acknowledgement.last.value);
    }
  }

  void CheckIndexes() {
    // Those that scripts write must have nothing more than what was seen.
    for (const std::string& stream : ScriptedStreams()) streams_[stream];
    for (const std::string& issue : ScriptedIssues()) issues_[issue];
    for (const auto& [stream, sequences] : streams_) {
      CheckIndex(ReadOptions::Scope::kStream, stream, sequences);
    }
    for (const auto& [issue, sequences] : issues_) {
      CheckIndex(ReadOptions::Scope::kIssue, issue, sequences);
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
  IngestTwin* const twin_;  // Or null.
  std::vector<std::string> violations_;
  uint64_t next_ = 0;
  absl::Time last_record_time_ = absl::InfinitePast();
  std::map<std::string, SeenCommit> commits_;
  std::map<uint64_t, std::string> order_;       // Commit ids by first sequence.
  std::map<std::string, std::string> sources_;  // By stream.
  std::map<std::string, std::vector<uint64_t>> streams_;
  std::map<std::string, std::vector<uint64_t>> issues_;
};

}  // namespace

std::vector<std::string> Violations(const EventLog& log,
                                    const Acknowledgements& acknowledged,
                                    IngestTwin* twin) {
  return Checker(log, acknowledged, twin).Run();
}

}  // namespace chancery
