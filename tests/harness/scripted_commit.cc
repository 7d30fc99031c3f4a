#include "tests/harness/scripted_commit.h"

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "storage/log/bytes.h"
#include "storage/log/digest.h"

namespace chancery {
namespace {

constexpr uint64_t kStreams = 24;
constexpr uint64_t kIssues = 12;
constexpr uint64_t kEventsMax = 8;
constexpr uint64_t kWordsSizeMax = 3000;

std::string StreamName(uint64_t number) {
  return absl::StrCat("readouts/crash-", number);
}

std::string IssueName(uint64_t number) {
  return absl::StrCat("issues/jpn-nor.topic.", number);
}

// Random numbers that are the same for the same id on every machine.
std::mt19937_64 RandomFor(absl::string_view commit_id) {
  return std::mt19937_64(GetBigEndian<uint64_t>(Sha256(commit_id).data()));
}

std::string Words(std::mt19937_64* random) {
  // Mostly short, sometimes long.
  const uint64_t size_max = 1 + (*random)() % kWordsSizeMax;
  std::string words(1 + (*random)() % size_max, ' ');
  for (char& c : words) c = static_cast<char>('a' + (*random)() % 26);
  return words;
}

v1::Event ScriptedEvent(std::mt19937_64* random) {
  v1::Event event;
  event.set_occurred("2004-03-11");
  event.set_origin("crash");
  if ((*random)() % 8 == 0) {
    event.mutable_readout_received()->set_source(Words(random));
    return event;
  }
  v1::Record* const record = event.mutable_statement_made()->mutable_record();
  record->set_issue(IssueName((*random)() % kIssues));
  record->set_quote(Words(random));
  return event;
}

}  // namespace

Proposal ScriptedProposal(absl::string_view commit_id) {
  std::mt19937_64 random = RandomFor(commit_id);
  Proposal proposal;
  proposal.commit_id = std::string(commit_id);
  proposal.principal = "harness";
  const uint64_t first_stream = random() % kStreams;
  const uint64_t streams = 1 + random() % 3;
  const uint64_t events = streams + random() % kEventsMax;
  for (uint64_t i = 0; i < streams; ++i) {
    proposal.conditions.push_back(
        {StreamName((first_stream + i) % kStreams), ExpectedRevision::Any()});
  }
  for (uint64_t i = 0; i < events; ++i) {
    proposal.events.push_back(
        {proposal.conditions[i % streams].stream, ScriptedEvent(&random)});
  }
  if (random() % 4 == 0) proposal.documents.push_back(Words(&random));
  return proposal;
}

bool StatesRevisions(absl::string_view commit_id) {
  return Sha256(commit_id).back() % 2 == 0;
}

std::vector<std::string> ScriptedStreams() {
  std::vector<std::string> names;
  for (uint64_t i = 0; i < kStreams; ++i) names.push_back(StreamName(i));
  return names;
}

std::vector<std::string> ScriptedIssues() {
  std::vector<std::string> names;
  for (uint64_t i = 0; i < kIssues; ++i) names.push_back(IssueName(i));
  return names;
}

}  // namespace chancery
