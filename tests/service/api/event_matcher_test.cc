#include "service/api/event_matcher.h"

#include "gtest/gtest.h"
#include "proto/values/error_info.h"

namespace chancery {
namespace {

StoredEvent Stored(const std::string& payload) {
  StoredEvent stored;
  stored.header.kind = v1::EVENT_KIND_STATEMENT_MADE;
  stored.header.stream = "readouts/a";
  stored.header.issues = {"issues/jpn-rus.territory.northern_territories",
                          "issues/chn-jpn.region.iraq"};
  stored.payload = payload;
  return stored;
}

std::string StatementBy(const std::string& actor) {
  v1::Event event;
  event.mutable_statement_made()->mutable_record()->add_actors(actor);
  return event.SerializeAsString();
}

bool Matches(const v1::EventFilter& filter) {
  const std::string payload = StatementBy("JPN");
  const auto matcher = EventMatcher::Make(filter);
  EXPECT_TRUE(matcher.ok()) << matcher.status();
  const auto matches = matcher->Matches(Stored(payload));
  EXPECT_TRUE(matches.ok()) << matches.status();
  return *matches;
}

TEST(EventMatcherTest, AnEmptyFilterMatchesEverything) {
  EXPECT_TRUE(Matches({}));
  EXPECT_TRUE(EventMatcher::Make({})->MatchesAll());
}

TEST(EventMatcherTest, ValuesOfOneFieldAreAlternatives) {
  v1::EventFilter filter;
  filter.add_kinds(v1::EVENT_KIND_AGREEMENT_REACHED);
  EXPECT_FALSE(Matches(filter));
  filter.add_kinds(v1::EVENT_KIND_STATEMENT_MADE);
  EXPECT_TRUE(Matches(filter));
  filter.add_streams("readouts/b");
  EXPECT_FALSE(Matches(filter));
  filter.add_streams("readouts/a");
  EXPECT_TRUE(Matches(filter));
}

TEST(EventMatcherTest, AllPartiesMustBePartyToOneIssue) {
  v1::EventFilter filter;
  filter.add_parties("JPN");
  EXPECT_TRUE(Matches(filter));
  filter.add_parties("RUS");
  EXPECT_TRUE(Matches(filter));
  filter.add_parties("CHN");  // Party to the other issue.
  EXPECT_FALSE(Matches(filter));
}

TEST(EventMatcherTest, PartiesAndTopicsMustMatchOnOneIssue) {
  v1::EventFilter filter;
  filter.add_parties("RUS");
  filter.add_topics("region");
  EXPECT_FALSE(Matches(filter));
  filter.set_topics(0, "territory");
  EXPECT_TRUE(Matches(filter));
}

TEST(EventMatcherTest, ATopicMeansItsFamily) {
  EXPECT_TRUE(IsOfTopic("territory.northern_territories", "territory"));
  EXPECT_TRUE(IsOfTopic("territory", "territory"));
  EXPECT_FALSE(IsOfTopic("territorial.waters", "territor"));
  EXPECT_FALSE(IsOfTopic("territory", "territory.northern_territories"));
}

TEST(EventMatcherTest, ActorsAreReadFromThePayload) {
  v1::EventFilter filter;
  filter.add_actors("RUS");
  EXPECT_FALSE(Matches(filter));
  filter.add_actors("JPN");
  EXPECT_TRUE(Matches(filter));
}

TEST(EventMatcherTest, APayloadThatIsNoEventIsReportedAndNotSkipped) {
  v1::EventFilter filter;
  filter.add_actors("RUS");
  const auto matches = EventMatcher::Make(filter)->Matches(Stored("\xff\xff"));
  EXPECT_EQ(matches.status().code(), absl::StatusCode::kDataLoss);
}

TEST(EventMatcherTest, MalformedValuesAreRefused) {
  v1::EventFilter filter;
  filter.add_parties("japan");
  filter.add_kinds(v1::EVENT_KIND_UNSPECIFIED);
  filter.add_issues("issues/jpn");
  EXPECT_EQ(ReasonOf(EventMatcher::Make(filter).status()),
            v1::ERROR_REASON_INVALID_FIELD);
  v1::EventFilter long_filter;
  for (int i = 0; i < 1001; ++i) long_filter.add_parties("JPN");
  EXPECT_EQ(ReasonOf(EventMatcher::Make(long_filter).status()),
            v1::ERROR_REASON_INVALID_FIELD);
}

}  // namespace
}  // namespace chancery
