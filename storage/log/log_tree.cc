#include "storage/log/log_tree.h"

#include <bit>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "storage/log/bytes.h"
#include "storage/log/errors.h"
#include "storage/log/event_codec.h"
#include "storage/log/index_codec.h"

namespace chancery {
namespace {

// Bounds a write while the nodes of an old log are made.
constexpr int kNodesPerWrite = 4096;

//   node-key = level index
//   level    = 1 byte
//   index    = u64
std::string NodeKey(int level, uint64_t index) {
  std::string key(1, static_cast<char>(level));
  AppendBigEndian(index, &key);
  return key;
}

bool IsKept(int level) { return level > 0 && level % kTreeLevelStep == 0; }

absl::StatusOr<TreeHash> LeafOf(const Store& store, uint64_t sequence) {
  const auto value = store.Get(Family::kEvents, EncodeIndex(sequence));
  if (!value.ok()) return value.status();
  if (!value->has_value()) {
    return Corrupt(absl::StrCat("events/", sequence), "it is not there");
  }
  StoredEvent event;
  const absl::Status decoded = DecodeEvent(Sequence{sequence}, **value, &event);
  if (!decoded.ok()) return decoded;
  return HashLeaf(event.leaf);
}

absl::StatusOr<TreeHash> KeptNode(const Store& store, int level,
                                  uint64_t index) {
  const auto value = store.Get(Family::kMerkle, NodeKey(level, index));
  if (!value.ok()) return value.status();
  auto hash = ToTreeHash(value->value_or(""));
  if (!hash.ok()) {
    return Corrupt(absl::StrCat("merkle/", level, "/", index),
                   "the node is not there, or has another size");
  }
  return hash;
}

// The part of the tree that no kept node covers: `size` and the roots of its
// subtrees below the first kept level, the biggest first.
//
//   tail = size *hash
//   size = u64
constexpr absl::string_view kTailKey = "tree";
constexpr uint64_t kKeptEvery = uint64_t{1} << kTreeLevelStep;

std::string EncodeTail(const TreeFrontier& tree) {
  std::string tail;
  AppendBigEndian(tree.size(), &tail);
  const auto count =
      static_cast<std::size_t>(std::popcount(tree.size() % kKeptEvery));
  for (const TreeHash& hash :
       absl::MakeConstSpan(tree.subtrees()).last(count)) {
    tail.append(hash.data(), hash.size());
  }
  return tail;
}

// Adds the subtrees in `tail` to those above them.
absl::Status DecodeTail(absl::string_view tail, uint64_t size,
                        TreeProof* subtrees) {
  ByteReader reader(tail);
  const bool fits = reader.Integer<uint64_t>() == size;
  while (fits && reader.ok() && !reader.rest().empty()) {
    const auto hash = ToTreeHash(reader.Bytes(kTreeHashSize));
    if (hash.ok()) subtrees->push_back(*hash);
  }
  if (fits && reader.ok()) return absl::OkStatus();
  return Corrupt("meta/tree",
                 absl::StrCat("it is not of a log of ", size, " events"));
}

// Makes the nodes of a log that has none.
absl::StatusOr<TreeFrontier> BuildTree(Store& store) {
  TreeWriter tree(store, TreeFrontier());
  rocksdb::WriteBatch batch;
  const std::unique_ptr<rocksdb::Iterator> events =
      store.NewIterator(Family::kEvents);
  for (events->SeekToFirst(); events->Valid(); events->Next()) {
    StoredEvent event;
    absl::Status status =
        DecodeEvent(Sequence{tree.size()}, ToView(events->value()), &event);
    if (!status.ok()) return status;
    tree.Add(event.leaf, &batch);
    if (batch.Count() < kNodesPerWrite) continue;
    status = store.WriteSynced(&batch);
    if (!status.ok()) return status;
    batch.Clear();
  }
  if (!events->status().ok()) {
    return FromRocksDb("reading the log for its tree", events->status());
  }
  tree.Save(&batch);
  const absl::Status written = store.WriteSynced(&batch);
  if (!written.ok()) return written;
  return std::move(tree).Take();
}

}  // namespace

void TreeWriter::Add(absl::string_view header, rocksdb::WriteBatch* batch) {
  tree_.Add(
      HashLeaf(header), [&](int level, uint64_t index, const TreeHash& hash) {
        if (!IsKept(level)) return;
        store_.Put(Family::kMerkle, NodeKey(level, index), ToView(hash), batch);
      });
}

void TreeWriter::Save(rocksdb::WriteBatch* batch) const {
  store_.Put(Family::kMeta, kTailKey, EncodeTail(tree_), batch);
}

absl::StatusOr<TreeHash> TreeNode(const Store& store, int level,
                                  uint64_t index) {
  if (level == 0) return LeafOf(store, index);
  if (IsKept(level)) return KeptNode(store, level, index);
  const auto left = TreeNode(store, level - 1, 2 * index);
  if (!left.ok()) return left.status();
  const auto right = TreeNode(store, level - 1, 2 * index + 1);
  if (!right.ok()) return right.status();
  return HashChildren(*left, *right);
}

absl::StatusOr<TreeFrontier> LoadTree(Store& store) {
  const auto tail = store.Get(Family::kMeta, kTailKey);
  if (!tail.ok()) return tail.status();
  if (!tail->has_value()) return BuildTree(store);
  const uint64_t size = store.length();
  const auto above = FrontierOf(
      size - size % kKeptEvery,
      [&](int level, uint64_t index) { return TreeNode(store, level, index); });
  if (!above.ok()) return above.status();
  TreeProof subtrees = above->subtrees();
  const absl::Status decoded = DecodeTail(**tail, size, &subtrees);
  if (!decoded.ok()) return decoded;
  auto tree = TreeFrontier::From(size, std::move(subtrees));
  if (!tree.ok()) return Corrupt("meta/tree", tree.status().message());
  return tree;
}

}  // namespace chancery
