#include <grpcpp/create_channel.h>

#include <atomic>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "service/commands/ingest.h"
#include "tests/service/api/api_fixture.h"

namespace chancery {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

class ServerTest : public ApiTest {
 protected:
  HealthCheckResponse::ServingStatus HealthOf(const std::string& service) {
    auto stub = grpc::health::v1::Health::NewStub(channel());
    HealthCheckRequest request;
    request.set_service(service);
    HealthCheckResponse response;
    const grpc::Status status =
        stub->Check(Context().get(), request, &response);
    return status.ok() ? response.status()
                       : HealthCheckResponse::SERVICE_UNKNOWN;
  }
  v1::IngestReadoutResponse IngestOk(const std::string& file) {
    v1::IngestReadoutRequest request;
    request.set_text(DataFile("readouts/" + file));
    request.set_source("https://ministry.example/harbour-call.html");
    v1::IngestReadoutResponse response;
    const grpc::Status status =
        readouts().IngestReadout(Context().get(), request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
};

TEST_F(ServerTest, EveryServiceSaysThatItServes) {
  for (const char* service :
       {"", "chancery.v1.LogService", "chancery.v1.ReadoutService",
        "chancery.v1.IssueService", "chancery.v1.HistoryService",
        "chancery.v1.AuditService"}) {
    EXPECT_EQ(HealthOf(service), HealthCheckResponse::SERVING) << service;
  }
  EXPECT_EQ(HealthOf("chancery.v1.Nothing"),
            HealthCheckResponse::SERVICE_UNKNOWN);
}

TEST_F(ServerTest, APortThatIsTakenIsAnErrorAndNotShared) {
  const auto second =
      ApiServer::Start({.address = absl::StrCat("127.0.0.1:", server().port()),
                        .log = &log(),
                        .views = &views()});
  EXPECT_EQ(second.status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(ServerTest, DrainTellsWatchersOfHealthFirst) {
  auto stub = grpc::health::v1::Health::NewStub(channel());
  auto context = Context();
  HealthCheckRequest request;
  request.set_service("chancery.v1.LogService");
  auto reader = stub->Watch(context.get(), request);
  HealthCheckResponse response;
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
  std::thread drain([&] { server().Drain(absl::Seconds(1)); });
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
  context->TryCancel();
  reader->Finish();
  drain.join();
}

TEST_F(ServerTest, DrainEndsOrRefusesQueriesWithItsReason) {
  v1::GetIssueRequest request;
  request.set_name(kIssue);
  request.set_at_least(1000);
  // A query that waits, or comes while the server drains, is told the same. The
  // subscription shows that it has begun to.
  auto context = Context();
  auto subscription = log_service().Subscribe(context.get(), {});
  v1::SubscribeResponse signal;
  ASSERT_TRUE(subscription->Read(&signal));
  grpc::Status status;
  std::thread query([&] {
    v1::GetIssueResponse response;
    status = issues().GetIssue(Context().get(), request, &response);
  });
  std::thread drain([&] { server().Drain(absl::Seconds(10)); });
  EXPECT_FALSE(subscription->Read(&signal));
  subscription->Finish();
  query.join();
  drain.join();
  EXPECT_EQ(FailureOf(status), (Failure{grpc::StatusCode::UNAVAILABLE,
                                        v1::ERROR_REASON_DRAINING}));
}

TEST_F(ServerTest, DrainLosesNoAppendThatItAnswered) {
  // Goal: whatever was answered OK while the server drained is in the log.
  // Method: four writers until they are refused.
  std::atomic<int> answered{0};
  std::vector<std::thread> writers;
  std::atomic<bool> begun{false};
  for (int w = 0; w < 4; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0;; ++i) {
        v1::AppendEventsResponse response;
        const grpc::Status status = log_service().AppendEvents(
            Context().get(),
            Appending(absl::StrCat(w, "-", i), absl::StrCat("readouts/", w),
                      {Statement(kIssue, "words")}),
            &response);
        if (!status.ok()) return;
        ++answered;
        begun = true;
      }
    });
  }
  while (!begun) std::this_thread::yield();
  server().Drain(absl::Seconds(10));
  for (std::thread& writer : writers) writer.join();
  ASSERT_TRUE(log().Head().has_value());
  EXPECT_GE(log().Head()->value + 1, static_cast<uint64_t>(answered));
}

TEST_F(ServerTest, ASecondDrainDoesNothing) {
  server().Drain(absl::Seconds(1));
  server().Drain(absl::Seconds(1));
}

TEST_F(ServerTest, AnIngestedReadoutIsReadBackWithItsWords) {
  const v1::IngestReadoutResponse ingested = IngestOk("harbour-call.txt");
  EXPECT_EQ(ingested.outcome(), v1::INGEST_OUTCOME_CREATED);
  EXPECT_EQ(ingested.name(),
            ReadoutName("https://ministry.example/harbour-call.html"));

  v1::GetReadoutRequest request;
  request.set_name(ingested.name());
  request.set_at_least(ingested.last_sequence());
  v1::GetReadoutResponse response;
  const grpc::Status status =
      readouts().GetReadout(Context().get(), request, &response);

  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.text(), DataFile("readouts/harbour-call.txt"));
  EXPECT_EQ(response.records_size(), ingested.records_size());
  EXPECT_EQ(response.reflected_sequence(), ingested.last_sequence());
}

TEST_F(ServerTest, IngestIsIdempotentAndRevisesChangedTexts) {
  const v1::IngestReadoutResponse first = IngestOk("harbour-call.txt");
  const v1::IngestReadoutResponse again = IngestOk("harbour-call.txt");
  EXPECT_EQ(again.outcome(), v1::INGEST_OUTCOME_UNCHANGED);
  EXPECT_EQ(again.last_sequence(), first.last_sequence());
  const v1::IngestReadoutResponse revised =
      IngestOk("harbour-call.revised.txt");
  EXPECT_EQ(revised.outcome(), v1::INGEST_OUTCOME_REVISED);

  v1::ListReadoutsRequest request;
  request.set_at_least(revised.last_sequence());
  v1::ListReadoutsResponse list;
  ASSERT_TRUE(readouts().ListReadouts(Context().get(), request, &list).ok());
  ASSERT_EQ(list.readouts_size(), 1);
  EXPECT_EQ(list.readouts(0).text_revisions(), 2u);

  v1::GetReadoutRequest get;
  get.set_name(revised.name());
  v1::GetReadoutResponse readout;
  ASSERT_TRUE(readouts().GetReadout(Context().get(), get, &readout).ok());
  ASSERT_EQ(readout.records_size(), revised.records_size());
  for (int i = 0; i < revised.records_size(); ++i) {
    EXPECT_EQ(readout.records(i).name(), revised.records(i).name());
    EXPECT_EQ(readout.records(i).quote(), revised.records(i).quote());
    EXPECT_EQ(readout.records(i).span().begin(),
              revised.records(i).span().begin());
  }
}

TEST_F(ServerTest, EightCallersWithOneReadoutMakeOneCommit) {
  std::atomic<int> created{0};
  std::vector<std::thread> callers;
  for (int i = 0; i < 8; ++i) {
    callers.emplace_back([&] {
      if (IngestOk("harbour-call.txt").outcome() ==
          v1::INGEST_OUTCOME_CREATED) {
        ++created;
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(created, 1);
  std::set<std::string> commits;
  ASSERT_TRUE(log()
                  .Read({},
                        [&](const StoredEvent& stored) {
                          commits.insert(stored.header.commit_id);
                          return true;
                        })
                  .ok());
  EXPECT_EQ(commits.size(), 1u);
}

TEST_F(ServerTest, ADryRunRecordsNothing) {
  v1::ParseReadoutRequest request;
  request.set_text(DataFile("readouts/harbour-call.txt"));
  v1::ParseReadoutResponse response;
  ASSERT_TRUE(
      readouts().ParseReadout(Context().get(), request, &response).ok());
  EXPECT_EQ(log().Head(), std::nullopt);
}

}  // namespace
}  // namespace chancery
