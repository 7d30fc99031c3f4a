// What the log does when its files are not as it left them.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "proto/values/error_info.h"
#include "storage/log/index_codec.h"
#include "tests/storage/log/log_fixture.h"
#include "tests/storage/log/raw_database.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Contents(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

void Overwrite(const fs::path& file, const std::string& contents) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << contents;
}

class DamageTest : public LogTest {
 protected:
  fs::path Head() const { return fs::path(path()) / "HEAD"; }
  fs::path Db() const { return fs::path(path()) / "db"; }

  // The database's largest file that ends in `extension`.
  fs::path Largest(const std::string& extension) const {
    fs::path largest;
    for (const auto& entry : fs::directory_iterator(Db())) {
      if (entry.path().extension() == extension &&
          (largest.empty() || entry.file_size() > fs::file_size(largest))) {
        largest = entry.path();
      }
    }
    return largest;
  }

  // Every file by name, but RocksDB's own notes on what it did.
  std::map<std::string, std::string> Files() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(path())) {
      const std::string name = entry.path().filename().string();
      if (entry.is_regular_file() && name.rfind("LOG", 0) != 0) {
        files[entry.path().string()] = Contents(entry.path());
      }
    }
    return files;
  }

  void ExpectRefused() {
    const auto opened = TryOpen();
    EXPECT_EQ(opened.status().code(), absl::StatusCode::kDataLoss);
    EXPECT_EQ(ReasonOf(opened.status()), v1::ERROR_REASON_CORRUPT);
  }

  // Closes the log, and changes it behind its back.
  void ClosedPut(const std::string& family, const std::string& key,
                 const std::string& value) {
    Close();
    RawPut(path(), family, key, value);
  }
  void ClosedDelete(const std::string& family, const std::string& key) {
    Close();
    RawDelete(path(), family, key);
  }

  // Reads as `options` say; what was visited before the expected failure.
  std::vector<std::string> WordsBeforeLoss(ReadOptions options = {}) {
    std::vector<std::string> words;
    const absl::Status status =
        log().Read(options, [&words](const StoredEvent& event) {
          words.push_back(WordsOf(event));
          return true;
        });
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_CORRUPT);
    return words;
  }
  static ReadOptions Stream(Direction direction = Direction::kForward) {
    ReadOptions options;
    options.scope = ReadOptions::Scope::kStream;
    options.name = kCall;
    options.direction = direction;
    return options;
  }
};

TEST_F(DamageTest, ADamagedEventIsNeverServed) {
  AppendOk(kCall, {"a", "b", "c"});
  ClosedPut("events", EncodeIndex(1), "no event");
  Open();
  EXPECT_THAT(WordsBeforeLoss(), ElementsAre("a"));
  EXPECT_THAT(WordsBeforeLoss(Stream()), ElementsAre("a"));
  EXPECT_THAT(WordsBeforeLoss(Stream(Direction::kBackward)), ElementsAre("c"));
}

TEST_F(DamageTest, AMissingEventIsNoticed) {
  AppendOk(kCall, {"a", "b", "c"});
  ClosedDelete("events", EncodeIndex(1));
  Open();
  EXPECT_THAT(WordsBeforeLoss(), ElementsAre("a"));
  EXPECT_THAT(WordsBeforeLoss(Stream()), ElementsAre("a"));
}

TEST_F(DamageTest, AMissingRevisionIsNoticedBothWays) {
  AppendOk(kCall, {"a", "b", "c"});
  ClosedDelete("streams", IndexKey(kCall, 1));
  Open();
  EXPECT_THAT(WordsBeforeLoss(Stream()), ElementsAre("a"));
  EXPECT_THAT(WordsBeforeLoss(Stream(Direction::kBackward)), ElementsAre("c"));
}

TEST_F(DamageTest, AMissingFirstRevisionIsNoticedBothWays) {
  AppendOk(kCall, {"a", "b"});
  ClosedDelete("streams", IndexKey(kCall, 0));
  Open();
  EXPECT_THAT(WordsBeforeLoss(Stream()), IsEmpty());
  EXPECT_THAT(WordsBeforeLoss(Stream(Direction::kBackward)), ElementsAre("b"));
}

