#include "client/cli/failure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "chancery/v1/errors.pb.h"
#include "client/cpp/status.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"
#include "proto/values/error_info.h"

namespace chancery {
namespace {

using testing::HasSubstr;

const Page kPlainPage = {.width = 80, .colour = false};

absl::Status WithReason(v1::ErrorReason reason) {
  return MakeError(absl::StatusCode::kAborted, reason, "what is wrong");
}

TEST(FailureTextTest, SaysWhatIsWrongWithItsReasonAndThenWhatToDo) {
  EXPECT_EQ(
      FailureText(kPlainPage, "news.txt",
                  MakeError(absl::StatusCode::kInvalidArgument,
                            v1::ERROR_REASON_NOT_A_READOUT,
                            "no contact between two parties is reported")),
      "chancery: news.txt: no contact between two parties is reported "
      "[NOT_A_READOUT]\n"
      "  Give it a readout: a text that reports one contact between two "
      "parties.\n");
}

TEST(FailureTextTest, NamesTheCodeWhereTheServerGaveNoReason) {
  EXPECT_THAT(FailureText(kPlainPage, "", absl::UnavailableError("refused")),
              HasSubstr("chancery: refused [UNAVAILABLE]\n  Start chanceryd"));
}

TEST(FailureTextTest, IsTwoLinesForEveryReasonOfTheCatalogue) {
  std::set<std::string> fallback = {"  Try again later."};
  const auto* reasons = v1::ErrorReason_descriptor();
  for (int i = 0; i < reasons->value_count(); ++i) {
    const auto reason =
        static_cast<v1::ErrorReason>(reasons->value(i)->number());
    if (reason == v1::ERROR_REASON_UNSPECIFIED) continue;
    const std::vector<std::string> lines =
        absl::StrSplit(FailureText(kPlainPage, "x", WithReason(reason)), '\n');
    ASSERT_EQ(lines.size(), 3u) << reasons->value(i)->name();
    EXPECT_EQ(lines[2], "");
    EXPECT_EQ(fallback.count(lines[1]), 0u)
        << reasons->value(i)->name() << " has no advice of its own";
  }
}

TEST(FailureTextTest, DisarmsWhatAServerSends) {
  const std::string text = FailureText(kPlainPage, "a\x1b[2J.txt",
                                       absl::NotFoundError("no\nsuch\x1b[2J"));
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
}

TEST(ExitCodeTest, TellsTheRequestFromTheServer) {
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), 0);
  EXPECT_EQ(ExitCodeOf(absl::InvalidArgumentError("")), 1);
  EXPECT_EQ(ExitCodeOf(absl::NotFoundError("")), 1);
  EXPECT_EQ(ExitCodeOf(absl::AbortedError("")), 1);
  EXPECT_EQ(ExitCodeOf(absl::OutOfRangeError("")), 1);
  EXPECT_EQ(ExitCodeOf(absl::UnavailableError("")), 3);
  EXPECT_EQ(ExitCodeOf(absl::DeadlineExceededError("")), 3);
  EXPECT_EQ(ExitCodeOf(absl::DataLossError("")), 3);
}

TEST(FromGrpcStatusTest, KeepsCodeMessageReasonMetadataAndEveryDetail) {
  google::rpc::Status details;
  google::rpc::ErrorInfo info;
  info.set_domain("chancery");
  info.set_reason("DRAINING");
  (*info.mutable_metadata())["where"] = "here";
  details.add_details()->PackFrom(info);
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(2);
  retry.mutable_retry_delay()->set_nanos(500'000'000);
  details.add_details()->PackFrom(retry);

  const absl::Status status =
      FromGrpcStatus({grpc::StatusCode::UNAVAILABLE, "shutting down",
                      details.SerializeAsString()});

  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status.message(), "shutting down");
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_DRAINING);
  EXPECT_EQ(GetErrorInfo(status)->metadata().at("where"), "here");
  EXPECT_EQ(RetryDelay(status), absl::Seconds(2.5));
  EXPECT_TRUE(MayRetry(status));
}

TEST(FromGrpcStatusTest, TakesAnErrorWithoutDetails) {
  const absl::Status status =
      FromGrpcStatus({grpc::StatusCode::INTERNAL, "a proxy's", "no message"});
  EXPECT_EQ(status, absl::InternalError("a proxy's"));
  EXPECT_FALSE(MayRetry(status));
}

}  // namespace
}  // namespace chancery
