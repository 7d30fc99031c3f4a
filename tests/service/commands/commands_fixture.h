#ifndef CHANCERY_TESTS_SERVICE_COMMANDS_COMMANDS_FIXTURE_H_
#define CHANCERY_TESTS_SERVICE_COMMANDS_COMMANDS_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "chancery/v1/errors.pb.h"
#include "chancery/v1/event.pb.h"
#include "chancery/v1/log_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/log/event_log.h"

namespace chancery {

inline constexpr char kIssue[] = "issues/jpn-rus.region.iraq";
inline constexpr char kTopic[] = "region.iraq";

// A record with all that the contract requires of one of its kind.
v1::Record StatementOf(absl::string_view actor, absl::string_view words);
v1::Record AgreementOn(absl::string_view words);
v1::Record FollowUpWith(absl::string_view words, absl::string_view due);
v1::Event EventOf(const v1::Record& record);

// The header of a readout of a contact between Japan and Russia.
v1::ReadoutHeader Header();

// The text of a sample readout ("harbour-call.txt").
std::string SampleText(absl::string_view file);

// A log of its own in a directory of its own, for each test.
class CommandsTest : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  EventLog& log() { return *log_; }
  // Every event of the log, in order.
  std::vector<v1::RecordedEvent> Events() const;
  std::size_t EventCount() const { return Events().size(); }

 private:
  std::string path_;
  SystemClock clock_;
  std::unique_ptr<EventLog> log_;
};

}  // namespace chancery

#endif  // CHANCERY_TESTS_SERVICE_COMMANDS_COMMANDS_FIXTURE_H_
