#include <limits>
#include <thread>

#include "tests/service/api/api_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;

class LogApiTest : public ApiTest {
 protected:
  // The words of the statements that a read gives.
  std::vector<std::string> Read(const v1::ReadEventsRequest& request) {
    auto context = Context();
    auto reader = log_service().ReadEvents(context.get(), request);
    std::vector<std::string> words;
    v1::ReadEventsResponse response;
    while (reader->Read(&response)) {
      EXPECT_GT(response.events_size(), 0);
      for (const v1::RecordedEvent& event : response.events()) {
        words.push_back(event.event().statement_made().record().quote());
      }
    }
    const grpc::Status status = reader->Finish();
    EXPECT_TRUE(status.ok()) << status.error_message();
    return words;
  }
};

TEST_F(LogApiTest, AnAppendAnswersWhereItsEventsStand) {
  Append(Statement(kIssue, "before"));
  v1::AppendEventsResponse response;

  const grpc::Status status = log_service().AppendEvents(
      Context().get(),
      Appending("id", "readouts/a",
                {Statement(kIssue, "one"), Statement(kIssue, "two")}),
      &response);

  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.first_sequence(), 1u);
  EXPECT_EQ(response.last_sequence(), 2u);
  EXPECT_THAT(response.revisions(), ElementsAre(1u, 2u));
  EXPECT_GT(response.record_time().seconds(), 0);
  EXPECT_FALSE(response.repeated_request());
}

TEST_F(LogApiTest, TheSameRequestAgainAnswersTheSame) {
  const v1::AppendEventsRequest request =
      Appending("id", "readouts/a", {Statement(kIssue, "one")});
  v1::AppendEventsResponse first;
  v1::AppendEventsResponse again;
  ASSERT_TRUE(
      log_service().AppendEvents(Context().get(), request, &first).ok());
  ASSERT_TRUE(
      log_service().AppendEvents(Context().get(), request, &again).ok());
  EXPECT_TRUE(again.repeated_request());
  first.set_repeated_request(true);
  EXPECT_EQ(again.DebugString(), first.DebugString());
  EXPECT_EQ(log().Head(), Sequence{0});

  v1::AppendEventsRequest other = request;
  *other.mutable_events(0)->mutable_event() = Statement(kIssue, "other");
  EXPECT_EQ(
      FailureOf(log_service().AppendEvents(Context().get(), other, &again)),
      (Failure{grpc::StatusCode::ALREADY_EXISTS,
               v1::ERROR_REASON_COMMIT_ID_REUSED}));
}

// By the second call the record no longer stands, and the stream has moved on.
TEST_F(LogApiTest, TheSameRetractionAgainAnswersTheSame) {
  Append(Statement(kIssue, "one"));
  v1::Event retraction;
  retraction.mutable_record_retracted()->set_record("readouts/a/records/0");
  const v1::AppendEventsRequest request =
      Appending("id", "readouts/a", {retraction});
  v1::AppendEventsResponse first;
  v1::AppendEventsResponse again;
  ASSERT_TRUE(
      log_service().AppendEvents(Context().get(), request, &first).ok());
  Append(Statement(kIssue, "two"));

  const grpc::Status status =
      log_service().AppendEvents(Context().get(), request, &again);

  ASSERT_TRUE(status.ok()) << status.error_message();
  first.set_repeated_request(true);
  EXPECT_EQ(again.DebugString(), first.DebugString());
  EXPECT_EQ(log().Head(), Sequence{2});
  v1::AppendEventsRequest other = request;
  other.mutable_events(0)->mutable_event()->set_reason("another");
  EXPECT_EQ(
      FailureOf(log_service().AppendEvents(Context().get(), other, &again)),
      (Failure{grpc::StatusCode::ALREADY_EXISTS,
               v1::ERROR_REASON_COMMIT_ID_REUSED}));
}

