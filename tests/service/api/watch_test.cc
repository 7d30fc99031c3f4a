#include <map>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "tests/service/api/api_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class Watcher {
 public:
  Watcher(v1::IssueService::Stub& stub, const v1::WatchIssuesRequest& request)
      : context_(Context()),
        reader_(stub.WatchIssues(context_.get(), request)) {}
  ~Watcher() {
    context_->TryCancel();
    if (!finished_) reader_->Finish();
  }

  std::optional<v1::WatchIssuesResponse> Next() {
    v1::WatchIssuesResponse response;
    if (!reader_->Read(&response)) return std::nullopt;
    return response;
  }
  // Reads the current views; the signal that ends them.
  v1::WatchIssuesResponse Current(std::set<std::string>* issues = nullptr) {
    for (;;) {
      const auto response = Next();
      EXPECT_TRUE(response.has_value());
      if (!response.has_value() || response->caught_up()) {
        return response.value_or(v1::WatchIssuesResponse());
      }
      EXPECT_THAT(response->caused_by(), IsEmpty());
      if (issues != nullptr) issues->insert(response->issue().name());
    }
  }
  grpc::Status Finish() {
    finished_ = true;
    return reader_->Finish();
  }

 private:
  std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchIssuesResponse>> reader_;
  bool finished_ = false;
};

class WatchTest : public ApiTest {
 protected:
  // Appends, and waits until the views have it.
  Sequence AppendSeen(const v1::Event& event,
                      const std::string& stream = "readouts/a") {
    const Sequence sequence = Append(event, stream);
    v1::ListIssuesRequest request;
    request.set_at_least(sequence.value);
    v1::ListIssuesResponse response;
    EXPECT_TRUE(issues().ListIssues(Context().get(), request, &response).ok());
    return sequence;
  }
};

TEST_F(WatchTest, SendsTheCurrentViewsAndThenEachChange) {
  AppendSeen(Statement(kIssue, "one"));
  AppendSeen(Statement(kOtherIssue, "two"));
  Watcher watcher(issues(), {});
  std::set<std::string> current;
  EXPECT_EQ(watcher.Current(&current).reflected_sequence(), 1u);
  EXPECT_THAT(current, UnorderedElementsAre(kIssue, kOtherIssue));

  const Sequence change = Append(Statement(kIssue, "three"));

  const auto update = watcher.Next();
  ASSERT_TRUE(update.has_value());
  EXPECT_EQ(update->issue().name(), kIssue);
  EXPECT_EQ(update->issue().statements(), 2u);
  ASSERT_EQ(update->caused_by_size(), 1);
  EXPECT_EQ(update->caused_by(0).sequence(), change.value);
  EXPECT_EQ(update->caused_by(0).event().statement_made().record().quote(),
            "three");
  EXPECT_EQ(update->reflected_sequence(), change.value);
}

TEST_F(WatchTest, ARetractionIsAChangeOfTheRecordsIssue) {
  AppendSeen(Statement(kIssue, "one"));
  Watcher watcher(issues(), {});
  watcher.Current();
  v1::Event retracted;
  retracted.mutable_record_retracted()->set_record("readouts/a/records/0");
  v1::AppendEventsResponse appended;
  const grpc::Status status = log_service().AppendEvents(
      Context().get(), Appending("id", "readouts/a", {retracted}), &appended);
  ASSERT_TRUE(status.ok()) << status.error_message();

  const auto update = watcher.Next();

  ASSERT_TRUE(update.has_value());
  EXPECT_EQ(update->issue().name(), kIssue);
  EXPECT_EQ(update->issue().statements(), 0u);
  EXPECT_TRUE(update->caused_by(0).event().has_record_retracted());
}

TEST_F(WatchTest, OnlyTheIssuesAskedForAreSent) {
  AppendSeen(Statement(kIssue, "one"));
  AppendSeen(Statement(kOtherIssue, "two"));
  v1::WatchIssuesRequest request;
  request.add_parties("JPN");
  request.set_topic("economy");
  Watcher watcher(issues(), request);
  std::set<std::string> current;
  watcher.Current(&current);
  EXPECT_THAT(current, ElementsAre(kOtherIssue));

  Append(Statement(kIssue, "three"));
  Append(Statement(kOtherIssue, "four"));

  const auto update = watcher.Next();
  ASSERT_TRUE(update.has_value());
  EXPECT_EQ(update->issue().name(), kOtherIssue);
}

