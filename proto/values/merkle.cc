#include "proto/values/merkle.h"

#include <openssl/evp.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "absl/base/internal/raw_logging.h"
#include "absl/strings/str_cat.h"

namespace chancery {
namespace {

// Fetched once: a look-up by name takes locks.
const EVP_MD* Sha256Algorithm() {
  static const EVP_MD* const algorithm =
      EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

// One hash at a time on each thread; making a context costs more than a hash.
class HashContext {
 public:
  HashContext() : context_(EVP_MD_CTX_new()) {}
  ~HashContext() { EVP_MD_CTX_free(context_); }
  HashContext(const HashContext&) = delete;
  HashContext& operator=(const HashContext&) = delete;

  TreeHash Hash(absl::string_view prefix, absl::string_view first,
                absl::string_view second) {
    TreeHash hash;
    const bool hashed =
        EVP_DigestInit_ex(context_, Sha256Algorithm(), nullptr) == 1 &&
        EVP_DigestUpdate(context_, prefix.data(), prefix.size()) == 1 &&
        EVP_DigestUpdate(context_, first.data(), first.size()) == 1 &&
        EVP_DigestUpdate(context_, second.data(), second.size()) == 1 &&
        EVP_DigestFinal_ex(context_, reinterpret_cast<uint8_t*>(hash.data()),
                           nullptr) == 1;
    ABSL_RAW_CHECK(hashed, "OpenSSL has no SHA-256");
    return hash;
  }

 private:
  EVP_MD_CTX* const context_;
};

TreeHash Hash(absl::string_view prefix, absl::string_view first,
              absl::string_view second) {
  thread_local HashContext context;
  return context.Hash(prefix, first, second);
}

absl::Status Unproven(absl::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat("the proof fails: ", why));
}

// The root over the leaves [start, start + count). `start` is a multiple of the
// power of two at or above `count`, as it always is in the RFC's recursions.
absl::StatusOr<TreeHash> RangeRoot(uint64_t start, uint64_t count,
                                   NodeSource nodes) {
  if (std::has_single_bit(count)) {
    const int level = std::countr_zero(count);
    return nodes(level, start >> level);
  }
  const uint64_t left_count = std::bit_floor(count);
  const auto left = RangeRoot(start, left_count, nodes);
  if (!left.ok()) return left.status();
  const auto right = RangeRoot(start + left_count, count - left_count, nodes);
  if (!right.ok()) return right.status();
  return HashChildren(*left, *right);
}

// The greatest power of two below `count`, which is at least 2.
uint64_t SplitOf(uint64_t count) { return std::bit_floor(count - 1); }

// Reverses what a walk from the root down has gathered.
TreeProof FromLeafUp(TreeProof proof) {
  std::reverse(proof.begin(), proof.end());
  return proof;
}

}  // namespace

TreeHash HashLeaf(absl::string_view leaf) {
  return Hash(absl::string_view("\0", 1), leaf, "");
}

TreeHash HashChildren(const TreeHash& left, const TreeHash& right) {
  return Hash("\1", ToView(left), ToView(right));
}

TreeHash EmptyTreeRoot() { return Hash("", "", ""); }

absl::StatusOr<TreeHash> ToTreeHash(absl::string_view bytes) {
  if (bytes.size() != kTreeHashSize) {
    return absl::InvalidArgumentError(absl::StrCat(
        "a tree's hash has ", kTreeHashSize, " bytes, not ", bytes.size()));
  }
  TreeHash hash;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

absl::StatusOr<TreeFrontier> TreeFrontier::From(uint64_t size,
                                                TreeProof subtrees) {
  if (subtrees.size() != static_cast<std::size_t>(std::popcount(size))) {
    return absl::InvalidArgumentError(
        absl::StrCat("a tree of ", size, " leaves is not made of ",
                     subtrees.size(), " complete subtrees"));
  }
  TreeFrontier frontier;
  frontier.size_ = size;
  frontier.subtrees_ = std::move(subtrees);
  return frontier;
}

void TreeFrontier::Add(const TreeHash& leaf, NodeVisitor completed) {
  subtrees_.push_back(leaf);
  completed(0, size_, leaf);
  // Each bit that adding 1 carries over joins two subtrees of one size.
  const int carries = std::countr_one(size_);
  for (int level = 1; level <= carries; ++level) {
    const TreeHash right = subtrees_.back();
    subtrees_.pop_back();
    subtrees_.back() = HashChildren(subtrees_.back(), right);
    completed(level, size_ >> level, subtrees_.back());
  }
  ++size_;
}

void TreeFrontier::Add(const TreeHash& leaf) {
  Add(leaf, [](int, uint64_t, const TreeHash&) {});
}

TreeHash TreeFrontier::Root() const {
  if (subtrees_.empty()) return EmptyTreeRoot();
  TreeHash root = subtrees_.back();
  for (std::size_t i = subtrees_.size() - 1; i-- > 0;) {
    root = HashChildren(subtrees_[i], root);
  }
  return root;
}

absl::StatusOr<TreeHash> TreeRoot(uint64_t size, NodeSource nodes) {
  if (size == 0) return EmptyTreeRoot();
  return RangeRoot(0, size, nodes);
}

absl::StatusOr<TreeFrontier> FrontierOf(uint64_t size, NodeSource nodes) {
  TreeProof subtrees;
  uint64_t start = 0;
  for (uint64_t rest = size; rest > 0; rest -= std::bit_floor(rest)) {
    const int level = std::bit_width(rest) - 1;
    const auto node = nodes(level, start >> level);
    if (!node.ok()) return node.status();
    subtrees.push_back(*node);
    start += std::bit_floor(rest);
  }
  return TreeFrontier::From(size, std::move(subtrees));
}

// RFC 6962, 2.1.1: PATH(m, D[n]), walked from the root down.
absl::StatusOr<TreeProof> ProveInclusion(uint64_t index, uint64_t size,
                                         NodeSource nodes) {
  if (index >= size) {
    return absl::OutOfRangeError(
        absl::StrCat("leaf ", index, " is not in a tree of ", size, " leaves"));
  }
  TreeProof proof;
  uint64_t start = 0;
  for (uint64_t count = size; count > 1;) {
    const uint64_t split = SplitOf(count);
    const bool left = index - start < split;
    const auto sibling = left ? RangeRoot(start + split, count - split, nodes)
                              : RangeRoot(start, split, nodes);
    if (!sibling.ok()) return sibling.status();
    proof.push_back(*sibling);
    start += left ? 0 : split;
    count = left ? split : count - split;
  }
  return FromLeafUp(std::move(proof));
}

// RFC 6962, 2.1.2: SUBPROOF(m, D[n], b), walked from the root down.
absl::StatusOr<TreeProof> ProveConsistency(uint64_t old_size, uint64_t size,
                                           NodeSource nodes) {
  if (old_size == 0 || old_size > size) {
    return absl::OutOfRangeError(absl::StrCat(
        "a tree of ", size, " leaves has no beginning of ", old_size));
  }
  TreeProof proof;
  uint64_t start = 0;
  uint64_t count = size;
  while (old_size - start != count) {
    const uint64_t split = SplitOf(count);
    const bool left = old_size - start <= split;
    const auto sibling = left ? RangeRoot(start + split, count - split, nodes)
                              : RangeRoot(start, split, nodes);
    if (!sibling.ok()) return sibling.status();
    proof.push_back(*sibling);
    start += left ? 0 : split;
    count = left ? split : count - split;
  }
  if (start != 0) {  // Otherwise the verifier knows it: it is the old root.
    const auto node = RangeRoot(start, count, nodes);
    if (!node.ok()) return node.status();
    proof.push_back(*node);
  }
  return FromLeafUp(std::move(proof));
}

absl::Status VerifyInclusion(const TreeHash& leaf, uint64_t index,
                             uint64_t size, const TreeHash& root,
                             absl::Span<const TreeHash> proof) {
  if (index >= size) return Unproven("the leaf is beyond the tree");
  uint64_t node = index;
  uint64_t last = size - 1;
  TreeHash hash = leaf;
  for (const TreeHash& sibling : proof) {
    if (last == 0) return Unproven("it is too long");
    if ((node & 1) == 1 || node == last) {
      hash = HashChildren(sibling, hash);
      while ((node & 1) == 0 && node != 0) {
        node >>= 1;
        last >>= 1;
      }
    } else {
      hash = HashChildren(hash, sibling);
    }
    node >>= 1;
    last >>= 1;
  }
  if (last != 0) return Unproven("it is too short");
  if (hash != root) return Unproven("it leads to another root");
  return absl::OkStatus();
}

absl::Status VerifyConsistency(uint64_t old_size, const TreeHash& old_root,
                               uint64_t size, const TreeHash& root,
                               absl::Span<const TreeHash> proof) {
  if (old_size > size) return Unproven("the tree has become smaller");
  if (old_size == 0 || old_size == size) {
    if (!proof.empty()) return Unproven("it is too long");
    const TreeHash expected = old_size == 0 ? EmptyTreeRoot() : root;
    if (old_root != expected) return Unproven("the roots differ");
    return absl::OkStatus();
  }
  if (proof.empty()) return Unproven("it is too short");
  // When the old tree is complete, its root is the first hash, left out.
  const bool complete = std::has_single_bit(old_size);
  uint64_t node = old_size - 1;
  uint64_t last = size - 1;
  node >>= std::countr_one(old_size - 1);
  last >>= std::countr_one(old_size - 1);
  TreeHash old_hash = complete ? old_root : proof.front();
  TreeHash hash = old_hash;
  for (const TreeHash& sibling : proof.subspan(complete ? 0 : 1)) {
    if (last == 0) return Unproven("it is too long");
    if ((node & 1) == 1 || node == last) {
      old_hash = HashChildren(sibling, old_hash);
      hash = HashChildren(sibling, hash);
      while ((node & 1) == 0 && node != 0) {
        node >>= 1;
        last >>= 1;
      }
    } else {
      hash = HashChildren(hash, sibling);
    }
    node >>= 1;
    last >>= 1;
  }
  if (last != 0) return Unproven("it is too short");
  if (old_hash != old_root) return Unproven("it leads to another old root");
  if (hash != root) return Unproven("it leads to another root");
  return absl::OkStatus();
}

}  // namespace chancery