TEST_F(DamageTest, AnIndexThatNamesAnothersEventIsNoticed) {
  AppendOk(kCall, {"a"});
  AppendOk(kVisit, {"b"});
  ClosedPut("streams", IndexKey(kCall, 0), EncodeIndex(1));
  ClosedPut("issues", IndexKey(kOtherIssue, 1), "");
  Open();
  EXPECT_THAT(WordsBeforeLoss(Stream()), IsEmpty());
  ReadOptions issue;
  issue.scope = ReadOptions::Scope::kIssue;
  issue.name = kOtherIssue;
  EXPECT_THAT(WordsBeforeLoss(issue), IsEmpty());
}

TEST_F(DamageTest, ADamagedCommitIsNotAnswered) {
  AppendOk(kCall, {"a"});
  ClosedPut("commits", "commit-1", "no commit");
  Open();
  const auto again = log().Append(Propose(
      "commit-1", kCall, ExpectedRevision::Any(), {Statement(kIssue, "a")}));
  EXPECT_EQ(again.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_TRUE(log().Health().ok());
}

TEST_F(DamageTest, ADocumentWithOtherBytesIsNotServed) {
  Proposal proposal = Propose("with-text", kCall, ExpectedRevision::NoStream(),
                              {Received("https://example.org/1")});
  proposal.documents.push_back("abc");
  ASSERT_TRUE(log().Append(std::move(proposal)).ok());
  const std::string hex =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  ClosedPut("documents", absl::HexStringToBytes(hex), "abd");
  Open();
  EXPECT_EQ(log().Document(hex).status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(DamageTest, ALogWithoutItsLastEventIsRefused) {
  AppendOk(kCall, {"a", "b", "c"});
  ClosedDelete("events", EncodeIndex(2));
  ExpectRefused();
}

TEST_F(DamageTest, ALogWithoutItsFirstEventIsRefused) {
  AppendOk(kCall, {"a", "b", "c"});
  ClosedDelete("events", EncodeIndex(0));
  ExpectRefused();
}

TEST_F(DamageTest, AnUnknownFormatIsRefusedWhateverElseIsUnknown) {
  AppendOk(kCall, {"a"});
  ClosedPut("events", EncodeIndex(0), "of another format");
  RawPut(path(), "meta", "format", EncodeIndex(99));
  const auto opened = TryOpen();
  EXPECT_EQ(opened.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(opened.status().message()), HasSubstr("format 99"));
}

TEST_F(DamageTest, ALogWithoutItsFormatIsRefused) {
  AppendOk(kCall, {"a"});
  ClosedDelete("meta", "format");
  ExpectRefused();
}

// Goal: an acknowledged commit that is cut off or damaged in the WAL is a loss,
// not the torn end of a crash. Method: damage the WAL everywhere in turn; each
// time the log is refused and not changed; undamaged, it opens.
TEST_F(DamageTest, AWalThatLostAcknowledgedEventsIsRefusedAndLeftAlone) {
  for (const char* words : {"a", "b", "c"}) AppendOk(kCall, {words});
  Close();
  const fs::path wal = Largest(".log");
  const std::string whole = Contents(wal);
  for (std::size_t at = 1; at < whole.size(); at += whole.size() / 16) {
    Overwrite(wal, whole.substr(0, at));
    auto before = Files();
    ExpectRefused();
    EXPECT_EQ(Files(), before) << "cut at " << at;

    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x04);
    Overwrite(wal, flipped);
    before = Files();
    ExpectRefused();
    EXPECT_EQ(Files(), before) << "flipped at " << at;
  }
  Overwrite(wal, whole);
  Open();
  EXPECT_THAT(WordsIn(log()), ElementsAre("a", "b", "c"));
}

// Goal: the torn end that a crash leaves behind opens, and holds a commit whole
// or not at all. Method: a head file from before the last commit stands for
// "not acknowledged"; the WAL is cut at every length of that commit's part.
TEST_F(DamageTest, ATornEndThatWasNotAcknowledgedOpens) {
  AppendOk(kCall, {"a"});
  const std::size_t acknowledged = fs::file_size(Largest(".log"));
  const std::string head_before = Contents(Head());
  AppendOk(kCall, {"b", "c"});
  Close();
  const auto files = Files();
  const std::string whole = Contents(Largest(".log"));
  ASSERT_GT(whole.size(), acknowledged);
  for (std::size_t size = acknowledged; size < whole.size(); size += 41) {
    for (const auto& [name, contents] : files) Overwrite(name, contents);
    Overwrite(Largest(".log"), whole.substr(0, size));
    Overwrite(Head(), head_before);

    Open();

    EXPECT_THAT(WordsIn(log()), ElementsAre("a")) << "cut at " << size;
    AppendOk(kVisit, {"goes on"});
    Close();
    fs::remove_all(Db());
    fs::create_directory(Db());
  }
}

TEST_F(DamageTest, ALogThatLostFilesIsRefused) {
  AppendOk(kCall, {"a"});
  Close();
  const auto files = Files();
  const auto restore = [&] {
    for (const auto& [name, contents] : files) Overwrite(name, contents);
  };
  fs::remove(Largest(".log"));
  ExpectRefused();
  restore();
  fs::remove(Head());
  ExpectRefused();
  restore();
  fs::remove(Db() / "CURRENT");
  ExpectRefused();
  fs::remove_all(Db());
  ExpectRefused();
  EXPECT_FALSE(fs::exists(Db() / "CURRENT"));  // No new one was made.
}

TEST_F(DamageTest, TheHeadFileOutlivesTheLossOfOneSlot) {
  AppendOk(kCall, {"a"});
  Close();
  const std::string whole = Contents(Head());
  std::string damaged = whole;
  damaged[9] = static_cast<char>(damaged[9] ^ 1);
  Overwrite(Head(), damaged);
  Open();
  Close();
  damaged = Contents(Head());
  damaged[9] = static_cast<char>(damaged[9] ^ 1);
  damaged[4096 + 9] = static_cast<char>(damaged[4096 + 9] ^ 1);
  Overwrite(Head(), damaged);
  ExpectRefused();
}

TEST_F(DamageTest, ALogThatIsOpenIsNotOpenedTwice) {
  const auto second = TryOpen();
  EXPECT_EQ(second.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(second.status().message()), HasSubstr(path()));
}

// Goal: whatever bit a disk flips, no wrong event is served. Method: flip bits
// all over the database's table file; each time, all that is read before an
// error is right, and so is everything when there is no error.
TEST_F(DamageTest, NoFlippedBitInATableIsServed) {
  const std::vector<std::string> words = {"a", "b", "c", "d", "e"};
  AppendOk(kCall, words);
  Open();  // Recovery writes tables.
  Close();
  int refused = 0;
  int flips = 0;
  std::vector<fs::path> tables;
  for (const auto& entry : fs::directory_iterator(Db())) {
    if (entry.path().extension() == ".sst") tables.push_back(entry.path());
  }
  ASSERT_FALSE(tables.empty());
  const auto files = Files();
  for (const fs::path& table : tables) {
    const std::string whole = Contents(table);
    for (std::size_t at = 0; at < whole.size(); at += 151) {
      std::string flipped = whole;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
      Overwrite(table, flipped);
      ++flips;
      const auto opened = TryOpen();
      if (!opened.ok()) {
        EXPECT_EQ(opened.status().code(), absl::StatusCode::kDataLoss);
        ++refused;
      } else {
        std::vector<std::string> read;
        const absl::Status status =
            (*opened)->Read({}, [&read](const StoredEvent& event) {
              read.push_back(WordsOf(event));
              return true;
            });
        ASSERT_LE(read.size(), words.size());
        EXPECT_TRUE(std::equal(read.begin(), read.end(), words.begin()));
        EXPECT_EQ(status.ok(), read == words) << status;
        if (!status.ok()) ++refused;
      }
      for (const auto& [name, contents] : files) Overwrite(name, contents);
    }
  }
  EXPECT_GT(refused, 0);
  EXPECT_GT(flips, 20);
}

}  // namespace
}  // namespace chancery
