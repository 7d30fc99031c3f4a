// The log's Merkle tree: what it proves, and what it notices.

#include <cstdint>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "proto/values/checkpoint.h"
#include "proto/values/error_info.h"
#include "proto/values/merkle.h"
#include "storage/log/event_codec.h"
#include "storage/log/head_signer.h"
#include "storage/log/index_codec.h"
#include "tests/storage/log/log_fixture.h"
#include "tests/storage/log/raw_database.h"

namespace chancery {
namespace {

using ::testing::HasSubstr;

CheckpointSigner Key(char fill = 'k') {
  return *CheckpointSigner::Make("archive.example/log", std::string(32, fill));
}

class TreeTest : public LogTest {
 protected:
  // Appends commits of one to three statements until the log has `events`.
  void Fill(uint64_t events) {
    for (uint64_t length = Length(); length < events; length = Length()) {
      std::vector<std::string> words;
      for (uint64_t i = 0; i <= length % 3 && length + i < events; ++i) {
        words.push_back(absl::StrCat("words ", length + i));
      }
      AppendOk(length % 2 == 0 ? kCall : kVisit, std::move(words));
    }
  }

  uint64_t Length() {
    const std::optional<Sequence> head = log().Head();
    return head.has_value() ? head->value + 1 : 0;
  }

  // The tree's leaves as a reader of all events hashes them.
  std::vector<TreeHash> Leaves() {
    std::vector<TreeHash> leaves;
    ReadOptions all;
    all.events_max = 100'000;
    EXPECT_TRUE(log()
                    .Read(all,
                          [&](const StoredEvent& event) {
                            leaves.push_back(HashLeaf(event.leaf));
                            return true;
                          })
                    .ok());
    return leaves;
  }

  // The root over the first `size` leaves, worked out from them alone.
  TreeHash RootOf(uint64_t size) {
    TreeFrontier tree;
    for (const TreeHash& leaf : Leaves()) {
      if (tree.size() < size) tree.Add(leaf);
    }
    return tree.Root();
  }

