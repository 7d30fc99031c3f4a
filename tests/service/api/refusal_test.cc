// Every request that the edge refuses, with its code and its reason; and that
// the log is as empty afterwards as it was before.
#include "google/rpc/error_details.pb.h"
#include "tests/service/api/api_fixture.h"

namespace chancery {
namespace {

using grpc::StatusCode;

constexpr Failure kInvalidField = {StatusCode::INVALID_ARGUMENT,
                                   v1::ERROR_REASON_INVALID_FIELD};

struct BadText {
  std::string what;
  std::string text;
  v1::ErrorReason reason;
};

std::vector<BadText> BadTexts() {
  return {
      {"empty", DataFile("refused/empty.txt"), v1::ERROR_REASON_EMPTY_TEXT},
      {"blank", DataFile("refused/blank.txt"), v1::ERROR_REASON_EMPTY_TEXT},
      {"binary", DataFile("refused/binary.bin"), v1::ERROR_REASON_NOT_TEXT},
      {"broken UTF-8", DataFile("refused/broken-utf8.txt"),
       v1::ERROR_REASON_INVALID_UTF8},
      {"more than 1 MiB", std::string((1 << 20) + 1, 'a'),
       v1::ERROR_REASON_TEXT_TOO_LARGE},
      {"German", DataFile("refused/german.txt"),
       v1::ERROR_REASON_UNSUPPORTED_LANGUAGE},
      {"a news article", DataFile("refused/news-article.txt"),
       v1::ERROR_REASON_NOT_A_READOUT},
      {"a shopping list", DataFile("refused/shopping-list.txt"),
       v1::ERROR_REASON_NOT_A_READOUT},
      {"no date", DataFile("refused/no-date.txt"), v1::ERROR_REASON_NO_DATE},
  };
}

class RefusalTest : public ApiTest {
 protected:
  grpc::Status Ingest(const v1::IngestReadoutRequest& request) {
    v1::IngestReadoutResponse response;
    return readouts().IngestReadout(Context().get(), request, &response);
  }
  template <typename Request>
  Failure ListIssuesFailure(const Request& request) {
    v1::ListIssuesResponse response;
    return FailureOf(issues().ListIssues(Context().get(), request, &response));
  }
  void TearDown() override {
    EXPECT_EQ(log().Head(), std::nullopt) << "a refused request was recorded";
    ApiTest::TearDown();
  }
};

TEST_F(RefusalTest, ATextThatIsNoReadoutIsRefusedByIngestAndByTheDryRun) {
  for (const BadText& bad : BadTexts()) {
    const Failure expected = {StatusCode::INVALID_ARGUMENT, bad.reason};
    v1::IngestReadoutRequest ingest;
    ingest.set_text(bad.text);
    ingest.set_source("desk/" + bad.what);
    EXPECT_EQ(FailureOf(Ingest(ingest)), expected) << bad.what;

    v1::ParseReadoutRequest parse;
    parse.set_text(bad.text);
    v1::ParseReadoutResponse parsed;
    EXPECT_EQ(
        FailureOf(readouts().ParseReadout(Context().get(), parse, &parsed)),
        expected)
        << bad.what;
  }
}

TEST_F(RefusalTest, ATextOfFiftyMegabytesIsRefusedWithTheReason) {
  constexpr Failure kTooLarge = {StatusCode::INVALID_ARGUMENT,
                                 v1::ERROR_REASON_TEXT_TOO_LARGE};
  v1::IngestReadoutRequest ingest;
  ingest.set_text(std::string(50 << 20, 'a'));
  ingest.set_source("desk/huge.txt");
  EXPECT_EQ(FailureOf(Ingest(ingest)), kTooLarge);

  v1::ParseReadoutRequest parse;
  parse.set_text(ingest.text());
  v1::ParseReadoutResponse parsed;
  EXPECT_EQ(FailureOf(readouts().ParseReadout(Context().get(), parse, &parsed)),
            kTooLarge);
}

TEST_F(RefusalTest, AMessageOfMoreThanEightMebibytesIsRefusedByEveryMethod) {
  constexpr Failure kTooLarge = {StatusCode::INVALID_ARGUMENT,
                                 v1::ERROR_REASON_REQUEST_TOO_LARGE};
  const std::string huge(9 << 20, 'a');

  v1::IngestReadoutRequest ingest;
  ingest.set_text("a");
  ingest.set_source(huge);
  EXPECT_EQ(FailureOf(Ingest(ingest)), kTooLarge);

  v1::ListIssuesRequest list;
  list.set_topic(huge);
  EXPECT_EQ(ListIssuesFailure(list), kTooLarge);

  v1::AppendEventsRequest append;
  append.set_request_id(huge);
  v1::AppendEventsResponse appended;
  EXPECT_EQ(
      FailureOf(log_service().AppendEvents(Context().get(), append, &appended)),
      kTooLarge);

  v1::SubscribeRequest subscribe;
  subscribe.mutable_filter()->add_issues(huge);
  const auto context = Context();
  const auto reader = log_service().Subscribe(context.get(), subscribe);
  v1::SubscribeResponse response;
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_EQ(FailureOf(reader->Finish()), kTooLarge);
}

TEST_F(RefusalTest, BeyondSixtyFourMebibytesTheRefusalIsBare) {
  v1::IngestReadoutRequest request;
  request.set_text(std::string((64 << 20) + 1, 'a'));
  request.set_source("desk/huge.txt");
  EXPECT_EQ(Ingest(request).error_code(), StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(RefusalTest, AnIngestNeedsASourceAndGoodDates) {
  v1::IngestReadoutRequest request;
  request.set_text(DataFile("readouts/harbour-call.txt"));
  EXPECT_EQ(FailureOf(Ingest(request)), kInvalidField);
  request.set_source("desk/talk.txt");
  request.set_held_on("4 November");
  EXPECT_EQ(FailureOf(Ingest(request)), kInvalidField);
}

TEST_F(RefusalTest, AnUnknownIssueIsNotFoundAndAMalformedOneIsInvalid) {
  constexpr Failure kNotFound = {StatusCode::NOT_FOUND,
                                 v1::ERROR_REASON_ISSUE_NOT_FOUND};
  v1::GetIssueResponse issue;
  v1::GetIssueRequest get;
  get.set_name(kIssue);
  EXPECT_EQ(FailureOf(issues().GetIssue(Context().get(), get, &issue)),
            kNotFound);
  get.set_name("iraq");
  EXPECT_EQ(FailureOf(issues().GetIssue(Context().get(), get, &issue)),
            kInvalidField);

  v1::GetPositionHistoryRequest positions;
  v1::GetPositionHistoryResponse changes;
  positions.set_issue(kIssue);
  EXPECT_EQ(FailureOf(history().GetPositionHistory(Context().get(), positions,
                                                   &changes)),
            kNotFound);

  v1::ListIssueEventsRequest list;
  v1::ListIssueEventsResponse events;
  list.set_issue(kIssue);
  EXPECT_EQ(
      FailureOf(history().ListIssueEvents(Context().get(), list, &events)),
      kNotFound);
  list.clear_issue();
  EXPECT_EQ(
      FailureOf(history().ListIssueEvents(Context().get(), list, &events)),
      kInvalidField);
}

TEST_F(RefusalTest, AnUnknownReadoutIsNotFound) {
  v1::GetReadoutRequest request;
  v1::GetReadoutResponse response;
  request.set_name("readouts/nothing-0123456789ab");
  EXPECT_EQ(
      FailureOf(readouts().GetReadout(Context().get(), request, &response)),
      (Failure{StatusCode::NOT_FOUND, v1::ERROR_REASON_READOUT_NOT_FOUND}));
  request.set_name("nothing");
  EXPECT_EQ(
      FailureOf(readouts().GetReadout(Context().get(), request, &response)),
      kInvalidField);
}

TEST_F(RefusalTest, PageSizesAndPartyCodesAreChecked) {
  v1::ListIssuesRequest request;
  request.set_page_size(-1);
  EXPECT_EQ(ListIssuesFailure(request), kInvalidField);
  request.set_page_size(1001);
  EXPECT_EQ(ListIssuesFailure(request), kInvalidField);
  request.set_page_size(0);
  request.add_parties("Japan");
  EXPECT_EQ(ListIssuesFailure(request), kInvalidField);
}

TEST_F(RefusalTest, EveryWrongFieldOfARequestIsNamedAtOnce) {
  v1::ListFollowUpsRequest request;
  request.set_page_size(-1);
  request.set_due_from("tomorrow");
  v1::ListFollowUpsResponse response;
  const grpc::Status status =
      issues().ListFollowUps(Context().get(), request, &response);
  const auto bad = DetailOf<google::rpc::BadRequest>(status);
  EXPECT_EQ(bad.field_violations_size(), 2);
}

TEST_F(RefusalTest, GarbageIsNoPageToken) {
  v1::ListReadoutsRequest request;
  request.set_page_token("bm90IGEgdG9rZW4=");
  v1::ListReadoutsResponse response;
  EXPECT_EQ(
      FailureOf(readouts().ListReadouts(Context().get(), request, &response)),
      (Failure{StatusCode::INVALID_ARGUMENT,
               v1::ERROR_REASON_PAGE_TOKEN_MISMATCH}));
}

TEST_F(RefusalTest, AnAppendUnderAWrongExpectedRevisionIsAConflict) {
  v1::AppendEventsRequest request =
      Appending("id", "readouts/a", {Statement(kIssue, "a")});
  request.mutable_conditions(0)->set_exactly(4);
  v1::AppendEventsResponse response;
  const grpc::Status status =
      log_service().AppendEvents(Context().get(), request, &response);

  EXPECT_EQ(FailureOf(status),
            (Failure{StatusCode::ABORTED, v1::ERROR_REASON_CONFLICT}));
  const auto conflict = DetailOf<v1::AppendConflict>(status);
  ASSERT_EQ(conflict.failed_size(), 1);
  EXPECT_EQ(conflict.failed(0).subject(), "readouts/a");
}

TEST_F(RefusalTest, AnAppendThatNamesNoRecordIsRefused) {
  v1::Event retracted;
  retracted.mutable_record_retracted()->set_record("readouts/a/records/0");
  v1::AppendEventsResponse response;
  EXPECT_EQ(FailureOf(log_service().AppendEvents(
                Context().get(), Appending("id", "readouts/a", {retracted}),
                &response)),
            (Failure{StatusCode::FAILED_PRECONDITION,
                     v1::ERROR_REASON_RECORD_NOT_FOUND}));
}

TEST_F(RefusalTest, AMalformedAppendIsRefused) {
  v1::AppendEventsRequest request =
      Appending("id", "Readouts/A", {Statement(kIssue, "a")});
  v1::AppendEventsResponse response;
  EXPECT_EQ(FailureOf(log_service().AppendEvents(Context().get(), request,
                                                 &response)),
            kInvalidField);
}

TEST_F(RefusalTest, ReadsAndSubscriptionsBeyondTheEndAreOutOfRange) {
  constexpr Failure kBeyondEnd = {StatusCode::OUT_OF_RANGE,
                                  v1::ERROR_REASON_BEYOND_END};
  auto context = Context();
  v1::ReadEventsRequest read;
  v1::ReadEventsResponse events;
  read.set_from(0);
  EXPECT_EQ(FailureOf(log_service().ReadEvents(context.get(), read)->Finish()),
            kBeyondEnd);
  read.clear_from();
  auto whole = Context();
  auto nothing = log_service().ReadEvents(whole.get(), read);
  EXPECT_FALSE(nothing->Read(&events));
  EXPECT_TRUE(nothing->Finish().ok());

  v1::SubscribeRequest subscribe;
  subscribe.set_after_sequence(0);
  auto subscription = Context();
  EXPECT_EQ(
      FailureOf(
          log_service().Subscribe(subscription.get(), subscribe)->Finish()),
      kBeyondEnd);
  v1::WatchIssuesRequest watch;
  watch.set_after_sequence(0);
  auto watching = Context();
  EXPECT_EQ(FailureOf(issues().WatchIssues(watching.get(), watch)->Finish()),
            kBeyondEnd);
}

TEST_F(RefusalTest, MalformedStreamsOfEventsAreRefused) {
  v1::SubscribeRequest subscribe;
  subscribe.set_max_batch(-1);
  auto context = Context();
  EXPECT_EQ(
      FailureOf(log_service().Subscribe(context.get(), subscribe)->Finish()),
      kInvalidField);
  v1::ReadEventsRequest read;
  read.set_max_count(-1);
  auto reading = Context();
  EXPECT_EQ(FailureOf(log_service().ReadEvents(reading.get(), read)->Finish()),
            kInvalidField);
  read.set_max_count(0);
  read.set_stream("readouts/nothing");
  auto unknown = Context();
  EXPECT_EQ(
      FailureOf(log_service().ReadEvents(unknown.get(), read)->Finish()),
      (Failure{StatusCode::NOT_FOUND, v1::ERROR_REASON_STREAM_NOT_FOUND}));
  v1::WatchIssuesRequest watch;
  watch.add_parties("x");
  auto watching = Context();
  EXPECT_EQ(FailureOf(issues().WatchIssues(watching.get(), watch)->Finish()),
            kInvalidField);
}

}  // namespace
}  // namespace chancery
