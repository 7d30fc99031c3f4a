// How rows are stored, dropped and folded again.
#include "storage/projections/view_store.h"

#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"
#include "storage/projections/issue_projection.h"
#include "tests/storage/projections/view_fixture.h"

namespace chancery {
namespace {

using ::testing::ElementsAre;

// The issue projection under another version.
class RaisedIssueProjection final : public Projection {
 public:
  absl::string_view name() const override { return issues_.name(); }
  uint32_t version() const override { return issues_.version() + 1; }
  absl::Status Apply(const v1::RecordedEvent& recorded,
                     Rows& rows) const override {
    return issues_.Apply(recorded, rows);
  }

 private:
  IssueProjection issues_;
};

class ViewStoreTest : public ViewTest {
 protected:
  // A few events of many kinds.
  void AppendSome(absl::string_view stream, absl::string_view day) {
    Append(stream, Received(day));
    const std::string said = AppendToCommit(
        stream, Statement(day, Said(kIraq, "JPN", v1::ACT_SUPPORT, "said")));
    AppendToCommit(
        stream, Statement(day, SaidByBoth(kIraq, v1::ACT_REGRET, "both said")));
    const std::string planned = AppendToCommit(
        stream, FollowUp(day, Planned(kIslands, "2004-07",
                                      v1::FOLLOW_UP_BASIS_AGREED, "to meet")));
    AppendToCommit(stream, Touched(day, kIslands));
    Append(stream, Rescheduled(planned, "2004-08"));
    Append(stream, Retracted(said));
  }

  absl::StatusOr<std::unique_ptr<ViewStore>> OpenAt(
      const std::string& path,
      std::vector<std::unique_ptr<Projection>> projections =
          AllProjections()) const {
    return ViewStore::Open(path, nullptr, std::move(projections));
  }

  absl::Status FoldEverything(ViewStore& store) const {
    std::size_t failed_at = 0;
    return store.Fold(
        history().events(), [] { return true; }, &failed_at);
  }
};

TEST_F(ViewStoreTest, AViewFoldedFromZeroEqualsTheLiveOne) {
  AppendSome(kCall, "2004-03-11");
  Fold();
  AppendSome(kVisit, "2004-06-01");
  Fold();

  EXPECT_EQ(DigestOf(store()), DigestFromZero(history().events()));
}

TEST_F(ViewStoreTest, ClosingInOrderKeepsEverything) {
  AppendSome(kCall, "2004-03-11");
  Fold();
  const std::string before = DigestOf(store());
  Close();
  Open();

  EXPECT_EQ(DigestOf(store()), before);
  EXPECT_EQ(store().checkpoint(0).sequence(), history().last());
}

TEST_F(ViewStoreTest, ACrashTakesTheNewestBatchesWhole) {
  AppendSome(kCall, "2004-03-11");
  Fold();
  const uint64_t on_disk = history().last();
  Close();
  Open();
  AppendSome(kVisit, "2004-06-01");
  Fold();

  const std::string live = DigestOf(store());
  Crash();
  Open();

  for (std::size_t i = 0; i < store().projections(); ++i) {
    EXPECT_EQ(store().checkpoint(i).sequence(), on_disk);
  }
  ASSERT_TRUE(FoldEverything(store()).ok());
  EXPECT_EQ(DigestOf(store()), live);
}

TEST_F(ViewStoreTest, ACrashBeforeAnythingWasWrittenLeavesAnEmptyStore) {
  AppendSome(kCall, "2004-03-11");
  Fold();
  Crash();
  Open();

  EXPECT_FALSE(store().checkpoint(0).has_sequence());
}

TEST_F(ViewStoreTest, AProjectionThatLostMoreThanTheOthersCatchesUp) {
  AppendSome(kCall, "2004-03-11");
  // An event that would be counted twice if it were folded twice.
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "JPN", v1::ACT_SUPPORT, "said last")));
  Fold();
  Close();
  Tamper(path(), "follow_ups",
         [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle* family) {
           ASSERT_TRUE(db.DropColumnFamily(family).ok());
         });
  Open();

  std::optional<Sequence> reflects;
  EXPECT_EQ(ReasonOf(store().Digest(&reflects).status()),
            v1::ERROR_REASON_VIEW_BEHIND);
  EXPECT_FALSE(store().checkpoint(1).has_sequence());

  AppendSome(kVisit, "2004-06-01");
  ASSERT_TRUE(FoldEverything(store()).ok());
  EXPECT_EQ(DigestOf(store()), DigestFromZero(history().events()));
}

