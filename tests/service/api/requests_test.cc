#include "service/api/requests.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/values/error_info.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;

TEST(PageTokenTest, GivesBackTheKeyItWasMadeOf) {
  const std::string key("a\0b\xff", 4);
  const std::string token = MakePageToken("method", "query", key);
  EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                    "abcdefghijklmnopqrstuvwxyz0123456789-_="),
            std::string::npos);
  const auto read = ReadPageToken("method", "query", token);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, key);
}

TEST(PageTokenTest, IsGoodForNoOtherMethodOrQuery) {
  const std::string token = MakePageToken("method", "query", "key");
  for (const auto& read : {ReadPageToken("other", "query", token),
                           ReadPageToken("method", "other", token),
                           ReadPageToken("methodq", "uery", token)}) {
    EXPECT_EQ(ReasonOf(read.status()), v1::ERROR_REASON_PAGE_TOKEN_MISMATCH);
  }
}

TEST(PageTokenTest, GarbageIsNoToken) {
  const std::string token = MakePageToken("method", "query", "key");
  std::string flipped = token;
  flipped[flipped.size() - 2] ^= 1;
  for (const std::string& garbage :
       {std::string("x"), std::string("not a token"), std::string("AAAA"),
        token.substr(0, token.size() / 2), token + "AAAA", flipped,
        std::string(5000, 'A'), std::string("\0", 1)}) {
    EXPECT_EQ(ReasonOf(ReadPageToken("method", "query", garbage).status()),
              v1::ERROR_REASON_PAGE_TOKEN_MISMATCH)
        << garbage;
  }
}

TEST(RequestsTest, APageTokenOutlivesAChangeOfPageSizeAndFreshnessOnly) {
  v1::ListIssuesRequest request;
  request.add_parties("JPN");
  const auto first = ParseListIssues(request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->page.size, 50u);
  EXPECT_EQ(first->TokenFor(""), "");

  request.set_page_token(first->TokenFor("key"));
  request.set_page_size(7);
  request.set_at_least(3);
  const auto second = ParseListIssues(request);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->page.after, "key");
  EXPECT_EQ(second->page.size, 7u);

  request.add_parties("RUS");
  EXPECT_EQ(ReasonOf(ParseListIssues(request).status()),
            v1::ERROR_REASON_PAGE_TOKEN_MISMATCH);
}

TEST(RequestsTest, PageSizesAreNoughtToOneThousand) {
  v1::ListReadoutsRequest request;
  for (const int size : {-1, 1001}) {
    request.set_page_size(size);
    const auto command = ParseListReadouts(request);
    EXPECT_EQ(ReasonOf(command.status()), v1::ERROR_REASON_INVALID_FIELD);
    EXPECT_EQ(GetErrorInfo(command.status())->metadata().at("field"),
              "page_size");
  }
  request.set_page_size(1000);
  EXPECT_TRUE(ParseListReadouts(request).ok());
}

TEST(RequestsTest, EachMalformedFieldIsNamed) {
  v1::ListFollowUpsRequest request;
  request.add_parties("Japan");
  request.set_responsible("x");
  request.set_issue("y");
  request.add_statuses(v1::FOLLOW_UP_STATUS_UNSPECIFIED);
  request.set_due_from("soon");
  request.set_due_until("2004-02-30");
  request.set_page_size(-5);
  const absl::Status status = ParseListFollowUps(request).status();
  google::rpc::BadRequest bad;
  ASSERT_TRUE(bad.ParseFromString(std::string(
      *status.GetPayload("type.googleapis.com/google.rpc.BadRequest"))));
  std::vector<std::string> fields;
  for (const auto& violation : bad.field_violations()) {
    fields.push_back(violation.field());
  }
  EXPECT_THAT(fields,
              ElementsAre("parties[0]", "responsible", "issue", "statuses[0]",
                          "due_from", "due_until", "page_size"));
}

TEST(RequestsTest, HistoriesNeedAnIssue) {
  EXPECT_EQ(ReasonOf(ParseGetPositionHistory({}).status()),
            v1::ERROR_REASON_INVALID_FIELD);
  EXPECT_EQ(ReasonOf(ParseListIssueEvents({}).status()),
            v1::ERROR_REASON_INVALID_FIELD);
}

}  // namespace
}  // namespace chancery