  absl::StatusOr<std::unique_ptr<HeadSigner>> TrySigner(char key = 'k') {
    return HeadSigner::Open({.log = &log(), .path = path(), .clock = &clock()},
                            Key(key));
  }
};

TEST_F(TreeTest, TheRootIsThatOfTheHeadersAtEverySizeAndAfterReopening) {
  for (const uint64_t size : {0, 1, 15, 16, 17, 33, 255, 256, 300, 1000}) {
    Fill(size);
    ASSERT_EQ(*log().TreeRoot(size), RootOf(size)) << size;
    Open();
    ASSERT_EQ(*log().TreeRoot(size), RootOf(size)) << size << ", reopened";
  }
  EXPECT_EQ(*log().TreeRoot(300), RootOf(300));
}

TEST_F(TreeTest, EveryEventIsProvenInTheTree) {
  constexpr uint64_t kSize = 400;
  Fill(kSize);
  const std::vector<TreeHash> leaves = Leaves();
  const TreeHash root = *log().TreeRoot(kSize);
  for (uint64_t i = 0; i < kSize; ++i) {
    const auto proof = log().ProveInclusion(Sequence{i}, kSize);
    ASSERT_TRUE(proof.ok()) << proof.status();
    ASSERT_TRUE(VerifyInclusion(leaves[i], i, kSize, root, *proof).ok()) << i;
    const auto wrong =
        VerifyInclusion(leaves[(i + 1) % kSize], i, kSize, root, *proof);
    ASSERT_FALSE(wrong.ok()) << i;
  }
}

TEST_F(TreeTest, EveryOlderTreeIsProvenToBeABeginning) {
  constexpr uint64_t kSize = 300;
  Fill(kSize);
  std::mt19937_64 random(7);
  for (int round = 0; round < 2000; ++round) {
    const uint64_t size = random() % (kSize + 1);
    const uint64_t old_size = random() % (size + 1);
    const auto proof = log().ProveConsistency(old_size, size);
    ASSERT_TRUE(proof.ok()) << proof.status();
    ASSERT_TRUE(VerifyConsistency(old_size, *log().TreeRoot(old_size), size,
                                  *log().TreeRoot(size), *proof)
                    .ok())
        << old_size << " of " << size;
  }
}

TEST_F(TreeTest, WhatIsBeyondTheEndIsOutOfRange) {
  Fill(5);
  EXPECT_EQ(ReasonOf(log().TreeRoot(6).status()), v1::ERROR_REASON_BEYOND_END);
  EXPECT_EQ(ReasonOf(log().ProveInclusion(Sequence{5}, 5).status()),
            v1::ERROR_REASON_BEYOND_END);
  EXPECT_EQ(ReasonOf(log().ProveInclusion(Sequence{0}, 6).status()),
            v1::ERROR_REASON_BEYOND_END);
  EXPECT_EQ(ReasonOf(log().ProveConsistency(4, 3).status()),
            v1::ERROR_REASON_BEYOND_END);
}

TEST_F(TreeTest, ALogFromBeforeThereWasATreeGetsItWhenItIsOpened) {
  Fill(100);
  const TreeHash root = *log().TreeRoot(100);
  Close();
  RawDelete(path(), "meta", "tree");
  for (uint64_t i = 0; i < 100 / 16; ++i) {
    std::string key(1, '\4');
    key += EncodeIndex(i);
    RawDelete(path(), "merkle", key);
  }
  Open();
  EXPECT_EQ(*log().TreeRoot(100), root);
}

TEST_F(TreeTest, AHeadIsSignedOverWhatIsStored) {
  Fill(40);
  const auto signer = TrySigner();
  ASSERT_TRUE(signer.ok()) << signer.status();

  const auto head = (*signer)->Sign();

  ASSERT_TRUE(head.ok()) << head.status();
  const auto read = VerifyCheckpoint(head->note, (*signer)->verifier_key());
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->size, 40);
  EXPECT_EQ(read->root, RootOf(40));
  EXPECT_EQ((*signer)->Sign()->note, head->note) << "nothing was appended";
  Fill(41);
  EXPECT_EQ((*signer)->Sign()->size, 41);
}

// The control of the signer's whole point: an event is altered on disk, with
// its checksum made right, as somebody would who can write to the disk.
TEST_F(TreeTest, AnEventThatWasRewrittenWithItsChecksumIsNotSigned) {
  Fill(40);
  ASSERT_TRUE((*TrySigner())->Sign().ok());
  StoredEvent event;
  std::string rewritten;
  ReadOptions one;
  one.from = 20;
  one.events_max = 1;
  ASSERT_TRUE(log()
                  .Read(one,
                        [&](const StoredEvent& stored) {
                          EventHeader header = stored.header;
                          header.principal = "somebody else";
                          rewritten =
                              EncodeEvent(header, stored.salt, stored.payload);
                          PlaceEvent(header.sequence, header.revision,
                                     header.record_time, &rewritten);
                          return true;
                        })
                  .ok());
  Close();
  RawPut(path(), "events", EncodeIndex(20), rewritten);
  Open();

  // A signer that hashes from the beginning meets the kept tree.
  std::filesystem::remove(path() + "/SIGNED");
  const auto head = (*TrySigner())->Sign();

  EXPECT_EQ(ReasonOf(head.status()), v1::ERROR_REASON_CORRUPT);
  EXPECT_THAT(head.status().message(), HasSubstr("do not make the tree"));
}

TEST_F(TreeTest, ALogThatDoesNotBeginWithWhatWasSignedIsNotSignedAgain) {
  Fill(40);
  ASSERT_TRUE((*TrySigner())->Sign().ok());
  // Another history of the same length takes the log's place.
  const std::string signed_head = [&] {
    std::ifstream file(path() + "/SIGNED");
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  Close();
  std::filesystem::remove_all(path());
  clock().Set(absl::FromUnixSeconds(1'800'000'000));
  Open();
  Fill(40);
  std::ofstream(path() + "/SIGNED") << signed_head;

  EXPECT_EQ(ReasonOf(TrySigner().status()), v1::ERROR_REASON_CORRUPT);
  EXPECT_EQ(TrySigner('x').status().code(),
            absl::StatusCode::kFailedPrecondition)
      << "signed by another key";
}

}  // namespace
}  // namespace chancery
