#ifndef CHANCERY_PROTO_VALUES_MERKLE_H_
#define CHANCERY_PROTO_VALUES_MERKLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace chancery {

// The Merkle tree of RFC 6962, section 2.1 (the same in RFC 9162), with
// SHA-256: hashing, proofs, and their verification. Proofs are lists of hashes
// in the RFC's order, from the leaf up.
//
// A *node* (level, index) is the root of the complete subtree over the leaves
// [index << level, (index + 1) << level); a leaf is a node of level 0.

inline constexpr std::size_t kTreeHashSize = 32;
using TreeHash = std::array<char, kTreeHashSize>;
using TreeProof = std::vector<TreeHash>;

inline absl::string_view ToView(const TreeHash& hash) {
  return {hash.data(), hash.size()};
}

// SHA-256(%x00 leaf).
TreeHash HashLeaf(absl::string_view leaf);

// SHA-256(%x01 left right).
TreeHash HashChildren(const TreeHash& left, const TreeHash& right);

// The root of a tree without leaves: SHA-256 of nothing.
TreeHash EmptyTreeRoot();

// Returns the hash that `bytes` are.
//   kInvalidArgument  they are not kTreeHashSize bytes.
absl::StatusOr<TreeHash> ToTreeHash(absl::string_view bytes);

// TreeFrontier is what must be known of a tree to add leaves to it: the roots
// of the complete subtrees that it is made of, one for each bit of its size.
//
//   TreeFrontier tree;
//   tree.Add(HashLeaf(header), [](int level, uint64_t index, const TreeHash&) {
//   });
//   tree.Root();
//
// Not thread-safe.
class TreeFrontier {
 public:
  // Called for each node that a leaf completes, from the leaf up.
  using NodeVisitor =
      absl::FunctionRef<void(int level, uint64_t index, const TreeHash& hash)>;

  TreeFrontier() = default;

  // The frontier of a tree with `size` leaves from its subtrees' roots, the
  // biggest subtree first.
  //   kInvalidArgument  there must be one for each bit of `size` that is set.
  static absl::StatusOr<TreeFrontier> From(uint64_t size, TreeProof subtrees);

  void Add(const TreeHash& leaf, NodeVisitor completed);
  void Add(const TreeHash& leaf);

  uint64_t size() const { return size_; }
  const TreeProof& subtrees() const { return subtrees_; }
  TreeHash Root() const;

 private:
  uint64_t size_ = 0;
  TreeProof subtrees_;  // The biggest first.
};

// Looks up the hash of a node that lies within the tree.
using NodeSource =
    absl::FunctionRef<absl::StatusOr<TreeHash>(int level, uint64_t index)>;

// The root of the tree over the first `size` leaves. Errors are the source's.
absl::StatusOr<TreeHash> TreeRoot(uint64_t size, NodeSource nodes);

// The frontier of the tree over the first `size` leaves.
absl::StatusOr<TreeFrontier> FrontierOf(uint64_t size, NodeSource nodes);

// The proof that leaf `index` is in the tree over the first `size` leaves.
//   kOutOfRange  it is not: index >= size.
absl::StatusOr<TreeProof> ProveInclusion(uint64_t index, uint64_t size,
                                         NodeSource nodes);

// The proof that the tree over the first `old_size` leaves is a beginning of
// that over the first `size`. Empty when they are equal.
//   kOutOfRange  old_size is 0 or more than size.
absl::StatusOr<TreeProof> ProveConsistency(uint64_t old_size, uint64_t size,
                                           NodeSource nodes);

// OK if `proof` shows that a leaf with the hash `leaf` has the index `index` in
// the tree of `size` leaves with the root `root` (RFC 9162, 2.1.3.2).
//   kInvalidArgument  it shows no such thing.
absl::Status VerifyInclusion(const TreeHash& leaf, uint64_t index,
                             uint64_t size, const TreeHash& root,
                             absl::Span<const TreeHash> proof);

// OK if `proof` shows that the tree of `old_size` leaves with `old_root` is a
// beginning of that of `size` leaves with `root` (RFC 9162, 2.1.4.2). The tree
// without leaves is the beginning of every tree, by an empty proof.
//   kInvalidArgument  it shows no such thing.
absl::Status VerifyConsistency(uint64_t old_size, const TreeHash& old_root,
                               uint64_t size, const TreeHash& root,
                               absl::Span<const TreeHash> proof);

}  // namespace chancery

#endif  // CHANCERY_PROTO_VALUES_MERKLE_H_
