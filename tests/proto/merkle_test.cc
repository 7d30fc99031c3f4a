#include "proto/values/merkle.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace chancery {
namespace {

using ::testing::ElementsAreArray;

std::string Hex(const TreeHash& hash) {
  return absl::BytesToHexString(ToView(hash));
}

// RFC 6962's own definition, word for word: MTH(D[n]).
TreeHash RootByDefinition(absl::Span<const TreeHash> leaves) {
  if (leaves.empty()) return EmptyTreeRoot();
  if (leaves.size() == 1) return leaves[0];
  std::size_t k = 1;
  while (2 * k < leaves.size()) k *= 2;
  return HashChildren(RootByDefinition(leaves.first(k)),
                      RootByDefinition(leaves.subspan(k)));
}

// PATH(m, D[n]), word for word.
TreeProof PathByDefinition(std::size_t m, absl::Span<const TreeHash> leaves) {
  if (leaves.size() == 1) return {};
  std::size_t k = 1;
  while (2 * k < leaves.size()) k *= 2;
  TreeProof path;
  if (m < k) {
    path = PathByDefinition(m, leaves.first(k));
    path.push_back(RootByDefinition(leaves.subspan(k)));
  } else {
    path = PathByDefinition(m - k, leaves.subspan(k));
    path.push_back(RootByDefinition(leaves.first(k)));
  }
  return path;
}

// SUBPROOF(m, D[n], b), word for word.
TreeProof SubproofByDefinition(std::size_t m, absl::Span<const TreeHash> leaves,
                               bool known) {
  if (m == leaves.size()) {
    if (known) return {};
    return {RootByDefinition(leaves)};
  }
  std::size_t k = 1;
  while (2 * k < leaves.size()) k *= 2;
  TreeProof proof;
  if (m <= k) {
    proof = SubproofByDefinition(m, leaves.first(k), known);
    proof.push_back(RootByDefinition(leaves.subspan(k)));
  } else {
    proof = SubproofByDefinition(m - k, leaves.subspan(k), false);
    proof.push_back(RootByDefinition(leaves.first(k)));
  }
  return proof;
}

// A tree with all its nodes, filled by the frontier.
class Tree {
 public:
  void Add(absl::string_view leaf) {
    leaves_.push_back(HashLeaf(leaf));
    frontier_.Add(leaves_.back(),
                  [&](int level, uint64_t index, const TreeHash& hash) {
                    nodes_[{level, index}] = hash;
                  });
  }
  absl::StatusOr<TreeHash> Node(int level, uint64_t index) const {
    const auto found = nodes_.find({level, index});
    if (found == nodes_.end()) {
      return absl::NotFoundError(absl::StrCat(level, "/", index));
    }
    return found->second;
  }
  auto nodes() const {
    return [this](int level, uint64_t index) { return Node(level, index); };
  }
  absl::Span<const TreeHash> leaves() const { return leaves_; }
  const TreeFrontier& frontier() const { return frontier_; }