TEST_F(LogApiTest, ReadsForwardAndBackwardFromAnywhereByScope) {
  for (const char* words : {"0", "1", "2", "3", "4"}) {
    Append(Statement(words[0] % 2 == 0 ? kIssue : kOtherIssue, words),
           words[0] < '3' ? "readouts/a" : "readouts/b");
  }
  v1::ReadEventsRequest request;
  EXPECT_THAT(Read(request), ElementsAre("0", "1", "2", "3", "4"));
  request.set_from(3);
  EXPECT_THAT(Read(request), ElementsAre("3", "4"));
  request.set_direction(v1::READ_DIRECTION_BACKWARD);
  EXPECT_THAT(Read(request), ElementsAre("3", "2", "1", "0"));
  request.set_max_count(2);
  EXPECT_THAT(Read(request), ElementsAre("3", "2"));

  request.Clear();
  request.set_stream("readouts/b");
  request.set_from(1);  // A revision.
  EXPECT_THAT(Read(request), ElementsAre("4"));
  request.set_issue(kOtherIssue);
  request.clear_from();
  EXPECT_THAT(Read(request), ElementsAre("1", "3"));
  request.set_direction(v1::READ_DIRECTION_BACKWARD);
  request.set_from(2);
  EXPECT_THAT(Read(request), ElementsAre("1"));
}

TEST_F(LogApiTest, ALongReadComesInManyResponsesEachEventOnce) {
  Fill(3000);
  auto context = Context();
  auto reader = log_service().ReadEvents(context.get(), {});
  uint64_t next = 0;
  int responses = 0;
  v1::ReadEventsResponse response;
  while (reader->Read(&response)) {
    ++responses;
    for (const v1::RecordedEvent& event : response.events()) {
      ASSERT_EQ(event.sequence(), next++);
    }
  }
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_EQ(next, 3000u);
  EXPECT_GT(responses, 3);
}

TEST_F(LogApiTest, EventsArriveAsTheLogHoldsThem) {
  Append(Statement(kIssue, "words"));
  auto context = Context();
  auto reader = log_service().ReadEvents(context.get(), {});
  v1::ReadEventsResponse response;
  ASSERT_TRUE(reader->Read(&response));
  ASSERT_TRUE(log()
                  .Read({},
                        [&](const StoredEvent& stored) {
                          const auto recorded = ToRecordedEvent(stored);
                          EXPECT_EQ(recorded->DebugString(),
                                    response.events(0).DebugString());
                          return true;
                        })
                  .ok());
}

TEST_F(LogApiTest, ListsTheEventsOfAnIssuePageByPageBothWays) {
  for (const char* words : {"0", "1", "2", "3", "4"}) {
    Append(Statement(words[0] == '1' ? kOtherIssue : kIssue, words));
  }
  for (const bool newest_first : {false, true}) {
    v1::ListIssueEventsRequest request;
    request.set_issue(kIssue);
    request.set_newest_first(newest_first);
    request.set_page_size(3);
    std::vector<uint64_t> sequences;
    int pages = 0;
    do {
      v1::ListIssueEventsResponse response;
      const grpc::Status status =
          history().ListIssueEvents(Context().get(), request, &response);
      ASSERT_TRUE(status.ok()) << status.error_message();
      EXPECT_EQ(response.reflected_sequence(), 4u);
      for (const v1::RecordedEvent& event : response.events()) {
        sequences.push_back(event.sequence());
      }
      request.set_page_token(response.next_page_token());
      ++pages;
    } while (!request.page_token().empty());
    EXPECT_EQ(pages, 2);
    if (newest_first) {
      EXPECT_THAT(sequences, ElementsAre(4u, 3u, 2u, 0u));
    } else {
      EXPECT_THAT(sequences, ElementsAre(0u, 2u, 3u, 4u));
    }
  }
}

