// Goal: the views are a fold. Whatever the events, the sizes of the batches,
// the closings and the crashes between them, the live views equal views folded
// from zero in one go, byte for byte, and say what a slow, obvious model says.
//
// Method: random events from one seed, also such as name records that do not
// stand. The parameter is the seed: a failing one is run again by its name with
// --gtest_filter.
#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "storage/projections/follow_up_projection.h"
#include "storage/projections/readout_queries.h"
#include "tests/storage/projections/view_fixture.h"
#include "tests/storage/projections/view_model.h"

namespace chancery {
namespace {

constexpr int kEvents = 250;
constexpr int kSeeds = 40;
constexpr char kThreeParties[] = "issues/jpn-kor-rus.dprk.nuclear";

class EventMaker {
 public:
  explicit EventMaker(int seed) : random_(seed) {}

  int Below(int n) {
    return std::uniform_int_distribution<>(0, n - 1)(random_);
  }

  void AppendOne(History& history) {
    const std::string stream =
        OneOf({"readouts/a", "readouts/b-2", "readouts/b"});
    v1::Event event = AnyEvent(stream);
    const std::string name = Below(3) == 0
                                 ? history.AppendToCommit(stream, event)
                                 : history.Append(stream, event);
    records_[stream].push_back(name);
  }

 private:
  std::string OneOf(const std::vector<std::string>& choices) {
    return choices[Below(static_cast<int>(choices.size()))];
  }
  std::string Day() {
    return OneOf({"", "2003-12-31", "2004-03-11", "2004-03-12", "2005-01-01"});
  }
  std::string Due() {
    return OneOf({"", "2004-05", "2004-05-31", "2004-40", "2005", "../2004"});
  }
  std::string AnyIssue() { return OneOf({kIraq, kIslands, kThreeParties}); }
  // Most often one that an event of the stream has made, or might have.
  std::string AnyRecord(const std::string& stream) {
    const std::string in = Below(8) == 0 ? "readouts/b" : stream;
    return records_[in].empty() ? in + "/records/7" : OneOf(records_[in]);
  }
  v1::Span AnySpan() {
    const uint32_t begin = Below(4);
    return MakeSpan(begin, begin + Below(3));
  }

  v1::Event AnyEvent(const std::string& stream) {
    switch (Below(20)) {
      case 0:
        return Received(Day());
      case 1:
        return Below(3) == 0 ? Withdrawn() : Touched(Day(), AnyIssue());
      case 2:
      case 3:
        return AnyRevision(stream);
      case 4:
      case 5:
        return Retracted(AnyRecord(stream));
      case 6:
        return Ended(AnyRecord(stream));
      case 7:
        return Resolved(AnyRecord(stream),
                        static_cast<v1::Resolution>(1 + Below(3)));
      case 8:
        return Rescheduled(AnyRecord(stream), Due());
      case 9:
      case 10:
        return Touched(Day(), AnyIssue());
      case 11:
      case 12:
        return WithSpan(Agreement(Day(), Agreed(AnyIssue(), "agreed")));
      case 13:
      case 14:
      case 15:
        return WithSpan(FollowUp(
            Day(),
            Planned(AnyIssue(), Due(),
                    static_cast<v1::FollowUpBasis>(1 + Below(5)), "to meet")));
      default:
        return WithSpan(AnyStatement());
    }
  }

  v1::Event AnyStatement() {
    const auto act = static_cast<v1::Act>(1 + Below(v1::ACT_WARN));
    const std::string issue = AnyIssue();
    return Statement(
        Day(), Below(4) == 0
                   ? SaidByBoth(issue, act, "both said")
                   : Said(issue, OneOf({"JPN", "RUS", "KOR"}), act, "said"));
  }

  v1::Event WithSpan(v1::Event event) {
    v1::Record* const record =
        event.has_statement_made()
            ? event.mutable_statement_made()->mutable_record()
        : event.has_agreement_reached()
            ? event.mutable_agreement_reached()->mutable_record()
            : event.mutable_follow_up_planned()->mutable_record();
    *record->mutable_span() = AnySpan();
    return event;
  }

  v1::Event AnyRevision(const std::string& stream) {
    std::map<std::string, v1::Span> kept;
    for (const std::string& record : records_[stream]) {
      if (Below(2) == 0) kept[record] = AnySpan();
    }
    kept[AnyRecord(stream)] = AnySpan();
    return Below(3) == 0 ? Reparsed(Day(), kept) : Revised(Day(), kept);
  }

