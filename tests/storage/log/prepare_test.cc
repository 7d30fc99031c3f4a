#include "storage/log/prepare.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/values/error_info.h"
#include "storage/log/event_codec.h"
#include "tests/storage/log/log_fixture.h"

namespace chancery {
namespace {

using ::testing::HasSubstr;

void NoEntropy(char* bytes, std::size_t count) {
  std::fill(bytes, bytes + count, '\0');
}

Proposal Good() {
  return Propose("id", kCall, ExpectedRevision::Any(),
                 {Statement(kIssue, "ships")});
}

// The field that the refusal of `proposal` names; empty when it is good.
std::string BadField(Proposal proposal) {
  const auto prepared = Prepare(std::move(proposal), NoEntropy);
  if (prepared.ok()) return "";
  EXPECT_EQ(prepared.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(prepared.status()), v1::ERROR_REASON_INVALID_FIELD);
  const auto info = GetErrorInfo(prepared.status());
  return info.has_value() ? info->metadata().at("field") : "(no info)";
}

TEST(PrepareTest, AGoodProposalIsTaken) { EXPECT_EQ(BadField(Good()), ""); }

TEST(PrepareTest, TheFirstFieldThatBreaksABoundIsNamed) {
  std::vector<std::pair<std::string, Proposal>> cases;
  const auto add = [&cases](const std::string& field) -> Proposal& {
    cases.emplace_back(field, Good());
    return cases.back().second;
  };
  cases.reserve(16);
  add("commit_id").commit_id = "";
  add("commit_id").commit_id = std::string(129, 'a');
  add("commit_id").commit_id = "tab\there";
  add("principal").principal = "caf\xc3\xa9";
  add("events").events.clear();
  add("events").events.assign(1001, {kCall, Statement(kIssue, "x")});
  add("conditions").conditions.clear();
  add("conditions[0].stream").conditions[0].stream = "";
  add("conditions[0].stream").conditions[0].stream = std::string("a\0b", 3);
  add("conditions[1].stream")
      .conditions.push_back({kCall, ExpectedRevision::Any()});
  add("events[0].stream").events[0].stream = kVisit;
  add("events[0].event").events[0].event.clear_body();
  add("events[0].event.occurred").events[0].event.set_occurred("\n");
  add("events[0].event issue").events[0].event =
      Statement(std::string(513, 'i'), "x");
  add("issue_conditions[0].issue").issue_conditions.push_back({"", {}});
  for (auto& [field, proposal] : cases) {
    EXPECT_EQ(BadField(std::move(proposal)), field);
  }
}

TEST(PrepareTest, ACommitHasABoundInBytes) {
  Proposal large = Good();
  large.documents.emplace_back(kCommitBytesMax / 2, 'x');
  EXPECT_EQ(BadField(large), "");
  large.documents.emplace_back(kCommitBytesMax / 2, 'y');
  EXPECT_EQ(BadField(std::move(large)), "events");
}

TEST(PrepareTest, WithoutAPrincipalItIsAnonymous) {
  Proposal proposal = Good();
  proposal.principal.clear();
  auto prepared = Prepare(std::move(proposal), NoEntropy);
  ASSERT_TRUE(prepared.ok()) << prepared.status();
  std::string& value = prepared->events[0].value;
  PlaceEvent(Sequence{0}, Revision{0}, absl::UnixEpoch(), &value);

  StoredEvent event;
  ASSERT_TRUE(DecodeEvent(Sequence{0}, value, &event).ok());
  EXPECT_EQ(event.header.principal, "anonymous");
}

TEST(PrepareTest, EachEventHasASaltOfItsOwn) {
  Proposal proposal = Propose("id", kCall, ExpectedRevision::Any(),
                              {Statement(kIssue, "x"), Statement(kIssue, "x")});
  char next = 'a';
  const auto prepared =
      Prepare(std::move(proposal), [&next](char* bytes, std::size_t count) {
        std::fill(bytes, bytes + count, next++);
      });
  ASSERT_TRUE(prepared.ok()) << prepared.status();

  EXPECT_THAT(prepared->events[0].value, HasSubstr(std::string(16, 'a')));
  EXPECT_THAT(prepared->events[1].value, HasSubstr(std::string(16, 'b')));
}

}  // namespace
}  // namespace chancery
