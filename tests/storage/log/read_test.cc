#include <string>
#include <utility>
#include <vector>

#include "tests/storage/log/log_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A log with two streams and two issues:
//
//   sequence    0     1     2     3     4     5
//   stream      call  call  visit call  visit visit
//   revision    0     1     0     2     1     2
//   issue       fish  gas   fish  gas   -     fish
//   words       a     b     c     d     e     f
class ReadTest : public LogTest {
 protected:
  ReadTest() {
    AppendAll(kCall, {Statement(kIssue, "a"), Statement(kOtherIssue, "b")});
    AppendAll(kVisit, {Statement(kIssue, "c")});
    AppendAll(kCall, {Statement(kOtherIssue, "d")});
    AppendAll(kVisit, {Received("e"), Statement(kIssue, "f")});
  }

  void AppendAll(absl::string_view stream, std::vector<v1::Event> events) {
    const auto commit =
        log().Append(Propose(absl::StrCat("c", next_id_++), stream,
                             ExpectedRevision::Any(), std::move(events)));
    ASSERT_TRUE(commit.ok()) << commit.status();
  }

  static ReadOptions Of(ReadOptions::Scope scope, std::string name,
                        Direction direction = Direction::kForward,
                        std::optional<uint64_t> from = std::nullopt) {
    ReadOptions options;
    options.scope = scope;
    options.name = std::move(name);
    options.direction = direction;
    options.from = from;
    return options;
  }
  std::vector<std::string> All(Direction direction,
                               std::optional<uint64_t> from = std::nullopt) {
    return WordsIn(log(), Of(ReadOptions::Scope::kAll, "", direction, from));
  }
  std::vector<std::string> Stream(std::string name,
                                  Direction direction = Direction::kForward,
                                  std::optional<uint64_t> from = std::nullopt) {
    return WordsIn(log(), Of(ReadOptions::Scope::kStream, std::move(name),
                             direction, from));
  }
  std::vector<std::string> Issue(std::string name,
                                 Direction direction = Direction::kForward,
                                 std::optional<uint64_t> from = std::nullopt) {
    return WordsIn(log(), Of(ReadOptions::Scope::kIssue, std::move(name),
                             direction, from));
  }

 private:
  int next_id_ = 0;
};

TEST_F(ReadTest, TheWholeLogIsReadBothWaysFromAnywhere) {
  EXPECT_THAT(All(Direction::kForward),
              ElementsAre("a", "b", "c", "d", "e", "f"));
  EXPECT_THAT(All(Direction::kForward, 4), ElementsAre("e", "f"));
  EXPECT_THAT(All(Direction::kForward, 6), IsEmpty());
  EXPECT_THAT(All(Direction::kForward, UINT64_MAX), IsEmpty());
  EXPECT_THAT(All(Direction::kBackward),
              ElementsAre("f", "e", "d", "c", "b", "a"));
  EXPECT_THAT(All(Direction::kBackward, 1), ElementsAre("b", "a"));
  EXPECT_THAT(All(Direction::kBackward, 0), ElementsAre("a"));
  EXPECT_THAT(All(Direction::kBackward, 99),
              ElementsAre("f", "e", "d", "c", "b", "a"));
}

TEST_F(ReadTest, AStreamIsReadBothWaysFromARevision) {
  EXPECT_THAT(Stream(kCall), ElementsAre("a", "b", "d"));
  EXPECT_THAT(Stream(kVisit, Direction::kForward, 1), ElementsAre("e", "f"));
  EXPECT_THAT(Stream(kVisit, Direction::kForward, 3), IsEmpty());
  EXPECT_THAT(Stream(kVisit, Direction::kBackward), ElementsAre("f", "e", "c"));
  EXPECT_THAT(Stream(kVisit, Direction::kBackward, 1), ElementsAre("e", "c"));
  EXPECT_THAT(Stream(kVisit, Direction::kBackward, 77),
              ElementsAre("f", "e", "c"));
}

TEST_F(ReadTest, AnIssueIsReadBothWaysFromASequence) {
  EXPECT_THAT(Issue(kIssue), ElementsAre("a", "c", "f"));
  EXPECT_THAT(Issue(kIssue, Direction::kForward, 1), ElementsAre("c", "f"));
  EXPECT_THAT(Issue(kIssue, Direction::kBackward), ElementsAre("f", "c", "a"));
  EXPECT_THAT(Issue(kIssue, Direction::kBackward, 4), ElementsAre("c", "a"));
  EXPECT_THAT(Issue(kOtherIssue), ElementsAre("b", "d"));
}