TEST_F(LogApiTest, APageTokenOfAnotherQueryIsRefused) {
  for (const char* words : {"0", "1", "2"}) Append(Statement(kIssue, words));
  v1::ListIssueEventsRequest request;
  request.set_issue(kIssue);
  request.set_page_size(1);
  v1::ListIssueEventsResponse response;
  ASSERT_TRUE(
      history().ListIssueEvents(Context().get(), request, &response).ok());
  request.set_page_token(response.next_page_token());
  request.set_newest_first(true);

  EXPECT_EQ(
      FailureOf(history().ListIssueEvents(Context().get(), request, &response)),
      (Failure{grpc::StatusCode::INVALID_ARGUMENT,
               v1::ERROR_REASON_PAGE_TOKEN_MISMATCH}));

  v1::GetPositionHistoryRequest positions;
  positions.set_issue(kIssue);
  positions.set_page_token(request.page_token());
  v1::GetPositionHistoryResponse changes;
  EXPECT_EQ(FailureOf(history().GetPositionHistory(Context().get(), positions,
                                                   &changes)),
            (Failure{grpc::StatusCode::INVALID_ARGUMENT,
                     v1::ERROR_REASON_PAGE_TOKEN_MISMATCH}));
}

TEST_F(LogApiTest, AQueryWaitsUntilTheViewHasWhatWasWritten) {
  for (int i = 0; i < 20; ++i) {
    const Sequence written = Append(Statement(kIssue, std::to_string(i)));
    v1::GetIssueRequest request;
    request.set_name(kIssue);
    request.set_at_least(written.value);
    v1::GetIssueResponse response;
    const grpc::Status status =
        issues().GetIssue(Context().get(), request, &response);
    ASSERT_TRUE(status.ok()) << status.error_message();
    EXPECT_GE(response.reflected_sequence(), written.value);
    EXPECT_EQ(response.issue().last_sequence(), written.value);
  }
}

TEST_F(LogApiTest, AQueryThatIsAheadOfTheLogWaitsForTheAppend) {
  v1::ListIssuesRequest request;
  request.set_at_least(0);
  v1::ListIssuesResponse response;
  grpc::Status status;
  std::thread query([&] {
    status = issues().ListIssues(Context().get(), request, &response);
  });
  Append(Statement(kIssue, "words"));
  query.join();
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.issues_size(), 1);
}

TEST_F(LogApiTest, AQueryBehindWhichTheViewStaysSaysSoBeforeItsDeadline) {
  Append(Statement(kIssue, "words"));
  v1::GetIssueRequest request;
  request.set_name(kIssue);
  request.set_at_least(1000);
  v1::GetIssueResponse response;
  const grpc::Status status = issues().GetIssue(
      Context(absl::Milliseconds(400)).get(), request, &response);
  EXPECT_EQ(FailureOf(status), (Failure{grpc::StatusCode::DEADLINE_EXCEEDED,
                                        v1::ERROR_REASON_VIEW_BEHIND}));
  request.set_at_least(std::numeric_limits<uint64_t>::max());
  EXPECT_EQ(ReasonOf(issues().GetIssue(Context(absl::Milliseconds(400)).get(),
                                       request, &response)),
            v1::ERROR_REASON_VIEW_BEHIND);
}

TEST_F(LogApiTest, AQueryWithoutADeadlineWaitsNoLongerThanTheServerLets) {
  ApiServer::Options options;
  options.view_wait_max = absl::Milliseconds(50);
  Start(options);
  v1::ListReadoutsRequest request;
  request.set_at_least(1000);
  v1::ListReadoutsResponse response;
  grpc::ClientContext context;
  EXPECT_EQ(ReasonOf(readouts().ListReadouts(&context, request, &response)),
            v1::ERROR_REASON_VIEW_BEHIND);
}

TEST_F(LogApiTest, AQueryThatIsCancelledWhileItWaitsLeavesNothingBehind) {
  v1::GetIssueRequest request;
  request.set_name(kIssue);
  request.set_at_least(1000);
  for (int i = 0; i < 20; ++i) {
    auto context = Context();
    v1::GetIssueResponse response;
    std::thread canceller([&] { context->TryCancel(); });
    const grpc::Status status =
        issues().GetIssue(context.get(), request, &response);
    canceller.join();
    EXPECT_EQ(status.error_code(), grpc::StatusCode::CANCELLED);
  }
  server().Drain(absl::Seconds(10));  // Would hang if one were left.
}

}  // namespace
}  // namespace chancery
