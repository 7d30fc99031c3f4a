#include "tests/storage/log/log_fixture.h"

#include <stdlib.h>

#include "storage/log/stored_event.h"

namespace chancery {

ScratchDirectory::ScratchDirectory() {
  std::string name =
      (std::filesystem::temp_directory_path() / "chancery-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) ADD_FAILURE() << "no directory";
  path_ = name;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

v1::Event Statement(absl::string_view issue, absl::string_view words) {
  v1::Event event;
  event.set_occurred("2004-03-11");
  event.set_origin("test");
  v1::Record* const record = event.mutable_statement_made()->mutable_record();
  record->set_kind(v1::RECORD_KIND_STATEMENT);
  record->set_issue(std::string(issue));
  record->set_quote(std::string(words));
  return event;
}

v1::Event Received(absl::string_view source) {
  v1::Event event;
  event.mutable_readout_received()->set_source(std::string(source));
  return event;
}

std::string WordsOf(const StoredEvent& event) {
  v1::Event parsed;
  if (!parsed.ParseFromArray(event.payload.data(),
                             static_cast<int>(event.payload.size()))) {
    return "(no event)";
  }
  return parsed.has_readout_received()
             ? parsed.readout_received().source()
             : parsed.statement_made().record().quote();
}

Proposal Propose(absl::string_view commit_id, absl::string_view stream,
                 ExpectedRevision expected, std::vector<v1::Event> events) {
  Proposal proposal;
  proposal.commit_id = std::string(commit_id);
  proposal.principal = "tester";
  proposal.conditions.push_back({std::string(stream), expected});
  for (v1::Event& event : events) {
    proposal.events.push_back({std::string(stream), std::move(event)});
  }
  return proposal;
}

std::vector<std::string> WordsIn(const EventLog& log, ReadOptions options) {
  std::vector<std::string> words;
  const absl::Status status = log.Read(options, [&](const StoredEvent& event) {
    words.push_back(WordsOf(event));
    return true;
  });
  EXPECT_TRUE(status.ok()) << status;
  return words;
}

absl::StatusOr<std::unique_ptr<EventLog>> LogTest::TryOpen() {
  EventLog::Options options;
  options.path = path();
  options.clock = &clock_;
  options.env = env_;
  return EventLog::Open(options);
}

void LogTest::Open() {
  Close();
  auto opened = TryOpen();
  ASSERT_TRUE(opened.ok()) << opened.status();
  log_ = *std::move(opened);
}

Commit LogTest::AppendOk(absl::string_view stream,
                         std::vector<std::string> words) {
  std::vector<v1::Event> events;
  for (const std::string& text : words) {
    events.push_back(Statement(kIssue, text));
  }
  const auto commit =
      log().Append(Propose(absl::StrCat("commit-", ++commits_), stream,
                           ExpectedRevision::Any(), std::move(events)));
  EXPECT_TRUE(commit.ok()) << commit.status();
  return commit.value_or(Commit());
}

}  // namespace chancery