TEST_F(ReadTest, WhatHasNoEventsHasNothingToVisit) {
  EXPECT_THAT(Stream("readouts/none"), IsEmpty());
  EXPECT_THAT(Stream("readouts/call"), IsEmpty());  // A name's beginning.
  EXPECT_THAT(Stream("readouts/none", Direction::kBackward), IsEmpty());
  EXPECT_THAT(Issue("issues/none"), IsEmpty());
  EXPECT_THAT(Issue("", Direction::kBackward), IsEmpty());
}

TEST_F(ReadTest, ReadsAreTheSameAfterReopening) {
  Open();
  EXPECT_THAT(All(Direction::kForward),
              ElementsAre("a", "b", "c", "d", "e", "f"));
  EXPECT_THAT(Stream(kCall, Direction::kBackward), ElementsAre("d", "b", "a"));
  EXPECT_THAT(Issue(kIssue), ElementsAre("a", "c", "f"));
}

TEST_F(ReadTest, AReadStopsAtItsBoundInEvents) {
  for (const std::size_t count : {0, 1, 2, 3}) {
    for (const auto scope :
         {ReadOptions::Scope::kAll, ReadOptions::Scope::kStream}) {
      ReadOptions options = Of(scope, kCall);
      options.events_max = count;
      EXPECT_EQ(WordsIn(log(), options).size(), count);
    }
  }
}

TEST_F(ReadTest, AReadStopsBehindTheEventThatReachesItsBoundInBytes) {
  std::size_t size = 0;
  ASSERT_TRUE(log()
                  .Read({},
                        [&](const StoredEvent& event) {
                          size = event.payload.size();
                          return false;
                        })
                  .ok());
  ReadOptions options;
  options.bytes_max = 1;
  EXPECT_THAT(WordsIn(log(), options), ElementsAre("a"));
  options.bytes_max = size;
  EXPECT_THAT(WordsIn(log(), options), ElementsAre("a"));
  options.bytes_max = size + 1;
  EXPECT_THAT(WordsIn(log(), options), ElementsAre("a", "b"));
}

TEST_F(ReadTest, AVisitorThatSaysNoIsNotCalledAgain) {
  int calls = 0;
  ASSERT_TRUE(log()
                  .Read({},
                        [&](const StoredEvent&) {
                          ++calls;
                          return calls < 2;
                        })
                  .ok());
  EXPECT_EQ(calls, 2);
}

TEST_F(ReadTest, AReadShowsTheHeaderOfEachEvent) {
  std::vector<EventHeader> headers;
  ASSERT_TRUE(log()
                  .Read(Of(ReadOptions::Scope::kStream, kVisit),
                        [&](const StoredEvent& event) {
                          headers.push_back(event.header);
                          return true;
                        })
                  .ok());

  ASSERT_EQ(headers.size(), 3u);
  EXPECT_EQ(headers[1].sequence, Sequence{4});
  EXPECT_EQ(headers[1].revision, Revision{1});
  EXPECT_EQ(headers[1].kind, v1::EVENT_KIND_READOUT_RECEIVED);
  EXPECT_THAT(headers[1].issues, IsEmpty());
  EXPECT_EQ(headers[2].stream, kVisit);
  EXPECT_EQ(headers[2].principal, "tester");
  EXPECT_EQ(headers[2].occurred, "2004-03-11");
  EXPECT_EQ(headers[2].record_time, clock().Now());
}

TEST_F(ReadTest, CommitsAreFoundByTheirId) {
  const auto found = log().FindCommit("c3");
  const auto none = log().FindCommit("c9");

  ASSERT_TRUE(found.ok() && found->has_value());
  EXPECT_TRUE((*found)->repeated);
  EXPECT_EQ((*found)->first, Sequence{4});
  EXPECT_EQ((*found)->last, Sequence{5});
  EXPECT_THAT((*found)->revisions, ElementsAre(Revision{1}, Revision{2}));
  ASSERT_TRUE(none.ok());
  EXPECT_EQ(none->has_value(), false);
}

}  // namespace
}  // namespace chancery
