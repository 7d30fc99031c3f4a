// ReparseReadouts against readouts that a former version of the parser read.
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/commands/ingest.h"
#include "tests/service/api/api_fixture.h"

namespace chancery {
namespace {

using grpc::StatusCode;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ReparseTest : public ApiTest {
 protected:
  // Has a former version read the sample, which missed its first record.
  std::string IngestFormer(const std::string& source) {
    ReadoutReader former = BuiltInReader();
    former.versions.set_parser_version("0");
    former.read = [read = former.read](absl::string_view text,
                                       const ParseOptions& options)
        -> absl::StatusOr<v1::ParseReadoutResponse> {
      auto parsed = read(text, options);
      if (!parsed.ok()) return parsed.status();
      parsed->mutable_readout()->set_parser_version("0");
      parsed->mutable_records()->DeleteSubrange(0, 1);
      return parsed;
    };
    const auto response =
        IngestReadout(log(),
                      {.text = DataFile("readouts/harbour-call.txt"),
                       .source = source,
                       .held_on = "",
                       .correlation_id = "",
                       .principal = "desk"},
                      former);
    EXPECT_TRUE(response.ok()) << response.status();
    last_ = response->last_sequence();
    return response->name();
  }

  std::vector<v1::ReparseReadoutsResponse> Reparse(
      const v1::ReparseReadoutsRequest& request) {
    AwaitViews();
    const auto context = Context();
    const auto reader = readouts().ReparseReadouts(context.get(), request);
    std::vector<v1::ReparseReadoutsResponse> responses;
    v1::ReparseReadoutsResponse response;
    while (reader->Read(&response)) responses.push_back(response);
    status_ = reader->Finish();
    return responses;
  }

  void AwaitViews() {
    v1::ListReadoutsRequest request;
    request.set_at_least(last_);
    v1::ListReadoutsResponse response;
    EXPECT_TRUE(
        readouts().ListReadouts(Context().get(), request, &response).ok());
  }

  const grpc::Status& status() const { return status_; }

 private:
  uint64_t last_ = 0;
  grpc::Status status_;
};

TEST_F(ReparseTest, ADryRunTellsEachOutdatedReadoutWithProgress) {
  IngestFormer("a");
  IngestFormer("b");
  const auto head = log().Head();

  const auto responses = Reparse({});

  EXPECT_TRUE(status().ok()) << status().error_message();
  ASSERT_THAT(responses, SizeIs(3));
  EXPECT_EQ(responses[0].name(), "");
  EXPECT_EQ(responses[0].readouts_total(), 2u);
  EXPECT_EQ(responses[2].readouts_done(), 2u);
  for (std::size_t i = 1; i < responses.size(); ++i) {
    EXPECT_EQ(responses[i].outcome(), v1::REPARSE_OUTCOME_CHANGED);
    ASSERT_EQ(responses[i].records_size(), 1);
    EXPECT_FALSE(responses[i].records(0).has_before());
    EXPECT_TRUE(responses[i].records(0).has_after());
  }
  EXPECT_EQ(log().Head(), head);
}

TEST_F(ReparseTest, AppliedTheViewsHaveItAndNothingIsLeftToDo) {
  const std::string name = IngestFormer("a");
  v1::ReparseReadoutsRequest request;
  request.add_names(name);
  request.set_apply(true);

  const auto responses = Reparse(request);

  ASSERT_THAT(responses, SizeIs(2));
  v1::GetReadoutRequest get;
  get.set_name(name);
  get.set_at_least(responses[1].last_sequence());
  v1::GetReadoutResponse readout;
  ASSERT_TRUE(readouts().GetReadout(Context().get(), get, &readout).ok());
  EXPECT_EQ(readout.readout().header().parser_version(),
            responses[1].lineage_after().parser_version());
  EXPECT_EQ(readout.readout().text_revisions(), 1u);
  EXPECT_EQ(readout.records(0).name(), responses[1].records(0).after().name());
  EXPECT_EQ(Reparse(request)[1].outcome(), v1::REPARSE_OUTCOME_UP_TO_DATE);
  EXPECT_THAT(Reparse({}), SizeIs(1));
}

TEST_F(ReparseTest, AnUnknownNameIsRefusedBeforeAnythingIsRead) {
  const std::string name = IngestFormer("a");
  const auto head = log().Head();
  v1::ReparseReadoutsRequest request;
  request.add_names(name);
  request.add_names("readouts/nothing");
  request.set_apply(true);
  EXPECT_THAT(Reparse(request), IsEmpty());
  EXPECT_EQ(FailureOf(status()), (Failure{StatusCode::NOT_FOUND,
                                          v1::ERROR_REASON_READOUT_NOT_FOUND}));
  EXPECT_EQ(log().Head(), head);
  request.set_names(1, "no name");
  EXPECT_THAT(Reparse(request), IsEmpty());
  EXPECT_EQ(FailureOf(status()), (Failure{StatusCode::INVALID_ARGUMENT,
                                          v1::ERROR_REASON_INVALID_FIELD}));
}

}  // namespace
}  // namespace chancery
