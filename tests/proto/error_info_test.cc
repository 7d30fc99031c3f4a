#include "proto/values/error_info.h"

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "chancery/v1/errors.pb.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"

namespace chancery {
namespace {

using ::testing::Pair;
using ::testing::UnorderedElementsAre;

TEST(ErrorInfoTest, AnErrorCarriesCodeMessageReasonAndMetadata) {
  const absl::Status status = MakeError(
      absl::StatusCode::kNotFound, v1::ERROR_REASON_ISSUE_NOT_FOUND,
      "no event is listed there", {{"issue", "issues/jpn-rus.region.iraq"}});

  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status.message(), "no event is listed there");
  const auto info = GetErrorInfo(status);
  ASSERT_TRUE(info.has_value());
  EXPECT_EQ(info->reason(), "ISSUE_NOT_FOUND");
  EXPECT_EQ(info->domain(), "chancery");
  EXPECT_THAT(info->metadata(), UnorderedElementsAre(Pair(
                                    "issue", "issues/jpn-rus.region.iraq")));
}

TEST(ErrorInfoTest, EveryReasonOfTheCatalogueComesBack) {
  const auto* reasons = v1::ErrorReason_descriptor();
  std::set<std::string> seen;
  for (int i = 0; i < reasons->value_count(); ++i) {
    const auto reason =
        static_cast<v1::ErrorReason>(reasons->value(i)->number());
    const absl::Status status =
        MakeError(absl::StatusCode::kInternal, reason, "message");
    EXPECT_EQ(ReasonOf(status), reason);
    seen.insert(GetErrorInfo(status)->reason());
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(reasons->value_count()));
}

TEST(ErrorInfoTest, AStatusWithoutInfoHasNoReason) {
  EXPECT_EQ(ReasonOf(absl::OkStatus()), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(ReasonOf(absl::NotFoundError("x")), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_FALSE(GetErrorInfo(absl::NotFoundError("x")).has_value());
}

TEST(ErrorInfoTest, AReasonOfAnotherDomainIsNotOurs) {
  google::rpc::ErrorInfo info;
  info.set_reason("ISSUE_NOT_FOUND");
  info.set_domain("example.org");
  absl::Status status = absl::NotFoundError("x");
  AddDetail(status, info);

  EXPECT_TRUE(GetErrorInfo(status).has_value());
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_UNSPECIFIED);
}

TEST(ErrorInfoTest, AReasonFromANewerReleaseIsUnspecified) {
  google::rpc::ErrorInfo info;
  info.set_reason("SOMETHING_OF_TOMORROW");
  info.set_domain(std::string(kErrorDomain));
  absl::Status status = absl::AbortedError("x");
  AddDetail(status, info);

  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_UNSPECIFIED);
}

TEST(ErrorInfoTest, APayloadThatDoesNotParseGivesNoInfo) {
  absl::Status status = absl::AbortedError("x");
  status.SetPayload("type.googleapis.com/google.rpc.ErrorInfo",
                    absl::Cord("\xff\xff\xff"));

  EXPECT_FALSE(GetErrorInfo(status).has_value());
}

TEST(ErrorInfoTest, InvalidFieldNamesTheFieldTwice) {
  const absl::Status status =
      InvalidField("conditions[2].stream", "must not be empty");

  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "conditions[2].stream: must not be empty");
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_INVALID_FIELD);
  EXPECT_THAT(GetErrorInfo(status)->metadata(),
              UnorderedElementsAre(Pair("field", "conditions[2].stream")));
  const auto payload =
      status.GetPayload("type.googleapis.com/google.rpc.BadRequest");
  ASSERT_TRUE(payload.has_value());
  google::rpc::BadRequest bad;
  ASSERT_TRUE(bad.ParseFromString(std::string(*payload)));
  ASSERT_EQ(bad.field_violations_size(), 1);
  EXPECT_EQ(bad.field_violations(0).field(), "conditions[2].stream");
  EXPECT_EQ(bad.field_violations(0).description(), "must not be empty");
}

TEST(ErrorInfoTest, ADetailOfTheSameTypeReplacesTheFormer) {
  absl::Status status = MakeError(absl::StatusCode::kAborted,
                                  v1::ERROR_REASON_CONFLICT, "conflict");
  v1::AppendConflict conflict;
  conflict.add_failed()->set_subject("readouts/a");
  AddDetail(status, conflict);
  conflict.mutable_failed(0)->set_subject("readouts/b");
  AddDetail(status, conflict);

  const auto payload =
      status.GetPayload("type.googleapis.com/chancery.v1.AppendConflict");
  v1::AppendConflict read;
  ASSERT_TRUE(read.ParseFromString(std::string(*payload)));
  EXPECT_EQ(read.failed(0).subject(), "readouts/b");
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_CONFLICT);
}

}  // namespace
}  // namespace chancery
