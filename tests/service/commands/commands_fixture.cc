#include "tests/service/commands/commands_fixture.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace chancery {
namespace {

v1::Record RecordOf(v1::RecordKind kind, v1::Act act, absl::string_view words) {
  v1::Record record;
  record.set_kind(kind);
  record.set_act(act);
  record.set_asserted_by("JPN");
  record.set_topic(kTopic);
  record.set_issue(kIssue);
  record.set_quote(std::string(words));
  record.mutable_span()->set_end(static_cast<uint32_t>(words.size()));
  return record;
}

}  // namespace

v1::Record StatementOf(absl::string_view actor, absl::string_view words) {
  v1::Record record =
      RecordOf(v1::RECORD_KIND_STATEMENT, v1::ACT_ASSERT, words);
  record.add_actors(std::string(actor));
  return record;
}

v1::Record AgreementOn(absl::string_view words) {
  v1::Record record =
      RecordOf(v1::RECORD_KIND_AGREEMENT, v1::ACT_JOINT_VIEW, words);
  record.add_actors("JPN");
  record.add_actors("RUS");
  return record;
}

v1::Record FollowUpWith(absl::string_view words, absl::string_view due) {
  v1::Record record =
      RecordOf(v1::RECORD_KIND_FOLLOW_UP, v1::ACT_MEETING, words);
  record.add_actors("JPN");
  record.add_actors("RUS");
  record.set_due(std::string(due));
  record.set_basis(v1::FOLLOW_UP_BASIS_AGREED);
  return record;
}

v1::Event EventOf(const v1::Record& record) {
  v1::Event event;
  event.set_occurred("2004-02-29");
  if (record.kind() == v1::RECORD_KIND_STATEMENT) {
    *event.mutable_statement_made()->mutable_record() = record;
  } else if (record.kind() == v1::RECORD_KIND_AGREEMENT) {
    *event.mutable_agreement_reached()->mutable_record() = record;
  } else {
    *event.mutable_follow_up_planned()->mutable_record() = record;
  }
  return event;
}

v1::ReadoutHeader Header() {
  v1::ReadoutHeader header;
  header.set_title("Telephone talks");
  header.set_publisher("JPN");
  header.set_held_on("2004-02-29");
  header.add_parties("JPN");
  header.add_parties("RUS");
  return header;
}

std::string SampleText(absl::string_view file) {
  std::ifstream in(std::string(CHANCERY_TEST_DATA "/readouts/") +
                   std::string(file));
  std::stringstream text;
  text << in.rdbuf();
  EXPECT_TRUE(in.good()) << file;
  return text.str();
}

void CommandsTest::SetUp() {
  std::string pattern =
      (std::filesystem::temp_directory_path() / "commands-XXXXXX").string();
  ASSERT_NE(mkdtemp(pattern.data()), nullptr);
  path_ = pattern;
  EventLog::Options options;
  options.path = path_;
  options.clock = &clock_;
  auto log = EventLog::Open(options);
  ASSERT_TRUE(log.ok()) << log.status();
  log_ = *std::move(log);
}

void CommandsTest::TearDown() {
  log_.reset();
  std::filesystem::remove_all(path_);
}

std::vector<v1::RecordedEvent> CommandsTest::Events() const {
  std::vector<v1::RecordedEvent> events;
  const absl::Status read = log_->Read({}, [&](const StoredEvent& stored) {
    auto event = ToRecordedEvent(stored);
    EXPECT_TRUE(event.ok()) << event.status();
    if (event.ok()) events.push_back(*std::move(event));
    return event.ok();
  });
  EXPECT_TRUE(read.ok()) << read;
  return events;
}

}  // namespace chancery
