#ifndef CHANCERY_STORAGE_LOG_LOG_TREE_H_
#define CHANCERY_STORAGE_LOG_LOG_TREE_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "proto/values/merkle.h"
#include "rocksdb/write_batch.h"
#include "storage/log/store.h"

namespace chancery {

// The log's Merkle tree (RFC 6962) as it lies in the store: a leaf is an
// event's header. Of its nodes only those of every kTreeLevelStep-th level are
// kept; what lies between is hashed again, and the leaves are the stored
// events themselves, so that every proof speaks of the bytes on the disk.
inline constexpr int kTreeLevelStep = 4;

// Adds the leaves of what is appended. Not thread-safe.
class TreeWriter {
 public:
  // `store` outlives the writer; `tree` is the tree over all its events.
  TreeWriter(const Store& store, TreeFrontier tree)
      : store_(store), tree_(std::move(tree)) {}

  // Adds the next event's header, and to `batch` the nodes it completes.
  void Add(absl::string_view header, rocksdb::WriteBatch* batch);

  // Adds to `batch` what the next start needs to go on from here.
  void Save(rocksdb::WriteBatch* batch) const;

  uint64_t size() const { return tree_.size(); }

  TreeFrontier Take() && { return std::move(tree_); }

 private:
  const Store& store_;
  TreeFrontier tree_;
};

// The hash of the node that covers the events [index << level, (index + 1) <<
// level), all of which are in the store. Takes at most 2^(kTreeLevelStep - 1)
// look-ups.
//   kDataLoss / CORRUPT  a node or an event is not there, or is damaged.
absl::StatusOr<TreeHash> TreeNode(const Store& store, int level,
                                  uint64_t index);

// The tree over all events of `store`, in constant time and without reading an
// event: one that is damaged must not keep the others from being read. A log
// from before there was a tree gets its nodes first, once, from all its events.
absl::StatusOr<TreeFrontier> LoadTree(Store& store);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_LOG_TREE_H_