  std::mt19937 random_;
  // By stream; with the names that events have which made none.
  std::map<std::string, std::vector<std::string>> records_;
};

// Counts, dates, and what stands in each list, one to a line.
std::string Describe(const v1::Issue& issue) {
  std::string text =
      absl::StrCat(issue.name(), " statements ", issue.statements(),
                   " agreements ", issue.agreements(), " follow-ups ",
                   issue.follow_ups(), " open ", issue.open_follow_ups(),
                   " touches ", issue.touches(), " ", issue.first_contact(),
                   " to ", issue.last_contact(), " at ", issue.last_sequence());
  std::vector<std::string> positions;
  for (const auto& position : issue.positions()) {
    positions.push_back(
        absl::StrCat(position.party(), " holds ", position.record().name()));
  }
  // Their order is tested where the dates are in sight.
  std::sort(positions.begin(), positions.end());
  absl::StrAppend(&text, "\n", absl::StrJoin(positions, "\n"));
  for (const auto& agreement : issue.agreements_in_force()) {
    absl::StrAppend(&text, "\nin force ", agreement.record().name());
  }
  for (const auto& follow_up : issue.open_follow_up_actions()) {
    absl::StrAppend(&text, "\nopen ", follow_up.record().name());
  }
  return text;
}

class ViewPropertyTest : public ::testing::TestWithParam<int> {
 protected:
  void Open() {
    store_.reset();
    auto store =
        ViewStore::Open(directory_.path(), env_.env(), AllProjections());
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  // Goes on with what a crash leaves.
  void Crash() {
    env_.Crash();
    store_.reset();
    env_.Restart();
    Open();
  }

  void FoldUpTo(std::size_t end) {
    std::size_t begin = end;
    for (std::size_t i = 0; i < store_->projections(); ++i) {
      const auto& checkpoint = store_->checkpoint(i);
      begin = std::min<std::size_t>(
          begin, checkpoint.has_sequence() ? checkpoint.sequence() + 1 : 0);
    }
    std::size_t failed_at = 0;
    const auto events = absl::MakeConstSpan(history_.events());
    const absl::Status folded = store_->Fold(
        events.subspan(begin, end - begin), [] { return true; }, &failed_at);
    ASSERT_TRUE(folded.ok()) << folded;
  }

  void ExpectAsModel(const ViewModel& model) {
    const ReadView view = store_->Read(0);
    const auto list = ListIssues(view.rows(), {}, {1000, ""});
    ASSERT_TRUE(list.ok()) << list.status();
    std::vector<std::string> names;
    for (const auto& issue : list->items) names.push_back(issue.name());
    EXPECT_EQ(names, model.IssueNames());
    for (const std::string& name : names) {
      const auto issue = GetIssue(view.rows(), name);
      ASSERT_TRUE(issue.ok()) << issue.status();
      EXPECT_EQ(Describe(*issue), Describe(model.Issue(name)));
      EXPECT_EQ(HistoryOf(view.rows(), name), model.History(name));
    }
    ExpectListsAsModel(model);
  }

  void ExpectListsAsModel(const ViewModel& model) {
    const auto follow_ups =
        ListFollowUps(store_->Read(1).rows(), {}, {1000, ""});
    ASSERT_TRUE(follow_ups.ok()) << follow_ups.status();
    std::vector<std::string> open;
    for (const auto& action : follow_ups->items) {
      open.push_back(action.record().name());
    }
    EXPECT_EQ(open, model.OpenFollowUps());
    const ReadView view = store_->Read(2);
    const auto readouts = ListReadouts(view.rows(), {}, {1000, ""});
    ASSERT_TRUE(readouts.ok()) << readouts.status();
    for (const auto& readout : readouts->items) {
      std::vector<std::string> records;
      const auto found = GetReadout(view.rows(), readout.name());
      ASSERT_TRUE(found.ok()) << found.status();
      for (const v1::Record& record : found->records) {
        records.push_back(absl::StrCat(record.name(), " ",
                                       record.span().begin(), "-",
                                       record.span().end()));
      }
      EXPECT_EQ(records, model.RecordsOf(readout.name()));
      EXPECT_EQ(
          readout.statements() + readout.agreements() + readout.follow_ups(),
          records.size());
    }
  }

  static std::vector<std::string> HistoryOf(const StoredRows& rows,
                                            const std::string& issue) {
    std::vector<std::string> lines;
    const auto history = GetPositionHistory(rows, issue, "", {1000, ""});
    EXPECT_TRUE(history.ok()) << history.status();
    for (const CausedChange& item : history->items) {
      const auto name = [](bool is_set, const v1::Position& position) {
        return is_set ? position.record().name() : "nothing";
      };
      const v1::PositionChange& change = item.change;
      const v1::Position& either =
          change.has_after() ? change.after() : change.before();
      lines.push_back(absl::StrCat(item.sequence.value, " ", change.party(),
                                   " ", static_cast<int>(either.stance()), " ",
                                   name(change.has_before(), change.before()),
                                   " ",
                                   name(change.has_after(), change.after())));
    }
    return lines;
  }

  const TempDirectory directory_;
  CrashingEnv env_;
  History history_;
  std::unique_ptr<ViewStore> store_;
};

TEST_P(ViewPropertyTest, LiveEqualsFoldedFromZeroEqualsTheModel) {
  EventMaker maker(GetParam());
  ViewModel model;
  Open();
  while (history_.events().size() < kEvents) {
    for (int i = maker.Below(20); i >= 0; --i) {
      maker.AppendOne(history_);
      model.Apply(history_.events().back());
    }
    FoldUpTo(history_.events().size());
    const int fate = maker.Below(8);
    if (fate == 0) Open();
    if (fate == 1) Crash();
    FoldUpTo(history_.events().size());
    ExpectAsModel(model);
    if (HasFailure()) break;
  }

  EXPECT_EQ(DigestOf(*store_), DigestFromZero(history_.events()));
}

INSTANTIATE_TEST_SUITE_P(Seeds, ViewPropertyTest, ::testing::Range(0, kSeeds));

}  // namespace
}  // namespace chancery