TEST_F(ViewStoreTest, ARaisedVersionDropsTheRowsOfThatProjectionAlone) {
  AppendSome(kCall, "2004-03-11");
  Fold();
  const v1::Issue before = Issue(kIraq);
  Close();

  auto raised = AllProjections();
  raised[0] = std::make_unique<RaisedIssueProjection>();
  auto reopened = OpenAt(path(), std::move(raised));

  ASSERT_TRUE(reopened.ok()) << reopened.status();
  EXPECT_FALSE((*reopened)->checkpoint(0).has_sequence());
  EXPECT_EQ((*reopened)->checkpoint(1).sequence(), history().last());
  EXPECT_FALSE(GetIssue((*reopened)->Read(0).rows(), kIraq).ok());

  ASSERT_TRUE(FoldEverything(**reopened).ok());
  const auto after = GetIssue((*reopened)->Read(0).rows(), kIraq);
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->SerializeAsString(), before.SerializeAsString());
  EXPECT_NE(DigestOf(**reopened), DigestFromZero(history().events()));
}

TEST_F(ViewStoreTest, RowsOfAProjectionThatIsNoMoreAreDropped) {
  AppendSome(kCall, "2004-03-11");
  Fold();
  Close();
  std::vector<std::unique_ptr<Projection>> fewer;
  fewer.push_back(std::make_unique<IssueProjection>());
  ASSERT_TRUE(OpenAt(path(), std::move(fewer)).ok());

  Open();

  EXPECT_EQ(store().checkpoint(0).sequence(), history().last());
  EXPECT_FALSE(store().checkpoint(1).has_sequence());
}

// Negative control: the comparison of digests must be able to fail.
TEST_F(ViewStoreTest, APlantedWrongRowChangesTheDigest) {
  AppendSome(kCall, "2004-03-11");
  Fold();
  const std::string live = DigestOf(store());
  Close();
  Tamper(path(), "issues",
         [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle* family) {
           std::unique_ptr<rocksdb::Iterator> row(db.NewIterator({}, family));
           row->Seek("I");
           ASSERT_TRUE(row->Valid());
           v1::Issue issue;
           ASSERT_TRUE(issue.ParseFromString(row->value().ToString()));
           issue.set_statements(issue.statements() + 1);
           ASSERT_TRUE(
               db.Put({}, family, row->key(), issue.SerializeAsString()).ok());
         });
  Open();

  EXPECT_NE(DigestOf(store()), live);
  EXPECT_NE(DigestOf(store()), DigestFromZero(history().events()));
}

TEST_F(ViewStoreTest, ADamagedDirectoryIsFoldedAgain) {
  AppendSome(kCall, "2004-03-11");
  Fold();
  const std::string live = DigestOf(store());
  Close();
  for (const auto& file : std::filesystem::directory_iterator(path())) {
    if (absl::StartsWith(file.path().filename().string(), "MANIFEST")) {
      std::ofstream(file.path(), std::ios::binary) << "no manifest at all";
    }
  }
  Open();

  EXPECT_FALSE(store().checkpoint(0).has_sequence());
  ASSERT_TRUE(FoldEverything(store()).ok());
  EXPECT_EQ(DigestOf(store()), live);
}

TEST_F(ViewStoreTest, TwoStoresCannotShareADirectory) {
  const auto second = OpenAt(path());

  EXPECT_EQ(second.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(second.status()), v1::ERROR_REASON_STORAGE_FAILED);
}