TEST_F(WatchTest, ResumableWithNoChangeMissed) {
  const Sequence seen = AppendSeen(Statement(kIssue, "one"));
  std::map<std::string, std::set<uint64_t>> expected;
  for (int i = 0; i < 200; ++i) {
    const char* issue = i % 2 == 0 ? kIssue : kOtherIssue;
    expected[issue].insert(Append(Statement(issue, "more")).value);
  }
  v1::WatchIssuesRequest request;
  request.set_after_sequence(seen.value);
  Watcher watcher(issues(), request);

  std::map<std::string, std::set<uint64_t>> causes;
  uint64_t reflected = 0;
  while (reflected < 200) {
    const auto update = watcher.Next();
    ASSERT_TRUE(update.has_value());
    EXPECT_FALSE(update->caught_up());
    for (const v1::RecordedEvent& event : update->caused_by()) {
      causes[update->issue().name()].insert(event.sequence());
    }
    EXPECT_GE(update->reflected_sequence(), reflected);
    reflected = update->reflected_sequence();
  }
  EXPECT_EQ(causes, expected);
}

TEST_F(WatchTest, ManyIssuesComePageByPage) {
  std::set<std::string> expected;
  for (int i = 0; i < 250; ++i) {
    const std::string issue = absl::StrCat("issues/jpn-rus.topic.t", i);
    expected.insert(issue);
    Append(Statement(issue, "words"));
  }
  AppendSeen(Statement("issues/jpn-rus.topic.t0", "words"));
  Watcher watcher(issues(), {});
  std::set<std::string> current;
  EXPECT_EQ(watcher.Current(&current).reflected_sequence(), 250u);
  EXPECT_EQ(current, expected);
}

TEST_F(WatchTest, CompleteWhileWritersGoOn) {
  // Goal: the newest view of each issue arrives although it changes while the
  // current views are sent. Method: two writers, and a look at what the
  // watcher holds once it reflects their last event.
  constexpr uint64_t kEach = 100;
  std::vector<std::thread> writers;
  for (const char* issue : {kIssue, kOtherIssue}) {
    writers.emplace_back([this, issue] {
      const std::string stream = issue == kIssue ? "readouts/a" : "readouts/b";
      for (uint64_t i = 0; i < kEach; ++i) {
        v1::AppendEventsResponse response;
        const v1::AppendEventsRequest request = Appending(
            absl::StrCat(issue, i), stream, {Statement(issue, "words")});
        EXPECT_TRUE(log_service()
                        .AppendEvents(Context().get(), request, &response)
                        .ok());
      }
    });
  }
  Watcher watcher(issues(), {});
  std::map<std::string, uint32_t> statements;
  std::optional<uint64_t> reflected;
  while (reflected != 2 * kEach - 1) {
    const auto response = watcher.Next();
    ASSERT_TRUE(response.has_value());
    if (response->has_issue()) {
      statements[response->issue().name()] = response->issue().statements();
    }
    if (response->has_reflected_sequence()) {
      reflected = response->reflected_sequence();
    }
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(statements[kIssue], kEach);
  EXPECT_EQ(statements[kOtherIssue], kEach);
}

TEST_F(WatchTest, SignsOfLifeCarryTheSequenceReflected) {
  ApiServer::Options options;
  options.heartbeat = absl::Milliseconds(20);
  Start(options);
  v1::WatchIssuesRequest request;
  request.set_topic("economy");
  Watcher watcher(issues(), request);
  EXPECT_FALSE(watcher.Current().has_reflected_sequence());
  AppendSeen(Statement(kIssue, "does not match"));
  std::optional<v1::WatchIssuesResponse> response;
  do {
    response = watcher.Next();
    ASSERT_TRUE(response.has_value());
    EXPECT_FALSE(response->has_issue());
  } while (!response->has_reflected_sequence());
  EXPECT_EQ(response->reflected_sequence(), 0u);
}

TEST_F(WatchTest, DrainEndsAWatchWithItsReason) {
  Watcher watcher(issues(), {});
  watcher.Current();
  std::thread drain([&] { server().Drain(absl::Seconds(10)); });
  EXPECT_FALSE(watcher.Next().has_value());
  const grpc::Status status = watcher.Finish();
  drain.join();
  EXPECT_EQ(FailureOf(status), (Failure{grpc::StatusCode::UNAVAILABLE,
                                        v1::ERROR_REASON_DRAINING}));
}

}  // namespace
}  // namespace chancery
