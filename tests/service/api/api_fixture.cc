#include "tests/service/api/api_fixture.h"

#include <grpcpp/create_channel.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "service/commands/names.h"

namespace chancery {

google::rpc::Status DetailsOf(const grpc::Status& status) {
  google::rpc::Status details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  return details;
}

v1::ErrorReason ReasonOf(const grpc::Status& status) {
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  v1::ErrorReason reason = v1::ERROR_REASON_UNSPECIFIED;
  if (info.domain() == "chancery") {
    v1::ErrorReason_Parse("ERROR_REASON_" + info.reason(), &reason);
  }
  return reason;
}

bool HasRetryInfo(const grpc::Status& status) {
  return DetailOf<google::rpc::RetryInfo>(status).retry_delay().seconds() > 0;
}

Failure FailureOf(const grpc::Status& status) {
  return {status.error_code(), ReasonOf(status)};
}

void PrintTo(const Failure& failure, std::ostream* out) {
  *out << "code " << failure.code << " "
       << v1::ErrorReason_Name(failure.reason);
}

std::unique_ptr<grpc::ClientContext> Context(absl::Duration timeout) {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() +
                        absl::ToChronoMilliseconds(timeout));
  return context;
}

v1::Event Statement(absl::string_view issue, absl::string_view words) {
  v1::Event event;
  event.set_occurred("2004-02-29");
  v1::Record& record = *event.mutable_statement_made()->mutable_record();
  record.set_kind(v1::RECORD_KIND_STATEMENT);
  record.set_act(v1::ACT_ASSERT);
  record.add_actors("JPN");
  record.set_asserted_by("JPN");
  record.set_topic(std::string(TopicOfIssue(issue)));
  record.set_issue(std::string(issue));
  record.set_quote(std::string(words));
  return event;
}

v1::AppendEventsRequest Appending(const std::string& id,
                                  const std::string& stream,
                                  const std::vector<v1::Event>& events) {
  v1::AppendEventsRequest request;
  request.set_request_id(id);
  for (const v1::Event& event : events) {
    v1::ProposedEvent& proposed = *request.add_events();
    proposed.set_stream(stream);
    *proposed.mutable_event() = event;
  }
  request.add_conditions()->set_stream(stream);
  request.mutable_conditions(0)->mutable_any();
  return request;
}

std::string DataFile(absl::string_view path) {
  std::ifstream in(absl::StrCat(CHANCERY_TEST_DATA "/", path),
                   std::ios::binary);
  EXPECT_TRUE(in.good()) << path;
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void ApiTest::Start(ApiServer::Options options) {
  Stop();
  if (path_.empty()) {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "api-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    path_ = pattern;
  }
  EventLog::Options log_options;
  log_options.path = path_ + "/log";
  log_options.clock = &clock_;
  auto log = EventLog::Open(log_options);
  ASSERT_TRUE(log.ok()) << log.status();
  log_ = *std::move(log);
  auto views = Views::Open({.path = path_ + "/views", .log = log_.get()});
  ASSERT_TRUE(views.ok()) << views.status();
  views_ = *std::move(views);
  options.address = "127.0.0.1:0";
  options.log = log_.get();
  options.views = views_.get();
  auto signer = HeadSigner::Open(
      {.log = log_.get(), .path = log_options.path, .clock = &clock_},
      *CheckpointSigner::Make("api.test/log", std::string(32, 'k')));
  ASSERT_TRUE(signer.ok()) << signer.status();
  signer_ = *std::move(signer);
  options.signer = signer_.get();
  auto server = ApiServer::Start(options);
  ASSERT_TRUE(server.ok()) << server.status();
  server_ = *std::move(server);
  // Channels of one target share their connection unless told otherwise.
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetMaxReceiveMessageSize(-1);
  channel_ =
      grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", server_->port()),
                                grpc::InsecureChannelCredentials(), arguments);
  readouts_ = v1::ReadoutService::NewStub(channel_);
  issues_ = v1::IssueService::NewStub(channel_);
  history_ = v1::HistoryService::NewStub(channel_);
  log_service_ = v1::LogService::NewStub(channel_);
}

void ApiTest::Stop() {
  readouts_.reset();
  issues_.reset();
  history_.reset();
  log_service_.reset();
  channel_.reset();
  server_.reset();
  views_.reset();
  signer_.reset();
  log_.reset();
}

void ApiTest::TearDown() {
  Stop();
  std::filesystem::remove_all(path_);
}

Sequence ApiTest::Append(const v1::Event& event, const std::string& stream) {
  Proposal proposal;
  proposal.commit_id = absl::StrCat("fixture-", ++commits_);
  proposal.principal = "fixture";
  proposal.events.push_back({stream, event});
  proposal.conditions.push_back({stream, ExpectedRevision::Any()});
  const auto commit = log_->Append(std::move(proposal));
  EXPECT_TRUE(commit.ok()) << commit.status();
  return commit.ok() ? commit->last : Sequence{};
}

void ApiTest::Fill(int count) {
  while (count > 0) {
    Proposal proposal;
    proposal.commit_id = absl::StrCat("fixture-", ++commits_);
    proposal.principal = "fixture";
    const std::string stream = absl::StrCat("readouts/fill-", commits_);
    for (int i = 0; i < 1000 && count > 0; ++i, --count) {
      proposal.events.push_back(
          {stream, Statement(kIssue, std::string(1000, 'x'))});
    }
    proposal.conditions.push_back({stream, ExpectedRevision::Any()});
    const auto commit = log_->Append(std::move(proposal));
    ASSERT_TRUE(commit.ok()) << commit.status();
  }
}

}  // namespace chancery