TEST_F(ViewStoreTest, AnEventOfANewerReleaseStopsAndStoresNothing) {
  Append(kCall, Received("2004-03-11"));
  Append(kCall, v1::Event());

  std::size_t failed_at = 0;
  const absl::Status folded = store().Fold(
      history().events(), [] { return true; }, &failed_at);

  EXPECT_EQ(folded.code(), absl::StatusCode::kInternal);
  const auto info = GetErrorInfo(folded);
  ASSERT_TRUE(info.has_value());
  EXPECT_EQ(info->reason(), "PROJECTION_STOPPED");
  EXPECT_EQ(info->metadata().at("projection"), "issues");
  EXPECT_EQ(info->metadata().at("sequence"), "1");
  EXPECT_EQ(failed_at, 1u);
  EXPECT_FALSE(store().checkpoint(2).has_sequence());
  EXPECT_FALSE(*store().Read(2).Reflects());
}

TEST_F(ViewStoreTest, EveryProjectionStopsAtAnEventOfANewerRelease) {
  Append(kCall, v1::Event());
  std::vector<std::string> stopped;
  for (auto& projection : AllProjections()) {
    const TempDirectory scratch;
    std::vector<std::unique_ptr<Projection>> one;
    one.push_back(std::move(projection));
    auto alone = OpenAt(scratch.path(), std::move(one));
    ASSERT_TRUE(alone.ok()) << alone.status();
    const auto info = GetErrorInfo(FoldEverything(**alone));
    ASSERT_TRUE(info.has_value());
    stopped.push_back(info->metadata().at("projection"));
  }

  EXPECT_THAT(stopped, ElementsAre("issues", "follow_ups", "readouts"));
}

// The bytes that folding `events` writes, which are written.
std::size_t BytesOfFold(const Projection& projection, rocksdb::DB& db,
                        absl::Span<const v1::RecordedEvent> events) {
  Rows rows(&db, db.DefaultColumnFamily());
  for (const v1::RecordedEvent& event : events) {
    EXPECT_TRUE(projection.Apply(event, rows).ok());
  }
  rocksdb::WriteBatch batch;
  EXPECT_TRUE(rows.AddTo(batch).ok());
  EXPECT_TRUE(db.Write({}, &batch).ok());
  return batch.GetDataSize();
}

// Goal: no row grows with its issue. Method: the bytes that the same event
// writes, early and late on an issue of ten thousand.
TEST_F(ViewStoreTest, AnEventCostsTheSameHoweverLongItsIssueIs) {
  for (int i = 0; i < 10'000; ++i) {
    Append(kCall, Statement("2004-03-11",
                            Said(kIraq, "JPN", v1::ACT_SUPPORT, "said again")));
  }
  const auto events = absl::MakeConstSpan(history().events());
  for (const auto& projection : AllProjections()) {
    const TempDirectory scratch;
    rocksdb::Options options;
    options.create_if_missing = true;
    rocksdb::DB* opened = nullptr;
    ASSERT_TRUE(rocksdb::DB::Open(options, scratch.path(), &opened).ok());
    const std::unique_ptr<rocksdb::DB> db(opened);

    BytesOfFold(*projection, *db, events.subspan(0, 100));
    const std::size_t early =
        BytesOfFold(*projection, *db, events.subspan(100, 1));
    BytesOfFold(*projection, *db, events.subspan(101, 9898));
    const std::size_t late =
        BytesOfFold(*projection, *db, events.subspan(9999, 1));

    // Longer numbers stand in longer names.
    EXPECT_LT(late, early + 100) << projection->name();
  }
}

TEST_F(ViewStoreTest, AReadViewKeepsItsMomentWhileTheFoldGoesOn) {
  Append(kCall,
         Statement("2004-03-11", Said(kIraq, "JPN", v1::ACT_SUPPORT, "said")));
  const ReadView before = ReadIssues();
  Append(kCall, Statement("2004-03-11",
                          Said(kIraq, "JPN", v1::ACT_SUPPORT, "said more")));
  const ReadView after = ReadIssues();

  EXPECT_EQ(*before.Reflects(), Sequence{0});
  EXPECT_EQ(GetIssue(before.rows(), kIraq)->statements(), 1u);
  EXPECT_EQ(*after.Reflects(), Sequence{1});
  EXPECT_EQ(GetIssue(after.rows(), kIraq)->statements(), 2u);
}

}  // namespace
}  // namespace chancery