 private:
  std::vector<TreeHash> leaves_;
  TreeFrontier frontier_;
  absl::flat_hash_map<std::pair<int, uint64_t>, TreeHash> nodes_;
};

Tree TreeOf(std::size_t size) {
  Tree tree;
  for (std::size_t i = 0; i < size; ++i) tree.Add(absl::StrCat("leaf ", i));
  return tree;
}

// The inputs and roots that Certificate Transparency's implementations test
// with; each root is of the inputs up to there.
TEST(MerkleTest, RootsAreThoseOfCertificateTransparencysVectors) {
  const std::vector<std::pair<std::string, std::string>> vectors = {
      {"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
      {"00",
       "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
      {"10",
       "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
      {"2021",
       "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
      {"3031",
       "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
      {"40414243",
       "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
      {"5051525354555657",
       "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
      {"606162636465666768696a6b6c6d6e6f",
       "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"}};
  Tree tree;
  EXPECT_EQ(Hex(tree.frontier().Root()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (const auto& [leaf, root] : vectors) {
    tree.Add(absl::HexStringToBytes(leaf));
    EXPECT_EQ(Hex(tree.frontier().Root()), root);
  }
}

TEST(MerkleTest, EveryProofOfEverySizeIsTheOneThatTheRfcDefines) {
  constexpr std::size_t kSizeMax = 70;
  const Tree tree = TreeOf(kSizeMax);
  for (std::size_t size = 1; size <= kSizeMax; ++size) {
    const auto leaves = tree.leaves().first(size);
    const TreeHash root = *TreeRoot(size, tree.nodes());
    ASSERT_EQ(root, RootByDefinition(leaves));
    for (std::size_t i = 0; i < size; ++i) {
      const TreeProof proof = *ProveInclusion(i, size, tree.nodes());
      ASSERT_THAT(proof, ElementsAreArray(PathByDefinition(i, leaves)));
      ASSERT_TRUE(VerifyInclusion(leaves[i], i, size, root, proof).ok());
    }
    for (std::size_t old_size = 1; old_size <= size; ++old_size) {
      const TreeProof proof = *ProveConsistency(old_size, size, tree.nodes());
      ASSERT_THAT(proof, ElementsAreArray(
                             SubproofByDefinition(old_size, leaves, true)));
      ASSERT_TRUE(VerifyConsistency(old_size,
                                    RootByDefinition(leaves.first(old_size)),
                                    size, root, proof)
                      .ok())
          << old_size << " of " << size;
    }
  }
}

TEST(MerkleTest, AFrontierGoesOnFromWhereItWasKept) {
  const Tree tree = TreeOf(100);
  for (std::size_t size = 0; size <= 100; ++size) {
    TreeFrontier frontier = *FrontierOf(size, tree.nodes());
    for (std::size_t i = size; i < 100; ++i) frontier.Add(tree.leaves()[i]);
    ASSERT_EQ(frontier.Root(), tree.frontier().Root()) << size;
  }
  EXPECT_FALSE(TreeFrontier::From(6, {EmptyTreeRoot()}).ok());
}

TEST(MerkleTest, WhatLiesBeyondTheTreeCannotBeProven) {
  const Tree tree = TreeOf(5);
  EXPECT_EQ(ProveInclusion(5, 5, tree.nodes()).status().code(),
            absl::StatusCode::kOutOfRange);
  EXPECT_EQ(ProveConsistency(0, 5, tree.nodes()).status().code(),
            absl::StatusCode::kOutOfRange);
  EXPECT_EQ(ProveConsistency(6, 5, tree.nodes()).status().code(),
            absl::StatusCode::kOutOfRange);
  EXPECT_FALSE(
      VerifyInclusion(tree.leaves()[0], 5, 5, tree.frontier().Root(), {}).ok());
}

// A proof with one thing changed: a bit of a hash, a hash too many, too few or
// in another place.
TreeProof Mutated(const TreeProof& proof, std::mt19937_64& random) {
  TreeProof mutated = proof;
  const auto place = [&](std::size_t count) { return random() % count; };
  switch (proof.empty() ? 3 : random() % 4) {
    case 0:
      mutated[place(proof.size())][place(kTreeHashSize)] ^=
          static_cast<char>(1 << place(8));
      break;
    case 1:
      mutated.erase(mutated.begin() +
                    static_cast<std::ptrdiff_t>(place(proof.size())));
      break;
    case 2:
      std::swap(mutated.front(), mutated.back());
      if (mutated == proof) mutated.pop_back();
      break;
    default:
      mutated.insert(mutated.begin() +
                         static_cast<std::ptrdiff_t>(place(proof.size() + 1)),
                     HashLeaf(absl::StrCat("foreign ", random())));
  }
  return mutated;
}

TEST(MerkleTest, NoMutatedProofIsAccepted) {
  constexpr std::size_t kLeaves = 300;
  constexpr int kRounds = 50'000;  // Of two proofs each.
  std::mt19937_64 random(20040301);
  const Tree tree = TreeOf(kLeaves);
  for (int round = 0; round < kRounds; ++round) {
    const uint64_t size = 1 + random() % kLeaves;
    const uint64_t index = random() % size;
    const uint64_t old_size = 1 + random() % size;
    const TreeHash root = *TreeRoot(size, tree.nodes());
    const TreeHash old_root = *TreeRoot(old_size, tree.nodes());
    const TreeProof inclusion = *ProveInclusion(index, size, tree.nodes());
    const TreeProof consistency =
        *ProveConsistency(old_size, size, tree.nodes());
    ASSERT_TRUE(
        VerifyInclusion(tree.leaves()[index], index, size, root, inclusion)
            .ok());
    ASSERT_FALSE(VerifyInclusion(tree.leaves()[index], index, size, root,
                                 Mutated(inclusion, random))
                     .ok())
        << "round " << round;
    ASSERT_FALSE(VerifyConsistency(old_size, old_root, size, root,
                                   Mutated(consistency, random))
                     .ok())
        << "round " << round;
  }
}

TEST(MerkleTest, AnAlteredLeafOrIndexOrRootIsNotAccepted) {
  const Tree tree = TreeOf(33);
  const TreeHash root = tree.frontier().Root();
  const TreeProof proof = *ProveInclusion(7, 33, tree.nodes());
  EXPECT_TRUE(VerifyInclusion(tree.leaves()[7], 7, 33, root, proof).ok());
  EXPECT_FALSE(VerifyInclusion(tree.leaves()[8], 7, 33, root, proof).ok());
  EXPECT_FALSE(VerifyInclusion(tree.leaves()[7], 8, 33, root, proof).ok());
  EXPECT_FALSE(
      VerifyInclusion(tree.leaves()[7], 7, 33, HashLeaf(""), proof).ok());
  EXPECT_FALSE(VerifyConsistency(34, root, 33, root, {}).ok());
  EXPECT_FALSE(VerifyConsistency(33, HashLeaf(""), 33, root, {}).ok());
  EXPECT_TRUE(VerifyConsistency(0, EmptyTreeRoot(), 33, root, {}).ok());
}

}  // namespace
}  // namespace chancery
